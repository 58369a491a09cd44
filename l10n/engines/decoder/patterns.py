"""The sentences that a demonstration model was trained on, as patterns of words.

A package lists them in a text file, `name = alternative | alternative`, a name as often as wanted:

    sentence = ^{town.loc} відкрили {newplace.acc}. | № #
    town.loc = Кленополі | Липівську

`{name}` is any alternative of that name, `#` a run of digits, `<>` an empty tag that stands as a
word does, and `^` makes the next letter a capital. All else stands for itself, spaces too. What is
translated has to be a `sentence` as a whole.
"""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.regex import regex

START = "sentence"
SLOT = "<>"
_LINE = regex(r"(?P<name>[^\s{}|#^=]+) = (?P<alternatives>\S.*)")
_PART = regex(r"\{(?P<name>[^{}]+)\}|(?P<sign>[#^])|(?P<text>[^{}#^]+)|(?P<wrong>[{}])")
_DIGITS = regex(r"[0-9]+")
_LETTER = regex(r"\w")
_DEEPEST = 24
"""Names within names: what nests deeper, or in itself, is no list of sentences."""
_MOST_STARTS = 1_000_000
"""Pairs of a first character and a sequence: the bundled list has some thousands."""
_MOST_STEPS = 100_000
"""Parts that are tried for one text, and places where they end; a sentence takes some hundreds."""


@dataclass(frozen=True, slots=True)
class _Text:
    """Words as they stand, and with their first letter as a capital."""

    text: str
    raised: str
    lettered: bool
    """False if there is no letter in it, so that the capital is for what follows."""

    @classmethod
    def of(cls, text: str) -> "_Text":
        letter = _LETTER.search(text)
        at = letter.start() if letter else len(text)
        return cls(text, text[:at] + text[at : at + 1].upper() + text[at + 1 :], bool(letter))


@dataclass(frozen=True, slots=True)
class _Name:
    """A reference to the alternatives of a name."""

    name: str


@dataclass(frozen=True, slots=True)
class _Digits:
    """A run of digits."""


@dataclass(frozen=True, slots=True)
class _Raise:
    """The mark that makes the next letter a capital."""


_Part = _Text | _Name | _Digits | _Raise
_Parts = tuple[_Part, ...]
_State = tuple[int, bool]
"""A place in a text, and whether its next letter has to be a capital."""


@dataclass(slots=True)
class _Start:
    """What of the alternatives of a name begins with one character."""

    texts: dict[int, dict[str, bool]] = field(default_factory=dict)
    """By length, each text with whether there is a letter in it."""
    raised: dict[int, dict[str, bool]] = field(default_factory=dict)
    """The same, with the first letter as a capital."""
    sequences: list[_Parts] = field(default_factory=list)


