"""The cases that a Ukrainian form may stand for, by its ending.

A case is two letters: who bears it (`m`, `f`, `n` in the singular, `p` in the plural) and which one
it is (`N`, `G`, `D`, `A`, `I`, `L`, `V`). Endings by the orthography of 2019, parts II and III.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from l10n.language.uk.forms import is_undeclined
from l10n.regex import regex

Cases = frozenset[str]

EVERY: Cases = frozenset(bearer + case for bearer in "mfnp" for case in "NGDAILV")
"""Of a form whose ending tells nothing."""
NONE: Cases = frozenset()


def _table(text: str) -> Mapping[str, Cases]:
    """Lines of an ending and its cases; `-` is no ending."""
    lines = (line.split() for line in text.splitlines() if line.strip())
    return MappingProxyType({ending.replace("-", ""): frozenset(cases) for ending, *cases in lines})


_ADJECTIVE = _table(
    """
    ий mN mA mV
    ій mN mA mV fD fL
    їй mN mA mV fD fL
    ого mG nG mA
    ього mG nG mA
    його mG nG mA
    ому mD nD mL nL
    ьому mD nD mL nL
    йому mD nD mL nL
    им mI nI pD
    ім mI nI pD mL nL
    їм mI nI pD mL nL
    а fN fV
    я fN fV
    ої fG
    ьої fG
    йої fG
    у fA
    ю fA
    ою fI
    ьою fI
    йою fI
    е nN nA nV
    є nN nA nV
    і pN pA pV
    ї pN pA pV
    их pG pA pL
    іх pG pA pL
    їх pG pA pL
    ими pI
    іми pI
    їми pI
    """
)
_PLURAL_ENDINGS = """
    ам pD
    ям pD
    ами pI
    ями pI
    ах pL
    ях pL
"""
"""The dative, instrumental and locative of the plural, which all nouns share."""
_MASCULINE = _table(
    """
    - mN mA
    а mG mA
    я mG mA
    у mG mD mL mV
    ю mG mD mL mV
    ові mD mL
    еві mD mL
    єві mD mL
    ом mI
    ем mI
    єм mI
    і mL pN pA pV
    ї mL pN pA pV
    е mV
    є mV
    и pN pA pV
    ів pG pA
    їв pG pA
    ей pG pA
    """
    + _PLURAL_ENDINGS
)
_FEMININE = _table(
    """
    а fN
    я fN
    и fG pN pA pV
    і fD fL fG pN pA pV
    ї fG fD fL pN pA pV
    у fA
    ю fA
    ою fI
    ею fI
    єю fI
    о fV
    е fV
    є fV
    - pG pA
    ь pG pA
    й pG pA
    ей pG pA
    ів pG pA
    """
    + _PLURAL_ENDINGS
)
_FEMININE_CONSONANT = _table(
    """
    - fN fA
    і fG fD fL pN pA pV
    и fG
    ю fI
    е fV
    ей pG pA
    """
    + _PLURAL_ENDINGS
)
_NEUTER = _table(
    """
    о nN nA nV
    е nN nA nV
    є nN nA nV
    а nG pN pA pV
    я nG pN pA pV
    у nD nL
    ю nD nL
    ові nD nL
    еві nD nL
    ом nI
    ем nI
    єм nI
    і nL pN pA
    ї nL
    - pG
    ь pG
    ів pG
    ей pG
    й pG
    """
    + _PLURAL_ENDINGS
)
_NEUTER_YA = _table(
    """
    я nN nA nG nV pN pA
    ю nD nL
    ям nI pD
    і nL
    ї nL
    - pG
    ь pG
    ей pG
    ями pI
    ях pL
    """
)
_PLURAL = _table(
    """
    и pN pA pV
    і pN pA pV
    ї pN pA pV
    а pN pA pV
    ів pG pA
    їв pG pA
    ей pG pA
    - pG pA
    ь pG pA
    їм pD
    """
    + _PLURAL_ENDINGS
)
_NEUTER_IN_YA = regex(r"(?:([нлтдсзжчшц])\1|[бпвмфр]')я$|ття$")
_HARD_FEMININE = regex(r"[^жчшщцяії]$")
_ADJECTIVAL = MappingProxyType(
    {
        "ий": "m", "ій": "m", "їй": "m", "а": "f", "я": "f", "е": "n", "є": "n", "і": "p", "ї": "p",
    }
)  # fmt: skip
_BOTH_GENDERS = regex(r"[ьжчшщр]$")


@lru_cache(maxsize=1 << 14)
def adjective_cases(form: str) -> Cases:
    """The cases of a form of an adjective, both in small letters; none if it is no such form."""
    return _read(form, _ADJECTIVE)


@lru_cache(maxsize=1 << 14)
def noun_cases(noun: str, form: str) -> Cases:
    """The cases that a form of a noun may stand for; all of them where the ending does not tell.

    `noun` is its dictionary form, both in small letters. Stems are not compared.
    """
    if is_undeclined(noun):
        return EVERY
    if form == noun:
        return _own(noun)
    found = set[str]()
    for bearers, table in _classes(noun):
        found |= {case for case in _ending(noun, form, table) if case[0] in bearers}
    return frozenset(found) or EVERY


def agree(first: Iterable[str], second: Cases) -> bool:
    """True if two words may stand in one case, number and gender."""
    return not second.isdisjoint(first)


def _own(noun: str) -> Cases:
    found = set[str]()
    for bearers, table in _classes(noun):
        cases = _ending(noun, noun, table)
        found |= {case for case in cases if case[0] in bearers}
    return frozenset(found) or EVERY


def _classes(noun: str) -> list[tuple[str, Mapping[str, Cases]]]:
    """The tables that a noun may be declined by, each with who may bear its cases."""
    if noun.endswith(("ий", "їй")):
        return [("mp", _ADJECTIVE), ("mp", _MASCULINE)]
    last = noun[-1:]
    if last == "а":
        return [("fp", _FEMININE), ("fp", _ADJECTIVE)]
    if last == "я":
        if _NEUTER_IN_YA.search(noun):
            return [("np", _NEUTER_YA), ("fp", _FEMININE)]
        return [("fp", _FEMININE)]
    if last in "ое":
        both = [("np", _NEUTER)]
        return [*both, ("np", _ADJECTIVE)] if last == "е" else both
    if last == "є":
        return [("np", _NEUTER), ("np", _ADJECTIVE)]
    if last in "иії":
        return [("p", _PLURAL), ("p", _ADJECTIVE)]
    if _BOTH_GENDERS.search(noun):
        if noun.endswith("ість"):
            return [("fp", _FEMININE_CONSONANT)]
        return [("mp", _MASCULINE), ("fp", _FEMININE_CONSONANT)]
    if last in "ую":
        return []
    return [("mp", _MASCULINE)]


def _ending(noun: str, form: str, table: Mapping[str, Cases]) -> Cases:
    """The cases of the longest ending of a form that its table has."""
    if table is _ADJECTIVE:
        return _read(form, table)
    hard = table is _FEMININE and bool(_HARD_FEMININE.search(noun[:-1])) and noun.endswith("а")
    for size in (3, 2, 1):
        ending = form[-size:]
        if len(form) > size and ending in table:
            cases = table[ending]
            return cases - {"fG", "pN", "pA", "pV"} if hard and ending == "і" else cases
    return table.get("", NONE)


def _read(form: str, table: Mapping[str, Cases]) -> Cases:
    for size in (3, 2, 1):
        if len(form) > size and form[-size:] in table:
            return table[form[-size:]]
    return NONE
