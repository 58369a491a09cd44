"""Approval: the entries of a catalog are held against the signatures in its record."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from l10n.model.approval import Approval, ApprovalState
from l10n.model.catalog import Entry, State, digest_of, key_digest
from l10n.model.segment import Key
from l10n.model.signature import Signature, Verdict, signed_of
from l10n.tags.renumbering import tagged
from l10n.tags.retagging import skeleton

_LOOKED_INTO = 1_000
"""Signatures of sources that are gone which are looked for in a joined text."""
LONGEST_CHAIN = 100
"""Minor edits over which an approval is carried, from one to the one before."""


def approvals(entries: Iterable[Entry], signatures: Iterable[Signature]) -> Mapping[Key, Approval]:
    """What is signed of each active entry, by key; an entry that nobody signed is left out.

    The newest date decides, and at the same moment a rejection; the order of the record does not,
    so that the union of two branches' records says the same in both. Only a translated entry is
    approved. Of an entry whose exact text nobody signed, the signatures of an earlier text tell:
    one of the same source, of the source that it names (`#|`), or of the same target.
    """
    active = [entry for entry in entries if not entry.obsolete]
    record = _Record(signatures, active)
    found = ((entry.key, record.of(entry)) for entry in active if entry.target)
    return {key: approval for key, approval in found if approval is not None}


def rejected(signatures: Iterable[Signature]) -> frozenset[str]:
    """The exact texts (`Signature.signed`) that somebody rejected and nobody approved since."""
    record = _Record(signatures, ())
    return frozenset(signed for signed in record.texts() if record.is_rejected(signed))


def not_withdrawn(signatures: Iterable[Signature]) -> tuple[Signature, ...]:
    """The signatures that whoever gave them has not taken back since, newest first."""
    taken_back: Counter[tuple[str, str, str]] = Counter()
    found: list[Signature] = []
    for each in sorted(set(signatures), key=_order, reverse=True):
        hand = (each.signed, each.who, each.role)
        if each.verdict == Verdict.WITHDRAWN.value:
            taken_back[hand] += 1
        elif taken_back[hand] and each.verdict != Verdict.MINOR.value:
            taken_back[hand] -= 1
        else:
            found.append(each)
    return tuple(found)


class _Record:
    """The signatures of one catalog."""

    def __init__(self, signatures: Iterable[Signature], active: Iterable[Entry]) -> None:
        self._signed: dict[str, list[Signature]] = {}
        self._keys: dict[str, list[Signature]] = {}
        self._targets: dict[str, list[Signature]] = {}
        """Of sources that are gone, by context and target."""
        self._retagged: dict[str, list[Signature]] = {}
        """Of such sources, by context and what a text with other kinds of tags has in common."""
        self._gone: list[Signature] = []
        """The newest of such sources."""
        self._made: dict[str, Approval | None] = {}
        """What was found out, by `signed`."""
        standing = not_withdrawn(signatures)
        self._active = frozenset(key_digest(each.key) for each in active if standing)
        for each in standing:
            key = key_digest(each.key)
            self._signed.setdefault(each.signed, []).append(each)
            self._keys.setdefault(key, []).append(each)
            if key not in self._active:
                alike = digest_of(each.context, each.target)
                self._targets.setdefault(alike, []).append(each)
                if len(self._gone) < _LOOKED_INTO:
                    self._gone.append(each)
                if "<" in each.source:
                    self._retagged.setdefault(_without_kinds(each.key), []).append(each)

    def texts(self) -> Collection[str]:
        """All texts that are signed."""
        return self._signed.keys()

    def is_rejected(self, signed: str) -> bool:
        """True for a text whose newest signature is a rejection."""
        found = self._decided(signed)
        return found is not None and found.state is ApprovalState.REJECTED

    def of(self, entry: Entry) -> Approval | None:
        """What is signed of an entry that has a target; None where nothing is."""
        if not self._signed:
            return None
        exact = self._decided(signed_of(entry))
        if exact is not None:
            if exact.approved and entry.state is not State.TRANSLATED:
                return Approval(ApprovalState.CHANGED, exact.signature)
            return exact
        return self._changed(entry)

    def _decided(self, signed: str) -> Approval | None:
        """What the signatures of one exact text come to; None where there are none that count.

        A minor edit is followed to the text that it was made of, and that to the one before.
        """
        way: list[tuple[str, Signature]] = []
        while signed not in self._made:
            # Edits that lead in a circle come to nothing.
            self._made[signed] = None
            found = _verdict(self._signed.get(signed, ()))
            if isinstance(found, Signature):
                way.append((signed, found))
                signed = found.former
            else:
                self._made[signed] = found
        made = self._made[signed]
        for edited, declared in reversed(way):
            if made is not None:
                long = len(made.declared) >= LONGEST_CHAIN
                more = (declared, *made.declared)
                made = replace(made, declared=more) if made.approved and not long else None
            self._made[edited] = made
        return self._made[way[0][0]] if way else made

    def _changed(self, entry: Entry) -> Approval | None:
        for some in self._earlier(entry):
            newest = self._decided(some[0].signed)
            if newest is not None and newest.approved:
                return Approval(ApprovalState.CHANGED, newest.signature)
            if newest is not None:
                # A text that was rejected, and is another now: somebody has done as they were told.
                return None
        return None

    def _earlier(self, entry: Entry) -> Iterator[Sequence[Signature]]:
        """Signatures of what an entry was before, newest first; the likeliest before others."""
        yield from filter(None, [self._keys.get(key_digest(entry.key))])
        if entry.previous is not None:
            before = key_digest(entry.previous)
            yield from filter(None, [() if before in self._active else self._keys.get(before)])
        yield from filter(None, [self._targets.get(digest_of(entry.context, entry.target))])
        if "<" in entry.source:
            yield from filter(None, [self._retagged.get(_without_kinds(entry.key))])
        if entry.previous is not None:
            # Sentences that were signed one by one, and are one text now.
            context, text = entry.previous
            parts = (each for each in self._gone if each.context == context)
            yield from filter(None, [[each for each in parts if each.source in text]])


def _without_kinds(key: Key) -> str:
    context, source = key
    return digest_of(context, skeleton(tagged(source)))


def _order(signature: Signature) -> tuple[object, ...]:
    """What signatures are sorted by, the deciding one last."""
    return (
        signature.date,
        signature.verdict == Verdict.REJECTED.value,
        signature.who,
        signature.role,
        signature.reason,
        signature.verdict,
        signature.context or "",
        signature.source,
        signature.target,
        signature.declared,
    )


def _verdict(newest_first: Sequence[Signature]) -> Approval | Signature | None:
    """What the signatures of one text say by themselves: a minor edit leads to another text."""
    standing = list(_standing(newest_first))
    if not standing:
        return None
    if standing[0].verdict == Verdict.REJECTED.value:
        return Approval(ApprovalState.REJECTED, standing[0])
    given = [each for each in standing if each.verdict == Verdict.APPROVED.value]
    if given:
        return Approval(ApprovalState.APPROVED, given[0], tuple(_each_once(given)))
    return standing[0]


def _standing(newest_first: Sequence[Signature]) -> Iterator[Signature]:
    """The signatures of a text that no later rejection has undone; else that rejection alone."""
    for number, each in enumerate(newest_first):
        if each.verdict == Verdict.REJECTED.value:
            if number == 0:
                yield each
            return
        yield each


def _each_once(signatures: Iterable[Signature]) -> Iterator[Signature]:
    seen: set[tuple[str, str]] = set()
    for each in signatures:
        if (each.who, each.role) not in seen:
            seen.add((each.who, each.role))
            yield each
