"""The synchronous grammar: it draws pairs of a Ukrainian news sentence and its translation.

A pair is drawn from the patterns as two trees that share the names of their parts, so that inline
tags (<1>…</1>, <2/>) can be put around the same part on both sides.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import TypeAlias

from demomodel.entries import Word
from demomodel.inflect import agreeing, capitalised, count_class, euphony
from demomodel.numbers import MONTH, NUMBERS
from demomodel.patterns import PATTERNS
from demomodel.vocabulary import CLOSED

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")  # the engine's idea of a word
TAG = re.compile(r"</?\d+/?>")
TAGS = 6  # the highest tag number
MOST_TAGS = 4  # in one sentence
MAX_DIGITS = 4

_ITEM = re.compile(
    r"\[(?P<open>\d) |(?P<close>\])"
    r"|\{!(?P<verb>\w[\w’]*):(?P<subject>[\w,]+)\}"
    r"|\{(?P<chooser>\w+)\?(?P<one>[^|}]*)\|(?P<many>[^}]*)\}"
    r"|\{(?P<label>[a-z]+\d?)(?:\.(?P<form>\w+))?(?::(?P<control>\w+))?\}"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a word or a nested pattern."""

    label: str
    form: str
    control: str

    @property
    def category(self) -> str:
        """The category that the label names."""
        return self.label.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Agree:
    """A word that agrees: a Ukrainian past verb with `labels`, or one of two English words."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A part that both sides share, by its number."""

    name: str
    items: tuple[Item, ...]


Item: TypeAlias = "str | Slot | Agree | Group"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pair of templates; `low` keeps the first letter small."""

    uk: tuple[Item, ...]
    en: tuple[Item, ...]
    weight: int
    low: bool
    text: str


@dataclass(slots=True)
class Node:
    """A part of a drawn sentence: text, or children under a name that the other side shares."""

    name: str
    children: list[Node | str]
    empty: bool = False
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation, and the pattern that they were drawn from."""

    uk: str
    en: str
    pattern: str


def parse(template: str) -> tuple[Item, ...]:
    """Read one template."""
    stack: list[tuple[str, list[Item]]] = [("", [])]
    position = 0
    for match in _ITEM.finditer(template):
        stack[-1][1].append(template[position : match.start()])
        position = match.end()
        if match["open"]:
            stack.append((match["open"], []))
        elif match["close"]:
            name, items = stack.pop()
            stack[-1][1].append(Group(name, tuple(item for item in items if item != "")))
        elif match["verb"]:
            stack[-1][1].append(Agree((match["verb"],), tuple(match["subject"].split(","))))
        elif match["chooser"]:
            stack[-1][1].append(Agree((match["one"], match["many"]), (match["chooser"],)))
        else:
            stack[-1][1].append(Slot(match["label"], match["form"] or "", match["control"] or ""))
    stack[-1][1].append(template[position:])
    return tuple(item for item in stack[0][1] if item != "")


@cache
def patterns(category: str) -> tuple[Pattern, ...]:
    """Every pattern of a category, in the order of the file."""
    found = []
    for line in PATTERNS[category].strip().splitlines():
        weight = re.match(r"(\d+)x ", line)
        text = line[weight.end() :] if weight else line
        uk, en = text.split(" => ")
        low = uk.startswith("~")
        if low:
            uk, en = uk[1:], en[1:]
        found.append(Pattern(parse(uk), parse(en), int(weight[1]) if weight else 1, low, text))
    return tuple(found)


@cache
def _weights(category: str) -> tuple[int, ...]:
    return tuple(pattern.weight for pattern in patterns(category))


def _slots(items: tuple[Item, ...]) -> Iterator[Slot | Agree]:
    for item in items:
        if isinstance(item, Group):
            yield from _slots(item.items)
        elif not isinstance(item, str):
            yield item


@cache
def labels(pattern: Pattern) -> tuple[str, ...]:
    """The labels to choose for, controllers included, in order."""
    found: dict[str, None] = {}
    for item in (*_slots(pattern.uk), *_slots(pattern.en)):
        if isinstance(item, Agree):
            found.update(dict.fromkeys(item.labels))
        else:
            found[item.label] = None
            if item.control:
                found[item.control] = None
    return tuple(found)


Bound: TypeAlias = "Word | tuple[Pattern, dict[str, Bound]]"


