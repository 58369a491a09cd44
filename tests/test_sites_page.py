"""docs/sites.md says what workflows may say of sites, and its examples are read."""

import json
import re
from pathlib import Path

import pytest

from l10n.model.paths import PRESETS
from l10n.model.site import SITES
from l10n.store.workflow_file import load_workflow
from tests.conftest import WORKFLOW, Newsroom

PAGE = (Path(__file__).parent.parent / "docs/sites.md").read_text("utf-8")
EXAMPLES = re.findall(r"(?m)(?:^    \[.*\n(?:^    .*\n|\n(?=    ))*)", PAGE)


def rows(after: str) -> list[list[str]]:
    """The cells of the table whose head begins so, without their code marks."""
    table = PAGE[PAGE.index(f"| {after} |") :].split("\n\n")[0]
    return [
        [cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.split("\n")[2:]
    ]


def test_examples_of_workflows_are_read() -> None:
    found = ["".join(line[4:] + "\n" for line in each.split("\n")) for each in EXAMPLES]
    tables = [text for text in found if "lang" not in text]
    assert len(tables) == 2
    head = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\n'
    for text in tables:
        load_workflow(Path("news.toml"), head + text)


def test_the_table_of_presets_is_that_of_the_tool() -> None:
    said = {
        name.strip("`"): (one.strip("`"), two.strip("`"))
        for name, one, two in rows("preset | articles")
    }
    assert said == {name: (each.articles, each.pages) for name, each in PRESETS.items()}


def test_the_table_of_addresses_is_that_of_the_tool() -> None:
    said = {}
    for names, *cells in rows("preset | a page"):
        for name in names.split(", "):
            said[name.strip("`").replace("none", "")] = [cell.strip("`") for cell in cells]
    assert said.pop("") == [SITES[""][0], "not named", "published/{locale}/feed.xml"]
    assert said == {name: list(each) for name, each in SITES.items() if name}


@pytest.mark.parametrize("also", ['also = ["json"]\n'])
def test_the_members_of_json_are_those_of_the_page(newsroom: Newsroom, also: str) -> None:
    newsroom.workflow(WORKFLOW + also)
    newsroom.article("a.md", "Міст.\n")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    made = json.loads((newsroom.root / "exports/en/a.md.json").read_text("utf-8"))
    said = [name for row in rows("member") for name in re.findall(r"`([\w-]+)`", row[0])]
    assert sorted(said) == sorted(made)
