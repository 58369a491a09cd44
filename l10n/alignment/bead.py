"""Beads: runs of texts of both sides that say the same, or texts that the other side has not."""

from l10n.dataclass import dataclass

MOVES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1))
"""How many texts of the source, and of the target, a bead may hold."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Neighbouring texts of the source, and those of the target that render them."""

    source: range
    target: range
    moved: bool = False
    """It stands elsewhere in the order of the target than in that of the source."""
    confidence: float = 0.0
    """How likely it is that both say the same, from 0 to 1; 0 where one side is empty."""

    @property
    def kind(self) -> str:
        """Its type, as the field writes it: `1-2`."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def share(self) -> str:
        """Its confidence to two digits, rounded down: nothing but certainty is 1.00."""
        return f"{int(self.confidence * 100) / 100:.2f}"

    @property
    def is_pair(self) -> bool:
        """True if both sides have a text."""
        return bool(self.source) and bool(self.target)
