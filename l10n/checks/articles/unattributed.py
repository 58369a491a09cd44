"""Unattributed: a quotation has a speaker."""

from collections.abc import Iterator
from functools import cache

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
from l10n.checks.text import Text
from l10n.language.phrases import Index, Phrase
from l10n.language.tables import Table
from l10n.messages import N_, message
from l10n.model.segment import Key

_OPENING, _CLOSING = frozenset('“„«"'), frozenset('”“»"')
_LEAST = 5
"""Words of a quotation; fewer are a name or a term."""


@cache
def _speech(table: Table) -> Index:
    """Words by which a quotation is given to somebody."""
    return Index(Phrase(tuple(w.split("_"))) for w in table.words("articles", "speech"))


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    if not _speech(subject.rules.target):
        return
    pairs = [pair for pair in subject.entries if not pair.pseudo]
    for number, pair in enumerate(pairs):
        around = pairs[max(0, number - 1) : number + 2]
        if _is_quotation(pair.target) and not any(map(_speaks, around)):
            yield pair.entry.key, Found(message(N_("nobody is said to have said this")))


def _is_quotation(text: Text) -> bool:
    plain = text.plain.strip()
    if not plain or plain[0] not in _OPENING or plain.rstrip(".!?…,")[-1:] not in _CLOSING:
        return False
    # One that begins with a quotation and ends with another has words of a speaker between them.
    inner = plain.rstrip(".!?…,")[1:-1]
    return not any(sign in inner for sign in _OPENING) and len(text.words) >= _LEAST


def _speaks(pair: Pair) -> bool:
    text = pair.target
    index = _speech(text.table)
    folded = [word.folded for word in text.words]
    return any(
        phrase.stands_at(folded, number)
        for number, word in enumerate(folded)
        for phrase in index.of(word)
    )


_QUOTE = Line("«Ми втратили все, що мали», — сказала вона.", "“We have lost all that we had.”")

unattributed = ArticleCheck(
    About(
        "unattributed-quotation",
        Family.ARTICLE,
        Severity.HINT,
        N_("A quotation has a speaker, in its paragraph or beside it."),
        fires=Example((_QUOTE, Line("Місто відбудують.", "The city will be rebuilt."))),
        passes=Example((Line("Розповіла вчителька.", "A teacher told us."), _QUOTE)),
    ),
    _look,
)
