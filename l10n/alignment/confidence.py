"""How likely it is that the two sides of a bead say the same: a look at the pair by itself."""

import math
import operator
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from l10n.alignment.bead import Bead
from l10n.alignment.sides import Side
from l10n.checks.answers import Answers, Run, Words, vocabulary
from l10n.checks.expansion import shortness
from l10n.checks.text import Text
from l10n.dataclass import dataclass
from l10n.language.counterparts import counterparts
from l10n.language.facts.aligning import align
from l10n.model.markup import Tagged


@dataclass(frozen=True, slots=True)
class Signs:
    """What is seen of a pair."""

    share: float
    """The share of all paths that go through it."""
    found: float
    """The share of the words of the source, by weight, that have an answer."""
    returned: float
    """The same of the target."""
    asked: float
    """How many words ask for an answer: with few, the two above say little."""
    length: float
    """How far its length is from what is expected, in standard deviations, without a sign."""
    facts: int
    """Numbers and dates that only one side has, or that differ."""
    kept: int
    """Numbers and dates that both have."""
    together: int
    """Texts in it, beyond one of each side."""
    moved: bool
    alone: bool
    """A text beside it has no counterpart: it may be part of what this pair leaves out."""
    cut: float
    """The evidence that a beginning or an end of one side is not in the other."""
    extra: float
    """The same, of the side that is longer than the other tells, times how far it is."""
    inside: float
    """The same of neighbouring clauses anywhere."""
    weakest: float
    """The share of the words of the one of several texts of a side that is answered least."""
    earned: float
    """How much of the other side has an answer for the one of several texts alone, beside what
    that text weighs: the least of them. A text that is there by chance earns nothing."""


def signs(bead: Bead, sides: tuple[Side, Side], share: float, *, alone: bool) -> Signs:
    """Look at a pair; `share` is its own of all paths, `alone` as in Signs."""
    (source, starts), (target, other_starts) = (
        joined(side, run) for side, run in zip(sides, (bead.source, bead.target), strict=True)
    )
    answers = Answers(source, target)
    said = answers.of_source, answers.of_target
    names = sum(each.same for each in counterparts(source, target))
    ours = _shares(answers.source, said[0], starts)
    theirs = _shares(answers.target, said[1], other_starts)
    facts = align(source.facts, target.facts)
    off = len(facts.altered) + len(facts.changed) + len(facts.missing) + len(facts.added)
    off_length = shortness(source, target)
    cuts = _evidence(answers.source.cut(said[0])), _evidence(answers.target.cut(said[1]))
    return Signs(
        share=share,
        found=_part(ours, names),
        returned=_part(theirs, names),
        asked=(sum(all_ for all_, _some in ours) + sum(all_ for all_, _some in theirs)) / 2,
        length=abs(off_length),
        facts=off,
        kept=max(0, len(source.facts) - off),
        together=len(bead.source) + len(bead.target) - 2,
        moved=bead.moved,
        alone=alone,
        cut=max(cuts),
        extra=min(abs(off_length), 4.0) * cuts[off_length < 0],
        inside=max(
            _evidence(answers.source.unanswered(said[0])),
            _evidence(answers.target.unanswered(said[1])),
        ),
        weakest=min(_weakest(ours), _weakest(theirs)),
        earned=min(
            _earned(sides[0], bead.source, answers.target, said[1]),
            _earned(sides[1], bead.target, answers.source, said[0]),
        ),
    )


Share = tuple[float, float]
"""What words weigh in all, and those of them that have an answer."""


def _shares(words: Words, given: Sequence[bool | None], starts: Sequence[int]) -> Sequence[Share]:
    """The share of each of the texts that one side is made of."""
    found = [[0.0, 0.0] for _start in starts]
    for word, unit, answer in zip(words.words, words.units, given, strict=True):
        if answer is not None:
            mine = found[bisect_right(starts, word.start) - 1]
            mine[0] += unit.kind.weight
            mine[1] += unit.kind.weight * answer
    return [(all_, some) for all_, some in found]


