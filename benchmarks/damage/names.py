"""Damage to names of people and places."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from random import Random

from benchmarks.damage.kind import Good, Kind, alternation, cased, put, tidy

_CAPITAL = re.compile(r"(?<![.!?:«»“\"„(—–] )(?<=[\w,] )[A-ZА-ЯІЇЄҐ][\w’'-]{3,}")
_ANY_CAPITAL = re.compile(r"(?<!\w)[A-ZА-ЯІЇЄҐ][\w’'-]{2,}")
_NO_NAME = {
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "however",
    "mr",
    "mrs",
    "the",
    "and",
    "but",
}
_SOUNDS = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "-",
            "iu",
            "ia",
        ],
        strict=True,
    )
)
_OLD = {
    "en": {
        "kyiv": "Kiev",
        "odesa": "Odessa",
        "kharkiv": "Kharkov",
        "lviv": "Lvov",
        "dnipro": "Dnepr",
        "chernihiv": "Chernigov",
        "zaporizhzhia": "Zaporozhye",
        "mykolaiv": "Nikolaev",
        "luhansk": "Lugansk",
        "chornobyl": "Chernobyl",
        "ukraine": "the Ukraine",
        "kyivan": "Kievan",
        "donbas": "Donbass",
        "belarus": "Belorussia",
    },
    "uk": {
        "білорусь": "Білорусія",
        "білорусі": "Білорусії",
        "молдова": "Молдавія",
        "молдови": "Молдавії",
        "молдові": "Молдавії",
        "дніпрі": "Дніпропетровську",
        "бахмут": "Артемівськ",
        "бахмуті": "Артемівську",
        "бахмута": "Артемівська",
    },
}
_OLD_PATTERN = {
    language: alternation(table, before=r"(?<!the )(?<![\w-])", after=r"(?![\w-])")
    for language, table in _OLD.items()
}


def _latin(word: str) -> str:
    """Roughly how a word sounds, in Latin letters."""
    low = word.lower().replace("’", "").replace("'", "")
    return "".join(_SOUNDS.get(sign, sign) for sign in low).replace("-", "")


def _counterpart(word: str, names: list[str]) -> bool:
    """True if some name sounds so much like a word that it is the same in the other script."""
    mine = _latin(word)
    for name in names:
        other = _latin(name)
        if mine[:1] == other[:1] and SequenceMatcher(None, mine, other).ratio() >= 0.66:
            return True
    return False


def _names(source: str, target: str) -> Iterator[re.Match[str]]:
    """Names within a target that its source has too, in either script."""
    theirs = _ANY_CAPITAL.findall(source)
    for match in _CAPITAL.finditer(target):
        if match.group().lower() not in _NO_NAME and _counterpart(match.group(), theirs):
            yield match


def _name_swapped(good: Good, chance: Random) -> str | None:
    mine = list(_names(good.source, good.target))
    if not mine:
        return None
    match = chance.choice(mine)
    for source, target in good.neighbours():
        others = [
            name.group()
            for name in _names(source, target)
            if SequenceMatcher(None, name.group(), match.group()).ratio() < 0.6
            and name.group()[:4] not in good.target
        ]
        if others:
            return put(good.target, match.span(), chance.choice(others))
    return None


def _name_misspelt(good: Good, chance: Random) -> str | None:
    found = [match for match in _names(good.source, good.target) if len(match.group()) >= 5]
    found = [match for match in found if match.group()[2:-1].isalpha()]
    if not found:
        return None
    match = chance.choice(found)
    name = match.group()
    at = chance.randrange(2, len(name) - 2)
    letters = "bdfgklmnprstvz" if name.isascii() else "бвгдзклмнпрстф"
    vowels = "aeiou" if name.isascii() else "аеиіоу"
    kin = vowels if name[at] in vowels else letters
    other = chance.choice([letter for letter in kin if letter != name[at]])
    way = chance.choice(("other", "gone", "twins"))
    if way == "gone" and name[at] != name[at - 1]:
        wrong = name[:at] + name[at + 1 :]
    elif way == "twins" and name[at] != name[at + 1]:
        wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    else:
        wrong = name[:at] + other + name[at + 1 :]
    return None if wrong == name else put(good.target, match.span(), wrong)


def _name_dropped(good: Good, chance: Random) -> str | None:
    found = list(_names(good.source, good.target))
    if not found:
        return None
    match = chance.choice(found)
    start, end = match.span()
    run = re.compile(r"(?:[A-ZА-ЯІЇЄҐ][\w’'-]+ )+$").search(good.target, 0, start)
    if run and run.start():
        start = run.start()
    more = re.compile(r"(?: [A-ZА-ЯІЇЄҐ][\w’'-]+)+(?:['’]s)?|['’]s\b").match(good.target, end)
    return tidy(put(good.target, (start, more.end() if more else end), ""))


def _old_place(good: Good, chance: Random) -> str | None:
    found = list(_OLD_PATTERN[good.language].finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    old = _OLD[good.language][match[1].lower()]
    return put(good.target, match.span(1), old if match.start() else cased(old, match[1]))


KINDS = (
    Kind("name-swapped", "names", "a name becomes another of the same article", _name_swapped),
    Kind(
        "name-misspelt",
        "names",
        "a letter within a name is changed, lost, or changes places",
        _name_misspelt,
    ),
    Kind("name-dropped", "names", "a whole name is left out", _name_dropped),
    Kind(
        "old-place", "names", "Kyiv becomes Kiev, Odesa Odessa (uk: Білорусь Білорусія)", _old_place
    ),
)
