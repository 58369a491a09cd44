"""Mentions: in full for the first time in an article, and by the short name after that."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from l10n.checks.check import (
    About,
    ArticleCheck,
    Example,
    Family,
    Found,
    Line,
    Pair,
    Severity,
    Subject,
)
from l10n.glossary.finding import Hit
from l10n.glossary.phrases import Phrases
from l10n.glossary.terms import Kind, Term
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.model.segment import Key

_BODY = frozenset(("paragraph", "item", "quote"))
"""What is read as one text; headlines, captions and the like stand for themselves."""


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    introduced: set[Term] = set()
    for pair in subject.entries:
        if pair.omitted or pair.pseudo or pair.segment.place.role not in _BODY:
            continue
        for term, hits in _by_term(pair.terms).items():
            found = _later(pair, term, hits) if term in introduced else _first(pair, term, hits)
            if found is not None:
                yield pair.entry.key, found
            if found is not None or _full(pair, term) is not None:
                introduced.add(term)


def _by_term(hits: Sequence[Hit]) -> dict[Term, list[Hit]]:
    """Where terms stand that are called otherwise once they have been introduced."""
    found: dict[Term, list[Hit]] = {}
    for hit in hits:
        if hit.term.translation and hit.term.first_form != hit.term.later_form:
            found.setdefault(hit.term, []).append(hit)
    return found


def _first(pair: Pair, term: Term, hits: Sequence[Hit]) -> Found | None:
    """The short name where nobody has been introduced by it."""
    short = _short(pair, term)
    if short is None or _full(pair, term) is not None or _word_by_word(pair, term):
        return None
    # Where the source does not introduce anybody either, the translator would have to add it.
    own = any(hit.name in _full_names(term) for hit in hits)
    return Found(
        message(
            N_("“{term}” is mentioned for the first time: write “{wanted}” (glossary)"),
            term=pair.source.normal[hits[0].start : hits[0].end],
            wanted=term.first_form,
        ),
        (pair.source.span(hits[0].start, hits[0].end),),
        (short,),
        Severity.WARNING if own else Severity.HINT,
    )


def _later(pair: Pair, term: Term, hits: Sequence[Hit]) -> Found | None:
    """The full name of whom the article has introduced."""
    full = _full(pair, term)
    spelled_out = term.kind is not Kind.PERSON and any(
        hit.name in _full_names(term) for hit in hits
    )
    if full is None or spelled_out:
        return None
    return Found(
        message(
            N_("“{term}” was mentioned before: write “{wanted}” (glossary)"),
            term=pair.source.normal[hits[0].start : hits[0].end],
            wanted=term.later_form,
        ),
        (pair.source.span(hits[0].start, hits[0].end),),
        (full,),
        Severity.HINT,
    )


def _full_names(term: Term) -> tuple[str, ...]:
    """The names by which the source introduces a term."""
    return (term.expansion,) if term.expansion else (term.term,)


def _full(pair: Pair, term: Term) -> Span | None:
    return _place(pair, _forms(term)[0])


def _short(pair: Pair, term: Term) -> Span | None:
    return _place(pair, _forms(term)[1])


def _place(pair: Pair, forms: tuple[str, ...]) -> Span | None:
    """Where a target says one of some forms for the first time."""
    if not forms:
        return None
    found = next(_phrases(forms, pair.target.table.locale).all(pair.target.normal), None)
    return None if found is None else pair.target.span(found.start, found.end)


def _forms(term: Term) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What introduces a term, and what calls it afterwards."""
    full = term.expansion_translation or term.translation
    least = len(full.split())
    long = (full, *(each for each in term.allowed if len(each.split()) >= least))
    return long, tuple(each for each in term.renderings if each not in long)


def _word_by_word(pair: Pair, term: Term) -> bool:
    """True if a target has each word of the full form, such as a name with another between."""
    full = _forms(term)[0][0]
    return all(_place(pair, (word,)) is not None for word in full.split())


@lru_cache(maxsize=4096)
def _phrases(forms: tuple[str, ...], target: str) -> Phrases:
    return Phrases(forms, target)


_MINISTER = Term(
    "Ольга Сорока",
    "Olha Soroka",
    kind=Kind.PERSON,
    aliases=("Сорока", "міністерка Сорока"),
    later="Soroka",
)
_BUREAU = Term(
    "АКБ",
    "ACB",
    kind=Kind.ACRONYM,
    expansion="Антикорупційне бюро",
    expansion_translation="Anti-Corruption Bureau",
)
mentions = ArticleCheck(
    About(
        "mentions",
        Family.TERMS,
        Severity.WARNING,
        N_("Who is in the glossary is named in full for the first time, and in short after that."),
        fires=Example(
            (
                Line("Ольга Сорока прибула до Львова.", "Soroka arrived in Lviv."),
                Line("Там Сороку чекало АКБ.", "There Soroka was awaited by the ACB."),
            ),
            terms=(_MINISTER, _BUREAU),
        ),
        passes=Example(
            (
                Line("Сорока прибула до Львова", "Soroka arrives in Lviv", role="title"),
                Line("Ольга Сорока прибула.", "Olha Soroka, the minister, has arrived."),
                Line("Сороку чекало АКБ.", "The Anti-Corruption Bureau (ACB) awaited Soroka."),
                Line("АКБ мовчить.", "The ACB is silent."),
            ),
            terms=(_MINISTER, _BUREAU),
        ),
    ),
    _look,
)
