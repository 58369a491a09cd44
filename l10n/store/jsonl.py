"""Record files: one flat JSON object a line."""

from codecs import BOM_UTF8
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from l10n.errors import CatalogError, ConflictError
from l10n.store.document import Document
from l10n.store.record_lines import first_of, line_of, record_of
from l10n.store.text_file import decode
from l10n.store.workspace import Workspace

R = TypeVar("R")
_TRIALS = 20
"""How often something is added to a file that others change in the same moment."""


def load(workspace: Workspace, path: Path, kind: type[R]) -> tuple[Document | None, tuple[R, ...]]:
    """Read the records of a file, and the file for a later write; (None, ()) where there is none.

    Each record comes once, in the order of `dump`. `kind` is a dataclass whose fields are strings,
    integers, booleans, numbers, messages and such dataclasses that may be None, or tuples of
    strings, of messages and of such tuples. Raises FileError, and CatalogError with the line of
    the first record that is damaged, lacks a field or has one too many.
    """
    document = workspace.read_if_there(path)
    try:
        return document, () if document is None else parsed(document, kind)
    except CatalogError as error:
        raise error.at(path=workspace.shown(path)) from error


def load_both(
    workspace: Workspace, path: Path, kind: type[R]
) -> tuple[Document | None, tuple[R, ...]]:
    """Read a file of `records/`, and with it what an earlier version left beside the catalog.

    The records of both are one set; the file is that of `path`. Otherwise as `load`.
    """
    document, records = load(workspace, path, kind)
    former, more = load(workspace, workspace.former_path(path), kind)
    return document, records if former is None else _ordered({*records, *more})


def parsed(document: Document, kind: type[R]) -> tuple[R, ...]:
    """The records of a file whose bytes are at hand, as `load`."""
    text = decode(document.data, document.path, error=CatalogError)
    found = {
        record_of(line, kind, document.path, number)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    }
    return _ordered(found)


def _ordered(records: Iterable[R]) -> tuple[R, ...]:
    """Records in the order of their lines."""
    found = tuple(records)
    firsts = tuple(map(first_of, found))
    # Digests, each another one, say the order of lines without any being made.
    if len(set(firsts)) == len(found) and all(map(str.isalnum, firsts)):
        return tuple(sorted(found, key=first_of))
    return tuple(sorted(found, key=line_of))


def dump(records: Iterable[R]) -> str:
    """Write records, each once, sorted by their first field, so that a change is a small diff."""
    return "".join(line + "\n" for line in sorted({line_of(record) for record in records}))


def append(
    workspace: Workspace, path: Path, records: Iterable[R], *, by_line: bool = False
) -> Document | None:
    """Add records that are not in a file yet at its end, in their order, in one write.

    With `by_line` they go where they belong among lines that are sorted, as `dump` has them; where
    those are not, at the end. The file as it is now, None where nothing was new. Lines that stand
    there stay to the byte. A file that changed in that moment is read again. Raises what `load`
    raises, and ConflictError where it changes all the time.
    """
    wanted = tuple(dict.fromkeys(records))
    for trial in range(_TRIALS if wanted else 0):
        document, there = load(workspace, path, type(wanted[0]))
        known = set(there)
        new = [line_of(each) + "\n" for each in wanted if each not in known]
        if not new:
            break
        old = b"" if document is None else document.data
        try:
            return workspace.write(path, _with_new(old, new, by_line=by_line), document)
        except ConflictError:
            if trial == _TRIALS - 1:
                raise
    return None


def _with_new(old: bytes, new: list[str], *, by_line: bool) -> bytes:
    """The bytes of a file with lines, each with its newline, that are not in it."""
    if old and not old.endswith(b"\n"):
        old += b"\n"
    if by_line and not old.startswith(BOM_UTF8):
        # Not `splitlines`: texts may hold what else it takes for the end of a line.
        lines = [f"{line}\n" for line in old.decode().split("\n")[:-1]]
        if lines == sorted(lines):
            return "".join(sorted(lines + new)).encode()
    return old + "".join(new).encode()


def with_lines(data: bytes, lines: Iterable[str]) -> bytes:
    """The bytes of a file of records with those lines at the end that it does not hold yet."""
    there = frozenset(data.decode("utf-8", "replace").split("\n"))
    new = [line for line in dict.fromkeys(lines) if line not in there]
    if new and data and not data.endswith(b"\n"):
        data += b"\n"
    return data + "".join(line + "\n" for line in new).encode()
