"""From the tokens of a page to its blocks: runs of text between the edges of block elements."""

from dataclasses import replace
from enum import Enum

from l10n.dataclass import dataclass
from l10n.formats.code.code import BLANK, Code
from l10n.formats.code.wordpress import is_caption
from l10n.formats.html.attributes import first, value
from l10n.formats.html.bullets import LIST_MARK, is_list_item, without_mark
from l10n.formats.html.looks import Looks
from l10n.formats.html.named_elements import NamedElements
from l10n.formats.html.names import (
    BLOCKS,
    CODE,
    CONTAINERS,
    DRAWN,
    EMBEDDED,
    FLOATING,
    FOREIGN,
    FROZEN,
    INVISIBLE,
    RUBY,
    VOID,
    short,
)
from l10n.formats.html.noise import quiet
from l10n.formats.html.parts import Part, absorb, groups, is_break, silent, trim
from l10n.formats.html.runs import CODE_NAME, Run
from l10n.formats.html.scan import SPACE, Attribute, HtmlKind, HtmlToken
from l10n.formats.html.site import TextSite
from l10n.formats.html.text import bits, decode, pieces
from l10n.formats.html.tree import Element, Page, Reading
from l10n.formats.html.values import shorten, value_blocks
from l10n.formats.visible import NOTHING_VISIBLE, Visible
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

_UNSHOWN = SPACE + "\0"
"""Browsers fold the one and drop the other."""
_TAG = regex(r"<[^>]*(?:>|\Z)")
_LINE_END = regex(r"\r\n|[\r\n]")
_LINE_ENDS = regex(r"(?:(?:\r\n|[\r\n])[ \t]*+)++")
_LINE = regex(r"[^\r\n]+")
_GLANCE = 4_000
"""Characters of the content of an element that its note is made of at most."""
_CONDITION = "<!["
"""How a condition of Word begins (`<![if !supportLists]>`), and how it ends."""
_EDGES = frozenset((HtmlKind.COMMENT, HtmlKind.BOGUS, HtmlKind.DOCTYPE))
_BLANKED = frozenset((HtmlKind.BOGUS, HtmlKind.DOCTYPE))
_NOTED = {"a": "href", "time": "datetime", "data": "value"}


@dataclass(slots=True)
class _Island:
    """An element that is one tag of the text around it, while its content is read."""

    token: HtmlToken
    end: tuple[int, int]
    closed: bool
    contained: bool
    """Blocks inside do not end the text around it."""
    around: Run
    blocks: int
    """How many blocks there were before it."""


class Parting(Enum):
    """Where a blank line parts paragraphs."""

    NOWHERE = "nowhere"
    BARE = "bare"
    """In text that stands in no block of HTML."""
    ALL = "all"


def blocks(
    page: Page,
    *,
    parting: Parting = Parting.NOWHERE,
    breaks: bool = False,
    visible: Visible = NOTHING_VISIBLE,
) -> list[Block]:
    """Find the blocks of a page, in source order of their starts.

    `parting` says where a blank line parts them; with `breaks` the end of a line breaks it there.
    What `visible` knows are blocks of their own.
    """
    return _Builder(page, visible, parting=parting, breaks=breaks).build()


