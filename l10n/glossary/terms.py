"""Terms: the glossary of a newsroom, how the desk translates its terms, and how it does not."""

import hashlib
import json
from dataclasses import dataclass, field
from enum import Enum

from l10n.language.locales import covers


class Status(Enum):
    """What the desk thinks of a term or of a rendering, in the words of the file."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    KEEP = "do not translate"


class Part(Enum):
    """Parts of speech, in the words of the file."""

    NOUN = "noun"
    PROPER_NOUN = "proper noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


class Kind(Enum):
    """What a term names, in the words of the file."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    ACRONYM = "acronym"
    PRODUCT = "product"
    WORK = "work"
    """A book, a film, a newspaper."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a term stands, for messages."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary, made of all lines that speak of it.

    Two with another part of speech, another pair of locales or other domains are two terms.
    """

    term: str
    """As it stands in a dictionary, in the source language."""
    translation: str
    """What the desk writes. Empty where it has no wish but for what it forbids."""
    note: str = ""
    """What a translator should know of it."""
    forbidden: tuple[str, ...] = ()
    """Renderings that the desk does not want, such as `Kiev`."""
    pair: tuple[str, str] | None = None
    """Source and target locale; None for every pair."""
    status: Status = Status.PREFERRED
    """ALLOWED: the translation is one of several, none of them preferred. FORBIDDEN: the desk does
    not want the term itself in its articles. KEEP: it stands in the target as in the source."""
    allowed: tuple[str, ...] = ()
    """Renderings that may stand beside the translation."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Why forbidden renderings are not wanted: rendering and reason."""
    domains: tuple[str, ...] = ()
    """What it belongs to, such as `sport`; none for everybody's."""
    part: Part | None = None
    kind: Kind | None = None
    aliases: tuple[str, ...] = ()
    """Other names of the same person or thing in the source language."""
    later: str = ""
    """How the target calls it after the first mention of an article: the surname."""
    expansion: str = ""
    """What an acronym stands for, in the source language."""
    expansion_translation: str = ""
    """What it stands for in the target language."""
    written: Written | None = field(default=None, compare=False)
    """Its first line; no part of what it says."""

    def serves(self, source: str, target: str) -> bool:
        """True if the line is meant for a pair: `uk>en` serves `en-GB` too."""
        return self.pair is None or (covers(self.pair[0], source) and covers(self.pair[1], target))

    @property
    def renderings(self) -> tuple[str, ...]:
        """All that the target may say for it, what the desk prefers first; each once."""
        every = (self.translation, self.later, self.expansion_translation, *self.allowed)
        return tuple(dict.fromkeys(each for each in every if each))

    @property
    def names(self) -> tuple[str, ...]:
        """All by which the source may call it, the term itself first; each once."""
        every = (self.term, self.expansion, *self.aliases)
        return tuple(dict.fromkeys(each for each in every if each))

    def reason(self, rendering: str) -> str:
        """Why a forbidden rendering is not wanted; empty where nobody said so."""
        return dict(self.reasons).get(rendering, "")


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of a workspace."""

    terms: tuple[Term, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of all that decides on drafts and notes."""
        lines = sorted(json.dumps(_told(term)) for term in self.terms)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def for_pair(self, source: str, target: str) -> tuple[Term, ...]:
        """The terms of a pair; of two lines with one term, the one with the narrower pair."""
        chosen: dict[str, Term] = {}
        for term in self.terms:
            if term.serves(source, target):
                old = chosen.get(term.term)
                if old is None or _width(old) > _width(term):
                    chosen[term.term] = term
        return tuple(chosen.values())


NO_TERMS = Glossary()
"""The glossary of a workspace that has none."""


def _told(term: Term) -> list[object]:
    """What a digest is made of; records of versions hold it, so old terms keep their old one."""
    told: list[object] = [
        term.pair,
        term.term,
        term.translation,
        term.note,
        sorted(term.forbidden),
    ]
    more = {
        "status": "" if term.status is Status.PREFERRED else term.status.value,
        "allowed": sorted(term.allowed),
        "reasons": sorted(term.reasons),
        "domains": sorted(term.domains),
        "part": term.part.value if term.part else "",
        "kind": term.kind.value if term.kind else "",
        "aliases": sorted(term.aliases),
        "later": term.later,
        "expansion": term.expansion,
        "expansion_translation": term.expansion_translation,
    }
    said = {name: value for name, value in more.items() if value}
    return [*told, said] if said else told


def _width(term: Term) -> tuple[int, int]:
    """What lines are ranked by: the narrower the pair, the less."""
    return (0, 0) if term.pair is None else (-len(term.pair[1]), -len(term.pair[0]))
