"""Tables that fit the terminal: columns, and where there is no room for them, lines."""

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from l10n.cli.console import say, say_all
from l10n.dataclass import dataclass
from l10n.lines import printable
from l10n.regex import regex

GAP = "  "
MARGIN = "  "
INDENT = "    "
_NOT_SIMPLE = regex("[^ -~\u00a0-\u00ac\u00ae-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u2022]")
"""What is neither Latin nor Cyrillic, nor a sign that goes with them, each of one column."""
LEAST = 20
"""Columns that a terminal has at least; in a narrower one lines wrap as they do."""


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    below: Sequence[int] = (),
) -> None:
    """Print rows in columns as wide as they need to be; `right` names the columns of numbers.

    Where a terminal has no room for them, the cells of the columns `below` go under their row. A
    pipe has all the room there is.
    """
    room = None
    if sys.stdout and sys.stdout.isatty():
        import shutil

        room = shutil.get_terminal_size().columns
    columns = map(_printable, zip(*rows, strict=True))
    seen = list(zip(*columns, strict=True))
    rest: list[str] = []
    for number, line in lines(Layout(right, below), head, seen, room):
        if number:
            rest.append(line)
        else:
            say(line, bold=True)
    say_all(rest)


def _printable(column: Sequence[str]) -> Sequence[str]:
    """Cells in which a person sees every character; most columns are plain as a whole."""
    whole = "".join(column)
    if whole.isascii() and whole.isprintable():
        return column
    known = {cell: printable(cell) for cell in set(column)}
    return [known[cell] for cell in column]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns of a table are set."""

    right: Sequence[int] = ()
    """Columns of numbers."""
    below: Sequence[int] = ()
    """Columns that go under their row where the room is short."""


def lines(
    layout: Layout, head: Sequence[str], rows: Sequence[Sequence[str]], room: int | None
) -> Iterator[tuple[int, str]]:
    """Set a table in `room` columns of a terminal; each line with the number of its row.

    The head is row 0. None is room without end.
    """
    every = [head, *rows]
    widths = [_width_of(column) for column in zip(*every, strict=True)]
    columns = range(len(head))
    if room is None or _needed(columns, widths) <= room:
        places = (f"{{:{'>' if n in layout.right else ''}{widths[n] or ''}}}" for n in columns)
        simple = GAP.join(places).format
        for number, row in enumerate(every):
            line = simple(*row).rstrip()
            yield number, line if _is_simple(line) else _set(row, columns, widths, layout)
        return
    room = max(room, LEAST)
    shown = [column for column in columns if column not in layout.below]
    alone = _needed(shown, widths) > room
    margin = ""
    if alone:
        shown, margin = shown[1:], MARGIN
    in_columns = len(margin) + _needed(shown, widths) <= room
    for number, row in enumerate(every):
        if alone:
            yield from ((number, line) for line in wrapped(row[0], room))
        if in_columns:
            yield number, margin + _set(row, shown, widths, layout)
        elif number:
            # A number without its column says nothing.
            text = ", ".join(f"{head[column]} {row[column]}" for column in shown if row[column])
            yield from ((number, margin + line) for line in wrapped(text, room - len(margin)))
        under = "; ".join(row[column] for column in layout.below if row[column])
        if under and number:
            yield from ((number, INDENT + line) for line in wrapped(under, room - len(INDENT)))


def _needed(columns: Sequence[int], widths: Sequence[int]) -> int:
    return sum(widths[column] for column in columns) + len(GAP) * (len(columns) - 1)


def _set(row: Sequence[str], columns: Sequence[int], widths: Sequence[int], layout: Layout) -> str:
    cells = []
    for column in columns:
        space = " " * (widths[column] - width(row[column]))
        cells.append(space + row[column] if column in layout.right else row[column] + space)
    return GAP.join(cells).rstrip()


def width(text: str) -> int:
    """Columns that a text takes in a terminal: marks none, wide letters two (Unicode TR 11)."""
    return len(text) if _is_simple(text) else sum(map(_width, text))


def _width_of(column: Sequence[str]) -> int:
    return max(map(len if _is_simple("".join(column)) else width, column))


def _is_simple(text: str) -> bool:
    """True if each character takes one column, as far as that is seen at once."""
    return text.isascii() or _NOT_SIMPLE.search(text) is None


@cache
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, room: int) -> list[str]:
    """Break a text into lines of at most `room` columns, at spaces where there are any."""
    found: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer) <= room:
            line = longer
            continue
        if line:
            found.append(line)
        line = word
        while width(line) > room:
            cut = _fitting(line, room)
            found.append(line[:cut])
            line = line[cut:]
    return [*found, line] if line or not found else found


def _fitting(word: str, room: int) -> int:
    """Letters of a word that fit, at least one; a path is broken after a slash."""
    taken = 0
    for number, character in enumerate(word):
        taken += _width(character)
        if taken > room and number:
            slash = word.rfind("/", 0, number)
            return slash + 1 if slash > 0 else number
    return len(word)
