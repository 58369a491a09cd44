"""What newsrooms make of an article they have translated already: four kinds of new articles.

Each is made of a real one by a seeded chance, and of every text it is known what it was made of.
Nothing of the tool is used here, so that it is not measured by its own means.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

KINDS = ("follow-up", "rewritten", "regional", "correction")
"""A follow-up story: a few sentences of the old one as background, one in three of them touched,
and as many new ones again. A rewritten wire report: half of its sentences changed by one to three
words, some cut in two, joined, moved or with another figure, one in ten new. A regional variant:
other quotation marks and apostrophes, one sentence in five with another word. A correction: one
figure and one word."""

_FIGURE = re.compile(r"(?<![\d.,:/-])\d{1,4}(?![\d.,:/%-])")


@dataclass(frozen=True, slots=True)
class Line:
    """One text of an article and its translation."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Told:
    """One text of a new article."""

    text: str
    made_of: tuple[Line, ...] = ()
    """The old texts that it was made of; none for a new one."""
    wanted: str = ""
    """Its translation, where just a figure that both sides write alike was changed."""


class Writer:
    """Makes new articles; the same ones for the same seed."""

    def __init__(self, seed: int, words: Sequence[str], strangers: Sequence[str]) -> None:
        """`words` are put in the place of others, `strangers` are texts of other articles."""
        self._chance = random.Random(seed)
        self._words = words
        self._strangers = strangers
        self._stories: dict[str, Callable[[Sequence[Line]], list[Told]]] = {
            "follow-up": self._follow_up,
            "rewritten": self._rewritten,
            "regional": self._regional,
            "correction": self._correction,
        }

    def write(self, kind: str, article: Sequence[Line]) -> list[Told]:
        """A new article of one of the `KINDS`."""
        return self._stories[kind](article)

    def _follow_up(self, article: Sequence[Line]) -> list[Told]:
        count = max(1, round(0.5 * len(article)))
        kept = sorted(self._chance.sample(range(len(article)), count))
        new = [self._stranger() for _each in kept]
        touched = [
            self._edited(article[at], 1) if self._chance.random() < 0.33 else _same(article[at])
            for at in kept
        ]
        return [*new[: count // 2], *touched, *new[count // 2 :]]

    def _rewritten(self, article: Sequence[Line]) -> list[Told]:
        found: list[Told] = []
        late: list[Told] = []
        index = 0
        while index < len(article):
            line, chance = article[index], self._chance.random()
            index += 1
            if chance < 0.1:
                found.append(self._stranger())
            elif chance < 0.5:
                found.append(self._edited(line, self._chance.randint(1, 3)))
            elif chance < 0.6:
                found.append(self._other_figure(line) or self._edited(line, 1))
            elif chance < 0.65:
                found += self._halves(line)
            elif chance < 0.7 and index < len(article):
                found.append(_joined(line, article[index]))
                index += 1
            elif chance < 0.8:
                late.append(_same(line))
            else:
                found.append(_same(line))
        for each in late:
            found.insert(self._chance.randrange(len(found) + 1), each)
        return found

    def _regional(self, article: Sequence[Line]) -> list[Told]:
        found: list[Told] = []
        for line in article:
            made = self._edited(line, 1) if self._chance.random() < 0.2 else _same(line)
            text = made.text.translate(_OTHER_MARKS)
            found.append(Told(text, made.made_of))
        return found

    def _correction(self, article: Sequence[Line]) -> list[Told]:
        found = [_same(line) for line in article]
        order = self._chance.sample(range(len(article)), len(article))
        for at in order:
            corrected = self._other_figure(article[at])
            if corrected is not None:
                found[at] = corrected
                break
        at = order[0] if found[order[0]].wanted == "" else order[-1]
        found[at] = self._edited(article[at], 1)
        return found

    def _stranger(self) -> Told:
        return Told(self._chance.choice(self._strangers))

    def _edited(self, line: Line, count: int) -> Told:
        """A text with so many words made others, left out or put in."""
        words = line.source.split()
        for _lap in range(count):
            at = self._chance.randrange(len(words))
            how = self._chance.random()
            if how < 0.6:
                words[at] = self._chance.choice(self._words)
            elif how < 0.8 and len(words) > 3:
                del words[at]
            else:
                words.insert(at, self._chance.choice(self._words))
        return Told(" ".join(words), (line,))

    def _other_figure(self, line: Line) -> Told | None:
        """A text with another number in digits, which its translation writes alike."""
        numbers = [each[0] for each in _FIGURE.finditer(line.source)]
        theirs = [each[0] for each in _FIGURE.finditer(line.target)]
        fit = [each for each in numbers if numbers.count(each) == theirs.count(each) == 1]
        if not fit:
            return None
        old = self._chance.choice(fit)
        size = len(old)
        new = old
        while new == old:
            first = (
                str(self._chance.randint(1, 2)) if size == 4 else str(self._chance.randint(1, 9))
            )
            new = first + "".join(str(self._chance.randint(0, 9)) for _each in old[1:])

        def with_new(text: str) -> str:
            return _FIGURE.sub(lambda match: new if match[0] == old else match[0], text)

        return Told(with_new(line.source), (line,), with_new(line.target))

    def _halves(self, line: Line) -> list[Told]:
        places = [each.start() for each in re.finditer(r"(?<=\w)[,;:]? ", line.source)]
        inner = [each for each in places if 0.25 < each / len(line.source) < 0.75]
        if not inner:
            return [self._edited(line, 1)]
        at = self._chance.choice(inner)
        rest = line.source[at:].lstrip(",;: ")
        return [
            Told(line.source[:at] + ".", (line,)),
            Told(rest[:1].upper() + rest[1:], (line,)),
        ]


_OTHER_MARKS = str.maketrans("«»“”’'", '""""\'’')


def _same(line: Line) -> Told:
    return Told(line.source, (line,), line.target)


def _joined(first: Line, second: Line) -> Told:
    text = f"{first.source.rstrip('.!?…')}, {second.source[:1].lower()}{second.source[1:]}"
    return Told(text, (first, second))
