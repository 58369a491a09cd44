"""A sync on a real cluster whose client, worker or scheduler is killed at any moment."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from l10n.engines.cluster.cluster import WINDOW
from l10n.engines.cluster.engine import LEAST
from tests.cluster.dask import Dask, Desk, dask, desk, end
from tests.tally import Tally

pytest.importorskip("distributed", reason="the extra cluster is not installed")

KILLS = 50
ARTICLES, TEXTS, PAUSE = 60, 4, 8
IN_FLIGHT = WINDOW * 2 * LEAST
"""Texts that are on their way at a time, to two workers."""


@pytest.mark.generator
def test_what_is_killed_at_any_moment_costs_nothing_done(tmp_path: Path, tally: Tally) -> None:
    chance = random.Random(20261128)
    newsroom = desk(tmp_path)
    newsroom.lay_out(ARTICLES, TEXTS, pause=PAUSE)
    assert newsroom.sync().code == 0
    expected = newsroom.files()
    assert len(newsroom.drafted()) == ARTICLES * TEXTS
    with dask(newsroom.made.packages, "w1", "w2") as cluster:
        for number in range(KILLS):
            newsroom.forget()
            kind = ("client", "worker", "scheduler")[number % 3]
            counts = killed(newsroom, cluster, kind, chance)
            assert newsroom.files() == expected, (number, kind)
            assert not (newsroom.made.desk / ".l10n/drafts.jsonl").exists()
            twice = sum(Counter(newsroom.drafted()).values()) - ARTICLES * TEXTS
            assert 0 <= twice <= IN_FLIGHT * counts["runs"], (number, kind)
            tally(f"cluster, {kind} killed", kills=1, different=0, drafted_twice=twice, **counts)


def killed(newsroom: Desk, cluster: Dask, kind: str, chance: random.Random) -> dict[str, int]:
    """Kill something of a sync at any moment, and run it until it ends well."""
    client = newsroom.begin("--cluster", cluster.address)
    moment = chance.randrange(-ARTICLES, ARTICLES * TEXTS + ARTICLES)
    if moment < 0:
        time.sleep(chance.uniform(0, 2))
    while client.poll() is None and len(newsroom.drafted()) < min(moment, ARTICLES * TEXTS):
        time.sleep(0.01)
    # Between two drafts, while the last are written, or when all is done.
    time.sleep(chance.uniform(0, 0.5 if moment > ARTICLES * TEXTS else 0.05))
    ended = client.poll() is not None
    assert cluster.scheduler is not None
    if kind == "client":
        end(client)
    elif kind == "worker":
        end(cluster.workers["w1"])
    else:
        end(cluster.scheduler)
    code = client.wait(timeout=120)
    kept = len(newsroom.drafted())
    cluster.revive()
    runs = 1
    while code != 0 or kind == "client":
        said = newsroom.sync("--cluster", cluster.address)
        code, kind = said.code, ""
        runs += 1
        assert runs < 5, said.err
    return {"in_time": int(not ended), "runs": runs, "drafted_before": kept}
