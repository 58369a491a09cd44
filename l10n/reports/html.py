"""A page: one self-contained HTML file with all that was found, for a browser of any width."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from pkgutil import get_data

from l10n.language.locales import format_percent
from l10n.lines import printable
from l10n.messages import N_, _, language, ngettext
from l10n.reports.plot import plot
from l10n.reports.report import Level, Report, Reported, Row

_LEVELS = {Level.ERROR: N_("error"), Level.WARNING: N_("warning"), Level.HINT: N_("hint")}
_CLASSES = {Level.ERROR: "bad", Level.WARNING: "fair", Level.HINT: "quiet"}
MARK = "l10n report"
"""By which a page is known for one of ours."""
_FAIR = 50
"""Percent from which a share is no longer shown as bad."""


def page(report: Report) -> str:
    """A report as HTML: the verdict, locales, articles by locale, findings by family, the trend.

    The page loads nothing, runs nothing, and follows the reader's choice of light or dark.
    """
    style = (get_data("l10n.reports", "page.css") or b"").decode("utf-8")
    title = _said(report.title)
    body = "\n".join(
        (
            f"<h1>{title}</h1>",
            f'<p class="quiet">l10n {_said(report.version)}, {_said(report.day)}</p>',
            *_verdict(report),
            *_locales(report),
            *_matrix(report),
            *_findings(report),
            *_trend(report),
        )
    )
    return (
        f"<!doctype html><!-- {MARK} -->\n"
        f'<html lang="{_said(report.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n"
        "</body>\n</html>\n"
    )


def _verdict(report: Report) -> Iterator[str]:
    lines = (*report.failures, *report.problems)
    if lines:
        items = "".join(f"<li>{_said(line)}</li>" for line in lines)
        head = _said(_("Not passed:"))
        yield f'<div class="verdict failed"><p>{head}</p><ul>{items}</ul></div>'
        return
    number = sum(row.errors for row in report.rows)
    text = _("No error was found.")
    if number:
        text = ngettext("{n} error was found.", "{n} errors were found.", number).format(n=number)
    kind = "verdict failed" if number else "verdict"
    yield f'<div class="{kind}"><p>{_said(text)}</p></div>'


def _locales(report: Report) -> Iterator[str]:
    if not report.rows:
        return
    head = [
        _("locale"), _("covered"), _("empty"), _("draft"), _("translated"), _("words to do"),
        _("errors"), _("warnings"), _("hints"), _("silenced"),
    ]  # fmt: skip
    yield _heading(_("Locales"))
    yield '<div class="scroll"><table><thead><tr>'
    yield "".join(f'<th scope="col">{_said(name)}</th>' for name in head)
    yield "</tr></thead><tbody>"
    for locale in report.locales:
        row = report.of(locale)
        left = row.empty.words + row.draft.words
        numbers = (
            *(row.empty.entries, row.draft.entries, row.translated.entries, left),
            *(row.errors, row.warnings, row.hints, row.silenced),
        )
        cells = "".join(f"<td>{number}</td>" for number in numbers)
        yield f'<tr><th scope="row">{_said(locale)}</th><td>{_share(row)}</td>{cells}</tr>'
    yield "</tbody></table></div>"


def _share(row: Row) -> str:
    share = row.percent()
    kind = "good" if share == 100 else "fair" if share >= _FAIR else "bad"
    return (
        f'<span class="{kind}"><span class="bar"><span style="width:{share}%"></span></span> '
        f"{format_percent(share, language())}</span>"
    )


def _matrix(report: Report) -> Iterator[str]:
    """A row for each article, a column for each locale."""
    if not report.rows:
        return
    cells: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in report.rows:
        cells[row.article][row.locale] = row
    locales = report.locales
    yield _heading(_("Articles"))
    yield '<div class="scroll"><table><thead><tr>'
    head = (_("article"), *locales)
    yield "".join(f'<th scope="col">{_said(name)}</th>' for name in head)
    yield "</tr></thead><tbody>"
    for article, mine in cells.items():
        found = "".join(f"<td>{_cell(mine.get(locale))}</td>" for locale in locales)
        yield f'<tr><th scope="row">{_said(article)}</th>{found}</tr>'
    yield "</tbody></table></div>"


def _cell(row: Row | None) -> str:
    if row is None:
        return '<span class="quiet">—</span>'
    if not row.there:
        return _part("bad", _("no catalog"))
    parts = [_share(row)]
    if not row.current:
        parts.append(_part("bad", _("out of date")))
    if row.errors:
        text = ngettext("{n} error", "{n} errors", row.errors).format(n=row.errors)
        parts.append(_part("bad", text))
    if row.warnings:
        text = ngettext("{n} warning", "{n} warnings", row.warnings).format(n=row.warnings)
        parts.append(_part("fair", text))
    return "<br>".join(parts)


def _part(kind: str, text: str) -> str:
    return f'<span class="{kind}">{_said(text)}</span>'


def _findings(report: Report) -> Iterator[str]:
    """Findings by family, the worst first; one that has errors is open."""
    families: dict[str, list[Reported]] = defaultdict(list)
    for each in report.findings:
        families[each.family].append(each)
    if not families:
        return
    yield _heading(_("Findings"))
    for family, found in sorted(families.items(), key=lambda each: _weight(each[1])):
        errors = any(each.level is Level.ERROR and not each.silenced for each in found)
        some = sorted(found, key=lambda each: (each.silenced, list(Level).index(each.level)))
        opened = " open" if errors else ""
        yield f"<details{opened}><summary>{_said(family)} · {len(found)}</summary>"
        yield "<ol>"
        yield from map(_finding, some)
        yield "</ol></details>"


def _weight(found: Sequence[Reported]) -> tuple[int, ...]:
    """What families are sorted by: the most errors first, then warnings, then hints."""
    return tuple(-sum(each.level is level for each in found) for level in Level)


def _finding(found: Reported) -> str:
    kind = _(_LEVELS[found.level])
    if found.silenced:
        kind = _("silenced {severity}").format(severity=kind)
    place = f"{found.catalog}:{found.catalog_line}"
    return (
        f'<li><p><span class="kind {_CLASSES[found.level]}">{_said(kind)}</span> '
        f'{_said(found.message)} <span class="quiet">[{_said(found.check)}]</span></p>'
        f'<p class="place quiet">{_said(place)} · {_said(found.locale)}</p>'
        f'<blockquote dir="auto">{_marked(found.source, found.source_spans)}</blockquote>'
        f'<blockquote dir="auto" lang="{_said(found.locale)}">'
        f"{_marked(found.target, found.target_spans)}</blockquote></li>"
    )


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with the words that are meant marked; spans that overlap become one."""
    parts: list[str] = []
    done = 0
    for first, end in sorted(spans):
        start = max(first, done)
        if end <= start:
            continue
        parts += [_said(text[done:start]), f"<mark>{_said(text[start:end])}</mark>"]
        done = end
    return "".join((*parts, _said(text[done:])))


def _trend(report: Report) -> Iterator[str]:
    picture = plot(report.trend)
    if picture:
        yield _heading(_("Over time"))
        yield picture


def _heading(text: str) -> str:
    return f"<h2>{_said(text)}</h2>"


def _said(text: str) -> str:
    return escape(printable(text))
