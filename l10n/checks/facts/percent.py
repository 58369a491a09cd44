"""Per cent: percentages keep their number, and are not taken for percentage points."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import SHARES, altered, changed, told
from l10n.language.facts.fact import Kind
from l10n.messages import N_

_BARE = frozenset((Kind.NUMBER, Kind.RANGE))


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, SHARES)
    for mine, theirs in altered(pair, SHARES):
        if mine.kind is Kind.PERCENT:
            text = N_("“{source}” is per cent; the target says percentage points, “{target}”")
        else:
            text = N_("“{source}” is percentage points; the target says per cent, “{target}”")
        yield told(pair, (mine, theirs), text)
    for mine, theirs in pair.facts.altered:
        if mine.kind in SHARES and theirs.kind in _BARE and theirs.digits:
            text = N_("“{source}” is per cent; the target says “{target}” without it")
            yield told(pair, (mine, theirs), text)
        elif theirs.kind in SHARES and mine.kind in _BARE and mine.digits:
            text = N_("“{target}” is per cent; the source says “{source}” without it")
            yield told(pair, (mine, theirs), text)


percent = EntryCheck(
    About(
        "percent",
        Family.FACTS,
        Severity.WARNING,
        N_("Percentages keep their number, and are not taken for percentage points."),
        fires=example("Ставка зросла на 2 %.", "The rate rose by 2 percentage points."),
        passes=example("Ставка зросла на два відсотки.", "The rate rose by 2%."),
    ),
    _look,
)
