"""Articles/s of extract and rebuild: Markdown -> PO, and translated PO -> Markdown."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import polib

from benchmarks import articles, peers
from benchmarks.processes import L10N, WORKERS, FailedError, Worker, environment, run
from benchmarks.table import Part, Row, interleaved, rate, ratio

AIM = 5.0
LATIN = str.maketrans(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
    "abvhgdeezzyiijklmnoprstufkccssjuaABVHGDEEZZYIIJKLMNOPRSTUFKCCSSJUA",
)
_UKRAINIAN = re.compile("[а-щьюяєіїґ]{4,}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")

WORKFLOW = """source = "uk"
targets = ["en"]
articles = ["**"]
split = "{split}"
fields = ["title", "description"]
engines = []
"""
PO4A = """[po4a_langs] en
[po4a_paths] po/all.pot $lang:po/$lang.po
[options] --master-charset UTF-8 --localized-charset UTF-8 --keep 0
[po4a_alias:article] text opt:"--option markdown --option yfm_keys=title,description"
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One tool and its folders."""

    name: str
    folder: Path
    """Holds `articles`, and what the tool makes of them."""
    extract: Callable[[], float]
    """Writes `po/<article>.po`, or does nothing; gives seconds."""
    rebuild: Callable[[], float]
    """Reads `po`, writes `out/<article>`; gives seconds."""
    catalogs: str = "po"
    out: str = "out"
    at_once: bool = False
    """Its one command does both: `rebuild` alone is timed."""

    def prepare(self) -> None:
        """Make the catalogs, and translate them, as a translator would who writes in Latin."""
        self.empty()
        self.extract()
        for path in sorted((self.folder / self.catalogs).rglob("*.po")):
            _translate(path)
        shutil.copytree(self.folder / self.catalogs, self.folder / "translated")

    def empty(self) -> None:
        """Take away all that was made of the articles."""
        for name in (self.catalogs, self.out, ".l10n"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for name in {self.catalogs, self.out}:
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def lap(self) -> float:
        """Extract everything anew, put the translations in, and rebuild; give the seconds."""
        self.empty()
        seconds = 0.0 if self.at_once else self.extract()
        shutil.rmtree(self.folder / self.catalogs)
        shutil.copytree(self.folder / "translated", self.folder / self.catalogs)
        return seconds + self.rebuild()

    def done(self) -> float:
        """Say which share of the articles' words stands, translated, in what was rebuilt."""
        found = wanted = 0
        for path in (self.folder / "articles").iterdir():
            given = Counter(_UKRAINIAN.findall(path.read_text("utf-8")))
            expected = Counter({word.translate(LATIN): n for word, n in given.items()})
            made = next((self.folder / self.out).rglob(path.name)).read_text("utf-8", "replace")
            found += (expected & Counter(_WORD.findall(made))).total()
            wanted += expected.total()
        return found / wanted


