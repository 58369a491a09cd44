"""What commands share: finding the workspace, printing, progress bars, JSON."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

import click
from click.exceptions import Exit, NoArgsIsHelpError

from l10n.errors import ConflictError, L10nError
from l10n.lines import printable, printable_json, printable_lines
from l10n.messages import _, language
from l10n.regex import regex

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID
    from rich.text import Text

    from l10n.desk.desk import Desk
    from l10n.model.layout import Layout
    from l10n.steps.words_diff import Change
    from l10n.store.workspace import Workspace

Advance = Callable[[int, int | None], None]
"""Told how many are done and how many there are in all, None where that is not known."""

_READERS = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""Variables of services that take lines of a log for commands to them."""
_COMMAND = regex(r"^(\s*):(?=:)|(#)(?=#\w*\[)")
"""How such a command begins: `::` on a line of its own, `##[` and `##vso[` anywhere in it."""

_LOOKS: Mapping[str, dict[str, Any]] = {
    "same": {"reset": False},
    "gone": {"fg": "red", "strikethrough": True},
    "new": {"fg": "green", "underline": True},
}
"""How the parts of an edited text look on a terminal, besides their brackets."""

_LAYOUT = "l10n.layout"
"""Under which a command's context keeps where articles are and pages go."""
STARTED_IN = "l10n.started_in"
"""Under which it keeps the folder that it was started in, if -C names another one."""

json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))


def here() -> "Workspace":
    """The workspace that the command was started in; raises L10nError where there is none."""
    from l10n.store import workspace

    context = click.get_current_context()
    found = workspace.find(Path())
    context.call_on_close(lambda: _end_with_rescues(found))
    return found


def desk_here(*, jobs: int | None = None) -> "Desk":
    """The desk of that workspace: every command that works on articles begins with it.

    From then on articles and pages are named by the places that its workflows give them. `jobs` is
    on how many cores the command may work, if it asks for that.
    """
    from l10n.desk.desk import open_desk

    desk = open_desk(here())
    _name_places(desk)
    return desk if jobs is None else replace(desk, jobs=jobs, threads=jobs)


def desk_again(before: "Desk") -> "Desk":
    """A desk as its workflows are now, for a command that stays; raises WorkflowError."""
    from l10n.desk.desk import open_desk
    from l10n.store.workspace import Workspace

    desk = open_desk(Workspace(before.workspace.root))
    _name_places(desk)
    return replace(desk, jobs=before.jobs, threads=before.threads)


def _name_places(desk: "Desk") -> None:
    """Name articles and pages by the places of a desk from now on."""
    click.get_current_context().meta[_LAYOUT] = desk.workspace.layout


def shown_article(name: str) -> str:
    """An article as people are told of it: by its path in the workspace."""
    return _layout().article(name)


def shown_page(locale: str, name: str) -> str:
    """The page of an article as people are told of it: by its path in the workspace."""
    return _layout().page(locale, name)


def shown_pages(locale: str, name: str) -> str:
    """The folder of an article's page and its like, with the locale, likewise."""
    folder = _layout().page_folder(locale, name)
    return f"{folder}/" if locale in folder.split("/") else f"{folder}/ ({locale})"


def shown_folder() -> str:
    """The folder of the articles, likewise."""
    return _layout().articles


def _layout() -> "Layout":
    from l10n.model.layout import STANDARD

    context = click.get_current_context(silent=True)
    return STANDARD if context is None else context.meta.get(_LAYOUT, STANDARD)


def _end_with_rescues(workspace: "Workspace") -> None:
    """Say what was saved while the command replaced it; then end as with any conflict."""
    # An interruption, and whatever else ends the command early, keeps its own exit code.
    if tell_of_rescues(workspace) and isinstance(sys.exc_info()[1], Exit | None):
        raise Exit(ConflictError.exit_code)


def tell_of_rescues(workspace: "Workspace") -> bool:
    """Say what was saved while the command replaced it; False where nothing was."""
    rescues = workspace.look_again()
    for each in rescues:
        path = workspace.shown(each.path)
        if each.kept is None:
            text = _("{path}: was saved while it was being replaced; it is as it was saved")
            warn(text.format(path=path) + " — " + _("run the command again"))
        else:
            text = _("{path}: was saved while it was being replaced; what was saved is in {kept}")
            warn(text.format(path=path, kept=workspace.shown(each.kept)))
    return bool(rescues)


