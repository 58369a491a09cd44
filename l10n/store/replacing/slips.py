"""Slips: what the cache notes of a file on its way into a place, and of the one that came out.

A slip is a folder with a note in it, made before anything moves. Whatever ends a command, the next
one finds there which file belongs where, and which texts need not be kept.
"""

import contextlib
import json
import os
import time
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath

from l10n.dataclass import dataclass
from l10n.store.inside import is_own
from l10n.store.regular import reading
from l10n.store.replacing.renames import aside

PREFIX = ".l10n-"
"""Begins the names of all that is on its way."""
NEVER = ""
"""In the stead of a digest: no file has it."""
_MAX_NOTE = 2**20
_UNFINISHED = ".new"
_NOTE, _NEW_NOTE, _TEXT = "note.json", "note.json.new", "text"


@dataclass(frozen=True, slots=True)
class _Note:
    place: str
    """Below the root of the workspace, as the next."""
    near: str
    """The file, where it lies beside its place and not in the slip: on another file system."""
    known: str
    """SHA-256 of the text that may go: it was read, and what is written takes it in."""
    ours: str | None
    """SHA-256 of what is put in the place; None where the place is to be empty."""
    since: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A file, and the place that it changes with another."""

    folder: Path
    root: Path
    note: _Note

    @property
    def place(self) -> Path:
        """Where the file goes, or came from."""
        return self.root / self.note.place

    @property
    def file(self) -> Path:
        """The file before it is put in place; the one that came out, after that."""
        return self.root / self.note.near if self.note.near else self.folder / _TEXT

    @property
    def unfinished(self) -> Path:
        """The file as long as it is being written: a kill may leave half of it, and it may go."""
        return self.file.with_name(self.file.name + _UNFINISHED)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of this slip that are there."""
        return tuple(path for path in (aside(self.file), self.file) if os.path.lexists(path))

    def spare(self, digest: str | None) -> bool:
        """True for a text that need not be kept."""
        return digest is not None and digest in (self.note.known, self.note.ours)

    def accounted(self, digest: str) -> "Slip":
        """The same slip once a text has been kept elsewhere; the place is nobody's to fill now."""
        new = replace(self, note=replace(self.note, known=digest, ours=NEVER))
        new._write(_NEW_NOTE)
        os.replace(self.folder / _NEW_NOTE, self.folder / _NOTE)
        return new

    def moved(self, folder: Path) -> "Slip":
        """The same slip in another folder of the cache."""
        if self.folder.parent == folder:
            return self
        os.rename(self.folder, folder / self.folder.name)
        return replace(self, folder=folder / self.folder.name)

    def remove(self) -> None:
        """Remove it, once none of its files is there; raises OSError."""
        if self.files:
            return
        self.unfinished.unlink(missing_ok=True)
        (self.folder / _NOTE).unlink(missing_ok=True)
        self.folder.rmdir()

    def _write(self, name: str) -> None:
        values = {each.name: getattr(self.note, each.name) for each in fields(_Note)}
        (self.folder / name).write_text(json.dumps(values))


def new_slip(cache: Path, place: Path, known: str, ours: str | None, *, near: bool) -> Slip:
    """Make a slip in a folder of the cache, whose workspace is two folders above; raises OSError.

    `place` is below that workspace's root. With `near` its file lies beside the place.
    """
    # Most commands write nothing.
    import tempfile

    root = cache.parent.parent
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=cache))
    # What is near has the name of its slip, which nothing else has.
    file = _below(root, place.with_name(folder.name)) if near else ""
    note = _Note(_below(root, place), file, known, ours, time.time())
    slip = Slip(folder, root, note)
    slip._write(_NOTE)
    return slip


def load_slip(folder: Path) -> Slip | None:
    """Read a slip; None for what is none, or leads out of the workspace."""
    root = folder.parent.parent.parent
    try:
        with reading(folder / _NOTE) as file:
            note = _Note(**json.loads(file.read(_MAX_NOTE)))
        texts = (note.place, note.near, note.known, *(() if note.ours is None else (note.ours,)))
        sound = all(isinstance(text, str) for text in texts) and isinstance(note.since, float)
        if sound and _inside(root, note.place) and _own(root, note.near):
            return Slip(folder, root, note)
    except (OSError, ValueError, TypeError, RecursionError):
        pass
    return None


def discard(folder: Path) -> None:
    """Remove a slip whose note was never finished, and that has no file; raises OSError."""
    if set(os.listdir(folder)) <= {_NOTE, _NEW_NOTE}:
        (folder / _NEW_NOTE).unlink(missing_ok=True)
        (folder / _NOTE).unlink(missing_ok=True)
        folder.rmdir()


def _below(root: Path, path: Path) -> str:
    """A path as a note names it; one that a link led to begins with what the root is really."""
    with contextlib.suppress(ValueError):
        return os.fspath(path.relative_to(root))
    return os.fspath(path.relative_to(root.resolve()))


def _own(root: Path, near: str) -> bool:
    return not near or (PurePosixPath(near).name.startswith(PREFIX) and _inside(root, near))


def _inside(root: Path, name: str) -> bool:
    """A repository may bring slips along, too: they must not lead elsewhere."""
    return PurePosixPath(name).name not in ("", "..") and is_own(root / name, root)
