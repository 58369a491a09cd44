"""What became of a text, word by word: for notes, for a terminal, and for pages.

Words are what a reader takes for one: a tag, a number with its marks, letters with apostrophes and
hyphens, and every other sign by itself. White space belongs to the word behind it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from l10n.dataclass import dataclass
from l10n.lines import printable
from l10n.model.markup import TAG
from l10n.regex import regex
from l10n.steps.rising import Pair, rising

Kind = Literal["same", "gone", "new"]

PAIRS = 100_000_000
"""Pairs of words that are compared for one text, some tenths of a second: so many make ten
thousand words on either side. What is longer is compared between words that it has once."""
SHORT = 3
"""Letters of a stretch between two replacements that is read as part of them."""
AROUND = 40
"""Characters that are shown of what stays, on either side of a change in a note."""

_WORD = regex(
    rf"(?P<space>\s*+)(?P<word>{TAG.pattern}|\d++(?:[.,]\d++)*+(?![\w])"
    r"|[\w\u0300-\u036f]++(?:['\u2019\u02bc\u2010\u2011-][\w\u0300-\u036f]++)*+|\S|\Z)"
)
_TELLING = regex(r"\w")
"""What a word has that is not a sign alone."""
_SIGNS = str.maketrans({" ": "␣", "\xa0": "⍽", "\u202f": "⍽", "\t": "⇥", "\n": "⏎"})


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text before and after an edit."""

    kind: Kind
    """In both texts, in the old one alone, or in the new one alone."""
    text: str


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """What became of a text: stretches in order, none empty, no two neighbours of one kind.

    Those that are the same, with those that are gone, make the old text to the letter; with those
    that are new, the new one. What is gone stands before what came in its place.
    """
    before, after = tuple(_words(old)), tuple(_words(new))
    changes = _Changes()
    here, there = 0, 0
    for place, match in _matches([each.text for each in before], [each.text for each in after]):
        changes.replaced(before[here:place], after[there:match])
        changes.kept(before[place], after[match])
        here, there = place + 1, match + 1
    changes.replaced(before[here:], after[there:])
    return changes.all()


def as_note(changes: Iterable[Change]) -> str:
    """Changes in one line of plain text, `[-old-]{+new+}` as `git diff --word-diff` writes them.

    Of long stretches that are the same only some words beside a change are shown.
    """
    return _in_brackets(_shortened(tuple(changes)))


def as_line(changes: Iterable[Change]) -> str:
    """Changes like those of `as_note`, with all that stays."""
    return _in_brackets(changes)


def as_html(changes: Iterable[Change]) -> str:
    """Changes as HTML: `<del>` and `<ins>`, all else as text."""
    forms = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    return "".join(forms[each.kind].format(escape(_seen(each))) for each in changes)


def bracketed(changes: Iterable[Change]) -> Iterator[Change]:
    """Changes as plain text and terminals show them, with brackets and nothing that steers.

    White space at the beginning of a change stands before its bracket: words are seen alone.
    """
    signs = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    for each in changes:
        text, (opening, closing) = _seen(each), signs[each.kind]
        bare = text if each.kind == "same" else text.lstrip()
        yield Change(each.kind, text[: len(text) - len(bare)] + opening + bare + closing)


def _in_brackets(changes: Iterable[Change]) -> str:
    return "".join(each.text for each in bracketed(changes))


def _seen(change: Change) -> str:
    """The text of a change as a person sees it: white space alone by signs, controls as escapes."""
    if change.kind != "same" and change.text.isspace():
        return printable(change.text.translate(_SIGNS))
    return printable(change.text)


class _Word(NamedTuple):
    """A word of a text; the last one is empty, with the space that ends it."""

    space: str
    """What stands before it."""
    text: str


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        yield _Word(match["space"], match["word"])
        if not match["word"]:
            return


