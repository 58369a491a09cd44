"""A revision of the repository that a workspace lies in: the files that it had, and their bytes."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import UsageError
from l10n.messages import _
from l10n.store.git import names, started
from l10n.store.text_file import MAX_BYTES

SECONDS = 60.0
"""How long git may take for one answer."""
_BATCH = 100
"""Files whose bytes are asked for at a time."""
_FILE = "100"
"""What the mode of a file begins with; links and other repositories have others."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What a branch began with: the last commit that a revision and HEAD have in common."""

    top: Path
    """The folder of the repository, without links."""
    files: Mapping[str, str]
    """The names of files below some folders, from the repository's folder, with those of their
    bytes."""

    def object_of(self, path: Path) -> str | None:
        """The name of the bytes that a file had; None where there was none."""
        place = os.path.relpath(os.path.realpath(path), self.top)
        return self.files.get(Path(place).as_posix())

    def holds(self, path: Path, data: bytes | None) -> bool:
        """True if a file was as it is now; None is no file."""
        known = self.object_of(path)
        return known is None if data is None else known in names(data)

    def blobs(self, objects: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of some names; those that no file of a newsroom can have are left out."""
        wanted = list(dict.fromkeys(objects))
        for start in range(0, len(wanted), _BATCH):
            some = wanted[start : start + _BATCH]
            small = [
                line.split()[0].decode()
                for line in self._asked("--batch-check", some).splitlines()
                if len(line.split()) == 3 and int(line.split()[2]) <= MAX_BYTES
            ]
            answer, position = self._asked("--batch", small), 0
            while position < len(answer):
                end = answer.index(b"\n", position)
                name, _kind, size = answer[position:end].split()
                yield name.decode(), answer[end + 1 : end + 1 + int(size)]
                position = end + 1 + int(size) + 1

    def _asked(self, option: str, objects: Iterable[str]) -> bytes:
        question = "".join(f"{name}\n" for name in objects).encode()
        if not question:
            return b""
        try:
            return _answer(("cat-file", option), self.top, question)
        except _RefusedError as error:
            raise _no_repository(self.top, error) from None


def branch_point(root: Path, name: str, rooms: Iterable[Path]) -> Revision:
    """The revision that a branch is compared with, as `git diff NAME...HEAD` has it.

    `rooms` are the folders whose files are asked for. Raises UsageError where there is no git, no
    repository, no such revision, or no commit that it and HEAD have in common.
    """
    try:
        top = Path(os.fsdecode(_answer(("rev-parse", "--show-toplevel"), root).removesuffix(b"\n")))
    except _RefusedError as error:
        raise _no_repository(root, error) from None
    top = Path(os.path.realpath(top))
    commit = _commit(root, name)
    try:
        base = _answer(("merge-base", commit, "HEAD"), root).decode().strip()
    except _RefusedError:
        raise UsageError(
            _("“{name}” and what is checked out have no commit in common").format(name=name),
            code="USE-025",
            remedy=_(
                "in a shallow clone the history is missing: `git fetch --unshallow`, in GitHub "
                "Actions `fetch-depth: 0`"
            ),
        ) from None
    places = (os.path.relpath(os.path.realpath(room), top) for room in rooms)
    inside = [Path(place).as_posix() for place in places if not place.startswith("..")]
    if not inside:
        return Revision(top, {})
    try:
        listing = _answer(("ls-tree", "-r", "-z", "--full-tree", base, "--", *inside), root)
    except _RefusedError as error:
        raise _no_repository(root, error) from None
    files = {}
    for line in filter(None, listing.split(b"\0")):
        about, _tab, place = line.partition(b"\t")
        mode, _kind, found = about.decode().split()
        if mode.startswith(_FILE):
            files[os.fsdecode(place)] = found
    return Revision(top, files)


def _commit(root: Path, name: str) -> str:
    try:
        if not name or name.startswith("-") or not name.isprintable():
            raise _RefusedError("")
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return _answer(asked, root).decode().split()[-1]
    except (_RefusedError, IndexError, ValueError):
        raise UsageError(
            _("“{name}” is no revision that git knows").format(name=name),
            code="USE-024",
            remedy=_(
                "name a branch, a tag or a commit, such as origin/main; CI may have to fetch it "
                "first: `git fetch origin main`, in GitHub Actions `fetch-depth: 0`"
            ),
        ) from None


class _RefusedError(Exception):
    """Git gives no answer."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def _no_repository(folder: Path, error: _RefusedError) -> UsageError:
    return UsageError(
        _("this is no git repository, or git refuses it — {why}").format(why=error.why),
        code="USE-023",
        path=folder,
        remedy=_("clone it with git, or count all articles without --changed-since"),
    )


def _answer(command: tuple[str, ...], folder: Path, question: bytes = b"") -> bytes:
    """What git says; raises _RefusedError where it fails, UsageError without git or in time."""
    process = started(command, folder, errors=subprocess.PIPE)
    if process is None:
        raise UsageError(
            _("git is not installed"),
            code="USE-026",
            remedy=_("install git, or count all articles without --changed-since"),
        )
    with process:
        try:
            answer, errors = process.communicate(question, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            raise UsageError(
                _("{n} seconds passed without an answer from git").format(n=int(SECONDS)),
                code="USE-027",
                remedy=_("run the command again, or count all articles without --changed-since"),
            ) from None
    if process.returncode:
        lines = errors.decode("utf-8", "replace").strip().splitlines()
        raise _RefusedError(lines[0] if lines else "")
    return answer
