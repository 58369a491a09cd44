"""Reporting: what was judged in catalogs, as the report that goes to people and other programs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from l10n import __version__
from l10n.checks import Check, Family, about
from l10n.checks.check import FAMILY_NAMES
from l10n.desk.judging import Judged, LocatedFinding
from l10n.errors import L10nError
from l10n.exchange.po.file import entry_lines
from l10n.messages import _, language
from l10n.model.counts import Tally
from l10n.model.segment import Key
from l10n.reports.report import Amount, CheckInfo, Level, Moment, Report, Reported, Row
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report says besides what was judged."""

    title: str
    now: datetime
    failures: tuple[str, ...] = ()
    """What the gate refused, one line each."""
    problems: tuple[str, ...] = ()
    """What could not be read, one line each."""
    trend: tuple[Moment, ...] = ()


def report_judged(
    workspace: Workspace, judged: Sequence[Judged], checks: Iterable[Check], frame: Frame
) -> Report:
    """Put a report together; catalogs with findings are read for the lines of their entries."""
    told = [found for check in checks if (found := about(check)) is not None]
    families = {each.name: _(FAMILY_NAMES[each.family]) for each in told}
    other = _(FAMILY_NAMES[Family.OTHER])
    findings: list[Reported] = []
    for each in judged:
        catalog = _catalog(workspace, each)
        lines = _lines(workspace, each) if each.findings else {}
        findings += (
            _reported(each, found, catalog, (lines, families.get(found.check, other)))
            for found in each.findings
        )
    return Report(
        title=frame.title,
        rows=tuple(_row(workspace, each) for each in judged),
        findings=tuple(findings),
        failures=frame.failures,
        problems=frame.problems,
        checks=tuple(
            CheckInfo(each.name, families[each.name], Level(each.severity.value), _(each.purpose))
            for each in told
        ),
        trend=frame.trend,
        version=__version__,
        day=frame.now.date().isoformat(),
        language=language(),
    )


def _row(workspace: Workspace, judged: Judged) -> Row:
    counts, found = judged.counts, judged.finding_counts
    return Row(
        judged.article,
        judged.locale,
        _catalog(workspace, judged),
        workflow=judged.workflow,
        there=judged.there,
        current=judged.current,
        empty=_amount(counts.empty),
        draft=_amount(counts.draft),
        translated=_amount(counts.translated),
        left=counts.left,
        covered=_amount(judged.cover.covered),
        errors=found.errors,
        warnings=found.warnings,
        hints=found.hints,
        silenced=found.silenced,
    )


def _amount(tally: Tally) -> Amount:
    return Amount(tally.entries, tally.words)


def _catalog(workspace: Workspace, judged: Judged) -> str:
    return workspace.shown(workspace.catalog_path(judged.locale, judged.article))


def _lines(workspace: Workspace, judged: Judged) -> dict[Key, int]:
    """Where the entries of a catalog begin; none where it has gone meanwhile."""
    path = workspace.catalog_path(judged.locale, judged.article)
    try:
        document = workspace.read_if_there(path)
        return {} if document is None else entry_lines(document.data, path)
    except L10nError:
        return {}


def _reported(
    judged: Judged, found: LocatedFinding, catalog: str, place: tuple[dict[Key, int], str]
) -> Reported:
    lines, family = place
    return Reported(
        article=judged.article,
        locale=judged.locale,
        line=found.line,
        catalog=catalog,
        catalog_line=lines.get(found.key, 1),
        check=found.check,
        family=family,
        level=Level(found.severity.value),
        message=found.message.text(),
        source=found.key[1],
        target=found.target,
        source_spans=tuple((span.start, span.end) for span in found.source_spans),
        target_spans=tuple((span.start, span.end) for span in found.target_spans),
        state=found.state.value,
        silenced=found.silenced,
    )
