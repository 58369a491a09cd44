"""Texts for the memory's index, and what editors make of them: real sentences, real words.

Texts come from a folder (`<language>.txt`, a sentence a line), or from the parallel corpora that
lie beside the project. Where there are fewer than wanted, the first half of one sentence and the
second half of another make a new one, so grams are as frequent as in real text, and near texts are
many.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.checks_corpora import human

SHORTEST, LONGEST = 8, 600
DENSE = frozenset(("ja", "zh"))
"""Languages without blanks between words."""
_SAMPLE = 20_000
_TRIES = 50


def real(language: str, folder: Path | None) -> list[str]:
    """All real sentences of a language that are at hand, each once."""
    if folder is None:
        corpora, _missing = human()
        lines = [line for corpus in corpora for line in corpus.lines()]
        sides = {"uk": "source", "en": "target"}
        found = [getattr(line, sides[language]) for line in lines] if language in sides else []
    else:
        path = folder / f"{language}.txt"
        found = path.read_text("utf-8").splitlines() if path.is_file() else []
    return [text for text in dict.fromkeys(found) if SHORTEST <= len(text) <= LONGEST]


def filled(sentences: Sequence[str], language: str, count: int) -> list[str]:
    """So many texts: the sentences in some order, then halves of them put together."""
    chance = random.Random(1)
    mixed = list(sentences)
    chance.shuffle(mixed)
    texts = dict.fromkeys(mixed[:count])
    while len(texts) < count:
        first, second = chance.choice(mixed), chance.choice(mixed)
        text = _cut(first, language)[0] + _cut(second, language)[1]
        if SHORTEST <= len(text) <= LONGEST:
            texts[text] = None
    return list(texts)


def _cut(text: str, language: str) -> tuple[str, str]:
    middle = len(text) // 2
    if language not in DENSE:
        middle = max(text.rfind(" ", 0, middle + 1), 0) or len(text)
    return text[:middle], text[middle:]


class Editor:
    """Edits sentences of a language, always in the same way."""

    def __init__(self, sentences: Sequence[str], language: str) -> None:
        """Take words and letters from the sentences."""
        self._chance = random.Random(7)
        self._blank = "" if language in DENSE else " "
        some = self._chance.sample(list(sentences), min(_SAMPLE, len(sentences)))
        self._words = [word for text in some for word in self._parts(text) if word.strip()]
        self._letters = [char for text in some[:2000] for char in text if char.isalpha()]
        self._frequency = Counter(word for text in sentences for word in self._parts(text))
        self.kinds: dict[str, Callable[[str], str]] = {
            "words": self.words,
            "typos": self.typos,
            "endings": self.endings,
            "75–80 %": self.far,
            "rarest word": self.rarest,
        }
        """Kinds of edits; the first is an ordinary one, the others are hard."""

    def _parts(self, text: str) -> list[str]:
        if self._blank:
            return text.split(" ")
        return [text[start : start + 2] for start in range(0, len(text), 2)]

    def _edit(self, parts: list[str]) -> None:
        kind, place = self._chance.choice("ccid"), self._chance.randrange(len(parts))
        if kind == "c":
            parts[place] = self._chance.choice(self._words)
        elif kind == "i":
            parts.insert(place, self._chance.choice(self._words))
        elif len(parts) > 1:
            del parts[place]

    def words(self, text: str) -> str:
        """Change, insert or delete one to three words."""
        parts = self._parts(text)
        for _edit in range(self._chance.randint(1, 3)):
            self._edit(parts)
        return self._blank.join(parts)

    def typos(self, text: str) -> str:
        """Change, insert, delete or swap one letter in 25, two at least."""
        letters = list(text)
        for _typo in range(max(2, len(letters) // 25)):
            kind, place = self._chance.choice("cids"), self._chance.randrange(len(letters))
            if kind == "c":
                letters[place] = self._chance.choice(self._letters)
            elif kind == "i":
                letters.insert(place, self._chance.choice(self._letters))
            elif kind == "d" and len(letters) > 1:
                del letters[place]
            else:
                letters[place : place + 2] = reversed(letters[place : place + 2])
        return "".join(letters)

    def endings(self, text: str) -> str:
        """Change the last one or two letters of two long words in five."""
        if not self._blank:
            return self.typos(text)
        parts = self._parts(text)
        for place, word in enumerate(parts):
            if len(word) > 5 and word.isalpha() and self._chance.random() < 0.4:
                ending = self._chance.choices(self._letters, k=self._chance.randint(1, 2))
                parts[place] = word[: -self._chance.randint(1, 2)] + "".join(ending).lower()
        return self._blank.join(parts)

    def far(self, text: str) -> str:
        """Change words until the two are alike by 75 to 80 %; empty where that does not go."""
        for _try in range(_TRIES):
            parts, likeness = self._parts(text), 1.0
            while likeness >= 0.75:
                self._edit(parts)
                edited = self._blank.join(parts)
                likeness = Levenshtein.normalized_similarity(edited.casefold(), text.casefold())
                if 0.75 <= likeness < 0.8:
                    return edited
        return ""

    def rarest(self, text: str) -> str:
        """Change the rarest word."""
        parts = self._parts(text)
        place = min(range(len(parts)), key=lambda at: (self._frequency[parts[at]], -len(parts[at])))
        parts[place] = self._chance.choice(self._words)
        return self._blank.join(parts)
