"""Stats: what is in the memory, and what it is made of."""

from collections import Counter

from l10n.dataclass import dataclass
from l10n.desk.memories import Memories
from l10n.memory import UnitCount


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in the memory of a workspace."""

    counts: tuple[UnitCount, ...]
    """Translations by pair of languages, desk, standing and whether a machine wrote them."""
    catalogs: int
    files: tuple[str, ...]
    """Files of other tools, by their ways from the root."""
    size: int
    """Bytes of the index."""

    @property
    def total(self) -> int:
        """All translations."""
        return sum(each.number for each in self.counts)

    @property
    def pairs(self) -> dict[tuple[str, str], Counter[str]]:
        """By pair of languages, how many there are of each standing, and of machines."""
        found: dict[tuple[str, str], Counter[str]] = {}
        for each in self.counts:
            counts = found.setdefault((each.source_locale, each.target_locale), Counter())
            counts[each.standing.name.lower()] += each.number
            counts["machine"] += each.number if each.machine else 0
        return found

    @property
    def desks(self) -> Counter[str]:
        """How many are whose; those of files are under what these call their origin."""
        found: Counter[str] = Counter()
        for each in self.counts:
            found[each.desk] += each.number
        return found


def stats(memories: Memories) -> Stats:
    """Count what is in the memory, once it is up to date."""
    own = memories.own()
    places = own.places()
    return Stats(
        counts=tuple(own.counts()),
        catalogs=sum(each.kind == "catalog" for each in places),
        files=tuple(sorted(each.name for each in places if each.kind == "file")),
        size=memories.size(),
    )
