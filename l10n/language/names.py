"""People's names in Ukrainian texts: where they stand, their nominative, their Latin letters."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from l10n.dataclass import dataclass
from l10n.language.given_names import MEN, WOMEN
from l10n.language.inflection import language_of
from l10n.language.uk.forms import VOWELS, plain
from l10n.regex import regex

_WORD = r"[А-ЯІЇЄҐ][а-яіїєґ]*(?:['’ʼ][а-яіїєґ]+)*[а-яіїєґ]"
_NAME = regex(rf"(?<![\w'’ʼ-]){_WORD}(?:[-‑]{_WORD})*(?![\w])")
_INITIALS = regex(
    rf"(?<![\w.'’ʼ-])((?:[А-ЯІЇЄҐ]|Дж|Дз|Ст)\.(?:[ \u00a0]?[А-ЯІЇЄҐ]\.)?)[ \u00a0]?"
    rf"({_WORD}(?:[-‑]{_WORD})*)(?!\w)"
)
_GAP = regex(r"[ \u00a0]")
_PATRONYMIC = regex(r"(?:[оеє]вич|іліч|ілліч|[ії]вн)\w{0,3}$")
_SURNAME = regex(
    r"(?:енк(?:о|а|у|ові|ом)|(?:[сцз]ьк|[оеє]вич|[ую]к|ик|чак|ишин|[оеє]в|[ії]в)\w{0,3})$"
)
"""Endings that show a surname to be Ukrainian, in any case."""
_FUNCTION_WORDS = """
адже але без більше були було вже він вона вони воно все для до його коли за зараз із йому і й
кожен крім лише ми на над не нам нас ні після потім при про проте саме свої сьогодні та так також
такий там тепер тим то тоді тому треба тут усе у хоча це цей цього через чому ще що щоб як якщо я
європа європи україна україни києва київ
"""
_NOT_SURNAMES = frozenset(_FUNCTION_WORDS.split())
_CASES = {
    "о": {"а": "ga", "у": "dl", "ові": "dl", "ом": "i", "е": "v", "і": "l"},
    "": {"а": "ga", "у": "dlv", "ові": "dl", "еві": "dl", "ом": "i", "ем": "i", "е": "v", "і": "l"},
    "й": {"я": "ga", "ю": "dv", "єві": "dl", "єм": "i", "ї": "l"},
    "ь": {"я": "ga", "ю": "dv", "еві": "dl", "ем": "i", "і": "l"},
    "а": {"и": "g", "і": "dlg", "у": "a", "ою": "i", "ею": "i", "о": "v", "е": "v"},
    "я": {"і": "gdl", "ї": "gdl", "ю": "a", "ею": "i", "єю": "i", "е": "v", "є": "v"},
    "р": {"я": "ga", "ю": "dv", "еві": "dl", "ем": "i", "і": "l"},
}
"""Endings of given names by the end of the nominative, each with its cases: n(ominative),
g(enitive), d(ative), a(ccusative), i(nstrumental), l(ocative), v(ocative)."""


Reading = tuple[str, str, str]
"""What a form of a given name may be: its nominative, its gender (m, f), its cases."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in a text, half-open, in characters."""

    start: int
    end: int
    text: str
    nominative: str
    """The probable nominative: a rule's guess, from the given name's case and gender."""
    romanized: str
    """By the resolution 55 of the Cabinet of Ministers of Ukraine, of 27 January 2010."""
    surname: str
    """The surname alone, romanized."""
    sure: bool
    """There is a given name, or the surname has a Ukrainian form."""


def names_in(text: str, locale: str = "uk") -> tuple[Name, ...]:
    """Find the names of people in a text without tags, in order.

    A name is a common given name in any case and one or two words with a capital after it, or
    initials and a surname. Languages other than Ukrainian have none.
    """
    if language_of(locale) != "uk":
        return ()
    found = [*_full(text)]
    taken = [(name.start, name.end) for name in found]
    for name in _with_initials(text):
        if all(name.end <= start or end <= name.start for start, end in taken):
            found.append(name)
    return tuple(sorted(found, key=lambda name: name.start))


def is_given(word: str) -> bool:
    """True for a form of a common given name, in Ukrainian."""
    return bool(_readings(word))


def gender_of(name: str) -> str:
    """The gender (m, f) of a given name in the nominative; empty where it is not known, or both."""
    found = {gender for nominative, gender, _cases in _readings(name) if nominative == name}
    return found.pop() if len(found) == 1 else ""


def has_own_form(surname: str) -> bool:
    """True for a surname whose ending shows it to be Ukrainian, in any case."""
    return bool(_SURNAME.search(plain(surname)))


def romanized(text: str) -> str:
    """Write Ukrainian in Latin letters by the Cabinet's resolution 55/2010, as passports do."""
    from translitua import UkrainianKMU, translit

    text = normalize("NFC", text).replace("\u2011", "-").replace("ʼ", "'")
    return "".join(str(translit(part, UkrainianKMU)) for part in re.split(r"([\s-])", text))


