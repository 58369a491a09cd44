"""Hugo: a sample site, translated and built by Hugo itself."""

from pathlib import Path, PurePosixPath

import pytest

from tests.generators.harness import Proof
from tests.generators.hostile import TARGETS
from tests.generators.installed import program, run
from tests.generators.site import MAPS, Map, Site
from tests.tally import Tally

pytestmark = pytest.mark.generator


def page_of(name: str) -> str:
    """The page that Hugo makes of an article."""
    path = PurePosixPath(name).relative_to("content").with_suffix("")
    folder = path.parent if path.name in ("index", "_index") else path
    return (folder / "index.html").as_posix()


SITE = Site(
    "hugo",
    articles=("content/**/*.md", "content/**/*.html"),
    page=page_of,
    shortcodes=(("button", ("0",)), ("tab", ("label",))),
)


def build(source: Path, pages: Path) -> None:
    """Build a site with Hugo; a shortcode or page that it does not find is an error."""
    run(
        [program("hugo"), "--noBuildLock", "--panicOnWarning", "--destination", pages],
        source,
        environment={"HUGO_CACHEDIR": str(pages.parent / "cache")},
    )


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(SITE, build, tmp_path_factory.mktemp("hugo"))


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_site_is_built_as_its_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


def test_hostile_targets_are_text_all_over_the_site(proof: Proof, tally: Tally) -> None:
    proof.withstands(TARGETS, tally)


@pytest.mark.parametrize(
    "name",
    [
        "desk/page.html",
        "posts/alerts.md",
        "posts/attributes.md",
        "posts/bridge.md",
        "posts/builtin.md",
        "posts/callouts.md",
        "posts/definitions.md",
        "posts/figures.md",
        "posts/marks.md",
        "posts/shortcodes.md",
        "posts/tables.md",
    ],
)
def test_each_hostile_target_is_text_in_each_place(proof: Proof, name: str, tally: Tally) -> None:
    proof.withstands_each(f"content/{name}", TARGETS, tally)
