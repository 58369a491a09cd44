"""How many pairs of old articles are right that enter the memory, and how many of all there are.

Articles are made of translated news, cut anew and spoilt by chance: see `alignment_data`. The even
documents of the corpus are the half by which weights and the least confidence were chosen; what is
held against the aims is of the odd ones. The peers get the sentences that our own reading finds.
"""

import json
import random
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import polib

from benchmarks import peers
from benchmarks.alignment_data import Made, Pair, alignable, cut, make
from benchmarks.checks_corpora import DATA
from benchmarks.processes import WORKERS
from benchmarks.table import Part, Row, grid
from l10n import plugins
from l10n.alignment.aligned import align
from l10n.alignment.bead import Bead
from l10n.alignment.sides import Side
from l10n.alignment.verdict import are_strangers, language_fault, sure
from l10n.model.article import Article
from l10n.model.segment import Segment
from l10n.steps.extract import extract

PRECISION, RECALL = 0.99, 0.9
SEEDS, QUICK = (11, 12, 13), (11,)
PAIRS = (("en", "uk"), ("uk", "en"))
HALVES = ("tuning", "reporting")
_TOLERANCE = 0.25
"""Of a line, by which what both sides of a pair say of it may differ: sentences of it are longer in
one language than in the other."""
OURS, GALECHURCH, NLTK, PO4A = "l10n", "galechurch", "nltk", "po4a-gettextize"


@dataclass(frozen=True, slots=True)
class Case:
    """An article and its translation, made and read."""

    languages: tuple[str, str]
    made: tuple[Made, Made]
    segments: tuple[tuple[Segment, ...], tuple[Segment, ...]]

    def is_right(self, source: Iterable[int], target: Iterable[int]) -> frozenset[int] | None:
        """The lines that texts of both sides say, by their places; None where they differ."""
        one, other = (
            made.said([segments[at] for at in places])
            for made, segments, places in zip(
                self.made, self.segments, (source, target), strict=True
            )
        )
        if not one or one.keys() != other.keys():
            return None
        near = all(
            abs(one[line][end] - other[line][end]) < _TOLERANCE for line in one for end in (0, 1)
        )
        return frozenset(one) if near else None