def _full(text: str) -> Iterator[Name]:
    words = list(_NAME.finditer(text))
    done = 0
    for index, first in enumerate(words):
        readings = _readings(first.group())
        if not readings or first.start() < done:
            continue
        chain = [first]
        for word in words[index + 1 : index + 4]:
            if not _GAP.fullmatch(text, chain[-1].end(), word.start()):
                break
            chain.append(word)
        chain = chain[: 3 if len(chain) > 2 and _is_middle(chain[1].group()) else 2]
        if len(chain) < 2 or plain(chain[-1].group()) in _NOT_SURNAMES:
            continue
        made = _name(readings, [word.group() for word in chain])
        if made is None:
            continue
        nominative, surname = made
        start, done = first.start(), chain[-1].end()
        yield Name(
            start=start,
            end=done,
            text=text[start:done],
            nominative=nominative,
            romanized=romanized(nominative),
            surname=romanized(surname),
            sure=True,
        )


def _with_initials(text: str) -> Iterator[Name]:
    for match in _INITIALS.finditer(text):
        surname = match[2]
        if plain(surname) in _NOT_SURNAMES or len(surname) < 3:
            continue
        sure = bool(_SURNAME.search(plain(surname)))
        best = _surname_nominative(surname, "m", "") if sure else surname
        initials = " ".join(re.findall(r"\w+\.", match[1]))
        nominative = f"{initials} {best}"
        latin = " ".join(romanized(part[:-1]) + "." for part in initials.split())
        yield Name(
            *match.span(), match.group(), nominative, f"{latin} {romanized(best)}",
            romanized(best), sure,
        )  # fmt: skip


def _is_middle(word: str) -> bool:
    """True if a word between two others is a patronymic or a second given name."""
    return bool(_PATRONYMIC.search(plain(word))) or plain(word) in _given()


def _name(readings: tuple[Reading, ...], words: list[str]) -> tuple[str, str] | None:
    """The whole name and the surname in the nominative; None if the two do not agree."""
    surname = words[-1]
    best = None
    for nominative, gender, cases in readings:
        guess = "-".join(
            _surname_nominative(part, gender, cases) for part in re.split("[-‑]", surname)
        )
        middle = [_middle_nominative(word, gender, cases) for word in words[1:-1]]
        if cases == "n" and _is_oblique(surname, gender):
            continue
        score = _agrees(surname, gender, cases)
        if best is None or score > best[0]:
            best = score, " ".join([nominative, *middle, guess]), guess
    return None if best is None else best[1:]


def _agrees(surname: str, gender: str, cases: str) -> int:
    small = plain(surname)
    if cases in ("l", "v"):
        return 0
    if cases == "n":
        return 1 if gender == "f" and _GENITIVE.search(small) else 3
    if gender == "f":
        return 1 + bool(re.search(r"(?:[сц]ьк|[оеє]в|[иії]н)(?:ої|ій|у|ою)$", small))
    return 1 + bool(re.search(r"(?:ого|ому|им|[аяую]|ом|ем|єм|ові|еві|єві)$", small))


_GENITIVE = regex(r"(?:ого|(?:[иу]к|[юя]к|енк|йк|ньк|чк|ич|[аую]н|[ая]р)а)$")
"""Surnames in the genitive of the masculine, rather than of a woman: Олександра Усика."""


def _is_oblique(surname: str, gender: str) -> bool:
    """True if a surname has the clear form of another case than the nominative."""
    small = plain(surname)
    if gender == "m":
        return bool(re.search(r"(?:енк(?:а|ові|ом)|[сцз]ьк(?:ого|ому|им)|[ую])$", small))
    return bool(re.search(r"(?:[сцз]ьк(?:ої|ій|ою|ого|ому|им)|[ую])$", small))


def _middle_nominative(word: str, gender: str, cases: str) -> str:
    readings = _given().get(plain(word), ())
    for nominative, other, those in readings:
        if other == gender and set(those) & set(cases):
            return nominative
    if cases == "n":
        return word
    if gender == "m":
        return re.sub(r"(?<=ч)(?:а|у|еві|ем|і)$", "", word)
    return re.sub(r"(?<=вн)(?:и|і|у|ою|о)$", "а", word)


