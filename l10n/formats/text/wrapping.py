"""Which lines of a plain text are one: wrapped prose is joined, lines complete by themselves stay.

Nothing in a plain text says why a line ends. A program that wraps fills its lines: it begins a new
one only where the next word no longer fits. So a line that had room for that word was ended by a
person, once it is known how wide the text was wrapped; sentences that go on in lower case tell.
What looks like a line of its own (a table row, a speaker, `Phone …`, `(END)`) is one all the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from unicodedata import category, combining, east_asian_width

from l10n.formats.text.lines import Line, is_wide

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
_ENDED = re.compile(r"[.!?…:;。！？；：؟।។။]['\"”’»›“)\]」』）]*\Z")
_TAIL = 24
"""Characters at the end of a line in which it is looked for how it ends."""
_DASHES = "-–—"
_FIRST_WORD = re.compile(r"[^ \t]+")
_ROW = re.compile(r"\S(?:\t| {3,})(?=\S)")
_WHOLE = re.compile(r"\(.*\)|\[.*\]", re.DOTALL)
_ADDRESSES = re.compile(
    r"(?:(?:https?://|www\.)\S+|[\w.+-]++@[\w.-]+|[#@]\w+)"
    r"(?:[ \t,;|]+(?:(?:https?://|www\.)\S+|[\w.+-]++@[\w.-]+|[#@]\w+))*+[.,;]?\Z"
)
_ADDRESS = re.compile(r"[(\[<]*+(?:https?://|www\.|[\w.+-]++@)")
_OVER = re.compile(r"[-–—(\[ ]*+(?:30|more|ends?|end it|кінець)[-–—)\] ]*+", re.IGNORECASE)
_LABEL = re.compile(r"[^\W\d_][\w.’'/()-]*+(?: [\w.’'/()-]++){0,3}+:(?:[ \t\u00a0]|\Z)")
_SPEAKER = re.compile(
    r"[^\W\d_a-zа-яіїєґ][^\W\d_a-zа-яіїєґ]++[^:\n]{0,24}?: "
    r"|[^\W\d_a-zа-яіїєґ]++[- ][^\W_a-zа-яіїєґ]++[^\W_a-zа-яіїєґ -]*+ [-–—] "
)
"""A name in capitals with what it says, or a slug with its story."""
_QUESTION = re.compile(r"(?:Q|A|З|В|П)[.:] ")
_MOMENT = re.compile(r"[0-9]{1,2}[:.][0-9]{2}\b|[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}\b")
_NO_SIGNS = "№©®°™℃℉"
"""Symbols that stand in sentences."""
_DESK = re.compile(
    r"(?:Eds|Editors|Editor's note|Keywords|Topics|Slug|Tags|Headline|Ключові слова|Теги|Рубрика)"
    r"[:.]? "
)
_BYLINE = re.compile(
    r"(?:By|Photos? by|Автори?|Авторка|Текст|Фото|Світлини)"
    r"(?: [^\W\d_a-zа-яіїєґ][\w.’'-]*+,?){1,6}+"
)
"""What an agency writes above and below a text."""
_NUMBERED = re.compile(r"[0-9]{1,3}[.)][ \t]+[^\W\da-zа-яіїєґ]")
_CONTACT = re.compile(
    r"(?:tel|phone|telephone|mobile|fax|e-?mail|web|website|тел|телефон|моб|факс|ел\. пошта"
    r"|е-?мейл|сайт|вул|просп|пр-т|бульв|пл|пров|буд|кв|оф|м|с|смт|обл|р-н)"
    r"(?:\.:?|:)?[ \t\u00a0]*(?=[+\d(«A-ZА-ЯІЇЄҐ]|\S*[@.]\w)",
)
"""In lower case and in Ukrainian, also the parts of an address."""
_CONTACT_NAMED = re.compile(
    r"(?:Tel|Phone|Telephone|Mobile|Fax|E-?mail|Web(?:site)?|Тел|Телефон|Моб|Факс|Сайт|Ел\. пошта)"
    r"\b[.:]?[ \t\u00a0]*(?=[+\d(]|\S*[@.]\w)"
)


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
        self.labels = 3 * sum(bool(_LABEL.match(look.text)) for look in looks) > len(looks)
        self.questions = sum(bool(_QUESTION.match(look.text)) for look in looks)
        indents = [look.indent for look in looks]
        self.margin = min(indents)
        self.hanging = len(looks) > 2 and indents[0] < min(indents[1:]) == max(indents[1:])

    def parts(self, above: _Look, below: _Look) -> bool:
        """True if the end of a line is one that its writer meant."""
        if above.line.continued or below.line.continues:
            return False
        if above.line.closed or below.line.opened:
            return True
        if _begins(below) or self._indented(above, below):
            return True
        if above.ended and (_SPEAKER.match(below.text) or _MOMENT.match(below.text)):
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
        if _is_caps(above.text) and _is_caps(below.text):
            return False
        return _alone(above) or (above.ended and self._stands_out(below)) or _is_row(below)

    def _stands_out(self, below: _Look) -> bool:
        """True for what is hardly the next sentence of the same paragraph."""
        text = below.text
        return (
            _alone(below)
            or (self.labels and bool(_LABEL.match(text)))
            or (self.questions > 1 and bool(_QUESTION.match(text)))
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
        if self.never or above.ended or not NARROWEST <= above.columns <= WIDEST or _alone(above):
            return False
        if below.start is _Start.UNCASED:
            return _goes_on(above, below)
        return self.sentence and _breaks_off(above) and not _alone(below)


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
        ended=bool(_ENDED.search(text[-_TAIL:]) or _WHOLE.fullmatch(text)),
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
    if _contact(below):
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
    return below.start is _Start.LOWER and not _ADDRESS.match(below.text)


def _breaks_off(look: _Look) -> bool:
    """True if a line ends as no complete one does."""
    last = look.text[-1:]
    return last.islower() or last in ",-"


def _begins(below: _Look) -> bool:
    """True for what stands in a line of its own wherever it was wrapped."""
    text = below.text
    return (
        bool(_CONTACT_NAMED.match(text) or _OVER.fullmatch(text))
        or bool(_DESK.match(text) or _BYLINE.fullmatch(text))
        or _is_symbol(text)
        or (bool(_NUMBERED.match(text)) and below.columns <= SHORT)
        or (_is_figures(text) and bool(_MOMENT.match(text)))
    )


def _alone(look: _Look) -> bool:
    """True for a line that is complete, whatever stands beside it."""
    text = look.text
    return (
        bool(_WHOLE.fullmatch(text) or _ADDRESSES.match(text))
        or _is_row(look)
        or _is_caps(text)
        or _is_figures(text)
    )


def _is_row(look: _Look) -> bool:
    return bool(_ROW.search(look.text))


def _is_caps(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text[:80])) > 3


def _is_symbol(text: str) -> bool:
    """True for a line that begins with a sign such as an emoji and a blank or a word."""
    return bool(text) and (
        (category(text[0]) == "So" and text[0] not in _NO_SIGNS) or text[1:3] == "\ufe0f\u20e3"
    )


def _is_figures(text: str) -> bool:
    """True for a time, a date or figures alone, but for a year that ends a sentence."""
    return not text.endswith((".", ",", "!", "?")) and not any(map(str.isalpha, text))


def _contact(look: _Look) -> bool:
    return bool(_CONTACT.match(look.text))


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
