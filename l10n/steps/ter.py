"""TER: how many edits of words, of which a shift of several is one, make one text of another.

Translation edit rate (Snover et al., 2006) as sacrebleu 2.6 has it after tercom: the shifts that
are tried, their order, their limits and the beam are the same, so that figures can be compared.
What is tried of a shift is worked out for the words between its two ends alone.
"""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from l10n.dataclass import dataclass
from l10n.steps.ter_words import SACREBLEU, TerOptions, ter_words

LONGEST = 500
"""Words of a text up to which shifts are looked for. Above it edits are the words that are not in
the other text, wherever they stand: so much can be told in a time that grows with the text."""
_SHIFT_WORDS = 10
_SHIFT_DISTANCE = 50
_BEAM = 25
_CANDIDATES = 1000
"""Limits of tercom, and the last of sacrebleu."""
_SURE = _BEAM - 1
"""Edits below which no way between two texts leaves the beam: it would take so many insertions."""
_FAR = 10**9
_SAME, _OTHER, _GONE, _NEW = range(4)
"""What is done with a word: kept, replaced, taken out of the draft, put into it."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What it took to make a text of its draft; adds up over texts as `corpus_score` does."""

    edits: int = 0
    words: int = 0
    """Words of the final text."""

    def __add__(self, other: "Edits") -> "Edits":
        """The edits of two texts."""
        return Edits(self.edits + other.edits, self.words + other.words)

    @property
    def rate(self) -> float:
        """Edits in percent of words; more than 100 where much was taken out."""
        if not self.words:
            return 100.0 if self.edits else 0.0
        return 100 * self.edits / self.words


NO_EDITS = Edits()


def edits(draft: str, final: str, options: TerOptions = SACREBLEU) -> Edits:
    """The edits that make a final text of its draft."""
    before, after = ter_words(draft, options), ter_words(final, options)
    if max(len(before), len(after)) > LONGEST:
        common = sum((Counter(before) & Counter(after)).values())
        return Edits(max(len(before), len(after)) - common, len(after))
    names: dict[str, str] = {}
    one, two = (
        "".join(names.setdefault(word, chr(len(names) + 1)) for word in words)
        for words in (before, after)
    )
    return Edits(_edits(one, two), len(after))


def _edits(draft: str, final: str) -> int:
    """The edits of two texts in which each word is a character."""
    if draft == final or not final:
        return len(draft) if not final else 0
    shifts = tried = 0
    while True:
        table = _Table(draft, final)
        gain, shifted, tried = _best_shift(table, tried)
        if tried >= _CANDIDATES or gain <= 0:
            return shifts + table.distance
        shifts += 1
        draft = shifted


class _Table:
    """The edit distance of two texts, in a beam around the diagonal, and how it comes about.

    Among equal ways a replacement comes before a removal, and that before an insertion.
    """

    def __init__(self, draft: str, final: str) -> None:
        self.draft, self.final = draft, final
        self._beams = tuple(_beams(len(draft), len(final)))
        self._rows: list[list[int]] = [list(range(len(final) + 1))]
        self._steps = [bytes((_NEW,)) * (len(final) + 1)]
        self._ends: list[list[int]] | None = None
        for number, word in enumerate(draft, 1):
            row, steps = self._row(number, word, self._rows[-1])
            self._rows.append(row)
            self._steps.append(bytes(steps))
        self.distance = self._rows[-1][-1]

    def alignment(self) -> tuple[list[int], list[int], list[int]]:
        """For each word of the final text the one of the draft beside it, -1 before the first.

        With it, for the words of the draft and of the final text, 1 for those that are edited.
        """
        here, there = len(self.draft), len(self.final)
        aligned, wrong_here, wrong_there = [], [], []
        while here or there:
            step = self._steps[here][there]
            if step != _GONE:
                aligned.append(here - 1)
                wrong_there.append(int(step != _SAME))
                there -= 1
            if step != _NEW:
                wrong_here.append(int(step != _SAME))
                here -= 1
        return aligned[::-1], wrong_here[::-1], wrong_there[::-1]

    def shifted_distance(self, shifted: str, start: int, end: int) -> int:
        """The distance of the draft with other words from `start` to `end`, and as many."""
        from rapidfuzz.distance import Levenshtein

        exact = Levenshtein.distance(shifted, self.final, score_cutoff=_SURE)
        if exact < _SURE:
            return exact
        row = self._rows[start]
        for number in range(start + 1, end + 1):
            row, _steps = self._row(number, shifted[number - 1], row)
        if self._ends is None:
            self._ends = self._backward()
        return min(map(int.__add__, row, self._ends[end]))

    def _row(self, number: int, word: str, above: list[int]) -> tuple[list[int], bytearray]:
        first, last = self._beams[number]
        size = len(self.final) + 1
        row, steps = [_FAR] * size, bytearray(size)
        final = self.final
        for place in range(first, last):
            if not place:
                row[0], steps[0] = above[0] + 1, _GONE
                continue
            if word == final[place - 1]:
                cost, step = above[place - 1], _SAME
            else:
                cost, step = above[place - 1] + 1, _OTHER
            if above[place] + 1 < cost:
                cost, step = above[place] + 1, _GONE
            if row[place - 1] + 1 < cost:
                cost, step = row[place - 1] + 1, _NEW
            row[place], steps[place] = cost, step
        return row, steps

    def _backward(self) -> list[list[int]]:
        """What is left to be done from each place, within the beam."""
        size = len(self.final) + 1
        rows = [[_FAR] * size for _row in self._beams]
        for number in range(len(self.draft), -1, -1):
            row = rows[number]
            below = rows[number + 1] if number < len(self.draft) else None
            first, last = self._beams[number]
            for place in range(last - 1, first - 1, -1):
                if below is None:
                    row[place] = size - 1 - place
                    continue
                cost = below[place] + 1
                if place < size - 1:
                    kept = self.draft[number] == self.final[place]
                    cost = min(cost, below[place + 1] + (not kept), row[place + 1] + 1)
                row[place] = cost
        return rows


