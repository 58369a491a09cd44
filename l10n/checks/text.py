"""A side of an entry as checks read it: without tags, normalized, and the way back to its words."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from l10n.checks.signs import OTHER, TAGGED, signs
from l10n.language.counterparts import Said, words_said
from l10n.language.facts.fact import Fact
from l10n.language.facts.finding import facts
from l10n.language.glances import glances
from l10n.language.names import Name, names_in
from l10n.language.polarity import Polarity, polarity_of
from l10n.language.proper import Proper, proper_names
from l10n.language.protected import Kept, kept
from l10n.language.tables import Table
from l10n.lazy import Lazy
from l10n.model.article import Span
from l10n.model.markup import TAG, Tagged
from l10n.regex import regex

_SPACES = "\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))
_SAME = str.maketrans(
    {**dict.fromkeys(_SPACES, " "), **dict.fromkeys("'ʼ`´‘′ʹ＇", "’"), "\u2011": "-", "\u2010": "-"}
)
"""Kinds of blanks, of apostrophes (a closing quotation mark among them) and of hyphens."""
_UNSEEN = regex("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MENDED = regex(f"[{''.join(map(chr, _SAME))}]")
"""Of what most texts hold nothing: it is looked for faster than replaced."""
_MENDED_OR_UNSEEN = regex(f"{_MENDED.pattern[:-1]}{_UNSEEN.pattern[1:]}")
_SAME_SIGNS = frozenset(map(chr, _SAME))
_TO_NORMALIZE = frozenset(("\u00ad", OTHER))
"""Signs of a text that has to be looked at more closely to be normalized."""
_KEPT_SIGNS = frozenset((*"@#{<[/%", OTHER))
_HOST = regex(r"\.[^\W\d_]{2}")
_KEPT = regex(r"@|#|\{|<|\[|://|\.[^\W\d_]{2}|%[\w(]")
"""What a text holds that has anything in it which no translation changes, figures aside.

