"""From the events of a Markdown parser to the blocks of an article."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from l10n.dataclass import dataclass
from l10n.formats.bounds import Parts
from l10n.formats.code.code import Code
from l10n.formats.code.masking import Masked
from l10n.formats.dialects.table import dialect
from l10n.formats.html.problems import IN_ANOTHER_LANGUAGE
from l10n.formats.html.turning import Passage
from l10n.formats.markdown.embedded import Embedded, html_blocks, inline, left_alone, shown
from l10n.formats.markdown.frame import Frame, Level
from l10n.formats.markdown.links import Target, decode, link_of, target_at, title_block
from l10n.formats.markdown.offsets import Place, Told
from l10n.formats.markdown.plain import Plain
from l10n.formats.markdown.site import LineStart, TextSite
from l10n.messages import N_, Message, message
from l10n.model.article import (
    Block,
    Link,
    LinkedWork,
    Named,
    Piece,
    PieceKind,
    Problem,
    Span,
    line_at,
    line_starts,
)
from l10n.model.conventions import UNSAID, Conventions
from l10n.regex import regex

UNLOCATED = N_("this text could not be located and is not translated")
HOLDS_TEXT = N_("<{name}> holds text that is not translated")
_MARKS = {"Emphasis": "i", "Strong": "b", "Strikethrough": "s"}
_NAMES = _MARKS | {"Link": "a"}
_SIZES = {"Emphasis": 1, "Strong": 2}
_INSIDE = frozenset((*_MARKS, "Link", "Image"))
_OTHER_MARK = {"*": "_", "_": "*", "**": "__", "__": "**"}
"""What an emphasis inside one of its own kind becomes: two of a kind could end each other."""
_INSTRUCTIONS = ("<?", "<![CDATA[")
_REST = regex(r"[ \t]*(?:\r|\n|\Z)")
"""What may stand behind code that is alone on its line."""
_INLINE = frozenset(("Text", "Code", "InlineHtml", "SoftBreak", "HardBreak", "FootnoteReference"))
_OUTER = {
    "BlockQuote": "quote",
    "DefinitionListDefinition": "definition",
    "DefinitionListTitle": "term",
    "FootnoteDefinition": "footnote",
    "Item": "item",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the events of a document hold."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]
    named: tuple[Named, ...] = ()
    works: tuple[LinkedWork, ...] = ()
    languages: tuple[tuple[Span, str], ...] = ()


class Builder:
    """Puts blocks together, event by event."""

    def __init__(
        self,
        masked: Masked,
        parts: Parts,
        conventions: Conventions = UNSAID,
        language: str = "",
    ) -> None:
        """Begin with a source as the parser has it; `parts` counts its events.

        `language` is what the article says of its own, which `conventions` know else. Ranges are in
        characters of the source.
        """
        self._conventions = conventions
        self._language = language
        self._masked = masked
        self._source = masked.text
        self._parts = parts
        self._bracketed = "link" in dialect(conventions.dialect).bracketed_titles
        self._blocks: list[Block | None] = []
        self._links: list[Link] = []
        self._faults: list[int] = []
        self._left: list[tuple[int, str]] = []
        self._said: list[tuple[int, Message]] = []
        self._html: list[Span] = []
        self._gaps: list[Span] = []
        self._heads: list[int] = []
        self._reads_html = False
        self._frames: list[Frame] = []
        self._place: Place = int
        self._plain: Plain | None = None
        """The innermost block, as long as it needs no frame."""
        self._outer: list[str] = []
        self._skip = ""

    def build(self, told: Told) -> Found:
        """Put together what all events hold.

        An event is a name, or a name with what it carries; with it comes its range. Raises
        ArticleError where there are too many.
        """
        place = self._place = told.place
        source = self._source
        coded = bool(self._masked.codes)
        for share in told.shares:
            self._parts.add(len(share))
            for event, at in share:
                if isinstance(event, str):
                    self._take(event, None, at)
                    continue
                text = event.get("Text")
                if text is not None and not coded and not self._skip:
                    # Every second event, and most articles have no code in theirs.
                    start, end = place(at["start"]), place(at["end"])
                    plain = self._plain
                    if plain is None or not plain.take(text, start, end, source):
                        self._plain_text(text, start, end)
                    continue
                ((name, payload),) = event.items()
                if name == "End":
                    if payload == "Paragraph" and self._plain is not None:
                        self._close_plain(self._plain)
                    else:
                        self._end(payload, at)
                elif name == "Start":
                    if self._skip:
                        continue
                    if payload == "Paragraph" and not coded:
                        self._paragraph(place(at["start"]))
                    else:
                        self._start(payload, at)
                else:
                    self._take(name, payload, at)
        self._close_bare()
        html = self._html_blocks() if self._html else Embedded()
        blocks, left = left_alone(
            [block for block in self._blocks if block is not None], html.foreign
        )
        return Found(
            blocks + html.blocks,
            (*self._links, *html.links),
            self._problems(left) + html.problems,
            html.named,
            html.works,
            html.languages,
        )

    def _html_blocks(self) -> Embedded:
        own = self._conventions
        if self._language:
            own = replace(own, language=self._language)
        return html_blocks(self._masked, self._html, self._gaps, self._heads, own)

    def _problems(self, foreign: Sequence[Passage]) -> tuple[Problem, ...]:
        if not (self._faults or self._left or self._said or foreign):
            return ()
        starts = line_starts(self._masked.source)
        faults = [(offset, message(UNLOCATED)) for offset in self._faults]
        faults += [(offset, message(HOLDS_TEXT, name=name)) for offset, name in self._left]
        said = [Problem(line_at(starts, at), words, untranslated=True) for at, words in faults]
        said += [Problem(line_at(starts, at), words) for at, words in self._said]
        for span, name, language, _translated in foreign:
            words = message(IN_ANOTHER_LANGUAGE, name=name, language=language)
            said.append(Problem(line_at(starts, span.start), words, language=language))
        return tuple(sorted(said, key=lambda problem: problem.line))

    def _start(self, payload: Any, at: Any) -> None:
        # Where it ends is far ahead, and asked only of what has to know.
        start = self._place(at["start"])
        value: Any = None
        name: str = payload if isinstance(payload, str) else next(iter(payload))
        if name is not payload:
            value = payload[name]
        if name in _INSIDE and not self._masked.codes and self._open_plainly(name, value, start):
            return
        if self._plain is not None and name in _INSIDE:
            self._settle(self._plain)
        if name in _MARKS:
            self._mark(name, start, at)
        elif name == "Link":
            frame = self._frame(start)
            if value["link_type"] in ("Autolink", "Email"):
                place = Span(start, self._place(at["end"]))
                frame.tag(PieceKind.EMPTY, place, "url", value["dest_url"])
                self._skip = "Link"
                return
            frame.tag(PieceKind.OPEN, Span(start, start + 1), "a", value["dest_url"])
            frame.levels.append(Level(value, len(frame.pieces) - 1))
        elif name == "Image":
            outer = self._frame(start)
            outer.lost |= outer.reach(start)
            alt = self._open("alt", LineStart.CELL if outer.site.in_cell else LineStart.OWN, start)
            alt.cursor = start + 2
            alt.levels[0].payload = value
        else:
            self._block_start(name, start, at)

    def _paragraph(self, start: int) -> None:
        """Begin a paragraph where there is no code."""
        if self._plain is not None or self._frames:
            self._close_bare()
        role = self._outer[-1] if self._outer else "paragraph"
        self._plain = Plain("paragraph" if role == "item" else role, LineStart.OWN, start)

    def _mark(self, name: str, start: int, at: Any) -> None:
        frame = self._frame(start)
        size = 1 if name == "Emphasis" else 2
        if name == "Strikethrough" and not (
            self._source.startswith("~~", start)
            and self._source.endswith("~~", start, self._place(at["end"]))
        ):
            size = 1
        mark = self._source[start : start + size]
        written = _OTHER_MARK.get(mark) if frame.marks.get(mark) else None
        frame.tag(PieceKind.OPEN, Span(start, start + size), _MARKS[name], written=written)
        frame.levels.append(Level((mark, written)))
        frame.marks[mark] = frame.marks.get(mark, 0) + 1

    def _block_start(self, name: str, start: int, at: Any) -> None:
        self._close_bare()
        code = self._masked.marking(start)
        if name in _OUTER:
            self._outer.append(_OUTER[name] if code is None else self._role_inside(code))
        elif name == "Heading" and code is not None:
            own = code.role not in ("caption", "title") or self._source.startswith(
                "<", code.span.start
            )
            self._open(code.role or "paragraph", LineStart.OWN if own else LineStart.ATX, start)
        elif name == "Paragraph":
            role = self._outer[-1] if self._outer else "paragraph"
            beside = (
                self._masked.marking(start - 1),
                self._masked.marking(self._place(at["end"])),
            )
            if any(code and code.role == "cell" for code in beside):
                role = "cell"
            self._open("paragraph" if role == "item" else role, LineStart.OWN, start)
        elif name == "Heading":
            self._begin("heading", LineStart.OWN, start)
        elif name == "TableCell":
            edge = start and self._source[start - 1] == "|"
            self._begin("cell", LineStart.CELL if edge else LineStart.FIRST_CELL, start)
        elif name in ("CodeBlock", "HtmlBlock"):
            self._skip = name
            if name == "HtmlBlock":
                self._html_start(start)

    def _html_start(self, start: int) -> None:
        """Begin an HTML block; instructions to programs, which end elsewhere in HTML, stay."""
        head = max(start, self._source.find("<", start))
        self._reads_html = not self._source.startswith(_INSTRUCTIONS, head)
        if self._reads_html:
            self._heads.append(head)
            if self._html and self._html[-1].end < start:
                self._gaps.append(Span(self._html[-1].end, start))

    def _end(self, payload: Any, at: Any) -> None:
        name = payload if isinstance(payload, str) else next(iter(payload))
        if self._skip:
            if name == self._skip:
                self._skip = ""
        elif (plain := self._plain) and name in _INSIDE and self._close_plainly(plain, name, at):
            return
        elif name in _MARKS:
            end = self._place(at["end"])
            frame = self._frames[-1]
            mark, written = frame.levels.pop().payload
            frame.marks[mark] -= 1
            frame.tag(PieceKind.CLOSE, Span(end - len(mark), end), _MARKS[name], written=written)
        elif name == "Link":
            self._link_end(self._place(at["end"]))
        elif name == "Image":
            self._image_end(self._place(at["start"]), self._place(at["end"]))
        elif name in _OUTER:
            self._close_bare()
            self._outer.pop()
        elif name in ("Paragraph", "Heading", "TableCell"):
            if self._plain is None:
                self._close()
            else:
                self._close_plain(self._plain)

    def _take(self, name: str, payload: Any, at: Any) -> None:
        if self._skip == "HtmlBlock" and name == "Html" and self._reads_html:
            self._html.append(Span(self._place(at["start"]), self._place(at["end"])))
        if self._skip or name == "TaskListMarker":
            return
        if name not in _INLINE:
            self._close_bare()
            return
        if self._plain is not None:
            self._settle(self._plain)
        start, end = self._place(at["start"]), self._place(at["end"])
        frame = self._frame(start)
        if name == "Text":
            self._text(frame, payload, start, end)
        elif name == "SoftBreak" and frame.role == "term" and len(frame.levels) == 1:
            # Each line before a definition is a term.
            self._part(frame, end)
        elif name == "SoftBreak":
            frame.line_break(PieceKind.TEXT, start, end, " ")
        elif name == "HardBreak":
            frame.line_break(PieceKind.EMPTY, start, end, "br")
        elif name == "Code":
            note = payload
            if self._masked.touches(Span(start, end)):
                note = self._masked.source[start:end].strip("`")
            frame.tag(PieceKind.EMPTY, Span(start, end), "code", note)
        elif name == "FootnoteReference":
            frame.tag(PieceKind.EMPTY, Span(start, end), "fn", payload)
        else:
            self._tag(frame, Span(start, end))

    def _tag(self, frame: Frame, span: Span) -> None:
        """Take a tag of HTML, and what readers see of its attributes."""
        found = inline(self._masked, span, in_cell=frame.site.in_cell)
        note = shown(self._masked, span, found.blocks)
        kept = frame.html(span.start, span.end, len(self._blocks), note)
        self._blocks += found.blocks
        self._links += found.links
        self._said += found.said
        if kept is not None:
            del self._blocks[kept:]

    def _plain_text(self, text: str, start: int, end: int) -> None:
        """Take text where there is no code, and no block without a frame that takes it."""
        if self._plain is not None:
            self._settle(self._plain).text(text, start, end)
        elif self._frames:
            self._frames[-1].text(text, start, end)
        else:
            plain = self._bare(start)
            if not plain.take(text, start, end, self._source):
                self._settle(plain).text(text, start, end)

    def _bare(self, start: int) -> Plain:
        """Begin the text of a tight item, which has no event."""
        role = self._outer[-1] if self._outer else "paragraph"
        self._plain = Plain(role, LineStart.OWN, start, bare=True)
        return self._plain

    def _open_plainly(self, name: str, value: Any, start: int) -> bool:
        """Begin a tag that may need no frame: False for one that does."""
        size = _SIZES.get(name)
        if size is None and (name != "Link" or value["link_type"] != "Inline" or value["title"]):
            return False
        plain = self._plain
        if plain is None:
            if self._frames:
                return False
            plain = self._bare(start)
        if size is None:
            tag = Piece(PieceKind.OPEN, Span(start, start + 1), "a", value["dest_url"])
            return plain.open(tag, value, self._source)
        tag = Piece(PieceKind.OPEN, Span(start, start + size), _MARKS[name])
        return plain.open(tag, self._source[start : start + size], self._source)

    def _close_plainly(self, plain: Plain, name: str, at: Any) -> bool:
        """End the tag of a block without a frame; False if it has one now that takes the end."""
        start, end = plain.end, self._place(at["end"])
        if name == "Link":
            url = plain.opened["dest_url"]
            found = self._plain_target(start, end, url)
            if found is None:
                self._settle(plain)
                return False
            self._links.append(link_of(found, url))
        elif start + len(plain.opened) != end:
            self._settle(plain)
            return False
        plain.close(Piece(PieceKind.CLOSE, Span(start, end), _NAMES[name]), self._source)
        return True

    def _plain_target(self, close: int, end: int, url: str) -> Target | None:
        """The address of a link without a title, from its `]` on; None where it is not `url`."""
        source = self._source
        if not source.startswith("]", close):
            return None
        found = target_at(source, close + 2, end - 1)
        if found is None or found.end != end - 1 or found.title is not None:
            return None
        return found if decode(found.address.of(source)) == url else None

    def _begin(self, role: str, line: LineStart, start: int) -> None:
        """Begin a block, which needs no frame as long as it is a text alone."""
        if self._masked.codes:
            self._open(role, line, start)
        else:
            self._plain = Plain(role, line, start)

    def _settle(self, plain: Plain) -> Frame:
        """The frame of a block that turned out to be more than a text."""
        self._plain = None
        frame = self._open(plain.role, plain.line, plain.start)
        frame.resume(plain)
        return frame

    def _close_plain(self, plain: Plain) -> None:
        self._plain = None
        if plain.end >= 0:
            self._blocks.append(plain.block(self._source))

    def _text(self, frame: Frame, payload: str, start: int, end: int) -> None:
        """Take text and the code in it; code alone on its line is no part of the text."""
        codes = self._masked.within(start, end)
        if not codes:
            frame.text(payload, start, end)
            return
        first = start
        if self._is_alone(frame, codes, Span(start, end)):
            self._part(frame, end)
            return
        for code in codes:
            if code.span.start > start:
                frame.text(payload[start - first : code.span.start - first], start, code.span.start)
            frame.code(code)
            start = code.span.end
        if start < end:
            frame.text(payload[start - first :], start, end)

    def _is_alone(self, frame: Frame, codes: Sequence[Code], span: Span) -> bool:
        """True for code with nothing but blanks beside it on its lines."""
        if len(frame.levels) > 1 or not frame.at_line_start():
            return False
        if any(code.verbatim for code in codes):
            return False
        position = span.start
        for code in codes:
            if self._source[position : code.span.start].strip():
                return False
            position = code.span.end
        rest = _REST.match(self._source, position)
        return not self._source[position : span.end].strip() and rest is not None

    def _part(self, frame: Frame, end: int) -> None:
        """End a block before code that is alone on its line, and begin another behind it."""
        role, site, bare = frame.role, frame.site, frame.bare
        self._close()
        self._open(role, site.line, end).bare = bare

    def _frame(self, start: int) -> Frame:
        """The block that inline content belongs to; in a tight item it has no event."""
        if self._frames:
            return self._frames[-1]
        frame = self._open(self._outer[-1] if self._outer else "paragraph", LineStart.OWN, start)
        frame.bare = True
        return frame

    def _role_inside(self, code: Code) -> str:
        """What stands in the item that code begins.

        The mark of a definition makes a term of the text above it, and a caption below a table.
        """
        last = self._blocks[-1] if self._blocks else None
        if code.role_inside == "definition" and last:
            if last.role == "cell":
                return "caption"
            if last.role == "paragraph":
                self._blocks[-1] = replace(last, role="term")
        return code.role_inside

    def _open(self, role: str, line: LineStart, start: int) -> Frame:
        frame = Frame(self._masked, role, site=TextSite(line), start=start, slot=len(self._blocks))
        self._blocks.append(None)
        self._frames.append(frame)
        return frame

    def _close_bare(self) -> None:
        if self._plain is not None and self._plain.bare:
            self._close_plain(self._plain)
        elif self._frames and self._frames[-1].bare:
            self._close()

    def _close(self) -> None:
        frame = self._frames.pop()
        self._left += frame.left
        if frame.lost:
            self._faults.append(frame.start)
        else:
            self._blocks[frame.slot] = frame.finish()

    def _link_end(self, end: int) -> None:
        frame = self._frames[-1]
        level = frame.levels.pop()
        value = level.payload
        close = frame.bracket()
        end, written = _reference(value, close, end)
        frame.tag(PieceKind.CLOSE, Span(close, end), "a", written=written)
        self._target(frame, level.piece, value, Span(close, end))

    def _image_end(self, start: int, end: int) -> None:
        alt = self._frames[-1]
        value = alt.levels[0].payload
        close = alt.bracket()
        end, written = _reference(value, close, end)
        if value["link_type"] != "Inline":
            alt.enclose(start, close, end, written)
        self._close()
        outer = self._frames[-1]
        outer.tag(PieceKind.EMPTY, Span(start, end), "img", value["dest_url"])
        self._target(outer, len(outer.pieces) - 1, value, Span(close, end))

    def _target(self, frame: Frame, piece: int, value: Any, place: Span) -> None:
        """Note the address of an inline link, and its title as a block of its own.

        `place` goes from the `]` on. An address with code in it is shown as it stands.
        """
        close, end = place.start, place.end
        if value["link_type"] != "Inline":
            return
        found = target_at(self._source, close + 2, end - 1)
        if found is None or found.end != end - 1:
            self._faults.append(close)
            return
        if decode(found.address.of(self._source)) != value["dest_url"]:
            self._faults.append(close)
        elif self._masked.touches(found.address):
            note = found.address.of(self._masked.source)
            frame.pieces[piece] = replace(frame.pieces[piece], note=note)
        else:
            self._links.append(link_of(found, value["dest_url"]))
        if found.title is None or not found.title.of(self._source).strip():
            return
        if found.quote == "(" and not self._bracketed:
            return
        block = title_block(self._masked, found, value["title"], in_cell=frame.site.in_cell)
        if block is None:
            self._faults.append(found.title.start)
        else:
            self._blocks.append(block)


def _reference(value: Any, close: int, end: int) -> tuple[int, str | None]:
    """The true end of a link and what its end becomes when its text is translated.

    pulldown-cmark leaves the `[]` of a collapsed reference out of its range.
    """
    kind = value["link_type"]
    if kind == "Collapsed":
        end = close + 3
    return end, f"][{value['id']}]" if kind in ("Collapsed", "Shortcut") else None
