"""The glossary of a newsroom: terms, how the desk translates them, and how it does not."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from l10n.language.inflection import Word, has_lemmas, language_of, lemma, stem_of_acronym, word_of
from l10n.language.locales import covers
from l10n.language.uk.forms import plain
from l10n.lines import collapsed
from l10n.messages import N_, Message, message

_WORDS = re.compile(r"\w[\w\u0300-\u036f]*")
_JOINED_WORDS = re.compile(r"\w[\w\u0300-\u036f]*(?:['’ʼ]\w[\w\u0300-\u036f]*)*")
"""Words whose apostrophe is a letter of the word, as in Ukrainian."""
_APOSTROPHE_JOINS = frozenset(("be", "rue", "uk"))
_HYPHENS = "-\u2010\u2011"
_GAP = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'", "ʼ": "'"})
_MOST = 65536
"""Different words that a Finder remembers: some 8 MiB."""


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
        """Say whether the line is meant for a pair: `uk>en` serves `en-GB` too."""
        return self.pair is None or (covers(self.pair[0], source) and covers(self.pair[1], target))


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text where a term stands, half-open, in characters."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of a workspace."""

    terms: tuple[Term, ...] = ()

    @property
    def digest(self) -> str:
        """Give the SHA-256, in hexadecimal, of all that decides on drafts and notes."""
        lines = sorted(
            json.dumps([t.pair, t.term, t.translation, t.note, sorted(t.forbidden)])
            for t in self.terms
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def for_pair(self, source: str, target: str) -> "Finder":
        """Give what finds the terms of a pair in texts of its source.

        Of two lines with one term, the one with the narrower pair counts.
        """
        chosen: dict[str, Term] = {}
        for term in self.terms:
            if term.serves(source, target):
                old = chosen.get(term.term)
                if old is None or _width(old) > _width(term):
                    chosen[term.term] = term
        return Finder(tuple(chosen.values()), source)


NO_TERMS = Glossary()
"""The glossary of a workspace that has none."""


def term_line(term: Term) -> Message:
    """Say for a translator how a term is translated, with its note."""
    if term.note:
        return message(
            N_("Term: {term} → {translation} ({note})"),
            term=term.term,
            translation=term.translation,
            note=term.note,
        )
    return message(N_("Term: {term} → {translation}"), term=term.term, translation=term.translation)


class Finder:
    """Finds terms in texts of a language; made once, asked often."""

    def __init__(self, terms: Iterable[Term], locale: str) -> None:
        """Take the terms, and the locale of the texts."""
        self.terms = tuple(terms)
        self._finder = Phrases((term.term for term in self.terms), locale)

    def __bool__(self) -> bool:
        """Say whether there is any term."""
        return bool(self.terms)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Find the terms in a text without tags, in any inflected form, in order.

        Where two overlap the longer counts, and of equals the first.
        """
        return tuple(
            Hit(self.terms[number], start, end) for number, start, end in self._finder.find(text)
        )


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[Word, ...]
    gaps: tuple[str, ...]


class Phrases:
    """Finds phrases of one or more words in texts of a language, in any inflected form."""

    def __init__(self, texts: Iterable[str], locale: str) -> None:
        """Take the phrases in their dictionary form."""
        self._language = language_of(locale)
        self._pattern = _JOINED_WORDS if self._language in _APOSTROPHE_JOINS else _WORDS
        self._by_lemma = has_lemmas(self._language) and self._language != "uk"
        self._phrases = tuple(self._phrase(text) for text in texts)
        self._starts: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            if phrase.words:
                for key in self._keys(phrase.words[0]):
                    self._starts.setdefault(key, []).append(number)
        self._seen: dict[str, tuple[int, ...]] = {}

    def find(self, text: str) -> tuple[tuple[int, int, int], ...]:
        """Give number, start and end of each phrase found, in order; they do not overlap."""
        if not self._starts:
            return ()
        seen = self._seen
        for word in self._pattern.findall(text):
            found = seen.get(word)
            if found is None:
                found = self._learn(word)
            if found:
                break
        else:
            return ()
        return _longest(self.all(text))

    def all(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Give each phrase found, those that overlap too."""
        matches = list(self._pattern.finditer(text))
        for index, match in enumerate(matches):
            word = match.group()
            numbers = self._seen.get(word)
            for number in self._learn(word) if numbers is None else numbers:
                phrase = self._phrases[number]
                last = index + len(phrase.words) - 1
                if last >= len(matches) or not self._follows(phrase, matches, index, text):
                    continue
                start, end = match.start(), matches[last].end()
                if self._is_whole(text, start, end):
                    yield number, start, end

    def _phrase(self, text: str) -> _Phrase:
        found = list(self._pattern.finditer(text))
        gaps = tuple(_gap(text[one.end() : two.start()]) for one, two in pairwise(found))
        words = tuple(
            word_of(match.group(), self._language, place < len(found))
            for place, match in enumerate(found, 1)
        )
        return _Phrase(words, gaps)

    def _keys(self, word: Word) -> set[str]:
        """Give what a form of a word is looked up by."""
        keys = set(word.forms)
        if self._by_lemma and not word.acronym:
            small = plain(word.text)
            keys |= {plain(lemma(word.text, self._language)), plain(lemma(small, self._language))}
        return keys

    def _learn(self, word: str) -> tuple[int, ...]:
        """Find the phrases that may begin with a word, and remember them."""
        small = plain(word)
        keys = [small, plain(stem_of_acronym(word))]
        if self._by_lemma:
            keys += [plain(lemma(word, self._language)), plain(lemma(small, self._language))]
        elif not has_lemmas(self._language):
            keys += [small[:-cut] for cut in (1, 2, 3)]
        numbers: dict[int, None] = {}
        for key in keys:
            numbers.update(dict.fromkeys(self._starts.get(key, ())))
        found = tuple(n for n in numbers if self._phrases[n].words[0].accepts(word))
        if len(self._seen) >= _MOST:
            self._seen.clear()
        self._seen[word] = found
        return found

    def _follows(
        self, phrase: _Phrase, matches: list[re.Match[str]], index: int, text: str
    ) -> bool:
        for step, gap in enumerate(phrase.gaps, 1):
            before, after = matches[index + step - 1], matches[index + step]
            if _gap(text[before.end() : after.start()]) != gap:
                return False
            if not phrase.words[step].accepts(after.group()):
                return False
        return True

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Say whether a place is no part of a compound: `Франківськ` in `Івано-Франківськ`.

        English joins words by a hyphen freely: `Kiev-based`.
        """
        if self._language == "en":
            return True
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        return not (
            (len(before) == 2 and before[1] in _HYPHENS and before[0].isalpha())
            or (len(after) == 2 and after[0] in _HYPHENS and after[1].isalpha())
        )


def _longest(found: Iterable[tuple[int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    ranked = sorted(found, key=lambda each: (each[1] - each[2], each[1], each[0]))
    chosen: list[tuple[int, int, int]] = []
    taken: set[int] = set()
    for number, start, end in ranked:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.append((number, start, end))
    return tuple(sorted(chosen, key=lambda each: each[1]))


def _gap(text: str) -> str:
    return collapsed(text).translate(_GAP) if text.strip() else " " if text else ""


def _width(term: Term) -> tuple[int, int]:
    """Rank a line: the narrower its pair, the less."""
    return (0, 0) if term.pair is None else (-len(term.pair[1]), -len(term.pair[0]))
