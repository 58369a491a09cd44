"""Contexts that another tool has dropped, found again by the text and its place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from l10n.model.catalog import Entry
from l10n.model.segment import Key


def with_contexts(
    entries: Iterable[Entry], wanted: Mapping[Key, Collection[int]]
) -> tuple[Entry, ...]:
    """Entries of a catalog, in the contexts that their texts have among the wanted keys.

    Some formats know no contexts: a catalog that went through XLIFF comes back without any, or with
    the place of a text in its stead where a text stands twice. Only a catalog none of whose active
    entries has another context is taken for such. An entry gets a context where its text has just
    one, or just one in its line; `wanted` has the lines of each key.
    """
    found = tuple(entries)
    if not all(entry.obsolete or entry.context is None or _is_place(entry) for entry in found):
        return found
    keys: dict[str, list[Key]] = {}
    for key in wanted:
        keys.setdefault(key[1], []).append(key)

    def placed(entry: Entry) -> Entry:
        if entry.obsolete:
            return entry
        known = keys.get(entry.source, [])
        if len(known) > 1 and entry.context is not None:
            lines = {reference.line for reference in entry.references}
            known = [key for key in known if lines.intersection(wanted[key])]
        if len(known) != 1 or known[0][0] == entry.context:
            return entry
        return replace(entry, context=known[0][0])

    return tuple(map(placed, found))


def _is_place(entry: Entry) -> bool:
    """True if the context of an entry is one of its own references, as xliff2po writes it."""
    context = unquote(entry.context or "")
    return any(f"{each.path}:{each.line}" == context for each in entry.references)
