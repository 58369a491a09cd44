"""How often checks are wrong about good translations, what they catch, and how fast they are."""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import checks_corpora, checks_peer
from benchmarks.checks_corpora import HALVES, Corpus, Line
from benchmarks.checks_judge import Alarm, Bench, Catch, alarms, seconds_by_check
from benchmarks.damage import KINDS, Damaged, Good, damage
from benchmarks.table import Part, Row, grid
from l10n.checks import Check, EntryCheck, Family, Severity
from l10n.checks.catalogue import CHECKS

SEED = 10
PER_HALF = 100
"""Damaged segments of a kind, direction and half."""
QUICK_ARTICLES, QUICK_DAMAGES = 3, 3
AIM_ALARMS, AIM_PRECISE = 0.02, 0.015
PRECISE = (Family.FACTS, Family.POLARITY, Family.INTEGRITY)
AIMS = {
    "numbers": 0.95,
    "quantities": 0.95,
    "magnitudes": 0.95,
    "dates": 0.95,
    "tags": 0.95,
    "scripts": 0.95,
    "halvings": 0.95,
    "neighbours": 0.9,
    "negations": 0.75,
    "clauses": 0.7,
}
"""The share of each group of damage that is to be caught."""
PARTS = ("alarms", "damage", "machine", "speed")
REPORTED = HALVES[1]


@dataclass(frozen=True, slots=True)
class Choice:
    """What of it is measured: all, or what whoever writes a check wants to see at once."""

    parts: tuple[str, ...] = PARTS
    families: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """Kinds or groups of damage."""
    corpora: tuple[str, ...] = ()
    findings: int = 0
    """So many findings of each check are printed with their texts."""
    misses: int = 0
    """So many damaged texts of each kind that no check caught are printed."""
    half: str = ""
    """Only of these lines are findings and misses printed."""
    profile: bool = False
    alone: bool = False
    """Without the peer."""
    seed: int = SEED

    def chosen(self) -> tuple[Check, ...]:
        """The checks that run."""
        return tuple(
            check
            for check in CHECKS
            if not self.checks or check.name in self.checks
            if not self.families or family(check.name).value in self.families
        )


def family(name: str) -> Family:
    """The family of a check."""
    about = next((getattr(check, "about", None) for check in CHECKS if check.name == name), None)
    return about.family if about else Family.OTHER


def options(parser: argparse.ArgumentParser) -> None:
    """The options of this family of rows."""
    group = parser.add_argument_group("checks", "with --only checks; each may be given repeatedly")
    group.add_argument("--part", action="append", choices=PARTS, help="only this part")
    group.add_argument("--family", action="append", choices=[each.value for each in Family])
    group.add_argument("--check", action="append", metavar="NAME", help="only this check")
    group.add_argument("--kind", action="append", metavar="NAME", help="kind or group of damage")
    group.add_argument("--corpus", action="append", metavar="NAME", help="ntrex, 'flores uk→en', …")
    group.add_argument("--findings", type=int, default=0, metavar="N", help="print N of each check")
    group.add_argument("--misses", type=int, default=0, metavar="N", help="print N of each kind")
    group.add_argument("--half", choices=HALVES, default="", help="print only of this half")
    group.add_argument("--profile", action="store_true", help="the time that each check takes")
    group.add_argument("--alone", action="store_true", help="without pofilter")
    group.add_argument("--seed", type=int, default=SEED)


def choice(given: argparse.Namespace) -> Choice:
    """What those options choose."""
    return Choice(
        parts=tuple(given.part or PARTS),
        families=tuple(given.family or ()),
        checks=tuple(given.check or ()),
        kinds=tuple(given.kind or ()),
        corpora=tuple(given.corpus or ()),
        findings=given.findings,
        misses=given.misses,
        half=given.half,
        profile=given.profile,
        alone=given.alone,
        seed=given.seed,
    )


@dataclass(frozen=True, slots=True)
class Run:
    """What one run works with."""

    folder: Path
    choice: Choice
    checks: tuple[Check, ...]
    corpora: tuple[Corpus, ...]
    quick: bool
    peer: bool
    show: Callable[[str], None]


