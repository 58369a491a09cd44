"""Signoff: what signatures, and the rules of a workflow on them, say against publishing a text."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal

from l10n.dataclass import dataclass
from l10n.messages import N_, Message, message
from l10n.model.approval import Approval, ApprovalState
from l10n.model.catalog import Entry, State
from l10n.model.composition import Composition
from l10n.model.person import Person, parsed_person
from l10n.model.segment import Key
from l10n.model.signature import Signature, signed_of
from l10n.model.signing_rules import NO_RULES, SigningRules
from l10n.model.translator import NOBODY_ASKED, Evidence, Translators


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a text, or a whole version, may not be published, and which key of the workflow says so.

    A rejection needs none.
    """

    reason: Message
    rule: str = ""
    """The key in `[publish]`: `two_pairs_of_eyes`; empty where no key says so."""
    unjudged: bool = False
    """What the rule asks cannot be known here, so that it is neither kept nor broken."""
    place: str = ""
    """Where that key stands: `workflows/news.toml:9`; empty where nobody looked."""


@dataclass(frozen=True, slots=True)
class Signoff:
    """The signatures of a catalog, and what a desk asks of them."""

    approvals: Mapping[Key, Approval] = field(default_factory=dict)
    required: bool = False
    """Each entry has to be approved."""
    rules: SigningRules = NO_RULES
    translators: Translators = NOBODY_ASKED

    def rejection(self, entry: Entry) -> Objection | None:
        """That somebody rejected this very text: it is not published, whatever a workflow asks."""
        approval = self.approvals.get(entry.key)
        if approval is None or approval.state is not ApprovalState.REJECTED:
            return None
        # A machine draft may stand in for the text that was rejected.
        if approval.signature.signed != signed_of(entry):
            return None
        return Objection(_rejected(approval.signature))

    def unsigned(self, entry: Entry) -> Objection | None:
        """Which signature a finished entry lacks; None where it lacks none."""
        if not self.required or entry.state is not State.TRANSLATED:
            return None
        approval = self.approvals.get(entry.key)
        if approval is None or approval.state is ApprovalState.REJECTED:
            return Objection(message(N_("not approved yet")), "require")
        if not approval.approved:
            return Objection(message(N_("approved, then changed")), "require")
        return self._uncounted(entry.key, approval)

    def unjudged(self, entries: Iterable[Entry]) -> Objection | None:
        """Why of some entry it cannot be known whether it may be published; None where it can.

        Such an entry may be good, so that the source text must not take its place either.
        """
        if not self.rules.two_pairs_of_eyes:
            return None
        found = (self.unsigned(each) for each in entries)
        return next((each for each in found if each is not None and each.unjudged), None)

    def _uncounted(self, key: Key, approval: Approval) -> Objection | None:
        """Why the approvals of an entry are not enough."""
        allowed = [each for each in approval.approvers if self._may(each)]
        if not allowed:
            last = approval.signature
            reason = N_("approved by {who}, who may not sign in the role “{role}”")
            if not last.role:
                reason = N_("approved by {who} in no role, and only roles count here")
            return Objection(message(reason, who=last.who, role=last.role), "approvers")
        strangers = [e for e in approval.declared if not self.rules.may_declare(_person(e))]
        if strangers:
            reason = N_("an edit since was declared a trifle by {who}, who may not sign here")
            return Objection(message(reason, who=strangers[0].who), "approvers")
        counted = allowed
        if self.rules.two_pairs_of_eyes:
            translator = self.translators.known.get(key)
            if translator is None:
                why = self.translators.unknown or message(N_("nobody is on record"))
                reason = N_("who translated it cannot be told: {reason}")
                told = message(reason, reason=why.text())
                return Objection(told, "two_pairs_of_eyes", unjudged=True)
            counted = [e for e in allowed if not _person(e).is_same(translator.person)]
            if not counted:
                reason = N_("approved by {who} alone, who translated it")
                if translator.evidence is Evidence.UNCOMMITTED:
                    reason = N_(
                        "approved by {who} alone, who counts as its translator until it is "
                        "committed to git"
                    )
                who = allowed[0].who
                return Objection(message(reason, who=who), "two_pairs_of_eyes")
        missing = [role for role in self.rules.roles if role not in {e.role for e in counted}]
        if missing:
            reason = N_("not approved in the role {roles}")
            return Objection(message(reason, roles=", ".join(missing)), "roles")
        return None

    def _may(self, signature: Signature) -> bool:
        return self.rules.may_sign(_person(signature), signature.role)


UNSIGNED = Signoff()
"""No signatures, and nothing asked of them."""


def too_much_machine(made_of: Composition, rules: SigningRules) -> Objection | None:
    """What stands against a version with so much text that no person changed; None for nothing."""
    allowed = rules.max_unedited
    if allowed is None or not made_of.total.words:
        return None
    share = made_of.unedited
    if share.part.words <= allowed * share.whole.words:
        return None
    # Rounded up, so that it is more than what is allowed in the message too.
    percent = Decimal(-(-share.part.words * 1000 // share.whole.words)) / 10
    reason = N_("{share}% of the words stand as the machine wrote them, and at most {allowed}% may")
    values = {"share": _plain(percent), "allowed": _plain(allowed * 100)}
    return Objection(message(reason, **values), "max_unedited")


def _plain(number: Decimal) -> str:
    """A number without an exponent, and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rejected(signature: Signature) -> Message:
    return message(
        N_("rejected by {who}: {reason}"), who=signature.who, reason=signature.reason.strip()
    )


def _person(signature: Signature) -> Person:
    """Whoever signed; a name that no person has is one by itself."""
    return parsed_person(signature.who) or Person(signature.who)
