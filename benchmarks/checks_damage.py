"""What checks catch of damaged translations."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from benchmarks import checks_peer
from benchmarks.checks_corpora import HALVES, Corpus, Line
from benchmarks.checks_judge import Bench, Catch
from benchmarks.checks_run import REPORTED, Run, whole
from benchmarks.damage import KINDS, Damaged, Good, damage
from benchmarks.table import Row, grid
from l10n.checks import Severity

PER_HALF, QUICK = 100, 3
"""Damaged segments of a kind, direction and half."""
AIMS = {
    "numbers": 0.95,
    "quantities": 0.95,
    "magnitudes": 0.95,
    "dates": 0.95,
    "tags": 0.95,
    "tags moved": 0.95,
    "scripts": 0.95,
    "halvings": 0.95,
    "neighbours": 0.9,
    "negations": 0.75,
    "clauses": 0.7,
}
"""The share of each group of damage that is to be caught."""


def _samples(run: Run) -> Iterator[tuple[Corpus, tuple[Line, ...], int]]:
    """Every segment with its article."""
    for corpus in run.corpora:
        for article in corpus.articles:
            for place in range(len(article)):
                yield corpus, article, place


def _damages(run: Run) -> Iterator[tuple[Damaged, str, tuple[str | None, ...]]]:
    """Damaged segments, each with its half and the contexts of its article's lines."""
    most = QUICK if run.quick else PER_HALF
    samples = list(_samples(run))
    for kind in KINDS:
        if run.choice.kinds and not {kind.name, kind.group} & set(run.choice.kinds):
            continue
        random.Random(f"{run.choice.seed} {kind.name}").shuffle(samples)
        counts: Counter[tuple[tuple[str, str], str]] = Counter()
        full = 2 * len({corpus.languages for corpus in run.corpora})
        for corpus, article, place in samples:
            line = article[place]
            if counts[corpus.languages, line.half] == most:
                continue
            texts = tuple((each.source, each.target) for each in article)
            good = Good(line.source, line.target, corpus.languages, texts, place)
            damaged = damage(kind, good, run.choice.seed)
            if damaged:
                counts[corpus.languages, line.half] += 1
                yield damaged, line.half, tuple(each.context for each in article)
                if sum(count == most for count in counts.values()) == full:
                    break


def measure(run: Run) -> tuple[list[Row], list[str]]:
    bench = Bench(run.checks)
    made = list(_damages(run))
    caught = [bench.catch(damaged, contexts) for damaged, _half, contexts in made]
    halves = [half for _damaged, half, _contexts in made]
    theirs = _peers_catches(run, [damaged for damaged, _half, _contexts in made])
    counted = Tally(caught, halves, theirs)
    if run.choice.misses:
        _print_misses(run, caught, halves)
    return _group_rows(counted), [_kind_table(counted)]


class Tally:
    """How many damaged segments were caught, by kind or group, direction and half."""

    def __init__(
        self, caught: Sequence[Catch], halves: Sequence[str], theirs: Sequence[bool] | None
    ) -> None:
        """Count them."""
        groups = {kind.name: kind.group for kind in KINDS}
        self.of: Counter[tuple[str, ...]] = Counter()
        self.ours: Counter[tuple[str, ...]] = Counter()
        self.hinted: Counter[tuple[str, ...]] = Counter()
        self.theirs: Counter[tuple[str, ...]] | None = None if theirs is None else Counter()
        for number, (catch, half) in enumerate(zip(caught, halves, strict=True)):
            for name in (catch.damaged.kind, f"group {groups[catch.damaged.kind]}"):
                key = (name, *catch.damaged.good.languages, half)
                self.of[key] += 1
                self.ours[key] += catch.caught()
                self.hinted[key] += catch.caught(Severity.HINT)
                if self.theirs is not None and theirs is not None:
                    self.theirs[key] += theirs[number]

    def peers(self, key: tuple[str, ...]) -> str:
        """The share that the peer caught, in words."""
        return "" if self.theirs is None else whole(self.theirs[key], self.of[key])


DIRECTIONS = (("uk", "en"), ("en", "uk"))


def _group_rows(counted: Tally) -> list[Row]:
    rows = []
    for group in dict.fromkeys(kind.group for kind in KINDS):
        for direction in DIRECTIONS:
            key = (f"group {group}", *direction, REPORTED)
            tuned = (*key[:3], HALVES[0])
            of = counted.of[key]
            if not of:
                continue
            share = counted.ours[key] / of
            beside = whole(counted.ours[tuned], counted.of[tuned])
            rows.append(
                Row(
                    f"damaged {group} caught, {'→'.join(direction)}",
                    f"{100 * share:.1f} % of {of} (tuning half {beside})",
                    checks_peer.NAME if counted.theirs is not None else "",
                    counted.peers(key),
                    share,
                    AIMS.get(group),
                )
            )
    return rows


def _kind_table(counted: Tally) -> str:
    rows = []
    for kind in KINDS:
        cells: list[str] = []
        for direction in DIRECTIONS:
            key, tuned = ((kind.name, *direction, half) for half in reversed(HALVES))
            of = counted.of[key]
            cells += [
                str(of) if of else "",
                whole(counted.ours[key], of),
                whole(counted.ours[tuned], counted.of[tuned]),
                whole(counted.hinted[key], of),
                counted.peers(key),
            ]
        if any(
            counted.of[kind.name, *direction, half] for direction in DIRECTIONS for half in HALVES
        ):
            rows.append((kind.group, kind.name, *cells))
    columns = [
        f"{way} {column}"
        for way in ("uk→en", "en→uk")
        for column in ("of", "caught", "(tuning half)", "with hints", checks_peer.NAME)
    ]
    title = "Damaged segments caught (error or warning), reporting half, by kind\n\n"
    return title + grid(("group", "kind", *columns), rows)


def _peers_catches(run: Run, made: Sequence[Damaged]) -> list[bool] | None:
    """Whether the peer says of each damaged text what it does not say of the good one."""
    if not run.peer:
        return None
    found = [False] * len(made)
    for language in ("en", "uk"):
        mine = [number for number, each in enumerate(made) if each.good.language == language]
        good = dict.fromkeys((made[n].good.source, made[n].good.target) for n in mine)
        texts = [*good, *((made[number].good.source, made[number].target) for number in mine)]
        if not texts:
            continue
        told = checks_peer.told(run.folder, texts, language).names
        before = dict(zip(good, told, strict=False))
        for number, after in zip(mine, told[len(good) :], strict=True):
            pair = made[number].good
            found[number] = bool(after - before[pair.source, pair.target])
    return found


def _print_misses(run: Run, caught: Sequence[Catch], halves: Sequence[str]) -> None:
    """Print some damaged texts of each kind of which no check said a thing."""
    missed: dict[str, list[Catch]] = defaultdict(list)
    for catch, half in zip(caught, halves, strict=True):
        if run.choice.half in ("", half) and not catch.caught():
            missed[catch.damaged.kind].append(catch)
    for name, mine in missed.items():
        run.show(f"\n## {name}: {len(mine)} missed\n")
        for catch in mine[: run.choice.misses]:
            good = catch.damaged.good
            said = "; ".join(each.message.text("en") for each in catch.findings)
            run.show(f"    {good.source}\n    {good.target}\n  → {catch.damaged.target}")
            run.show(f"    (hint: {said})\n" if said else "")
