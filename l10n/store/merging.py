"""What git has to do with the merging of catalogs: its driver, its branches, its merge by lines."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from l10n.errors import CatalogError, UsageError
from l10n.messages import _
from l10n.model.catalog import DraftRecord
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.git import Git, started
from l10n.store.history import History
from l10n.store.places import CATALOGS, PUBLISHED, VERSIONS
from l10n.store.replacing.writing import unwritable
from l10n.store.workspace import Workspace

ATTRIBUTES = ".gitattributes"
LINES = (
    "*.jsonl merge=union",
    f"{CATALOGS}/**/*.po merge=l10n",
    f"{PUBLISHED}/** -merge -text",
    f"{VERSIONS}/** -text",
)
"""What a workspace asks of git: records are sets of lines, catalogs are merged by entry, and pages
not at all, since they are made anew and must hold no conflict markers. Pages and texts are known by
their bytes, so git leaves their newlines alone, on Windows too."""
DRIVER = "merge.l10n.driver"
"""The setting of git that says how the attribute `merge=l10n` is obeyed."""
MARKER_SIZE = 7
"""Letters of git's conflict markers, where nothing else is said."""
_NAME = "l10n: catalogs, entry by entry"
_SECONDS = 20.0
"""How long git may take for an answer."""
_BRANCHES = 64
"""Branches whose records are looked at, those that were committed to last."""


class Place:
    """A catalog by its path in a repository: its workspace, locale and article."""

    def __init__(self, path: PurePosixPath, top: Path) -> None:
        """Any path will do: that of no catalog belongs to no article. `top` is the repository."""
        parts = path.parts
        at = parts.index(CATALOGS) if CATALOGS in parts else len(parts)
        self.top = top
        self.root = top.absolute().joinpath(*parts[:at])
        """The folder of the workspace."""
        self.article = "/".join(parts[at + 2 :]).removesuffix(".po")
        self._folders = PurePosixPath(*parts[:at])
        self._locale = parts[at + 1] if at + 2 < len(parts) else ""

    @property
    def records(self) -> str:
        """The path of the records of its drafts in the repository; empty where it has none."""
        if not self._locale or not self.article.isprintable():
            return ""
        path = Workspace(Path(self._folders)).drafts_path(self._locale, self.article)
        return path.as_posix()


def drafts_on_branches(place: Place) -> tuple[DraftRecord, ...]:
    """What engines made of a catalog's entries, on whatever branch of the repository.

    A draft is a machine's wherever it is on record. What cannot be read tells nothing: then a text
    is taken for a person's.
    """
    if not place.records:
        return ()
    commits = ("HEAD", *_merged_heads(), *_branches(place.top))
    names = [f"{commit}:{place.records}" for commit in commits]
    found: dict[DraftRecord, None] = {}
    for _name, data in dict(History(Git(), place.top).contents(names)).items():
        with contextlib.suppress(CatalogError):
            document = Document(Path(place.records), data)
            found.update(dict.fromkeys(jsonl.parsed(document, DraftRecord)))
    return tuple(found)


def _merged_heads() -> Iterator[str]:
    """The commits that `git merge` says it is merging."""
    for name in os.environ:
        commit = name.removeprefix("GITHEAD_")
        if commit != name and commit.isalnum():
            yield commit


def _branches(folder: Path) -> list[str]:
    where = ("refs/heads", "refs/remotes", "refs/stash")
    options = ("--sort=-committerdate", f"--count={_BRANCHES}", "--format=%(objectname)")
    code, answer, _errors = _answer(("for-each-ref", *options, *where), folder)
    return answer.decode("ascii", "replace").split() if code == 0 else []


def overwrite(path: Path, data: bytes) -> None:
    """Write the result of a merge into the file that git has made for it; raises FileError."""
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise unwritable(path, error) from None


def merged_by_lines(
    base: Path, ours: Path, theirs: Path, marker_size: int
) -> tuple[bytes, bool] | None:
    """What git makes of three texts by itself, and whether it is free of conflict markers.

    None where git cannot: for what is no text, or without git.
    """
    names = [os.path.abspath(each) for each in (ours, base, theirs)]
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    command = ("merge-file", "-p", f"--marker-size={marker_size}", *labels, "--", *names)
    code, text, _errors = _answer(command, ours.parent)
    # It ends with the number of conflicts, and with 255 where it could not begin.
    return (text, code == 0) if 0 <= code <= 127 else None


def defined_driver(folder: Path) -> str:
    """The command that git runs in a folder's repository to merge catalogs; empty for none."""
    code, answer, _errors = _answer(("config", "--get", DRIVER), folder)
    return answer.decode("utf-8", "replace").strip() if code == 0 else ""


def define_driver(folder: Path, command: str) -> None:
    """Say in the settings of a folder's repository, which are this person's, how to merge.

    Raises UsageError where git refuses.
    """
    for name, value in (("merge.l10n.name", _NAME), (DRIVER, command)):
        code, _text, errors = _answer(("config", "--local", name, value), folder)
        if code != 0:
            lines = errors.decode("utf-8", "replace").strip().splitlines()
            raise UsageError(
                _("the settings of the repository cannot be changed — {why}").format(
                    why=lines[0] if lines else _("git gives no answer")
                ),
                code="GIT-001",
                path=folder,
                remedy=_("see that git works here, and that .git/config can be written"),
            )


def missing_lines(document: Document | None) -> list[str]:
    """The attributes that a workspace asks for and its file does not have."""
    there = set() if document is None else {line.strip() for line in document.text().splitlines()}
    return [line for line in LINES if line not in there]


def _answer(command: Sequence[str], folder: Path) -> tuple[int, bytes, bytes]:
    """How git ends, with what it says; -1 where it cannot be asked, or does not answer in time."""
    process = started(tuple(command), folder, errors=subprocess.PIPE)
    if process is None:
        return -1, b"", b""
    with process:
        try:
            text, errors = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            return -1, b"", b""
    return process.returncode, text, errors
