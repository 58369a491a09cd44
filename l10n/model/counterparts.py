"""The addresses of a page and of what it is in other languages."""

from l10n.dataclass import dataclass

Alternates = tuple[tuple[str, str], ...]
"""The tag of each language, or `x-default`, with an address."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """What a page says of its address and of its counterparts; what is empty is not said."""

    own: str = ""
    """The address of the page."""
    alternates: Alternates = ()
    """The page in all languages, its own among them."""
    field: str = ""
    """The field of front matter that lists them; empty for none."""


ALONE = Counterparts()
"""A page whose site nobody knows."""
