"""Minor edits: translations of changed sentences that stand, since an editor says so."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.language.tables import Table
from l10n.messages import N_, Message, message
from l10n.model.catalog import DraftRecord, Entry, State
from l10n.model.draft_records import Authorship, authorship, records_by_entry
from l10n.model.markup import Tagged, faults
from l10n.model.segment import Key, Segment
from l10n.model.signature import Signature, Verdict, signed_of
from l10n.steps.approval import not_withdrawn
from l10n.steps.heirs import heir
from l10n.steps.merge import Merged


@dataclass(frozen=True, slots=True)
class Carried:
    """A translation that stands for another wording of its source."""

    former: Entry
    entry: Entry


@dataclass(frozen=True, slots=True)
class NotCarried:
    """A changed sentence whose edit is no trifle, or nothing to keep a translation of."""

    entry: Entry
    reason: Message


@dataclass(frozen=True, slots=True)
class Declared:
    """What became of the changed sentences of a catalog whose edits were declared trifles."""

    merged: Merged
    carried: tuple[Carried, ...] = ()
    refused: tuple[NotCarried, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verdict:
    former: Entry | None = None
    reason: Message | None = None


_SPLIT = message(N_("it was split, and each part wants a translation of its own"))
_JOINED = message(N_("it was made of several sentences"))
_NO_FORMER = message(N_("its earlier wording has no finished translation"))
_WORKED_ON = message(N_("its translation has been worked on since"))
_ROLE = message(N_("it has another role in the article now"))
_TAGS = message(N_("its tags have to be placed in the translation"))


def declared_minor(
    merged: Merged,
    segments: Sequence[Segment],
    records: Collection[DraftRecord],
    table: Table,
    signatures: Iterable[Signature] = (),
) -> Declared:
    """Keep translations of changed sentences as finished as they were, where the edit is a trifle.

    Looked at are all sentences to which a translation was carried over, now or by an earlier sync,
    and which a translator has not finished since. A translation that was unfinished before the edit
    stays so. `table` is that of the language of the article. By `signatures` it is known which
    edits were declared so before: all together must be a trifle too.
    """
    work = _Minor(merged, {part.key: part.tagged for part in reversed(segments)}, records, table)
    work.wordings = _Wordings(signatures)
    carried: list[Carried] = []
    refused: list[NotCarried] = []
    entries: list[Entry] = []
    now = 0
    for entry in merged.catalog.entries:
        verdict = None if entry.obsolete else work.verdict(entry)
        if verdict is not None and verdict.former is not None:
            kept = replace(entry.with_target(entry.target, State.TRANSLATED), previous=None)
            carried.append(Carried(verdict.former, kept))
            entries.append(kept)
            now += entry.state is State.DRAFT and entry.key in merged.came_from
            continue
        if verdict is not None and verdict.reason is not None:
            refused.append(NotCarried(entry, verdict.reason))
        entries.append(entry)
    changes = merged.changes
    changes = replace(changes, kept=changes.kept + now, changed=changes.changed - now)
    made = replace(merged, catalog=replace(merged.catalog, entries=tuple(entries)), changes=changes)
    return Declared(made, tuple(carried), tuple(refused))


class _Minor:
    """What is known of the changed sentences of one catalog."""

    def __init__(
        self,
        merged: Merged,
        texts: Mapping[Key, Tagged],
        records: Collection[DraftRecord],
        table: Table,
    ) -> None:
        self._came_from = merged.came_from
        self._texts = texts
        self._records = records_by_entry(records)
        self._table = table
        self.wordings = _Wordings(())
        self._obsolete = {entry.key: entry for entry in merged.catalog.obsolete()}
        self._heirs = Counter(
            entry.previous for entry in merged.catalog.active() if entry.state is State.DRAFT
        )

    def verdict(self, entry: Entry) -> _Verdict | None:
        """What becomes of an active entry; None for one that there is nothing to say of."""
        former = self._came_from.get(entry.key, ())
        if entry.state is State.TRANSLATED:
            # Only kinds of tags were changed, by the edit that is declared.
            return _Verdict(former[0]) if former else None
        if authorship(entry, self._records) is not Authorship.CARRIED_OVER:
            return None
        if self._heirs[entry.previous] > 1:
            return _Verdict(reason=_SPLIT)
        if len(former) > 1:
            return _Verdict(reason=_JOINED)
        one = former[0] if former else self._obsolete.get(entry.previous or entry.key)
        if one is None:
            return _Verdict(reason=_NO_FORMER)
        if one.state is not State.TRANSLATED:
            return None if former else _Verdict(reason=_NO_FORMER)
        reason = self._reason(entry, one)
        return _Verdict(one) if reason is None else _Verdict(reason=reason)

    def _reason(self, entry: Entry, former: Entry) -> Message | None:
        text = self._texts[entry.key]
        if entry.context != former.context:
            return _ROLE
        if heir(entry.key, text, [former]).target != entry.target:
            return _WORKED_ON
        if faults(text, entry.target):
            return _TAGS
        # Hardly a sync declares trifles.
        from l10n.steps.trifle import objection

        reason = objection(former.source, text, self._table)
        first = self.wordings.first(former)
        if reason is None and first is not None:
            whole = objection(first, text, self._table, most=None)
            together = N_("with the edits that were declared trifles before, {reason}")
            return whole and message(together, reason=whole.text())
        return reason


class _Wordings:
    """How sources read before their edits were declared trifles, as a record of signatures says."""

    def __init__(self, signatures: Iterable[Signature]) -> None:
        standing = not_withdrawn(signatures)
        approved = {each.signed for each in standing if each.verdict == Verdict.APPROVED.value}
        self._declared = {
            each.signed: each
            for each in reversed(standing)
            if each.verdict == Verdict.MINOR.value and each.signed not in approved
        }

    def first(self, entry: Entry) -> str | None:
        """The source that a translation was made or approved for; None for that of the entry."""
        signed, found = signed_of(entry), None
        seen: set[str] = set()
        while signed in self._declared and signed not in seen:
            seen.add(signed)
            found = self._declared[signed].declared[0]
            signed = self._declared[signed].former
        return found
