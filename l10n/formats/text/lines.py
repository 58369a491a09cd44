"""The lines of a plain text, and the marks that say what a line is, whatever it reads."""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from l10n.dataclass import dataclass
from l10n.formats.bounds import Parts
from l10n.model.article import Piece, PieceKind, Span
from l10n.regex import regex

JOINER = "\u2060"
"""WORD JOINER: invisible, no white space, without effect at the edge of a line."""
ROLES = (
    "paragraph",
    "subheading",
    "footer",
    "section",
    "headline",
    "label",
    "author",
    "date",
    "field",
    "item",
    "credit",
    "joined",
)
"""What a mark can say: a run of two joiners the first, of three the second, and so on.

The last says of a line end that the block goes on there."""

_JOINED = "joined"
_BLANKS = " \t"
_LINE = regex(r"[^\r\n]+")
_MARK = regex(f"{JOINER}{{2,}}")
_NEWLINES = ("\n", "\r", "\r\n")


def mark(role: str) -> str:
    """Write the mark that makes a line one of a role."""
    return JOINER * (ROLES.index(role) + 2)


def joined() -> str:
    """Write the mark that joins a line with the next, at its end, or with the last."""
    return mark(_JOINED)


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in a line between the blanks and marks at its ends, or a share of that."""

    source: str
    start: int
    end: int
    mark: str | None = None
    """The role that a mark gives it."""
    opened: bool = False
    closed: bool = False
    """A mark of a role stands at its beginning, or at its end."""
    continues: bool = False
    continued: bool = False
    """A mark joins it with the line before, or with the next."""

    @property
    def text(self) -> str:
        """The characters as they stand, marks inside included."""
        return self.source[self.start : self.end]

    def share(self, start: int, end: int) -> "Line":
        """A stretch of it; offsets count from its own start."""
        return Line(self.source, self.start + start, self.start + end)

    def parts(self) -> tuple["Line", ...]:
        """Part it at the first mark inside."""
        match = _MARK.search(self.source, self.start, self.end)
        if match is None:
            return (self,)
        closes = _role(self.source, match.start(), match.end() - match.start()) == ["label"]
        return (
            line(self.source, self.start, match.start()),
            line(self.source, match.end() if closes else match.start(), self.end),
        )


@dataclass(frozen=True, slots=True)
class LineUnit:
    """Lines that are one block."""

    role: str
    lines: tuple[Line, ...]
    among: bool = False
    """Other blocks stand in the lines beside it."""


def line(source: str, start: int, end: int) -> Line:
    """Read a stretch of a line: drop blanks and marks at its ends, and keep what the marks say."""
    roles: list[str | None] = []
    while start < end and (size := _run(source, start, end, 1)):
        roles += _role(source, start, size)
        start += size
    closing: list[str | None] = []
    while start < end and (size := _run(source, end - 1, start - 1, -1)):
        end -= size
        closing += _role(source, end, size)
    told = (role for role in (*roles, *closing) if role not in (None, _JOINED))
    return Line(
        source,
        start,
        end=end,
        mark=next(told, None),
        opened=any(role != _JOINED for role in roles),
        closed=any(role != _JOINED for role in closing),
        continues=_JOINED in roles,
        continued=_JOINED in closing,
    )


def groups(source: str, start: int) -> Iterator[tuple[Line, ...]]:
    """The lines from an offset on that hold something to read, adjacent ones together.

    A line of signs alone (`===`, `* * *`) parts groups as a blank one does. Raises ArticleError
    where there are too many.
    """
    group: list[Line] = []
    last = start
    parts = Parts()
    for match in _LINE.finditer(source, start):
        parts.add()
        found = line(source, match.start(), match.end())
        blank = not found.text.strip() or _is_rule(found)
        if group and (blank or source[last : match.start()] not in _NEWLINES):
            yield tuple(group)
            group = []
        if not blank:
            group.append(found)
        last = match.end()
    if group:
        yield tuple(group)


def _is_rule(found: Line) -> bool:
    """True for three or more signs without a letter or digit; fewer may be a bullet."""
    text = found.text
    marked = found.mark is not None or found.continues or found.continued
    return not marked and not any(map(str.isalnum, text)) and len("".join(text.split())) > 2


def pieces(unit: LineUnit) -> Iterator[Piece]:
    """The pieces of a unit; a line break is a blank, a mark inside a line is nothing."""
    above: Line | None = None
    for part in unit.lines:
        if above is not None:
            yield Piece(PieceKind.TEXT, Span(above.end, part.start), _between(above, part))
        start = part.start
        for match in _MARK.finditer(part.source, part.start, part.end):
            if match.start() > start:
                yield _verbatim(part.source, start, match.start())
            yield Piece(PieceKind.TEXT, Span(*match.span()))
            start = match.end()
        yield _verbatim(part.source, start, part.end)
        above = part


def _between(above: Line, below: Line) -> str:
    """What a line break within a block reads as: nothing between Chinese or Japanese letters.

    One that is marked on both sides was typed by a translator, and is a blank.
    """
    typed = above.continued and below.continues
    wide = is_wide(above.text[-1:]) and is_wide(below.text[:1])
    return "" if wide and not typed else " "


def is_wide(char: str) -> bool:
    """True for a letter or stop that takes two columns, as in Chinese and Japanese."""
    if not char or "\uac00" <= char <= "\ud7a3" or east_asian_width(char) not in "WF":
        return False
    return char.isalpha() or category(char)[0] == "P"


def _verbatim(source: str, start: int, end: int) -> Piece:
    return Piece(PieceKind.TEXT, Span(start, end), source[start:end])


def _run(source: str, place: int, stop: int, step: int) -> int:
    """Count the blanks, or the joiners of a mark, that stand in a row from a place on."""
    first = source[place]
    if first not in _BLANKS and first != JOINER:
        return 0
    size = 0
    while place != stop and (
        source[place] == JOINER if first == JOINER else source[place] in _BLANKS
    ):
        size += 1
        place += step
    return 0 if first == JOINER and size < 2 else size


def _role(source: str, start: int, size: int) -> list[str | None]:
    if source[start] != JOINER:
        return []
    return [ROLES[size - 2] if size - 2 < len(ROLES) else None]
