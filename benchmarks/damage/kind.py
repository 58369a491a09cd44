"""What a kind of damage is: a good translation in, the same with one defect out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

Tags = tuple[tuple[str, bool], ...]
"""Tags of a text: `("a1", True)` a pair, `("br2", False)` an empty one."""


@dataclass(frozen=True, slots=True)
class Good:
    """A good translation of one segment, and the article around it."""

    source: str
    target: str
    languages: tuple[str, str]
    article: tuple[tuple[str, str], ...] = ()
    """Source and target of each segment of the article, in order."""
    place: int = 0
    """Its own place among them."""
    tags: Tags = ()

    @property
    def language(self) -> str:
        """The language of the target: `en` or `uk`."""
        return self.languages[1]

    def neighbours(self) -> list[tuple[str, str]]:
        """The other segments of the article, nearest first."""
        order = sorted(range(len(self.article)), key=lambda at: (abs(at - self.place), at))
        return [self.article[at] for at in order if at != self.place]


Spoil = Callable[[Good, Random], str | None]
"""Makes the damaged target; None where this damage cannot be done to that text."""
Prepare = Callable[[Good, Random], Good | None]
"""Puts what is to be damaged into both sides; None where there is no place for it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of damage."""

    name: str
    group: str
    """What it is counted with."""
    made: str
    """One line on how it is made."""
    spoil: Spoil
    prepare: Prepare | None = None


@dataclass(frozen=True, slots=True)
class Damaged:
    """A good translation and the same with a defect."""

    kind: str
    good: Good
    target: str
    """The damaged target."""


def damage(kind: Kind, good: Good, seed: object) -> Damaged | None:
    """Damage one segment, always alike for a seed; None where the kind does not fit the text."""
    chance = Random(f"{seed} {kind.name} {good.languages} {good.source}")
    prepared = kind.prepare(good, chance) if kind.prepare else good
    if prepared is None:
        return None
    target = kind.spoil(prepared, chance)
    if target is None or target == prepared.target:
        return None
    return Damaged(kind.name, prepared, target)


def put(text: str, span: tuple[int, int], words: str) -> str:
    """The text with other words in a span."""
    return text[: span[0]] + words + text[span[1] :]


def tidy(text: str) -> str:
    """The text without the gaps that a word leaves behind."""
    text = re.sub(r" {2,}", " ", text.strip())
    return re.sub(r" ([,.;:!?»”)])", r"\1", text)


def cased(words: str, like: str) -> str:
    """Words with a capital where others have one."""
    return words[:1].upper() + words[1:] if like[:1].isupper() else words


def exchanged(
    text: str, pattern: re.Pattern[str], table: Mapping[str, str | Sequence[str]], chance: Random
) -> str | None:
    """The text with one of the words that a pattern finds exchanged by a table (lower case)."""
    found = [
        match
        for match in pattern.finditer(text)
        if match[1].lower() in table and not is_name(text, match.start(1))
    ]
    if not found:
        return None
    match = chance.choice(found)
    others = table[match.group(1).lower()]
    other = others if isinstance(others, str) else chance.choice(list(others))
    return put(text, match.span(1), cased(other, match.group(1)))


def is_name(text: str, at: int) -> bool:
    """True for a capital within a sentence: `Six Flags` is no number, `60 Minutes` no time."""
    return text[at].isupper() and text[:at].rstrip(" ")[-1:].isalnum()


def alternation(
    words: Iterable[str], *, before: str = r"\b", after: str = r"\b(?!['’ʼ][^\Ws])"
) -> re.Pattern[str]:
    """A pattern that finds any of some words as its first group, the longest first."""
    listed = sorted({re.escape(word) for word in words}, key=len, reverse=True)
    return re.compile(f"{before}({'|'.join(listed)}){after}", re.IGNORECASE)


def with_target(good: Good, source: str, target: str, tags: Tags = ()) -> Good:
    """The same segment with other texts."""
    article = tuple(
        (source, target) if at == good.place else pair for at, pair in enumerate(good.article)
    )
    return replace(good, source=source, target=target, article=article, tags=tags)


def by_words(tables: Mapping[str, Mapping[str, str | list[str]]], **around: str):
    """Damage that exchanges a word of the target by the table of its language."""
    patterns = {language: alternation(table, **around) for language, table in tables.items()}

    def spoil(good: Good, chance: Random) -> str | None:
        language = good.language
        return exchanged(good.target, patterns[language], tables[language], chance)

    return spoil
