"""What a check of a catalog has to offer, and what it finds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from l10n.messages import Message
from l10n.model.article import Span
from l10n.model.catalog import Entry
from l10n.model.segment import Key, Segment


class Severity(Enum):
    """What a finding means for publishing."""

    ERROR = "error"
    """The entry may not be published as it is."""
    WARNING = "warning"
    """A person should look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found in one entry."""

    check: str
    severity: Severity
    message: Message
    key: Key
    span: Span | None = None
    """The stretch of the target that is meant, in characters; None for the whole of it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What checks look at: an article's segments in order, each with its entry."""

    source: str
    """Source locale."""
    target: str
    """Target locale."""
    pairs: tuple[tuple[Segment, Entry], ...]


class Check(Protocol):
    """Looks at a catalog beside its article."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong, in article order; entries without a target have nothing wrong."""
        ...


EntryCheck = Callable[[Segment, Entry], Sequence[tuple[Severity, Message]]]


@dataclass(frozen=True, slots=True)
class PerEntry:
    """A check made from a function of one entry; a repeated entry is looked at once."""

    name: str
    function: EntryCheck

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Look at each entry that has a target."""
        seen: set[Key] = set()
        for segment, entry in subject.pairs:
            if not entry.target or entry.key in seen:
                continue
            seen.add(entry.key)
            for severity, message in self.function(segment, entry):
                yield Finding(self.name, severity, message, entry.key)
