"""How text is written in the places that HTML has for it."""

from l10n.dataclass import dataclass
from l10n.model.article import Site


@dataclass(frozen=True, slots=True)
class TextSite(Site):
    """Text between tags, or in `<title>`."""

    loose: bool = False
    """It holds a bare `<`, which a letter behind it would make a tag."""


@dataclass(frozen=True, slots=True)
class ValueSite(Site):
    """The value of an attribute."""

    quote: str
    """`"` or `'`; empty for a value without quotes."""
    candidate: bool = False
    """It is one address of several in a `srcset`, where a comma or a space ends it."""
    whole: bool = False
    """Nothing else stands in the value, so it may be put in quotes if it has none."""
