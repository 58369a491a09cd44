"""What a report is made of, whichever command asked for it and whatever form it takes."""

from collections.abc import Iterable
from enum import Enum

from l10n.dataclass import dataclass


class Level(Enum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of entries and of the words in their sources."""

    entries: int = 0
    words: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        """Add both numbers."""
        return Amount(self.entries + other.entries, self.words + other.words)


NOTHING = Amount()


@dataclass(frozen=True, slots=True)
class Row:
    """One catalog: what is translated of an article in a locale."""

    article: str
    """Its name; of a catalog without an article, the path of that."""
    locale: str
    catalog: str
    """Path of the PO file, from where the command was run."""
    workflow: str = ""
    there: bool = True
    """There is a catalog."""
    current: bool = True
    """It holds just the segments that the article has now."""
    empty: Amount = NOTHING
    draft: Amount = NOTHING
    translated: Amount = NOTHING
    left: int = 0
    """Parts of the article that are in no catalog and stay in the source language."""
    needed: Amount = NOTHING
    """What the article has to have translated."""
    covered: Amount = NOTHING
    """What the gate counts: translated and without an error, in a catalog that is up to date."""
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    silenced: int = 0

    def percent(self) -> int:
        """The share of what is needed that is covered, rounded down; of nothing it is 100."""
        whole = self.needed.entries
        return 100 if not whole else self.covered.entries * 100 // whole


@dataclass(frozen=True, slots=True)
class Reported:
    """One finding, with all that a reader needs to judge it."""

    article: str
    locale: str
    line: int
    """Of the article, from 1."""
    catalog: str
    catalog_line: int
    """Where the entry stands in the PO file, from 1; what annotations point to."""
    check: str
    family: str
    """In the person's language."""
    level: Level
    message: str
    source: str
    target: str
    source_spans: tuple[tuple[int, int], ...] = ()
    """Half-open, in characters of the source."""
    target_spans: tuple[tuple[int, int], ...] = ()
    state: str = "translated"
    silenced: bool = False
    folder: str = ""
    """Of the workspace, from that of its repository; empty where they are one."""

    @property
    def place(self) -> str:
        """The path of the PO file from the repository's folder, as services of CI want it."""
        return f"{self.folder}/{self.catalog}" if self.folder else self.catalog


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """A check that may find something, for reports that describe their rules."""

    name: str
    family: str
    level: Level
    purpose: str


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a locale was at one commit."""

    day: str
    """ISO 8601: `2026-11-27`."""
    locale: str
    empty: int
    draft: int
    translated: int
    """Entries."""


@dataclass(frozen=True, slots=True)
class Report:
    """All of it."""

    title: str
    rows: tuple[Row, ...] = ()
    findings: tuple[Reported, ...] = ()
    failures: tuple[str, ...] = ()
    """What the gate refused, one line each; none where it passed or was not asked."""
    problems: tuple[str, ...] = ()
    """What could not be read or checked, one line each."""
    checks: tuple[CheckInfo, ...] = ()
    trend: tuple[Moment, ...] = ()
    """In order of time."""
    version: str = ""
    """Of the tool."""
    day: str = ""
    """When it was made: ISO 8601."""
    language: str = "en"
    """Of the words in it."""

    @property
    def loud(self) -> tuple[Reported, ...]:
        """The findings that no translator's comment silences."""
        return tuple(each for each in self.findings if not each.silenced)

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales of its rows, in their order."""
        return tuple(dict.fromkeys(row.locale for row in self.rows))

    def of(self, locale: str) -> Row:
        """All rows of a locale together."""
        return together(locale, (row for row in self.rows if row.locale == locale))


def together(locale: str, rows: Iterable[Row]) -> Row:
    """Rows added up; up to date where all are."""
    total = Row("", locale, "")
    for row in rows:
        total = Row(
            "",
            locale,
            "",
            there=total.there and row.there,
            current=total.current and row.current,
            empty=total.empty + row.empty,
            draft=total.draft + row.draft,
            translated=total.translated + row.translated,
            left=total.left + row.left,
            needed=total.needed + row.needed,
            covered=total.covered + row.covered,
            errors=total.errors + row.errors,
            warnings=total.warnings + row.warnings,
            hints=total.hints + row.hints,
            silenced=total.silenced + row.silenced,
        )
    return total
