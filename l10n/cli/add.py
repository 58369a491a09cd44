"""`l10n add`."""

from pathlib import Path

import click

from l10n.cli.console import here, say, warn
from l10n.cli.options import Command
from l10n.errors import UsageError
from l10n.messages import _


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
def command(files: tuple[Path, ...], folder: str) -> None:
    """Copy articles in."""
    from l10n.desk.desk import open_desk
    from l10n.jobs.layout import add

    for file in files:
        if file.is_dir():
            raise UsageError(
                _("it is a folder"), code="USE-005", path=file, remedy=_("name the files in it")
            )
    desk = open_desk(here())
    for added in add(desk, files, folder):
        if added.workflow is None:
            patterns = ", ".join(
                pattern for workflow in desk.workflows for pattern in workflow.articles
            )
            warn(
                _("articles/{name}: no workflow claims it — they claim {patterns}").format(
                    name=added.article, patterns=patterns
                )
            )
        else:
            text = (
                _("articles/{name}: there already, with the same text")
                if added.there
                else _("articles/{name}: added, workflow {workflow}")
            )
            say(text.format(name=added.article, workflow=added.workflow))
    say(_("Next: `l10n sync` makes the catalogs."))
