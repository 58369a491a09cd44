"""`l10n memory`."""

import click

from l10n.cli.memory_files import export_memory, import_memory
from l10n.cli.memory_search import search_memory
from l10n.cli.memory_upkeep import prune_memory, rebuild_memory, stats_memory
from l10n.messages import _


@click.group(
    "memory",
    help=_("Look into the translation memory; take files into it and out of it."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
)
def command() -> None:
    """Hold the commands around the memory."""


for _each in (
    search_memory,
    stats_memory,
    import_memory,
    export_memory,
    rebuild_memory,
    prune_memory,
):
    command.add_command(_each)
