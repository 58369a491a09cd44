"""A part of one side of an entry that has nothing on the other: where it is, and how sure that is.

Words without an answer alone say little, since people translate freely; nor does length. Together,
and held against what the other side leaves without an answer, they tell a clause that was dropped.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from l10n.checks.answers import KNOWN, LIGHT, NUMBER, SMALL, Run, Words
from l10n.checks.check import Pair
from l10n.checks.expansion import CLOSED
from l10n.checks.text import Text
from l10n.dataclass import dataclass
from l10n.language.function_words import small_words
from l10n.model.article import Span

_KNOWN_SHARE = 0.5
"""Of the words that ask, as many have to be in the lexicon for the constants that go with one."""
_FARTHEST = 5.0
"""Standard deviations: beyond these nothing is surer."""
_DANGLING = 3.0
"""What an end on a word that leans on the next adds to the score of a cut."""
_SHOWN = 80
"""Characters of a text that a message quotes."""
_LEAST_WORDS = 3
"""Words that ask, without which a text is a label."""
MOST_WORDS = 2000
"""Words beyond which a text is a document rather than a segment, and is left alone."""
LEAST_SHORTNESS = 0.8
"""Standard deviations by which the other side has to be short before its words are looked at."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic formula: what each sign counts for a part that is missing."""

    evidence: float
    shortness: float
    """How much shorter the other side is than expected, in standard deviations."""
    surplus: float
    """Words without an answer in the part, to those on the other side (logarithm)."""
    other_missed: float
    """Share of words without an answer on the other side (logarithm)."""
    rest: float
    """Words outside the part (logarithm)."""
    unclosed: float
    """The other side has lost its sign of the end."""
    at_end: float
    """The part reaches to the end."""
    constant: float


CUT = Weights(0.06, 1.49, 2.17, 2.07, -0.18, 1.83, -0.68, -3.50)
"""For the beginning or the end of the source. These and the next two were fitted on the even lines
of NTREX, WMT22 and FLORES, both directions: good translations against halved ones, ones without a
clause, ones with another's clause; above 0 is a finding."""
DROPPED = Weights(0.21, 0.85, 0.67, 0.25, 0.06, 0.0, 0.0, -3.55)
"""For clauses of the source."""
ADDED = Weights(0.34, 1.05, 0.44, -0.15, 0.08, 0.0, 0.0, -4.75)
"""For clauses of the target."""
CAREFUL_CUT = Weights(-0.34, 2.04, 2.38, 3.12, 0.01, 1.84, -0.24, -3.61)
"""The same where the pair has no lexicon, fitted on the same texts without one."""
CAREFUL_DROPPED = Weights(0.03, 1.10, 0.98, 0.56, 0.35, 0.0, 0.0, -4.16)
CAREFUL_ADDED = Weights(0.11, 1.63, 0.86, 0.60, 0.53, 0.0, 0.0, -5.97)


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of a text without an answer."""

    words: Words
    run: Run
    score: float
    """The logit of the formula, for these `Weights`."""

    @property
    def text(self) -> str:
        """Its words, as they stand in the normalized text, cut to a readable length."""
        start, end = self._bounds
        return quoted(self.words.text.normal[start:end])

    @property
    def span(self) -> Span:
        """Where it is in the text with tags."""
        return self.words.text.span(*self._bounds)

    @property
    def _bounds(self) -> tuple[int, int]:
        words = self.words.words
        return words[self.run.first].start, words[self.run.last - 1].end


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an entry, with the other that may lack a part of it."""

    words: Words
    answers: Sequence[bool | None]
    other: Words
    other_answers: Callable[[], Sequence[bool | None]]
    """Worked out only where it matters."""
    shortness: float
    """How much shorter the other side is than expected, in standard deviations."""

    def gap(self, run: Run | None, weights: Weights) -> Gap | None:
        """A run without an answer that is likely to be missing; None where none is."""
        if run is None or not self.other.units or len(self.words.units) > MOST_WORDS:
            return None
        asked = len(self.answers) - self.answers.count(None)
        if asked < _LEAST_WORDS:
            return None
        inside = self.words.missed(self.answers, run.first, run.last)
        within = self.answers[run.first : run.last]
        rest = asked - len(within) + within.count(None)
        sure = (
            weights.constant
            + weights.evidence * run.evidence
            + weights.shortness * max(-_FARTHEST, min(_FARTHEST, self.shortness))
            + weights.rest * math.log(rest + 1)
            + weights.unclosed * self._unclosed
            + weights.at_end * all(answer is None for answer in self.answers[run.last :])
        )
        other_asked = sum(unit.kind is not SMALL for unit in self.other.units)

        def score(missed: float) -> float:
            return (
                sure
                + weights.surplus * math.log((inside + 0.5) / (missed + 0.5))
                + weights.other_missed * math.log((missed + 1) / (other_asked + 2))
            )

        # The sum falls, or falls and rises again, so that its ends bound it.
        if max(score(0.0), score(KNOWN.weight * other_asked)) <= 0:
            return None
        final = score(self.other.missed(self.other_answers()))
        return Gap(self.words, run, final) if final > 0 else None

    @property
    def _unclosed(self) -> bool:
        mine, other = self.words.text.normal[-8:], self.other.text.normal[-8:]
        return bool(CLOSED.search(mine)) and not CLOSED.search(other)


