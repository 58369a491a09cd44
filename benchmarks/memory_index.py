"""How surely and how fast the translation memory finds the best match among many entries.

The truth is comparing a query with every entry (rapidfuzz); SQLite's own full-text indexes, whose
50 best rows are compared likewise, stand beside.
"""

import argparse
import random
import re
import sqlite3
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks.memory_texts import DENSE, Editor, filled, real
from benchmarks.table import Part, Row
from l10n.memory import LEAST, Place, Query
from l10n.memory.sqlite import SqliteMemory
from l10n.memory.text import normal
from l10n.model.markup import Tagged
from l10n.model.unit import Unit

ENTRIES, QUICK = 30_000, 500
EACH, QUICK_EACH = 40, 4
"""Queries of each kind."""
SURE, HARD = 0.99, 0.98
"""Shares of ordinary and of hard edits whose best match is to be found."""
LANGUAGES = ("uk", "en", "de", "ja", "zh")
INTO = "fr"
ORDINARY = "words"
"""The kind of edits that are no hard ones."""
_FILE = 50_000
_ROWS = 50
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, its kind, and the similarity of the best entry."""

    kind: str
    text: str
    best: int


def options(parser: argparse.ArgumentParser) -> None:
    """Let the texts of the memory be named."""
    parser.add_argument("--texts", type=Path, help="a folder of <language>.txt for memory-index")
    parser.add_argument("--entries", type=int, help="how many entries memory-index has")
    parser.add_argument("--each", type=int, help="how many queries of each kind it asks")


def measure(
    folder: Path,
    *,
    quick: bool = False,
    texts: Path | None = None,
    entries: int | None = None,
    each: int | None = None,
) -> Part:
    """Measure every language of which there are texts."""
    count = QUICK if quick else entries or ENTRIES
    number = QUICK_EACH if quick else each or EACH
    rows: list[Row] = []
    notes: list[str] = []
    for language in LANGUAGES:
        sentences = real(language, texts)
        if not sentences:
            continue
        every = filled(sentences, language, count)
        found, note = _language(folder / language, language, (every, sentences), number)
        rows += found
        notes.append(note)
    notes.append(
        "`memory-index`: found is the share of queries whose best entry, of 75 % and more, is "
        "found; ordinary edits change one to three words; hard ones are typos, endings, 75–80 %, "
        "the rarest word. Beside is the processor's time of comparing with all entries of a "
        "fitting length (rapidfuzz), and of FTS5, whose 50 best rows are compared."
    )
    return Part(tuple(rows), tuple(notes))


def _language(
    folder: Path, language: str, texts: tuple[Sequence[str], Sequence[str]], each: int
) -> tuple[list[Row], str]:
    every, sentences = texts
    start = time.process_time()
    memory = _memory(folder, language, every)
    seconds = time.process_time() - start
    asked, brute = _truth(language, every, sentences, each)
    search = partial(_searched, memory, language)
    _timed(search, asked)
    ours = _timed(search, asked)
    rows = [
        _share(language, asked, ours[0], hard=False),
        _share(language, asked, ours[0], hard=True),
        _faster(language, ours[1], "comparing all", brute),
    ]
    own = min(len(sentences), len(every))
    told = [f"`{language}`: {own:,} real sentences of {len(every):,} entries"]
    for name, peer in _peers(every, language).items():
        theirs = _timed(peer, asked)
        rows.append(_faster(language, ours[1], name, theirs[1]))
        told.append(f"{name} finds {_recall(asked, theirs[0]):.3f}")
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    memory.close()
    told.append(f"put in at {len(every) / seconds:,.0f} entries a second of CPU, {size:.0f} MB")
    return rows, "; ".join(told) + "."


def _memory(folder: Path, language: str, texts: Sequence[str]) -> SqliteMemory:
    memory = SqliteMemory(folder / "memory.sqlite")
    for start in range(0, len(texts), _FILE):
        some = texts[start : start + _FILE]
        # The target is as long as most are, and of no matter.
        units = (Unit(Tagged(text), text[::-1], language, INTO) for text in some)
        memory.put(Place("file", f"{start}.tmx"), units, "1")
    assert memory.failure is None
    return memory


def _truth(
    language: str, every: Sequence[str], sentences: Sequence[str], each: int
) -> tuple[list[Asked], list[float]]:
    """Queries with the similarity of the best entry of all; seconds of each."""
    editor, chance = Editor(sentences, language), random.Random(11)
    texts = sorted(map(normal, every), key=len)
    lengths = list(map(len, texts))
    known = set(every)
    shortest = 12 if language in DENSE else 20
    base = [text for text in every[: len(sentences)] if len(text) >= shortest]
    asked: list[Asked] = []
    seconds: list[float] = []
    for kind, edit in editor.kinds.items():
        wanted = len(asked) + each
        for _try in range(20 * each):
            query = edit(chance.choice(base))
            if len(asked) == wanted or not query.strip() or query in known:
                continue
            start = time.process_time()
            text = normal(query)
            low = bisect_left(lengths, int(len(text) * LEAST / 100))
            high = bisect_right(lengths, int(len(text) * 100 / LEAST) + 1)
            best = _best(text, texts[low:high])
            if best:
                seconds.append(time.process_time() - start)
                asked.append(Asked(kind, query, best))
    return asked, seconds


def _best(text: str, texts: Iterable[str]) -> int:
    """The similarity of the likest of some texts, in percent; 0 below the least."""
    scorer = Levenshtein.normalized_similarity
    found = process.extractOne(text, texts, scorer=scorer, score_cutoff=LEAST / 100)
    if found is None:
        return 0
    longer = max(len(found[0]), len(text))
    return 100 * (longer - Levenshtein.distance(found[0], text)) // longer


def _timed(search: Callable[[str], int], asked: Sequence[Asked]) -> tuple[list[int], list[float]]:
    """What was found for each query, and in how many seconds of CPU."""
    found: list[int] = []
    seconds: list[float] = []
    for each in asked:
        start = time.process_time()
        found.append(search(each.text))
        seconds.append(time.process_time() - start)
    return found, seconds


def _searched(memory: SqliteMemory, language: str, text: str) -> int:
    matches = memory.search([Query(Tagged(text), language, INTO)])[0]
    return max((match.similarity for match in matches), default=0)


def _peers(texts: Sequence[str], language: str) -> dict[str, Callable[[str], int]]:
    """SQLite's own indexes; that of words only for languages that part them."""
    found = {"FTS5 trigram": _full_text(texts, "trigram", _trigrams)}
    if language not in DENSE:
        found["FTS5 bm25"] = _full_text(texts, "unicode61", _WORD.findall)
    return found


