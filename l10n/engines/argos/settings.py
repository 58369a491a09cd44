"""The settings of the Argos engine, as a workflow's `[engine.argos]` gives them."""

from l10n.dataclass import dataclass
from l10n.engines.decoder.settings import DecoderSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgosSettings(DecoderSettings):
    """How the Argos engine decodes."""
