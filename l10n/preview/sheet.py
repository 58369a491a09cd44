"""A sheet: an article in one locale as a preview shows it, block by block."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from enum import Enum

from l10n.dataclass import dataclass
from l10n.model.article import Span
from l10n.model.markup import Tagged
from l10n.model.severity import Severity


class Stage(Enum):
    """How far the translation of a segment is."""

    EMPTY = "empty"
    MACHINE = "machine"
    """A machine's draft that nobody has changed or confirmed."""
    UNFINISHED = "unfinished"
    """A person's text that is not, or not yet, a translation of this source."""
    TRANSLATED = "translated"
    APPROVED = "approved"
    CHANGED = "changed"
    """It was approved, and source or target have changed since."""
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check found in a segment."""

    severity: Severity
    text: str
    """In the language of the page."""
    check: str
    source: tuple[Span, ...] = ()
    """The words of the source that are meant, in characters of the text with its tags."""
    target: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment with its translation."""

    source: Tagged
    target: str
    """As it stands in the catalog; empty where there is none."""
    stage: Stage
    line: int
    """Of the article, from 1."""
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
    """What the translator is told of it, a line each."""
    comments: tuple[str, ...] = ()
    """What the translator wrote, a line each."""
    previous: str | None = None
    """The source that the target was made for, where that has changed since."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """What stands for each tag in the article, by its name."""

    @property
    def worst(self) -> Severity | None:
        """The weightiest of what was found in it; None where nothing was."""
        order = list(Severity)
        found = [order.index(each.severity) for each in self.remarks]
        return order[min(found)] if found else None


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the article."""

    role: str
    """`paragraph`, `heading`, `item`, …, as in the model of articles."""
    name: str
    """The role in the language of the page."""
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two languages of a sheet."""

    locale: str
    name: str
    """Of the language, in the language of the page."""
    direction: str
    """`ltr` or `rtl`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article in one locale, with all that a preview tells of it."""

    article: str
    language: str
    """Of the page itself: a locale that the tool speaks."""
    source: Side
    target: Side
    rows: tuple[Row, ...]
    facts: tuple[str, ...] = ()
    """What is to be known of the whole: whether it may be published, its label, and so on."""
    problems: tuple[str, ...] = ()
    """What of the article stays as it is, a line each."""
    version: str = ""
    """Of the tool."""
    made: str = ""
    """When: a date that people read."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """All segments in their order."""
        return tuple(unit for row in self.rows for unit in row.units)

    @property
    def counts(self) -> Mapping[Stage, int]:
        """How many segments there are of each stage."""
        return Counter(unit.stage for unit in self.units)
