"""`l10n glossary`."""

from pathlib import Path

import click

from l10n.cli.console import (
    desk_here,
    error_json,
    json_option,
    print_json,
    report_errors,
    say,
)
from l10n.cli.glossary_upkeep import check_terms, suggest_terms
from l10n.cli.options import Command, pairs_option
from l10n.errors import L10nError
from l10n.messages import _, ngettext


@click.group(
    "glossary",
    help=_("Look after the glossary; exchange terms with other tools."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
)
def command() -> None:
    """Hold the commands for terms."""


@command.command(
    "import",
    cls=Command,
    short_help=_("Take terms in from a TBX or CSV file."),
    help=_(
        "Take terms in from FILE (TBX, or CSV with the columns of the glossary), as a new file in "
        "glossary/. What contradicts the glossary is left out and told."
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
@pairs_option
@click.option("--as", "name", metavar=_("NAME"), help=_("What the file in glossary/ is called."))
@json_option
def import_terms(file: Path, pairs: tuple[str, ...], name: str | None, as_json: bool) -> None:
    """Take terms in, and tell what became of them."""
    from l10n.jobs.glossary.exchange import ImportReport, bring
    from l10n.language.locales import pair

    wanted = [pair(each) for each in pairs]
    failures: list[L10nError] = []
    try:
        report = bring(desk_here(), file, wanted, name)
    except L10nError as error:
        if not as_json:
            raise
        report = ImportReport()
        failures.append(error)
    if as_json:
        print_json(
            {
                "file": report.file,
                "added": report.added,
                "known": report.known,
                "left_out": len(report.problems) + report.more,
                "errors": [error_json(each) for each in (*failures, *report.problems)],
            }
        )
    elif report.file:
        said = ngettext("{n} term is now in {file}", "{n} terms are now in {file}", report.added)
        say(said.format(n=report.added, file=report.file))
    else:
        say(_("Nothing is new."))
    if report.known and not as_json:
        said = ngettext("{n} was there already", "{n} were there already", report.known)
        say(said.format(n=report.known))
    if report.more:
        said = ngettext("{n} more was left out", "{n} more were left out", report.more)
        say(said.format(n=report.more), err=True)
    report_errors((*failures, *report.problems))


@command.command(
    "export",
    cls=Command,
    short_help=_("Write the glossary as TBX or CSV."),
    help=_(
        "Write the glossary into a new FILE: TBX-Basic for other tools if it ends in .tbx, one CSV "
        "file for people if it ends in .csv."
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
@pairs_option
@click.option(
    "--edition",
    type=click.Choice(["2008", "2019"]),
    default="2008",
    show_default=True,
    help=_("The edition of ISO 30042; most tools read that of 2008."),
)
@json_option
def export_terms(file: Path, pairs: tuple[str, ...], edition: str, as_json: bool) -> None:
    """Write the glossary, and tell how much of it."""
    from l10n.exchange.tbx.names import Edition
    from l10n.jobs.glossary.exchange import give
    from l10n.language.locales import pair

    report = give(desk_here(), file, [pair(each) for each in pairs], Edition(edition))
    if as_json:
        print_json({"file": report.file, "terms": report.terms})
    else:
        said = ngettext("{n} term is in {file}", "{n} terms are in {file}", report.terms)
        say(said.format(n=report.terms, file=report.file))


command.add_command(suggest_terms)
command.add_command(check_terms)
