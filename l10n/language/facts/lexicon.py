"""What a table says of numbers and quantities, compiled for looking up words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Generic, TypeVar

from l10n.dataclass import dataclass
from l10n.language.facts.fact import Kind
from l10n.language.facts.written import PATTERN
from l10n.language.tables import Table


class Role(Enum):
    """What a word does to a number."""

    CARDINAL = "cardinals"
    MAGNITUDE = "magnitudes"
    FRACTION = "fractions"
    ORDINAL = "ordinals"
    LOOSE = "loose"
    """May stand for a number: `both`, `пара`, `decade`."""


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word of a number."""

    role: Role
    value: int | Fraction


_ROMAN_HEADS = frozenset(
    f"{ten}{unit}"[:3].translate(letters)
    for letters in ({}, str.maketrans("ix", "іх"))
    for ten in ("", "x", "xx", "xxx")
    for unit in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "ix")
    if ten + unit not in ("", "i")
)
"""In Latin letters, and in the Cyrillic ones that look like them."""
T = TypeVar("T")


class Forms(Generic[T]):
    """Words, and beginnings of words (`*`), with what they mean; the first that is given stays."""

    def __init__(self, given: Iterable[tuple[str, T]] = ()) -> None:
        """Take words in lower case."""
        self.whole: dict[str, T] = {}
        self._stems: dict[str, T] = {}
        self._sizes: tuple[int, ...] = ()
        for word, meaning in given:
            if word.endswith("*"):
                self._stems.setdefault(word[:-1], meaning)
            else:
                self.whole.setdefault(word, meaning)
        self._sizes = tuple(sorted({len(stem) for stem in self._stems}, reverse=True))

    def find(self, word: str) -> T | None:
        """What a word means; the longest beginning counts."""
        found = self.whole.get(word)
        if found is not None:
            return found
        for size in self._sizes:
            found = self._stems.get(word[:size])
            if found is not None and len(word) >= size:
                return found
        return None

    def heads(self, size: int) -> frozenset[str]:
        """How the words begin, as far as they are so long."""
        return frozenset(word[:size] for word in (*self.whole, *self._stems))


@dataclass(frozen=True)
class Follower:
    """What a word behind a number makes of it: a percentage, money, so much of a unit, an age."""

    kind: Kind
    name: str = ""
    """Of the currency or the unit, the same in all tables."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of a language that make numbers and quantities; compared by identity, so that what
    is worked out with it is kept.
    """

    decimal: str
    """The mark of a decimal fraction; empty where the language is not known."""
    numbers: Forms[NumberWord]
    heads: frozenset[str]
    """The first three letters of the words that may make a number, and of Roman numerals."""
    tokens: re.Pattern[str]
    """Digits, and the words that begin as one that makes a number does."""
    atoms: re.Pattern[str] | None
    """A part of a compound word."""
    atom_values: Mapping[str, int | Fraction]
    joint: str
    """Between a unit and its ten in one word: `und` of `fünfundzwanzig`."""
    others: Forms[bool]
    """Words that only begin like a compound."""
    followers: Forms[Follower]
    counted: Forms[bool]
    """What else the rest of a compound may be."""
    short: Mapping[str, int]
    """Letters for powers of ten directly behind the digits."""
    ordinal_suffixes: frozenset[str]
    ordinal_endings: frozenset[str]
    """What makes an ordinal of a compound number: `ste` of `fünfundzwanzigste`."""
    joining: re.Pattern[str] | None
    """Between the words of one number: `hundred and five`."""
    half_more: re.Pattern[str] | None
    half_of: re.Pattern[str] | None
    """Between a fraction and the power of ten that it is of."""
    between: re.Pattern[str]
    """Between two numbers of which the second may say something for the first too."""
    phrases: re.Pattern[str] | None
    """Several words that are one follower, in groups named for its kind."""
    prefixes: re.Pattern[str] | None
    """Before a unit: `square`; the group names the power."""
    rates: re.Pattern[str] | None
    """Behind a unit: `per hour`; the group names what."""
    age_before: re.Pattern[str] | None


