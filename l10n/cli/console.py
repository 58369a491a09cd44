"""What commands share: finding the workspace, tables, progress bars, JSON."""

import contextlib
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.messages import _
from l10n.store import workspace
from l10n.store.workspace import Workspace

if TYPE_CHECKING:
    from l10n.model.article import Problem

Advance = Callable[[int, int | None], None]
"""Told how many are done and how many there are in all, None where that is not known."""

json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))


def here() -> Workspace:
    """Find the workspace that the command was started in."""
    folder: Path = click.get_current_context().find_root().obj
    return workspace.find(folder)


def print_json(value: object) -> None:
    """Print a value as JSON, two blanks deep, in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print columns, as wide as they need to be; `right` names the columns of numbers."""
    every = [list(head), *[list(row) for row in rows]]
    widths = [max(width(row[column]) for row in every) for column in range(len(head))]
    for number, row in enumerate(every):
        cells = [_padded(cell, widths[column], column in right) for column, cell in enumerate(row)]
        line = "  ".join(cells).rstrip()
        click.echo(click.style(line, bold=True) if number == 0 else line)


def width(text: str) -> int:
    """Count the columns that a text takes in a terminal (Unicode TR 11: wide and fullwidth: 2)."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _padded(text: str, columns: int, right: bool) -> str:
    space = " " * (columns - width(text))
    return space + text if right else text + space


@contextlib.contextmanager
def progress(description: str, *, unit: str = "") -> Iterator[Advance]:
    """Show a bar on a terminal's error stream; nothing on a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    amount = DownloadColumn() if unit == "bytes" else TextColumn("{task.completed}/{task.total}")
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        amount,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(description, total=None)

        def advance(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

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


def warn(text: Any) -> None:
    """Say one line on the error stream."""
    click.echo(f"l10n: {text}", err=True)
