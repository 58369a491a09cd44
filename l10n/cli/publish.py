"""`l10n publish`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.console import (
    here,
    json_option,
    own_language,
    print_json,
    problem_lines,
    progress,
    warn,
)
from l10n.cli.options import Command, choice, now
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.publish import Release

SHOWN = 3
"""Blockers named for each article; `l10n status ARTICLE` names all."""


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
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    replace_edited: bool,
    as_json: bool,
) -> None:
    """Publish, and say what happened."""
    from l10n.desk.desk import open_desk, wanted
    from l10n.jobs.publish import Result, release

    desk = open_desk(here())
    which = wanted(desk, articles, locales)
    with progress(_("Publishing")) as advance:
        report = release(desk, which, now=now(), replace_edited=replace_edited, progress=advance)
    if as_json:
        print_json([_json(each) for each in report.releases])
    else:
        told: set[str] = set()
        for each in report.releases:
            if each.article not in told:
                problem_lines(each.article, each.problems)
                told.add(each.article)
            _print(each)
    own_language(report.own, err=as_json)
    for error in report.errors:
        warn(error)
    if report.errors:
        ctx.exit(max(error.exit_code for error in report.errors))
    if any(each.result is Result.REFUSED for each in report.releases):
        ctx.exit(1)


def _print(release: "Release") -> None:
    from l10n.jobs.publish import Result

    place = f"published/{release.locale}/{release.article}"
    if release.unlabelled:
        click.echo(_("{place}: refused, its label is missing").format(place=place))
        return
    if release.result is Result.REFUSED:
        number = len(release.blockers)
        click.echo(
            ngettext(
                "{place}: refused, {n} entry stands in the way",
                "{place}: refused, {n} entries stand in the way",
                number,
            ).format(place=place, n=number)
        )
        for blocker in release.blockers[:SHOWN]:
            line = blocker.segment.place.line
            click.echo(f"  articles/{release.article}:{line}: {blocker.reason.text()}")
        if number > SHOWN:
            more = number - SHOWN
            click.echo(
                "  "
                + ngettext(
                    "and {n} more: l10n status {name}", "and {n} more: l10n status {name}", more
                ).format(n=more, name=release.article)
            )
        return
    if release.result is Result.UNCHANGED:
        text = _("{place}: version {version}, unchanged")
    else:
        text = _("{place}: version {version}")
    told = text.format(place=place, version=release.version)
    if release.draft:
        told += ", " + ngettext("{n} draft", "{n} drafts", release.draft).format(n=release.draft)
    if release.empty:
        told += ", " + ngettext(
            "{n} segment in the source language",
            "{n} segments in the source language",
            release.empty,
        ).format(n=release.empty)
    if release.label:
        told += ", " + _("labelled “{label}”").format(label=release.label)
    click.echo(told)


def _json(release: "Release") -> dict[str, object]:
    return {
        "article": release.article,
        "locale": release.locale,
        "result": release.result.value,
        "version": release.version,
        "label": release.label,
        "empty": release.empty,
        "draft": release.draft,
        "translated": release.translated,
        "blockers": [
            {
                "line": each.segment.place.line,
                "source": each.segment.text,
                "reason": each.reason.text(),
            }
            for each in release.blockers
        ],
        "label_missing": release.unlabelled,
        "problems": [
            {"line": each.line, "message": each.message.text()} for each in release.problems
        ],
    }
