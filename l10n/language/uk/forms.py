"""The forms that a Ukrainian noun or adjective may have, made from its dictionary form.

Endings by the orthography of 2019 (https://mon.gov.ua), parts II and III; more are made than a word
has, since a text holds only those that exist.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from unicodedata import normalize

from l10n.regex import regex

VOWELS = "аеєиіїоуюя"
_HUSHING = "жчшщц"
_SOFTENED: Mapping[str, str] = MappingProxyType({"к": "ц", "г": "з", "х": "с", "ґ": "з"})
"""Velars before the ending -і: рука, руці."""
_VOCATIVE: Mapping[str, str] = MappingProxyType({"к": "ч", "г": "ж", "х": "ш", "ц": "ч", "з": "ж"})
"""Consonants before the ending -е of the vocative: козак, козаче."""
_MARKS = str.maketrans("’ʼ`‘ʹ", "'''''", "\u0301")

_SHORT = 40
"""Letters of a word that is worth remembering."""

_ADJECTIVE = "ий ого ому им ім а ої ій у ою е і их ими"
_ADJECTIVE_SOFT = "ій ього ьому ім я ьої ю ьою є і іх іми"
_ADJECTIVE_J = "його йому їм я йої ю йою є ї їх їми"
_FEMININE = "а и і у ою о ам ами ах"
_FEMININE_SOFT = "я і ю ею е ь ям ями ях ей ем ів ьої ій ьою іх ім іми"
_FEMININE_HUSHING = "а і у ею е ам ами ах ей ою"
_FEMININE_ADJECTIVE = "ої ій ою их им ими"
_AFTER_VOWEL = "я ї ю єю є й ям ями ях ьої ьою іх"
_NEUTER = "о а у ові ом ем і е и ів ам ами ах"
_NEUTER_SOFT = "е я ю ем і ь ям ями ях ів ей"
_NEUTER_HUSHING = "е а у ем і ам ами ах я ю ям ями ях ь"
_NEUTER_ADJECTIVE = "ого ому им ім их ими"
_MASCULINE = "а у ові ом і е и ів ам ами ах"
_MASCULINE_SOFT = "я ю еві ем і е ів ям ями ях ей"
_MASCULINE_HUSHING = "а у еві ем і е ів ам ами ах"
_MASCULINE_J = "я ю єві єм ї є їв ям ями ях"
_FEMININE_CONSONANT = "і ю ей ям ями ях ам ами ах е"
_ADJECTIVES: Mapping[str, str] = MappingProxyType(
    {
        "а": "ої ій у ою і их им ими",
        "я": "ьої ій ю ьою і іх ім іми",
        "е": "ого ому им ім і их ими",
        "є": "ього ьому ім і іх іми",
        "і": "их им ими іх ім іми",
    }
)
_SURNAME = "им их ими"
_IRREGULAR: Mapping[str, str] = MappingProxyType(
    {
        "дитина": "діти дітей дітям дітьми дітях",
        "людина": "люди людей людям людьми людях",
        "око": "очі очей очам очима очах",
        "друг": "друзі друзів друзям друзями друзях",
        "мати": "матір матері матір'ю матерів матерям матерями матерях",
        "гроші": "грошима",
        "двері": "дверима",
        "плече": "плечима",
        "сім'я": "сімей",
        "гра": "ігри ігор іграм іграми іграх",
        "день": "дня дню дневі днем дні днів дням днями днях",
        "тиждень": "тижня тижню тижневі тижнем тижні тижнів тижням тижнями тижнях",
        "рік": "року роком роки років рокам роками роках",
        "село": "сіл",
    }
)
_FUNCTION_WORDS = """
адже але без біля вже від для дуже добре за коли коло крім між на над перед під після поза при про
разом серед сьогодні та так там тут через чи ще щоб як
"""
_NEVER_NOUNS = frozenset(_FUNCTION_WORDS.split())
"""Words spelt like a form of a noun (вода, від; середа, серед) that are hardly ever one."""
_VOWEL = regex(f"[{VOWELS}]")
_LIKE_ADJECTIVE = regex(r"(?:[сцз]ьк|[оеє]в|н|л)$")
_LIKE_SURNAME = regex(r"(?:[оеєії]в|[иії]н)$")
_CLOSING = regex(rf"(ьо|[оеє])([^{VOWELS}]+)$")
_OPENING = regex(rf"([іїоеє])([^{VOWELS}]{{1,3}})$")
_TWO_CONSONANTS = regex(rf"[^{VOWELS}][^{VOWELS}ь]$")
_INDECLINABLE = regex(r"(?:[іеау]о|[ую])$")
_WITH_ONE_FORM = """
авто бюро депо журі кафе кіно купе метро пальто резюме таксі фото шосе
"""
_UNDECLINED = frozenset(_WITH_ONE_FORM.split())


def plain(word: str) -> str:
    """Write a word as words are compared: small letters, one apostrophe, no stress mark."""
    return _known_plain(word) if len(word) <= _SHORT else _plain(word)


@lru_cache(maxsize=1 << 15)
def _known_plain(word: str) -> str:
    return _plain(word)


def _plain(word: str) -> str:
    return normalize("NFC", word).lower().translate(_MARKS)


@lru_cache(maxsize=1024)
def noun_forms(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """What `new_noun_forms` gives, remembered."""
    sure, guess = new_noun_forms(word)
    return frozenset(sure), frozenset(guess)


def new_noun_forms(word: str) -> tuple[set[str], set[str]]:
    """The forms that a word in its dictionary form may have, in small letters, itself too.

    First those with its stem as it stands, then those for which the stem alternates (Львів,
    Львова; книжка, книжок), which are right less often.
    """
    word = plain(word)
    sure = {word, *_IRREGULAR.get(word, "").split()}
    guess: set[str] = set()
    declined = len(word) > 2 and not _INDECLINABLE.search(word)
    if declined and _VOWEL.search(word):
        sure.update(_regular(word))
        guess.update(_alternating(word))
    guess -= sure
    if not _NEVER_NOUNS.isdisjoint(sure):
        sure -= _NEVER_NOUNS - {word}
    if not _NEVER_NOUNS.isdisjoint(guess):
        guess -= _NEVER_NOUNS - {word}
    return sure, guess


def is_irregular(word: str, form: str) -> bool:
    """True for a form that the table of exceptions has of a word, both in small letters."""
    return form in _IRREGULAR.get(word, "").split()


def is_undeclined(word: str) -> bool:
    """True for a noun, in small letters, that has one form: радіо, меню, метро."""
    return word in _UNDECLINED or bool(_INDECLINABLE.search(word))


@lru_cache(maxsize=8192)
def full_adjective_forms(word: str) -> frozenset[str]:
    """All forms of an adjective in its dictionary form, the masculine, in small letters."""
    endings = {"ий": _ADJECTIVE, "ій": _ADJECTIVE_SOFT, "їй": _ADJECTIVE_J}.get(word[-2:])
    return frozenset(_join(word[:-2], endings)) if endings else frozenset((word,))


def adjective_forms(word: str) -> frozenset[str]:
    """The forms of an adjective that stands in the nominative beside its noun, itself too.

    Of a feminine those of the feminine and the plural, and likewise for the other genders.
    """
    word = plain(word)
    stem, endings = word[:-1], _ADJECTIVES.get(word[-1:])
    if endings is None or len(word) < 4:
        return frozenset((word,))
    return frozenset((word, *_join(stem, endings)))


def _join(stem: str, *groups: str) -> Iterator[str]:
    last = stem[-1:]
    for group in groups:
        endings = _split(group)
        yield from [stem + ending for ending in endings]
        if last in _SOFTENED and "і" in endings:
            yield stem[:-1] + _SOFTENED[last] + "і"
        if last in _VOCATIVE and "е" in endings:
            yield stem[:-1] + _VOCATIVE[last] + "е"


@lru_cache(maxsize=128)
def _split(group: str) -> tuple[str, ...]:
    return tuple(group.split())


def _regular(word: str) -> Iterator[str]:
    stem, last, before = word[:-1], word[-1], word[-2]
    if word.endswith("ий"):
        yield from _join(word[:-2], _ADJECTIVE, "ія ію ієм ії")
    elif word.endswith("їй"):
        yield from _join(stem, _MASCULINE_J)
        yield from _join(word[:-2], _ADJECTIVE_J)
    elif last == "й":
        yield from _join(stem, _MASCULINE_J)
        if word.endswith(("ній", "третій")):
            yield from _join(word[:-2], _ADJECTIVE_SOFT)
    elif last == "а":
        yield from _join(stem, _FEMININE_HUSHING if before in _HUSHING else _FEMININE)
        if _LIKE_ADJECTIVE.search(stem):
            yield from _join(stem, _FEMININE_ADJECTIVE)
    elif last == "я":
        yield from _join(stem, _AFTER_VOWEL if before in VOWELS + "'" else _FEMININE_SOFT)
    elif last == "о":
        yield from _join(stem, _NEUTER)
    elif last == "е":
        yield from _join(stem, _NEUTER_HUSHING if before in _HUSHING else _NEUTER_SOFT)
        yield from _join(stem, _NEUTER_ADJECTIVE)
    elif last == "є":
        yield from _join(stem, "я ю єм ї ям ями ях ього ьому ім їм їх іх")
    elif last == "и":
        yield from _join(stem, "ів ам ами ах ей ям ями ях")
    elif last == "і":
        yield from _join(stem, "ів ам ами ах ям ями ях ей их им ими іх ім іми")
    elif last == "ї":
        yield from _join(stem, "їв й ям ями ях їх їм їми")
    elif last == "ь":
        yield from _join(stem, _MASCULINE_SOFT, _FEMININE_CONSONANT)
        yield stem + before + "ю"
    else:
        yield from _after_consonant(word, last)


def _after_consonant(word: str, last: str) -> Iterator[str]:
    if last in _HUSHING or last == "р":
        yield from _join(word, _MASCULINE_HUSHING, _MASCULINE_SOFT, _FEMININE_CONSONANT)
        yield word + last + "ю"
    if last not in _HUSHING:
        yield from _join(word, _MASCULINE)
    if last == "в":
        yield word + "'ю"
    if _LIKE_SURNAME.search(word):
        yield from _join(word, _SURNAME)


def _alternating(word: str) -> Iterator[str]:
    stem, last, before = word[:-1], word[-1], word[-2]
    if last in "ао" or (last == "е" and before in _HUSHING):
        yield from _closed(stem)
    elif last == "и":
        yield stem
    elif last == "я":
        yield from _closed(stem)
        yield from (form + "ь" for form in _closed(stem))
        yield from _join(stem, "ти ті т там тами тах" if before not in VOWELS else "")
        if before == "'":
            yield from _join(stem[:-1], "ені енем ена ен енам енами енах")
        elif before == stem[-2]:
            yield stem[:-1] + ("" if before in _HUSHING else "ь")
            yield stem[:-1] + "ей"
    elif last == "і" and before in _HUSHING + "лнрстд":
        yield from _closed(stem)
        yield from (form + "ь" for form in _closed(stem))
    elif last == "ь":
        for other in _open(stem):
            yield from _join(other, _MASCULINE_SOFT, _FEMININE_CONSONANT)
            if word.endswith("ість"):
                yield other + "и"
    elif word.endswith("ій"):
        yield from _join(stem[:-1] + "о", _MASCULINE_J)
    elif last not in VOWELS + "й":
        if word.endswith(("анин", "янин", "арин")):
            yield from _join(word[:-2], "и ам ами ах")
            yield word[:-2]
        for other in _open(word):
            yield from _join(other, _MASCULINE, _SURNAME)
            if other[-1] in _HUSHING:
                yield from _join(other, _MASCULINE_SOFT, _MASCULINE_HUSHING)
            if last in "чжшвр":
                yield from _join(other, _FEMININE_CONSONANT)
                yield other + "'ю"


def _closed(stem: str) -> set[str]:
    """A stem without ending as it sounds in a closed syllable: школ, шкіл; книжк, книжок."""
    found = {stem}
    match = _CLOSING.search(stem)
    if match:
        found.add(stem[: match.start()] + ("ї" if match[1] == "є" else "і") + match[2])
    if _TWO_CONSONANTS.search(stem):
        found |= {stem[:-1] + vowel + stem[-1] for vowel in "оеє"}
        if stem[-2] in "ьй":
            found |= {stem[:-2] + vowel + stem[-1] for vowel in "еє"}
    return found


def _open(stem: str) -> set[str]:
    """A stem as it sounds before a vowel: Львів, Львов; день, дн; кінець, кінц."""
    match = _OPENING.search(stem)
    if not match:
        return set()
    head, vowel, tail = stem[: match.start()], match[1], match[2]
    if vowel == "і":
        return {head + "о" + tail, head + "е" + tail, head + "ьо" + tail}
    if vowel == "ї":
        return {head + "є" + tail, head + "йо" + tail}
    found = set()
    if len(tail) == 1 and head:
        found.add(head + tail)
        if vowel == "е" and head[-1] in "лнс":
            found.add(head + "ь" + tail)
        if vowel == "є":
            found.add(head + "й" + tail)
            if head[-1] == "о":
                found.add(head[:-1] + "ій" + tail)
    return found
