"""Where a target comes from that the translation memory gave, for records, notes and lists."""

from l10n.dataclass import dataclass

IN_CONTEXT = "in context"
"""The very text, between the same neighbours, in the same role."""
EXACT = "exact"
NORMALIZED = "normalized"
"""It differs in quotation marks, apostrophes, blanks or capitals."""
FIGURES = "figures"
"""It differed in figures and dates, which are those of the new text now."""
FUZZY = "fuzzy"
"""It resembles the text: what its translation says is not what the text says."""
GRADES = (FUZZY, FIGURES, NORMALIZED, EXACT, IN_CONTEXT)
STANDINGS = ("imported", "translated", "approved")


@dataclass(frozen=True, slots=True)
class MemoryOrigin:
    """A translation of the memory that a target was made of."""

    grade: str
    """How its text agrees with that of the entry: one of `GRADES`."""
    percent: int
    """How much it counts, from 1 to 100, penalties taken off."""
    place: str
    """The article or file that it stands in; in another workspace, that one's name before it."""
    date: str = ""
    """When it was last worked on: ISO 8601, UTC, seconds; empty where nobody knows."""
    standing: str = "translated"
    """How much it counted there: one of `STANDINGS`."""
    machine: bool = False
    """A machine wrote it, and whoever confirmed it changed no letter."""
    different: str = ""
    """What differs in the text that it was made for: `[-old-]{+new+}`; empty where nothing does."""

    finished: bool = False
    """It was taken as translated, since it is the very text in its context and the desk wants that
    so; nobody confirmed it in this catalog."""

    def __post_init__(self) -> None:
        """Refuse what no memory gives; raises ValueError."""
        if self.grade not in GRADES or self.standing not in STANDINGS:
            raise ValueError
        if self.finished and self.grade != IN_CONTEXT:
            raise ValueError
        if not 1 <= self.percent <= 100 or not self.place:
            raise ValueError

    @property
    def fuzzy(self) -> bool:
        """True where it is the translation of another text than the entry's."""
        return self.grade == FUZZY
