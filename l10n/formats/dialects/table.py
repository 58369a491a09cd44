"""The dialects."""

from collections.abc import Mapping
from types import MappingProxyType

from l10n.formats.dialects.dialect import Dialect

_KNOWN = (
    Dialect("docusaurus"),
    Dialect("github"),
    Dialect("hugo"),
    Dialect("jekyll"),
    Dialect("mkdocs"),
    Dialect("myst"),
    Dialect("obsidian"),
    Dialect("pandoc"),
    Dialect("plain"),
    Dialect("wordpress"),
)

BY_NAME: Mapping[str, Dialect] = MappingProxyType({each.name: each for each in _KNOWN})
"""The dialects that a workflow can name."""

ANY = Dialect("")
"""Where no dialect is named: code of all of them that is not ordinary text is kept whole."""


def dialect(name: str) -> Dialect:
    """The dialect of a name; ANY for none."""
    return BY_NAME[name] if name else ANY
