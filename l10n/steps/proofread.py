"""Proofread: a catalog beside its article gives findings."""

from collections.abc import Collection, Iterable, Sequence

from l10n.checks import Check, Finding, Severity, Subject
from l10n.checks.blanks import blanks
from l10n.checks.characters import characters
from l10n.checks.lines import lines
from l10n.checks.omissions import omissions
from l10n.checks.tags import tags
from l10n.checks.unseen import unseen
from l10n.errors import CheckError, exception_words
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry
from l10n.model.segment import Key, Segment

CHECKS: tuple[Check, ...] = (tags, omissions, blanks, lines, characters, unseen)
"""The built-in ones, in the order in which they run."""


def proofread(
    segments: Sequence[Segment],
    catalog: Catalog,
    source: str,
    target: str,
    checks: Iterable[Check] = CHECKS,
) -> tuple[Finding, ...]:
    """Run checks over an article's entries; the findings are in the order of the article.

    A segment that has no entry yet is taken as an empty one. Raises CheckError for a check of
    another package that fails: what could not be checked is not called sound.
    """
    entries = catalog.by_key()
    pairs = tuple(
        (segment, entries.get(segment.key) or Entry(segment.context, segment.text))
        for segment in segments
    )
    subject = Subject(source, target, pairs)
    order = {key: index for index, key in enumerate(dict.fromkeys(s.key for s in segments))}
    found = [finding for check in checks for finding in _findings(check, subject, order)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: order[finding.key]))


def _findings(check: Check, subject: Subject, keys: Collection[Key]) -> list[Finding]:
    """What one check finds; whatever goes wrong in one that somebody else wrote is a CheckError."""
    if check in CHECKS:
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
