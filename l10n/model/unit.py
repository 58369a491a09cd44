"""A translation unit: a text, and the translation that people gave it somewhere."""

from enum import IntEnum

from l10n.dataclass import dataclass
from l10n.model.markup import Tagged


class Standing(IntEnum):
    """How much a translation counts; the higher goes before the lower."""

    IMPORTED = 1
    """It came from a file of another tool, or was aligned."""
    TRANSLATED = 2
    """A person finished it in a catalog."""
    APPROVED = 3
    """Somebody signed for it as it is."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text with one translation, and where the two come from."""

    source: Tagged
    """In the normal form of segments."""
    target: str
    """With the tags of the source."""
    source_locale: str
    target_locale: str
    context: str | None = None
    """The role, where it parts texts that are spelt alike: `title`."""
    before: str = ""
    """The text before it in its article, without tags; empty where none is known."""
    after: str = ""
    """The text after it, likewise."""
    standing: Standing = Standing.TRANSLATED
    machine: bool = False
    """A machine wrote the target, and nobody changed a letter of it."""
    desk: str = ""
    """The workflow of its article, or what a file calls its origin."""
    article: str = ""
    """The name of its article; empty where none is known."""
    date: str = ""
    """When it was last worked on: ISO 8601, UTC, seconds; empty where nobody knows."""
    who: str = ""
    """Who translated it, where a file says so."""
    note: str = ""
    """What a file says of it besides."""
