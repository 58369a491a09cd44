"""Terms: the glossary of a newsroom, how the desk translates its terms, and how it does not."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import Enum

from l10n.dataclass import dataclass
from l10n.language.locales import covers


class Status(Enum):
    """What the desk thinks of a term or of a rendering, in the words of the file."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    KEEP = "do not translate"


class Part(Enum):
    """Parts of speech, in the words of the file."""

    NOUN = "noun"
    PROPER_NOUN = "proper noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


class Kind(Enum):
    """What a term names, in the words of the file."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    ACRONYM = "acronym"
    PRODUCT = "product"
    WORK = "work"
    """A book, a film, a newspaper."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a term stands, for messages."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary, made of all lines that speak of it.

    Two with another part of speech, another pair of locales or other domains are two terms.
    """

    term: str
    """As it stands in a dictionary, in the source language."""
    translation: str
    """What the desk writes. Empty where it has no wish but for what it forbids."""
    note: str = ""
    """What a translator should know of it."""
    forbidden: tuple[str, ...] = ()
    """Renderings that the desk does not want, such as `Kiev`."""
    pair: tuple[str, str] | None = None
    """Source and target locale; None for every pair."""
    status: Status = Status.PREFERRED
    """ALLOWED: the translation is one of several, none of them preferred. FORBIDDEN: the desk does
    not want the term itself in its articles. KEEP: it stands in the target as in the source."""
    allowed: tuple[str, ...] = ()
    """Renderings that may stand beside the translation."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Why forbidden renderings are not wanted: rendering and reason."""
    domains: tuple[str, ...] = ()
    """What it belongs to, such as `sport`; none for everybody's."""
    part: Part | None = None
    kind: Kind | None = None
    aliases: tuple[str, ...] = ()
    """Other names of the same person or thing in the source language."""
    later: str = ""
    """How the target calls it after the first mention of an article: the surname."""
    expansion: str = ""
    """What an acronym stands for, in the source language."""
    expansion_translation: str = ""
    """What it stands for in the target language."""
    written: Written | None = field(default=None, compare=False)
    """Its first line; no part of what it says."""

    def serves(self, source: str, target: str) -> bool:
        """True if the line is meant for a pair: `uk>en` serves `en-GB` too."""
        return self.pair is None or (covers(self.pair[0], source) and covers(self.pair[1], target))

    @property
    def later_form(self) -> str:
        """How the target calls it once it has been named: a person by the surname."""
        if self.later or self.kind is not Kind.PERSON:
            return self.later or self.translation
        return self.translation.rpartition(" ")[2]

    @property
    def first_form(self) -> str:
        """How the target names it for the first time: an acronym with what it stands for."""
        if self.translation and self.expansion_translation:
            return f"{self.expansion_translation} ({self.translation})"
        return self.translation or self.expansion_translation

    @property
    def renderings(self) -> tuple[str, ...]:
        """All that the target may say for it, what the desk prefers first; each once."""
        every = (self.translation, self.later_form, self.expansion_translation, *self.allowed)
        return tuple(dict.fromkeys(each for each in every if each))

    @property
    def names(self) -> tuple[str, ...]:
        """All by which the source may call it, the term itself first; each once."""
        every = (self.term, self.expansion, *self.aliases)
        return tuple(dict.fromkeys(each for each in every if each))

    def reason(self, rendering: str) -> str:
        """Why a forbidden rendering is not wanted; empty where nobody said so."""
        return dict(self.reasons).get(rendering, "")


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of a workspace, or those that a workflow uses."""

    terms: tuple[Term, ...] = ()
    domains: tuple[str, ...] | None = None
    """The domains that a workflow uses, what counts most first; None where it names none, which
    means that it uses all."""

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of all that decides on drafts and notes."""
        lines = sorted(json.dumps(_told(term)) for term in self.terms)
        if self.domains is not None:
            lines.append(json.dumps(self.domains))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def of(self, domains: Sequence[str] | None) -> "Glossary":
        """What a workflow uses: the terms of its domains, and those that belong to none."""
        if domains is None:
            return self
        wanted = {each.casefold() for each in domains}
        terms = tuple(
            term
            for term in self.terms
            if not term.domains or not wanted.isdisjoint(map(str.casefold, term.domains))
        )
        return Glossary(terms, tuple(domains))

    def for_pair(self, source: str, target: str) -> tuple[Term, ...]:
        """The terms of a pair, in order.

        Of several with one name and part of speech the one counts whose domain the workflow names
        first, everybody's last, and among those the one with the narrower pair. One that prefers no
        rendering adds to the next. Where a workflow names no domains and these disagree, each of
        their renderings may stand.
        """
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            if term.serves(source, target):
                found.setdefault(term.term, []).append(term)
        ranks = {each.casefold(): rank for rank, each in enumerate(self.domains or ())}
        return tuple(
            self._chosen(same, ranks) if len(same) > 1 else same[0]
            for group in found.values()
            for same in by_part(group)
        )

    def _chosen(self, terms: Sequence[Term], ranks: Mapping[str, int]) -> Term:
        if self.domains is not None:
            last = len(ranks)

            def rank(term: Term) -> tuple[int, tuple[int, int]]:
                own = (ranks.get(each.casefold(), last) for each in term.domains)
                return min(own, default=last), _width(term)

            return _first(sorted(terms, key=rank))
        by_domains: dict[tuple[str, ...], list[Term]] = {}
        for term in terms:
            by_domains.setdefault(term.domains, []).append(term)
        return united([_first(sorted(each, key=_width)) for _, each in sorted(by_domains.items())])


