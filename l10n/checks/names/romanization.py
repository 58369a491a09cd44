"""Romanization: surnames as passports write them, where the target's language does so."""

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
from l10n.language.counterparts import Said
from l10n.language.names import Name, has_own_form
from l10n.messages import N_, message
from l10n.model.segment import Key


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    if subject.rules.target.section("names").get("romanization") != "official":
        return
    told: set[str] = set()
    for pair in subject.entries:
        if pair.omitted or pair.pseudo or not pair.named:
            continue
        for name in pair.source.people:
            if name.surname not in told and (said := _otherwise(pair, name)):
                told.add(name.surname)
                yield pair.entry.key, _found(pair, name, said)


def _otherwise(pair: Pair, name: Name) -> Said | None:
    """The surname in the target, if it is there and written in another way."""
    if not _is_clear(name):
        return None
    for each in pair.named:
        said = each.said
        if each.name.end == name.end and each.exact and said is not None and said.capital:
            as_wanted = said.folded in name.surname.lower().split("-")
            return None if as_wanted or _is_term(pair, name) else said
    return None


def _is_term(pair: Pair, name: Name) -> bool:
    """True for a name that goes by the glossary."""
    return any(hit.start < name.end and name.start < hit.end for hit in pair.terms)


def _found(pair: Pair, name: Name, said: Said) -> Found:
    return Found(
        message(
            N_("“{found}” is “{wanted}” by the official romanization"),
            found=pair.target.normal[said.start : said.end],
            wanted=name.surname,
        ),
        (pair.source.span(name.start, name.end),),
        (pair.target.span(said.start, said.end),),
    )


def _is_clear(name: Name) -> bool:
    """True for a name whose nominative, and so its Latin letters, are beyond doubt."""
    return name.sure and has_own_form(name.text.split()[-1])


romanization = ArticleCheck(
    About(
        "romanization",
        Family.NAMES,
        Severity.HINT,
        N_("Surnames of Ukrainians are written as their passports have them."),
        fires=Example((Line("Приїхала Ірина Ющук.", "Iryna Yushchouk has come."),)),
        passes=Example((Line("Приїхала Ірина Ющук.", "Iryna Yushchuk has come."),)),
    ),
    _look,
)
