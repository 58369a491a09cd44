"""The page of figures: rows that were measured take their places, all else on it is a person's."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.table import HEAD, Part, Row

Name = tuple[str, str]
"""What a row measures, and beside whom."""


def with_rows(page: str, parts: Iterable[Part]) -> tuple[str, tuple[Row, ...]]:
    """The page with what was measured, and the rows that have no place on it.

    A row takes the place of the one with its name; one that is new stands behind the last of its
    part. What could not be measured leaves what is there.
    """
    lines = page.splitlines(keepends=True)
    homeless: list[Row] = []
    for part in parts:
        measured = [row for row in part.rows if row.ratio is not None or row.theirs]
        places = _places(lines)
        for row in measured:
            if _name(row) in places:
                lines[places[_name(row)]] = _line(row)
        new = [row for row in measured if _name(row) not in places]
        known = [places[_name(row)] for row in part.rows if _name(row) in places]
        if known:
            lines[max(known) + 1 : max(known) + 1] = map(_line, new)
        else:
            homeless += new
    return "".join(lines), tuple(homeless)


def _places(lines: Sequence[str]) -> Mapping[Name, int]:
    """Where the rows of the page stand, in tables that have the columns of a measured row."""
    rows = ((number, _cells(line)) for number, line in enumerate(lines))
    return {(cells[0], cells[2]): number for number, cells in rows if len(cells) == len(HEAD)}


def _cells(line: str) -> tuple[str, ...]:
    if not line.startswith("|"):
        return ()
    return tuple(cell.strip() for cell in line.strip().removesuffix("|").split("|")[1:])


def _name(row: Row) -> Name:
    return row.what, row.beside


def _line(row: Row) -> str:
    return f"| {' | '.join(row.cells())} |\n"
