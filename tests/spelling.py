"""Numbers in words, for tests of what reads them: written by grammar, not from the tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Words:
    """The words of a language, for numbers below a thousand in one form."""

    small: tuple[str, ...]
    """From zero to nineteen."""
    tens: tuple[str, ...]
    """From twenty to ninety."""
    hundreds: tuple[str, ...]
    """From one to nine hundred."""
    thousands: tuple[tuple[str, str, str], ...]
    """Thousand, million, billion: after one, after two, after five."""
    one_two: tuple[str, str] = ("", "")
    """One and two before the word for a thousand, where it has a gender of its own."""


def _row(text: str) -> tuple[str, ...]:
    return tuple(text.split())


UK = Words(
    _row(
        "нуль один два три чотири п’ять шість сім вісім дев’ять десять одинадцять "
        "дванадцять тринадцять чотирнадцять п’ятнадцять шістнадцять сімнадцять "
        "вісімнадцять дев’ятнадцять"
    ),
    _row("двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто"),
    _row("сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот"),
    (
        ("тисяча", "тисячі", "тисяч"),
        ("мільйон", "мільйони", "мільйонів"),
        ("мільярд", "мільярди", "мільярдів"),
    ),
    ("одна", "дві"),
)
UK_GENITIVE = Words(
    _row(
        "нуля одного двох трьох чотирьох п’яти шести семи восьми дев’яти десяти "
        "одинадцяти дванадцяти тринадцяти чотирнадцяти п’ятнадцяти шістнадцяти сімнадцяти "
        "вісімнадцяти дев’ятнадцяти"
    ),
    _row("двадцяти тридцяти сорока п’ятдесяти шістдесяти сімдесяти вісімдесяти дев’яноста"),
    _row("ста двохсот трьохсот чотирьохсот п’ятисот шестисот семисот восьмисот дев’ятисот"),
    (
        ("тисячі", "тисяч", "тисяч"),
        ("мільйона", "мільйонів", "мільйонів"),
        ("мільярда", "мільярдів", "мільярдів"),
    ),
    ("однієї", "двох"),
)
PL = Words(
    _row(
        "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście "
        "dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście "
        "dziewiętnaście"
    ),
    _row(
        "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt "
        "osiemdziesiąt dziewięćdziesiąt"
    ),
    _row("sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset"),
    (
        ("tysiąc", "tysiące", "tysięcy"),
        ("milion", "miliony", "milionów"),
        ("miliard", "miliardy", "miliardów"),
    ),
)
_EN = _row(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
)
_EN_TENS = _row("twenty thirty forty fifty sixty seventy eighty ninety")
_DE = _row(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn "
    "vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_DE_TENS = _row("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def slavic(number: int, words: Words) -> str:
    """A number below a million million in Ukrainian or Polish."""
    if number == 0:
        return words.small[0]
    parts: list[str] = []
    for power in (3, 2, 1, 0):
        group = number // 1000**power % 1000
        if not group:
            continue
        gendered = power == 1
        parts += _below_thousand(group, words, gendered=gendered)
        if power:
            parts.append(words.thousands[power - 1][_form(group)])
    return " ".join(parts)


def _below_thousand(group: int, words: Words, *, gendered: bool) -> list[str]:
    parts = []
    if group >= 100:
        parts.append(words.hundreds[group // 100 - 1])
    rest = group % 100
    if rest >= 20:
        parts.append(words.tens[rest // 10 - 2])
        rest %= 10
    if rest:
        own = words.one_two[rest - 1] if gendered and rest <= 2 else ""
        parts.append(own or words.small[rest])
    return parts


def _form(group: int) -> int:
    if group % 10 == 1 and group % 100 != 11:
        return 0
    return 1 if group % 10 in (2, 3, 4) and group % 100 not in (12, 13, 14) else 2


def english(number: int) -> str:
    """A number below a million million in English."""
    if number == 0:
        return _EN[0]
    parts = []
    for power, name in ((3, "billion"), (2, "million"), (1, "thousand"), (0, "")):
        group = number // 1000**power % 1000
        if not group:
            continue
        rest = group % 100
        if group >= 100:
            parts += [_EN[group // 100], "hundred"]
            parts += ["and"] if rest else []
        if rest >= 20:
            unit = f"-{_EN[rest % 10]}" if rest % 10 else ""
            parts.append(_EN_TENS[rest // 10 - 2] + unit)
        elif rest:
            parts.append(_EN[rest])
        parts += [name] if name else []
    return " ".join(parts)


def german(number: int) -> str:
    """A number below a million million in German."""
    if number < 2:
        return ("null", "eins")[number]
    parts = []
    for power, one, many in ((3, "Milliarde", "Milliarden"), (2, "Million", "Millionen")):
        group = number // 1000**power % 1000
        if group:
            parts.append(f"eine {one}" if group == 1 else f"{_german(group)} {many}")
    thousands, rest = number // 1000 % 1000, number % 1000
    last = (_german(thousands) + "tausend" if thousands else "") + (_german(rest) if rest else "")
    return " ".join([*parts, last] if last else parts)


def _german(group: int) -> str:
    rest = group % 100
    word = _DE[group // 100] + "hundert" if group >= 100 else ""
    if rest >= 20:
        unit = _DE[rest % 10] + "und" if rest % 10 else ""
        return word + unit + _DE_TENS[rest // 10 - 2]
    if rest == 1:
        return word + ("eins" if group > 1 else "ein")
    return word + (_DE[rest] if rest else "")


SPELLERS: Mapping[str, tuple[str, Callable[[int], str]]] = MappingProxyType(
    {
        "Ukrainian": ("uk", lambda number: slavic(number, UK)),
        "Ukrainian genitive": ("uk", lambda number: slavic(number, UK_GENITIVE)),
        "Polish": ("pl", lambda number: slavic(number, PL)),
        "English": ("en", english),
        "German": ("de", german),
    }
)
"""By name the language and what writes a number in it."""
