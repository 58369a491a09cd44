"""Pandoc: sample articles, translated and made into pages by Pandoc itself.

Its extension `smart` is off: it makes other signs of quotes, dots and dashes, in any language.
Columns are wide: a table whose source is wider is given widths, so a longer word changes its style.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.generators.harness import Proof
from tests.generators.hostile import TARGETS
from tests.generators.installed import program, run
from tests.generators.site import MAPS, Map, Site
from tests.tally import Tally

pytestmark = pytest.mark.generator

SITE = Site("pandoc", articles=("*.md",))


def build(source: Path, pages: Path) -> None:
    """Make a page of each article; a warning is an error."""
    pandoc = program("pandoc")

    def make(article: Path) -> None:
        command: list[str | Path] = [pandoc, "--from=markdown-smart", "--to=html5", "--standalone"]
        command += ["--fail-if-warnings", "--columns=1000", "--citeproc", "--metadata=lang:en"]
        command += ["--bibliography=books.json", "--template=template.html"]
        command += ["--metadata=pagetitle:Article", "--mathml"]
        run([*command, "--output", pages / f"{article.stem}.html", article.name], source)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(make, sorted(source.glob("*.md"))))


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(SITE, build, tmp_path_factory.mktemp("pandoc"))


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The articles without their fields, whose values are Markdown to Pandoc."""
    return Proof(replace(SITE, fields=()), build, tmp_path_factory.mktemp("bodies"))


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_site_is_built_as_its_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


def test_hostile_targets_are_text_all_over_the_site(bodies: Proof, tally: Tally) -> None:
    bodies.withstands(TARGETS, tally)


def test_each_hostile_target_is_text_in_each_place(bodies: Proof, tally: Tally) -> None:
    bodies.withstands_each("mixed.md", TARGETS, tally)
