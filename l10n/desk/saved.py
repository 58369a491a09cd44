"""Saved: which articles a file belongs to that somebody has just saved."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Wanted
from l10n.errors import L10nError
from l10n.store.index import load
from l10n.store.places import (
    ADDENDA,
    CATALOGS,
    GLOSSARIES,
    MEMORY,
    RECORD,
    RECORDS,
    TABLES,
    VERSIONS,
    WORKFLOWS,
)

_DESKS = (WORKFLOWS, GLOSSARIES, TABLES, MEMORY)
"""Folders whose files belong to no article, and may decide on all of them."""
_RECORDS = tuple(f".{kind}.jsonl" for kind in ("drafts", "machine", "reviews", "questions", "sent"))
_PUBLISHED = "publish"
"""Under which the index has what pages depend on."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What commands have to look at."""

    articles: frozenset[str] = frozenset()
    """The articles that were saved, and those whose catalogs or records were."""
    files: frozenset[str] = frozenset()
    """Files beside articles, such as pictures, by their names."""
    everything: bool = False
    """More than these may be concerned: an article is gone, a workflow was changed."""

    def within(self, wanted: Wanted) -> "Touched":
        """Those that somebody asked for."""
        chosen = frozenset(name for name in self.articles if wanted.article(name))
        return replace(self, articles=chosen)


def folders(desk: Desk) -> tuple[Path, ...]:
    """The folders in which people save what a desk works on; some may not be there."""
    root = desk.workspace.root
    rooms = (CATALOGS, RECORDS, ADDENDA, *_DESKS)
    return (desk.workspace.articles_folder, *(root / room for room in rooms))


def files(desk: Desk) -> tuple[Path, ...]:
    """Single files that decide on all articles."""
    return (desk.workspace.glossary_path, desk.workspace.links_path)


def touched(desk: Desk, paths: Iterable[str]) -> Touched:
    """What some paths belong to, that were saved, or have come or gone."""
    articles: set[str] = set()
    files: set[str] = set()
    for path in paths:
        room, name = _placed(desk, path)
        if room is None or os.path.isdir(path):
            return Touched(everything=True)
        if not name or desk.workspace.fault_of_article(name) is not None:
            continue
        if room == desk.workspace.layout.articles and not is_article(desk, name):
            files.add(name)
        elif os.path.isfile(desk.workspace.article_path(name)):
            articles.add(name)
        elif room == desk.workspace.layout.articles or os.path.lexists(path):
            # An article, or what was one, has gone: others may have its texts now.
            return Touched(everything=True)
    return Touched(frozenset(articles), frozenset(files))


def dependent(desk: Desk, found: Touched) -> frozenset[str]:
    """The articles whose pages were made with something of what was touched, that included.

    An index tells which: pages lead to other articles, name their headings and copy their files.
    """
    index = load(desk.workspace.index_path, _PUBLISHED)
    others = (each for name in (*found.articles, *found.files) for each in index.holding(name))
    there = (each for each in others if os.path.isfile(desk.workspace.article_path(each)))
    return found.articles.union(there)


def is_article(desk: Desk, name: str) -> bool:
    """True for the name of what a workflow claims, and a format reads."""
    try:
        return plugins.is_read(name) and desk.workflow_of(name) is not None
    except L10nError:
        # Whoever syncs it says why it is none.
        return True


def article_of(desk: Desk, path: str) -> str | None:
    """The article that a file of catalogs, records, addenda or versions belongs to.

    `path` is below the root of the workspace. None for any other file.
    """
    room, name = _placed(desk, str(desk.workspace.root / path))
    return name if room not in (None, desk.workspace.layout.articles) and name else None


def _placed(desk: Desk, path: str) -> tuple[str | None, str]:
    """The room of a path and the article that it is of, empty for none; None for all articles."""
    layout = desk.workspace.layout
    shown = desk.workspace.shown(Path(path))
    inside = layout.name(shown)
    if inside is not None:
        return layout.articles, inside
    room, _slash, rest = shown.partition("/")
    if room in _DESKS:
        return None, ""
    _locale, _slash, name = rest.partition("/")
    ends = {CATALOGS: (".po",), RECORDS: _RECORDS, ADDENDA: (".toml",), VERSIONS: (RECORD,)}
    end = next((each for each in ends.get(room, ()) if name.endswith(each)), None)
    return room, "" if end is None else name.removesuffix(end)
