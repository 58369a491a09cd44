"""Places: spellings that newsrooms of the target's language have left."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.dataclass import dataclass
from l10n.language.tables import Table
from l10n.messages import N_, message
from l10n.model.article import Span

_MARKED = 20
"""Places of one spelling in an entry that are looked at."""


@dataclass(frozen=True, slots=True)
class _Spellings:
    """What a table says of spellings, compiled."""

    words: dict[str, tuple[str, int]]
    """With what is no part of the name (’s): what to write, and how long the name is."""
    phrases: dict[str, str]
    """Those of several words, by their first."""
    kept: tuple[str, ...]


@lru_cache(maxsize=64)
def _spellings(table: Table) -> _Spellings:
    left = {old: str(new) for old, new in table.mapping("names", "spellings").items()}
    return _Spellings(
        {
            old + clitic: (new, len(old))
            for old, new in left.items()
            if " " not in old
            for clitic in ("", *table.words("names", "clitics"))
        },
        {old: new for old, new in left.items() if " " in old},
        tuple(table.mapping("names", "kept").get("expressions", ())),
    )


def _look(pair: Pair) -> Iterator[Found]:
    known = _spellings(pair.target.table)
    here = not known.words.keys().isdisjoint(pair.target.folded_words)
    text = pair.target.folded
    phrases = [old for old in known.phrases if old in text]
    if not here and not phrases:
        return
    stays = _stretches(text, known.kept)
    found: dict[tuple[str, str], list[Span]] = {}
    for start, end, new in _left(pair, known, phrases, here=here):
        if not any(first < end and start < last for first, last in stays):
            places = found.setdefault((pair.target.normal[start:end], new), [])
            if len(places) < _MARKED:
                places.append(pair.target.span(start, end))
    for (written, new), places in found.items():
        if not _is_wanted(pair, written):
            yield Found(
                message(N_("“{found}”: newsrooms write “{wanted}”"), found=written, wanted=new),
                target=tuple(places),
            )


def _left(
    pair: Pair, known: _Spellings, phrases: list[str], *, here: bool
) -> Iterator[tuple[int, int, str]]:
    """Where spellings that newsrooms left stand in the target, and what they write."""
    for word in pair.target.words if here else ():
        if word.folded in known.words and word.text[0].isupper():
            new, length = known.words[word.folded]
            yield word.start, word.start + length, new
    for old in phrases:
        for match in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", pair.target.folded):
            yield *match.span(), known.phrases[old]


def _stretches(text: str, expressions: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(
        match.span()
        for each in expressions
        if each in text
        for match in islice(re.finditer(re.escape(each), text), _MARKED)
    )


def _is_wanted(pair: Pair, written: str) -> bool:
    """True where the glossary of the desk or the source itself writes so."""
    folded = written.lower()
    return folded in pair.source.folded_words or any(
        folded in rendering.lower()
        for term in {hit.term for hit in pair.terms}
        for rendering in term.renderings
    )


places = EntryCheck(
    About(
        "places",
        Family.NAMES,
        Severity.WARNING,
        N_("Places are spelt as newsrooms of the target’s language spell them today."),
        fires=example("Зустріч у Києві.", "A meeting in Kiev."),
        passes=example("Котлета по-київськи.", "Chicken Kiev."),
    ),
    _look,
)
