"""The past of one file in git: each commit that changed it, its author, and what the file was then.

Git is asked by `rev-list`, `diff-tree` and `cat-file`, with everything switched off by which a
repository could have a program of its own run. What a shallow or partial clone lacks is not known.
"""

import contextlib
import os
import signal
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from l10n.dataclass import dataclass
from l10n.messages import N_, Message, message
from l10n.model.person import Person
from l10n.model.signature import shown_date
from l10n.regex import regex
from l10n.store.git import started
from l10n.store.text_file import MAX_BYTES, read_bytes

MOST = 2_000
"""Commits of one file that are looked at; what is older is not known."""
SECONDS = 20.0
"""How long the past of one file may take; once git has taken longer, it is not asked again."""
_NAMED = regex(rb"(?P<name>[^<>\n]*+)<(?P<email>[^<>\n]*+)> (?P<when>[0-9]{1,11}) [^\n]*+")


@dataclass(frozen=True, slots=True)
class FileCommit:
    """A commit that changed a file."""

    name: str
    parents: tuple[str, ...]
    """The commits before it that changed the file, by the lines of history that led to it."""
    author: Person
    date: str
    """When it was written: ISO 8601, UTC, seconds."""
    file: str
    """Name of the file's bytes; empty where it was removed."""
    cut: bool = False
    """What was before it is not here: the clone is shallow, or it is the oldest looked at."""


class UnknownPastError(Exception):
    """Git cannot tell a file's past."""

    def __init__(self, why: Message) -> None:
        """`why` is told to a person."""
        super().__init__(why.template)
        self.why = why


