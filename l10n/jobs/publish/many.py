"""Publishing many articles: by this process, and by others where that pays.

Another process makes the pages of an article and puts them in their places, under the lock of the
first one. Files beside pages may belong to several: whatever has some is put in its place by the
first process, in the order of the articles.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from l10n.dataclass import dataclass
from l10n.desk.desk import Agenda, Desk, Job
from l10n.desk.whole import Seen
from l10n.desk.workers.crew import Crew, Kind
from l10n.desk.workers.desks import DeskHand, Opened, Place, Places
from l10n.desk.workers.tasks import Work
from l10n.errors import L10nError
from l10n.jobs.publish.prepared import Page, Prepared, stamps_beside
from l10n.jobs.publish.report import Release, ReleaseOptions
from l10n.jobs.publish.run import PublishRun
from l10n.jobs.publish.together import Joint, Made, place_together, prepare_together
from l10n.jobs.publish.together import release_together as _released_together
from l10n.store.index import Answer, Basis

Released = tuple[Job | None, Release | L10nError | None]
"""What became of an article in one locale; without a job, an error that is told of it."""
_MAKER = f"{__name__}:PublishingHand"


@dataclass(frozen=True, slots=True)
class Orders:
    """How another process publishes."""

    opened: Opened
    jobs: tuple[Place, ...]
    """All that the command was asked for: pages link to one another."""
    options: ReleaseOptions
    editor: str


@dataclass(frozen=True, slots=True)
class Looked:
    """An article in all locales that were asked for, and what is known of it without reading it."""

    jobs: tuple[Job, ...]
    answers: tuple[Answer | None, ...]
    """One for each; they hold if the pages beside look as they did."""
    weight: int
    """Bytes that are to be read; 0 where everything is as it was."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The same, as another process is told of it."""

    places: tuple[Place, ...]
    answers: tuple[Answer | None, ...]


