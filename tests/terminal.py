"""A real pseudo-terminal with a command in it, and a reader of what it draws.

The reader knows the sequences that a screen needs and no others: anything else that arrives is a
fault, so that no text of a file can steer a terminal unseen.
"""

import contextlib
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

_CSI = re.compile(rb"\x1b\[([<=>?]?)([0-9;:]*)([ !\"'$]?)([@-~])")
_OTHER = re.compile(
    rb"\x1b(?:[=>78]|\([0AB]|P[^\x1b\x9c]*(?:\x1b\\)|\][^\x1b\x07]*(?:\x07|\x1b\\))"
)
_OWN = (
    "import fcntl, os, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])\n"
)
"""Makes the terminal that of the session, so that Ctrl+C and a new size become signals."""
_PATIENCE = 60.0
"""Seconds after which a command hangs; it is waited for nothing."""
HARMLESS = frozenset("mhlnqtucpr")
"""What changes looks, modes and asks questions, and leaves the text as it is."""


class Screen:
    """What stands on a terminal, by rows."""

    def __init__(self, columns: int, rows: int) -> None:
        """Begin with an empty one."""
        self.size = (columns, rows)
        self.row = self.column = 0
        self.cells = self._empty()
        self.titles: list[bytes] = []
        self.full = False
        """The alternate screen is in use."""
        self._rest = b""

    def _empty(self) -> list[list[str]]:
        columns, rows = self.size
        return [[" "] * columns for _row in range(rows)]

    @property
    def text(self) -> str:
        """The rows, without blanks at their ends."""
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def feed(self, data: bytes) -> None:
        """Take what a command has written; raises AssertionError for what steers."""
        data = self._rest + data
        self._rest = b""
        place = 0
        while place < len(data):
            byte = data[place]
            if byte == 0x1B:
                found = _CSI.match(data, place) or _OTHER.match(data, place)
                if found is None:
                    assert len(data) - place < 4096, data[place : place + 40]
                    self._rest = data[place:]
                    return
                if found.re is _CSI:
                    self._control(found)
                else:
                    self.titles += [found[0]] if found[0].startswith(b"\x1b]") else []
                place = found.end()
                continue
            end = place + 1
            while end < len(data) and data[end] & 0xC0 == 0x80:
                end += 1
            if byte >= 0xC0 and end == len(data) and end - place < 4:
                try:
                    data[place:end].decode()
                except UnicodeDecodeError:
                    self._rest = data[place:]
                    return
            self._put(data[place:end].decode())
            place = end

    def _control(self, found: re.Match[bytes]) -> None:
        private, numbers, _between, kind = (each.decode() for each in found.groups())
        values = [int(each.split(":")[0] or 0) for each in numbers.split(";")] if numbers else []
        first = values[0] if values else 0
        if kind in "Hf":
            self.row = (first or 1) - 1
            self.column = (values[1] if len(values) > 1 else 1) - 1
        elif kind == "J":
            self.cells = self._empty()
        elif kind == "K":
            row = self.cells[self.row]
            row[self.column :] = [" "] * (len(row) - self.column)
        elif kind in "ABCD":
            by = max(first, 1)
            self.row += {"A": -by, "B": by}.get(kind, 0)
            self.column += {"C": by, "D": -by}.get(kind, 0)
        else:
            assert kind in HARMLESS, found[0]
            if private == "?" and 1049 in values:
                self.full = kind == "h"

    def _put(self, character: str) -> None:
        if character in "\r\n\b\t":
            self.column = 0 if character == "\r" else self.column
            if character == "\n":
                if self.row + 1 >= self.size[1]:
                    self.cells = [*self.cells[1:], [" "] * self.size[0]]
                else:
                    self.row += 1
            return
        if character == "\x07":
            return
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cs", "Zl", "Zp"), f"{character!r} reached the terminal"
        if category in ("Mn", "Me", "Cf"):
            return
        wide = unicodedata.east_asian_width(character) in "WF"
        if self.column >= self.size[0]:
            self._put("\n")
            self.column = 0
        if self.row >= self.size[1]:
            # Drawn for the size that it had before.
            return
        self.cells[self.row][self.column] = character
        if wide and self.column + 1 < self.size[0]:
            self.cells[self.row][self.column + 1] = ""
        self.column += 1 + wide


class Terminal:
    """A command of ours in a pseudo-terminal of its own."""

    def __init__(self, process: "subprocess.Popen[bytes]", side: int, screen: Screen) -> None:
        """`side` is ours of the terminal."""
        self.process = process
        self.side = side
        self.screen = screen
        self.written = b""
        """All that the command has written."""

    def press(self, *keys: str) -> None:
        """Type keys, each as a terminal sends it."""
        for key in keys:
            os.write(self.side, key.encode())

    def until(self, *texts: str) -> str:
        """Read until texts stand on the screen; raises AssertionError where they never do."""
        end = time.monotonic() + _PATIENCE
        while any(text not in self.screen.text for text in texts):
            assert time.monotonic() < end, f"never seen: {texts}\n{self.screen.text}"
            if not self._read():
                missing = [text for text in texts if text not in self.screen.text]
                assert not missing, f"ended before {missing}\n{self.screen.text}"
        return self.screen.text

    def until_gone(self, text: str) -> None:
        """Read until a text stands there no longer."""
        end = time.monotonic() + _PATIENCE
        while text in self.screen.text:
            assert time.monotonic() < end, f"never gone: {text}\n{self.screen.text}"
            assert self._read(), f"ended with {text}"

    def ended(self) -> int:
        """Read to the end; the exit code."""
        end = time.monotonic() + _PATIENCE
        while self._read():
            assert time.monotonic() < end, f"never ends\n{self.screen.text}"
        return self.process.wait(_PATIENCE)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, which the system tells the command."""
        self.screen.size = (columns, rows)
        self.screen.cells = self.screen._empty()
        fcntl.ioctl(self.side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self) -> None:
        """End it as the system would, with nothing said."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(_PATIENCE)

    def _read(self) -> bool:
        if not select.select([self.side], [], [], 0.5)[0]:
            return self.process.poll() is None
        try:
            data = os.read(self.side, 1 << 16)
        except OSError as error:
            if error.errno == errno.EIO:
                return False
            raise
        self.written += data
        self.screen.feed(data)
        return bool(data)


@contextlib.contextmanager
def opened(
    *arguments: object,
    at: Path,
    size: tuple[int, int] = (80, 24),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Run `l10n` in a terminal of a size; it is killed at the end if it still runs."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    values = {
        **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "LANG")},
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "",
        "LINES": "",
        **(environment or {}),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", _OWN, "-m", "l10n", "-C", str(at), *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={name: value for name, value in values.items() if value},
        start_new_session=True,
    )
    os.close(theirs)
    terminal = Terminal(process, ours, Screen(*size))
    try:
        yield terminal
    finally:
        if process.poll() is None:
            terminal.kill()
        os.close(ours)
