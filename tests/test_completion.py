"""Shell completion: what is proposed is one word, and the name of an article that is there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Newsroom

TAME = ("plain.md", "стаття.md")
ODD = (
    *("two blanks.md", "it's.md", 'say "so".md', "$(touch stolen).md", "`touch stolen`.md"),
    *("$HOME.md", "~.md", "=ls.md", "a;touch stolen.md", "a*.md", "a,b.md", "!!.md", "#a.md"),
    *("{a,b}.md", "(a).md", "a&touch stolen&.md", "%s.md", "[a].md", "שלום.md", "a\u00a0b.md"),
)
UNSEEN = (
    *("a\nb.md", "a\tb.md", "a\x1b[2Jb.md", "a\rb.md", "\x9bx.md", "a\u202eb.md", "a\u2028b.md"),
    *("a\u200bb.md", "a\ufeff.md", "a\U000e0041.md", "a\x7f.md", "a\x1f\x1f.md"),
)


@pytest.fixture
def command(newsroom: Newsroom, tmp_path: Path) -> dict[str, str]:
    """The environment of a shell that finds `l10n`, in a newsroom full of odd names."""
    for name in (*TAME, *ODD, *UNSEEN, "-f.md"):
        (newsroom.root / "articles" / name).write_text("Текст.\n")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "l10n").write_text(f'#!/bin/sh\nexec {sys.executable} -m l10n "$@"\n')
    (folder / "l10n").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(newsroom.root), "TERM": "xterm"}


def told(newsroom: Newsroom, environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        command, cwd=newsroom.root, env=environment, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    return done.stdout.decode()


def in_bash(newsroom: Newsroom, environment: dict[str, str], *words: str) -> list[str]:
    """What bash puts on a command line for the last of some words, as it is typed."""
    script = (
        'eval "$(l10n completion bash)"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1));'
        '_l10n_completion l10n; printf "%s\\0" "${COMPREPLY[@]}"'
    )
    shell = ("bash", "--norc", "-c", script, "bash")
    return told(newsroom, environment, *shell, *words).split("\0")[:-1]


def read_by_bash(newsroom: Newsroom, environment: dict[str, str], line: str) -> list[str]:
    """The words that bash makes of a line."""
    script = f'set -- {line}\nprintf "%s\\0" "$@"'
    return told(newsroom, environment, "bash", "--norc", "-c", script).split("\0")[:-1]


def test_bash_gets_each_name_as_one_word_that_does_nothing(
    newsroom: Newsroom, command: dict[str, str]
) -> None:
    (newsroom.root / "a*.md").touch()
    typed = in_bash(newsroom, command, "l10n", "sync", "")
    read = read_by_bash(newsroom, command, " ".join(typed))
    assert sorted(read) == sorted((*TAME, *ODD, "./-f.md"))
    assert not list(newsroom.root.rglob("stolen"))


@pytest.mark.parametrize(("quote", "acting"), [("'", "'"), ('"', '"$`\\!')])
def test_bash_gets_what_can_stand_in_the_quotes_that_are_open(
    quote: str, acting: str, newsroom: Newsroom, command: dict[str, str]
) -> None:
    typed = in_bash(newsroom, command, "l10n", "sync", quote)
    lines = " ".join(f"{quote}{each}{quote}" for each in typed)
    names = [name for name in (*TAME, *ODD) if not set(name) & set(acting)]
    assert sorted(read_by_bash(newsroom, command, lines)) == sorted((*names, "./-f.md"))
    assert not list(newsroom.root.rglob("stolen"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_no_shell_is_told_what_nobody_sees(
    shell: str, newsroom: Newsroom, command: dict[str, str]
) -> None:
    words = {"COMP_WORDS": "l10n sync ", "COMP_CWORD": "" if shell == "fish" else "2"}
    asked = {**command, **words, "_L10N_COMPLETE": f"{shell}_complete"}
    answer = told(newsroom, asked, sys.executable, "-m", "l10n")
    assert answer.replace("\n", "").isprintable() or "\u00a0" in answer
    assert "plain.md" in answer
    for name in UNSEEN:
        assert name not in answer


def test_fish_keeps_a_comma_and_quotes_by_itself(
    newsroom: Newsroom, command: dict[str, str]
) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")
    script = "l10n completion fish | source; complete -C 'l10n sync '"
    names = told(newsroom, command, "fish", "--no-config", "-c", script).splitlines()
    assert {*TAME, *ODD} <= set(names)


@pytest.mark.parametrize("line", ["l10n nothing ", "l10n nothing --x ", "l10n -C nowhere sync "])
def test_a_line_that_is_wrong_is_completed_without_a_word(
    line: str, newsroom: Newsroom, command: dict[str, str]
) -> None:
    words = line.split(" ")
    asked = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "l10n"],
        env={**command, **asked, "_L10N_COMPLETE": "bash_complete"},
        cwd=newsroom.root,
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""


@pytest.mark.parametrize("request_", ["bash", "bash_", "csh_complete", "bash_\x1b", "x\u202e"])
def test_an_unknown_request_of_a_shell_is_not_answered(
    request_: str, newsroom: Newsroom, command: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "l10n"],
        env={**command, "_L10N_COMPLETE": request_},
        cwd=newsroom.root,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
