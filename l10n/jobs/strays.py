"""Strays: catalogs whose article is gone, and the article that may be theirs under a new name."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from l10n.errors import L10nError
from l10n.jobs.desk import Desk, read_catalog
from l10n.segment import Key

ALIKE = 0.6
"""Share of a stray's entries that another article must hold to be proposed as its new name."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A catalog without an article; it is kept."""

    article: str
    locale: str
    heir: str | None = None
    """An article, new at this sync, that holds most of its entries."""


def strays(desk: Desk, fresh: Iterable[str]) -> tuple[Stray, ...]:
    """Find catalogs whose article is gone; `fresh` names the articles that were just synced."""
    candidates = tuple(dict.fromkeys(fresh))
    return tuple(_find(desk, candidates))


def _find(desk: Desk, candidates: Collection[str]) -> Iterator[Stray]:
    workspace = desk.workspace
    for locale in workspace.catalog_locales():
        for name in workspace.catalog_names(locale):
            if workspace.article_path(name).is_file():
                continue
            keys = _keys(desk, locale, name)
            yield Stray(name, locale, _heir(desk, locale, keys, candidates))


def _heir(desk: Desk, locale: str, keys: set[Key], candidates: Collection[str]) -> str | None:
    shares = [
        (len(keys & _keys(desk, locale, name)) / len(keys), name) for name in candidates if keys
    ]
    share, name = max(shares, default=(0.0, ""))
    return name if share >= ALIKE else None


def _keys(desk: Desk, locale: str, name: str) -> set[Key]:
    try:
        _document, catalog = read_catalog(desk.workspace, desk.workspace.catalog_path(locale, name))
    except L10nError:
        return set()
    return set() if catalog is None else {entry.key for entry in catalog.active()}
