"""Orphans: catalogs and pages whose article is gone, and what may be its new name."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from l10n.desk.desk import Desk
from l10n.desk.reading import read_catalog
from l10n.errors import L10nError
from l10n.model.segment import Key
from l10n.store.workspace import PUBLISHED, Workspace

ALIKE = 0.6
"""Share of an orphan's entries that another article must hold to be proposed as its new name."""

Where = tuple[str, str]
"""An article's name and a locale."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A catalog without an article; it is kept."""

    article: str
    locale: str
    heir: str | None = None
    """An article, new at this sync, that holds most of its entries."""
    moves: tuple[tuple[str, str], ...] = ()
    """What belongs to the catalog, by its path in the workspace, and where the heir has it."""
    folders: tuple[str, ...] = ()
    """Folders that have to be made before something can be moved into them."""


def orphaned(desk: Desk) -> tuple[Where, ...]:
    """The catalogs whose article is gone, by locale and name."""
    workspace = desk.workspace
    return tuple(
        (name, locale)
        for locale in workspace.catalog_locales()
        for name in workspace.catalog_names(locale)
        if not workspace.article_path(name).is_file()
    )


def orphans(desk: Desk, candidates: Mapping[Where, frozenset[Key]]) -> Iterator[Orphan]:
    """Catalogs whose article is gone, each with its heir among articles that were just synced.

    `candidates` has the keys of their segments.
    """
    for name, locale in orphaned(desk):
        heir = _heir(_keys(desk, name, locale), locale, candidates)
        moves = () if heir is None else tuple(_moves(desk, locale, name, heir))
        yield Orphan(name, locale, heir, moves, folders=_missing(desk.workspace, moves))


def orphaned_pages(desk: Desk) -> tuple[Where, ...]:
    """The published pages whose article is gone."""
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


def _moves(desk: Desk, locale: str, old: str, new: str) -> Iterator[tuple[str, str]]:
    workspace = desk.workspace
    for place in (workspace.catalog_path, workspace.drafts_path, workspace.sent_path):
        if place(locale, old).is_file():
            yield workspace.shown(place(locale, old)), workspace.shown(place(locale, new))


def _missing(workspace: Workspace, moves: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The heir may have no records yet, and so no folder for them."""
    folders = dict.fromkeys(posixpath.dirname(new) for _old, new in moves)
    return tuple(folder for folder in folders if not (workspace.root / folder).is_dir())


def _heir(keys: set[Key], locale: str, candidates: Mapping[Where, frozenset[Key]]) -> str | None:
    shares = [
        (len(keys & found) / len(keys), name)
        for (name, other), found in candidates.items()
        if keys and other == locale
    ]
    share, name = max(shares, default=(0.0, ""))
    return name if share >= ALIKE else None


def _keys(desk: Desk, name: str, locale: str) -> set[Key]:
    """The keys of a catalog; none of one that cannot be read."""
    try:
        _document, catalog = read_catalog(desk.workspace, desk.workspace.catalog_path(locale, name))
    except L10nError:
        return set()
    return set() if catalog is None else {entry.key for entry in catalog.active()}
