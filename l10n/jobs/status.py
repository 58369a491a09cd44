"""Status: how far every article is, and what blocks publishing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import datetime
from enum import Enum
from typing import Any

from l10n.dataclass import dataclass
from l10n.desk.attachments import Shelf, attachments, stamps
from l10n.desk.desk import Agenda, Desk, Job, Progress, Wanted
from l10n.desk.judged import FindingCounts, LocatedFinding, counted
from l10n.desk.judging import located
from l10n.desk.listed_drafts import ListedDraft, by_engines, from_memory, listed_drafts
from l10n.desk.orphans import orphaned_pages
from l10n.desk.placing import Address, standing
from l10n.desk.problems import packed_problems, unpacked_problems
from l10n.desk.publishability import (
    Assessment,
    Assessments,
    catalog_digest,
    first_blockers,
    is_made_of,
)
from l10n.desk.questions import ListedQuestion, questions_of
from l10n.desk.relinking import Links, Readiness
from l10n.desk.stray_addenda import stray_addenda
from l10n.desk.targets import Finder
from l10n.desk.unchanged import FILES, HEADINGS, LINKS, Unchanged
from l10n.errors import L10nError
from l10n.model.approval import Approval, ApprovalState
from l10n.model.article import Problem
from l10n.model.catalog import Entry, State
from l10n.model.counts import Tally
from l10n.model.draft_records import Authorship
from l10n.steps.publish import Blocker
from l10n.steps.signoff import Objection
from l10n.store.index import Answer

_NONE = Tally()


class PageState(Enum):
    """How a published page stands to its article and its catalog."""

    NONE = "none"
    """There is no version yet."""
    CURRENT = "current"
    ARTICLE = "article changed"
    TRANSLATION = "translation changed"
    TEMPLATE = "template changed"
    """Its label, addresses, metadata or addenda would read otherwise now."""
    FILES = "files changed"
    """A file that it refers to has changed, or the copy beside it is gone."""
    MISSING = "missing"
    """There is a version, but its file is gone."""
    EDITED = "edited"
    """Its file does not hold the newest version; publishing refuses it."""
    HELD = "rolled back"
    """An earlier version was brought back, and publishing leaves it so."""
    RETRACTED = "retracted"
    """It was taken back, and publishing leaves it so."""
    UNKNOWN = "unknown"
    """The article is as it was; the record is too old to tell about the translation."""


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """The entries of an article in one locale; a text that stands in two places counts once."""

    empty: int
    draft: int
    """All that `status --drafts` lists: drafts of machines, and people's unfinished texts."""
    translated: int
    unfinished: int
    """Of the drafts, texts of people that are no translation of their source, or not yet."""
    doubtful: int
    """Drafts of machines that a person should look at first."""
    blocking: int
    """Entries that stand in the way of a version by the workflow's rules."""
    drafts_used: int
    """Drafts that a version would be made of."""
    left_in_source: int
    """Entries whose source text would stand in a version."""
    approved: int = 0
    """Entries that are signed for as they are."""
    rejected: int = 0
    """Entries that somebody rejected as they are."""
    changed: int = 0
    """Entries that were approved, and have changed since."""
    by_engines: Tally = _NONE
    """Drafts that stand as an engine made them."""
    from_memory: Tally = _NONE
    """Drafts that stand as the memory gave them, those of similar texts among them."""
    similar: int = 0
    """Of the drafts from memory, those of similar texts, which are never published."""

    @property
    def signed(self) -> bool:
        """True where somebody signed any of them."""
        return bool(self.approved or self.rejected or self.changed)


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """The published page of an article in one locale."""

    state: PageState
    version: int | None = None
    """Number of the current version; None where there is none."""
    date: str | None = None
    """When it was published: ISO 8601, UTC, seconds."""
    outdated: bool = False
    """The article has changed since that version."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An entry of which somebody signed a text."""

    line: int
    """Of its first place in the article, from 1."""
    entry: Entry
    approval: Approval


@dataclass(frozen=True, slots=True)
class ListedComment:
    """What a translator has written to a text, besides its translation."""

    line: int | None
    """The first line of the article in which the text stands; None where it is gone from it."""
    source: str
    comment: str
    """Of one line or several."""


