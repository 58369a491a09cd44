"""Quotation marks of a text: which open, which close, and which have no mate."""

from functools import cache
from typing import NamedTuple

from l10n.dataclass import dataclass
from l10n.language.tables import Table
from l10n.regex import regex

SIGNS = '«»‹›„“”‟"'
"""The marks that are paired; single ones cannot be told from apostrophes."""
SIGN = regex(f"[{SIGNS}]")
_WITHIN = regex(r"[^\W\d_]\"[^\W\d_]")
"""A mark in a word, which is an apostrophe."""
_OPENS = frozenset("«‹„“‟")
"""What opens where nothing beside it says otherwise."""
_BEFORE = frozenset("([{—–-/¿¡…’‘")
"""What an opening mark may stand behind, besides a blank and another mark."""
STRAIGHT = '"'


class Mark(NamedTuple):
    """A quotation mark that has no mate in its text."""

    place: int
    """In characters."""
    sign: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language quotes."""

    signs: frozenset[str]
    """The marks that it has; none where that is not known."""
    pairs: frozenset[str]
    """An opening mark and the closing one."""
    shared: bool
    """Where a quotation and one in it end together, one mark may close both: «Фірма «Мрія»."""


@cache
def habits(table: Table) -> Habits:
    """How the language of a table quotes."""
    section = table.section("typography")
    pairs = table.words("typography", "quotes")
    shared = bool(section.get("shared-closing-quote", False))
    return Habits(frozenset("".join(pairs)), frozenset(pairs), shared)


def lonely(text: str, habit: Habits) -> list[Mark]:
    """The marks of a text that have no mate, in order.

    A mark of another kind may close: what is mixed up is not open.
    """
    opened: list[Mark] = []
    alone: list[Mark] = []
    for match in SIGN.finditer(text):
        place, sign = match.start(), match.group()
        if sign == STRAIGHT and _WITHIN.match(text, place - 1):
            continue
        if _opens(text, place, opened, habit):
            opened.append(Mark(place, sign, opens=True))
        elif opened:
            inner = opened.pop()
            if habit.shared and opened and opened[-1].sign == inner.sign:
                opened[-1] = opened[-1]._replace(sign=inner.sign + inner.sign)
        elif not (sign == STRAIGHT and text[place - 1 : place].isdigit()):
            alone.append(Mark(place, sign, opens=False))
    return alone + [mark for mark in opened if len(mark.sign) == 1]


def _opens(text: str, place: int, opened: list[Mark], habit: Habits) -> bool:
    """True for a mark that opens a quotation, by what stands beside it and what is open."""
    sign = text[place]
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    may_open = _is_edge(before) and bool(after) and not after.isspace()
    may_close = bool(before) and not before.isspace() and not after.isalnum()
    if opened and opened[-1].sign[0] + sign in habit.pairs and sign != opened[-1].sign[0]:
        return False
    if may_open is not may_close:
        return may_open
    if sign == STRAIGHT:
        return STRAIGHT not in (mark.sign[0] for mark in opened[-2:])
    return sign in _OPENS


def _is_edge(before: str) -> bool:
    return not before or before.isspace() or before in _BEFORE or before in SIGNS
