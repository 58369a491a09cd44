"""GitHub: sample articles, translated and read by cmark-gfm, which GitHub made, and by remark.

Stand-ins for GitHub itself, which is a service: cmark-gfm knows no alerts, mathematics or emoji;
remark has plug-ins for them (`remark-github-alerts`, `remark-math`, `remark-gemoji`). But remark
makes links of escaped addresses too, and U+FFFD of references to control characters; its alerts
lose blanks, and two prices are mathematics to it. cmark-gfm gives headings no ids.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.generators.harness import Build, Proof
from tests.generators.hostile import TARGETS
from tests.generators.installed import NODE_MODULES, npm, program, run
from tests.generators.site import MAPS, Map, Site
from tests.tally import Tally

pytestmark = pytest.mark.generator

ALWAYS_READ = re.compile(r"\w@\w|:[a-z]+:")
"""E-mail addresses and emoji, of which no escape makes text: the tool refuses emoji."""
FLAWS = re.compile(
    rf"{ALWAYS_READ.pattern}|\A[\s\ufeff]|\$[0-9]|https?://|www\.|[\x00-\x08\x0b-\x1f]"
)
WITHOUT_FLAWS = tuple(each for each in TARGETS if not FLAWS.search(each))
WORDS = tuple(each for each in TARGETS if not ALWAYS_READ.search(each))
SITE = Site("github", articles=("*.md",), kept=r"\S+@\S+\.\w+")
READER = Path(__file__).with_name("notes.mjs")


def with_remark(source: Path, pages: Path) -> None:
    """Make a page of each article with remark."""
    npm("remark-github-alerts")
    run([program("node"), READER, "github", NODE_MODULES, source, pages], source)


def with_cmark(source: Path, pages: Path) -> None:
    """Make a page of each article with cmark-gfm, which knows no front matter."""
    command = [program("cmark-gfm"), "--unsafe"]
    for extension in ("table", "strikethrough", "autolink", "tasklist", "footnotes"):
        command += ["-e", extension]
    for article in sorted(set(source.glob("*.md")) - {source / "headings.md"}):
        text = article.read_text("utf-8")
        if text.startswith("---\n"):
            text = text.split("\n---\n", 1)[1]
        page = run(command, source, text=text)
        (pages / f"{article.stem}.html").write_text(f"<!DOCTYPE html><body>{page}", "utf-8")


@pytest.fixture(scope="module", params=[with_remark, with_cmark])
def proof(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    build: Build = request.param
    return Proof(SITE, build, tmp_path_factory.mktemp(build.__name__))


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_site_is_built_as_its_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


def targets(proof: Proof) -> tuple[str, ...]:
    """The hostile targets of which a reader makes what it should."""
    return WITHOUT_FLAWS if proof.build is with_remark else WORDS


def test_hostile_targets_are_text_all_over_the_site(proof: Proof, tally: Tally) -> None:
    proof.withstands(targets(proof), tally)


def test_each_hostile_target_is_text_in_each_place(proof: Proof, tally: Tally) -> None:
    proof.withstands_each("mixed.md", targets(proof), tally)


def test_articles_are_not_damaged_where_no_dialect_is_named(
    tmp_path_factory: pytest.TempPathFactory, tally: Tally
) -> None:
    """But for emoji and single tildes, which are text elsewhere."""
    ours = {"emoji.md", "mixed.md", "struck.md"}
    names = tuple(name for name in SITE.names() if name not in ours)
    site = replace(SITE, articles=names, named=False)
    proof = Proof(site, with_remark, tmp_path_factory.mktemp("unnamed"))
    for change in MAPS:
        proof.holds(change, tally)
