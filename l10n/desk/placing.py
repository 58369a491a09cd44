"""Placing: a version takes its place in the published tree, and every text is kept.

The text goes into `versions/` first, then the page takes its place, and the record comes last. A
page whose text is kept and that no record names is therefore a publication that was cut short; the
same command ends it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.desk.attachments import Files
from l10n.errors import ConflictError, RefusedError
from l10n.messages import _
from l10n.model.version import (
    CONFIRMED,
    FIRST,
    RETRACTION,
    UPDATE,
    History,
    Version,
    history,
    named,
)
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.versions import keep_text, kept_text, load_history
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Address:
    """An article in a locale, whether or not it is still there."""

    name: str
    locale: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A version in its place."""

    number: int
    new: bool
    """It is another version than the one that stood there."""
    page: Document | None
    """None where it was removed."""
    record: Document
    dropped: Files
    """Files that the version before referred to, and this one does not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the place of a page."""

    page: Document | None
    record: Document | None
    history: History
    current: Version | None
    """The version that counts."""
    interrupted: bool
    """The page was written by a command that was cut short before its record."""

    @property
    def edited(self) -> bool:
        """True where the page is not what the version that counts says: somebody changed it."""
        if self.page is None or self.interrupted:
            return False
        if self.current is None:
            return True
        # A retraction is recorded first, so the page may be the one before.
        before = self.history.versions if self.current.kind == RETRACTION else ()
        return self.page.digest not in {self.current.text, *(each.text for each in before)}

    def reads(self, version: Version) -> bool:
        """True where the page has the text of a version, and that is what counts."""
        same = self.current is not None and self.current.text == version.text
        page = self.page is not None and self.page.digest == version.text
        return same and page and self.history.retraction is None


def standing(workspace: Workspace, at: Address) -> Standing:
    """Read what stands in the place of a page; raises CatalogError as `load_history` does."""
    page = workspace.read_if_there(workspace.published_path(at.locale, at.name))
    record, found = load_history(workspace, at.locale, at.name)
    digest = None if page is None else page.digest
    unknown = digest is not None and found.of_text(digest) is None
    interrupted = unknown and _is_kept(workspace, at, page)
    return Standing(page, record, found, found.current(digest), interrupted)


def _is_kept(workspace: Workspace, at: Address, page: Document | None) -> bool:
    if page is None:
        return False
    kept = workspace.read_if_there(workspace.text_path(at.locale, at.name, page.digest))
    return kept is not None and kept.data == page.data


def put(
    workspace: Workspace, at: Address, text: bytes, version: Version, *, replace_edited: bool
) -> Placed:
    """Write a version's text and its record; a text that changes nothing makes no version.

    `version` has no id and no parents yet. Raises RefusedError for a page that somebody changed
    by hand, unless that is to be replaced: then its text becomes a version of its own.
    """
    found = standing(workspace, at)
    if found.page is not None and found.page.digest != version.text:
        if found.edited and not replace_edited:
            raise edited(workspace, found)
        if found.interrupted or found.history.of_text(found.page.digest) is None:
            found = _recorded(workspace, at, found, version.date)
    current = found.current
    if current is not None and _is_same(current, version):
        return _confirmed(workspace, at, found, text, version)
    return _placed(workspace, at, found, text, version)


def _is_same(current: Version, version: Version) -> bool:
    """True where a version changes nothing of what readers find."""
    same = current.text == version.text and version.kind in (FIRST, UPDATE)
    return same and not current.by_hand and current.kind != RETRACTION


def _placed(
    workspace: Workspace, at: Address, found: Standing, text: bytes, version: Version
) -> Placed:
    """A new version: its text is kept, the page written, and the record added."""
    heads = found.history.heads
    kind = version.kind if version.kind != UPDATE or heads else FIRST
    made = named(replace(version, kind=kind, parents=_ids(heads)))
    page = _written(workspace, at, text, found.page)
    after = _added(workspace, at, found, made)
    listed = dict(made.files)
    files = (file for head in heads for file in found.history.made_from(head).files)
    gone = tuple(sorted({file for file in files if file[0] not in listed}))
    return Placed(after.history.number(made), True, page, _there(after.record), gone)


def _confirmed(
    workspace: Workspace, at: Address, found: Standing, text: bytes, version: Version
) -> Placed:
    """The current version, whose page is put back where it is missing.

    Where it was made from other sources than these, a confirmation tells which.
    """
    current = found.current
    assert current is not None
    page = _written(workspace, at, text, found.page)
    before = found.history.made_from(current)
    again = replace(version, kind=CONFIRMED, parents=(current.id,))
    said = replace(before, id="", kind=CONFIRMED, parents=again.parents, date=again.date)
    said = replace(said, linked=again.linked)
    after = found
    if replace(said, editor="", reason="", restores="") != replace(again, editor="", reason=""):
        after = _added(workspace, at, found, named(again))
    listed = dict(version.files)
    gone = tuple(file for file in before.files if file[0] not in listed)
    return Placed(found.history.number(current), False, page, _there(after.record), gone)


