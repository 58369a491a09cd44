"""Moving what earlier versions of the tool kept beside the pages to `versions/`.

Texts go first, then the records, and the old files last: a command that is cut short anywhere
leaves both, and the next one that publishes ends what it began. Nothing is moved twice.
"""

from pathlib import Path

from l10n.errors import FileError, L10nError
from l10n.messages import _
from l10n.store.document import Document
from l10n.store.replacing.displaced import KEPT
from l10n.store.workspace import Workspace


def move_former(workspace: Workspace) -> tuple[L10nError, ...]:
    """Move all there is, of articles that are gone too; what could not be moved stays.

    To be called by whoever holds the lock. A text that a person changed there goes to `kept/`, and
    is among the errors, so that they hear of it.
    """
    listing = workspace.former_page_names()
    errors = list(listing.problems)
    for locale, name in listing:
        try:
            errors += _move(workspace, locale, name)
        except L10nError as error:
            errors.append(error.kept())
    return tuple(errors)


def _move(workspace: Workspace, locale: str, name: str) -> list[L10nError]:
    # Hardly a workspace has any.
    from l10n.store import jsonl
    from l10n.store.former_versions import numbered_versions
    from l10n.store.versions import keep_text, load_versions

    former, numbered = numbered_versions(workspace, locale, name)
    texts = {version.text for _number, version in numbered}
    beside: dict[Path, Document] = {}
    for number, _version in numbered:
        path = workspace.former_text_path(locale, name, number)
        document = workspace.read_if_there(path)
        if document is not None:
            beside[path] = document
    # Where pages go may have been changed since.
    pages = {workspace.published_path(locale, name), workspace.former_page_path(locale, name)}
    current = map(workspace.read_if_there, sorted(pages))
    for document in (*beside.values(), *(each for each in current if each is not None)):
        if document.digest in texts:
            place = workspace.text_path(locale, name, document.digest)
            keep_text(workspace, place, document.data)
    path = workspace.versions_path(locale, name)
    load_versions(workspace, path)
    jsonl.append(workspace, path, (version for _number, version in numbered))
    changed: list[L10nError] = []
    for document in beside.values():
        if document.digest not in texts:
            changed.append(_kept(workspace, document))
        workspace.remove(document)
    if former is not None:
        workspace.remove(former)
    return changed


def _kept(workspace: Workspace, document: Document) -> L10nError:
    """Keep a file that holds no published text; the error that tells of it."""
    place = workspace.root / KEPT / document.path.relative_to(workspace.root)
    number = 1
    while (there := workspace.read_if_there(place)) is not None and there.data != document.data:
        number += 1
        place = place.with_name(f"{document.path.name}.{number}")
    workspace.write(place, document.data, there)
    return FileError(
        _("was changed after it was published; it is in {kept} now").format(
            kept=workspace.shown(place)
        ),
        code="PUB-005",
        path=workspace.shown(document.path),
        remedy=_("look into it, and delete it if nobody needs it"),
    )
