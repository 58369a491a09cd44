"""Sentence boundaries by one scan beside choppa's rules tried one by one, by processor time."""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.articles import NEWS
from benchmarks.table import Part, Row, interleaved, rate, ratio
from l10n.language.sentences import boundaries
from tests import choppa_sentences

ROUNDS = 7
AIM = 10.0
LANGUAGES = {"uk": "uk", "en": "en", "de": "en", "pl": "uk"}
"""Rules, and the language of the news that they are tried on: German and Polish have none here."""
SIZES = {1: "one sentence", 3: "three", 12: "twelve"}

Cut = Callable[[str, str], tuple[int, ...]]


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Cut the same paragraphs both ways in turn, in this process."""
    if not NEWS.is_dir():
        return Part((), ("Sentences: ../shared/data/ntrex is not there.",))
    rows = [
        _row(language, size, rounds=1 if quick else ROUNDS)
        for language in LANGUAGES
        for size in SIZES
    ]
    return Part(
        tuple(rows),
        ("Sentences: the boundaries of both are the same to the character in every paragraph.",),
    )


def _row(language: str, size: int, *, rounds: int) -> Row:
    path = NEWS / f"news.{LANGUAGES[language]}.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    texts = [" ".join(lines[at : at + size]) for at in range(0, len(lines), size)]
    found = [boundaries(text, language) for text in texts]
    count = len(texts) + sum(map(len, found))
    same = found == [choppa_sentences.boundaries(text, language) for text in texts]
    seconds = interleaved(
        {
            "ours": lambda: _spent(boundaries, texts, language),
            "rules": lambda: _spent(choppa_sentences.boundaries, texts, language),
        },
        rounds,
    )
    return Row(
        what=f"sentence boundaries ({language}), paragraphs of {SIZES[size]}",
        ours=rate(count, seconds["ours"], "sentences"),
        beside="choppa's rules one by one",
        theirs=rate(count, seconds["rules"], "sentences"),
        ratio=ratio(seconds["rules"], seconds["ours"]),
        aim=AIM,
        note="" if same else "OTHER BOUNDARIES",
    )


def _spent(cut: Cut, texts: list[str], language: str) -> float:
    start = time.process_time()
    for text in texts:
        cut(text, language)
    return time.process_time() - start
