"""A plot of how far each locale was at each commit, as an SVG picture in a page."""

from collections.abc import Sequence
from datetime import date
from html import escape

from l10n.lines import printable
from l10n.messages import _
from l10n.reports.report import Moment

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 28
COLORS = 6
"""Lines that differ in colour; more begin again with the first."""


def plot(trend: Sequence[Moment]) -> str:
    """The picture; empty for fewer than two days, which make no line."""
    days = sorted({each.day for each in trend})
    if len(days) < 2:
        return ""
    first, last = (date.fromisoformat(day).toordinal() for day in (days[0], days[-1]))
    locales = tuple(dict.fromkeys(each.locale for each in trend))
    lines = [
        _line(number, [each for each in trend if each.locale == locale], first, last)
        for number, locale in enumerate(locales)
    ]
    label = escape(_("Share of entries that are translated, by day, in percent"))
    legend = "".join(
        f'<li class="line-{number % COLORS}">━ {escape(printable(locale))}</li>'
        for number, locale in enumerate(locales)
    )
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
        f"{_grid()}{''.join(lines)}"
        f'<text x="{LEFT}" y="{HEIGHT - 8}">{escape(days[0])}</text>'
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 8}" text-anchor="end">{escape(days[-1])}</text>'
        f"</svg><figcaption><ul>{legend}</ul></figcaption></figure>"
    )


def _grid() -> str:
    parts = []
    for percent in (0, 25, 50, 75, 100):
        y = _height(percent)
        parts.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:g}" y2="{y:g}"/>'
            f'<text x="{LEFT - 6}" y="{y + 4:g}" text-anchor="end">{percent}</text>'
        )
    return "".join(parts)


def _line(number: int, moments: Sequence[Moment], first: int, last: int) -> str:
    points = []
    for each in moments:
        total = each.empty + each.draft + each.translated
        day = date.fromisoformat(each.day).toordinal()
        x = LEFT + (WIDTH - LEFT - RIGHT) * (day - first) / (last - first)
        points.append(f"{x:.1f},{_height(100 * each.translated / total if total else 100):.1f}")
    return (
        f'<polyline class="line-{number % COLORS}" fill="none" stroke-width="2" '
        f'points="{" ".join(points)}"/>'
    )


def _height(percent: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (100 - percent) / 100
