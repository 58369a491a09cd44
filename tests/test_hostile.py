"""What a target or a file's name holds is text: no structure, no markup, no script, no path."""

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from justhtml import JustHTML
from markdown_it import MarkdownIt
from markdown_it.token import Token as MarkdownToken

from l10n.desk.desk import Desk, Wanted, open_desk
from l10n.desk.reading import Source, read_source
from l10n.exchange.po import file as po
from l10n.jobs.layout import lay_out
from l10n.jobs.publish import ReleaseOptions, Result, release
from l10n.jobs.sync import sync
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.markup import Tagged, Token, TokenKind, tokens, write
from l10n.steps.proofread import proofread
from l10n.steps.publish import Edition, Policy, choose, publish
from l10n.store.workspace import Workspace

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
split = "blocks"
fields = ["title", "description", "tags"]
engines = []
"""

MARKDOWN = """\
---
title: Слово поле
description: "Слово опис"
tags: [слово перше, 'слово друге']
---

# Слово заголовок

Слово абзац із *наголосом*, [посиланням](a.md "Слово назва"), ![образом](i.png "Слово образ").

Другий рядок
--

- Слово пункт
- [ ] Слово завдання
  1. Слово нумероване

> Слово цитата

| Слово | Стовпець |
|-------|----------|
| Слово | `код` слово |

Слово [скорочення], рядок\\
другий <b>сирий</b> текст.

[скорочення]: https://example.org/ "Назва"
"""
TOML = """\
+++
title = "Слово поле"
description = 'Слово опис'
+++

Слово абзац з виноскою[^1], ~~зайвим~~ і <https://example.org/>.

[^1]: Слово внизу.
"""
HTML = """\
<!DOCTYPE html>
<html lang="uk"><head><meta charset="utf-8"><title>Слово заголовок</title>
<meta name="description" content="Слово опис"><meta property='og:title' content='Слово граф'>
</head><body>
<h1>Слово назва</h1>
<p>Слово абзац із <em>наголосом</em>, <a href="a.html" title="Слово підказка">посиланням</a>,
<img src="i.png" alt='Слово образ' title=слово> кінець.</p>
<ul><li>Слово пункт<li>Другий пункт</ul>
<table><tr><th>Слово стовпець<td>Слово клітинка</table>
<script>var x = "не чіпати"</script>
</body></html>
"""
TEXT = """\
Новини

Слово заголовок новини про раду

Автор:
Слово Ім'я
Дата:

Слово перший абзац. Ще речення.

