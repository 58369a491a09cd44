"""How much of a catalog is translated, in entries and in words, and whether that is enough."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from l10n.messages import _
from l10n.model.catalog import Catalog, Entry, State

_TAG = re.compile(r"<(/?)[a-z]+[0-9]+(/?)>")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad]|['’\-\u2010\u2011](?=[^\W_]))*")


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of entries and of the words in their sources."""

    entries: int = 0
    words: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add both numbers."""
        return Tally(self.entries + other.entries, self.words + other.words)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is empty, draft and translated; obsolete entries and the header are not counted."""

    empty: Tally = Tally()
    draft: Tally = Tally()
    translated: Tally = Tally()
    left: int = 0
    """Parts of articles that are in no catalog and stay in the source language, each an entry of
    one word: how many it has is not known, but a hundred percent is not reached with it."""

    @property
    def total(self) -> Tally:
        """All of them."""
        return self.empty + self.draft + self.translated + Tally(self.left, self.left)

    @property
    def complete(self) -> bool:
        """True if nothing is left to translate."""
        return self.total.entries == self.translated.entries

    def __add__(self, other: "Counts") -> "Counts":
        """Add the counts of two catalogs."""
        return Counts(
            self.empty + other.empty,
            self.draft + other.draft,
            self.translated + other.translated,
            self.left + other.left,
        )

    def percent(self, *, words: bool = False, digits: int = 0) -> Decimal:
        """The share that is translated, in percent of entries or of words, rounded down.

        So 100 means all of it, whatever `digits` is; nothing to translate is 100 too.
        """
        part, whole = self._share(words)
        scale = 10**digits
        return Decimal(part * 100 * scale // whole).scaleb(-digits) if whole else Decimal(100)

    def reaches(self, fail_under: Decimal, *, words: bool = False) -> bool:
        """True if at least `fail_under` percent of entries or words are translated, exactly."""
        part, whole = self._share(words)
        return whole == 0 or part * 100 >= fail_under * whole

    def _share(self, words: bool) -> tuple[int, int]:
        if words:
            return self.translated.words, self.total.words
        return self.translated.entries, self.total.entries


def count(catalog: Catalog) -> Counts:
    """Count a catalog as `msgfmt --statistics` does: fuzzy is not translated.

    A sentence left out on purpose (`<omit/>`) is translated. A foreign plural entry counts as
    empty if its first form is, as in gettext.
    """
    tallies = dict.fromkeys(State, Tally())
    for entry in catalog.active():
        tallies[_state(entry)] += Tally(1, words(entry.source))
    return Counts(tallies[State.EMPTY], tallies[State.DRAFT], tallies[State.TRANSLATED])


def total(counts: Iterable[Counts]) -> Counts:
    """Add up the counts of many catalogs."""
    result = Counts()
    for each in counts:
        result += each
    return result


def gate(counts: Iterable[Counts], fail_under: Decimal, *, words: bool = False) -> bool:
    """True if catalogs together reach `fail_under` percent."""
    return total(counts).reaches(fail_under, words=words)


def words(text: str) -> int:
    """Count the words of a source text.

    A word is a run of letters and digits, with apostrophes, hyphens and accents inside it. Tags
    are not counted; an empty one (`<br1/>`) parts words, a paired one does not.
    """
    return sum(1 for _word in _WORD.finditer(_TAG.sub(_gap, text)))


def parse_percent(text: str) -> Decimal:
    """Read a percentage from 0 to 100; raises ValueError for anything else."""
    wrong = ValueError(_("“{text}” is not a percentage from 0 to 100").format(text=text))
    try:
        value = Decimal(text.strip().removesuffix("%").replace(",", "."))
    except ArithmeticError:
        raise wrong from None
    if not value.is_finite() or not 0 <= value <= 100:
        raise wrong
    return value


def _gap(match: re.Match[str]) -> str:
    return " " if match[2] else ""


def _state(entry: Entry) -> State:
    return State.EMPTY if entry.plurals is not None and not entry.target else entry.state
