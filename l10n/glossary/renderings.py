"""How a draft renders the terms of its source: what it may not say, and what to write instead."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from l10n.dataclass import dataclass
from l10n.glossary.phrases import Phrases
from l10n.glossary.terms import Status, Term
from l10n.glossary.untagged import Untagged
from l10n.language.inflection import language_of, plural
from l10n.language.protected import kept
from l10n.language.uk.forms import plain
from l10n.lines import collapsed
from l10n.regex import regex

_OF = regex(r"\b(?:at|for|from|in|of|on|to|with)\b")
"""What shows that the last word of a term is not its head: member of parliament."""
_CAPITAL_BEFORE = regex(r"(?<!\w)[A-Z][\w’'-]*[ \u00a0]$")
_CAPITAL_AFTER = regex(r"[ \u00a0][A-Z]")
_ARTICLE = regex(r"(?<!\w)([Aa]n?)([ \u00a0])$")
_FAR = 64
"""Characters before a place that are looked at."""
_ENDS = ".!?…:"
_QUOTES = " \u00a0\u202f\t\"'«»“”„‚‘’([—–-"


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A forbidden rendering in a draft without tags, half-open, in characters."""

    start: int
    end: int
    term: Term
    wanted: str | None
    """What to write instead; None where no rule gives the right form."""
    due: bool = True
    """False for a common word that may stand for something else: all terms are rendered."""
    rendering: str = ""
    """The one of the term's forbidden renderings that it is, in its dictionary form."""
    form: str = ""
    """What the desk writes for it, in the dictionary form; empty where it prefers nothing."""


def unwanted_in(draft: Untagged, terms: Mapping[Term, int], target: str) -> Iterator[Unwanted]:
    """The forbidden renderings of a draft, in order, none within another.

    `terms` are those of the source, with how often each stands there.
    """
    forbidding = [term for term in terms if term.forbidden]
    if not forbidding:
        return
    text = draft.plain
    good = _Cover(
        _Stretch(hit.start, hit.end, term)
        for term in terms
        for hit in _phrases(term.renderings, target).find(text)
    )
    closed = _Cover(_Stretch(each.start, each.end) for each in kept(text))
    found: list[_Found] = []
    for term in forbidding:
        for hit in _phrases(term.forbidden, target).all(text):
            place = _Stretch(hit.start, hit.end, term)
            serves = any(_serves(one, place) for one in good.at(place))
            if not serves and not closed.at(place):
                found.append(_Found(hit.start, hit.end, term, term.forbidden[hit.number]))
    chosen: list[_Found] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not chosen or each.start >= chosen[-1].end:
            chosen.append(each)
    # A common word that forbids another ("play" for гра, game) may stand for something else where
    # all of the source's terms have their translation; a name may not.
    replaced = _Cover(_Stretch(each.start, each.end) for each in chosen)
    rendered = Counter(
        one.term
        for one in good.stretches
        if not any(each.start <= one.start and one.end <= each.end for each in replaced.at(one))
    )
    for each in chosen:
        due = each.term.term[:1].isupper() or rendered[each.term] < terms[each.term]
        form = form_for(each.term, each.rendering)
        wanted = _wanted(text, each, form, target) if due and form else None
        bare = Unwanted(each.start, each.end, each.term, wanted, due, each.rendering, form)
        wider = _with_article(text, bare) if language_of(target) == "en" else bare
        yield bare if draft.place(wider.start, wider.end) is None else wider


def absent_from(draft: Untagged, terms: Iterable[Term], target: str) -> Iterator[Term]:
    """The terms that a draft renders neither as wanted or allowed nor as forbidden."""
    for term in terms:
        if not term.renderings or term.status is Status.KEEP:
            continue
        phrases = _phrases((*term.renderings, *term.forbidden), target)
        if next(phrases.all(draft.plain), None) is None:
            yield term


def is_rendered(term: Term, text: str, target: str) -> bool:
    """True if a text says one of the renderings of a term."""
    found = _phrases(term.renderings, target).all(text) if term.renderings else iter(())
    return next(found, None) is not None


def is_refused(term: Term, text: str, target: str) -> bool:
    """True if a text says one of the renderings that a term forbids."""
    found = _phrases(term.forbidden, target).all(text) if term.forbidden else iter(())
    return next(found, None) is not None


def is_of(term: Term, word: str, target: str) -> bool:
    """True if a word is one of those that make up a rendering of a term, in any form."""
    return any(
        next(_phrases((each,), target).all(word), None) is not None
        for rendering in term.renderings
        for each in rendering.split()
    )


