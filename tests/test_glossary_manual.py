"""The manual of the glossary: every column is in it, and its examples are read as they stand."""

import re
from pathlib import Path

import pytest

from l10n.glossary.columns import COLUMNS
from l10n.glossary.file import load_glossary
from l10n.glossary.terms import Kind, Part, Status

MANUAL = (Path(__file__).parent.parent / "docs" / "glossary.md").read_text("utf-8")
EXAMPLES = re.findall(r"```csv\n(.*?)```", MANUAL, re.DOTALL)


def test_the_manual_has_every_column_in_its_order() -> None:
    rows = re.findall(r"^\| `([a-z ]+)` \|", MANUAL.split("### Several files")[0], re.MULTILINE)
    assert rows == list(COLUMNS)


@pytest.mark.parametrize("words", [Status, Kind, Part])
def test_the_manual_has_every_word_of_a_column(words: type[Status | Kind | Part]) -> None:
    assert [each.value for each in words if f"`{each.value}`" not in MANUAL] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_manual_is_a_glossary(example: str) -> None:
    assert load_glossary(Path("glossary.csv"), example.encode()).terms


def test_every_column_has_an_example() -> None:
    shown = {name for each in EXAMPLES for name in each.split("\n")[0].split(",")}
    assert set(COLUMNS) - shown == set()
