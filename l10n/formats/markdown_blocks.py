"""From the events of a Markdown parser to the blocks of an article."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from l10n.article import Block, Link, Piece, PieceKind, Problem, Span, line_at, line_starts
from l10n.formats.markdown_links import decode, target_at, title_pieces
from l10n.messages import N_, message

_PREFIX = re.compile(r"[ \t\x0b\x0c>]*")
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_MARKS = {"Emphasis": "i", "Strong": "b", "Strikethrough": "s"}
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    )
)
_UNTOUCHED = frozenset(("code", "math", "pre", "script", "style", "svg", "template", "textarea"))
_NO_TRANSLATION = re.compile(r"""\btranslate\s*=\s*["']?no\b""", re.IGNORECASE)
_INLINE = frozenset(("Text", "Code", "InlineHtml", "SoftBreak", "HardBreak", "FootnoteReference"))
_OUTER = {"BlockQuote": "quote", "Item": "item", "FootnoteDefinition": "footnote"}


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    piece: int
    payload: Any
    htmls: list[tuple[str, int, int, bool]] = field(default_factory=list)
    """Raw HTML tags open inside it: name, index of the piece, of the next block, untouched."""
    names: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Frame:
    """A block that is being put together."""

    role: str
    site: str
    start: int
    slot: int
    """Its index among the blocks, taken when it starts: the order of the source."""
    pieces: list[Piece] = field(default_factory=list)
    tags: list[_Open] = field(default_factory=lambda: [_Open(-1, None)])
    cursor: int = -1
    """Just after what is taken so far; -1 before the first piece."""
    run: int = -1
    """Where the text begins that stands in the source as it reads; -1 if there is none."""
    pending: Piece | None = None
    """A line break, to be made longer by the prefix of the next line."""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What the events of a document hold."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]


