"""One source, several translations, across a desk: which texts do articles render otherwise."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import groupby

from l10n.checks.check import About, DeskCheck, Example, Family, Line, Severity
from l10n.checks.finding import Finding
from l10n.dataclass import dataclass
from l10n.messages import N_, message
from l10n.model.catalog import Entry
from l10n.model.segment import Key

_SHOWN = 80
"""Characters of another translation that a finding shows."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry stands."""

    article: str
    locale: str
    """Of the target."""
    number: int
    """Its place among the active entries of its catalog, from 0."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A translated entry, as small as a whole desk of them has to be; `rendered` makes one."""

    spot: Spot
    source: int
    """64 bits that are the same for the same locale, context and source."""
    target: int
    """64 bits that are the same for the same target."""


def rendered(spot: Spot, key: Key, target: str) -> Rendered:
    """Make a digest of an entry; outer white space and a last full stop do not count."""
    context, text = key
    return Rendered(spot, _digest(spot.locale, context or "", text), _digest(_bare(target)))


def differing(
    entries: Iterable[Rendered], entry_of: Callable[[Spot], Entry]
) -> Iterator[tuple[Spot, Finding]]:
    """Find the entries whose text most articles translate otherwise; hints, in order.

    `entries` are all translated entries of a desk (neither drafts nor obsolete ones), taken once.
    Some 24 bytes are kept of each, 100 for a moment; `entry_of` reads one again, and is asked for
    conflicts alone. The context belongs to the text: a title is not compared with a paragraph.
    """
    desk = _Desk()
    for each in entries:
        desk.add(each)
    for spot, usual in desk.outliers():
        entry, other = entry_of(spot), entry_of(usual)
        if _bare(entry.target) == _bare(other.target):
            continue
        text = message(
            N_("elsewhere on the desk this is “{usual}”, as in {article}"),
            usual=_short(other.target),
            article=usual.article,
        )
        yield spot, Finding(consistency.name, consistency.about.severity, text, entry.key)


consistency = DeskCheck(
    About(
        "desk-consistency",
        Family.TERMS,
        Severity.HINT,
        N_("Articles of one desk translate the same text alike."),
        fires=Example((Line("Головне за день", "The day’s news"), Line("Головне за день", "Top"))),
        passes=Example((Line("Головне за день", "Top"), Line("Головне за день", "Top."))),
    )
)


class _Desk:
    """Digests of all entries, in arrays, since a desk has hundreds of thousands of them."""

    def __init__(self) -> None:
        self._sources = array("Q")
        self._targets = array("Q")
        self._owners = array("L")
        self._numbers_of = array("L")
        self._numbers: dict[tuple[str, str], int] = {}
        self._catalogs: list[tuple[str, str]] = []
        """Article and locale of each catalog, by its number."""

    def add(self, entry: Rendered) -> None:
        catalog = entry.spot.article, entry.spot.locale
        number = self._numbers.setdefault(catalog, len(self._catalogs))
        if number == len(self._catalogs):
            self._catalogs.append(catalog)
        self._sources.append(entry.source)
        self._targets.append(entry.target)
        self._owners.append(number)
        self._numbers_of.append(entry.spot.number)

    def outliers(self) -> list[tuple[Spot, Spot]]:
        """Entries that are in the minority, in order: each with one of the usual."""
        found: list[tuple[int, int]] = []
        order = sorted(range(len(self._sources)), key=self._sources.__getitem__)
        for _source, group in groupby(order, key=self._sources.__getitem__):
            places = list(group)
            if len(places) > 1:
                found += self._minority(places)
        return [(self._spot(one), self._spot(usual)) for one, usual in sorted(found)]

    def _spot(self, place: int) -> Spot:
        article, locale = self._catalogs[self._owners[place]]
        return Spot(article, locale, self._numbers_of[place])

    def _minority(self, places: list[int]) -> Iterator[tuple[int, int]]:
        """The entries with another target than most, of equals than the first."""
        (usual, _count), *others = Counter(self._targets[place] for place in places).most_common(2)
        if not others:
            return
        example = next(place for place in places if self._targets[place] == usual)
        yield from ((place, example) for place in places if self._targets[place] != usual)


def _bare(target: str) -> str:
    return target.strip().rstrip(".")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def _digest(*parts: str) -> int:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big")
