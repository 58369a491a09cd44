"""Where else texts have been translated: few catalogs are read, those that the cache names."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.desk.orphans import Where
from l10n.desk.whole import Catalogs
from l10n.model.catalog import Catalog, Entry, key_digest
from l10n.model.segment import Key
from l10n.steps.elsewhere import Elsewhere, is_taken_over
from l10n.steps.similar import Pool, plain, threshold

MOST = 8
"""Catalogs that are read for the new texts of one article."""
ALIKE = 75
"""Least similarity, in percent, of a text that was moved and edited at once."""
PAIRS = 10**10
"""Pairs of letters that are compared for the new texts of one article, some tenths of a second."""
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Vanished:
    """An entry whose text has gone from its article, in this run of a command."""

    where: Where
    entry: Entry


def vanished(where: Where, catalog: Catalog, texts: Collection[Key]) -> Iterator[Vanished]:
    """Finished translations of a catalog whose texts are not among those of the article now."""
    for entry in catalog.active():
        if entry.key not in texts and is_taken_over(entry):
            yield Vanished(where, entry)


@dataclass(frozen=True, slots=True)
class Sought:
    """Texts that are looked for in other articles."""

    keys: tuple[Key, ...] = ()
    names: Mapping[str, Key] = field(default_factory=dict)
    """Those long enough to be told by themselves, by the names that the cache has for them."""


NOTHING_SOUGHT = Sought()


def sought(keys: Collection[Key]) -> Sought:
    """Some texts, to be looked for."""
    names = {key_digest(key)[:_DIGITS]: key for key in keys if threshold(plain(key[1])) is not None}
    return Sought(tuple(keys), names)


def translations_elsewhere(
    catalogs: Catalogs, where: Where, texts: Sought, gone: Iterable[Vanished]
) -> Mapping[Key, Elsewhere]:
    """Translations of some texts in other articles, in one locale; `where` is the article's own.

    First those of the very same text, from the articles that have most of them; then what resembles
    a text that has `gone` from its article. A catalog that cannot be read is left out: what is
    wrong with it is said where it is synced itself.
    """
    found = _the_same(catalogs, where, texts.names)
    rest = [key for key in texts.keys if key not in found]
    name, locale = where
    moved = {
        each.entry.key: each for each in gone if each.where[1] == locale and each.where[0] != name
    }
    if rest and moved:
        pool = Pool(moved, pairs=PAIRS)
        for key in rest:
            match = pool.best(key)
            if match is not None and match.score >= ALIKE:
                one = moved[match.key]
                found[key] = Elsewhere(one.where[0], (one.entry,))
    return found


def _the_same(catalogs: Catalogs, where: Where, names: Mapping[str, Key]) -> dict[Key, Elsewhere]:
    name, locale = where
    places = catalogs.texts.articles(names, locale) if names else {}
    counts = Counter(article for some in places.values() for article in some if article != name)
    order = sorted(counts, key=lambda article: (-counts[article], article))[:MOST]
    found: dict[Key, Elsewhere] = {}
    for article in order:
        wanted = {names[each] for each, some in places.items() if article in some} - found.keys()
        catalog = catalogs.glance((article, locale)) if wanted else None
        for entry in () if catalog is None else catalog.entries:
            if entry.key in wanted and is_taken_over(entry):
                found[entry.key] = Elsewhere(article, (entry,))
    return found