def draw(pattern: Pattern, rng: random.Random) -> dict[str, Bound]:
    """Choose a word, or a nested pattern with its words, for each label; no word twice."""
    bound: dict[str, Bound] = {}
    for label in labels(pattern):
        category = label.rstrip("0123456789")
        if category == "code":
            continue
        if category in PATTERNS:
            inner = rng.choices(patterns(category), _weights(category))[0]
            bound[label] = (inner, draw(inner, rng))
        elif category in NUMBERS:
            bound[label] = NUMBERS[category](rng)
        else:
            taken = [value for value in bound.values() if isinstance(value, Word)]
            while (word := rng.choice(CLOSED[category])) in taken:
                pass
            bound[label] = word
    return bound


def _agreement(bound: dict[str, Bound], control: tuple[str, ...]) -> str:
    """The gender that words ask for; a number before them makes it plural unless it ends in one."""
    words = [bound[label] for label in control]
    count = next((w.count for w in words if w.count is not None), None)
    if count is not None and count_class(count) != "1":
        return "p"
    return words[-1].gender


def _form(word: Word, slot: Slot, bound: dict[str, Bound], side: str) -> str:
    """The form of a word that a slot asks for."""
    table = word.uk if side == "uk" else word.en
    if not slot.control:
        return table.get(slot.form, table.get("", "")) if side == "en" else table[slot.form]
    control = bound[slot.control]
    if control.count is not None:
        if side == "en":
            return table["sg" if control.count == 1 else "pl"]
        return table[slot.form + count_class(control.count)]
    if slot.form == "past":
        return agreeing(table["past"], control.gender)
    key = f"{slot.form}_{control.gender}" if slot.form else control.gender
    return table[key]


def realise(
    items: tuple[Item, ...], bound: dict[str, Bound], side: str, path: str = ""
) -> list[Node | str]:
    """Build the tree of one side."""
    built: list[Node | str] = []
    for item in items:
        if isinstance(item, str):
            built.append(item)
        elif isinstance(item, Group):
            built.append(Node(f"{path}[{item.name}]", realise(item.items, bound, side, path)))
        elif isinstance(item, Agree):
            if side == "uk":
                built.append(agreeing(item.words[0], _agreement(bound, item.labels)))
            else:
                built.append(item.words[1 if bound[item.labels[0]].plural else 0])
        elif item.category == "code":
            built.append(Node(f"{path}{item.label}", [], empty=True))
        else:
            value = bound[item.label]
            name = f"{path}{item.label}"
            if isinstance(value, Word):
                built.append(Node(name, [_form(value, item, bound, side)]))
            else:
                inner = value[0].uk if side == "uk" else value[0].en
                built.append(Node(name, realise(inner, value[1], side, f"{name}/")))
    return built


def _root(items: list[Node | str]) -> Node:
    """Set a sentence apart from its final punctuation, so that either can be tagged."""
    last = items[-1]
    if isinstance(last, str) and last and last[-1] in ".?;:":
        rest = [last[:-1]] if last[:-1] else []
        return Node("all", [Node("core", [*items[:-1], *rest]), last[-1]])
    return Node("all", [Node("core", items)])


