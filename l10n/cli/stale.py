"""`l10n status --stale`: published pages that are older than what they were made from."""

from typing import TYPE_CHECKING

from l10n.cli.console import print_json, progress, report_errors, say
from l10n.cli.tables import table
from l10n.language.locales import format_day
from l10n.messages import N_, _, language

if TYPE_CHECKING:
    from l10n.desk.desk import Desk, Wanted

_CAUSES = {
    "article gone": N_("its article is gone"),
    "article changed": N_("article changed"),
    "translation changed": N_("translation changed"),
    "glossary changed": N_("glossary changed"),
    "template changed": N_("label, addresses or metadata changed"),
    "unknown": N_("its record does not tell what it was made from"),
}


def show_stale(desk: "Desk", wanted: "Wanted", *, as_json: bool) -> None:
    """List the stale pages, those that have been so for longest first."""
    from l10n.jobs.stale import stale

    with progress(_("Reading")) as advance:
        report = stale(desk, wanted, progress=advance)
    if as_json:
        print_json(
            [
                {
                    "article": page.article,
                    "locale": page.locale,
                    "version": page.version,
                    "date": page.date,
                    "since": page.since,
                    "causes": [cause.value for cause in page.causes],
                }
                for page in report.pages
            ]
        )
    elif report.pages:
        head = [_("article"), _("locale"), _("version"), _("outdated since"), _("what changed")]
        rows = [
            [
                page.article,
                page.locale,
                str(page.version),
                format_day(page.since, language()),
                ", ".join(_(_CAUSES[cause.value]) for cause in page.causes),
            ]
            for page in report.pages
        ]
        table(head, rows, right=(2,), below=(4,))
    elif not report.errors:
        say(_("Every published page is as new as what it was made from."))
    report_errors(report.errors)
