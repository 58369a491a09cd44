import importlib
import sys

import pytest

from benchmarks import articles, cores, dialects, peers, similar, startup, sync
from benchmarks.__main__ import main, report
from benchmarks.processes import L10N, FailedError, Worker, run
from benchmarks.sides import libraries
from benchmarks.table import Part, Row, interleaved, markdown, ratio
from l10n.formats.markdown.format import Markdown
from l10n.model.article import Article
from l10n.steps.extract import extract

WORKER = """
import json, sys
for line in sys.stdin:
    ask = json.loads(line)
    if ask["do"] == "fail":
        sys.exit("no such thing")
    print(json.dumps({"seconds": 1.5, **ask}), flush=True)
"""


@pytest.fixture
def no_peers(monkeypatch, tmp_path):
    """Leave out what is installed here, so that the run is short and the same everywhere."""
    monkeypatch.setattr(peers, "HOME", tmp_path / "none")
    monkeypatch.setattr(peers, "PYTHON", tmp_path / "none" / "python")
    monkeypatch.setattr(peers, "po4a", lambda: False)
    peers.versions.cache_clear()
    yield
    peers.versions.cache_clear()


def test_a_ratio_is_held_against_its_aim():
    assert Row("a", "", "", ratio=5.0, aim=5).met
    assert Row("a", "", "", ratio=4.9, aim=5).met is False
    assert Row("a", "", "", ratio=0.1, aim=0.1, at_most=True).met
    assert Row("a", "", "", ratio=0.2, aim=0.1, at_most=True).met is False
    assert Row("a", "", "", aim=5).met is None
    assert Row("a", "", "", ratio=1.0).met is None


def test_the_table_lines_up_and_says_what_was_not_measured():
    text = markdown([Row("a", "1", "b", "2", 12.34, 10), Row("c", "", "d", aim=5, note="no d")])
    lines = text.splitlines()
    assert len({len(line) for line in lines}) == 1
    assert "12.3" in lines[2]
    assert "met" in lines[2]
    assert "not measured: no d" in lines[3]


def test_measures_take_turns_and_the_first_round_does_not_count():
    calls = []
    values = {"a": iter([9.0, 1.0, 5.0, 2.0]), "b": iter([9.0, 4.0, 4.0, 4.0])}

    def measure(name):
        calls.append(name)
        return next(values[name])

    found = interleaved({name: lambda name=name: measure(name) for name in values}, 3)
    assert found == {"a": (1.0, 5.0, 2.0), "b": (4.0, 4.0, 4.0)}
    assert ratio(found["b"], found["a"]) == 2.0
    assert calls == ["a", "b"] * 4


def test_a_worker_answers_and_its_end_is_an_error(tmp_path):
    with Worker([sys.executable, "-c", WORKER], log=tmp_path / "log") as worker:
        assert worker.seconds("run", text="Їжак") == 1.5
        assert worker.ask("run", text="Їжак")["text"] == "Їжак"
        with pytest.raises(FailedError, match="no such thing"):
            worker.ask("fail")


def test_a_command_is_measured_and_its_failure_is_an_error(tmp_path):
    took = run(
        [sys.executable, "-c", "x = bytearray(60_000_000)"], folder=tmp_path, log=tmp_path / "log"
    )
    assert 0 < took.seconds < 60
    assert 60_000_000 < took.memory < 1_000_000_000
    log = tmp_path / "log"
    ballast = bytearray(b"x" * 200_000_000)
    assert run([sys.executable, "-c", ""], folder=tmp_path, log=log).memory < 100_000_000
    del ballast
    with pytest.raises(FailedError, match=r"sync: 3\nl10n: .*workspace"):
        run([*L10N, "sync"], folder=tmp_path, log=tmp_path / "log")


@pytest.fixture(params=["shared", "own"])
def origin(request, monkeypatch, tmp_path):
    if request.param == "own":
        monkeypatch.setattr(articles, "NEWS", tmp_path / "none")
    elif not articles.NEWS.is_dir():
        pytest.skip("../shared/data/ntrex is not there")
    for cached in (articles.documents, articles._words):
        cached.cache_clear()
    yield request.param
    for cached in (articles.documents, articles._words):
        cached.cache_clear()


def test_articles_are_many_distinct_and_the_same_in_every_run(origin):
    first = articles.markdown_articles(200)
    assert len(set(first.values())) == 200
    assert articles.markdown_articles(200) == first
    whole = "\n".join(first.values())
    for markup in ("\n---\n", "\n# ", "\n## ", "\n- ", "\n> ", "](https://", "**"):
        assert markup in whole


def segments(text):
    article = Article("a.md", "uk", "markdown", text, Markdown().parse(text))
    return extract(article, "sentences").segments


def test_short_articles_are_distinct_and_short(origin):
    found = dict(articles.short_articles(300))
    assert len(found) == len(set(found.values())) == 300
    assert found == dict(articles.short_articles(300))
    sizes = [len(segments(text)) for text in found.values()]
    assert sum(3 <= size <= 13 for size in sizes) > 290


def test_no_two_peers_are_missing_a_pin():
    lines = peers.REQUIREMENTS.read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(line.count("==") == 1 for line in pins)
    assert {line.split("==")[0] for line in pins} >= set(peers.SHOWN)


@pytest.mark.usefixtures("no_peers")
def test_a_quick_run_prints_the_table_without_peers(capsys):
    main(["--only", "rebuild", "--quick", "--no-install"])
    printed = capsys.readouterr().out
    assert "not measured: po4a is not installed: `apt-get install po4a`" in printed
    assert "Peers: none installed" in printed


@pytest.mark.sampled(0)
def test_a_quick_run_of_cores_measures_four_commands(tmp_path):
    part = cores.measure(tmp_path, quick=True)
    assert [row.what.split()[0] for row in part.rows] == ["sync", "check", "coverage", "publish"]


@pytest.mark.sampled(0)
def test_a_quick_sync_leaves_no_article_behind(tmp_path):
    part = sync.measure(tmp_path, quick=True)
    assert len(part.rows) == 12
    for count in sync.QUICK:
        folder = tmp_path / str(count)
        assert len(list(folder.glob("catalogs/en/*/*.po"))) == count
        assert "catalogs written, 0 unchanged" in (folder / "log").read_text("utf-8")


def test_what_was_rebuilt_is_translated(tmp_path):
    texts = articles.markdown_articles(3)
    with libraries(tmp_path / "library", texts, quick=True) as sides:
        for side in sides:
            if side.name.startswith("l10n"):
                side.prepare()
                side.lap()
                assert side.done() == 1
                assert len(list((side.folder / "out").iterdir())) == 3


@pytest.mark.parametrize("family", [similar, startup, dialects])
@pytest.mark.sampled(3)
def test_a_quick_run_of_one_ratio(tmp_path, family):
    (row,) = family.measure(tmp_path, quick=True).rows
    assert row.ratio > 0


def test_workers_compile():
    folder = importlib.import_module("benchmarks.processes").WORKERS
    for path in folder.glob("*.py"):
        compile(path.read_text("utf-8"), path.name, "exec")


def test_the_report_ends_with_the_machine():
    text = report([Part((Row("a", "1", "b", "2", 2.0, 1),), ("A note.",))], 3.0)
    assert "- A note." in text
    assert text.splitlines()[-1].startswith("- Peers: ")
    assert "load before the run 3.0 (others were at work" in text
