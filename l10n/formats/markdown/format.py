"""Markdown articles: CommonMark with tables, strikethrough, task lists, footnotes, front matter."""

import re
from collections.abc import Collection, Iterator
from typing import Any

import pyromark

from l10n.formats import Edge, Run
from l10n.formats.blaming import blaming
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.markdown.blocks import UNLOCATED, Builder, Found
from l10n.formats.markdown.escape import address, inline, title, writable
from l10n.formats.markdown.links import definition_at, link_of, title_block
from l10n.messages import message
from l10n.model.article import (
    Block,
    Edit,
    Link,
    Parsed,
    Piece,
    PieceKind,
    Problem,
    Span,
    line_at,
    line_starts,
)

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_FOOTNOTES
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LABEL = Block("quote", (Piece(PieceKind.TEXT, Span(0, 0)),))


class Markdown:
    """The format of `.md` files; CommonMark 0.31.2 and GitHub's tables, by pulldown-cmark.

    Front matter is what stands between `---` or `+++` fences in the first lines and is a mapping.
    Raw HTML blocks, code, and link reference definitions but for their titles stay as they are.
    """

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def parse(self, source: str, fields: Collection[str] = ()) -> Parsed:
        """Find the blocks of a Markdown source; never raises."""
        text = _SURROGATES.sub("\ufffd", source)
        matter = frontmatter.find(text)
        body = matter.end if matter else frontmatter.first(text)
        blocks: tuple[Block, ...] = ()
        problems: tuple[Problem, ...] = ()
        locale = None
        if matter:
            blocks, problems, locale = frontmatter.parse(text, matter, fields)
        found = Builder(text).build(_events(text, body))
        references = _definitions(text, body)
        return Parsed(
            blocks + tuple(sorted(found.blocks + references.blocks, key=_start)),
            problems + found.problems + references.problems,
            tuple(sorted(found.links + references.links, key=lambda link: link.span)),
            locale,
        )

    def escape(self, run: Run, block: Block, source: str, *, strict: bool) -> str:
        """Write a run of text for its place: paragraph, cell, title, YAML or TOML string.

        NUL and lone surrogates, which no Markdown file can express, become U+FFFD.
        """
        if block.role == "field":
            return frontmatter.write(writable(run.text), block, source, strict=strict)
        if block.role == "title":
            return title(run.text, block, strict=strict)
        return inline(run, block, source, strict=strict)

    def relink(self, link: Link, url: str) -> str:
        """Write another address; spaces go into angle brackets, control characters into `%0A`."""
        return address(url, link.site)

    def localize(self, source: str, parsed: Parsed, locale: str, label: str) -> tuple[Edit, ...]:
        """Set the front matter's `lang`, `locale` or `language`, and put the label first.

        The label is a block quote in emphasis, a paragraph of its own after the front matter.
        """
        matter = frontmatter.find(source)
        edits = list(frontmatter.localize(source, matter, locale)) if matter else []
        words = " ".join(writable(label).split())
        if words:
            place = matter.end if matter else frontmatter.first(source)
            newline = frontmatter.newline_of(source)
            edits.append(Edit(Span(place, place), _label(source, place, words, newline)))
        return tuple(edits)


def _label(source: str, place: int, words: str, newline: str) -> str:
    inner = inline(Run(words, Edge.TAG, Edge.TAG), _LABEL, "", strict=False)
    before = ""
    if place > frontmatter.first(source):
        before = newline if source[place - 1] in "\r\n" else newline * 2
    after = newline if source[place : place + 1] in ("", "\r", "\n") else newline * 2
    return f"{before}> *{inner}*{after}"


def _events(text: str, body: int) -> Iterator[tuple[Any, int, int]]:
    """The parser's events with ranges in characters of the whole source."""
    part = text[body:] if body else text
    with blaming("pyromark"):
        events: list[tuple[Any, Any]] = list(pyromark.events_with_range(part, options=_OPTIONS))
    if part.isascii():
        for event, place in events:
            yield event, place["start"] + body, place["end"] + body
        return
    offsets = {place["start"] for _event, place in events}
    offsets.update(place["end"] for _event, place in events)
    where = _characters(part, sorted(offsets), body)
    for event, place in events:
        yield event, where[place["start"]], where[place["end"]]


def _characters(part: str, offsets: list[int], body: int) -> dict[int, int]:
    """Map offsets in UTF-8 bytes, in rising order, to offsets in characters."""
    data = part.encode()
    where: dict[int, int] = {}
    before, position = 0, body
    for offset in offsets:
        position += len(data[before:offset].decode("utf-8", "replace"))
        where[offset] = position
        before = offset
    return where


def _definitions(text: str, body: int) -> Found:
    """Find the addresses and titles of link reference definitions."""
    if "]:" not in text:
        return Found((), (), ())
    part = text[body:]
    with blaming("pyromark"):
        found = pyromark.reference_definitions(part, options=_OPTIONS)
    spans = [(value["span"]["start"], value["span"]["end"]) for value in found.values()]
    where = _characters(part, sorted({offset for span in spans for offset in span}), body)
    blocks: list[Block] = []
    links: list[Link] = []
    lost: list[int] = []
    for value, (start, end) in zip(found.values(), spans, strict=True):
        target = definition_at(text, where[start], where[end], value["dest"])
        if target is not None:
            links.append(link_of(target, value["dest"]))
        title = value["title"] or ""
        if not title.strip():
            continue
        block = None if target is None else title_block(text, target, title)
        if block is None:
            lost.append(where[start])
        else:
            blocks.append(block)
    starts = line_starts(text) if lost else ()
    problems = [Problem(line_at(starts, offset), message(UNLOCATED)) for offset in sorted(lost)]
    return Found(tuple(blocks), tuple(links), tuple(problems))


def _start(block: Block) -> int:
    return block.pieces[0].span.start
