"""Who translated an entry last, and how that is known."""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum

from l10n.dataclass import dataclass
from l10n.messages import Message
from l10n.model.person import Person
from l10n.model.segment import Key


class Evidence(Enum):
    """What tells who translated."""

    COMMIT = "commit"
    """The author of the commit since which git has the translation as it is."""
    HEADER = "header"
    """The catalog, which was saved under this name (`Last-Translator`) when it came about."""
    UNCOMMITTED = "uncommitted"
    """Git does not have it yet, so it is taken for the work of the person at this machine."""


@dataclass(frozen=True, slots=True)
class Translator:
    """Whoever finished the translation of an entry as it is now."""

    person: Person
    evidence: Evidence
    date: str = ""
    """When it was committed: ISO 8601, UTC, seconds; empty where it is not."""


@dataclass(frozen=True, slots=True)
class Translators:
    """The translators of a catalog's finished entries, as far as they are known."""

    known: Mapping[Key, Translator] = field(default_factory=dict)
    unknown: Message | None = None
    """Why the translator of any other entry cannot be told; None where nobody asked."""


NOBODY_ASKED = Translators()
