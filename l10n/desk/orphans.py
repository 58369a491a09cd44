"""Orphans: catalogs and pages whose article is gone, and what may be its new name."""

import os
from collections.abc import Callable, Iterator, Mapping

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.errors import FileError, L10nError
from l10n.model.catalog import Catalog
from l10n.model.segment import Key
from l10n.store.index import Answer, Basis, load
from l10n.store.workspace import Workspace

ALIKE = 0.6
"""Share of an orphan's entries that another article must hold to be proposed as its new name."""

_ALWAYS = Basis("", ())
"""No file decides for how long an heir is one."""

Where = tuple[str, str]
"""An article's name and a locale."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A catalog without an article; it is kept."""

    article: str
    locale: str
    heir: str | None = None
    """An article, new at this sync or at an earlier one, that holds most of its entries."""


def orphaned(desk: Desk) -> tuple[Where, ...]:
    """The catalogs whose article is gone, by locale and name."""
    workspace = desk.workspace
    return tuple(
        (name, locale) for locale, name in workspace.catalogs() if _without_article(workspace, name)
    )


def orphans(
    desk: Desk,
    candidates: Mapping[Where, frozenset[Key]],
    read: Callable[[Where], Catalog | None],
) -> Iterator[Orphan]:
    """Catalogs whose article is gone, each with its heir among articles that are new.

    `candidates` has the keys of their segments. An heir that was found once is told again as long
    as it is there. `read` gives a catalog, None for one that cannot be read.
    """
    workspace = desk.workspace
    index = load(workspace.index_path, "heir")
    for name, locale in orphaned(desk):
        catalog = read((name, locale)) if candidates else None
        keys = {entry.key for entry in catalog.active()} if catalog is not None else set()
        heir = _heir(keys, locale, candidates)
        if heir is not None:
            index.note(name, locale, _ALWAYS, {"heir": heir})
        else:
            heir = _known_heir(desk, index.answer(name, locale, _ALWAYS))
        yield Orphan(name, locale, heir)
    index.save()


def known_heirs(desk: Desk) -> dict[Where, str]:
    """The articles that `sync` has found to hold most of one that is gone, by its name and locale.

    Those that are still there.
    """
    index = load(desk.workspace.index_path, "heir")
    answers = {where: index.answer(*where, _ALWAYS) for where in orphaned(desk)}
    found = {where: _known_heir(desk, answer) for where, answer in answers.items()}
    return {where: heir for where, heir in found.items() if heir is not None}


def _known_heir(desk: Desk, answer: Answer | None) -> str | None:
    name = None if answer is None else answer.get("heir")
    if not isinstance(name, str) or desk.workflow_of(name) is None:
        return None
    return None if _without_article(desk.workspace, name) else name


def orphaned_pages(desk: Desk) -> tuple[Where, ...]:
    """The published pages whose article is gone, but those that were taken back."""
    workspace = desk.workspace
    return tuple(
        (name, locale)
        for locale, name in workspace.page_names()
        if os.path.isfile(workspace.published_path(locale, name))
        and _without_article(workspace, name)
        and not _is_taken_back(workspace, name, locale)
    )


def _is_taken_back(workspace: Workspace, name: str, locale: str) -> bool:
    """True where the page is a notice; not where a retraction was cut short before the page."""
    from l10n.desk.placing import Address, standing

    try:
        place = standing(workspace, Address(name, locale))
    except L10nError:
        return False
    back = place.history.retraction
    return back is not None and place.page is not None and place.page.digest == back.text


def _without_article(workspace: Workspace, name: str) -> bool:
    """True where the article is gone; nobody can tell where its folder cannot be looked into."""
    try:
        return workspace.is_gone(workspace.article_path(name))
    except FileError:
        return False


def _heir(keys: set[Key], locale: str, candidates: Mapping[Where, frozenset[Key]]) -> str | None:
    shares = [
        (len(keys & found) / len(keys), name)
        for (name, other), found in candidates.items()
        if keys and other == locale
    ]
    share, name = max(shares, default=(0.0, ""))
    return name if share >= ALIKE else None
