"""A comparison as a page, written over nothing but an earlier one."""

from pathlib import Path

from l10n import __version__
from l10n.jobs.comparing import CompareReport
from l10n.jobs.comparing.figures import columns, heading, models, notes
from l10n.messages import _
from l10n.model.layout import Layout
from l10n.preview.comparison import MARK, Column, ComparisonSheet, Row, Told, page
from l10n.preview.frame import start
from l10n.steps.comparing import Output
from l10n.store.report_files import require_place, write_report

_STARTS = (start(MARK),)


def require_page(path: Path) -> None:
    """Raise what `write_page` would: engines take long, and are not asked for nothing."""
    require_place(path, _STARTS)


def write_page(path: Path, report: CompareReport, layout: Layout, made: str) -> None:
    """Write the page; `made` is the moment that it names, as people read it.

    Raises UsageError where something else stands in the place, FileError for what cannot be
    written.
    """
    sheet = ComparisonSheet(
        pair=report.pair,
        systems=tuple(each.name for each in report.systems),
        columns=(*columns(report), Column(_("models"), tuple(map(models, report.systems)))),
        notes=(heading(report), *notes(report)),
        rows=tuple(
            Row(
                f"{layout.article(passage.article)}:{passage.line}",
                passage.source,
                passage.reference,
                tuple(
                    _told(each.name, each.outputs[place]) for each in report.systems if each.outputs
                ),
            )
            for place, passage in enumerate(report.passages)
        ),
        version=__version__,
        made=made,
    )
    write_report(path, page(sheet), _STARTS)


def _told(system: str, output: Output) -> Told:
    remarks = [each.text() for each in output.doubts]
    if output.reason is not None:
        remarks.append(output.reason.text())
    return Told(system, output.text, tuple(remarks))
