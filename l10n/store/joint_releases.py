"""Pages of an article that are published together, on their way: all, or none.

What is to be written is noted before the first page takes its place, and forgotten after the last.
A command that is cut short in between leaves the note, by which the next one ends the release.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.errors import L10nError
from l10n.store.document import Document
from l10n.store.places import CACHE
from l10n.store.workspace import Workspace

if TYPE_CHECKING:
    from l10n.model.version import Version

FOLDER = "together"


@dataclass(frozen=True, slots=True)
class PendingPage:
    """One page of such a release; its text is kept in `versions/` already."""

    name: str
    locale: str
    version: str
    """Its record without id and parents, as one line of JSON."""
    replaces: str = ""
    """Digest of the page that it takes the place of, whoever wrote that; empty for none."""


def note_release(workspace: Workspace, pages: Sequence[PendingPage]) -> Document:
    """Note what is to be written; raises FileError, and ConflictError as any write."""
    from l10n.store import jsonl

    digest = hashlib.sha256(pages[0].name.encode("utf-8", "surrogatepass")).hexdigest()
    path = workspace.root / CACHE / FOLDER / f"{digest[:32]}.jsonl"
    data = jsonl.dump(pages).encode()
    before = workspace.read_if_there(path)
    return workspace.write(path, data, before) or Document(path, data)


def pending_releases(workspace: Workspace) -> Iterator[tuple[Document, tuple[PendingPage, ...]]]:
    """The releases that were cut short; one that cannot be read is none: it is only a cache."""
    folder = workspace.root / CACHE / FOLDER
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    if not names:
        return
    from l10n.store import jsonl

    for name in names:
        try:
            document, pages = jsonl.load(workspace, folder / name, PendingPage)
        except L10nError:
            continue
        if document is not None:
            yield document, pages


def version_line(version: "Version") -> str:
    """A version as one line of JSON."""
    from l10n.store import jsonl

    return jsonl.dump([version]).rstrip("\n")


def version_of(line: str) -> "Version":
    """The version of such a line; raises CatalogError for what is none."""
    from l10n.model.version import Version
    from l10n.store import jsonl

    (version,) = jsonl.parsed(Document(Path(FOLDER), line.encode()), Version)
    return version