def _full_text(
    texts: Sequence[str], tokens: str, parts: Callable[[str], Iterable[str]]
) -> Callable[[str], int]:
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE entry USING fts5 (text, tokenize = '{tokens}')")
    db.executemany("INSERT INTO entry VALUES (?)", ((normal(text),) for text in texts))

    def search(query: str) -> int:
        text = normal(query)
        quoted = ('"' + part.replace('"', '""') + '"' for part in dict.fromkeys(parts(text)))
        words = " OR ".join(quoted)
        rows = db.execute(
            "SELECT text FROM entry WHERE entry MATCH ? ORDER BY bm25(entry) LIMIT ?",
            (words, _ROWS),
        )
        return _best(text, [found for (found,) in rows])

    return search


def _trigrams(text: str) -> list[str]:
    return [text[place : place + 3] for place in range(len(text) - 2)]


def _recall(asked: Sequence[Asked], found: Sequence[int]) -> float:
    return sum(got >= each.best for each, got in zip(asked, found, strict=True)) / len(asked)


def _share(language: str, asked: Sequence[Asked], found: Sequence[int], *, hard: bool) -> Row:
    """The share of best matches that were found, of ordinary queries or of hard ones."""
    pairs = zip(asked, found, strict=True)
    some = [got >= each.best for each, got in pairs if (each.kind != ORDINARY) is hard]
    return Row(
        f"memory, {language}: best match, {'hard' if hard else 'ordinary'} edits",
        f"{sum(some)} of {len(some)}",
        "all",
        ratio=sum(some) / len(some) if some else None,
        aim=HARD if hard else SURE,
    )


def _faster(language: str, ours: Sequence[float], name: str, theirs: Sequence[float]) -> Row:
    """Our time beside theirs, at the 95th percentile."""
    mine, other = _late(ours), _late(theirs)
    return Row(
        f"memory, {language}: a search, 95th percentile",
        f"{1000 * mine:.2f} ms",
        name,
        f"{1000 * other:.2f} ms",
        other / mine,
    )


def _late(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]
