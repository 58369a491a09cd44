"""The command group: commands are imported when called, errors become one line."""

import atexit
import contextlib
import errno
import gc
import io
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from l10n import __version__
from l10n.cli.console import STARTED_IN, say, show_crash, show_usage_error, warn
from l10n.errors import FileError, L10nError
from l10n.messages import N_, _, bind_standard, settled

COMMANDS: dict[str, str] = {
    "init": N_("Lay out a workspace in a folder."),
    "add": N_("Copy articles into the workspace."),
    "align": N_("Win entries of the memory from articles published in two languages."),
    "rename": N_("Give an article another name, with all that belongs to it."),
    "sync": N_("Bring catalogs up to date with their articles, and draft what is empty."),
    "watch": N_("Sync and publish by itself whenever a file is saved."),
    "send": N_("Copy catalogs out for translators who have no git."),
    "receive": N_("Take translated PO files back."),
    "status": N_("Show how far each article is, and what blocks publishing."),
    "review": N_("Read translations beside their source, and accept, edit or approve them."),
    "check": N_("Name what may hurt in translations: numbers, dates, negations, tags and more."),
    "ask": N_("Ask the translators a question about one text, or list what was asked."),
    "effort": N_("Tell what editing machine drafts took: edits, engines, translators, months."),
    "preview": N_("Show an article in both languages side by side, as a page."),
    "approve": N_("Sign translations as they are now."),
    "reject": N_("Send translations back, with a reason."),
    "publish": N_("Rebuild articles in the other language."),
    "correct": N_("Publish a corrected page, and record why."),
    "rollback": N_("Set a page back to an earlier version."),
    "retract": N_("Take a page back."),
    "log": N_("Show what was published, when, by whom, and how it was made."),
    "diff": N_("Show what became of a page from one version to another."),
    "coverage": N_("Count what is translated; the gate for CI."),
    "memory": N_("Look into the translation memory; take files into it and out of it."),
    "glossary": N_("Exchange terms with other tools."),
    "engines": N_("List the engines of each workflow, and compare what they draft."),
    "models": N_("List, install and remove translation models."),
    "merge-driver": N_("Merge two versions of a catalog for git, entry by entry."),
    "completion": N_("Print the shell's completion script."),
}
"""Each command and its line in the help; the module of a command is imported when it is run."""

EXIT_CODES = N_(
    "Exit codes: 0 done; 1 the answer is no (coverage below the gate, publishing refused); "
    "2 wrong usage; 3 a file needs a person; 4 an engine or a model is missing or failed; "
    "5 something else changed a file or holds the workspace; 130 interrupted; 141 whatever read "
    "the output has closed it."
)


class Commands(click.Group):
    """A group whose commands are looked up by name and imported late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"l10n.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(line)) for name, line in COMMANDS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Name the exit codes."""
        formatter.write_paragraph()
        formatter.write_text(_(EXIT_CODES))

    def make_context(self, *arguments: Any, **values: Any) -> click.Context:
        """Read the command line; help is printed here too."""
        with _shell_manners():
            return super().make_context(*arguments, **values)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _shell_manners():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command for one that there is not."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1)
            text = _("There is no command “{name}”.").format(name=name)
            if near:
                text += " " + _("Did you mean “{near}”?").format(near=near[0])
            ctx.fail(text)
        return super().resolve_command(ctx, args)


@contextlib.contextmanager
def _shell_manners() -> Iterator[None]:
    """Say usage errors ourselves, and end with codes of a shell where click would end with 1.

    That is for the answer no. They are 130 for an interruption, 141 where `| head` has read enough.
    """
    try:
        yield
    except click.ClickException as error:
        with _unheard():
            show_usage_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say(_("l10n: interrupted"), err=True)
        sys.exit(130)
    except BrokenPipeError:
        _drop_output()
        sys.exit(141)


def _group() -> Commands:
    group = Commands(
        name="l10n",
        help=_("Translate a newsroom's articles: segments, drafts, PO files, published versions."),
        callback=_start,
        no_args_is_help=True,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        params=[
            click.Option(
                ["-C", "--directory"],
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                default=Path(),
                metavar=_("FOLDER"),
                help=_("Work as if started in this folder."),
            ),
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    return click.version_option(__version__, prog_name="l10n", message="%(prog)s %(version)s")(
        group
    )


@click.pass_context
def _start(ctx: click.Context, directory: Path) -> None:
    """Go to the folder of -C until the command ends: whatever is named is looked for there."""
    if directory == Path():
        return
    ctx.meta[STARTED_IN] = before = _present_folder()
    try:
        os.chdir(directory)
    except OSError as error:
        raise FileError(
            _("cannot be read: {reason}").format(reason=error.strerror),
            code="WS-003",
            path=str(directory),
        ) from None
    if before is not None:
        ctx.call_on_close(partial(os.chdir, before))


def _present_folder() -> Path | None:
    """Where the command was started; None for a folder that has been removed."""
    try:
        return Path.cwd()
    except OSError:
        return None


def main(arguments: Sequence[str] | None = None) -> Any:
    """Run the command line; every L10nError ends it with one line and the error's exit code."""
    sys.excepthook = show_crash
    _collect_seldom()
    with settled():
        return _run(arguments)


def _run(arguments: Sequence[str] | None) -> Any:
    bind_standard()
    _fill_closed_streams()
    request = os.environ.get("_L10N_COMPLETE")
    if request:
        from l10n.cli.completion import answer

        sys.exit(answer(_group(), request))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        return _group().main(list(arguments) if arguments is not None else None, prog_name="l10n")
    except L10nError as error:
        with _unheard():
            warn(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say(_("l10n: interrupted"), err=True)
        sys.exit(130)
    except OSError as error:
        _give_up(error)
        sys.exit(L10nError.exit_code)


@cache
def _collect_seldom() -> None:
    """Let Python look for cycles of objects seldom, and not at all when the process ends.

    Modules are hundreds of thousands of objects that stay; looking through them again and again,
    and once more at the end, took a third of a short command. A command that reads one article ends
    before it is looked for the first time.
    """
    gc.set_threshold(150_000, 20, 20)
    gc.callbacks.append(_collect_from_now_on)
    atexit.register(gc.freeze)


def _collect_from_now_on(phase: str, info: dict[str, int]) -> None:
    """What was made by the first look for cycles is modules: what comes then is work."""
    gc.callbacks.remove(_collect_from_now_on)
    gc.set_threshold(30_000, 20, 20)


class _Closed(io.TextIOBase):
    """An output that the caller has closed, instead of Python's None, which is silent."""

    def write(self, text: str) -> int:
        """Raise OSError."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _fill_closed_streams() -> None:
    """Let no file get the number of a stream that is closed: libraries write to those by number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = _Closed()


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """An error that cannot be said still has its exit code."""
    try:
        yield
    except OSError:
        _drop_output()


def _give_up(error: OSError) -> None:
    """Say in one line what the system refused, if it can be said at all."""
    why = error.strerror or str(error)
    if error.filename is None:
        text = _("the output cannot be written: {why}").format(why=why)
    else:
        text = f"{error.filename}: {why}"
    with contextlib.suppress(OSError):
        warn(text)
    _drop_output()


def _drop_output() -> None:
    """At the end Python would try once more to write out what is left, and say that it cannot."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