Told = Release | Page | L10nError | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What another process has done with an article."""

    told: tuple[tuple[int, Told], ...]
    """By the number of the job, -1 for none; a page that is to be put in its place yet."""
    rest: int
    """The number of the first job that is still to be done."""
    joint: tuple[tuple[tuple[int, Told], ...], tuple[str, ...]] | None
    """Of pages that are published together and are to be put in their places yet."""
    notes: tuple[tuple[int, Basis, Answer], ...]
    looked_at: bool
    seen: Seen


def released(
    run: PublishRun, desk: Desk, agenda: Agenda, lock: int | None
) -> Generator[tuple[int, Iterator[Released]]]:
    """For each article of the agenda, how many jobs it has, and what became of it, in order.

    `lock` is a descriptor of that of the workspace, which whoever calls this holds, and gives back
    only once this is closed.
    """
    places = Places(desk)

    def look(jobs: Iterator[Job]) -> Looked:
        some = tuple(jobs)
        answers: list[Answer | None] = []
        weight, known = 0, True
        for job in some:
            basis = run.basis(job)
            answer = run.linked_answer(job, basis)
            answers.append(answer)
            known = known and answer is not None and run.is_valid(job, answer)
            weight += sum(each.size for each in basis.files if each is not None)
        return Looked(some, tuple(answers), 0 if known else max(1, weight))

    def orders() -> Work:
        every = tuple(map(places.of, agenda.jobs))
        options = replace(run.options, editor=str)
        return Work(_MAKER, Orders(Opened.of(desk), every, options, run.options.editor()))

    kind: Kind[Looked] = Kind(
        "publish",
        weigh=lambda looked: looked.weight,
        packed=lambda looked: Asked(tuple(map(places.of, looked.jobs)), looked.answers),
        here=lambda looked: _here(run, looked.jobs),
        reference=lambda looked: desk.workspace.reference(looked.jobs[0].name),
    )
    articles = (look(some) for _name, some in groupby(agenda.jobs, key=lambda job: job.name))
    with Crew[Looked](desk.jobs, orders, desk.workspace.watch.add, lock) as crew:
        for outcome in crew.outcomes(articles, kind):
            yield len(outcome.of.jobs), _of(run, outcome.of, outcome.result)


def _of(run: PublishRun, looked: Looked, result: object) -> Iterator[Released]:
    if isinstance(result, Answered):
        yield from _settled(run, looked.jobs, result)
    elif isinstance(result, L10nError):
        yield None, result
    elif isinstance(result, list):
        yield from result
    else:
        for job, answer in zip(looked.jobs, looked.answers, strict=True):
            assert answer is not None
            yield job, run.told_again(job, answer)


def _here(run: PublishRun, jobs: Sequence[Job]) -> list[Released]:
    """What becomes of an article in each of its locales."""
    told: list[Released] = []

    def failed(error: L10nError) -> None:
        told.append((None, error.kept()))

    if jobs[0].workflow.publish.versions.together:
        told += _released_together(run, jobs, failed)
        return told
    for job in jobs:
        try:
            told.append((job, run.release(job)))
        except L10nError as error:
            failed(error)
    return told


def _settled(run: PublishRun, jobs: Sequence[Job], answered: Answered) -> Iterator[Released]:
    """What another process tells, once all is in its place that it has left to this one."""
    for number, basis, answer in answered.notes:
        run.take_over(jobs[number], basis, answer)
    run.assessments.take_over(answered.seen)
    if answered.looked_at:
        run.looked_at[jobs[0].name] = None
    for number, told in answered.told:
        job = jobs[number] if number >= 0 else None
        if job is None or not isinstance(told, Page):
            assert not isinstance(told, Page)
            yield job, told
            continue
        try:
            yield job, run.place(Prepared(job, told))
        except L10nError as error:
            yield None, error.kept()
    if answered.joint is not None:
        made, waiting_for = answered.joint
        yield from _joint(run, Joint({jobs[n]: _bound(jobs[n], e) for n, e in made}, waiting_for))
    if answered.rest < len(jobs):
        yield from _here(run, jobs[answered.rest :])


def _bound(job: Job, told: Told) -> Made:
    assert not isinstance(told, L10nError)
    return Prepared(job, told) if isinstance(told, Page) else told


def _joint(run: PublishRun, joint: Joint) -> Sequence[Released]:
    told: list[Released] = []
    told += place_together(run, joint, lambda error: told.append((None, error.kept())))
    return told


class PublishingHand(DeskHand):
    """Publishes articles for another process, which holds the lock."""

    def __init__(self, orders: Orders) -> None:
        """Open the desk; nothing is read yet."""
        super().__init__(orders.opened)
        options = replace(orders.options, editor=lambda: orders.editor)
        agenda = Agenda(tuple(map(self.job, orders.jobs)))
        self._run = PublishRun(self.desk, agenda, options)
        self._run.given = self._given
        self._answers: Mapping[Job, Answer | None] = {}

    def _given(self, job: Job) -> Answer | None:
        return self._answers.get(job)

    def publish(self, asked: Asked) -> Answered:
        """One article; all that is not at the same time another's is put in its place."""
        run, jobs = self._run, tuple(map(self.job, asked.places))
        self._answers = dict(zip(jobs, asked.answers, strict=True))
        told: list[tuple[int, Told]] = []
        rest, joint = len(jobs), None

        def failed(error: L10nError) -> None:
            told.append((-1, error.kept()))

        numbers = {job: number for number, job in enumerate(jobs)}
        if jobs[0].workflow.publish.versions.together:
            found = prepare_together(run, jobs, failed)
            if any(map(run.has_files, found.prepared())):
                made = tuple((numbers[job], _unbound(each)) for job, each in found.made.items())
                joint = (made, found.waiting_for)
            else:
                for job, release in place_together(run, found, failed):
                    told.append((numbers[job], release))
        else:
            rest = self._one_by_one(jobs, told.append, failed)
        notes = tuple((numbers[job], basis, answer) for job, basis, answer in run.handed_on())
        looked_at = bool(run.looked_at)
        run.looked_at.clear()
        return Answered(tuple(told), rest, joint, notes, looked_at, run.assessments.handed_on())

    def _one_by_one(
        self,
        jobs: Sequence[Job],
        tell: Callable[[tuple[int, Told]], None],
        failed: Callable[[L10nError], None],
    ) -> int:
        """Publish an article in one locale after another; the number of the first that is not."""
        run, left = self._run, False
        for number, job in enumerate(jobs):
            if left and self._answers.get(job) and stamps_beside(run.workspace, job):
                # Whether it is as it was shows once the pages before are in their places.
                return number
            try:
                found = run.prepare(job)
                if not isinstance(found, Prepared):
                    tell((number, found))
                elif run.has_files(found):
                    left = True
                    tell((number, found.page))
                else:
                    tell((number, run.place(found)))
            except L10nError as error:
                failed(error)
        return len(jobs)


def _unbound(made: Made) -> Told:
    return made.page if isinstance(made, Prepared) else made