_MASCULINE_RULES = (
    # Of an adjective: Зеленського, Зеленському, Зеленським.
    (r"(?<=[сцз]ьк)(?:ого|ому|им|ім|ії)$", "ий", ""),
    (r"(?:ого|ому)$", "ий", "gadl"),
    (r"(?:ього|ьому)$", "ій", "gadl"),
    (r"(?<=[оеєії]в)(?:а|у|им|і|ові)$", "", "gadil"),
    (r"(?<=[иії]н)(?:а|у|им|ові)$", "", "gadil"),
    (r"(?<=енк)(?:а|у|ові|ом|е)$", "о", ""),
    (r"(?<=ен)ці$", "ко", "dl"),
    # Of a noun in -а: Сороки, Сороку, Сорокою.
    (r"(?<=(?:ик|ук|юк))(?:а|ові|ом)$", "", ""),
    (r"(?:и|ою)$", "а", "gi"),
    (r"(?<=[жчшщц])ею$", "а", "i"),
    (r"ці$", "ка", "dl"),
    (r"(?<=[бвгджзлмнпрст])і$", "а", "dl"),
    (r"(?<=[бвгджзлмнпрст])і$", "я", "g"),
    # Бойка, Рудька: before к a consonant other than р, л, в.
    (rf"(?<=[^{VOWELS}рлв]к)(?:а|у|ові|ом)$", "о", "gadil"),
    (r"(?<=[^о]ць)(?:а|у)$", "", "gad"),
    (rf"(?<=[^{VOWELS}])ц(?:я|ю|еві|ем)$", "ець", "gadil"),
    (rf"(?<=[{VOWELS}])(?:я|ю|єві|єм|ї)$", "й", "gadil"),
    (r"(?<=р)(?:я|ю|еві|ем)$", "", "gadil"),
    (r"(?:я|ю|еві|ем)$", "ь", "gadil"),
    (r"(?:ові|еві|ом|ем)$", "", "dil"),
    (r"(?:а)$", "", "ga"),
    (r"(?:у)$", "", "dl"),
    (r"(?:у)$", "а", "a"),
)
_FEMININE_RULES = (
    (r"(?<=[сцз]ьк)(?:ої|ій|у|ою)$", "а", ""),
    (r"(?<=[оеєії]в)(?:ої|ій|у|ою)$", "а", "gadil"),
    (r"(?<=[иії]н)(?:ої|ій|у|ою)$", "а", "gadil"),
    (r"(?:ої)$", "а", "g"),
    (r"(?:ьої)$", "я", "g"),
    (r"(?:и|ою)$", "а", "gi"),
    (r"(?<=[жчшщц])ею$", "а", "i"),
    (rf"(?<=[^{VOWELS}жчшщ])у$", "а", "a"),
    (r"ці$", "ка", "dl"),
)


def _surname_nominative(surname: str, gender: str, cases: str) -> str:
    """Guess the nominative of a surname from its form, its gender and the given name's cases.

    Without cases (only initials stand before it) only forms that no nominative has are changed.
    """
    if cases == "n":
        return surname
    small = plain(surname)
    for pattern, ending, those in _MASCULINE_RULES if gender == "m" else _FEMININE_RULES:
        if those and not set(those) & set(cases):
            continue
        match = re.search(pattern, small)
        if match and match.start() >= 2:
            return surname[: match.start()] + ending
    return surname


@lru_cache(maxsize=1 << 13)
def _readings(word: str) -> tuple[Reading, ...]:
    """The readings of a given name, of a double one (Анни-Марії) too."""
    first, *others = re.split("[-‑]", word)
    found = _given().get(plain(first), ())
    for other in others:
        found = tuple(
            (f"{one}-{two}", gender, both)
            for one, gender, cases in found
            for two, same, more in _given().get(plain(other), ())
            if gender == same and (both := "".join(case for case in cases if case in more))
        )
    return found


@cache
def _given() -> dict[str, tuple[Reading, ...]]:
    """The readings (nominative, gender, cases) of each form of a given name."""
    table: dict[str, list[Reading]] = {}
    for gender, names in (("m", MEN), ("f", WOMEN)):
        for name in sorted(names):
            for form, cases in _given_forms(name, gender):
                table.setdefault(plain(form), []).append((name, gender, cases))
    return {form: tuple(readings) for form, readings in table.items()}


def _given_forms(name: str, gender: str) -> Iterator[tuple[str, str]]:
    yield name, "n"
    last = name[-1]
    if gender == "f" and last not in "ая":
        if name == "Любов":
            yield from (("Любові", "gdl"), ("Любов'ю", "i"))
        return
    stem = name if last not in "оайяь" else name[:-1]
    kind = last if last in "оайяь" else ""
    if name in ("Ігор", "Лазар"):
        kind = "р"
    for ending, cases in _CASES[kind].items():
        for oblique in _oblique_stems(name, stem):
            yield oblique + ending, cases
        softened = {"г": "з", "к": "ц", "х": "с"}.get(stem[-1])
        if ending == "і" and softened:
            yield stem[:-1] + softened + ending, cases


def _oblique_stems(name: str, stem: str) -> tuple[str, ...]:
    """The stem before an ending: Федір, Федора; Яків, Якова; Лев, Лева."""
    special = {
        "Антін": "Антон", "Федір": "Федор", "Сидір": "Сидор", "Яків": "Яков", "Прокіп": "Прокоп",
        "Тихін": "Тихон", "Тиміш": "Тимош", "Григір": "Григор",
    }  # fmt: skip
    return (special.get(name, stem),)
