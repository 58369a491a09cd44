"""Relinking: how a relative address of an article must read in the published place."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

from l10n.desk.desk import Desk, Job
from l10n.desk.publishability import Assessments
from l10n.desk.targets import Finder, Lead, path_of
from l10n.errors import L10nError
from l10n.messages import N_, message
from l10n.model.article import Article, Problem, line_at, line_starts
from l10n.model.layout import STANDARD, Layout
from l10n.regex import regex
from l10n.steps.anchors import Anchors, anchors, fragment_of, with_fragment
from l10n.store.link_table import LinkTable, link_of, read_links
from l10n.store.versions import load_history
from l10n.store.workspace import fault_of_name

_IN_CODE = regex(r"[\"'`(=]([^\s\"'`<>()|{}#=]+#[^\s\"'`<>()|{}]+)")
"""What may be a link to a place in another page, in code."""

Ready = Callable[[str, str], bool]
"""True for an article (by name) that has a version in a locale, or gets one now."""


class Readiness:
    """Which articles have a published page in a locale, or may get one from the jobs at hand.

    Each article is looked at once in a command. `known` may know without reading it whether a job
    is publishable; None where it does not. `left` tells whether there will be a page after the
    command, whatever stands there before, where that is decided by its record; else None.
    """

    def __init__(
        self,
        desk: Desk,
        jobs: Iterable[Job],
        assessments: Assessments,
        known: Callable[[Job], bool | None] = lambda job: None,
        left: Callable[[Job], bool | None] = lambda job: None,
    ) -> None:
        """Begin with what these jobs may publish."""
        self._desk = desk
        self._workspace = desk.workspace
        self._due = {(job.name, job.locale): job for job in jobs}
        self._assessments = assessments
        self._known = known
        self._left = left
        self._answers: dict[tuple[str, str], bool] = {}
        self._anchors: dict[tuple[str, str], Anchors | None] = {}

    @cached_property
    def table(self) -> LinkTable:
        """Where addresses of other sites lead in a locale; raises LinksError or FileError."""
        return read_links(self._workspace)

    def __call__(self, name: str, locale: str) -> bool:
        """True for an article whose page is there or may be made now."""
        key = (name, locale)
        if key not in self._answers:
            self._answers[key] = self._ready(name, locale)
        return self._answers[key]

    def _ready(self, name: str, locale: str) -> bool:
        # A link may name anything; what cannot be an article is none, and is not looked for.
        if fault_of_name(name) is not None:
            return False
        job = self._due.get((name, locale))
        left = None if job is None else self._left(job)
        if left is not None:
            return left
        if self._workspace.is_file(self._workspace.published_path(locale, name)):
            return True
        if job is None or self._is_taken_back(name, locale):
            return False
        known = self._known(job)
        if known is not None:
            return known
        try:
            return self._assessments.of(job).publishable
        except L10nError:
            return False

    def _is_taken_back(self, name: str, locale: str) -> bool:
        """True for a page that was removed for good, as far as publishing goes."""
        try:
            _record, history = load_history(self._workspace, locale, name)
        except L10nError:
            return False
        return history.retraction is not None

    def heading(self, name: str, locale: str, fragment: str) -> str | None:
        """The id that a heading of an article has in its page; None where nobody can tell.

        It is told from what a version would be made of now, or from the page that there is.
        """
        key = (name, locale)
        if key not in self._anchors:
            self._anchors[key] = self._anchors_of(name, locale)
        ids = self._anchors[key]
        return None if ids is None else ids.new(fragment)

    def _anchors_of(self, name: str, locale: str) -> Anchors | None:
        job = self._due.get((name, locale))
        if job is None:
            workflow = self._desk.workflow_of(name)
            if workflow is None or locale not in workflow.targets:
                return None
            job = Job(name, locale, workflow)
        try:
            found = self._assessments.of(job)
        except L10nError:
            return None
        source = found.source
        return anchors(source.article, source.segments, dict(found.choice.targets))


class Links:
    """The addresses of one article in one locale; remembers what they depended on."""

    def __init__(self, job: Job, ready: Readiness, finder: Finder) -> None:
        """Begin with no article asked for; raises what `Readiness.table` does."""
        self._job = job
        self._ready = ready
        self._table = ready.table
        self._finder = finder
        self._headings: dict[tuple[str, str], str | None] = {}
        """The headings of other articles that links led to, and their ids in the pages."""
        self.asked: dict[str, bool] = {}
        """The articles that links led to, and whether each is ready."""

    def __call__(self, url: str) -> str:
        """The address as it must read in the published place: as it is, led back, or elsewhere."""
        elsewhere = link_of(self._table, url, self._job.locale)
        if elsewhere is not None:
            return elsewhere
        url = self._anchored(url)
        if self._job.workflow.publish.links == "keep":
            return url
        layout = self._finder.layout
        return moved(url, self._job.name, self._job.locale, self._ask, layout=layout)

    def _anchored(self, url: str) -> str:
        """Lead a link to a heading of an article, by its file, to where that is in its page."""
        fragment = fragment_of(url)
        target = self._finder.of(url, self._job.name) if fragment else None
        if target is None or target.lead is not Lead.ARTICLE:
            return url
        key = (target.name, fragment)
        if key not in self._headings:
            self._headings[key] = self._ready.heading(target.name, self._job.locale, fragment)
        new = self._headings[key]
        return url if new in (None, fragment) else with_fragment(url, new or fragment)

    @property
    def headings(self) -> list[list[str | None]]:
        """Names of articles, ids of headings, and the ids that these have in the pages."""
        return [[name, fragment, new] for (name, fragment), new in self._headings.items()]

    def problems(self, article: Article) -> Iterator[Problem]:
        """Name the links that lead to no page in the locale, or to no heading of it."""
        yield from self._unready(article)
        yield from self._led_astray(article)

    def _led_astray(self, article: Article) -> Iterator[Problem]:
        """Name the links in code to headings of other articles: code cannot follow them."""
        starts = line_starts(article.source)
        for code in article.parsed.code:
            for found in _IN_CODE.finditer(article.source, code.span.start, code.span.end):
                if self._anchored(found[1]) != found[1]:
                    text = N_(
                        "code leads to {address}, and this heading has another id in {locale}:"
                        " let the article say the id beside it"
                    )
                    reason = message(text, address=found[1], locale=self._job.locale)
                    yield Problem(line_at(starts, found.start()), reason)

    def _unready(self, article: Article) -> Iterator[Problem]:
        if self._job.workflow.publish.links != "keep":
            return
        starts = line_starts(article.source)
        told: set[str] = set()
        for link in article.parsed.links:
            target = self._finder.of(link.url, article.name)
            if target.lead is not Lead.ARTICLE or target.name in told:
                continue
            if target.name != article.name and not self._ask(target.name, self._job.locale):
                told.add(target.name)
                text = N_("a link leads to {path}, which has no page in {locale}")
                reason = message(text, path=target.path, locale=self._job.locale)
                yield Problem(line_at(starts, link.span.start), reason)

    def _ask(self, name: str, locale: str) -> bool:
        self.asked[name] = self._ready(name, locale)
        return self.asked[name]


def moved(url: str, name: str, locale: str, ready: Ready, *, layout: Layout = STANDARD) -> str:
    """A relative address of an article as it must read in the published place.

    A link to an article that is published in the same locale leads to its page, and stays as it is
    where the pages are to each other as their articles are; any other relative link is made to lead
    back to the source's own tree.
    """
    article = layout.article(name)
    target = path_of(url, article)
    if target is None:
        return url
    parts = urlsplit(url)
    path = unquote(parts.path)
    inside = layout.name(target)
    start, goal = posixpath.dirname(layout.page(locale, name)), target
    if inside is not None and ready(inside, locale):
        goal = layout.page(locale, inside)
        as_before = posixpath.relpath(target, posixpath.dirname(article))
        if posixpath.relpath(goal, start) == as_before:
            return url
    way = quote(posixpath.relpath(goal, start), safe="/~!$&'()*+,;=:@")
    if path.endswith("/"):
        way += "/"
    return url.replace(parts.path, way, 1) if way != parts.path else url
