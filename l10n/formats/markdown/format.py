"""Markdown articles: CommonMark with tables, strikethrough, task lists, footnotes, front matter."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import pyromark

from l10n.formats import Adder, Edge, Run
from l10n.formats.blaming import Blaming
from l10n.formats.bounds import Parts
from l10n.formats.code.masking import Masked, mask
from l10n.formats.code.site import CodeSite
from l10n.formats.code.writing import write as write_in_code
from l10n.formats.dialects.dialect import Dialect
from l10n.formats.dialects.table import dialect
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.frontmatter.listing import counterparts_listed
from l10n.formats.frontmatter.stated import field_names, stated
from l10n.formats.frontmatter.taxonomies import Terms
from l10n.formats.html.locale import linked_languages
from l10n.formats.html.turning import turned
from l10n.formats.markdown import embedded
from l10n.formats.markdown.added import MarkdownAdder
from l10n.formats.markdown.addresses import around_addresses, may_hold_linked
from l10n.formats.markdown.blocks import UNLOCATED, Builder, Found
from l10n.formats.markdown.depth import check_depth
from l10n.formats.markdown.escape import address, inline, reference, title, writable
from l10n.formats.markdown.guards import Guards, one_name
from l10n.formats.markdown.headings import headings
from l10n.formats.markdown.inside import Inside, InsideSite
from l10n.formats.markdown.links import definition_at, link_of, title_block
from l10n.formats.markdown.offsets import UNCHANGED, Changes, Characters, Event, Told
from l10n.formats.markdown.rules import off_rules
from l10n.formats.markdown.site import TextSite, TitleSite
from l10n.formats.markdown.tables import plain_tables
from l10n.formats.visible import Visible
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
from l10n.model.conventions import UNSAID, Conventions
from l10n.model.counterparts import Counterparts
from l10n.model.statement import Statement
from l10n.regex import regex

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_FOOTNOTES
)
_EXTENSIONS = {
    "alerts": pyromark.Options.ENABLE_GFM,
    "definitions": pyromark.Options.ENABLE_DEFINITION_LIST,
    "heading_ids": pyromark.Options.ENABLE_HEADING_ATTRIBUTES,
    "math": pyromark.Options.ENABLE_MATH,
    "subscript": pyromark.Options.ENABLE_SUBSCRIPT,
    "superscript": pyromark.Options.ENABLE_SUPERSCRIPT,
    "wikilinks": pyromark.Options.ENABLE_WIKILINKS,
}
_AT_ONCE = 1_000
_MAY_BE_CODE = regex(r"`|~~~|^[ >]*(?: {4}|\t)", re.MULTILINE)
"""Code in a line, a fence, or an indented block, within a quote too."""
_LONE_RETURN = regex(r"\r(?!\n)")
"""To pulldown-cmark two of them in a row are no blank line, and end no HTML block."""
_SURROGATES = regex("[\ud800-\udfff]")
_LABEL = Block("quote", (Piece(PieceKind.TEXT, Span(0, 0)),))


class Markdown:
    """The format of `.md` and `.mdx`; CommonMark 0.31.2 and GitHub's tables, by pulldown-cmark.

    Front matter is what stands between `---` or `+++` fences in the first lines, or in the braces
    that the file begins with, and is a mapping.
    HTML is read by its own rules. Code, and link reference definitions but for their titles stay as
    they are.
    """

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdx")

    def __init__(self, conventions: Conventions = UNSAID) -> None:
        """Take the dialect that a workflow names."""
        self._conventions = conventions
        self._dialect = dialect(conventions.dialect)
        self._terms = Terms(conventions)
        self._visible = Visible(conventions.metadata, conventions.language)
        # These two read front matter behind a blank line; CommonMark has lines across the page.
        self._loose = conventions.dialect in ("hugo", "jekyll")
        self._options = _options(self._dialect)
        self._guards = Guards(self._dialect)

    def parse(self, source: str, fields: Collection[str] = ()) -> Parsed:
        """Find the blocks of a Markdown source.

        Raises ArticleError for one that is too large, or nested too deeply.
        """
        text = _writable(source)
        parts = Parts()
        lines = text.count("\n") + text.count("\r")
        parts.add(lines)
        check_depth(text, lines)
        matter = frontmatter.find(text, loose=self._loose)
        body = matter.end if matter else frontmatter.first(text)
        blocks, problems, locale = frontmatter.parse(
            text, matter, fields, self._terms, self._visible
        )
        masked = mask(text, body, self._dialect, self._conventions, self._code)
        tables = plain_tables(masked.text, lambda text: self._events(text, body))
        missing = self._dialect.put_in(text[body:])
        if missing:
            tables = tables.after((body + at, written) for at, written in missing)
        builder = Builder(masked, parts, self._conventions, locale or "")
        found = builder.build(self._told(masked.text, body, tables))
        references = self._definitions(masked, body)
        inside = self._inside(masked, parts)
        return Parsed(
            blocks + tuple(sorted(found.blocks + references.blocks + inside.blocks, key=_start)),
            problems + found.problems + references.problems + inside.problems + masked.problems(),
            tuple(sorted(found.links + references.links, key=lambda link: link.span)),
            locale,
            masked.kept(),
            named=found.named,
            works=found.works,
            languages=found.languages,
            headings=tuple(headings(source, found.blocks)),
            ids=self._dialect.name,
            families=() if self._conventions.dialect else masked.families,
        )

    def _inside(self, masked: Masked, parts: Parts) -> Found:
        """Read what readers see of the code."""
        if not masked.texts:
            return Found((), (), ())
        reader = Inside(self._told, parts, line_starts(masked.source))
        found = tuple(reader.blocks(masked.texts, masked.source))
        return Found(
            tuple(each for each in found if isinstance(each, Block)),
            (),
            tuple(each for each in found if isinstance(each, Problem)),
        )

    def _code(self, text: str, body: int) -> Iterator[Span]:
        """What is code to Markdown: blocks, and code in a line.

        Most articles have none, which is seen without a parser.
        """
        if not _MAY_BE_CODE.search(text, body):
            return
        for event, start, end in self._events(text, body):
            if isinstance(event, dict) and ("Code" in event or _is_code(event.get("Start"))):
                yield Span(start, end)

    def _events(self, text: str, body: int) -> Iterator[tuple[Any, int, int]]:
        """The parser's events with ranges in characters of the whole source."""
        shares, place = self._told(text, body)
        for share in shares:
            for event, at in share:
                yield event, place(at["start"]), place(at["end"])

    def _told(self, text: str, body: int, changes: Changes = UNCHANGED) -> Told:
        """What the parser tells of a text."""
        text = changes.apply(text) if changes else text
        part = text[body:] if body else text
        if "\r" in part:
            part = _LONE_RETURN.sub("\n", part)
        with Blaming("pyromark"):
            stream = pyromark.events_with_range(part, options=self._options)
        # The parser asked for the text in UTF-8, which Python has at hand now.
        place = Characters(part, body).ahead()
        return Told(_shares(stream), changes.places(place) if changes else place)

    def _definitions(self, masked: Masked, body: int) -> Found:
        """Find the addresses and titles of link reference definitions."""
        text = masked.text
        if "]:" not in text:
            return Found((), (), ())
        part = text[body:]
        with Blaming("pyromark"):
            found = pyromark.reference_definitions(part, options=self._options)
        characters = Characters(part, body)
        blocks: list[Block] = []
        links: list[Link] = []
        lost: list[int] = []
        bracketed = "definition" in self._dialect.bracketed_titles
        for value in found.values():
            start, end = (characters.at(value["span"][name]) for name in ("start", "end"))
            target = definition_at(text, start, end, value["dest"])
            if target is not None and not masked.touches(target.address):
                links.append(link_of(target, value["dest"]))
            title = value["title"] or ""
            if not title.strip():
                continue
            if target is not None and target.quote == "(" and not bracketed:
                continue
            block = None if target is None else title_block(masked, target, title)
            if block is None:
                lost.append(start)
            else:
                blocks.append(block)
        starts = line_starts(text) if lost else ()
        problems = [
            Problem(line_at(starts, offset), message(UNLOCATED), untranslated=True)
            for offset in sorted(lost)
        ]
        return Found(tuple(blocks), tuple(links), tuple(problems))

    def escape(self, run: Run, block: Block, source: str, *, strict: bool) -> str:
        """Write a run of text for its place: paragraph, cell, title, string of the front matter.

        NUL and lone surrogates, which no Markdown file can express, become U+FFFD.
        """
        if isinstance(block.site, TextSite) and block.role != "field":
            return self._inline(run, block, source, strict=strict)
        if isinstance(block.site, InsideSite):
            outer = block.site.code
            block = replace(block, site=block.site.markdown)
            written = self.escape(run, block, source, strict=strict)
            return write_in_code(written, outer, strict=strict)
        if isinstance(block.site, CodeSite):
            return write_in_code(writable(run.text), block.site, strict=strict)
        if embedded.is_html(block.site):
            return self._guards.everywhere(embedded.write(run, block.site, strict=strict))
        if block.role == "field":
            return frontmatter.write(writable(run.text), block, source, strict=strict)
        if isinstance(block.site, TitleSite):
            written = self._guards.of_title(title(run.text, block, strict=strict))
            return off_rules(written, block, source)
        return self._inline(run, block, source, strict=strict)

    def _inline(self, run: Run, block: Block, source: str, *, strict: bool) -> str:
        """Write a run of text of a paragraph, heading, cell or picture."""
        if run.inside.lstrip("!").startswith("[["):
            return writable(run.text)
        if self._dialect.links_addresses and not strict and may_hold_linked(block):
            written = "".join(
                part
                if isinstance(part, str)
                else self._guards.of(inline(part, block, strict=strict), part, block, source)
                for part in around_addresses(run, block)
            )
        else:
            written = self._guards.of(inline(run, block, strict=strict), run, block, source)
        if block.role == "author" and ";" not in block.span.of(source):
            written = one_name(written)
        if run.inside in self._dialect.tight:
            written = written.replace(" ", reference(" ")).replace("\t", reference("\t"))
        return off_rules(written, block, source)

    def relink(self, link: Link, url: str) -> str:
        """Write another address; spaces go into angle brackets, control characters into `%0A`."""
        return (
            embedded.relink(link, url) if embedded.is_html(link.site) else address(url, link.site)
        )

    def localize(self, source: str, parsed: Parsed, locale: str, label: str) -> tuple[Edit, ...]:
        """Set the languages that the front matter and HTML blocks name, and put the label first.

        The label is a block quote in emphasis, a paragraph of its own after the front matter.
        """
        matter = frontmatter.find(source, loose=self._loose)
        edits = list(frontmatter.localize(source, matter, locale, self._terms))
        edits += turned(parsed.named, locale)
        edits += linked_languages(parsed, parsed.locale or self._conventions.language, locale)
        words = " ".join(writable(label).split())
        if words:
            place = matter.end if matter else frontmatter.first(source)
            newline = frontmatter.newline_of(source)
            edits.append(Edit(Span(place, place), _label(source, place, words, newline)))
        return tuple(edits)

    def link(self, source: str, parsed: Parsed, counterparts: Counterparts) -> tuple[Edit, ...]:
        """List a page's counterparts in a field of its front matter, where one is named."""
        if not counterparts.field:
            return ()
        matter = frontmatter.find(source, loose=self._loose)
        return tuple(counterparts_listed(source, matter, counterparts))

    def state(self, source: str, parsed: Parsed, statement: Statement) -> tuple[Edit, ...]:
        """Say in the front matter how a version was made; an article without any says nothing."""
        fields = field_names(statement.terms())
        if not fields:
            return ()
        return tuple(stated(source, frontmatter.find(source, loose=self._loose), fields))

    def adder(self, source: str, parsed: Parsed, locale: str) -> Adder:
        """What puts paragraphs between those of an article."""
        matter = frontmatter.find(source, loose=self._loose)

        def write(text: str, block: Block, strict: bool) -> str:
            return self.escape(Run(text), block, source, strict=strict)

        body = matter.end if matter else frontmatter.first(source)
        return MarkdownAdder(source, body, write)


def _label(source: str, place: int, words: str, newline: str) -> str:
    inner = inline(Run(words, Edge.TAG, Edge.TAG), _LABEL, strict=False)
    before = ""
    if place > frontmatter.first(source):
        before = newline if source[place - 1] in "\r\n" else newline * 2
    after = newline if source[place : place + 1] in ("", "\r", "\n") else newline * 2
    return f"{before}> *{inner}*{after}"


def _shares(stream: Iterator[Event]) -> Iterator[Sequence[Event]]:
    """The parser's events, some at a time, so that it alone is blamed for what fails in it."""
    more = True
    while more:
        with Blaming("pyromark"):
            share = list(islice(stream, _AT_ONCE))
        yield share
        more = len(share) == _AT_ONCE


def _writable(source: str) -> str:
    """A text that can stand in a file: lone surrogates are U+FFFD."""
    try:
        source.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", source)
    return source


def _options(dialect: Dialect) -> pyromark.Options:
    options = _OPTIONS
    for name in dialect.extensions:
        options |= _EXTENSIONS[name]
    return options


def _is_code(started: Any) -> bool:
    return isinstance(started, dict) and "CodeBlock" in started


def _start(block: Block) -> int:
    return block.pieces[0].span.start
