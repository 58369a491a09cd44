"""What a check is, what it looks at, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from enum import Enum
from typing import Protocol

from l10n.checks.answers import Answers
from l10n.checks.finding import Finding
from l10n.checks.signs import Needs
from l10n.checks.text import Text
from l10n.dataclass import dataclass
from l10n.glossary.finding import Hit, Hits, Names, people_in, with_people
from l10n.glossary.keeping import stretches
from l10n.glossary.renderings import is_of
from l10n.glossary.terms import Status, Term
from l10n.language.counterparts import Counterpart, counterparts
from l10n.language.facts.aligning import Alignment, align
from l10n.language.facts.dating import Dating, dating, year_changes
from l10n.language.tables import Table, table_of
from l10n.lazy import Lazy
from l10n.messages import N_, Message
from l10n.model import severity
from l10n.model.article import Span
from l10n.model.catalog import Entry, State
from l10n.model.markup import OMIT, PSEUDO
from l10n.model.segment import Key, Place, Segment
from l10n.model.style import NO_STYLE, Style

Severity = severity.Severity
"""What a finding means for publishing."""


class Family(Enum):
    """What a check is about; reports group findings by it."""

    INTEGRITY = "integrity"
    FACTS = "facts"
    POLARITY = "polarity"
    NAMES = "names"
    TERMS = "terms"
    TYPOGRAPHY = "typography"
    FLUENCY = "fluency"
    ARTICLE = "article"
    OTHER = "other"
    """Checks of other packages that name no family."""


FAMILY_NAMES = {
    Family.INTEGRITY: N_("integrity"),
    Family.FACTS: N_("facts"),
    Family.POLARITY: N_("negation"),
    Family.NAMES: N_("names"),
    Family.TERMS: N_("terms"),
    Family.TYPOGRAPHY: N_("typography"),
    Family.FLUENCY: N_("fluency"),
    Family.ARTICLE: N_("article"),
    Family.OTHER: N_("other"),
}
"""What a family is called."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check of one entry found; where, in characters of its texts with tags, half-open."""

    message: Message
    source: tuple[Span, ...] = ()
    """The words of the source that are meant; none for the whole of it."""
    target: tuple[Span, ...] = ()
    """The words of the target that are meant; none for the whole of it."""
    severity: Severity | None = None
    """Another than the check's own."""


@dataclass(frozen=True)
class Rules:
    """What checks go by besides an article and its catalog."""

    source: Table
    target: Table
    style: Style = NO_STYLE
    terms: tuple[Term, ...] = ()
    """The glossary of the pair."""

    @Lazy
    def names(self) -> Names:
        """Finds the terms in texts of the source."""
        return Names(self.terms, self.source.locale)


