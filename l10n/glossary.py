"""The glossary of a newsroom: terms, how the desk translates them, and how it does not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the glossary."""

    term: str
    """As it stands in a dictionary, in the source language."""
    translation: str
    note: str = ""
    """What a translator should know of it."""
    forbidden: tuple[str, ...] = ()
    """Renderings that the desk does not want, such as `Kiev`."""
