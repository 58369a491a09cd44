"""`l10n send`."""

import os
from pathlib import Path
from typing import Any

import click

from l10n.cli.console import desk_here, json_option, print_json, report_errors, say
from l10n.cli.options import Command, choice, now
from l10n.cli.tables import table
from l10n.errors import UsageError
from l10n.messages import _
from l10n.regex import regex

_SUFFIX = regex(r"\.(?=\w*[^\W\d])\w{1,5}")
"""What a file's name ends in; the end of `parcel.2` or `2026.11` may be that of a folder."""

STATES = ("empty", "draft", "translated")
FORMATS = ("po", "xliff", "xliff-2.1", "xliff-omegat")
"""The values of `jobs.send.Format`, which is not imported for a line of help."""


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
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="po",
    show_default=True,
    help=_(
        "PO, or XLIFF for other tools: 1.2 for memoQ, Trados, Phrase and most others, 2.1, or 1.2 "
        "as OmegaT's own filter needs it."
    ),
)
@json_option
def command(
    articles: tuple[str, ...], locales: tuple[str, ...], to: str, as_json: bool, **what: Any
) -> None:
    """Send, and list what was sent."""
    from l10n.desk.desk import wanted
    from l10n.jobs.send import Errand, Format, send
    from l10n.model.catalog import State

    place = _place(to)
    desk = desk_here()
    which = wanted(desk, articles, locales)
    states = frozenset(State(state) for state in what["states"])
    errand = Errand(states, Format(what["form"]))
    report = send(desk, which, errand, place, now=now())
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
        say(_("Sent to {place}").format(place=to))
    elif not report.errors:
        say(_("Nothing to send: no catalog has entries in that state."))
    report_errors(report.errors)


def _place(to: str) -> Path:
    """Where the catalogs go; raises UsageError for a file that is no ZIP, such as `x.rar`."""
    path = Path(to)
    is_folder = to.endswith(("/", os.sep)) or os.path.isdir(path)
    if is_folder or path.suffix.lower() == ".zip" or not _SUFFIX.fullmatch(path.suffix):
        return path
    raise UsageError(
        _("a {suffix} file cannot be made here, only a folder or a .zip").format(
            suffix=path.suffix
        ),
        code="PAR-007",
        path=to,
        remedy=_("send to {archive}, or to {folder}/ for a folder of that name").format(
            archive=path.with_suffix(".zip"), folder=to
        ),
    )
