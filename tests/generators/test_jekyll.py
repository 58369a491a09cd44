"""Jekyll: a sample site, translated and built by Jekyll with kramdown itself."""

import re
from pathlib import Path, PurePosixPath

import pytest

from tests.generators.harness import Proof
from tests.generators.hostile import TARGETS
from tests.generators.installed import program, run
from tests.generators.site import MAPS, Map, Site
from tests.tally import Tally

pytestmark = pytest.mark.generator


def page_of(name: str) -> str:
    """The page that Jekyll makes of an article: of a post without its date, else by its path."""
    path = PurePosixPath(name)
    if path.parent.name == "_posts":
        return re.sub(r"^\d+-\d+-\d+-", "", path.stem) + ".html"
    return str(path.with_suffix(".html"))


SITE = Site(
    "jekyll",
    articles=("_posts/*", "pages/*.md", "pages/*.html"),
    page=page_of,
    kept=r"\b(?:Desna|HTML|GPS)\b",
)


def build(source: Path, pages: Path) -> None:
    """Build a site with Jekyll; an unknown tag, filter or link is an error."""
    options = [
        "--source",
        source,
        "--destination",
        pages,
        "--disable-disk-cache",
        "--strict_front_matter",
    ]
    run([program("jekyll"), "build", "--quiet", *options], source)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(SITE, build, tmp_path_factory.mktemp("jekyll"))


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_site_is_built_as_its_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


def test_hostile_targets_are_text_all_over_the_site(proof: Proof, tally: Tally) -> None:
    proof.withstands(TARGETS, tally)


@pytest.mark.parametrize(
    "name",
    [
        "2026-03-01-bridge",
        "2026-03-02-liquid",
        "2026-03-04-attributes",
        "2026-03-06-definitions",
        "2026-03-08-abbreviations",
        "2026-03-10-tables",
        "2026-03-11-extensions",
        "2026-03-14-includes",
        "2026-03-18-whitespace",
    ],
)
def test_each_hostile_target_is_text_in_each_place(proof: Proof, name: str, tally: Tally) -> None:
    proof.withstands_each(f"_posts/{name}.md", TARGETS, tally)


def test_each_hostile_target_is_text_in_a_page_of_html(proof: Proof, tally: Tally) -> None:
    proof.withstands_each("pages/contact.html", TARGETS, tally)
