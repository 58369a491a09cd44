"""The facts of a text beside those of its translation: the same, changed, missing, added."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from l10n.dataclass import dataclass
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.language.facts.units import DEGREE, alike

Number = int | Fraction
DATED = frozenset(
    (Kind.DATE, Kind.WEEKDAY, Kind.RELATIVE_DAY, Kind.PERIOD, Kind.TIME, Kind.YEAR, Kind.CENTURY)
)
_UNNUMBERED = frozenset((Kind.WEEKDAY, Kind.RELATIVE_DAY, Kind.PERIOD))
"""Kinds whose value is no number that a text says: Friday is no five."""
_JOINED = frozenset((Kind.RANGE, Kind.SCORE, *DATED))
"""Kinds whose value may be made of several numbers."""
_LEAST_SHARE = 20
"""Of so much and more a word says a percentage alone."""
_SHARES: Mapping[Value, tuple[Number, ...]] = {
    Fraction(1, 2): (50,),
    Fraction(1, 4): (25, 4),
    Fraction(3, 4): (75,),
    Fraction(1, 3): (33, 3),
    Fraction(2, 3): (66, 67),
    Fraction(1, 5): (20, 5),
    Fraction(1, 10): (10,),
    Fraction(3, 2): (150,),
    2: (100, 200),
    3: (200, 300),
    4: (400,),
    10: (12,),
    12: (10,),
}
"""What words for a number may say besides: half is 50 per cent, a decade ten years."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Facts of both sides that are not simply the same."""

    altered: tuple[tuple[Fact, Fact], ...] = ()
    """The same number, but of something else: per cent and points, dollars and euros."""
    changed: tuple[tuple[Fact, Fact], ...] = ()
    """Another number in the place of one."""
    missing: tuple[Fact, ...] = ()
    """Only the source has them."""
    added: tuple[Fact, ...] = ()
    """Only the target has them."""


SAME = Alignment()
_MOST = 1600
"""Pairs of facts that are compared to see which stands for which; a paragraph has some ten."""


def align(source: Sequence[Fact], target: Sequence[Fact]) -> Alignment:
    """Find what became of each fact."""
    if not source and not target:
        return SAME
    left, right = list(source), list(target)
    _match(left, right, _exact)
    if not left and not right:
        return SAME
    altered = _match(left, right, _first_amount)
    altered += _match(left, right, amounts)
    altered += _take_apart(left, right)
    altered += [(mine, theirs) for theirs, mine in _take_apart(right, left)]
    unmatched = (left, right)
    left, again_left = _unexplained(left, right, source, target)
    right, again_right = _unexplained(unmatched[1], unmatched[0], target, source)
    changed = replaced(left, right)
    gone = {id(fact) for pair in changed for fact in pair}
    # Five and five against five and seven: the seven stands for the second five.
    for mine, theirs in ((again_left, right), (left, again_right)):
        open_mine = [fact for fact in mine if id(fact) not in gone]
        open_theirs = [fact for fact in theirs if id(fact) not in gone]
        for pair in replaced(open_mine, open_theirs):
            if related(*pair) or _same_unit(*pair):
                changed.append(pair)
                gone |= {id(fact) for fact in pair}
    return Alignment(
        altered=tuple(altered),
        changed=tuple(changed),
        missing=tuple(fact for fact in left if id(fact) not in gone and not fact.vague),
        added=tuple(fact for fact in right if id(fact) not in gone and not fact.vague),
    )


def amounts(fact: Fact) -> tuple[Value, ...]:
    """The numbers that a fact may be compared by, whatever it counts; a range is one of them."""
    return tuple(_amount(fact.kind, each) for each in (fact.value, *fact.others))


def _amount(kind: Kind, value: Value) -> Value:
    if kind in (Kind.MONEY, Kind.UNIT) and isinstance(value, tuple) and value[0] is not None:
        return value[0]
    if kind in _UNNUMBERED or kind in (Kind.DATE, Kind.PHONE):
        return (kind.value, value)
    return value


