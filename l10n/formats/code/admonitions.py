"""Blocks of MkDocs: `!!! note "Title"`, `??? tip` and `=== "Tab"` with indented text, `/// note`.

Python-Markdown's admonitions, pymdownx.details, pymdownx.tabbed, pymdownx.blocks, each as its
documentation and its patterns have it.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.formats.code.code import BLANK, Code, Ground
from l10n.formats.code.fills import container, heading
from l10n.formats.code.lines import TAB, Line, after_fence, column, fence_at, line_from
from l10n.model.article import Span
from l10n.regex import regex

_TITLE = r'(?: +"(?P<title>[^\r\n]*)")? *\Z'
_MARKERS = (
    regex(rf"!!! ?[\w-]+(?: +[\w-]+)*+{_TITLE}"),
    regex(rf"\?{{3}}\+? ?(?:[\w-]+(?: +[\w-]+)*+)?{_TITLE}"),
    regex(r'={3}[!+]{0,2} +"(?P<title>[^\r\n]*)" *\Z'),
)
_BLOCK = regex(r"(?P<slashes>/{3,}) ?(?P<name>[A-Za-z][\w-]*+)(?:[ \t]*+\|[ \t]*+(?P<title>.*))?\Z")
_BLOCK_END = regex(r"/{3,}[ \t]*+\Z")
_OPTION = regex(r"(?: {4,}|\t)[\w-]++:")
_UNTITLED = frozenset(("html",))
"""Blocks whose argument is no text: `/// html | div.wide`."""
_ITEM = regex(r"(?:[-+*]|[0-9]{1,9}[.)])(?P<blanks>[ \t]++)")
_QUOTES = regex(r"(?: {0,3}> ?)*+")
_INDENTED = 4
_OF_BOXES = ("!!!", "???", "===")
_ANY_HEADING = regex(r"(?:\A|[\r\n])[ \t]*+#{1,6}(?![# \t])")
_HEADING = regex(r"#{1,6}(?![# \t])")
"""A heading to Python-Markdown, which asks for no blank behind the hashes."""


def find(ground: Ground) -> Iterator[Code]:
    """Find the lines that open and close blocks."""
    yield from _Finder(ground.text).find()


def put_in(text: str) -> tuple[tuple[int, str], ...]:
    """What a parser of CommonMark needs put in, and where, to see what Python-Markdown sees.

    A blank line where a line ends a box that stands just below its text; a blank behind hashes.
    """
    if not (any(map(text.__contains__, _OF_BOXES)) or _ANY_HEADING.search(text)):
        return ()
    finder = _Finder(text)
    for _code in finder.find():
        pass
    return tuple(finder.needed)


@dataclass(slots=True)
class _Finder:
    text: str
    needed: list[tuple[int, str]] = field(default_factory=list)
    """What CommonMark needs put in, in source order."""
    boxes: list[bool] = field(default_factory=list)
    """Of all that is open, whether it is a box; else it is an item."""
    contents: list[int] = field(default_factory=lambda: [0])
    """The columns at which the text of what is open begins."""
    quotes: str = ""
    """The marks of quotes before the last line."""
    blank: bool = True
    """The line before was blank, or nothing that text could go on from."""

    def find(self) -> Iterator[Code]:
        position = 0
        while position < len(self.text):
            line = self._line(position)
            if line.is_blank:
                self.blank, position = True, line.after
                continue
            fence = fence_at(self.text, line.first)
            if fence:
                position = after_fence(self.text, line.after, fence)
                continue
            if self._is_text(line):
                position = yield from self._codes(line)
            else:
                position = line.after
            self.blank = False

    def _line(self, position: int) -> Line:
        """The line from a place on; only marks of quotes and blanks stand before its first."""
        whole = line_from(self.text, position)
        quotes = _QUOTES.match(self.text, position, whole.end)
        start = quotes.end() if quotes else position
        if self.text[position:start].strip() != self.quotes:
            self.quotes = self.text[position:start].strip()
            self.contents, self.boxes = [0], []
        first = start
        while first < whole.end and self.text[first] in " \t":
            first += 1
        return Line(start, first, whole.end, whole.after)

    def _is_text(self, line: Line) -> bool:
        """Close what ends before a line; False if the line is indented code."""
        indent = column(self.text, line)
        while len(self.contents) > 1 and indent < self.contents[-1]:
            self.contents.pop()
        left = self.boxes[len(self.contents) - 1 :]
        del self.boxes[len(self.contents) - 1 :]
        if any(left) and not (self.blank or self.quotes):
            # Behind a lone CR one LF would only make one line end of both.
            after_return = self.text.startswith("\r", line.start - 1)
            self.needed.append((line.start, "\n\n" if after_return else "\n"))
        return not (self.blank and indent - self.contents[-1] >= _INDENTED)

    def _codes(self, line: Line) -> Generator[Code, None, int]:
        """The codes of a line, and where the next begins."""
        text = self.text[line.first : line.end]
        found = next(filter(None, (marker.match(text) for marker in _MARKERS)), None)
        indent = column(self.text, line)
        if found:
            self.boxes.append(True)
            self.contents.append(indent + TAB)
            yield from _opening(line, found, titled=bool(found["title"]))
            return line.after
        block = _BLOCK.match(text)
        if block:
            titled = bool(block["title"]) and block["name"] not in _UNTITLED
            return (yield from self._block(line, block, titled=titled))
        if _BLOCK_END.match(text):
            yield Code(Span(line.first, line.end), BLANK)
        hashes = _HEADING.match(text)
        nested = all(self.boxes) and indent == len(self.boxes) * TAB
        if hashes and nested and not self.quotes:
            self.needed.append((line.first + hashes.end(), " "))
        item = _ITEM.match(text)
        if item:
            self.boxes.append(False)
            self.contents.append(indent + item.end())
        return line.after

    def _block(
        self, line: Line, found: re.Match[str], *, titled: bool
    ) -> Generator[Code, None, int]:
        """The line that opens a block, and its options."""
        start = found.start("title") if titled else len(found[0])
        fill = heading(start) if titled else BLANK
        yield Code(Span(line.first, line.first + start), fill, role="title")
        following = line_from(self.text, line.after)
        end = line.after
        while _OPTION.match(self.text, following.start, following.end):
            end = following.end
            following = line_from(self.text, following.after)
        if end > line.after:
            yield Code(Span(line.after, end), BLANK)
        return following.start if end > line.after else line.after


def _opening(line: Line, found: re.Match[str], *, titled: bool) -> Iterator[Code]:
    size = line.end - line.first
    if not titled or not found["title"].strip(" \t"):
        yield Code(Span(line.first, line.end), container(size, TAB) or BLANK, role="title")
        return
    start, end = found.span("title")
    yield Code(
        Span(line.first, line.first + start),
        container(start, TAB, titled=True) or BLANK,
        role="title",
    )
    yield Code(Span(line.first + end, line.end), BLANK)
