"""`l10n align`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.console import (
    desk_here,
    error_json,
    json_option,
    print_json,
    progress,
    report_errors,
    say,
)
from l10n.cli.options import Command, now
from l10n.errors import UsageError
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.desk.desk import Desk
    from l10n.jobs.align.report import AcceptReport, AlignedArticle, AlignReport, FilledCatalog


@click.command(
    "align",
    cls=Command,
    help=_(
        "Turn articles that were published in two languages into entries of the translation "
        "memory. SOURCE and TARGET are two files, two folders, or SOURCE alone is a .csv whose "
        "rows name two files each. What is sure goes into memory/; what is doubtful is shown in a "
        "page under alignments/, with a table beside it in which you say what is right."
    ),
)
@click.argument("source", required=False, metavar=_("SOURCE"), type=click.Path(path_type=Path))
@click.argument("target", required=False, metavar=_("TARGET"), type=click.Path(path_type=Path))
@click.option("--from", "source_locale", metavar=_("LOCALE"), help=_("The language of SOURCE."))
@click.option("--to", "target_locale", metavar=_("LOCALE"), help=_("The language of TARGET."))
@click.option("--name", default="", metavar=_("NAME"), help=_("What the files are called."))
@click.option(
    "--catalogs",
    is_flag=True,
    help=_(
        "Put the translations into the catalogs of articles that are in the workspace; what a "
        "person has there stays."
    ),
)
@click.option(
    "--accepted",
    metavar=_("FILE"),
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Take in what you have marked in the table of doubtful pairs."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would be written, and write nothing."))
@json_option
def command(source: Path | None, target: Path | None, accepted: Path | None, **given: Any) -> None:
    """Align, or take in what was accepted."""
    from l10n.jobs.align.aligner import Wish
    from l10n.jobs.align.aligning import align_articles
    from l10n.jobs.align.pairs import pairs_of
    from l10n.language.locales import known

    desk = desk_here()
    if accepted is not None:
        if source is not None:
            raise UsageError(
                _("a table is taken in by itself, without articles to align"),
                code="ALN-017",
                remedy=_("run the command twice"),
            )
        _accept(desk, accepted, dry_run=given["dry_run"], as_json=given["as_json"])
        return
    if source is None:
        raise UsageError(
            _("it is not said what to align"),
            code="ALN-018",
            remedy=_("name an article and its translation, or two folders"),
        )
    wish = Wish(
        pairs_of(source, target),
        source=known(given["source_locale"]) if given["source_locale"] else "",
        target=known(given["target_locale"]) if given["target_locale"] else "",
        name=given["name"],
        catalogs=given["catalogs"],
        write=not given["dry_run"],
    )
    with progress(_("Aligning")) as advance:
        report = align_articles(desk, wish, now(), advance)
    if given["as_json"]:
        print_json(_json(desk, report))
    else:
        _print(desk, report)
    report_errors(report.errors)


def _accept(desk: "Desk", table: Path, *, dry_run: bool, as_json: bool) -> None:
    from l10n.jobs.align.aligning import accept

    report = accept(desk, table, now(), write=not dry_run)
    if as_json:
        print_json(_accepted_json(desk, report))
        return
    text = ngettext(
        "{file}: {n} accepted pair, {refused} refused, {open} not decided",
        "{file}: {n} accepted pairs, {refused} refused, {open} not decided",
        report.accepted,
    )
    say(
        text.format(
            file=desk.workspace.shown(report.memory),
            n=report.accepted,
            refused=report.refused,
            open=report.open,
        )
    )
    if dry_run:
        say(_("Nothing was written."))


def _print(desk: "Desk", report: "AlignReport") -> None:
    for each in report.articles:
        _print_article(each)
    for filled in report.catalogs:
        _print_catalog(desk, filled)
    shown = desk.workspace.shown
    if report.memory is not None:
        text = ngettext(
            "{file}: {n} unit for the memory", "{file}: {n} units for the memory", report.units
        )
        say(text.format(file=shown(report.memory), n=report.units))
    elif report.articles:
        say(_("No pair is sure enough for the memory."))
    if report.table is not None:
        text = ngettext(
            "{file}: {n} doubtful pair; look at {page}",
            "{file}: {n} doubtful pairs; look at {page}",
            report.doubtful,
        )
        page = shown(report.page) if report.page else ""
        say(text.format(file=shown(report.table), n=report.doubtful, page=page))
    elif report.page is not None:
        say(_("{page}: both articles side by side").format(page=shown(report.page)))
    if report.articles and not report.written:
        say(_("Nothing was written."))


def _print_article(each: "AlignedArticle") -> None:
    pair = f"{each.source_name} · {each.target_name}"
    text = ngettext("{pair}: {n} pair", "{pair}: {n} pairs", len(each.safe))
    line = text.format(pair=pair, n=len(each.safe))
    doubtful = len(each.doubtful)
    if doubtful:
        line += ", " + ngettext("{n} is doubtful", "{n} are doubtful", doubtful).format(n=doubtful)
    ours, theirs = each.lone
    if ours or theirs:
        line += ", " + _("without a counterpart {ours} here and {theirs} there").format(
            ours=ours, theirs=theirs
        )
    say(line)
    if each.untagged:
        text = ngettext(
            "{n} pair without its tags, since both sides do not have the same",
            "{n} pairs without their tags, since both sides do not have the same",
            each.untagged,
        )
        say("  " + text.format(n=each.untagged))


def _print_catalog(desk: "Desk", filled: "FilledCatalog") -> None:
    path = desk.workspace.catalog_path(filled.locale, filled.article)
    text = ngettext(
        "{path}: {n} entry finished, {drafts} drafts, {kept} left as a person had them, "
        "{left} empty",
        "{path}: {n} entries finished, {drafts} drafts, {kept} left as a person had them, "
        "{left} empty",
        filled.finished,
    )
    say(
        text.format(
            path=desk.workspace.shown(path),
            n=filled.finished,
            drafts=filled.drafts,
            kept=filled.kept,
            left=filled.left,
        )
    )


def _json(desk: "Desk", report: "AlignReport") -> dict[str, object]:
    shown = desk.workspace.shown
    return {
        "articles": [
            {
                "source": each.source_name,
                "target": each.target_name,
                "pairs": len(each.safe),
                "doubtful": len(each.doubtful),
                "without_counterpart": list(each.lone),
                "without_tags": each.untagged,
            }
            for each in report.articles
        ],
        "memory": None if report.memory is None else shown(report.memory),
        "units": report.units,
        "page": None if report.page is None else shown(report.page),
        "table": None if report.table is None else shown(report.table),
        "catalogs": [
            {
                "article": each.article,
                "locale": each.locale,
                "finished": each.finished,
                "drafts": each.drafts,
                "kept": each.kept,
                "empty": each.left,
            }
            for each in report.catalogs
        ],
        "written": report.written,
        "errors": [error_json(each) for each in report.errors],
    }


def _accepted_json(desk: "Desk", report: "AcceptReport") -> dict[str, object]:
    return {
        "memory": desk.workspace.shown(report.memory),
        "accepted": report.accepted,
        "refused": report.refused,
        "open": report.open,
        "written": report.written,
    }
