"""The words of polarity: the section `polarity` of a table, compiled."""

from collections.abc import Iterable
from enum import Enum
from functools import cache, lru_cache

from l10n.language.phrases import Index, Phrase
from l10n.language.tables import Table

ANY, NUMBER = "~", "#"
"""In a phrase: some words of any kind; a number."""
_FEW = 65536
"""Words of a language whose meaning is remembered."""


class Kind(Enum):
    """What words mean for the polarity of their text; values are keys of the tables."""

    DENIAL = "denials"
    JOINT = "joint"
    """A denial that is one with the others of its clause: “neither … nor”, «ніхто не»."""
    IDLE = "idle"
    """Denies nothing, or may be said without a denial: “not only”, «поки не»."""
    UNTIL = "until"
    """The like where a clause begins, and a denial elsewhere: «, поки не», «уряд поки не»."""
    LIMIT = "limits"
    """The like, of which what is denied means much: “not only”."""
    OPPOSITE = "opposites"
    SOFT = "soft"
    """May stand for a denial in a free translation: “too … to”, “few”, “difficult”."""


DENYING = (Kind.DENIAL, Kind.JOINT)
"""What words of denial are."""
JOINED = "joined"
"""The sense of words with a part that denies the rest of them: “unhurt”, «невідомо»."""
WITHOUT = "without"
"""The sense of “without”."""
LIMIT = "limit"
"""The sense of “not only”."""


class Lexicon:
    """The section `polarity` of a table, compiled."""

    def __init__(self, table: Table) -> None:
        """Take a table; one without the section knows no denials."""
        self._phrases = Index(_phrases(table))
        self._heads = Index(
            Phrase((word,), sense=sense)
            for sense, words in table.mapping("polarity", "heads").items()
            for word in words.split()
        )
        self._whole = Index(Phrase((w,)) for w in table.words("polarity", "whole"))
        self._litotes = Index(Phrase((w,)) for w in table.words("polarity", "litotes"))
        self._endings = table.words("polarity", "endings")
        self._beginnings = table.words("polarity", "beginnings")
        self._ends = table.words("polarity", "ends")
        self.light = frozenset(table.words("polarity", "light"))
        """Words between a denial and its head: “really”, “been”."""
        self.binding = frozenset(table.words("polarity", "binding"))
        """Denials that are about the very next word: «не»."""
        self.modals = frozenset(table.words("polarity", "modals"))
        """Words that a denial behind them is about: “could not”."""
        self.auxiliaries = frozenset(table.words("polarity", "auxiliaries"))
        """Words that hardly stand before a verb but for a denial between them: “did”."""
        self.wide = frozenset(table.words("polarity", "wide"))
        """Denials that are about all of their clause: “nobody”."""
        self.companions = frozenset(table.words("polarity", "companions"))
        """Words that say the contrary of “without”."""
        self.contrasts = frozenset(table.words("polarity", "contrasts"))
        """Words before a denial that sets one thing against another: «він, а не вона»."""
        self.never_verbs = self.light | frozenset(table.words("polarity", "subjects"))
        """Words that no verb is: an auxiliary before one asks, or stands for a verb."""
        # What a word means depends on the word alone, and a text has few that are rare.
        self.phrases = lru_cache(_FEW)(self._phrases_of)
        self.begun = lru_cache(_FEW)(self._begun_by)
        self.senses = lru_cache(_FEW)(self._senses_of)
        self.denies = lru_cache(_FEW)(self._denies)
        self.bare = lru_cache(_FEW)(self._bare)

    def __bool__(self) -> bool:
        """True for a language whose denials are known."""
        return bool(self._phrases)

    def _phrases_of(self, word: str) -> tuple[Phrase, ...]:
        """Those that begin with a word, the longest first."""
        found = list(self._phrases.of(word))
        if self._endings and word.endswith(self._endings):
            found.append(Phrase((word,), Kind.DENIAL))
        elif not any(len(phrase.words) == 1 for phrase in found) and self._is_joined(word):
            found.append(Phrase((word,), Kind.OPPOSITE, JOINED))
        return tuple(sorted(found, key=lambda phrase: -len(phrase.words)))

    def _begun_by(self, word: str, following: str) -> tuple[Phrase, ...]:
        """Those that begin with two words, in which there may be a gap between them."""
        return tuple(
            phrase
            for phrase in self.phrases(word)
            if len(phrase.words) == 1
            or phrase.words[1] == ANY
            or (following and fits(phrase.words[1], following))
        )

    def _denies(self, word: str) -> bool:
        """True for a word with which a denial begins, joined ones left out: the quick look."""
        return any(
            phrase.kind in (*DENYING, Kind.LIMIT) or phrase.sense == WITHOUT
            for phrase in self.phrases(word)
        )

    def _is_joined(self, word: str) -> bool:
        if not word.startswith(self._beginnings) and not word.endswith(self._ends):
            return False
        return word not in (*self._beginnings, *self._ends) and not self._whole.of(word)

    def _senses_of(self, word: str) -> frozenset[str]:
        """The senses of a head, by names that all tables share."""
        return frozenset(phrase.sense for phrase in self._heads.of(word))

    def is_negative(self, word: str) -> bool:
        """True for a word that a denial makes positive, as others put it: “not bad”."""
        if self._litotes.of(word):
            return True
        return any(p.kind is Kind.OPPOSITE and len(p.words) == 1 for p in self.phrases(word))

    def _bare(self, word: str) -> str:
        """A word without what denies it: “could” of “couldn’t”, «відомо» of «невідомо»."""
        for end in self._endings:
            if word.endswith(end):
                return word.removesuffix(end)
        if not self._is_joined(word) or self._phrases.of(word):
            return word
        for end in self._ends:
            word = word.removesuffix(end)
        for beginning in self._beginnings:
            if word.startswith(beginning):
                return word.removeprefix(beginning)
        return word


def fits(part: str, word: str) -> bool:
    """True for a word that a part of a phrase stands for."""
    if part == NUMBER:
        return word[0].isdigit()
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _phrases(table: Table) -> Iterable[Phrase]:
    joint = frozenset(table.words("polarity", Kind.JOINT.value))
    for kind in (Kind.DENIAL, Kind.JOINT, Kind.IDLE, Kind.UNTIL, Kind.LIMIT):
        for written in table.words("polarity", kind.value):
            if kind is not Kind.DENIAL or written not in joint:
                yield Phrase(tuple(written.split("_")), kind)
    for sense, words in table.mapping("polarity", Kind.OPPOSITE.value).items():
        for written in words.split():
            yield Phrase(tuple(written.split("_")), Kind.OPPOSITE, sense)
    for written in table.words("polarity", Kind.SOFT.value):
        yield Phrase(tuple(written.split("_")), Kind.SOFT)


@cache
def lexicon_of(table: Table) -> Lexicon:
    """The lexicon of a table, compiled once."""
    return Lexicon(table)
