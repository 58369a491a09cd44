"""Bring a catalog up to date with its article, without losing anything a person typed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace

from l10n.dataclass import dataclass
from l10n.model.catalog import Catalog, DraftRecord, Entry, Reference, State
from l10n.model.draft_records import RecordsByEntry, records_by_entry, untouched
from l10n.model.markup import OMIT, faults
from l10n.model.segment import Key, Segment
from l10n.steps.contexts import with_contexts
from l10n.steps.descent import Descent, Search
from l10n.steps.heirs import Made, first_made, heir, joined
from l10n.steps.kept_beside import kept_beside


@dataclass(frozen=True, slots=True)
class Changes:
    """What a merge did, in entries."""

    kept: int = 0
    retagged: int = 0
    """Of those kept, texts of whose tags only the kind was changed."""
    new: int = 0
    """New texts that nothing was known of."""
    changed: int = 0
    """New texts that came from some that went; their translation is its draft."""
    returned: int = 0
    """Texts that were gone and came back, with what they had."""
    gone: int = 0
    """Entries that the article no longer has, without those that `changed` counts as new texts."""
    elsewhere: int = 0
    """New texts that another article has a translation of, which is their draft."""
    to_place: int = 0
    """Of those changed, translations in which a person has to place tags of the new text."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The catalog as it is now, and what happened to it."""

    catalog: Catalog
    changes: Changes = Changes()
    drafted_before: Mapping[Key, Made] = field(default_factory=dict)
    """New texts whose former text had a machine draft that nobody touched, with both."""
    came_from: Mapping[Key, tuple[Entry, ...]] = field(default_factory=dict)
    """Of new texts, the vanished entries that they have their translation of, in order."""
    unknown: tuple[Key, ...] = ()
    """New texts that nothing is known of, in order."""


def merge(
    segments: Sequence[Segment],
    old: Catalog | None,
    records: Collection[DraftRecord] = (),
    *,
    path: str,
    language: str = "en",
) -> Merged:
    """Merge the segments of an article with its old catalog, entries in the article's order.

    An entry whose key survives keeps all that a person sees of it, line ends around it excepted;
    one that vanishes becomes obsolete, and returns as what it was. A new text that came from
    vanished ones (`descent`) gets their targets as a draft with the previous text and its own tags
    (`heir`), unless these are machine drafts which nobody touched (`records` tell): a new draft is
    better. Only keys that were not active before are so matched, so that what a person emptied
    stays empty. Each half of a text that was split has the whole target, and a text that was made
    of two has both. One of whose tags only the kind has changed stays as finished as it was.

    A catalog that lost its contexts in another tool gets them again (`with_contexts`). `path` is
    the article's in references; `language` is that in which a second translation is kept in the
    comment. Headers are left as they are, and so are notes, which `with_notes` composes once all
    else is settled.
    """
    lines: dict[Key, dict[int, None]] = {}
    texts: dict[Key, Segment] = {}
    for segment in segments:
        key = segment.key
        lines.setdefault(key, {})[segment.place.line] = None
        texts.setdefault(key, segment)
    known = () if old is None else with_contexts(old.entries, lines)
    work = _Merge(known, records_by_entry(records), language)
    places = {
        key: tuple([Reference(path, line) for line in numbers]) for key, numbers in lines.items()
    }
    entries = (*work.current(texts, places), *work.obsolete_entries(lines))
    return Merged(
        Catalog(entries=entries) if old is None else replace(old, entries=entries),
        Changes(**work.counts),
        {
            key: joined([first_made(each) for each in former.entries])
            for key, former in work.descent.of_drafts.items()
        },
        {key: former.entries for key, former in work.descent.of.items()},
        tuple(work.unknown),
    )


