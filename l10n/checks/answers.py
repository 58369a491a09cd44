"""Which words of one side of an entry answer to words of the other.

A word is answered where the other side has one of its renderings (`language/lexicon`), the same
number, the same word, or the same consonants (names, international words). Each word of the other
side answers once. Small words are asked for nothing. Everything is a look-up of a word that was
seen before; the cost of a text is its length.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from l10n.checks.expansion import shortness
from l10n.checks.text import Text, Word
from l10n.dataclass import dataclass
from l10n.language.function_words import small_words
from l10n.language.lexicon import Lexicon, lexicon
from l10n.language.skeletons import skeletons
from l10n.language.tables import Table
from l10n.lazy import Lazy
from l10n.regex import regex

_SIGNS = regex("[%$€£₴№&]")
"""Signs that other languages, and other writers, say as words."""
_PUNCTUATION = regex(r"[,;:.!?…()–—\"«»“”„]| - ")
_REMEMBERED = 1 << 15
"""Words whose evidence is kept for a pair of languages."""
_LONGEST = 64
"""Letters of a word; what is longer is an address or a key, and is not kept."""


class Kind(NamedTuple):
    """What is known of how words of a kind are translated.

    Natural logarithms of how much likelier it is that a word is answered (or not) in a text that
    lacks its clause than in one that has it. Measured on the even lines of NTREX, WMT22 and FLORES,
    both directions, against the translation of the next line.
    """

    answered: float
    missed: float
    weight: float
    """What an unanswered word counts where they are counted."""


SMALL = Kind(0.0, 0.0, 0.0)
LIGHT = Kind(-1.3, 0.85, 0.7)
"""Common words whose renderings come and go: time, make, also."""
KNOWN = Kind(-1.7, 1.25, 1.0)
"""Words that the lexicon has."""
NAME = Kind(-1.8, 1.1, 0.9)
"""Words with a capital that it does not have."""
NUMBER = Kind(-2.7, 1.8, 1.1)
OTHER = Kind(-1.4, 0.16, 0.15)
"""Words of which nothing is known but their letters."""


class Unit(NamedTuple):
    """A word as evidence."""

    kind: Kind
    gives: frozenset[str]
    """The keys by which words of the other side may find it."""
    asks: frozenset[str]
    """The keys that answer it."""


_NOTHING = Unit(SMALL, frozenset(), frozenset())


class Vocabulary:
    """What words of one language ask of texts in another; each word is worked out once."""

    def __init__(self, table: Table, other: str) -> None:
        """Take the table of the language, and the other language."""
        self._lexicon: Lexicon = lexicon(table.language, other)
        self._small = frozenset(table.words("fluency", "small")) | small_words(table.locale).all
        self._light = frozenset(table.words("fluency", "light"))
        self._names = table.section("fluency").get("capitals") == "names"
        self.seen: dict[str, Unit] = {}
        """Words that were worked out before: only `unit` adds to them."""

    def unit(self, word: str) -> Unit:
        """A word as evidence; it may hold hyphens, and be a sign."""
        found = self.seen.get(word)
        if found is None:
            if len(word) > _LONGEST:
                return _NOTHING
            if len(self.seen) >= _REMEMBERED:
                self.seen.clear()
            found = self.seen[word] = self._unit(word)
        return found

    def _unit(self, word: str) -> Unit:
        if word[0].isdigit():
            bare = "".join(filter(str.isdigit, word))
            keys = frozenset((f"#{bare.rstrip('0')}", f"{bare}."))
            return Unit(NUMBER, keys, keys)
        folded = word.lower().removesuffix("’s")
        stems = self._lexicon.stems(folded)
        if not stems and "-" in word:
            return _joined([self.unit(part) for part in word.split("-")])
        shared = frozenset(_sounds(folded)) or frozenset((f"={folded}",))
        kind = self._kind(word, folded, stems)
        if kind is SMALL:
            return Unit(SMALL, frozenset(stems), frozenset())
        return Unit(kind, shared.union(stems), shared | self._lexicon.renderings(stems))

    def _kind(self, word: str, folded: str, stems: tuple[str, ...]) -> Kind:
        acronym = len(word) > 1 and word.isupper()
        if (folded in self._small and not acronym) or (len(word) == 1 and not stems):
            return SMALL
        if folded in self._light or (stems and stems[0] in self._light):
            return LIGHT
        if stems:
            return KNOWN
        return NAME if self._names and word[0].isupper() else OTHER


def _joined(parts: Sequence[Unit]) -> Unit:
    """A word with hyphens: what answers a part of it answers it."""
    return Unit(
        max((part.kind for part in parts), key=lambda kind: kind.weight),
        frozenset().union(*(part.gives for part in parts)),
        frozenset().union(*(part.asks for part in parts)),
    )


def _sounds(word: str) -> Iterator[str]:
    """Keys by which a word is known in another script; short ones for short words alone."""
    for sounds in skeletons(word):
        if len(sounds) >= 3 and len(word) >= 4:
            yield f"~{sounds[:3]}"
        if len(word) >= 3 and 2 <= len(sounds) <= 3:
            yield f"~{sounds[:2]}."


@cache
def vocabulary(table: Table, other: str) -> Vocabulary:
    """What words of a language ask of texts in another."""
    return Vocabulary(table, other)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring clauses without an answer: words from `first` to before `last`."""

    first: int
    last: int
    evidence: float
    """How much likelier the words are as they are if the other side lacks the clauses."""


