"""Dates, days, times and years of two texts side by side: what is lost, added or another.

Numbers are counted (`aligning`); what has to do with time is not: a text says a date once or three
times, and a day by its name, its date or its distance from today, as its language likes it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.language.facts.fact import Fact, Kind, Value

DAYS = (Kind.DATE, Kind.WEEKDAY, Kind.RELATIVE_DAY)
"""Kinds that stand for one another: news says `Monday` where its translation gives a date."""
_KINDS = (*DAYS, Kind.PERIOD, Kind.TIME, Kind.YEAR, Kind.CENTURY)
_DIGITS = 4
"""Of a year."""
_MOST = 24
"""Facts of a kind that are compared: a timetable has more, and is no text."""

Pairs = tuple[tuple[Fact, Fact], ...]


@dataclass(frozen=True, slots=True)
class Dating:
    """How the dates, days, times and years of a target agree with those of its source."""

    changed: Pairs = ()
    """Facts of the source, each with what the target says in its place."""
    missing: tuple[Fact, ...] = ()
    """Facts of the source for which the target has nothing."""
    added: tuple[Fact, ...] = ()
    """Facts of the target for which the source has nothing."""

    def changes(self, kind: Kind) -> Pairs:
        """What became another, of a kind."""
        return tuple(pair for pair in self.changed if pair[0].kind is kind)

    def lost(self, kind: Kind) -> tuple[Fact, ...]:
        """What is lost, of a kind; no day where the target names one in another way."""
        if kind in DAYS and any(fact.kind in DAYS for fact in self.added):
            return ()
        return tuple(fact for fact in self.missing if fact.kind is kind)

    def new(self, kind: Kind) -> tuple[Fact, ...]:
        """What only the target has, of a kind; no day where it stands for one of the source."""
        if kind in DAYS and any(fact.kind in DAYS for fact in self.missing):
            return ()
        return tuple(fact for fact in self.added if fact.kind is kind)


NOTHING = Dating()
"""Of texts that agree, or say nothing of time."""


def dating(source: Sequence[Fact], target: Sequence[Fact]) -> Dating:
    """Compare the facts of two texts."""
    kinds = {fact.kind for fact in source}.union(fact.kind for fact in target)
    if kinds.isdisjoint(_KINDS):
        return NOTHING
    if not kinds.isdisjoint((Kind.DATE, Kind.CENTURY)):
        kinds.add(Kind.YEAR)
    numbers = _numbers(source), _numbers(target)
    changed: list[tuple[Fact, Fact]] = []
    missing: list[Fact] = []
    added: list[Fact] = []
    for kind in filter(kinds.__contains__, _KINDS):
        here, there = _of(kind, source), _of(kind, target)
        if not (here or there) or len(here) > _MOST or len(there) > _MOST:
            continue
        lost = [fact for fact in here if not _said(fact, there, numbers[1])]
        new = [fact for fact in there if not _said(fact, here, numbers[0])]
        pairs = _replaced(lost or _surplus(here, there), new or _surplus(there, here))
        changed += pairs
        missing += _sure(fact for fact in lost if all(fact is not pair[0] for pair in pairs))
        added += _sure(fact for fact in new if all(fact is not pair[1] for pair in pairs))
    return Dating(tuple(changed), tuple(missing), tuple(added))


def year_changes(source: Sequence[Fact], target: Sequence[Fact]) -> Dating:
    """Compare the years alone, where one of the languages has no words for dates.

    What one side tells for a year may be any four digits on the other.
    """
    here, there = _with_digits(source), _with_digits(target)
    if len(here) > _MOST or len(there) > _MOST:
        return NOTHING
    lost = [fact for fact in here if not _said(fact, there, frozenset())]
    new = [fact for fact in there if not _said(fact, here, frozenset())]
    return Dating(tuple(pair for pair in _replaced(lost, new) if _is_slip(*pair)))


def _is_slip(mine: Fact, theirs: Fact) -> bool:
    """True for two years with one digit changed, or with their digits in another order."""
    one, other = str(mine.value), str(theirs.value)
    changed = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and (changed == 1 or sorted(one) == sorted(other))


def _with_digits(facts: Sequence[Fact]) -> list[Fact]:
    """The years of a text, and perhaps what has as many digits as one."""
    found = _of(Kind.YEAR, facts)
    for fact in facts:
        if fact.kind is Kind.NUMBER and len(fact.text) == _DIGITS and fact.text.isdecimal():
            found.append(replace(fact, kind=Kind.YEAR, vague=True))
    return [fact for fact in found if isinstance(fact.value, int)]


def _sure(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if not fact.vague]


def _surplus(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """The facts that a text says more often than the other, where that says them at all.

    In `from Tuesday to Tuesday` the second one stands for the Wednesday of the source.
    """
    there = Counter(fact.value for fact in others)
    mine: Counter[Value] = Counter()
    found = []
    for fact in facts:
        mine[fact.value] += 1
        if 0 < there[fact.value] < mine[fact.value]:
            found.append(fact)
    return found


def _replaced(lost: Sequence[Fact], new: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Pairs of which one at least is sure; of days and centuries both are."""
    if any(fact.kind in (Kind.YEAR, Kind.TIME) for fact in (*lost, *new)):
        pairs = _paired(lost, _sure(new)) if _sure(new) else _paired(_sure(lost), new)
    else:
        pairs = _paired(_sure(lost), _sure(new))
    return pairs