Where each alternative begins with one sign, `re` skips all others in half the time. Of a text
without `_KEPT_SIGNS`, `_HOST` finds the same in a fraction of it.
"""
WORD = regex(r"[^\W_]+(?:[’\-][^\W_]+)*")


class Word(NamedTuple):
    """A word: letters and digits, with hyphens and apostrophes inside it."""

    text: str
    folded: str
    """In lower case."""
    start: int
    """In characters of the normalized text, as is `end`, which is the first behind it."""
    end: int


_word: Callable[[tuple[str, str, int, int]], Word] = partial(tuple.__new__, Word)
"""Makes a word of its values in half the time of `Word(…)`: a text costs little but its words."""


class Text:
    """One side of an entry.

    Two texts that read alike are alike here: composed (NFC), every blank a space, every apostrophe
    U+2019, soft hyphens and what nobody sees left out. Places are characters of `normal` until
    `span` leads them back to the text as it stands in the PO file.
    """

    def __init__(self, raw: str, of: Tagged, table: Table) -> None:
        """Take a text as it stands in the PO file, and the tagged one that tells its tags."""
        self.raw = raw
        self.table = table
        """What is known of its language."""
        tagged = of.pairs or of.empties
        self._of = of
        self.plain = _plain(raw, of) if tagged else raw
        """The text without its tags; where an empty tag stands is a line break."""
        found = signs(self.plain)
        self.signs = found.union((TAGGED,)) if tagged else found
        """What a first look finds in it."""
        self.normal, self._origins = self.plain, None
        """The plain text, normalized."""
        if not found.isdisjoint(_SAME_SIGNS):
            for each in found & _SAME_SIGNS:
                self.normal = self.normal.replace(each, _SAME[ord(each)])
        if not found.isdisjoint(_TO_NORMALIZE):
            self.normal, self._origins = _normalized(self.plain)

    @Lazy
    def folded(self) -> str:
        """The normalized text in lower case, each character in its place."""
        lower = self.normal.lower()
        if len(lower) == len(self.normal):
            return lower
        return "".join(c if len(c.lower()) > 1 else c.lower() for c in self.normal)

    @Lazy
    def words(self) -> tuple[Word, ...]:
        """Its words, in order."""
        text, folded = self.normal, self.folded
        spans = [match.span() for match in WORD.finditer(text)]
        return tuple([_word((text[i:j], folded[i:j], i, j)) for i, j in spans])

    @Lazy
    def folded_words(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset([word.folded for word in self.words])

    @Lazy
    def glance(self) -> int:
        """What its words may begin: bits of `language/glances`."""
        return glances(self.table).of(self.folded_words)

    @Lazy
    def facts(self) -> tuple[Fact, ...]:
        """What it says that has a value: numbers, amounts, dates."""
        return facts(self.normal, self.table)

    @Lazy
    def kept(self) -> tuple[Kept, ...]:
        """Addresses, @names, #hashtags and placeholders in it."""
        gate = _HOST if self.signs.isdisjoint(_KEPT_SIGNS) else _KEPT
        if not gate.search(self.normal):
            return ()
        return tuple(each for each in kept(self.normal, units=False) if not each.figure)

    @Lazy
    def proper(self) -> tuple[Proper, ...]:
        """The proper names in it."""
        return proper_names(self.normal, self.words, self.table, self.people)

    @Lazy
    def people(self) -> tuple[Name, ...]:
        """The people whose names are in it, where the rules of their language are known."""
        return names_in(self.normal, self.table.language)

    @Lazy
    def said(self) -> tuple[Said, ...]:
        """Its words as they sound."""
        return words_said(self.words, self.table)

    @Lazy
    def capitals(self) -> tuple[Said, ...]:
        """Those with a capital."""
        return words_said(self.words, self.table, capitals=True)

    @Lazy
    def polarity(self) -> Polarity:
        """What it denies."""
        return polarity_of(self.words, self.normal, self.table)

    def span(self, start: int, end: int) -> Span:
        """Lead a stretch of the normalized text, half-open, back to the text with its tags."""
        places = self._origins
        if places is not None:
            start, end = places[start], places[end - 1] + 1 if end > start else places[end]
        return self.plain_span(start, end)

    def plain_span(self, start: int, end: int) -> Span:
        """Lead a stretch of the plain text back likewise."""
        first = self._place(start)
        return Span(first, max(first, self._place(end - 1) + 1 if end > start else first))

    @Lazy
    def _runs(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where the runs of the plain text begin in it, and where in the text with tags."""
        return _parted(self.raw, self._of)[1]

    def _place(self, plain: int) -> int:
        starts, places = self._runs
        run = bisect_right(starts, plain) - 1
        return places[run] + plain - starts[run]


def _plain(raw: str, of: Tagged) -> str:
    parts = TAG.split(raw)
    # Between two texts stand the parts of a tag: slash, name, slash.
    if of.pairs.issuperset(parts[2::4]) and not any(parts[3::4]):
        return "".join(parts[::4])
    return _parted(raw, of)[0]


def _parted(raw: str, of: Tagged) -> tuple[str, tuple[Sequence[int], Sequence[int]]]:
    """The plain text, where its runs begin in it, and where in the text with tags."""
    parts: list[str] = []
    starts, places = [0], [0]
    size = end = 0
    pairs, empties = of.pairs, of.empties
    for match in TAG.finditer(raw):
        _close, name, empty = match.groups()
        if name not in pairs and name not in empties:
            continue
        part = raw[end : match.start()] + ("\n" if empty else "")
        parts.append(part)
        size += len(part)
        end = match.end()
        starts.append(size)
        places.append(end)
    parts.append(raw[end:])
    return "".join(parts), (starts, places)


def _normalized(text: str) -> tuple[str, tuple[int, ...] | None]:
    """The normalized text, and where each of its characters stands in the plain one.

    None where places are the same.
    """
    odd = _MENDED_OR_UNSEEN.search(text)
    if unicodedata.is_normalized("NFC", text) and not (odd and _UNSEEN.search(text)):
        return (_MENDED.sub(_mended, text) if odd else text), None
    parts: list[str] = []
    places: list[int] = []
    for start, end in _clusters(text):
        composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text[start:end]))
        parts.append(composed)
        places += [start] * len(composed)
    return "".join(parts).translate(_SAME), (*places, len(text))


def _mended(found: re.Match[str]) -> str:
    return _SAME[ord(found[0])]


def _clusters(text: str) -> list[tuple[int, int]]:
    """Stretches that are composed by themselves: a letter with the marks on it."""
    starts = [
        index
        for index, character in enumerate(text)
        if index == 0 or not (unicodedata.combining(character) or "\u1160" <= character <= "\u11ff")
    ]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
