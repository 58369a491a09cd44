"""The dialect of WordPress."""

from types import MappingProxyType

from l10n.formats.code import wordpress, wordpress_blocks
from l10n.formats.dialects.dialect import Dialect

_OF_SHORTCODES = frozenset(
    (
        *("alt", "button_text", "caption", "description", "heading", "label", "placeholder"),
        *("subtitle", "text", "title"),
    )
)
_OF_BLOCKS = frozenset(
    (
        *("alt", "buttonText", "caption", "citation", "content", "customText", "description"),
        "label",
        *("mediaAlt", "moreText", "placeholder", "prefix", "subtitle", "suffix", "summary"),
        *("text", "title"),
    )
)

WORDPRESS = Dialect(
    "wordpress",
    (wordpress_blocks.FAMILY, wordpress.FAMILY),
    shown=MappingProxyType(
        {
            "*": _OF_SHORTCODES,
            "playlist": frozenset(),
            wordpress_blocks.ANY: _OF_BLOCKS,
            "wp:yoast/faq-block": frozenset(("question", "answer", "jsonQuestion", "jsonAnswer")),
            "wp:yoast/how-to-block": frozenset(("name", "jsonName", "jsonText", "jsonDescription")),
        }
    ),
    guard=r"\[(?=[A-Za-z_/\[])",
    autop=True,
)
CERTAIN = (wordpress_blocks.FAMILY, wordpress.CERTAIN)
"""What is code in an article of whatever dialect."""
