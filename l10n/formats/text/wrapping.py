"""Which lines of a plain text are one: wrapped prose is joined, lines complete by themselves stay.

Nothing in a plain text says why a line ends. A program that wraps fills its lines: it begins a new
one only where the next word no longer fits. So a line that had room for that word was ended by a
person, once it is known how wide the text was wrapped; sentences that go on in lower case tell.
What looks like a line of its own (a table row, a speaker, `Phone …`, `(END)`) is one all the same.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from unicodedata import combining, east_asian_width

from l10n.dataclass import dataclass
from l10n.formats.text import kinds
from l10n.formats.text.lines import Line, is_wide
from l10n.regex import regex

NARROWEST = 45
"""Columns: in shorter lines a text is not wrapped without a good sign."""
WIDEST = 132
"""Columns: longer lines are not wrapped; a paragraph in one line is one."""
OVERHANG = 12
"""Columns that a line may be longer than what was found, for a word that could not be cut."""
SHORT = 45
NARROW = 20
COLUMN = 5
"""Groups of lines that have at most `SHORT` columns are verse or a list, but may be a narrow column
of prose if there are `COLUMN` of them and the longest has at least `NARROW` columns."""
RAGGED = 0.55
"""Share of the width that a line has filled where prose goes on below, though there was room."""

_OPENERS = " \t\u00a0\"'“”„«‹‘’([{"
_ENDED = regex(r"[.!?…:;。！？；：؟।។။]['\"”’»›“)\]」』）]*\Z")
_TAIL = 24
"""Characters at the end of a line in which it is looked for how it ends."""
_DASHES = "-–—"
_FIRST_WORD = regex(r"[^ \t]+")


class _Start(Enum):
    """How a line begins, after quotes and brackets."""

    LOWER = "lower"
    UPPER = "upper"
    UNCASED = "uncased"
    """A letter of a script that knows no case."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Look:
    """What is seen of one line."""

    line: Line
    columns: int
    """Where it ends."""
    indent: int
    word: int
    """Columns of its first word."""
    start: _Start
    ended: bool
    """It ends as a sentence does."""

    @property
    def text(self) -> str:
        return self.line.text


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text was wrapped, as far as can be seen."""

    columns: int = 0
    """The width; 0 where no sentence goes on in another line."""
    never: bool = False
    """Some line is longer than any wrapped one, and none tells of a width."""


UNKNOWN = Wrapping()


def wrapping(groups: Sequence[Sequence[Line]]) -> Wrapping:
    """How a text was wrapped, seen from where sentences go on."""
    going = _going(groups)
    long = sum(line.end - line.start > WIDEST for group in groups for line in group)
    columns = _width(going) if len(going) >= long else 0
    return Wrapping(columns, never=long > 0 and not columns)


def _going(groups: Sequence[Sequence[Line]]) -> list[tuple[int, int]]:
    """The columns of lines whose sentence goes on below, without and with the next word."""
    going: list[tuple[int, int]] = []
    for group in groups:
        for line, after in pairwise(group):
            if NARROWEST <= 2 * (line.end - line.start) <= 2 * WIDEST:
                above, below = _look(line), _look(after)
                if NARROWEST <= above.columns <= WIDEST and _goes_on(above, below):
                    going.append((above.columns, above.columns + 1 + below.word))
    return going


def _width(going: Sequence[tuple[int, int]]) -> int:
    """The columns to which lines are filled; four of five that go on have to be so full."""
    for columns in sorted({columns for columns, _needed in going}, reverse=True):
        full = sum(needed > columns >= ends for ends, needed in going)
        if 5 * full >= 4 * len(going):
            return columns
    return 0


def together(group: Sequence[Line], how: Wrapping) -> Iterator[tuple[Line, ...]]:
    """Cut adjacent lines into runs, each of which was one line before a text was wrapped.

    Marks come before all that lines look like.
    """
    if len(group) < 2:
        yield from [tuple(group)] if group else []
        return
    looks = [_look(line) for line in group]
    view = _Group(looks, how)
    run = [group[0]]
    for above, below in pairwise(looks):
        if view.parts(above, below):
            yield tuple(run)
            run = []
        run.append(below.line)
    yield tuple(run)


class _Group:
    """Adjacent lines, of which each pair is parted or not."""

    def __init__(self, looks: Sequence[_Look], how: Wrapping) -> None:
        longest = max(look.columns for look in looks)
        full = all(a.columns + 1 + b.word > longest for a, b in pairwise(looks))
        self.columns = how.columns
        self.never = how.never
        self.sentence = looks[-1].ended
        wrapped = full and self.sentence and len(looks) > 2 and NARROWEST <= longest <= WIDEST
        if not how.columns and wrapped and any(map(_breaks_off, looks[:-1])):
            self.columns = longest
        self.short = longest <= SHORT and len(looks) > 2
        self.column = (
            self.short
            and len(looks) >= COLUMN
            and how == UNKNOWN
            and longest >= NARROW
            and full
            and any(_goes_on(a, b) for a, b in pairwise(looks))
        )
        # Where short lines go on in lower case as well, it is a list of such.
        self.ragged = not self.short and not any(
            a.columns < RAGGED * self.columns and _goes_on(a, b) for a, b in pairwise(looks)
        )
        self.labels = 3 * sum(kinds.is_label(look.text) for look in looks) > len(looks)
        self.questions = sum(kinds.is_question(look.text) for look in looks)
        indents = [look.indent for look in looks]
        self.margin = min(indents)
        self.hanging = len(looks) > 2 and indents[0] < min(indents[1:]) == max(indents[1:])

    def parts(self, above: _Look, below: _Look) -> bool:
        """True if the end of a line is one that its writer meant."""
        if above.line.continued or below.line.continues:
            return False
        if above.line.closed or below.line.opened:
            return True
        if kinds.begins(below.text, short=below.columns <= SHORT) or self._indented(above, below):
            return True
        if above.ended and (kinds.speaks(below.text) or kinds.is_moment(below.text)):
            return True
        if self.column:
            return False
        goes_on = below.start is _Start.LOWER and _goes_on(above, below)
        if not self.columns:
            return not self._reads_on(above, below, goes_on)
        if max(above.columns, below.columns) > self.columns + OVERHANG:
            return not goes_on
        if above.columns + 1 + below.word <= self.columns:
            return not (goes_on and self.ragged and above.columns >= RAGGED * self.columns)
        if kinds.is_caps(above.text) and kinds.is_caps(below.text):
            return False
        return (
            kinds.is_alone(above.text)
            or (above.ended and self._stands_out(below))
            or kinds.is_row(below.text)
        )

    def _stands_out(self, below: _Look) -> bool:
        """True for what is hardly the next sentence of the same paragraph."""
        text = below.text
        return (
            kinds.is_alone(below.text)
            or (self.labels and kinds.is_label(text))
            or (self.questions > 1 and kinds.is_question(text))
        )

    def _indented(self, above: _Look, below: _Look) -> bool:
        """True for the first line of a paragraph that is set in."""
        if below.indent < self.margin + 2 or self.hanging:
            return False
        return above.ended or (below.start is _Start.UPPER and below.indent > above.indent)

    def _reads_on(self, above: _Look, below: _Look, goes_on: bool) -> bool:
        """True if words alone tell that a line goes on in the next."""
        if self.short or (self.never and above.columns < NARROWEST):
            return False
        if goes_on:
            return True
        if (
            self.never
            or above.ended
            or not NARROWEST <= above.columns <= WIDEST
            or kinds.is_alone(above.text)
        ):
            return False
        if below.start is _Start.UNCASED:
            return _goes_on(above, below)
        return self.sentence and _breaks_off(above) and not kinds.is_alone(below.text)


def _look(line: Line) -> _Look:
    text = line.text
    margin = indent(line)
    found = _FIRST_WORD.match(text)
    word = text[:1] if is_wide(text[:1]) else found[0] if found else ""
    return _Look(
        line,
        columns=margin + _columns(text),
        indent=margin,
        word=_columns(word),
        start=_start(text),
        ended=bool(_ENDED.search(text[-_TAIL:]) or kinds.is_whole(text)),
    )


def _start(text: str) -> _Start:
    first = text.lstrip(_OPENERS)[:1]
    if first and first in _DASHES:
        first = text.lstrip(_OPENERS + _DASHES)[:1]
        return _Start.LOWER if first.islower() else _Start.OTHER
    if first.islower():
        return _Start.LOWER
    if first.isupper() or first.istitle():
        return _Start.UPPER
    return _Start.UNCASED if first.isalpha() else _Start.OTHER


def _goes_on(above: _Look, below: _Look) -> bool:
    """True if a sentence goes on in the next line, as its letters tell."""
    if kinds.is_contact(below.text):
        return False
    if above.ended:
        return (
            below.start is _Start.LOWER
            and above.text[-1] in ":;"
            and above.columns >= NARROWEST
            and below.ended
        )
    if below.start is _Start.UNCASED:
        return above.text[-1:].isalpha() and not above.text[-1:].islower()
    return below.start is _Start.LOWER and not kinds.is_address(below.text)


def _breaks_off(look: _Look) -> bool:
    """True if a line ends as no complete one does."""
    last = look.text[-1:]
    return last.islower() or last in ",-"


def indent(line: Line) -> int:
    """The columns of white space that a line begins with."""
    place = line.start
    while place and line.source[place - 1] in " \t":
        place -= 1
    return _columns(line.source[place : line.start].expandtabs(8))


def _columns(text: str) -> int:
    """How many columns a text takes where each letter has one place, or two in Chinese.

    Of what is far too long to have been wrapped, the characters.
    """
    if text.isascii() or len(text) > 2 * WIDEST:
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else not combining(char) for char in text)