@dataclass(slots=True)
class Score:
    """Pairs of one tool."""

    pairs: int = 0
    right: int = 0
    found: int = 0
    """Lines that right pairs say."""
    lines: int = 0
    """Lines of which both sides say the same."""
    untouched: list[int] = field(default_factory=lambda: [0, 0])
    """Pairs of odd lines alone, and those that are right: no word list was made with those."""

    @property
    def precision(self) -> float:
        """The share of the pairs that are right."""
        return self.right / max(self.pairs, 1)

    @property
    def recall(self) -> float:
        """The share of the lines that right pairs say."""
        return self.found / max(self.lines, 1)

    def shown(self) -> str:
        """Both, as the table has them."""
        return f"{self.precision:.3f} at {self.recall:.3f}"


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Align all articles with ours and the peers; see the module."""
    if not (DATA / "ntrex").is_dir():
        return Part((), ("Alignment: ../shared/data/ntrex is not there.",))
    seeds = QUICK if quick else SEEDS
    scores: dict[str, dict[str, Score]] = {}
    wrong = refused = 0
    for half in HALVES:
        cases = [*made_cases(half, seeds, 3 if quick else None)]
        scores[half] = _scores(cases, folder)
        if half == "reporting":
            wrong, refused = _strangers(cases)
    mine = scores["reporting"][OURS]
    notes = (
        f"Alignment: NTREX, {len(seeds)} seeds, both ways; weights and the least confidence "
        "were chosen on the even documents, what is held against the aims is of the odd ones, "
        "which nobody tuned on. Of pairs there that have odd lines alone, by which no word list "
        f"was made either, {_share(mine.untouched)} are right. {refused} of {wrong} pairs of "
        "articles that have nothing to do with each other were refused.",
    )
    rows = [
        Row("aligned pairs that are right", mine.shown(), "the aim", "", mine.precision, PRECISION),
        Row("translated lines that they have", mine.shown(), "the aim", "", mine.recall, RECALL),
    ]
    for name in (GALECHURCH, NLTK, PO4A):
        theirs = scores["reporting"].get(name)
        if theirs is None:
            rows.append(Row("aligned pairs, right at recall", mine.shown(), name, note="not there"))
            continue
        ratio = mine.precision / theirs.precision if theirs.right else None
        note = "" if theirs.right else "it aligned nothing"
        rows.append(
            Row(
                "aligned pairs, right at recall",
                mine.shown(),
                name,
                theirs.shown(),
                ratio,
                note=note,
            )
        )
    return Part(tuple(rows), notes, (_details(scores),))


def _share(counts: Sequence[int]) -> str:
    return f"{counts[1]:,} of {counts[0]:,}"


def _details(scores: dict[str, dict[str, Score]]) -> str:
    head = ("half", "tool", "pairs", "right", "precision", "recall")
    rows = [
        (half, name, f"{s.pairs:,}", f"{s.right:,}", f"{s.precision:.4f}", f"{s.recall:.4f}")
        for half, found in scores.items()
        for name, s in found.items()
    ]
    return "Old articles\n\n" + grid(head, rows)


def made_cases(half: str, seeds: Iterable[int], most: int | None = None) -> Iterator[Case]:
    """Articles of the even documents (`tuning`) or of the odd ones; `most` for each seed."""
    home = DATA / "ntrex"
    english, ukrainian, names = (
        (home / name).read_text("utf-8").splitlines()
        for name in ("news.en.txt", "news.uk.txt", "document-ids.tsv")
    )
    documents = [list(group) for _key, group in groupby(range(len(names)), names.__getitem__)]
    chosen = [at for document in documents[HALVES.index(half) :: 2] for at in document]
    for languages in PAIRS:
        texts = (english, ukrainian) if languages[0] == "en" else (ukrainian, english)
        for seed in seeds:
            chance = random.Random(seed)
            pairs = [Pair(texts[0][at], texts[1][at], at) for at in chosen]
            for number, article in enumerate(cut(pairs, chance)):
                if most is not None and number >= most:
                    break
                made = make(article, languages, chance)
                read = (_read(made[0], languages[0]), _read(made[1], languages[1]))
                yield Case(languages, made, read)


def _read(made: Made, language: str) -> tuple[Segment, ...]:
    format = plugins.format_for(made.name)
    assert format is not None
    parsed = format.parse(made.text)
    article = Article(made.name, language, format=format.name, source=made.text, parsed=parsed)
    return extract(article).segments


def _sides(case: Case) -> tuple[Side, Side]:
    one, other = case.languages
    return Side(case.segments[0], one, other), Side(case.segments[1], other, one)


def _scores(cases: Sequence[Case], folder: Path) -> dict[str, Score]:
    found = {OURS: Score()}
    for case in cases:
        source, target = _sides(case)
        least = sure(source, target)
        _count(found[OURS], case, (b for b in align(source, target) if b.confidence >= least))
    for name, articles in _by_length(cases).items():
        found[name] = Score()
        for case, beads in zip(cases, articles, strict=True):
            _count(found[name], case, beads)
    if peers.po4a():
        found[PO4A] = Score()
        for number, case in enumerate(cases):
            _gettextize(found[PO4A], case, folder / str(number))
    return found


def _count(score: Score, case: Case, beads: Iterable[Bead]) -> None:
    lines = alignable(*case.made)
    score.lines += len(lines)
    for bead in beads:
        if not bead.is_pair:
            continue
        right = case.is_right(bead.source, bead.target)
        score.pairs += 1
        score.right += right is not None
        score.found += len(lines & (right or frozenset()))
        said = case.made[0].said([case.segments[0][at] for at in bead.source])
        if said and all(line % 2 for line in said):
            score.untouched[0] += 1
            score.untouched[1] += right is not None


def _by_length(cases: Sequence[Case]) -> dict[str, list[list[Bead]]]:
    """The beads of the peers that go by length alone; none where they are not installed."""
    if not peers.PYTHON.exists():
        return {}
    asked = [[[each.tagged.plain() for each in side] for side in case.segments] for case in cases]
    done = subprocess.run(
        [peers.PYTHON, WORKERS / "length_aligners.py"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {}
    return {
        name: [
            [Bead(_run(one), _run(other)) for one, other in article if one and other]
            for article in articles
        ]
        for name, articles in json.loads(done.stdout).items()
    }


def _run(places: Sequence[int]) -> range:
    return range(places[0], places[-1] + 1)


def _gettextize(score: Score, case: Case, folder: Path) -> None:
    """What po4a makes of both as plain text: a paragraph is an entry."""
    lines = alignable(*case.made)
    score.lines += len(lines)
    folder.mkdir(parents=True, exist_ok=True)
    known: list[dict[str, frozenset[int]]] = []
    for name, made in zip(("source.txt", "target.txt"), case.made, strict=True):
        text = "\n\n".join(text for text, _lines in made.paragraphs) + "\n"
        (folder / name).write_text(text, "utf-8")
        known.append({" ".join(text.split()): said for text, said in made.paragraphs})
    result = folder / "out.po"
    command = ["po4a-gettextize", "-f", "text", "-M", "UTF-8", "-L", "UTF-8"]
    files = ["-m", folder / "source.txt", "-l", folder / "target.txt", "-p", result]
    done = subprocess.run([*command, *files], capture_output=True, check=False)
    if done.returncode or not result.is_file():
        return
    for entry in polib.pofile(str(result)):
        one = known[0].get(" ".join(entry.msgid.split()))
        other = known[1].get(" ".join(entry.msgstr.split()))
        if one is None or other is None:
            continue
        score.pairs += 1
        right = bool(one) and one == other
        score.right += right
        score.found += len(lines & one) if right else 0


def _strangers(cases: Sequence[Case]) -> tuple[int, int]:
    """How many pairs of other articles were tried, and how many of them were refused."""
    tried = refused = 0
    for languages in PAIRS:
        some = [case for case in cases if case.languages == languages]
        for case, other in zip(some, some[3:], strict=False):
            if set(_lines(case)) & set(_lines(other)):
                continue
            source, target = _sides(case)[0], _sides(other)[1]
            tried += 1
            fault = language_fault(source, target)
            refused += fault is not None or are_strangers(source, target, align(source, target))
    return tried, refused


def _lines(case: Case) -> Iterator[int]:
    for piece in case.made[0].pieces:
        yield from piece.lines