class Words:
    """The words of one side as evidence."""

    def __init__(self, text: Text, known: Vocabulary) -> None:
        """Look up the words of a text."""
        words = text.words
        if _SIGNS.search(text.normal):
            signs = [
                Word(match.group(), match.group(), *match.span())
                for match in _SIGNS.finditer(text.normal)
            ]
            words = tuple(sorted((*words, *signs), key=_by_start))
        self.text = text
        self.words = words
        seen, unit = known.seen, known.unit
        self.units = [seen.get(word[0]) or unit(word[0]) for word in words]

    @Lazy
    def keys(self) -> frozenset[str]:
        """The keys that are given."""
        return frozenset().union(*[unit[1] for unit in self.units])

    @Lazy
    def asking(self) -> list[Unit]:
        """Those of its words that ask for something."""
        return [unit for unit in self.units if unit[0] is not SMALL]

    def index(self, wanted: frozenset[str]) -> Mapping[str, list[int]]:
        """Where in the text each of some keys is given."""
        found: dict[str, list[int]] = {}
        for place, unit in enumerate(self.units):
            for key in wanted & unit[1]:
                if key in found:
                    found[key].append(place)
                else:
                    found[key] = [place]
        return found

    def strangeness(self, other: "Words") -> float:
        """The evidence that the other side is of another text; its words may answer twice here."""
        unheard = other.keys.isdisjoint
        sum_ = 0.0
        for kind, _gives, asks in self.asking:
            sum_ += kind[1] if unheard(asks) else kind[0]
        return sum_

    def answered(self, other: "Words") -> list[bool | None]:
        """Which words the other side answers, each of its words one; None for what asks nothing.

        Words with few candidates choose first, the nearest candidate in place.
        """
        places = other.words
        wanted = other.keys.intersection(frozenset().union(*[unit[2] for unit in self.asking]))
        index = other.index(wanted)
        found: list[bool | None] = [None] * len(self.units)
        asking: list[tuple[int, int, set[int]]] = []
        for place, unit in enumerate(self.units):
            if unit.kind is SMALL:
                continue
            candidates = {there for key in wanted & unit.asks for there in index[key][:_MOST]}
            found[place] = bool(candidates)
            if candidates:
                asking.append((len(candidates), place, candidates))
        asking.sort(key=_by_candidates)
        ratio = (len(other.text.normal) + 1) / (len(self.text.normal) + 1)
        taken: set[int] = set()
        for count, place, candidates in asking:
            free = candidates - taken
            if not free:
                found[place] = False
            elif count == 1:
                taken |= free
            else:
                here = self.words[place].start * ratio
                taken.add(min(free, key=lambda there: abs(places[there].start - here)))
        return found

    def unanswered(self, answers: Sequence[bool | None]) -> Run | None:
        """The neighbouring clauses that most likely have nothing on the other side.

        Clauses are what stands between signs of punctuation: the run with the greatest sum.
        """
        text = self.text.normal
        best: Run | None = None
        sum_, first, clause, clause_first, behind = 0.0, 0, 0.0, 0, 0
        for place, (word, unit) in enumerate(zip(self.words, self.units, strict=True)):
            if place and word.start > behind + 1 and _PUNCTUATION.search(text, behind, word.start):
                if sum_ <= 0:
                    sum_, first = 0.0, clause_first
                sum_ += clause
                if sum_ > (best.evidence if best else 0.0):
                    best = Run(first, place, sum_)
                clause, clause_first = 0.0, place
            behind = word.end
            if answers[place] is not None:
                clause += unit.kind.answered if answers[place] else unit.kind.missed
        if sum_ <= 0:
            sum_, first = 0.0, clause_first
        sum_ += clause
        if sum_ > (best.evidence if best else 0.0):
            best = Run(first, len(self.units), sum_)
        return best

    def cut(self, answers: Sequence[bool | None]) -> Run | None:
        """The beginning or the end of the text that most likely has nothing on the other side."""
        size = len(answers)
        values = [
            0.0 if given is None else unit.kind.answered if given else unit.kind.missed
            for given, unit in zip(answers, self.units, strict=True)
        ]
        ending, first = _greatest(reversed(values))
        beginning, last = _greatest(values)
        if max(ending, beginning) <= 0:
            return None
        if ending >= beginning:
            return Run(size - first, size, ending)
        return Run(0, last, beginning)

    def missed(self, answers: Sequence[bool | None], first: int = 0, last: int = -1) -> float:
        """How many words have no answer, by the weight of their kinds."""
        places = range(first, len(answers) if last < 0 else last)
        return sum(self.units[place].kind.weight for place in places if answers[place] is False)


