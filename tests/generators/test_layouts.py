"""Sites in two languages, laid out by a preset and published by the tool, built by the generators.

Articles and catalogs are those of the repository; a site's own templates name the language of each
page, and its counterparts, so that what the generator found can be read from what it made.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import pytest
from justhtml import JustHTML

from l10n.cli import main
from tests.generators.installed import ROOT, npm, program, run
from tests.tally import Tally

pytestmark = pytest.mark.generator

URL = "https://paper.example"
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
fields = ["title", "description"]
engines = ["argos"]

[publish]
require = "draft"
fallback = "source"

[paths]
preset = "{preset}"

[site]
url = "https://paper.example"
feed = true
name.en = "The Paper"
"""
HUGO = """\
baseURL = "https://paper.example/"
title = "The Paper"
defaultContentLanguage = "uk"
disableKinds = ["RSS", "sitemap", "taxonomy", "term", "404"]
[languages.uk]
weight = 1
{uk}
[languages.en]
weight = 2
{en}
[markup.goldmark.renderer]
unsafe = true
"""
LAYOUT = """\
<!doctype html><html lang="{{ .Language.Lang }}"><head><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}
<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}</head><body><main>{{ .Content }}
{{ range .Pages }}<a href="{{ .RelPermalink }}">x</a>{{ end }}
</main></body></html>
"""
JEKYLL = """\
title: The Paper
url: https://paper.example
timezone: UTC
future: true
permalink: date
exclude: [catalogs, glossary, memory, records, versions, workflows, tables, kept, exports,
  glossary.csv, links.csv]
defaults:
  - scope: {path: ""}
    values: {layout: default, lang: uk}
  - scope: {path: en/_posts}
    values: {layout: default, lang: en}
"""
POST = """\
<!doctype html><html lang="{{ page.lang }}"><head><title>{{ page.title }}</title>
<link rel="canonical" href="{{ page.url | absolute_url }}">
{% for each in page.languages %}
<link rel="alternate" hreflang="{{ each.lang }}" href="{{ each.url }}">
{% endfor %}</head><body><main>{{ content }}</main></body></html>
"""
DOCUSAURUS = """\
module.exports = {
  title: 'The Paper', url: 'https://paper.example', baseUrl: '/', trailingSlash: false,
  i18n: {defaultLocale: 'uk', locales: ['uk', 'en']},
  onBrokenLinks: 'throw', onBrokenAnchors: 'ignore',
  markdown: {
    format: 'detect', hooks: {onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw'},
  },
  future: {faster: {rspackBundler: true, swcJsLoader: true, swcJsMinimizer: true}},
  presets: [['classic', {
    docs: {sidebarPath: false, breadcrumbs: false},
    blog: false, sitemap: false, theme: {},
  }]],
};
"""


@dataclass(frozen=True)
class Built:
    """A site as it was made."""

    pages: Mapping[str, str]
    """The text of each page, by its path."""
    files: frozenset[str]

    def language(self, name: str) -> str:
        """The language that a page says it is in."""
        found = re.search(r"<html\b[^>]*?\blang=\"?([\w-]+)", self.pages[name])
        assert found, name
        return found[1]

    def alternates(self, name: str) -> dict[str, str]:
        """The counterparts that a page names, each by its path in the site."""
        found = {}
        for node in JustHTML(self.pages[name], sanitize=False).query('link[rel="alternate"]'):
            if node.attrs.get("hreflang"):
                found[str(node.attrs["hreflang"])] = str(node.attrs["href"]).removeprefix(URL)
        return found

    def page(self, address: str) -> str | None:
        """The page that an address of the site leads to."""
        path = unquote(urlsplit(address).path).lstrip("/")
        tried = (path, f"{path}index.html", f"{path}/index.html", f"{path}.html")
        return next((each for each in tried if each in self.files), None)

    def broken(self) -> Iterator[str]:
        """Every link and picture that leads to nothing in the site."""
        for name, text in self.pages.items():
            for node in JustHTML(text, sanitize=False).query("main a[href], main img[src]"):
                said = str(node.attrs.get("href") or node.attrs.get("src"))
                address = urljoin(f"{URL}/{name.removesuffix('index.html')}", said)
                if address.startswith(URL) and "#" not in said and self.page(address) is None:
                    yield f"{name}: {said}"


def l10n(site: Path, *arguments: str) -> None:
    """Run a command in a site; it has to end well."""
    with pytest.raises(SystemExit) as end:
        main(["-C", str(site), *arguments])
    assert not end.value.code, arguments


def published(site: Path, preset: str, folder: str, name: Callable[[str], str]) -> list[str]:
    """Lay the repository's articles out in a site, sync and publish; the names that they have.

    Their pictures stand beside each of them, as bundles of Hugo have it.
    """
    (site / "workflows").mkdir(parents=True)
    names = []
    for path in sorted((ROOT / "articles").rglob("*.md")):
        inside = path.relative_to(ROOT / "articles").as_posix()
        if preset == "jekyll" and path.read_text("utf-8").startswith("+++"):
            # TOML is no front matter of Jekyll's.
            continue
        names.append(name(inside))
        place = site / folder / names[-1]
        place.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8")
        place.write_text(re.sub(r"(?m)^date.*\n", "", text), "utf-8")
        shutil.copytree(path.parent / "img", place.parent / "img", dirs_exist_ok=True)
        catalog = site / "catalogs/en" / f"{names[-1]}.po"
        catalog.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "catalogs/en" / f"{inside}.po", catalog)
    workflow = WORKFLOW.format(preset=preset)
    if preset == "jekyll":
        workflow += 'alternates = "languages"\n'
    (site / "workflows/news.toml").write_text(workflow, "utf-8")
    l10n(site, "sync", "--no-draft")
    l10n(site, "publish")
    return names


