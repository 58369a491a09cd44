"""Reading a text for what it denies."""

from collections.abc import Iterator, Sequence

from l10n.dataclass import dataclass
from l10n.language.phrases import Phrase
from l10n.language.polarity.words import (
    ANY,
    DENYING,
    JOINED,
    LIMIT,
    WITHOUT,
    Kind,
    Lexicon,
    fits,
    lexicon_of,
)
from l10n.language.spelt import Spelt
from l10n.language.tables import Table
from l10n.regex import regex

_BREAK = regex(r"[,;:.!?…–—()\[\]«»„“”\"\n]")
"""Signs behind which another clause begins."""
_SENTENCE_END = regex(r"[.!?…\n]")
_GAP = 3
"""Words that stand for `~` at most."""
_AHEAD = 2
"""Words behind a denial that may be its head, those of `light` not counted."""
_REACH = 8
"""Words that are looked through for a head."""
_CLAUSE_REACH = 12
"""Words of a clause that a denial may be about."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial in a text; places are numbers of words."""

    first: int
    last: int
    heads: tuple[tuple[int, ...], ...]
    """What may be denied: of each group the first word that anything is known of."""
    asked: bool = False
    """It stands in a question."""
    sense: str = ""
    """What else than a plain denial it is: JOINED, WITHOUT, LIMIT."""
    negative: bool = False
    """What it denies is negative itself, so that others may just say the contrary: “not bad”."""
    contrast: bool = False
    """It is one half of a contrast, which others may put without it: “to us, not them”."""

    @property
    def full(self) -> bool:
        """False for what is often said without a denial: “unhappy”, “without”, “not only”."""
        return not self.sense


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a text denies; places are numbers of words."""

    denials: tuple[Denial, ...] = ()
    opposites: tuple[tuple[str, int], ...] = ()
    """Their senses and places."""
    soft: tuple[int, ...] = ()
    idle: tuple[int, ...] = ()
    stressed: tuple[int, ...] = ()
    """Auxiliaries that a denial seems to have been taken from: “they do want”."""
    open: frozenset[int] = frozenset()
    """Words that a denial, or what looks like one, may be about."""

    @property
    def full(self) -> tuple[Denial, ...]:
        """The denials that have to be rendered."""
        return tuple(denial for denial in self.denials if denial.full)


NOTHING = Polarity()
"""Of a text that denies nothing."""


def polarity_of(words: Sequence[Spelt], text: str, table: Table) -> Polarity:
    """Read what a text denies; words are those of the text, in order."""
    lexicon = lexicon_of(table)
    return _Reader(words, text, lexicon).read() if lexicon else NOTHING


@dataclass(frozen=True, slots=True)
class _Cue:
    """A phrase in a text."""

    phrase: Phrase
    first: int
    last: int


class _Reader:
    """A text that is being read."""

    def __init__(self, words: Sequence[Spelt], text: str, lexicon: Lexicon) -> None:
        self._words = [word.folded for word in words]
        self._tokens = words
        self._text = text
        self._lexicon = lexicon
        self._clauses = self._numbered_clauses()
        self._asked = self._asked_words()
        self._cues = tuple(self._find())
        self._runs = self._joined_runs()

    def read(self) -> Polarity:
        denials = (*map(self._denial, self._runs), *self._partial())
        return Polarity(
            denials=denials,
            opposites=tuple((cue.phrase.sense, cue.first) for cue in self._of(Kind.OPPOSITE)),
            soft=tuple(cue.first for cue in self._of(Kind.SOFT)),
            idle=tuple(cue.first for cue in self._of(Kind.IDLE, Kind.UNTIL, Kind.LIMIT)),
            stressed=tuple(self._stressed()),
            open=frozenset(self._open()),
        )

    def _of(self, *kinds: Kind) -> Iterator[_Cue]:
        return (cue for cue in self._cues if cue.phrase.kind in kinds)

    def _numbered_clauses(self) -> list[int]:
        """The number of each word's clause."""
        clauses, clause, end = [], 0, 0
        for word in self._tokens:
            clause += _BREAK.search(self._text, end, word.start) is not None
            clauses.append(clause)
            end = word.end
        return clauses

    def _asked_words(self) -> list[bool]:
        """For each word whether its sentence is a question."""
        asked, sign, following = [], "", len(self._text)
        for word in reversed(self._tokens):
            end = _SENTENCE_END.search(self._text, word.end, following)
            sign = end[0] if end else sign
            asked.append(sign == "?")
            following = word.start
        return asked[::-1]

    def _find(self) -> Iterator[_Cue]:
        """Phrases in order; none overlap, and the longest come first."""
        number = 0
        behind = [*self._words[1:], ""]
        while number < len(self._words):
            for phrase in self._lexicon.begun(self._words[number], behind[number]):
                last = self._match(phrase.words, number)
                if last is not None and self._holds(phrase, number):
                    yield _Cue(phrase, number, last)
                    number = last
                    break
            number += 1

    def _holds(self, phrase: Phrase, number: int) -> bool:
        """False for words at a number that mean nothing of what the phrase does."""
        if phrase.kind is Kind.UNTIL:
            return not number or self._clauses[number - 1] != self._clauses[number]
        return not (phrase.kind in DENYING and self._is_name(number))

    def _is_name(self, number: int) -> bool:
        """True for a word with a capital in the midst of small ones: «треба Ані відпрацювати»."""
        word = self._tokens[number].text
        if not (word[0].isupper() and word[1:].islower() and 0 < number < len(self._words) - 1):
            return False
        clause, small = self._clauses, self._tokens[number + 1].text[0].islower()
        if not clause[number - 1] == clause[number] == clause[number + 1] or not small:
            return False
        first = number == 1 or clause[number - 2] != clause[number]
        return first or self._tokens[number - 1].text[0].islower()

    def _match(self, pattern: Sequence[str], number: int) -> int | None:
        """The last word of a phrase whose first one stands at a number; None if others do not."""
        gap = 0
        for part in pattern[1:]:
            if part == ANY:
                gap = _GAP
                continue
            number += 1
            while gap and number < len(self._words) and not fits(part, self._words[number]):
                number += 1
                gap -= 1
            if number >= len(self._words) or not fits(part, self._words[number]):
                return None
            gap = 0
        return number

    def _joined_runs(self) -> list[list[_Cue]]:
        """Denials, each with all the words that make it one."""
        runs: list[list[_Cue]] = []
        for cue in self._of(*DENYING):
            if runs and self._is_one(runs[-1][-1], cue):
                runs[-1].append(cue)
            else:
                runs.append([cue])
        return runs

    def _is_one(self, cue: _Cue, following: _Cue) -> bool:
        joint = Kind.JOINT in (cue.phrase.kind, following.phrase.kind)
        return joint and self._clauses[cue.last] == self._clauses[following.first]

    def _denial(self, run: Sequence[_Cue]) -> Denial:
        groups = dict.fromkeys(group for cue in run for group in self._groups(cue) if group)
        return Denial(
            run[0].first,
            run[-1].last,
            tuple(groups),
            asked=self._asked[run[-1].last],
            negative=any(
                self._lexicon.is_negative(self._words[number])
                for cue in run
                for number in self._ahead(cue)[:1]
            ),
            contrast=run[0].first > 0 and self._words[run[0].first - 1] in self._lexicon.contrasts,
        )

    def _partial(self) -> Iterator[Denial]:
        for cue in self._of(Kind.LIMIT, Kind.OPPOSITE):
            if cue.phrase.sense == JOINED:
                yield Denial(cue.first, cue.last, ((cue.first,),), sense=JOINED)
            elif cue.phrase.sense == WITHOUT:
                ahead = self._ahead(cue)
                yield Denial(cue.first, cue.last, (ahead,) if ahead else (), sense=WITHOUT)
            elif cue.phrase.kind is Kind.LIMIT:
                yield Denial(cue.first, cue.last, ((cue.last,),), sense=LIMIT)

    def _denies(self, number: int) -> bool:
        return any(p.kind in DENYING for p in self._lexicon.phrases(self._words[number]))

    def _groups(self, cue: _Cue) -> Iterator[tuple[int, ...]]:
        """Words that a denial may be about: in it, before it, and behind it."""
        lexicon = self._lexicon
        own = self._words[cue.first]
        if own not in lexicon.light and lexicon.bare(own) != own:
            yield (cue.first,)
        if cue.first and self._words[cue.first - 1] in lexicon.modals:
            yield (cue.first - 1,)
        yield self._ahead(cue) or self._behind(cue)

    def _ahead(self, cue: _Cue) -> tuple[int, ...]:
        """The next words of the clause that mean something, the nearest first."""
        found = self._near(range(cue.last + 1, min(cue.last + 1 + _REACH, len(self._words))), cue)
        bound = self._words[cue.last] in self._lexicon.binding
        return found[:1] if bound and found[:1] == (cue.last + 1,) else found

    def _behind(self, cue: _Cue) -> tuple[int, ...]:
        """Those before it, the nearest first: „er kommt nicht“, «сумнівів немає»."""
        return self._near(range(cue.first - 1, max(-1, cue.first - 1 - _REACH), -1), cue)

    def _near(self, numbers: range, cue: _Cue) -> tuple[int, ...]:
        found: list[int] = []
        for number in numbers:
            if self._clauses[number] != self._clauses[cue.first] or len(found) == _AHEAD:
                break
            if self._words[number] not in self._lexicon.light:
                found.append(number)
        return tuple(found)

    def _stressed(self) -> Iterator[int]:
        lexicon, words = self._lexicon, self._words
        for number in range(1, len(words) - 1):
            if words[number] not in lexicon.auxiliaries:
                continue
            one_clause = self._clauses[number - 1] == self._clauses[number + 1]
            asks = words[number + 1] in lexicon.never_verbs
            if one_clause and not asks and not self._denies(number + 1):
                yield number

    def _open(self) -> Iterator[int]:
        for run in self._runs:
            wide = any(self._words[cue.first] in self._lexicon.wide for cue in run)
            if wide or self._asked[run[-1].last]:
                yield from self._clause(run[-1].last)
        for cue in self._of(*DENYING, Kind.IDLE, Kind.UNTIL, Kind.LIMIT):
            yield from range(cue.first, cue.last + 1)
            for group in self._groups(cue):
                yield from group
        for cue in self._of(Kind.OPPOSITE):
            if cue.phrase.sense == JOINED:
                yield cue.first
            elif cue.phrase.sense == WITHOUT:
                yield from self._ahead(cue)

    def _clause(self, number: int) -> Iterator[int]:
        """The words of a clause from one of them on."""
        clause = self._clauses[number]
        for following in range(number, min(number + _CLAUSE_REACH, len(self._words))):
            if self._clauses[following] != clause:
                return
            yield following