_MOST = 8
"""Places of one key that are looked at: a text of one word over and over costs no square."""


def _greatest(values: Iterable[float]) -> tuple[float, int]:
    """The greatest sum of the first values, and of how many of them."""
    sum_ = best = 0.0
    count = 0
    for number, value in enumerate(values, 1):
        sum_ += value
        if sum_ > best:
            best, count = sum_, number
    return best, count


def _by_start(word: Word) -> int:
    return word.start


def _by_candidates(asking: tuple[int, int, set[int]]) -> tuple[int, int]:
    return asking[:2]


class Answers:
    """Both sides of an entry as evidence, each worked out when it is asked for."""

    def __init__(self, source: Text, target: Text) -> None:
        """Take both sides."""
        self._texts = source, target

    @Lazy
    def source(self) -> Words:
        """The words of the source."""
        source, target = self._texts
        return Words(source, vocabulary(source.table, target.table.language))

    @Lazy
    def target(self) -> Words:
        """The words of the target."""
        source, target = self._texts
        return Words(target, vocabulary(target.table, source.table.language))

    @Lazy
    def shortness(self) -> float:
        """How much shorter the target is than expected, in standard deviations."""
        return shortness(*self._texts)

    @Lazy
    def comparable(self) -> bool:
        """True where words can be known: there is a lexicon, or both scripts have skeletons."""
        source, target = self._texts
        if lexicon(source.table.language, target.table.language):
            return True
        return all(any(key[0] == "~" for key in side.keys) for side in (self.source, self.target))

    @Lazy
    def of_source(self) -> list[bool | None]:
        """Which words of the source the target answers."""
        return self.source.answered(self.target)

    @Lazy
    def of_target(self) -> list[bool | None]:
        """Which words of the target the source answers."""
        return self.target.answered(self.source)
