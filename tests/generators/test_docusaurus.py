"""Docusaurus: a sample site, translated and built by Docusaurus itself, its bundler Rspack."""

import re
from pathlib import Path, PurePosixPath

import pytest

from tests.generators.harness import Proof
from tests.generators.installed import npm, program, run
from tests.generators.site import MAPS, Map, Site
from tests.tally import Tally
from tests.test_markdown_laws import HOSTILE

pytestmark = pytest.mark.generator

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_LABELS = "all|cost|payers|phones|traffic|with-code|with-emphasis"
_OTHER = rf"(?!(?:{_LABELS})\")[^\"]*"
_THEME = re.compile(
    r"<!-- -->|<a [^>]*hash-link[^>]*>.*?</a>|(?<=<h[1-6]) class=\"anchor[^\"]*\""
    rf'|(?<=<h[1-6]) id="{_OTHER}"|(?<=href="#){_OTHER}(?=")'
)
"""What React puts between neighbouring texts, the theme's links of headings to themselves, and the
identifiers that Docusaurus makes of words."""
_ESCAPED_TWICE = re.compile(r"&amp;(?=(?:lt|gt|quot|amp|#39);)")
_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)-(.*)")


def page_of(name: str) -> str:
    """The page that Docusaurus makes of an article."""
    path = PurePosixPath(name).with_suffix("")
    if path.parts[0] == "blog":
        return "/".join(("blog", *_DATED.fullmatch(path.name).groups(), "index.html"))  # type: ignore[union-attr]
    inside = path.relative_to("docs")
    folder = inside.parent if inside.name == "index" else inside
    return (folder / "index.html").as_posix()


SITE = Site(
    "docusaurus",
    articles=("docs/**/*.md", "docs/**/*.mdx", "blog/*.md", "blog/*.mdx"),
    page=page_of,
)


def build(source: Path, pages: Path) -> None:
    """Build a site; of each page its articles are kept, since the rest is the theme's."""
    command = npm("@docusaurus/core") / "bin" / "docusaurus.mjs"
    modules = source / "node_modules"
    modules.symlink_to(npm("react").parent)
    made = pages.parent / "made"
    run(
        [program("node"), command, "build", "--out-dir", made],
        source,
        environment={"CI": "true", "DO_NOT_TRACK": "1"},
    )
    for page in made.rglob("*.html"):
        kept = pages / page.relative_to(made)
        kept.parent.mkdir(parents=True, exist_ok=True)
        articles = _ARTICLE.findall(page.read_text("utf-8"))
        kept.write_text(_bare("\n".join(articles)), "utf-8")


def _bare(page: str) -> str:
    """A page without what Docusaurus makes of the words of headings; it escapes pictures twice."""
    page = re.sub(r"<img [^>]*>", lambda found: _ESCAPED_TWICE.sub("&", found[0]), page)
    page = re.sub(r'(<h[1-6])(?: class="[^"]*")? id="([^"]*)"', r'\1 id="\2"', page)
    return _THEME.sub("", page)


def _is_expressible(target: str) -> bool:
    """True for what remark can say: names of emoji, addresses and controls have no escape.

    Nor has a backslash at the end of front matter, of which Docusaurus makes broken JavaScript.
    """
    return not re.search(r":[a-z_+-]+:|://|@|www\.|[\x00-\x08\x0b-\x1f\x7f-\x9f]|\\\Z", target)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    # No title of a page says a backslash, no heading an identifier (`tests/test_docusaurus.py`).
    return Proof(SITE, build, tmp_path_factory.mktemp("docusaurus"), one_of=50)


@pytest.mark.parametrize("change", MAPS, ids=lambda change: change.name)
def test_translated_site_is_built_as_its_source(proof: Proof, change: Map, tally: Tally) -> None:
    proof.holds(change, tally)


@pytest.mark.parametrize("part", range(4))
def test_hostile_targets_are_text_all_over_the_site(proof: Proof, part: int, tally: Tally) -> None:
    targets = [each for each in HOSTILE if _is_expressible(each)]
    start = part * len(targets) // 4
    proof.withstands(targets[start:] + targets[:start], tally)
