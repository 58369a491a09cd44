"""Approvals: what the signatures in the record come to for an entry as it is now."""

from enum import Enum

from l10n.dataclass import dataclass
from l10n.model.signature import Signature


class ApprovalState(Enum):
    """How an entry stands to what was signed."""

    APPROVED = "approved"
    REJECTED = "rejected"
    CHANGED = "changed"
    """It was approved, and its source, its target or its state has changed since."""


@dataclass(frozen=True, slots=True)
class Approval:
    """What people have said of one entry."""

    state: ApprovalState
    signature: Signature
    """The one that decides. For CHANGED, the approval, with the texts that were signed."""
    approvers: tuple[Signature, ...] = ()
    """Of an approved entry, all approvals of this very text since it was last rejected, the newest
    of each person and role, newest first. Of a minor edit, those of the text before it."""
    declared: tuple[Signature, ...] = ()
    """The minor edits over which the approvals were carried, newest first."""

    @property
    def approved(self) -> bool:
        """True for an entry that is approved as it is."""
        return self.state is ApprovalState.APPROVED
