"""The last look at a whole desk: what has changed since, so that a command looks at no more."""

import os
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any

from l10n import plugins
from l10n.desk.desk import Desk, Wanted
from l10n.desk.saved import Touched, article_of, dependent, is_article
from l10n.store.index import SETTLED
from l10n.store.looks import Changed, Look, LookFile, changed, late, look
from l10n.store.places import ADDENDA, CATALOGS, RECORDS, VERSIONS

FORM = 3
"""Number of the shape of what is kept."""
MOST = 500
"""Articles that are looked at one by one; where more have changed, all are."""
_AGAIN = "again"
_SAID = "said"
_OUTSIDE = "outside"


def worked_on(desk: Desk) -> tuple[str, ...]:
    """The folders that decide on catalogs."""
    return (desk.workspace.layout.articles, CATALOGS, RECORDS)


def told_of(desk: Desk) -> tuple[str, ...]:
    """Those, and the folders of the pages: what is wrong there a sync tells as well."""
    return (*worked_on(desk), *desk.workspace.layout.page_folders(desk.targets))


def published_from(desk: Desk) -> tuple[str, ...]:
    """The folders that decide on pages, and those of the pages."""
    return (*told_of(desk), ADDENDA, VERSIONS)


def others_take_part() -> bool:
    """True if other packages read or check articles, which may change without a file here."""
    return bool(plugins.foreign(plugins.CHECKS) or plugins.foreign(plugins.FORMATS))


class LastLook:
    """What one command found out about all articles the last time, and what has changed since.

    `said` is what it has to say of those that are as they were. Whatever came or went among the
    articles, whatever belongs to none, has everything looked at anew.
    """

    def __init__(
        self, desk: Desk, purpose: str, rooms: Iterable[str], settings: str, *, linked: bool = False
    ) -> None:
        """Look at all files of some folders, where any are named; `settings` decide, too.

        With `linked`, pages that lead to a changed article have changed, too.
        """
        self._desk = desk
        self._settings = f"{FORM} {settings}"
        self._file = LookFile(desk.workspace.looks_path, purpose)
        # Files that change from now on may not be seen by this look.
        self._horizon = time.time_ns() - SETTLED
        some = tuple(rooms)
        self._now = look(desk.workspace.root, some) if some else None
        self._before: Look = {}
        self.said: Any = None
        self.outside: dict[str, bool] = {}
        """What addresses lead to beside the articles (`Led.outside`), which no look sees."""
        self.articles: frozenset[str] | None = None
        """The articles that are to be looked at; None for all."""
        self.same = False
        """Nothing at all has changed, files beside articles among it."""
        found = None if self._now is None else self._file.read(self._settings)
        if found is not None and self._now is not None:
            self._before, kept = found
            try:
                differing = changed(self._before, self._now)
            except ValueError:
                # The file is a cache, and somebody changed it by hand.
                self._before = {}
                return
            self.outside = dict(kept.get(_OUTSIDE, {}))
            if any(self._there(path) != there for path, there in self.outside.items()):
                self.outside.clear()
                return
            self.same = differing == Changed() and not kept[_AGAIN]
            self.articles = self._concerned(differing, frozenset(kept[_AGAIN]), linked)
            self.said = None if self.articles is None else kept[_SAID]

    @property
    def wanted(self) -> Wanted:
        """What a command has to look at."""
        if self.articles is None:
            return Wanted()
        return Wanted(tuple(sorted(self.articles)), exact=True)

    def _there(self, path: str) -> bool:
        return os.path.exists(f"{self._desk.workspace.root}/{path}")

    def _concerned(
        self, found: Changed, again: frozenset[str], linked: bool
    ) -> frozenset[str] | None:
        touched = self._touched(found)
        if touched is None:
            return None
        names = Touched(touched.articles | again, touched.files)
        if any(not os.path.isfile(self._desk.workspace.article_path(each)) for each in again):
            return None
        followed = linked and (names.articles or names.files)
        every = dependent(self._desk, names) if followed else names.articles
        return every if len(every) <= MOST else None

    def _touched(self, found: Changed) -> Touched | None:
        desk, folder = self._desk, f"{self._desk.workspace.layout.articles}/"
        articles: set[str] = set()
        files: set[str] = set()
        if any(path.startswith(folder) for path in found.come_or_gone):
            return None
        pages = _Pages(desk)
        for path in (*found.saved, *found.come_or_gone):
            name = path.removeprefix(folder)
            if name != path and not is_article(desk, name):
                files.add(name)
                continue
            article = name if name != path else article_of(desk, path) or pages(path)
            if article is None or not os.path.isfile(desk.workspace.article_path(article)):
                return None
            articles.add(article)
        return Touched(frozenset(articles), frozenset(files))

    def keep(self, unsettled: Collection[str], said: object) -> None:
        """Keep for the next command what is to be said of all articles but those unsettled."""
        if self._now is None:
            return
        racing = self._touched(Changed(tuple(late(self._now, self._horizon))))
        if racing is None:
            return
        again = sorted(racing.articles.union(unsettled))
        # A file beside articles has no answer of its own to be looked at again.
        if racing.files or len(again) > MOST:
            return
        value = {_AGAIN: again, _SAID: said, _OUTSIDE: self.outside}
        self._file.write(self._settings, self._now, self._before, value)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class _Pages:
    """Which article a page is of, by its path; worked out when the first is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, str] | None = None

    def __call__(self, path: str) -> str | None:
        if self._known is None:
            desk = self._desk
            page: Callable[[str, str], str] = desk.workspace.layout.page
            names = desk.workspace.article_names()
            self._known = {page(locale, name): name for name in names for locale in desk.targets}
        return self._known.get(path)
