"""What a version is composed of: machine text and people's, and who answers for it."""

from l10n.dataclass import dataclass
from l10n.model.counts import Share, Tally

_NONE = Tally()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signed for entries of a version."""

    who: str
    """`Name <mail>`."""
    role: str
    first: str
    """Date of the first and the last of these signatures: ISO 8601, UTC, seconds."""
    last: str
    entries: int


@dataclass(frozen=True, slots=True)
class Composition:
    """The entries of a version and the words of their sources, by how their texts came to be.

    The first five add up to all entries of the article; `approved` is a part of them.
    """

    raw: Tally = _NONE
    """Machine drafts as the machine wrote them, which nobody has finished."""
    accepted: Tally = _NONE
    """Machine drafts that a person finished without a change."""
    edited: Tally = _NONE
    """Machine drafts that a person changed."""
    people: Tally = _NONE
    """Translations that no machine is known to have drafted."""
    source: Tally = _NONE
    """Texts that stand in the source language."""
    approved: Tally = _NONE
    """Translations that are signed for as they are."""
    translators: tuple[str, ...] = ()
    """Whoever finished entries, where git was asked: `Name <mail>`, in order of name."""
    approvers: tuple[Signatory, ...] = ()
    """Whoever signed for entries, by name and role."""
    engines: tuple[tuple[str, str], ...] = ()
    """Engine and model of each machine draft in it, changed or not; in order of name."""

    @property
    def total(self) -> Tally:
        """All entries."""
        return self.raw + self.accepted + self.edited + self.people + self.source

    @property
    def unedited(self) -> Share:
        """What stands as a machine wrote it, whether or not somebody finished it."""
        return Share(self.raw + self.accepted, self.total)

    @property
    def is_approved(self) -> bool:
        """True where every entry is signed for; of nothing, it is not."""
        return bool(self.total.entries) and self.approved.entries == self.total.entries


NOTHING = Composition()
"""No entries."""
