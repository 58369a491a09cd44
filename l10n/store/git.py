"""What git has on record: whether it holds a file, and what it has of it in the index."""

import contextlib
import hashlib
import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.store.clone import repository_of
from l10n.store.text_file import MAX_BYTES

if TYPE_CHECKING:
    import subprocess

SECONDS = 5.0
"""How long git may take for an answer."""
_ELSEWHERE = (
    "GIT_DIR",
    "GIT_COMMON_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
)
"""Variables that would lead git to another repository than that of the folder."""
_LOCAL = {
    # An object that a partial clone has not fetched is none that git has put here.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
}

_HARMLESS = ("-c", "core.fsmonitor=false")
"""Whatever reads git's index runs the program that a repository names here, `cat-file` too."""


def names(data: bytes) -> tuple[str, ...]:
    """The names that git has for a file, in a repository of either object format.

    Line ends that it wrote as CRLF are seen through. What a filter of the repository has made of a
    file is not: no program that a repository names is ever run.
    """
    forms = dict.fromkeys((data, data.replace(b"\r\n", b"\n")))
    return tuple(name for form in forms for name in _names(form))


class Git:
    """What git is asked by one command: no more once it has given no answer in time."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """`seconds` is how long it may take for an answer."""
        self._seconds = seconds
        self._silent = False

    def on_record(self, folder: Path, wanted: Iterable[str]) -> bool:
        """True if the repository that a folder lies in holds a file of one of these names.

        What git writes into a working tree it holds: of a commit, a stash or a clean merge. False
        without git, outside a repository, and where git gives no answer in time.
        """
        question = "".join(f"{name}\n" for name in wanted)
        found = self.asked(("--batch-check",), folder, question)
        return any(line.split()[1:2] == [b"blob"] for line in found.splitlines())

    def staged(self, path: Path) -> bytes | None:
        """What the index has of a file; None for nothing, or more than a text file holds."""
        if "\n" in path.name:
            return None
        found = self.asked(("--batch-check",), path.parent, f":./{path.name}\n").split()
        if len(found) != 3 or found[1] != b"blob" or int(found[2]) > MAX_BYTES:
            return None
        data = self.asked(("blob", found[0].decode()), path.parent, "")
        return data if len(data) == int(found[2]) else None

    def asked(self, arguments: tuple[str, ...], folder: Path, question: str) -> bytes:
        """What `git cat-file` answers; nothing where it fails or takes too long.

        In a session of its own it has no terminal to ask anything on.
        """
        # Most commands never ask git.
        import subprocess

        process = None if self._silent else started(("cat-file", *arguments), folder)
        if process is None:
            return b""
        answer = b""
        with process:
            try:
                answer, _errors = process.communicate(os.fsencode(question), timeout=self._seconds)
            except subprocess.TimeoutExpired:
                self._silent = True
                # What it has started may hold its output open.
                with contextlib.suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
            except OSError:
                process.kill()
        return answer if process.returncode == 0 else b""


def place_of(folder: Path) -> str:
    """The path of a folder from that of the repository which it lies in, as git writes it.

    Empty where both are one, and outside a repository. Git itself is not asked.
    """
    real = Path(os.path.realpath(folder))
    top = repository_of(folder)
    return "" if top in (None, real) else real.relative_to(top).as_posix()


def started(
    command: tuple[str, ...], folder: Path, *, errors: int | None = None
) -> "subprocess.Popen[bytes] | None":
    """A command of git in a folder; None where there is no git, or it cannot be started.

    Only commands that run no program which a repository names belong here: those that look up
    objects and names of commits, `config` and `merge-file`. Nothing is fetched, and nothing is
    asked of a person. What it says on its error stream goes nowhere, or where `errors` says.
    """
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None or not Path(git).is_absolute():
        return None
    environment = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    try:
        return subprocess.Popen(
            (git, *_HARMLESS, *command),
            cwd=folder,
            env=environment | _LOCAL,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if errors is None else errors,
            start_new_session=True,
        )
    except OSError:
        return None


def _names(data: bytes) -> tuple[str, str]:
    whole = b"blob %d\0%b" % (len(data), data)
    sha1 = hashlib.sha1(whole, usedforsecurity=False)
    return sha1.hexdigest(), hashlib.sha256(whole).hexdigest()
