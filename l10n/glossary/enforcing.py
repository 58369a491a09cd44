"""What the glossary and people's names do to a draft: draft -> draft with remarks. Pure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from l10n.glossary.romanized import missing_names
from l10n.glossary.terms import Hit, Phrases, Term
from l10n.language.inflection import language_of, plural
from l10n.language.protected import kept
from l10n.language.uk.forms import plain
from l10n.messages import N_, Message, message
from l10n.model.markup import Tagged, Token, TokenKind, tokens

_ROUNDS = 8
"""How often a draft is gone through; what has not come to rest by then is left as it was."""
_OF = re.compile(r"\b(?:at|for|from|in|of|on|to|with)\b")
"""What shows that the last word of a term is not its head: member of parliament."""
_CAPITAL_BEFORE = re.compile(r"(?<!\w)[A-Z][\w’'-]*[ \u00a0]$")
_CAPITAL_AFTER = re.compile(r"[ \u00a0][A-Z]")
_ARTICLE = re.compile(r"(?<!\w)([Aa]n?)([ \u00a0])$")
_FAR = 64
"""Characters before a place that are looked at."""
_ENDS = ".!?…:"
_QUOTES = " \u00a0\u202f\t\"'«»“”„‚‘’([—–-"


@dataclass(frozen=True, slots=True)
class Finished:
    """A draft as the desk wants it, and what a reviewer has to know of it."""

    text: str
    changes: tuple[Message, ...] = ()
    """What was replaced."""
    amiss: tuple[Message, ...] = ()
    """What is still not as it should be."""

    @property
    def remarks(self) -> tuple[Message, ...]:
        """All that a reviewer has to know."""
        return self.changes + self.amiss


def finish(draft: str, request: Tagged, hits: Sequence[Hit], source: str, target: str) -> Finished:
    """Put forbidden renderings right in a draft, and say what was changed and what is amiss.

    `hits` are the terms found in `request.plain()`. Tags, and all text outside what is replaced,
    stay as they are; what is done to a finished draft again changes nothing. A remark tells of
    each replacement, of a term whose translation is not in the draft, and of a person's name that
    the draft does not hold in Latin letters.
    """
    if not draft.strip():
        return Finished(draft)
    terms = Counter(hit.term for hit in hits)
    text, changes, amiss = _settled(draft, request, terms, target)
    spoken = _Text(text, request)
    amiss += [_missing(term) for term in _absent(spoken, terms, target)]
    amiss += missing_names(
        request.plain(), spoken.plain, source, tuple((hit.start, hit.end) for hit in hits)
    )
    return Finished(text, tuple(dict.fromkeys(changes)), tuple(dict.fromkeys(amiss)))


def amiss(
    draft: str, request: Tagged, hits: Sequence[Hit], source: str, target: str
) -> tuple[Message, ...]:
    """Say what `finish` would change or find amiss in a draft, without changing it."""
    terms = Counter(hit.term for hit in hits)
    spoken = _Text(draft, request)
    found = [_unwanted(spoken, place) for place in _places(spoken, terms, target)]
    found += [_missing(term) for term in _absent(spoken, terms, target)]
    found += missing_names(
        request.plain(), spoken.plain, source, tuple((hit.start, hit.end) for hit in hits)
    )
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a forbidden rendering stands in a draft without tags, half-open."""

    start: int
    end: int
    term: Term
    wanted: str | None
    """What to write instead; None where no rule gives the right form."""


def _settled(
    draft: str, request: Tagged, terms: Mapping[Term, int], target: str
) -> tuple[str, list[Message], list[Message]]:
    """Replace until nothing is left to be replaced; give what was, and what could not be."""
    text, done = draft, list[Message]()
    for _round in range(_ROUNDS):
        spoken = _Text(text, request)
        places = list(_places(spoken, terms, target))
        changed = spoken.replaced(places)
        if changed is None or changed == text:
            return text, done, [_unwanted(spoken, place) for place in places]
        done += [
            message(
                N_("“{found}” → “{wanted}” (glossary)"),
                found=spoken.plain[place.start : place.end],
                wanted=place.wanted,
            )
            for place in places
            if place.wanted is not None and spoken.inside(place.start, place.end) is not None
        ]
        text = changed
    spoken = _Text(draft, request)
    return draft, [], [_unwanted(spoken, p) for p in _places(spoken, terms, target)]


