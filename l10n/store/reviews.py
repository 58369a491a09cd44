"""The record of a catalog's signatures, to which lines are added: `<article>.reviews.jsonl`."""

from collections.abc import Iterable
from pathlib import Path

from l10n.model.signature import Signature
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.workspace import Workspace


def load_reviews(workspace: Workspace, path: Path) -> tuple[Document | None, tuple[Signature, ...]]:
    """Read the signatures of a catalog, each once, with their file; (None, ()) without one.

    Raises FileError, and CatalogError with the line of what is damaged, or was signed for another
    text than it holds.
    """
    return jsonl.load(workspace, path, Signature)


def append_reviews(
    workspace: Workspace, path: Path, signatures: Iterable[Signature]
) -> Document | None:
    """Add signatures to a record, under the lock of the workspace; its file, None if unchanged.

    Raises what `load_reviews` raises: nothing is added to a record that cannot be read.
    """
    return jsonl.append(workspace, path, signatures)
