"""The dialects of site generators with a template language: Hugo and Jekyll."""

from types import MappingProxyType

from l10n.formats.code import (
    alerts,
    emoji,
    fences,
    hugo,
    hugo_markup,
    kramdown,
    liquid,
    math,
    raw_html,
)
from l10n.formats.dialects.dialect import Dialect

_SEEN = frozenset(("alt", "caption", "title"))
"""What readers see of any shortcode that has it."""

HUGO = Dialect(
    "hugo",
    (
        *(hugo.SHORTCODES, hugo.ACTIONS, math.MATH, hugo_markup.PASSED_THROUGH, alerts.OF_HUGO),
        fences.TITLES_IN_BRACES,
        *(hugo_markup.ATTRIBUTES, emoji.EMOJI, hugo_markup.MARKS),
    ),
    extensions=frozenset(("definitions", "heading_ids")),
    shown=MappingProxyType(
        {
            "*": _SEEN,
            "details": frozenset(("summary",)),
            "figure": frozenset(("attr",)),
        }
    ),
    # Attributes; dollars, brackets and the signs of Hugo's extras; emoji; the divider of a summary.
    guard=r"[{$^~]|=(?==|\Z)|\+(?=\+|\Z)|\A[=+]|:(?=[A-Za-z+-][\w+-]*+:)|<(?=!--)",
    line_guard=r":(?=[ \t])",
    references="[]()|\\",
)

JEKYLL = Dialect(
    "jekyll",
    (liquid.LIQUID, raw_html.OF_KRAMDOWN, *kramdown.FAMILIES),
    extensions=frozenset(("definitions", "heading_ids")),
    shown=MappingProxyType({"*": _SEEN}),
    # Liquid, attributes and identifiers; math; quotation marks; what may meet a sign behind it;
    # a cell that looks like a line between rows.
    guard=r"\{(?=[{%:#]|\Z)|\$(?=\$|\Z)|<(?=<)|>(?=>)|\A[-+:=](?=[-+: \t=]*+\Z)",
    line_guard=r":(?=[ \t])|\^(?=[ \t]*\Z)",
    references="%&,/;<?@]^`~",
    plain_titles=True,
    bracketed_titles=frozenset(),
    links_addresses=False,
)
CERTAIN = (hugo.SHORTCODES, liquid.LIQUID, kramdown.CERTAIN)
"""What is code in an article of whatever dialect."""
