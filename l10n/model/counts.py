"""How much of catalogs is empty, draft and translated, in entries and in words."""

from decimal import Decimal
from functools import lru_cache

from l10n.dataclass import dataclass
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.source_words import words


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of entries and of the words in their sources."""

    entries: int = 0
    words: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add both numbers."""
        return Tally(self.entries + other.entries, self.words + other.words)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, exactly: what is covered of what has to be."""

    part: Tally = Tally()
    whole: Tally = Tally()

    def __add__(self, other: "Share") -> "Share":
        """The share of two catalogs together."""
        return Share(self.part + other.part, self.whole + other.whole)

    def percent(self, *, words: bool = False, digits: int = 0) -> Decimal:
        """In percent of entries or of words, rounded down.

        So 100 means all of it, whatever `digits` is; all of nothing is 100 too.
        """
        part, whole = self._numbers(words)
        return _percent(part, whole, digits)

    def reaches(self, fail_under: Decimal, *, words: bool = False) -> bool:
        """True if it is at least `fail_under` percent of entries or words, exactly."""
        part, whole = self._numbers(words)
        return whole == 0 or part * 100 >= fail_under * whole

    def _numbers(self, words: bool) -> tuple[int, int]:
        if words:
            return self.part.words, self.whole.words
        return self.part.entries, self.whole.entries


@lru_cache(maxsize=4096)
def _percent(part: int, whole: int, digits: int) -> Decimal:
    """Rounded down; thousands of articles have the same few shares."""
    scale = 10**digits
    return Decimal(part * 100 * scale // whole).scaleb(-digits) if whole else Decimal(100)


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
        empty, draft, done, left = self.empty, self.draft, self.translated, self.left
        return Tally(
            empty.entries + draft.entries + done.entries + left,
            empty.words + draft.words + done.words + left,
        )

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

    @property
    def share(self) -> Share:
        """What is translated of all that is to be."""
        return Share(self.translated, self.total)

    def percent(self, *, words: bool = False, digits: int = 0) -> Decimal:
        """The share that is translated, in percent, as `Share.percent`."""
        return self.share.percent(words=words, digits=digits)

    def reaches(self, fail_under: Decimal, *, words: bool = False) -> bool:
        """True if at least `fail_under` percent of entries or words are translated, exactly."""
        return self.share.reaches(fail_under, words=words)


_NONE = Tally()


@dataclass(frozen=True, slots=True)
class Cover:
    """What a gate goes by: what an article has to have translated, and what of it stands."""

    needed: Tally = _NONE
    """The texts that the article has now, each once, and its parts that are in no catalog."""
    covered: Tally = _NONE
    """Those of them that are translated as they are now, and have no error."""
    older: int = 0
    """Translations without a flag that say themselves (`#|`) that they are of an earlier text."""
    approved: Tally = _NONE
    """Translations that are signed for as they are; no gate goes by them."""
    from_memory: Tally = _NONE
    """Drafts that stand as the translation memory gave them; no gate goes by them."""

    @property
    def share(self) -> Share:
        """What is covered of what has to be."""
        return Share(self.covered, self.needed)

    def __add__(self, other: "Cover") -> "Cover":
        """Add what two catalogs have."""
        return Cover(
            self.needed + other.needed,
            self.covered + other.covered,
            self.older + other.older,
            self.approved + other.approved,
            self.from_memory + other.from_memory,
        )


def count(catalog: Catalog) -> Counts:
    """Count a catalog as `msgfmt --statistics` does: fuzzy is not translated.

    A sentence left out on purpose (`<omit/>`) is translated. A foreign plural entry counts as
    empty if its first form is, as in gettext.
    """
    tallies = dict.fromkeys(State, Tally())
    for entry in catalog.active():
        tallies[_state(entry)] += Tally(1, words(entry.source))
    return Counts(tallies[State.EMPTY], tallies[State.DRAFT], tallies[State.TRANSLATED])


def _state(entry: Entry) -> State:
    return State.EMPTY if entry.plurals is not None and not entry.target else entry.state
