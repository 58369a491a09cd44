"""Damage to whole passages: lost, doubled, of another segment, not translated."""

import re
from random import Random

from benchmarks.damage.kind import Good, Kind, put, tidy

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_CLAUSE_MARK = re.compile(r",|;|:| [–—-](?= )|\.(?= )")
_ENDS = ".!?…"


def _halved(good: Good, chance: Random) -> str | None:
    words = list(_WORD.finditer(good.target))
    if len(words) < 10:
        return None
    cut = words[len(words) // 2 - 1].end()
    end = good.target[-1] if good.target[-1] in _ENDS and chance.random() < 0.5 else ""
    return good.target[:cut] + end


def _clauses(text: str) -> list[tuple[int, int]]:
    """The stretches between marks, each with the mark before it."""
    starts = [0, *(match.start() for match in _CLAUSE_MARK.finditer(text))]
    stop = len(text.rstrip(_ENDS + '»”" '))
    return list(zip(starts, [*starts[1:], stop], strict=True))


def _clause_dropped(good: Good, chance: Random) -> str | None:
    text = good.target
    if len(text) > 1500:
        return None
    total = len(_WORD.findall(text))
    found = []
    for start, end in _clauses(text):
        count = len(_WORD.findall(text[start:end]))
        if 5 <= count <= total - 4 and count * 5 >= total:
            found.append((start, end))
    if not found:
        return None
    start, end = chance.choice(found)
    rest = text[:start] + text[end:]
    return tidy(rest if start else rest.lstrip(",;:–—-. "))


def _doubled(good: Good, chance: Random) -> str | None:
    return f"{good.target} {good.target}" if len(_WORD.findall(good.target)) >= 4 else None


def _phrase_repeated(good: Good, chance: Random) -> str | None:
    words = list(_WORD.finditer(good.target))
    if len(words) < 8:
        return None
    count = chance.randrange(3, 6)
    first = chance.randrange(1, len(words) - count)
    start, end = words[first].start(), words[first + count - 1].end()
    phrase = good.target[start:end]
    return put(good.target, (end, end), f" {phrase} {phrase}")


def _neighbour(good: Good, chance: Random) -> str | None:
    others = [target for _source, target in good.neighbours()[:2] if target != good.target]
    if len(_WORD.findall(good.source)) < 5:
        return None
    return chance.choice(others) if others else None


def _sentence_added(good: Good, chance: Random) -> str | None:
    others = [
        target
        for _source, target in good.neighbours()[:4]
        if target != good.target and len(_WORD.findall(target)) >= 8
    ]
    if not others or len(_WORD.findall(good.source)) < 5:
        return None
    return f"{good.target} {chance.choice(others)}"


def _source_as_target(good: Good, chance: Random) -> str | None:
    return good.source if len(_WORD.findall(good.source)) >= 4 else None


def _ok(good: Good, chance: Random) -> str | None:
    if len(_WORD.findall(good.source)) < 8:
        return None
    return chance.choice(("ok", "OK", "…") if good.language == "en" else ("ок", "ok", "Добре."))


def _word_untranslated(good: Good, chance: Random) -> str | None:
    theirs = [m for m in _WORD.finditer(good.source) if m.group().islower() and len(m.group()) > 4]
    mine = [m for m in _WORD.finditer(good.target) if m.group().islower() and len(m.group()) > 3]
    if not theirs or not mine:
        return None
    word = chance.choice(theirs)
    share = word.start() / len(good.source)
    near = min(mine, key=lambda match: abs(match.start() / len(good.target) - share))
    return put(good.target, near.span(), word.group())


KINDS = (
    Kind(
        "sentence-halved",
        "halvings",
        "a target of ten or more words ends after half of them",
        _halved,
    ),
    Kind(
        "clause-dropped",
        "clauses",
        "five or more words between two marks go, a fifth of the target or more",
        _clause_dropped,
    ),
    Kind("sentence-doubled", "repeats", "the whole target stands twice", _doubled),
    Kind("phrase-repeated", "repeats", "three to five words stand three times", _phrase_repeated),
    Kind(
        "neighbour",
        "neighbours",
        "the translation of the segment before or after instead of its own",
        _neighbour,
    ),
    Kind(
        "sentence-added",
        "additions",
        "a neighbour's translation stands behind its own",
        _sentence_added,
    ),
    Kind(
        "source-as-target",
        "untranslated",
        "the source stands as its translation",
        _source_as_target,
    ),
    Kind("ok-for-text", "untranslated", "“ok” or one word for eight or more", _ok),
    Kind(
        "word-untranslated", "scripts", "a word stands as it is in the source", _word_untranslated
    ),
)
