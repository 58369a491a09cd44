"""Publish: articles as versions in the other language, every earlier version kept."""

import contextlib

from l10n.desk.desk import Desk, Progress, Wanted
from l10n.desk.joint_release import settle
from l10n.desk.wording import in_one_language
from l10n.errors import L10nError
from l10n.jobs.publish.before import JOBS, Before
from l10n.jobs.publish.report import (
    Correction,
    PublishReport,
    Release,
    ReleaseOptions,
    Result,
    VersionCounts,
)

__all__ = [
    "Correction",
    "PublishReport",
    "Release",
    "ReleaseOptions",
    "Result",
    "VersionCounts",
    "release",
]


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
    checks cannot be prepared, as `Checkings` says, and for a notice of one language in several.
    """
    with desk.workspace.locked() as lock:
        before = Before(desk, wanted, options, settle(desk))
        try:
            report = before.nothing_to_do()
            if report is not None:
                progress(0, 0)
                return report
            return _released(before, options, lock, progress)
        finally:
            before.last.close()


def _released(
    before: Before, options: ReleaseOptions, lock: int | None, progress: Progress
) -> PublishReport:
    """Publish what has to be looked at."""
    # What reads, checks and writes pages is imported once there is something for it to do.
    from l10n.desk.following import follow
    from l10n.desk.orphans import orphaned_pages
    from l10n.jobs.publish.many import released
    from l10n.jobs.publish.run import PublishRun

    releases: list[Release] = []
    unlabelled: dict[tuple[str, str], L10nError] = {}
    own: list[tuple[str, str]] = []
    desk, agenda, last = before.desk, before.agenda, before.last
    run = PublishRun(desk, agenda, options, before.checkings)
    if options.correction is not None:
        in_one_language(options.correction.notice, (job.locale for job in agenda.jobs))
    # An article that cannot be read is reported once, however many locales it has.
    errors = before.errors()
    done = 0
    with contextlib.closing(released(run, desk, agenda, lock)) as articles:
        for count, every in articles:
            progress(done, len(agenda.jobs))
            done += count
            for job, made in every:
                if isinstance(made, L10nError):
                    errors.setdefault((str(made), made.path), made)
                    continue
                assert job is not None
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
    pages = () if before.wanted.articles or last.said is not None else orphaned_pages(desk)
    jobs = len(agenda.jobs) if last.said is None else last.said[JOBS]
    if not agenda.errors and not pages:
        last.outside.update(run.led.outside)
        # Whether a page without an article is still told of is looked up in its record.
        last.keep({*run.looked_at, *(name for name, _locale in own)}, {JOBS: jobs})
    return PublishReport(
        tuple(releases),
        (*errors.values(), *unlabelled.values()),
        agenda.without_other_target(own),
        followed,
        pages,
        jobs - len(agenda.jobs),
    )
