"""Time and memory of `l10n sync`, small and large, and of what follows it when nothing changed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import articles
from benchmarks.processes import L10N, Ran, run
from benchmarks.table import Part, Row

SIZES = (1_000, 10_000)
QUICK = (3, 9)
AIM_NONE = 0.1
AIM_MEMORY = 1.3
AIM_BESIDE = 1.3
"""Of `status` and `publish` with nothing to do, beside `sync` with nothing to do."""
SLACK = 1.1
"""Growth beyond the number of files that counts as noise."""
WORKFLOW = """source = "uk"
targets = ["en"]
articles = ["**"]
split = "sentences"
engines = []

[publish]
fallback = "source"
"""


@dataclass(frozen=True, slots=True)
class Took:
    """What `l10n sync` took on one workspace."""

    count: int
    first: Ran
    """All catalogs are made."""
    none: Ran
    one: Ran
    all: Ran
    status: Ran
    """Nothing has changed since the last status; publish likewise."""
    publish: Ran

    @property
    def memory(self) -> int:
        """Largest of all, in bytes."""
        return max(self.first.memory, self.none.memory, self.one.memory, self.all.memory)


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure both sizes."""
    sizes = QUICK if quick else SIZES
    small, large = (_workspace(folder / str(size), size, 1 if quick else 5) for size in sizes)
    growth = (large.none.seconds / small.none.seconds) / (large.count / small.count)
    rows = [
        *_own(small),
        *_own(large),
        Row(
            "sync, none changed: growth of time",
            f"{large.none.seconds:.2f} s, {large.count:,}",
            f"the same, {small.count:,}",
            f"{small.none.seconds:.2f} s",
            growth,
            SLACK,
            at_most=True,
            note="by growth of files",
        ),
        Row(
            "sync, peak memory",
            f"{_mebibytes(large.memory)}, {large.count:,}",
            f"the same, {small.count:,}",
            _mebibytes(small.memory),
            large.memory / small.memory,
            AIM_MEMORY,
            at_most=True,
        ),
    ]
    memory = "; ".join(
        f"{each.count:,}: first {_mebibytes(each.first.memory)}, none "
        f"{_mebibytes(each.none.memory)}, one {_mebibytes(each.one.memory)}, all "
        f"{_mebibytes(each.all.memory)}"
        for each in (small, large)
    )
    notes = (
        "Sync: the command `l10n sync --no-draft`, start-up included, on Markdown articles of 3 "
        "to 13 sentences in 20 folders. In a changed article one sentence is another. None and "
        "one changed: median of five; all changed, and the first sync, once. Peak memory is the "
        f"largest resident set of the process ({memory}). Status and publish: "
        "medians of five, in the same workspace after one publish; both read no article.",
    )
    return Part(tuple(rows), notes)


def _own(took: Took) -> list[Row]:
    what = f"sync {took.count:,} articles"
    return [
        Row(
            f"{what}, none changed",
            f"{took.none.seconds:.2f} s",
            "all changed",
            f"{took.all.seconds:.1f} s",
            took.none.seconds / took.all.seconds,
            AIM_NONE,
            at_most=True,
        ),
        Row(
            f"{what}, one changed",
            f"{took.one.seconds:.2f} s",
            "all changed",
            f"{took.all.seconds:.1f} s",
            took.one.seconds / took.all.seconds,
        ),
        Row(
            f"{what}, all new",
            f"{took.first.seconds:.1f} s",
            "all changed",
            f"{took.all.seconds:.1f} s",
            took.first.seconds / took.all.seconds,
        ),
        *(
            Row(
                f"{command} {took.count:,} articles, none changed",
                f"{ran.seconds:.2f} s",
                "sync, none changed",
                f"{took.none.seconds:.2f} s",
                ran.seconds / took.none.seconds,
                AIM_BESIDE,
                at_most=True,
            )
            for command, ran in (("status", took.status), ("publish", took.publish))
        ),
    ]


def _mebibytes(count: int) -> str:
    return f"{count / 2**20:.0f} MiB"


def _workspace(folder: Path, count: int, times: int) -> Took:
    paths: list[Path] = []
    for name, text in articles.short_articles(count):
        path = folder / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        paths.append(path)
    (folder / "workflows").mkdir()
    (folder / "workflows" / "news.toml").write_text(WORKFLOW, "utf-8")

    def ran(*command: str) -> Ran:
        return run([*L10N, *command], folder=folder, log=folder / "log")

    def synced() -> Ran:
        return ran("sync", "--no-draft")

    def repeated(before: Callable[[int], object], measured: Callable[[], Ran] = synced) -> Ran:
        found: list[Ran] = []
        for lap in range(times):
            before(lap)
            found.append(measured())
        seconds = median(each.seconds for each in found)
        return Ran(seconds, max(each.memory for each in found))

    first = synced()
    none = repeated(lambda _lap: None)
    # The second publish looks again at the pages that the first one has written last.
    for command in ("publish", "publish", "status"):
        ran(command)
    status = repeated(lambda _lap: None, lambda: ran("status"))
    publish = repeated(lambda _lap: None, lambda: ran("publish"))
    one = repeated(lambda lap: _change(paths[lap], lap))
    for path in paths:
        _change(path, 100)
    return Took(
        count, first=first, none=none, one=one, all=synced(), status=status, publish=publish
    )


def _change(path: Path, number: int) -> None:
    """Put another number into the headline, and another word into the last sentence."""
    head, mark, rest = path.read_text("utf-8").partition(". ")
    body, space, last = rest.rstrip("\n").rpartition(" ")
    path.write_text(f"{head}{mark}{body}{space}{number} {last}\n", "utf-8")