Слово другий абзац
у двох рядках.
"""

STARTS = (
    *("# x", "###### x", "#", "- x", "+ x", "* x"),
    *("-", "+", "> x", ">", "1. x", "1991. x", "7) x"),
    *("===", "---", "--- x", "- - -", "***", "___"),
    *("+++", "...", "```", "```sh", "~~~ x", "    x"),
    *("| a | b |", "--- | ---", ":-:", "|", "[foo]: /x", "[foo]: <x> 'y'", "[^1]: x", "[ ] x"),
    *("\tx", "<!-- x", "<div>", "<?php x", "<!DOCTYPE x>", "<![CDATA[x]]>", "</p>", "<script>"),
    *("%TAG x", "? x", ": x", "!!python/object/apply:os.system [x]", "&a x", "*a", "@x", "`x"),
    *("Author: x", "Автор:", "Дата: x", "Date:", "title: x", "{a: b}", "[a, b]", "key = 'x'"),
)
MARKUP = (
    *(
        "*x*",
        "**x**",
        "_x_",
        "__x__",
        "~~x~~",
        "~x~",
        "`x`",
        "``",
        "a*b*c",
        "***",
        "a_b_c",
        "*",
        "_",
    ),
    *("[x](y)", "[x](javascript:alert(1))", "[x][y]", "[x]", "[скорочення]", "[x][]", "![x](y)"),
    *("![x][скорочення]", "[^1]", "[^x]", "](x)", "](", "]", "[", "x](/evil", "[x](<y>)", "!"),
    *(
        "<https://e.example>",
        "<a@b.example>",
        "https://e.example/x",
        "www.e.example",
        "a@b.example",
    ),
    *("<b>x</b>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href=x>y</a>"),
    *("<script>alert(1)</script>", "</script><script>alert(1)</script>", "<style>*{}</style>"),
    *("</title><script>alert(1)</script>", "</textarea>", "</body></html>", "</td></tr>", "</ul>"),
    *("<iframe src=//e.example>", "<base href=//e.example>", "<meta http-equiv=refresh>"),
    *("<form action=//e.example>", "<input>", "<!--", "-->", "<!-->", "--!>", "<![CDATA[", "]]>"),
    *("<", ">", "a<b", "a < b > c", "<<x>>", "<x", "<x y='", '<x y="', "</", "<a1>", "</a1>"),
    *("<em1>x</em1>", "<a9>x</a9>", "<br1/>", "<omit/>x", "<!x>", "<?x?>", "<plaintext>", "<xmp>"),
    *(
        "&lt;script&gt;",
        "&#60;b&#62;",
        "&#x3c;b>",
        "&amp;",
        "&amp;lt;",
        "&copy",
        "&copy;",
        "&",
        "&#",
    ),
    *(
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "&ampx",
        "&lt",
        "x & y",
        "AT&T",
        "&notit;",
        "&Tab;",
        "&NewLine;",
    ),
)
QUOTES = (
    *('"', "'", "''", '""', '"x" y', "' onerror='x", '" onerror="x', '"><script>', "'><script>"),
    *(
        '\\"',
        "\\'",
        "\\",
        "\\\\",
        "x\\",
        "\\n",
        "\\u0041",
        "\\x41",
        "`",
        "´",
        "«»",
        "“x”",
        "(",
        ")",
    ),
    *("x)", '") [a](b', "') [a](b", "x' # y", 'x" # y', "x # y", "x: y", "x:", "- x: y", "x #"),
    *(
        "'''",
        '"""',
        '""" x',
        "''' x",
        "x, y",
        "x] , [y",
        "x}",
        "{x",
        "a=b",
        "= x",
        "x = 'y'",
        "${x}",
    ),
)
WORDS = (
    *("yes", "no", "null", "~", "true", "12", "0x1F", "1e3", "1.5", "2024-01-01", "12:30", ".inf"),
    *(
        "{{ x }}",
        "{% x %}",
        "{x}",
        "{0}",
        "%s",
        "%(x)s",
        "$x$",
        "{#id}",
        "{.class}",
        "^x^",
        "==x==",
    ),
    *(
        "../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "C:\\x",
        "data:text/html,x",
        "; rm -rf",
    ),
    *(
        "$(id)",
        "`id`",
        "|| id",
        "x\u00a0y",
        "\u00a0x",
        "x\u2028y",
        "\u2028x",
        "x\u2029y",
        "x\u0085y",
    ),
    *(
        "\u200bx",
        "\u202ex",
        "\u2066x",
        "x\u200fy",
        "\ufeffx",
        "x\ufeff",
        "e\u0301",
        "\u0301x",
        "👩‍👩‍👧",
    ),
    *("🎉", "עברית", "مرحبا بكم", "漢字かな", "x" * 3000, "x " * 500, "a\tb", "a  b", "a    b"),
)
LINES = (
    *(
        "x\ny",
        "x\n\ny",
        "x\r\n\r\ny",
        "x\n# y",
        "x\n- y",
        "x\n---",
        "x\n===",
        "x\n> y",
        "x\n```\ny",
    ),
    *("x\n\n<script>y</script>", "x\n[foo]: y"),
    *("x\n\n[foo]: /y", "x  \ny", "x\\\ny", "\nx", "x\n"),
    *("x\n---\ny: z\n---\n", "x\ny: z", "x\n+++\n", "x\n| a |\n|---|", "x\n    y", "x\n1. y"),
)
UNWRITABLE = (
    *("x\x00y", "x\x01y", "x\x07", "\x1b[31mx", "x\x7fy"),
    *("x\x9by", "x\ufffey", "\x0bx", "x\x0cy"),
)
HOSTILE = tuple(dict.fromkeys((*STARTS, *MARKUP, *QUOTES, *WORDS, *LINES)))


HARMLESS = "Word"
ARTICLES = {"md": MARKDOWN, "toml.md": TOML, "html": HTML, "txt": TEXT}
TITLES = {"alt", "title", "content"}
"""Attributes whose values are translated."""

