"""Status: how far every article is, and what blocks publishing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from l10n.catalog import State
from l10n.checks import Finding
from l10n.drafts import by_entry, read_drafts, record_of
from l10n.errors import L10nError
from l10n.jobs.assess import assess
from l10n.jobs.desk import Desk, Wanted
from l10n.segment import Segment
from l10n.steps.publish import Blocker
from l10n.version import Version
from l10n.versions import read_versions

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one article is in one locale, in entries."""

    article: str
    locale: str
    workflow: str
    empty: int
    draft: int
    translated: int
    doubtful: tuple[Segment, ...]
    """Drafts that the engine was not sure of."""
    blockers: tuple[Blocker, ...]
    """What stands in the way of a version by the workflow's rules."""
    publishable: bool
    findings: tuple[Finding, ...]
    version: Version | None
    """The current version."""
    outdated: bool
    """The article has changed since that version."""


@dataclass(frozen=True, slots=True)
class Report:
    """How far all wanted articles are."""

    standings: tuple[Standing, ...]
    errors: tuple[L10nError, ...] = ()


def status(desk: Desk, wanted: Wanted, *, progress: Progress = lambda done, total: None) -> Report:
    """Read every wanted article with its catalog, and weigh it; changes nothing."""
    jobs = list(desk.jobs(wanted))
    standings: list[Standing] = []
    errors: list[L10nError] = []
    for number, job in enumerate(jobs):
        progress(number, len(jobs))
        if isinstance(job, L10nError):
            errors.append(job)
            continue
        try:
            found = assess(desk, job)
            if found.source.article.locale == job.locale:
                continue
            versions = read_versions(desk.workspace.versions_path(job.locale, job.name))
            records = by_entry(read_drafts(desk.workspace.drafts_path(job.locale, job.name)))
        except L10nError as error:
            errors.append(error)
            continue
        entries = found.catalog.by_key()
        segments = {segment.key: segment for segment in reversed(found.source.segments)}
        counts = dict.fromkeys(State, 0)
        doubtful: list[Segment] = []
        for key in dict.fromkeys(segment.key for segment in found.source.segments):
            entry = entries.get(key)
            counts[State.EMPTY if entry is None else entry.state] += 1
            record = None if entry is None else record_of(entry, records)
            if record is not None and record.doubtful and entry and entry.state is State.DRAFT:
                doubtful.append(segments[key])
        version = versions[-1] if versions else None
        standings.append(
            Standing(
                job.name,
                job.locale,
                job.workflow.name,
                counts[State.EMPTY],
                counts[State.DRAFT],
                counts[State.TRANSLATED],
                tuple(doubtful),
                tuple(_once(found.choice.blockers)),
                found.publishable,
                found.findings,
                version,
                version is not None and version.source != found.source.document.digest,
            )
        )
    progress(len(jobs), len(jobs))
    return Report(tuple(standings), tuple(errors))


def _once(blockers: tuple[Blocker, ...]) -> Iterator[Blocker]:
    seen = set()
    for blocker in blockers:
        if blocker.segment.key not in seen:
            seen.add(blocker.segment.key)
            yield blocker
