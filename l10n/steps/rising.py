"""Pairs of places in the order of both sides: the longest rising subsequence."""

from bisect import bisect_left
from collections.abc import Sequence

Pair = tuple[int, int]
"""Places on both sides."""


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The most of some pairs that rise on the second side too; on the first they rise already."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_place, other) in enumerate(pairs):
        length = bisect_left(tails, other)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(other)
            ends.append(index)
        else:
            tails[length], ends[length] = other, index
    result: list[Pair] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        result.append(pairs[index])
        index = before[index]
    return result[::-1]