class _Builder:
    def __init__(self, page: Page, visible: Visible, *, parting: Parting, breaks: bool) -> None:
        self.page = page
        self.named = NamedElements(page, visible)
        self.parting = parting
        self.held = 0
        """Where the block of HTML ends that holds what is read, or held what was read."""
        self.breaks = breaks
        self.source = page.source
        self.found: list[Block] = []
        self.run = Run()
        self.islands: list[_Island] = []
        self.ends: set[int] = set()
        self.next_text = 0
        self.next_gap = 0
        self.reading = Reading()
        self.looks = Looks(page.source, page.tokens)

    def build(self) -> list[Block]:
        for token in self.page.tokens:
            if token.kind in _BLANKED:
                # It is a blank to the parser, with which a text begins.
                self.reading = self._reading(token) or self.reading
            if self.next_gap < len(self.page.gaps) and token.end > self._gap.start:
                self._torn(token)
            elif token.kind is HtmlKind.TEXT:
                self._text(token)
            elif token.kind is HtmlKind.START:
                self._start(token)
            elif token.kind is HtmlKind.END:
                self._end(token)
            elif token.kind is HtmlKind.RAW:
                self._raw(token)
            elif self.page.masked.beginning(token.start, token.start + 1):
                self._boundary()
            elif token.kind in _EDGES:
                self._unread(token)
            else:
                self._boundary()
        self._boundary()
        while self.islands:
            self._leave()
        self._flush()
        self.found.sort(key=lambda block: block.pieces[0].span.start)
        return self.named.marked(self.found)

    @property
    def _gap(self) -> Span:
        return self.page.gaps[self.next_gap]

    def _torn(self, token: HtmlToken) -> None:
        """Take a token with gaps in it: each ends all text, also that around an island."""
        start = token.start
        while self.next_gap < len(self.page.gaps) and self._gap.start < token.end:
            if token.kind is HtmlKind.TEXT and start < self._gap.start:
                self._text(token._replace(start=start, end=self._gap.start))
            while self.islands:
                self._leave()
            self._flush()
            start = self._gap.end
            self.next_gap += 1
        if token.kind is HtmlKind.TEXT and start < token.end:
            self._text(token._replace(start=start))

    def _text(self, token: HtmlToken) -> None:
        self.reading = self._reading(token) or self.reading
        raw = self.source[token.start : token.end]
        blank = not raw.strip(_UNSHOWN)
        if self.reading.closed and not blank:
            self._flush()
            return
        codes = self.page.masked.beginning(token.start, token.end)
        if blank and not self.run.parts and not codes:
            return
        start = token.start
        for code in codes:
            if code.verbatim:
                continue
            self._words(start, code.span.start)
            self._code(code)
            start = code.span.end
        self._words(start, token.end)

    def _words(self, start: int, end: int) -> None:
        held = self.parting is Parting.BARE and start < self.held
        if held or self.parting is Parting.NOWHERE:
            self._stretch(start, end)
            return
        for found in _LINE_ENDS.finditer(self.source, start, end):
            before = found.start()
            while before > start and self.source[before - 1] in " \t":
                before -= 1
            self._stretch(start, before)
            start = found.end()
            if len(_LINE_END.findall(found[0])) > 1:
                self._boundary()
            elif self.breaks and self.run.parts and not is_break(self.run.parts[-1]):
                self.run.empty(before, start, "br", "", slack=True)
            else:
                self._stretch(before, start)
        self._stretch(start, end)

    def _stretch(self, start: int, end: int) -> None:
        raw = self.source[start:end]
        if not raw:
            return
        run = self.run
        if run.reading is None and raw.strip(_UNSHOWN):
            run.reading = self.reading
        run.parts += [
            Part(PieceKind.TEXT, begin, stop, text, slack=self._is_unshown(begin, stop))
            for begin, stop, text in bits(self.source, start, end)
        ]
        run.loose = run.loose or "<" in raw

    def _code(self, code: Code) -> None:
        """Take template code: a tag of the text around it, or the end of that text."""
        if not code.fill:
            return
        if code.fill == BLANK:
            self._boundary()
            return
        name, note = CODE_NAME + code.name, code.shown(self.page.masked.source)
        if code.half is PieceKind.CLOSE and self.run.names.get(name):
            self.run.end(HtmlToken(HtmlKind.END, *_bounds(code.span), name), note)
            return
        if code.half is PieceKind.OPEN:
            part = Part(PieceKind.OPEN, *_bounds(code.span), "code", note)
            self.run.begin(part, name)
        else:
            self.run.empty(*_bounds(code.span), "code", note, slack=False)
            self.run.parts[-1].half = code.half is PieceKind.CLOSE

    def _parts(self, start: int, end: int) -> list[Part]:
        """The parts of a text that is characters alone, the code in it as tags."""
        found: list[Part] = []
        for piece in pieces(self.page.masked, start, end):
            slack = piece.kind is PieceKind.TEXT and self._is_unshown(*_bounds(piece.span))
            found.append(
                Part(piece.kind, *_bounds(piece.span), piece.text, piece.note, slack=slack)
            )
        return found

    def _is_unshown(self, start: int, end: int) -> bool:
        source = self.source
        return source[start] in _UNSHOWN and not source[start:end].strip(_UNSHOWN)

    def _start(self, token: HtmlToken) -> None:
        name, element = token.name, self.page.elements.get(token.start)
        if element is None:
            self._boundary() if name in BLOCKS else self._unread(token)
            return
        reading, has_values, html, _end = element
        if has_values and token.attributes:
            values = value_blocks(self.page.masked, token, html=html)
            self.found += (spoken(block, reading.language) for block in values)
        parted = self.named.parts(token, element)
        if self.islands and self.islands[-1].closed and reading.closed:
            self._flush()
        elif (html and name in BLOCKS) or (not html and name in DRAWN):
            self._boundary()
            self._enter(token)
        elif html and name in VOID:
            note = self._address(token) if name in EMBEDDED else ""
            self.run.empty(
                token.start,
                token.end,
                short(name),
                note,
                slack=name in INVISIBLE or name in ("br", "wbr"),
            )
        elif not html and token.closed:
            self.run.empty(token.start, token.end, "x", name, slack=False)
        elif reading.closed or name in CONTAINERS or name in FLOATING or parted:
            self._island(token, element)
        else:
            self._open(token)

    def _enter(self, token: HtmlToken) -> None:
        """Begin the text of a block."""
        if token.start >= self.held and token.name not in VOID:
            end = self.page.elements[token.start].end
            self.held = end[0] if end else len(self.source)
        self.run.around = self.looks.around(token.name)
        if token.attributes:
            classes, style = (value(self.source, token, name) for name in ("class", "style"))
            self.run.listed = is_list_item(classes, style)

    def _island(self, token: HtmlToken, element: Element) -> None:
        end = element.end
        if end is None or end[0] < token.end:
            self._boundary()
            return
        contained = not element.html or token.name in CONTAINERS
        self.islands.append(
            _Island(
                token=token,
                end=end,
                closed=element.reading.closed,
                contained=contained,
                around=self.run,
                blocks=len(self.found),
            )
        )
        self.ends.add(end[0])
        self.run = Run()

    def _end(self, token: HtmlToken) -> None:
        if token.start in self.ends:
            while self.islands:
                island = self._leave()
                if island.end[0] == token.start:
                    self._landed(island)
                    return
        if token.name in BLOCKS or (self._drawing() and token.name in DRAWN):
            self._boundary()
        elif token.name == "br":
            self.run.empty(token.start, token.end, "br", "", slack=True)
        else:
            self._close(token)

    def _drawing(self) -> bool:
        return bool(self.islands) and self.islands[-1].token.name in FOREIGN

    def _leave(self) -> _Island:
        self._flush()
        island = self.islands.pop()
        self.ends.discard(island.end[0])
        self.run = island.around
        return island

    def _landed(self, island: _Island) -> None:
        """Put an island into the text around it, as one tag."""
        token, name = island.token, island.token.name
        tag, note = short(name), ""
        if island.closed:
            tag = "code" if name in CODE else "x"
        if name in EMBEDDED:
            note = self._address(token)
        elif self.named.begins(token):
            # What it reads may be a translation's: a note of it would differ from the article's.
            tag, note = short(name), ""
        elif name in FROZEN or name in FOREIGN:
            note = name
        elif island.closed and len(self.found) == island.blocks:
            note = self._inner(token, island)
        mark = LIST_MARK.search(value(self.source, token, "style")) is not None
        self.run.empty(token.start, island.end[1], tag, note, slack=name in INVISIBLE or mark)

    def _inner(self, token: HtmlToken, island: _Island) -> str:
        """What an island reads, as a note."""
        end = min(island.end[0], token.end + _GLANCE)
        inner = _TAG.sub(" ", self.source[token.end : end])
        return shorten(decode(inner, 0, len(inner), attribute=False))

    def _address(self, token: HtmlToken) -> str:
        attribute = first(token, "src") or first(token, "data")
        if attribute is None:
            return ""
        return self._value(attribute)

    def _value(self, attribute: Attribute) -> str:
        """The value of an attribute as a note, with the template code in it."""
        return shorten(decode(self.page.masked.source, attribute.start, attribute.end))

    def _unread(self, token: HtmlToken) -> None:
        """Keep a comment, or a tag that browsers ignore, where it stands."""
        if token.kind is HtmlKind.BOGUS and self.source.startswith(_CONDITION, token.start):
            self.run.parts.append(silent(token.start, token.end))
        elif self.run.parts:
            note = ""
            if token.kind is HtmlKind.COMMENT:
                note = shorten(self.source[token.start + 4 : token.end].rstrip("->!"))
            self.run.empty(token.start, token.end, "x", note, slack=True)
            self.run.parts[-1].element = token.name

    def _open(self, token: HtmlToken) -> None:
        run, name = self.run, token.name
        if run.open:
            last = run.open[-1][1]
            if (name == last and name in ("a", "nobr")) or (name in RUBY and last in RUBY):
                self.run.imply(token.start)
        note = ""
        if name in _NOTED:
            attribute = first(token, _NOTED[name])
            if attribute is not None:
                note = self._value(attribute)
        look = self.looks.of(token)
        part = Part(PieceKind.OPEN, token.start, token.end, short(name), note)
        part.look, part.element = look, name
        run.begin(part, name)

    def _close(self, token: HtmlToken) -> None:
        if self.run.names.get(token.name):
            self.run.end(token)
        else:
            self._unread(token)

    def _raw(self, token: HtmlToken) -> None:
        reading = self._reading(token)
        if token.name not in ("title", "textarea") or reading is None or reading.closed:
            self._unread(token)
            return
        if token.name == "title":
            self._emit(self._parts(token.start, token.end), reading, TextSite())
            return
        # The lines of a text that readers are given to edit stay lines.
        for line in _LINE.finditer(self.source, token.start, token.end):
            self._emit(self._parts(*line.span()), reading, TextSite())

    def _reading(self, token: HtmlToken) -> Reading | None:
        """How the text in a token is taken, by the run of text that starts in it."""
        texts, found = self.page.texts, None
        while self.next_text < len(texts) and texts[self.next_text][0] < token.end:
            start, reading = texts[self.next_text]
            if found is None and start >= token.start:
                found = reading
            self.next_text += 1
        return found

    def _boundary(self) -> None:
        """End the text here, also the text around islands that hold the edge of a block."""
        while self.islands and not self.islands[-1].contained:
            self._leave()
        self._flush()

    def _flush(self) -> None:
        run = self.run
        if not run.parts:
            return
        while run.open:
            run.unpair()
        if run.reading is not None:
            parts = without_mark(run.parts) if run.listed else run.parts
            for group in groups(parts):
                self._emit(quiet(group, run.around), run.reading, TextSite(run.loose))
        self.run = Run()

    def _emit(self, parts: list[Part], reading: Reading, site: TextSite) -> None:
        low, high = trim(parts, self.source)
        parts = absorb(parts[low:high])
        if any(part.kind is PieceKind.TEXT and part.text.strip().strip("\0") for part in parts):
            pieces = tuple(
                Piece(
                    part.kind,
                    Span(part.start, part.end),
                    part.text,
                    part.note,
                    part.written,
                    part.opens,
                )
                for part in parts
            )
            role, context = reading.role, reading.context
            if is_caption(pieces):
                role = context = "caption"
            block = Block(role, pieces, context, site)
            self.found.append(spoken(block, reading.language))


def spoken(block: Block, language: str) -> Block:
    """A block in another language than its article, if there is one."""
    return replace(block, language=language) if language else block


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end
