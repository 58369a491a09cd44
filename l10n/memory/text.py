"""What a text is found by in a memory: its normal form, its form without figures, its grams.

All of it is pure, and the same on every machine, since indexes keep what is made of it. Whoever
changes anything here raises `FORM`.
"""

import re
import zlib
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache
from hashlib import blake2b
from unicodedata import normalize, unidata_version

from l10n.errors import UsageError
from l10n.language.inflection import language_of
from l10n.language.tables import table_of
from l10n.model.markup import Tagged, TokenKind
from l10n.regex import regex

FORM = f"4 {unidata_version}"
"""Names the way in which this module reads texts: an index made in another is made anew."""
FIGURE = "0"
"""What stands for a number in a masked text."""
MONTH = "\U000ffff0"
"""What stands for the name of a month or a day of the week beside a number."""

_ODD = regex(
    "[\u00ab\u00bb\u201c-\u201f\u2033\u2036\u301d-\u301f\uff02\u300c-\u300f\u2039\u203a\u201a"
    "\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032\u2035`\u00b4\uff07\ua78c"
    "\u2010\u2011\u00ad\u200b\u200e\u200f\u2060\ufeff]"
)
_PLAIN = {
    **dict.fromkeys(map(ord, "«»“”„‟″‶〝〞〟＂「」『』‹›‚"), '"'),
    **dict.fromkeys(map(ord, "‘’‛ʻʼʹ′‵`´＇ꞌ"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"), None),
}
_OURS = regex("[\U000f0000-\U000fffff]")
"""Characters for private use that stand for tags here; in a text they are nobody's."""
_KINDS = {TokenKind.OPEN: 0, TokenKind.CLOSE: 1, TokenKind.EMPTY: 2}
_FIRST, _LETTERS = 0xF0000, 0x5000
_GROUPS = regex(r"(?<!\d)\d{1,3}+(?: \d{3}(?!\d))++")
_DIGIT = regex(r"\d")
_ORDINALS = regex(rf"{FIGURE}(?:st|nd|rd|th)\b")
_FIGURES = regex(r"\d++(?:[.,:/'٫٬]\d++)*+")
_DENSE = frozenset(("ja", "ko", "wuu", "yue", "zh"))
"""Languages whose letters stand for a syllable or a word each."""
_TWOFOLD = frozenset(("az", "pa", "sr", "uz", "zh"))
"""Languages whose script depends on the territory."""
_SCRIPT = 4
"""Letters of the code of a script."""
_KEPT, _ASKED = 12, 28
"""Hashes that are kept of a text, and that are looked up for a query."""
_COMMON = 4
"""Frequent grams that are looked up at least, where there are not rare ones enough."""
_MANY = 2 * _KEPT
"""Rare grams from which a text needs no frequent ones."""
_STEP = 0x9E3779B1
"""What hashes of one sketch are told from those of others by: any odd number."""
_WIDE, _NARROW = 5, 3
"""Characters of a gram, and of one in a dense language."""


def normalized(text: Tagged) -> str:
    """A text as it is compared: quotation marks, apostrophes, blanks and capitals are one.

    Each tag is one character, by its letters and without its number.
    """
    plain = text.text
    if _OURS.search(plain):
        plain = _OURS.sub("\ufffd", plain)
    if text.pairs or text.empties:
        marked = Tagged(plain, text.pairs, text.empties)
        plain = "".join(
            each.text if each.kind is TokenKind.TEXT else _tag(each.kind, each.text)
            for each in marked.tokens()
        )
    return normal(plain)


def normal(plain: str) -> str:
    """A text without tags as it is compared."""
    if _ODD.search(plain):
        plain = plain.translate(_PLAIN)
    return normalize("NFC", " ".join(plain.split()).casefold())


def _tag(kind: TokenKind, name: str) -> str:
    letters = name.rstrip("0123456789")
    return chr(_FIRST + 3 * (zlib.crc32(letters.encode()) % _LETTERS) + _KINDS[kind])


def masked(text: str, locale: str) -> str:
    """A normalized text with one character for each figure, and for a month or weekday beside it.

    Texts that differ in figures and dates alone are so masked alike.
    """
    if not _DIGIT.search(text):
        return text
    found = _ORDINALS.sub(FIGURE, _FIGURES.sub(FIGURE, _GROUPS.sub(FIGURE, text)))
    dated = _dated(language_of(locale))
    return found if dated is None else dated(found)


@cache
def _dated(language: str) -> Callable[[str], str] | None:
    """What masks months and weekdays of a language beside figures; None where none are known."""
    table = table_of(language)
    words = {
        word
        for key in ("months", "short_months", "weekdays", "short_weekdays")
        for forms in table.mapping("dates", key).values()
        for word in forms.split()
    } or _of_calendar(language)
    names = "|".join(sorted({re.escape(normal(word)) for word in words}, key=len, reverse=True))
    if not names:
        return None
    beside = re.compile(
        rf"(?<![^\W_])(?P<before>{FIGURE}(?:\.|-?[^\W\d_]{{1,3}}+)?+,?(?: (?:of|de))?+ )"
        rf"(?P<name>{names})\b"
        rf"|(?<!\w)(?:{names})(?=[.,]{{0,2}} (?:(?:the|den) )?[{FIGURE}{MONTH}])"
    )

    def write(match: re.Match[str]) -> str:
        return (match["before"] or "") + MONTH

    def dated(text: str) -> str:
        # A weekday may stand beside a month that stands beside the day.
        for _lap in range(2):
            text = beside.sub(write, text)
        return text

    return dated


def _of_calendar(language: str) -> frozenset[str]:
    """Names of months and weekdays as CLDR has them."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(
        name
        for kinds in (locale.months, locale.days)
        for use in kinds.values()
        for name in use.get("wide", {}).values()
        if name and not any(map(str.isdigit, name))
    )


def salt_of(source_locale: str, target_locale: str) -> str:
    """Names a pair of languages, each with its script: units of one pair are kept together."""
    return f"{_language(source_locale)}>{_language(target_locale)}"


@cache
def _language(locale: str) -> str:
    """The language of a locale, with its script where that is not the usual one."""
    language, *rest = locale.split("-")
    if rest and (language in _TWOFOLD or any(len(part) == _SCRIPT for part in rest)):
        from l10n.language.locales import script

        try:
            written = script(locale)
        except UsageError:
            return locale
        return language if written == script(language) else f"{language}-{written}"
    return language


def key(text: str, salt: str) -> int:
    """A number of 63 bits that stands for a text within the pair of languages that `salt` names."""
    digest = blake2b(f"{salt}\0{text}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def grams(text: str, salt: str) -> set[int]:
    """The hashes, 32 bits each, of the grams of a masked text.

    A gram is five characters in a row, three where a letter stands for a syllable or a word
    (Japanese). The ends of the text count as blanks.
    """
    data = f" {text} ".encode("utf-16-le", "surrogatepass")
    language = salt.partition(">")[0].partition("-")[0]
    width = 2 * (_NARROW if language in _DENSE else _WIDE)
    start = zlib.crc32(salt.encode())
    crc = zlib.crc32
    last = max(len(data) - width, 0)
    return {crc(data[at : at + width], start) for at in range(0, last + 1, 2)}


def kept(every: Set[int], stops: Sequence[Mapping[int, int]]) -> list[int]:
    """The hashes that are kept of a text with these grams.

    `stops` are those that stand in too many texts, each with how frequent it is, as often as they
    were learned; the last ones count.
    """
    return _sketch(every, stops, _KEPT)


def sought(every: Set[int], stops: Sequence[Mapping[int, int]]) -> list[int]:
    """The hashes by which texts are looked for, whichever stops were known when they were kept."""
    return [
        each for known in range(1, len(stops) + 1) for each in _sketch(every, stops[:known], _ASKED)
    ]


def _sketch(every: Set[int], stops: Sequence[Mapping[int, int]], most: int) -> list[int]:
    """Hashes of a text by the last stops, marked with how many there are.

    So a gram that has become frequent is looked for among the texts alone that were kept by it.
    """
    mark = (len(stops) - 1) * _STEP & 0xFFFFFFFF
    return [each ^ mark for each in _chosen(every, stops[-1], most)]


def _chosen(every: Set[int], stops: Mapping[int, int], most: int) -> list[int]:
    """The smallest of some grams, without those that stand in too many texts.

    Where there are few others they may all be of one word, which may be the one that is changed: so
    the rarest of the frequent ones go with them, the more the fewer there are.
    """
    # Not as a difference of sets, which would go through all of the stops.
    rare = sorted([each for each in every if each not in stops])
    if len(rare) >= max(most, _MANY):
        return rare[:most]
    common = sorted([each for each in every if each in stops], key=stops.__getitem__)
    if most > _KEPT:
        others = max(_KEPT - _KEPT * len(rare) // _MANY, _COMMON)
        return rare[: most - others] + common[:others]
    wanted = max(most - len(common), -(-most * len(rare) // _MANY))
    return rare[:wanted] + common[: most - min(wanted, len(rare))]
