"""Lines of an article as the finders of code see them: where the text begins, what is fenced."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from l10n.dataclass import dataclass
from l10n.regex import regex

_END = regex(r"[^\r\n]*+")
_NEWLINE = regex(r"\r\n|[\r\n]")
_PREFIX = regex(r"(?:[ \t]|>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))*+")
_BLANKS = regex(r"[ \t]*+")
_FENCE = regex(r"`{3,}(?=[^`\r\n]*+(?:[\r\n]|\Z))|~{3,}")
_CLOSING = regex(r"(?:[ \t]|>)*+(`{3,}|~{3,}|:{3,})[ \t]*+(?=[\r\n]|\Z)")
_PARAGRAPH_END = regex(r"(?:\r\n|[\r\n])[ \t>]*+(?=[\r\n]|\Z)")
_BACKTICKS = regex(r"`++")
TAB = 4
"""The columns between two tab stops (CommonMark 0.31.2, section 2.2)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; offsets are characters of the text."""

    start: int
    first: int
    """Its first character behind blanks and the marks of quotes and lists."""
    end: int
    """Without what ends the line."""
    after: int
    """Where the next line begins."""

    @property
    def is_blank(self) -> bool:
        """True if nothing but blanks and marks stands in it."""
        return self.first == self.end


def line_from(text: str, start: int) -> Line:
    """The line that begins at `start`."""
    end = _matched(_END, text, start)
    first = min(_matched(_PREFIX, text, start), end)
    newline = _NEWLINE.match(text, end)
    return Line(start, first, end, newline.end() if newline else end)


def lines(text: str) -> Iterator[Line]:
    """All lines, those of fenced code too."""
    position = 0
    while position < len(text):
        line = line_from(text, position)
        yield line
        position = line.after


def lines_outside_fences(text: str) -> Iterator[Line]:
    """The lines that are no fenced code (CommonMark 0.31.2, section 4.5)."""
    position = 0
    while position < len(text):
        line = line_from(text, position)
        fence = fence_at(text, line.first)
        if fence:
            position = after_fence(text, line.after, fence)
        else:
            yield line
            position = line.after


def fence_at(text: str, place: int) -> str:
    """The fence that opens fenced code here; empty where there is none."""
    found = _FENCE.match(text, place)
    return found[0] if found else ""


def after_fence(text: str, start: int, fence: str) -> int:
    """Where the line behind fenced code begins whose lines begin at `start`."""
    position = start
    while position < len(text):
        line = line_from(text, position)
        position = line.after
        closing = _CLOSING.match(text, line.start)
        if closing and closing[1][0] == fence[0] and len(closing[1]) >= len(fence):
            break
    return position


def column(text: str, line: Line, place: int | None = None) -> int:
    """The column, from 0, of a character of a line; of its first without a place."""
    stop = line.first if place is None else place
    count = 0
    for char in text[line.start : stop]:
        count += TAB - count % TAB if char == "\t" else 1
    return count


def first_of(text: str, start: int) -> int:
    """Where the blanks that begin at `start` end."""
    return _matched(_BLANKS, text, start)


def backticks(text: str, start: int) -> int:
    """How many backticks stand at a place."""
    return _matched(_BACKTICKS, text, start) - start


class CodeSpans:
    """Where code in a line ends, in paragraphs of any size (CommonMark 0.31.2, section 6.1)."""

    def __init__(self, text: str) -> None:
        """Begin with a text; each paragraph is looked through once, when it is asked about."""
        self._text = text
        self._range = (0, 0)
        self._runs: dict[int, list[int]] = {}

    def end(self, start: int, size: int) -> int | None:
        """Just behind the code that `size` backticks at `start` open; None where nothing closes."""
        if not self._range[0] <= start < self._range[1]:
            self._gather(start)
        places = self._runs.get(size, [])
        number = bisect_left(places, start + size)
        return places[number] + size if number < len(places) else None

    def _gather(self, start: int) -> None:
        found = _PARAGRAPH_END.search(self._text, start)
        end = found.start() if found else len(self._text)
        self._range = (start, max(end, start + 1))
        self._runs = {}
        for run in _BACKTICKS.finditer(self._text, start, end):
            self._runs.setdefault(len(run[0]), []).append(run.start())


def _matched(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start
