"""Commands that are offered for pasting: real shells read each word as the one name that it is."""

import operator
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.lines import printable
from l10n.shell import shell_word, shell_words
from tests.conftest import LONG
from tests.tally import Tally

SHELLS = ("dash", "bash", "zsh", "ksh", "busybox", "fish")
NAMES = (
    *("plain.md", "стаття.md", "two  blanks.md", " ends ", "", "it's.md", 'say "so".md', "''"),
    *("$HOME.md", "${x}", "$(touch stolen)", "`touch stolen`", "a;touch stolen", "a&b", "a|b"),
    *("~", "~root.md", "=ls", "=", "!", "!!", "a!b", "#a", "a#b", "*", "?", "[a]", "{a,b}", "^a"),
    *("-f", "--help", "-", "--", "-\x1b", "a\\b", "\\", "a\\nb", "%s", "%d%%", "a=b", "A=b", "<a>"),
    *("a\nb.md", "\na", "a\tb", "a\rb", "a\x1b[2Jb", "\x1b]0;x\x07", "a\x7fb", "\x01", "\x9b2J"),
    *(
        "a\u202egnp.md",
        "\u2066a\u2069",
        "\u200b",
        "a\u200db",
        "\u2028",
        "\u0085",
        "\u3164",
        "a\ufeff",
    ),
    *(
        "\U000e0041",
        "\ue000",
        "a\u00a0b",
        "a\u00adb",
        "e\u0301",
        "👩\u200d🚀.md",
        "שלום.md",
        "a\u200f1",
    ),
    *(
        "\udcff\udc80.md",
        "a\udcff\n",
        "\033[31m7",
        "a\x1b7",
        "(a)",
        "if",
        "then",
        "a\n\nb",
        "\\033",
    ),
)
LINE_END_LAST = ("a\n", "\n", "\x1b\n\n", "a\udcff\n")
LETTERS = [chr(number) for number in range(1, 0x180)] + list("\u202e\u2028\u200bяїא👩\udc80\udcff")
LETTERS += list("\n\t\x1b $`'\"\\!~-%#*?&;|<>(){}[]^=" * 8)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0")
    | st.sampled_from("\x1b\n\r\t $`'\"\\!~-%#*?\u202e\u200b0179"),
    max_size=12,
)


def received(shell: str, command: str, folder: Path) -> list[bytes]:
    """The arguments that a stub gets from a shell that runs a command with it."""
    stub = folder / "stub"
    stub.write_text('#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word"; done\n')
    stub.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    words = [shell, "sh"] if shell == "busybox" else [shell]
    if shell == "zsh":
        words.append("-f")
    told = subprocess.run(
        [*words, "-c", command],
        cwd=folder,
        env={"PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 0, (command, told.stderr)
    return told.stdout.split(b"\0")[:-1]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_takes_every_word_as_the_one_name(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    names = [name for name in NAMES if not name.endswith("\n")]
    # A word that begins with a dash ends the options first.
    command = shell_words(["stub", "-x"], names)
    assert printable(command) == command
    wanted = [b"-x", b"--", *map(os.fsencode, names)]
    assert received(shell, command, tmp_path) == wanted
    assert not (tmp_path / "stolen").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "ksh"])
def test_a_line_end_at_the_end_of_a_name_is_kept(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    command = shell_words(["stub"], LINE_END_LAST)
    assert "\n" not in command
    assert received(shell, command, tmp_path) == list(map(os.fsencode, LINE_END_LAST))


@settings(max_examples=40)
@given(names=st.lists(TEXTS.filter(lambda text: not text.endswith("\n")), min_size=1, max_size=30))
def test_what_is_offered_is_printable_and_exact(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    command = shell_words(["stub"], names)
    assert command.isprintable() or " " in command
    assert printable(command) == command
    end = [b"--"] if any(name.startswith("-") for name in names) else []
    for shell in ("bash", "dash"):
        told = received(shell, command, tmp_path_factory.mktemp("stub"))
        assert told == [*end, *(name.encode() for name in names)]


@pytest.mark.campaign
@pytest.mark.parametrize("shell", SHELLS if LONG else SHELLS[:2])
def test_names_made_at_random_reach_a_shell_whole(shell: str, tmp_path: Path, tally: Tally) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    chance = random.Random(8)
    others = 0
    for _time in range(100 if LONG else 2):
        names = ["".join(chance.choices(LETTERS, k=chance.randint(0, 12))) for _ in range(100)]
        names = [name.rstrip("\n") for name in names]
        read = received(shell, shell_words(["stub", "-x"], names), tmp_path)
        sent = [os.fsencode(name) for name in names]
        end = [b"--"] if any(name.startswith("-") for name in names) else []
        others += sum(map(operator.ne, read, [b"-x", *end, *sent])) + abs(
            len(read) - 101 - len(end)
        )
    tally("terminal: names through shells", names=10_000 if LONG else 200, other=others)
    assert others == 0


def test_a_plain_name_is_offered_as_it_is() -> None:
    assert shell_words(["l10n", "rename"], ["news/a.md", "b.md"]) == "l10n rename news/a.md b.md"
    assert shell_words(["mv"], ["стаття.md", "it's"]) == """mv 'стаття.md' 'it'"'"'s'"""
    assert shell_words(["l10n", "status"], ["-x.md"]) == "l10n status -- -x.md"


def test_what_nobody_sees_in_a_name_is_seen_in_the_command() -> None:
    assert shell_word("a\x1bb") == "\"$(printf 'a\\033b')\""
    assert shell_word("a\u202eb") == "\"$(printf 'a\\342\\200\\256b')\""
    assert shell_word("a\u00a0b") == "\"$(printf 'a\\302\\240b')\""
