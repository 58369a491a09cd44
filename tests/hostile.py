"""A desk for hostile texts, and what other parsers see of a page besides its words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from justhtml import JustHTML
from markdown_it import MarkdownIt
from markdown_it.token import Token as MarkdownToken

from l10n.desk.desk import Desk, Wanted, open_desk
from l10n.desk.reading import read_source
from l10n.exchange.po import file as po
from l10n.jobs.layout import lay_out
from l10n.jobs.sync import sync
from l10n.model.catalog import Entry, State
from l10n.model.markup import Tagged, Token, TokenKind, tokens, write
from l10n.steps.offered import offered
from l10n.steps.proofread import proofread
from l10n.steps.publish import Edition, Policy, choose, publish
from l10n.store.workspace import Workspace
from tests.structure import OTHERS_OFF, STRUCTURAL

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

HARMLESS = "Word"
ARTICLES = {"md": MARKDOWN, "toml.md": TOML, "html": HTML, "txt": TEXT}
TITLES = {"alt", "title", "content"}
"""Attributes whose values are translated."""

Skeleton = list[object]


def newsroom(root: Path, articles: dict[str, str]) -> Desk:
    lay_out(root, "uk", ["en"])
    (root / "workflows/news.toml").write_text(WORKFLOW + OTHERS_OFF, "utf-8")
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


def folded(text: str) -> str:
    return " ".join(re.sub(r"\r\n|[\r\n\t]", " ", text).split(" ")).strip()


def publisher(desk: Desk, suffix: str) -> Callable[[str], str | None]:
    """A function that publishes an article with one target in every place, by the steps.

    It returns the page, None where the target is refused.
    """
    source = read_source(desk.workspace, f"a.{suffix}", desk.workflows[0])
    path = desk.workspace.catalog_path("en", f"a.{suffix}")
    empty = po.parse_bytes(path.read_bytes(), path)

    def published(target: str) -> str | None:
        entries = tuple(
            entry.with_target(instead(target)(entry), State.TRANSLATED) for entry in empty.entries
        )
        catalog = po.parse(po.dump(replace(empty, entries=entries)), Path("a.po"))
        findings = proofread(source.segments, catalog, "uk", "en", STRUCTURAL)
        choice = choose(source.segments, offered(catalog, ()), findings, Policy())
        if choice.blockers:
            return None
        edition = Edition("en", desk.workflows[0].fields)
        made = publish(source.article, source.format, source.segments, choice, edition)
        assert made.blockers == (), target
        return made.text

    return published


def synced_desk(root: Path) -> Desk:
    """A desk with an article of each kind and its empty catalogs."""
    desk = newsroom(root, {f"a.{suffix}": text for suffix, text in ARTICLES.items()})
    assert sync(desk, Wanted(), now=NOW).errors == ()
    return desk