class Pair:
    """An entry that has a target, ready for the checks of entries: what one works out all share."""

    def __init__(
        self,
        segment: Segment,
        entry: Entry,
        rules: Rules,
        people: Callable[[], frozenset[Term]] = frozenset,
    ) -> None:
        """Take a segment at its first place, and its entry.

        `people` gives those of the glossary whom the article names.
        """
        self.segment = segment
        self.entry = entry
        self.rules = rules
        self.people = people
        tagged = segment.tagged
        self.tagged = tagged
        """The text of the segment, and which names are tags in it."""
        self.source = Text(segment.text, tagged, rules.source)
        self.target = Text(entry.target, tagged, rules.target)
        self.omitted = OMIT in entry.target and entry.target.strip() == OMIT
        """Left out on purpose: only `omissions` looks at it."""
        self.pseudo = entry.target.startswith(PSEUDO[0]) and entry.target.endswith(PSEUDO[1])
        """Accented letters in the place of a translation: nothing is asked of its words."""

    @Lazy
    def answers(self) -> Answers:
        """Which words of one side answer to words of the other."""
        return Answers(self.source, self.target)

    @Lazy
    def facts(self) -> Alignment:
        """What became of the facts of the source."""
        return align(self.source.facts, self.target.facts)

    @Lazy
    def dating(self) -> Dating:
        """What became of the dates, days, times and years of the source."""
        known = all(text.table.section("dates") for text in (self.source, self.target))
        return (dating if known else year_changes)(self.source.facts, self.target.facts)

    @Lazy
    def named(self) -> tuple[Counterpart, ...]:
        """The names of the source, each with the word of the target that is most like it."""
        return counterparts(self.source, self.target)

    @Lazy
    def found(self) -> Hits:
        """The terms of the glossary in the source by itself."""
        return self.rules.names.search(self.source.normal) if self.rules.terms else Hits()

    @Lazy
    def terms(self) -> tuple[Hit, ...]:
        """The terms of the glossary in the source, in characters of its normalized text.

        Whom its article is sure to name is sure here, too.
        """
        found = self.found
        return with_people(found, self.people()).sure if found.questions else found.sure

    @Lazy
    def untranslated(self) -> tuple[tuple[int, int], ...]:
        """Where the normalized target has terms that are not to be translated, half-open."""
        locale, text = self.target.table.locale, self.target.normal
        terms = dict.fromkeys(hit.term for hit in self.terms if hit.term.status is Status.KEEP)
        return tuple(place for term in terms for place in stretches(term, text, locale))

    def glossary_says(self, name: Span, said: Span) -> bool:
        """True if a word of the target is one by which the glossary renders a name of the source.

        Both are places in normalized texts.
        """
        terms = {hit.term for hit in self.terms if hit.start < name.end and name.start < hit.end}
        locale, word = self.target.table.locale, self.target.normal[said.start : said.end]
        return any(is_of(term, word, locale) for term in terms)

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of source and target."""
        return self.source.table.language, self.target.table.language


@dataclass(frozen=True)
class Subject:
    """What checks look at: an article's segments in order, each with its entry."""

    source: str
    """Source locale."""
    target: str
    """Target locale."""
    pairs: tuple[tuple[Segment, Entry], ...]
    given: Rules | None = field(default=None, repr=False)

    @Lazy
    def rules(self) -> Rules:
        """What checks go by; the tool's own tables where nothing else was given."""
        return self.given or Rules(table_of(self.source), table_of(self.target))

    @Lazy
    def entries(self) -> tuple[Pair, ...]:
        """Each entry that has a target, once, at the first place of its text."""
        made: dict[Key, Pair] = {}
        for segment, entry in self.pairs:
            if entry.target and (key := entry.key) not in made:
                made[key] = Pair(segment, entry, self.rules, self._people)
        return tuple(made.values())

    @Lazy
    def kept(self) -> tuple[Pair, ...]:
        """The entries that are not left out on purpose."""
        return tuple([pair for pair in self.entries if not pair.omitted])

    @Lazy
    def worded(self) -> tuple[Pair, ...]:
        """Those of them that have words, and not accented letters in their place."""
        return tuple([pair for pair in self.kept if not pair.pseudo])

    @Lazy
    def signs(self) -> Needs:
        """What a first look finds in the texts of all entries."""
        none: frozenset[str] = frozenset()
        return Needs(
            none.union(*[pair.source.signs for pair in self.entries]),
            none.union(*[pair.target.signs for pair in self.entries]),
        )

    def holding(self, needs: Needs, pairs: tuple[Pair, ...]) -> Iterable[Pair]:
        """The entries among some that a check has to look at."""
        source, target = needs
        mine, theirs = self.signs
        if source.isdisjoint(mine) and target.isdisjoint(theirs):
            return ()
        return [
            pair
            for pair in pairs
            if not (source.isdisjoint(pair.source.signs) and target.isdisjoint(pair.target.signs))
        ]

    def _people(self) -> frozenset[Term]:
        return self._named_people

    @Lazy
    def _named_people(self) -> frozenset[Term]:
        return people_in(pair.found for pair in self.entries)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of an example."""

    source: str
    target: str
    role: str = "paragraph"
    """Roles other than the text's own (`title`, `heading`, `description`) are contexts too."""
    comment: str = ""
    """The translator's."""


