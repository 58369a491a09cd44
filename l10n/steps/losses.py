"""Losses: what a catalog has no longer that it had when it was last seen.

A file that an editor is writing, or that was cut off, may end between two entries and read as a
catalog. Only what it had before tells.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field, replace

from l10n.dataclass import dataclass
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest
from l10n.model.draft_records import RecordsByEntry, records_by_entry, typed_here
from l10n.model.segment import Key
from l10n.model.sighting import SeenEntry, Sighting
from l10n.steps.heirs import heir
from l10n.steps.similar import plain
from l10n.tags.renumbering import tagged

_DIGITS = 16
_BREAKS = "-\u2010\u2013\u2014/"
"""What lines are broken after, besides white space and wide characters."""


@dataclass(frozen=True, slots=True)
class Losses:
    """What is missing."""

    entries: int = 0
    """Entries that a person wrote in, or whose text the article still has and editors had too."""
    targets: int = 0
    """Entries whose target, by a person, is empty now or ends where the file ends."""
    emptied: str = field(default="", compare=False)
    """The source text of the first whose target is empty now; empty where there is none."""

    def __bool__(self) -> bool:
        """True if anything is."""
        return bool(self.entries or self.targets)


def sighting_of(
    catalog: Catalog,
    records: Collection[DraftRecord],
    *,
    digest: str = "",
    blobs: tuple[str, ...] = (),
) -> Sighting:
    """What is to be remembered of a catalog; `digest` and `blobs` name its file.

    A machine draft that nobody has touched (`records` tell) is not a person's, nor is the old
    translation of a changed text, which stands with the old text as well.
    """
    by_entry = records_by_entry(records)
    own = {entry.key: entry for entry in catalog.entries if entry.previous is None}
    texts = {(entry.target, entry.comment) for entry in own.values()}
    entries = tuple(
        SeenEntry(_key(entry), _source(entry.source))
        if _inherited(entry, own, texts)
        else _seen(entry, by_entry)
        for entry in catalog.entries
    )
    last = _texts(catalog.entries[-1])[-1] if entries and entries[-1].texts else ""
    return Sighting(digest, entries, blobs, last)


def grown(new: Sighting, old: Sighting) -> Sighting:
    """The sighting of a catalog that the tool has written where it had seen another.

    Which entries are new since a person last saved the file is kept: an editor that had it open all
    the time saves it without them.
    """
    had = {entry.key for entry in old.entries if not entry.added}
    return replace(
        new, entries=tuple(replace(each, added=each.key not in had) for each in new.entries)
    )


def losses(
    seen: Sighting, catalog: Catalog, sources: Callable[[], Collection[str]], *, broken: bool
) -> Losses:
    """Compare a catalog with what was last seen of it.

    `sources` gives the source texts of the article as it is now, and is only called where an entry
    is missing. One whose context alone has changed is not. `broken` is whether the file ends in a
    text that goes on over several lines.
    """
    now = {_key(entry): entry for entry in catalog.entries}
    before = {entry.key: entry for entry in seen.entries}
    # An entry under another context is there: tools drop contexts, and a sync gives them back.
    moved = Counter(_source(entry.source) for key, entry in now.items() if key not in before)
    gone: list[SeenEntry] = []
    for entry in seen.entries:
        if entry.key in now:
            continue
        if moved[entry.source]:
            moved[entry.source] -= 1
        else:
            gone.append(entry)
    article = frozenset(map(_source, sources())) if gone else frozenset()
    emptied = [
        now[key] for key, entry in before.items() if key in now and _emptied(now[key], entry)
    ]
    cut = broken and _cut(seen, catalog)
    return Losses(
        entries=sum(
            entry.by_hand or (entry.source in article and not entry.added) for entry in gone
        ),
        targets=len(emptied) + cut,
        emptied=emptied[0].source if emptied else "",
    )


def _emptied(entry: Entry, before: SeenEntry) -> bool:
    return len(_texts(entry)) < before.texts


def _cut(seen: Sighting, catalog: Catalog) -> bool:
    """True if the target at the end of the file is the beginning of what it was.

    It must end where lines are broken, since a person may shorten a text as well.
    """
    if not catalog.entries or not seen.last:
        return False
    last = catalog.entries[-1]
    text = "".join(_texts(last)[-1:])
    if _key(last) != seen.entries[-1].key or not text or text == seen.last:
        return False
    end = text[-1]
    breaks = end.isspace() or end in _BREAKS or unicodedata.east_asian_width(end) in "WF"
    return breaks and seen.last.startswith(text)


_MOST = 3
"""Sentences that were made one."""
_LONGEST = 500
"""Words of a text that is looked through for the sentences in it."""


def _inherited(entry: Entry, own: Mapping[Key, Entry], texts: Collection[tuple[str, str]]) -> bool:
    """True for what a merge made of another entry, which still stands there."""
    if entry.state is not State.DRAFT or entry.previous is None:
        return False
    if (entry.target, entry.comment) in texts:
        return True
    first = own.get(entry.previous)
    parts = _parts(entry.previous, own) if first is None else (first,)
    if not parts:
        return False
    made = heir(entry.key, tagged(entry.source), parts)
    return (entry.target, entry.comment) == (made.target, made.comment)


def _parts(whole: Key, own: Mapping[Key, Entry]) -> tuple[Entry, ...]:
    """The entries whose sources make a previous text together; none where that is not told."""
    context, text = whole
    words = plain(text).split(" ")
    if len(words) > _LONGEST:
        return ()
    known = {
        plain(entry.source): entry
        for key, entry in own.items()
        if key[0] == context and key[1] and plain(key[1]).split(" ", 1)[0] in words
    }
    ends: dict[int, tuple[Entry, ...]] = {0: ()}
    for start in range(len(words)):
        before = ends.get(start)
        if before is None or len(before) == _MOST:
            continue
        for end in range(start + 1, len(words) + 1):
            part = known.get(" ".join(words[start:end]))
            if part is not None:
                ends.setdefault(end, (*before, part))
    return ends.get(len(words), ())


def _seen(entry: Entry, records: RecordsByEntry) -> SeenEntry:
    theirs = bool(entry.target) and not typed_here(entry, records)
    texts = 0 if theirs else len(_texts(entry))
    key = _key(entry)
    source = key if entry.context is None else _source(entry.source)
    return SeenEntry(key, source, texts, bool(entry.comment))


def _texts(entry: Entry) -> tuple[str, ...]:
    """The targets of an entry that are not empty."""
    forms: Iterable[str] = (entry.target,) if entry.plurals is None else entry.plurals[1]
    return tuple(filter(None, forms))


def _key(entry: Entry) -> str:
    return key_digest(entry.key)[:_DIGITS]


def _source(text: str) -> str:
    return key_digest((None, text))[:_DIGITS]
