"""A badge for a README: how much is covered, as a small SVG picture."""

from xml.sax.saxutils import escape

from l10n.language.locales import format_percent
from l10n.lines import printable
from l10n.messages import _, language
from l10n.reports.report import Report, together

_LETTER = 6.6
"""Width of a letter in pixels, on average, at 11 px of a sans-serif face."""
_GOOD, _FAIR = 95, 70
"""Percent from which it is green, and yellow."""


def badge(report: Report) -> str:
    """The share of entries that is covered, of all locales together, with errors if there are any.

    The picture has a text alternative, and no font or address of anybody else.
    """
    row = together("", report.rows)
    share = row.percent()
    value = format_percent(share, language())
    if row.errors:
        value = _("{share}, errors: {n}").format(share=value, n=row.errors)
    color = "#b42318" if row.errors or share < _FAIR else "#8a6100"
    if not row.errors and share >= _GOOD:
        color = "#1a7f37"
    label = printable(_("translated"))
    left, right = (round(len(text) * _LETTER) + 12 for text in (label, value))
    whole = left + right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="l10n" role="img" '
        f'width="{whole}" height="20" aria-label="{escape(label)}: {escape(value)}">'
        f"<title>{escape(label)}: {escape(value)}</title>"
        f'<rect width="{whole}" height="20" rx="3" fill="#444"/>'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" '
        f'fill="{color}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" '
        f'text-anchor="middle"><text x="{left / 2}" y="14">{escape(label)}</text>'
        f'<text x="{left + right / 2}" y="14">{escape(value)}</text></g></svg>\n'
    )
