"""Tools that extract and rebuild a folder of articles, as libraries and as commands."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import polib

from benchmarks import peers
from benchmarks.processes import L10N, WORKERS, Worker, environment, run
from l10n.checks import integrity
from l10n.checks.catalogue import CHECKS

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

[publish]
fallback = "source"

[checks]
{checks}
"""
PO4A = """[po4a_langs] en
[po4a_paths] po/all.pot $lang:po/$lang.po
[options] --master-charset UTF-8 --localized-charset UTF-8 --keep 0
[po4a_alias:article] text opt:"--option markdown --option yfm_keys=title,description"
"""
OF_WORDS = tuple(
    check.name for check in CHECKS if check.name not in {each.name for each in integrity.CHECKS}
)
"""The checks that read what a translation says: Latin letters say nothing."""
OWN = "l10n"
ONE = ["--jobs", "1"]
MANY = 1_000
"""Catalogs that are translated by several processes: their time is no tool's."""
Way = tuple[str, str, list[str]]
"""What this tool's commands are measured with: name, checks of what a text says, options."""
BLOCKS: Way = ("whole blocks", "off", ONE)
PROCESSORS: Way = ("whole blocks, all processors", "off", [])
WAYS = (BLOCKS, ("sentences", "off", ONE), PROCESSORS, ("whole blocks, all checks", "hint", ONE))


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
    same: Callable[[], float] | None = None
    """Rebuilds in the language of the articles; `rebuild` itself where it asks for no language."""

    @property
    def own(self) -> bool:
        """True for this tool."""
        return self.name.startswith(OWN)

    def prepare(self) -> None:
        """Make the catalogs, and translate them, as a translator would who writes in Latin."""
        self._translated(LATIN, "en")
        shutil.copytree(self.folder / self.catalogs, self.folder / "translated")

    def empty(self) -> None:
        """Take away all that was made of the articles."""
        for name in (self.catalogs, self.out, ".l10n", "records", "versions"):
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

    def once(self) -> float:
        """Extract, translate what was made, and rebuild; give the seconds of what the tool did."""
        if self.at_once:
            self.prepare()
            return self.lap()
        self.empty()
        seconds = self.extract()
        self._translate(LATIN, "en")
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

    def given_back(self) -> tuple[int, int]:
        """How many articles come back where each translation is its source.

        To the byte, and but for the white space: all peers break lines anew.
        """
        self._translated({}, "uk")
        (self.same or self.rebuild)()
        there = {path.name: path for path in (self.folder / self.out).rglob("*") if path.is_file()}
        exact = alike = 0
        for path in (self.folder / "articles").iterdir():
            mine, made = path.read_bytes(), b""
            if path.name in there:
                made = there[path.name].read_bytes()
            exact += mine == made
            alike += mine.split() == made.split()
        return exact, alike

    def _translated(self, letters: Mapping[int, Any], language: str) -> None:
        self.empty()
        self.extract()
        self._translate(letters, language)

    def _translate(self, letters: Mapping[int, Any], language: str) -> None:
        paths = sorted((self.folder / self.catalogs).rglob("*.po"))
        translated = partial(_translated, letters, language)
        if len(paths) < MANY:
            for path in paths:
                translated(path)
            return
        with ProcessPoolExecutor() as pool:
            for _done in pool.map(translated, paths, chunksize=MANY // 10):
                pass


def _translated(letters: Mapping[int, Any], language: str, path: Path) -> None:
    """Put letters of the source in other letters in all translations of a catalog."""
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = entry.msgid.translate(letters)
        entry.fuzzy = False
    catalog.metadata["Language"] = language
    catalog.save()


@contextmanager
def libraries(
    folder: Path, texts: Mapping[str, str], *, quick: bool = False
) -> Iterator[list[Side]]:
    """Each tool in a process that stays: articles one after another, no start-up."""
    folder.mkdir()
    log = folder / "log"
    own, peer = Path(L10N[0]), peers.PYTHON
    with ExitStack() as stack:

        def side(name: str, label: str, *command: str | Path, **more: str) -> Side:
            place = lay(folder / label, texts)
            plain = environment(PYTHONPATH="") if command[0] == peer else environment()
            worker = stack.enter_context(Worker(command, log=log, variables=plain))
            places = {"articles": str(place / "articles"), "catalogs": str(place / "po")}
            extract = partial(worker.seconds, "extract", **places, **more)
            rebuild = partial(worker.seconds, "rebuild", **places, out=str(place / "out"), **more)
            same = partial(rebuild, into="uk") if name.startswith(OWN) else None
            return Side(name, place, extract, rebuild, same=same)

        script = WORKERS / "l10n_rebuild.py"
        sides = [side("l10n, whole blocks", "blocks", own, script, split="blocks")]
        if not quick:
            checked = {"split": "blocks", "checks": "all"}
            kept = {"split": "blocks", "kept": "yes"}
            sides += [
                side("l10n, sentences", "sentences", own, script, split="sentences"),
                side("l10n, whole blocks, read once", "kept", own, script, **kept),
                side("l10n, whole blocks, all checks", "checked", own, script, **checked),
            ]
        if peers.ready():
            sides += [
                side("mdpo", "mdpo", peer, WORKERS / "mdpo_rebuild.py"),
                side("Translate Toolkit", "toolkit", peer, WORKERS / "toolkit_rebuild.py"),
            ]
        if peers.po4a():
            sides.append(side("po4a", "po4a", "perl", WORKERS / "po4a_rebuild.pl"))
        yield sides


@contextmanager
def commands(
    folder: Path,
    texts: Mapping[str, str],
    *,
    quick: bool = False,
    ways: Sequence[Way] = WAYS,
    others: bool = True,
) -> Iterator[list[Side]]:
    """Each tool as its commands, each over all articles at once; with the `others` or without."""
    folder.mkdir()
    log = folder / "log"
    clean = environment(PYTHONPATH="")

    def side(name: str, label: str, first: list[str], second: list[str], **more: Any) -> Side:
        place = lay(folder / label, texts)
        variables = None if second[0] == L10N[0] else clean

        def ran(command: list[str]) -> float:
            return run(command, folder=place, log=log, variables=variables).seconds

        return Side(name, place, partial(ran, first), partial(ran, second), **more)

    sides: list[Side] = []
    for label, checks, jobs in ways[:1] if quick else ways:
        first, second = (with_jobs(command, jobs) for command in ("sync", "publish"))
        sides.append(
            side(
                f"l10n, {label}",
                label.replace(" ", "-"),
                [*L10N, *first, "--no-draft"],
                [*L10N, *second],
                catalogs="catalogs/en",
                out="published",
            )
        )
        workspace(sides[-1].folder, "sentences" if label == "sentences" else "blocks", checks)
    if others and peers.ready():
        python = str(peers.PYTHON)
        both = [python, "-m", "mdpo.md2po2md", "articles/*.md", "-l", "en", "-o", "out/{lang}"]
        sides.append(side("mdpo", "mdpo", both, both, catalogs="out/en", at_once=True))
        there = [python, "-m", "translate.convert.md2po", "--progress=none", "articles", "po"]
        back = [python, "-m", "translate.convert.po2md", "--progress=none", "-t", "articles"]
        sides.append(side("Translate Toolkit", "toolkit", there, [*back, "po", "out"]))
    if others and peers.po4a():
        quiet = ["po4a", "--quiet"]
        there, back = [*quiet, "--no-translations", "po4a.cfg"], [*quiet, "--no-update", "po4a.cfg"]
        sides.append(side("po4a", "po4a", there, back))
        lines = "".join(f"[type: article] articles/{n} $lang:out/{n}\n" for n in texts)
        (sides[-1].folder / "po4a.cfg").write_text(PO4A + lines, "utf-8")
    yield sides


def with_jobs(command: str, jobs: list[str]) -> list[str]:
    """A command with the option that says how many processors it uses, if it has that."""
    return [command, *(jobs if jobs and _has_jobs(command) else [])]


@cache
def _has_jobs(command: str) -> bool:
    shown = subprocess.run([*L10N, command, "--help"], check=True, capture_output=True, text=True)
    return "--jobs" in shown.stdout


def workspace(folder: Path, split: str, checks: str) -> None:
    """Make the folder a workspace whose checks of what a translation says are so severe."""
    (folder / "workflows").mkdir()
    severities = "\n".join(f'{name} = "{checks}"' for name in OF_WORDS)
    text = WORKFLOW.format(split=split, checks=severities)
    (folder / "workflows" / "news.toml").write_text(text, "utf-8")


def lay(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write the articles into a new folder."""
    (folder / "articles").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "articles" / name).write_text(text, "utf-8")
    return folder
