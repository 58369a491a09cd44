"""Pages of an article that are published together: written all, also if a command is cut short."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from l10n.desk.desk import Desk
from l10n.errors import L10nError
from l10n.store.document import Document
from l10n.store.joint_releases import (
    PendingPage,
    note_release,
    pending_releases,
    version_line,
    version_of,
)
from l10n.store.moving_versions import move_former
from l10n.store.workspace import Workspace

if TYPE_CHECKING:
    from l10n.desk.placing import Address
    from l10n.model.version import Version


def begin(workspace: Workspace, pages: "Sequence[tuple[Address, str, Version]]") -> Document:
    """Keep the texts of all pages, then note what is to be written.

    Whoever has written it all removes the note.
    """
    from l10n.store.versions import keep_text

    for at, text, version in pages:
        keep_text(workspace, workspace.text_path(at.locale, at.name, version.text), text.encode())
    pending = [
        PendingPage(
            at.name, at.locale, version_line(version), _digest(workspace, at.locale, at.name)
        )
        for at, _text, version in pages
    ]
    return note_release(workspace, pending)


def _digest(workspace: Workspace, locale: str, name: str) -> str:
    """Digest of a page, empty where there is none."""
    page = workspace.read_if_there(workspace.published_path(locale, name))
    return "" if page is None else page.digest


def settle(desk: Desk) -> tuple[L10nError, ...]:
    """End what commands before have begun with versions: moves, and releases cut short.

    To be called by whoever holds the lock, before versions are read or written.
    """
    return (*move_former(desk.workspace), *_ended(desk))


def _ended(desk: Desk) -> Iterator[L10nError]:
    for note, pages in pending_releases(desk.workspace):
        for page in pages:
            try:
                _finish(desk, page)
            except L10nError as error:
                yield error
        desk.workspace.remove(note)


def _finish(desk: Desk, page: PendingPage) -> None:
    """Put one page in its place; a note that no release of this desk has left is passed over."""
    from l10n.desk.placing import Address, put
    from l10n.store.versions import kept_text

    workflow = desk.workflow_of(page.name)
    fault = desk.workspace.fault_of_article(page.name)
    if workflow is None or page.locale not in workflow.targets or fault is not None:
        return
    version = version_of(page.version)
    text = kept_text(desk.workspace, page.locale, page.name, version.text)
    if text is not None:
        at = Address(page.name, page.locale)
        now = _digest(desk.workspace, page.locale, page.name)
        # What somebody saved since is theirs.
        as_it_was = page.replaces == now
        if not as_it_was and now != version.text and _came_meanwhile(desk.workspace, at, now):
            return
        put(desk.workspace, at, text.data, version, replace_edited=as_it_was)


def _came_meanwhile(workspace: Workspace, at: "Address", page: str) -> bool:
    """True where git, say, has brought another version since, or a retraction: that counts."""
    from l10n.store.versions import load_history

    _record, history = load_history(workspace, at.locale, at.name)
    return history.retraction is not None or bool(page and history.of_text(page))
