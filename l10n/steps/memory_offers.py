"""Offers: a match of the memory as it would stand in an entry, and what it counts there. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.glossary.enforcing import corrected, term_issues
from l10n.glossary.finding import FoundTerms
from l10n.language.locales import normal
from l10n.memory import Grade, Match, Query
from l10n.messages import N_, Message, message
from l10n.model.markup import OMIT, Tagged, faults
from l10n.model.memory_origin import (
    EXACT,
    FIGURES,
    FUZZY,
    IN_CONTEXT,
    NORMALIZED,
    MemoryOrigin,
)
from l10n.model.memory_settings import MemorySettings
from l10n.model.segment import Key
from l10n.model.unit import Standing, Unit
from l10n.steps.capitals import with_capitals_of
from l10n.steps.similar import threshold
from l10n.tags.renumbering import renumbered
from l10n.tags.retagging import retagged

if TYPE_CHECKING:
    from l10n.steps.new_figures import Languages

_WORTH = {
    Grade.IN_CONTEXT: 100,
    Grade.EXACT: 100,
    Grade.NORMALIZED: 99,
    Grade.FIGURES: 98,
}
"""What a translation of the very text counts, in percent, before penalties."""
_ALIKE = 97
"""What the translation of another text counts at most."""
_GRADES = {
    Grade.IN_CONTEXT: IN_CONTEXT,
    Grade.EXACT: EXACT,
    Grade.NORMALIZED: NORMALIZED,
    Grade.FIGURES: FIGURES,
    Grade.FUZZY: FUZZY,
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What the entries of one catalog are filled by."""

    desk: str
    """The workflow of its article."""
    settings: MemorySettings
    languages: "Languages"
    terms: FoundTerms
    """Found in the segments of its article."""
    article: str = ""
    """Its name."""
    takes_context: bool = False
    """A translation of the very text between the same neighbours is taken as finished."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A match, as it would stand in the entry."""

    unit: Unit
    target: str
    origin: MemoryOrigin
    remarks: tuple[Message, ...] = ()
    faults: tuple[Message, ...] = ()
    """What is wrong with its tags."""
    as_it_is: bool = False
    """The very text in its context, with nothing changed and nothing against it."""

    @property
    def made_for(self) -> Key:
        """Context and text that it is the translation of."""
        return self.unit.context, self.unit.source.text

    def rank(self) -> tuple[bool, int]:
        """What offers are sorted by, the best first; those of a memory keep their order."""
        return self.origin.fuzzy, -self.origin.percent


def offers_of(query: Query, matches: Iterable[Match], policy: Policy) -> Iterator[Offer]:
    """The matches that count enough for an entry and can stand in it, in their order."""
    for match in matches:
        if _is_text(match.unit.target):
            offer = _offer(query, match, policy)
            if offer is not None:
                yield offer


def _is_text(target: str) -> bool:
    """True for a target that a catalog can hold; files of others bring what they like."""
    if not target.strip() or target.strip() == OMIT:
        return False
    return not any(unicodedata.category(each) in ("Cc", "Cs") for each in target)


def _offer(query: Query, match: Match, policy: Policy) -> Offer | None:
    """A match as it would stand in the entry; None where it does not count enough."""
    unit, text = match.unit, query.text
    grade, target, remarks = match.grade, unit.target, list[Message]()
    if grade is Grade.FIGURES:
        from l10n.steps.new_figures import with_new_figures

        # What is known of languages is of those of the article, and not of a passage in another.
        known = query.source_locale == policy.languages.pair[0]
        made = known and with_new_figures(unit.source, text, target, policy.languages)
        if not made:
            grade = Grade.FUZZY
        else:
            target = made.text
            changes = ", ".join(f"{old} → {new}" for old, new in made.changes)
            remarks.append(message(N_("figures of this text put in: {changes}"), changes=changes))
    target = _with_tags_of(text, target, unit.source)
    wrong = faults(text, target)
    if wrong and grade in (Grade.NORMALIZED, Grade.FIGURES):
        grade = Grade.FUZZY
    percent = _WORTH.get(grade) or min(match.similarity, _ALIKE)
    percent -= _penalty(query, match, policy)
    if percent < max(policy.settings.least, 1) or (
        grade is Grade.FUZZY and percent < (threshold(text.plain()) or 101)
    ):
        return None
    if grade is not Grade.FUZZY and grade < Grade.EXACT:
        target = with_capitals_of(text.plain(), unit.source.plain(), target)
    terms = corrected(target, text, policy.terms)
    remarks += terms.changes
    if normal(unit.target_locale) != normal(query.target_locale):
        words_of = N_("written for {locale}; the spelling may be another")
        remarks.append(message(words_of, locale=unit.target_locale))
    return Offer(
        unit,
        terms.text,
        _origin(match, grade, percent),
        remarks=tuple(remarks),
        faults=wrong,
        as_it_is=grade is Grade.IN_CONTEXT
        and percent == _WORTH[grade]
        and not (wrong or remarks)
        and not term_issues(target, text, policy.terms),
    )


def _origin(match: Match, grade: Grade, percent: int) -> MemoryOrigin:
    unit, place = match.unit, match.place
    return MemoryOrigin(
        _GRADES[grade],
        percent,
        f"{place.workspace}: {place.name}" if place.workspace else place.name,
        date=unit.date,
        standing=unit.standing.name.lower(),
        machine=unit.machine,
    )


def _with_tags_of(text: Tagged, target: str, former: Tagged) -> str:
    """The target of a former text with the tags of a text, as far as it is known which is which."""
    if text == former or not former.names:
        return target
    return retagged(target, former.text, text) or renumbered(target, former.text, text)


def _penalty(query: Query, match: Match, policy: Policy) -> int:
    """Percent that a match loses for where it comes from."""
    unit, penalties = match.unit, policy.settings.penalties
    elsewhere = bool(match.place.workspace) or unit.desk not in ("", policy.desk)
    return sum(
        percent
        for percent, applies in (
            (penalties.other_desk, elsewhere),
            (penalties.other_role, unit.context != query.context),
            (penalties.imported, unit.standing is Standing.IMPORTED),
            (penalties.machine, unit.machine),
        )
        if applies
    )
