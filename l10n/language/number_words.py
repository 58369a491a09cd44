"""Numbers in words, as far as news spells them out: one to twelve in all forms, tens, hundreds.

The tables tell which numbers the words of a text may stand for; they are no grammar. A word such
as `пара`, `both` or `decade` counts for the number that a translation may write for it, and `half`
for the 5 of 2.5.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.regex import regex

_WORD = regex(r"[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_ROMAN = regex(r"(?=[IVX]{2}|[VX])(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_APOSTROPHES = str.maketrans("'ʼ", "’’")


@dataclass(frozen=True, slots=True)
class _Table:
    """The number words of a language, casefolded, with ’ for any apostrophe."""

    words: Mapping[int, str]
    """By number its words; `*` stands for any ending, `~` for those of an adjective."""
    adjective: str = ""
    """The endings of an adjective."""
    compounds: str = ""
    """How what follows a number in one word begins: `річ` of `семирічний`."""
    joint: str = ""
    """What stands between unit and ten in one word: `und` of `fünfundzwanzig`."""


_BY_LANGUAGE: Mapping[str, _Table] = MappingProxyType(
    {
        "de": _Table(
            {
                1: "ein eine einen einem einer eines eins erst* einmal einzig* hundert tausend "
                "million* milliarde*",
                2: "zwei zwo zweier zweien zweit* beide* doppel* doppelt* paar",
                3: "drei dreier dreien dritt* dreifach*",
                4: "vier vierer vieren viert*",
                5: "fünf fünfer fünft* halb* hälfte* anderthalb*",
                6: "sechs sechser sechst*",
                7: "sieben siebt* siebent*",
                8: "acht achte achten achter achtes achtem achtel*",
                9: "neun neunt*",
                10: "zehn zehner zehnt* jahrzehnt*",
                11: "elf elft*",
                12: "zwölf zwölft* dutzend*",
                13: "dreizehn*",
                14: "vierzehn*",
                15: "fünfzehn*",
                16: "sechzehn*",
                17: "siebzehn*",
                18: "achtzehn*",
                19: "neunzehn*",
                20: "zwanzig*",
                30: "dreißig* dreissig*",
                40: "vierzig*",
                50: "fünfzig*",
                60: "sechzig*",
                70: "siebzig*",
                80: "achtzig*",
                90: "neunzig*",
                100: "hundert* einhundert* jahrhundert*",
                1000: "tausend* eintausend* jahrtausend*",
            },
            compounds="jähr tägig täglich wöch monat stünd minüt stöck stell mal fach teil köpf "
            "zimm hundert tausend prozent seit türig bein",
            joint="und",
        ),
        "en": _Table(
            {
                1: "a an one ones first firstly once single sole hundred thousand million billion",
                2: "two second secondly seconds twos twice both double doubled doubles pair pairs "
                "couple couples twin twins half halves",
                3: "three third thirds thirdly threes triple tripled thrice trio",
                4: "four fourth fourths fourthly fours quarter quarters quadruple",
                5: "five fifth fifths fives half halves",
                6: "six sixth sixths sixes",
                7: "seven seventh sevenths",
                8: "eight eighth eighths",
                9: "nine ninth ninths",
                10: "ten tenth tenths tens decade decades",
                11: "eleven eleventh",
                12: "twelve twelfth dozen dozens",
                13: "thirteen*",
                14: "fourteen*",
                15: "fifteen*",
                16: "sixteen*",
                17: "seventeen*",
                18: "eighteen*",
                19: "nineteen*",
                20: "twenty twenties twentieth",
                30: "thirty thirties thirtieth",
                40: "forty forties fortieth",
                50: "fifty fifties fiftieth",
                60: "sixty sixties sixtieth",
                70: "seventy seventies seventieth",
                80: "eighty eighties eightieth",
                90: "ninety nineties ninetieth",
                100: "hundred hundreds hundredth century centuries",
                1000: "thousand thousands thousandth millennium millennia",
            },
        ),
        "pl": _Table(
            {
                1: "jeden jedna jedno jednego jednej jednemu jedną jednym jedni jedne jednych "
                "jednymi pierwsz* raz razu sto tysiąc milion miliard",
                2: "dwa dwie dwóch dwu dwom dwoma dwiema dwaj dwoje dwojga obaj obie oba obu "
                "obydwa obydwie obydwóch drug~ drugi drugiego drugiej drugim drugich para parę "
                "pary podwójn* dwukrotn* dwój* pół połow*",
                3: "trzy trzech trzem trzema trzej troje trojga trzeci* potrójn* trzykrotn* trój*",
                4: "cztery czterech czterem czterema czterej czworo czworga czwart~ czwórk* "
                "ćwierć*",
                5: "pięć pięciu pięcioma pięcioro piąt~ piątk* pół półtora półtorej połow*",
                6: "sześć sześciu sześcioma sześcioro szóst~ szóstk*",
                7: "siedem siedmiu siedmioma siedmioro siódm~ siódemk*",
                8: "osiem ośmiu ośmioma ośmioro ósm~ ósemk*",
                9: "dziewięć dziewięciu dziewięcioma dziewięcioro dziewiąt~ dziewiątk*",
                10: "dziesięć dziesięciu dziesięcioma dziesięcioro dziesiąt~ dziesiątk* dekad* "
                "dziesięciole*",
                11: "jedenaśc* jedenast*",
                12: "dwanaśc* dwanast* dwunast* tuzin*",
                13: "trzynaśc* trzynast*",
                14: "czternaśc* czternast*",
                15: "piętnaśc* piętnast*",
                16: "szesnaśc* szesnast*",
                17: "siedemnaśc* siedemnast*",
                18: "osiemnaśc* osiemnast*",
                19: "dziewiętnaśc* dziewiętnast*",
                20: "dwadzieśc* dwudziest*",
                30: "trzydzieśc* trzydziest*",
                40: "czterdzieśc* czterdziest*",
                50: "pięćdziesiąt* pięćdziesięci*",
                60: "sześćdziesiąt* sześćdziesięci*",
                70: "siedemdziesiąt* siedemdziesięci*",
                80: "osiemdziesiąt* osiemdziesięci*",
                90: "dziewięćdziesiąt* dziewięćdziesięci*",
                100: "sto stu setk* setn* stuleci*",
                1000: "tysiąc* tysięc* tysiącleci*",
            },
            adjective="y a e ego ej emu ym ą ych ymi i",
            compounds="let lat lec dni dniow tygodn miesięcz godzin minut piętr krotn osob stron "
            "pokoj rocz kilometr procent",
        ),
        "uk": _Table(
            {
                1: "один одного одному одним однім одна одної одній одну однією одною одне одні "
                "одних одними перш* уперше вперше єдин* раз разу одно* сто сотн* тисяч* мільйон* "
                "мільярд*",
                2: "два двох двом двома дві двоє обидва обидві обидвох обидвом обидвома обоє обох "
                "обом обома друг~ двічі вдвічі удвічі вдвоє удвоє подвій* подвої* двійк* пара пари "
                "пару парою пів півтора півтори половин* наполовину",
                3: "три трьох трьом трьома троє трет* тричі втричі утричі потрій* потрої* трійк*",
                4: "чотири чотирьох чотирьом чотирма четверо четверт* чверт* чверть чотирич* "
                "вчетверо учетверо четвірк*",
                5: "п’ять п’яти п’ятьох п’ятьом п’ятьма п’ятеро п’ят~ п’ятірк* вп’ятеро уп’ятеро "
                "пів півтора півтори половин*",
                6: "шість шести шістьох шістьом шістьма шестеро шост~ шістк* вшестеро",
                7: "сім семи сімох сімом сімома сьома семеро сьом~ сімк*",
                8: "вісім восьми вісьмох вісьмом вісьмома восьмеро восьм~ вісімк*",
                9: "дев’ять дев’яти дев’ятьох дев’ятьом дев’ятьма дев’ятеро дев’ят~ дев’ятк*",
                10: "десять десяти десятьох десятьом десятьма десятеро десят~ десятк* вдесятеро "
                "десятиліт* десятиріч*",
                11: "одинадцят*",
                12: "дванадцят* дюжин*",
                13: "тринадцят*",
                14: "чотирнадцят*",
                15: "п’ятнадцят*",
                16: "шістнадцят*",
                17: "сімнадцят*",
                18: "вісімнадцят*",
                19: "дев’ятнадцят*",
                20: "двадцят*",
                30: "тридцят*",
                40: "сорок* сорока*",
                50: "п’ятдесят* п’ятидесят*",
                60: "шістдесят* шестидесят*",
                70: "сімдесят* семидесят*",
                80: "вісімдесят* восьмидесят*",
                90: "дев’яност*",
                100: "сто ста сотн* сот~ століт* сторіч*",
                1000: "тисяч* тисячоліт*",
            },
            adjective="ий ого ому им ім а ої ій у ою е і их ими",
            compounds="річ ліття літт ден тижн тижд місяч годин хвилин секунд поверх кімнат разов "
            "сторон особ відсотк метр кілометр доб кратн знач ступ част мільйон тисяч",
        ),
    }
)
"""By language. Numbers above a thousand, and of other languages, are not looked for."""

_STEMS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "de": {2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 8: "acht",
               9: "neun", 10: "zehn", 11: "elf", 12: "zwölf"},
        "pl": {2: "dwu", 3: "trzy", 4: "cztero", 5: "pięcio", 6: "sześcio", 7: "siedmio",
               8: "ośmio", 9: "dziewięcio", 10: "dziesięcio"},
        "uk": {2: "дво двох", 3: "три трьох", 4: "чотири чотирьох", 5: "п’яти", 6: "шести",
               7: "семи", 8: "восьми", 9: "дев’яти", 10: "десяти"},
    }
)  # fmt: skip
"""By language and number, what a compound word begins with."""


@dataclass(frozen=True, slots=True)
class _Lookup:
    whole: Mapping[str, tuple[int, ...]]
    stems: Mapping[str, tuple[int, ...]]
    """With any ending."""
    longest: int
    parts: tuple[tuple[str, int], ...] = ()
    """What compounds begin with."""
    compounds: tuple[str, ...] = ()
    joint: str = ""
    units: Mapping[str, int] = field(default_factory=dict)


def has_number_words(locale: str) -> bool:
    """True if there is a table for the language of a locale."""
    return re.split("[-_]", locale)[0] in _BY_LANGUAGE


def spelled_out(text: str, locale: str) -> Counter[int]:
    """Count the numbers that the words of a text may stand for; none without a table.

    A ten and the unit after it count together as well: `twenty-five` is 20, 5 and 25. Roman
    numerals from II to XXXIX count in any language.
    """
    found: Counter[int] = Counter()
    table = _lookup(re.split("[-_]", locale)[0])
    ten = 0
    for match in _WORD.finditer(text):
        word = match.group()
        roman = _ROMAN.fullmatch(word)
        if roman and word:
            found[_roman(word)] += 1
        if table is None:
            continue
        numbers = _numbers(word.casefold().translate(_APOSTROPHES), table)
        found.update(numbers)
        if ten:
            found.update(ten + number for number in numbers if 0 < number < 10)
        ten = next((number for number in numbers if number in range(20, 100, 10)), 0)
    return found


def _numbers(word: str, table: _Lookup) -> tuple[int, ...]:
    found = list(table.whole.get(word, ()))
    for size in range(min(len(word), table.longest), 2, -1):
        found += table.stems.get(word[:size], ())
    for stem, number in table.parts:
        if word.startswith(stem) and word[len(stem) :].startswith(table.compounds):
            found.append(number)
    if table.joint:
        unit, joint, ten = word.partition(table.joint)
        if joint and unit in table.units:
            found += [
                table.units[unit] + each
                for each in _numbers(ten, table)
                if each in range(20, 100, 10)
            ]
    return tuple(dict.fromkeys(found))


@cache
def _lookup(language: str) -> _Lookup | None:
    table = _BY_LANGUAGE.get(language)
    if table is None:
        return None
    whole: dict[str, tuple[int, ...]] = {}
    stems: dict[str, tuple[int, ...]] = {}
    for number, words in table.words.items():
        for word in words.split():
            if word.endswith("*"):
                stems[word[:-1]] = (*stems.get(word[:-1], ()), number)
            elif word.endswith("~"):
                for ending in table.adjective.split():
                    form = word[:-1] + ending
                    whole[form] = (*whole.get(form, ()), number)
            else:
                whole[word] = (*whole.get(word, ()), number)
    parts = tuple(
        (stem, number)
        for number, group in _STEMS.get(language, {}).items()
        for stem in group.split()
    )
    units = {word: numbers[0] for word, numbers in whole.items() if numbers[0] < 10}
    longest = max(map(len, stems), default=0)
    return _Lookup(
        whole=whole,
        stems=stems,
        longest=longest,
        parts=parts,
        compounds=tuple(table.compounds.split()),
        joint=table.joint,
        units=units,
    )


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def cardinals(text: str, locale: str) -> tuple[tuple[str, int], ...]:
    """The words of a text that surely count something, from two on, with their numbers.

    Of what `spelled_out` takes into account the plain numbers alone: no `both`, `twice`, `second`.
    """
    table = _cardinals(re.split("[-_]", locale)[0])
    words = (match.group() for match in _WORD.finditer(text)) if table else ()
    folded = ((word, word.casefold().translate(_APOSTROPHES)) for word in words)
    return tuple((word, table[each]) for word, each in folded if each in table)


@cache
def _cardinals(language: str) -> Mapping[str, int]:
    return {
        word: number
        for number, words in _CARDINALS.get(language, {}).items()
        for word in words.split()
    }


_CARDINALS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "de": {2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 9: "neun",
               10: "zehn", 11: "elf", 12: "zwölf", 20: "zwanzig", 30: "dreißig", 40: "vierzig",
               50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig", 90: "neunzig"},
        "en": {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
               9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 20: "twenty", 30: "thirty",
               40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
               100: "hundred", 1000: "thousand"},
        "pl": {2: "dwa dwie dwóch dwoje dwaj", 3: "trzy trzech troje trzej", 4: "cztery czterech",
               5: "pięć pięciu", 6: "sześć sześciu", 7: "siedem siedmiu", 8: "osiem ośmiu",
               9: "dziewięć dziewięciu", 10: "dziesięć dziesięciu", 100: "sto stu"},
        "uk": {2: "два двох двом двома дві двоє", 3: "три трьох трьом трьома троє",
               4: "чотири чотирьох чотирьом чотирма четверо", 5: "п’ять п’яти п’ятьох п’ятеро",
               6: "шість шести шістьох шестеро", 7: "сім семи сімох семеро",
               8: "вісім восьми вісьмох восьмеро", 9: "дев’ять дев’яти дев’ятьох",
               10: "десять десяти десятьох десятеро", 11: "одинадцять одинадцяти",
               12: "дванадцять дванадцяти", 20: "двадцять двадцяти", 30: "тридцять тридцяти",
               40: "сорок", 50: "п’ятдесят", 60: "шістдесят", 70: "сімдесят", 80: "вісімдесят",
               90: "дев’яносто", 100: "сто"},
    }
)  # fmt: skip
