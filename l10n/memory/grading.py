"""How a unit answers a query: its grade, how alike they are, and which answer is the best."""

from collections.abc import Callable, Iterable, Sequence

from l10n.dataclass import dataclass
from l10n.memory import Grade, Match, Place, Query
from l10n.memory.text import masked, normal, normalized
from l10n.model.unit import Unit

LONGEST = 10_000
"""Characters of a text that is looked for by likeness; a longer one is found as it stands alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with what is made of its text once."""

    query: Query
    normalized: str
    masked: str

    @classmethod
    def of(cls, query: Query) -> "Asked":
        """Make it of a query."""
        text = normalized(query.text)
        return cls(query, text, masked(text, query.source_locale))


def similarity(one: str, other: str, least: int = 0) -> int:
    """How alike two normalized texts are, in percent, rounded down; 0 below `least`.

    Levenshtein's distance over characters, in proportion to the longer text.
    """
    from rapidfuzz.distance import Levenshtein

    if one == other:
        return 100
    longer = max(len(one), len(other))
    if max(longer - min(len(one), len(other)), 1) * 100 > longer * (100 - least):
        return 0
    most = longer * (100 - least) // 100
    distance = Levenshtein.distance(one, other, score_cutoff=most)
    return 0 if distance > most else 100 * (longer - distance) // longer


def likest(text: str, others: Sequence[str], least: int, most: int) -> list[int]:
    """The places of the most similar ones among normalized texts, the likest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    found = process.extract(
        text,
        others,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=least / 100,
        limit=most,
    )
    return [place for _text, _score, place in found]


def graded(asked: Asked, unit: Unit) -> tuple[Grade, int] | None:
    """How a unit answers a query, and the percentage; None where it does not."""
    query = asked.query
    text = normalized(unit.source)
    if text == asked.normalized:
        if unit.source != query.text:
            return Grade.NORMALIZED, 100
        return (Grade.IN_CONTEXT if _in_context(query, unit) else Grade.EXACT), 100
    figures = masked(text, unit.source_locale) == asked.masked
    if not figures and max(len(text), len(asked.normalized)) > LONGEST:
        return None
    percent = similarity(text, asked.normalized, 0 if figures else query.least)
    if figures:
        return Grade.FIGURES, percent
    return (Grade.FUZZY, percent) if percent >= max(query.least, 1) else None


def _in_context(query: Query, unit: Unit) -> bool:
    """True if role and neighbours are the same; no neighbours at all are no context."""
    return (
        query.context == unit.context
        and bool(query.before or query.after)
        and normal(query.before) == normal(unit.before)
        and normal(query.after) == normal(unit.after)
    )


def best(asked: Asked, candidates: Iterable[tuple[Place, Unit]]) -> tuple[Match, ...]:
    """The best answers among some units, the best first, as many as the query wants.

    Of units that say the same (context, source and target) only the best is given.
    """
    found: list[Match] = []
    for place, unit in candidates:
        answer = graded(asked, unit)
        if answer is not None:
            found.append(Match(unit, place, *answer))
    found.sort(key=_date, reverse=True)
    found.sort(key=_order(asked.query), reverse=True)
    said: set[tuple[str | None, str, str]] = set()
    result: list[Match] = []
    for match in found:
        same = (match.unit.context, match.unit.source.text, match.unit.target)
        if same not in said:
            said.add(same)
            result.append(match)
    return tuple(result[: max(asked.query.most, 0)])


def _date(match: Match) -> str:
    return match.unit.date


def _order(query: Query) -> Callable[[Match], tuple[int | bool, ...]]:
    """What goes before what, by all but the date."""

    def order(match: Match) -> tuple[int | bool, ...]:
        unit = match.unit
        own = not match.place.workspace
        return (
            match.grade,
            match.similarity,
            unit.source_locale == query.source_locale,
            unit.target_locale == query.target_locale,
            unit.context == query.context,
            unit.standing,
            own,
            not unit.machine,
        )

    return order
