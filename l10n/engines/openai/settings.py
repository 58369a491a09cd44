"""The settings of the engine for the OpenAI chat API, as a workflow's table gives them."""

from typing import Annotated, Literal

from l10n.dataclass import dataclass
from l10n.model.engine_settings import Address, Number, Text, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAISettings:
    """Which model of which server is asked, and how."""

    url: Annotated[str, Address("http://127.0.0.1:11434/v1")]
    """Where the API begins."""
    model: str
    """As the server calls it."""
    style: Annotated[str, Text(longest=2_000)] = ""
    """What the desk asks of a translation, in its own words."""
    context: Literal["on", "off"] = "on"
    """`on` sends the headline and the neighbouring texts too."""
    timeout: Annotated[int, Whole(1, 3600)] = 300
    """Seconds for one answer."""
    retries: Annotated[int, Whole(0, 20)] = 4
    """Further attempts where the server fails for a while."""
    max_texts: Annotated[int, Whole(1, 200)] = 10
    """Texts in one request."""
    max_characters: Annotated[int, Whole(100, 1_000_000)] = 3_000
    """Characters in one request, context and terms included; a longer text is left empty."""
    max_tokens: Annotated[int, Whole(0, 1_000_000)] = 0
    """Tokens in one answer; 0 leaves it to the server."""
    temperature: Annotated[float, Number(0, 2)] = 0
