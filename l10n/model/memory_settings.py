"""What a workflow says of the translation memory: the table `[memory]`."""

from typing import Literal

from l10n.dataclass import dataclass

InContext = Literal["draft", "translated"]

FILES = ("memory/**",)
"""The files of a memory unless a workflow names others."""
LEAST = 75
"""Least similarity, in percent, of a match that an entry is filled with."""


@dataclass(frozen=True, slots=True)
class Penalties:
    """Percent that a match loses for where it comes from; all that apply are added up."""

    other_desk: int = 2
    """It is another desk's."""
    other_role: int = 5
    """Its text has another role: a headline, where a sentence is looked for."""
    imported: int = 3
    """It is from a file of another tool, or was aligned."""
    machine: int = 10
    """A machine wrote it, and whoever confirmed it changed no letter."""


@dataclass(frozen=True, slots=True)
class MemorySettings:
    """How a desk uses the translation memory."""

    use: bool = True
    """Its articles are filled from the memory, and its translations go into it."""
    files: tuple[str, ...] = FILES
    """Patterns of files that belong to the memory, by their ways from the workspace's root."""
    url: str = ""
    """The database of a memory that several machines share; empty where there is none."""
    name: str = ""
    """What this workspace is called there."""
    least: int = LEAST
    """Least percentage, penalties taken off, of what an entry is filled with."""
    in_context: InContext = "draft"
    """What becomes of an entry whose very text was translated between the same neighbours."""
    penalties: Penalties = Penalties()


MEMORY_AS_IT_COMES = MemorySettings()
