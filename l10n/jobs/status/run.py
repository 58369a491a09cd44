"""One run of status: articles are read with their catalogs, and weighed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from l10n.desk.attachments import Shelf, attachments, looked_for, stamps
from l10n.desk.checking import Checkings
from l10n.desk.desk import Agenda, Desk, Job
from l10n.desk.judged import counted
from l10n.desk.judging import located
from l10n.desk.leads import LEADS, Led
from l10n.desk.listed_drafts import by_engines, from_memory, listed_drafts
from l10n.desk.placing import Address, standing
from l10n.desk.publishability import (
    Assessment,
    Assessments,
    catalog_digest,
    first_blockers,
    is_made_of,
)
from l10n.desk.questions import ListedQuestion, questions_of
from l10n.desk.relinking import Links, Readiness
from l10n.desk.targets import Finder
from l10n.desk.unchanged import FILES, HEADINGS, LINKS, Unchanged
from l10n.jobs.status.kept import kept, restored
from l10n.jobs.status.report import (
    Details,
    EntryCounts,
    ListedComment,
    PageState,
    PublishedPage,
    Reviewed,
    Standing,
)
from l10n.model.approval import ApprovalState
from l10n.model.article import Problem
from l10n.model.catalog import State
from l10n.model.draft_records import Authorship
from l10n.store.index import Answer


class StatusRun:
    """Weighs the articles of one command."""

    def __init__(
        self,
        desk: Desk,
        agenda: Agenda,
        checkings: Checkings,
        now: datetime | None,
        *,
        details: bool,
    ) -> None:
        """Begin with nothing read; without `details` what is as it was is not read again."""
        self.waits = False
        """Time alone will change something of what was found."""
        self.desk = desk
        self.workspace = desk.workspace
        self.details = details
        self.assessments = Assessments(desk, now, checkings)
        self.unchanged = Unchanged(desk, "status", self.assessments.checkings)
        self.ready = Readiness(desk, agenda.jobs, self.assessments, self._publishable)
        self.finder = Finder(desk.workspace, desk.claims)
        self.led = Led(desk.workspace, self.finder)
        self.shelf = Shelf(desk.workspace)

    def close(self) -> None:
        """Keep for later commands what was found out of single articles."""
        self.unchanged.save()
        self.assessments.close()

    def standing(self, job: Job) -> Standing | None:
        """How far a job is; None where the article is in that locale already."""
        basis = self.unchanged.basis(job)
        if not self.details:
            answer = self.unchanged.linked_answer(job, basis, self.ready, self.led)
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
        if found.release_at is not None:
            self.waits = True
        else:
            leads = looked_for(self.finder, found.source.article)
            self.led.note(leads[LEADS])
            depends = {
                **leads,
                LINKS: links.asked,
                HEADINGS: links.headings,
                FILES: stamps(self.workspace, job, files),
            }
            self.unchanged.note(job, basis, {**kept(standing), **depends})
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


def _restored(job: Job, answer: Answer) -> Standing | None:
    if answer.get("own"):
        return None
    return restored((job.name, job.locale), job.workflow.name, answer)


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
