"""Publish: articles as versions in the other language, every earlier version kept."""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from enum import Enum

from l10n.desk.attachments import Files, Shelf, attachments, stamps
from l10n.desk.counterparts import counterparts, listed_in, only_relinked
from l10n.desk.counterparts import stamps as counterpart_stamps
from l10n.desk.desk import Agenda, Desk, Job, Progress, Wanted
from l10n.desk.exports import stamps as export_stamps
from l10n.desk.exposed import exposed
from l10n.desk.following import NOTHING, Followed, follow
from l10n.desk.placing import Address, finish_retraction, keep_held, put, standing
from l10n.desk.problems import pressing
from l10n.desk.publishability import (
    Assessment,
    Assessments,
    adrift,
    catalog_digest,
    first_blockers,
    policy_of,
    template_digest,
)
from l10n.desk.reading import Source
from l10n.desk.relinking import Links, Readiness
from l10n.desk.stray_addenda import stray_addenda
from l10n.desk.targets import Finder
from l10n.desk.unchanged import COUNTERPARTS, FILES, HEADINGS, LINKS, Unchanged
from l10n.errors import ArticleError, L10nError
from l10n.messages import _
from l10n.model.article import Problem
from l10n.model.catalog import Catalog, State
from l10n.model.segment import Segment
from l10n.model.version import UPDATE, Version
from l10n.steps.publish import Blocker, ChosenTargets, Edition, Published, publish
from l10n.steps.signoff import Objection
from l10n.store.index import Answer, Basis
from l10n.store.moving_versions import move_former
from l10n.store.versions import load_history
from l10n.store.workspace import Workspace


class Result(Enum):
    """What became of one article in one locale."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    """The current version already reads so."""
    REFUSED = "refused"
    """The workflow does not let it be published as it is."""
    HELD = "held"
    """An earlier version was brought back, and stays until somebody corrects the page."""
    RETRACTED = "retracted"
    """It was taken back, and stays so until somebody corrects it or brings it back."""


@dataclass(frozen=True, slots=True)
class VersionCounts:
    """The entries that a version is made of."""

    empty: int = 0
    """Those that stand in the source language."""
    draft: int = 0
    translated: int = 0
    left: int = 0
    """Parts of the article, in no catalog, that stand in the source language as well."""

    @classmethod
    def of(cls, choice: ChosenTargets) -> "VersionCounts":
        """The counts of what was chosen."""
        return cls(choice.empty, choice.draft, choice.translated, choice.left)

    def __add__(self, other: "VersionCounts") -> "VersionCounts":
        """Add the counts of two versions."""
        return VersionCounts(
            self.empty + other.empty,
            self.draft + other.draft,
            self.translated + other.translated,
            self.left + other.left,
        )


@dataclass(frozen=True, slots=True)
class Release:
    """What publishing did with one article in one locale."""

    article: str
    locale: str
    result: Result
    counts: VersionCounts
    version: int = 0
    """Number of the current version; 0 where there is none."""
    stays: bool = False
    """Refused, and the page of that version is there and stays as it is."""
    label: str = ""
    """The notice that its readers find."""
    blockers: tuple[Blocker, ...] = ()
    """One for each entry."""
    unlabelled: L10nError | None = None
    """Refused only because there is no wording of the label in this locale."""
    objections: tuple[Objection, ...] = ()
    """What stands against a version as a whole, by the workflow's rules."""
    problems: tuple[Problem, ...] = ()
    """Parts of the article that could not be taken in; they stand in the source language."""


