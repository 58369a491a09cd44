"""A disk that fails at a chosen call: full, read-only, broken, or with a folder taken away.

To be laid under a process that ends soon after: nothing is taken back but by `still`.
"""

import builtins
import errno
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n.store.replacing import renames

CHANGING = ("rename", "replace", "link", "symlink", "unlink", "remove", "rmdir", "mkdir", "write")
CHANGING += ("fsync", "chmod", "chown", "truncate", "ftruncate", "setxattr")
NEED_ROOM = {"create", "mkdir", "link", "symlink", "write", "setxattr"}
_WRITING = os.O_WRONLY | os.O_RDWR


@dataclass
class Disk:
    """What the disk does from a call on; calls are counted from 1."""

    kind: str
    """`sound`, `full` (new room is refused from then on), `read-only` (all is refused from then
    on), `broken` (this one call fails), `vanishing` (`take_away` is called before it)."""
    at: int = 0
    take_away: Callable[[], None] = lambda: None
    calls: int = 0
    """Calls so far that change a file."""
    struck: int = 0

    def strike(self, call: str, place: object) -> None:
        """Fail where it is time to, as the system does."""
        self.calls += 1
        if self.kind == "sound" or self.calls < self.at:
            return
        if self.kind == "full":
            if call in NEED_ROOM:
                self._fail(errno.ENOSPC, place)
        elif self.kind == "read-only":
            self._fail(errno.EROFS, place)
        elif self.calls == self.at:
            if self.kind == "broken":
                self._fail(errno.EIO, place)
            self.take_away()

    def still(self) -> None:
        """Be a sound disk from now on."""
        self.kind = "sound"

    def _fail(self, number: int, place: object) -> None:
        self.struck += 1
        if isinstance(place, str | Path):
            raise OSError(number, os.strerror(number), str(place))
        raise OSError(number, os.strerror(number))


class _Raw(io.FileIO):
    """A file whose writes may fail, the half of them on the disk."""

    disk: Disk

    def write(self, data: Any) -> int:
        before = self.disk.struck
        try:
            self.disk.strike("write", None)
        except OSError:
            if self.disk.struck > before:
                super().write(bytes(data)[: len(data) // 2])
            raise
        return super().write(data)


def lay_under(disk: Disk) -> None:
    """Lead all calls of this process that change files over the disk."""
    real_open, real_io_open = os.open, io.open

    def faulty(name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: Any, **options: Any) -> Any:
            disk.strike(name, arguments[0] if arguments else None)
            return real(*arguments, **options)

        setattr(os, name, call)

    def opened(path: Any, flags: int, *arguments: Any, **options: Any) -> int:
        if flags & (_WRITING | os.O_CREAT):
            new = flags & os.O_CREAT and not os.path.lexists(path)
            made = new or flags & os.O_TMPFILE == os.O_TMPFILE
            disk.strike("create" if made else "open", path)
        return real_open(path, flags, *arguments, **options)

    def file(place: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if "r" in mode and "+" not in mode:
            return real_io_open(place, mode, *arguments, **options)
        if not isinstance(place, int):
            disk.strike("open" if os.path.lexists(place) else "create", place)
        raw = _Raw(place, mode.replace("b", "").replace("t", ""))
        raw.disk = disk
        if "b" in mode:
            return io.BufferedWriter(raw)
        return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8")

    for name in CHANGING:
        faulty(name)
    os.open = opened
    builtins.open = file
    io.open = file
    real_call = renames._call

    def renamed(name: str, arguments: tuple[object, ...], place: Path) -> None:
        disk.strike("rename", place)
        real_call(name, arguments, place)

    renames._call = renamed
