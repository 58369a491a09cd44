"""What was judged of a catalog; apart from what judges, which takes long to import."""

from l10n.checks import Finding
from l10n.dataclass import dataclass
from l10n.model.catalog import Entry, State
from l10n.model.segment import Key


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checks say of a catalog, and which of its entries are sound.

    The one judgement that `check`, `coverage`, `status` and `publish` go by.
    """

    findings: tuple[Finding, ...] = ()
    """In the order of the article."""
    silenced: tuple[Finding, ...] = ()
    """Those that a translator's comment silences (`l10n-ignore: name`); they count for nothing."""
    wrong: frozenset[Key] = frozenset()
    """The entries with an error: none of them may stand in a version."""

    def covered(self, entry: Entry) -> bool:
        """True for an entry that is translated and has no error."""
        return entry.state is State.TRANSLATED and entry.key not in self.wrong