@dataclass(frozen=True, slots=True)
class Details:
    """What stands behind the counts."""

    drafts: tuple[ListedDraft, ...]
    """Texts of people that are not finished, then machine drafts, the least certain first."""
    blockers: tuple[Blocker, ...]
    """What stands in the way of a version by the workflow's rules, one for each entry."""
    findings: tuple[LocatedFinding, ...]
    """What checks found, in the order of the article."""
    comments: tuple[ListedComment, ...]
    """What translators have written to their texts, in the order of the catalog."""
    questions: tuple[ListedQuestion, ...]
    """What editors have asked and nobody has ended."""
    unlabelled: L10nError | None
    """There is no wording of the label that a version needs."""
    objections: tuple[Objection, ...] = ()
    """What stands against a version as a whole, by the workflow's rules."""
    reviewed: tuple[Reviewed, ...] = ()
    """What people signed, in the order of the article."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one article is in one locale."""

    article: str
    locale: str
    workflow: str
    counts: EntryCounts
    findings: FindingCounts
    page: PublishedPage
    publishable: bool
    label_missing: bool
    """All that blocks publishing: there is no wording of the label in this locale."""
    problems: tuple[Problem, ...] = ()
    """What of the article could not be carried into the page."""
    rules: tuple[str, ...] = ()
    """The keys of `[publish]` by which a version as a whole is refused."""
    details: Details | None = None
    """None where nobody asked for them."""

    @property
    def parts_left_out(self) -> int:
        """Parts of the article that stand in the source language, whatever translators do."""
        return sum(problem.untranslated for problem in self.problems)


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How far all wanted articles are."""

    standings: tuple[Standing, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
    orphans: tuple[tuple[str, str], ...] = ()
    """Pages whose article is gone, by article and locale."""


def status(
    desk: Desk,
    wanted: Wanted,
    *,
    details: bool = True,
    now: datetime | None = None,
    progress: Progress = lambda done, total: None,
) -> StatusReport:
    """Read every wanted article with its catalog, and weigh it; changes nothing.

    `now` decides on embargoes; by default it is the present.

    Without `details` an article that is as it was at the last status is not read again. Raises
    L10nError where checks cannot be prepared, as `Checkings` says.
    """
    agenda = desk.agenda(wanted)
    run = _StatusRun(desk, agenda, Assessments(desk, now), details=details)
    standings: list[Standing] = []
    found = (*agenda.errors, *stray_addenda(desk, wanted))
    errors = {(str(error), error.path): error for error in found}
    own: list[tuple[str, str]] = []
    for number, job in enumerate(agenda.jobs):
        progress(number, len(agenda.jobs))
        try:
            standing = run.standing(job)
        except L10nError as error:
            # An article that cannot be read is reported once, however many locales it has.
            errors.setdefault((str(error), error.path), error)
            continue
        if standing is None:
            own.append((job.name, job.locale))
        else:
            standings.append(standing)
    run.unchanged.save()
    run.assessments.close()
    progress(len(agenda.jobs), len(agenda.jobs))
    return StatusReport(
        tuple(standings),
        tuple(errors.values()),
        agenda.without_other_target(own),
        tuple(each for each in orphaned_pages(desk) if not wanted.articles),
    )


class _StatusRun:
    def __init__(
        self, desk: Desk, agenda: Agenda, assessments: Assessments, *, details: bool
    ) -> None:
        self.desk = desk
        self.workspace = desk.workspace
        self.details = details
        self.assessments = assessments
        self.unchanged = Unchanged(desk, "status", self.assessments.checkings)
        self.ready = Readiness(desk, agenda.jobs, self.assessments, self._publishable)
        self.finder = Finder(desk.workspace, desk.claims)
        self.shelf = Shelf(desk.workspace)

    def standing(self, job: Job) -> Standing | None:
        """How far a job is; None where the article is in that locale already."""
        basis = self.unchanged.basis(job)
        if not self.details:
            answer = self.unchanged.linked_answer(job, basis, self.ready)
            if answer is not None:
                return _restored(job, answer)
        found = self.assessments.of(job)
        if found.source.article.locale == job.locale:
            self.unchanged.note(job, basis, {"own": True, "publishable": found.publishable})
            return None
        links = Links(job, self.ready, self.finder)
        files = self._files(job, found)
        page = self._page(job, found, links, files)
        standing = self._weighed(job, found, page, tuple(links.problems(found.source.article)))
        # What time alone will change is looked at again.
        if found.release_at is None:
            beside = stamps(self.workspace, job, files)
            self.unchanged.note(
                job,
                basis,
                {**_kept(standing), LINKS: links.asked, HEADINGS: links.headings, FILES: beside},
            )
        return standing

    def _publishable(self, job: Job) -> bool | None:
        answer = self.unchanged.answer(job, self.unchanged.basis(job))
        return None if answer is None else bool(answer["publishable"])

    def _weighed(
        self, job: Job, found: Assessment, page: PublishedPage, unready: tuple[Problem, ...]
    ) -> Standing:
        drafts = listed_drafts(found)
        blockers = first_blockers(found.choice.blockers)
        entries = found.catalog.by_key()
        keys = {segment.key for segment in found.source.segments}
        states = Counter(State.EMPTY if key not in entries else entries[key].state for key in keys)
        findings = tuple(located(found.source, found.texts.catalog, found.verdict))
        reviewed = tuple(_reviewed(found))
        signed = Counter(each.approval.state for each in reviewed)
        similar = sum(draft.author is Authorship.SIMILAR for draft in drafts)
        return Standing(
            article=job.name,
            locale=job.locale,
            workflow=job.workflow.name,
            counts=EntryCounts(
                empty=states[State.EMPTY],
                draft=states[State.DRAFT],
                translated=states[State.TRANSLATED],
                unfinished=sum(draft.author.unfinished for draft in drafts) - similar,
                doubtful=sum(draft.doubtful for draft in drafts),
                blocking=len(blockers),
                drafts_used=found.choice.draft,
                left_in_source=found.choice.empty,
                approved=signed[ApprovalState.APPROVED],
                rejected=signed[ApprovalState.REJECTED],
                changed=signed[ApprovalState.CHANGED],
                by_engines=by_engines(drafts),
                from_memory=from_memory(drafts),
                similar=similar,
            ),
            findings=counted(findings),
            page=page,
            publishable=found.publishable,
            label_missing=found.unlabelled is not None,
            problems=(*found.source.remarks, *unready),
            rules=tuple(dict.fromkeys(each.rule for each in found.objections)),
            details=Details(
                drafts=drafts,
                blockers=blockers,
                findings=findings,
                comments=tuple(_comments(found)),
                questions=self._questions(job, found),
                unlabelled=found.unlabelled,
                objections=found.objections,
                reviewed=reviewed,
            ),
        )

    def _questions(self, job: Job, found: Assessment) -> tuple[ListedQuestion, ...]:
        """What was asked; it is listed alone, and decides on nothing that is kept."""
        if not self.details:
            return ()
        every = questions_of(self.desk, (job.name, job.locale), found.catalog)
        return tuple(each for each in every if each.question.closed is None)

    def _page(
        self, job: Job, found: Assessment, links: Links, files: Sequence[str]
    ) -> PublishedPage:
        place = standing(self.workspace, Address(job.name, job.locale))
        current = place.current
        if current is None:
            return PublishedPage(PageState.NONE if place.page is None else PageState.EDITED)
        made_from = place.history.made_from(current)
        outdated = made_from.source != found.source.document.digest
        same = is_made_of(made_from, found, links)
        if place.history.retraction is not None:
            current, state = place.history.retraction, PageState.RETRACTED
        elif place.page is None:
            state = PageState.MISSING
        elif place.edited:
            state = PageState.EDITED
        elif place.history.is_held(current):
            state = PageState.HELD
        elif outdated:
            state = PageState.ARTICLE
        elif same is None:
            state = PageState.UNKNOWN
        elif not same or place.interrupted:
            translated = made_from.catalog == catalog_digest(found)
            state = PageState.TEMPLATE if translated else PageState.TRANSLATION
        elif any(self.shelf.lacks(job.locale, job.name, name) for name in files):
            state = PageState.FILES
        else:
            state = PageState.CURRENT
        number = place.history.number(current)
        return PublishedPage(state, number, current.date, outdated=outdated)

    def _files(self, job: Job, found: Assessment) -> tuple[str, ...]:
        """The files that stand beside the page, or should."""
        if job.workflow.publish.links != "keep":
            return ()
        return tuple(each.name for each in attachments(self.finder, found.source.article))


def _comments(found: Assessment) -> Iterator[ListedComment]:
    lines = {each.key: each.place.line for each in reversed(found.source.segments)}
    for entry in found.catalog.active():
        if entry.comment:
            yield ListedComment(lines.get(entry.key), entry.source, entry.comment)


def _reviewed(found: Assessment) -> Iterator[Reviewed]:
    """The texts of an article that people signed, each at its first place."""
    entries = found.catalog.by_key()
    first = {each.key: each for each in reversed(found.source.segments)}
    for segment in sorted(first.values(), key=lambda each: each.place.span.start):
        approval = found.signoff.approvals.get(segment.key)
        if approval is not None:
            yield Reviewed(segment.place.line, entries[segment.key], approval)


def _kept(standing: Standing) -> Answer:
    """A standing without its details, as the index keeps it."""
    counts, page = standing.counts, standing.page
    return {
        "counts": astuple(counts),
        "findings": astuple(standing.findings),
        "page": [page.state.value, page.version, page.date, page.outdated],
        "publishable": standing.publishable,
        "label_missing": standing.label_missing,
        "problems": packed_problems(standing.problems),
        "rules": standing.rules,
    }


def _counts(kept: Sequence[Any]) -> EntryCounts:
    """Counts as the index has them: tallies are pairs there."""
    values: list[Any] = [Tally(*each) if isinstance(each, Sequence) else each for each in kept]
    return EntryCounts(*values)


def _restored(job: Job, answer: Answer) -> Standing | None:
    if answer.get("own"):
        return None
    state, version, date, outdated = answer["page"]
    return Standing(
        article=job.name,
        locale=job.locale,
        workflow=job.workflow.name,
        counts=_counts(answer["counts"]),
        findings=FindingCounts(*answer["findings"]),
        page=PublishedPage(PageState(state), version, date, outdated=outdated),
        publishable=answer["publishable"],
        label_missing=answer["label_missing"],
        problems=unpacked_problems(answer["problems"]),
        rules=tuple(answer["rules"]),
    )