@cache
def lexicon(table: Table) -> Lexicon:
    """Compile the sections `numbers` and `quantities` of a table."""
    numbers = Forms(_number_words(table))
    followers = Forms(_followers(table))
    atom_values = {
        word: _value(value)
        for value, words in table.mapping("numbers", "compounds").items()
        for word in words.split()
    }
    heads = numbers.heads(3) | {word[:3] for word in atom_values} | _ROMAN_HEADS
    joint = _last(table, "joint")
    parts = sorted([*atom_values, *([joint] if joint else [])], key=len, reverse=True)
    return Lexicon(
        decimal=_last(table, "decimal"),
        numbers=numbers,
        heads=heads,
        tokens=_tokens(heads),
        atoms=re.compile("|".join(map(re.escape, parts))) if parts else None,
        atom_values=atom_values,
        joint=joint,
        others=Forms(
            (word, True) for word in table.mapping("numbers", "others").get("words", "").split()
        ),
        followers=followers,
        counted=Forms((word, True) for word in table.words("quantities", "counted")),
        short={key: int(value) for key, value in table.mapping("numbers", "short").items()},
        ordinal_suffixes=frozenset(table.words("numbers", "ordinal_suffixes")),
        ordinal_endings=frozenset(table.words("numbers", "ordinal_endings")),
        joining=_pattern(rf"[ -](?:{_any(table.words('numbers', 'and'))}) ", table, "and"),
        half_more=_pattern(
            rf"[ -](?:{_any(table.words('numbers', 'half_more'))})(?!\w)", table, "half_more"
        ),
        half_of=_pattern(rf"[ -](?:{_any(table.words('numbers', 'of'))})[ -]", table, "of"),
        between=re.compile(
            rf" ?[-–—/] ?| (?:{_any(table.words('numbers', 'between'))}) "
            if table.words("numbers", "between")
            else r" ?[-–—/] ?"
        ),
        phrases=_groups(
            r"[ -]?(?:{})(?!\w)",
            {
                "points": table.words("quantities", "points"),
                "basis": table.words("quantities", "basis_points"),
                "percent": table.words("quantities", "percent_phrases"),
                "age": table.words("quantities", "age_phrases"),
            },
        ),
        prefixes=_groups(
            r"[ -]?(?:{})\.?[ -]",
            {
                "square": table.words("quantities", "square"),
                "cubic": table.words("quantities", "cubic"),
            },
        ),
        rates=_groups(
            r" ?(?:{})(?!\w)",
            {
                "hour": table.words("quantities", "per_hour"),
                "second": table.words("quantities", "per_second"),
            },
        ),
        age_before=_pattern(
            rf"(?<!\w)(?:{_any(table.words('quantities', 'age_before'))}) \Z",
            table,
            "age_before",
            section="quantities",
        ),
    )


def _tokens(heads: Iterable[str]) -> re.Pattern[str]:
    """A pattern of digits and of words with some beginnings, in lower case."""
    by_first: dict[str, set[str]] = {}
    for head in heads:
        if head and head[0].isalpha():
            by_first.setdefault(head[0], set()).add(re.escape(head[1:]))
    branches = [
        f"{first}(?:{'|'.join(sorted(rests, key=len, reverse=True))})"
        for first, rests in sorted(by_first.items())
    ]
    return re.compile(
        rf"(?P<digits>{PATTERN})|(?<![^\W\d_])(?<![^\W\d_]’)(?:{'|'.join(branches)})[^\W\d_]*+(?:’[^\W\d_]++)*+"
    )


def _number_words(table: Table) -> Iterator[tuple[str, NumberWord]]:
    endings = {
        sign: ["" if ending == "-" else ending for ending in forms.split()]
        for sign, forms in table.mapping("numbers", "endings").items()
    }
    for role in Role:
        for value, words in table.mapping("numbers", role.value).items():
            meant = NumberWord(role, _value(value))
            for word in words.split():
                for ending in endings.get(word[-1], ()):
                    yield word[:-1] + ending, meant
                if word[-1] not in endings:
                    yield word, meant


def _followers(table: Table) -> Iterator[tuple[str, Follower]]:
    for key, kind in (("percent", Kind.PERCENT), ("age", Kind.AGE)):
        for word in table.words("quantities", key):
            yield word, Follower(kind)
    for key, kind in (("currencies", Kind.MONEY), ("units", Kind.UNIT)):
        for name, words in table.mapping("quantities", key).items():
            for word in words.split():
                yield word, Follower(kind, name)


def _last(table: Table, key: str) -> str:
    """A sign of the section `numbers`; a desk's own stands behind the tool's."""
    return next(reversed(table.words("numbers", key)), "")


def _value(written: str) -> int | Fraction:
    value = Fraction(written)
    return value.numerator if value.denominator == 1 else value


def _any(phrases: Iterable[str]) -> str:
    """An alternation of phrases; the longest first, `*` for the rest of a word."""
    return "|".join(
        re.escape(phrase).replace(r"\*", r"\w{0,12}+").replace(r"\ ", "[ -]")
        for phrase in sorted(filter(None, phrases), key=len, reverse=True)
    )


def _pattern(
    pattern: str, table: Table, key: str, section: str = "numbers"
) -> re.Pattern[str] | None:
    return re.compile(pattern) if table.words(section, key) else None


def _groups(pattern: str, groups: Mapping[str, Iterable[str]]) -> re.Pattern[str] | None:
    named = [f"(?P<{name}>{_any(words)})" for name, words in groups.items() if tuple(words)]
    return re.compile(pattern.format("|".join(named))) if named else None
