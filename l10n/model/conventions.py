"""How the articles of a desk are written, and what in them is text to its readers."""

from dataclasses import dataclass

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
class Conventions:
    """What a workflow says of how its articles are written."""

    dialect: str = ""
    """One of DIALECTS; empty where the workflow names none."""
    shortcodes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The parameters of shortcodes that readers see, beside those that a dialect knows."""


UNSAID = Conventions()
"""A workflow that says nothing of it."""