def _places(spoken: "_Text", terms: Mapping[Term, int], target: str) -> Iterator[_Place]:
    """Find the forbidden renderings, in order, none in another; `terms` with their number."""
    forbidding = [term for term in terms if term.forbidden]
    if not forbidding:
        return
    text = spoken.plain
    good = _Cover(
        (start, end, term)
        for term in terms
        for _number, start, end in _phrases((term.translation,), target).all(text)
    )
    closed = _Cover((each.start, each.end, None) for each in kept(text))
    found: list[tuple[int, int, Term, str]] = []
    for term in forbidding:
        for number, start, end in _phrases(term.forbidden, target).all(text):
            serving = any(_serves(one, start, end, term) for one in good.at(start, end))
            if not serving and not closed.at(start, end):
                found.append((start, end, term, term.forbidden[number]))
    places: list[tuple[int, int, Term, str]] = []
    for each in sorted(found, key=lambda each: (each[0], -each[1])):
        if not places or each[0] >= places[-1][1]:
            places.append(each)
    # A common word that forbids another ("play" for гра, game) may stand for something else where
    # all of the source's terms have their translation; a name may not.
    replaced = _Cover((start, end, None) for start, end, *_rest in places)
    rendered = Counter(
        term
        for begin, stop, term in good.spans
        if not any(start <= begin and stop <= end for start, end, _ in replaced.at(begin, stop))
    )
    for start, end, term, rendering in places:
        due = term.term[:1].isupper() or rendered[term] < terms[term]
        wanted = _wanted(text, start, end, term, rendering, target) if due else None
        place = _Place(start, end, term, wanted)
        wider = _with_article(text, place) if language_of(target) == "en" else place
        yield place if spoken.inside(wider.start, wider.end) is None else wider


Span = tuple[int, int, Term | None]


class _Cover:
    """Stretches of a text, and which of them lie at a place of it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(spans)
        self._at: dict[int, list[Span]] = {}
        for span in self.spans:
            for place in range(span[0], span[1]):
                self._at.setdefault(place, []).append(span)

    def at(self, start: int, end: int) -> tuple[Span, ...]:
        """Give those that share a character with a place, half-open."""
        found = (span for place in range(start, end) for span in self._at.get(place, ()))
        return tuple(dict.fromkeys(found))


def _serves(good: Span, start: int, end: int, term: Term) -> bool:
    """Say whether a place that a wanted translation overlaps is to be left to it."""
    begin, stop, other = good
    inside = start <= begin and stop <= end and (begin, stop) != (start, end)
    # "the Ukraine" holds the "Ukraine" that is wanted instead.
    return not (inside and other == term)


def _wanted(text: str, start: int, end: int, term: Term, rendering: str, target: str) -> str | None:
    """Give the translation in the form that a rendering has; None where no rule gives it."""
    found = text[start:end]
    wanted = term.translation
    here, dictionary = plain(found), plain(rendering)
    if " ".join(here.split()) != " ".join(dictionary.split()):
        if language_of(target) != "en" or here != plural(dictionary) or _OF.search(wanted):
            return None
        wanted = plural(wanted)
    if len(found) > 1 and found.isupper() and not rendering.isupper():
        return wanted.upper()
    words = found.split()
    named = len(words) == 1 and rendering.islower() and found[:1].isupper()
    if named and not _begins(text, start) and _in_a_name(text, start, end):
        return None
    if len(words) > 1 and all(w[:1].isupper() for w in words) and rendering[:1].islower():
        return " ".join(word[:1].upper() + word[1:] for word in wanted.split())
    rises = found[:1].isupper() and (not rendering[:1].isupper() or _begins(text, start))
    return wanted[:1].upper() + wanted[1:] if rises else wanted


def _with_article(text: str, place: _Place) -> _Place:
    """Take in an English article that was right and would be wrong: a plane, an aircraft."""
    found = _ARTICLE.search(text, max(0, place.start - 3), place.start)
    if not found or not place.wanted:
        return place
    old, new = _article(text[place.start : place.end]), _article(place.wanted)
    if not new or old == new or found[1].lower() != old:
        return place
    written = new.capitalize() if found[1][0] == "A" else new
    wanted = f"{written}{found[2]}{place.wanted}"
    return _Place(found.start(), place.end, place.term, wanted)


def _article(word: str) -> str:
    """Give the article before an English word; nothing where its letters do not tell."""
    if word[0] in "uUhH" or word[:2].isupper() or not word[0].isalpha():
        return ""
    return "an" if word[0] in "aeioAEIO" else "a"


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - _FAR) : start].rstrip(_QUOTES)
    return before[-1] in _ENDS if before else start <= _FAR


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Say whether a word with a capital stands beside another: `Old Town`, `Research Service`."""
    return bool(
        _CAPITAL_BEFORE.search(text, max(0, start - _FAR), start) or _CAPITAL_AFTER.match(text, end)
    )


