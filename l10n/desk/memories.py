"""Memories: the translation memory that a command asks, held to its files when it is first asked.

The own one is an index in the cache. A newsroom may share one between machines as well.
"""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from l10n.desk.desk import Desk, Progress, nobody_told
from l10n.desk.feeding import Fed, Feeder, Known
from l10n.errors import ConflictError, FileError, L10nError
from l10n.memory import Memory
from l10n.memory.sqlite import SqliteMemory
from l10n.messages import _
from l10n.model.memory_settings import MemorySettings
from l10n.model.workflow import Workflow
from l10n.store.database import is_busy, is_damage
from l10n.store.document import stamp

if TYPE_CHECKING:
    from l10n.desk.sharing import SharedMemory


class Memories:
    """The memory of one command."""

    def __init__(self, desk: Desk, progress: Progress = nobody_told, *, wait: float = 5) -> None:
        """Open nothing yet. `progress` is told of the bytes of files that are read.

        `wait` is how many seconds another process may take to write.
        """
        self._desk = desk
        self._progress = progress
        self._own = SqliteMemory(desk.workspace.memory_path, wait)
        self._feeder = Feeder(desk, self._own)
        self._shared: dict[tuple[str, str], SharedMemory] = {}
        self._fresh = self._made_anew = False
        self._problems: dict[str, L10nError] = {}

    def of(self, workflow: Workflow) -> Memory | None:
        """The memory that a desk asks, up to date; None where it uses none."""
        if not workflow.memory.use:
            return None
        if not workflow.memory.url:
            return self.own()
        shared = self._shared_by(workflow.memory)
        self.own()
        shared.hand_over()
        return shared

    def own(self) -> SqliteMemory:
        """The memory of this workspace, up to date."""
        if not self._fresh:
            self._fresh = True
            self._note(self._mended(self._feeder.refresh(self._progress)))
        return self._own

    def feed(self, known: Iterable[Known]) -> None:
        """Take in what a command has written."""
        some = [*known]
        if some:
            self._note(self._mended(self._feeder.feed(some)))
            for workflow in self._desk.workflows:
                if workflow.memory.use and workflow.memory.url:
                    self._shared_by(workflow.memory).hand_over()

    def rebuild(self) -> bool:
        """Make the index anew from all files; others find the former until it is whole.

        False where that cannot be; `problems` say why.
        """
        self._fresh = False
        with self._own.anew():
            self.own()
        self._note(Fed())
        return self._own.failure is None and self._own.unkept is None

    def size(self) -> int:
        """Bytes of the index."""
        if self._own.unkept is not None:
            return 0
        path = self._desk.workspace.memory_path
        beside = (path, path.with_name(f"{path.name}-wal"))
        return sum(each.size for each in map(stamp, beside) if each is not None)

    @property
    def left_out(self) -> tuple[L10nError, ...]:
        """Single translations of the files that were read which make no sense, some of each."""
        return tuple(self._feeder.left_out)

    @property
    def problems(self) -> tuple[L10nError, ...]:
        """Files that could not be read, and what else a person has to know of, each once."""
        told = {str(each): each for one in self._shared.values() for each in one.failures.values()}
        return (*self._problems.values(), *told.values())

    def close(self) -> None:
        """Close all files."""
        for each in self._shared.values():
            each.close()
        self._own.close()

    def _shared_by(self, settings: MemorySettings) -> "SharedMemory":
        """The memory that some desks share; opened when it is first asked."""
        # Most desks share none, and asyncio takes its time to be imported.
        from l10n.desk.sharing import SharedMemory
        from l10n.memory.handed import Handed
        from l10n.memory.postgres import PostgresMemory
        from l10n.model.database_address import database_address

        where = (settings.url, settings.name)
        if where not in self._shared:
            path = self._desk.workspace.handed_path
            server = PostgresMemory(database_address(settings.url), settings.name)
            handed = Handed(path, f"{settings.name} {settings.url}")
            self._shared[where] = SharedMemory(self._own, server, handed)
        return self._shared[where]

    def _mended(self, fed: Fed) -> Fed:
        """What came of feeding; where the file is gone or of no use all is fed again, once.

        With the file went what was thought to be there.
        """
        failure = self._own.failure
        lost = failure is not None and (self._own.unkept is not None or is_damage(failure))
        if not lost or self._made_anew:
            return fed
        self._made_anew = True
        self._own.failure = None
        return self._feeder.refresh(self._progress)

    def _note(self, fed: Fed) -> None:
        found = [*fed.problems]
        if self._own.unkept is not None:
            found.append(self._unkept(self._own.unkept))
        elif self._own.failure is not None:
            found.append(self._unwritten(self._own.failure))
        self._problems.update((str(each), each) for each in found)

    def _unwritten(self, reason: Exception) -> L10nError:
        busy = is_busy(reason)
        return ConflictError(
            _("the translation memory is not up to date: {reason}").format(
                reason=_("another command is writing it") if busy else reason
            ),
            code="MEM-006",
            path=self._desk.workspace.shown(self._desk.workspace.memory_path),
            remedy=_("run the command again")
            if busy
            else _("see whether the disk is full, and whether {folder}/ can be written").format(
                folder=".l10n"
            ),
        )

    def _unkept(self, reason: Exception) -> L10nError:
        """What this command has read is right, and the next one has to read it again."""
        workspace = self._desk.workspace
        path = workspace.memory_path
        folder, odd = path.parent, None
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            odd = folder
        elif os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
            odd = path
        why = reason.strerror if isinstance(reason, OSError) else None
        return FileError(
            _("the index of the translation memory cannot be kept: {reason}").format(
                reason=_("something else is in its place")
                if odd is not None
                else why or _("the folder cannot be written")
            ),
            code="MEM-011",
            path=workspace.shown(odd or path),
            remedy=_("remove it; it is only a cache")
            if odd is not None
            else _(
                "let {folder}/ be written here; until then each command reads all catalogs again"
            ).format(folder=".l10n"),
        )
