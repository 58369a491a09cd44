"""The settings of the LibreTranslate engine, as a workflow's table gives them."""

from typing import Annotated

from l10n.dataclass import dataclass
from l10n.model.engine_settings import Address, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class LibreTranslateSettings:
    """Which server is asked, and how."""

    url: Annotated[str, Address("http://127.0.0.1:5000")]
    timeout: Annotated[int, Whole(1, 3600)] = 180
    """Seconds that one answer may take as a whole."""
    retries: Annotated[int, Whole(0, 20)] = 4
    """Further attempts where the server fails for a while."""
    max_texts: Annotated[int, Whole(1, 10_000)] = 50
    """Texts in one request."""
    max_characters: Annotated[int, Whole(100, 1_000_000)] = 5_000
    """Characters in one request; a longer text is left empty."""
    alternatives: Annotated[int, Whole(0, 8)] = 0
    """Other translations offered for each text, at most."""
