"""Status: how far every article is, and what blocks publishing."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from l10n import plugins
from l10n.checks import Finding
from l10n.desk.desk import Desk, Job, Wanted
from l10n.desk.publishability import Assessment, assess, basis, once
from l10n.desk.relinking import Ready, moved, readiness
from l10n.errors import L10nError
from l10n.model.article import Problem
from l10n.model.catalog import State
from l10n.model.segment import Segment
from l10n.model.version import Version
from l10n.steps.publish import Blocker
from l10n.store.drafts import by_entry, load_drafts, record_of
from l10n.store.versions import load_versions, settled

Progress = Callable[[int, int | None], None]


class Page(Enum):
    """How a published page stands to its article and its catalog."""

    NONE = "none"
    """There is no version yet."""
    CURRENT = "current"
    ARTICLE = "article changed"
    TRANSLATION = "translation changed"
    MISSING = "missing"
    """There is a version, but its file is gone."""
    EDITED = "edited"
    """Its file does not hold the newest version; publishing refuses it."""
    UNKNOWN = "unknown"
    """The article is as it was; the record is too old to tell about the translation."""


@dataclass(frozen=True, slots=True)
class MachineDraft:
    """A draft that still stands as an engine made it."""

    segment: Segment
    target: str
    engine: str
    model: str
    confidence: float | None
    """How sure the engine was, from 0 to 1; None where it could not tell."""
    doubtful: bool
    doubt: str
    """Why it is doubtful, in the person's language; empty if it is not."""

    def certainty(self) -> tuple[bool, float]:
        """Give what drafts are sorted by, the least certain first; unknown comes after known."""
        return (not self.doubtful, 2.0 if self.confidence is None else self.confidence)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one article is in one locale, in entries."""

    article: str
    locale: str
    workflow: str
    empty: int
    draft: int
    translated: int
    machine: tuple[MachineDraft, ...]
    """Drafts that still stand as an engine made them, the least certain first."""
    blockers: tuple[Blocker, ...]
    """What stands in the way of a version by the workflow's rules."""
    publishable: bool
    findings: tuple[Finding, ...]
    version: Version | None
    """The current version."""
    outdated: bool
    """The article has changed since that version."""
    page: Page
    drafts_used: int = 0
    """Drafts that a version would be made of."""
    left_in_source: int = 0
    """Entries whose source text would stand in a version."""
    unlabelled: L10nError | None = None
    """There is no wording of the label that a version needs."""
    problems: tuple[Problem, ...] = ()
    """Parts of the article that could not be taken in; they stand in the source language."""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How far all wanted articles are."""

    standings: tuple[Standing, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""


def status(
    desk: Desk, wanted: Wanted, *, progress: Progress = lambda done, total: None
) -> StatusReport:
    """Read every wanted article with its catalog, and weigh it; changes nothing.

    Raises CheckError for a check of another package that cannot be loaded.
    """
    plugins.checks()
    agenda = desk.agenda(wanted)
    standings: list[Standing] = []
    errors = [*agenda.errors]
    own: list[tuple[str, str]] = []
    ready = readiness(desk, agenda.jobs)
    for number, job in enumerate(agenda.jobs):
        progress(number, len(agenda.jobs))
        try:
            found = assess(desk, job)
            if found.source.article.locale == job.locale:
                own.append((job.name, job.locale))
                continue
            version, page = _page(desk, job, found, ready)
            drafts_path = desk.workspace.drafts_path(job.locale, job.name)
            records = by_entry(load_drafts(desk.workspace, drafts_path)[1])
        except L10nError as error:
            errors.append(error)
            continue
        entries = found.catalog.by_key()
        segments = {segment.key: segment for segment in reversed(found.source.segments)}
        counts = dict.fromkeys(State, 0)
        machine: list[MachineDraft] = []
        for key in dict.fromkeys(segment.key for segment in found.source.segments):
            entry = entries.get(key)
            counts[State.EMPTY if entry is None else entry.state] += 1
            record = None if entry is None else record_of(entry, records)
            if record is not None and entry and entry.state is State.DRAFT:
                doubt = "" if record.doubt is None else record.doubt.text()
                machine.append(
                    MachineDraft(
                        segments[key],
                        entry.target,
                        record.engine,
                        record.model,
                        record.confidence,
                        record.doubtful,
                        doubt,
                    )
                )
        standings.append(
            Standing(
                job.name,
                job.locale,
                job.workflow.name,
                counts[State.EMPTY],
                counts[State.DRAFT],
                counts[State.TRANSLATED],
                tuple(sorted(machine, key=MachineDraft.certainty)),
                tuple(once(found.choice.blockers)),
                found.publishable,
                found.findings,
                version,
                version is not None and version.source != found.source.document.digest,
                page,
                found.choice.draft,
                found.choice.empty,
                found.unlabelled,
                found.source.problems,
            )
        )
    progress(len(agenda.jobs), len(agenda.jobs))
    return StatusReport(tuple(standings), tuple(errors), agenda.without_other_target(own))


def _page(desk: Desk, job: Job, found: Assessment, ready: Ready) -> tuple[Version | None, Page]:
    workspace = desk.workspace
    document = workspace.read_if_there(workspace.published_path(job.locale, job.name))
    digest = None if document is None else document.digest
    record_path = workspace.versions_path(job.locale, job.name)
    versions = settled(load_versions(workspace, record_path)[1], digest)
    if not versions:
        return None, Page.NONE if digest is None else Page.EDITED
    version = versions[-1]
    if digest is None:
        return version, Page.MISSING
    if digest != version.text:
        return version, Page.EDITED
    if version.source != found.source.document.digest:
        return version, Page.ARTICLE
    if not version.targets:
        return version, Page.UNKNOWN
    made_of = basis(found, lambda url: moved(url, job.name, job.locale, ready))
    return version, Page.CURRENT if version.targets == made_of else Page.TRANSLATION
