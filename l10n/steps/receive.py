"""Receive: a catalog that comes back from a translator is merged into ours, entry by entry."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from enum import Enum

from l10n.dataclass import dataclass
from l10n.lines import one_line
from l10n.messages import N_, message
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.draft_records import records_by_entry, typed_here, untouched
from l10n.model.person import last_translator
from l10n.model.segment import Key
from l10n.model.sent_record import HEADER, SentRecord
from l10n.steps.contexts import with_contexts
from l10n.steps.similar import Pool
from l10n.tags.renumbering import renumbered, tagged

Headers = tuple[tuple[str, str], ...]

RECEIVED = N_("Received from {file}: {text}")
"""How the second text of a conflict stands in a comment."""


class Outcome(Enum):
    """What became of one received entry."""

    TAKEN = "taken"
    """The translator's text stands in the catalog now."""
    SAME = "same"
    """Nothing to do: it is what we have."""
    UNTOUCHED = "untouched"
    """The translator did not change it, or left it empty; ours stays."""
    CONFLICT = "conflict"
    """Changed here and there: both texts are kept, the entry is a draft until a person decides."""
    SOURCE_CHANGED = "source-changed"
    """The source has changed since: the translation became a draft of the new text."""
    SET_ASIDE = "set-aside"
    """The source is gone, or already has a person's translation: kept as an obsolete entry."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What happened to one entry."""

    outcome: Outcome
    key: Key


@dataclass(frozen=True, slots=True)
class Received:
    """Our catalog with the translator's work in it, and the list of what happened."""

    catalog: Catalog
    theirs: Catalog
    """What was received, in the contexts that its texts have here."""
    receipts: tuple[Receipt, ...]

    def count(self, outcome: Outcome) -> int:
        """Number of entries with an outcome."""
        return sum(receipt.outcome is outcome for receipt in self.receipts)


@dataclass(frozen=True, slots=True)
class Records:
    """What is on record of a catalog."""

    sent: Collection[SentRecord] = ()
    """What was handed out of it."""
    drafts: Collection[DraftRecord] = ()
    """What engines made of its entries."""


_NONE = Records()


def receive(
    ours: Catalog,
    theirs: Catalog,
    records: Records = _NONE,
    *,
    origin: str,
    language: str = "en",
) -> Received:
    """Merge a received catalog into ours by key; nothing that a person typed is lost.

    A received file that names its parcel is compared with just that: what equals it was not touched
    by the one side or the other. A file that names none is compared with all that was ever sent,
    and what that cannot decide is a conflict. A file that lost its contexts on the way gets them
    again (`with_contexts`). `origin` names the received file in the comment that keeps the second
    text of a conflict, and `language` is that comment's.
    """
    places = {
        entry.key: [reference.line for reference in entry.references] for entry in ours.active()
    }
    found = with_contexts(theirs.entries, places)
    theirs = replace(theirs, entries=found)
    work = _Merging(
        ours,
        Base.of(theirs, records.sent),
        records.drafts,
        lambda text: message(RECEIVED, file=origin, text=text).text(language),
    )
    for entry in theirs.entries:
        work.take(entry)
    merged = replace(ours, entries=work.entries(), comment=_joined(ours.comment, theirs.comment))
    if any(receipt.outcome is Outcome.TAKEN for receipt in work.receipts):
        merged = replace(merged, headers=_signed(ours.headers, theirs.headers))
    return Received(merged, theirs, tuple(work.receipts))


SIGNATURE = ("PO-Revision-Date", "Last-Translator", "Language-Team")
"""Headers that say who worked on a catalog, and when."""


def _signed(ours: Headers, theirs: Headers) -> Headers:
    """Take over the translator's signature.

    A file that was saved by nobody who is named leaves no other's name beside its date.
    """
    new = {name: value for name, value in theirs if name in SIGNATURE and value.strip()}
    date, who = SIGNATURE[:2]
    if last_translator(new.pop(who, "")) is not None:
        new[who] = dict(theirs)[who]
    elif date in new and new[date] != dict(ours).get(date):
        new[who] = ""
    return tuple((name, new.get(name, value)) for name, value in ours)


@dataclass(frozen=True, slots=True)
class Base:
    """What the two sides had in common."""

    parcel: Mapping[str, tuple[str, str]] | None
    """Target digest and state by key digest in the parcel; None where that is not known."""
    ever: frozenset[tuple[str, str, str]]
    """All that was ever sent: key, target, state."""

    @classmethod
    def of(cls, theirs: Catalog, sent: Collection[SentRecord]) -> "Base":
        """Find the parcel that a received catalog names."""
        name = theirs.header(HEADER)
        mine = [record for record in sent if name and record.parcel == name]
        parcel = {record.key: (record.target, record.state) for record in mine} if mine else None
        return cls(parcel, frozenset((each.key, each.target, each.state) for each in sent))

    def holds(self, entry: Entry, other: Entry | None) -> bool:
        """True if an entry is as it was in common; `other` is the other side's."""
        found = (text_digest(entry.target), entry.state.value)
        key = key_digest(entry.key)
        if self.parcel is not None:
            return self.parcel.get(key) == found
        if (key, *found) not in self.ever:
            return False
        if other is None:
            return True
        # Sent at different times, both of them: which side is behind cannot be told.
        others = (text_digest(other.target), other.state.value)
        return others == found or (key, *others) not in self.ever


