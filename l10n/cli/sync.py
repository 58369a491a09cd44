"""`l10n sync`."""

import shlex
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
from l10n.lines import printable
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.desk.orphans import Orphan
    from l10n.jobs.sync import Synced, SyncReport
    from l10n.steps.pretranslate import LeftEmpty


@click.command(
    "sync",
    cls=Command,
    help=_(
        "Bring the catalogs of ARTICLES (by default of all) up to date, and draft what is empty. "
        "What a person wrote is never changed."
    ),
)
@choice
@click.option("--no-draft", is_flag=True, help=_("Ask no engine; leave new entries empty."))
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    no_draft: bool,
    as_json: bool,
) -> None:
    """Sync, and say what happened."""
    from l10n.desk.desk import open_desk, wanted
    from l10n.jobs.sync import sync

    desk = open_desk(here())
    which = wanted(desk, articles, locales)
    with progress(_("Syncing")) as advance:
        report = sync(desk, which, now=now(), draft=not no_draft, progress=advance)
    if as_json:
        print_json(_json(report))
    else:
        _print(report)
    for error in report.errors:
        warn(error)
    for failure in report.failures:
        warn(failure)
    if report.errors:
        ctx.exit(max(error.exit_code for error in report.errors))
    if report.failures:
        ctx.exit(report.failures[0].exit_code)


def _print(report: "SyncReport") -> None:
    for name, problem in report.problems:
        problem_lines(name, (problem,))
    for synced in report.synced:
        if synced.written:
            click.echo(f"articles/{synced.article} → {synced.locale}: {_line(synced)}")
        for kind in synced.drafts.left:
            click.echo(f"articles/{synced.article} → {synced.locale}: {_left(kind)}")
    own_language(report.own)
    for name in report.unclaimed:
        click.echo(_("articles/{name}: no workflow claims it").format(name=name))
    for orphan in report.orphans:
        text = _("catalogs/{locale}/{name}.po: its article is gone; the catalog is kept")
        line = text.format(locale=orphan.locale, name=orphan.article)
        if orphan.heir is not None:
            line += " — " + _(
                "articles/{heir} holds most of it; if it was renamed: {command}"
            ).format(heir=orphan.heir, command=_commands(orphan))
        click.echo(line)
    for name, locale in report.pages:
        click.echo(
            _("published/{locale}/{name}: its article is gone; the page is kept").format(
                locale=locale, name=name
            )
        )
    written = sum(synced.written for synced in report.synced)
    still = len(report.synced) - written + report.unchanged
    click.echo(
        ngettext("{n} catalog written", "{n} catalogs written", written).format(n=written)
        + ", "
        + ngettext("{n} unchanged", "{n} unchanged", still).format(n=still)
    )


def _left(kind: "LeftEmpty") -> str:
    # What the first of several names is not what the others name.
    one_of_several = kind.entries > 1 and kind.reason.arguments
    text = (
        ngettext(
            "{n} left empty, such as: {reason}", "{n} left empty, such as: {reason}", kind.entries
        )
        if one_of_several
        else ngettext("{n} left empty: {reason}", "{n} left empty: {reason}", kind.entries)
    )
    return text.format(n=kind.entries, reason=printable(kind.reason.text()))


def _commands(orphan: "Orphan") -> str:
    """The shell commands that give an orphan to its heir."""
    made = [["mkdir", "-p", *orphan.folders]] if orphan.folders else []
    return " && ".join(map(shlex.join, (*made, *(["mv", "-f", *move] for move in orphan.moves))))


def _line(synced: "Synced") -> str:
    changes, drafts = synced.changes, synced.drafts
    counted = (
        (changes.new, ngettext("{n} new entry", "{n} new entries", changes.new)),
        (
            changes.changed,
            ngettext(
                "{n} changed, its old translation kept as a draft",
                "{n} changed, their old translations kept as drafts",
                changes.changed,
            ),
        ),
        (changes.returned, ngettext("{n} returned", "{n} returned", changes.returned)),
        (changes.gone, ngettext("{n} gone", "{n} gone", changes.gone)),
        (drafts.drafted, ngettext("{n} drafted", "{n} drafted", drafts.drafted)),
        (drafts.doubtful, ngettext("{n} doubtful", "{n} doubtful", drafts.doubtful)),
        (
            synced.unasked,
            ngettext(
                "{n} came in meanwhile, and is for the next sync",
                "{n} came in meanwhile, and are for the next sync",
                synced.unasked,
            ),
        ),
    )
    parts = [text.format(n=number) for number, text in counted if number]
    if not parts and not synced.segments:
        return _("no text to translate")
    return ", ".join(parts) or _("notes brought up to date")


def _json(report: "SyncReport") -> dict[str, object]:
    return {
        "synced": [
            {
                "article": each.article,
                "locale": each.locale,
                "written": each.written,
                "new": each.changes.new,
                "changed": each.changes.changed,
                "returned": each.changes.returned,
                "gone": each.changes.gone,
                "drafted": each.drafts.drafted,
                "doubtful": each.drafts.doubtful,
                "drafts": [
                    {"engine": origin.engine, "model": origin.model, "entries": origin.entries}
                    for origin in each.drafts.origins
                ],
                "left_empty": [
                    {"reason": kind.reason.text(), "entries": kind.entries}
                    for kind in each.drafts.left
                ],
            }
            for each in report.synced
        ],
        "unchanged": report.unchanged,
        "problems": [
            {"article": name, "line": problem.line, "message": problem.message.text()}
            for name, problem in report.problems
        ],
        "unclaimed": list(report.unclaimed),
        "orphans": [
            {"article": each.article, "locale": each.locale, "heir": each.heir}
            for each in report.orphans
        ],
        "pages_without_article": [
            {"article": name, "locale": locale} for name, locale in report.pages
        ],
        "already_in_locale": [{"article": name, "locale": locale} for name, locale in report.own],
        "errors": [str(error) for error in (*report.errors, *report.failures)],
    }
