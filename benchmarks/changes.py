"""What a translator finds of the old translation after an article was edited.

Real articles are edited (`benchmarks.edits`) and merged; a sentence counts as found if its entry
has the source and the target of every old sentence that it came from, whole.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from benchmarks.checks_corpora import HALVES, Corpus, Line, human
from benchmarks.edits import KINDS, Editor
from benchmarks.table import Part, Row
from l10n.model.article import Span
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.segment import Place, Segment
from l10n.steps.merge import merge

SHARES = (0.1, 0.5)
"""Of the sentences of an article that are edited."""
AIMS = {
    "changed": 0.98,
    "split": 0.95,
    "joined": 0.95,
    "moved": 0.98,
    "moved and changed": 0.95,
    "stranger": 0.95,
}
"""Shares to be reached; of strangers, those that are given no text."""
SEEDS = 3
"""How often every article is edited in each share of its sentences."""
QUICK = 6


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Edit the articles of the reported half and merge; shares are of edited sentences."""
    corpora, missing = human()
    news = [corpus for corpus in corpora if corpus.name == "ntrex"]
    rows: list[Row] = []
    notes = [*missing]
    for corpus in news:
        start = time.process_time()
        found, all_of = counted(corpus, half=1, limit=QUICK if quick else None)
        seconds = time.process_time() - start
        for kind in KINDS:
            if all_of[kind]:
                share = found[kind] / all_of[kind]
                number = f"{found[kind]:,} of {all_of[kind]:,}"
                what = f"{corpus.label}: {kind}"
                rows.append(Row(what, number, "all", ratio=share, aim=AIMS.get(kind)))
        notes.append(f"{corpus.label}: {sum(all_of.values()):,} edits in {seconds:.1f} s of CPU.")
    notes.append(
        f"`changes`: every other article ({HALVES[1]}), {SHARES[0]:.0%} and {SHARES[1]:.0%} of its "
        f"sentences edited, each {SEEDS} times; found is what has all old texts in its entry, and "
        "of strangers those that have none."
    )
    return Part(tuple(rows), tuple(notes))


def counted(
    corpus: Corpus, *, half: int, limit: int | None = None
) -> tuple[Counter[str], Counter[str]]:
    """How many edits of each kind were found, and how many there were, in every other article."""
    found: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    articles = corpus.articles[half::2][:limit]
    words = [word for line in corpus.lines() for word in line.source.split()]
    strangers = [line.source for article in corpus.articles[1 - half :: 2] for line in article]
    for share, seed in product(SHARES, range(SEEDS)):
        editor = Editor(round(share * 100) + seed, words, strangers)
        for article in articles:
            for kind, good in _verdicts(editor, article, share):
                all_of[kind] += 1
                found[kind] += good
    return found, all_of


def _verdicts(editor: Editor, article: Sequence[Line], share: float) -> Iterator[tuple[str, bool]]:
    edited = editor.edit([line.source for line in article], share)
    segments = [
        Segment(None, text, Place(0, Span(0, 0), number, "paragraph"))
        for number, text in enumerate(edited.sentences, 1)
    ]
    unique = {line.source: line for line in article}
    old = tuple(Entry(None, each.source, each.target, State.TRANSLATED) for each in unique.values())
    entries = merge(segments, Catalog(entries=old), path="a").catalog.by_key()
    for kind, wanted in edited.wanted.items():
        for text, numbers in wanted.items():
            yield kind, _shows(entries[None, text], [article[number] for number in numbers])


def _shows(entry: Entry, lines: Sequence[Line]) -> bool:
    if not lines:
        return not entry.target
    before = entry.source if entry.previous is None else entry.previous[1]
    return all(line.target in entry.target and line.source in before for line in lines)
