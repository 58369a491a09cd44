"""How fast the text is found that a changed one was before: Cyrillic beside Latin."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.table import Part, Row, interleaved, rate, ratio
from l10n.steps.similar import Pool

CYRILLIC = "абвгґдеєжзиіїйклмнопрстуф"
LATIN = str.maketrans(CYRILLIC, "abcdefghijklmnopqrstuvwxy")
TEXTS, QUICK = 1_500, 60
ROUNDS = 9
AIM = 0.5


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Look for edited texts among all; both alphabets in turn."""
    chance = random.Random(1)
    count = QUICK if quick else TEXTS
    texts = [
        " ".join("".join(chance.choices(CYRILLIC, k=7)) for _ in range(18)) for _ in range(count)
    ]
    edited = [text[:60] + "тут" + text[70:] for text in texts[::10]]
    plain = [text.translate(LATIN) for text in texts]
    plainly = [text.translate(LATIN) for text in edited]
    found = interleaved(
        {
            "cyrillic": lambda: _seconds(texts, edited),
            "latin": lambda: _seconds(plain, plainly),
        },
        1 if quick else ROUNDS,
    )
    row = Row(
        "changed text found, Cyrillic",
        rate(len(edited), found["cyrillic"], "texts"),
        "Latin",
        rate(len(edited), found["latin"], "texts"),
        ratio(found["latin"], found["cyrillic"]),
        AIM,
    )
    return Part((row,), (f"Changed texts: {len(edited)} edited ones among {count:,}.",))


def _seconds(texts: Sequence[str], edited: Sequence[str]) -> float:
    pool = Pool((None, text) for text in texts)
    start = time.process_time()
    for text in edited:
        pool.best((None, text))
    return time.process_time() - start
