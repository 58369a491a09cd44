"""Proper names in texts of any language whose table says how it writes them.

A word with a capital that no dictionary knows in small letters is a name, and so is what follows a
given name. Which words are names all the same in no other language (months, peoples), and which
places are called otherwise (Germany, Німеччина), stands in the table.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from l10n.language.function_words import small_words
from l10n.language.inflection import is_common, is_name, word_of
from l10n.language.names import Name
from l10n.language.sounds import Spoken, simple, spoken
from l10n.language.spelt import Spelt
from l10n.language.tables import Table

_STARTS = '.!?…:;«“”„"([—–-•*\n'
"""Behind these a word has a capital anyway."""
_LEAST = 3
_CAPITALS = 3
"""Capitals that make a word an abbreviation."""
_BACK = 4
"""Letters that two endings may have in common."""
_LONGEST = 7
"""Letters of the longest ending."""
_APOSTROPHE = "’"
_SECTION = "names"


class Proper(NamedTuple):
    """A name of one word, or one part of a compound; half-open, in characters of its text."""

    start: int
    end: int
    text: str
    folded: str
    """In small letters, without what is no part of the name."""
    place: str
    """The key of a place that languages call otherwise; empty for what keeps its sound."""
    language: str
    certain: bool
    """It is a name whatever a dictionary says: a place of the table, a person's surname."""
    first: bool
    """It stands where any word has a capital."""
    chained: bool
    """It stands directly behind another name: a surname, or a part of a longer name."""

    @property
    def sure(self) -> bool:
        """It is a name, and no other word with a capital; a dictionary is asked."""
        return self.certain or _is_sure(self.folded, self.language, self.first)


@lru_cache(maxsize=1 << 15)
def _is_sure(folded: str, language: str, first: bool) -> bool:
    if is_name(folded, language):
        return True
    return not first and not is_common(folded, language)


class Naming:
    """What a table says of names, compiled."""

    def __init__(self, table: Table) -> None:
        """Read the section of a table."""
        self.language = table.language
        self.endings = frozenset(map(simple, table.words(_SECTION, "endings")))
        self._written = frozenset(("", *table.words(_SECTION, "endings")))
        self._ascii = any(word.isascii() for word in self.endings)
        self.clitics = tuple(table.words(_SECTION, "clitics"))
        self.given = frozenset(table.words(_SECTION, "given"))
        self.small = small_words(self.language).all
        self.only_given = table.section(_SECTION).get("capitals") == "nouns"
        self.declined = bool(table.section(_SECTION).get("declined"))
        """Names have cases."""
        self.known = bool(self.endings)
        """The table says something of names at all."""
        self._others = _Forms({"": " ".join(table.words(_SECTION, "words"))})
        self._table_places = frozenset(table.mapping(_SECTION, "places"))
        self._places = _Forms(table.mapping(_SECTION, "places"))
        self._peoples = _Forms(table.mapping(_SECTION, "peoples"))

    def bare(self, folded: str) -> str:
        """A word in small letters without what is no part of a name: possessives."""
        if _APOSTROPHE in folded:
            for clitic in self.clitics:
                if folded.endswith(clitic):
                    return folded[: -len(clitic)]
        return folded

    def stem(self, folded: str) -> str:
        """A name in small letters without the longest ending that it may have."""
        return _stem(folded, self.endings)

    def are_forms(self, one: str, other: str) -> bool:
        """True if two names in small letters are forms of one, and no two spellings."""
        same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
        start = sum(1 for _letter in same)
        for cut in range(max(_LEAST, start - _BACK), start + 1):
            if one[cut:] in self._written and other[cut:] in self._written:
                return True
        first, second = (word_of(word.capitalize(), self.language) for word in (one, other))
        return first.accepts(second.text) or second.accepts(first.text)

    def spoken(self, folded: str) -> Spoken:
        """A word in small letters as it sounds."""
        return spoken(folded, self.endings)

    def is_foreign(self, folded: str) -> bool:
        """True for a word of another script than the language writes."""
        return folded.isascii() and not self._ascii

    def is_other(self, folded: str) -> bool:
        """True for a word with a capital that is no name."""
        return bool(self._others.keys(folded))

    def place(self, folded: str) -> str:
        """The key of a place; empty for other words."""
        return min(self._places.keys(folded), default="")

    def has_place(self, key: str) -> bool:
        """True for a key under which the table has all forms of a place."""
        return key in self._table_places

    def stands_for(self, folded: str) -> frozenset[str]:
        """The keys of the places that a word may stand for."""
        return _stands_for(folded, self._places, self._peoples)


