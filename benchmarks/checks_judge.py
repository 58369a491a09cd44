"""What our checks say of a text: of whole corpora, and of one damaged entry among good ones."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.checks_corpora import Corpus, Line
from benchmarks.damage import Damaged
from l10n.checks import Check, EntryCheck, Finding, Pair, Rules, Severity, Subject
from l10n.language.tables import table_of
from l10n.model.article import Span
from l10n.model.catalog import Entry, State
from l10n.model.segment import Place, RawTag, Segment

_NOWHERE = Span(0, 0)
LEVELS = (Severity.ERROR, Severity.WARNING, Severity.HINT)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding in a translation, and the line that it is in."""

    corpus: str
    line: Line
    finding: Finding


@dataclass(frozen=True, slots=True)
class Catch:
    """What checks say of a damaged entry that they did not say of it before."""

    damaged: Damaged
    findings: tuple[Finding, ...]

    def caught(self, least: Severity = Severity.WARNING) -> bool:
        """True if one of the findings is of a level or above."""
        return any(LEVELS.index(each.severity) <= LEVELS.index(least) for each in self.findings)


def subject(corpus: Corpus, article: Sequence[Line]) -> Subject:
    """An article as checks look at it; everything is translated."""
    pairs = tuple(
        _pair(line.source, line.target, number, line.context) for number, line in enumerate(article)
    )
    return Subject(*corpus.languages, pairs, _rules(corpus.languages))


def _rules(languages: tuple[str, str]) -> Rules:
    return Rules(table_of(languages[0]), table_of(languages[1]))


def _pair(
    source: str, target: str, block: int, context: str | None = None, tags: tuple[RawTag, ...] = ()
) -> tuple[Segment, Entry]:
    role = context or "paragraph"
    place = Place(block=block, span=_NOWHERE, line=block + 1, role=role, tags=tags)
    entry = Entry(context, source).with_target(target, State.TRANSLATED)
    return Segment(context, source, place), entry


def alarms(corpus: Corpus, checks: Sequence[Check]) -> list[Alarm]:
    """Every finding in a corpus."""
    found = []
    for article in corpus.articles:
        looked_at = subject(corpus, article)
        lines = {(line.context, line.source): line for line in article}
        for check in checks:
            found += [Alarm(corpus.label, lines[each.key], each) for each in check(looked_at)]
    return found


class Bench:
    """Checks one damaged entry after another; what is worked out of its good neighbours stays."""

    def __init__(self, checks: Sequence[Check]) -> None:
        """Take the checks that run."""
        self._entries = [check for check in checks if isinstance(check, EntryCheck)]
        self._articles = [check for check in checks if not isinstance(check, EntryCheck)]
        self._pairs: dict[tuple[tuple[str, str], str | None, str, str], Pair] = {}

    def catch(self, damaged: Damaged, contexts: Sequence[str | None]) -> Catch:
        """Look at an entry with its defect and without it."""
        before = self._said(damaged, contexts, damaged.good.target)
        after = self._said(damaged, contexts, damaged.target)
        return Catch(damaged, tuple(_new(before, after)))

    def _said(self, damaged: Damaged, contexts: Sequence[str | None], target: str) -> list[Finding]:
        """What is said of the entry with this target."""
        good = damaged.good
        tags = tuple(
            RawTag(name, _NOWHERE, _NOWHERE if paired else None) for name, paired in good.tags
        )
        own = _pair(good.source, target, good.place, contexts[good.place], tags)
        rules = _rules(good.languages)
        mine = Pair(*own, rules)
        found = [
            check.finding(mine, each)
            for check in self._entries
            if not mine.omitted
            for each in check.look(mine)
        ]
        if self._articles:
            whole = self._whole(damaged, contexts, mine)
            found += [
                each
                for check in self._articles
                for each in check(whole)
                if each.key == mine.entry.key
            ]
        return found

    def _whole(self, damaged: Damaged, contexts: Sequence[str | None], mine: Pair) -> Subject:
        """The article with one entry in its place, its neighbours as worked out before."""
        good = damaged.good
        entries = []
        for place, (source, target) in enumerate(good.article):
            if place == good.place:
                entries.append(mine)
                continue
            key = (good.languages, contexts[place], source, target)
            if key not in self._pairs:
                pair = _pair(source, target, place, contexts[place])
                self._pairs[key] = Pair(*pair, mine.rules)
            entries.append(self._pairs[key])
        pairs = tuple((pair.segment, pair.entry) for pair in entries)
        whole = Subject(*good.languages, pairs, mine.rules)
        whole.__dict__["entries"] = tuple(entries)
        return whole


def _new(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Finding]:
    """Findings of checks that now find more, or graver; other words alone are nothing new.

    A message may show the letters around a place, and so change with any damage near it.
    """
    had = Counter((each.check, each.severity) for each in before)
    words = {each.message.text("en") for each in before}
    for said in sorted(after, key=lambda each: each.message.text("en") not in words):
        if had[said.check, said.severity]:
            had[said.check, said.severity] -= 1
        else:
            yield said


def seconds_by_check(corpora: Sequence[Corpus], checks: Sequence[Check]) -> dict[str, float]:
    """The seconds that each check takes over all entries, what it is first to work out included."""
    took: dict[str, float] = {}
    for corpus in corpora:
        for article in corpus.articles:
            looked_at = subject(corpus, article)
            for check in checks:
                start = time.process_time()
                for _finding in check(looked_at):
                    pass
                took[check.name] = took.get(check.name, 0) + time.process_time() - start
    return took
