"""A new desk, and completion in the shell, through the command line."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Newsroom, Run
from tests.test_cli import NEWS, one_line


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    answer = run("completion", shell)
    assert answer.code == 0
    assert "_L10N_COMPLETE" in answer.out


def test_completion_offers_commands_and_articles(newsroom: Newsroom) -> None:
    newsroom.article("news/a.md", NEWS)
    newsroom.article("news/a.svg", "<svg/>")
    command = [sys.executable, "-c", "from l10n.cli import main; main()"]
    environment = os.environ | {
        "_L10N_COMPLETE": "bash_complete",
        "COMP_WORDS": "l10n st",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=newsroom.root, check=False
    )
    assert "plain,status" in done.stdout
    environment |= {"COMP_WORDS": "l10n status ne", "COMP_CWORD": "2"}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=newsroom.root, check=False
    )
    assert done.stdout.split() == ["plain,news/", "plain,news/a.md"]


@pytest.mark.parametrize("tongue", ["en", "uk"])
def test_a_new_workflow_speaks_the_language_of_its_desk(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tongue: str
) -> None:
    monkeypatch.setenv("LC_ALL", {"en": "en_US.UTF-8", "uk": "uk_UA.UTF-8"}[tongue])
    assert run("init", tmp_path / "desk").code == 0
    text = (tmp_path / "desk/workflows/news.toml").read_text("utf-8")
    assert tomllib.loads(text)["notes"] == tongue
    comments = [line for line in text.split("\n") if line.startswith("#")]
    assert all(bool(re.search("[а-яі]", line)) is (tongue == "uk") for line in comments)
    assert max(map(len, text.split("\n"))) <= 90
    (tmp_path / "desk/articles/a.md").write_text("# Рада\n", "utf-8")
    assert run("sync", "--no-draft", at=tmp_path / "desk").code == 0


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        (("--source", "uk", "--target", "uk"), "the language of the articles"),
        (("--source", "ua"), "did you mean “uk”?"),
        (("--target", "ger"), "did you mean “de”?"),
    ],
)
def test_a_desk_between_no_two_languages_is_not_laid_out(
    tmp_path: Path, run: Run, languages: tuple[str, ...], told: str
) -> None:
    answer = run("init", tmp_path / "desk", *languages)
    assert answer.code == 2
    assert told in one_line(answer)
    assert not (tmp_path / "desk").exists()
