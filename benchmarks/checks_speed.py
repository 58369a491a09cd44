"""How fast checks are, beside pofilter and beside drafting."""

import itertools
import json
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks import checks_peer, peers
from benchmarks.checks_judge import seconds_by_check
from benchmarks.checks_run import Run, family, whole
from benchmarks.pretranslate import BUNDLED, grammar
from benchmarks.processes import L10N, WORKERS, FailedError, Worker
from benchmarks.table import Row, grid, interleaved, rate, ratio

ENTRIES = 10_000
DRAFTED = 500
"""So many sentences that the bundled model knows are drafted; real news it leaves empty."""
PACKAGE = "translate-uk_en-demo"
QUICK_DRAFTED = 20
ROUNDS = 3
AIM_PEER, AIM_DRAFTING = 3.0, 0.1


def measure(run: Run) -> tuple[list[Row], list[str]]:
    """Check some 10,000 entries on one core, each side in a process that stays."""
    articles = [
        {
            "source": corpus.languages[0],
            "target": corpus.languages[1],
            "lines": [(line.source, line.target) for line in article],
        }
        for corpus in run.corpora
        for article in corpus.articles
    ]
    if not articles:
        return [], []
    articles = _repeated(articles, 0 if run.quick else ENTRIES)
    count = sum(len(article["lines"]) for article in articles)
    given = run.folder / "entries.json"
    given.write_text(json.dumps(articles), "utf-8")
    with ExitStack() as stack:
        log = run.folder / "log"
        ours = stack.enter_context(Worker([L10N[0], _worker("l10n_checks")], log=log))
        ours.ask("start", path=str(given))
        measures = {"ours": partial(ours.seconds, "run")}
        if run.peer:
            paths = {}
            for language in ("en", "uk"):
                texts = [
                    pair
                    for article in articles
                    if article["target"] == language
                    for pair in article["lines"]
                ]
                paths[language] = str(run.folder / f"all-{language}.po")
                checks_peer.write(run.folder / f"all-{language}.po", texts, language)
            command = [peers.PYTHON, _worker("toolkit_checks")]
            theirs = stack.enter_context(Worker(command, log=log))
            theirs.ask("start", paths=paths)
            measures["theirs"] = partial(theirs.seconds, "run")
        drafted = grammar(QUICK_DRAFTED if run.quick else DRAFTED)
        if (BUNDLED / PACKAGE).is_dir():
            command = [L10N[0], _worker("l10n_pretranslate")]
            drafting = stack.enter_context(Worker(command, log=log))
            drafting.ask("start", folder=str(BUNDLED), settings={})
            measures["drafting"] = partial(_draft, drafting, drafted)
        took = interleaved(measures, 1 if run.quick else ROUNDS)
    return _rows(count, len(drafted), took), []


def _draft(worker: Worker, texts: Sequence[str]) -> float:
    """The seconds of a processor that drafting takes; raises FailedError if it drafts nothing."""
    answer = worker.ask("run", texts=texts, source="uk", target="en")
    if not any(answer["drafts"]):
        raise FailedError("the bundled model drafts none of its own sentences")
    return float(answer["processor"])


def _rows(count: int, drafted: int, took: dict[str, tuple[float, ...]]) -> list[Row]:
    what = f"all checks of {count:,} entries, processor time"
    own = rate(count, took["ours"], "entries")
    rows = []
    if "theirs" in took:
        theirs = rate(count, took["theirs"], "entries")
        share = ratio(took["theirs"], took["ours"])
        rows.append(Row(what, own, checks_peer.NAME, theirs, share, AIM_PEER))
    else:
        rows.append(Row(what, own, checks_peer.NAME, note="not installed"))
    if "drafting" in took:
        whole_time = [seconds * count / drafted for seconds in took["drafting"]]
        share = ratio(took["ours"], whole_time)
        drafts = rate(drafted, took["drafting"], "segments")
        beside = "drafting as many with the bundled model"
        note = "time, by that of drafting"
        rows.append(Row(what, own, beside, drafts, share, AIM_DRAFTING, at_most=True, note=note))
    return rows


def _repeated(articles: list[dict], least: int) -> list[dict]:
    """All articles once, and again from the first until there are so many entries."""
    found: list[dict] = []
    count = 0
    for number in itertools.count():
        if number >= len(articles) and count >= least:
            return found
        found.append(articles[number % len(articles)])
        count += len(found[-1]["lines"])
    return found


def _worker(name: str) -> str:
    return str(WORKERS / f"{name}.py")


def profile(run: Run) -> str:
    """The time that each check takes, in one table."""
    took = seconds_by_check(run.corpora, run.checks)
    total = sum(took.values())
    count = sum(1 for corpus in run.corpora for _line in corpus.lines())
    rows = [
        (family(name).value, name, f"{1e6 * value / count:.1f}", whole(value, total))
        for name, value in sorted(took.items(), key=lambda item: -item[1])
    ]
    title = (
        f"Time by check: {count:,} entries in {total:.2f} s, {count / total:,.0f} entries/s; "
        "what several share is counted with the first\n\n"
    )
    return title + grid(("family", "check", "µs an entry", "share"), rows)
