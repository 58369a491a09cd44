"""What in a text may be a term: names by their capitals, nouns with their neighbours. Pure."""

from collections.abc import Iterator
from functools import lru_cache

from l10n.dataclass import dataclass
from l10n.language.function_words import small_words
from l10n.language.inflection import is_common, is_entry, language_of, lemma, listed_lemma
from l10n.language.names import names_in
from l10n.language.passage import Passage
from l10n.language.uk.cases import agree, noun_cases
from l10n.language.uk.forms import plain
from l10n.language.uk.neighbours import attribute_cases
from l10n.language.uk.readings import Class, Reading, is_adjective, readings
from l10n.regex import regex

_WORDS = regex(r"[^\W\d_][\w\u0300-\u036f]*(?:['’ʼ-][^\W_]+)*")
_MOST_WORDS = 4
_LEAST_LETTERS = 3
_POSSESSIVE = regex(r"['’]s?$")

Key = tuple[str, ...]
"""The words of a candidate in their dictionary forms, in small letters."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What stands in a text, as it stands there."""

    key: Key
    text: str
    name: bool


def passage_of(text: str, locale: str) -> Passage:
    """A text with its words; those with a hyphen are one."""
    found = list(_WORDS.finditer(text))
    return Passage(
        text, [match.span() for match in found], [match[0] for match in found], language_of(locale)
    )


def names_and_phrases(text: str, locale: str) -> Iterator[Candidate]:
    """Names of up to four words, and phrases of two or three that name a thing."""
    passage = passage_of(text, locale)
    if passage.words and passage.in_capitals(0):
        return
    yield from _names(passage)
    yield from _noun_phrases(passage)


def sequences(text: str, locale: str) -> Iterator[Candidate]:
    """All that a text says in up to four words in a row: what a rendering may be."""
    passage = passage_of(text, locale)
    small = small_words(locale).all
    for first in range(len(passage.words)):
        for last in range(first, min(first + _MOST_WORDS, len(passage.words))):
            if last > first and not passage.joined(last - 1):
                break
            if passage.word(first) in small or passage.word(last) in small:
                continue
            if len(passage.word(first)) < _LEAST_LETTERS - 1:
                continue
            yield _candidate(passage, first, last, passage.written(first)[:1].isupper())


def key_of(text: str, locale: str) -> Key:
    """The words of a term by which candidates are known."""
    passage = passage_of(text, locale)
    return tuple(_key(word, passage.language) for word in passage.forms)


def _names(passage: Passage) -> Iterator[Candidate]:
    first = 0
    while first < len(passage.words):
        if not _is_capital(passage, first):
            first += 1
            continue
        last = first
        while last + 1 < len(passage.words) and _goes_on(passage, last):
            last += 1
        start = first
        if passage.starts(first) and _is_everyday(passage, first):
            start += 1
        first = last + 1
        if passage.language == "uk" and start <= last and _is_attribute(passage, last):
            # Only the first word of such a name has a capital: Верховний суд.
            if not _describes_next(passage, last):
                continue
            last += 1
        if start <= last < start + _MOST_WORDS and (last > start or _is_telling(passage, start)):
            yield _candidate(passage, start, last, True)


def _is_attribute(passage: Passage, index: int) -> bool:
    found = readings(passage.word(index))
    return bool(found) and all(each.kind is Class.ADJECTIVE for each in found if each.listed)


def _describes_next(passage: Passage, index: int) -> bool:
    noun, cases = _noun(passage.word(index + 1)), attribute_cases(passage.word(index))
    return bool(noun and cases and passage.joined(index) and agree(cases, noun.cases))


def _goes_on(passage: Passage, last: int) -> bool:
    return passage.between(last) in (" ", "\u00a0") and _is_capital(passage, last + 1)


def _is_capital(passage: Passage, index: int) -> bool:
    return passage.written(index)[:1].isupper()


def _is_named(passage: Passage, index: int) -> bool:
    """True for a word that has a capital where it need not."""
    return _is_capital(passage, index) and not passage.starts(index)


def _is_everyday(passage: Passage, index: int) -> bool:
    word = passage.word(index)
    small = small_words(passage.language).all
    return word in small or is_common(word, passage.language) or len(word) < _LEAST_LETTERS


def _is_telling(passage: Passage, index: int) -> bool:
    """True for one word that is a name wherever it stands."""
    word = passage.word(index)
    return len(word) >= _LEAST_LETTERS and not (
        passage.starts(index) and is_common(word, passage.language)
    )


def _noun_phrases(passage: Passage) -> Iterator[Candidate]:
    find = {"uk": _ukrainian_phrases, "en": _english_phrases}.get(passage.language)
    if find is not None:
        yield from find(passage)


def _ukrainian_phrases(passage: Passage) -> Iterator[Candidate]:
    """An adjective with its noun, a noun with another in the genitive."""
    for index in range(len(passage.words) - 1):
        if not passage.joined(index) or _is_named(passage, index):
            continue
        word, following = passage.word(index), passage.word(index + 1)
        noun = _noun(following)
        if noun is None or noun.lemma in _EVERYDAY or _is_capital(passage, index + 1):
            continue
        attribute = attribute_cases(word)
        if attribute is not None:
            adjective = _adjective(word)
            if adjective and adjective.lemma not in _EVERYDAY and agree(attribute, noun.cases):
                yield _candidate(passage, index, index + 1, False)
        elif _is_thing(word) and any(case[1] == "G" for case in noun.cases):
            yield _candidate(passage, index, index + 1, False)


