"""Reading a text file of the workspace, with an error a person can act on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.errors import FileError
from l10n.messages import _
from l10n.shell import shell_word, shell_words
from l10n.store.regular import NotRegularError, descriptor

MAX_BYTES = 32 * 2**20
"""A text file of a newsroom is never as large; what is, is the wrong file."""

_PORTION = 1 << 16
"""Bytes that are asked for at a time where a file is not as long as it was said to be."""
_BOM = "\ufeff"
_SIGNATURES = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def read_bytes(path: Path, *, error: type[FileError] = FileError) -> bytes:
    """Read a regular file of at most MAX_BYTES; raises `error` in every other case."""
    return read_whole(path, error=error)[0]


def read_whole(path: Path, *, error: type[FileError] = FileError) -> tuple[bytes, os.stat_result]:
    """Read as `read_bytes` does, with the status that the file had just before it was read."""
    with file_errors(path, error):
        handle = descriptor(path)
        try:
            found = os.fstat(handle)
            data = _all(handle, found.st_size)
        finally:
            os.close(handle)
    if len(data) > MAX_BYTES:
        raise error(
            _("the file is larger than {size} MiB").format(size=MAX_BYTES // 2**20),
            code="WS-004",
            path=path,
        )
    return data, found


def _all(handle: int, size: int) -> bytes:
    """What an open file holds, up to one byte more than MAX_BYTES; `size` is what it may have."""
    left = MAX_BYTES + 1
    # Room for the largest file would have to be asked of the system, and given back.
    data = os.read(handle, min(left, size + 1))
    if len(data) == size:
        return data
    parts = [data]
    while parts[-1] and (left := left - len(parts[-1])):
        parts.append(os.read(handle, min(left, _PORTION)))
    return b"".join(parts)


@contextmanager
def file_errors(path: Path, error: type[FileError] = FileError) -> Iterator[None]:
    """What the system has against opening or reading a file, as `error` with the file's name."""
    try:
        yield
    except NotRegularError:
        raise error(
            _("this is not a file"), code="WS-001", path=path, remedy=_("move it away")
        ) from None
    except FileNotFoundError:
        raise error(_("there is no such file"), code="WS-002", path=path) from None
    except (OSError, ValueError) as reason:
        text = getattr(reason, "strerror", None) or str(reason)
        raise error(
            _("cannot be read: {reason}").format(reason=text), code="WS-003", path=path
        ) from None


def decode(data: bytes, path: Path, *, error: type[FileError] = FileError) -> str:
    """Decode UTF-8, and leave out a byte-order mark at the start.

    Raises `error` with the line, the offset of the first wrong byte (from 0) and what helps: the
    `iconv` line for another encoding, an earlier copy for UTF-8 that was damaged.
    """
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        if _damaged(data):
            raise error(
                _("the file is damaged or cut off at byte {offset}").format(offset=reason.start),
                code="WS-005",
                path=path,
                line=line,
                remedy=_("take it back from version control, or have it sent again"),
            ) from None
        raise error(
            _("byte {offset} is not UTF-8").format(offset=reason.start),
            code="WS-006",
            path=path,
            line=line,
            remedy=_("convert it: {command}").format(command=_iconv(data, path)),
        ) from None


def _damaged(data: bytes) -> bool:
    """True for bytes that are UTF-8 but for a few.

    In another encoding hardly two letters in a row make one of UTF-8, though some do: `Мі` in
    WINDOWS-1251.
    """
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - wrong > wrong


def _iconv(data: bytes, path: Path) -> str:
    charset = next((name for start, name in _SIGNATURES if data.startswith(start)), "WINDOWS-1251")
    command = shell_words(["iconv", "-f", charset, "-t", "UTF-8"], [str(path)])
    return f"{command} > {shell_word(f'{path}.utf8')}"


def read_text(path: Path, *, error: type[FileError] = FileError) -> str:
    """Read a UTF-8 file, newlines as they stand, without its byte-order mark."""
    return decode(read_bytes(path, error=error), path, error=error)
