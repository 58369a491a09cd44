"""Omissions: `<omit/>` only beside a translated neighbour, and only in body text."""

from collections.abc import Iterator

from l10n.checks.check import About, ArticleCheck, Example, Family, Found, Line, Severity, Subject
from l10n.messages import N_, Message, message
from l10n.model.catalog import State
from l10n.model.markup import OMIT
from l10n.model.segment import Key

MARKED = frozenset(("cell", "item", "footnote"))
"""Roles whose mark or frame readers see, even with nothing in it."""


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    if not any(OMIT in entry.target for _segment, entry in subject.pairs):
        return
    beside = _beside_translated(subject)
    emptied = _emptied(subject)
    for index, (segment, entry) in enumerate(subject.pairs):
        target = entry.target.strip()
        if OMIT in target and target != OMIT and OMIT not in segment.text:
            text = message(N_("<omit/> must be all there is in the translation"))
            yield entry.key, Found(text)
        if target != OMIT:
            continue
        problem: Message | None = None
        if segment.context is not None:
            problem = message(
                N_("only body text can be left out, not a {context}"), context=segment.context
            )
        elif index not in beside:
            problem = message(N_("left out, but the sentences beside it are not translated"))
        if problem is not None:
            yield entry.key, Found(problem)
            continue
        if segment.place.tags:
            text = message(N_("left out together with its tags"))
            yield entry.key, Found(text, severity=Severity.WARNING)
        if segment.place.block in emptied and segment.place.role in MARKED:
            text = message(N_("all of this is left out; readers will see an empty place"))
            yield entry.key, Found(text, severity=Severity.WARNING)


def _beside_translated(subject: Subject) -> frozenset[int]:
    """The omitted segments next to a translated one; others left out may stand between."""
    body = [index for index, (segment, _entry) in enumerate(subject.pairs) if not segment.context]
    found: set[int] = set()
    for order in (body, body[::-1]):
        translated = False
        for index in order:
            entry = subject.pairs[index][1]
            if entry.target.strip() != OMIT:
                translated = entry.state is State.TRANSLATED
            elif translated:
                found.add(index)
    return frozenset(found)


def _emptied(subject: Subject) -> frozenset[int]:
    """The blocks of which every segment is left out."""
    blocks = {segment.place.block for segment, _entry in subject.pairs}
    return frozenset(
        blocks
        - {segment.place.block for segment, entry in subject.pairs if entry.target.strip() != OMIT}
    )


omissions = ArticleCheck(
    About(
        "omissions",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("A sentence is left out only in body text, beside a translated one."),
        fires=Example((Line("Рада ухвалила.", OMIT), Line("Це перше.", OMIT))),
        passes=Example((Line("Рада ухвалила.", "The Rada passed it."), Line("Це все.", OMIT))),
    ),
    _look,
)
