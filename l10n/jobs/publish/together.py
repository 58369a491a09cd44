"""These locales together or none: an article whose pages go out at one time, in all languages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.desk.desk import Job
from l10n.desk.joint_release import begin
from l10n.errors import L10nError
from l10n.jobs.publish.prepared import Prepared
from l10n.jobs.publish.report import Release, Result
from l10n.jobs.publish.run import PublishRun
from l10n.messages import N_, message
from l10n.steps.signoff import Objection

RULE = "together"


Made = Release | Prepared | None
"""What is to be published of an article in one locale, or what is told where nothing is."""


@dataclass(frozen=True, slots=True)
class Joint:
    """An article in all locales that were asked for; nothing is written yet."""

    made: Mapping[Job, Made]
    waiting_for: tuple[str, ...]
    """Locales that cannot be published, or were not asked for."""

    def prepared(self) -> tuple[Prepared, ...]:
        """The pages that may be published."""
        return tuple(each for each in self.made.values() if isinstance(each, Prepared))


def release_together(
    run: PublishRun, jobs: Sequence[Job], failed: Callable[[L10nError], None]
) -> Iterator[tuple[Job, Release | None]]:
    """Publish an article in all its locales, or in none; None as `PublishRun.release` has it.

    `jobs` are those that were asked for. A page that would be as it is waits for nobody, and one
    that somebody took back, or set back, keeps nobody waiting.
    """
    yield from place_together(run, prepare_together(run, jobs, failed), failed)


def prepare_together(
    run: PublishRun, jobs: Sequence[Job], failed: Callable[[L10nError], None]
) -> Joint:
    """The first part of it, which writes no page."""
    made: dict[Job, Made] = {}
    waiting_for = _not_asked(run, jobs)
    for job in jobs:
        try:
            found = run.prepare(job)
            if isinstance(found, Prepared):
                run.refuse_edited(found)
        except L10nError as error:
            failed(error)
            waiting_for.append(job.locale)
            continue
        made[job] = found
        if isinstance(found, Release) and found.result is Result.REFUSED:
            waiting_for.append(job.locale)
    return Joint(made, tuple(dict.fromkeys(waiting_for)))


def place_together(
    run: PublishRun, joint: Joint, failed: Callable[[L10nError], None]
) -> Iterator[tuple[Job, Release | None]]:
    """The second part: all pages, or none."""
    made = joint.made
    if joint.waiting_for:
        yield from _kept_back(run, made, joint.waiting_for, failed)
        return
    new = [each for each in joint.prepared() if run.is_new(each)]
    note = None
    if len(new) > 1:
        # Whoever ends it, should it be cut short, does not answer for it.
        editor = run.options.editor()
        pages = [(each.at, each.text, replace(each.version, editor=editor)) for each in new]
        note = begin(run.workspace, pages)
    complete = True
    for job, found in made.items():
        try:
            yield job, run.place(found) if isinstance(found, Prepared) else found
        except L10nError as error:
            complete = False
            failed(error)
    if note is not None and complete:
        run.workspace.remove(note)


def _kept_back(
    run: PublishRun,
    made: Mapping[Job, Made],
    missing: tuple[str, ...],
    failed: Callable[[L10nError], None],
) -> Iterator[tuple[Job, Release | None]]:
    """What is told of pages that wait for others."""
    text = N_("is published together with {locales}, which cannot be yet, or was not asked for")
    reason = message(text, locales=", ".join(missing))
    for job, found in made.items():
        if not isinstance(found, Prepared):
            yield job, found
            continue
        try:
            if not run.is_new(found):
                yield job, run.place(found)
                continue
            objection = run.placed_objection(job, Objection(reason, RULE))
            refused = replace(found.outcome, objections=(*found.outcome.objections, objection))
            yield job, run.refused(job, refused)
        except L10nError as error:
            failed(error)


def _not_asked(run: PublishRun, jobs: Sequence[Job]) -> list[str]:
    """The locales of the article that a command was not asked for, and that are not its own."""
    workflow = jobs[0].workflow
    left = [each for each in workflow.targets if each not in {job.locale for job in jobs}]
    if not left:
        return []
    try:
        own = run.assessments.of(jobs[0]).source.article.locale
    except L10nError:
        # The article cannot be read; that is told where it is prepared.
        return left
    return [each for each in left if each != own]
