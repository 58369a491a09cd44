"""Pseudo-localization: drafts that show what a layout and a workflow do with translated text."""

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from l10n.engines import Draft, Request
from l10n.engines.any_pair import AnyPair
from l10n.language.protected import kept, units_stay
from l10n.messages import N_, message
from l10n.model.engine_settings import NoSettings, read
from l10n.model.markup import PSEUDO, Tagged, Token, TokenKind, write
from l10n.regex import regex

_MODEL = "pseudo 1"
_OPEN, _CLOSE = PSEUDO

_LATIN = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "áƀçđéƒğĥíĵķļɱñóþɋŕšťúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĻṀÑÓÞɊŔŠŤÚṼŴẊÝŽ",
        strict=True,
    )
)
_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъёАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯЫЭЪЁ",
        "ӑҕвӷґԁӗєӂӟӥіїҋқԓӎңӧԥҏҫҭӱфҳҵҷшщҍюӕӹӭъёӐҔВӶҐԀӖЄӁӞӤІЇҊҚԒӍҢӦԤҎҪҬӰФҲҴҶШЩҌЮӔӸӬЪЁ",
        strict=True,
    )
)
_LETTERS: Mapping[str, str] = {**_LATIN, **_CYRILLIC}
_VOWELS = frozenset("aeiouyAEIOUYаеєиіїоуюяыэёАЕЄИІЇОУЮЯЫЭЁ")

_KEPT = regex(
    r"""(?x)
    \{[^{}\s]*\} | %\([A-Za-z_]+\)[sd] | %[sd]           # placeholders of programs
    | </?[A-Za-z][^<>]*>                                   # what reads as a tag but is text
    | (?<!\w)\w*\d\w*                                     # numbers, with the letters around them
    """
)


class Pseudo:
    """Writes each text in accented letters, about a third longer, between ⟦ and ⟧.

    Tags, numbers, addresses and program placeholders stay as they are. The same text always gives
    the same draft, and any pair of locales will do.
    """

    name = "pseudo"
    settings = NoSettings
    translates = False

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        """There are no settings, so each is a mistake: raises EngineError."""
        read(NoSettings, settings or {}, self.name)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """A set that holds any pair of locales."""
        return AnyPair()

    def models(self) -> tuple[str, ...]:
        """The one way of writing that it has."""
        return (_MODEL,)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> tuple[Draft, ...]:
        """Draft all texts, one draft for each, in order; the locales make no difference."""
        return tuple(_draft(request.text) for request in requests)


def _draft(text: Tagged) -> Draft:
    if not text.plain().strip():
        return Draft("", _MODEL, message(N_("there is nothing to translate")))
    units = units_stay(text.plain())
    written = [
        Token(item.kind, _accented(item.text, units)) if item.kind is TokenKind.TEXT else item
        for item in text.tokens()
    ]
    return Draft(f"{_OPEN}{write(written)}{_CLOSE}", _MODEL)


def _stretches(text: str, units: bool) -> list[tuple[int, int]]:
    """What stays as it is, in order, without overlaps: start and end in characters."""
    spans = [(each.start, each.end) for each in kept(text, units)]
    spans += [match.span() for match in _KEPT.finditer(text)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        first = max(start, found[-1][1]) if found else start
        if first < end:
            found.append((first, end))
    return found


def _accented(text: str, units: bool) -> str:
    """Change the letters of a run of text, and write each vowel twice for the length."""
    bounds = [0, *chain.from_iterable(_stretches(text, units)), len(text)]
    pieces: list[str] = []
    vowels = 0
    for index, (start, end) in enumerate(pairwise(bounds)):
        if index % 2:
            pieces.append(text[start:end])
            continue
        for char in unicodedata.normalize("NFC", text[start:end]):
            accented = _LETTERS.get(char, char)
            pieces.append(accented)
            if char in _VOWELS:
                vowels += 1
                pieces.append(accented)
    return "".join(pieces)
