"""Articles/s of extract and rebuild: Markdown -> PO, and translated PO -> Markdown."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks import articles, peers
from benchmarks.processes import FailedError
from benchmarks.sides import OWN, Side, commands, libraries
from benchmarks.table import Part, Row, interleaved, rate, ratio

AIMS = {
    ("mdpo", "whole blocks"): 1.0,
    ("mdpo", "sentences"): 0.8,
    ("Translate Toolkit", "whole blocks"): 2.0,
    ("Translate Toolkit", "sentences"): 2.0,
    ("po4a", "whole blocks"): 4.0,
    ("po4a", "sentences"): 4.0,
}
"""By peer and by how articles are cut; other rows only inform."""

_MEANS = """
All read and write files. Extract is Markdown → new PO, rebuild is translated PO + Markdown →
Markdown; each translates the PO files that it made itself, into Latin letters. We also check each
translation (tags, addresses, code, characters) and read each version back before it is written;
*all checks* adds those of numbers, names, terms and wording. No peer does any of it. *Read once*:
a program that extracts and rebuilds in one run keeps what it took apart. *As a library*: seconds
of a processor in one process each, start-up not counted, po4a through its Perl modules: what a
program of your own takes. *As commands*: `l10n sync --no-draft` and `l10n publish`, on one
processor and on all; `md2po2md`; `md2po` and `po2md`; `po4a --no-translations` and `po4a
--no-update` with one PO file for all articles; each over all articles at once: what the first run
over a site takes. *Given back*: of articles whose translations are their sources, how many come
back to the byte, and how many if lines may be broken anew; the others change what nobody
translated.
"""

Way = Callable[..., AbstractContextManager[list[Side]]]


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure both ways: as libraries in one process each, and as commands."""
    texts = articles.markdown_articles(3 if quick else 200)
    rows: list[Row] = []
    notes = [_note(texts)]
    ways: dict[str, Way] = {"as a library": libraries, "as commands": commands}
    for way, sides in ways.items():
        with sides(folder / way.replace(" ", "-"), texts, quick=quick) as found:
            part = _compared(way, found, len(texts), quick=quick)
            rows += part.rows
            notes += part.notes
            if sides is libraries:
                rows += _given_back(found, len(texts))
    if not peers.po4a():
        rows.append(Row("extract and rebuild", "", "po4a", aim=4.0, note=peers.PO4A_MISSING))
    # What falls short is what a reader has to see first.
    return Part(tuple(sorted(rows, key=lambda row: row.met is not False)), tuple(notes))


def _note(texts: Mapping[str, str]) -> str:
    size = f"{len(texts)} Markdown articles, {sum(map(len, texts.values())):,} characters"
    return f"Extract and rebuild: {size}, {articles.origin()}. {' '.join(_MEANS.split())}"


def _compared(way: str, sides: Sequence[Side], count: int, *, quick: bool) -> Part:
    rounds = 1 if quick else 3
    notes: list[str] = []
    usable: list[Side] = []
    rows: list[Row] = []
    for side in sides:
        try:
            side.prepare()
            usable.append(side)
        except FailedError as error:
            if side.own:
                raise
            reason = str(error).strip().splitlines()[-1]
            aim = AIMS.get((side.name, "whole blocks"))
            rows.append(Row(f"extract and rebuild, {way}", "", side.name, aim=aim, note=reason))
    took = interleaved({side.name: side.lap for side in usable}, rounds, warm=not quick)
    for own in (side.name for side in usable if side.own):
        for other in (side.name for side in usable if not side.own):
            split = own.removeprefix(f"{OWN}, ")
            rows.append(
                Row(
                    f"extract and rebuild, {way}, {split}",
                    rate(count, took[own], "articles"),
                    other,
                    rate(count, took[other], "articles"),
                    ratio(took[other], took[own]),
                    AIMS.get((other, split)),
                )
            )
    for side in usable:
        if side.done() < 0.99:
            notes.append(
                f"{side.name}, {way}, did not do the whole work: {side.done():.0%} of the "
                "words stand translated in what it rebuilt."
            )
    return Part(tuple(rows), tuple(notes))


def _given_back(sides: Sequence[Side], count: int) -> list[Row]:
    """How many articles each tool gives back to the byte where nothing is translated."""
    found: dict[str, tuple[str, str]] = {}
    for side in sides:
        try:
            exact, alike = side.given_back()
            found[side.name] = f"{exact} of {count} articles", f"{alike} of {count} articles"
        except FailedError as error:
            if side.own:
                raise
            found[side.name] = (str(error).strip().splitlines()[-1], "")
    mine = next(side.name for side in sides if side.own)
    others = [side.name for side in sides if not side.own]
    judged = ("to the byte", "but for white space")
    return [
        Row(f"given back {how}, untranslated", found[mine][number], name, found[name][number])
        for number, how in enumerate(judged)
        for name in others
    ]
