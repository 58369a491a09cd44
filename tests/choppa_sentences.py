"""Sentences as choppa and the tables find them, rule by rule: what the one scan is held to.

This is how boundaries were found before there was a scan; it is slow, and stays as it is. It has
windows, patterns and what cuts a paragraph for itself, though `srx` and `finding` have the like:
what an oracle shares with what it is asked about, it cannot judge. Only the tables are theirs; they
say what is wanted, and may be changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from choppa import DEFAULT_SRX_RULESET, SrxDocument

from l10n.language.sentences.english import ENGLISH
from l10n.language.sentences.everywhere import EVERYWHERE
from l10n.language.sentences.rules import Rules
from l10n.language.sentences.ukrainian import UKRAINIAN

GENERIC = "lt"
"""LanguageTool maps Lithuanian to its rule set `Generic`, made for languages without their own."""

_PROSE = (4096, 128, 100)
_CROWDED = (512, 64, 8)
"""How to look at a paragraph: the window and, at its end, the margin where nothing is decided yet;
how far one part of an SRX exception looks back (100 is choppa's default, and Java's)."""

_STOP = re.compile(r"[.!?…:]\s")
_MARK = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Breaking:
    """An SRX rule that breaks, and all the exceptions that stand before it in the file."""

    before: Any
    after: Any
    exceptions: Any
    """Patterns of `regex`, which has no types; the last may be None."""


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
    """Where a rule that breaks matches, and no exception of the first such rule does.

    choppa's own iterator gives the same, and takes twice the time to move its matchers.
    """
    found: dict[int, Any] = {}
    for rule in _breaking(language, far):
        for match in rule.before.finditer(text):
            place = match.end()
            if place not in found and rule.after.match(text, place):
                found[place] = rule.exceptions
    for place in sorted(found):
        exceptions = found[place]
        if exceptions is None or exceptions.match(text, place) is None:
            yield place


def _crowded(text: str) -> bool:
    """True if stops or marks stand so close that SRX would take for ever.

    Some exceptions span up to four stops in brackets, and the time to find that there is no bracket
    grows with the fourth power of the stops in reach: 600 characters of ". " take 15 seconds in
    English, 5,000 take 26 in German. Prose stays far below both limits.
    """
    return _thick(_STOP, text, 16) or _thick(_MARK, text, 120)


def _thick(pattern: re.Pattern[str], text: str, many: int) -> bool:
    if len(pattern.findall(text)) <= many:
        return False
    places = [match.start() for match in pattern.finditer(text)]
    return any(later - place <= 400 for place, later in zip(places, places[many:], strict=False))


@cache
def _breaking(language: str, far: int) -> tuple[_Breaking, ...]:
    document = _rules()
    known = document.get_language_rule_list(f"{language if _known(language) else GENERIC}_two")
    manager = document.get_rule_manager(known, far)
    return tuple(
        _Breaking(
            before=document.compile(rule.before_pattern),
            after=document.compile(rule.after_pattern),
            exceptions=manager.get_exception_pattern(rule),
        )
        for rule in manager.break_rule_list
    )


@cache
def _rules() -> SrxDocument:
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


_OWN = {"en": ENGLISH, "uk": UKRAINIAN}

_PARAGRAPH_END = re.compile(r"[\r\n\u2029](?:(?<=\u2029)|(?:(?<=\r)\n)?[^\S\r\n]*(?:\r\n|[\r\n]))")
_ENDING = re.compile(r"[.!?…:;)](?:(?<=[.!?…])[\"'”’»“)\]]*+|(?<=[:;])-?[)(]++|(?<=\))\)++)\s+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def boundaries(text: str, locale: str) -> tuple[int, ...]:
    """Find the offsets, in characters, at which a new sentence begins.

    0 and the end are not among them; white space, and a piece without any letter or digit, belong
    to the sentence before. The rules are LanguageTool's (`segment.srx`), and where they are wrong
    in news those of this package; an unknown language gets those that LanguageTool calls Generic.
    Never raises for any text.
    """
    language = re.split(r"[-_]", locale, maxsplit=1)[0].lower()
    cutting = _Cutting(text, language, _tables(language))
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        cutting.paragraph(start, match.end())
        start = match.end()
        cutting.add(_after_space(text, start))
    cutting.paragraph(start, len(text))
    return cutting.found()


class _Cutting:
    """The boundaries of one text, found from its beginning to its end."""

    def __init__(self, text: str, language: str, rules: Rules) -> None:
        self._text = text
        self._language = language
        self._rules = rules
        self._found: list[int] = []
        self._letter = _letter(text, 0)
        """The first letter or digit of the sentence that was begun last."""

    def paragraph(self, start: int, end: int) -> None:
        """Find what begins within a paragraph."""
        text = self._text
        broken = {_after_space(text, place) for place in breaks(text, start, end, self._language)}
        stops = {match.end() for match in _ENDING.finditer(text, start, end)}
        for place in sorted(broken | stops):
            if place >= end:
                break
            begun = max(start, self._found[-1]) if self._found else start
            if place in broken:
                ends = place <= self._letter or not self._rules.go_on(text, begun, place)
            else:
                ends = self._rules.end(text, begun, place)
            if ends:
                self.add(place)

    def add(self, place: int) -> None:
        """Begin a sentence; what has no letter or digit yet goes to the one before."""
        if place > self._letter:
            self._found.append(place)
            self._letter = _letter(self._text, place)
        elif self._found and self._found[-1] < place:
            self._found[-1] = place

    def found(self) -> tuple[int, ...]:
        """All boundaries, without one before a last piece that has no letter or digit."""
        if self._found and self._letter == len(self._text):
            self._found.pop()
        return tuple(self._found)


def _letter(text: str, start: int) -> int:
    match = _LETTER_OR_DIGIT.search(text, start)
    return match.start() if match else len(text)


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


@cache
def _tables(language: str) -> Rules:
    return EVERYWHERE | _OWN.get(language, Rules())
