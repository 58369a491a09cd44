"""`l10n publish`."""

from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common_lines import (
    followed_lines,
    gathered,
    orphan_lines,
    own_language,
    problem_lines,
)
from l10n.cli.console import (
    desk_here,
    json_option,
    leave,
    print_json,
    progress,
    report_errors,
    say,
    shown_pages,
)
from l10n.cli.options import Command, choice, editor_option, jobs_option, now
from l10n.cli.releases import release_json, release_lines, share_parts
from l10n.dataclass import dataclass
from l10n.desk.problems import pressing
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.jobs.publish import PublishReport, Release

MANY = 20
"""New versions that have a line each; more are summed up by locale."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """The options of one call."""

    replace_edited: bool
    named: str | None
    jobs: int
    as_json: bool


@click.command(
    "publish",
    cls=Command,
    help=_(
        "Rebuild ARTICLES (by default all) in the other language, under published/. What the "
        "workflow does not allow is refused and named; every earlier version is kept."
    ),
)
@choice
@click.option(
    "--replace-edited",
    is_flag=True,
    help=_("Replace a published file that was changed by hand; its text is kept as a version."),
)
@editor_option
@jobs_option
@json_option
def command(articles: tuple[str, ...], locales: tuple[str, ...], **given: Any) -> None:
    """Publish, and say what happened."""
    from l10n.desk.desk import wanted
    from l10n.desk.editor import editor_of
    from l10n.jobs.publish import ReleaseOptions, Result, release

    wish = _Wish(**given)
    desk = desk_here(jobs=wish.jobs)
    which = wanted(desk, articles, locales)
    options = ReleaseOptions(
        now(),
        replace_edited=wish.replace_edited,
        editor=editor_of(desk.workspace, wish.named),
        complete=wish.as_json,
    )
    with progress(_("Publishing")) as advance:
        report = release(desk, which, options, progress=advance)
    if wish.as_json:
        print_json([release_json(each) for each in report.releases])
    else:
        _print(report, every=bool(articles))
    own_language(report.own, err=wish.as_json)
    orphan_lines(report.orphans, err=wish.as_json)
    report_errors(report.errors)
    if any(each.result is Result.REFUSED for each in report.releases):
        leave(1)


def _print(report: "PublishReport", *, every: bool) -> None:
    """Say what became of each article.

    Without `every`, those left as they were are summed up, and so are many new versions.
    """
    unchanged = report.unchanged + published_lines(report.releases, every=every)
    followed_lines(report.followed)
    if unchanged:
        say(ngettext("{n} unchanged", "{n} unchanged", unchanged).format(n=unchanged))


def published_lines(releases: "Sequence[Release]", *, every: bool = False) -> int:
    """Say what became of pages, with the problems of their articles; how many are not told of.

    These are as they were; with `every` there are none, and new versions are not summed up either.
    """
    from l10n.jobs.publish import Result

    problems = gathered((each.article, each.locale, pressing(each.problems)) for each in releases)
    unchanged = 0
    new = [each for each in releases if each.result is Result.PUBLISHED]
    summed = not every and len(new) > MANY
    for each in releases:
        problem_lines(each.article, problems.pop(each.article, ()))
        if each.result is Result.UNCHANGED and not every:
            unchanged += 1
        elif not (summed and each.result is Result.PUBLISHED):
            release_lines(each)
    if summed:
        _sum_up(new)
    return unchanged


def _sum_up(releases: "Sequence[Release]") -> None:
    """A line for the new versions of each locale and label, in the order in which they came."""
    from l10n.jobs.publish import VersionCounts

    groups: dict[tuple[str, str], list[Release]] = {}
    for each in releases:
        groups.setdefault((each.locale, each.label), []).append(each)
    for (locale, label), some in groups.items():
        text = ngettext("{place}: {n} page", "{place}: {n} pages", len(some))
        place = shown_pages(locale, some[0].article)
        counts = sum((each.counts for each in some), VersionCounts())
        parts = [text.format(place=place, n=len(some)), *share_parts(counts)]
        if label:
            parts.append(_("labelled “{label}”").format(label=label))
        say(", ".join(parts))
