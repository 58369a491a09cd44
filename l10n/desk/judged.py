"""What was judged of one article in one locale, and how the index keeps it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from l10n.dataclass import dataclass
from l10n.desk.desk import Job
from l10n.desk.problems import packed_message, packed_problems, unpacked_problems
from l10n.messages import Message, unpacked
from l10n.model.article import Problem, Span
from l10n.model.catalog import State
from l10n.model.counts import Counts, Cover, Tally
from l10n.model.segment import Key
from l10n.model.severity import Severity
from l10n.store.index import Answer


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """What a check found in an entry, and where that stands."""

    check: str
    severity: Severity
    message: Message
    line: int
    """The first line of the article in which the text stands, from 1."""
    key: Key
    target: str
    state: State
    source_spans: tuple[Span, ...] = ()
    """The words of the source that are meant, in characters of the entry's text."""
    target_spans: tuple[Span, ...] = ()
    silenced: bool = False
    """A translator's comment says that it is to be left alone."""


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings there are of each severity, and how many that count for nothing."""

    errors: int = 0
    warnings: int = 0
    hints: int = 0
    silenced: int = 0
    """Those that a translator's comment silences, whatever their severity."""

    def __add__(self, other: "FindingCounts") -> "FindingCounts":
        """Add the counts of two catalogs."""
        return FindingCounts(
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.hints + other.hints,
            self.silenced + other.silenced,
        )


def counted(findings: Iterable[LocatedFinding]) -> FindingCounts:
    """Count findings by severity."""
    found = Counter(None if each.silenced else each.severity for each in findings)
    severities = (Severity.ERROR, Severity.WARNING, Severity.HINT, None)
    return FindingCounts(*(found[severity] for severity in severities))


NOTHING = Cover()
_NONE = FindingCounts()


@dataclass(frozen=True, slots=True)
class Judged:
    """The catalog of one article in one locale, judged."""

    article: str
    locale: str
    workflow: str
    there: bool
    """There is a catalog."""
    current: bool
    """The catalog holds just the segments that the article has now."""
    counts: Counts
    """Its entries as they stand."""
    cover: Cover = NOTHING
    """What a gate goes by: what the article has to have, and what of it is translated and sound."""
    findings: tuple[LocatedFinding, ...] = ()
    """In the order of the article, those that are silenced among them."""
    problems: tuple[Problem, ...] = ()
    """What of the article could not be carried into a page."""

    @property
    def finding_counts(self) -> FindingCounts:
        """How many findings there are."""
        return counted(self.findings) if self.findings else _NONE


def kept(made: Judged | None) -> Answer:
    """A judgement as the index keeps it."""
    if made is None:
        return {"own": True}
    counts = made.counts
    return {
        "there": made.there,
        "current": made.current,
        "counts": [*map(astuple, (counts.empty, counts.draft, counts.translated)), counts.left],
        "cover": astuple(made.cover),
        "problems": packed_problems(made.problems),
        "findings": kept_findings(made.findings),
    }


def kept_findings(findings: Iterable[LocatedFinding]) -> list[list[object]]:
    """Findings as the index keeps them."""
    return [
        [
            each.check,
            each.severity.value,
            packed_message(each.message),
            each.line,
            each.key,
            each.target,
            each.state.value,
            [astuple(span) for span in each.source_spans],
            [astuple(span) for span in each.target_spans],
            each.silenced,
        ]
        for each in findings
    ]


def restored(job: Job, answer: Answer) -> Judged | None:
    """The judgement that was kept; raises LookupError, TypeError or ValueError for none."""
    return None if answer.get("own") else told((job.name, job.locale, job.workflow.name), answer)


def told(where: Sequence[str], answer: Answer) -> Judged:
    """That of an article in a locale, by a workflow's name; raises the same."""
    article, locale, workflow = where
    empty, draft, translated, left = answer["counts"]
    needed, covered, older, approved, memory = answer["cover"]
    return Judged(
        article,
        locale,
        workflow,
        there=bool(answer["there"]),
        current=bool(answer["current"]),
        counts=Counts(Tally(*empty), Tally(*draft), Tally(*translated), int(left)),
        cover=Cover(Tally(*needed), Tally(*covered), int(older), Tally(*approved), Tally(*memory)),
        findings=restored_findings(answer["findings"]),
        problems=unpacked_problems(answer["problems"]),
    )


def restored_findings(kept: Iterable[Sequence[Any]]) -> tuple[LocatedFinding, ...]:
    """The findings that were kept; raises LookupError, TypeError or ValueError for none."""
    return tuple(map(_finding, kept))


def _finding(kept: Sequence[Any]) -> LocatedFinding:
    check, severity, words, line, (context, text), target, state, ours, theirs, silenced = kept
    return LocatedFinding(
        check=str(check),
        severity=Severity(severity),
        message=unpacked(words),
        line=int(line),
        key=(context, text),
        target=target,
        state=State(state),
        source_spans=tuple(Span(*span) for span in ours),
        target_spans=tuple(Span(*span) for span in theirs),
        silenced=bool(silenced),
    )
