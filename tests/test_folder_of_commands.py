"""`-C FOLDER`: a command does and says all that it does and says when it is started there."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from l10n.cli.main import COMMANDS, _group
from tests.conftest import Answer, Newsroom, Run
from tests.unprivileged import answers

NAMED = {
    "add files": "add incoming.md",
    "align accepted": "align --accepted doubtful.csv",
    "align source": "align incoming.md translated.md --from uk --to en --dry-run",
    "align target": "align articles translations --from uk --to en --dry-run",
    "check reports": "check --report json=out/check.json",
    "coverage articles": "coverage catalogs/en/a.md.po --json",
    "coverage reports": "coverage --report junit=out/coverage.xml",
    "diff html": "diff a.md 1 --html out/diff.html",
    "effort plot": "effort --plot out/effort.svg",
    "engines compare files": "engines compare a.md --engine pseudo --with other=translated.md",
    "engines compare output": "engines compare a.md --engine pseudo -o out/compare.html",
    "engines compare reference": "engines compare a.md --engine pseudo --reference translated.md",
    "glossary export file": "glossary export out/terms.csv",
    "glossary import file": "glossary import terms.csv",
    "glossary suggest output": "glossary suggest --pair uk>en --least 2 -o out/suggested.csv",
    "init folder": "init another --source uk --target en",
    "memory export file": "memory export out/memory.tmx",
    "memory import files": "memory import memory.csv",
    "models install what": "models install model.argosmodel",
    "preview output": "preview a.md -o out/preview.html",
    "receive files": "receive returned.po",
    "send to": "send --to out/parcel",
}
"""Every place that a command line can name, and a command that does."""
NO_PLACES = {
    # Below articles/, a line of a catalog, and in the words of git.
    "add folder",
    "ask place",
    "merge-driver files",
}
PLACES = ("FILE", "FOLDER", "PLACE", "PATH")
ARTICLE = "# Рада\n\nРада голосувала.\n\nРада голосувала в Києві.\n"
TRANSLATED = "# Council\n\nThe council voted.\n\nThe council voted in Kyiv.\n"
HEAD = "source,target,source_locale,locale\n"
SAID = (("пише", "writes"), ("читає", "reads"), ("говорить", "speaks"), ("слухає", "listens"))


def _params(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Parameter]]:
    for each in command.params:
        yield f"{name} {each.name}".strip(), each
    if isinstance(command, click.Group):
        with click.Context(command) as ctx:
            for inner in command.list_commands(ctx):
                found = command.get_command(ctx, inner)
                assert found is not None
                yield from _params(found, f"{name} {inner}".strip())


def test_every_place_that_can_be_named_has_its_command_here() -> None:
    found = {
        name
        for name, each in _params(_group())
        if isinstance(each.type, click.Path | click.File)
        or any(word in (each.metavar or "") for word in PLACES)
    }
    with_words = {"coverage articles", "models install what"}
    assert COMMANDS
    assert found - NO_PLACES - {"directory"} | with_words == set(NAMED)


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """A workspace with all that the commands name in it."""
    newsroom.article("a.md", ARTICLE)
    assert newsroom.l10n("sync").code == 0
    assert newsroom.l10n("publish").code == 0
    newsroom.article("a.md", ARTICLE + "\nЗавтра — далі.\n")
    assert newsroom.l10n("sync").code == 0
    assert newsroom.l10n("publish").code == 0
    root = newsroom.root
    for name in ("out", "another", "translations"):
        (root / name).mkdir()
    (root / "incoming.md").write_text(ARTICLE, "utf-8")
    (root / "translated.md").write_text(TRANSLATED, "utf-8")
    (root / "translations" / "a.md").write_text(TRANSLATED, "utf-8")
    (root / "terms.csv").write_text("uk,en\nрада,council\n", "utf-8")
    (root / "glossary.csv").write_text("term,translation,pair\nКиїв,Kyiv,uk>en\n", "utf-8")
    rows = [f"Олена Петренко {uk}.,Olena Petrenko {en}.,uk,en" for uk, en in SAID]
    (root / "memory" / "old.csv").parent.mkdir(exist_ok=True)
    (root / "memory" / "old.csv").write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    (root / "memory.csv").write_text(HEAD + "Рада зібралася.,The council met.,uk,en\n", "utf-8")
    (root / "doubtful.csv").write_text("no table\n", "utf-8")
    (root / "model.argosmodel").write_bytes(b"no model")
    returned = newsroom.catalog("a.md").read_text("utf-8").replace("#, fuzzy\n", "")
    (root / "returned.po").write_text(returned, "utf-8")
    return newsroom


def _files(root: Path) -> dict[str, bytes]:
    return {
        str(each.relative_to(root)): each.read_bytes()
        for each in sorted(root.rglob("*"))
        if each.is_file() and not {".l10n", ".git"} & set(each.relative_to(root).parts)
    }


def test_every_place_is_looked_for_in_the_folder_of_c(
    desk: Newsroom, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    elsewhere = desk.root.parent / "elsewhere"
    elsewhere.mkdir()
    before = _files(desk.root)
    kept = desk.root.parent / "kept"
    desk.root.rename(kept)

    def done(command: str, start: Path, at: Path | None) -> tuple[Answer, dict[str, bytes]]:
        shutil.copytree(kept, desk.root, symlinks=True)
        monkeypatch.chdir(start)
        answer, files = run(*command.split(), at=at), _files(desk.root)
        assert Path.cwd() == start
        monkeypatch.chdir(elsewhere)
        shutil.rmtree(desk.root)
        return answer, files

    for name, command in NAMED.items():
        wanted, files = done(command, desk.root, None)
        given, found = done(command, elsewhere, Path("../newsroom"))
        assert (name, given.code, given.err) == (name, wanted.code, wanted.err)
        assert (name, _timeless(given.out)) == (name, _timeless(wanted.out))
        assert (name, found.keys()) == (name, files.keys())
        assert (name, list(elsewhere.iterdir())) == (name, [])
        if "out/" in command:
            assert (name, found.keys() > before.keys()) == (name, True)


def _timeless(text: str) -> str:
    """Without seconds and megabytes, which are never twice the same."""
    return re.sub(r"\d+(\.\d+)?\s", "", re.sub(r"  +", " ", text))


def test_a_folder_that_cannot_be_entered_is_named(run: Run, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o400)
    (answer,) = answers(run, closed, [["status"]])
    assert answer.code == 3
    assert "closed: cannot be read" in answer.err


def test_git_is_given_the_program_where_it_lies(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "l10n"
    program.parent.mkdir()
    program.write_text("")
    (tmp_path / "desk").mkdir()
    subprocess.run(["git", "init", "-q", "desk"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["bin/l10n"])
    assert run("init", at=Path("desk")).code == 0
    config = (tmp_path / "desk" / ".git" / "config").read_text()
    assert f"{program} merge-driver" in config