def measure(folder: Path, *, quick: bool = False, chosen: Choice | None = None) -> Part:
    """Measure what was chosen; corpora that are not there are left out with a word."""
    chosen = chosen or Choice()
    corpora, missing = checks_corpora.human()
    run = Run(
        folder,
        chosen,
        chosen.chosen(),
        tuple(_some(corpora, chosen, quick)),
        quick,
        peer=checks_peer.ready() and not chosen.alone,
        show=lambda text: print(text, file=sys.stdout),
    )
    rows: list[Row] = []
    details: list[str] = []
    if missing:
        rows.append(Row("checks", "", "", note=f"{', '.join(missing)}: not in ../shared/data"))
    for name, part in (("alarms", _alarms), ("damage", _damage), ("machine", _machine)):
        if name in chosen.parts:
            more, tables = part(run)
            rows += more
            details += tables
    if chosen.profile:
        details.append(_profile(run))
    return Part(tuple(rows), _notes(run), tuple(details))


def _some(corpora: Iterable[Corpus], chosen: Choice, quick: bool) -> Iterator[Corpus]:
    for corpus in corpora:
        if chosen.corpora and not any(name in corpus.label for name in chosen.corpora):
            continue
        articles = corpus.articles[:QUICK_ARTICLES] if quick else corpus.articles
        yield Corpus(corpus.name, corpus.languages, articles)


def _percent(count: int, of: int) -> str:
    return f"{100 * count / of:.2f} %" if of else "–"


