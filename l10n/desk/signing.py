"""Signing: people approve and reject entries; the record says who, when, and which exact text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum

from l10n.dataclass import dataclass
from l10n.desk.marking import mark_fuzzy
from l10n.desk.orphans import Where
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, RefusedError, UsageError
from l10n.messages import _
from l10n.model.approval import ApprovalState
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.person import Person
from l10n.model.signature import DATE, Signature, Verdict, shown_date, signed_of
from l10n.model.workflow import Workflow
from l10n.steps.approval import approvals, not_withdrawn
from l10n.store.reviews import append_reviews, load_reviews
from l10n.store.workspace import Workspace

LONGEST = 10_000
"""Characters of a reason."""
_AFTER: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Verdict.APPROVED.value: ((Verdict.REJECTED.value, Verdict.WITHDRAWN.value), ()),
    Verdict.REJECTED.value: ((Verdict.WITHDRAWN.value,), (Verdict.APPROVED.value,)),
    Verdict.WITHDRAWN.value: ((Verdict.APPROVED.value, Verdict.REJECTED.value), ()),
}
"""What a signature of one text has to be dated after, and what it may be dated with."""
_AHEAD = timedelta(days=1)
"""How far another machine's clock may be ahead of this one's."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, in which role, and when."""

    person: Person
    date: datetime
    role: str = ""

    def sign(self, entry: Entry, verdict: Verdict, reason: str = "") -> Signature:
        """The signature of an entry as it is now."""
        return Signature(
            signed_of(entry),
            entry.context,
            entry.source,
            entry.target,
            verdict.value,
            self.person.shown,
            shown_date(self.date),
            role=self.role,
            reason=reason,
        )

    def carry(self, former: Entry, entry: Entry) -> Signature:
        """The signature that an edit of the source was minor, which made one entry of the other."""
        return Signature(
            signed_of(entry),
            entry.context,
            entry.source,
            entry.target,
            Verdict.MINOR.value,
            self.person.shown,
            shown_date(self.date),
            declared=(former.source, former.target),
        )


class Outcome(Enum):
    """What became of the wish to sign an entry."""

    SIGNED = "signed"
    ALREADY = "already signed"
    """The same person has signed this text in this role; nothing is added."""
    EMPTY = "empty"
    DRAFT = "fuzzy"
    """Only what is not fuzzy can be approved."""
    CHANGED = "changed meanwhile"
    """It reads otherwise in the file than what was to be signed, or is gone from it."""

    @property
    def refused(self) -> bool:
        """True where the entry is not signed now."""
        return self not in (Outcome.SIGNED, Outcome.ALREADY)


@dataclass(frozen=True, slots=True)
class Signed:
    """One entry that was to be signed."""

    entry: Entry
    """As it was to be signed."""
    outcome: Outcome


class Signing:
    """Signs entries of the catalogs of one desk; each call takes the workspace's lock by itself.

    All that is signed is given as it was shown to the signer, so that nobody signs a text which an
    editor has saved in the meantime. Raises L10nError for a catalog or a record that cannot be
    read, and for a record that is dated more than a day ahead of this machine.
    """

    def __init__(self, workspace: Workspace, catalogs: Catalogs) -> None:
        """`catalogs` reads what is signed."""
        self._workspace = workspace
        self._catalogs = catalogs

    def approve(self, where: Where, entries: Iterable[Entry], signer: Signer) -> tuple[Signed, ...]:
        """Approve entries of a catalog, given by article and locale; only translated ones can be.

        What is approved by the same person in the same role already is left as it is.
        """
        with self._workspace.locked():
            there = _There(self._workspace, self._catalogs, where)
            outcomes: list[Signed] = []
            new: list[Signature] = []
            for entry in _each_once(entries):
                outcome = there.approvable(entry, signer)
                outcomes.append(Signed(entry, outcome))
                if outcome is Outcome.SIGNED:
                    new.append(there.dated(signer.sign(entry, Verdict.APPROVED)))
            self._append(where, new)
        return tuple(outcomes)

    def reject(
        self, where: Where, entries: Iterable[Entry], signer: Signer, reason: str
    ) -> tuple[Signed, ...]:
        """Reject entries of a catalog with a reason: they become fuzzy, and keep their targets.

        The record is written first. Where a command is cut short between both, the same one again
        ends well. Raises UsageError for a reason that says nothing or is too long.
        """
        check_reason(reason)
        with self._workspace.locked():
            there = _There(self._workspace, self._catalogs, where)
            outcomes: list[Signed] = []
            new: list[Signature] = []
            for entry in _each_once(entries):
                outcome = there.rejectable(entry, signer, reason)
                outcomes.append(Signed(entry, outcome))
                if outcome is Outcome.SIGNED:
                    new.append(there.dated(signer.sign(entry, Verdict.REJECTED, reason)))
            self._append(where, new)
            rejected = {each.entry.key: each.entry for each in outcomes if not each.outcome.refused}
            if rejected:
                mark_fuzzy(self._workspace, self._catalogs, where, rejected)
        return tuple(outcomes)

    def withdraw(self, where: Where, entry: Entry, signer: Signer) -> bool:
        """Take back what the signer said of an entry's exact text last; False for nothing.

        The record keeps both lines. The entry itself may read otherwise by now, or be gone, and
        stays as it is.
        """
        name, locale = where
        with self._workspace.locked():
            there = _There(self._workspace, self._catalogs, where)
            if not there.has_signed(entry, signer):
                return False
            withdrawal = there.dated(signer.sign(entry, Verdict.WITHDRAWN))
            path = self._workspace.reviews_path(locale, name)
            return bool(append_reviews(self._workspace, path, [withdrawal]))

    def _append(self, where: Where, signatures: Sequence[Signature]) -> None:
        name, locale = where
        append_reviews(self._workspace, self._workspace.reviews_path(locale, name), signatures)


