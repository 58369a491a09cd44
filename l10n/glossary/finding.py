"""Terms in the texts of an article: searched once, and handed to whoever needs them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from l10n.glossary.phrases import Phrases
from l10n.glossary.terms import Glossary, Term, either
from l10n.model.markup import Tagged
from l10n.model.segment import Segment


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text where a term stands, half-open, in characters."""

    term: Term
    start: int
    end: int
    name: str = ""
    """The one of its names that stands there, in its dictionary form."""


class Names:
    """Finds terms by all of their names in texts of the source; made once, asked often."""

    def __init__(self, terms: Iterable[Term], source: str) -> None:
        """Take terms that serve a pair of locales, and the locale of the texts."""
        named: dict[str, list[Term]] = {}
        for term in terms:
            for name in term.names:
                named.setdefault(name, []).append(term)
        self._named = tuple((name, _meant(name, found)) for name, found in named.items())
        self._phrases = Phrases(named, source)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The terms in a text without tags, in any inflected form, in order.

        Where two overlap the longer counts, and of equals the first.
        """
        return tuple(
            Hit(self._named[hit.number][1], hit.start, hit.end, self._named[hit.number][0])
            for hit in self._phrases.find(text)
        )


def _meant(name: str, terms: Sequence[Term]) -> Term:
    """The term that a name stands for: its own before one of which it is another name."""
    own = [term for term in terms if term.term == name]
    found = own or terms
    return found[0] if len(found) == 1 else either(name, found)


class Finder:
    """Finds the terms of one pair in texts of its source."""

    def __init__(self, glossary: Glossary, source: str, target: str) -> None:
        """Take the terms that serve a pair of locales."""
        self.source = source
        self.target = target
        self.terms = glossary.for_pair(source, target)
        self._names = Names(self.terms, source)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The terms in a text without tags, as `Names` finds them."""
        return self._names.find(text)


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