def _parts(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        if isinstance(child, Node):
            yield from _parts(child)


def _flat(node: Node) -> str:
    if node.empty:
        return "".join(node.before)
    inner = "".join(c if isinstance(c, str) else _flat(c) for c in node.children)
    return "".join(node.before) + inner + "".join(node.after)


def _last_of(node: Node) -> Iterator[Node]:
    """The part and, outermost first, the parts that end where it ends."""
    yield node
    while node.children and isinstance(node.children[-1], Node):
        node = node.children[-1]
        yield node


def _outermost(part: Node, both: list[Node]) -> Node:
    """The largest part that ends where this one ends, final punctuation of the sentence aside."""
    for candidate in both:
        if candidate.name != "all" and any(inner is part for inner in _last_of(candidate)):
            return candidate
    return part


def _mark(uk: Node, en: Node, wanted: int, rng: random.Random) -> None:
    """Put `wanted` tags, lettered in the order of choice, on parts that both sides hold once."""
    names = Counter(part.name for side in (uk, en) for part in _parts(side))
    english = {part.name: part for part in _parts(en)}
    both = [
        part
        for part in _parts(uk)
        if part.name in english and names[part.name] == 2 and not part.empty
    ]
    part = both[0]
    for index in range(wanted):
        kind = rng.random()
        if index == 0 or kind > 0.1:  # else the same part again: a link in bold
            part = rng.choice(both)
        other = english[part.name]
        if kind < 0.72:
            for side in (part, other):
                side.before.insert(0, f"<{chr(97 + index)}>")
                side.after.append(f"</{chr(97 + index)}>")
        else:
            part = _outermost(part, both)
            other = english[part.name]
            space = " " if kind > 0.96 else ""
            for side in (part, other):
                side.after.append(f"{space}<{chr(97 + index)}/>")


def _numbered(uk: str, en: str, rng: random.Random) -> tuple[str, str]:
    """Number the lettered tags from 1 in the order of the source; now and then skip a number."""
    order = list(dict.fromkeys(re.findall(r"<(\w)/?>", uk)))
    numbers = list(range(1, len(order) + 1))
    if rng.random() < 0.05:
        numbers = sorted(rng.sample(range(1, TAGS + 1), len(order)))
    names = dict(zip(order, map(str, numbers), strict=True))

    def rename(match: re.Match[str]) -> str:
        return match[1] + names[match[2]] + match[3]

    tag = re.compile(r"(</?)(\w)(/?>)")
    return tag.sub(rename, uk), tag.sub(rename, en)


def _finish(text: str, low: bool) -> str:
    text = re.sub(r"\^(.)", lambda match: "\x01" + match[1], text)
    text = "".join(
        capitalised(part) if index or not low else part
        for index, part in enumerate(re.split("\x01|\\^", text))
    )
    return euphony(text)


def pair(pattern: Pattern, rng: random.Random, tags: int = 0) -> Pair:
    """Draw one pair from a pattern, with `tags` inline tags besides the pattern's own."""
    bound = draw(pattern, rng)
    uk = _root(realise(pattern.uk, bound, "uk"))
    en = _root(realise(pattern.en, bound, "en"))
    for letter, part in zip("uvwxyz", (p for p in _parts(uk) if p.empty), strict=False):
        for side in (part, next(p for p in _parts(en) if p.name == part.name)):
            side.before.append(f"<{letter}/>")
    if tags:
        _mark(uk, en, tags, rng)
    source, target = _numbered(_flat(uk), _flat(en), rng)
    return Pair(_finish(source, pattern.low), _finish(target, pattern.low), pattern.text)


def sample(rng: random.Random, tagged: float = 0.0) -> Pair:
    """Draw one pair, a sentence in seven cases of ten, else a fragment; some with tags."""
    category = "sentence" if rng.random() < 0.7 else "fragment"
    pattern = rng.choices(patterns(category), _weights(category))[0]
    tags = rng.choice((1, 1, 1, 2, 2, 3, 4)) if rng.random() < tagged else 0
    return pair(pattern, rng, tags)


def untagged(text: str) -> str:
    """The text without tags, white space collapsed, case folded, apostrophes as U+2019."""
    bare = re.sub(r"['ʼ]", "’", TAG.sub("", text))
    return " ".join(bare.split()).casefold()


def words_of(texts: Iterable[str]) -> set[str]:
    """The distinct words of some texts, tags left out, case folded, apostrophes as U+2019."""
    return {word for text in texts for word in WORD.findall(untagged(text))}


def _controllers(label: str) -> list[Word]:
    """Words that stand for every way in which a label can govern another word's form."""
    category = label.rstrip("0123456789")
    if category in NUMBERS:
        return [Word({}, {}, "m", count) for count in (1, 2, 5)]
    return list({word.gender: word for word in CLOSED[category]}.values())


def _surface(items: tuple[Item, ...]) -> Iterator[str]:
    """Every Ukrainian string that can stand in each place of a template, nested patterns aside."""
    for item in items:
        if isinstance(item, str):
            yield item.replace("ў", "у").replace("Ў", "У")
        elif isinstance(item, Group):
            yield from _surface(item.items)
        elif isinstance(item, Agree):
            for chosen in product(*map(_controllers, item.labels)):
                bound: dict[str, Bound] = dict(zip(item.labels, chosen, strict=True))
                yield agreeing(item.words[0], _agreement(bound, item.labels))
        elif item.category in CLOSED:
            governors = _controllers(item.control) if item.control else [Word({}, {})]
            for word, governor in product(CLOSED[item.category], governors):
                yield _form(word, item, {item.control: governor}, "uk").replace("ў", "у")
        elif item.category == "date":
            yield from (month.uk["gen"] for month in MONTH)
        elif item.category == "nth":
            yield "12-й"


@cache
def words() -> tuple[str, ...]:
    """Every word form that the grammar can put into a Ukrainian sentence, sorted."""
    every = (pattern for category in PATTERNS for pattern in patterns(category))
    return tuple(sorted(words_of(text for p in every for text in _surface(p.uk)) | {"в"}))
