"""`l10n completion`: the script that teaches a shell to complete our commands.

click's own protocol is one line for each proposal, and bash puts what it gets on the command line
as it is. So no name with characters that nobody sees is proposed, and bash gets names in which
every sign that it could act on has a backslash before it. zsh and fish quote by themselves.
"""

import os
import re
from collections.abc import Iterable
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

from l10n.cli.console import say_lines
from l10n.cli.options import Command
from l10n.errors import L10nError
from l10n.lines import printable
from l10n.messages import _
from l10n.regex import regex

VARIABLE = "_L10N_COMPLETE"
"""The variable of the environment by which a shell's script asks for proposals."""
_ACTED_ON = regex(r"[^\w@%+=:,./-]|^=")
"""What bash reads otherwise than as a letter, and `=` where it may begin a word."""
_QUOTES = {"'": "'", '"': '"$`\\!'}
"""What ends, or acts in, each kind of quotes."""


class _Bash(BashComplete):
    """bash: proposals are read whole, and put on the command line so that they are one word."""

    def source(self) -> str:
        """The script, which neither drops a backslash nor takes a name for a pattern."""
        script = super().source()
        return script.replace("read type value", "read -r type value").replace(
            "COMPREPLY+=($value)", 'COMPREPLY+=("$value")'
        )

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Leave out what cannot stand in the quotes that are open."""
        found = super().get_completions(args, incomplete)
        acting = _QUOTES.get(self._open_quote())
        if acting is None:
            return found
        return [each for each in found if not set(acting) & set(each.value)]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """One line, the name as bash has to read it."""
        if self._open_quote():
            return f"{item.type},{item.value}"
        return f"{item.type},{_ACTED_ON.sub(_with_backslash, item.value)}"

    @staticmethod
    def _open_quote() -> str:
        """The quotation mark that the word begins with which is being completed."""
        words = os.environ["COMP_WORDS"].split("\n")
        number = int(os.environ["COMP_CWORD"])
        start = words[number][:1] if number < len(words) else ""
        return start if start in _QUOTES else ""


class _Fish(FishComplete):
    """fish: a comma in a name does not end it."""

    def source(self) -> str:
        """The script, which parts the kind from the name at the first comma alone."""
        return super().source().replace('string split ","', 'string split -m 1 ","')


_SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": ZshComplete, "fish": _Fish}


@click.command(
    "completion",
    cls=Command,
    help=_('Print the completion script: add `eval "$(l10n completion bash)"` to ~/.bashrc.'),
)
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script of a shell."""
    found = _SHELLS[shell](ctx.find_root().command, {}, "l10n", VARIABLE)
    say_lines(found.source())


def answer(group: click.Command, request: str) -> int:
    """Answer a shell that asks for its script or for proposals (`bash_complete`); an exit code.

    What goes wrong here is said by the command itself, once it is run.
    """
    name, _separator, wish = request.partition("_")
    if name not in _SHELLS or wish not in ("source", "complete"):
        return 1
    shell = _SHELLS[name](group, {}, "l10n", VARIABLE)
    try:
        say_lines(shell.source() if wish == "source" else shell.complete())
    except (click.ClickException, L10nError, OSError, LookupError, ValueError):
        return 1
    return 0


def proposable(names: Iterable[str]) -> list[str]:
    """The names in which a person sees every character, on one line."""
    return [name for name in names if printable(name) == name]


def _with_backslash(match: re.Match[str]) -> str:
    return "\\" + match.group()
