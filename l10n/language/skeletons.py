"""Consonants by which names and international words are known in any language and script.

`президент` and `president` are both p-r-s. Vowels, doubled letters and endings differ between
languages and are left out; so do g and h, which Ukrainian writes alike.
"""

from functools import lru_cache

from l10n.regex import regex

_CYRILLIC = {
    **dict(zip("бвґджзклмнпрстфцшщ", "bvgdjsklmnprstfsss", strict=True)),
    **{"ч": "s", "х": "k"},
}
_LATIN = {
    **dict(zip("bdfgjklmnpqrstvwxz", "bdfgjklmnpkrstvvks", strict=True)),
    **{"c": "k", "ł": "l", "ß": "s", "ś": "s", "š": "s", "ź": "s", "ż": "s", "ž": "s"},
    **{"ć": "s", "č": "s", "ç": "s", "ń": "n", "ñ": "n"},
}
_SOUNDS = str.maketrans({**_CYRILLIC, **_LATIN})
_SPELLINGS = (
    ("tsch", "s"), ("sch", "s"), ("shch", "s"), ("zh", "j"), ("sh", "s"), ("ch", "s"), ("kh", "k"),
    ("ph", "f"), ("th", "t"), ("ts", "s"), ("tz", "s"), ("cz", "s"), ("sz", "s"), ("rz", "r"),
    ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ck", "k"), ("x", "ks"), ("дж", "j"), ("тс", "s"),
)  # fmt: skip
_SPELT = dict(_SPELLINGS)
_SPELLING = regex("|".join(_SPELT))
_NO_SOUND = regex("[^bdfjklmnprstv]+")
_TWO_WAYS = frozenset("gwhхj")
_SOFT_G = regex("g(?=[eiy])")
_SILENT = str.maketrans("", "", "wх")
_LETTERS = 24
"""So many letters of a word are looked at."""


@lru_cache(maxsize=1 << 16)
def skeletons(word: str) -> tuple[str, ...]:
    """The consonants of a word in lower case, in the letters bdfjklmnprstv, none twice in a row.

    Two where a letter is read in two ways: the g of George, the w of Newport, the х of Хемінгуей.
    """
    spelt = _SPELLING.sub(lambda match: _SPELT[match.group()], word[:_LETTERS])
    firm = _bare(spelt)
    if _TWO_WAYS.isdisjoint(word):
        return (firm,)
    soft = _bare(_SOFT_G.sub("дж", spelt).translate(_SILENT))
    return (firm, soft) if soft != firm else (firm,)


def _bare(spelt: str) -> str:
    bare = _NO_SOUND.sub("", spelt.replace("дж", "j").translate(_SOUNDS))
    return "".join(
        letter for index, letter in enumerate(bare) if index == 0 or bare[index - 1] != letter
    )
