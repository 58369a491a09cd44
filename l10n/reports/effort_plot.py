"""A plot of post-editing effort by month: an SVG picture that needs nothing else to be seen."""

from collections.abc import Mapping, Sequence
from html import escape

from l10n.dataclass import dataclass
from l10n.lines import printable
from l10n.messages import _, ngettext

WIDTH = 760
LEFT, RIGHT, TOP = 60, 20, 56
PANEL, GAP = 180, 66
"""The height of each part of the picture, and of what stands between two."""
LEGEND = 22
KINDS = 6
"""Lines that differ in colour, dashes and marks; more begin again with the first."""
LONGEST = 70
"""Characters of a name for which there is room."""
START = '<svg xmlns="http://www.w3.org/2000/svg" class="l10n-effort"'
"""How such a picture begins: an earlier one may be replaced, nothing else."""

_STYLE = """
svg { background: #fff; }
text { font: 13px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #3d4248; }
.head { font-weight: 600; font-size: 15px; fill: #1c1c1e; }
.grid { stroke: #d9dce1; }
.line { fill: none; stroke-width: 2; }
.k0 { --c: #2458c5; } .k1 { --c: #a33ea1; } .k2 { --c: #1a7f37; }
.k3 { --c: #b45309; } .k4 { --c: #0e7490; } .k5 { --c: #be123c; }
.line { stroke: var(--c); } .mark { fill: var(--c); }
@media (prefers-color-scheme: dark) {
svg { background: #16181c; }
text { fill: #c3c9d2; } .head { fill: #eceef1; } .grid { stroke: #363b44; }
.k0 { --c: #8ab0ff; } .k1 { --c: #e39be0; } .k2 { --c: #5fd07d; }
.k3 { --c: #f0a35e; } .k4 { --c: #62cbe4; } .k5 { --c: #ff8fa8; }
}
"""
_DASHES = ("", "8 4", "2 4", "12 4 2 4", "16 6", "4 2")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one engine's drafts took in one month."""

    segments: int
    unedited: float
    """Percent of segments that were accepted as they were."""
    ter: float
    """Edits in percent of words."""


@dataclass(frozen=True, slots=True)
class Series:
    """One engine's figures."""

    name: str
    """Engine and model, as people call them."""
    months: Mapping[str, Figures]
    """By month: `2026-11`."""


