"""How a string of the front matter is written where it stands."""

from enum import Enum

from l10n.dataclass import dataclass
from l10n.model.article import Site


class YamlStyle(Enum):
    """The ways in which YAML writes a string."""

    PLAIN = ""
    FLOW = "flow"
    """Plain, inside brackets, where a comma ends it."""
    SINGLE = "'"
    DOUBLE = '"'
    BLOCK = "|"
    """The only paragraph of a folded or literal scalar, its head included."""
    LINE = "line"
    """One of several paragraphs or lines of such a scalar."""


@dataclass(frozen=True, slots=True)
class MatterSite(Site):
    """A string of the front matter."""


@dataclass(frozen=True, slots=True)
class YamlSite(MatterSite):
    """A string in YAML."""

    style: YamlStyle


@dataclass(frozen=True, slots=True)
class TomlSite(MatterSite):
    """A string in TOML."""

    quote: str
    """What opens and closes it: one or three of `'` or `"`."""


@dataclass(frozen=True, slots=True)
class JsonSite(MatterSite):
    """A string in JSON."""
