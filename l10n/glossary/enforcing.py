"""What the glossary and people's names do to a draft: draft -> draft with remarks. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.glossary.finding import FoundTerms, Hit
from l10n.glossary.keeping import missing_from, translated
from l10n.glossary.renderings import Unwanted, absent_from, unwanted_in
from l10n.glossary.romanized import missing_names
from l10n.glossary.telling import KEPT_MISSING, unwanted_message
from l10n.glossary.terms import Term
from l10n.glossary.untagged import Untagged
from l10n.lines import collapsed
from l10n.messages import N_, Message, message
from l10n.model.draft import Draft
from l10n.model.markup import Tagged, faults

_ROUNDS = 8
"""How often a draft is gone through; what has not come to rest by then is left as it was."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text without the forbidden renderings that could be put right, and what was replaced."""

    text: str
    changes: tuple[Message, ...] = ()


def enforce_terms(draft: Draft, source: Tagged, terms: FoundTerms) -> Draft:
    """The draft as the desk wants it: terms put right, with a remark on each change.

    An alternative that does worse by the glossary than the draft, or is no other text, is none.
    """
    done = corrected(draft.text, source, terms)
    alternatives: list[str] = []
    if draft.alternatives:
        known = set(term_issues(done.text, source, terms))
        for text in dict.fromkeys(map(collapsed, draft.alternatives)):
            if text == collapsed(done.text) or faults(source, text):
                continue
            if set(term_issues(text, source, terms)) <= known:
                alternatives.append(text)
    return replace(
        draft,
        text=done.text,
        alternatives=tuple(alternatives),
        remarks=tuple(dict.fromkeys((*draft.remarks, *done.changes))),
    )


def corrected(text: str, source: Tagged, terms: FoundTerms) -> Corrected:
    """Put the forbidden renderings in a translation right, where a rule gives the right form.

    Tags, and all text outside what is replaced, stay as they are; what was corrected already is
    not changed.
    """
    hits = terms.hits(source)
    if not hits:
        return Corrected(text)
    made, changes = text, list[Message]()
    for _round in range(_ROUNDS):
        plain = Untagged(made, source)
        places = _places(plain, source, hits, terms.target)
        changed = plain.replaced(
            (place.start, place.end, place.wanted) for place in places if place.wanted is not None
        )
        if changed is None or changed == made:
            return Corrected(made, tuple(dict.fromkeys(changes)))
        changes += [
            message(
                N_("“{found}” → “{wanted}” (glossary)"),
                found=plain.plain[place.start : place.end],
                wanted=place.wanted,
            )
            for place in places
            if place.wanted is not None and plain.place(place.start, place.end) is not None
        ]
        made = changed
    return Corrected(text)


def term_issues(text: str, source: Tagged, terms: FoundTerms) -> tuple[Message, ...]:
    """What in a translation is not as the desk wants it, in terms and in people's names.

    A forbidden rendering, a term that is not rendered at all, a name of a person that the
    translation does not hold in Latin letters.
    """
    if not text.strip():
        return ()
    hits = terms.hits(source)
    wanted = Counter(hit.term for hit in hits)
    plain = Untagged(text, source)
    covered = tuple((hit.start, hit.end) for hit in (*hits, *terms.questions(source)))
    issues = [*_rendering_issues(plain, wanted, terms.target)]
    issues += [
        message(KEPT_MISSING, term=term.term) for term in missing_from(plain, wanted, terms.target)
    ]
    issues += missing_names(source.plain(), plain.plain, terms.source, covered)
    return tuple(dict.fromkeys(issues))


def _places(plain: Untagged, source: Tagged, hits: Sequence[Hit], target: str) -> list[Unwanted]:
    """What is to be put right in a draft, in order, none within another."""
    wanted = Counter(hit.term for hit in hits)
    found = [*unwanted_in(plain, wanted, target), *translated(plain, source.plain(), hits, target)]
    places: list[Unwanted] = []
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        if not places or place.start >= places[-1].end:
            places.append(place)
    return places


def _rendering_issues(plain: Untagged, terms: Mapping[Term, int], target: str) -> list[Message]:
    found = [
        unwanted_message(place, collapsed(plain.plain[place.start : place.end]))
        for place in unwanted_in(plain, terms, target)
    ]
    return found + [_absent(term) for term in absent_from(plain, terms, target)]


def _absent(term: Term) -> Message:
    return message(
        N_("“{term}” is “{wanted}” in the glossary, and the draft does not say so"),
        term=term.term,
        wanted=term.translation,
    )