def effort_plot(series: Sequence[Series]) -> str:
    """The picture; two parts with the same months: edits, and what was accepted unedited."""
    named = [each for each in series if each.months]
    months = _months(sorted({month for each in named for month in each.months}))
    most = max((f.ter for each in named for f in each.months.values()), default=0.0)
    step = next(step for step in (5, 10, 20, 25, 50, 100, 250, 10**9) if most <= 5 * step)
    top = max(step, step * -(-int(most + 0.999) // step))
    edits = _Panel(TOP, months, float(top), step)
    accepted = _Panel(TOP + PANEL + GAP, months, 100.0, 20)
    end = TOP + 2 * PANEL + GAP + 44
    height = end + LEGEND * max(1, len(named)) + 12
    title = _("Post-editing effort by month")
    parts = [
        f'{START} viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        'aria-labelledby="effort-title effort-desc">',
        f'<title id="effort-title">{_text(title)}</title>',
        f'<desc id="effort-desc">{_text(_described(named))}</desc>',
        f"<style>{_STYLE}</style>",
        _head(_("Edits in percent of words (TER): less is better"), TOP),
        *edits.grid(),
        _head(_("Accepted unedited, in percent of segments: more is better"), accepted.top),
        *accepted.grid(),
    ]
    for number, each in enumerate(named):
        kind = number % KINDS
        points = {month: figures.ter for month, figures in each.months.items()}
        parts += edits.line(kind, points)
        points = {month: figures.unedited for month, figures in each.months.items()}
        parts += accepted.line(kind, points)
        parts += _legend(kind, each, end + LEGEND * number)
    if not named:
        nothing = _("There is nothing to show.")
        parts.append(f'<text x="{LEFT}" y="{end}">{_text(nothing)}</text>')
    parts.append("</svg>\n")
    return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class _Panel:
    """One part: months from left to right, percent from 0 at its foot to `most` at its top."""

    top: int
    months: Sequence[str]
    most: float
    step: int

    def grid(self) -> list[str]:
        parts = []
        for percent in range(0, int(self.most) + 1, self.step):
            y = self.y(percent)
            parts.append(
                f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:g}" y2="{y:g}"/>'
                f'<text x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end">{percent}</text>'
            )
        # As many names of months as there is room for, the first and the last among them.
        every = max(1, -(-len(self.months) // 9))
        last = len(self.months) - 1
        for number, month in enumerate(self.months):
            if number == last or (number % every == 0 and number + every <= last):
                parts.append(
                    f'<text x="{self.x(number):g}" y="{self.top + PANEL + 18}" '
                    f'text-anchor="middle">{escape(month)}</text>'
                )
        return parts

    def line(self, kind: int, values: Mapping[str, float]) -> list[str]:
        """The line of an engine, broken where a month has none of its drafts, and its marks."""
        parts = []
        run: list[str] = []
        marks = []
        for number, month in enumerate((*self.months, "")):
            if month in values:
                x, y = self.x(number), self.y(values[month])
                run.append(f"{x:.1f},{y:.1f}")
                marks.append(_mark(kind, x, y))
                continue
            if len(run) > 1:
                dashes = f' stroke-dasharray="{_DASHES[kind]}"' if _DASHES[kind] else ""
                parts.append(f'<polyline class="line k{kind}"{dashes} points="{" ".join(run)}"/>')
            run = []
        return parts + marks

    def x(self, number: int) -> float:
        inner = WIDTH - LEFT - RIGHT - 60
        middle = LEFT + 30
        if len(self.months) < 2:
            return middle + inner / 2
        return middle + inner * number / (len(self.months) - 1)

    def y(self, percent: float) -> float:
        return self.top + PANEL * (1 - percent / self.most)


def _mark(kind: int, x: float, y: float) -> str:
    """The mark of an engine, told by its form as well as by its colour."""
    forms = (
        "M-4-4h8v8h-8z",
        "M0-5.5l5 9.5h-10z",
        "M0-6l6 6-6 6-6-6z",
        "M-5-2h3v-3h4v3h3v4h-3v3h-4v-3h-3z",
        "M0 5.5l5-9.5h-10z",
        "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    )
    return f'<path class="mark k{kind}" transform="translate({x:.1f} {y:.1f})" d="{forms[kind]}"/>'


def _legend(kind: int, each: Series, y: int) -> list[str]:
    dashes = f' stroke-dasharray="{_DASHES[kind]}"' if _DASHES[kind] else ""
    segments = sum(figures.segments for figures in each.months.values())
    name = each.name if len(each.name) <= LONGEST else each.name[:LONGEST] + "…"
    words = ngettext("{name}: {n} segment", "{name}: {n} segments", segments)
    words = words.format(name=name, n=segments)
    return [
        f'<polyline class="line k{kind}"{dashes} points="{LEFT},{y} {LEFT + 36},{y}"/>',
        _mark(kind, LEFT + 18, y),
        f'<text x="{LEFT + 46}" y="{y + 4}">{_text(words)}</text>',
    ]


def _described(named: Sequence[Series]) -> str:
    """All that is plotted, in words."""
    sentence = _("{name}, {month}: {ter}% edits, {unedited}% unedited of {n}.")
    return " ".join(
        sentence.format(
            name=each.name,
            month=month,
            ter=f"{figures.ter:.1f}",
            unedited=f"{figures.unedited:.1f}",
            n=figures.segments,
        )
        for each in named
        for month, figures in sorted(each.months.items())
    )


def _head(words: str, top: int) -> str:
    return f'<text class="head" x="{LEFT}" y="{top - 16}">{_text(words)}</text>'


def _text(words: str) -> str:
    return escape(printable(words))


def _months(named: Sequence[str]) -> tuple[str, ...]:
    """All months from the first to the last; those named alone where that makes no row."""
    if len(named) < 2:
        return tuple(named)
    first, last = (12 * int(month[:4]) + int(month[5:7]) - 1 for month in (named[0], named[-1]))
    if last - first > 600:
        return tuple(named)
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))