@dataclass(frozen=True, slots=True)
class Example:
    """A small article in which a check finds something, or nothing."""

    lines: tuple[Line, ...]
    locales: tuple[str, str] = ("uk", "en")
    terms: tuple[Term, ...] = ()
    style: Style = NO_STYLE
    tags: tuple[tuple[str, bool], ...] = ()
    """Tags of its texts: `("a1", True)` a pair, `("br2", False)` an empty one."""


def example(source: str, target: str, locales: tuple[str, str] = ("uk", "en")) -> Example:
    """An example of one paragraph."""
    return Example((Line(source, target),), locales)


class Check(Protocol):
    """Looks at a catalog beside its article."""

    @property
    def name(self) -> str:
        """What reports, workflows and translators' comments call it."""
        ...

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong, in article order; entries without a target have nothing wrong."""
        ...


@dataclass(frozen=True, slots=True)
class About:
    """What people are told of a check."""

    name: str
    """Lower case with hyphens: `relative-days`."""
    family: Family
    severity: Severity
    """Of its findings, unless a finding or the workflow says otherwise."""
    purpose: str
    """One line on what it is for: a message template of gettext."""
    fires: Example
    """In which it finds something."""
    passes: Example
    """In which it finds nothing, though it well might."""

    def told(self) -> str:
        """Its purpose, in the person's language."""
        return Message(self.purpose).text()


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """A check of one entry at a time."""

    about: About
    look: Callable[[Pair], Iterable[Found]]
    """Pure: what is wrong with an entry that has a target and is not left out on purpose."""
    needs: Needs | None = None
    """Signs without which nothing can be wrong with an entry; None to look at every one."""

    @property
    def name(self) -> str:
        """As in `about`."""
        return self.about.name

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Look at each entry that has a target."""
        look = self.look
        pairs = subject.kept if self.about.family is Family.INTEGRITY else subject.worded
        for pair in pairs if self.needs is None else subject.holding(self.needs, pairs):
            for found in look(pair):
                yield self.finding(pair, found)

    def finding(self, pair: Pair, found: Found) -> Finding:
        """What was found, as a finding of this check."""
        severity = found.severity or self.about.severity
        key = pair.entry.key
        return Finding(self.name, severity, found.message, key, found.source, found.target)


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """A check of a whole article."""

    about: About
    look: Callable[[Subject], Iterable[tuple[Key, Found]]]
    """Pure: what is wrong, each with the entry that is to be looked at."""

    @property
    def name(self) -> str:
        """As in `about`."""
        return self.about.name

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Look at the article."""
        for key, found in self.look(subject):
            severity = found.severity or self.about.severity
            yield Finding(self.name, severity, found.message, key, found.source, found.target)


@dataclass(frozen=True, slots=True)
class DeskCheck:
    """A check of all articles of a desk together, which `l10n check` runs; the lines of its
    examples stand in an article each.
    """

    about: About

    @property
    def name(self) -> str:
        """As in `about`."""
        return self.about.name

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """One article by itself has nothing wrong."""
        return iter(())


def about(check: Check) -> About | None:
    """What people are told of a check; None of one of another package that says nothing."""
    found = getattr(check, "about", None)
    return found if isinstance(found, About) else None


def subject_of(given: Example) -> Subject:
    """An example as what checks look at; every target is translated."""
    from l10n.model.segment import RawTag

    nowhere = Span(0, 0)
    pairs = []
    for number, line in enumerate(given.lines):
        tags = tuple(
            RawTag(name, nowhere, nowhere if paired else None) for name, paired in given.tags
        )
        own = tuple(tag for tag in tags if f"<{tag.name}" in line.source)
        context = line.role if line.role in ("title", "description", "heading", "alt") else None
        place = Place(block=number, span=nowhere, line=number + 1, role=line.role, tags=own)
        entry = Entry(context, line.source, comment=line.comment).with_target(
            line.target, State.TRANSLATED
        )
        pairs.append((Segment(context, line.source, place), entry))
    source, target = map(table_of, given.locales)
    rules = Rules(source, target, style=given.style, terms=given.terms)
    return Subject(*given.locales, tuple(pairs), rules)