def in_one_form(term: Term, text: str, target: str) -> str:
    """A text in which each rendering of a term, in any form, is the first of them."""
    pieces, done = list[str](), 0
    for hit in _phrases(term.renderings, target).find(text) if term.renderings else ():
        pieces += (text[done : hit.start], term.renderings[0])
        done = hit.end
    return "".join([*pieces, text[done:]])


def form_for(term: Term, rendering: str) -> str:
    """The preferred one of a term's forms that is to stand for a forbidden rendering.

    A surname stands for a surname, and a full name for a full one. Empty where none is preferred.
    """
    if term.status is Status.ALLOWED:
        return ""
    whole = (term.translation, term.later_form, term.expansion_translation)
    forms = [form for form in dict.fromkeys(whole) if form]
    if len(forms) < 2:
        return term.translation
    # Few glossaries have several forms for a forbidden rendering.
    from difflib import SequenceMatcher

    size = len(rendering.split())

    def distance(form: str) -> tuple[int, float]:
        likeness = SequenceMatcher(None, form.casefold(), rendering.casefold()).ratio()
        return abs(len(form.split()) - size), -likeness

    return min(forms, key=distance)


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    term: Term
    rendering: str
    """The one of the term's forbidden renderings that stands there, in its dictionary form."""


class _Cover:
    """Stretches of a text, and which of them lie at a place of it."""

    def __init__(self, stretches: Iterable[_Stretch]) -> None:
        self.stretches = tuple(stretches)
        self._at: dict[int, list[_Stretch]] = {}
        for each in self.stretches:
            for place in range(each.start, each.end):
                self._at.setdefault(place, []).append(each)

    def at(self, place: _Stretch) -> tuple[_Stretch, ...]:
        """Those that share a character with a place."""
        places = range(place.start, place.end)
        return tuple(dict.fromkeys(each for index in places for each in self._at.get(index, ())))


def _serves(good: _Stretch, place: _Stretch) -> bool:
    """True if a place that a wanted translation overlaps is to be left to it."""
    inside = place.start <= good.start and good.end <= place.end
    # "the Ukraine" holds the "Ukraine" that is wanted instead.
    same = (good.start, good.end) == (place.start, place.end)
    return not (inside and not same and good.term == place.term)


def _wanted(text: str, found: _Found, wanted: str, target: str) -> str | None:
    """What is wanted in the form that a rendering has; None where no rule gives it."""
    written, rendering = text[found.start : found.end], found.rendering
    here, dictionary = plain(written), plain(rendering)
    if collapsed(here) != collapsed(dictionary):
        if language_of(target) != "en" or here != plural(dictionary) or _OF.search(wanted):
            return None
        wanted = plural(wanted)
    if len(written) > 1 and written.isupper() and not rendering.isupper():
        return wanted.upper()
    words = written.split()
    named = len(words) == 1 and rendering.islower() and written[:1].isupper()
    if named and not _begins(text, found.start) and _in_a_name(text, found.start, found.end):
        return None
    if len(words) > 1 and all(w[:1].isupper() for w in words) and rendering[:1].islower():
        return " ".join(word[:1].upper() + word[1:] for word in wanted.split())
    rises = written[:1].isupper() and (not rendering[:1].isupper() or _begins(text, found.start))
    return wanted[:1].upper() + wanted[1:] if rises else wanted


def _with_article(text: str, place: Unwanted) -> Unwanted:
    """Take in an English article that was right and would be wrong: a plane, an aircraft."""
    found = _ARTICLE.search(text, max(0, place.start - 3), place.start)
    if not found or not place.wanted:
        return place
    old, new = _article(text[place.start : place.end]), _article(place.wanted)
    if not new or old == new or found[1].lower() != old:
        return place
    written = new.capitalize() if found[1][0] == "A" else new
    wanted = f"{written}{found[2]}{place.wanted}"
    return replace(place, start=found.start(), wanted=wanted)


def _article(word: str) -> str:
    """The article before an English word; empty where its letters do not tell."""
    if word[0] in "uUhH" or word[:2].isupper() or not word[0].isalpha():
        return ""
    return "an" if word[0] in "aeioAEIO" else "a"


def _begins(text: str, start: int) -> bool:
    """True if a sentence begins there."""
    before = text[max(0, start - _FAR) : start].rstrip(_QUOTES)
    return before[-1] in _ENDS if before else start <= _FAR


def _in_a_name(text: str, start: int, end: int) -> bool:
    """True if a word stands beside one with a capital: `Old Town`, `Research Service`."""
    return bool(
        _CAPITAL_BEFORE.search(text, max(0, start - _FAR), start) or _CAPITAL_AFTER.match(text, end)
    )


@lru_cache(maxsize=4096)
def _phrases(renderings: tuple[str, ...], target: str) -> Phrases:
    return Phrases(renderings, target)
