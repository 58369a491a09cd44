"""`l10n init`."""

from pathlib import Path

import click

from l10n.cli.console import say
from l10n.cli.options import Command
from l10n.messages import _
from l10n.model.paths import PRESETS
from l10n.shell import shell_words


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
@click.option(
    "--preset",
    type=click.Choice(sorted(PRESETS)),
    help=_("Where a system has its articles and pages, to work in the folder of its site."),
)
def command(
    folder: Path | None,
    source: str,
    targets: tuple[str, ...],
    preset: str | None,
) -> None:
    """Lay out a workspace."""
    from l10n.cli.merge_driver import set_up
    from l10n.jobs.layout import lay_out
    from l10n.store.workspace import Workspace

    place = folder or Path()
    laid_out = lay_out(place, source, targets, preset or "")
    for path in laid_out.made:
        shown = f"{path}/" if path.is_dir() else str(path)
        say(_("made {path}").format(path=shown))
    set_up(Workspace(place))
    say()
    if laid_out.proposed:
        text = _("This is a site of its own; to translate it in place, write into {file}: {lines}")
        lines = f'[paths] preset = "{laid_out.proposed}"'
        say(text.format(file="workflows/news.toml", lines=lines))
    for target in targets:
        _advise(source, target)
    text = _("Next: put articles into {folder}/ (`l10n add FILE…`), then run `l10n sync`.")
    say(text.format(folder=laid_out.articles))


def _advise(source: str, target: str) -> None:
    """Name the best model that the catalog has for a pair, with its licence and its scores."""
    from l10n.cli.models_shown import shown_licence
    from l10n.engines.packages.catalog import best

    pair = f"{source}>{target}"
    model = best(source, target)
    if model is None:
        return
    scores = model.scores_for(f"{source.partition('-')[0]}>{target.partition('-')[0]}")
    known = "; ".join([shown_licence(model.licence), *(score.label for score in scores)])
    text = (
        _("The best model that is known for {pair} is {name} ({known}).")
        if model.pairs
        else _("For {pair} no scores are known; a model for many languages is {name} ({known}).")
    )
    say(text.format(pair=pair, name=model.name, known=known))
    text = _("Get it with {command}, and write into {file}: {lines}")
    command = shell_words(["l10n", "models", "install"], [model.name])
    lines = 'engines = ["ctranslate2"]'
    say(text.format(command=command, file="workflows/news.toml", lines=lines))
