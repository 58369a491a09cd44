"""`l10n models`."""

from collections.abc import Iterator
from pathlib import Path

import click

from l10n.cli.console import json_option, print_json, say
from l10n.cli.models_install import install_model
from l10n.cli.models_shown import (
    installed_json,
    print_installed,
    print_recommended,
    recommended_json,
)
from l10n.cli.options import Command
from l10n.cli.tables import table
from l10n.errors import UsageError
from l10n.messages import _


@click.group(
    "models",
    help=_("List, install and remove translation models."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
)
def command() -> None:
    """Hold the commands for models."""


@command.command(
    "list",
    cls=Command,
    short_help=_("List the models that can translate now, and recommended ones."),
    help=_(
        "List the models that can translate now, and those that are recommended: for all "
        "LANGUAGES, or for the pairs that have all that are given. Scores are as published."
    ),
)
@click.argument("languages", nargs=-1, metavar=_("[LANGUAGES]..."))
@json_option
def list_models(languages: tuple[str, ...], as_json: bool) -> None:
    """List what is installed, and what is recommended beside it."""
    from l10n.cli.console import report_errors, warn
    from l10n.jobs.models.listing import installed, others

    found = installed(languages)
    if as_json:
        print_json([installed_json(model) for model in found.models])
    elif found.models:
        print_installed(found.models)
    elif not languages:
        say(_("No model is installed: `l10n models install SOURCE TARGET`."))
    else:
        say(_("No model is installed for these languages."))
    further = () if as_json else others(found, languages)
    if further:
        say()
        say(_("Recommended, and installed by name:"))
        print_recommended(further)
    for error in found.broken:
        warn(error)
    report_errors(found.unreadable)


@command.command(
    "recommended",
    cls=Command,
    short_help=_("List the models of the catalog, the best of each first."),
    help=_("List the models of the catalog, the best of each first."),
)
@click.argument("languages", nargs=-1, metavar=_("[LANGUAGES]..."))
@json_option
def recommended_models(languages: tuple[str, ...], as_json: bool) -> None:
    """List the catalog."""
    from l10n.jobs.models.listing import in_catalog

    found = in_catalog(languages)
    if as_json:
        print_json([recommended_json(model) for model in found])
    elif found:
        print_recommended(found)
    else:
        say(_("The catalog has no model for these languages."))


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


command.add_command(install_model)


@command.command(
    "remove",
    cls=Command,
    short_help=_("Remove an installed model."),
    help=_("Remove the installed Argos package from SOURCE to TARGET, or the model called NAME."),
)
@click.argument("what", nargs=-1, required=True, metavar=_("SOURCE TARGET | NAME"))
def remove_model(what: tuple[str, ...]) -> None:
    """Remove a model."""
    if len(what) > 2:
        raise UsageError(
            _("give a pair of languages, or the name of one model"),
            code="USE-121",
            remedy=_("for example: {command}").format(command="l10n models remove uk en"),
        )
    for label, place in _removed(what):
        say(_("Removed {model} from {place}").format(model=label, place=place))


def _removed(what: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    if len(what) == 1:
        from l10n.jobs.models.removing import remove_named

        yield from remove_named(what[0])
        return
    from l10n.engines.argos.models import remove

    yield from ((model.label, model.path) for model in remove(*what))
