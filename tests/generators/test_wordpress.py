"""WordPress: sample posts, translated and read by WordPress' own packages."""

import re
from pathlib import Path

import pytest

from tests.generators.harness import Proof
from tests.generators.hostile import TARGETS
from tests.generators.installed import NODE_MODULES, npm, program, run
from tests.generators.site import MAPS, Map, Site
from tests.tally import Tally

pytestmark = pytest.mark.generator

PACKAGES = ("autop", "block-serialization-default-parser", "shortcode")
SHORTCODES = (
    *("accordion", "audio", "box", "button", "caption", "contact-form-7", "embed", "gallery"),
    *("highlight", "item", "link", "playlist", "promo", "sourcecode", "video"),
)
"""What plug-ins of the site have announced."""
SITE = Site(
    "wordpress",
    articles=("posts/*.html",),
    page=str,
    shortcodes=(("promo", ("line",)), ("wp:acf/card", ("headline", "text"))),
)

WRITABLE = tuple(target for target in TARGETS if not re.search("[\0-\x1f\x7f]", target))
"""HTML cannot say a control character; the tool refuses a target that holds one."""


def build(source: Path, pages: Path) -> None:
    """Make pages of posts."""
    for name in PACKAGES:
        npm(f"@wordpress/{name}")
    script = Path(__file__).with_name("wordpress.mjs")
    run([program("node"), script, source, pages, NODE_MODULES, *SHORTCODES], source)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(SITE, build, tmp_path_factory.mktemp("wordpress"))


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_posts_are_read_as_their_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


def test_hostile_targets_are_text_all_over_the_site(proof: Proof, tally: Tally) -> None:
    proof.withstands(WRITABLE, tally)


@pytest.mark.parametrize("name", ["bridge", "plugins", "dynamic", "gallery", "poem"])
def test_each_hostile_target_is_text_in_each_place(proof: Proof, tally: Tally, name: str) -> None:
    proof.withstands_each(f"posts/{name}.html", WRITABLE, tally)