Skeleton = list[object]


def newsroom(root: Path, articles: dict[str, str]) -> Desk:
    lay_out(root, "uk", ["en"])
    (root / "workflows/news.toml").write_text(WORKFLOW, "utf-8")
    for name, text in articles.items():
        path = root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return open_desk(Workspace(root))


def fill(desk: Desk, name: str, change: Callable[[Entry], str]) -> None:
    """Translate a catalog as a translator would, in its file."""
    path = desk.workspace.catalog_path("en", name)
    catalog = po.parse_bytes(path.read_bytes(), path)
    entries = tuple(e.with_target(change(e), State.TRANSLATED) for e in catalog.entries)
    path.write_bytes(po.dump(replace(catalog, entries=entries)).encode())


def instead(target: str) -> Callable[[Entry], str]:
    """Put a text in place of each stretch of words between tags."""

    def change(entry: Entry) -> str:
        empties = frozenset(re.findall(r"<([a-z]+[0-9]+)/>", entry.source))
        pairs = frozenset(re.findall(r"<([a-z]+[0-9]+)>", entry.source))
        words = target
        for tag in empties | pairs:
            words = re.sub(f"<(/?){tag}(/?)>", rf"< \1{tag}\2>", words)
        return write(
            [
                Token(token.kind, words if token.text.strip(" .,") else token.text)
                if token.kind is TokenKind.TEXT
                else token
                for token in tokens(entry.source, Tagged(entry.source, pairs, empties))
            ]
        )

    return change


def body(source: str) -> str:
    """A Markdown article without its front matter."""
    fence = source[:3]
    return source.split(f"\n{fence}\n", 1)[1]


def markdown_skeleton(source: str) -> Skeleton:
    """All that is no text, as another parser reads it, HTML enabled."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    def walk(found: Sequence[MarkdownToken]) -> Iterator[object]:
        for token in found:
            if token.type not in ("text", "softbreak", "text_special"):
                attributes = {k: None if k in TITLES else v for k, v in token.attrs.items()}
                written = "" if token.type in ("inline", "image") else token.content
                yield (token.type, token.tag, token.nesting, attributes, written)
            if token.type != "image":
                yield from walk(token.children or ())

    return list(walk(parser.parse(body(source))))


def tree_skeleton(source: str) -> Skeleton:
    """The elements, attributes and comments of a page as browsers build them."""

    def walk(node: Any, depth: int) -> Iterator[object]:
        attributes = getattr(node, "attrs", None) or {}
        shown = {k: None if k in TITLES else v for k, v in attributes.items()}
        if node.name in ("script", "style", "#comment"):
            yield (depth, node.name, shown, node.data or [c.data for c in node.children])
            return
        if node.name != "#text":
            yield (depth, node.name, shown)
        for child in getattr(node, "children", None) or ():
            yield from walk(child, depth + 1)

    return list(walk(JustHTML(source, sanitize=False).root, 0))


class Tags(HTMLParser):
    """Reads HTML much less carefully than browsers do."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: Skeleton = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [(k, None if k in TITLES else v) for k, v in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)


@dataclass(frozen=True)
class Pages:
    """What was published of each target, and of a harmless one, by the suffix of the article."""

    harmless: dict[str, str]
    versions: dict[str, list[tuple[str, str]]]


REFUSED = "<omit/>x"
"""What stands for a sentence left out cannot be published as text."""


