"""What checks say of good translations, and of those that machines made."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks import checks_corpora, checks_peer
from benchmarks.checks_corpora import HALVES, Corpus
from benchmarks.checks_judge import Alarm, alarms
from benchmarks.checks_run import REPORTED, Run, family, percent, some
from benchmarks.table import Row, grid
from l10n.checks import Family, Severity

AIM_ALARMS, AIM_PRECISE = 0.02, 0.015
PRECISE = (Family.FACTS, Family.POLARITY, Family.INTEGRITY)


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
        return percent(self.count, self.of)


def _share(corpus: Corpus, found: Iterable[Alarm], half: str) -> Share:
    lines = {alarm.line.index for alarm in found if alarm.line.half == half}
    return Share(len(lines), sum(line.half == half for line in corpus.lines()))


def _graver(found: Iterable[Alarm], least: Severity = Severity.WARNING) -> list[Alarm]:
    levels = (Severity.ERROR,) if least is Severity.ERROR else (Severity.ERROR, Severity.WARNING)
    return [alarm for alarm in found if alarm.finding.severity in levels]


def measure(run: Run) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    every: dict[str, list[Alarm]] = {}
    peers: dict[str, tuple[int, Counter[str]]] = {}
    for corpus in run.corpora:
        found = every[corpus.label] = alarms(corpus, run.checks)
        theirs = ""
        if run.peer:
            size, wrong, names = _peers_alarms(run, corpus)
            theirs = percent(wrong, size)
            peers[corpus.label] = (size, names)
        graver = _graver(found)
        precise = [alarm for alarm in graver if family(alarm.finding.check) in PRECISE]
        rows.append(_alarm_row("an error or warning", corpus, graver, AIM_ALARMS, theirs))
        rows.append(_alarm_row("… of facts, polarity, integrity", corpus, precise, AIM_PRECISE))
        rows.append(_alarm_row("an error", corpus, _graver(found, Severity.ERROR), None))
    if run.choice.findings:
        _print_findings(run, [alarm for found in every.values() for alarm in found])
    tables = [_family_table(run, every), _alarm_table(run, every)]
    return rows, [*tables, _peers_table(peers)] if peers else tables


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


def _peers_alarms(run: Run, corpus: Corpus) -> tuple[int, int, Counter[str]]:
    """Segments of the reporting half; those that the peer says something of; by its checks."""
    lines = [line for line in corpus.lines() if line.half == REPORTED]
    texts = [(line.source, line.target) for line in lines]
    told = checks_peer.told(run.folder, texts, corpus.languages[1])
    names = Counter(name for each in told.names for name in each)
    return len(lines), sum(map(bool, told.names)), names


def _peers_table(peers: dict[str, tuple[int, Counter[str]]]) -> str:
    every: Counter[str] = Counter()
    for _size, names in peers.values():
        every += names
    rows = [
        (
            name,
            *(percent(names[name], size) if names[name] else "" for size, names in peers.values()),
        )
        for name, _count in every.most_common()
    ]
    title = (
        f"Good segments of which {checks_peer.NAME} says something, reporting half, by its check"
    )
    return f"{title}\n\n" + grid(("check", *peers), rows)


def _family_table(run: Run, every: dict[str, list[Alarm]]) -> str:
    """The share of each family: segments with an error or warning."""
    rows = []
    for each in Family:
        shares = []
        for corpus in run.corpora:
            mine = [alarm for alarm in _graver(every[corpus.label]) if _is_of(alarm, each)]
            tuned, reported = (_share(corpus, mine, half) for half in HALVES)
            shares.append(f"{reported} ({tuned})" if mine else "")
        if any(shares):
            rows.append((each.value, *shares))
    title = "Good segments with an error or warning, by family: reporting half (tuning half)\n\n"
    return title + grid(("family", *every), rows)


def _is_of(alarm: Alarm, which: Family) -> bool:
    return family(alarm.finding.check) is which


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
    """Print some findings of each family, drawn at random, with both texts."""
    by_family: dict[str, list[Alarm]] = defaultdict(list)
    for alarm in found if run.choice.hints else _graver(found):
        if run.choice.half in ("", alarm.line.half):
            by_family[family(alarm.finding.check).value].append(alarm)
    for name, mine in by_family.items():
        chance = random.Random(f"{run.choice.seed} {name}")
        run.show(f"\n## {name}: {len(mine)} findings\n")
        for alarm in chance.sample(mine, min(run.choice.findings, len(mine))):
            finding, line = alarm.finding, alarm.line
            where = f"{alarm.corpus}:{line.index + 1} ({line.half} half)"
            what = f"{finding.check} {finding.severity.value}"
            run.show(f"{what}, {where}: {finding.message.text('en')}")
            run.show(f"    {line.source}\n    {line.target}\n")


def measure_machine(run: Run) -> tuple[list[Row], list[str]]:
    corpora = list(some(checks_corpora.machine(), run.choice, run.quick))
    if not corpora:
        return [], []
    found = {corpus.label: alarms(corpus, run.checks) for corpus in corpora}
    sizes = {corpus.label: sum(1 for _line in corpus.lines()) for corpus in corpora}
    rows = []
    for each in Family:
        shares = []
        for label, mine in found.items():
            of_family = [alarm for alarm in mine if _is_of(alarm, each)]
            graver = {alarm.line.index for alarm in _graver(of_family)}
            hinted = {alarm.line.index for alarm in of_family}
            shares += [percent(len(graver), sizes[label]), percent(len(hinted), sizes[label])]
        if any(not share.startswith("0.00") for share in shares):
            rows.append((each.value, *shares))
    columns = [f"{label.split()[0]}{more}" for label in found for more in ("", ", with hints")]
    title = "Segments of machine output (flores uk→en) with a finding, by family\n\n"
    if run.choice.findings:
        _print_findings(run, [alarm for mine in found.values() for alarm in mine])
    return [], [title + grid(("family", *columns), rows)]
