"""A retracted article stays so under whatever name it comes back."""

import pytest

from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """An article that was published and retracted."""
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync", "--no-draft")
    filled(newsroom.catalog("a.md"), ENGLISH)
    newsroom.l10n("publish")
    assert newsroom.l10n("retract", "a.md", "--reason", "untrue").code == 0
    return newsroom


@pytest.mark.parametrize("more", ["", "\nЩе одне речення.\n"], ids=["as it was", "edited"])
def test_a_retracted_text_does_not_return_by_a_new_name(desk: Newsroom, more: str) -> None:
    (desk.root / "articles/a.md").unlink()
    desk.article("b.md", NEWS + more)
    desk.l10n("sync", "--no-draft")
    filled(desk.catalog("b.md"), {**ENGLISH, "Ще одне речення.": "One more sentence."})
    answer = desk.l10n("publish")
    assert answer.code == 1
    assert "reads as a.md, whose page was retracted; first: l10n rename a.md b.md" in answer.out
    assert not desk.published("b.md").exists()


def test_a_rename_by_command_keeps_it_retracted(desk: Newsroom) -> None:
    assert desk.l10n("rename", "a.md", "b.md").code == 0
    desk.l10n("sync", "--no-draft")
    assert "retracted, and stays so" in desk.l10n("publish").out
    assert desk.l10n("correct", "b.md", "--reason", "checked again").code == 0
    assert "passed" in desk.published("b.md").read_text("utf-8")


def test_another_article_may_be_published(desk: Newsroom) -> None:
    (desk.root / "articles/a.md").unlink()
    desk.article("b.md", "# Інше\n\nЗовсім інша новина.\n")
    desk.l10n("sync", "--no-draft")
    filled(desk.catalog("b.md"), {"Інше": "Other", "Зовсім інша новина.": "Quite other news."})
    assert desk.l10n("publish").code == 0
