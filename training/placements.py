"""Gold placements of tags: held-out sentences with tags at the same part of both sides."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from demomodel import data, grammar
from demomodel.grammar import Node, Pattern, draw, patterns, realise, sample, untagged

SEED = 20260317
EACH = 120
"""Sentences of each kind."""
NAMES = frozenset(
    (
        "town",
        "person",
        "inst",
        "place",
        "square",
        "street",
        "team",
        "brand",
        "project",
        "paper",
        "built",
        "arena",
        "joinplace",
    )
)
"""Categories of the grammar whose words name somebody or something."""
UNLIKE = ("million", "open", "repair")
"""Categories whose two sides differ in what they say: `млн грн` and `UAH`, `відкрили` and `opened`
where the auxiliary stands outside."""
_WORD = re.compile(r"[\w’-]+")
_TAG = re.compile(r"<([a-z]+[0-9]+)(/?)>")


@dataclass(frozen=True, slots=True)
class Placement:
    """A sentence with tags, and its translation with the tags where they belong."""

    kind: str
    """One of `KINDS`."""
    source: str
    target: str

    @property
    def pairs(self) -> frozenset[str]:
        """Names of its paired tags."""
        return frozenset(name for name, empty in _TAG.findall(self.source) if not empty)

    @property
    def empties(self) -> frozenset[str]:
        """Names of its empty tags."""
        return frozenset(name for name, empty in _TAG.findall(self.source) if empty)


@dataclass(frozen=True, slots=True)
class _Tree:
    """Both sides of a held-out sentence, and the parts that both hold once."""

    pattern: Pattern
    uk: Node
    en: Node

    @classmethod
    def of(cls, pattern: Pattern, bound: dict[str, grammar.Bound]) -> _Tree:
        uk = grammar._root(realise(pattern.uk, bound, "uk"))
        en = grammar._root(realise(pattern.en, bound, "en"))
        return cls(pattern, uk, en)

    def shared(self) -> list[Node]:
        """The parts that a tag can stand at, as they stand in the source."""
        names = Counter(part.name for side in (self.uk, self.en) for part in grammar._parts(side))
        theirs = {part.name for part in grammar._parts(self.en)}
        return [
            part
            for part in grammar._parts(self.uk)
            if part.name in theirs
            and names[part.name] == 2
            and part.name != "all"
            and not self._unlike(part)
        ]

    def _unlike(self, part: Node) -> bool:
        """Whether a part says other things on the two sides."""
        return (
            _category(part) in UNLIKE
            or (part.name == "[1]" and self.pattern.text.startswith("Про це [1 {!розповів"))
            or (_category(part) == "town" and bool(re.match("(?:з|зі|із) ", _text(part))))
        )

    def both(self, part: Node) -> tuple[Node, Node]:
        """A part and its other side."""
        return part, next(p for p in grammar._parts(self.en) if p.name == part.name)

    def wrap(self, part: Node, tag: str) -> None:
        for side in self.both(part):
            side.before.insert(0, f"<{tag}>")
            side.after.append(f"</{tag}>")

    def follow(self, part: Node, tag: str, space: str = "") -> None:
        for side in self.both(part):
            side.after.append(f"{space}<{tag}/>")

    def texts(self) -> tuple[str, str]:
        low = self.pattern.low
        return tuple(grammar._finish(grammar._flat(side), low) for side in (self.uk, self.en))  # type: ignore[return-value]


def _held_out() -> Iterator[Callable[[], _Tree]]:
    """The sentences of `data.held_out` again, each as often as it is called for.

    The numbers are drawn a second time from the state that they were drawn from.
    """
    barred = {untagged(pair.uk) for held in data.held_out() for pair in held}
    rng, again = random.Random(data.SEED), random.Random()
    seen: set[str] = set()
    for size, tagged in ((data.HELD_OUT, 0.0), (data.HELD_OUT_TAGGED, 1.0)):
        goal = len(seen) + size
        while len(seen) < goal:
            again.setstate(rng.getstate())
            bare = untagged(sample(rng, tagged).uk)
            if bare not in barred or bare in seen:
                continue
            seen.add(bare)
            category = "sentence" if again.random() < 0.7 else "fragment"
            pattern = again.choices(patterns(category), grammar._weights(category))[0]
            if again.random() < tagged:
                again.choice((1, 1, 1, 2, 2, 3, 4))
            bound = draw(pattern, again)
            tree = _Tree.of(pattern, bound)
            if untagged(tree.texts()[0]) != bare:
                continue  # an empty tag stood between two spaces; without it the text is another
            yield lambda pattern=pattern, bound=bound: _Tree.of(pattern, bound)  # type: ignore[misc]


def _text(node: Node) -> str:
    return grammar._flat(node)


def _category(part: Node) -> str:
    return part.name.rsplit("/", 1)[-1].rstrip("0123456789")


def _holds(outer: Node, inner: Node) -> bool:
    return any(part is inner for part in grammar._parts(outer))


def _apart(parts: list[Node], wanted: int, rng: random.Random) -> list[Node]:
    """Choose parts of which none lies in another."""
    chosen: list[Node] = []
    for part in rng.sample(parts, len(parts)):
        if len(chosen) < wanted and not any(_holds(a, part) or _holds(part, a) for a in chosen):
            chosen.append(part)
    return chosen


def _named(tree: _Tree, rng: random.Random) -> bool:
    parts = [p for p in tree.shared() if _category(p) in NAMES and not p.empty]
    chosen = _apart(parts, rng.choice((1, 1, 2, 3)), rng)
    for number, part in enumerate(chosen, 1):
        tree.wrap(part, f"a{number}")
    return bool(chosen)


def _phrases(tree: _Tree) -> list[Node]:
    return [
        part
        for part in tree.shared()
        if _category(part) not in NAMES
        and part.name != "core"
        and not part.empty
        and len(_WORD.findall(_text(part))) >= 2
    ]


def _emphasised(tree: _Tree, rng: random.Random) -> bool:
    chosen = _apart(_phrases(tree), rng.choice((1, 1, 2)), rng)
    for number, part in enumerate(chosen, 1):
        tree.wrap(part, f"{rng.choice(('b', 'i'))}{number}")
    return bool(chosen)


def _nested(tree: _Tree, rng: random.Random) -> bool:
    shared = [part for part in tree.shared() if not part.empty]
    outers = [
        (outer, [part for part in grammar._parts(outer) if part is not outer and part in shared])
        for outer in shared
        if outer.name != "core"
    ]
    outers = [(outer, inner) for outer, inner in outers if inner]
    if not outers:
        return False
    outer, inner = rng.choice(outers)
    for number, part in enumerate(_apart(inner, rng.choice((1, 1, 2)), rng), 2):
        tree.wrap(part, f"{rng.choice(('b', 'i'))}{number}")
    tree.wrap(outer, "a1")
    return True


def _at_ends(tree: _Tree, rng: random.Random) -> bool:
    core = tree.uk.children[0]
    assert isinstance(core, Node)
    first, last = _edge(core, 0), _edge(core, -1)
    parts = [part for part in tree.shared() if part is not core and not part.empty]
    ends = [part for part in parts if any(part is end for end in (*first, *last))]
    chosen = _apart(ends, rng.choice((1, 2)), rng)
    for number, part in enumerate(chosen, 1):
        tree.wrap(part, f"{rng.choice(('a', 'b'))}{number}")
    return bool(chosen)


def _edge(node: Node, index: int) -> list[Node]:
    """The parts that begin, or end, where a part does."""
    found: list[Node] = []
    while node.children and isinstance(node.children[index], Node):
        node = node.children[index]  # type: ignore[assignment]
        found.append(node)
    return found


def _empty(tree: _Tree, rng: random.Random) -> bool:
    number = 0
    for part in (p for p in tree.shared() if p.empty):
        number += 1
        for side in tree.both(part):
            side.before.append(f"<code{number}/>")
    shared = [part for part in tree.shared() if not part.empty]
    if number == 0 or rng.random() < 0.3:
        part = grammar._outermost(rng.choice(shared), shared)
        number += 1
        tree.follow(part, f"fn{number}")
    if number < 3 and rng.random() < 0.3:
        part = grammar._outermost(rng.choice(shared), shared)
        if not part.after:
            number += 1
            tree.follow(part, f"img{number}", " ")
    if number < 3 and rng.random() < 0.3:
        part = rng.choice(shared)
        if part.name != "core" and not any(inner.after for inner in grammar._parts(part)):
            tree.wrap(part, f"a{number + 1}")
    return True


KINDS: dict[str, Callable[[_Tree, random.Random], bool]] = {
    "names": _named,
    "phrases": _emphasised,
    "nested": _nested,
    "ends": _at_ends,
    "empty": _empty,
}
"""How the tags of each kind are put, and whether the sentence has a place for them."""


@cache
def placements(each: int = EACH, seed: int = SEED) -> tuple[Placement, ...]:
    """So many sentences of each kind, drawn with a seed; each holds one to three tags.

    All are sentences of `data.held_out`, of five words or more, so training never saw them.
    """
    rng = random.Random(seed)
    trees = [made for made in _held_out() if len(_WORD.findall(made().texts()[0])) >= 5]
    found: list[Placement] = []
    for kind, put in KINDS.items():
        chosen: list[Placement] = []
        for made in rng.sample(trees, len(trees)):
            tree = made()
            if kind != "empty" and any(part.empty for part in grammar._parts(tree.uk)):
                continue
            if len(chosen) < each and put(tree, rng):
                chosen.append(_numbered(kind, *tree.texts()))
        found += chosen
    return tuple(found)


def _numbered(kind: str, source: str, target: str) -> Placement:
    """Number the tags from 1 in the order of the source, as segments do."""
    order = list(dict.fromkeys(name for name, _empty in _TAG.findall(source)))
    names = {old: f"{old.rstrip('0123456789')}{new}" for new, old in enumerate(order, 1)}

    def rename(text: str) -> str:
        return re.sub(r"(</?)([a-z]+[0-9]+)(/?>)", lambda m: f"{m[1]}{names[m[2]]}{m[3]}", text)

    assert sorted(_TAG.findall(source)) == sorted(_TAG.findall(target))
    return Placement(kind, rename(source), rename(target))


def main() -> None:
    """Print them all, source over target."""
    for item in placements():
        print(f"{item.kind}\n  {item.source}\n  {item.target}")


if __name__ == "__main__":
    main()
