"""The places where LanguageTool's SRX rules break a text, as choppa has them compiled."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from choppa import SrxDocument

GENERIC = "lt"
"""LanguageTool maps Lithuanian to its rule set `Generic`, made for languages without their own."""

_PROSE = (4096, 128, 100)
_CROWDED = (512, 64, 8)
"""How to look at a paragraph: the window and, at its end, the margin where nothing is decided yet;
how far one part of an SRX exception looks back (100 is choppa's default, and Java's)."""

_STOP = re.compile(r"[.!?…:]\s")
_MARK = re.compile(r"[^\w\s]")


def breaks(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """Find the offsets at which SRX breaks one paragraph, in rising order.

    A long paragraph is taken in turns: SRX exceptions look ahead to the end of what they are given,
    at every stop. An unknown language gets the rules that LanguageTool calls Generic.
    """
    while start < end:
        part = text[start : min(end, start + _PROSE[0])]
        size, margin, far = _CROWDED if _crowded(part) else _PROSE
        part = part[:size]
        settled = end if start + size >= end else start + size - margin
        last = start
        for place in _breaks(part, language, far):
            if start + place > settled:
                break
            last = start + place
            yield last
        start = last if last - start > size // 2 else settled


def _breaks(text: str, language: str, far: int) -> Iterator[int]:
    """The ends of the pieces into which SRX cuts a text."""
    from choppa import SrxTextIterator

    code = f"{language if _known(language) else GENERIC}_two"
    place = 0
    for part in SrxTextIterator(
        _rules(), code, text, len(text), max_lookbehind_construct_length=far
    ):
        place += len(part)
        yield place


def _crowded(text: str) -> bool:
    """True if stops or marks stand so close that SRX would take for ever.

    Some exceptions span up to four stops in brackets, and the time to find that there is no bracket
    grows with the fourth power of the stops in reach: 600 characters of ". " take 15 seconds in
    English, 5,000 take 26 in German. Prose stays far below both limits.
    """
    return _thick(_STOP, text, 16) or _thick(_MARK, text, 120)


def _thick(pattern: re.Pattern[str], text: str, many: int) -> bool:
    places = [match.start() for match in pattern.finditer(text)]
    return any(later - place <= 400 for place, later in zip(places, places[many:], strict=False))


@cache
def _rules() -> "SrxDocument":
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    document = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    for entry in document.language_map_list:
        # The marks of the OpenOffice plugin Anaphraseus: they never stand in an article, and the
        # rule with nothing before the break is tried at every character.
        rules = entry.language_rule.rules
        rules[:] = [
            rule
            for rule in rules
            if r"<0\}" not in rule.after_pattern and r"\{0>" not in rule.before_pattern
        ]
    return document


@cache
def _known(language: str) -> bool:
    code = f"{language}_two"
    return any(
        entry.language_pattern.pattern.startswith("(") and entry.matches(code)
        for entry in _rules().language_map_list
    )