def _earned(side: Side, run: range, other: Words, given: Sequence[bool | None]) -> float:
    """The least that one of several texts of a side adds to the answers of the other."""
    if len(run) < 2:
        return 1.0
    whole = _weight(other, given)
    found = []
    for left, rest in ((run[:1], run[1:]), (run[-1:], run[:-1])):
        words = Words(joined(side, rest)[0], vocabulary(side.table, side.other.language))
        own = Words(joined(side, left)[0], vocabulary(side.table, side.other.language))
        weight = sum(unit.kind.weight for unit in own.units)
        found.append((whole - _weight(other, other.answered(words)) + 0.2) / (weight + 0.4))
    return min(found)


def _weight(words: Words, given: Sequence[bool | None]) -> float:
    """What the answered words weigh."""
    pairs = zip(words.units, given, strict=True)
    return sum(unit.kind.weight for unit, answer in pairs if answer)


def _weakest(shares: Sequence[Share]) -> float:
    """The least share of one of several texts; 1 where there is one."""
    if len(shares) < 2:
        return 1.0
    return min((some + 0.3) / (all_ + 0.6) for all_, some in shares)


def _part(shares: Sequence[Share], names: int) -> float:
    all_ = sum(each[0] for each in shares)
    some = sum(each[1] for each in shares)
    return min(1.0, (some + 0.3 * names + 0.5) / (all_ + 1.0))


def _evidence(run: Run | None) -> float:
    return 0.0 if run is None else run.evidence


def joined(side: Side, run: range) -> tuple[Text, tuple[int, ...]]:
    """Texts of one side as one, and where each begins in it, in its normal form."""
    if len(run) == 1:
        return side.texts[run.start], (0,)
    texts = [side.texts[at].normal for at in run]
    starts = tuple(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
    plain = " ".join(texts)
    return Text(plain, Tagged(plain), side.table), starts


NAMES = (
    "one", "share", "least", "most", "length", "length2", "few", "facts", "kept", "together",
    "moved", "few least", "alone", "cut", "inside", "weakness", "alone least", "together least",
    "unearned", "alone cut", "little", "alone length", "extra", "alone extra",
)  # fmt: skip
"""What `features` gives, for whoever fits the weights anew."""
_WEIGHTS = (
    6.615, 0.261, 1.068, -2.159, 0.439, -0.055, -8.013, -0.439, -0.018, -0.075, 1.13, 6.668,
    -0.582, -0.054, -0.245, 2.579, -1.274, -0.157, -6.145, 0.084, -16.661, -0.155, -0.207, -0.13,
)  # fmt: skip
"""Logistic regression on articles made of the even documents of NTREX: see docs/align.md."""


def features(seen: Signs) -> tuple[float, ...]:
    """What is seen of a pair as numbers, in the order of NAMES."""
    least, most = sorted((seen.found, seen.returned))
    few = 1 / (1 + seen.asked)
    share = min(max(seen.share, 1e-6), 1 - 1e-6)
    length = min(seen.length, 5.0)
    return (
        1.0,
        min(max(math.log(share / (1 - share)), -4.0), 8.0),
        least,
        most,
        length,
        length * length,
        few,
        min(seen.facts, 3),
        min(seen.kept, 3),
        seen.together,
        float(seen.moved),
        least * few,
        float(seen.alone),
        min(seen.cut, 12.0),
        min(seen.inside, 12.0),
        1 - seen.weakest,
        seen.alone * least,
        seen.together * least,
        1 - min(seen.earned, 1.0),
        seen.alone * min(seen.cut, 12.0),
        max(0.0, 0.4 - least),
        seen.alone * length,
        min(seen.extra, 20.0),
        seen.alone * min(seen.extra, 20.0),
    )


def confidence(seen: Signs) -> float:
    """How likely it is that both sides of a pair say the same, from 0 to 1."""
    total = sum(map(operator.mul, _WEIGHTS, features(seen)))
    return 1 / (1 + math.exp(-total))
