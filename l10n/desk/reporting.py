"""Reporting: what was judged in catalogs, as the report that goes to people and other programs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from l10n import __version__
from l10n.checks import Check, Family, about
from l10n.checks.check import FAMILY_NAMES
from l10n.dataclass import dataclass
from l10n.desk.judged import Judged, LocatedFinding
from l10n.errors import L10nError
from l10n.exchange.po.file import entry_lines
from l10n.messages import _, language
from l10n.model.counts import Tally
from l10n.model.segment import Key
from l10n.reports.report import Amount, CheckInfo, Level, Moment, Report, Reported, Row
from l10n.store.git import place_of
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


def put_together(
    workspace: Workspace | None,
    catalogs: Iterable[tuple[str, Judged]],
    checks: Iterable[Check],
    frame: Frame,
) -> Report:
    """Put a report together of catalogs, each with its path as a person names it.

    Those with findings are read for the lines of their entries. Without a workspace there are no
    findings.
    """
    told = [found for check in checks if (found := about(check)) is not None]
    families = {each.name: _(FAMILY_NAMES[each.family]) for each in told}
    other = _(FAMILY_NAMES[Family.OTHER])
    folder = "" if workspace is None else place_of(workspace.root)
    rows: list[Row] = []
    findings: list[Reported] = []
    for path, each in catalogs:
        row = _row(path, each)
        rows.append(row)
        if workspace is None or not each.findings:
            continue
        lines = _lines(workspace, each)
        some = (
            _reported(found, row, lines.get(found.key, 1), families.get(found.check, other))
            for found in each.findings
        )
        findings += (replace(found, folder=folder) for found in some) if folder else some
    return Report(
        title=frame.title,
        rows=tuple(rows),
        findings=tuple(findings),
        failures=frame.failures,
        problems=frame.problems,
        checks=tuple(
            CheckInfo(each.name, families[each.name], Level(each.severity.value), each.told())
            for each in told
        ),
        trend=frame.trend,
        version=__version__,
        day=frame.now.date().isoformat(),
        language=language(),
    )


def _row(path: str, each: Judged) -> Row:
    counts, found = each.counts, each.finding_counts
    return Row(
        each.article,
        each.locale,
        path,
        workflow=each.workflow,
        there=each.there,
        current=each.current,
        empty=_amount(counts.empty),
        draft=_amount(counts.draft),
        translated=_amount(counts.translated),
        left=counts.left,
        needed=_amount(each.cover.needed),
        covered=_amount(each.cover.covered),
        errors=found.errors,
        warnings=found.warnings,
        hints=found.hints,
        silenced=found.silenced,
    )


def _amount(tally: Tally) -> Amount:
    return Amount(tally.entries, tally.words)


def _lines(workspace: Workspace, each: Judged) -> dict[Key, int]:
    """Where the entries of a catalog begin; none where it has gone meanwhile."""
    path = workspace.catalog_path(each.locale, each.article)
    try:
        document = workspace.read_if_there(path)
        return {} if document is None else entry_lines(document.data, path)
    except L10nError:
        return {}


def _reported(found: LocatedFinding, row: Row, line: int, family: str) -> Reported:
    return Reported(
        article=row.article,
        locale=row.locale,
        line=found.line,
        catalog=row.catalog,
        catalog_line=line,
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
