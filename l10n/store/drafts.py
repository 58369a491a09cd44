"""The records of machine drafts: `records/<locale>/<article>.drafts.jsonl`."""

from collections.abc import Iterable
from pathlib import Path

from l10n.model.catalog import DraftRecord
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.workspace import Workspace


def load_drafts(
    workspace: Workspace, path: Path
) -> tuple[Document | None, tuple[DraftRecord, ...]]:
    """Read a file of records, a set sorted by key, with the file itself; (None, ()) without one.

    git's union merge may double lines and give one entry two records; both stand. Raises
    CatalogError with the line of a damaged record or an unknown field.
    """
    return jsonl.load_both(workspace, path, DraftRecord)


def dump_drafts(records: Iterable[DraftRecord]) -> str:
    """Write records, one JSON object a line, sorted by key."""
    return jsonl.dump(records)
