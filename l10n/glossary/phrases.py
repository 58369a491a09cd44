"""Phrases of one or more words, found in texts of a language in any inflected form."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from unicodedata import normalize

from l10n.dataclass import dataclass
from l10n.language.inflection import Word, has_lemmas, language_of, lemma, stem_of_acronym, word_of
from l10n.language.passage import Passage
from l10n.language.uk.forms import plain
from l10n.lines import collapsed
from l10n.regex import regex

_WORDS = regex(r"\w[\w\u0300-\u036f]*")
_JOINED_WORDS = regex(r"\w[\w\u0300-\u036f]*(?:['’ʼ]\w[\w\u0300-\u036f]*)*")
"""Words whose apostrophe is a letter of the word, as in Ukrainian."""
_APOSTROPHE_JOINS = frozenset(("be", "rue", "uk"))
_HYPHENS = "-\u2010\u2011"
_GAP = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'", "ʼ": "'"})
_MOST = 65536
"""Different words that `Phrases` remembers: some 8 MiB."""
_FEW = 8
"""Words that are compared one after the other; more are looked up."""


class PhraseHit(NamedTuple):
    """A place where a phrase stands, half-open, in characters."""

    number: int
    """Which phrase, in the order in which they were given."""
    start: int
    end: int
    word: int = 0
    """Its first word, by its place among those of the text."""
    words: int = 1


class _Node:
    """Phrases that begin with the same words: a tree, so that a text is compared with each once."""

    __slots__ = ("edges", "index", "initials", "numbers")

    def __init__(self) -> None:
        self.numbers: tuple[int, ...] = ()
        """The phrases that end here."""
        self.edges: dict[tuple[str, str, bool], _Edge] | None = None
        """How they go on: by the gap, the next word, and whether there is another behind it; None
        for the many that end here."""
        self.index: dict[str, _Edge | list[_Edge]] | None = None
        """The edges by all that a form of their word may be looked up by, made when needed; most
        have one, which stands there by itself, since the collector of garbage counts every list."""
        self.initials: frozenset[str] | None = None
        """What forms of their words begin with, in small letters, made when needed."""

    def behind(self, key: tuple[str, str, bool], language: str) -> "_Node":
        """The node that a gap and a word lead to, made where there is none."""
        if self.edges is None:
            self.edges = {}
        edge = self.edges.get(key)
        if edge is None:
            gap, text, attribute = key
            edge = _Edge(gap, word_of(text, language, attribute), _Node())
            self.edges[key] = edge
        return edge.node

    def firsts(self) -> frozenset[str]:
        """The first letters of all words that an edge may accept, however they are written."""
        if self.initials is None:
            forms = (form for edge in (self.edges or {}).values() for form in edge.word.forms)
            letters = {form[:1] for form in forms}
            letters |= {letter.upper() for letter in letters}
            letters |= {normalize("NFD", letter)[:1] for letter in letters}
            self.initials = frozenset(letters)
        return self.initials


@dataclass(frozen=True, slots=True)
class _Edge:
    gap: str
    word: Word
    node: _Node


class _Start(NamedTuple):
    """What a word may begin."""

    numbers: tuple[int, ...]
    """The phrases that it is all of, in order."""
    nodes: tuple[_Node, ...]
    """Where longer ones go on."""
    firsts: frozenset[str]
    """The first letters of the words by which they do."""


class Phrases:
    """Finds phrases of one or more words in texts of a language, in any inflected form."""

    def __init__(self, texts: Iterable[str], locale: str) -> None:
        """Take the phrases in their dictionary form."""
        self._language = language_of(locale)
        self._pattern = _JOINED_WORDS if self._language in _APOSTROPHE_JOINS else _WORDS
        self._by_lemma = has_lemmas(self._language) and self._language != "uk"
        self._root = _Node()
        for number, text in enumerate(texts):
            self._plant(number, text)
        self._seen: dict[str, _Start] = {}
        self._followed: dict[tuple[int, str], tuple[_Edge, ...]] = {}

    def find(self, text: str) -> tuple[PhraseHit, ...]:
        """The phrases of a text in order; where two overlap the longer, and of equals the first."""
        return tuple(group[0] for group in self.groups(self.passage(text)))

    def groups(self, passage: Passage) -> Iterable[tuple[PhraseHit, ...]]:
        """The longest phrases of a text, in order, each with the others at the same place."""
        found = tuple(self._all(passage))
        return _longest(found) if found else ()

    def all(self, text: str) -> Iterator[PhraseHit]:
        """Every phrase of a text, those that overlap too."""
        return self._all(self.passage(text))

    def _all(self, passage: Passage) -> Iterator[PhraseHit]:
        words, seen, text = passage.words, self._seen, passage.text
        # English joins words by a hyphen freely: `Kiev-based`.
        whole = self._language == "en" or not any(hyphen in text for hyphen in _HYPHENS)
        forms, last_word = passage.forms, len(passage.forms) - 1
        for index, word in enumerate(forms):
            begun = seen.get(word) or self._starting(word)
            numbers, nodes, firsts = begun
            if nodes and index < last_word and forms[index + 1][0] in firsts:
                ends = self._ends(begun, passage, index)
            elif numbers:
                ends = [(number, index) for number in numbers]
            else:
                continue
            start = words[index][0]
            for number, last in ends:
                stop = words[last][1]
                if whole or _is_whole(text, start, stop):
                    yield PhraseHit(number, start, stop, index, last - index + 1)

    def passage(self, text: str) -> Passage:
        """A text with its words, by which hits count."""
        found = list(self._pattern.finditer(text))
        words, forms = [match.span() for match in found], [match[0] for match in found]
        return Passage(text, words, forms, self._language)

    def _plant(self, number: int, text: str) -> None:
        found = list(self._pattern.finditer(text))
        if not found:
            return
        node, end = self._root, found[0].start()
        for place, match in enumerate(found, 1):
            gap = _gap(text[end : match.start()]) if place > 1 else ""
            attribute = place < len(found)
            key = gap, match.group(), attribute
            node, end = node.behind(key, self._language), match.end()
        node.numbers += (number,)

    def _ends(self, begun: _Start, passage: Passage, index: int) -> list[tuple[int, int]]:
        """The phrases that begin at a word, by number, and the words that they end with."""
        found = [(number, index) for number in begun.numbers]
        waiting = [(node, index + 1) for node in begun.nodes]
        forms, size = passage.forms, len(passage.forms)
        for node, place in waiting:
            if place == size or forms[place][0] not in (node.initials or node.firsts()):
                continue
            if following := self._following(node, forms[place]):
                gap = _gap(passage.between(place - 1))
                for edge in following:
                    if edge.gap == gap:
                        found += [(number, place) for number in edge.node.numbers]
                        if edge.node.edges:
                            waiting.append((edge.node, place + 1))
        if len(found) > 1:
            found.sort()
        return found

    def _following(self, node: _Node, word: str) -> tuple[_Edge, ...]:
        """The edges of a node that a word may go on by; what was found is remembered."""
        key = id(node), word
        found = self._followed.get(key)
        if found is None:
            found = tuple(edge for edge in self._candidates(node, word) if edge.word.accepts(word))
            if len(self._followed) >= _MOST:
                self._followed.clear()
            self._followed[key] = found
        return found

    def _candidates(self, node: _Node, word: str) -> Iterable[_Edge]:
        """The edges that may accept a word, each once."""
        every = node.edges or {}
        if len(every) <= _FEW:
            return every.values()
        if node.index is None:
            node.index = {}
            for edge in every.values():
                for key in self._keys(edge.word):
                    others = node.index.setdefault(key, edge)
                    if others is edge:
                        continue
                    if isinstance(others, list):
                        others.append(edge)
                    else:
                        node.index[key] = [others, edge]
        index = node.index
        found = [_each(edges) for key in self._lookups(word) if (edges := index.get(key))]
        if len(found) < 2:
            return found[0] if found else ()
        return {id(edge): edge for edges in found for edge in edges}.values()

    def _keys(self, word: Word) -> Iterable[str]:
        """All that a form of a word may be looked up by."""
        if not self._by_lemma or word.acronym:
            return word.forms
        both = (word.text, plain(word.text))
        return {*word.forms, *(plain(lemma(each, self._language)) for each in both)}

    def _lookups(self, word: str) -> Iterable[str]:
        """What the words are looked up by that a word of a text may be a form of."""
        small = plain(word)
        keys = {small}
        if word[:2].isupper():
            keys.add(plain(stem_of_acronym(word)))
        if self._by_lemma:
            keys |= {plain(lemma(word, self._language)), plain(lemma(small, self._language))}
        elif not has_lemmas(self._language):
            keys |= {small[:-cut] for cut in (1, 2, 3)}
        return keys

    def _starting(self, word: str) -> _Start:
        """What a word may begin; what was found is remembered."""
        edges = [edge for edge in self._candidates(self._root, word) if edge.word.accepts(word)]
        numbers = sorted(number for edge in edges for number in edge.node.numbers)
        nodes = tuple(edge.node for edge in edges if edge.node.edges)
        firsts = frozenset().union(*(node.firsts() for node in nodes))
        begun = _Start(tuple(numbers), nodes, firsts)
        if len(self._seen) >= _MOST:
            self._seen.clear()
        self._seen[word] = begun
        return begun


def _is_whole(text: str, start: int, end: int) -> bool:
    """False for a part of a compound, such as `Франківськ` in `Івано-Франківськ`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (
        (len(before) == 2 and before[1] in _HYPHENS and before[0].isalpha())
        or (len(after) == 2 and after[0] in _HYPHENS and after[1].isalpha())
    )


def _each(edges: _Edge | list[_Edge]) -> Sequence[_Edge]:
    return edges if isinstance(edges, list) else (edges,)


def _longest(found: Sequence[PhraseHit]) -> Iterable[tuple[PhraseHit, ...]]:
    """The longest of those that overlap, in order, each with those that stand at the same place."""
    if all(hit.words == 1 for hit in found):
        return (tuple(same) for _word, same in groupby(found, key=attrgetter("word")))
    ranked = sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.number))
    chosen: dict[int, list[PhraseHit]] = {}
    taken: set[int] = set()
    for hit in ranked:
        words = range(hit.word, hit.word + hit.words)
        if hit.word in chosen and chosen[hit.word][0].end == hit.end:
            chosen[hit.word].append(hit)
        elif taken.isdisjoint(words):
            taken.update(words)
            chosen[hit.word] = [hit]
    return (tuple(chosen[word]) for word in sorted(chosen))


def _gap(text: str) -> str:
    if text == " ":
        return text
    return collapsed(text).translate(_GAP) if text.strip() else " " if text else ""
