"""The training, held-out and article sentences, each drawn with a fixed seed."""

from __future__ import annotations

import csv
import html
import random
import re
from functools import cache
from pathlib import Path

from demomodel.grammar import Pair, Pattern, labels, patterns, sample, untagged
from demomodel.numbers import NUMBERS
from demomodel.patterns import PATTERNS
from demomodel.vocabulary import CLOSED

REPOSITORY = Path(__file__).resolve().parents[2]
ARTICLES = REPOSITORY / "articles"
PACKAGE = REPOSITORY / "l10n" / "bundled" / "translate-uk_en-demo"
HELD_OUT = 1000
HELD_OUT_TAGGED = 300
SEED = 20260301
FEW = (
    50  # patterns with fewer combinations are not held out: nothing of them would be left to learn
)

_MARKUP = (
    (re.compile(r"\[\^\w+\]"), ""),  # footnote marks
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),  # links and images
    (re.compile(r"<(?:meta|img)[^>]*?(?:content|alt)=\"([^\"]*)\"[^>]*>"), r" \1 "),
    (re.compile(r"<[^>]*>"), ""),
    (re.compile(r"\*+"), ""),
    (re.compile(r"^[>#\-|]+", re.MULTILINE), " "),
)
_UNTRANSLATED = re.compile(r"<(code|span)( translate=\"no\")?>.*?</\1>")  # read as <1/>


@cache
def article_text() -> str:
    """All articles as one text without markup, normalised as `untagged` does."""
    texts = []
    for path in sorted(ARTICLES.rglob("*")):
        if path.suffix not in (".md", ".html", ".txt"):
            continue
        raw = html.unescape(path.read_text(encoding="utf-8"))
        for text in (raw, _UNTRANSLATED.sub("", raw)):
            bare = text
            for pattern, kept in _MARKUP:
                bare = pattern.sub(kept, bare)
            texts.append(bare)
        texts.append(raw)
    return untagged("\n".join(texts))


@cache
def listed_text() -> str:
    """The sentences of `articles.tsv` as one text, normalised as `untagged` does."""
    return untagged("\n".join(source for source, _ in article_sentences()))


def _stands_in(uk: str, text: str) -> bool:
    bare = untagged(uk)
    return bare in text and bool(re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", text))


def in_articles(uk: str) -> bool:
    """Whether a sentence, tags aside, stands in any article as whole words."""
    return _stands_in(uk, article_text()) or _stands_in(uk, listed_text())


@cache
def combinations(pattern: Pattern) -> int:
    """How many sentences a pattern makes, numbers counted as a hundred values."""
    total = 1
    for label in labels(pattern):
        category = label.rstrip("0123456789")
        if category in PATTERNS:
            total *= sum(combinations(inner) for inner in patterns(category))
        elif category in NUMBERS:
            total *= 100
        elif category in CLOSED:
            total *= len(CLOSED[category])
    return total


@cache
def held_out() -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """The 1,000 plain and 300 tagged pairs that training never sees, none from `articles.tsv`.

    They do not depend on the files in `articles/`, so that a new article leaves them as they are.
    """
    rng = random.Random(SEED)
    many = {p.text for c in ("sentence", "fragment") for p in patterns(c) if combinations(p) >= FEW}
    seen: set[str] = set()
    sets = []
    for size, tagged in ((HELD_OUT, 0.0), (HELD_OUT_TAGGED, 1.0)):
        chosen: list[Pair] = []
        while len(chosen) < size:
            pair = sample(rng, tagged)
            bare = untagged(pair.uk)
            if pair.pattern in many and bare not in seen and not _stands_in(bare, listed_text()):
                seen.add(bare)
                chosen.append(pair)
        sets.append(tuple(chosen))
    return sets[0], sets[1]


def training(draws: int, tagged: float) -> list[Pair]:
    """The training pairs of so many draws, without repeats, held-out and article sentences."""
    rng = random.Random(SEED + 1)
    plain, marked = held_out()
    barred = {untagged(pair.uk) for pair in (*plain, *marked)}
    verdicts: dict[str, bool] = {}
    chosen: dict[str, Pair] = {}
    for _ in range(draws):
        pair = sample(rng, tagged)
        bare = untagged(pair.uk)
        if bare not in verdicts:
            verdicts[bare] = bare not in barred and not in_articles(bare)
        if verdicts[bare]:
            chosen.setdefault(pair.uk, pair)
    return list(chosen.values())


def article_sentences() -> list[tuple[str, str]]:
    """The segments of the articles with their expected English, tags included."""
    path = REPOSITORY / "training" / "articles.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row[0], row[1]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
