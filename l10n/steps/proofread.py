"""Proofread: a catalog beside its article gives findings."""

from collections.abc import Iterable, Sequence

from l10n.checks import Check, Finding, Subject
from l10n.checks.blanks import blanks
from l10n.checks.characters import characters
from l10n.checks.omissions import omissions
from l10n.checks.tags import tags
from l10n.model.catalog import Catalog, Entry
from l10n.model.segment import Segment

CHECKS: tuple[Check, ...] = (tags, omissions, blanks, characters)


def proofread(
    segments: Sequence[Segment],
    catalog: Catalog,
    source: str,
    target: str,
    checks: Iterable[Check] = CHECKS,
) -> tuple[Finding, ...]:
    """Run the checks over an article's entries, in article order.

    A segment that has no entry yet is taken as an empty one.
    """
    entries = catalog.by_key()
    pairs = tuple(
        (segment, entries.get(segment.key) or Entry(segment.context, segment.text))
        for segment in segments
    )
    subject = Subject(source, target, pairs)
    order = {key: index for index, key in enumerate(dict.fromkeys(s.key for s in segments))}
    found = [finding for check in checks for finding in check(subject)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: order[finding.key]))
