"""What campaigns count: a table of sums at the end of a run, whatever worker ran each test."""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest

PROPERTY = "tally"

Tally = Callable[..., None]
"""Called with what was done and how often each thing happened in it."""


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Tally:
    """Count what a campaign tried and what came of it: `tally("kills", kills=287, lost=0)`."""

    def add(campaign: str, **numbers: int) -> None:
        record_property(PROPERTY, [campaign, numbers])

    return add


def lines(reports: Iterable[pytest.TestReport]) -> list[str]:
    """A line for each campaign, with the sums of all its tests."""
    sums: dict[str, Counter[str]] = {}
    for report in reports:
        for name, value in report.user_properties:
            if name == PROPERTY and report.when == "call":
                campaign, numbers = value  # type: ignore[misc]
                found = sums.setdefault(campaign, Counter())
                for each, number in numbers.items():
                    found[each] += number
    return [
        f"{campaign}: " + ", ".join(f"{number:,} {name}" for name, number in found.items())
        for campaign, found in sorted(sums.items())
    ]
