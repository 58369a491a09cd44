"""A tree of ours meets the component of Weblate that docs/exchange.md describes."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.conftest import Newsroom
from tests.corpora import ROOT
from tests.test_peers import NEEDS_PEERS, PEERS

pytestmark = NEEDS_PEERS

PAGE = (ROOT / "docs/exchange.md").read_text("utf-8")
LOCALES = ("en", "pt-BR", "de", "zh-Hant")
WORKFLOW = f"""
articles = ["**"]
source = "uk"
targets = {json.dumps(LOCALES)}
"""
ARTICLES = ("a.md", "news/довга назва.md", "news/2026.05/b.html")
TEXT = "Рада **міста** & «мер» домовилися.\n"


def documented(name: str) -> dict[str, Any]:
    match = re.search(rf"```json {name}\n(.*?)```", PAGE, re.DOTALL)
    assert match is not None
    found: dict[str, Any] = json.loads(match[1])
    return found


def weblate(root: Path, *work: str) -> dict[str, Any]:
    """The components that Weblate finds in a tree, by mask."""
    discovery = json.dumps(documented("weblate-discovery"))
    done = subprocess.run(
        [PEERS / "bin/python", ROOT / "tests/weblate_rules.py", discovery, *work],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(WORKFLOW)
    for name in ARTICLES:
        newsroom.article(name, f"<p>{TEXT}</p>" if name.endswith("l") else TEXT)
    assert newsroom.l10n("sync", "--no-draft").code == 0
    return newsroom


def test_each_article_is_a_component_with_all_its_locales(room: Newsroom) -> None:
    found = weblate(room.root)
    assert {one["component"] for one in found.values()} == set(ARTICLES)
    component = documented("weblate-component")
    for mask, one in found.items():
        assert mask == component["filemask"].replace("ARTICLE", one["component"])
        assert set(one["files"]) == set(LOCALES)
        assert one["globbed"] == sorted(each["path"] for each in one["files"].values())
        assert mask.count("*") == 1


def test_each_folder_is_a_language_that_it_knows(room: Newsroom) -> None:
    component = documented("weblate-component")
    for mask, one in weblate(room.root).items():
        for code, known in one["languages"].items():
            assert known is not None
            assert re.match(component["language_regex"], code)
            # `language_code_style = "bcp"` names the file of a language so.
            assert component["language_code_style"] == "bcp"
            assert mask.replace("*", known.replace("_", "-")) in one["globbed"]


def test_its_units_are_our_entries_with_their_states(room: Newsroom) -> None:
    catalog = polib.pofile(str(room.catalog("a.md")))
    catalog[0].msgstr = "The <b1>city</b1> council & the mayor agreed."
    catalog[0].flags = ["fuzzy"]
    catalog.save()
    one = weblate(room.root)["catalogs/*/a.md.po"]
    (unit,) = one["files"]["en"]["units"]
    assert unit == ["", catalog[0].msgid, catalog[0].msgstr, True, ["#, fuzzy\n"]]
    assert one["files"]["de"]["units"][0][1:4] == [catalog[0].msgid, "", False]


def test_what_it_commits_is_taken_as_a_translation(room: Newsroom) -> None:
    source = polib.pofile(str(room.catalog("a.md")))[0]
    target = "The <b1>city</b1> council & the “mayor” agreed."
    weblate(room.root, str(room.catalog("a.md")), source.msgid, target)
    assert room.l10n("sync", "--no-draft").code == 0
    after = polib.pofile(str(room.catalog("a.md")))
    assert (after[0].msgstr, after[0].fuzzy, after[0].comment) == (target, False, source.comment)
    assert after.metadata["Last-Translator"] == "Olena <olena@example.org>"
    assert after.metadata["X-L10n-Article"] == "a.md"
    assert room.l10n("coverage", "a.md", "--locale", "en", "--fail-under", "100").code == 0


def test_the_trees_of_this_repository_meet_it_too() -> None:
    found = weblate(ROOT)
    paths = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("catalogs/*/**/*.po")}
    assert {each["path"] for one in found.values() for each in one["files"].values()} == paths
    units = [u for one in found.values() for each in one["files"].values() for u in each["units"]]
    assert {flag for unit in units for flag in unit[4]} <= {"#, fuzzy\n"}
    assert len(units) > 100


def test_the_page_configures_no_template_and_no_flags() -> None:
    component = documented("weblate-component")
    assert (component["file_format"], component["template"], component["new_base"]) == (
        "po",
        "",
        "",
    )
    assert component["new_lang"] == "none"
    assert component["check_flags"] == ""
    assert component["enforced_checks"] == []