def role_of(workflow: Workflow, person: Person, named: str = "") -> str:
    """The role in which somebody signs for a desk: the one named, else the only one they have.

    None is needed where the workflow names neither roles nor approvers. Raises UsageError for a
    role that it does not know or several that they have, RefusedError for one in which they may not
    sign.
    """
    rules = workflow.publish.signing
    known = [role for role, _people in rules.approvers] or list(rules.roles)
    mine = [role for role in known if rules.may_sign(person, role)]
    if not known or (named and named in mine):
        return named
    if named and named not in known:
        raise UsageError(
            _("nobody signs in the role “{role}” here").format(role=named),
            code="USE-050",
            path=workflow.path,
            line=workflow.line("publish", "approvers"),
            remedy=_("the roles are {names}").format(names=", ".join(known)),
        )
    if named or not mine:
        raise RefusedError(
            _("{who} may not sign as {role}").format(
                who=person.shown, role=named or ", ".join(known)
            ),
            code="SIG-001",
            path=workflow.path,
            line=workflow.line("publish", "approvers", *([named] if named else [])),
            remedy=_("name them in [publish.approvers], or let somebody sign who stands there"),
        )
    if len(mine) > 1:
        raise UsageError(
            _("{who} has several roles").format(who=person.shown),
            code="USE-051",
            remedy=_("say in which one with --role: {names}").format(names=", ".join(mine)),
        )
    return mine[0]


def check_reason(reason: str) -> None:
    """Raise UsageError for a reason that says nothing, or that is too long to be one."""
    if not reason.strip():
        raise UsageError(
            _("a rejection needs a reason"),
            code="USE-042",
            remedy=_("say to the translator what is wrong: --reason"),
        )
    if len(reason) > LONGEST:
        raise UsageError(
            _("a reason of {n} characters is too long").format(n=len(reason)),
            code="USE-043",
            remedy=_("say it in at most {n}").format(n=LONGEST),
        )


def _each_once(entries: Iterable[Entry]) -> Iterator[Entry]:
    yield from {entry.key: entry for entry in entries if not entry.obsolete}.values()


def _same(one: Entry, other: Entry) -> bool:
    return signed_of(one) == signed_of(other)


class _There:
    """A catalog with its record, as both are under the lock."""

    def __init__(self, workspace: Workspace, catalogs: Catalogs, where: Where) -> None:
        name, locale = where
        _document, found = catalogs.read(name, locale)
        path = workspace.reviews_path(locale, name)
        _record, signatures = load_reviews(workspace, path)
        self._shown = workspace.shown(path)
        self._entries = (found or Catalog()).by_key()
        self._standings = approvals(self._entries.values(), signatures)
        self._standing_by = not_withdrawn(signatures)
        self._last: dict[tuple[str, str], str] = {}
        for each in signatures:
            kind = (each.signed, each.verdict)
            self._last[kind] = max(each.date, self._last.get(kind, ""))

    def approvable(self, entry: Entry, signer: Signer) -> Outcome:
        now = self._entries.get(entry.key)
        refused = _refused(entry, now)
        if refused is not None:
            return refused
        if now is None or now.state is not State.TRANSLATED:
            return Outcome.DRAFT
        standing = self._standings.get(entry.key)
        signers = () if standing is None or not standing.approved else standing.approvers
        mine = (signer.person.shown, signer.role)
        if any((each.who, each.role) == mine for each in signers):
            return Outcome.ALREADY
        return Outcome.SIGNED

    def rejectable(self, entry: Entry, signer: Signer, reason: str) -> Outcome:
        refused = _refused(entry, self._entries.get(entry.key))
        if refused is not None:
            return refused
        standing = self._standings.get(entry.key)
        if standing is None or standing.state is not ApprovalState.REJECTED:
            return Outcome.SIGNED
        last = standing.signature
        same = (last.who, last.role, last.reason) == (signer.person.shown, signer.role, reason)
        return Outcome.ALREADY if same else Outcome.SIGNED

    def has_signed(self, entry: Entry, signer: Signer) -> bool:
        """True where the signer has approved or rejected this very text, and stands by it."""
        mine = (signed_of(entry), signer.person.shown, signer.role)
        return any((each.signed, each.who, each.role) == mine for each in self._standing_by)

    def dated(self, signature: Signature) -> Signature:
        """The signature, dated so that it counts against those of the same text that it follows.

        Clocks differ between machines, and two commands may fall into one second. Raises
        CatalogError where a date in the record is more than a day ahead of this machine's.
        """
        before, beside = _AFTER[signature.verdict]
        dates = {
            verdict: self._last.get((signature.signed, verdict), "") for verdict in before + beside
        }
        last = max(dates.values())
        later = all(dates[verdict] < signature.date for verdict in before)
        if later and all(dates[verdict] <= signature.date for verdict in beside):
            return signature
        moment = datetime.strptime(last, DATE)
        ahead = moment - datetime.strptime(signature.date, DATE)
        if ahead > _AHEAD or datetime.max - moment < _AHEAD:
            raise CatalogError(
                _("a signature in it is dated {date}, which is yet to come").format(date=last),
                code="REC-010",
                path=self._shown,
                remedy=_("set the clock of this machine right, or delete that line"),
            )
        return replace(signature, date=shown_date(moment + timedelta(seconds=1)))


def _refused(entry: Entry, now: Entry | None) -> Outcome | None:
    if now is None or not _same(now, entry):
        return Outcome.CHANGED if entry.target else Outcome.EMPTY
    return Outcome.EMPTY if now.state is State.EMPTY or now.plurals is not None else None