def bundle(name: str) -> str:
    """An article as Hugo has it with pictures of its own: the index of a folder."""
    return f"{name.removesuffix('.md')}/index.md"


def post(name: str) -> str:
    """An article as Jekyll has it: its date in its name."""
    return f"2026-01-02-{PurePosixPath(name).name}"


def built(pages: Path) -> Built:
    """Read what a generator made."""
    files = {path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()}
    texts = {name: (pages / name).read_text("utf-8") for name in files if name.endswith(".html")}
    return Built(texts, frozenset(files))


def hugo(site: Path, uk: str = "", en: str = "") -> Built:
    """Build a site with Hugo; what it does not find is an error."""
    (site / "hugo.toml").write_text(HUGO.format(uk=uk, en=en), "utf-8")
    (site / "layouts").mkdir()
    (site / "layouts/all.html").write_text(LAYOUT, "utf-8")
    pages = site.parent / "pages"
    run(
        [program("hugo"), "--noBuildLock", "--panicOnWarning", "--destination", pages],
        site,
        environment={"HUGO_CACHEDIR": str(site.parent / "cache")},
    )
    return built(pages)


def holds(site: Path, made: Built, names: list[str], tally: Tally, feed: str) -> None:
    """Hold each article to have a page in both languages, which name each other."""
    broken = list(made.broken())
    assert broken == []
    found = feedparser.parse((site / feed).read_bytes())
    assert not found.bozo
    links = {entry.link for entry in found.entries}
    assert len(links) == len(names)
    for link in links:
        page = made.page(link)
        assert page is not None, link
        assert made.language(page) == "en"
        alternates = made.alternates(page)
        there = {tag: made.page(url) for tag, url in alternates.items()}
        assert there["en"] == page
        origin = there["uk"]
        assert origin is not None
        assert made.language(origin) == "uk"
    tally(f"layouts: {site.name}", pages=len(made.pages), articles=len(names))


def test_hugo_builds_a_site_with_a_folder_for_each_language(tmp_path: Path, tally: Tally) -> None:
    site = tmp_path / "hugo-folders"
    names = published(site, "hugo-folders", "content/uk", bundle)
    made = hugo(site, 'contentDir = "content/uk"', 'contentDir = "content/en"')
    holds(site, made, names, tally, "static/en/feed.xml")
    assert "en/feed.xml" in made.files


def test_hugo_builds_a_site_whose_pages_are_beside_sources(tmp_path: Path, tally: Tally) -> None:
    site = tmp_path / "hugo-files"
    names = published(site, "hugo-files", "content", bundle)
    assert not (site / "published").exists()
    made = hugo(site)
    holds(site, made, names, tally, "static/en/feed.xml")


def test_jekyll_builds_a_site_with_posts_in_two_languages(tmp_path: Path, tally: Tally) -> None:
    site = tmp_path / "jekyll"
    site.mkdir()
    (site / "_config.yml").write_text(JEKYLL, "utf-8")
    names = published(site, "jekyll", "_posts", post)
    (site / "_layouts").mkdir()
    (site / "_layouts/default.html").write_text(POST, "utf-8")
    pages = tmp_path / "pages"
    options = ["--source", site, "--destination", pages, "--disable-disk-cache"]
    run([program("jekyll"), "build", "--quiet", *options], site)
    made = built(pages)
    assert not [name for name in made.files if "versions" in name or "catalogs" in name]
    texts = {name: text for name, text in made.pages.items() if name.startswith("en/")}
    assert len(texts) == len(names)
    found = feedparser.parse((pages / "en/feed.xml").read_bytes())
    assert not found.bozo
    for link in {entry.link for entry in found.entries}:
        page = made.page(link)
        assert page in texts, link
        assert made.language(page) == "en"
        assert made.page(made.alternates(page)["uk"]) in made.pages
    tally("layouts: jekyll", pages=len(made.pages), articles=len(names))


def test_docusaurus_builds_documents_in_two_languages(tmp_path: Path, tally: Tally) -> None:
    site = tmp_path / "docusaurus"
    names = published(site, "docusaurus", "docs", lambda name: name)
    (site / "docusaurus.config.js").write_text(DOCUSAURUS, "utf-8")
    (site / "package.json").write_text('{"name": "paper", "private": true}\n', "utf-8")
    (site / "src/pages").mkdir(parents=True)
    (site / "src/pages/index.md").write_text("# The Paper\n", "utf-8")
    (site / "node_modules").symlink_to(npm("react").parent)
    pages = tmp_path / "pages"
    command = npm("@docusaurus/core") / "bin" / "docusaurus.mjs"
    environment = {"CI": "true", "DO_NOT_TRACK": "1"}
    run([program("node"), command, "build", "--out-dir", pages], site, environment=environment)
    made = built(pages)
    feed = feedparser.parse((site / "static/en/feed.xml").read_bytes())
    assert not feed.bozo
    links = {entry.link for entry in feed.entries}
    assert len(links) == len(names)
    for link in links:
        page = made.page(link)
        assert page is not None, link
        assert made.language(page) == "en"
        assert {"uk", "en"} <= made.alternates(page).keys()
    tally("layouts: docusaurus", pages=len(made.pages), articles=len(names))
