"""The full screen of a review, pressed key by key without a terminal."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from l10n.cli.review import panels
from l10n.cli.review.full_screen import ReviewApp
from tests.conftest import Newsroom
from tests.reviewing import HEADLINE, TAGGED, TARGETS, entry, prepared, session, signatures

Press = Callable[..., list[str]]


@pytest.fixture
def catalog(newsroom: Newsroom) -> Path:
    return prepared(newsroom)


@pytest.fixture
def press(newsroom: Newsroom, catalog: Path) -> Press:
    """Press keys in a session, and see the lines of the screen before it ends."""

    def run(*keys: str, size: tuple[int, int] = (80, 24)) -> list[str]:
        review = session(newsroom)
        app = ReviewApp(review)

        async def drive() -> list[str]:
            async with app.run_test(size=size) as pilot:
                await pilot.press(*keys)
                await pilot.pause()
                return shown(pilot)

        try:
            return asyncio.run(drive())
        finally:
            review.close()

    return run


def shown(pilot: Pilot[None]) -> list[str]:
    """What stands on the screen; one line that says so where the session has ended."""
    if not pilot.app.is_running:
        return ["ended"]
    width, height = pilot.app.size
    strips = pilot.app.screen._compositor.render_strips()
    return [strip.text for strip in strips][:height] if width else []


def told(lines: list[str]) -> str:
    return next((line.strip() for line in lines if line.startswith((" = ", " ! "))), "")


def typed(text: str) -> list[str]:
    names = {" ": "space", ".": "full_stop", ",": "comma", "\n": "ctrl+j"}
    return [names.get(character, character) for character in text]


def test_both_texts_stand_side_by_side_with_what_is_known(press: Press) -> None:
    lines = press()
    row = next(line for line in lines if HEADLINE in line)
    assert row.index(HEADLINE) < 40 < row.index("The council passed")
    assert any("Role: heading" in line for line in lines)
    assert lines[-1].strip().startswith("? keys  q quit  t accept")


def test_on_a_narrow_screen_they_stand_one_above_the_other(press: Press) -> None:
    lines = press(size=(40, 20))
    rows = [number for number, line in enumerate(lines) if "Рада" in line or "council" in line]
    assert len(rows) == 2
    assert max(map(len, lines)) == 40


def test_enter_saves_and_ctrl_j_makes_a_line(press: Press, catalog: Path) -> None:
    lines = press("e", *typed("\nNow"), "enter")
    assert told(lines) == "= saved as translated"
    assert entry(catalog, HEADLINE).msgstr == f"{TARGETS[HEADLINE]} Now"


def test_a_lost_tag_is_told_at_once(press: Press, catalog: Path) -> None:
    lines = press("n", "e", "ctrl+a", "ctrl+k", *typed("Budget 12"), "enter")
    assert told(lines) == "= saved as fuzzy, since checks find an error in it"
    assert any("error: the tag <a1> is missing" in line for line in lines)
    assert entry(catalog, TAGGED).fuzzy


def test_what_is_typed_and_left_is_not_lost(press: Press, catalog: Path) -> None:
    lines = press("e", "x", "escape")
    assert told(lines) == "= not saved; what you typed is there when you edit again"
    assert any(f"{TARGETS[HEADLINE]}x" in line for line in press("e", "x", "escape", "n", "p", "e"))
    assert told(press("e", "x", "escape", "q")).startswith("! 1 text is not saved")
    assert press("e", "x", "escape", "q", "q") == ["ended"]
    assert entry(catalog, HEADLINE).msgstr == TARGETS[HEADLINE]


def test_comment_reason_and_search_are_asked_for(
    press: Press, newsroom: Newsroom, catalog: Path
) -> None:
    assert told(press("c", *typed("Why so?\nTwice."), "enter")) == "= the comment is written"
    assert entry(catalog, HEADLINE).tcomment == "Why so?\nTwice."
    assert told(press("r", "enter")).startswith("! a rejection needs a reason")
    assert told(press("r", *typed("Too long."), "enter")) == "= rejected"
    assert signatures(newsroom) == [("rejected", HEADLINE)]
    lines = press("slash", *typed("third"), "enter")
    assert any("1 of 1, not approved · search: third" in line for line in lines)
    assert any("stands in no entry" in line for line in press("/", "ь", "ь", "enter"))


def test_the_source_is_copied_into_the_text_that_is_edited(press: Press, catalog: Path) -> None:
    assert told(press("i", "escape")).startswith("= not saved")
    assert entry(catalog, HEADLINE).msgstr == TARGETS[HEADLINE]
    press("i", *typed("!"), "enter")
    assert entry(catalog, HEADLINE).msgstr == f"{HEADLINE}!"


@pytest.mark.parametrize("size", [(1, 1), (10, 4), (300, 3)])
def test_a_strange_size_is_no_end(press: Press, size: tuple[int, int]) -> None:
    assert press("n", "e", "escape", "question_mark", "escape", size=size) != ["ended"]


def test_esc_leaves_a_question_unanswered(press: Press, newsroom: Newsroom) -> None:
    for keys in (("c", "x"), ("r", "x"), ("slash", "x")):
        assert told(press(*keys, "escape")) == ""
    assert signatures(newsroom) == []


def test_states_are_walked_one_after_the_other(press: Press) -> None:
    assert "1 of 4, fuzzy" in press("s", "s", "s")[0]
    assert "1 of 4, not approved" in press(*["s"] * 7)[0]


def test_all_keys_are_listed_in_both_languages(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "\n".join(press("question_mark", size=(100, 40)))
    assert all(told in lines for _keys, told in panels.key_rows())
    assert "list the keys" not in "\n".join(press("question_mark", "q"))
    monkeypatch.setenv("LC_ALL", "uk_UA.UTF-8")
    lines = "\n".join(press("comma", size=(110, 40)))
    assert all(told in lines for _keys, told in panels.key_rows())


def test_markup_in_a_text_is_text(press: Press, newsroom: Newsroom, catalog: Path) -> None:
    text = "[red]a[/red] [@click=app.quit]b[/] [/]"
    press("e", "ctrl+a", "ctrl+k", *typed(text), "enter")
    assert entry(catalog, HEADLINE).msgstr == text
    lines = "\n".join(press(size=(120, 24)))
    assert text in lines


def test_a_key_that_means_nothing_does_nothing(press: Press, catalog: Path) -> None:
    before = catalog.read_bytes()
    assert told(press("x", "1", "tab", "escape", "ctrl+x", "я", "backspace", "delete")) == ""
    assert catalog.read_bytes() == before


def test_the_page_lists_the_keys_as_they_are() -> None:
    page = (Path(__file__).parent.parent / "docs" / "review.md").read_text("utf-8")
    rows = [
        f"| {', '.join(f'`{key}`' for key in keys.split(', '))} | {told} |"
        for keys, told in panels.key_rows()
    ]
    assert "\n".join(("| key | what it does |", "|---|---|", *rows)) in page
