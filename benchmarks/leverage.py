"""What a translator no longer has to type of a new article, since the memory has it.

Articles of real news are translated, others are made of them (`benchmarks.stories`), and the same
files are filled by `l10n sync`, by gettext's `msgmerge` with a compendium and by Translate
Toolkit's `pot2po`. A word of a text counts as typed already if the text is filled with the
translation of what it was made of, and that has the word too, in the same order. Where a figure
alone was changed, all words count if the translation has the new one.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import polib

from benchmarks import peers
from benchmarks.checks_corpora import Corpus, human
from benchmarks.processes import L10N, run
from benchmarks.stories import KINDS, Line, Told, Writer
from benchmarks.table import Part, Row

ARTICLES, QUICK = 60, 3
"""Articles that are translated, of either direction; each is made into one of each kind."""
AIM = 0.99
"""As much as the better of the peers, but for a hundredth of it."""
WORKFLOW = """source = "{source}"
targets = ["{target}"]
articles = ["**"]
split = "blocks"
engines = []
"""
Filled = Mapping[str, str]
"""Translations by texts."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One kind of new articles in one direction, ready to be filled."""

    folder: Path
    told: Sequence[Told]
    target: str
    compendium: Path
    template: Path
    log: Path


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Fill what is made of each kind by each tool; shares are of words of the new articles."""
    corpora, missing = human()
    rows: list[Row] = []
    tools: dict[str, Callable[[_Case], Filled]] = {}
    notes = [*missing]
    if shutil.which("msgmerge"):
        tools["msgmerge, compendium"] = _msgmerge
    else:
        notes.append("msgmerge is not installed: `apt-get install gettext`")
    if peers.ready():
        tools["pot2po -t"] = _pot2po
    else:
        notes.append("Translate Toolkit is not installed.")
    limit = QUICK if quick else ARTICLES
    for corpus in corpora:
        if corpus.name != "ntrex":
            continue
        for kind in KINDS:
            case = _prepared(folder / corpus.label.replace(" ", "-") / kind, corpus, kind, limit)
            ours = _share(case.told, _l10n(case))
            for name, fill in tools.items() or {"nothing": lambda _case: {}}.items():
                theirs = _share(case.told, fill(case))
                rows.append(
                    Row(
                        f"{corpus.label}: {kind}",
                        f"{ours.saved:.1%}",
                        name,
                        f"{theirs.saved:.1%}",
                        ratio=ours.saved / theirs.saved if theirs.saved else None,
                        aim=AIM,
                        note=f"filled {ours.filled:.1%} and {theirs.filled:.1%} of entries, "
                        f"strangers {ours.wrong} and {theirs.wrong}",
                    )
                )
    notes.append(
        f"`leverage`: {limit} articles in either direction, each made into another; the share of "
        "source words that a translator no longer has to type. Texts are paragraphs of one line. "
        "Strangers are new texts that got a translation of another one."
    )
    return Part(tuple(rows), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Share:
    saved: float
    """Of the words."""
    filled: float
    """Of the entries."""
    wrong: int
    """New texts that were filled."""


def _share(told: Iterable[Told], filled: Filled) -> _Share:
    words = saved = entries = full = wrong = 0
    for each in {one.text: one for one in told}.values():
        target = filled.get(each.text, "")
        count = len(each.text.split())
        words += count
        entries += 1
        full += bool(target)
        wrong += bool(target) and not each.made_of
        saved += _typed_already(each, target, count)
    return _Share(saved / words, full / entries, wrong)


def _typed_already(told: Told, target: str, count: int) -> int:
    if not target:
        return 0
    if told.wanted and target == told.wanted:
        return count
    mine = told.text.split()
    found = 0
    for line in told.made_of:
        if line.target == target or (len(told.made_of) > 1 and line.target in target):
            match = SequenceMatcher(None, mine, line.source.split(), autojunk=False)
            found += sum(block.size for block in match.get_matching_blocks())
    return min(found, count)


def _prepared(folder: Path, corpus: Corpus, kind: str, limit: int) -> _Case:
    """A workspace with translated articles, and new ones that nothing is filled in of yet."""
    source, target = corpus.languages
    (folder / "workflows").mkdir(parents=True)
    (folder / "catalogs").mkdir()
    (folder / "workflows" / "news.toml").write_text(WORKFLOW.format(source=source, target=target))
    log = folder / "log"
    every = [[Line(each.source, each.target) for each in article] for article in corpus.articles]
    old, others = every[0::2][:limit], every[1::2]
    words = [word for article in others for line in article for word in line.source.split()]
    writer = Writer(7, words, [line.source for article in others for line in article])
    for number, article in enumerate(old):
        _write(folder / "articles" / "old" / f"{number}.txt", [line.source for line in article])
    run([*L10N, "sync", "--no-draft"], folder=folder, log=log)
    known = {line.source: line.target for article in old for line in article}
    catalogs = sorted((folder / "catalogs" / target).rglob("*.po"))
    for path in catalogs:
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr = known.get(entry.msgid, "")
        catalog.save(str(path))
    compendium = folder / "compendium.po"
    _gettext(["msgcat", "--use-first", "-o", compendium, *catalogs])
    told: list[Told] = []
    if kind == "regional" and target == "en":
        # The desk of another country: English from English.
        target = "en-GB"
    (folder / "workflows" / "news.toml").write_text(WORKFLOW.format(source=source, target=target))
    # What the peers fill comes from a workspace of its own: here the new articles are new.
    blank = folder / "blank"
    shutil.copytree(folder / "workflows", blank / "workflows")
    (blank / "catalogs").mkdir()
    for number, article in enumerate(old):
        made = writer.write(kind, article)
        told += made
        for room in (folder, blank):
            _write(room / "articles" / "new" / f"{number}.txt", [each.text for each in made])
    run([*L10N, "sync", "--no-draft"], folder=blank, log=log)
    template = folder / "new.pot"
    new = sorted((blank / "catalogs" / target).rglob("*.po"))
    _gettext(["msgcat", "--use-first", "-o", template, *new])
    there = {entry.msgid for entry in polib.pofile(str(template))}
    kept = [each for each in told if each.text in there]
    return _Case(folder, kept, target, compendium, template, log)


def _write(path: Path, texts: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(texts) + "\n", "utf-8")


def _gettext(command: Sequence[str | Path]) -> None:
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def _filled(paths: Iterable[Path]) -> Filled:
    found: dict[str, str] = {}
    for path in paths:
        for entry in polib.pofile(str(path)):
            if not entry.obsolete and entry.msgstr:
                found.setdefault(entry.msgid, entry.msgstr)
    return found


def _l10n(case: _Case) -> Filled:
    new = [f"new/{path.name}" for path in sorted((case.folder / "articles" / "new").iterdir())]
    run([*L10N, "sync", "--locale", case.target, *new], folder=case.folder, log=case.log)
    return _filled((case.folder / "catalogs" / case.target / "new").rglob("*.po"))


def _msgmerge(case: _Case) -> Filled:
    empty, made = case.folder / "empty.po", case.folder / "msgmerge.po"
    empty.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    _gettext(["msgmerge", "--quiet", "-C", case.compendium, "-o", made, empty, case.template])
    return _filled([made])


def _pot2po(case: _Case) -> Filled:
    made = case.folder / "pot2po.po"
    command = peers.PYTHON.with_name("pot2po")
    run(
        [command, "--progress=none", "-t", case.compendium, case.template, made],
        folder=case.folder,
        log=case.log,
    )
    return _filled([made])
