"""Numbers of a source and of its translation."""

import re
from collections import Counter
from unicodedata import decimal

_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f.,'’](?=\d{3}(?!\d))")
_SPELLED = 12
"""Numbers up to twelve are often written as words, by people and by models."""


def other_numbers(source: str, target: str) -> tuple[str, ...]:
    """List the runs of digits that stand in only one of two texts.

    Runs are compared one by one, so that `1,5` and `1.5`, `10 000` and `10,000` are the same, and
    with their groups joined, so that `10000` is too. Numbers up to twelve may be missing or come
    in, since they may be spelled out.
    """
    apart = _different(source, target)
    if not apart:
        return ()
    joined = _different(*(_GROUPED.sub("", text) for text in (source, target)))
    return joined if len(joined) < len(apart) else apart


def _different(source: str, target: str) -> tuple[str, ...]:
    found = [_DIGITS.findall(text) for text in (source, target)]
    if found[0] == found[1]:
        return ()
    mine, theirs = (Counter(map(_ascii, runs)) for runs in found)
    different = (mine - theirs) + (theirs - mine)
    # Noughts alone are thousands, which may be put into words.
    return tuple(run for run in different if int(run) > _SPELLED)


def _ascii(digits: str) -> str:
    return "".join(str(decimal(digit)) for digit in digits)