def _beams(draft: int, final: int) -> Iterator[tuple[int, int]]:
    """For each number of words of the draft the places of the final text that are looked at."""
    yield 0, final + 1
    ratio = final / draft if draft else 1.0
    width = math.ceil(ratio / 2 + _BEAM) if ratio / 2 > _BEAM else _BEAM
    for number in range(1, draft + 1):
        middle = math.floor(number * ratio)
        last = final + 1 if number == draft else min(final + 1, middle + width)
        yield max(0, middle - width), last


def _best_shift(table: _Table, tried: int) -> tuple[int, str, int]:
    """The shift that saves most edits: how many, the draft after it, and how many were tried."""
    draft = table.draft
    aligned, wrong_here, wrong_there = table.alignment()
    here, there = (list(accumulate(wrong, initial=0)) for wrong in (wrong_here, wrong_there))
    known: dict[str, int] = {}
    best: tuple[int, int, int, int] | None = None
    chosen = draft
    for start, other, length in _common(draft, table.final):
        if here[start + length] == here[start] or there[other + length] == there[other]:
            continue
        if start <= aligned[other] < start + length:
            continue
        before = -1
        for place in range(other - 1, min(other + length, len(aligned))):
            target = 0 if place < 0 else aligned[place] + 1
            if target == before:
                continue
            before = target
            shifted, first, last = _shifted(draft, start, length, target)
            if shifted not in known:
                known[shifted] = table.shifted_distance(shifted, first, last)
            # In the order in which tercom prefers them.
            rank = (table.distance - known[shifted], length, -start, -target)
            tried += 1
            if best is None or rank > best:
                best, chosen = rank, shifted
        if tried >= _CANDIDATES:
            break
    return (0 if best is None else best[0]), chosen, tried


def _common(draft: str, final: str) -> Iterator[tuple[int, int, int]]:
    """Runs of words that both texts have: where each begins, and how many words it has."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(final):
        places.setdefault(word, []).append(place)
    for start, word in enumerate(draft):
        for other in places.get(word, ()):
            if abs(other - start) > _SHIFT_DISTANCE:
                continue
            most = min(_SHIFT_WORDS, len(draft) - start, len(final) - other)
            for length in range(1, most + 1):
                if draft[start + length - 1] != final[other + length - 1]:
                    break
                yield start, other, length


def _shifted(draft: str, start: int, length: int, target: int) -> tuple[str, int, int]:
    """A draft with some words put before the word `target`, and where it differs, from and to."""
    end = start + length
    moved = draft[start:end]
    if target < start:
        return draft[:target] + moved + draft[target:start] + draft[end:], target, end
    if target > end:
        return draft[:start] + draft[end:target] + moved + draft[target:], start, target
    # Into themselves, which puts them so many words on.
    target = min(target + length, len(draft))
    return draft[:start] + draft[end:target] + moved + draft[target:], start, target
