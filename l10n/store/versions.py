"""The history of what was published: `versions/<locale>/<article>.versions.jsonl`, and the texts.

A line is a version, and never changes; lines are added, so git's union merge keeps those of both
sides. A text stands beside the record under the name of its hash: two branches that published the
same text have it once, and two that published others have both.
"""

from pathlib import Path

from l10n.errors import CatalogError, ConflictError, FileError
from l10n.messages import _
from l10n.model.version import History, Version, history, identity
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.former_versions import former_versions
from l10n.store.workspace import Workspace


def load_history(workspace: Workspace, locale: str, name: str) -> tuple[Document | None, History]:
    """Read the versions of an article, with the file that a later one is added to.

    What earlier versions of the tool left beside the page is read together with it. Raises
    CatalogError for what is damaged, or was changed after it was written.
    """
    document, versions = load_versions(workspace, workspace.versions_path(locale, name))
    return document, history((*versions, *former_versions(workspace, locale, name)))


def load_versions(workspace: Workspace, path: Path) -> tuple[Document | None, tuple[Version, ...]]:
    """Read a file of versions, in no order; (None, ()) where there is none."""
    document, versions = jsonl.load(workspace, path, Version)
    for each in versions:
        if each.id != identity(each) and document is not None:
            raise CatalogError(
                _("this version was changed after it was written"),
                code="REC-008",
                path=workspace.shown(path),
                line=_line_of(document, each),
                remedy=_("take the line from git again"),
            )
    return document, versions


def _line_of(document: Document, version: Version) -> int | None:
    """The line of a version, from 1: the first that names its id."""
    name = version.id.encode()
    lines = enumerate(document.data.split(b"\n"), 1)
    return next((number for number, line in lines if name in line), None)


def keep_text(workspace: Workspace, path: Path, data: bytes) -> None:
    """Keep a text that is or was published under its own name (`Workspace.text_path`).

    Raises ConflictError where another text has that name: half a hash decides on it.
    """
    there = workspace.read_if_there(path)
    if there is not None and there.data != data:
        raise ConflictError(
            _("the place of a published text is taken by another file"),
            code="PUB-001",
            path=workspace.shown(path),
            remedy=_("move it away, then publish again"),
        )
    workspace.write(path, data, there)


def kept_text(workspace: Workspace, locale: str, name: str, digest: str) -> Document | None:
    """The text that has a digest; None where it is not kept.

    Raises FileError for a file in its place that holds something else.
    """
    path = workspace.text_path(locale, name, digest)
    document = workspace.read_if_there(path)
    if document is not None and document.digest != digest:
        raise FileError(
            _("was changed: it is not the text that was published"),
            code="PUB-004",
            path=workspace.shown(path),
            remedy=_("take the file from git again"),
        )
    return document
