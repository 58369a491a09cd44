"""Proofread: a catalog beside its article gives findings, and a verdict on each entry."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType

from l10n.checks import Check, Finding, Rules, Severity, Subject
from l10n.checks.catalogue import CHECKS
from l10n.checks.ignoring import ignored
from l10n.dataclass import dataclass
from l10n.errors import CheckError, exception_words
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry
from l10n.model.segment import Key, Segment
from l10n.steps.verdict import Verdict

_BUILT_IN = frozenset(map(id, CHECKS))
"""By identity: to compare each check with all others costs more than some of them."""


@dataclass(frozen=True, slots=True)
class Checking:
    """How the articles of a workflow are checked."""

    checks: tuple[Check, ...] = CHECKS
    """Those that run, in their order."""
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    """What the workflow makes of the findings of a check, by its name."""
    rules: Callable[[str, str], Rules] | None = None
    """From source and target locale to what checks go by; None for the tool's own tables."""


PLAIN = Checking()
"""All built-in checks as they are."""


def judge(
    segments: Sequence[Segment],
    catalog: Catalog,
    source: str,
    target: str,
    checking: Checking = PLAIN,
) -> Verdict:
    """Run checks over an article's entries.

    A segment that has no entry yet is taken as an empty one. Raises CheckError for a check of
    another package that fails: what could not be checked is not called sound.
    """
    entries = catalog.by_key()
    pairs: list[tuple[Segment, Entry]] = []
    order: dict[Key, int] = {}
    for segment in segments:
        key = segment.key
        order.setdefault(key, len(order))
        pairs.append((segment, entries.get(key) or Entry(*key)))
    rules = checking.rules(source, target) if checking.rules else None
    subject = Subject(source, target, tuple(pairs), rules)
    every = [
        _weighed(finding, checking)
        for check in checking.checks
        for finding in _findings(check, subject, order)
    ]
    every = sorted(dict.fromkeys(every), key=lambda finding: order[finding.key])
    silent = {
        entry.key: names
        for _segment, entry in pairs
        if entry.comment and (names := ignored(entry.comment))
    }
    findings = tuple(each for each in every if each.check not in silent.get(each.key, ()))
    return Verdict(
        findings,
        tuple(each for each in every if each.check in silent.get(each.key, ())) if silent else (),
        frozenset(each.key for each in findings if each.severity is Severity.ERROR),
    )


def proofread(
    segments: Sequence[Segment],
    catalog: Catalog,
    source: str,
    target: str,
    checks: Iterable[Check] = CHECKS,
) -> tuple[Finding, ...]:
    """The findings of some checks, by the tool's own tables; raises CheckError as `judge` does."""
    return judge(segments, catalog, source, target, Checking(tuple(checks))).findings


def _weighed(finding: Finding, checking: Checking) -> Finding:
    severity = checking.severities.get(finding.check)
    return finding if severity is None else replace(finding, severity=severity)


def _findings(check: Check, subject: Subject, keys: Collection[Key]) -> list[Finding]:
    """What one check finds; whatever goes wrong in one that somebody else wrote is a CheckError."""
    if id(check) in _BUILT_IN:
        return list(check(subject))
    try:
        return [_sound(finding, keys) for finding in check(subject)]
    except (CheckError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise CheckError(
            _("the check {name} failed: {why}").format(name=check.name, why=exception_words(error)),
            code="CHK-001",
            remedy=_("tell those who made it, or uninstall it"),
        ) from error


def _sound(finding: object, keys: Collection[Key]) -> Finding:
    """A finding that a report can show; raises TypeError or ValueError for any other."""
    if not isinstance(finding, Finding):
        raise TypeError(f"{type(finding).__name__} instead of Finding")
    if finding.key not in keys:
        raise ValueError("a finding for an entry that the article does not have")
    if not isinstance(finding.severity, Severity):
        raise TypeError("a severity is no Severity")
    # A text that cannot be put together fails here, and not in a report.
    finding.message.text("en")
    return finding