def quoted(text: str) -> str:
    """A text as a message quotes it: on one line, cut to a readable length."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


def cut_off(pair: Pair) -> Gap | None:
    """The beginning or the end of the source that the target lacks."""
    side = _of_source(pair)
    if side is None:
        return None
    weights = CUT if lexical(pair) else CAREFUL_CUT
    if _dangling(pair.target) and not _dangling(pair.source):
        weights = replace(weights, constant=weights.constant + _DANGLING)
    return side.gap(side.words.cut(side.answers), weights)


def _dangling(text: Text) -> bool:
    """True for a text that ends with a word that leans on the next: “the”, “and”, an open “by”."""
    if not text.words:
        return False
    small, last = small_words(text.table.locale), text.words[-1].folded
    if last in small.articles or last in small.conjunctions:
        return True
    leans = last in small.prepositions or last in small.cases
    return leans and not CLOSED.search(text.normal[-8:])


def dropped(pair: Pair) -> Gap | None:
    """Clauses of the source that the target lacks."""
    side = _of_source(pair)
    if side is None:
        return None
    weights = DROPPED if lexical(pair) else CAREFUL_DROPPED
    return side.gap(side.words.unanswered(side.answers), weights)


def added(pair: Pair) -> Gap | None:
    """Clauses of the target that the source lacks."""
    side = _of_target(pair)
    if side is None:
        return None
    weights = ADDED if lexical(pair) else CAREFUL_ADDED
    return side.gap(side.words.unanswered(side.answers), weights)


def _of_source(pair: Pair) -> Side | None:
    """The source, whose parts the target may lack; None where the target is not even short."""
    short = pair.answers.shortness
    if short < LEAST_SHORTNESS or pair.pseudo or not pair.answers.comparable:
        return None
    mine = pair.answers
    return Side(mine.source, mine.of_source, mine.target, lambda: mine.of_target, short)


def _of_target(pair: Pair) -> Side | None:
    """The target, whose parts the source may lack; None where the target is not even long."""
    long = -pair.answers.shortness
    if long < LEAST_SHORTNESS or pair.pseudo or not pair.answers.comparable:
        return None
    mine = pair.answers
    return Side(mine.target, mine.of_target, mine.source, lambda: mine.of_source, long)


def lexical(pair: Pair) -> bool:
    """True if the words of the source are mostly in the lexicon of the pair."""
    asking = [unit.kind for unit in pair.answers.source.units if unit.kind not in (SMALL, NUMBER)]
    known = sum(kind is KNOWN or kind is LIGHT for kind in asking)
    return known >= _KNOWN_SHARE * max(1, len(asking))
