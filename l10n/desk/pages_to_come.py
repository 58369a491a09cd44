"""The pages that a command may make, as links straight to their files go.

Such a link may be read before its page is made or after, by one process or another: what is told
of it must not depend on that.
"""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from l10n.desk.desk import Job
from l10n.desk.targets import Finder, not_there
from l10n.model.article import Article, Problem, line_at, line_starts
from l10n.model.layout import Layout


class PagesToCome:
    """The pages of some jobs, by their paths."""

    def __init__(self, layout: Layout, jobs: Sequence[Job]) -> None:
        """Begin; paths are worked out once a link leads out of the articles."""
        self._layout = layout
        self._jobs = jobs
        self._led_to = False

    @cached_property
    def _pages(self) -> dict[str, Job]:
        return {self._layout.page(job.locale, job.name): job for job in self._jobs}

    @cached_property
    def _folders(self) -> frozenset[str]:
        found: set[str] = set()
        for page in self._pages:
            folder = posixpath.dirname(page)
            while folder and folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)

    def __call__(self, path: str) -> bool:
        """True for the place of a page, or of a folder of some."""
        known = path in self._pages
        self._led_to = self._led_to or known
        return known or path in self._folders

    def is_linked(self, article: Article, finder: Finder) -> bool:
        """True for an article that leads to such a page, whose coming is told of it."""
        if not self._led_to:
            return False
        links = article.parsed.links
        return any(finder.of(link.url, article.name).path in self._pages for link in links)

    def missing(
        self, article: Article, finder: Finder, ready: Callable[[str, str], bool]
    ) -> Iterator[Problem]:
        """Name the links that lead to a page which is not there and will not be.

        `finder` takes what is to come for what is there.
        """
        if not self._led_to:
            return
        starts = line_starts(article.source)
        for link in article.parsed.links:
            path = finder.of(link.url, article.name).path
            job = self._pages.get(path)
            if job is not None and not ready(job.name, job.locale):
                yield Problem(line_at(starts, link.span.start), not_there(path))
