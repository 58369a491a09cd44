"""The glossary of a newsroom: terms, how the desk translates them, and how it does not."""

import hashlib
import json
from dataclasses import dataclass

from l10n.language.locales import covers


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the glossary."""

    term: str
    """As it stands in a dictionary, in the source language."""
    translation: str
    note: str = ""
    """What a translator should know of it."""
    forbidden: tuple[str, ...] = ()
    """Renderings that the desk does not want, such as `Kiev`."""
    pair: tuple[str, str] | None = None
    """Source and target locale; None for every pair."""

    def serves(self, source: str, target: str) -> bool:
        """True if the line is meant for a pair: `uk>en` serves `en-GB` too."""
        return self.pair is None or (covers(self.pair[0], source) and covers(self.pair[1], target))


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of a workspace."""

    terms: tuple[Term, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of all that decides on drafts and notes."""
        lines = sorted(
            json.dumps([t.pair, t.term, t.translation, t.note, sorted(t.forbidden)])
            for t in self.terms
        )
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


def _width(term: Term) -> tuple[int, int]:
    """What lines are ranked by: the narrower the pair, the less."""
    return (0, 0) if term.pair is None else (-len(term.pair[1]), -len(term.pair[0]))