class Authors:
    """Asks git for the past of files, for one command."""

    def __init__(self, folder: Path, *, seconds: float = SECONDS) -> None:
        """`folder` lies in the repository; `seconds` bound the answers on one file."""
        self._folder = folder
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self._silent = False
        self._sizes: dict[str, int] = {}
        """In bytes, of the files of each past."""
        self._commit: str | None = None
        self._refused: Message | None = None
        self._boundary: frozenset[str] | None = None
        self._top: Path | None = None

    def state(self) -> str:
        """Names what git's answers go by: another commit may tell of other authors.

        Empty where there is none.
        """
        with contextlib.suppress(UnknownPastError):
            return self._head()
        return ""

    def begin(self) -> None:
        """Begin with another file: the time for its answers runs from now."""
        self._deadline = time.monotonic() + self._seconds

    def check_time(self) -> None:
        """Raise UnknownPastError where the time for a file is over."""
        if time.monotonic() > self._deadline:
            raise UnknownPastError(message(N_("its history is too long to be read in time")))

    def past(self, path: Path, since: str = "HEAD") -> tuple[FileCommit, ...]:
        """The commits that changed a file up to one, newest first, each before its parents.

        None of them where git never had it. Raises UnknownPastError where git cannot tell.
        """
        if not self._head():
            return ()
        place = self._place(path)
        listed = self._asked(
            "--literal-pathspecs", "rev-list", "--parents", "--topo-order", f"--max-count={MOST}",
            since, "--", place,
        )  # fmt: skip
        lines = [line.split() for line in listed.decode("ascii", "replace").splitlines()]
        files = self._files([names[0] for names in lines], place)
        commits = self._commits(names[0] for names in lines)
        boundary = self._shallow()
        known = {names[0] for names in lines}
        found = []
        for name, *parents in lines:
            author, date = commits.get(name, (Person(""), ""))
            here = tuple(each for each in parents if each in known)
            cut = name in boundary or len(here) < len(parents)
            found.append(FileCommit(name, here, author, date, files.get(name, ""), cut))
        return tuple(found)

    def removed_in(self, commit: FileCommit, folder: Path) -> Iterator[tuple[Path, str]]:
        """The files below a folder that a commit took away, and its first parent's name.

        A file that was renamed is found so: what it was is gone in the commit that brings it.
        """
        place = self._place(folder)
        told = self._asked(
            "--literal-pathspecs", "diff-tree", "-r", "-z", "--no-renames", "--name-only",
            "--diff-filter=D", "--no-commit-id", commit.name, "--", place,
        )  # fmt: skip
        for name in filter(None, told.split(b"\0")):
            yield self._root() / PurePosixPath(os.fsdecode(name)), f"{commit.name}^"

    def contents(self, files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of files of a past, by the names that it has for them.

        Those that no file of a newsroom can have are left out, and so is what no past told of.
        """
        some: list[str] = []
        whole = 0
        for name in dict.fromkeys(files):
            size = self._sizes.get(name, MAX_BYTES + 1)
            if size > MAX_BYTES:
                continue
            if some and whole + size > MAX_BYTES:
                yield from self._objects(some)
                some, whole = [], 0
            some.append(name)
            whole += size
        if some:
            yield from self._objects(some)

    def _files(self, commits: Iterable[str], place: str) -> dict[str, str]:
        """The name of a file's bytes in each commit that has it."""
        wanted = list(commits)
        question = "".join(f"{name}:{place}\n" for name in wanted)
        told = self._asked("cat-file", "--batch-check", question=question)
        answers = told.decode("utf-8", "replace").splitlines()
        found: dict[str, str] = {}
        for name, words in zip(wanted, map(str.split, answers), strict=False):
            if len(words) == 3 and words[1] == "blob":
                found[name] = words[0]
                self._sizes[words[0]] = int(words[2])
        return found

    def _commits(self, names: Iterable[str]) -> dict[str, tuple[Person, str]]:
        """Author and date of each commit that is here."""
        found: dict[str, tuple[Person, str]] = {}
        for name, data in self._objects(names):
            for line in data.partition(b"\n\n")[0].split(b"\n"):
                match = _NAMED.fullmatch(line.removeprefix(b"author "))
                if line.startswith(b"author ") and match is not None:
                    found[name] = (_person(match["name"], match["email"]), _date(match["when"]))
        return found

    def _objects(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        question = "".join(f"{name}\n" for name in names)
        answer = self._asked("cat-file", "--batch", question=question) if question else b""
        place = 0
        while (end := answer.find(b"\n", place)) >= 0:
            told = answer[place:end].split(b" ")
            if len(told) != 3 or not told[2].isdigit():
                place = end + 1
                continue
            start = end + 1
            place = start + int(told[2]) + 1
            yield told[0].decode("ascii", "replace"), answer[start : place - 1]

    def _place(self, path: Path) -> str:
        """A path as git names it from the repository's folder, told from ours."""
        place = Path(os.path.relpath(os.path.realpath(path), self._root())).as_posix()
        if place.startswith("../") or "\n" in place:
            raise UnknownPastError(message(N_("the catalog lies outside of the git repository")))
        return place

    def _root(self) -> Path:
        """The folder of the repository; that of the workspace where nobody has asked."""
        return self._folder if self._top is None else self._top

    def _head(self) -> str:
        """The commit that is checked out; empty in a repository that has none yet."""
        if self._commit is not None:
            return self._commit
        if self._refused is not None:
            raise UnknownPastError(self._refused)
        told = self._asked("rev-parse", "--show-toplevel", failing=True).removesuffix(b"\n")
        if not told:
            self._refused = message(N_("this is no git repository, or git refuses it"))
            raise UnknownPastError(self._refused)
        self._top = Path(os.path.realpath(os.fsdecode(told)))
        head = self._asked("rev-parse", "--verify", "--quiet", "HEAD^{commit}", failing=True)
        self._commit = head.strip().decode("ascii", "replace")
        return self._commit

    def _shallow(self) -> frozenset[str]:
        """The commits whose parents a shallow clone does not have."""
        if self._boundary is None:
            told = self._asked("rev-parse", "--git-path", "shallow").removesuffix(b"\n")
            path = self._root() / os.fsdecode(told)
            lines = read_bytes(path).decode("ascii", "replace").split() if path.exists() else ()
            self._boundary = frozenset(lines)
        return self._boundary

    def _asked(self, *command: str, question: str = "", failing: bool = False) -> bytes:
        """What git answers, in what is left of the time; with `failing`, it may answer no."""
        if self._silent:
            raise UnknownPastError(message(N_("git gives no answer in time")))
        # Most commands never ask git.
        import subprocess

        left = max(0.0, self._deadline - time.monotonic())
        process = started(command, self._root())
        if process is None:
            raise UnknownPastError(message(N_("git is not installed")))
        with process:
            try:
                answer, _errors = process.communicate(os.fsencode(question), timeout=left)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
                self._silent = True
                raise UnknownPastError(message(N_("git gives no answer in time"))) from None
        if process.returncode and not failing:
            raise UnknownPastError(message(N_("git cannot read the history, which may be partial")))
        return answer


def _person(name: bytes, email: bytes) -> Person:
    mail = email.decode("utf-8", "replace").strip()
    return Person(name.decode("utf-8", "replace").strip() or mail, mail)


def _date(seconds: bytes) -> str:
    try:
        return shown_date(datetime.fromtimestamp(int(seconds), UTC))
    except (ValueError, OverflowError, OSError):
        return ""