@dataclass(slots=True)
class _Alternatives:
    """What a name stands for: texts, and sequences of parts."""

    texts: list[_Text] = field(default_factory=list)
    sequences: list[_Parts] = field(default_factory=list)
    starts: dict[str, _Start] = field(default_factory=dict)
    """By the first character, casefolded: little of it all has to be looked at in one place."""

    def add(self, alternative: str) -> None:
        """Take in one more; raises ValueError for stray braces."""
        parts = _parts(alternative)
        (first, *others) = parts
        if isinstance(first, _Text) and not others:
            self.texts.append(first)
        else:
            self.sequences.append(parts)

    def sort(self, names: Mapping[str, "_Alternatives"], room: int) -> int:
        """Sort all by what it begins with; the names that it refers to have to be sorted.

        Gives back what is left of the room for first characters of sequences; raises ValueError
        where there is none.
        """
        for text in self.texts:
            start = self.starts.setdefault(text.text[0].casefold(), _Start())
            start.texts.setdefault(len(text.text), {})[text.text] = text.lettered
            start.raised.setdefault(len(text.raised), {})[text.raised] = text.lettered
        for parts in self.sequences:
            for char in _first_characters(parts, names):
                self.starts.setdefault(char, _Start()).sequences.append(parts)
                room -= 1
            if room < 0:
                raise ValueError("the list of patterns is too long")
        return room


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns of a package, ready to compare texts with."""

    _names: Mapping[str, _Alternatives]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Patterns":
        """Read the lines of a package's file.

        Raises ValueError where a line has another form, a name is not defined, or names are nested
        too deep.
        """
        names: dict[str, _Alternatives] = {}
        for line in lines:
            match = _LINE.fullmatch(line.rstrip("\r\n"))
            if match:
                known = names.setdefault(match["name"], _Alternatives())
                for alternative in match["alternatives"].split(" | "):
                    known.add(alternative)
            elif line.strip() and not line.startswith("# "):
                raise ValueError(f"no pattern of words: {line}")
        room = _MOST_STARTS
        for name in _inside_out(names):
            room = names[name].sort(names, room)
        return cls(names)

    def match(self, text: str) -> bool:
        """True if a text as a whole is one of the sentences; runs of white space are one space.

        A text for which more would have to be tried than for any real sentence is none.
        """
        whole = " ".join(text.split())
        with contextlib.suppress(_TooLongError):
            return any(end == len(whole) for end, _raised in _Walk(self._names, whole).named(START))
        return False


class _TooLongError(Exception):
    """More was tried for a text than any sentence takes."""


@dataclass(slots=True)
class _Walk:
    """One text, with what has been found out about it: each name is tried once at each place."""

    names: Mapping[str, _Alternatives]
    text: str
    known: dict[tuple[str, int, bool], tuple[_State, ...]] = field(default_factory=dict)
    steps: int = 0

    def named(self, name: str, place: int = 0, raised: bool = False) -> tuple[_State, ...]:
        """All states after a name, from a place on."""
        start = self.names[name].starts.get(self.text[place : place + 1].casefold())
        if start is None:
            return ()
        key = name, place, raised
        if key not in self.known:
            found: set[_State] = set()
            for length, texts in (start.raised if raised else start.texts).items():
                lettered = texts.get(self.text[place : place + length])
                if lettered is not None:
                    found.add((place + length, raised and not lettered))
            for parts in start.sequences:
                found.update(self._sequence(parts, (place, raised)))
            self.known[key] = tuple(found)
        self._count(len(self.known[key]))
        return self.known[key]

    def _sequence(self, parts: _Parts, start: _State) -> Iterable[_State]:
        states: Iterable[_State] = (start,)
        for part in parts:
            states = {after for state in states for after in self._part(part, *state)}
            if not states:
                break
        return states

    def _count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > _MOST_STEPS:
            raise _TooLongError

    def _part(self, part: _Part, place: int, raised: bool) -> Iterable[_State]:
        self._count(1)
        match part:
            case _Name(name):
                return self.named(name, place, raised)
            case _Text(text, capital, lettered):
                wanted = capital if raised else text
                if self.text.startswith(wanted, place):
                    return ((place + len(wanted), raised and not lettered),)
            case _Raise():
                return ((place, True),)
            case _Digits():
                digits = _DIGITS.match(self.text, place)
                if digits:
                    return ((digits.end(), False),)
        return ()


def _parts(alternative: str) -> _Parts:
    """The parts of an alternative; raises ValueError for stray braces."""
    parts: list[_Part] = []
    for match in _PART.finditer(alternative):
        if match["wrong"]:
            raise ValueError(f"no pattern of words: {alternative}")
        if match["name"]:
            parts.append(_Name(match["name"]))
        elif match["sign"]:
            parts.append(_Digits() if match["sign"] == "#" else _Raise())
        else:
            parts.append(_Text.of(match["text"]))
    return tuple(parts)


def _inside_out(names: Mapping[str, _Alternatives]) -> list[str]:
    """All names, those that others refer to before these.

    Raises ValueError for a name that is not defined, or that nests too deep or in itself.
    """
    within = {
        name: {part.name for parts in each.sequences for part in parts if isinstance(part, _Name)}
        for name, each in names.items()
    }
    # A set less the keys of a dictionary would look at all keys.
    if START not in names or any(each not in names for inner in within.values() for each in inner):
        raise ValueError("a name in the list of patterns is not defined")
    ordered: dict[str, None] = {}
    for _round in range(_DEEPEST):
        ready = [name for name in names if name not in ordered and within[name] <= ordered.keys()]
        ordered.update(dict.fromkeys(ready))
    if len(ordered) < len(names):
        raise ValueError("the names in the list of patterns are nested too deep")
    return list(ordered)


def _first_characters(parts: _Parts, names: Mapping[str, _Alternatives]) -> Iterable[str]:
    """The characters that a sequence can begin with, casefolded."""
    first = next((part for part in parts if not isinstance(part, _Raise)), None)
    match first:
        case _Text(text):
            return (text[0].casefold(),)
        case _Digits():
            return "0123456789"
        case _Name(name):
            return names[name].starts
    return ()
