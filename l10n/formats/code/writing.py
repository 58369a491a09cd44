"""Writing text into code, so that its reader takes it for just this text."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from l10n.formats.code import (
    hugo_values,
    kramdown,
    liquid_values,
    wordpress,
    wordpress_blocks,
    wordpress_json,
)
from l10n.formats.code.site import CodeSite
from l10n.formats.code.values import (
    written_attribute,
    written_critic,
    written_line,
    written_verbatim,
)

Rule = Callable[[str, CodeSite], str]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "attribute": written_attribute,
        "critic": written_critic,
        "line": written_line,
        "verbatim": written_verbatim,
        kramdown.ABBREVIATION: kramdown.write_meaning,
        liquid_values.WRITING: liquid_values.write_value,
        wordpress.WRITING: wordpress.write_value,
        wordpress_json.WRITING: wordpress_json.write_value,
        wordpress_blocks.WRITING_MORE: wordpress_blocks.write_more,
        hugo_values.WRITING: hugo_values.write_value,
        hugo_values.WRITING_MARKDOWN: hugo_values.write_markdown,
    }
)
"""How text is written, by the name that a site gives."""


def write(text: str, site: CodeSite, *, strict: bool) -> str:
    """Write a text of one line at a site; a rule has one form, strict or not."""
    return RULES[site.writing](text, site)
