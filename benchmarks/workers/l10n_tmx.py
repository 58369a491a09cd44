"""Reads a memory to its end with the tool, or writes one of as many units: `read|write FILE N`."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from l10n.exchange.tmx.reading import opened
from l10n.exchange.tmx.writing import write_units
from l10n.model.unit import Standing, Unit
from l10n.tags.renumbering import tagged


def units(count: int) -> Iterator[Unit]:
    for number in range(count):
        yield Unit(
            tagged(
                f"Рада міста № {number} <a1>ухвалила</a1> рішення про ремонт мосту через річку."
            ),
            f"City council no. {number} <a1>decided</a1> to repair the bridge across the river.",
            "uk",
            "en",
            before="Попереднє речення.",
            standing=Standing.APPROVED,
            article=f"news/{number // 30}.md",
            date="2026-03-01T12:00:00Z",
        )


what, path, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
if what == "write":
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        write_units(file, units(count), now=datetime(2026, 3, 1, tzinfo=UTC))
else:
    with opened(path) as reading:
        assert sum(1 for _unit in reading.units()) == count
