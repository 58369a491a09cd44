"""Growth: whether a larger input costs as much more as it is larger; ratios, not seconds."""

import gc
import time
from collections.abc import Callable

TIMES = 8
"""How much larger the larger input is."""
_ROUNDS, _SPENT, _MOST = 7, 3.0, 60
"""Rounds until work counts as out of proportion: so many, and so many seconds of processor time,
for what takes milliseconds is disturbed most; and so many at most."""


def in_proportion(work: Callable[[int], object], size: int) -> bool:
    """True if one input of `size` costs about as much as eight of an eighth of it.

    `work` makes an input of a size and works on it. What is linear costs the same both ways, what
    is quadratic eight times as much; half of that is the bound. Both sides are tried in turn, the
    least of several tries counts, and the first round within the bound is enough: a busy machine
    makes single tries dearer, never cheaper.
    """
    many = one = float("inf")
    start = time.process_time()
    for number in range(_MOST):
        if number >= _ROUNDS and time.process_time() - start > _SPENT:
            break
        many = min(many, _cost(lambda: [work(size // TIMES) for _ in range(TIMES)]))
        one = min(one, _cost(lambda: work(size)))
        if one <= many * TIMES / 2:
            return True
    return False


def _cost(work: Callable[[], object]) -> float:
    # A collection looks at all that other tests have left, and comes when much is made at once.
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
