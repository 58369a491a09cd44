"""`l10n status`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.console import here, json_option, print_json, progress, table, warn
from l10n.cli.options import Command, choice
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.status import Report, Standing


@click.command(
    "status",
    cls=Command,
    help=_(
        "Show how far ARTICLES (by default all) are: entries that are empty, draft, translated, "
        "and what blocks publishing. Name an article to have all that blocks it listed."
    ),
)
@choice
@json_option
@click.pass_context
def command(
    ctx: click.Context, articles: tuple[str, ...], locales: tuple[str, ...], as_json: bool
) -> None:
    """Show the state of the desk."""
    from l10n.jobs.desk import open_desk, wanted
    from l10n.jobs.status import status

    desk = open_desk(here())
    which = wanted(desk, articles, locales)
    with progress(_("Reading")) as advance:
        report = status(desk, which, progress=advance)
    if as_json:
        print_json([_json(each) for each in report.standings])
    else:
        _print(report, details=bool(articles))
    for error in report.errors:
        warn(error)
    if report.errors:
        ctx.exit(max(error.exit_code for error in report.errors))


def _print(report: "Report", *, details: bool) -> None:
    if not report.standings and not report.errors:
        click.echo(_("There are no articles here yet: `l10n add FILE…`."))
        return
    rows = [
        [
            each.article,
            each.locale,
            str(each.empty),
            str(each.draft),
            str(each.translated),
            _published(each),
            _next(each),
        ]
        for each in report.standings
    ]
    head = [
        _("article"),
        _("locale"),
        _("empty"),
        _("draft"),
        _("translated"),
        _("published"),
        _("next"),
    ]
    table(head, rows, right=(2, 3, 4))
    if details:
        for each in report.standings:
            _details(each)


def _published(standing: "Standing") -> str:
    from l10n.locales import format_day
    from l10n.messages import language

    if standing.version is None:
        return _("no")
    day = format_day(standing.version.date, language())
    text = (
        _("version {number}, {day}, outdated")
        if standing.outdated
        else _("version {number}, {day}")
    )
    return text.format(number=standing.version.number, day=day)


def _next(standing: "Standing") -> str:
    if standing.publishable:
        drafts = standing.draft
        if drafts:
            return ngettext(
                "may be published with {n} draft", "may be published with {n} drafts", drafts
            ).format(n=drafts)
        return _("may be published")
    number = len(standing.blockers)
    return ngettext("{n} entry blocks publishing", "{n} entries block publishing", number).format(
        n=number
    )


def _details(standing: "Standing") -> None:
    place = f"articles/{standing.article}"
    doubtful = _("a doubtful draft")
    for blocker in standing.blockers:
        line = blocker.segment.place.line
        click.echo(f"{place}:{line}: {standing.locale}: {blocker.reason.text()}")
        click.echo(f"    {blocker.segment.text}")
    blocked = {blocker.segment.key for blocker in standing.blockers}
    for segment in standing.doubtful:
        if segment.key not in blocked:
            line = segment.place.line
            click.echo(f"{place}:{line}: {standing.locale}: {doubtful}")
            click.echo(f"    {segment.text}")
    for finding in standing.findings:
        if finding.key not in blocked:
            click.echo(f"{place}: {standing.locale}: {finding.message.text()}")
            click.echo(f"    {finding.key[1]}")


def _json(standing: "Standing") -> dict[str, object]:
    return {
        "article": standing.article,
        "locale": standing.locale,
        "workflow": standing.workflow,
        "empty": standing.empty,
        "draft": standing.draft,
        "translated": standing.translated,
        "publishable": standing.publishable,
        "blockers": [
            {
                "line": each.segment.place.line,
                "source": each.segment.text,
                "reason": each.reason.text(),
            }
            for each in standing.blockers
        ],
        "doubtful": [{"line": each.place.line, "source": each.text} for each in standing.doubtful],
        "findings": [
            {
                "check": each.check,
                "severity": each.severity.value,
                "message": each.message.text(),
                "source": each.key[1],
            }
            for each in standing.findings
        ],
        "version": None if standing.version is None else standing.version.number,
        "published": None if standing.version is None else standing.version.date,
        "outdated": standing.outdated,
    }
