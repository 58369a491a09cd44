"""A word of a text as readers of language take it, whoever told it apart."""

from typing import Protocol


class Spelt(Protocol):
    """A word of a normalized text: letters and digits, with hyphens and apostrophes inside it."""

    @property
    def text(self) -> str:
        """The word as it is written."""
        ...

    @property
    def folded(self) -> str:
        """In small letters."""
        ...

    @property
    def start(self) -> int:
        """In characters of the text."""
        ...

    @property
    def end(self) -> int:
        """The first character behind it."""
        ...
