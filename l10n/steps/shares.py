"""Shares: what the machine wrote of a version, what people did, and who signed for it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.model.approval import Approval
from l10n.model.catalog import Entry, State, key_digest, text_digest
from l10n.model.composition import Composition, Signatory
from l10n.model.counts import Tally
from l10n.model.segment import Key
from l10n.model.signature import Signature
from l10n.model.source_words import words


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that some machine made in a catalog, as its records tell."""

    key: str
    """`key_digest` of the entry."""
    target: str
    """`text_digest` of the draft."""
    engine: str
    model: str = ""
    beside: bool = False
    """It was kept beside a person's text, and never was the target that the person began with."""


def composition(
    texts: Mapping[Key, Entry | None],
    drafts: Iterable[Drafted],
    approvals: Mapping[Key, Approval],
    translators: Mapping[Key, str],
) -> Composition:
    """Add up the texts of a version, each once.

    `texts` has every text of the article with the entry that stands in the version, None where the
    source text does. A target that equals a draft of the catalog is the machine's, whoever finished
    it and whatever its source was when it was drafted; it is edited where the machine drafted this
    entry and it reads otherwise. `translators` names people as far as they are known.
    """
    made = _Sum(drafts)
    for key, entry in texts.items():
        made.add(key, entry, approvals.get(key))
    people = {translators[key] for key, entry in texts.items() if entry and key in translators}
    return replace(made.result(), translators=tuple(sorted(people)))


class _Sum:
    def __init__(self, drafts: Iterable[Drafted]) -> None:
        self._by_key: dict[str, list[Drafted]] = {}
        self._by_target: dict[str, Drafted] = {}
        for each in drafts:
            if not each.beside:
                self._by_key.setdefault(each.key, []).append(each)
            self._by_target.setdefault(each.target, each)
        self._tallies: dict[str, Tally] = {}
        self._engines: set[tuple[str, str]] = set()
        self._signed: dict[tuple[str, str], list[Signature]] = {}

    def add(self, key: Key, entry: Entry | None, approval: Approval | None) -> None:
        one = Tally(1, words(key[1]))
        kind = self._kind(key, entry)
        self._tallies[kind] = self._tally(kind) + one
        if entry is None or approval is None or not approval.approved:
            return
        self._tallies["approved"] = self._tally("approved") + one
        for each in approval.approvers:
            self._signed.setdefault((each.who, each.role), []).append(each)

    def _kind(self, key: Key, entry: Entry | None) -> str:
        if entry is None:
            return "source"
        mine = self._by_key.get(key_digest(key), ())
        digest = text_digest(entry.target)
        draft = next((e for e in mine if e.target == digest), None) or self._by_target.get(digest)
        if draft is not None:
            self._engines.add((draft.engine, draft.model))
            return "raw" if entry.state is State.DRAFT else "accepted"
        self._engines.update((each.engine, each.model) for each in mine)
        return "edited" if mine else "people"

    def _tally(self, kind: str) -> Tally:
        return self._tallies.get(kind, Tally())

    def result(self) -> Composition:
        signed = sorted(self._signed.items())
        return Composition(
            raw=self._tally("raw"),
            accepted=self._tally("accepted"),
            edited=self._tally("edited"),
            people=self._tally("people"),
            source=self._tally("source"),
            approved=self._tally("approved"),
            approvers=tuple(_signatory(*who, some) for who, some in signed),
            engines=tuple(sorted(self._engines)),
        )


def _signatory(who: str, role: str, signatures: Iterable[Signature]) -> Signatory:
    dates = sorted(each.date for each in signatures)
    return Signatory(who, role, dates[0], dates[-1], len(dates))
