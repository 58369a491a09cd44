"""A cluster on this machine starts while articles are read, if there is anything to draft."""

from collections.abc import Iterator, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from l10n.engines import Draft, Request
from l10n.engines.cluster import cluster as clusters
from l10n.engines.cluster.cluster import Cluster
from l10n.engines.cluster.settings import ClusterSettings
from l10n.errors import EngineError
from tests.conftest import WORKFLOW, Newsroom, Offer


class Beginning:
    """Counts clusters that begin, and those that are ended before anyone needed them."""

    def __init__(self) -> None:
        self.begun = 0
        self.ended = 0
        self.connected: list[object] = []
        self.fails = False

    def of(self, workers: int) -> Any:
        self.begun += 1
        return SimpleNamespace(close=self._end)

    def _end(self) -> None:
        self.ended += 1

    def connect(self, settings: ClusterSettings, task: object, begun: object) -> Any:
        self.connected.append(begun)
        if self.fails:
            raise EngineError("no cluster can be started", code="CLU-018")
        return SimpleNamespace(close=lambda: None)


@pytest.fixture
def beginning(monkeypatch: pytest.MonkeyPatch) -> Beginning:
    found = Beginning()
    monkeypatch.setattr(clusters, "Begun", found)
    monkeypatch.setattr(clusters, "find_spec", lambda name: name)
    return found


def made(beginning: Beginning, address: str) -> Cluster:
    return Cluster(ClusterSettings(address), lambda data: data, connect=beginning.connect)


def test_one_that_has_begun_is_the_one_that_is_reached(beginning: Beginning) -> None:
    cluster = made(beginning, "local")
    cluster.begin()
    cluster.begin()
    cluster.connection()
    cluster.begin()
    cluster.close()
    assert (beginning.begun, beginning.ended) == (1, 0)
    assert [each is not None for each in beginning.connected] == [True]


def test_one_that_nobody_needed_ends_with_the_command(beginning: Beginning) -> None:
    cluster = made(beginning, "local")
    cluster.begin()
    cluster.close()
    cluster.close()
    assert (beginning.begun, beginning.ended, beginning.connected) == (1, 1, [])


def test_a_cluster_of_other_machines_is_reached_when_needed(beginning: Beginning) -> None:
    cluster = made(beginning, "tcp://127.0.0.1:1")
    cluster.begin()
    cluster.close()
    assert (beginning.begun, beginning.connected) == (0, [])


def test_what_failed_once_does_not_begin_again(beginning: Beginning) -> None:
    beginning.fails = True
    cluster = made(beginning, "local")
    with pytest.raises(EngineError):
        cluster.connection()
    cluster.begin()
    assert beginning.begun == 0
    with pytest.raises(EngineError):
        cluster.connection()
    assert len(beginning.connected) == 1


def test_nothing_begins_where_there_is_nothing_to_draft(
    newsroom: Newsroom, beginning: Beginning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.desk.clusters.Cluster", partial(Cluster, connect=beginning.connect))
    beginning.fails = True
    newsroom.article("a.md", "Київ чекає на дощ.\n")
    assert newsroom.l10n("sync", "--cluster", "local").code == 4
    assert beginning.begun == 1
    assert newsroom.l10n("sync", "--cluster", "off").code == 0
    beginning.begun = 0
    # The file has changed, and all its texts have drafts.
    newsroom.article("a.md", "Київ чекає на дощ.\n\n---\n")
    assert newsroom.l10n("sync", "--cluster", "local").code == 0
    assert beginning.begun == 0


class Killed:
    """Drafts all texts; the command ends before it has written one."""

    name = "killed"

    def __init__(self, settings: object) -> None:
        """It has no settings."""

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset([("uk", "en")])

    def models(self) -> tuple[str, ...]:
        return ("killed 1",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        for request in requests:
            yield Draft(request.text.text.replace("Київ чекає", "Kyiv waits"), "killed 1")
        raise KeyboardInterrupt


@pytest.fixture
def resumed(
    newsroom: Newsroom, beginning: Beginning, monkeypatch: pytest.MonkeyPatch, offer: Offer
) -> Newsroom:
    """A sync was cut off as all drafts were made; no cluster can be reached."""
    monkeypatch.setattr("l10n.desk.clusters.Cluster", partial(Cluster, connect=beginning.connect))
    beginning.fails = True
    offer("killed", Killed)
    newsroom.workflow(WORKFLOW.replace("pseudo", "killed"))
    newsroom.article("a.md", "Київ чекає на дощ.\n\nКиїв чекає на сніг.\n\n2026\n")
    assert newsroom.l10n("sync", "--cluster", "off").code == 130
    assert (newsroom.root / ".l10n/drafts.jsonl").exists()
    return newsroom


@pytest.mark.parametrize("address", ["local", "tcp://127.0.0.1:1"])
@pytest.mark.parametrize("batch", [1, 2_000])
def test_drafts_that_a_killed_run_left_need_no_cluster(
    resumed: Newsroom,
    beginning: Beginning,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    batch: int,
) -> None:
    monkeypatch.setattr("l10n.jobs.sync.run.BATCH", batch)
    answer = resumed.l10n("sync", "--cluster", address)
    assert (answer.code, answer.err) == (0, "")
    assert resumed.catalog("a.md").read_text().count("Kyiv waits") == 2
    assert (beginning.begun, beginning.connected) == (0, [])
    assert not (resumed.root / ".l10n/drafts.jsonl").exists()


def test_one_text_that_is_new_needs_the_cluster(resumed: Newsroom, beginning: Beginning) -> None:
    resumed.article("b.md", "Київ чекає на вітер.\n")
    assert resumed.l10n("sync", "--cluster", "local").code == 4
    assert (beginning.begun, len(beginning.connected)) == (1, 1)
    assert resumed.catalog("a.md").read_text().count("Kyiv waits") == 2


def test_figures_need_no_cluster(
    newsroom: Newsroom, beginning: Beginning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.desk.clusters.Cluster", partial(Cluster, connect=beginning.connect))
    newsroom.article("a.md", "| Рік |\n|--|\n| 2026 |\n| 1 234,5 |\n")
    newsroom.l10n("sync", "--cluster", "off")
    newsroom.article("a.md", "| Рік |\n|--|\n| 2026 |\n| 1 234,5 |\n| 6 543,2 |\n")
    assert newsroom.l10n("sync", "--cluster", "local").code == 0
    assert "6,543.2" in newsroom.catalog("a.md").read_text()
    assert (beginning.begun, beginning.connected) == (0, [])
