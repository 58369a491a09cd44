"""`l10n send`."""

from pathlib import Path

import click

from l10n.cli.console import here, json_option, print_json, report_errors
from l10n.cli.options import Command, choice, now
from l10n.cli.tables import table
from l10n.messages import _

STATES = ("empty", "draft", "translated")


@click.command(
    "send",
    cls=Command,
    help=_(
        "Copy the catalogs of ARTICLES (by default of all) into a folder or a ZIP, for "
        "translators who have no git. `l10n receive` takes them back."
    ),
)
@choice
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path),
    metavar=_("PLACE"),
    help=_("A folder, or a file that ends in .zip."),
)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(STATES),
    default=("empty", "draft"),
    show_default=True,
    help=_("Only catalogs with entries in this state; may be given more than once."),
)
@json_option
def command(
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    to: Path,
    states: tuple[str, ...],
    as_json: bool,
) -> None:
    """Send, and list what was sent."""
    from l10n.desk.desk import open_desk, wanted
    from l10n.jobs.send import send
    from l10n.model.catalog import State

    desk = open_desk(here())
    which = wanted(desk, articles, locales)
    report = send(desk, which, frozenset(State(state) for state in states), to, now=now())
    if as_json:
        print_json(
            [
                {
                    "article": each.article,
                    "locale": each.locale,
                    "file": each.file,
                    "entries": each.entries,
                    "words": each.words,
                }
                for each in report.parcels
            ]
        )
    elif report.parcels:
        rows = [[each.file, str(each.entries), str(each.words)] for each in report.parcels]
        if len(rows) > 1:
            entries = sum(each.entries for each in report.parcels)
            words = sum(each.words for each in report.parcels)
            rows.append([_("all"), str(entries), str(words)])
        table([_("file"), _("entries"), _("words")], rows, right=(1, 2))
        click.echo(_("Sent to {place}").format(place=to))
    else:
        click.echo(_("Nothing to send: no catalog has entries in that state."))
    report_errors(report.errors)
