"""Merge two versions of a catalog that go back to one, as git asks of a merge driver.

What one side alone has changed is taken; what both have changed is a conflict only where both texts
are people's, and then both are kept.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from l10n.dataclass import dataclass
from l10n.lines import one_line
from l10n.model.catalog import Catalog, DraftRecord, Entry, State
from l10n.model.draft_records import RecordsByEntry, records_by_entry, untouched
from l10n.model.segment import Key
from l10n.steps.contexts import with_contexts
from l10n.steps.merge_heads import SOURCE_DATE, merged_head, three_way_lines, when, with_lines
from l10n.steps.similar import Pool
from l10n.tags.renumbering import tagged


@dataclass(frozen=True, slots=True)
class Sides:
    """Two versions of a catalog, and what both go back to."""

    base: Catalog
    """Empty where they go back to none."""
    ours: Catalog
    theirs: Catalog


@dataclass(frozen=True, slots=True)
class MergedCatalogs:
    """Both sides' work in one catalog."""

    catalog: Catalog
    conflicts: tuple[Key, ...] = ()
    """Entries that people translated differently on both sides: drafts now, with both texts."""


def merge_catalogs(
    sides: Sides,
    drafts: Callable[[], Collection[DraftRecord]] = tuple,
    *,
    kept: Callable[[str], str],
) -> MergedCatalogs:
    """Merge entry by entry; nothing that either side typed is lost.

    Where both have changed a text, the finished one stands, and a machine draft that nobody touched
    gives way (`drafts` are asked only where they decide). If both are finished, or neither is, ours
    stands as a draft, and theirs in the comment that `kept` makes of it. A text that one side took
    out and the other translated is kept as obsolete, and offered to the text that came in its
    place. Comments are united by lines. References, notes and order are those of the side that
    changed them, and of the one with the newer article if both did; the next `sync` makes them
    anew. A side that lost its contexts in another tool gets them again.
    """
    found = _in_contexts(sides)
    work = _Merging(found, drafts, kept)
    entries = work.entries()
    head = merged_head(found.base, found.ours, found.theirs)
    return MergedCatalogs(replace(head, entries=entries), tuple(work.conflicts))