def _of(kind: Kind, facts: Iterable[Fact]) -> list[Fact]:
    """The facts of a kind; the years of dates are years too, and `the 1800s` are a century."""
    found = []
    for fact in facts:
        value = fact.value
        if fact.kind is kind:
            found.append(fact)
        elif kind is Kind.YEAR and fact.kind is Kind.DATE and isinstance(value, tuple):
            if value[0] is not None:
                found.append(replace(fact, kind=kind, value=value[0], others=()))
        elif kind is Kind.YEAR and fact.kind is Kind.CENTURY and isinstance(value, int):
            first = (value - 1) * 100
            found.append(replace(fact, kind=kind, value=(first, first + 9), vague=True))
        elif kind is Kind.CENTURY and fact.kind is Kind.YEAR and isinstance(value, tuple):
            first = value[0] if isinstance(value[0], int) else 1
            if first % 100 == 0:
                found.append(replace(fact, kind=kind, value=first // 100 + 1, vague=True))
    return found


def values(fact: Fact) -> tuple[Value, ...]:
    """All that a fact may mean."""
    return (fact.value, *fact.others)


def _numbers(facts: Iterable[Fact]) -> frozenset[int]:
    """The whole numbers that a text does not say of time: they may be its years and hours."""
    found: set[int] = set()
    for fact in facts:
        for value in values(fact) if fact.kind not in _KINDS else ():
            parts = value if isinstance(value, tuple) else (value,)
            found.update(part for part in parts if isinstance(part, int))
    return frozenset(found)


def _said(fact: Fact, others: Sequence[Fact], numbers: frozenset[int]) -> bool:
    """True if the other text says the same, or has the numbers of it."""
    theirs = [value for other in others for value in values(other)]
    return any(
        any(_alike(fact.kind, mine, value) for value in theirs)
        or _told(fact.kind, mine, theirs, numbers)
        for mine in values(fact)
    )


def _alike(kind: Kind, mine: Value, theirs: Value) -> bool:
    if mine == theirs:
        return True
    if kind is Kind.DATE and isinstance(mine, tuple) and isinstance(theirs, tuple):
        # A month without a day is said by any day of it; the year is compared by itself.
        return mine[1] == theirs[1] and mine[2] in (theirs[2], None)
    # A decade is written like its first year in some texts.
    return kind is Kind.YEAR and _first(mine) == _first(theirs)


def _first(value: Value) -> Value | None:
    return value[0] if isinstance(value, tuple) else value


def _told(kind: Kind, mine: Value, theirs: Iterable[Value], numbers: frozenset[int]) -> bool:
    """True if numbers that nothing marks as a time may say it all the same."""
    if isinstance(mine, int):
        return kind in (Kind.YEAR, Kind.CENTURY) and abs(mine) in numbers
    if not numbers or not isinstance(mine, tuple):
        return False
    if kind is Kind.DATE:
        months = [value[1] for value in theirs if isinstance(value, tuple)]
        return mine[1] in months and mine[2] in numbers
    if kind is Kind.TIME:
        hour, minute = mine
        if not isinstance(hour, int) or numbers.isdisjoint((hour, hour - 12)):
            return False
        return not minute or minute in numbers
    return False


def _paired(lost: Sequence[Fact], new: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Which fact of the target stands for which of the source: the likest first, then in order."""
    ranked = sorted(
        (-_likeness(mine, theirs), row, column)
        for row, mine in enumerate(lost)
        for column, theirs in enumerate(new)
    )
    rows: set[int] = set()
    columns: set[int] = set()
    pairs: list[tuple[Fact, Fact]] = []
    for likeness, row, column in ranked:
        if likeness and row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((lost[row], new[column]))
    return sorted(pairs, key=lambda pair: pair[0].start)


def _likeness(mine: Fact, theirs: Fact) -> int:
    """How many parts of two facts agree, and one for being of a kind.

    0 for a decade and a year, and for a week and a month.
    """
    one, other = mine.value, theirs.value
    if not isinstance(one, tuple) or not isinstance(other, tuple):
        return int(isinstance(one, tuple) is isinstance(other, tuple))
    if isinstance(one[0], str) and one[0] != other[0]:
        return 0
    return 1 + sum(a == b and a is not None for a, b in zip(one, other, strict=False))
