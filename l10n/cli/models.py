"""`l10n models`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.console import json_option, print_json, progress, say
from l10n.cli.options import Command
from l10n.cli.tables import table
from l10n.errors import UsageError
from l10n.messages import _

if TYPE_CHECKING:
    from l10n.engines.argos.packages import InstalledModel


@click.group(
    "models",
    help=_("List, install and remove translation models (Argos packages)."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
)
def command() -> None:
    """Hold the commands for models."""


@command.command("list", cls=Command, help=_("List the models that can translate now."))
@json_option
def list_models(as_json: bool) -> None:
    """List what is installed."""
    from l10n.cli.console import report_errors, warn
    from l10n.engines.argos.packages import survey

    found = survey()
    if as_json:
        print_json([_json(model) for model in found.models])
    elif found.models:
        rows = [
            [model.source, model.target, model.version, _kind(model), str(model.path)]
            for model in found.models
        ]
        table([_("from"), _("to"), _("version"), _("kind"), _("place")], rows)
    else:
        say(_("No model is installed: `l10n models install SOURCE TARGET`."))
    for error in found.broken:
        warn(error)
    report_errors(found.unreadable)


@command.command("available", cls=Command, help=_("List the models of the Argos index."))
@click.option(
    "--index", "url", metavar=_("URL"), help=_("Use this index instead of the public one.")
)
@click.argument("languages", nargs=-1, metavar=_("[LANGUAGES]..."))
@json_option
def available_models(url: str | None, languages: tuple[str, ...], as_json: bool) -> None:
    """List what may be installed."""
    from l10n.engines.argos.index import available
    from l10n.engines.codes import argos_codes

    codes = {code for language in languages for code in argos_codes(language)}
    found = [model for model in available(url) if not codes or codes & {model.source, model.target}]
    if as_json:
        print_json(
            [
                {"from": model.source, "to": model.target, "version": model.version}
                for model in found
            ]
        )
    elif found:
        rows = [[model.source, model.target, model.version] for model in found]
        table([_("from"), _("to"), _("version")], rows)
    else:
        say(_("The index has no such model."))


@command.command(
    "install",
    cls=Command,
    short_help=_("Install a model from the index or from a file."),
    help=_(
        "Install the model from SOURCE to TARGET from the index (`install uk en`), or one from an "
        "`.argosmodel` FILE. It is checked before anything is unpacked."
    ),
)
@click.argument("what", nargs=-1, required=True, metavar=_("SOURCE TARGET | FILE"))
@click.option(
    "--index", "url", metavar=_("URL"), help=_("Use this index instead of the public one.")
)
@click.option("--sha256", metavar=_("SUM"), help=_("The checksum that the file must have."))
def install_model(what: tuple[str, ...], url: str | None, sha256: str | None) -> None:
    """Install a model."""
    from l10n.engines.argos.index import available, choose
    from l10n.engines.argos.models import install, install_file

    if any("://" in each for each in what):
        # It is not repeated: it may hold an account.
        raise UsageError(
            _("an address is neither a pair of languages nor a file"),
            code="USE-013",
            remedy=_("fetch the file first, or name an index with --index"),
        )
    if len(what) == 1 and _is_language(what[0]):
        raise UsageError(
            _("“{name}” is one language; give two, or a file").format(name=what[0]),
            code="USE-003",
            remedy=_("for example: {command}").format(command="l10n models install uk en"),
        )
    if len(what) == 1:
        model = install_file(Path(what[0]), sha256=sha256)
    elif len(what) == 2 and sha256 is None:
        with progress(_("Downloading"), unit="bytes") as advance:
            offered = choose(available(url), what[0], what[1])
            model = install(offered, progress=advance)
    else:
        raise UsageError(
            _("give a pair of languages or one file; --sha256 goes with a file"),
            code="USE-004",
            remedy=_("for example: {command}").format(command="l10n models install uk en"),
        )
    say(_("Installed {model} in {place}").format(model=model.label, place=model.path))


@command.command(
    "remove",
    cls=Command,
    short_help=_("Remove an installed model."),
    help=_("Remove the installed model from SOURCE to TARGET."),
)
@click.argument("source", metavar=_("SOURCE"))
@click.argument("target", metavar=_("TARGET"))
def remove_model(source: str, target: str) -> None:
    """Remove a model."""
    from l10n.engines.argos.models import remove

    for model in remove(source, target):
        say(_("Removed {model} from {place}").format(model=model.label, place=model.path))


def _is_language(name: str) -> bool:
    """True if a name is a locale's, and no file's."""
    from l10n.language.locales import normal

    if os.path.exists(name):
        return False
    try:
        normal(name)
    except UsageError:
        return False
    return True


def _kind(model: "InstalledModel") -> str:
    if model.limits.demonstration:
        return _("demonstration, bundled") if model.bundled else _("demonstration")
    return _("full")


def _json(model: "InstalledModel") -> dict[str, object]:
    return {
        "from": model.source,
        "to": model.target,
        "version": model.version,
        "demonstration": model.limits.demonstration,
        "bundled": model.bundled,
        "place": str(model.path),
    }
