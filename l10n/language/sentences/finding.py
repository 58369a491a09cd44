"""The offsets at which sentences begin, from SRX and the tables."""

import re
from functools import cache
from itertools import pairwise

from l10n.language.sentences.english import ENGLISH
from l10n.language.sentences.everywhere import EVERYWHERE
from l10n.language.sentences.rules import Rules
from l10n.language.sentences.srx import breaks
from l10n.language.sentences.ukrainian import UKRAINIAN

_OWN = {"en": ENGLISH, "uk": UKRAINIAN}

_PARAGRAPH_END = re.compile(r"[\r\n\u2029](?:(?<=\u2029)|(?:(?<=\r)\n)?[^\S\r\n]*(?:\r\n|[\r\n]))")
_STOP = re.compile(r"[.!?…:;)](?:(?<=[.!?…])[\"'”’»“)\]]*+|(?<=[:;])-?[)(]++|(?<=\))\)++)\s+")
"""Where a table may end a sentence that SRX lets go on."""
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def boundaries(text: str, locale: str) -> tuple[int, ...]:
    """Find the offsets, in characters, at which a new sentence begins.

    0 and the end are not among them; white space, and a piece without any letter or digit, belong
    to the sentence before. The rules are LanguageTool's (`segment.srx`), and where they are wrong
    in news those of this package; an unknown language gets those that LanguageTool calls Generic.
    Never raises for any text.
    """
    language = re.split(r"[-_]", locale, maxsplit=1)[0].lower()
    cutting = _Cutting(text, language, _rules(language))
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        cutting.paragraph(start, match.end())
        start = match.end()
        cutting.add(_after_space(text, start))
    cutting.paragraph(start, len(text))
    return cutting.found()


def sentences(text: str, locale: str) -> tuple[str, ...]:
    """Cut a text into sentences; joined again they are the text."""
    edges = (0, *boundaries(text, locale), len(text))
    return tuple(text[start:end] for start, end in pairwise(edges) if end > start)


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
        stops = {match.end() for match in _STOP.finditer(text, start, end)}
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
def _rules(language: str) -> Rules:
    return EVERYWHERE | _OWN.get(language, Rules())
