"""Contexts that another tool has dropped, found again by the text."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from l10n.model.catalog import Entry
from l10n.model.segment import Key


def with_contexts(entries: Iterable[Entry], wanted: Collection[Key]) -> tuple[Entry, ...]:
    """Entries of a catalog, in the contexts that their texts have among the wanted keys.

    Some formats know no contexts: a catalog that went through XLIFF comes back without any. Only a
    catalog none of whose active entries has one is taken for such, and an entry gets a context only
    where its text has just one, and does not stand without one.
    """
    found = tuple(entries)
    if any(entry.context is not None for entry in found if not entry.obsolete):
        return found
    contexts: dict[str, list[str | None]] = {}
    for context, source in wanted:
        contexts.setdefault(source, []).append(context)

    def placed(entry: Entry) -> Entry:
        known = contexts.get(entry.source, ())
        return replace(entry, context=known[0]) if not entry.obsolete and len(known) == 1 else entry

    return tuple(placed(entry) for entry in found)
