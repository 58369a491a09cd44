"""Terms in the texts of an article: searched once, and handed to whoever needs them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from l10n.glossary.phrases import Phrases
from l10n.glossary.terms import Glossary, Term
from l10n.model.markup import Tagged
from l10n.model.segment import Segment


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text where a term stands, half-open, in characters."""

    term: Term
    start: int
    end: int


class Finder:
    """Finds the terms of one pair in texts of its source; made once, asked often."""

    def __init__(self, glossary: Glossary, source: str, target: str) -> None:
        """Take the terms that serve a pair of locales."""
        self.source = source
        self.target = target
        self.terms = glossary.for_pair(source, target)
        self._phrases = Phrases((term.term for term in self.terms), source)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The terms in a text without tags, in any inflected form, in order.

        Where two overlap the longer counts, and of equals the first.
        """
        return tuple(
            Hit(self.terms[hit.number], hit.start, hit.end) for hit in self._phrases.find(text)
        )


@dataclass(frozen=True, slots=True)
class FoundTerms:
    """The terms in the texts of an article, for one pair of locales."""

    source: str
    target: str
    by_text: Mapping[Tagged, tuple[Hit, ...]] = field(default_factory=dict)
    """Texts without any term are left out."""

    def hits(self, text: Tagged) -> tuple[Hit, ...]:
        """Where terms stand in `text.plain()`, in order."""
        return self.by_text.get(text, ())

    def terms(self, text: Tagged) -> tuple[Term, ...]:
        """The terms in a text, each once, in order."""
        return tuple(dict.fromkeys(hit.term for hit in self.hits(text)))


def find_terms(segments: Iterable[Segment], finder: Finder) -> FoundTerms:
    """Search each distinct text of an article once."""
    found: dict[Tagged, tuple[Hit, ...]] = {}
    if finder.terms:
        for text in dict.fromkeys(segment.tagged for segment in segments):
            hits = finder.find(text.plain())
            if hits:
                found[text] = hits
    return FoundTerms(finder.source, finder.target, found)