def _whole(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %" if of else "–"


# --- good translations -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """Segments with a finding among those of a half."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None for no segments."""
        return self.count / self.of if self.of else None

    def __str__(self) -> str:
        return _percent(self.count, self.of)


def _share(corpus: Corpus, found: Iterable[Alarm], half: str) -> Share:
    lines = {alarm.line.index for alarm in found if alarm.line.half == half}
    return Share(len(lines), sum(line.half == half for line in corpus.lines()))


def _graver(found: Iterable[Alarm], least: Severity = Severity.WARNING) -> list[Alarm]:
    levels = (Severity.ERROR,) if least is Severity.ERROR else (Severity.ERROR, Severity.WARNING)
    return [alarm for alarm in found if alarm.finding.severity in levels]


def _alarms(run: Run) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    every: dict[str, list[Alarm]] = {}
    for corpus in run.corpora:
        found = every[corpus.label] = alarms(corpus, run.checks)
        theirs = _peers_share(run, corpus)
        graver = _graver(found)
        precise = [alarm for alarm in graver if family(alarm.finding.check) in PRECISE]
        rows.append(_alarm_row("an error or warning", corpus, graver, AIM_ALARMS, theirs))
        rows.append(_alarm_row("… of facts, polarity, integrity", corpus, precise, AIM_PRECISE))
        rows.append(_alarm_row("an error", corpus, _graver(found, Severity.ERROR), None))
    if run.choice.findings:
        _print_findings(run, [alarm for found in every.values() for alarm in found])
    return rows, [_alarm_table(run, every)]


def _alarm_row(
    what: str, corpus: Corpus, found: list[Alarm], aim: float | None, theirs: str = ""
) -> Row:
    reported, tuned = _share(corpus, found, REPORTED), _share(corpus, found, HALVES[0])
    return Row(
        f"good segments with {what}, {corpus.label}",
        f"{reported} (tuning half {tuned})",
        checks_peer.NAME if theirs else f"{reported.of:,} segments",
        theirs,
        reported.value,
        aim,
        at_most=True,
    )


def _peers_share(run: Run, corpus: Corpus) -> str:
    if not run.peer:
        return ""
    lines = [line for line in corpus.lines() if line.half == REPORTED]
    texts = [(line.source, line.target) for line in lines]
    told = checks_peer.told(run.folder, texts, corpus.languages[1])
    return _percent(sum(bool(names) for names in told.names), len(lines))


def _alarm_table(run: Run, every: dict[str, list[Alarm]]) -> str:
    """Findings by check and level, tuning half + reporting half in each corpus."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for label, found in every.items():
        seen = {
            (alarm.finding.check, alarm.finding.severity.value, alarm.line.half, alarm.line.index)
            for alarm in found
        }
        for check, level, half, _index in seen:
            counts[check, level, label, half] += 1
    labels = list(every)
    rows = []
    for check in run.checks:
        for level in ("error", "warning", "hint"):
            numbers = [
                [counts[check.name, level, label, half] for half in HALVES] for label in labels
            ]
            if any(map(any, numbers)):
                cells = (f"{tuned} + {told}" if tuned or told else "" for tuned, told in numbers)
                rows.append((family(check.name).value, check.name, level, *cells))
    head = ("family", "check", "level", *labels)
    title = "Segments of good translations with a finding: tuning half + reporting half\n\n"
    return title + grid(head, rows)


def _print_findings(run: Run, found: Sequence[Alarm]) -> None:
    """Print some findings of each check, drawn at random, with both texts."""
    by_check: dict[str, list[Alarm]] = defaultdict(list)
    for alarm in found:
        if run.choice.half in ("", alarm.line.half):
            by_check[alarm.finding.check].append(alarm)
    for name, mine in sorted(by_check.items(), key=lambda item: family(item[0]).value):
        chance = random.Random(f"{run.choice.seed} {name}")
        run.show(f"\n## {family(name).value}: {name}, {len(mine)} findings\n")
        for alarm in chance.sample(mine, min(run.choice.findings, len(mine))):
            finding, line = alarm.finding, alarm.line
            where = f"{alarm.corpus}:{line.index + 1} ({line.half} half)"
            run.show(f"{finding.severity.value} {where}: {finding.message.text('en')}")
            run.show(f"    {line.source}\n    {line.target}\n")


# --- damaged translations ----------------------------------------------------------------------


def _samples(run: Run) -> Iterator[tuple[Corpus, tuple[Line, ...], int]]:
    """Every segment with its article."""
    for corpus in run.corpora:
        for article in corpus.articles:
            for place in range(len(article)):
                yield corpus, article, place


def _damages(run: Run) -> Iterator[tuple[Damaged, str, tuple[str | None, ...]]]:
    """Damaged segments, each with its half and the contexts of its article's lines."""
    most = QUICK_DAMAGES if run.quick else PER_HALF
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


def _damage(run: Run) -> tuple[list[Row], list[str]]:
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
        return "" if self.theirs is None else _whole(self.theirs[key], self.of[key])


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
            beside = _whole(counted.ours[tuned], counted.of[tuned])
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
                _whole(counted.ours[key], of),
                _whole(counted.ours[tuned], counted.of[tuned]),
                _whole(counted.hinted[key], of),
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


# --- machine translations ----------------------------------------------------------------------


def _machine(run: Run) -> tuple[list[Row], list[str]]:
    corpora = list(_some(checks_corpora.machine(), run.choice, run.quick))
    if not corpora:
        return [], []
    found = {corpus.label: alarms(corpus, run.checks) for corpus in corpora}
    sizes = {corpus.label: sum(1 for _line in corpus.lines()) for corpus in corpora}
    rows = []
    for each in Family:
        shares = []
        for label, mine in found.items():
            of_family = [alarm for alarm in mine if family(alarm.finding.check) is each]
            graver = {alarm.line.index for alarm in _graver(of_family)}
            hinted = {alarm.line.index for alarm in of_family}
            shares += [_percent(len(graver), sizes[label]), _percent(len(hinted), sizes[label])]
        if any(not share.startswith("0.00") for share in shares):
            rows.append((each.value, *shares))
    columns = [f"{label.split()[0]}{more}" for label in found for more in ("", ", with hints")]
    title = "Segments of machine output (flores uk→en) with a finding, by family\n\n"
    if run.choice.findings:
        _print_findings(run, [alarm for mine in found.values() for alarm in mine])
    return [], [title + grid(("family", *columns), rows)]


# --- speed -------------------------------------------------------------------------------------


def _profile(run: Run) -> str:
    took = seconds_by_check(run.corpora, run.checks)
    total = sum(took.values())
    count = sum(1 for corpus in run.corpora for _line in corpus.lines())
    rows = [
        (
            family(name).value,
            name,
            f"{1e6 * value / count:.1f}",
            _whole(int(1e6 * value), int(1e6 * total)),
        )
        for name, value in sorted(took.items(), key=lambda item: -item[1])
    ]
    title = (
        f"Time by check: {count:,} entries in {total:.2f} s, {count / total:,.0f} entries/s; "
        "what several share is counted with the first\n\n"
    )
    return title + grid(("family", "check", "µs an entry", "share"), rows)


def _notes(run: Run) -> tuple[str, ...]:
    kinds = sum(isinstance(check, EntryCheck) for check in run.checks)
    return (
        f"Checks: {len(run.checks)}, of which {kinds} look at one entry at a time. Good "
        "translations: ntrex by its articles, wmt22 and flores in articles of "
        f"{checks_corpora.ARTICLE} lines; the even lines of a file (from 0) are the tuning half, "
        "the odd ones the reporting half; what is held against an aim is of the reporting half.",
        f"Damage: seed {run.choice.seed}, one defect at a time (`benchmarks/damage`), at most "
        f"{QUICK_DAMAGES if run.quick else PER_HALF} segments a kind, direction and half; caught "
        "where an error or a warning appears in that entry which the undamaged text did not have. "
        "pofilter: its default checks, the language named; caught where one more of them fires.",
    )
