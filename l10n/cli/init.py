"""`l10n init`."""

from pathlib import Path

import click

from l10n.cli.console import say
from l10n.cli.options import Command
from l10n.messages import _


@click.command(
    "init",
    cls=Command,
    help=_(
        "Lay out a workspace in FOLDER (by default this one): articles/, catalogs/, records/, "
        "published/ and a first workflow. Nothing that is already there is changed."
    ),
)
@click.argument(
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=False,
    metavar=_("[FOLDER]"),
)
@click.option(
    "--source",
    default="uk",
    show_default=True,
    metavar=_("LOCALE"),
    help=_("Language of the articles."),
)
@click.option(
    "--target",
    "targets",
    multiple=True,
    default=("en",),
    show_default=True,
    metavar=_("LOCALE"),
    help=_("Language to translate into; may be given more than once."),
)
@click.pass_context
def command(ctx: click.Context, folder: Path | None, source: str, targets: tuple[str, ...]) -> None:
    """Lay out a workspace."""
    from l10n.cli.merge_driver import set_up
    from l10n.jobs.layout import lay_out
    from l10n.store.workspace import Workspace

    place: Path = ctx.find_root().obj / (folder or Path())
    for path in lay_out(place, source, targets):
        shown = f"{path}/" if path.is_dir() else str(path)
        say(_("made {path}").format(path=shown))
    set_up(Workspace(place))
    say()
    say(_("Next: put articles into articles/ (`l10n add FILE…`), then run `l10n sync`."))