class _Merging:
    def __init__(
        self,
        sides: Sides,
        drafts: Callable[[], Collection[DraftRecord]],
        kept: Callable[[str], str],
    ) -> None:
        self.base, self.ours, self.theirs = (
            {entry.key: entry for entry in each.entries}
            for each in (sides.base, sides.ours, sides.theirs)
        )
        self.theirs_newer = when(sides.theirs, SOURCE_DATE) > when(sides.ours, SOURCE_DATE)
        self.drafts = drafts
        self.kept = kept
        self.conflicts: list[Key] = []

    @cached_property
    def records(self) -> RecordsByEntry:
        """What engines made of the entries."""
        return records_by_entry(self.drafts())

    def entries(self) -> tuple[Entry, ...]:
        """All entries: active ones in the order of the article, then obsolete ones."""
        keys = dict.fromkeys((*self.ours, *self.theirs))
        merged = {key: entry for key in keys if (entry := self._merged(key)) is not None}
        self._offer(merged, self.ours, self.theirs)
        self._offer(merged, self.theirs, self.ours)
        active = _in_order(*(_active(each) for each in (self.base, self.ours, self.theirs)))
        return (
            *(merged[key] for key in active if key in merged and not merged[key].obsolete),
            *(entry for entry in merged.values() if entry.obsolete),
        )

    def _merged(self, key: Key) -> Entry | None:
        """One entry; None where it was taken out, and nothing has been written in it since."""
        base, ours, theirs = self.base.get(key), self.ours.get(key), self.theirs.get(key)
        if ours is None or theirs is None:
            left = theirs if ours is None else ours
            if left is None or base is None:
                return left
            same = _said(left) == _said(base) and left.comment == base.comment
            return None if same else _obsolete(left)
        old = base or Entry(*key)
        merged, second = self._translation(old, ours, theirs)
        comment = three_way_lines(old.comment, ours.comment, theirs.comment)
        merged = replace(
            merged,
            comment=with_lines(comment, second),
            flags=_united(old.flags, ours.flags, theirs.flags),
        )
        obsolete = ours.obsolete and theirs.obsolete
        if base is not None and ours.obsolete is not theirs.obsolete:
            obsolete = not base.obsolete
        if obsolete:
            return _obsolete(merged)
        made = self._newer_place(old, ours, theirs)
        return replace(merged, obsolete=False, references=made.references, note=made.note)

    def _newer_place(self, base: Entry, ours: Entry, theirs: Entry) -> Entry:
        """The side that has what the tool makes of the article: places and note."""
        if ours.obsolete or theirs.obsolete:
            return theirs if ours.obsolete else ours
        if _places(ours) == _places(base):
            return theirs
        changed = _places(theirs) != _places(base)
        return theirs if changed and self.theirs_newer else ours

    def _translation(self, base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, Sequence[str]]:
        """The entry with the text that stands, and the comment that keeps the other one."""
        was, mine, other = _said(base), _said(ours), _said(theirs)
        if mine == other:
            return _with_previous(base, ours, theirs), ()
        if was in (mine, other):
            return (theirs, ()) if mine == was else (ours, ())
        if _texts(ours) == _texts(theirs):
            return (theirs, ()) if theirs.state is State.TRANSLATED else (ours, ())
        for one, two in ((ours, theirs), (theirs, ours)):
            if not any(_texts(one)):
                return two, ()
        for one, two in ((ours, theirs), (theirs, ours)):
            # It was marked to be looked at again, and the other side has a new text.
            if _texts(one) == _texts(base) and one.state is State.DRAFT:
                return replace(two, state=State.DRAFT), ()
        for one, two in ((theirs, ours), (ours, theirs)):
            if untouched(one, self.records):
                return two, ()
        for one, two in ((ours, theirs), (theirs, ours)):
            if one.state is State.DRAFT and self._has_both(one, two):
                self.conflicts.append(ours.key)
                return one, self._second(one, two)
        if ours.state is not theirs.state and base.state is not State.TRANSLATED:
            best, rest = (ours, theirs) if ours.state is State.TRANSLATED else (theirs, ours)
            return best, self._second(best, rest)
        self.conflicts.append(ours.key)
        return replace(ours, state=State.DRAFT), self._second(ours, theirs)

    def _second(self, best: Entry, rest: Entry) -> Sequence[str]:
        """The comment that keeps the texts of an entry beside those of another."""
        texts = (one_line(text) for text in _texts(rest) if text and text not in _texts(best))
        return [self.kept(text) for text in texts]

    def _has_both(self, one: Entry, other: Entry) -> bool:
        """True for a conflict of before, which nobody has decided."""
        lines = one.comment.split("\n") if one.comment else ()
        second = self._second(one, other)
        return bool(second) and all(line in lines for line in second)

    def _offer(
        self, merged: dict[Key, Entry], mine: Mapping[Key, Entry], other: Mapping[Key, Entry]
    ) -> None:
        """Offer texts that one side translated and the other took out to what came in their place.

        That is the entry which has the former translation of just this text, or one that resembles
        it; what a person has written in it stays.
        """
        gone = [
            entry
            for key, entry in mine.items()
            if not entry.obsolete and _is_obsolete(merged.get(key)) and self._is_new(entry)
        ]
        if not gone:
            return
        new = [
            entry
            for key, entry in other.items()
            if not entry.obsolete and key not in self.base and key not in mine
        ]
        heirs = {entry.previous: entry.key for entry in reversed(new) if self._carried_over(entry)}
        pool = Pool(entry.key for entry in new if self._is_open(entry))
        for entry in gone:
            heir = heirs.get(entry.key)
            if heir is None:
                match = pool.best(entry.key)
                if match is None:
                    continue
                pool.drop(match)
                heir = match.key
            made, text = _offered(entry, heir), merged[heir]
            lines = made.comment.split("\n") if made.comment else ()
            merged[heir] = replace(
                text.with_target(made.target, made.state),
                previous=made.previous,
                comment=with_lines(text.comment, lines),
            )

    def _is_new(self, entry: Entry) -> bool:
        """True for a person's text that the base does not have."""
        base = self.base.get(entry.key)
        return (
            bool(entry.target)
            and entry.plurals is None
            and (base is None or _said(entry) != _said(base))
            and not untouched(entry, self.records)
        )

    def _carried_over(self, entry: Entry) -> bool:
        """True for a text that has the translation of its former source, as `sync` left it."""
        former = None if entry.previous is None else self.base.get(entry.previous)
        if former is None or entry.state is State.TRANSLATED:
            return False
        return entry.target == _offered(former, entry.key).target or self._is_open(entry)

    def _is_open(self, entry: Entry) -> bool:
        """True for an entry that no person has written in."""
        return entry.plurals is None and (not entry.target or untouched(entry, self.records))


