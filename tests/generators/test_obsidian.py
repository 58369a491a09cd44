"""Obsidian: sample notes, translated and read by remark with plug-ins for wiki links and callouts.

A stand-in for Obsidian itself, which is a program with windows: `remark-wiki-link` and
`@r4ai/remark-callout` read its links and callouts; highlights, comments and tags are text to them.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.generators.harness import Proof
from tests.generators.installed import NODE_MODULES, npm, program, run
from tests.generators.site import MAPS, Map, Site
from tests.generators.test_github import WITHOUT_FLAWS
from tests.tally import Tally

pytestmark = pytest.mark.generator

TARGETS = tuple(each for each in WITHOUT_FLAWS if not re.search(r"\A\[!|[\u2028\u2029]", each))
"""Without escaped marks of callouts and line separators, which this reader of callouts misreads."""
SITE = Site("obsidian", articles=("*.md",))
READER = Path(__file__).with_name("notes.mjs")


def build(source: Path, pages: Path) -> None:
    """Make a page of each note."""
    npm("remark-wiki-link")
    run([program("node"), READER, "obsidian", NODE_MODULES, source, pages], source)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(SITE, build, tmp_path_factory.mktemp("obsidian"))


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The notes without texts of links, which can hold no sign of Markdown."""
    plain = tuple(
        name for name in SITE.names() if not re.search(r"\[\[[^]]*\|\D", SITE.source(name))
    )
    return Proof(replace(SITE, articles=plain), build, tmp_path_factory.mktemp("words"))


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_site_is_built_as_its_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


def test_hostile_targets_are_text_all_over_the_site(words: Proof, tally: Tally) -> None:
    words.withstands(TARGETS, tally)


def test_each_hostile_target_is_text_in_each_place(words: Proof, tally: Tally) -> None:
    words.withstands_each("mixed.md", TARGETS, tally)


def test_notes_are_not_damaged_where_no_dialect_is_named(
    tmp_path_factory: pytest.TempPathFactory, tally: Tally
) -> None:
    proof = Proof(replace(SITE, named=False), build, tmp_path_factory.mktemp("unnamed"))
    for change in MAPS:
        proof.holds(change, tally)
