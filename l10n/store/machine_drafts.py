"""Drafts as the machine wrote them: `records/<locale>/<article>.machine.jsonl`.

Lines are added to such a file and never taken out. They are sorted, so that a file says nothing of
the order in which drafts came: engines may fail half-way, and the workers of a cluster do as fast
as they can.
"""

from collections.abc import Iterable
from pathlib import Path

from l10n.model.machine_draft import MachineDraft
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.workspace import Workspace


def load_machine_drafts(
    workspace: Workspace, path: Path
) -> tuple[Document | None, tuple[MachineDraft, ...]]:
    """Read a file of drafts, each once, with the file itself; (None, ()) where there is none.

    Raises CatalogError with the line of a damaged record or an unknown field.
    """
    return jsonl.load(workspace, path, MachineDraft)


def append_machine_drafts(
    workspace: Workspace, path: Path, drafts: Iterable[MachineDraft]
) -> Document | None:
    """Add drafts to a file, made if need be; the file as it is now, None if unchanged.

    Raises FileError, and ConflictError where the file is written all the time.
    """
    return jsonl.append(workspace, path, drafts, by_line=True)