def _english_phrases(passage: Passage) -> Iterator[Candidate]:
    """Two or three words in small letters, none of them small, the last a noun by its look."""
    small = small_words("en").all | _NOT_IN_TERMS
    run = 0
    for index in range(len(passage.words)):
        word = passage.word(index)
        good = word not in small and len(word) >= _LEAST_LETTERS
        good = good and not _is_named(passage, index) and not word.endswith(("ly", "n't"))
        joined = index > 0 and passage.between(index - 1) == " "
        run = (run + 1 if joined else 1) if good else 0
        for size in (2, 3):
            if run >= size and not word.endswith(("ed", "ing")):
                yield _candidate(passage, index - size + 1, index, False)


_NOT_IN_TERMS_TEXT = """
that this these those there their them they then than his her hers him she its our your you who
whom which what when where while also more most much many some any each every other another such
same own not now just only even still very too all both few several one two three four five six
seven eight nine ten first last next new old good great big little long would could should may
might must can said says say told tell get got make made take took come came went going know think
want see seen saw look like use used find found give gave being having does did done doing let put
set run year years day days time week weeks month months people way thing things lot part end back
out off down here because however although though since until between before after again ever
never always often
"""
_NOT_IN_TERMS = frozenset(_NOT_IN_TERMS_TEXT.split())


_EVERYDAY_WORDS = """
рік день тиждень місяць година хвилина раз час ранок вечір ніч понеділок вівторок середа четвер
субота неділя січень лютий березень квітень травень червень липень серпень вересень жовтень
листопад грудень людина люди мільйон мільярд тисяча сотня десяток кілька багато більшість частина
кількість тому минулий наступний цілий перший другий останній новий старий великий малий весь
інший такий кожний саме багатий більший менший кращий самий певний різний подібний тисячі років
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
"""Words that make no term of what stands beside them."""


def _is_thing(word: str) -> bool:
    noun = _noun(word)
    return noun is not None and noun.lemma not in _EVERYDAY


@lru_cache(maxsize=1 << 14)
def _noun(form: str) -> Reading | None:
    """The noun that a form most likely is; None for another kind of word."""
    every = readings(form)
    found = [each for each in every if each.listed] or every
    if len(form) < _LEAST_LETTERS or len(found) != 1 or found[0].kind is not Class.NOUN:
        return None
    return found[0]


@lru_cache(maxsize=1 << 14)
def _adjective(form: str) -> Reading | None:
    return next(
        (each for each in readings(form) if each.listed and each.kind is Class.ADJECTIVE), None
    )


def _candidate(passage: Passage, first: int, last: int, name: bool) -> Candidate:
    words = passage.forms[first : last + 1]
    start, end = passage.words[first][0], passage.words[last][1]
    key = tuple(_key(word, passage.language) for word in words)
    return Candidate(key, _POSSESSIVE.sub("", passage.text[start:end]), name)


@lru_cache(maxsize=1 << 16)
def _key(word: str, language: str) -> str:
    if language == "uk" and (noun := _noun(word)) is not None:
        return noun.lemma
    bare = _POSSESSIVE.sub("", word)
    return plain(lemma(bare, language)) if bare else plain(word)


def dictionary_form(key: Key, forms: dict[str, int], locale: str, name: bool) -> str:
    """How a candidate stands in a dictionary, by the forms that were seen, each with its count."""
    common = max(forms, key=lambda form: (forms[form], form))
    if language_of(locale) != "uk":
        known = [form for form in forms if plain(form) == " ".join(key)]
        return max(known, key=lambda form: forms[form]) if known and not name else common
    if name:
        known = [form for form in forms if key_in_order(form) == key]
        return max(known, key=lambda form: forms[form]) if known else _nominative(common)
    if len(key) == 1:
        return key[0]
    return " ".join((_agreeing(key[0], key[1]), *_others(key, common)))


def _nominative(name: str) -> str:
    """A Ukrainian name in the nominative, as far as a dictionary or a given name tells."""
    people = names_in(name)
    if len(people) == 1 and people[0].text == name:
        return people[0].nominative
    words = _WORDS.findall(name)
    bases = [_base(word) for word in words]
    if len(words) > 1 and is_adjective(plain(bases[0])):
        if len(words) > 2:
            return name
        bases[0] = _agreeing(plain(bases[0]), plain(bases[1]))
    elif len(words) > 1:
        return name
    pairs = zip(words, bases, strict=True)
    return " ".join(
        base[:1].upper() + base[1:] if word[:1].isupper() else base for word, base in pairs
    )


def key_in_order(form: str) -> Key:
    """The words of a text in small letters."""
    return tuple(plain(word) for word in _WORDS.findall(form))


def _base(word: str) -> str:
    if is_entry(plain(word), "uk"):
        return word
    return listed_lemma(word, "uk") or listed_lemma(plain(word), "uk") or word


def _agreeing(word: str, noun: str) -> str:
    """An adjective in the nominative beside its noun; a noun as it is."""
    ending = next((each for each in ("ий", "ій", "їй") if word.endswith(each)), "")
    if not ending:
        return word
    cases = noun_cases(noun, noun)
    if {"mN", "fN"} <= cases:
        # Consonants end nouns of both genders; the instrumental tells which: сіллю, директором.
        bare = noun.removesuffix("ь")
        man = any(listed_lemma(bare + each, "uk") == noun for each in ("ом", "ем"))
        cases -= {"fN" if man else "mN"}
    soft, stem = ending != "ий", word[: -len(ending)]
    for case, endings in (("fN", "ая"), ("nN", "еє"), ("mN", "  "), ("pN", "іі")):
        if case in cases:
            return word if case == "mN" else stem + endings[soft]
    return word


def _others(key: Key, common: str) -> tuple[str, ...]:
    """The words behind the first: a noun described by it, or one in the genitive as it was seen."""
    if key[0].endswith(("ий", "ій", "їй")):
        return key[1:]
    return tuple(_WORDS.findall(common)[1:])