def is_terminal() -> bool:
    """True if a person can be asked: both sides of the command are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def confirmed(question: str) -> bool:
    """Ask a person at a terminal; only a plain yes is one."""
    return click.confirm(printable(question), default=False)


def say(text: object = "", *, err: bool = False, bold: bool = False) -> None:
    """Print one line, on the error stream if `err`; no other function of the commands prints text.

    Whatever the line is made of, it stays one line and moves nothing on a terminal: see
    `lines.printable`. Nor does it command the service of CI that keeps the log. `bold` is for a
    terminal alone.
    """
    line = _commanding_nothing(printable(str(text)), "\\x")
    click.echo(click.style(line, bold=True) if bold else line, err=err)


def say_all(lines: Iterable[str]) -> None:
    """Print many lines, each as `say` prints one, at once: a long table is written in one go."""
    shown = list(lines)
    whole = "".join(shown)
    if not (whole.isascii() and whole.isprintable()):
        shown = [printable(line) for line in shown]
    if any(os.environ.get(name) for name in _READERS):
        shown = [_commanding_nothing(line, "\\x") for line in shown]
    if shown:
        click.echo("\n".join(shown))


def ask(prompt: str) -> None:
    """Print what a person types behind, on the same line."""
    click.echo(printable(prompt), nl=False)


def say_changes(changes: "Iterable[Change]", *, lead: str = "", err: bool = False) -> None:
    """Print one line: an edited text behind a lead; on a terminal, what changed is coloured too."""
    from l10n.steps.words_diff import bracketed

    line = click.style(printable(lead), reset=False) if lead else ""
    for each in bracketed(changes):
        line += click.style(each.text, **_LOOKS[each.kind])
    click.echo(_commanding_nothing(line, "\\x"), err=err)


def rich_changes(changes: "Iterable[Change]") -> "Text":
    """An edited text for a screen that rich draws; no markup is read in it."""
    from rich.text import Text

    from l10n.steps.words_diff import bracketed

    styles = {"same": "", "gone": "red strike", "new": "green underline"}
    return Text.assemble(*((each.text, styles[each.kind]) for each in bracketed(changes)))


def say_lines(text: str, *, err: bool = False) -> None:
    """Print several lines of our own, such as a usage or a script for a shell; tabs are kept."""
    click.echo(printable_lines(text), err=err)


def show_usage_error(error: click.ClickException) -> None:
    """Say what click finds wrong with a command line, in click's own words and form.

    Only its message has what was typed in it; all the rest is ours or click's, in several lines.
    """
    if not isinstance(error, click.MissingParameter | NoArgsIsHelpError):
        error.__dict__["message"] = printable(error.message)
    shown = io.StringIO()
    error.show(shown)
    say_lines(shown.getvalue().rstrip("\n").expandtabs(4), err=True)


def show_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say where a mistake of our own came to light, as Python does, and steer nothing by it."""
    from traceback import format_exception

    say_lines("".join(format_exception(kind, error, trace)).rstrip("\n"), err=True)


def print_json(value: object) -> None:
    """Print a value as JSON, two blanks deep, in UTF-8; what could steer a terminal is escaped."""
    text = printable_json(json.dumps(value, ensure_ascii=False, indent=2))
    click.echo(_commanding_nothing(text, "\\u00"))


def _commanding_nothing(text: str, escape: str) -> str:
    """A text in which a service of CI that reads its log finds no command; elsewhere the same."""
    if not any(os.environ.get(name) for name in _READERS):
        return text
    return _COMMAND.sub(
        lambda found: f"{found[1] or ''}{escape}{ord(found[2] or ':'):02x}",
        text,
    )


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
    with bars() as bar:
        yield bar(description, unit, True)


@contextlib.contextmanager
def bars() -> Iterator[Callable[[str, str, bool], Advance]]:
    """Show several bars there, one below the other; each by what it is for, and its unit.

    The last argument is whether it is there at once. One that is not comes with its first call, and
    goes when all is done.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda description, unit, at_once: lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[amount]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with shown:
        yield lambda description, unit, at_once: _Bar(shown, description, unit, at_once)


class _Bar:
    """One of several bars; called as an `Advance`."""

    def __init__(self, bars: "Progress", description: str, unit: str, at_once: bool) -> None:
        self._bars = bars
        self._description = description
        self._in_bytes = unit == "bytes"
        # What is to be done is not known before the first call.
        self._task = self._added() if at_once else None
        self._stays = at_once

    def __call__(self, done: int, total: int | None) -> None:
        if self._task is None:
            self._task = self._added()
        amount = "" if total is None else self._amount(done, total)
        self._bars.update(self._task, completed=done, total=total, amount=amount)
        if done == total and not self._stays:
            self._bars.remove_task(self._task)
            self._task = None

    def _added(self) -> "TaskID":
        return self._bars.add_task(self._description, total=None, amount="")

    def _amount(self, done: int, total: int) -> str:
        if not self._in_bytes:
            return f"{done}/{total}"
        return f"{shown_size(done)}/{shown_size(total)}"


def shown_size(size: int) -> str:
    """Bytes as a person reads them: `1.2 MB`."""
    from l10n.language.locales import format_size

    return format_size(size, language())


@contextlib.contextmanager
def output() -> Iterator[TextIO]:
    """Standard output for a file as it is, in UTF-8; on a terminal nothing in it steers that."""
    if sys.stdout.isatty():
        yield cast(TextIO, _Seen())
        return
    binary = cast(io.BufferedWriter, sys.stdout.buffer)
    text = io.TextIOWrapper(binary, "utf-8", "surrogatepass", newline="")
    try:
        yield text
        text.flush()
    finally:
        text.detach()


class _Seen(io.TextIOBase):
    """A terminal that a file is written to."""

    def write(self, text: str) -> int:
        """Print it, line ends and tabs as they are."""
        click.echo(printable_lines(text), nl=False)
        return len(text)


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


def warn(text: object) -> None:
    """Say one line on the error stream, with the name of the command before it."""
    say(f"l10n: {text}", err=True)