def _translate(path: Path) -> None:
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = entry.msgid.translate(LATIN)
        entry.fuzzy = False
    catalog.metadata["Language"] = "en"
    catalog.save()


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure both ways: as libraries in one process each, and as commands."""
    texts = articles.markdown_articles(3 if quick else 200)
    rows: list[Row] = []
    notes: list[str] = []
    for way, sides in (("library", _libraries), ("commands", _commands)):
        with sides(folder / way, texts, quick=quick) as found:
            part = _compared(way, found, len(texts), quick=quick)
            rows += part.rows
            notes += part.notes
    if not peers.po4a():
        rows.append(
            Row("extract and rebuild", "", "po4a", aim=AIM, note=peers.PO4A_MISSING),
        )
    notes.insert(
        0,
        f"Extract and rebuild: {len(texts)} Markdown articles, {sum(map(len, texts.values())):,} "
        f"characters, {articles.origin()}. All read and write files. Extract "
        "is Markdown → new PO, rebuild is translated PO + Markdown → Markdown; each translates "
        "the PO files that it made itself, "
        "into Latin letters. *As a library*: one process each, start-up not counted, po4a through "
        "its Perl modules. *As commands*: `l10n sync --no-draft` and `l10n publish`; "
        "`md2po2md`; `md2po` and `po2md`; `po4a --no-translations` and `po4a --no-update` with "
        "one PO file for all articles; each over all articles at once.",
    )
    return Part(tuple(rows), tuple(notes))


def _compared(way: str, sides: list[Side], count: int, *, quick: bool) -> Part:
    rounds = 1 if quick else 3
    notes: list[str] = []
    usable: list[Side] = []
    rows: list[Row] = []
    for side in sides:
        try:
            side.prepare()
            usable.append(side)
        except FailedError as error:
            if side.name.startswith("l10n"):
                raise
            what = f"extract and rebuild, {_said(way)}"
            reason = str(error).strip().splitlines()[-1]
            rows.append(Row(what, "", side.name, aim=AIM, note=reason))
    took = interleaved({side.name: side.lap for side in usable}, rounds, warm=not quick)
    mine = [side.name for side in usable if side.name.startswith("l10n")]
    others = [side.name for side in usable if side.name not in mine]
    for own in mine:
        for other in others:
            split = own.partition(", ")[2]
            rows.append(
                Row(
                    f"extract and rebuild, {_said(way)}, {split}",
                    rate(count, took[own], "articles"),
                    other,
                    rate(count, took[other], "articles"),
                    ratio(took[other], took[own]),
                    AIM,
                )
            )
    for side in usable:
        if side.done() < 0.99:
            notes.append(
                f"{side.name}, {_said(way)}, did not do the whole work: {side.done():.0%} of the "
                "words stand translated in what it rebuilt."
            )
    return Part(tuple(rows), tuple(notes))


def _said(way: str) -> str:
    return "as a library" if way == "library" else "as commands"


def _lay(folder: Path, texts: dict[str, str]) -> Path:
    (folder / "articles").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "articles" / name).write_text(text, "utf-8")
    return folder


@contextmanager
def _libraries(folder: Path, texts: dict[str, str], *, quick: bool = False) -> Iterator[list[Side]]:
    folder.mkdir()
    log = folder / "log"
    own, peer = Path(L10N[0]), peers.PYTHON
    with ExitStack() as stack:

        def side(name: str, label: str, *command: str | Path, **more: str) -> Side:
            place = _lay(folder / label, texts)
            plain = environment(PYTHONPATH="") if command[0] == peer else environment()
            worker = stack.enter_context(Worker(command, log=log, variables=plain))
            places = {"articles": str(place / "articles"), "catalogs": str(place / "po")}
            return Side(
                name,
                place,
                partial(worker.seconds, "extract", **places, **more),
                partial(worker.seconds, "rebuild", **places, out=str(place / "out"), **more),
            )

        script = WORKERS / "l10n_rebuild.py"
        sides = [side("l10n, whole blocks", "blocks", own, script, split="blocks")]
        if not quick:
            sides.append(side("l10n, sentences", "sentences", own, script, split="sentences"))
        if peers.ready():
            sides += [
                side("mdpo", "mdpo", peer, WORKERS / "mdpo_rebuild.py"),
                side("Translate Toolkit", "toolkit", peer, WORKERS / "toolkit_rebuild.py"),
            ]
        if peers.po4a():
            sides.append(side("po4a", "po4a", "perl", WORKERS / "po4a_rebuild.pl"))
        yield sides


@contextmanager
def _commands(folder: Path, texts: dict[str, str], *, quick: bool = False) -> Iterator[list[Side]]:
    folder.mkdir()
    log = folder / "log"
    clean = environment(PYTHONPATH="")

    def side(name: str, label: str, first: list[str], second: list[str], **more: Any) -> Side:
        place = _lay(folder / label, texts)
        variables = None if second[0] == L10N[0] else clean

        def ran(command: list[str]) -> float:
            return run(command, folder=place, log=log, variables=variables).seconds

        return Side(name, place, partial(ran, first), partial(ran, second), **more)

    sides: list[Side] = []
    for split in ("blocks",) if quick else ("blocks", "sentences"):
        name = f"l10n, {'whole blocks' if split == 'blocks' else split}"
        commands = [*L10N, "sync", "--no-draft"], [*L10N, "publish"]
        sides.append(side(name, split, *commands, catalogs="catalogs/en", out="published"))
        workflows = sides[-1].folder / "workflows"
        workflows.mkdir()
        (workflows / "news.toml").write_text(WORKFLOW.format(split=split), "utf-8")
    if peers.ready():
        python = str(peers.PYTHON)
        both = [python, "-m", "mdpo.md2po2md", "articles/*.md", "-l", "en", "-o", "out/{lang}"]
        sides.append(side("mdpo", "mdpo", both, both, catalogs="out/en", at_once=True))
        there = [python, "-m", "translate.convert.md2po", "--progress=none", "articles", "po"]
        back = [python, "-m", "translate.convert.po2md", "--progress=none", "-t", "articles"]
        sides.append(side("Translate Toolkit", "toolkit", there, [*back, "po", "out"]))
    if peers.po4a():
        quiet = ["po4a", "--quiet"]
        there, back = [*quiet, "--no-translations", "po4a.cfg"], [*quiet, "--no-update", "po4a.cfg"]
        sides.append(side("po4a", "po4a", there, back))
        lines = "".join(f"[type: article] articles/{n} $lang:out/{n}\n" for n in texts)
        (sides[-1].folder / "po4a.cfg").write_text(PO4A + lines, "utf-8")
    yield sides
