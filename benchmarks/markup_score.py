"""Judge placements of tags against gold ones."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+[0-9]+)(?P<empty>/?)>")
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Gold:
    """A sentence, and where its tags belong in its translation."""

    kind: str
    source: str
    target: str
    pairs: frozenset[str]
    empties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Result:
    """What one side made of a sentence."""

    text: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """How well one side did."""

    whole: float
    """Share of drafts with every tag once, well-formed and well nested."""
    exact: float
    """Share of those judged whose tags are all at the gold words."""
    kinds: Mapping[str, float]
    """That share for each kind of sentence."""
    judged: int
    """Sentences whose wording allows a judgement."""
    worded: int
    """Sentences with the wording of the gold translation."""
    caught: float | None
    """Share of the wrong ones that were reported as doubtful; None where there are none."""
    alarms: float
    """Share of the right ones that were."""


def score(gold: Sequence[Gold], results: Sequence[Result]) -> Score:
    """Compare all results with the gold translations."""
    from l10n.model.markup import Tagged, faults

    whole = worded = 0
    judged: dict[str, list[tuple[bool, bool]]] = {}
    for each, result in zip(gold, results, strict=True):
        fine = bool(result.text) and not faults(
            Tagged(each.source, each.pairs, each.empties), result.text
        )
        whole += fine
        worded += without_tags(result.text) == without_tags(each.target)
        right = exact(result.text, each.target) if fine else False
        if right is not None:
            judged.setdefault(each.kind, []).append((right, result.doubtful or not result.text))
    flat = [pair for pairs in judged.values() for pair in pairs]
    wrong = [reported for right, reported in flat if not right]
    good = [reported for right, reported in flat if right]
    return Score(
        whole / len(gold),
        len(good) / max(1, len(flat)),
        {kind: sum(right for right, _ in pairs) / len(pairs) for kind, pairs in judged.items()},
        len(flat),
        worded,
        sum(wrong) / len(wrong) if wrong else None,
        sum(good) / max(1, len(good)),
    )


def without_tags(text: str) -> str:
    """Take the tags out of a text."""
    return TAG.sub("", text)


def exact(draft: str, gold: str) -> bool | None:
    """True if all tags are at the gold words; None if the words are too different to tell."""
    mine, theirs = without_tags(draft), without_tags(gold)
    if mine == theirs:
        return draft == gold
    one, other = _WORD.findall(theirs), _WORD.findall(mine)
    carried: dict[int, int] = {}
    opcodes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for kind, first, last, start, stop in opcodes:
        carried[first], carried[last] = start, stop
        if kind == "equal":
            carried.update({first + n: start + n for n in range(last - first)})
    places = _places(gold)
    if any(word not in carried for _tag, word in places):
        return None
    return sorted((tag, carried[word]) for tag, word in places) == sorted(_places(draft))


def _places(text: str) -> list[tuple[str, int]]:
    """Each tag with the number of words and marks before it."""
    found: list[tuple[str, int]] = []
    before = ""
    done = 0
    for match in TAG.finditer(text):
        before += text[done : match.start()]
        done = match.end()
        found.append((match.group(), len(_WORD.findall(before))))
    return found
