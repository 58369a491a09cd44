"""`l10n publish`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.blockers import blocker_line, blockers_json, objection_lines
from l10n.cli.console import (
    desk_here,
    followed_lines,
    gathered,
    json_option,
    leave,
    own_language,
    print_json,
    problem_lines,
    problems_json,
    progress,
    report_errors,
    say,
    shown_article,
    shown_page,
    shown_pages,
)
from l10n.cli.options import Command, choice, now
from l10n.desk.problems import pressing
from l10n.messages import _, ngettext
from l10n.shell import shell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.jobs.publish import PublishReport, Release, VersionCounts

SHOWN = 3
"""Blockers named for each article; `l10n status ARTICLE` names all."""
MANY = 20
"""New versions that have a line each; more are summed up by locale."""


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
@json_option
def command(
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    replace_edited: bool,
    as_json: bool,
) -> None:
    """Publish, and say what happened."""
    from l10n.desk.desk import wanted
    from l10n.jobs.publish import ReleaseOptions, Result, release

    desk = desk_here()
    which = wanted(desk, articles, locales)
    options = ReleaseOptions(now(), replace_edited=replace_edited, complete=as_json)
    with progress(_("Publishing")) as advance:
        report = release(desk, which, options, progress=advance)
    if as_json:
        print_json([_json(each) for each in report.releases])
    else:
        _print(report, every=bool(articles))
    own_language(report.own, err=as_json)
    report_errors(report.errors)
    if any(each.result is Result.REFUSED for each in report.releases):
        leave(1)


def _print(report: "PublishReport", *, every: bool) -> None:
    """Say what became of each article.

    Without `every`, those left as they were are summed up, and so are many new versions.
    """
    from l10n.jobs.publish import Result

    problems = gathered(
        (each.article, each.locale, pressing(each.problems)) for each in report.releases
    )
    unchanged = 0
    new = [each for each in report.releases if each.result is Result.PUBLISHED]
    summed = not every and len(new) > MANY
    for each in report.releases:
        problem_lines(each.article, problems.pop(each.article, ()))
        if each.result is Result.UNCHANGED and not every:
            unchanged += 1
        elif not (summed and each.result is Result.PUBLISHED):
            say(_line(each))
            _blockers(each)
    if summed:
        _sum_up(new)
    followed_lines(report.followed)
    if unchanged:
        say(ngettext("{n} unchanged", "{n} unchanged", unchanged).format(n=unchanged))


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
        parts = [text.format(place=place, n=len(some)), *_shares(counts)]
        if label:
            parts.append(_("labelled “{label}”").format(label=label))
        say(", ".join(parts))


def _line(release: "Release") -> str:
    from l10n.jobs.publish import Result

    place = shown_page(release.locale, release.article)
    if release.result is Result.REFUSED:
        refused = _refusal(release).format(place=place, n=len(release.blockers))
        if not release.version or not release.stays:
            return refused
        return refused + "; " + _("version {version} stays").format(version=release.version)
    if release.result is Result.RETRACTED:
        text = _("{place}: retracted, and stays so until {correct} or {rollback}")
        return text.format(place=place, **_ways_back(release))
    if release.result is Result.HELD:
        text = _("{place}: version {version}, set back, stays until {correct} or {rollback}")
        return text.format(place=place, version=release.version, **_ways_back(release))
    text = (
        _("{place}: version {version}, unchanged")
        if release.result is Result.UNCHANGED
        else _("{place}: version {version}")
    )
    parts = [text.format(place=place, version=release.version)]
    parts += _shares(release.counts)
    if release.label:
        parts.append(_("labelled “{label}”").format(label=release.label))
    return ", ".join(parts)


def _ways_back(release: "Release") -> dict[str, str]:
    """The commands that publish a page again after a person took it back, or set it back."""
    commands = ("correct", "rollback")
    return {each: shell_words(["l10n", each], [release.article]) for each in commands}


def _refusal(release: "Release") -> str:
    """Why there is no version, to be filled in with its place and the number of entries."""
    if release.unlabelled is not None:
        return _("{place}: refused, its label is missing")
    if not release.blockers and release.objections:
        if any(each.rule for each in release.objections):
            return _("{place}: refused by a rule of its workflow")
        return _("{place}: refused, an addendum has no place in it")
    return ngettext(
        "{place}: refused, {n} entry stands in the way",
        "{place}: refused, {n} entries stand in the way",
        len(release.blockers),
    )


def _shares(counts: "VersionCounts") -> list[str]:
    parts: list[str] = []
    drafts, empty = counts.draft, counts.empty
    if drafts:
        parts.append(ngettext("{n} draft", "{n} drafts", drafts).format(n=drafts))
    if empty:
        parts.append(
            ngettext(
                "{n} segment in the source language", "{n} segments in the source language", empty
            ).format(n=empty)
        )
    if counts.left:
        parts.append(
            ngettext(
                "{n} part left in the source language",
                "{n} parts left in the source language",
                counts.left,
            ).format(n=counts.left)
        )
    return parts


def _blockers(release: "Release") -> None:
    """Name the first of what stands in the way of a version."""
    from l10n.jobs.publish import Result

    if release.result is not Result.REFUSED or release.unlabelled is not None:
        return
    objection_lines(release.objections)
    for blocker in release.blockers[:SHOWN]:
        say("  " + blocker_line(shown_article(release.article), blocker))
    more = len(release.blockers) - SHOWN
    if more > 0:
        text = ngettext("and {n} more: {command}", "and {n} more: {command}", more)
        command = shell_words(["l10n", "status"], [release.article])
        say("  " + text.format(n=more, command=command))


def _json(release: "Release") -> dict[str, object]:
    return {
        "article": release.article,
        "locale": release.locale,
        "result": release.result.value,
        "version": release.version,
        "label": release.label,
        "empty": release.counts.empty,
        "draft": release.counts.draft,
        "translated": release.counts.translated,
        "left": release.counts.left,
        **blockers_json(release.blockers, release.objections),
        "label_missing": release.unlabelled is not None,
        "problems": problems_json(release.problems),
    }
