"""Texts that were two entries and are one: the boundary of a sentence has moved.

A newer version of the tool cuts some sentences otherwise. Both translations together are then the
translation of the whole.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from l10n.language.joins import Join, join
from l10n.lines import one_line
from l10n.model.catalog import Entry
from l10n.model.segment import Key


def reunited(active: Sequence[Entry], offered: Collection[Key]) -> dict[Key, tuple[Entry, Entry]]:
    """Neighbours among the entries of an article by the text that they make together.

    Both have to be `offered`. Those with tags are left out: tags are numbered in each text anew.
    """
    return {
        (first.context, f"{first.source} {second.source}"): (first, second)
        for first, second in pairwise(active)
        if first.context == second.context
        and first.key in offered
        and second.key in offered
        and not any("<" in text for text in (*_texts(first), *_texts(second)))
    }


def together(first: Entry, second: Entry) -> str:
    """The targets of two neighbours as one text."""
    before, after = one_line(first.target), one_line(second.target)
    space = "" if join(before, after) is Join.NOTHING else " "
    return f"{before}{space}{after}"


def _texts(entry: Entry) -> tuple[str, str]:
    return entry.source, entry.target
