"""Strays: catalogs and pages whose article is gone, and what may be its new name."""

import posixpath
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from l10n.desk.desk import Desk
from l10n.desk.reading import read_catalog
from l10n.errors import L10nError
from l10n.model.segment import Key
from l10n.store.workspace import PUBLISHED, Workspace

ALIKE = 0.6
"""Share of a stray's entries that another article must hold to be proposed as its new name."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A catalog without an article; it is kept."""

    article: str
    locale: str
    heir: str | None = None
    """An article, new at this sync, that holds most of its entries."""
    moves: tuple[tuple[str, str], ...] = ()
    """What belongs to the catalog, by its path in the workspace, and where the heir has it."""
    folders: tuple[str, ...] = ()
    """Folders that have to be made before something can be moved into them."""


def strays(desk: Desk, fresh: Iterable[str]) -> tuple[Stray, ...]:
    """Find catalogs whose article is gone; `fresh` names the articles that were just synced."""
    candidates = tuple(dict.fromkeys(fresh))
    return tuple(_find(desk, candidates))


def orphans(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Name published pages, with their locale, whose article is gone."""
    workspace = desk.workspace
    root = workspace.root / PUBLISHED
    found = []
    # A page that the tool made has a record beside it; other files are none of its business.
    for record in sorted(root.glob("*/**/*.versions.jsonl")):
        locale, *parts = record.relative_to(root).parts
        name = "/".join(parts).removesuffix(".versions.jsonl")
        page = workspace.published_path(locale, name)
        if page.is_file() and not workspace.article_path(name).is_file():
            found.append((name, locale))
    return tuple(found)


def _find(desk: Desk, candidates: Collection[str]) -> Iterator[Stray]:
    workspace = desk.workspace
    for locale in workspace.catalog_locales():
        for name in workspace.catalog_names(locale):
            if workspace.article_path(name).is_file():
                continue
            keys = _keys(desk, locale, name)
            heir = _heir(desk, locale, keys, candidates)
            moves = () if heir is None else tuple(_moves(desk, locale, name, heir))
            yield Stray(name, locale, heir, moves, folders=_missing(workspace, moves))


def _moves(desk: Desk, locale: str, old: str, new: str) -> Iterator[tuple[str, str]]:
    workspace = desk.workspace
    for place in (workspace.catalog_path, workspace.drafts_path, workspace.sent_path):
        if place(locale, old).is_file():
            yield workspace.shown(place(locale, old)), workspace.shown(place(locale, new))


def _missing(workspace: Workspace, moves: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The heir may have no records yet, and so no folder for them."""
    folders = dict.fromkeys(posixpath.dirname(new) for _old, new in moves)
    return tuple(folder for folder in folders if not (workspace.root / folder).is_dir())


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
