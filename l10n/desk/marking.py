"""Marking: entries that somebody rejected become fuzzy in their file, and nothing else of it."""

from collections.abc import Mapping
from dataclasses import replace

from l10n.desk.orphans import Where
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, ConflictError
from l10n.exchange.po.splicing import rewritten
from l10n.model.catalog import Entry, State
from l10n.model.segment import Key
from l10n.model.signature import signed_of
from l10n.store.drafts import load_drafts
from l10n.store.workspace import Workspace

TRIES = 20
"""How often a catalog may be saved in the moment of a write before it is given up."""


def mark_fuzzy(
    workspace: Workspace, catalogs: Catalogs, where: Where, rejected: Mapping[Key, Entry]
) -> None:
    """Make entries of a catalog fuzzy that still say what was rejected; targets and head stay.

    Under the workspace's lock. Whoever rejects a text has not translated it, so the catalog's last
    translator stays who it was. A file that is saved in that moment is read again. Raises what
    `Catalogs.read` raises, and ConflictError where the file changes all the time.
    """
    name, locale = where
    for trial in range(TRIES):
        document, catalog = catalogs.read(name, locale)
        if document is None or catalog is None:
            return
        entries = tuple(_marked(each, rejected.get(each.key)) for each in catalog.entries)
        if entries == catalog.entries:
            return
        made = replace(catalog, entries=entries)
        try:
            data = rewritten(document.data, document.path, made)
            written = workspace.write(document.path, data, document)
        except CatalogError as error:
            raise error.at(path=workspace.shown(document.path)) from error
        except ConflictError:
            if trial == TRIES - 1:
                raise
            continue
        if written is not None:
            _document, records = load_drafts(workspace, workspace.drafts_path(locale, name))
            catalogs.note_written(where, written, made, records)
        return


def _marked(entry: Entry, rejected: Entry | None) -> Entry:
    if entry.obsolete or rejected is None or signed_of(entry) != signed_of(rejected):
        return entry
    return entry.with_target(entry.target, State.DRAFT)
