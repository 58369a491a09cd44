"""MkDocs: a sample site, translated and built by MkDocs with Python-Markdown and pymdownx."""

from pathlib import Path, PurePosixPath

import pytest

from tests.generators.harness import Proof
from tests.generators.hostile import TARGETS as HOSTILE
from tests.generators.installed import program, run
from tests.generators.site import MAPS, Map, Site
from tests.tally import Tally

pytestmark = pytest.mark.generator


def page_of(name: str) -> str:
    """The page that MkDocs makes of an article."""
    inside = PurePosixPath(name).relative_to("docs").with_suffix("")
    folder = inside.parent if inside.name == "index" else inside
    return (folder / "index.html").as_posix()


SITE = Site("mkdocs", articles=("docs/**/*.md",), page=page_of)


def build(source: Path, pages: Path) -> None:
    """Build a site with MkDocs; a link that leads nowhere is an error."""
    run([program("mkdocs"), "build", "--quiet", "--strict", "--site-dir", pages], source)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(SITE, build, tmp_path_factory.mktemp("mkdocs"))


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_site_is_built_as_its_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


@pytest.mark.parametrize("shift", range(0, len(HOSTILE), len(HOSTILE) // 6))
def test_hostile_targets_are_text_all_over_the_site(proof: Proof, shift: int, tally: Tally) -> None:
    proof.withstands(HOSTILE[shift:] + HOSTILE[:shift], tally)