def _first_amount(fact: Fact) -> tuple[Value, ...]:
    return amounts(fact)[:1]


def _exact(fact: Fact) -> tuple[Value, ...]:
    return ((fact.kind.value, fact.value),)


def parts(fact: Fact) -> frozenset[Number]:
    """The numbers that a fact is made of: both ends of a range, the day and the year of a date."""
    found: set[Number] = set()
    if fact.kind in _UNNUMBERED:
        return frozenset()
    for value in amounts(fact):
        _collect(value, found)
    if fact.kind is Kind.TIME and isinstance(fact.value, tuple):
        hour = fact.value[0]
        if isinstance(hour, int):
            found.add(hour - 12 if hour > 12 else hour)
    return frozenset(found)


def _collect(value: Value | None, found: set[Number]) -> None:
    if isinstance(value, tuple):
        for each in value:
            _collect(each, found)
    elif isinstance(value, int | Fraction):
        found.add(value)


def _match(
    left: list[Fact], right: list[Fact], keys: Callable[[Fact], tuple[Value, ...]]
) -> list[tuple[Fact, Fact]]:
    """Take out of both what has a key in common; return the pairs."""
    waiting: dict[Value, list[Fact]] = {}
    for fact in right:
        for key in keys(fact):
            waiting.setdefault(key, []).append(fact)
    pairs: list[tuple[Fact, Fact]] = []
    gone: set[int] = set()
    for fact in left:
        for key in keys(fact):
            partner = next((each for each in waiting.get(key, ()) if id(each) not in gone), None)
            if partner is not None:
                pairs.append((fact, partner))
                gone |= {id(fact), id(partner)}
                waiting[key].remove(partner)
                break
    left[:] = [fact for fact in left if id(fact) not in gone]
    right[:] = [fact for fact in right if id(fact) not in gone]
    return pairs


def _take_apart(left: list[Fact], right: list[Fact]) -> list[tuple[Fact, Fact]]:
    """Match ranges, scores and dates of one side with single numbers of the other."""
    pairs: list[tuple[Fact, Fact]] = []
    joined = [each for each in left if each.kind in _JOINED]
    if len(joined) * len(right) > _MOST:
        return pairs
    for fact in joined:
        wanted = set(parts(fact))
        taken: list[Fact] = []
        for other in right:
            if other.kind in _JOINED:
                continue
            found = wanted.intersection(amounts(other))
            if found:
                wanted -= found
                taken.append(other)
        if taken:
            gone = set(map(id, taken))
            right[:] = [other for other in right if id(other) not in gone]
            pairs += [(fact, other) for other in taken]
            if not wanted or fact.kind in DATED:
                left.remove(fact)
    return pairs


def _unexplained(
    facts: Sequence[Fact],
    unmatched: Sequence[Fact],
    own: Sequence[Fact],
    others: Sequence[Fact],
) -> tuple[list[Fact], list[Fact]]:
    """The facts that nothing of the other side accounts for, and those that it says once less."""
    if not facts:
        return [], []
    joined = [fact for fact in (*facts, *unmatched) if fact.kind in _JOINED]
    measured = {_unit(fact) for fact in unmatched} - {None, DEGREE}
    there: set[Value] = set()
    for other in others:
        there.update(amounts(other), parts(other))
    near = len(others) * len(facts) <= _MOST
    measures = [each for each in (*others, *own) if each.kind in (Kind.UNIT, Kind.MONEY)]
    few = len(measures) * len(facts) <= _MOST
    left: list[Fact] = []
    again: list[Fact] = []
    for fact in facts:
        mine = amounts(fact)
        if not there.isdisjoint(mine) or (joined == [fact] and parts(fact) <= there):
            again.append(fact)
        elif near and any(_means(fact, other) or _means(other, fact) for other in others):
            # Half for 50 %.
            continue
        elif few and _unit(fact) not in measured and _converted(fact, measures):
            continue
        else:
            left.append(fact)
    return left, again


