"""Furniture: lines of a page that are no part of its article."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import Text
from l10n.language.glances import INVITES, invitations
from l10n.messages import N_, message
from l10n.model.article import Span

_MOST = 40
"""Words of a line of furniture at most."""


def _look(pair: Pair) -> Iterator[Found]:
    if pair.segment.context is not None or len(pair.target.words) > _MOST:
        return
    target, source = _invitation(pair.target), _invitation(pair.source)
    if target is None and source is None:
        return
    text = N_("“{words}” belongs to the page around an article, not to the article")
    if target is not None:
        words = pair.entry.target[target.start : target.end]
    elif source is not None:
        words = pair.segment.text[source.start : source.end]
    yield Found(
        message(text, words=words),
        () if source is None else (source,),
        () if target is None else (target,),
        # What the source has is for its editor to take out, and no fault of a translation.
        Severity.WARNING if source is None else None,
    )


def _invitation(text: Text) -> Span | None:
    if not text.glance & INVITES:
        return None
    index = invitations(text.table)
    if not index.may_be_in(text.folded_words):
        return None
    folded = [word.folded for word in text.words]
    for number, word in enumerate(folded):
        for phrase in index.of(word):
            if phrase.stands_at(folded, number):
                last = number + len(phrase.words) - 1
                return text.span(text.words[number].start, text.words[last].end)
    return None


furniture = EntryCheck(
    About(
        "furniture",
        Family.ARTICLE,
        Severity.HINT,
        N_("The article holds no line of the page around it: “follow us”, “read also”."),
        fires=example("Читайте також: що змінить закон", "Read also: what the law will change"),
        passes=example("Рада читає закон утретє.", "The council reads the law a third time."),
    ),
    _look,
)
