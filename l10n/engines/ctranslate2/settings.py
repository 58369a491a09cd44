"""The settings of the engine for CTranslate2 models, as `[engine.ctranslate2]` gives them."""

from typing import Annotated

from l10n.dataclass import dataclass
from l10n.engines.decoder.settings import DecoderSettings
from l10n.model.engine_settings import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ctranslate2Settings(DecoderSettings):
    """How the engine decodes, and with which model."""

    model: Annotated[str, Text(100)] = ""
    """The name of an installed model, where several translate a pair; empty for the best."""
