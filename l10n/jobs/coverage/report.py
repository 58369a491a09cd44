"""What a count of catalogs found out, and what of it fails a gate: all that reports are made of."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from l10n.dataclass import dataclass
from l10n.desk.judged import FindingCounts, Judged
from l10n.errors import L10nError
from l10n.language.locales import format_percent
from l10n.messages import _, language, ngettext
from l10n.model.counts import Counts, Cover, Tally

K = TypeVar("K")
T = TypeVar("T")
_NO_COUNTS, _NO_COVER, _NO_FINDINGS = Counts(), Cover(), FindingCounts()


@dataclass(frozen=True, slots=True)
class Covered(Judged):
    """One catalog, with where its files are; or one PO file of a tree without articles.

    Such a file has its path, as it was given, for the article, and for the locale what it or its
    path says, if they do; no workflow is its own, and nothing is found in it.
    """

    source_path: str = ""
    """The article as a person names it, from the root of the workspace; empty for a tree."""
    catalog_path: str = ""
    """The PO file, likewise, whether it is there or not."""


@dataclass(frozen=True, slots=True)
class Total:
    """Several catalogs together."""

    catalogs: int = 0
    counts: Counts = _NO_COUNTS
    cover: Cover = _NO_COVER
    findings: FindingCounts = _NO_FINDINGS


class Demand(Enum):
    """What a gate asks for."""

    ARTICLES = "articles"
    """There is something to count."""
    CATALOG = "catalog"
    """Each article has a catalog."""
    CURRENT = "current"
    """Each catalog is up to date with its article."""
    SHARE = "fail-under"
    """So many percent are covered."""
    ERRORS = "max-errors"
    """There are no more findings than so many."""
    WARNINGS = "max-warnings"


@dataclass(frozen=True, slots=True)
class Failure:
    """One demand of a gate that is not met."""

    demand: Demand
    locale: str = ""
    """Empty where all locales are counted together."""
    article: str = ""
    """Empty where it is of many."""
    path: str = ""
    """The file that a person opens first: a catalog, an article; empty where it is of many."""
    limit: Decimal = Decimal(0)
    """What is asked for: a percentage, or the greatest number of findings."""
    found: Decimal = Decimal(0)
    """What there is; a percentage is rounded down to a tenth."""
    words: bool = False
    """The percentage is of words, not of entries."""
    faulty: bool = False
    """More is translated, but not all of that counts: some has errors, or is of an earlier text."""
    rule: str = ""
    """Where the workflow asks for it: `workflows/news.toml:12`; empty for the command line."""

    def text(self) -> str:
        """What is wrong, in one line and in the person's language."""
        said = self._said()
        return said if not self.rule else _("{text} ({rule})").format(text=said, rule=self.rule)

    def _said(self) -> str:
        if self.demand is Demand.ARTICLES:
            if self.locale:
                return _("{locale}: nothing to count").format(locale=self.locale)
            return _("no article to count")
        if self.demand is Demand.CATALOG:
            return _("{path}: no catalog in {locale} — run `l10n sync`").format(
                path=self.path, locale=self.locale
            )
        if self.demand is Demand.CURRENT:
            return _("catalogs/{locale}/{name}.po: out of date — run `l10n sync`").format(
                name=self.article, locale=self.locale
            )
        place = f"{self.path}: " if self.path else ""
        if self.demand is Demand.SHARE:
            share, least = (format_percent(each, language()) for each in (self.found, self.limit))
            return place + self._template().format(locale=self.locale, share=share, least=least)
        found, most = int(self.found), int(self.limit)
        text = (
            ngettext(
                "{n} error found, where at most {most} may be",
                "{n} errors found, where at most {most} may be",
                found,
            )
            if self.demand is Demand.ERRORS
            else ngettext(
                "{n} warning found, where at most {most} may be",
                "{n} warnings found, where at most {most} may be",
                found,
            )
        )
        return place + text.format(n=found, most=most)

    def _template(self) -> str:
        if self.faulty:
            return (
                _("{locale}: {share} of the words are translated and sound, {least} are asked for")
                if self.words
                else _(
                    "{locale}: {share} of the entries are translated and sound, "
                    "{least} are asked for"
                )
            )
        return (
            _("{locale}: {share} of the words are translated, {least} are asked for")
            if self.words
            else _("{locale}: {share} of the entries are translated, {least} are asked for")
        )


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """The coverage of all catalogs that were asked for."""

    covered: tuple[Covered, ...]
    """In the order of articles and of target locales."""
    errors: tuple[L10nError, ...] = ()
    """What could not be read; the rest was counted."""
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
    failures: tuple[Failure, ...] = ()
    """What fails the gate, if there was one."""
    gated: bool = False
    """Something was asked for, on the command line or by a workflow."""
    judged: bool = True
    """Checks were run; a tree of PO files is counted and no more."""
    since: str = ""
    """The revision that it is counted from, as it was given; empty where all is counted."""

    @property
    def passed(self) -> bool:
        """True if nothing that could be read fails the gate."""
        return not self.failures

    @property
    def total(self) -> Total:
        """All of it."""
        return together(self.covered)

    def by_locale(self) -> dict[str, Total]:
        """Together for each locale, in the order of the report."""
        return _grouped(self.covered, lambda each: each.locale)

    def by_workflow(self) -> dict[tuple[str, str], Total]:
        """Together for each workflow and locale, likewise."""
        return _grouped(self.covered, lambda each: (each.workflow, each.locale))


def together(covered: Sequence[Covered]) -> Total:
    """Add up catalogs."""
    if len(covered) == 1:
        (one,) = covered
        return Total(1, one.counts, one.cover, one.finding_counts)
    counts = _each_once([each.counts for each in covered])
    covers = _each_once([each.cover for each in covered])
    findings = _NO_FINDINGS
    for each in covered:
        if each.findings:
            findings += each.finding_counts
    return Total(
        len(covered),
        Counts(
            _sum((one.empty, times) for one, times in counts),
            _sum((one.draft, times) for one, times in counts),
            _sum((one.translated, times) for one, times in counts),
            sum(one.left * times for one, times in counts),
        ),
        Cover(
            _sum((one.needed, times) for one, times in covers),
            _sum((one.covered, times) for one, times in covers),
            sum(one.older * times for one, times in covers),
            _sum((one.approved, times) for one, times in covers),
            _sum((one.from_memory, times) for one, times in covers),
        ),
        findings,
    )


def _each_once(every: Sequence[T]) -> list[tuple[T, int]]:
    """Objects, with how often each stands there: those of a snapshot are many times the same."""
    known = dict(zip(map(id, every), every, strict=True))
    return [(known[key], times) for key, times in Counter(map(id, every)).items()]


def _sum(tallies: Iterable[tuple[Tally, int]]) -> Tally:
    entries = words = 0
    for each, times in tallies:
        entries += each.entries * times
        words += each.words * times
    return Tally(entries, words)


def _grouped(covered: Iterable[Covered], key: Callable[[Covered], K]) -> dict[K, Total]:
    groups: dict[K, list[Covered]] = {}
    for each in covered:
        groups.setdefault(key(each), []).append(each)
    return {name: together(group) for name, group in groups.items()}
