"""Records that earlier versions of the tool left beside the catalogs are moved to `records/`.

Programs that take `catalogs/` for a folder of PO files stumble over anything else in it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from l10n.errors import L10nError
from l10n.model.catalog import DraftRecord
from l10n.model.sent_record import SentRecord
from l10n.store import jsonl
from l10n.store.workspace import Workspace


def move_former(workspace: Workspace) -> Iterator[L10nError]:
    """Move all records that stand beside catalogs; yield what is wrong with those that cannot be.

    Call it with the workspace locked. The records of both places are written at the new one first,
    so a crash in between leaves both, which are read as one set. A damaged file stays until a
    person has mended it.
    """
    for locale in workspace.catalog_locales():
        for name, kind in tuple(workspace.former_records(locale)):
            try:
                if kind == "drafts":
                    _move(workspace, workspace.drafts_path(locale, name), DraftRecord)
                else:
                    _move(workspace, workspace.sent_path(locale, name), SentRecord)
            except L10nError as error:
                yield error


def _move(workspace: Workspace, path: Path, kind: type[Any]) -> None:
    before, records = jsonl.load(workspace, path, kind)
    former, more = jsonl.load(workspace, workspace.former_path(path), kind)
    if former is not None:
        workspace.write(path, jsonl.dump((*records, *more)), before)
        workspace.remove(former)
