"""How often checks are wrong about good translations, what they catch, and how fast they are."""

import argparse
import sys
from pathlib import Path

from benchmarks import checks_alarms, checks_corpora, checks_damage, checks_peer, checks_speed
from benchmarks.checks_corpora import HALVES
from benchmarks.checks_run import PARTS, SEED, Choice, Run, some
from benchmarks.checks_speed import DRAFTED, ENTRIES
from benchmarks.table import Part, Row
from l10n.checks import EntryCheck, Family

MEASURES = {
    "alarms": checks_alarms.measure,
    "damage": checks_damage.measure,
    "machine": checks_alarms.measure_machine,
    "speed": checks_speed.measure,
}


def options(parser: argparse.ArgumentParser) -> None:
    """The options of this family of rows."""
    group = parser.add_argument_group("checks", "with --only checks; each may be given repeatedly")
    group.add_argument("--part", action="append", choices=PARTS, help="only this part")
    group.add_argument("--family", action="append", choices=[each.value for each in Family])
    group.add_argument("--check", action="append", metavar="NAME", help="only this check")
    group.add_argument("--kind", action="append", metavar="NAME", help="kind or group of damage")
    group.add_argument("--corpus", action="append", metavar="NAME", help="ntrex, 'flores uk→en', …")
    group.add_argument("--findings", type=int, default=0, metavar="N", help="print N of a family")
    group.add_argument("--hints", action="store_true", help="… hints among them")
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
        hints=given.hints,
        misses=given.misses,
        half=given.half,
        profile=given.profile,
        alone=given.alone,
        seed=given.seed,
    )


def measure(folder: Path, *, quick: bool = False, chosen: Choice | None = None) -> Part:
    """Measure what was chosen; corpora that are not there are left out with a word."""
    chosen = chosen or Choice()
    corpora, missing = checks_corpora.human()
    run = Run(
        folder,
        chosen,
        chosen.chosen(),
        tuple(some(corpora, chosen, quick)),
        quick,
        peer=checks_peer.ready() and not chosen.alone,
        show=lambda text: print(text, file=sys.stdout),
    )
    rows: list[Row] = []
    details: list[str] = []
    if missing:
        rows.append(Row("checks", "", "", note=f"{', '.join(missing)}: not in ../shared/data"))
    for name in chosen.parts:
        more, tables = MEASURES[name](run)
        rows += more
        details += tables
    if chosen.profile:
        details.append(checks_speed.profile(run))
    return Part(tuple(rows), _notes(run), tuple(details))


def _notes(run: Run) -> tuple[str, ...]:
    kinds = sum(isinstance(check, EntryCheck) for check in run.checks)
    most = checks_damage.QUICK if run.quick else checks_damage.PER_HALF
    return (
        f"Checks: {len(run.checks)}, of which {kinds} look at one entry at a time. Good "
        "translations: ntrex by its articles, wmt22 and flores in articles of "
        f"{checks_corpora.ARTICLE} lines; the even lines of a file (from 0) are the tuning half, "
        "the odd ones the reporting half; what is held against an aim is of the reporting half.",
        f"Damage: seed {run.choice.seed}, one defect at a time (`benchmarks/damage`), at most "
        f"{most} segments a kind, direction and half; caught "
        "where an error or a warning appears in that entry which the undamaged text did not have. "
        "pofilter: its default checks, the language named; caught where one more of them fires.",
        "Speed: articles and catalogs in memory, no file read or written, each side a process that "
        f"stays, seconds of a processor; the entries of all corpora, repeated to {ENTRIES:,}. "
        f"Drafted are {DRAFTED} sentences of the demonstration grammar, which the bundled model "
        "knows (it leaves real news empty); their time stands for that of as many as are checked.",
    )
