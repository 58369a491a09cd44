"""Terms that are not translated: does a target have them as they stand, and what if it does not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from l10n.glossary.finding import Hit
from l10n.glossary.phrases import Phrases
from l10n.glossary.renderings import Unwanted, is_refused
from l10n.glossary.terms import Status, Term
from l10n.glossary.untagged import Untagged
from l10n.language.inflection import language_of
from l10n.language.names import romanized
from l10n.model.markup import PSEUDO
from l10n.regex import regex

_ENDING = r"(?:['’ʼ-]?[^\W\d_]{1,4})?+"
"""What some languages put behind a name that they do not translate: Notepad’ом."""
_CLITIC = r"(?:['’ʼ]?s|['’ʼ])?+"
"""The same in English."""
_STEM = 3
"""Letters at the end of a word that inflection may change."""
_CYRILLIC = regex("[\u0400-\u04ff]")
_QUOTED = regex(r"«([^«»]++)»|“([^“”„]++)”|„([^„“”]++)[“”]|\"([^\"]++)\"")


def stands(term: Term, text: str, target: str) -> int:
    """How often a text in the target's language has a term as it is written in the source."""
    return len(set(stretches(term, text, target)))


def missing_from(draft: Untagged, terms: Iterable[Term], target: str) -> Iterator[Term]:
    """The terms not to be translated of which a draft has nothing: neither they nor what they
    forbid.
    """
    for term in terms:
        if term.status is Status.KEEP and not (
            stands(term, draft.plain, target) or is_refused(term, draft.plain, target)
        ):
            yield term


def translated(
    draft: Untagged, source: str, hits: Sequence[Hit], target: str
) -> Iterator[Unwanted]:
    """What stands in a draft for a term that was not to be translated, where that is beyond doubt.

    That is the term in other capitals, in the letters of the other language, or the one thing that
    the draft has in quotation marks where the source has the term in them. `source` is without
    tags, and `hits` are the terms found in it.
    """
    if draft.plain.startswith(PSEUDO[0]):
        return
    for term, times in Counter(hit.term for hit in hits).items():
        if term.status is not Status.KEEP:
            continue
        missing = times - stands(term, draft.plain, target)
        places = _instead(term, draft.plain) or _quoted(term, draft.plain, source, hits)
        if 0 < missing == len(places):
            for start, end in places:
                yield Unwanted(start, end, term, term.translation, form=term.translation)


def stretches(term: Term, text: str, target: str) -> Iterator[tuple[int, int]]:
    """Where a text in the target's language has a term as it is written in the source, half-open.

    A language that inflects names may put an ending behind it; a place may come twice.
    """
    language = language_of(target)
    for name in (*term.names, *term.allowed):
        for match in _as_it_stands(name, language == "en").finditer(text):
            yield match.span()
        for hit in _inflected(name, target).all(text):
            if _has_stem(text[hit.start : hit.end], name):
                yield hit.start, hit.end


def _has_stem(written: str, name: str) -> bool:
    """True for words that are written as those of a name, but for their endings."""
    words, own = written.split(), name.split()
    return len(words) == len(own) and all(
        word.startswith(each[: max(1, len(each) - _STEM)])
        for word, each in zip(words, own, strict=True)
    )


def _instead(term: Term, text: str) -> list[tuple[int, int]]:
    """Where a text has a term in other capitals, or in Latin letters."""
    forms = [term.term]
    if _CYRILLIC.search(term.term):
        forms.append(romanized(term.term))
    for form in forms:
        found = [match.span() for match in _in_any_case(form).finditer(text)]
        exact = {
            match.span() for match in _in_any_case(form).finditer(text) if match[0] == term.term
        }
        if left := [place for place in found if place not in exact]:
            return left
    return []


def _quoted(term: Term, text: str, source: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """What a text has in quotation marks, where the source has there the term and nothing else."""
    there, here = (list(_QUOTED.finditer(each)) for each in (source, text))
    if len(there) != 1 or len(here) != 1:
        return []
    (place,) = (match.span(match.lastindex or 0) for match in there)
    if not any((hit.start, hit.end) == place and hit.term == term for hit in hits):
        return []
    return [match.span(match.lastindex or 0) for match in here]


@lru_cache(maxsize=1024)
def _as_it_stands(name: str, english: bool) -> re.Pattern[str]:
    ending = _CLITIC if english else _ENDING
    return re.compile(rf"(?<!\w){_spaced(name)}{ending}(?!\w)")


@lru_cache(maxsize=1024)
def _in_any_case(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_spaced(name)}(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _inflected(name: str, target: str) -> Phrases:
    return Phrases((name,), target)


def _spaced(name: str) -> str:
    return r"[ \u00a0]".join(map(re.escape, name.split()))
