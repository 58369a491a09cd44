"""What commands share: finding the workspace, progress bars, JSON, lines that many of them say."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from l10n.errors import L10nError
from l10n.messages import _
from l10n.store import workspace
from l10n.store.workspace import Workspace

if TYPE_CHECKING:
    from l10n.model.article import Problem

Advance = Callable[[int, int | None], None]
"""Told how many are done and how many there are in all, None where that is not known."""

json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))


def here() -> Workspace:
    """The workspace that the command was started in; raises L10nError where there is none."""
    folder: Path = click.get_current_context().find_root().obj
    return workspace.find(folder)


def print_json(value: object) -> None:
    """Print a value as JSON, two blanks deep, in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def error_json(error: "L10nError") -> dict[str, object]:
    """An error as JSON has it: its code, where, what is wrong, what helps, each None if unknown."""
    return {
        "code": error.code,
        "path": None if error.path is None else str(error.path),
        "line": error.line,
        "message": error.message,
        "remedy": error.remedy,
    }


@contextlib.contextmanager
def progress(description: str, *, unit: str = "") -> Iterator[Advance]:
    """Show a bar on a terminal's error stream; nothing on a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    # What is to be done is not known before the first call.
    amount = DownloadColumn() if unit == "bytes" else TextColumn("{task.fields[amount]}")
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        amount,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(description, total=None, amount="")

        def advance(done: int, total: int | None) -> None:
            amount = "" if total is None else f"{done}/{total}"
            bar.update(task, completed=done, total=total, amount=amount)

        yield advance


def own_language(own: Iterable[tuple[str, str]], *, err: bool = False) -> None:
    """Name the articles that are in their only target locale already."""
    for name, locale in own:
        click.echo(
            _("articles/{name}: is in {locale} already").format(name=name, locale=locale), err=err
        )


def problem_lines(name: str, problems: Iterable["Problem"]) -> None:
    """Say which parts of an article could not be taken in."""
    for problem in problems:
        click.echo(f"articles/{name}:{problem.line}: {problem.message.text()}")


def report_errors(errors: Iterable[L10nError]) -> None:
    """Say each error on the error stream; where there are any, end with the highest exit code."""
    codes = []
    for error in errors:
        warn(error)
        codes.append(error.exit_code)
    if codes:
        leave(max(codes))


def leave(code: int) -> NoReturn:
    """End the command with an exit code."""
    click.get_current_context().exit(code)


def warn(text: Any) -> None:
    """Say one line on the error stream."""
    click.echo(f"l10n: {text}", err=True)
