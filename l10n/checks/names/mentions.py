"""First mention: a person's whole name where the source gives it for the first time."""

from collections.abc import Iterator

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
from l10n.language.counterparts import Counterpart
from l10n.language.proper import naming
from l10n.messages import N_, message
from l10n.model.segment import Key


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    words = naming(subject.rules.source)
    named: set[str] = set()
    for pair in subject.entries:
        if pair.omitted or pair.pseudo:
            continue
        for before, surname in zip(pair.named, pair.named[1:], strict=False):
            if not surname.name.chained or not surname.name.certain or surname.name.place:
                continue
            if _is_known(pair, surname):
                continue
            stem = words.stem(surname.name.folded)
            if stem not in named and surname.exact and _is_gone(before):
                yield pair.entry.key, _found(pair, before, surname)
            named.add(stem)
        named.update(words.stem(each.name.folded) for each in pair.named)


def _is_known(pair: Pair, surname: Counterpart) -> bool:
    """True for somebody of whom the glossary says how to mention them: `mentions` sees to that."""
    start, end = surname.name.start, surname.name.end
    return any(
        hit.start < end and start < hit.end and hit.term.first_form != hit.term.later_form
        for hit in pair.terms
    )


def _is_gone(given: Counterpart) -> bool:
    return not given.alike and given.name.sure and not given.name.place


def _found(pair: Pair, given: Counterpart, surname: Counterpart) -> Found:
    start, end = given.name.start, surname.name.end
    said = surname.said
    return Found(
        message(
            N_("“{name}” is named here for the first time; the target has the surname alone"),
            name=pair.source.normal[start:end],
        ),
        (pair.source.span(start, end),),
        () if said is None else (pair.target.span(said.start, said.end),),
    )


first_mention = ArticleCheck(
    About(
        "first-mention",
        Family.NAMES,
        Severity.HINT,
        N_("A person whom the source names in full for the first time has the full name."),
        fires=Example((Line("Приїхала Ірина Кравчук.", "Kravchuk has come."),)),
        passes=Example(
            (
                Line("Приїхала Ірина Кравчук.", "Iryna Kravchuk has come."),
                Line("Ірина Кравчук сказала так.", "Kravchuk said so."),
            )
        ),
    ),
    _look,
)