class _Changes:
    """Stretches of two texts, gathered from left to right."""

    def __init__(self) -> None:
        self._same: list[str] = []
        self._runs: list[tuple[str, str, str]] = []
        """What is the same, then what is gone and new behind it."""
        self._gone: list[str] = []
        self._new: list[str] = []

    def kept(self, old: _Word, new: _Word) -> None:
        """Go on with a word that both have; the spaces before it may differ."""
        if old.space == new.space:
            self._keep(old.space)
        else:
            self._gone.append(old.space)
            self._new.append(new.space)
        self._keep(old.text)

    def _keep(self, text: str) -> None:
        if text and (self._gone or self._new):
            self._close()
        self._same.append(text)

    def replaced(self, old: Sequence[_Word], new: Sequence[_Word]) -> None:
        """Go on with words of which both sides have none in common."""
        self._gone += map("".join, old)
        self._new += map("".join, new)

    def all(self) -> tuple[Change, ...]:
        """All changes."""
        self._close()
        found: list[Change] = []
        kinds: tuple[Kind, Kind, Kind] = ("same", "gone", "new")
        for run in self._readable():
            found += [Change(kind, text) for kind, text in zip(kinds, run, strict=True) if text]
        return tuple(
            Change(kind, "".join(each.text for each in some))
            for kind, some in groupby(found, lambda each: each.kind)
        )

    def _close(self) -> None:
        same, gone, new = map("".join, (self._same, self._gone, self._new))
        space = _common_space(gone, new)
        self._runs.append((same + space, gone[len(space) :], new[len(space) :]))
        self._same, self._gone, self._new = [], [], []

    def _readable(self) -> Iterator[tuple[str, str, str]]:
        """Runs, of which two replacements around a short word are one."""
        last: tuple[str, list[str], list[str]] | None = None
        for same, gone, new in self._runs:
            if (
                last is not None
                and _is_short(same)
                and all((gone, new, any(last[1]), any(last[2])))
            ):
                last[1].extend((same, gone))
                last[2].extend((same, new))
                continue
            if last is not None:
                yield last[0], "".join(last[1]), "".join(last[2])
            last = (same, [gone], [new])
        if last is not None:
            yield last[0], "".join(last[1]), "".join(last[2])


def _is_short(same: str) -> bool:
    bare = same.strip()
    return len(bare) <= SHORT and len(bare.split()) <= 1


def _common_space(gone: str, new: str) -> str:
    """The white space that both begin with, where more than that has changed in both."""
    space = gone[: len(gone) - len(gone.lstrip())]
    both = gone.strip() and new.strip() and new.startswith(space)
    return space if both and not new[len(space) :][:1].isspace() else ""


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Places of words that both texts have, in the order of both: words first, then signs."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys((*old, *new)))}
    telling = {number for word, number in numbers.items() if _TELLING.search(word)}
    one, other = [numbers[word] for word in old], [numbers[word] for word in new]
    mine = [place for place, number in enumerate(one) if number in telling]
    theirs = [place for place, number in enumerate(other) if number in telling]
    common = _common([one[place] for place in mine], [other[place] for place in theirs])
    words = [(mine[first], theirs[second]) for first, second in common]
    for (first, second), last in pairwise([(-1, -1), *words, (len(one), len(other))]):
        rest = _common(one[first + 1 : last[0]], other[second + 1 : last[1]])
        yield from ((first + 1 + place, second + 1 + match) for place, match in rest)
        if last != (len(one), len(other)):
            yield last


def _common(old: Sequence[int], new: Sequence[int]) -> Iterator[Pair]:
    """Places of numbers that two sequences have in common, in the order of both."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        yield start, start
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    mine, theirs = old[start : len(old) - end], new[start : len(new) - end]
    if mine and theirs:
        yield from ((start + one, start + other) for one, other in _between(mine, theirs))
    yield from ((len(old) - place, len(new) - place) for place in range(end, 0, -1))


def _between(old: Sequence[int], new: Sequence[int]) -> Iterator[Pair]:
    from rapidfuzz.distance import LCSseq

    left = PAIRS
    anchors = [] if len(old) * len(new) <= PAIRS else _anchors(old, new)
    for first, last in pairwise([(0, 0), *anchors, (len(old), len(new))]):
        mine, theirs = old[first[0] : last[0]], new[first[1] : last[1]]
        if len(mine) * len(theirs) > left:
            continue
        left -= len(mine) * len(theirs)
        for code in LCSseq.opcodes(mine, theirs):
            if code.tag == "equal":
                for step in range(code.src_end - code.src_start):
                    yield first[0] + code.src_start + step, first[1] + code.dest_start + step


def _anchors(old: Sequence[int], new: Sequence[int]) -> list[Pair]:
    """Places of what both sides have once: as many as can be in the order of both."""
    mine, theirs = _once(old), _once(new)
    return rising([(place, theirs[word]) for word, place in mine.items() if word in theirs])


def _once(words: Sequence[int]) -> dict[int, int]:
    """The places of words that stand there once, in order."""
    counts = Counter(words)
    return {word: place for place, word in enumerate(words) if counts[word] == 1}


def _shortened(changes: Sequence[Change]) -> Iterator[Change]:
    last = len(changes) - 1
    for index, change in enumerate(changes):
        if change.kind != "same":
            yield change
            continue
        text = change.text
        head = "" if index == 0 else _cut(text, AROUND)
        tail = "" if index == last else _cut(text[::-1], AROUND)[::-1]
        if len(head) + len(tail) + SHORT >= len(text):
            yield change
            continue
        yield Change("same", f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}")


def _cut(text: str, length: int) -> str:
    """The beginning of a text, up to the last blank in so many characters if there is one."""
    if len(text) <= length:
        return text
    cut = text[: length + 1].rstrip()
    place = max((cut.rfind(sign) for sign in " \xa0"), default=-1)
    return cut[:place].rstrip() if place > 0 else text[:length]
