"""The table: what was measured beside what, the ratio, the aim, and whether it is met."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

HEAD = ("what", "l10n", "beside", "theirs", "ratio", "aim", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One ratio, measured side by side."""

    what: str
    ours: str
    """Value and unit."""
    beside: str
    """Whom or what it is measured beside."""
    theirs: str = ""
    ratio: float | None = None
    """None where it could not be measured (`note` says why), and for values that are compared by
    eye."""
    aim: float | None = None
    """None where the row only informs."""
    at_most: bool = False
    """The ratio is to be at most the aim, not at least."""
    note: str = ""

    @property
    def met(self) -> bool | None:
        """True if the aim is reached; None where there is none or nothing was measured."""
        if self.ratio is None or self.aim is None:
            return None
        return self.ratio <= self.aim if self.at_most else self.ratio >= self.aim

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        ratio = "" if self.ratio is None else _three_digits(self.ratio)
        aim = "" if self.aim is None else f"{'≤' if self.at_most else '≥'} {self.aim:g}"
        verdict = {True: "met", False: "NOT MET", None: ""}[self.met]
        if self.ratio is None and not self.theirs:
            verdict = "not measured"
        if self.note:
            verdict = f"{verdict}: {self.note}" if verdict else self.note
        return (self.what, self.ours, self.beside, self.theirs, ratio, aim, verdict)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one family, and what a reader has to know of them."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    """Further tables, each with its heading, to stand below."""


def interleaved(
    measures: Mapping[str, Callable[[], float]], rounds: int, *, warm: bool = True
) -> dict[str, tuple[float, ...]]:
    """Run all measures in turn, so many rounds, and give the seconds of each, round by round.

    A round before them only warms up, unless `warm` is off.
    """
    found: dict[str, list[float]] = {name: [] for name in measures}
    for lap in range(rounds + warm):
        for name, measure in measures.items():
            seconds = measure()
            if lap >= warm:
                found[name].append(seconds)
    return {name: tuple(values) for name, values in found.items()}


def ratio(theirs: Sequence[float], ours: Sequence[float]) -> float:
    """The median of the rounds' ratios: what slows down one round slows down both sides."""
    return median(their / own for their, own in zip(theirs, ours, strict=True))


def rate(count: int, seconds: Sequence[float], unit: str) -> str:
    """Put the median rate into words: `1,230 articles/s`."""
    return f"{_three_digits(count / median(seconds))} {unit}/s"


def _three_digits(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def markdown(rows: Iterable[Row]) -> str:
    """Write the table as Markdown, in columns that line up in a terminal too."""
    return grid(HEAD, (row.cells() for row in rows))


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write any table likewise."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ruler = tuple("-" * width for width in widths)
    written = (_line(line, widths) for line in (head, ruler, *lines[1:]))
    return "\n".join(written) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
