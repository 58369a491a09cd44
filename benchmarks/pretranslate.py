"""Segments/s of pretranslation, beside Argos Translate and beside CTranslate2 alone."""

import random
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import articles, peers
from benchmarks.model import Size, write_package
from benchmarks.processes import L10N, ROOT, WORKERS, Worker, environment
from benchmarks.table import Part, Row, interleaved, rate, ratio

BUNDLED = ROOT / "l10n" / "bundled"
BEAM = 4
"""Argos Translate's own; the demonstration model wishes for less, which would be no comparison."""
BATCH = 1024
AIM_DEFAULT, AIM_ONE_THREAD, AIM_BARE = 10.0, 2.5, 0.97


@dataclass(frozen=True, slots=True)
class Case:
    """A package, and the segments to translate with it."""

    name: str
    folder: Path
    """The folder in which the package's own folder stands."""
    package: Path
    texts: tuple[str, ...]
    few: int
    """How many of them Argos Translate gets, one by one."""
    rounds: int


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure with the bundled package and with one of the size of the public packages."""
    rows: list[Row] = []
    notes: list[str] = []
    for case in cases(folder, quick):
        if not (case.package / "metadata.json").is_file():
            rows.append(Row(f"pretranslate, {case.name}", "", "", note="no bundled package"))
            continue
        rows += _rows(case, folder, notes)
    notes.append(
        "Pretranslate: the whole step, catalogs of ten segments in, catalogs with drafts out, "
        "models loaded before; the same package and texts, beam size "
        f"{BEAM} for all. *Argos Translate*: `argostranslate.translate.translate` for each "
        "segment; its sentence splitters (stanza, minisbd), which would need models from the "
        "network, are stood in for by one that takes no time and finds one sentence, which every "
        "segment is. *CTranslate2*: one `translate_batch` over the same tokens with the same "
        "options, nothing else. The package of public size has random weights (6+6 layers, 512, "
        "vocabulary of 32,000, int8), and writes as many pieces as it reads."
    )
    return Part(tuple(rows), tuple(notes))


def cases(folder: Path, quick: bool) -> tuple[Case, ...]:
    package = folder / "models" / "translate-uk_en-1_0"
    size = Size(layers=1, inner=64, vocabulary=2000) if quick else Size()
    news = single(line for document in articles.documents() for line in document)
    write_package(package, news, size)
    drawn = random.Random(1).sample(news, 12 if quick else 128)
    public = Case("size of a public package", package.parent, package, tuple(drawn), 10, 2)
    demo = BUNDLED / "translate-uk_en-demo"
    if quick:
        return (public,)
    return (Case("bundled package", BUNDLED, demo, grammar(2_400), 200, 3), public)


def single(lines: object) -> list[str]:
    """Keep the lines that are one sentence, so that all sides translate the same."""
    from l10n.language.sentences import sentences

    return [line for line in lines if len(sentences(line, "uk")) == 1]


def grammar(count: int) -> tuple[str, ...]:
    """Draw distinct sentences, without tags, from the grammar of the bundled package."""
    sys.path.append(str(ROOT / "training"))
    from demomodel.grammar import sample

    rng = random.Random(20260314)
    found: dict[str, None] = {}
    while len(found) < count:
        text = sample(rng).uk
        if "<" not in text:
            found.setdefault(text)
    return tuple(found)


def _rows(case: Case, folder: Path, notes: list[str]) -> list[Row]:
    log = folder / "log"
    few = random.Random(2).sample(case.texts, case.few)
    pair = {"source": "uk", "target": "en"}
    with ExitStack() as stack:

        def worker(
            python: str | Path, script: str, variables: Mapping[str, str] | None = None
        ) -> Worker:
            command = [python, WORKERS / script]
            return stack.enter_context(Worker(command, log=log, variables=variables))

        own = worker(L10N[0], "l10n_pretranslate.py")
        own.ask("start", folder=str(case.folder), settings={"beam_size": BEAM})
        bare = worker(L10N[0], "bare_decode.py")
        _start_bare(bare, case)
        sides = {
            "l10n": partial(own.seconds, "run", texts=case.texts, **pair),
            "CTranslate2": partial(bare.seconds, "run"),
        }
        per_segment: dict[str, Worker] = {}
        if peers.ready():
            for name, more in (("default", {}), ("one", {"ARGOS_INTRA_THREADS": "1"})):
                side = worker(peers.PYTHON, "argos_translate.py", _upstream(folder, case, more))
                per_segment[name] = side
                sides[name] = partial(side.seconds, "run", texts=few, **pair)
        took = interleaved(sides, case.rounds)
        if per_segment:
            notes.append(_agreement(case, few, own, per_segment["default"], pair))
    return _table(case, took)


def _start_bare(bare: Worker, case: Case) -> None:
    options = {
        "batch_type": "tokens",
        "max_batch_size": BATCH,
        "beam_size": BEAM,
        "length_penalty": 0.2,
        "replace_unknowns": True,
        "max_input_length": 0,
        "max_decoding_length": 512,
    }
    from l10n.engines.argos.settings import ArgosSettings

    threads = ArgosSettings().cores()
    folder = str(case.package)
    bare.ask("start", folder=folder, texts=case.texts, threads=threads, options=options)


def _upstream(folder: Path, case: Case, more: Mapping[str, str]) -> dict[str, str]:
    """Point Argos Translate at the package, and at folders of its own to write into."""
    home = folder / "argos"
    homes = {f"XDG_{kind}_HOME": str(home) for kind in ("DATA", "CONFIG", "CACHE")}
    return environment(PYTHONPATH="", ARGOS_PACKAGES_DIR=str(case.folder), **homes, **more)


def _table(case: Case, took: Mapping[str, tuple[float, ...]]) -> list[Row]:
    what = f"pretranslate, {case.name}"
    own = rate(len(case.texts), took["l10n"], "segments")
    rows = []
    for key, name, aim in (
        ("default", "Argos Translate, defaults", AIM_DEFAULT),
        ("one", "Argos Translate, one intra-thread", AIM_ONE_THREAD),
    ):
        if key in took:
            theirs = rate(case.few, took[key], "segments")
            rows.append(
                Row(
                    what,
                    own,
                    name,
                    theirs,
                    ratio(took[key], took["l10n"]) * len(case.texts) / case.few,
                    aim,
                )
            )
    theirs = rate(len(case.texts), took["CTranslate2"], "segments")
    bare = ratio(took["CTranslate2"], took["l10n"])
    rows.append(Row(what, own, "CTranslate2, bare", theirs, bare, AIM_BARE))
    return rows


def _agreement(
    case: Case, few: Sequence[str], own: Worker, upstream: Worker, pair: Mapping[str, str]
) -> str:
    """Say how many drafts both sides have alike."""
    ours = own.ask("run", texts=few, **pair)["drafts"]
    theirs = upstream.ask("run", texts=few, **pair)["drafts"]
    assert isinstance(ours, list)
    assert isinstance(theirs, list)
    alike = sum(map(str.__eq__, ours, theirs))
    empty = ours.count("")
    return (
        f"Pretranslate, {case.name}: {len(case.texts):,} segments for l10n and CTranslate2, "
        f"{len(few):,} of them for Argos Translate; of these {alike:,} drafts read alike, and "
        f"l10n left {empty:,} empty."
    )
