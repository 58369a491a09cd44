"""What processes that work together say to one another."""

import struct
from collections.abc import Sequence
from typing import Protocol

from l10n.dataclass import dataclass
from l10n.store.replacing.displaced import Rescue

PLACE = struct.Struct("!QQ")
"""What a process is at: the number of the task, and of the item in it."""


class Hand(Protocol):
    """What does the work in such a process; its methods are what it can be asked for."""

    def rescues(self) -> Sequence[Rescue]:
        """Texts of people that came out of their places, for the first process to tell."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a process is for."""

    maker: str
    """Where the class of its `Hand` is: `module:name`."""
    argument: object
    """What that is made with."""


@dataclass(frozen=True, slots=True)
class Task:
    """Items, each to be given to one method."""

    number: int
    method: str
    items: tuple[object, ...]
    locked: bool = False
    """The lock of the workspace comes behind it, as a descriptor."""


@dataclass(frozen=True, slots=True)
class Done:
    """The results of a task, in order."""

    number: int
    results: tuple[object, ...]
    rescues: tuple[Rescue, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing went on from here: an error that is of no item, or a mistake of ours."""

    error: Exception
    trace: str


class ElsewhereError(Exception):
    """Stands behind an error that came up in another process; its text says where there."""

    def __str__(self) -> str:
        """The lines of the other process."""
        return f"\n{self.args[0]}"


@dataclass(frozen=True, slots=True)
class Lost:
    """In the place of a result: the process had ended before it was told."""

    why: str = ""
    """What ended the process that was at this item; empty where it was at another."""
