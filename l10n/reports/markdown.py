"""Markdown: a summary for a pull request or a job's page."""

from l10n.language.locales import format_percent
from l10n.lines import printable
from l10n.messages import N_, _, language, ngettext
from l10n.reports.report import Level, Report, Reported, Row

SHOWN = 50
"""Findings that are listed; the others are counted."""
_LEVELS = {Level.ERROR: N_("error"), Level.WARNING: N_("warning"), Level.HINT: N_("hint")}
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~$@"})


def markdown(report: Report) -> str:
    """A report as GitHub's and GitLab's Markdown: the verdict, a table of locales, the findings."""
    lines = [f"## l10n: {_said(report.title)}", ""]
    for text in (*report.failures, *report.problems):
        lines += [f"- ❌ {_said(text)}"]
    if report.failures or report.problems:
        lines.append("")
    lines += _table(report)
    some = sorted(report.loud, key=lambda each: list(Level).index(each.level))
    if some:
        head = _("Findings")
        lines += ["", f"### {head}", ""]
        lines += [_finding(each) for each in some[:SHOWN]]
        more = len(some) - SHOWN
        if more > 0:
            lines += ["", ngettext("and {n} more", "and {n} more", more).format(n=more)]
    return "\n".join([*lines, ""])


def _table(report: Report) -> list[str]:
    head = [
        _("locale"), _("empty"), _("draft"), _("translated"), _("covered"), _("errors"),
        _("warnings"), _("hints"),
    ]  # fmt: skip
    rows = [_row(locale, report.of(locale)) for locale in report.locales]
    return [
        f"| {' | '.join(head)} |",
        "|---|" + "---:|" * (len(head) - 1),
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


def _row(locale: str, row: Row) -> list[str]:
    numbers = (row.empty.entries, row.draft.entries, row.translated.entries)
    found = (row.errors, row.warnings, row.hints)
    share = format_percent(row.percent(), language())
    return [_said(locale), *map(str, numbers), share, *map(str, found)]


def _finding(found: Reported) -> str:
    place = f"{found.catalog}:{found.catalog_line}"
    kind = _(_LEVELS[found.level])
    text = f"- **{kind}** `{_code(place)}` {_said(found.message)} ({found.check})"
    return f"{text}  \n  {_said(found.source)}  \n  {_said(found.target)}"


def _said(text: str) -> str:
    """A text in which nothing is markup, on one line."""
    return printable(text).translate(_SPECIAL)


def _code(text: str) -> str:
    return printable(text).replace("`", "'")
