"""How text is written in the places that code has for it."""

from l10n.dataclass import dataclass
from l10n.model.article import Site


@dataclass(frozen=True, slots=True)
class CodeSite(Site):
    """A text that readers see, inside code."""

    writing: str
    """The name of the rule by which text is written there (`writing.RULES`)."""
    quote: str = ""
    """What opens and closes it."""
    markdown: bool = False
    """Its reader takes it for Markdown of one line."""
