"""`l10n completion`: the script that teaches a shell to complete our commands."""

import click
from click.shell_completion import get_completion_class

from l10n.cli.console import say_lines
from l10n.cli.options import Command
from l10n.messages import _


@click.command(
    "completion",
    cls=Command,
    help=_('Print the completion script: add `eval "$(l10n completion bash)"` to ~/.bashrc.'),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script of a shell."""
    found = get_completion_class(shell)
    assert found is not None
    script = found(ctx.find_root().command, {}, "l10n", "_L10N_COMPLETE").source()
    say_lines(script)
