"""One run of publishing: a version of each article is prepared, then put in its place."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from l10n.desk.attachments import Attachment, Files, Shelf, attachments, looked_for, stamps
from l10n.desk.checking import Checkings
from l10n.desk.counterparts import counterparts, listed_in, only_relinked
from l10n.desk.desk import Agenda, Desk, Job
from l10n.desk.leads import LEADS, Led
from l10n.desk.pages_to_come import PagesToCome
from l10n.desk.placing import (
    Address,
    edited,
    finish_retraction,
    keep_held,
    put,
    standing,
    will_stand,
)
from l10n.desk.problems import pressing
from l10n.desk.publishability import (
    Assessment,
    Assessments,
    adrift,
    catalog_digest,
    first_blockers,
    placed_objection,
    policy_of,
    template_digest,
)
from l10n.desk.reading import Source
from l10n.desk.relinking import Links, Readiness
from l10n.desk.targets import Finder
from l10n.desk.unchanged import COUNTERPARTS, FILES, HEADINGS, LINKS, Unchanged
from l10n.desk.versioned import Digests, Occasion, record
from l10n.errors import ArticleError, L10nError
from l10n.jobs.publish.prepared import Page, Prepared, kept, restored, stamps_beside
from l10n.jobs.publish.refused import REFUSED, Refusals
from l10n.jobs.publish.report import Correction, Release, ReleaseOptions, Result, VersionCounts
from l10n.language.notices import CORRECTED, notice
from l10n.messages import _
from l10n.model.article import Problem
from l10n.model.catalog import Catalog, State
from l10n.model.segment import Segment
from l10n.model.version import CORRECTION, UPDATE
from l10n.steps.publish import Blocker, ChosenTargets, Edition, Published, publish
from l10n.steps.signoff import Objection
from l10n.store.index import Answer, Basis
from l10n.store.versions import load_history


class PublishRun:
    """What one command knows of all articles that it publishes."""

    def __init__(
        self,
        desk: Desk,
        agenda: Agenda,
        options: ReleaseOptions,
        checkings: Checkings | None = None,
    ) -> None:
        """Take up what is to be published: articles may come to be ready by that.

        Nothing is read yet. Raises L10nError as `Assessments` does.
        """
        self.desk = desk
        self.workspace = desk.workspace
        self.options = options
        self.assessments = Assessments(desk, options.now, checkings)
        self.ready = Readiness(
            desk, agenda.jobs, self.assessments, known=self._known, left=self._left
        )
        self.unchanged = Unchanged(desk, "publish", self.assessments.checkings)
        self._coming = PagesToCome(desk.workspace.layout, agenda.jobs)
        self.assessments.expect(self._coming)
        self.finder = Finder(desk.workspace, desk.claims, self._coming)
        self.led = Led(desk.workspace, self.finder)
        self._refusals = Refusals(self.assessments, self._coming, self.finder, options.now)
        self.shelf = Shelf(desk.workspace)
        self.looked_at: dict[str, None] = {}
        """The articles that were not as they were, or whose counterparts were not."""
        self._standing: dict[tuple[str, str], bool] = {}
        self._asked: dict[tuple[str, str], Basis] = {}
        """Of articles that others link to, until they are looked at themselves."""
        self._looked: set[str] = set()
        self._answers: list[tuple[Job, Basis, Answer]] = []
        self.given: Callable[[Job], Answer | None] | None = None
        """Of another process, what the first one knows of articles (`linked_answer`)."""

    def _left(self, job: Job) -> bool | None:
        """Whether there will be a page that a person took back or set back; None for any other.

        Such a page is brought into its place, or out of it, sooner or later in this command
        (`_held`). What links to it must not depend on which of both comes first.
        """
        if self.options.correction is not None:
            return None
        # Nothing is kept of such a page, so that the record of another need not be read.
        if self.given is None:
            basis = self.unchanged.basis(job)
            if job.name not in self._looked:
                self._asked[job.name, job.locale] = basis
            if self.unchanged.answer(job, basis) is not None:
                return None
        try:
            return will_stand(self.workspace, Address(job.name, job.locale))
        except L10nError:
            return None

    def _known(self, job: Job) -> bool | None:
        """False for an article that is known to be refused; None for any other."""
        if self.given is not None or not self._tells_again:
            return None
        answer = self.unchanged.answer(job, self.unchanged.basis(job))
        if answer is None or REFUSED not in answer or not self.led.as_before(job.name, answer):
            return None
        return False if self._refusals.hold(job, answer) else None

    def basis(self, job: Job) -> Basis:
        """How the files of an article look, for what is known of it without reading it."""
        self._looked.add(job.name)
        return self._asked.pop((job.name, job.locale), None) or self.unchanged.basis(job)

    def release(self, job: Job) -> Release | None:
        """Publish one article; None where it is in that locale already."""
        prepared = self.prepare(job)
        return self.place(prepared) if isinstance(prepared, Prepared) else prepared

    def prepare(self, job: Job) -> Release | Prepared | None:
        """What is to be published of an article, or why nothing is; None as `release` has it."""
        basis = self.unchanged.basis(job)
        answer = self.given(job) if self.given else self.linked_answer(job, basis)
        if answer is not None and self.is_valid(job, answer):
            return self.told_again(job, answer)
        self.looked_at[job.name] = None
        held = self._held(job)
        if held is not None:
            return held
        found = self.assessments.of(job)
        if found.source.article.locale == job.locale:
            self._answers.append((job, basis, {"own": True}))
            return None
        self._refuse_own_place(job)
        self._refuse_emptied(job, found)
        outcome = Release(
            article=job.name,
            locale=job.locale,
            result=Result.REFUSED,
            counts=VersionCounts.of(found.choice),
            blockers=first_blockers(found.choice.blockers),
            unlabelled=found.unlabelled,
            objections=found.objections,
            release_at=found.release_at,
            problems=(
                *found.source.remarks,
                *self._coming.missing(found.source.article, self.finder, self.ready),
            ),
        )
        if not found.publishable:
            refused = self.refused(job, outcome)
            again = self._refusals.kept(job, found, refused)
            if again is not None:
                depends = looked_for(self.finder, found.source.article)
                answer = {**kept(refused), "stays": refused.stays, **depends, REFUSED: again}
                self._answers.append((job, basis, answer))
            return refused
        return self._prepared(job, found, outcome, basis)

    def told_again(self, job: Job, answer: Answer) -> Release | None:
        """What is told of an article that is as it was; None as `release` has it."""
        made = restored(job, answer)
        if made is not None and made.result is Result.REFUSED:
            # What follows its page is brought along each time, and the next command asks again.
            self.looked_at[job.name] = None
        return made

    def _there(self, locale: str, name: str) -> bool:
        """True for a page that readers find, or will find after this command."""
        key = (locale, name)
        if key not in self._standing:
            _record, history = load_history(self.workspace, locale, name)
            self._standing[key] = history.retraction is None and self.ready(name, locale)
        return self._standing[key]

    def _held(self, job: Job) -> Release | None:
        """What is told of a page that a person took back, or set back; None for any other."""
        if self.options.correction is not None:
            return None
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
        if self.workspace.layout.is_own_page(job.locale, job.name):
            raise ArticleError(
                _("its page in {locale} would take its own place").format(locale=job.locale),
                code="ART-031",
                path=self.workspace.reference(job.name),
                remedy=_("rename it, or change `[paths]` of the workflow"),
            )

    def _refuse_emptied(self, job: Job, found: Assessment) -> None:
        """Raise ArticleError for a file without a word whose page has some.

        So is one that a full disk left, and one that an editor is just saving.
        """
        text = found.source.article.source
        place = standing(self.workspace, Address(job.name, job.locale))
        if text.strip("\ufeff \t\r\n") or place.page is None or place.current is None:
            return
        made_from = place.history.made_from(place.current).source
        if place.page.data.strip() and made_from != found.source.document.digest:
            raise ArticleError(
                _("the article is empty, and its page is not; the page stays"),
                code="ART-032",
                path=self.workspace.reference(job.name),
                remedy=_("restore the article, or take its page back with `l10n retract`"),
            )

    def _prepared(
        self, job: Job, found: Assessment, outcome: Release, basis: Basis
    ) -> Release | Prepared:
        """The text of a version, or why there is none; nothing is written yet."""
        choice, source = found.choice, found.source
        links = Links(job, self.ready, self.finder)
        said = counterparts(job, source.article.locale, found.address, self._there)
        edition = Edition(
            job.locale,
            job.workflow.fields,
            label=found.label,
            statement=found.statement,
            metadata=found.metadata,
            addenda=found.addenda,
            notices=found.notices,
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
                return self.refused(job, outcome)
            told = self.assessments.told(job, found, choice)
            edition = replace(edition, label=told.label, statement=told.statement)
            found = replace(found, made_of=told.made_of)
            made = self._made(job, source, choice, edition)
        if made.adrift:
            objections = (*outcome.objections, *adrift(self.workspace, job, made.adrift))
            return self.refused(job, replace(outcome, objections=objections))
        occasion = Occasion(self.options.now)
        if self.options.correction is not None:
            if self._reads(job, made.text) and not self._is_changed(job):
                return self._unchanged(job, replace(outcome, label=edition.label))
            occasion = self._correction(job, self.options.correction)
            if occasion.notice:
                found = replace(found, notices=(*found.notices, occasion.notice))
                edition = replace(edition, notices=found.notices)
                made = self._made(job, source, choice, edition)
        digests = Digests(
            text=_digest(made.text),
            source=source.document.digest,
            catalog=catalog_digest(found),
            template=template_digest(found, links),
            glossary=self.assessments.glossary_digest(job, found),
        )
        version = replace(
            record(digests, occasion, edition, choice, found.made_of),
            alternates=listed_in(made.text, said),
            translators=self._translators(job, found, made.text),
        )
        problems = (*outcome.problems, *links.problems(source.article))
        outcome = replace(outcome, problems=problems, label=edition.label)
        files: tuple[Attachment, ...] = ()
        if job.workflow.publish.links == "keep":
            files = attachments(self.finder, source.article)
        looked_at = looked_for(self.finder, source.article)
        depends = {**looked_at, LINKS: links.asked, HEADINGS: links.headings}
        return Prepared(job, Page(basis, made.text, version, outcome, files, depends))

    def linked_answer(self, job: Job, basis: Basis) -> Answer | None:
        """What an earlier command has found out, whatever has become of pages beside this one."""
        if not self._tells_again:
            return None
        answer = self.unchanged.linked_answer(job, basis, self.ready, self.led)
        return answer if answer is not None and self._refusals.hold(job, answer) else None

    @property
    def _tells_again(self) -> bool:
        return not self.options.complete and self.options.correction is None

    def is_valid(self, job: Job, answer: Answer) -> bool:
        """True for an answer if the pages that a page names look as they did."""
        return bool(answer.get(COUNTERPARTS, []) == stamps_beside(self.workspace, job))

    def _translators(self, job: Job, found: Assessment, text: str) -> tuple[str, ...]:
        """Who translated what readers will find to be new, by name; git is not asked for less."""
        new = not self._reads(job, text)
        return self.assessments.translators(job, found) if new else found.made_of.translators

    def is_new(self, prepared: Prepared) -> bool:
        """True for a version that readers would find to be another than what they find now."""
        place = standing(self.workspace, prepared.at)
        return place.page is None or not self._reads(prepared.job, prepared.text)

    def refuse_edited(self, prepared: Prepared) -> None:
        """Raise RefusedError for a page that somebody changed by hand, unless it is replaced."""
        place = standing(self.workspace, prepared.at)
        if place.page is None or self.options.replace_edited or not place.edited:
            return
        if place.page.digest != prepared.version.text:
            raise edited(self.workspace, place)

    def placed_objection(self, job: Job, objection: Objection) -> Objection:
        """An objection with the place of its rule in the workflow."""
        return placed_objection(self.workspace, job, objection)

    def _reads(self, job: Job, text: str) -> bool:
        """True where the page that counts has this text already."""
        place = standing(self.workspace, Address(job.name, job.locale))
        same = place.current is not None and place.current.text == _digest(text)
        return same and place.history.retraction is None

    def _is_changed(self, job: Job) -> bool:
        """True for a page that a person changed; raises RefusedError unless it is replaced."""
        place = standing(self.workspace, Address(job.name, job.locale))
        if place.edited and not self.options.replace_edited:
            raise edited(self.workspace, place)
        return place.edited

    def _unchanged(self, job: Job, outcome: Release) -> Release:
        _record, history = load_history(self.workspace, job.locale, job.name)
        number = history.number(history.heads[-1])
        return replace(outcome, result=Result.UNCHANGED, version=number)

    def _correction(self, job: Job, correction: Correction) -> Occasion:
        """Why a page is published again, and what its readers are told of that."""
        rules = job.workflow.publish.versions
        told = correction.notice
        if rules.correction_notice or told:
            own = rules.words(rules.corrected, job.locale)
            day = self.options.now.date()
            try:
                dated = notice(CORRECTED, job.locale, day, own, "corrected")
            except L10nError as error:
                raise error.at(path=job.workflow.path) from error
            told = f"{dated} {told}".strip()
        return Occasion(self.options.now, correction.reason, told, kind=CORRECTION)

    def place(self, prepared: Prepared) -> Release:
        """Put a version that was prepared in its place, and the files of it beside."""
        job, outcome = prepared.job, prepared.outcome
        files, unplaced = self._beside(job, prepared.page.files)
        outcome = replace(outcome, problems=(*outcome.problems, *unplaced))
        at = Address(job.name, job.locale)
        version = replace(
            prepared.version,
            files=files,
            editor=self.options.editor(),
            linked=prepared.version.kind == UPDATE
            and only_relinked(self.workspace, at, prepared.text, prepared.version.alternates),
        )
        placed = put(
            self.workspace,
            at,
            prepared.text.encode(),
            version,
            replace_edited=self.options.replace_edited,
        )
        self.shelf.drop(job.locale, job.name, placed.dropped)
        outcome = replace(
            outcome,
            result=Result.PUBLISHED if placed.new else Result.UNCHANGED,
            version=placed.number,
        )
        # Problems of an article are named at every publish, so it is looked at again.
        if not pressing(outcome.problems):
            page = self.unchanged.with_page(prepared.page.basis, placed.page, placed.record)
            beside = stamps(self.workspace, job, (name for name, _digest in files))
            answer = {**kept(outcome), **prepared.page.depends, FILES: beside}
            self._answers.append((job, page, answer))
        return outcome

    def handed_on(self) -> tuple[tuple[Job, Basis, Answer], ...]:
        """What is known of articles now, for the process that notes it."""
        answers = tuple(self._answers)
        self._answers.clear()
        return answers

    def take_over(self, job: Job, basis: Basis, answer: Answer) -> None:
        """Note what another process has found out, likewise."""
        self._answers.append((job, basis, answer))

    def note(self) -> None:
        """Note what was published, now that all is in its place that pages name."""
        for job, basis, answer in self._answers:
            beside = stamps_beside(self.workspace, job)
            self.led.note(answer.get(LEADS, {}))
            self.unchanged.note(job, basis, {**answer, COUNTERPARTS: beside})

    def has_files(self, prepared: Prepared) -> bool:
        """True for a page that has files beside it, or had some; pages may share one."""
        at = prepared.at
        history = load_history(self.workspace, at.locale, at.name)[1]
        named = (history.made_from(head).files for head in history.heads)
        return bool(prepared.page.files) or any(named)

    def _beside(self, job: Job, wanted: Sequence[Attachment]) -> tuple[Files, tuple[Problem, ...]]:
        """Copy the files that an article refers to beside its page."""
        if job.workflow.publish.links != "keep":
            return (), ()
        _record, history = load_history(self.workspace, job.locale, job.name)
        heads = history.heads
        recorded = history.made_from(heads[-1]).files if heads else ()
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

    def refused(self, job: Job, outcome: Release) -> Release:
        """What is told where nothing is published: the version that stays."""
        _record, history = load_history(self.workspace, job.locale, job.name)
        there = self.workspace.is_file(self.workspace.published_path(job.locale, job.name))
        heads = history.heads
        number = history.number(heads[-1]) if heads else 0
        return replace(outcome, version=number, stays=there)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


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
