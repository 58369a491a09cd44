"""What was handed out to translators: `records/<locale>/<article>.sent.jsonl`."""

from collections.abc import Iterable
from pathlib import Path

from l10n.model.sent_record import SentRecord
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.workspace import Workspace


def load_sent(workspace: Workspace, path: Path) -> tuple[Document | None, tuple[SentRecord, ...]]:
    """Read a file of records, a set sorted by key, with the file itself; (None, ()) without one.

    Raises CatalogError with the line of a damaged record or an unknown field.
    """
    return jsonl.load_both(workspace, path, SentRecord)


def dump_sent(records: Iterable[SentRecord]) -> str:
    """Write records, one JSON object a line, sorted by key."""
    return jsonl.dump(records)
