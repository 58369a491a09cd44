"""A draft as a machine wrote it, kept for as long as the catalog: what editing it took is told."""

from l10n.dataclass import dataclass
from l10n.lines import has_control
from l10n.model.catalog import text_digest


@dataclass(frozen=True, slots=True)
class MachineDraft:
    """What an engine wrote into one entry of a catalog."""

    key: str
    """`key_digest` of the entry."""
    text: str
    engine: str
    """The engine's name: `argos`."""
    model: str = ""
    """The model and its version: `translate-uk_en 1.9`."""
    date: str = ""
    """When it was put into the catalog: ISO 8601, UTC, seconds; empty where nobody noted it."""

    def __post_init__(self) -> None:
        """Refuse a record of no draft; raises ValueError."""
        if not (self.key and self.text and self.engine):
            raise ValueError
        # No engine's draft is accepted with one, and no catalog could hold it.
        if has_control(self.text):
            raise ValueError

    @property
    def digest(self) -> str:
        """`text_digest` of the draft."""
        return text_digest(self.text)

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What makes two of them one, whenever either was noted."""
        return (self.key, self.digest, self.engine, self.model)
