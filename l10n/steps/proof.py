"""A proof of one article: judged once as a whole, and again after each edit of one entry."""

from collections.abc import Iterable
from dataclasses import replace

from l10n.checks import EntryCheck, Finding, Severity
from l10n.dataclass import dataclass
from l10n.model.catalog import Catalog
from l10n.model.segment import Key, Segment
from l10n.steps.proofread import PLAIN, Checking, judge
from l10n.steps.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Proof:
    """What catalogs of an article are judged by."""

    segments: tuple[Segment, ...]
    source: str
    """Locale of the article."""
    target: str
    """Locale of the catalogs."""
    checking: Checking = PLAIN

    def judge(self, catalog: Catalog) -> Verdict:
        """Judge all entries; raises CheckError as `proofread.judge`."""
        return judge(self.segments, catalog, self.source, self.target, self.checking)

    def judge_again(self, before: Verdict, key: Key, catalog: Catalog) -> Verdict:
        """The same verdict where one entry alone has changed since `before` was given.

        Checks of single entries look at that entry only. Those of the whole article, and those of
        other packages, look at all of it, since one entry may change what they find in others.
        """
        own = tuple(each for each in self.checking.checks if isinstance(each, EntryCheck))
        names = {each.name for each in own}
        entry = catalog.by_key().get(key)
        alone = replace(catalog, entries=() if entry is None else (entry,))
        here = tuple(each for each in self.segments if each.key == key)
        rest = tuple(each for each in self.checking.checks if not isinstance(each, EntryCheck))
        again = (
            replace(self, segments=here, checking=replace(self.checking, checks=own)).judge(alone),
            replace(self, checking=replace(self.checking, checks=rest)).judge(catalog),
        )

        def merged(before: Iterable[Finding], now: Iterable[Iterable[Finding]]) -> list[Finding]:
            kept = [each for each in before if each.check in names and each.key != key]
            return [*kept, *(each for some in now for each in some)]

        findings = self._in_order(merged(before.findings, (each.findings for each in again)))
        silenced = self._in_order(merged(before.silenced, (each.silenced for each in again)))
        wrong = frozenset(each.key for each in findings if each.severity is Severity.ERROR)
        return Verdict(findings, silenced, wrong)

    def _in_order(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings as `judge` has them: by place in the article, then by check."""
        keys = dict.fromkeys(segment.key for segment in self.segments)
        order = {key: number for number, key in enumerate(keys)}
        place = {each.name: number for number, each in enumerate(self.checking.checks)}
        return tuple(sorted(findings, key=lambda each: (order[each.key], place[each.check])))
