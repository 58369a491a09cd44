"""Where else texts have been translated: few catalogs are read, those that the cache names."""

from collections import Counter
from collections.abc import Collection, Mapping

from l10n.desk.orphans import Where
from l10n.desk.whole import Catalogs
from l10n.model.catalog import key_digest
from l10n.model.segment import Key
from l10n.steps.elsewhere import Elsewhere, is_taken_over
from l10n.steps.similar import plain, threshold

MOST = 8
"""Catalogs that are read for the new texts of one article."""
_DIGITS = 16


def translations_elsewhere(
    catalogs: Catalogs, where: Where, keys: Collection[Key]
) -> Mapping[Key, Elsewhere]:
    """Translations of some texts in other articles, in one locale; `where` is the article's own.

    The articles that have most of them come first. A catalog that cannot be read is left out: what
    is wrong with it is said where it is synced itself.
    """
    name, locale = where
    names = {key_digest(key)[:_DIGITS]: key for key in keys if threshold(plain(key[1])) is not None}
    places = catalogs.texts.articles(names, locale) if names else {}
    counts = Counter(article for some in places.values() for article in some if article != name)
    order = sorted(counts, key=lambda article: (-counts[article], article))[:MOST]
    found: dict[Key, Elsewhere] = {}
    for article in order:
        wanted = {names[each] for each, some in places.items() if article in some} - found.keys()
        catalog = catalogs.glance((article, locale)) if wanted else None
        for entry in () if catalog is None else catalog.entries:
            if entry.key in wanted and is_taken_over(entry):
                found[entry.key] = Elsewhere(article, entry.target)
    return found
