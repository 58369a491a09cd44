"""Receive: a catalog that comes back from a translator is merged into ours, entry by entry."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from l10n.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.drafts import by_entry, untouched
from l10n.messages import N_, message
from l10n.segment import Key
from l10n.sent import SentRecord
from l10n.steps.similar import best


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
    OUTRUN = "outrun"
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
    receipts: tuple[Receipt, ...]

    def count(self, outcome: Outcome) -> int:
        """Count the entries with an outcome."""
        return sum(receipt.outcome is outcome for receipt in self.receipts)


def receive(
    ours: Catalog,
    theirs: Catalog,
    sent: Collection[SentRecord] = (),
    drafts: Collection[DraftRecord] = (),
    *,
    origin: str,
    language: str = "en",
) -> Received:
    """Merge a received catalog into ours by key; nothing that a person typed is lost.

    `sent` says what was handed out: what equals it was not touched by the one side or the other.
    Without it every difference between two texts of persons counts as a conflict. `origin` names
    the received file in the comment that keeps the second text of a conflict, and `language` is
    that comment's.
    """
    work = _Work(ours, sent, drafts, origin, language)
    for entry in theirs.entries:
        if entry.plurals is None:
            work.take(entry)
    return Received(replace(ours, entries=work.entries()), tuple(work.receipts))


class _Work:
    def __init__(
        self,
        ours: Catalog,
        sent: Collection[SentRecord],
        drafts: Collection[DraftRecord],
        origin: str,
        language: str,
    ) -> None:
        self.active = {entry.key: entry for entry in ours.active()}
        self.obsolete = {entry.key: entry for entry in ours.obsolete()}
        self.sent = {(record.key, record.target, record.state) for record in sent}
        self.drafts = by_entry(drafts)
        self.origin = origin
        self.language = language
        self.receipts: list[Receipt] = []

    def entries(self) -> tuple[Entry, ...]:
        """Active entries in their order, then obsolete ones."""
        return (*self.active.values(), *self.obsolete.values())

    def take(self, theirs: Entry) -> None:
        """Merge one entry."""
        if theirs.key in self.active:
            if not theirs.obsolete or theirs.target:
                merged, outcome = self._merged(self.active[theirs.key], theirs)
                self.active[theirs.key] = merged
                self._note(outcome, theirs)
        elif not theirs.target:
            return
        elif theirs.obsolete and theirs.key in self.obsolete:
            merged, _outcome = self._merged(self.obsolete[theirs.key], theirs)
            self.obsolete[theirs.key] = merged
        else:
            self._outrun(theirs)

    def _note(self, outcome: Outcome, entry: Entry) -> None:
        self.receipts.append(Receipt(outcome, entry.key))

    def _merged(self, ours: Entry, theirs: Entry) -> tuple[Entry, Outcome]:
        ours = replace(ours, comment=_joined(ours.comment, theirs.comment))
        if not theirs.target:
            return ours, Outcome.UNTOUCHED
        if theirs.target == ours.target:
            if theirs.state is ours.state:
                return ours, Outcome.SAME
            if self._was_sent(theirs):
                return ours, Outcome.UNTOUCHED
            if theirs.state is State.TRANSLATED or self._was_sent(ours):
                return _taken(ours, theirs), Outcome.TAKEN
            return ours, Outcome.UNTOUCHED
        if self._was_sent(theirs):
            return ours, Outcome.UNTOUCHED
        if not ours.target or untouched(ours, self.drafts) or self._was_sent(ours):
            return _taken(ours, theirs), Outcome.TAKEN
        kept = message(
            N_("Received from {file}: {text}"),
            file=self.origin,
            text=" ".join(theirs.target.split()),
        )
        comment = _joined(ours.comment, kept.text(self.language))
        return (
            replace(ours.with_target(ours.target, State.DRAFT), comment=comment),
            Outcome.CONFLICT,
        )

    def _was_sent(self, entry: Entry) -> bool:
        sent = (key_digest(entry.key), text_digest(entry.target), entry.state.value)
        return sent in self.sent

    def _outrun(self, theirs: Entry) -> None:
        """Keep a translation of a text that the article no longer has, and offer it to its heir."""
        untouched_there = self._was_sent(theirs)
        if theirs.key in self.obsolete:
            merged, _outcome = self._merged(self.obsolete[theirs.key], theirs)
            kept = replace(merged, obsolete=True)
        else:
            kept = replace(theirs, obsolete=True, references=(), note="")
        self.obsolete[theirs.key] = kept
        if untouched_there:
            self._note(Outcome.UNTOUCHED, theirs)
            return
        heir = best(theirs.key, self._open())
        if heir is None:
            self._note(Outcome.SET_ASIDE, theirs)
            return
        offered = replace(
            self.active[heir].with_target(theirs.target, State.DRAFT),
            previous=theirs.key,
            comment=_joined(self.active[heir].comment, theirs.comment),
        )
        self.active[heir] = offered
        self._note(Outcome.OUTRUN, theirs)

    def _open(self) -> Mapping[Key, None]:
        """The entries that no person has written in yet."""
        return {
            key: None
            for key, entry in self.active.items()
            if entry.plurals is None and (not entry.target or untouched(entry, self.drafts))
        }


def _taken(ours: Entry, theirs: Entry) -> Entry:
    previous = ours.previous if theirs.state is State.DRAFT else None
    return replace(ours.with_target(theirs.target, theirs.state), previous=previous)


def _joined(ours: str, theirs: str) -> str:
    """Keep both comments; one that holds the other stands for both."""
    mine, other = ours.split("\n") if ours else [], theirs.split("\n") if theirs else []
    return "\n".join([*mine, *[line for line in other if line not in mine]])
