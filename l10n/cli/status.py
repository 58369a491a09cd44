"""`l10n status`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.console import (
    here,
    json_option,
    own_language,
    print_json,
    problem_lines,
    progress,
    table,
    warn,
)
from l10n.cli.options import Command, choice
from l10n.lines import printable
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.status import MachineDraft, Standing, StatusReport


@click.command(
    "status",
    cls=Command,
    help=_(
        "Show how far ARTICLES (by default all) are: entries that are empty, draft, translated, "
        "and what blocks publishing. Name an article to have all that blocks it listed. With "
        "--json, what cannot be read is named on the error stream all the same."
    ),
)
@choice
@click.option(
    "--drafts",
    is_flag=True,
    help=_("List the drafts that stand as a machine made them, the least certain first."),
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    drafts: bool,
    as_json: bool,
) -> None:
    """Show the state of the desk."""
    from l10n.desk.desk import open_desk, wanted
    from l10n.jobs.status import status

    desk = open_desk(here())
    which = wanted(desk, articles, locales)
    with progress(_("Reading")) as advance:
        report = status(desk, which, progress=advance)
    if as_json:
        print_json([_json(each) for each in report.standings])
        own_language(report.own, err=True)
    elif drafts:
        _print_drafts(report)
    else:
        _print(report, details=bool(articles))
    for error in report.errors:
        warn(error)
    if report.errors:
        ctx.exit(max(error.exit_code for error in report.errors))


def _print(report: "StatusReport", *, details: bool) -> None:
    if not report.standings:
        own_language(report.own)
        if report.own or report.errors:
            return
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
    own_language(report.own)
    if details:
        for name, problems in {each.article: each.problems for each in report.standings}.items():
            problem_lines(name, problems)
        for each in report.standings:
            _details(each)


def _print_drafts(report: "StatusReport") -> None:
    found = [(draft, each) for each in report.standings for draft in each.machine]
    found.sort(key=lambda pair: pair[0].certainty())
    for draft, standing in found:
        place = f"articles/{standing.article}:{draft.segment.place.line}: {standing.locale}"
        click.echo(f"{place}: {printable(_certainty(draft))}")
        click.echo(f"    {printable(draft.segment.text)}")
        click.echo(f"    {printable(draft.target)}")
    if not found:
        click.echo(_("There are no machine drafts to review."))


def _certainty(draft: "MachineDraft") -> str:
    from decimal import Decimal

    from l10n.language.locales import format_percent
    from l10n.messages import language

    parts = [f"{draft.engine}, {draft.model}"]
    if draft.confidence is not None:
        # Through a text, since 0.29 is a little less than that.
        parts.insert(0, format_percent(100 * Decimal(str(draft.confidence)), language()))
    if draft.doubtful:
        parts.append(_("doubtful: {reason}").format(reason=draft.doubt))
    return ", ".join(parts)


def _published(standing: "Standing") -> str:
    from l10n.jobs.status import Page
    from l10n.language.locales import format_day
    from l10n.messages import language

    if standing.version is None:
        return _("changed by hand") if standing.page is Page.EDITED else _("no")
    told = {
        Page.CURRENT: _("up to date"),
        Page.ARTICLE: _("article changed since"),
        Page.TRANSLATION: _("translation changed since"),
        Page.MISSING: _("page is missing"),
        Page.EDITED: _("changed by hand"),
    }
    day = format_day(standing.version.date, language())
    text = _("version {number}, {day}").format(number=standing.version.number, day=day)
    return f"{text}, {told[standing.page]}" if standing.page in told else text


def _next(standing: "Standing") -> str:
    parts = [_step(standing)]
    if standing.publishable and standing.left_in_source:
        number = standing.left_in_source
        parts.append(
            ngettext(
                "{n} segment in the source language", "{n} segments in the source language", number
            ).format(n=number)
        )
    number = sum(draft.doubtful for draft in standing.machine)
    if number:
        parts.append(ngettext("{n} doubtful", "{n} doubtful", number).format(n=number))
    if standing.problems:
        number = len(standing.problems)
        parts.append(
            ngettext(
                "{n} part left in the source language",
                "{n} parts left in the source language",
                number,
            ).format(n=number)
        )
    return ", ".join(parts)


def _step(standing: "Standing") -> str:
    from l10n.jobs.status import Page

    drafts = standing.drafts_used
    if standing.unlabelled is not None:
        return _("publishing needs a label in “{locale}” in the workflow").format(
            locale=standing.locale
        )
    if not standing.publishable:
        number = len(standing.blockers)
        return ngettext(
            "{n} entry blocks publishing", "{n} entries block publishing", number
        ).format(n=number)
    if standing.page is Page.EDITED:
        return _("what was changed by hand blocks publishing")
    if standing.page is Page.CURRENT:
        if drafts:
            return ngettext(
                "nothing to publish, {n} draft to review",
                "nothing to publish, {n} drafts to review",
                drafts,
            ).format(n=drafts)
        return _("nothing to publish") if standing.left_in_source else _("nothing to do")
    if drafts:
        return ngettext(
            "may be published with {n} draft", "may be published with {n} drafts", drafts
        ).format(n=drafts)
    return _("may be published")


def _details(standing: "Standing") -> None:
    place = f"articles/{standing.article}"
    if standing.unlabelled is not None:
        click.echo(f"{place}: {standing.locale}: {standing.unlabelled}")
    for blocker in standing.blockers:
        line = blocker.segment.place.line
        click.echo(f"{place}:{line}: {standing.locale}: {blocker.reason.text()}")
        click.echo(f"    {blocker.segment.text}")
    blocked = {blocker.segment.key for blocker in standing.blockers}
    for draft in standing.machine:
        if draft.doubtful and draft.segment.key not in blocked:
            line = draft.segment.place.line
            told = _("a doubtful draft: {reason}").format(reason=printable(draft.doubt))
            click.echo(f"{place}:{line}: {standing.locale}: {told}")
            click.echo(f"    {draft.segment.text}")
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
        "drafts": [
            {
                "line": each.segment.place.line,
                "source": each.segment.text,
                "target": each.target,
                "engine": each.engine,
                "model": each.model,
                "confidence": each.confidence,
                "doubtful": each.doubtful,
                "reason": each.doubt,
            }
            for each in standing.machine
        ],
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
        "page": standing.page.value,
        "drafts_used": standing.drafts_used,
        "left_in_source": standing.left_in_source,
        "label_missing": standing.unlabelled is not None,
        "problems": [
            {"line": each.line, "message": each.message.text()} for each in standing.problems
        ],
    }
