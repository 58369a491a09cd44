"""How the articles of a desk are written, and what in them is text to its readers."""

from typing import Literal

from l10n.dataclass import dataclass
from l10n.model.metadata import NO_METADATA, Metadata

Foreign = Literal["leave", "translate"]

DIALECTS = (
    "docusaurus",
    "github",
    "hugo",
    "jekyll",
    "mkdocs",
    "myst",
    "obsidian",
    "pandoc",
    "plain",
    "wordpress",
)
"""The systems that articles are written for, by the name that a workflow gives them."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The terms by which a field sorts articles (`tags`), and what they are called elsewhere."""

    field: str
    """The names that lead to it in the front matter, joined by dots."""
    locales: tuple[str, ...]
    """Those that the workflow translates into."""
    terms: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Each term with its translation by locale; a locale may be missing."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a workflow says of how its articles are written."""

    dialect: str = ""
    """One of DIALECTS; empty where the workflow names none."""
    shortcodes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The parameters of shortcodes that readers see, beside those that a dialect knows."""

    taxonomies: tuple[Taxonomy, ...] = ()
    """Fields of the front matter whose terms are translated by a table."""
    foreign: Foreign = "leave"
    """What becomes of a passage that says that it is in another language than its article."""
    language: str = ""
    """The locale of articles that declare none; empty where nobody knows."""
    metadata: Metadata = NO_METADATA
    """What readers see of dates, people and sections, and what pages say of themselves."""


UNSAID = Conventions()
"""A workflow that says nothing of it."""