_Said = tuple[str, State, tuple[str, tuple[str, ...]] | None]
"""What an entry says: its target, its state, and the forms of a foreign plural entry."""


def _said(entry: Entry) -> _Said:
    return entry.target, entry.state, entry.plurals


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry.target,) if entry.plurals is None else entry.plurals[1]


def _places(entry: Entry) -> tuple[object, ...]:
    return entry.references, entry.note


def _active(entries: Mapping[Key, Entry]) -> list[Key]:
    return [key for key, entry in entries.items() if not entry.obsolete]


def _offered(entry: Entry, key: Key) -> Entry:
    """What the text that came in the place of an entry has of it."""
    # All checks come with it, and git waits for most merges without a need of them.
    from l10n.steps.heirs import heir

    return heir(key, tagged(key[1]), [entry])


def _is_obsolete(entry: Entry | None) -> bool:
    return entry is not None and entry.obsolete


def _obsolete(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, references=(), note="")


def _with_previous(base: Entry, ours: Entry, theirs: Entry) -> Entry:
    """Our entry; the previous text is theirs where only they have changed it."""
    mine, other = ((each.previous, each.previous_plural) for each in (ours, theirs))
    was = (base.previous, base.previous_plural)
    if mine != was or other == was:
        return ours
    return replace(ours, previous=other[0], previous_plural=other[1])


def _united(base: Iterable[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The flags of both sides, without those that one of them has taken away."""
    gone = {flag for flag in base if flag not in ours or flag not in theirs}
    return tuple(flag for flag in dict.fromkeys((*ours, *theirs)) if flag not in gone)


def _in_order(base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """The texts of both sides in the order of the article.

    That is the order of the side that has moved some; what only the other has stands there behind
    the text that it has it behind.
    """
    common = frozenset(base).intersection(ours, theirs)
    before, here, there = ([key for key in each if key in common] for each in (base, ours, theirs))
    first, second = (theirs, ours) if here == before != there else (ours, theirs)
    both = frozenset(first).intersection(second)
    behind: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in second:
        if key in both:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    order: list[Key] = []
    last = None
    for key in first:
        if key in both:
            order += behind.pop(last, ())
            last = key
        order.append(key)
    return [*order, *behind.pop(last, ())]


def _in_contexts(sides: Sides) -> Sides:
    """All three in the contexts that their texts have in one of the others."""
    places: dict[Key, list[int]] = {}
    for catalog in (sides.base, sides.ours, sides.theirs):
        for entry in catalog.entries:
            if not entry.obsolete and entry.context is not None:
                places.setdefault(entry.key, []).extend(each.line for each in entry.references)
    base, ours, theirs = (
        _with_contexts(each, places) for each in (sides.base, sides.ours, sides.theirs)
    )
    return Sides(base, ours, theirs)


def _with_contexts(catalog: Catalog, places: Mapping[Key, Collection[int]]) -> Catalog:
    found = with_contexts(catalog.entries, places)
    whole = len({entry.key for entry in found}) == len(found)
    return replace(catalog, entries=found) if whole else catalog
