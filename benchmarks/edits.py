"""Edits of real articles, as an editor makes them, each with what a translator has to see after it.

Nothing of the tool is used here, so that what finds edits is not measured by its own means.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

KINDS = ("changed", "rewritten", "split", "joined", "moved", "moved and changed", "stranger")
"""What is done to a sentence: one word in eight made another, or of a short one up to one in four;
half of them; cut in two; made one with the next; put elsewhere; both; another article's sentence
put in its place."""


@dataclass(slots=True)
class Edited:
    """An article after an edit, sentence by sentence."""

    sentences: list[str]
    wanted: dict[str, dict[str, frozenset[int]]] = field(default_factory=dict)
    """By kind and new sentence: the old sentences, by number, whose texts it has to show."""


class Editor:
    """Makes edits; the same ones for the same seed."""

    def __init__(self, seed: int, words: Sequence[str], strangers: Sequence[str]) -> None:
        """`words` are put in the place of others, `strangers` are sentences of other articles."""
        self._chance = random.Random(seed)
        self._words = words
        self._strangers = strangers
        self._edits: dict[str, Callable[[Edited, Sequence[str], int], int]] = {
            "changed": self._changed,
            "rewritten": self._rewritten,
            "split": self._split,
            "joined": self._joined,
            "moved": self._moved,
            "moved and changed": self._moved_changed,
            "stranger": self._stranger,
        }
        self._late: list[str] = []

    def edit(self, article: Sequence[str], share: float) -> Edited:
        """Edit that share of an article's sentences, each in one of the ways, chosen evenly."""
        result = Edited([])
        self._late = []
        index = 0
        while index < len(article):
            if self._chance.random() >= share:
                result.sentences.append(article[index])
                index += 1
                continue
            index += self._edits[self._chance.choice(KINDS)](result, article, index)
        for sentence in self._late:
            result.sentences.insert(self._chance.randrange(len(result.sentences) + 1), sentence)
        return result

    def _other(self, sentence: str, share: float) -> str:
        words = sentence.split()
        for place in self._chance.sample(range(len(words)), max(1, round(len(words) * share))):
            words[place] = self._chance.choice(self._words)
        return " ".join(words)

    def _add(self, result: Edited, kind: str, sentence: str, of: Sequence[int]) -> str:
        result.wanted.setdefault(kind, {})[sentence] = frozenset(of)
        return sentence

    def _changed(self, result: Edited, article: Sequence[str], index: int) -> int:
        kind = "changed" if len(article[index].split()) > 3 else "rewritten"
        text = self._other(article[index], 0.125)
        result.sentences.append(self._add(result, kind, text, [index]))
        return 1

    def _rewritten(self, result: Edited, article: Sequence[str], index: int) -> int:
        text = self._other(article[index], 0.5)
        result.sentences.append(self._add(result, "rewritten", text, [index]))
        return 1

    def _split(self, result: Edited, article: Sequence[str], index: int) -> int:
        sentence = article[index]
        places = [
            match.start()
            for match in re.finditer(r"(?<=\w)[,;:]? ", sentence)
            if len(sentence) * 0.25 < match.start() < len(sentence) * 0.75
        ]
        if len(sentence) < 60 or not places:
            return self._changed(result, article, index)
        marks = [place for place in places if sentence[place] in ",;:"]
        place = self._chance.choice(marks or places)
        rest = sentence[place:].lstrip(",;: ")
        for half in (sentence[:place] + ".", rest[:1].upper() + rest[1:]):
            result.sentences.append(self._add(result, "split", half, [index]))
        return 1

    def _joined(self, result: Edited, article: Sequence[str], index: int) -> int:
        if index + 1 == len(article):
            return self._changed(result, article, index)
        first, second = article[index : index + 2]
        link = self._chance.choice([", ", " — ", "; ", ", а ", ", and "])
        text = first.rstrip(".!?…") + link + second[:1].lower() + second[1:]
        if self._chance.random() < 0.5:
            text = self._other(text, 0.06)
        result.sentences.append(self._add(result, "joined", text, [index, index + 1]))
        return 2

    def _moved(self, result: Edited, article: Sequence[str], index: int) -> int:
        self._late.append(self._add(result, "moved", article[index], [index]))
        return 1

    def _moved_changed(self, result: Edited, article: Sequence[str], index: int) -> int:
        if len(article[index].split()) <= 3:
            return self._moved(result, article, index)
        text = self._other(article[index], 0.125)
        self._late.append(self._add(result, "moved and changed", text, [index]))
        return 1

    def _stranger(self, result: Edited, article: Sequence[str], index: int) -> int:
        text = self._chance.choice(self._strangers)
        if text not in article:
            result.sentences.append(self._add(result, "stranger", text, []))
        return 1
