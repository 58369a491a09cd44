"""The record of an article's versions: `<article>.versions.jsonl` beside the published text."""

import itertools
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from l10n.errors import CatalogError
from l10n.messages import _
from l10n.model.version import Version
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.workspace import Workspace


def load_versions(workspace: Workspace, path: Path) -> tuple[Document | None, tuple[Version, ...]]:
    """Read the record, in order of number, with its file; (None, ()) where there is none.

    Raises CatalogError for what is damaged.
    """
    document, records = jsonl.load(workspace, path, Version)
    versions = sorted(records, key=lambda version: version.number)
    numbers = [version.number for version in versions]
    twice = next((n for n, other in itertools.pairwise(numbers) if n == other), None)
    if twice is not None:
        raise CatalogError(
            _("version {number} stands here twice").format(number=twice),
            code="REC-007",
            path=path,
            remedy=_("keep the line whose text is the published one"),
        )
    return document, tuple(versions)


def dump_versions(versions: Iterable[Version]) -> str:
    """Write the record, one JSON object a line, in order of number."""
    ordered = sorted(versions, key=lambda version: version.number)
    return "".join(json.dumps(_shown(each), ensure_ascii=False) + "\n" for each in ordered)


def settled(versions: tuple[Version, ...], digest: str | None) -> tuple[Version, ...]:
    """Leave out the newest version if its text never got written.

    `digest` is the SHA-256 of the published file, None where there is none.
    """
    if versions and versions[-1].pending and versions[-1].text != digest:
        return versions[:-1]
    return versions


def _shown(version: Version) -> dict[str, object]:
    late = ("targets", "pending", "files")
    return {name: value for name, value in asdict(version).items() if value or name not in late}
