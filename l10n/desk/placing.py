"""Placing: a version takes its place in the published tree, and every earlier text is kept."""

from dataclasses import dataclass, replace
from pathlib import Path

from l10n.desk.attachments import Files
from l10n.desk.desk import Job
from l10n.errors import ConflictError, RefusedError
from l10n.messages import _
from l10n.model.version import Version
from l10n.store.document import Document
from l10n.store.versions import dump_versions, load_versions, settled
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Placed:
    """A version in its place."""

    number: int
    new: bool
    """Its text was written now."""
    page: Document
    record: Document
    dropped: Files
    """Files that the version before referred to, and this one does not."""


def put(
    workspace: Workspace, job: Job, text: str, version: Version, *, replace_edited: bool
) -> Placed:
    """Write a version and its record; keep the earlier text.

    The record is written before the text, and says so: a crash between the two leaves the earlier
    text in place, still known to the record, and the next run puts the new one there.
    """
    path = workspace.published_path(job.locale, job.name)
    record_path = workspace.versions_path(job.locale, job.name)
    record, recorded = load_versions(workspace, record_path)
    current = workspace.read_if_there(path)
    digest = None if current is None else current.digest
    versions = settled(recorded, digest)
    known = {each.text: each for each in versions}
    if current is not None and (not versions or current.digest != versions[-1].text):
        if not replace_edited:
            raise _edited(workspace.shown(path))
        if current.digest not in known:
            number = versions[-1].number + 1 if versions else 1
            kept = Version(number, current.digest, "", version.date, by_hand=True)
            versions = (*versions, kept)
            known[kept.text] = kept
    if current is not None and current.digest != version.text:
        _keep(workspace, job, known[current.digest].number, current)
    newest = versions[-1] if versions else None
    listed = dict(version.files)
    dropped = tuple(each for each in (newest.files if newest else ()) if each[0] not in listed)
    if newest is not None and newest.text == version.text and not newest.by_hand:
        page = _written(workspace, path, text, current)
        same = replace(version, number=newest.number, date=newest.date)
        record = _written(workspace, record_path, dump_versions((*versions[:-1], same)), record)
        return Placed(newest.number, page is not current, page, record, dropped)
    number = newest.number + 1 if newest is not None else 1
    version = replace(version, number=number)
    started = dump_versions((*versions, replace(version, pending=True)))
    record = _written(workspace, record_path, started, record)
    page = _written(workspace, path, text, current)
    record = _written(workspace, record_path, dump_versions((*versions, version)), record)
    return Placed(number, new=True, page=page, record=record, dropped=dropped)


def _written(workspace: Workspace, path: Path, text: str, before: Document | None) -> Document:
    """The file as it is after a write, which may have found it so."""
    after = workspace.write(path, text, before) or before
    assert after is not None
    return after


def _keep(workspace: Workspace, job: Job, number: int, current: Document) -> None:
    """Keep the text of an earlier version beside the current one; never over another text."""
    path = workspace.earlier_path(job.locale, job.name, number)
    there = workspace.read_if_there(path)
    if there is not None and there.data != current.data:
        raise ConflictError(
            _("the place for version {number} is taken by another file").format(number=number),
            code="PUB-001",
            path=workspace.shown(path),
            remedy=_("move it away, then publish again"),
        )
    workspace.write(path, current.data, there)


def _edited(path_name: str) -> RefusedError:
    return RefusedError(
        _("was changed by hand after it was published; left as it is"),
        code="PUB-002",
        path=path_name,
        remedy=_("carry the change into the catalog, then `l10n publish --replace-edited`"),
    )
