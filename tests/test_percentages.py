"""A percentage is written in one way in each language, wherever the tool tells one."""

from decimal import Decimal
from pathlib import Path

import pytest

from l10n.language.locales import format_percent
from tests.conftest import Newsroom

PACKAGE = Path(__file__).parent.parent / "l10n"


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (75, "en", "75%"),
        (Decimal("75.5"), "en", "75.5%"),
        (75, "uk", "75\N{NO-BREAK SPACE}%"),
        (Decimal("75.5"), "uk", "75,5\N{NO-BREAK SPACE}%"),
        (75, "uk-UA", "75\N{NO-BREAK SPACE}%"),
        (75, "de", "75\N{NO-BREAK SPACE}%"),
        (75, "pl", "75%"),
    ],
)
def test_a_percentage_is_written_as_its_language_does(
    value: Decimal | int, language: str, text: str
) -> None:
    assert format_percent(value, language) == text


def test_no_message_in_english_has_a_blank_before_the_sign() -> None:
    found = [path for path in PACKAGE.rglob("*.py") if "} %" in path.read_text("utf-8")]
    assert found == []


def test_a_report_in_ukrainian_has_the_blank(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.article("a.md", "Рада.\n")
    newsroom.l10n("sync")
    assert "| 0% |" in newsroom.l10n("coverage", "--format", "markdown").out
    monkeypatch.setenv("LC_ALL", "uk_UA.UTF-8")
    assert "| 0\N{NO-BREAK SPACE}% |" in newsroom.l10n("coverage", "--format", "markdown").out
