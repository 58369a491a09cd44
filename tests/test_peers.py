"""Catalogs that other tools have rewritten: what is published of them stays the same."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from l10n.jobs.publish import Result
from tests.corpora import ROOT, ntrex
from tests.test_ntrex import Newsroom, newsroom, run, translate

PEERS = Path(os.environ.get("L10N_PEERS") or ROOT / ".venv-peers")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A quarter of the news, translated and published."""
    made = newsroom(tmp_path_factory.mktemp("peers") / "newsroom", "blocks", ntrex()[::4])
    made.sync()
    for name in made.articles:
        translate(made, name)
    made.release()
    return made


def gettext(*command: str) -> Callable[[Sequence[Path]], None]:
    def rewrite(paths: Sequence[Path]) -> None:
        for path in paths:
            inputs = [path] * (2 if command[0] == "msgmerge" else 1)
            run(*command, "-o", path.with_suffix(".new"), *inputs)
            path.with_suffix(".new").replace(path)

    return rewrite


TOOLKIT = """
import sys
from translate.storage.pypo import pofile
for path in sys.argv[1:]:
    store = pofile.parsefile(path)
    for unit in store.units:
        if not unit.isheader() and unit.target:
            # Setting a text makes the toolkit wrap it anew.
            unit.source, unit.target = str(unit.source), str(unit.target)
    store.savefile(path)
"""


def toolkit(paths: Sequence[Path]) -> None:
    run(PEERS / "bin/python", "-c", TOOLKIT, *paths)


def pot2po(paths: Sequence[Path]) -> None:
    """Merge each catalog with itself, as Translate Toolkit's pot2po does."""
    for path in paths:
        template, made = path.with_suffix(".pot"), path.with_suffix(".new.po")
        template.write_bytes(path.read_bytes())
        run(PEERS / "bin/pot2po", "--progress=none", "-t", path, template, made)
        made.replace(path)
        template.unlink()


NEEDS_GETTEXT = pytest.mark.skipif(
    shutil.which("msgmerge") is None, reason="GNU gettext is not installed"
)
NEEDS_PEERS = pytest.mark.skipif(
    not (PEERS / "bin/pot2po").exists(),
    reason=f"Translate Toolkit is not there ({PEERS.name}; `make peers`, or set L10N_PEERS)",
)


MSGMERGE = gettext("msgmerge", "--quiet", "--no-fuzzy-matching")


@pytest.mark.parametrize(
    ("rewrite", "step"),
    [
        pytest.param(MSGMERGE, 2, id="msgmerge", marks=NEEDS_GETTEXT),
        pytest.param(gettext("msgcat"), 2, id="msgcat", marks=NEEDS_GETTEXT),
        pytest.param(gettext("msgcat", "--no-wrap"), 2, id="msgcat-no-wrap", marks=NEEDS_GETTEXT),
        pytest.param(toolkit, 1, id="translate-toolkit", marks=NEEDS_PEERS),
        pytest.param(pot2po, 10, id="pot2po", marks=NEEDS_PEERS),
    ],
)
def test_what_other_tools_rewrite_is_published_unchanged(
    room: Newsroom, rewrite: Callable[[Sequence[Path]], None], step: int
) -> None:
    names = list(room.articles)[::step]
    before = {name: (room.catalog(name).read_bytes(), room.published(name)) for name in names}
    try:
        rewrite([room.catalog(name) for name in names])
        assert {each.result for each in room.release().releases} == {Result.UNCHANGED}
        room.sync()
        assert {each.result for each in room.release().releases} == {Result.UNCHANGED}
    finally:
        for name in names:
            room.catalog(name).write_bytes(before[name][0])


@NEEDS_PEERS
def test_a_tool_that_reads_a_folder_finds_catalogs_alone(room: Newsroom) -> None:
    """pocount takes every file that it meets for a catalog, and stops at one that is none."""
    counted = run(PEERS / "bin/pocount", "--csv", room.catalog("a.md").parent)
    lines = counted.splitlines()[1:]
    assert len(lines) == len(room.articles)
    for line in lines:
        name, translated, *_words = line.split(",")
        assert name.endswith(".po")
        assert int(translated) > 0
