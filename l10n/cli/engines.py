"""`l10n engines`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.compare import compare_engines
from l10n.cli.console import desk_here, error_json, json_option, print_json, say, warn
from l10n.cli.tables import table
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.engines import EngineStatus
    from l10n.model.conditions import Conditions


@click.group(
    "engines",
    invoke_without_command=True,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("[COMMAND [ARGS]...]"),
    help=_(
        "List the engines of each workflow in the order in which they are asked, their models, "
        "and what each is asked for. Servers are asked what they have; nothing is translated."
    ),
)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Show what can translate now."""
    if ctx.invoked_subcommand is not None:
        return
    from l10n.jobs.engines import engines

    found = engines(desk_here())
    if as_json:
        print_json([_json(each) for each in found])
    elif found:
        head = [_("workflow"), _("engine"), _("pairs"), _("asked for"), _("models")]
        table(head, [_row(each) for each in found])
    else:
        say(_("No workflow names an engine."))
    errors = [each.error for each in found if each.error is not None]
    for error in errors:
        warn(error)
    if errors:
        ctx.exit(errors[0].exit_code)


command.add_command(compare_engines)


def _row(status: "EngineStatus") -> list[str]:
    name = status.name
    if status.plugin != name:
        name = f"{name} ({status.plugin})"
    pairs = ", ".join(f"{source}>{target}" for source, target in status.pairs)
    models = ", ".join(status.models) or "—"
    if status.error is not None:
        models = _("cannot work now")
    return [status.workflow, name, pairs or "—", _asked_for(status.when), models]


def _asked_for(when: "Conditions") -> str:
    parts: list[str] = []
    if when.min_characters:
        text = ngettext("{n} character or more", "{n} characters or more", when.min_characters)
        parts.append(text.format(n=when.min_characters))
    if when.max_characters is not None:
        text = ngettext("up to {n} character", "up to {n} characters", when.max_characters)
        parts.append(text.format(n=when.max_characters))
    if when.max_tags is not None:
        text = ngettext("up to {n} tag", "up to {n} tags", when.max_tags)
        parts.append(text.format(n=when.max_tags) if when.max_tags else _("no tags"))
    return ", ".join(parts) or _("any text")


def _json(status: "EngineStatus") -> dict[str, object]:
    when = status.when
    return {
        "workflow": status.workflow,
        "engine": status.name,
        "plugin": status.plugin,
        "models": list(status.models),
        "pairs": [list(pair) for pair in status.pairs],
        "when": {
            "pairs": [list(pair) for pair in when.pairs],
            "min_characters": when.min_characters,
            "max_characters": when.max_characters,
            "max_tags": when.max_tags,
        },
        "error": None if status.error is None else error_json(status.error),
    }
