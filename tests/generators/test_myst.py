"""MyST: a sample site, translated and built by Sphinx with MyST-Parser."""

import re
from pathlib import Path

import pytest

from tests.generators.harness import Proof
from tests.generators.hostile import TARGETS as HOSTILE
from tests.generators.installed import program, run
from tests.generators.site import MAPS, Map, Site
from tests.tally import Tally

pytestmark = pytest.mark.generator

SITE = Site("myst", articles=("*.md", "guide/*.md"))
WITHOUT_ROLES = Site("myst", articles=("[!r]*.md", "river.md", "guide/*.md"))
"""A role cannot hold every text: what breaks out of it is refused (`tests/test_myst.py`)."""
_LABELS = "cost|everybody|flood|front|gap|html-tip|equation-sum"
_OTHER = rf"(?!(?:{_LABELS})\")[^\"#]*"
_MADE = re.compile(rf'admonition-\S* (?=admonition)| id="{_OTHER}"|(?<= href)="[^"#]*#{_OTHER}"')
"""What Sphinx makes of the words of a title, or of chance."""
_BODY = re.compile(r'<div class="body" role="main">(.*?)<div class="clearer">', re.DOTALL)


def build(source: Path, pages: Path) -> None:
    """Build a site with Sphinx; of each page the body is kept, since the rest is the theme's."""
    made = pages.parent / "made"
    run([program("sphinx-build"), "-q", "-b", "html", source, made], source)
    for page in made.rglob("*.html"):
        body = _BODY.search(page.read_text("utf-8"))
        if body and page.name not in ("search.html", "genindex.html"):
            kept = pages / page.relative_to(made)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(_MADE.sub("", body[1]).replace("<span></span>", ""), "utf-8")


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    return Proof(SITE, build, tmp_path_factory.mktemp("myst"))


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_site_is_built_as_its_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


def _is_expressible(target: str) -> bool:
    """True for what CommonMark can say: a reference to a control is one to U+FFFD."""
    return not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", target)


@pytest.mark.parametrize("part", range(4))
def test_hostile_targets_are_text_all_over_the_site(
    part: int, tmp_path: Path, tally: Tally
) -> None:
    targets = [each for each in HOSTILE if _is_expressible(each)]
    start = part * len(targets) // 4
    Proof(WITHOUT_ROLES, build, tmp_path).withstands(targets[start:] + targets[:start], tally)
