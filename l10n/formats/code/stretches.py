"""Where marks in a text may find each other: lines, paragraphs, brackets; in linear time."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from l10n.dataclass import dataclass
from l10n.formats.code.code import Ground
from l10n.model.article import Span
from l10n.regex import regex

_LINE = regex(r"(?P<prefix>[ \t>]*+)(?P<rest>[^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_PARAGRAPH_END = regex(r"(?:\r\n|\r(?!\n)|\n)[ \t>]*+(?=\r|\n|\Z)")
_LINE_REST = regex(r"[ \t]*+(?:[\r\n]|\Z)")
_BRACKET = regex(r"\\[\s\S]|[\[\]]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text; its prefix of blanks and marks of quotes is apart."""

    start: int
    """Behind the prefix."""
    rest: str
    """What stands behind the prefix."""
    prefix: str

    @property
    def end(self) -> int:
        """Just before the end of the line."""
        return self.start + len(self.rest)

    @property
    def depth(self) -> int:
        """In how many quotes it stands."""
        return self.prefix.count(">")

    @property
    def is_blank(self) -> bool:
        """True if nothing stands behind the prefix."""
        return not self.rest.strip(" \t")


def lines(text: str) -> Iterator[Line]:
    """All lines of a text."""
    position = 0
    while position < len(text):
        found = _LINE.match(text, position)
        if found is None:
            return
        yield Line(found.start("rest"), found["rest"], found["prefix"])
        position = found.end()


@cache
def _beginning_with(marks: str) -> re.Pattern[str]:
    # A sign that every match begins with is looked for at the speed of C.
    return re.compile(rf"\n(?P<prefix>[ \t>]*+)(?=[{marks}])(?P<rest>[^\r\n]*+)")


def lines_with(text: str, marks: str) -> Iterator[Line]:
    """The lines that begin with one of some characters behind their prefix."""
    text = "\n" + (text.replace("\r", "\n") if "\r" in text else text)
    for found in _beginning_with(marks).finditer(text):
        yield Line(found.start("rest") - 1, found["rest"], found["prefix"])


def line_start(line: Line) -> int:
    """The first character of a line, its prefix included."""
    return line.start - len(line.prefix)


def follows(text: str, line: Line, other: Line) -> bool:
    """True if a line is the next one below another."""
    return text[line.end : line_start(other)] in ("\n", "\r", "\r\n")


def below_blank(text: str, line: Line) -> bool:
    """True for the first line, and for one below a blank line."""
    place = line_start(line)
    if not place:
        return True
    place -= 2 if text[place - 2 : place] == "\r\n" else 1
    while place and text[place - 1] in " \t>":
        place -= 1
    return not place or text[place - 1] in "\r\n"


def alone(text: str, span: Span) -> bool:
    """True if nothing else stands on the lines of a stretch."""
    start = span.start
    while start and text[start - 1] in " \t>":
        start -= 1
    return (not start or text[start - 1] in "\r\n") and bool(_LINE_REST.match(text, span.end))


class Paragraphs:
    """Tells which places of a text have no blank line between them."""

    def __init__(self, text: str) -> None:
        """Find all blank lines."""
        self._ends = [found.start() for found in _PARAGRAPH_END.finditer(text)]

    def number(self, offset: int) -> int:
        """The number of the paragraph in which a character stands."""
        return bisect_left(self._ends, offset)


def brackets(ground: Ground, paragraphs: Paragraphs) -> Iterator[Span]:
    """Pairs of square brackets within paragraphs, both included, in the order of their ends."""
    opened: list[int] = []
    number = -1
    for found in _BRACKET.finditer(ground.text):
        start = found.start()
        if found[0][0] == "\\" or ground.is_off(start):
            continue
        here = paragraphs.number(start)
        if here != number:
            opened.clear()
            number = here
        if found[0] == "[":
            opened.append(start)
        elif opened:
            yield Span(opened.pop(), start + 1)