class _Forms:
    """Words by their forms, of which some are stems with any ending (`german*`)."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        whole: dict[str, set[str]] = {}
        stems: dict[str, set[str]] = {}
        for key, words in forms.items():
            for word in words.split():
                kept = stems if word.endswith("*") else whole
                kept.setdefault(word.rstrip("*"), set()).add(key)
        self._whole = {word: frozenset(keys) for word, keys in whole.items()}
        self._stems = {word: frozenset(keys) for word, keys in stems.items()}
        self._lengths = sorted({len(stem) for stem in stems})

    def keys(self, folded: str) -> frozenset[str]:
        """What a word in small letters is a form of."""
        found = self._whole.get(folded, frozenset())
        for length in self._lengths:
            more = self._stems.get(folded[:length])
            if more and len(folded) >= length:
                found |= more
        return found


@lru_cache(maxsize=1 << 14)
def _stands_for(folded: str, places: _Forms, peoples: _Forms) -> frozenset[str]:
    return places.keys(folded) | peoples.keys(folded)


@lru_cache(maxsize=1 << 15)
def _stem(folded: str, endings: frozenset[str]) -> str:
    bare = simple(folded)
    for cut in range(min(_LONGEST, len(bare) - _LEAST), 0, -1):
        if bare[-cut:] in endings:
            return bare[:-cut]
    return bare


@lru_cache(maxsize=64)
def naming(table: Table) -> Naming:
    """What a table says of names, compiled once."""
    return Naming(table)


def proper_names(
    text: str, words: Iterable[Spelt], table: Table, people: Iterable[Name]
) -> tuple[Proper, ...]:
    """The names of a normalized text, in order; none where the table says nothing of names.

    People are those that `names_in` finds in it.
    """
    known = naming(table)
    if not known.known or text.isupper():
        return ()
    return tuple(_found(text, words, known, people))


def _found(
    text: str, words: Iterable[Spelt], known: Naming, people: Iterable[Name]
) -> Iterator[Proper]:
    surnames = {start for name in people for start in _surname(name)}
    end, given, named = -1, False, False
    for each in words:
        if not each.text[0].isupper():
            named = False
            continue
        start = each.start
        beside = text[end:start] == " "
        person, chained, named = beside and given, beside and named, False
        end = each.end
        given = known.bare(each.folded) in known.given
        first = _begins(text, start)
        for part in each.text.split("-") if "-" in each.text else (each.text,):
            place = start - each.start
            folded = known.bare(each.folded[place : place + len(part)])
            certain = person or start in surnames
            if part[0].isupper() and _may_be_name(part, folded, known, certain, first):
                named = True
                key = _place(folded, known)
                yield Proper(
                    start=start,
                    end=start + len(folded),
                    text=part[: len(folded)],
                    folded=folded,
                    place=key,
                    language=known.language,
                    certain=certain or given or bool(key),
                    first=first,
                    chained=chained,
                )
            start += len(part) + 1


def _surname(name: Name) -> Iterator[int]:
    """Where the surname of a person begins, and the second half of a double one."""
    if name.sure:
        start = max(name.text.rfind(blank) for blank in " .") + 1
        yield name.start + start
        yield from (name.start + m.end() for m in re.finditer("-", name.text) if m.end() > start)


def _may_be_name(part: str, folded: str, known: Naming, certain: bool, first: bool) -> bool:
    if len(folded) < _LEAST or is_acronym(part) or _APOSTROPHE in folded[:_LEAST]:
        return False
    if first and folded in known.small:
        return False
    return certain or _may_be(folded, known)


@lru_cache(maxsize=1 << 15)
def _may_be(folded: str, known: Naming) -> bool:
    if known.place(folded):
        return True
    return folded in known.given if known.only_given else not known.is_other(folded)


@lru_cache(maxsize=1 << 15)
def _place(folded: str, known: Naming) -> str:
    return known.place(folded)


def is_acronym(word: str) -> bool:
    """True for NATO, KGB’s and AfCFTA."""
    rest = word[1:]
    if rest.islower() and rest[0].islower():
        return False
    return word[:2].isupper() or sum(map(str.isupper, word)) >= _CAPITALS


def _begins(text: str, start: int) -> bool:
    """True where a word has a capital whether it is a name or not."""
    before = text[max(0, start - 8) : start].rstrip()
    return (not before and start < 8) or before[-1:] in _STARTS
