"""What our checks say of a text: of whole corpora, and of one damaged entry among good ones."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.checks_corpora import Corpus, Line
from benchmarks.damage import Damaged, Good
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
    """Checks one damaged entry after another; what is worked out of the good ones stays."""

    def __init__(self, checks: Sequence[Check]) -> None:
        """Take the checks that run."""
        self._entries = [check for check in checks if isinstance(check, EntryCheck)]
        self._articles = [check for check in checks if not isinstance(check, EntryCheck)]
        self._pairs: dict[tuple[object, ...], Pair] = {}
        self._said: dict[tuple[object, ...], list[Finding]] = {}

    def catch(self, damaged: Damaged, contexts: Sequence[str | None]) -> Catch:
        """Look at an entry with its defect and without it."""
        good = damaged.good
        context = contexts[good.place]
        key = (good.languages, context, good.source, good.target, good.tags)
        whole = self._good(good, context, good.source, good.target)
        if key not in self._said:
            self._said[key] = self._findings(good, contexts, whole)
        tags = whole.segment.place.tags
        spoilt = Pair(*_pair(good.source, damaged.target, good.place, context, tags), whole.rules)
        spoilt.source = whole.source
        after = self._findings(good, contexts, spoilt)
        return Catch(damaged, tuple(_new(self._said[key], after)))

    def _good(self, good: Good, context: str | None, source: str, target: str) -> Pair:
        """A good entry of the article, made once."""
        own = (source, target) == (good.source, good.target)
        tags = good.tags if own else ()
        key = (good.languages, context, source, target, tags)
        if key not in self._pairs:
            raw = tuple(RawTag(name, _NOWHERE, _NOWHERE if pair else None) for name, pair in tags)
            made = _pair(source, target, good.place, context, raw)
            self._pairs[key] = Pair(*made, _rules(good.languages))
        return self._pairs[key]

    def _findings(self, good: Good, contexts: Sequence[str | None], mine: Pair) -> list[Finding]:
        """What is said of one entry at its place in the article."""
        found = [
            check.finding(mine, each)
            for check in self._entries
            if not mine.omitted
            for each in check.look(mine)
        ]
        if not self._articles:
            return found
        entries = tuple(
            mine if place == good.place else self._good(good, contexts[place], *texts)
            for place, texts in enumerate(good.article)
        )
        pairs = tuple((pair.segment, pair.entry) for pair in entries)
        whole = Subject(*good.languages, pairs, mine.rules)
        whole.__dict__["entries"] = entries
        every = (each for check in self._articles for each in check(whole))
        return found + [each for each in every if each.key == mine.entry.key]


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
