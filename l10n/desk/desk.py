"""What every command begins with: a workspace with its workflows, and what is to be done."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.article_patterns import article_pattern, unknown
from l10n.desk.engine_settings import check_built_in
from l10n.errors import ArticleError, L10nError, UsageError, WorkflowError
from l10n.language import locales
from l10n.messages import _
from l10n.model.layout import layout_of
from l10n.model.workflow import Workflow, matches
from l10n.store.walking import Listing
from l10n.store.workflow_file import load_workflow
from l10n.store.workspace import Workspace, fault_of_name

_MEDIA = frozenset(
    (
        *(".apng", ".avif", ".bmp", ".gif", ".heic", ".ico", ".jpeg", ".jpg", ".png", ".svg"),
        *(".tif", ".tiff", ".webp", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav"),
        *(".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".ogv", ".webm"),
        *(".css", ".js", ".map", ".mjs", ".otf", ".pdf", ".ttf", ".woff", ".woff2", ".zip"),
    )
)
Progress = Callable[[int, int | None], None]
"""Told how many articles or files a command has done, and how many there are in all."""


def nobody_told(done: int, total: int | None) -> None:
    """Tell nobody how far a command is."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace and its workflows."""

    workspace: Workspace
    workflows: tuple[Workflow, ...]
    jobs: int = 1
    """Processes that a command may work with, this one alone by default."""
    threads: int = 0
    """With which engines may draft here, at most; 0 for as many as they like."""

    @property
    def targets(self) -> tuple[str, ...]:
        """All target locales, in the order in which the workflows name them."""
        named = (target for workflow in self.workflows for target in workflow.targets)
        return tuple(dict.fromkeys(named))

    def workflow_of(self, name: str) -> Workflow | None:
        """The workflow that claims an article; raises WorkflowError where two do."""
        found = [workflow for workflow in self.workflows if matches(workflow, name)]
        if len(found) > 1:
            raise WorkflowError(
                _("two workflows claim this article: {names}").format(
                    names=", ".join(workflow.name for workflow in found)
                ),
                code="WF-017",
                path=self.workspace.reference(name),
                remedy=_("change `articles` in one of them, so that one alone takes the article"),
            )
        return found[0] if found else None

    def claims(self, name: str) -> bool:
        """True if a workflow takes a file for an article."""
        return any(matches(workflow, name) for workflow in self.workflows)

    def agenda(self, wanted: "Wanted") -> "Agenda":
        """What of the wanted articles is to be done, in the order of names and of `targets`."""
        jobs: list[Job] = []
        errors: list[L10nError] = []
        layout = self.workspace.layout
        # Whether two articles would have one page is seen from all of them.
        walked = not wanted.exact or layout.may_crowd
        found = self.workspace.article_names() if walked else Listing(wanted.articles)
        crowded = layout.crowded(self._claimed(found))
        errors += (each for each in found.problems if wanted.concerns(each, layout.articles))
        for name in found:
            if not wanted.article(name):
                continue
            try:
                fault = fault_of_name(name)
                if fault is not None:
                    raise ArticleError(
                        fault,
                        code="ART-003",
                        path=self.workspace.reference(name),
                        remedy=_("rename the file"),
                    )
                if not plugins.is_read(name):
                    continue
                workflow = self.workflow_of(name)
                if name in crowded:
                    raise self._crowded(name, crowded[name])
            except L10nError as error:
                errors.append(error.kept())
                continue
            if workflow is not None:
                locales = filter(wanted.locale, workflow.targets)
                jobs += (Job(name, locale, workflow) for locale in locales)
        return Agenda(tuple(jobs), tuple(errors))

    def _claimed(self, names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The names that workflows claim for articles, with their targets."""
        for name in names:
            if plugins.is_read(name):
                for workflow in self.workflows:
                    if matches(workflow, name):
                        yield name, workflow.targets

    def _crowded(self, name: str, other: str) -> ArticleError:
        reference = self.workspace.reference
        return ArticleError(
            _("its page would take the place of {other}, or of its page").format(
                other=reference(other)
            ),
            code="ART-030",
            path=reference(name),
            remedy=_("rename one of the two, or change `[paths]` of the workflow"),
        )

    def unclaimed(self) -> tuple[str, ...]:
        """The articles that no workflow claims."""
        return tuple(
            name
            for name in self.workspace.article_names()
            if fault_of_name(name) is None
            and plugins.is_read(name)
            and not any(matches(workflow, name) for workflow in self.workflows)
        )

    def unread(self) -> dict[str, int]:
        """The suffixes of files that no format reads, and how many files have each, most first.

        A file without a suffix has an empty one. Pictures, sound, film, files to download and those
        of a design are left out: they stand beside articles.
        """
        suffixes = Counter(
            PurePosixPath(name).suffix.lower()
            for name in self.workspace.article_names()
            if not plugins.is_read(name)
        )
        return {each: count for each, count in suffixes.most_common() if each not in _MEDIA}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles and locales a command was asked for; nothing given means all."""

    articles: tuple[str, ...] = ()
    """Names or patterns (`news/*`) under `articles/`."""
    locales: tuple[str, ...] = ()
    removals: tuple[str, ...] = ()
    """Names or patterns of articles whose catalogs may have lost entries."""
    exact: bool = False
    """`articles` are names of files that are there, and no patterns: nothing is looked for."""

    def article(self, name: str) -> bool:
        """True for an article that was asked for."""
        if self.exact:
            return name in self.articles
        return not self.articles or any(_named(name, pattern) for pattern in self.articles)

    def concerns(self, problem: L10nError, articles: str) -> bool:
        """True where what was asked for may lie in a folder that could not be walked.

        `articles` is the folder of the articles; what is wrong elsewhere concerns all of them.
        """
        place = PurePosixPath(str(problem.path))
        if not place.is_relative_to(articles):
            return True
        folder = place.relative_to(articles).as_posix()
        return (
            folder == "."
            or not self.articles
            or any(
                _named(folder, pattern) or _may_lie_in(folder, pattern) for pattern in self.articles
            )
        )

    def locale(self, locale: str) -> bool:
        """True for a locale that was asked for."""
        return not self.locales or locale in self.locales


def _named(name: str, pattern: str) -> bool:
    return (
        name == pattern or name.startswith(pattern.rstrip("/") + "/") or fnmatchcase(name, pattern)
    )


def _may_lie_in(folder: str, pattern: str) -> bool:
    """True where a pattern may stand for something below a folder."""
    plain = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
    inside = f"{folder}/"
    return plain.startswith(inside) or (plain != pattern and inside.startswith(plain))


def wanted(desk: Desk, articles: Iterable[str], wished: Iterable[str]) -> Wanted:
    """What a person asked for; raises UsageError for what the workspace does not have.

    An article may be given by its name, by its path with `articles/`, by a folder or a pattern.
    """
    names = tuple(article_pattern(desk.workspace, given) for given in articles)
    # Where nothing is named, the folder is walked once, by `agenda`.
    found: Listing[str] = desk.workspace.article_names() if names else Listing()
    known = found.names
    for pattern in names:
        if not any(_named(name, pattern) for name in known):
            one, folder = Wanted((pattern,)), desk.workspace.layout.articles
            if any(one.concerns(problem, folder) for problem in found.problems):
                # It may be there for all that anybody can tell; `agenda` says why.
                continue
            raise _page(desk, pattern) or unknown(desk.workspace, pattern, known)
        _refuse_what_is_no_article(desk, pattern, [name for name in known if _named(name, pattern)])
    tags = tuple(locales.normal(tag) for tag in wished)
    for tag in tags:
        if tag not in desk.targets:
            raise no_target(desk, tag)
    return Wanted(names, tags)


def no_target(desk: Desk, tag: str) -> UsageError:
    """What is said of a locale that no workflow translates into."""
    return UsageError(
        _("no workflow translates into “{locale}”").format(locale=tag),
        code="USE-002",
        remedy=_("the target locales are {locales}").format(locales=", ".join(desk.targets)),
    )


def removals(desk: Desk, articles: Iterable[str]) -> tuple[str, ...]:
    """The articles whose catalogs may have lost entries, as `wanted` has names and patterns.

    One that is gone may be named as long as it has a catalog. Raises UsageError for an unknown one.
    """
    names = tuple(article_pattern(desk.workspace, given) for given in articles)
    if not names:
        return ()
    articles_here, catalogs = desk.workspace.article_names(), desk.workspace.catalogs()
    known = sorted({*articles_here, *(name for _locale, name in catalogs)})
    complete = not articles_here.problems and not catalogs.problems
    for pattern in names:
        if complete and not any(_named(name, pattern) for name in known):
            raise unknown(desk.workspace, pattern, known)
    return names


def _page(desk: Desk, name: str) -> UsageError | None:
    """The error of what is no article because it is a page; None for other names."""
    if not desk.workspace.layout.is_page(name):
        return None
    return UsageError(
        _("“{name}” is a page, as `[paths]` of the workflow has it").format(name=name),
        code="USE-030",
        remedy=_("name the article that it is the translation of"),
    )


def _refuse_what_is_no_article(desk: Desk, pattern: str, names: Iterable[str]) -> None:
    """Raise UsageError where all that a person named is there, but no article of any desk."""
    readable = [name for name in names if plugins.is_read(name)]
    if not readable:
        raise UsageError(
            _("no format reads “{name}”").format(name=pattern),
            code="USE-011",
            remedy=_("articles end in {suffixes}").format(suffixes=", ".join(plugins.suffixes())),
        )
    if not any(matches(workflow, name) for name in readable for workflow in desk.workflows):
        patterns = (each for workflow in desk.workflows for each in workflow.articles)
        raise UsageError(
            _("no workflow claims “{name}”").format(name=pattern),
            code="USE-012",
            remedy=_("they claim {patterns}").format(patterns=", ".join(patterns)),
        )


@dataclass(frozen=True, slots=True)
class Job:
    """One article into one locale."""

    name: str
    locale: str
    workflow: Workflow


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a command has to do."""

    jobs: tuple[Job, ...]
    """All locales of one article stand together."""
    errors: tuple[L10nError, ...] = ()
    """What under `articles/` cannot be looked into, cannot be articles, or has two workflows."""

    def without_other_target(
        self, already: Iterable[tuple[str, str]]
    ) -> tuple[tuple[str, str], ...]:
        """Of articles that are in a target locale already, those without another target.

        Both are given by name and locale.
        """
        targets = Counter(job.name for job in self.jobs)
        return tuple((name, locale) for name, locale in already if targets[name] == 1)


def open_desk(workspace: Workspace) -> Desk:
    """Read all workflows; raises WorkflowError for the first mistake."""
    workflows = tuple(
        load_workflow(path, workspace.read(path).text()) for path in workspace.workflow_files()
    )
    if not workflows:
        raise WorkflowError(
            _("there is no workflow"),
            code="WF-018",
            path=str(workspace.root / "workflows"),
            remedy=_("run `l10n init` to have one laid out"),
        )
    for workflow in workflows:
        check_built_in(workflow)
        _refuse_other_folder(workflow, workflows[0])
    return Desk(replace(workspace, layout=layout_of(workflows)), workflows)


def laid_out(workspace: Workspace) -> Workspace:
    """The workspace with the places that its workflows name; as it is where they cannot be read."""
    try:
        return open_desk(workspace).workspace
    except L10nError:
        return workspace


def _refuse_other_folder(workflow: Workflow, first: Workflow) -> None:
    """Raise WorkflowError where the articles of two workflows are in two folders.

    An article goes by its name below the folder, in catalogs, records and on the command line: two
    folders could have two articles of one name.
    """
    if workflow.paths.articles == first.paths.articles:
        return
    raise WorkflowError(
        _("its articles are in {folder}/, and those of {workflow} in {other}/").format(
            folder=workflow.paths.articles, workflow=first.name, other=first.paths.articles
        ),
        code="WF-030",
        path=workflow.path,
        line=workflow.line("paths", "articles"),
        remedy=_("name one folder in all workflows; `articles` says which files in it are whose"),
    )