class Builder:
    """Puts blocks together, event by event."""

    def __init__(self, source: str) -> None:
        """Begin with a source; ranges are in its characters."""
        self._source = source
        self._blocks: list[Block | None] = []
        self._links: list[Link] = []
        self._faults: list[tuple[int, bool]] = []
        self._frames: list[_Frame] = []
        self._outer: list[str] = []
        self._skip = ""

    def build(self, events: Iterable[tuple[Any, int, int]]) -> Found:
        """Take all events and give what they make.

        An event is a name, or a name with what it carries; with it comes its range.
        """
        for event, start, end in events:
            if isinstance(event, str):
                self._take(event, None, start, end)
            else:
                for name, payload in event.items():
                    if name == "Start":
                        self._start(payload, start, end)
                    elif name == "End":
                        self._end(payload, start, end)
                    else:
                        self._take(name, payload, start, end)
        self._close_bare()
        return Found(
            tuple(block for block in self._blocks if block is not None),
            tuple(sorted(self._links, key=lambda link: link.span)),
            self._problems(),
        )

    def _problems(self) -> tuple[Problem, ...]:
        if not self._faults:
            return ()
        starts = line_starts(self._source)
        return tuple(
            Problem(
                line_at(starts, offset),
                message(N_("this HTML holds text that is not translated"))
                if is_html
                else message(N_("this text could not be located and is not translated")),
            )
            for offset, is_html in sorted(self._faults)
        )

    def _start(self, payload: Any, start: int, end: int) -> None:
        if self._skip:
            return
        name, value = _named(payload)
        if name in _MARKS:
            frame = self._frame(start)
            size = self._delimiter(name, start, end)
            self._tag(frame, PieceKind.OPEN, start, start + size, _MARKS[name])
            frame.tags.append(_Open(len(frame.pieces) - 1, size))
        elif name == "Link":
            frame = self._frame(start)
            if value["link_type"] in ("Autolink", "Email"):
                self._tag(frame, PieceKind.EMPTY, start, end, "url", value["dest_url"])
                self._skip = "Link"
                return
            self._tag(frame, PieceKind.OPEN, start, start + 1, "a", value["dest_url"])
            frame.tags.append(_Open(len(frame.pieces) - 1, value))
        elif name == "Image":
            outer = self._frame(start)
            outer.lost |= self._reach(outer, start)
            site = "cell" if outer.site.startswith("cell") else "text"
            frame = self._open("alt", site, start)
            frame.cursor = start + 2
            frame.tags[0].payload = value
        else:
            self._block_start(name, start)

    def _block_start(self, name: str, start: int) -> None:
        self._close_bare()
        if name in _OUTER:
            self._outer.append(_OUTER[name])
        elif name == "Paragraph":
            role = self._outer[-1] if self._outer else "paragraph"
            self._open("paragraph" if role == "item" else role, "text", start)
        elif name == "Heading":
            self._open("heading", "heading", start)
        elif name == "TableCell":
            edge = start and self._source[start - 1] == "|"
            self._open("cell", "cell" if edge else "cell-first", start)
        elif name in ("CodeBlock", "HtmlBlock", "MetadataBlock"):
            self._skip = name

    def _end(self, payload: Any, start: int, end: int) -> None:
        name, _value = _named(payload)
        if self._skip:
            if name == self._skip:
                self._skip = ""
                if name == "HtmlBlock" and holds_text(self._source[start:end]):
                    self._faults.append((start, True))
            return
        if name in _MARKS:
            frame = self._frames[-1]
            size = frame.tags.pop().payload
            self._tag(frame, PieceKind.CLOSE, end - size, end, _MARKS[name])
        elif name == "Link":
            frame = self._frames[-1]
            value = frame.tags.pop().payload
            self._link_end(frame, value, start, end)
        elif name == "Image":
            self._image_end(start, end)
        elif name in _OUTER:
            self._close_bare()
            self._outer.pop()
        elif name in ("Paragraph", "Heading", "TableCell"):
            self._close()

    def _take(self, name: str, payload: Any, start: int, end: int) -> None:
        if self._skip or name == "TaskListMarker":
            return
        if name not in _INLINE:
            self._close_bare()
            return
        frame = self._frame(start)
        if name == "Text":
            self._text(frame, payload, start, end)
        elif name == "SoftBreak":
            self._break(frame, PieceKind.TEXT, start, end, " ")
        elif name == "HardBreak":
            self._break(frame, PieceKind.EMPTY, start, end, "br")
        elif name == "Code":
            self._tag(frame, PieceKind.EMPTY, start, end, "code", payload)
        elif name == "FootnoteReference":
            self._tag(frame, PieceKind.EMPTY, start, end, "fn", payload)
        else:
            self._html(frame, start, end)

    def _frame(self, start: int) -> _Frame:
        """Give the block that inline content belongs to; in a tight item it has no event."""
        if self._frames:
            return self._frames[-1]
        role = self._outer[-1] if self._outer else "paragraph"
        return self._open(role, "text bare", start)

    def _open(self, role: str, site: str, start: int) -> _Frame:
        frame = _Frame(role, site, start, len(self._blocks))
        self._blocks.append(None)
        self._frames.append(frame)
        return frame

    def _close_bare(self) -> None:
        if self._frames and self._frames[-1].site == "text bare":
            self._close()

    def _close(self) -> _Frame:
        frame = self._frames.pop()
        self._flush(frame)
        if frame.pending:
            frame.pieces.append(frame.pending)
            frame.pending = None
        if frame.lost:
            self._faults.append((frame.start, False))
        elif frame.pieces:
            site = "text" if frame.site == "text bare" else frame.site
            if frame.site == "heading":
                site = "atx" if frame.pieces[0].span.start > frame.start else "text"
            context = frame.role if frame.role in ("heading", "alt") else None
            self._blocks[frame.slot] = Block(frame.role, tuple(frame.pieces), context, site)
        return frame

    def _reach(self, frame: _Frame, start: int) -> bool:
        """Make the source whole up to `start`; say whether a backslash stands just before it."""
        if frame.cursor < 0:
            frame.cursor = start
            return start > 0 and self._source[start - 1] == "\\"
        if frame.cursor == start and frame.pending is None:
            return False
        escaped = False
        rest = frame.cursor
        if frame.pending:
            prefix = _PREFIX.match(self._source, rest, start)
            rest = prefix.end() if prefix else rest
            piece = frame.pending
            frame.pending = None
            frame.pieces.append(
                Piece(piece.kind, Span(piece.span.start, rest), piece.text, piece.note)
            )
            frame.cursor = rest
        else:
            self._flush(frame)
        gap = self._source[rest:start]
        if gap in ("\\", "\\\\"):
            escaped = gap == "\\" or self._source.startswith("|", start)
            frame.lost |= not escaped
        elif gap:
            frame.lost = True
        return escaped

    def _flush(self, frame: _Frame) -> None:
        if frame.run >= 0:
            span = Span(frame.run, frame.cursor)
            frame.pieces.append(Piece(PieceKind.TEXT, span, span.of(self._source)))
            frame.run = -1

    def _text(self, frame: _Frame, text: str, start: int, end: int) -> None:
        if frame.run >= 0 and frame.cursor == start and self._source[start:end] == text:
            frame.cursor = end
            return
        escaped = self._reach(frame, start)
        self._flush(frame)
        verbatim = self._source[start:end] == text
        if escaped:
            first = max(frame.cursor, start - 2) if frame.cursor < start else start - 1
            stop = start + 1 if verbatim else end
            frame.pieces.append(
                Piece(PieceKind.TEXT, Span(first, stop), text[0] if verbatim else text)
            )
            start = stop
        elif not verbatim:
            frame.pieces.append(Piece(PieceKind.TEXT, Span(start, end), text))
            start = end
        if start < end:
            frame.run = start
        frame.cursor = end

    def _tag(
        self,
        frame: _Frame,
        kind: PieceKind,
        start: int,
        end: int,
        name: str,
        note: str = "",
        written: str | None = None,
    ) -> None:
        if self._reach(frame, start):
            frame.lost = True
        self._flush(frame)
        frame.pieces.append(Piece(kind, Span(start, end), name, note, written))
        frame.cursor = end

    def _break(self, frame: _Frame, kind: PieceKind, start: int, end: int, text: str) -> None:
        first = start if frame.cursor < 0 else frame.cursor
        if frame.pending:
            self._reach(frame, start)
        self._flush(frame)
        if self._source[first:start].strip(" \t\x0b\x0c"):
            frame.lost = True
        frame.pending = Piece(kind, Span(first, end), text)
        frame.cursor = end

    def _delimiter(self, name: str, start: int, end: int) -> int:
        if name == "Strikethrough":
            double = self._source.startswith("~~", start) and self._source.endswith(
                "~~", start, end
            )
            return 2 if double else 1
        return 1 if name == "Emphasis" else 2

    def _bracket(self, frame: _Frame, inner: int) -> int:
        """Find the `]` that ends the text of a link, and take what stands before it."""
        position = frame.cursor if frame.cursor >= 0 else inner
        if frame.pending:
            prefix = _PREFIX.match(self._source, position)
            position = prefix.end() if prefix else position
        frame.lost |= not self._source.startswith("]", position)
        return position

    def _link_end(self, frame: _Frame, value: Any, start: int, end: int) -> None:
        close = self._bracket(frame, start + 1)
        end, written = self._reference(value, close, end)
        self._tag(frame, PieceKind.CLOSE, close, end, "a", written=written)
        self._target(frame, value, close, end)

    def _image_end(self, start: int, end: int) -> None:
        alt = self._frames[-1]
        value = alt.tags[0].payload
        close = self._bracket(alt, start + 2)
        end, written = self._reference(value, close, end)
        if value["link_type"] != "Inline":
            if alt.pending:
                self._reach(alt, close)
            self._flush(alt)
            alt.pieces.insert(0, Piece(PieceKind.OPEN, Span(start, start + 2), "img"))
            span = Span(close, end)
            alt.pieces.append(Piece(PieceKind.CLOSE, span, "img", written=written))
        self._close()
        outer = self._frames[-1]
        self._tag(outer, PieceKind.EMPTY, start, end, "img", value["dest_url"])
        self._target(outer, value, close, end)

    def _reference(self, value: Any, close: int, end: int) -> tuple[int, str | None]:
        """Give the true end of a link and what its end becomes when its text is translated."""
        kind = value["link_type"]
        if kind == "Collapsed":
            end = close + 3
        if kind in ("Collapsed", "Shortcut"):
            return end, f"][{value['id']}]"
        return end, None

    def _target(self, frame: _Frame, value: Any, close: int, end: int) -> None:
        """Note the address of an inline link, and its title as a block of its own."""
        if value["link_type"] != "Inline":
            return
        found = target_at(self._source, close + 2, end - 1)
        if found is None or found.end != end - 1:
            self._faults.append((close, False))
            return
        cell = " cell" if frame.site.startswith("cell") else ""
        address = decode(_unpiped(found.address.of(self._source), cell))
        if address == value["dest_url"]:
            site = ("angle" if found.angled else "bare") + cell
            self._links.append(Link(found.address, value["dest_url"], site))
        else:
            self._faults.append((close, False))
        if found.title is None or not found.title.of(self._source).strip():
            return
        pieces = title_pieces(self._source, found.title)
        read = " ".join("".join(piece.text for piece in pieces).split())
        if _unpiped(read, cell) != " ".join(_unpiped(value["title"], cell).split()):
            self._faults.append((found.title.start, False))
            return
        self._blocks.append(Block("title", pieces, "title", f"title {found.quote}{cell}"))

    def _html(self, frame: _Frame, start: int, end: int) -> None:
        raw = self._source[start:end]
        self._tag(frame, PieceKind.EMPTY, start, end, "html", raw)
        named = _TAG_NAME.match(raw)
        if not named:
            return
        name = named[2].lower()
        level = frame.tags[-1]
        if not named[1]:
            if name not in _VOID and not raw.endswith("/>"):
                untouched = name in _UNTOUCHED or bool(_NO_TRANSLATION.search(raw))
                entry = (name, len(frame.pieces) - 1, len(self._blocks), untouched)
                level.htmls.append(entry)
                level.names[name] = level.names.get(name, 0) + 1
            return
        if not level.names.get(name):
            return
        while True:
            found, index, slot, untouched = level.htmls.pop()
            level.names[found] -= 1
            if found == name:
                break
        opened = frame.pieces[index]
        if untouched:
            span = Span(opened.span.start, end)
            frame.pieces[index:] = [Piece(PieceKind.EMPTY, span, "html", span.of(self._source))]
            self._blocks[slot:] = [None] * (len(self._blocks) - slot)
            return
        frame.pieces[index] = Piece(PieceKind.OPEN, opened.span, "html", opened.note)
        frame.pieces[-1] = Piece(PieceKind.CLOSE, Span(start, end), "html")


def _unpiped(text: str, cell: str) -> str:
    """Take off the backslash that a table cell needs before a pipe."""
    return text.replace("\\|", "|") if cell else text


def _named(payload: Any) -> tuple[str, Any]:
    if isinstance(payload, str):
        return payload, None
    name, value = next(iter(payload.items()))
    return name, value


def holds_text(raw: str) -> bool:
    """Say whether raw HTML holds a letter or digit outside tags, comments, scripts and styles."""
    position = 0
    lowered = raw.lower()
    while True:
        opened = raw.find("<", position)
        if any(char.isalnum() for char in raw[position : opened if opened >= 0 else len(raw)]):
            return True
        if opened < 0:
            return False
        end = ">"
        after = 1
        if raw.startswith("<!--", opened):
            end = "-->"
        elif raw.startswith("<![CDATA[", opened):
            end = "]]>"
        else:
            for name in ("script", "style", "pre", "textarea"):
                if lowered.startswith(name, opened + 1):
                    end = f"</{name}"
        position = lowered.find(end, opened + after)
        if position < 0:
            return False
        position += len(end)
