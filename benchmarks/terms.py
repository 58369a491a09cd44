"""How fast terms are found, beside drafting the same number of segments with the bundled model."""

import random
import re
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.pretranslate import BUNDLED, grammar
from benchmarks.processes import L10N, ROOT, WORKERS, FailedError, Worker
from benchmarks.table import Part, Row, interleaved, rate, ratio
from l10n.language.inflection import lemma

TERMS = SEGMENTS = 10_000
DRAFTED = 500
QUICK, QUICK_DRAFTED = 200, 20
ROUNDS = 3
AIM = 0.1
PACKAGE = "translate-uk_en-demo"
DATA = ROOT.parent / "shared" / "data"
FILES = {
    "uk": ("ntrex/news.uk.txt", "wmt22-uk-en/source.uk.txt", "flores-dev-uk-en/uk.txt"),
    "en": ("ntrex/news.en.txt", "wmt22-uk-en/reference.en.txt", "flores-dev-uk-en/en.txt"),
}
_EVERYDAY = 0.01
"""Share of the segments from which on a word that stands in them is no term."""
_WORD = re.compile(r"[^\W\d_]{3,}(?:['’ʼ][^\W\d_]+)*")
_BETWEEN = re.compile(r"[^\W\d_]{3,} [^\W\d_]{3,}(?: [^\W\d_]{3,})?")


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Find terms in real news, each side in a process that stays; drafting is of its own texts."""
    rows, notes = [], []
    for language, files in FILES.items():
        texts = [
            line
            for name in files
            if (DATA / name).is_file()
            for line in (DATA / name).read_text("utf-8").splitlines()
        ]
        if not texts:
            continue
        count = QUICK if quick else SEGMENTS
        texts = (texts * (count // len(texts) + 1))[:count]
        terms = glossary(texts, QUICK if quick else TERMS, language)
        rows.append(_row(language, terms, texts, folder, quick))
    if rows:
        notes.append(
            "Terms: half single words in their dictionary form, those left out that stand in one "
            "segment of a hundred and more, and half sequences of two or three words of the texts, "
            "drawn with a fixed seed, made ready anew in each round; real news, some 110 "
            "characters a segment, with several terms in each."
        )
    return Part(tuple(rows), tuple(notes))


def glossary(texts: list[str], count: int, language: str) -> list[str]:
    """Terms that stand in texts: words in their dictionary form, words that stand side by side."""
    rng = random.Random(20261128)
    found = Counter(word for text in texts for word in set(_WORD.findall(text)))
    everyday = max(2, int(_EVERYDAY * len(texts)))
    words = sorted({lemma(word, language) for word, number in found.items() if number < everyday})
    phrases = sorted({phrase for text in texts for phrase in _BETWEEN.findall(text)})
    single = rng.sample(words, min(len(words), count // 2))
    return [*single, *rng.sample(phrases, min(len(phrases), count - len(single)))]


def _row(language: str, terms: list[str], texts: list[str], folder: Path, quick: bool) -> Row:
    what = f"{len(terms):,} terms found in {len(texts):,} segments ({language}), processor time"
    drafted = grammar(QUICK_DRAFTED if quick else DRAFTED)
    with ExitStack() as stack:
        log = folder / "log"
        ours = stack.enter_context(Worker([L10N[0], str(WORKERS / "l10n_terms.py")], log=log))
        ours.ask("start", terms=terms, texts=texts, source=language)
        measures = {"ours": partial(ours.seconds, "run")}
        if (BUNDLED / PACKAGE).is_dir():
            command = [L10N[0], str(WORKERS / "l10n_pretranslate.py")]
            drafting = stack.enter_context(Worker(command, log=log))
            drafting.ask("start", folder=str(BUNDLED), settings={})
            measures["drafting"] = partial(_draft, drafting, drafted)
        took = interleaved(measures, 1 if quick else ROUNDS)
    own = rate(len(texts), took["ours"], "segments")
    beside = "drafting as many with the bundled model"
    if "drafting" not in took:
        return Row(what, own, beside, note="no model is bundled")
    whole = [seconds * len(texts) / len(drafted) for seconds in took["drafting"]]
    return Row(
        what,
        own,
        beside,
        rate(len(drafted), took["drafting"], "segments"),
        ratio(took["ours"], whole),
        AIM,
        at_most=True,
        note="time, by that of drafting",
    )


def _draft(worker: Worker, texts: tuple[str, ...]) -> float:
    """The seconds of a processor that drafting takes; raises FailedError if it drafts nothing."""
    answer = worker.ask("run", texts=texts, source="uk", target="en")
    if not any(answer["drafts"]):
        raise FailedError("the bundled model drafts none of its own sentences")
    return float(answer["processor"])