NO_TERMS = Glossary()
"""The glossary of a workspace that has none."""


def by_part(terms: Iterable[Term]) -> Iterator[list[Term]]:
    """Terms of one name by their part of speech; one that names none goes with every part."""
    parts: dict[Part | None, list[Term]] = {}
    general: list[Term] = []
    for term in terms:
        if term.part is None:
            general.append(term)
            for own in parts.values():
                own.append(term)
        else:
            parts.setdefault(term.part, [*general]).append(term)
    yield from parts.values() or (general,)


def united(terms: Sequence[Term]) -> Term:
    """One term that says what several of one name say.

    Where they prefer different renderings, those of everybody's term are preferred, and where there
    is none of these, each may stand.
    """
    if len(terms) == 1 and (terms[0].translation or not terms[0].allowed):
        return terms[0]
    sure = [term for term in terms if term.status is not Status.ALLOWED]
    wanted = _each(term.translation for term in sure)
    general = _each(term.translation for term in sure if not term.domains)
    first = general if len(general) == 1 else wanted
    others = (one for term in terms for one in (term.translation, *term.allowed))
    renderings = _each((*first, *wanted, *others))
    statuses = {term.status for term in terms}
    status = Status.ALLOWED if len(first) != 1 and renderings else Status.PREFERRED
    if Status.FORBIDDEN in statuses:
        status = Status.FORBIDDEN
    elif Status.KEEP in statuses and len(wanted) == 1:
        status = Status.KEEP
    reasons: dict[str, list[str]] = {}
    for rendering, reason in (each for term in terms for each in term.reasons):
        reasons.setdefault(rendering, []).append(reason)
    domains = {each.casefold(): each for term in terms for each in term.domains}
    refused = _each(one for term in terms for one in term.forbidden)
    said = frozenset(renderings)
    return replace(
        terms[0],
        translation=renderings[0] if renderings else "",
        note="; ".join(_each(term.note for term in terms)),
        forbidden=tuple(each for each in refused if each not in said),
        status=status,
        allowed=renderings[1:],
        reasons=tuple((one, "; ".join(_each(why))) for one, why in reasons.items()),
        domains=tuple(domains[key] for key in sorted(domains)),
        part=next((term.part for term in terms if term.part), None),
        kind=next((term.kind for term in terms if term.kind), None),
        aliases=_each(one for term in terms for one in term.aliases),
        later=next((term.later for term in terms if term.later), ""),
        expansion=next((term.expansion for term in terms if term.expansion), ""),
        expansion_translation=next(
            (term.expansion_translation for term in terms if term.expansion_translation), ""
        ),
    )


def either(name: str, terms: Sequence[Term]) -> Term:
    """What a name says that several terms have, such as the surname of two: any of their renderings
    may stand, and what they all forbid may not.
    """
    renderings = _each(
        one for term in terms for one in (term.later_form, term.translation, *term.renderings)
    )
    same = {term.later_form for term in terms}
    refused = set(terms[0].forbidden).intersection(*(term.forbidden for term in terms[1:]))
    refused.difference_update(renderings)
    return Term(
        name,
        renderings[0] if renderings else "",
        note="; ".join(_each(term.note for term in terms)),
        forbidden=tuple(each for each in terms[0].forbidden if each in refused),
        pair=terms[0].pair,
        status=Status.PREFERRED if len(same) == 1 else Status.ALLOWED,
        allowed=renderings[1:],
        kind=terms[0].kind if len({term.kind for term in terms}) == 1 else None,
        written=terms[0].written,
    )


def _first(terms: Sequence[Term]) -> Term:
    """The first of ranked terms, with what the next say up to one that prefers a rendering."""
    for count, term in enumerate(terms, 1):
        if term.translation and term.status is not Status.ALLOWED:
            return united(terms[:count])
    return united(terms)


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _told(term: Term) -> list[object]:
    """What a digest is made of; records of versions hold it, so old terms keep their old one."""
    told: list[object] = [
        term.pair,
        term.term,
        term.translation,
        term.note,
        sorted(term.forbidden),
    ]
    more = {
        "status": "" if term.status is Status.PREFERRED else term.status.value,
        "allowed": sorted(term.allowed),
        "reasons": sorted(term.reasons),
        "domains": sorted(term.domains),
        "part": term.part.value if term.part else "",
        "kind": term.kind.value if term.kind else "",
        "aliases": sorted(term.aliases),
        "later": term.later,
        "expansion": term.expansion,
        "expansion_translation": term.expansion_translation,
    }
    said = {name: value for name, value in more.items() if value}
    return [*told, said] if said else told


def _width(term: Term) -> tuple[int, int]:
    """What lines are ranked by: the narrower the pair, the less."""
    return (0, 0) if term.pair is None else (-len(term.pair[1]), -len(term.pair[0]))
