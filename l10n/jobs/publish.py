"""Release: publish articles as versions, and keep every earlier one."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from l10n import plugins
from l10n.desk.desk import Desk, Job, Wanted
from l10n.desk.publishability import Assessment, assess, basis, label_of, once, policy_of
from l10n.desk.relinking import Ready, moved, readiness
from l10n.errors import ConflictError, L10nError, RefusedError
from l10n.messages import _
from l10n.model.article import Problem
from l10n.model.catalog import Catalog, State
from l10n.model.segment import Segment
from l10n.model.version import Version
from l10n.steps.publish import Blocker, Choice, Published, publish
from l10n.store.document import Document
from l10n.store.versions import dump_versions, load_versions, settled
from l10n.store.workspace import Workspace

Progress = Callable[[int, int | None], None]


class Result(Enum):
    """What became of one article in one locale."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    """The current version already reads so."""
    REFUSED = "refused"
    """The workflow does not let it be published as it is."""


@dataclass(frozen=True, slots=True)
class Release:
    """What publishing one article in one locale gave."""

    article: str
    locale: str
    result: Result
    version: int = 0
    """Number of the current version; 0 where there is none."""
    label: str = ""
    """What its readers are told."""
    empty: int = 0
    draft: int = 0
    translated: int = 0
    """Entries, as the two before it."""
    blockers: tuple[Blocker, ...] = ()
    """One for each entry."""
    unlabelled: bool = False
    """Refused only because there is no wording of the label in this locale."""
    problems: tuple[Problem, ...] = ()
    """Parts of the article that could not be taken in; they stand in the source language."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a release gave."""

    releases: tuple[Release, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""


def release(
    desk: Desk,
    wanted: Wanted,
    *,
    now: datetime,
    replace_edited: bool = False,
    progress: Progress = lambda done, total: None,
) -> PublishReport:
    """Publish every wanted article that its workflow lets be published.

    A published file that a person changed in place, or put an earlier version into, is refused,
    unless `replace_edited`: then the changed text is kept as a version of its own before the new
    one takes its place. `now` dates new versions. One article that fails does not stop the others.
    Raises CheckError for a check of another package that cannot be loaded.
    """
    plugins.checks()
    releases: list[Release] = []
    unlabelled: dict[tuple[str, str], L10nError] = {}
    own: list[tuple[str, str]] = []
    with desk.workspace.locked():
        agenda = desk.agenda(wanted)
        errors = [*agenda.errors]
        ready = readiness(desk, agenda.jobs)
        for number, job in enumerate(agenda.jobs):
            progress(number, len(agenda.jobs))
            try:
                found = assess(desk, job)
                if found.unlabelled is not None:
                    unlabelled.setdefault((job.workflow.name, job.locale), found.unlabelled)
                if found.source.article.locale == job.locale:
                    own.append((job.name, job.locale))
                else:
                    releases.append(_one(desk, job, found, ready, now, replace_edited))
            except L10nError as error:
                errors.append(error)
        progress(len(agenda.jobs), len(agenda.jobs))
    errors += unlabelled.values()
    return PublishReport(tuple(releases), tuple(errors), agenda.without_other_target(own))


def _one(
    desk: Desk,
    job: Job,
    found: Assessment,
    ready: Ready,
    now: datetime,
    replace_edited: bool,
) -> Release:
    choice, source = found.choice, found.source
    outcome = Release(
        job.name,
        job.locale,
        Result.REFUSED,
        empty=choice.empty,
        draft=choice.draft,
        translated=choice.translated,
        blockers=tuple(once(choice.blockers)),
        unlabelled=found.unlabelled is not None,
        problems=source.problems,
    )
    if not found.publishable:
        return replace(outcome, version=_current(desk.workspace, job))

    def relink(url: str) -> str:
        return moved(url, job.name, job.locale, ready)

    def make(label: str) -> Published:
        return publish(
            source.article,
            source.format,
            source.segments,
            choice,
            locale=job.locale,
            fields=job.workflow.fields,
            label=label,
            relink=relink,
        )

    label = found.label
    made = make(label)
    if made.blockers:
        choice = _without(choice, made.blockers, source.segments, found.catalog)
        outcome = replace(
            outcome,
            blockers=tuple(once((*choice.blockers, *made.blockers))),
            empty=choice.empty,
            draft=choice.draft,
            translated=choice.translated,
        )
        if not policy_of(job.workflow).source_for_missing:
            return replace(outcome, version=_current(desk.workspace, job))
        label = label_of(job, choice)
        made = make(label)
    version = Version(
        number=0,
        text=_sha256(made.text.encode()),
        source=source.document.digest,
        date=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        empty=choice.empty,
        draft=choice.draft,
        translated=choice.translated,
        label=label,
        targets=basis(found, relink),
    )
    number, written = _put(desk.workspace, job, made.text, version, replace_edited)
    result = Result.PUBLISHED if written else Result.UNCHANGED
    return replace(outcome, result=result, version=number, label=label)


def _without(
    choice: Choice, lost: Collection[Blocker], segments: Sequence[Segment], catalog: Catalog
) -> Choice:
    """Count again without the segments whose target could not be placed.

    An entry that is lost in one place and stands in another counts for both: readers see both.
    """
    entries = catalog.by_key()
    places = {id(each.segment) for each in lost}
    placed = {
        segments[index].key
        for index, _target in choice.targets
        if id(segments[index]) not in places
    }
    states = Counter(entries[key].state for key in placed)
    missing = {each.segment.key for each in (*choice.blockers, *lost)}
    return replace(
        choice,
        empty=len(missing),
        draft=states[State.DRAFT],
        translated=states[State.TRANSLATED],
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _current(workspace: Workspace, job: Job) -> int:
    path = workspace.versions_path(job.locale, job.name)
    _record, versions = load_versions(workspace, path)
    return versions[-1].number if versions else 0


def _put(
    workspace: Workspace, job: Job, text: str, version: Version, replace_edited: bool
) -> tuple[int, bool]:
    """Write a version and its record, keep the earlier text; say its number and whether it is new.

    The record is written before the text, and says so: a crash between the two leaves the earlier
    text in place, still known to the record, and the next run puts the new one there.
    """
    path = workspace.published_path(job.locale, job.name)
    record_path = workspace.versions_path(job.locale, job.name)
    record, recorded = load_versions(workspace, record_path)
    current = workspace.read_if_there(path)
    digest = None if current is None else current.digest
    versions = settled(recorded, digest)
    known = {each.text: each for each in versions}
    if current is not None and (not versions or current.digest != versions[-1].text):
        if not replace_edited:
            raise _edited(workspace, path_name=workspace.shown(path))
        if current.digest not in known:
            number = versions[-1].number + 1 if versions else 1
            kept = Version(number, current.digest, "", version.date, by_hand=True)
            versions = (*versions, kept)
            known[kept.text] = kept
    if current is not None and current.digest != version.text:
        _keep(workspace, job, known[current.digest].number, current)
    newest = versions[-1] if versions else None
    if newest is not None and newest.text == version.text and not newest.by_hand:
        restored = digest != version.text
        if restored:
            workspace.write(path, text, current)
        same = replace(version, number=newest.number, date=newest.date)
        workspace.write(record_path, dump_versions((*versions[:-1], same)), record)
        return newest.number, restored
    number = newest.number + 1 if newest is not None else 1
    version = replace(version, number=number)
    started = dump_versions((*versions, replace(version, pending=True)))
    begun = workspace.write(record_path, started, record) or record
    workspace.write(path, text, current)
    workspace.write(record_path, dump_versions((*versions, version)), begun)
    return number, True


def _keep(workspace: Workspace, job: Job, number: int, current: Document) -> None:
    """Keep the text of an earlier version beside the current one; never over another text."""
    path = workspace.earlier_path(job.locale, job.name, number)
    there = workspace.read_if_there(path)
    if there is not None and there.data != current.data:
        raise ConflictError(
            _("another text stands where version {number} is to be kept").format(number=number),
            path=workspace.shown(path),
            remedy=_("move it away, then publish again"),
        )
    workspace.write(path, current.data, there)


def _edited(workspace: Workspace, path_name: str) -> RefusedError:
    return RefusedError(
        _("was changed by hand after it was published; left as it is"),
        path=path_name,
        remedy=_("carry the change into the catalog, then `l10n publish --replace-edited`"),
    )
