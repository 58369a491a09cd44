"""The counts of campaigns reach the end of a run."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import pytest_collection_modifyitems
from tests.tally import PROPERTY, Tally, lines


def report(*properties: tuple[str, object], when: str = "call") -> Any:
    return SimpleNamespace(user_properties=list(properties), when=when)


def test_sums_are_one_line_for_each_campaign() -> None:
    reports = [
        report((PROPERTY, ["kills", {"tried": 1_000, "lost": 0}])),
        report((PROPERTY, ["kills", {"tried": 500}]), (PROPERTY, ["disks", {"full": 3}])),
        report((PROPERTY, ["kills", {"tried": 500}]), when="teardown"),
    ]
    assert lines(reports) == ["disks: 3 full", "kills: 1,500 tried, 0 lost"]


def test_a_test_counts_with_the_fixture(tally: Tally, request: Any) -> None:
    tally("nothing", tried=2)
    assert (PROPERTY, ["nothing", {"tried": 2}]) in request.node.user_properties


def test_a_parameter_is_no_campaign_by_itself(pytestconfig: pytest.Config) -> None:
    alone: Any = SimpleNamespace(
        nodeid="tests/test_x.py::test_x[9]",
        callspec=SimpleNamespace(marks=[pytest.mark.campaign.mark]),
        get_closest_marker=lambda name: None,
    )
    with pytest.raises(pytest.UsageError, match=r"test_x\[9\].*sampled"):
        pytest_collection_modifyitems(pytestconfig, [alone])