class _Merging:
    def __init__(
        self,
        ours: Catalog,
        base: Base,
        drafts: Collection[DraftRecord],
        kept: Callable[[str], str],
    ) -> None:
        """`kept` gives the comment that keeps a second text."""
        self.active = {entry.key: entry for entry in ours.active()}
        self.obsolete = {entry.key: entry for entry in ours.obsolete()}
        self.base = base
        self.drafts = records_by_entry(drafts)
        self.kept = kept
        self.receipts: list[Receipt] = []
        self._pool: Pool | None = None
        """The texts that no person had written in when they were first asked for."""

    def entries(self) -> tuple[Entry, ...]:
        """Active entries in their order, then obsolete ones."""
        return (*self.active.values(), *self.obsolete.values())

    def take(self, theirs: Entry) -> None:
        """Merge one entry."""
        if theirs.plurals is not None:
            self._aside(theirs)
        elif theirs.key in self.active:
            if not theirs.obsolete or theirs.target:
                merged, outcome = self._merged(self.active[theirs.key], theirs)
                self.active[theirs.key] = merged
                self._note(outcome, theirs)
        elif not theirs.target and not theirs.comment:
            if not theirs.obsolete:
                self._note(Outcome.UNTOUCHED, theirs)
        elif theirs.obsolete and theirs.key in self.obsolete:
            merged, _outcome = self._merged(self.obsolete[theirs.key], theirs)
            self.obsolete[theirs.key] = merged
        else:
            self._source_changed(theirs)

    def _note(self, outcome: Outcome, entry: Entry) -> None:
        self.receipts.append(Receipt(outcome, entry.key))

    def _aside(self, theirs: Entry) -> None:
        """Keep an entry of a kind that articles do not have."""
        if theirs.key not in self.active:
            self.obsolete.setdefault(
                theirs.key, replace(theirs, obsolete=True, references=(), note="")
            )
        self._note(Outcome.SET_ASIDE, theirs)

    def _left(self, theirs: Entry, ours: Entry | None) -> bool:
        """True if the translator left an entry as it went out, or it has been taken before.

        What was taken and has got lost here since is not: the same file brings it back.
        """
        if not theirs.target or untouched(theirs, self.drafts):
            return True
        lost = ours is not None and theirs.state is State.TRANSLATED and self._open(ours)
        return not lost and self.base.holds(theirs, ours)

    def _merged(self, ours: Entry, theirs: Entry) -> tuple[Entry, Outcome]:
        ours = replace(ours, comment=_joined(ours.comment, theirs.comment))
        same = theirs.target == ours.target
        if same and theirs.state is ours.state:
            return ours, Outcome.SAME if theirs.target else Outcome.UNTOUCHED
        if self._left(theirs, ours):
            return ours, Outcome.UNTOUCHED
        free = not typed_here(ours, self.drafts) or self.base.holds(ours, theirs)
        if free or (same and theirs.state is State.TRANSLATED):
            return _taken(ours, theirs), Outcome.TAKEN
        if same:
            return ours, Outcome.UNTOUCHED
        comment = _joined(ours.comment, self.kept(one_line(theirs.target)))
        return (
            replace(ours.with_target(ours.target, State.DRAFT), comment=comment),
            Outcome.CONFLICT,
        )

    def _source_changed(self, theirs: Entry) -> None:
        """Keep a translation of a text that the article no longer has, and offer it to its heir."""
        mine = self.obsolete.get(theirs.key)
        left = self._left(theirs, mine)
        if mine is not None:
            merged, _outcome = self._merged(mine, theirs)
            kept = replace(merged, obsolete=True)
        else:
            kept = replace(theirs, obsolete=True, references=(), note="")
        self.obsolete[theirs.key] = kept
        heir = None if left else self._heir(theirs.key)
        if heir is not None:
            text = renumbered(theirs.target, theirs.source, tagged(heir[1]))
            offered = replace(
                self.active[heir].with_target(text, State.DRAFT),
                previous=theirs.key,
                comment=_joined(self.active[heir].comment, theirs.comment),
            )
            self.active[heir] = offered
            self._note(Outcome.SOURCE_CHANGED, theirs)
        else:
            aside = not left or theirs.comment
            self._note(Outcome.SET_ASIDE if aside else Outcome.UNTOUCHED, theirs)

    def _heir(self, key: Key) -> Key | None:
        """The entry that resembles a text most, of those that no person has written in yet."""
        if self._pool is None:
            self._pool = Pool(key for key in self.active if self._is_open(key))
        while match := self._pool.best(key):
            if self._is_open(match.key):
                return match.key
            self._pool.drop(match)
        return None

    def _is_open(self, key: Key) -> bool:
        entry = self.active[key]
        return entry.plurals is None and self._open(entry)

    def _open(self, entry: Entry) -> bool:
        """True for an entry that no person has written in."""
        return not entry.target or untouched(entry, self.drafts)


def _taken(ours: Entry, theirs: Entry) -> Entry:
    previous = ours.previous if theirs.state is State.DRAFT else None
    return replace(ours.with_target(theirs.target, theirs.state), previous=previous)


def _joined(ours: str, theirs: str) -> str:
    """Keep both comments; one that holds the other stands for both."""
    mine, other = ours.split("\n") if ours else [], theirs.split("\n") if theirs else []
    known = frozenset(mine)
    return "\n".join([*mine, *[line for line in other if line not in known]])
