"""The ids of headings, as each generator makes them itself."""

import json
import re
from pathlib import Path

import pytest

from l10n.formats.dialects.headings import RULES
from tests.generators.installed import NODE_MODULES, npm, program, run

pytestmark = pytest.mark.generator

HEADINGS = (
    *("Traffic", "Budget 2024", "Бюджет 2024", "Рада: що далі?", "A.B. and C, d_e", "Traffic"),
    *("1. First things", "«Слово»—і тире", "Über straße", "Budget 2024", "C++ & C#", "100 %"),
    *("Te\u0301st й", "Ⅻ століття ½", "Double  space", "हिन्दी शीर्षक", "日本語 見出し", "Heading-1"),
    *("heading", "Traffic 1", "under_score here", "Emoji 😀 here", "İstanbul", "Traffic", "???"),
    *("It's “quoted”", "a / b", "Так -- ні", "Ціна: 5 %", "Traffic 1-1", "—", "‘Ні’, — сказав він"),
)


def ids(html: str) -> list[str]:
    """The ids of all headings; a heading without one gives an empty text."""
    tags = re.findall(r"<h2\b[^>]*>", html)
    found = (re.search(r"\bid=(?:\"([^\"]*)\"|([^\s>]*))", tag) for tag in tags)
    return [(each[1] or each[2] or "") if each else "" for each in found]


def markdown(folder: Path, head: str = "") -> Path:
    path = folder / "a.md"
    text = "\n\n".join(f"## {heading}" for heading in HEADINGS)
    path.write_text(f"{head}{text}\n", "utf-8")
    return path


def by_hugo(folder: Path) -> list[str]:
    for name in ("content", "layouts"):
        (folder / name).mkdir()
    (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    (folder / "layouts/single.html").write_text("{{ .Content }}")
    (folder / "layouts/home.html").write_text("")
    markdown(folder / "content", "---\ntitle: a\n---\n\n")
    run([program("hugo"), "--quiet"], folder)
    return ids((folder / "public/a/index.html").read_text("utf-8"))


def by_jekyll(folder: Path) -> list[str]:
    script = (
        'require "kramdown"; require "kramdown-parser-gfm"; '
        'text = File.read(ARGV[0], encoding: "UTF-8"); '
        'puts Kramdown::Document.new(text, input: "GFM").to_html'
    )
    ruby = ["ruby", "-E", "UTF-8", "-e", script, markdown(folder)]
    return ids(run(ruby, folder))


def by_pandoc(folder: Path) -> list[str]:
    return ids(run([program("pandoc"), "-f", "markdown", markdown(folder)], folder))


def by_mkdocs(folder: Path) -> list[str]:
    script = (
        "import markdown, sys; text = open(sys.argv[1], encoding='utf-8').read(); "
        "print(markdown.markdown(text, extensions=['toc', 'attr_list']))"
    )
    return ids(run([program("python"), "-X", "utf8", "-c", script, markdown(folder)], folder))


def by_github(folder: Path) -> list[str]:
    npm("github-slugger")
    script = (
        f"import Slugger from '{NODE_MODULES}/github-slugger/index.js'; const s = new Slugger(); "
        "console.log(JSON.stringify(JSON.parse(process.argv[2]).map(h => s.slug(h))))"
    )
    path = folder / "slugs.mjs"
    path.write_text(script, "utf-8")
    found = run([program("node"), path, json.dumps(HEADINGS)], folder)
    return [str(each) for each in json.loads(found)]


@pytest.mark.parametrize(
    ("dialect", "made"),
    [
        ("hugo", by_hugo),
        ("jekyll", by_jekyll),
        ("pandoc", by_pandoc),
        ("mkdocs", by_mkdocs),
        ("github", by_github),
        ("docusaurus", by_github),
    ],
)
def test_ids_are_those_of_the_generator(tmp_path: Path, dialect: str, made) -> None:
    found = RULES[dialect].ids((heading, "") for heading in HEADINGS)
    expected = made(tmp_path)
    assert [
        (heading, mine, theirs)
        for heading, mine, theirs in zip(HEADINGS, found, expected, strict=True)
        if mine != theirs
    ] == []
