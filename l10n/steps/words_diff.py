"""What became of a text, word by word: for notes, for a terminal, and for pages.

Words are what a reader takes for one: a tag, a number with its marks, letters with apostrophes and
hyphens, and every other sign by itself. White space belongs to the word behind it.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from l10n.lines import printable
from l10n.model.markup import TAG

Kind = Literal["same", "gone", "new"]

PAIRS = 100_000_000
"""Pairs of words that are compared for one text, some tenths of a second: so many make ten
thousand words on either side. What is longer is compared between words that it has once."""
SHORT = 3
"""Letters of a stretch between two replacements that is read as part of them."""
AROUND = 40
"""Characters that are shown of what stays, on either side of a change in a note."""

_WORD = re.compile(
    rf"(?P<space>\s*+)(?P<word>{TAG.pattern}|\d++(?:[.,]\d++)*+(?![\w])"
    r"|[\w\u0300-\u036f]++(?:['\u2019\u02bc\u2010\u2011-][\w\u0300-\u036f]++)*+|\S|\Z)"
)
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
    for one, other in _opcodes([word for _space, word in before], [word for _space, word in after]):
        mine, theirs = before[one], after[other]
        if [word for _space, word in mine] != [word for _space, word in theirs]:
            changes.replaced("".join(map("".join, mine)), "".join(map("".join, theirs)))
            continue
        for (space, word), (other_space, _word) in zip(mine, theirs, strict=True):
            changes.kept(space) if space == other_space else changes.replaced(space, other_space)
            changes.kept(word)
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


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Each word with the white space before it; the last one is empty, with what ends the text."""
    for match in _WORD.finditer(text):
        yield match["space"], match["word"]
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

    def kept(self, text: str) -> None:
        """Go on with a text that both have."""
        if text and (self._gone or self._new):
            self._close()
        self._same.append(text)

    def replaced(self, old: str, new: str) -> None:
        """Go on with a text that the old one has, or the new one, or with one of each."""
        self._gone.append(old)
        self._new.append(new)

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


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Stretches of words on both sides, in order; in each the words are equal or none is."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys((*old, *new)))}
    one, other = [numbers[word] for word in old], [numbers[word] for word in new]
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    yield slice(0, start), slice(0, start)
    yield from _between(one, other, (start, start), (len(one) - end, len(other) - end))
    yield slice(len(one) - end, len(one)), slice(len(other) - end, len(other))


def _between(
    old: list[int], new: list[int], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[slice, slice]]:
    from rapidfuzz.distance import LCSseq

    left = PAIRS
    for first, last in _gaps(old, new, start, end):
        mine, theirs = old[first[0] : last[0]], new[first[1] : last[1]]
        pairs = len(mine) * len(theirs)
        if pairs > left:
            yield slice(first[0], last[0]), slice(first[1], last[1])
            continue
        left -= pairs
        for code in LCSseq.opcodes(mine, theirs):
            yield (
                slice(first[0] + code.src_start, first[0] + code.src_end),
                slice(first[1] + code.dest_start, first[1] + code.dest_end),
            )


def _gaps(
    old: list[int], new: list[int], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The whole, or its parts between words that each side has once, in the order of both."""
    if (end[0] - start[0]) * (end[1] - start[1]) <= PAIRS:
        yield start, end
        return
    here = start
    for anchor in _anchors(old, new, start, end):
        yield here, anchor
        here = anchor
    yield here, end


def _anchors(
    old: list[int], new: list[int], start: tuple[int, int], end: tuple[int, int]
) -> list[tuple[int, int]]:
    """Places of words that both sides have once: as many as can be in the order of both."""
    mine = _once(old[start[0] : end[0]])
    theirs = _once(new[start[1] : end[1]])
    places = [
        (start[0] + place, start[1] + theirs[word])
        for word, place in mine.items()
        if word in theirs
    ]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_place, other) in enumerate(places):
        length = bisect_left(tails, other)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(other)
            ends.append(index)
        else:
            tails[length], ends[length] = other, index
    result: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        result.append(places[index])
        index = before[index]
    return result[::-1]


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
