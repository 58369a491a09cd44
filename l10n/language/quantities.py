"""What a number stands for beyond its digits: its scale, its sign, its place in a score."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from l10n.language.number_words import cardinals, spelled_out
from l10n.regex import regex

_SCALES: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "de": {
            "tausend": 3,
            "tsd": 3,
            "million": 6,
            "mio": 6,
            "milliard": 9,
            "mrd": 9,
            "billion": 12,
        },
        "en": {"thousand": 3, "million": 6, "mln": 6, "billion": 9, "bn": 9, "trillion": 12},
        "pl": {"tys": 3, "mln": 6, "milion": 6, "mld": 9, "miliard": 9, "bln": 12, "bilion": 12},
        "uk": {
            "тис": 3,
            "млн": 6,
            "мільйон": 6,
            "млрд": 9,
            "мільярд": 9,
            "трлн": 12,
            "трильйон": 12,
        },
    }
)
"""By language, how words for a power of ten begin, and the power."""
_SCALED = regex(r"(?<![\d.,])(\d{1,9}(?:[.,]\d{1,3})?)[\s\u00a0-]([^\W\d_]{2,12})")
_SIGNED = regex(r"(?<![^\s(])[-−–](\d{1,9}(?:[.,]\d{1,3})?)(?![\d:–-])")
_NUMBER = regex(r"(?<![\d.,])\d{1,9}(?:[.,]\d{1,3})?(?![\d])")
_BELOW = regex(
    r"(?i)minus|below|negative|мінус|нижче|мороз|від’ємн|unter|poniżej|frost|mróz|moins|menos|[-−–]\s?\d"
)
_SCORE = regex(r"(?<![\w:.,-])(\d{1,3})[:–-](\d{1,3})(?![\w:.,-]?\d)")


def other_quantities(source: str, target: str, pair: tuple[str, str]) -> tuple[str, ...]:
    """The numbers that a translation has with another power of ten, another sign, or turned round.

    Only what is told surely: the same digits stand on both sides. Number words that differ are
    named where each side has one that nothing on the other side accounts for.
    """
    return (
        *_other_scales(source, target, pair),
        *_other_signs(source, target),
        *_other_scores(source, target),
        *_other_words(source, target, pair),
    )


def _other_scales(source: str, target: str, pair: tuple[str, str]) -> list[str]:
    mine, theirs = _scaled(source, pair[0]), _scaled(target, pair[1])
    return [
        found
        for (number, power), found in theirs.items()
        if (number, power) not in mine and any(number == each for each, _power in mine)
    ]


def _scaled(text: str, locale: str) -> dict[tuple[str, int], str]:
    scales = _SCALES.get(re.split("[-_]", locale)[0], {})
    found: dict[tuple[str, int], str] = {}
    for match in _SCALED.finditer(text):
        word = match[2].casefold()
        for stem, power in scales.items():
            if word.startswith(stem):
                found[match[1].replace(",", "."), power] = match.group()
    return found


def _other_signs(source: str, target: str) -> list[str]:
    mine, theirs = _signed(source), _signed(target)
    found = [each for each in theirs - mine if each in _plain(source) and not _BELOW.search(source)]
    found += [
        each for each in mine - theirs if each in _plain(target) and not _BELOW.search(target)
    ]
    return [f"-{each}" for each in sorted(found)]


def _signed(text: str) -> set[str]:
    return {each.replace(",", ".") for each in _SIGNED.findall(text)}


def _plain(text: str) -> set[str]:
    return {each.replace(",", ".") for each in _NUMBER.findall(text)}


def _other_scores(source: str, target: str) -> list[str]:
    mine, theirs = set(_SCORE.findall(source)), set(_SCORE.findall(target))
    turned = {(away, home) for home, away in mine} - mine
    return [
        f"{home}:{away}" for home, away in sorted(theirs & turned) if (away, home) not in theirs
    ]


def _other_words(source: str, target: str, pair: tuple[str, str]) -> list[str]:
    left: list[list[str]] = []
    for here, there in ((0, 1), (1, 0)):
        texts = (source, target)
        known = set(spelled_out(texts[there], pair[there]))
        known |= {int(each) for each in re.findall(r"\d{1,9}", texts[there])}
        words = cardinals(texts[here], pair[here])
        left.append([word for word, number in words if number not in known])
    return [*left[0], *left[1]] if all(left) else []