class _Merge:
    """The entries of an old catalog, on their way into the new one."""

    def __init__(self, old: Sequence[Entry], records: RecordsByEntry, language: str) -> None:
        self.records = records
        self.language = language
        united = self._one_for_each_key(old)
        self.active = {entry.key: entry for entry in united if not entry.obsolete}
        self.obsolete = {entry.key: entry for entry in united if entry.obsolete}
        counted = ("kept", "retagged", "new", "changed", "returned", "gone", "to_place")
        self.counts = dict.fromkeys(counted, 0)
        self.inherited: set[Key] = set()
        """Vanished entries whose translation a new text has."""
        self.descent = Descent()
        """What new texts came from."""
        self.unknown: list[Key] = []

    def current(
        self, texts: Mapping[Key, Segment], places: Mapping[Key, tuple[Reference, ...]]
    ) -> tuple[Entry, ...]:
        """The entry of each key, in order, with its places, and what it came from counted."""
        if not self.active and not self.obsolete:
            self.counts["new"] = len(texts)
            self.unknown = [*texts]
            return tuple([Entry(*key, references=places[key]) for key in texts])
        wanted = texts.keys()
        offered = {
            entry.key: entry
            for entry in (*self.active.values(), *self.obsolete.values())
            if entry.key not in wanted and self._offers(entry)
        }
        search = Search(
            self.active, self.obsolete, offered, lambda entry: untouched(entry, self.records)
        )
        self.descent = found = search.descent(texts)
        result: list[Entry] = []
        for key in texts:
            if key in self.active:
                result.append(self._counted("kept", self.active[key]))
            elif key in self.obsolete:
                result.append(self._counted("returned", self.obsolete[key]))
            elif key in found.of:
                former = found.of[key].entries
                self.inherited.update(entry.key for entry in former)
                text = texts[key].tagged
                made = heir(key, text, former)
                self.counts["to_place"] += bool(faults(text, made.target))
                # What differs in kinds of tags alone is what it was.
                done = made.state is State.TRANSLATED
                self.counts["retagged"] += done
                result.append(self._counted("kept" if done else "changed", made))
            else:
                if key not in found.of_drafts:
                    self.unknown.append(key)
                result.append(self._counted("new", Entry(*key, references=places[key])))
        return tuple(
            _without_outer_line_ends(self._without_plurals(_active(entry, places[entry.key])))
            for entry in result
        )

    def obsolete_entries(self, wanted: Collection[Key]) -> tuple[Entry, ...]:
        """The obsolete entries: those there were, then those that have vanished now."""
        gone = [entry for key, entry in self.active.items() if key not in wanted]
        self.counts["gone"] = sum(entry.key not in self.inherited for entry in gone)
        kept = [entry for key, entry in self.obsolete.items() if key not in wanted]
        return tuple(
            _obsolete(_without_stale_previous(entry))
            for entry in (*kept, *gone)
            if entry.target or entry.comment or any(_forms(entry))
        )

    def _counted(self, name: str, entry: Entry) -> Entry:
        self.counts[name] += 1
        return entry

    def _offers(self, entry: Entry) -> bool:
        return (
            entry.plurals is None
            and entry.target not in ("", OMIT)
            and not untouched(entry, self.records)
        )

    def _without_plurals(self, entry: Entry) -> Entry:
        """Make a foreign plural entry an ordinary one: an article has no plural messages."""
        if entry.plurals is None:
            return _without_stale_previous(entry)
        forms = [form for form in _forms(entry) if form]
        plain = replace(entry, plurals=None, previous=None)
        if not forms:
            return plain.with_target("", State.EMPTY)
        return self._with_texts(plain.with_target(forms[0], State.DRAFT), forms[1:])

    def _one_for_each_key(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        """One entry for each key, should there be more: the one with most work in it."""
        entries = tuple(entries)
        if len({entry.key for entry in entries}) == len(entries):
            return entries
        by_key: dict[Key, list[Entry]] = {}
        for entry in entries:
            by_key.setdefault(entry.key, []).append(entry)
        return [same[0] if len(same) == 1 else self._joined(same) for same in by_key.values()]

    def _joined(self, same: list[Entry]) -> Entry:
        best = max(same, key=self._rank)
        for other in same:
            if other is best:
                continue
            texts = [] if untouched(other, self.records) else [other.target, *_forms(other)]
            best = self._with_texts(best, texts)
            mine = frozenset(best.comment.split("\n"))
            more = [line for line in other.comment.split("\n") if line not in mine]
            best = replace(best, comment=_lines(best.comment, *more))
        return replace(best, obsolete=all(entry.obsolete for entry in same))

    def _rank(self, entry: Entry) -> tuple[int, bool]:
        """What entries of one key are ranked by: how finished they are, then that they are used."""
        rank = {State.TRANSLATED: 4, State.DRAFT: 2, State.EMPTY: 0}[entry.state]
        if untouched(entry, self.records):
            rank = 1
        elif entry.state is State.TRANSLATED and entry.plurals is not None:
            rank = 3  # Only one of its forms can become the target, and as a draft.
        return rank, not entry.obsolete

    def _with_texts(self, entry: Entry, texts: Iterable[str]) -> Entry:
        """Keep further targets of a person in the comment."""
        for text in dict.fromkeys(texts):
            if not text or text == entry.target or text in _forms(entry):
                continue
            kept = kept_beside(text, self.language)
            if kept not in entry.comment:
                entry = replace(entry, comment=_lines(entry.comment, kept))
        return entry


def _active(entry: Entry, references: tuple[Reference, ...]) -> Entry:
    if entry.references == references and not entry.obsolete:
        return entry
    return replace(entry, obsolete=False, references=references)


def _obsolete(entry: Entry) -> Entry:
    if entry.obsolete and not entry.references:
        return entry
    return replace(entry, obsolete=True, references=())


def _without_outer_line_ends(entry: Entry) -> Entry:
    """Drop line ends around a target, which some tools put there and `msgfmt --check` refuses.

    A source has none.
    """
    target = entry.target.strip("\r\n")
    if target == entry.target:
        return entry
    return entry.with_target(target, entry.state if target else State.EMPTY)


def _without_stale_previous(entry: Entry) -> Entry:
    """Drop the previous text of what is no longer a draft, as msgmerge does."""
    if entry.previous is None or entry.state is State.DRAFT:
        return entry
    return replace(entry, previous=None)


def _forms(entry: Entry) -> tuple[str, ...]:
    return () if entry.plurals is None else entry.plurals[1]


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