def take_back(workspace: Workspace, at: Address, notice: bytes | None, version: Version) -> Placed:
    """Record a retraction, then put the notice in the place of the page, or remove that.

    What a person changed in the page is kept as a version of its own first: a text that has to go
    goes at once. `version` has no id and no parents yet.
    """
    found = standing(workspace, at)
    if found.edited or found.interrupted:
        found = _recorded(workspace, at, found, version.date)
    if notice is not None:
        keep_text(workspace, workspace.text_path(at.locale, at.name, version.text), notice)
    made = named(replace(version, kind=RETRACTION, parents=_ids(found.history.heads)))
    heads = found.history.heads
    gone = {file for head in heads for file in found.history.made_from(head).files}
    after = _added(workspace, at, found, made)
    finish_retraction(workspace, at, after, made)
    return Placed(after.history.number(made), True, None, _there(after.record), tuple(sorted(gone)))


def finish_retraction(
    workspace: Workspace, at: Address, found: Standing, retraction: Version
) -> bool:
    """Put the page in the place that a retraction recorded; True where it was not there yet.

    Raises RefusedError for a page that somebody changed by hand since.
    """
    page = found.page
    if page is not None and found.history.of_text(page.digest) is None:
        raise edited(workspace, found)
    if page is None if not retraction.text else page is not None and page.digest == retraction.text:
        return False
    if not retraction.text:
        return page is not None and workspace.remove(page)
    notice = kept_text(workspace, at.locale, at.name, retraction.text)
    if notice is None:
        # The text that was taken back must not stay for want of a notice.
        return page is not None and workspace.remove(page)
    workspace.write(workspace.published_path(at.locale, at.name), notice.data, page)
    return True


def keep_held(workspace: Workspace, at: Address, found: Standing, version: Version) -> None:
    """See that the page still has a text that was brought back; puts it there if it is missing.

    Raises RefusedError for a page that somebody changed by hand since.
    """
    if found.page is None:
        text = kept_text(workspace, at.locale, at.name, version.text)
        if text is not None:
            workspace.write(workspace.published_path(at.locale, at.name), text.data, None)
    elif found.edited:
        raise edited(workspace, found)


def will_stand(workspace: Workspace, at: Address) -> bool | None:
    """Whether `finish_retraction` or `keep_held` leaves a page; None where neither has one to do.

    The answer is the same before they have done it and after. Raises CatalogError as `load_history`
    does, and FileError as `kept_text`.
    """
    _record, found = load_history(workspace, at.locale, at.name)
    back = found.retraction
    if back is None and not any(map(found.is_held, found.heads)):
        return None
    place = standing(workspace, at)
    version = back or place.current
    if version is None or (back is None and not found.is_held(version)):
        return None
    if not version.text:
        return False
    if place.page is not None:
        own = place.page.digest
        if back is None or own == version.text or found.of_text(own) is None:
            return True
    return kept_text(workspace, at.locale, at.name, version.text) is not None


def _recorded(workspace: Workspace, at: Address, found: Standing, date: str) -> Standing:
    """Record a page that a person changed, or that a command left without a record; keep it."""
    page = _there(found.page)
    keep_text(workspace, workspace.text_path(at.locale, at.name, page.digest), page.data)
    made = Version(
        id="",
        kind=UPDATE if found.history.heads else FIRST,
        text=page.digest,
        date=date,
        parents=_ids(found.history.heads),
        by_hand=not found.interrupted,
        interrupted=found.interrupted,
        files=() if found.current is None else found.history.made_from(found.current).files,
    )
    return _added(workspace, at, found, named(made))


def _added(workspace: Workspace, at: Address, found: Standing, version: Version) -> Standing:
    """The same place after a version was added to its record."""
    path = workspace.versions_path(at.locale, at.name)
    if found.record is not None and workspace.is_gone(path):
        # A version alone would be a history that begins with it.
        raise ConflictError(
            _("was removed while it was worked on"),
            code="WS-024",
            path=workspace.shown(path),
            remedy=_("run the command again"),
        )
    record = jsonl.append(workspace, path, (version,)) or found.record
    every = (*found.history.versions, *found.history.confirmations, version)
    after = history(every)
    digest = None if found.page is None else found.page.digest
    return replace(found, record=record, history=after, current=after.current(digest))


def _written(workspace: Workspace, at: Address, text: bytes, before: Document | None) -> Document:
    """Keep a text, then make it the page; the page as it is after that."""
    place = workspace.text_path(at.locale, at.name, hashlib.sha256(text).hexdigest())
    keep_text(workspace, place, text)
    page = workspace.published_path(at.locale, at.name)
    return _there(workspace.write(page, text, before) or before)


def _ids(versions: Iterable[Version]) -> tuple[str, ...]:
    return tuple(sorted(each.id for each in versions))


def _there(document: Document | None) -> Document:
    assert document is not None
    return document


def edited(workspace: Workspace, found: Standing) -> RefusedError:
    """The error of a page that somebody changed in its place, or put there."""
    path_name = workspace.shown(_there(found.page).path)
    if found.current is None:
        return RefusedError(
            _("stands in the place of the page, and was never published from here"),
            code="PUB-034",
            path=path_name,
            remedy=_(
                "move it away, or keep its text as a version: `l10n publish --replace-edited`"
            ),
        )
    remedy = _("carry the change into the catalog, then `l10n publish --replace-edited`")
    if found.history.retraction is not None:
        remedy = _("take it back once more with `l10n retract`, which keeps the changed text")
    elif found.history.is_held(found.current):
        remedy = _("use `l10n correct --replace-edited` or `l10n rollback --replace-edited`")
    return RefusedError(
        _("was changed by hand after it was published; left as it is"),
        code="PUB-002",
        path=path_name,
        remedy=remedy,
    )