@dataclass(frozen=True, slots=True)
class ReleaseOptions:
    """How articles are published."""

    now: datetime
    """Dates new versions."""
    replace_edited: bool = False
    """A published file that was changed by hand is replaced; its text is kept as a version."""
    complete: bool = False
    """Look at articles too that are as they were at the last publish, and say all about them."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What became of all wanted articles."""

    releases: tuple[Release, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
    followed: Followed = NOTHING
    """What else was brought up to date: pages of other locales, exports, feeds."""


def release(
    desk: Desk,
    wanted: Wanted,
    options: ReleaseOptions,
    *,
    progress: Progress = lambda done, total: None,
) -> PublishReport:
    """Publish every wanted article that its workflow lets be published.

    A published file that a person changed in place, or put an earlier version into, is refused,
    unless `options` say otherwise: then the changed text is kept as a version of its own before the
    new one takes its place. One article that fails does not stop the others. Raises L10nError where
    checks cannot be prepared, as `Checkings` says.
    """
    releases: list[Release] = []
    unlabelled: dict[tuple[str, str], L10nError] = {}
    own: list[tuple[str, str]] = []
    with desk.workspace.locked():
        moved = move_former(desk.workspace)
        agenda = desk.agenda(wanted)
        # An article that cannot be read is reported once, however many locales it has.
        # Two names that differ in what cannot be shown read alike.
        errors = {
            (str(error), error.path): error for error in (*moved, *exposed(desk), *agenda.errors)
        }
        errors |= {(str(each), each.path): each for each in stray_addenda(desk, wanted)}
        run = _PublishRun(desk, agenda, options)
        for number, job in enumerate(agenda.jobs):
            progress(number, len(agenda.jobs))
            try:
                made = run.release(job)
            except L10nError as error:
                errors.setdefault((str(error), error.path), error)
                continue
            if made is None:
                own.append((job.name, job.locale))
                continue
            releases.append(made)
            if made.unlabelled is not None:
                unlabelled.setdefault((job.workflow.name, job.locale), made.unlabelled)
        followed = follow(desk, run.looked_at, options.now)
        errors |= {(str(error), error.path): error for error in followed.errors}
        run.note()
        run.unchanged.save()
        run.assessments.close()
        progress(len(agenda.jobs), len(agenda.jobs))
    return PublishReport(
        tuple(releases),
        (*errors.values(), *unlabelled.values()),
        agenda.without_other_target(own),
        followed,
    )


class _PublishRun:
    def __init__(self, desk: Desk, agenda: Agenda, options: ReleaseOptions) -> None:
        self.workspace = desk.workspace
        self.options = options
        self.assessments = Assessments(desk)
        self.ready = Readiness(desk, agenda.jobs, self.assessments)
        self.unchanged = Unchanged(desk, "publish", self.assessments.checkings)
        self.finder = Finder(desk.workspace, desk.claims)
        self.shelf = Shelf(desk.workspace)
        self.looked_at: dict[str, None] = {}
        """The articles that were not as they were, or whose counterparts were not."""
        self._standing: dict[tuple[str, str], bool] = {}
        self._answers: list[tuple[Job, Basis, Answer]] = []

    def release(self, job: Job) -> Release | None:
        """Publish one article; None where it is in that locale already."""
        basis = self.unchanged.basis(job)
        if not self.options.complete:
            answer = self.unchanged.linked_answer(job, basis, self.ready)
            known = None if answer is None else answer.get(COUNTERPARTS, [])
            if answer is not None and known == _stamps_beside(self.workspace, job):
                return _restored(job, answer)
        self.looked_at[job.name] = None
        held = self._held(job)
        if held is not None:
            return held
        found = self.assessments.of(job)
        if found.source.article.locale == job.locale:
            self.unchanged.note(job, basis, {"own": True})
            return None
        self._refuse_own_place(job)
        outcome = Release(
            article=job.name,
            locale=job.locale,
            result=Result.REFUSED,
            counts=VersionCounts.of(found.choice),
            blockers=first_blockers(found.choice.blockers),
            unlabelled=found.unlabelled,
            objections=found.objections,
            problems=found.source.remarks,
        )
        if not found.publishable:
            return self._refused(job, outcome)
        return self._written(job, found, outcome, basis)

    def _there(self, locale: str, name: str) -> bool:
        """True for a page that readers find, or will find after this command."""
        key = (locale, name)
        if key not in self._standing:
            _record, history = load_history(self.workspace, locale, name)
            self._standing[key] = history.retraction is None and self.ready(name, locale)
        return self._standing[key]

    def _held(self, job: Job) -> Release | None:
        """What is told of a page that a person took back, or set back; None for any other."""
        at = Address(job.name, job.locale)
        place = standing(self.workspace, at)
        version = place.history.retraction
        result = Result.RETRACTED
        if version is not None:
            finish_retraction(self.workspace, at, place, version)
        elif place.current is not None and place.history.is_held(place.current):
            version, result = place.current, Result.HELD
            keep_held(self.workspace, at, place, version)
        else:
            return None
        return Release(
            article=job.name,
            locale=job.locale,
            result=result,
            counts=VersionCounts(),
            version=place.history.number(version),
        )

    def _refuse_own_place(self, job: Job) -> None:
        """Raise ArticleError where the page would be the article: `a.uk.md` into Ukrainian."""
        if self.workspace.published_path(job.locale, job.name) == self.workspace.article_path(
            job.name
        ):
            raise ArticleError(
                _("its page in {locale} would take its own place").format(locale=job.locale),
                code="ART-031",
                path=self.workspace.reference(job.name),
                remedy=_("rename it, or change `[paths]` of the workflow"),
            )

    def _written(self, job: Job, found: Assessment, outcome: Release, basis: Basis) -> Release:
        choice, source = found.choice, found.source
        links = Links(job, self.ready, self.finder)
        said = counterparts(job, source.article.locale, found.address, self._there)
        edition = Edition(
            job.locale,
            job.workflow.fields,
            label=found.label,
            statement=found.statement,
            metadata=job.workflow.metadata,
            addenda=found.addenda,
            counterparts=said,
            relink=links,
        )
        made = self._made(job, source, choice, edition)
        if made.blockers:
            choice = _without(choice, made.blockers, source.segments, found.catalog)
            outcome = replace(
                outcome,
                blockers=first_blockers((*choice.blockers, *made.blockers)),
                counts=VersionCounts.of(choice),
            )
            if not policy_of(job.workflow).source_for_missing:
                return self._refused(job, outcome)
            told = self.assessments.told(job, found, choice)
            edition = replace(edition, label=told.label, statement=told.statement)
            made = self._made(job, source, choice, edition)
        if made.adrift:
            objections = (*outcome.objections, *adrift(self.workspace, job, made.adrift))
            return self._refused(job, replace(outcome, objections=objections))
        files, unplaced = self._beside(job, source)
        problems = (*outcome.problems, *links.problems(source.article), *unplaced)
        outcome = replace(outcome, problems=problems)
        at = Address(job.name, job.locale)
        version = Version(
            id="",
            kind=UPDATE,
            text=hashlib.sha256(made.text.encode()).hexdigest(),
            source=source.document.digest,
            date=self.options.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            empty=choice.empty,
            draft=choice.draft,
            translated=choice.translated,
            left=choice.left,
            label=edition.label,
            state=edition.statement.state,
            source_type=edition.statement.source_type,
            catalog=catalog_digest(found),
            glossary=self.assessments.glossary_digest(job, found),
            template=template_digest(found, links),
            files=files,
            alternates=listed_in(made.text, said),
        )
        version = replace(
            version, linked=only_relinked(self.workspace, at, made.text, version.alternates)
        )
        placed = put(
            self.workspace,
            at,
            made.text.encode(),
            version,
            replace_edited=self.options.replace_edited,
        )
        self.shelf.drop(job.locale, job.name, placed.dropped)
        outcome = replace(
            outcome,
            result=Result.PUBLISHED if placed.new else Result.UNCHANGED,
            version=placed.number,
            label=edition.label,
        )
        # Problems of an article are named at every publish, so it is looked at again.
        if not pressing(outcome.problems):
            page = self.unchanged.with_page(basis, placed.page, placed.record)
            beside = stamps(self.workspace, job, (name for name, _digest in files))
            answer = {LINKS: links.asked, HEADINGS: links.headings, FILES: beside}
            self._answers.append((job, page, {**_kept(outcome), **answer}))
        return outcome

    def note(self) -> None:
        """Note what was published, now that all is in its place that pages name."""
        for job, basis, answer in self._answers:
            beside = _stamps_beside(self.workspace, job)
            self.unchanged.note(job, basis, {**answer, COUNTERPARTS: beside})

    def _beside(self, job: Job, source: Source) -> tuple[Files, tuple[Problem, ...]]:
        """Copy the files that an article refers to beside its page."""
        if job.workflow.publish.links != "keep":
            return (), ()
        _record, history = load_history(self.workspace, job.locale, job.name)
        heads = history.heads
        recorded = history.made_from(heads[-1]).files if heads else ()
        wanted = attachments(self.finder, source.article)
        return self.shelf.put(job.locale, job.name, wanted, recorded)

    def _made(self, job: Job, source: Source, choice: ChosenTargets, edition: Edition) -> Published:
        try:
            return publish(
                source.article,
                source.format,
                segments=source.segments,
                choice=choice,
                edition=edition,
            )
        except ArticleError as error:
            raise error.at(path=self.workspace.reference(job.name)) from error

    def _refused(self, job: Job, outcome: Release) -> Release:
        """What is told where nothing is published: the version that stays."""
        _record, history = load_history(self.workspace, job.locale, job.name)
        there = self.workspace.is_file(self.workspace.published_path(job.locale, job.name))
        heads = history.heads
        number = history.number(heads[-1]) if heads else 0
        return replace(outcome, version=number, stays=there)


def _stamps_beside(workspace: Workspace, job: Job) -> list[object]:
    """How the pages that a page names look, and its exports, as JSON has it."""
    return [*counterpart_stamps(workspace, job), *export_stamps(workspace, job)]


def _kept(release: Release) -> Answer:
    """What the index keeps of an article whose page is up to date now."""
    return {
        "version": release.version,
        "label": release.label,
        "counts": astuple(release.counts),
    }


def _restored(job: Job, answer: Answer) -> Release | None:
    if answer.get("own"):
        return None
    return Release(
        article=job.name,
        locale=job.locale,
        result=Result.UNCHANGED,
        version=answer["version"],
        label=answer["label"],
        counts=VersionCounts(*answer["counts"]),
    )


def _without(
    choice: ChosenTargets, lost: Collection[Blocker], segments: Sequence[Segment], catalog: Catalog
) -> ChosenTargets:
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
