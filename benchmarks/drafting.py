"""What drafting costs beyond decoding: memory of a long run, time lost to the placing of tags."""

import random
import re
from functools import partial
from pathlib import Path

from benchmarks import articles
from benchmarks.model import Size, write_package
from benchmarks.pretranslate import BEAM, grammar, single
from benchmarks.processes import L10N, WORKERS, Ran, Worker, run
from benchmarks.table import Part, Row, interleaved, rate, ratio

SEGMENTS = (2_000, 20_000)
QUICK = (60, 120)
PER_ARTICLE = 50
AIM_MEMORY = 1.3
AIM_LOST = 1.03
TAGGED = 6
"""Every so many-th sentence carries tags, as in the articles of this repository."""
WORKFLOW = """source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["argos"]
"""
_WORD = re.compile(r"\w+")


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure the memory with the bundled package, the time with one of public size."""
    small, large = (_memory(folder / str(count), count) for count in (QUICK if quick else SEGMENTS))
    counts = QUICK if quick else SEGMENTS
    rows = (
        Row(
            "draft with the bundled package, peak memory",
            f"{large.memory / 2**20:.0f} MiB, {counts[1]:,} segments",
            f"the same, {counts[0]:,} segments",
            f"{small.memory / 2**20:.0f} MiB",
            large.memory / small.memory,
            AIM_MEMORY,
            at_most=True,
        ),
        _markup(folder, quick),
    )
    notes = (
        "Draft: the command `l10n sync` on distinct sentences, fifty an article; peak memory is "
        "the largest resident set of the process, model included.",
        f"Tags: the same sentences with and without tags, one in {TAGGED} with one or two pairs "
        "around one to three words; the package of public size with random weights, whose "
        "attention is of no use, so that the dearer ways of placing are taken.",
    )
    return Part(rows, notes)


def _memory(folder: Path, count: int) -> Ran:
    texts = grammar(count)
    for number in range(0, count, PER_ARTICLE):
        path = folder / "articles" / f"a{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(texts[number : number + PER_ARTICLE]) + "\n", "utf-8")
    (folder / "workflows").mkdir()
    (folder / "workflows" / "news.toml").write_text(WORKFLOW, "utf-8")
    return run([*L10N, "sync"], folder=folder, log=folder / "log")


def _markup(folder: Path, quick: bool) -> Row:
    package = folder / "models" / "translate-uk_en-1_0"
    news = single(line for document in articles.documents() for line in document)
    size = Size(layers=1, inner=64, vocabulary=2000) if quick else Size()
    write_package(package, news, size)
    chance = random.Random(3)
    plain = random.Random(1).sample(news, 12 if quick else 192)
    tagged = [
        _with_tags(text, chance) if number % TAGGED == 0 else text
        for number, text in enumerate(plain)
    ]
    pair = {"source": "uk", "target": "en"}
    with Worker([L10N[0], WORKERS / "l10n_pretranslate.py"], log=folder / "log") as worker:
        worker.ask("start", folder=str(package.parent), settings={"beam_size": BEAM})
        took = interleaved(
            {
                "tagged": partial(worker.seconds, "run", texts=tagged, **pair),
                "plain": partial(worker.seconds, "run", texts=plain, **pair),
            },
            1 if quick else 5,
        )
    return Row(
        "draft with tags, size of a public package",
        rate(len(tagged), took["tagged"], "segments"),
        "the same without tags",
        rate(len(plain), took["plain"], "segments"),
        ratio(took["tagged"], took["plain"]),
        AIM_LOST,
        at_most=True,
        note="time, by that without tags",
    )


def _with_tags(text: str, chance: random.Random) -> str:
    """Put one or two pairs of tags around one to three words each, side by side."""
    words = [match.span() for match in _WORD.finditer(text)]
    wanted = chance.choice((1, 1, 2)) if len(words) > 8 else 1
    half = len(words) // wanted
    for number in reversed(range(wanted)):
        first = chance.randrange(number * half, max(number * half + 1, number * half + half - 2))
        last = min(first + chance.randrange(3), len(words) - 1)
        start, end = words[first][0], words[last][1]
        name = f"a{number + 1}"
        text = f"{text[:start]}<{name}>{text[start:end]}</{name}>{text[end:]}"
    return text
