"""A review in a real terminal: walked, edited, signed, undone, left, killed."""

import re
from pathlib import Path

import pytest

from tests.conftest import Newsroom
from tests.reviewing import (
    FOURTH,
    HEADLINE,
    NAMED,
    TAGGED,
    TARGETS,
    THIRD,
    entry,
    filled,
    prepared,
    signatures,
)
from tests.terminal import opened

DOWN, ESC, ENTER = "\x1b[B", "\x1b", "\r"


@pytest.fixture
def catalog(newsroom: Newsroom) -> Path:
    return prepared(newsroom)


def test_a_session_on_a_full_screen_is_in_the_files(newsroom: Newsroom, catalog: Path) -> None:
    with opened("review", "a.md", "--as", NAMED, at=newsroom.root) as terminal:
        terminal.until("1 of 4, not approved", HEADLINE, TARGETS[HEADLINE], "n next")
        assert terminal.screen.full
        terminal.press("t")
        terminal.until("accepted as translated")
        # A Ukrainian layout: the key of "a".
        terminal.press("ф")
        terminal.until("approved")
        terminal.until("3 not approved")
        terminal.press("e")
        terminal.until("Enter save")
        terminal.press("!", ENTER)
        terminal.until("saved as")
        terminal.press("?")
        terminal.until("list the keys")
        terminal.press(ESC)
        terminal.until_gone("list the keys")
        terminal.press("u")
        terminal.until("= undone")
        terminal.press("q")
        assert terminal.ended() == 0
        assert not terminal.screen.full
    assert not entry(catalog, HEADLINE).fuzzy
    assert signatures(newsroom) == [("approved", TAGGED)]
    assert {each: entry(catalog, each).msgstr for each in TARGETS} == TARGETS


def test_what_was_accepted_survives_a_kill(newsroom: Newsroom, catalog: Path) -> None:
    with opened("review", "a.md", "--as", NAMED, at=newsroom.root) as terminal:
        terminal.until("1 of 4")
        terminal.press("a")
        terminal.until("3 not approved")
        terminal.press("e", "half")
        terminal.until("half")
        terminal.kill()
    assert signatures(newsroom) == [("approved", HEADLINE)]
    assert not entry(catalog, HEADLINE).fuzzy
    assert entry(catalog, TAGGED).msgstr == TARGETS[TAGGED]
    assert newsroom.l10n("check").code == 0


@pytest.mark.sampled(0)
@pytest.mark.parametrize("size", [(100, 30), (80, 24)])
def test_a_save_elsewhere_and_another_size_are_shown(
    newsroom: Newsroom, catalog: Path, size: tuple[int, int]
) -> None:
    with opened("review", "a.md", "--as", NAMED, at=newsroom.root, size=size) as terminal:
        terminal.until(TARGETS[HEADLINE])
        filled(catalog, {HEADLINE: "Saved elsewhere"})
        terminal.until("Saved elsewhere", "changed elsewhere")
        terminal.resize(40, 16)
        seen = terminal.until("Translation")
        assert all(len(line) <= 40 for line in seen.split("\n"))
        terminal.press("\x03")
        assert terminal.ended() == 0


@pytest.mark.sampled(0)
def test_nothing_of_a_file_steers_the_terminal(newsroom: Newsroom, catalog: Path) -> None:
    text = catalog.read_text("utf-8")
    evil = "[red]x[/red] \\a\\b\u009b31m\u202egnp \u200b漢字 e\u0301 \u05e9\u05dc\u05d5\u05dd"
    catalog.write_text(text.replace(TARGETS[HEADLINE], evil), "utf-8")
    with opened("review", "a.md", "--as", NAMED, at=newsroom.root) as terminal:
        terminal.until("1 of 4", "[red]x[/red]", "\\x07\\x08\\x9b31m\\u202egnp", "漢字")
        terminal.press("e")
        terminal.until("Enter save")
        terminal.press("y")
        terminal.until("\u05e9\u05dc\u05d5\u05ddy")
        terminal.press(ENTER)
        terminal.until("saved as")
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.sampled(2)
@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {}], ids=["dumb", "plain"])
def test_lines_in_a_terminal_do_the_same(
    newsroom: Newsroom, catalog: Path, how: dict[str, str]
) -> None:
    more = () if how else ("--plain",)
    with opened(
        "review", "a.md", "--as", NAMED, *more, at=newsroom.root, environment=how
    ) as terminal:
        terminal.until("1 of 4, not approved")
        terminal.press("t\n")
        terminal.until("= accepted as translated")
        terminal.press(f"e {TARGETS[TAGGED]}!\n")
        terminal.until("= saved as translated")
        terminal.press("\x04" if how else "\x03")
        assert terminal.ended() == (0 if how else 130)
    assert not entry(catalog, HEADLINE).fuzzy
    assert entry(catalog, TAGGED).msgstr == f"{TARGETS[TAGGED]}!"
    assert entry(catalog, THIRD).fuzzy
    assert entry(catalog, FOURTH).fuzzy


@pytest.mark.sampled(0)
def test_an_editor_has_the_terminal_for_itself(newsroom: Newsroom, catalog: Path) -> None:
    editor = newsroom.root / "editor.sh"
    editor.write_text('#!/bin/sh\necho I am the editor\nread line\necho "$line" > "$1"\n')
    editor.chmod(0o755)
    with opened(
        "review",
        "a.md",
        "--as",
        NAMED,
        at=newsroom.root,
        environment={"VISUAL": str(editor), "NO_COLOR": "1"},
    ) as terminal:
        terminal.until("1 of 4")
        terminal.press("E")
        terminal.until("I am the editor")
        assert not terminal.screen.full
        terminal.press("By hand\r")
        terminal.until("By hand", "= saved as translated")
        terminal.press("q")
        assert terminal.ended() == 0
    assert entry(catalog, HEADLINE).msgstr == "By hand"
    colours = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.written)
    assert all(red == green == blue for red, green, blue in colours), "shades of grey alone"


@pytest.mark.sampled(0)
def test_a_signal_ends_it_and_gives_the_terminal_back(newsroom: Newsroom, catalog: Path) -> None:
    with opened("review", "a.md", "--as", NAMED, at=newsroom.root) as terminal:
        terminal.until("1 of 4")
        terminal.process.terminate()
        assert terminal.ended() == 143
        assert not terminal.screen.full
