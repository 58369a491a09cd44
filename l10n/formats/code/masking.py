"""Masking: a text of the same length in which code is harmless to a parser."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import overload

from l10n.dataclass import dataclass
from l10n.formats.bounds import Parts
from l10n.formats.code.code import Code, Family, Ground, Level
from l10n.formats.code.unread import unread
from l10n.formats.dialects.dialect import Dialect
from l10n.model.article import Block, KeptCode, Problem, Span, line_at, line_starts
from l10n.model.conventions import Conventions

Off = Callable[[str, int], Iterable[Span]]
"""From a text, and where its body begins, to what is code to the format itself."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A source, and what a parser is given in its place."""

    source: str
    text: str
    """Of the same length."""
    codes: tuple[Code, ...] = ()
    """In source order; none overlaps another."""
    families: tuple[str, ...] = ()
    """The families of which there is code."""

    def within(self, start: int, end: int) -> Sequence[Code]:
        """The code in a text that begins in a stretch of it."""
        return [code for code in self.beginning(start, end) if code.in_text]

    def beginning(self, start: int, end: int) -> Sequence[Code]:
        """All code that begins in a stretch."""
        if not self.codes:
            return ()
        first = bisect_left(self.codes, start, key=_start)
        return self.codes[first : bisect_left(self.codes, end, first, key=_start)]

    def marking(self, start: int) -> Code | None:
        """The code in whose place the parser has the mark of a block that begins at `start`."""
        if not self.codes:
            return None
        number = bisect_right(self.codes, start, key=_start) - 1
        code = self.codes[number] if number >= 0 else None
        return code if code and code.marks_block and start < code.span.end else None

    def touches(self, span: Span) -> bool:
        """True if there is code in a stretch."""
        if not self.codes:
            return False
        number = bisect_left(self.codes, span.end, key=_start) - 1
        return number >= 0 and self.codes[number].span.end > span.start

    @property
    def texts(self) -> tuple[Block, ...]:
        """What readers see of all code."""
        return tuple(block for code in self.codes for block in code.texts)

    def problems(self) -> tuple[Problem, ...]:
        """What readers see, or may see, of the code in the language of the source."""
        if not self.codes:
            return ()
        left = [(each.span.start, each.left, True) for each in self.codes if each.left is not None]
        left += [found for each in self.codes for found in unread(each, self.source)]
        starts = line_starts(self.source) if left else ()
        return tuple(
            Problem(line_at(starts, start), words, untranslated=sure)
            for start, words, sure in sorted(left, key=lambda each: each[0])
        )

    def kept(self) -> tuple[KeptCode, ...]:
        """All code, in source order, as it is compared when a version is read back."""
        return tuple(
            KeptCode(code.span, code.shown(self.source)) for code in self.codes if not code.verbatim
        )

    def filled(self, character: str) -> "Masked":
        """The same with one character for all code but that which the parser knows."""
        if not self.codes:
            return self
        hidden = [
            replace(code, fill=code.fill and character) for code in self.codes if not code.verbatim
        ]
        return replace(self, text=_masked(self.source, hidden))


def mask(source: str, body: int, dialect: Dialect, conventions: Conventions, off: Off) -> Masked:
    """Find the code of a dialect in the body of a source, and mask it family by family.

    `off` is asked only where there may be markup. Raises ArticleError where there is too much code.
    """
    text = _blank_line(source[:body]) + source[body:]
    codes: list[Code] = []
    families: list[str] = []
    parts = Parts()
    shown = dialect.parameters(conventions)
    level = Level.TEMPLATE
    outside: Sequence[Span] = ()
    looked = ""
    likely = dialect.likely(text)
    for family in dialect.families:
        if family not in likely:
            continue
        if family.level is not Level.TEMPLATE and family.level is not level and text != looked:
            outside = _Outside(off, text, body)
            looked = text
        level = family.level
        found = _apart(family, Ground(text, outside, shown), parts)
        if found:
            families.append(family.name)
            codes += found
            text = _masked(text, found)
            likely = dialect.likely(text)
    if not codes:
        return Masked(source, source)
    codes.sort(key=_start)
    return Masked(source, source[:body] + text[body:], tuple(_outermost(codes)), tuple(families))


class _Outside(Sequence[Span]):
    """What is code to the format itself, found once a finder asks whether something stands in it.

    Signs are common (a colon, a hyphen), code is not: most articles are parsed once.
    """

    def __init__(self, off: Off, text: str, body: int) -> None:
        self._find: Callable[[], Iterable[Span]] = lambda: off(text, body)
        self._spans: tuple[Span, ...] | None = None

    def _found(self) -> tuple[Span, ...]:
        if self._spans is None:
            self._spans = tuple(self._find())
        return self._spans

    @overload
    def __getitem__(self, index: int) -> Span: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Span]: ...

    def __getitem__(self, index: int | slice) -> Span | Sequence[Span]:
        return self._found()[index]

    def __len__(self) -> int:
        return len(self._found())


def _blank_line(matter: str) -> str:
    """What stands before the body, as finders see it."""
    return " " * (len(matter) - 1) + "\n" if matter.endswith(("\r", "\n")) else " " * len(matter)


def _apart(family: Family, ground: Ground, parts: Parts) -> list[Code]:
    found: list[Code] = []
    for code in family.find(ground):
        parts.add()
        if code.span.end > code.span.start:
            found.append(code)
    return list(_outermost(sorted(found, key=_start)))


def _outermost(codes: Iterable[Code]) -> Collection[Code]:
    kept: list[Code] = []
    for code in codes:
        if not kept or code.span.start >= kept[-1].span.end:
            kept.append(code)
    return kept


def _masked(text: str, codes: Sequence[Code]) -> str:
    parts: list[str] = []
    position = 0
    for code in codes:
        size = code.span.end - code.span.start
        if not code.fill:
            continue
        fill = code.fill * size if len(code.fill) == 1 else code.fill
        if len(fill) != size:
            raise ValueError(f"a fill of {len(fill)} for code of {size} characters")
        parts += (text[position : code.span.start], fill)
        position = code.span.end
    parts.append(text[position:])
    return "".join(parts)


def _start(code: Code) -> int:
    return code.span.start
