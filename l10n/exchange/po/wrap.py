"""How the strings of a PO file are broken into lines: as GNU gettext does it.

So a file that `msgcat` or Poedit rewrites shows no difference.
"""

from array import array
from bisect import bisect_right
from itertools import accumulate

from l10n.exchange.po.line_breaking import Measured, columns

WIDTH = 79
"""The columns of a line, quotes included: gettext's default page width."""


def pieces(line: Measured, width: int, start: int = 0) -> list[str] | None:
    """A line of a text in pieces of at most `width` columns where that can be done.

    None where it stands behind `start` columns as it is: it fits there, or cannot be broken.
    """
    text = line.text
    ends = None if line.even else array("L", accumulate(columns(text)))
    size = len(text) if ends is None else (ends or [0])[-1]
    if start + size <= width:
        return None
    found: list[str] = []
    begin = 0
    while True:
        if ends is None:
            limit = begin + width
        else:
            limit = bisect_right(ends, width + (ends[begin - 1] if begin else 0), begin)
        if limit >= len(text):
            break
        place = line.last_break(begin, limit) or line.first_break(begin, limit)
        if not place:
            break
        found.append(text[begin:place])
        begin = place
    if not begin and start and not line.first_break(0, 0):
        return None
    found.append(text[begin:])
    return found
