"""`l10n add`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.console import (
    confirmed,
    desk_here,
    is_terminal,
    say,
    shown_article,
    warn,
)
from l10n.cli.options import Command
from l10n.errors import UsageError
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.formats.html.cleaning import Cleaning
    from l10n.jobs.layout import Export


@click.command(
    "add",
    cls=Command,
    help=_(
        "Copy FILES (Markdown, HTML, plain text) into articles/. A file of the same name with "
        "another text is never replaced."
    ),
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar=_("FILES..."),
)
@click.option(
    "--to",
    "folder",
    default="",
    metavar=_("FOLDER"),
    help=_("The folder below articles/ to copy into."),
)
@click.option(
    "--clean/--no-clean",
    "clean",
    default=None,
    help=_(
        "Clean the articles of what Word or Google Docs left in them, or do not ask whether to. "
        "FILES themselves stay as they are."
    ),
)
def command(files: tuple[Path, ...], folder: str, clean: bool | None) -> None:
    """Copy articles in."""
    from l10n.jobs.layout import add, exports

    for file in files:
        if file.is_dir():
            raise UsageError(
                _("it is a folder"), code="USE-005", path=file, remedy=_("name the files in it")
            )
    desk = desk_here()
    found = () if clean is False else exports(desk, files, folder)
    cleaned = [export.file for export in found if _is_wanted(export, clean)]
    for added in add(desk, files, folder, cleaned):
        if added.workflow is None:
            patterns = ", ".join(
                pattern for workflow in desk.workflows for pattern in workflow.articles
            )
            warn(
                _("{path}: no workflow claims it — they claim {patterns}").format(
                    path=shown_article(added.article), patterns=patterns
                )
            )
        else:
            text = (
                _("{path}: there already, with the same text")
                if added.there
                else _("{path}: added, workflow {workflow}")
            )
            say(text.format(path=shown_article(added.article), workflow=added.workflow))
    for file in cleaned:
        say(_("{file}: is as it came").format(file=file))
    say(_("Next: `l10n sync` makes the catalogs."))


SHOWN = 20
"""Changed lines that are shown of one file."""


def _is_wanted(export: "Export", clean: bool | None) -> bool:
    """Show what would be cleaned away in a file, and find out whether it shall be.

    It is asked at a terminal alone; elsewhere nothing is cleaned that no option wants cleaned.
    """
    counts = _counts(export.cleaning)
    if clean is None and not is_terminal():
        text = _(
            "{file}: an export of a word processor; `l10n add --clean` would clean away {what}"
        )
        say(text.format(file=export.file, what=counts))
        return False
    say(_("{file}: to be cleaned away: {what}").format(file=export.file, what=counts))
    for number, (before, after) in enumerate(export.cleaning.lines()):
        if number == SHOWN:
            say("  …")
            break
        say(f"- {before}")
        say(f"+ {after}")
    return clean is True or confirmed(_("Clean it?"))


def _counts(cleaning: "Cleaning") -> str:
    from l10n.formats.html.cleaning import Dirt

    spans, links, comments, tags = (
        cleaning.number(dirt) for dirt in (Dirt.SPANS, Dirt.LINKS, Dirt.COMMENTS, Dirt.TAGS)
    )
    each = (
        (spans, ngettext("{number} styled span", "{number} styled spans", spans)),
        (links, ngettext("{number} redirected link", "{number} redirected links", links)),
        (comments, ngettext("{number} comment", "{number} comments", comments)),
        (tags, ngettext("{number} tag of Word", "{number} tags of Word", tags)),
    )
    return ", ".join(text.format(number=number) for number, text in each if number)