def _converted(fact: Fact, measures: Sequence[Fact]) -> bool:
    return any(alike(fact, other) for other in measures if other is not fact)


def _means(word: Fact, fact: Fact) -> bool:
    """True if a word for a number may say another: half for 50 per cent, ten for a decade."""
    said = () if word.digits else _SHARES.get(word.value, ())
    return bool(said) and any(
        number in said and (fact.kind is Kind.PERCENT or number < _LEAST_SHARE)
        for number in amounts(fact)
        if isinstance(number, int | Fraction)
    )


def _same_unit(mine: Fact, theirs: Fact) -> bool:
    """True for two numbers that count the same: years, dollars, hundredths; places, in words."""
    if mine.kind is not theirs.kind or mine.kind in _JOINED:
        return False
    if mine.kind in (Kind.NUMBER, Kind.ORDINAL):
        return not (mine.digits or theirs.digits)
    return _unit(mine) == _unit(theirs)


def _unit(fact: Fact) -> Value | None:
    return (
        fact.value[1]
        if fact.kind in (Kind.UNIT, Kind.MONEY) and isinstance(fact.value, tuple)
        else None
    )


def replaced(left: Sequence[Fact], right: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Pair the facts that stand in each other's place: the likest first, then in their order."""
    if not left or not right or len(left) * len(right) > _MOST:
        return []
    ranked = sorted(
        (-_likeness(mine, theirs), abs(row - column), row, column)
        for row, mine in enumerate(left)
        for column, theirs in enumerate(right)
    )
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for likeness, _distance, row, column in ranked:
        if likeness and row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((left[row], right[column]))
    return sorted(pairs, key=lambda pair: pair[0].start)


def _likeness(mine: Fact, theirs: Fact) -> int:
    if mine.kind in DATED and theirs.kind in DATED:
        return 0
    if mine.loose or theirs.loose:
        return _loosely(mine, theirs)
    vague, other = (fact.vague and fact.kind not in DATED for fact in (mine, theirs))
    if vague is not other or (vague and mine.digits is not theirs.digits):
        return 0
    near = related(mine, theirs)
    if vague and not near:
        return 0
    same = mine.kind is theirs.kind
    alike_written = mine.digits is theirs.digits
    return 4 * near + 2 * same + alike_written if near or (same and alike_written) else 0


def _loosely(mine: Fact, theirs: Fact) -> int:
    """Words that only may say a number: seven in the place of both, a million- of a billionaire."""
    if mine.digits or theirs.digits or Kind.ORDINAL in (mine.kind, theirs.kind):
        return 0
    both = mine.loose and theirs.loose
    return int(min(_size(mine), _size(theirs)) >= (1000 if both else 2))


def _size(fact: Fact) -> Number:
    value = amounts(fact)[0]
    return value if isinstance(value, int | Fraction) else 0


def related(mine: Fact, theirs: Fact) -> bool:
    """True for numbers of which one may be a slip of the other.

    Of equal length with one digit or the order of the digits changed, a digit more or less, or
    with another place of the decimal mark.
    """
    first, second = amounts(mine)[0], amounts(theirs)[0]
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and (
            sorted(map(str, first)) == sorted(map(str, second))
            or sum(a != b for a, b in zip(first, second, strict=True)) == 1
        )
    if isinstance(first, tuple) or isinstance(second, tuple) or first is None or second is None:
        return False
    if DATED.intersection((mine.kind, theirs.kind)) and Fraction in (type(first), type(second)):
        return False
    one, other = _digits(first), _digits(second)
    if one.strip("0") == other.strip("0") or sorted(one) == sorted(other):
        return True
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and any(
        longer[:index] + longer[index + 1 :] == shorter for index in range(min(len(longer), 40))
    )


def _digits(number: int | Fraction | str) -> str:
    """All digits of a number, without its marks."""
    if isinstance(number, Fraction):
        return str(round(number * 10**6)).rstrip("0")
    return str(number)
