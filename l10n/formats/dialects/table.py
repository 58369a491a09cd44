"""The dialects."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from l10n.formats.code import math
from l10n.formats.dialects import documentation, generators, notes, wordpress
from l10n.formats.dialects.dialect import Dialect
from l10n.formats.dialects.documentation import DOCUSAURUS, MKDOCS, MYST
from l10n.formats.dialects.generators import HUGO, JEKYLL
from l10n.formats.dialects.notes import GITHUB, OBSIDIAN, PANDOC

_KNOWN = (
    DOCUSAURUS,
    GITHUB,
    HUGO,
    JEKYLL,
    MKDOCS,
    MYST,
    OBSIDIAN,
    PANDOC,
    Dialect("plain", links_addresses=False),
    wordpress.WORDPRESS,
)

BY_NAME: Mapping[str, Dialect] = MappingProxyType({each.name: each for each in _KNOWN})
"""The dialects that a workflow can name."""

_CERTAIN = generators.CERTAIN + wordpress.CERTAIN + documentation.CERTAIN + notes.CERTAIN

ANY = Dialect(
    "",
    tuple(sorted(_CERTAIN, key=lambda family: family.level)),
    shown=HUGO.shown,
    guard=rf"\{{(?=[{{%:#]|\Z)|%(?=%)|{math.CLOSING}",
    line_guard=r":{3}|!{3}[ ]|\?{3}\+?[ ]|={3}[!+]{0,2}[ ]|/{3}[ ]",
)
"""Where no dialect is named: code of all of them that is not ordinary text is kept whole.

What one system takes for code and others for text (a single dollar, `~one~`) is text here.
"""


def dialect(name: str) -> Dialect:
    """The dialect of a name; ANY for none."""
    return BY_NAME[name] if name else ANY


def fitting(found: Iterable[Collection[str]]) -> tuple[str, ...]:
    """The dialects in which most articles are written, by the families of code in each article.

    Of several that fit as many, those that have the fewest other families, as they stand in the
    table; none where there is no code.
    """
    articles = [set(families) for families in found if families]
    scores = {
        each.name: sum(families <= names for families in articles)
        for each in _KNOWN
        if (names := {family.name for family in each.families})
    }
    best = max(scores.values(), default=0)
    if not best:
        return ()
    fit = [name for name, score in scores.items() if score == best]
    least = min(len(BY_NAME[name].families) for name in fit)
    return tuple(name for name in fit if len(BY_NAME[name].families) == least)
