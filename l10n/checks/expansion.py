"""How long a target is beside what is expected of it."""

import math
from functools import cache

from l10n.checks.text import Text
from l10n.language.scripts import weight
from l10n.language.tables import Table
from l10n.regex import regex

EXPANSION = 1.015
"""How much longer a translation is than a text of its own, on average."""
CLOSED = regex(r"[.!?…:]+[\"»“”’)]*+\s*+$")
"""The end of a whole sentence, in the last characters of a text."""
_LENGTHS = 5
"""Characters that are added to both lengths: a short text says little by its length."""
_UNMEASURED = 1.5
"""What is not known of the lengths of a language counts as so much more variation."""
_OPEN = 1.35
"""Headlines and notes, which end without a sign, vary so much more in length than sentences."""


def shortness(source: Text, target: Text) -> float:
    """How much shorter a target is than expected, in standard deviations; negative for longer."""
    size, expected, has = lengths(source, target)
    off = math.log((expected + _LENGTHS) / (has + _LENGTHS))
    deviation = math.sqrt(0.011 + 1.3 / max(size, 1))
    if not CLOSED.search(source.normal[-8:]):
        deviation *= _OPEN
    if not (_length(source.table) and _length(target.table)):
        deviation *= _UNMEASURED
    return off / deviation


def lengths(source: Text, target: Text) -> tuple[float, float, float]:
    """The length of a source, what is expected of its target, and what it has, in letters."""
    one, other = _length(source.table), _length(target.table)
    if one and other:
        size = len(source.normal)
        return size, size * other / one * EXPANSION, len(target.normal)
    letters = weight(source.normal)
    return letters, letters * EXPANSION, weight(target.normal)


@cache
def _length(table: Table) -> float | None:
    """What a text of the language has in letters, beside those of others; None if not measured."""
    length: float | None = table.section("fluency").get("length")
    return length
