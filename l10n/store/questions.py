"""The record of questions to a catalog's translators: `<article>.questions.jsonl`, lines added."""

from collections.abc import Iterable
from pathlib import Path

from l10n.model.question import QuestionRecord
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.workspace import Workspace


def load_questions(
    workspace: Workspace, path: Path
) -> tuple[Document | None, tuple[QuestionRecord, ...]]:
    """Read the record, each line once, with its file; (None, ()) where there is none.

    Raises FileError, and CatalogError with the line of what is damaged.
    """
    return jsonl.load(workspace, path, QuestionRecord)


def append_questions(
    workspace: Workspace, path: Path, records: Iterable[QuestionRecord]
) -> Document | None:
    """Add lines to a record, under the lock of the workspace; its file, None if unchanged.

    Raises what `load_questions` raises: nothing is added to a record that cannot be read.
    """
    return jsonl.append(workspace, path, records)
