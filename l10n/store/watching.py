"""Watching: which files below some folders were saved, as the system tells it."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from l10n.dataclass import dataclass
from l10n.errors import UsageError
from l10n.messages import _
from l10n.store.document import Stamp, stamp

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

TOGETHER = 400
"""Milliseconds within which saves that follow one another are one."""
PAUSE = 50
"""Milliseconds without a save that end them."""
LOOK = 1_000
"""Milliseconds between two looks at what the system is not asked about."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Files that were saved, came or went, since the last time."""

    paths: frozenset[str] = frozenset()
    """Below the folders, hidden ones left out."""
    beside: bool = False
    """One of the single files, or a folder that was not there before."""


class Watcher:
    """Folders that are watched with all that is in them, and single files beside them.

    Where the system has no watches left, the folders are looked through again and again.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        files: Iterable[Path] = (),
        *,
        made: "Callable[..., RustNotify] | None" = None,
    ) -> None:
        """Begin; raises UsageError where the package that watches is not installed.

        `made` makes what tells of saves, as that package does.
        """
        self._made = made or _system()
        self._folders = tuple(folders)
        self._files = tuple(files)
        self.polls = False
        """The system gave no watches, so that all files are looked at instead."""
        self._seen = self._look()
        self._notify = self._begun()

    def _begun(self) -> "RustNotify":
        """What tells of saves in the folders that are there; a link is led to its end."""
        self._ends = {os.path.realpath(each): str(each) for each in self._folders if each.is_dir()}
        there = list(self._ends)
        if not self.polls:
            try:
                return self._made(there, False, False, 0, True, True)
            except OSError:
                self.polls = True
        return self._made(there, False, True, LOOK, True, True)

    def _look(self) -> tuple[Stamp | bool | None, ...]:
        return (*map(stamp, self._files), *(each.is_dir() for each in self._folders))

    def __iter__(self) -> Iterator[Saved]:
        """What was saved, each time that something was; raises KeyboardInterrupt."""
        while True:
            found = self._notify.watch(TOGETHER, PAUSE, LOOK, None)
            if found == "signal":
                raise KeyboardInterrupt
            paths = frozenset(self._named(found)) if isinstance(found, set) else frozenset()
            seen = self._look()
            beside = seen != self._seen
            if beside:
                self._seen = seen
                self._notify.close()
                self._notify = self._begun()
            if paths or beside:
                yield Saved(paths, beside)

    def _named(self, changes: Iterable[tuple[int, str]]) -> Iterator[str]:
        for _kind, path in changes:
            for end, folder in self._ends.items():
                inside = path.removeprefix(f"{end}/")
                if inside != path and not any(part[:1] == "." for part in inside.split("/")):
                    yield f"{folder}/{inside}"

    def __enter__(self) -> Self:
        """Begin to wait."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the system watch no longer."""
        self._notify.close()


def _system() -> "Callable[..., RustNotify]":
    """What has the system tell of saves; raises UsageError where it is not installed."""
    try:
        from watchfiles._rust_notify import RustNotify
    except ImportError:
        raise UsageError(
            _("the package watchfiles is not installed"),
            code="USE-105",
            remedy=_("install it: {command}").format(command="pip install 'newsroom-l10n[watch]'"),
        ) from None
    return RustNotify