def _absent(spoken: "_Text", terms: Iterable[Term], target: str) -> Iterator[Term]:
    """Find the terms that the draft renders neither as wanted nor as forbidden."""
    for term in terms:
        phrases = _phrases((term.translation, *term.forbidden), target)
        if next(phrases.all(spoken.plain), None) is None:
            yield term


def _missing(term: Term) -> Message:
    return message(
        N_("“{term}” is “{wanted}” in the glossary, and the draft does not say so"),
        term=term.term,
        wanted=term.translation,
    )


def _unwanted(spoken: "_Text", place: _Place) -> Message:
    return message(
        N_("“{found}” is not wanted for “{term}”: write “{wanted}” (glossary)"),
        found=" ".join(spoken.plain[place.start : place.end].split()),
        term=place.term.term,
        wanted=place.term.translation,
    )


@lru_cache(maxsize=4096)
def _phrases(renderings: tuple[str, ...], target: str) -> Phrases:
    return Phrases(renderings, target)


class _Text:
    """A tagged text as a reader sees it, and the way back."""

    def __init__(self, text: str, of: Tagged) -> None:
        self._text = text
        self._of = of
        self._runs: list[tuple[int, int, int]] = []
        """Start in the plain text, its end there, start in the tagged text."""
        parts: list[str] = []
        size = place = 0
        for token in tokens(text, of):
            written = _written(token, text, place)
            if token.kind is TokenKind.TEXT:
                self._runs.append((size, size + len(token.text), place))
                parts.append(token.text)
                size += len(token.text)
            elif token.kind is TokenKind.EMPTY:
                # A line break or a picture parts words.
                parts.append("\n")
                size += 1
            place += written
        self.plain = "".join(parts)

    def inside(self, start: int, end: int) -> int | None:
        """Give the start in the tagged text of a place that no tag cuts; else None."""
        index = bisect_right(self._runs, start, key=lambda run: run[0]) - 1
        if index < 0 or end > self._runs[index][1]:
            return None
        begin, _stop, place = self._runs[index]
        return place + start - begin

    def replaced(self, places: Sequence[_Place]) -> str | None:
        """Write what is wanted at places in order; None if the tags would not be the same."""
        text, done = "", 0
        for place in places:
            start = self.inside(place.start, place.end)
            if start is None or place.wanted is None:
                continue
            text += self._text[done:start] + place.wanted
            done = start + place.end - place.start
        text += self._text[done:]
        return text if _tags(text, self._of) == _tags(self._text, self._of) else None


def _written(token: Token, text: str, place: int) -> int:
    """Give the length of a token in the text that it was read from."""
    if token.kind is TokenKind.TEXT:
        return len(token.text)
    return text.index(">", place) + 1 - place


def _tags(text: str, of: Tagged) -> tuple[Token, ...]:
    return tuple(token for token in tokens(text, of) if token.kind is not TokenKind.TEXT)
