"""Damage to single signs: letters of another script, quotation marks, blanks, the unseen."""

import re
from random import Random

from benchmarks.damage.kind import Good, Kind, put

_TWINS = dict(zip("aceopxyiABCEHIKMOPTX", "асеорхуіАВСЕНІКМОРТХ", strict=True))
_ENTITIES = {"'": "&#39;", "’": "&#8217;", '"': "&quot;", "&": "&amp;", "\u00a0": "&nbsp;"}
_LATIN = re.compile(r"(?<!\w)[A-Za-z][A-Za-z'’-]*[A-Za-z](?!\w)")
_CYRILLIC = re.compile(r"(?<!\w)[А-ЯІЇЄҐа-яіїєґ][А-ЯІЇЄҐа-яіїєґ’'-]*[А-ЯІЇЄҐа-яіїєґ](?!\w)")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_QUOTES = re.compile(r"[«»“”„\"]")
_BRACKETS = re.compile(r"[()\[\]]")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def _homoglyph(words: re.Pattern[str], twins: dict[str, str]):
    def spoil(good: Good, chance: Random) -> str | None:
        places = [
            at
            for match in words.finditer(good.target)
            if len(match.group()) >= 4
            for at in range(*match.span())
            if good.target[at] in twins
        ]
        if not places:
            return None
        at = chance.choice(places)
        return put(good.target, (at, at + 1), twins[good.target[at]])

    return spoil


def _one_gone(pattern: re.Pattern[str]):
    def spoil(good: Good, chance: Random) -> str | None:
        found = list(pattern.finditer(good.target))
        return put(good.target, chance.choice(found).span(), "") if found else None

    return spoil


def _word_doubled(good: Good, chance: Random) -> str | None:
    found = [m for m in _LETTERS.finditer(good.target) if m.group().islower()]
    if not found:
        return None
    match = chance.choice(found)
    return put(good.target, (match.end(), match.end()), f" {match.group()}")


def _space_doubled(good: Good, chance: Random) -> str | None:
    places = [at for at, sign in enumerate(good.target) if sign == " "]
    return put(good.target, (at := chance.choice(places), at), " ") if places else None


def _stop_dropped(good: Good, chance: Random) -> str | None:
    return good.target[:-1] if _ends_alike(good, ".") else None


def _stop_changed(good: Good, chance: Random) -> str | None:
    if _ends_alike(good, "."):
        return good.target[:-1] + chance.choice("?!,")
    return good.target[:-1] + "." if _ends_alike(good, "?") else None


def _ends_alike(good: Good, sign: str) -> bool:
    return all(
        side.endswith(sign) and not side.endswith(sign * 2) for side in (good.source, good.target)
    )


def _inserted(signs: str):
    """Put one of some signs between two letters of a word."""

    def spoil(good: Good, chance: Random) -> str | None:
        found = list(_LETTERS.finditer(good.target))
        if not found:
            return None
        match = chance.choice(found)
        at = chance.randrange(match.start() + 1, match.end())
        return put(good.target, (at, at), chance.choice(signs))

    return spoil


def _apostrophe(good: Good, chance: Random) -> str | None:
    found = list(_APOSTROPHE.finditer(good.target))
    if not found:
        return None
    other = "ʼ" if good.language == "en" else chance.choice("`*")
    return put(good.target, chance.choice(found).span(), other)


def _entity(good: Good, chance: Random) -> str | None:
    found = [at for at, sign in enumerate(good.target) if sign in _ENTITIES]
    if not found:
        return None
    at = chance.choice(found)
    return put(good.target, (at, at + 1), _ENTITIES[good.target[at]])


def _outer_space(good: Good, chance: Random) -> str | None:
    return chance.choice((f" {good.target}", f"{good.target} "))


def _capital_lost(good: Good, chance: Random) -> str | None:
    first, second = good.target[:1], good.target[1:2]
    if not first.isupper() or not second.islower() or not good.source[:1].isupper():
        return None
    return first.lower() + good.target[1:]


KINDS = (
    Kind(
        "cyrillic-in-latin",
        "scripts",
        "a letter of a Latin word becomes its Cyrillic twin",
        _homoglyph(_LATIN, _TWINS),
    ),
    Kind(
        "latin-in-cyrillic",
        "scripts",
        "a letter of a Cyrillic word becomes its Latin twin",
        _homoglyph(_CYRILLIC, {twin: sign for sign, twin in _TWINS.items()}),
    ),
    Kind("quote-dropped", "signs", "one quotation mark goes", _one_gone(_QUOTES)),
    Kind("bracket-dropped", "signs", "one bracket goes", _one_gone(_BRACKETS)),
    Kind("word-doubled", "signs", "a word stands twice", _word_doubled),
    Kind("space-doubled", "signs", "a blank stands twice", _space_doubled),
    Kind(
        "stop-dropped",
        "signs",
        "the full stop at the end goes, where both sides have it",
        _stop_dropped,
    ),
    Kind(
        "stop-changed",
        "signs",
        "the full stop at the end becomes ?, ! or a comma; ? a full stop",
        _stop_changed,
    ),
    Kind(
        "control-character",
        "unseen",
        "a control character within a word",
        _inserted("\x02\x08\x0b\x1b\x7f"),
    ),
    Kind(
        "bidi-character",
        "unseen",
        "an override or isolate of direction within a word",
        _inserted("\u202e\u202d\u202a\u2067"),
    ),
    Kind(
        "zero-width",
        "unseen",
        "a zero-width blank or byte-order mark within a word",
        _inserted("\u200b\ufeff"),
    ),
    Kind(
        "wrong-apostrophe",
        "signs",
        "U+02BC in English; a grave accent or asterisk in Ukrainian",
        _apostrophe,
    ),
    Kind("entity-left", "signs", "an apostrophe, quotation mark or & as an HTML entity", _entity),
    Kind("outer-space", "signs", "a blank before or behind the text", _outer_space),
    Kind(
        "capital-lost",
        "signs",
        "a small letter at the beginning, where both sides have a capital",
        _capital_lost,
    ),
)