@pytest.fixture(scope="module", params=["steps", "commands"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Every hostile target in every place, by steps; every eighth through files and commands."""
    root = tmp_path_factory.mktemp("hostile") / "newsroom"
    return by_steps(root) if request.param == "steps" else by_commands(root)


def by_steps(root: Path) -> Pages:
    desk = newsroom(root, {f"a.{suffix}": text for suffix, text in ARTICLES.items()})
    assert sync(desk, Wanted(), now=NOW).errors == ()
    harmless: dict[str, str] = {}
    versions: dict[str, list[tuple[str, str]]] = {}
    for suffix in ARTICLES:
        source = read_source(desk.workspace, f"a.{suffix}", desk.workflows[0])
        path = desk.workspace.catalog_path("en", f"a.{suffix}")
        empty = po.parse_bytes(path.read_bytes(), path)

        def published(target: str, source: Source = source, empty: Catalog = empty) -> str | None:
            entries = tuple(
                entry.with_target(instead(target)(entry), State.TRANSLATED)
                for entry in empty.entries
            )
            catalog = po.parse(po.dump(replace(empty, entries=entries)), Path("a.po"))
            findings = proofread(source.segments, catalog, "uk", "en")
            choice = choose(source.segments, catalog, findings, Policy())
            if choice.blockers:
                return None
            edition = Edition("en", desk.workflows[0].fields)
            made = publish(source.article, source.format, source.segments, choice, edition)
            assert made.blockers == (), target
            return made.text

        harmless[suffix] = published(HARMLESS) or ""
        texts = {target: published(target) for target in HOSTILE}
        assert [target for target, text in texts.items() if text is None] == [REFUSED]
        versions[suffix] = [(target, text) for target, text in texts.items() if text is not None]
    return Pages(harmless, versions)


def by_commands(root: Path) -> Pages:
    numbers = sorted({*range(0, len(HOSTILE), 8), HOSTILE.index(REFUSED)})
    places = {f"{suffix}/harmless.{suffix}": text for suffix, text in ARTICLES.items()}
    for number in numbers:
        for suffix, text in ARTICLES.items():
            places[f"{suffix}/{number:03}.{suffix}"] = text
    desk = newsroom(root, places)
    synced = sync(desk, Wanted(), now=NOW)
    assert synced.errors == ()
    assert len(synced.synced) == len(places)
    for name in places:
        found = re.search(r"/(\d+)", name)
        fill(desk, name, instead(HOSTILE[int(found[1])] if found else HARMLESS))
    report = release(desk, Wanted(), ReleaseOptions(NOW))
    assert report.errors == ()
    refused = [each for each in report.releases if each.result is not Result.PUBLISHED]
    assert {HOSTILE[int(each.article.split("/")[1][:3])] for each in refused} == {REFUSED}
    for each in refused:
        assert all(blocker.reason.text() for blocker in each.blockers)

    def page(suffix: str, name: str) -> Path:
        return desk.workspace.published_path("en", f"{suffix}/{name}.{suffix}")

    return Pages(
        {suffix: page(suffix, "harmless").read_text("utf-8") for suffix in ARTICLES},
        {
            suffix: [
                (HOSTILE[number], page(suffix, f"{number:03}").read_bytes().decode())
                for number in numbers
                if page(suffix, f"{number:03}").exists()
            ]
            for suffix in ARTICLES
        },
    )


def test_there_are_two_hundred_targets() -> None:
    assert len(HOSTILE) >= 200


def test_markdown_pages_hold_only_the_article_s_elements(pages: Pages) -> None:
    want = markdown_skeleton(pages.harmless["md"])
    assert any("https://example.org/" in str(item) for item in want)
    for target, text in pages.versions["md"]:
        assert markdown_skeleton(text) == want, target


def test_html_pages_hold_only_the_article_s_elements(pages: Pages) -> None:
    page = pages.harmless["html"]
    want, loosely = tree_skeleton(page), Tags(page).found
    for target, text in pages.versions["html"]:
        assert tree_skeleton(text) == want, target
        # U+0085 has no reference in HTML: browsers take &#133; for an ellipsis.
        assert "\x85" in target or Tags(text).found == loosely, target


def test_front_matter_holds_the_same_fields_and_the_text_itself(pages: Pages) -> None:
    for suffix, load in (("md", yaml.safe_load), ("toml.md", tomllib.loads)):
        keys = list(load(pages.harmless[suffix].split("\n" + pages.harmless[suffix][:3])[0][4:]))
        for target, text in pages.versions[suffix]:
            matter = load(text[4 : len(text) - len(body(text)) - 4])
            assert list(matter) == keys, target
            for key in ("title", "description"):
                assert folded(matter[key]) == folded(target), (key, target)
            if suffix == "md":
                assert [folded(tag) for tag in matter["tags"]] == [folded(target)] * 2


def test_plain_text_keeps_its_paragraphs(pages: Pages) -> None:
    want = pages.harmless["txt"]
    for target, text in pages.versions["txt"]:
        assert text.count("\n") == want.count("\n"), target
        assert len(re.split(r"\n\s*\n", text)) == len(re.split(r"\n\s*\n", want)), target


def folded(text: str) -> str:
    return " ".join(re.sub(r"\r\n|[\r\n\t]", " ", text).split(" ")).strip()


def test_what_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    articles = {f"{number}.md": "Слово." for number in range(len(UNWRITABLE))}
    desk = newsroom(tmp_path / "newsroom", articles)
    sync(desk, Wanted(), now=NOW)
    for name, target in zip(articles, UNWRITABLE, strict=True):
        path = desk.workspace.catalog_path("en", name)
        path.write_bytes(
            path.read_bytes()
            .replace(b'msgstr ""\n', b"", 1)
            .replace(b'msgstr ""\n', f'msgstr "{target}"\n'.encode())
        )
    report = release(desk, Wanted(), ReleaseOptions(NOW))
    assert [r for r in report.releases if r.result is Result.PUBLISHED] == []
    assert len(report.errors) + len(report.releases) == len(articles)
    lines = [str(error) for error in report.errors]
    lines += [blocker.reason.text() for each in report.releases for blocker in each.blockers]
    assert len(lines) == len(articles)
    assert all(line and "\n" not in line for line in lines)


NAMES = (
    *("a b.md", " lead.md", "trail .md", "it's.md", '"quoted".md', "50%.md", "%2e%2e%2fx.md"),
    *("#1.md", "a#b?c.md", "x..md", "a...md", "-rf.md", "--help.md", "~.md", "$(touch x).md"),
    *("`id`.md", "*.md", "[a].md", "a;b.md", "a|b.md", "a&b.md", "<script>.md", "{0}.md", "{x}.md"),
    *("C:.md", "CON.md", "a:b.md", "дуже довга назва.md", "😀.md", "и\u0306од.md", "שלום.md"),
    *("\u202egnp.md", "a\u2028b.md", "\ufeffa.md", "a\u00a0b.md", "x.po.md", "x.v1.md", "x.md.md"),
    *("x.versions.jsonl.md", "x.drafts.jsonl.md", "папка/в папці/#%.md", "-/--/x.md", " /x.md"),
    *("UPPER.MD", "я" * 98 + ".md", "a.html", "50%.txt", "\u202elmth.html"),
)
BAD_NAMES = ("a\nb.md", "a\tb.md", "a\x1bb.md", "a\\b.md", "я" * 110 + ".md")


def everything(root: Path) -> dict[str, bytes]:
    return {
        os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace"): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    neighbour = tmp_path / "neighbour"
    neighbour.mkdir()
    (neighbour / "x.md").write_text("чуже")
    link = "Дивіться [сюди](a%20b.md), [туди](../../../x.md) і ![сюди](i%23.png)."
    desk = newsroom(tmp_path / "newsroom", dict.fromkeys((*NAMES, *BAD_NAMES), link))
    root = desk.workspace.root
    (root / "articles" / os.fsdecode(b"\xff.md")).write_text(link)
    (root / "articles" / "out.md").symlink_to(neighbour / "x.md")
    before, around = everything(root / "articles"), everything(neighbour)

    synced = sync(desk, Wanted(), now=NOW)
    assert {each.article for each in synced.synced} == set(NAMES)
    for name in NAMES:
        fill(desk, name, instead(HARMLESS))
    report = release(desk, Wanted(), ReleaseOptions(NOW))

    assert {each.article for each in report.releases} == set(NAMES)
    assert {each.result for each in report.releases} == {Result.PUBLISHED}
    for errors in (synced.errors, report.errors):
        assert len(errors) == len(BAD_NAMES) + 2
        assert all("\n" not in str(error) for error in errors)
    assert everything(root / "articles") == before
    assert everything(neighbour) == around
    assert sorted(path.name for path in tmp_path.iterdir()) == ["neighbour", "newsroom"]
    made = set(everything(root)) - {f"articles/{name}" for name in before}
    allowed = {f"published/en/{n}{s}" for n in NAMES for s in ("", ".versions.jsonl")}
    allowed |= {f"catalogs/en/{n}.po" for n in NAMES}
    rest = {name for name in made - allowed if not name.startswith(".l10n/")}
    assert rest == {"workflows/news.toml", "glossary.csv", ".gitignore", ".gitattributes"}
    assert allowed <= made
