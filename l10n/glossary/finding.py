"""Terms in the texts of an article: searched once, and handed to whoever needs them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.glossary.people import is_theirs, whose
from l10n.glossary.phrases import PhraseHit, Phrases
from l10n.glossary.terms import Glossary, Kind, Part, Term, either
from l10n.language.certainty import Certainty
from l10n.language.homographs import Sought, certainty, is_certain
from l10n.language.inflection import language_of
from l10n.language.passage import Passage
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


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in one text, each in order."""

    sure: tuple[Hit, ...] = ()
    questions: tuple[Hit, ...] = ()
    """Where another word may stand that is spelt alike: for a person to decide. Several may stand
    at one place. Nothing is replaced or called wrong because of them."""


_MOST = 65536
"""Words with what was found of them that `Names` remembers."""
_NO_HITS = Hits()


class Names:
    """Finds terms by all of their names in texts of the source; made once, asked often."""

    def __init__(self, terms: Iterable[Term], source: str) -> None:
        """Take terms that serve a pair of locales, and the locale of the texts."""
        self._language = language_of(source)
        named: dict[tuple[str, Part | None], list[Term]] = {}
        for term in terms:
            for name in term.names:
                named.setdefault((name, term.part), []).append(term)
        self._named = tuple((name, _meant(name, found)) for (name, _), found in named.items())
        self._sought = tuple(
            Sought(name, self._language, term.part.value if term.part else "")
            for name, term in self._named
        )
        self._people = frozenset(
            number for number, (_, term) in enumerate(self._named) if term.kind is Kind.PERSON
        )
        self._certain: dict[tuple[int, str], bool] = {}
        self._phrases = Phrases((name for name, _ in self._named), source)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The terms that are sure to stand in a text, as `search` finds them."""
        return self.search(text).sure

    def search(self, text: str) -> Hits:
        """The terms in a text without tags, in any inflected form, in order.

        Where two overlap the longer counts, and of equals the one that is sure, then the first. A
        word that is spelt like the term is told apart where part of speech, capitals and neighbours
        do so; where they leave it open between two terms both are questions. Terms of several words
        are always sure.
        """
        sure, questions = list[Hit](), list[Hit]()
        passage = self._phrases.passage(text)
        for group in self._phrases.groups(passage):
            first = group[0]
            if first.words > 1:
                if first.number not in self._people or self._is_theirs(first, text):
                    sure.append(self._hit(first))
                continue
            asked, certain = list[Hit](), list[Hit]()
            for hit in group:
                known = self._certainty(hit, passage)
                if hit.number in self._people and known is not Certainty.OTHER:
                    known = self._whose(hit, passage, known)
                if known is Certainty.SURE:
                    certain.append(self._hit(hit))
                elif known is Certainty.QUESTION:
                    asked.append(self._hit(hit))
            if certain and all(hit.name == certain[0].name for hit in asked):
                sure.append(certain[0])
            else:
                # Two words of the glossary are spelt alike, and nothing settles which it is.
                questions += (*certain, *asked)
        return Hits(tuple(sure), tuple(questions))

    def _is_theirs(self, hit: PhraseHit, text: str) -> bool:
        name, term = self._named[hit.number]
        return is_theirs(term, name, text[hit.start : hit.end], self._language)

    def _whose(self, hit: PhraseHit, passage: Passage, known: Certainty) -> Certainty:
        """How sure it is that a word is the name of a person whom the glossary has."""
        if not self._is_theirs(hit, passage.text):
            return Certainty.OTHER
        if known is not Certainty.SURE:
            return known
        return whose(self._named[hit.number][1], passage, hit.word, self._language)

    def _certainty(self, hit: PhraseHit, passage: Passage) -> Certainty:
        """How sure a find of one word is; what no neighbour changes is remembered."""
        sought, key = self._sought[hit.number], (hit.number, passage.forms[hit.word])
        alone = self._certain.get(key)
        if alone is None:
            if len(self._certain) >= _MOST:
                self._certain.clear()
            alone = self._certain[key] = is_certain(sought, key[1])
        return Certainty.SURE if alone else certainty(sought, passage, hit.word)

    def _hit(self, hit: PhraseHit) -> Hit:
        name, term = self._named[hit.number]
        return Hit(term, hit.start, hit.end, name)


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
        """The terms that are sure to stand in a text without tags, as `Names` finds them."""
        return self._names.find(text)

    def search(self, text: str) -> Hits:
        """All that `Names` finds in a text without tags."""
        return self._names.search(text)


@dataclass(frozen=True, slots=True)
class FoundTerms:
    """The terms in the texts of an article, for one pair of locales."""

    source: str
    target: str
    by_text: Mapping[Tagged, Hits] = field(default_factory=dict)
    """Texts without any term are left out."""

    @property
    def mentioned(self) -> frozenset[Term]:
        """All terms that stand, or may stand, in the texts."""
        every = (hit for hits in self.by_text.values() for hit in (*hits.sure, *hits.questions))
        return frozenset(hit.term for hit in every)

    def hits(self, text: Tagged) -> tuple[Hit, ...]:
        """Where terms are sure to stand in `text.plain()`, in order."""
        return self.by_text.get(text, _NO_HITS).sure

    def terms(self, text: Tagged) -> tuple[Term, ...]:
        """The terms that are sure to stand in a text, each once, in order."""
        return tuple(dict.fromkeys(hit.term for hit in self.hits(text)))

    def questions(self, text: Tagged) -> tuple[Hit, ...]:
        """Where terms may stand in `text.plain()`, or words that are spelt alike, in order."""
        return self.by_text.get(text, _NO_HITS).questions


def find_terms(segments: Iterable[Segment], finder: Finder) -> FoundTerms:
    """Search each distinct text of an article once."""
    found: dict[Tagged, Hits] = {}
    if finder.terms:
        for text in dict.fromkeys(segment.tagged for segment in segments):
            hits = finder.search(text.plain())
            if hits != _NO_HITS:
                found[text] = hits
    people = people_in(found.values())
    if people:
        found = {text: with_people(hits, people) for text, hits in found.items()}
    return FoundTerms(finder.source, finder.target, found)


def people_in(texts: Iterable[Hits]) -> frozenset[Term]:
    """The people that texts of an article are sure to name."""
    return frozenset(
        hit.term for hits in texts for hit in hits.sure if hit.term.kind is Kind.PERSON
    )


def with_people(hits: Hits, people: Collection[Term]) -> Hits:
    """What was found in a text of an article that names people elsewhere: a surname is theirs.

    So Гай is no grove where the article has Лев Гай.
    """
    sure, questions = list(hits.sure), list[Hit]()
    for hit in hits.questions:
        free = all(hit.end <= other.start or other.end <= hit.start for other in sure)
        (sure if free and hit.term in people else questions).append(hit)
    if len(questions) == len(hits.questions):
        return hits
    left = (
        hit
        for hit in questions
        if all(hit.end <= other.start or other.end <= hit.start for other in sure)
    )
    return Hits(tuple(sorted(sure, key=lambda hit: hit.start)), tuple(left))
