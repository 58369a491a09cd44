"""A text in a person's own editor: $VISUAL or $EDITOR, on a file that nobody else can read."""

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import FileError, UsageError
from l10n.messages import _
from l10n.store.text_file import read_text

FALLBACKS = ("sensible-editor", "nano", "vi")
"""Where no variable names an editor."""
CUT = ">8"
"""What the line begins with, behind a sign of its own, below which nothing is read."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What an editor left."""

    text: str | None
    """The text; None where the file is gone."""
    failed: bool = False
    """The editor ended with an error: what it left may not be meant."""


def editor_command(environment: Mapping[str, str] | None = None) -> list[str]:
    """The words that start a person's editor; raises UsageError where none is to be had."""
    values = os.environ if environment is None else environment
    named = next((values[name] for name in ("VISUAL", "EDITOR") if values.get(name)), "")
    if named:
        try:
            words = shlex.split(named)
        except ValueError:
            words = []
        if words and shutil.which(words[0]):
            return words
        raise UsageError(
            _("the editor “{name}” is not to be found").format(name=named),
            code="USE-080",
            remedy=_("correct $VISUAL or $EDITOR"),
        )
    for name in FALLBACKS:
        if shutil.which(name):
            return [name]
    raise UsageError(
        _("no editor is named"), code="USE-081", remedy=_("name one in $VISUAL or $EDITOR")
    )


def edited_outside(text: str, below: str = "") -> Outside:
    """Let a person edit a text in their editor; `below` is shown under it, and not read.

    The file lies in a folder that is the person's alone, and is deleted whatever happens, except
    where what was saved is no UTF-8: then the error names it. Raises UsageError without an editor,
    FileError for what the system refuses.
    """
    command = editor_command()
    try:
        folder = Path(tempfile.mkdtemp(prefix="l10n-"))
    except OSError as error:
        raise _unwritable(error) from None
    # What the text itself has is no cut.
    sign = "#"
    while f"{sign} {CUT}" in text:
        sign += "#"
    cut = f"{sign} {CUT} "
    tail = "" if not below else f"\n{cut}{below}\n"
    path = folder / "translation.txt"
    try:
        _write(path, f"{text}\n{tail}")
        with _deaf():
            code = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _unwritable(error) from None
    try:
        left = _above(read_text(path), cut)
    except FileError as error:
        if os.path.lexists(path):
            # What was saved is a person's: it stays where the error says.
            raise error.at(path=path) from error
        left = None
    shutil.rmtree(folder, ignore_errors=True)
    return Outside(left, failed=code != 0)


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text.encode())


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl+C is for the editor alone as long as it is open."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:
        # Not in the main thread, which is asked elsewhere then.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _above(text: str, cut: str) -> str:
    """What stands above the cut; without one, all."""
    lines = text.replace("\r\n", "\n").split("\n")
    place = next((n for n, line in enumerate(lines) if line.startswith(cut.rstrip())), len(lines))
    return "\n".join(lines[:place]).rstrip("\n")


def _unwritable(error: OSError) -> FileError:
    return FileError(
        _("no file can be made for the editor: {why}").format(why=error.strerror or error),
        code="EDIT-004",
        path=error.filename,
    )
