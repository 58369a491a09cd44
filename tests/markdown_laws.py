"""A small reference splicer, to hold the Markdown format against its laws."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from l10n import formats
from l10n.formats import Edge
from l10n.formats.frontmatter.site import YamlSite, YamlStyle
from l10n.formats.markdown.format import Markdown
from l10n.model.article import Block, Parsed, Piece, PieceKind, Span

FORMAT = Markdown()
ARTICLE = """---
title: A title
quoted: "Some words"
single: 'Some words'
folded: >
  Some words
  and more
literal: |
  Some words
tags: [one, two]
author:
  bio: Some words
---

# A heading

A paragraph with *emphasis*, **strong**, ~~struck~~ and a [link](https://a.b/c "A title").
Another sentence in it, with `code`, a note[^1] and <https://auto.link>.

Setext
heading
=======

- one item
- [ ] a task
- another *item*
  1. in it

1. loose item

2. second one

> a quote
> goes on

| Head | Second [x](y 'z') |
|------|:-----:|
| cell | *other* ![alt](p "t") |

No pipes | at the edge
--- | ---
first | second

![An image](image.png 'Its title') and ![a reference].

Shortcut [a reference], collapsed [a reference][], full [text][a reference].
Line\\
break and raw <b>bold</b> html.

[^1]: The note itself.

[a reference]: /target "Title"
"""
FIELDS = ("title", "quoted", "single", "folded", "literal", "tags", "author.bio")


Shape = tuple[str, str | None, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Run:
    """Text between two tags, or one tag."""

    pieces: tuple[Piece, ...]
    text: str
    before: Edge = Edge.TAG
    after: Edge = Edge.TAG

    @property
    def is_text(self) -> bool:
        return self.pieces[0].kind is PieceKind.TEXT


def runs(block: Block) -> Iterator[Run]:
    groups: list[list[Piece]] = []
    for piece in block.pieces:
        text = piece.kind is PieceKind.TEXT
        if text and groups and groups[-1][0].kind is PieceKind.TEXT:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    for index, group in enumerate(groups):
        before = edge(groups[index - 1][0]) if index else Edge.LINE
        after = edge(groups[index + 1][0]) if index + 1 < len(groups) else Edge.LINE
        yield Run(tuple(group), "".join(piece.text for piece in group), before, after)


def edge(piece: Piece) -> Edge:
    return Edge.LINE if (piece.kind, piece.text) == (PieceKind.EMPTY, "br") else Edge.TAG


def mapped(text: str, change: Callable[[str], str]) -> str:
    """Change a text between its outer white space."""
    text = re.sub(r"[\r\n]+", " ", text)
    core = text.strip(" \t")
    if not core:
        return " "
    left = " " if text[0] in " \t" else ""
    return left + one_line(change(core)) + (" " if text[-1] in " \t" else "")


def one_line(text: str) -> str:
    """A target as the publish step hands it on: line ends as spaces, none at the ends."""
    return re.sub(r"\r\n?|\n", " ", text).strip(" \t")


def shape(block: Block, change: Callable[[str], str] = str) -> Shape:
    items: list[tuple[str, str]] = []
    groups = list(runs(block))
    for index, run in enumerate(groups):
        piece = run.pieces[0]
        if run.is_text:
            text = mapped(run.text, change)
            text = text.lstrip(" ") if index == 0 or run.before is Edge.LINE else text
            text = text.rstrip(" ") if index == len(groups) - 1 or run.after is Edge.LINE else text
            if text:
                items.append(("text", text))
        elif piece.kind is PieceKind.CLOSE:
            items.append(("close", piece.text))
        else:
            items.append((piece.kind.value, f"{piece.text} {piece.note}"))
    return block.role, block.context, tuple(items)


def rebuild(
    source: str,
    parsed: Parsed,
    change: Callable[[str], str],
    strict: frozenset[int] = frozenset(),
    only: frozenset[int] | None = None,
) -> str:
    """Write every block anew, with no copying of what did not change."""

    def stretch(start: int, end: int, within: int) -> str:
        parts = []
        position = start
        for index in range(within + 1, len(parsed.blocks)):
            span = parsed.blocks[index].span
            if span.start >= end and span.end > end:
                break
            if span.start < position or span.end > end or (only and index not in only):
                continue
            parts.append(source[position : span.start])
            parts.append(written(index))
            position = span.end
        return "".join([*parts, source[position:end]])

    def written(index: int) -> str:
        block = parsed.blocks[index]
        parts = []
        for run in runs(block):
            piece = run.pieces[0]
            if run.is_text:
                text = mapped(run.text, change)
                text = text.strip(" ") if block.role in ("title", "field") else text
                text = text.lstrip(" ") if run.before is Edge.LINE else text
                text = text.rstrip(" ") if run.after is Edge.LINE else text
                if text:
                    parts.append(
                        FORMAT.escape(
                            formats.Run(text, run.before, run.after),
                            block,
                            source,
                            strict=index in strict,
                        )
                    )
            elif piece.written is not None:
                parts.append(piece.written)
            else:
                parts.append(stretch(piece.span.start, piece.span.end, index))
        return "".join(parts)

    return stretch(0, len(source), -1)


def outside(source: str, parsed: Parsed) -> str:
    """What stands outside all blocks."""
    parts = []
    position = 0
    for block in parsed.blocks:
        if block.span.start >= position:
            # A plain YAML scalar is located together with the character before it.
            bare = block.site in (YamlSite(YamlStyle.PLAIN), YamlSite(YamlStyle.FLOW))
            parts.append(source[position : block.span.start + bare])
            position = block.span.end
    return "\0".join([*parts, source[position:]])


def whole(span: Span, source: str) -> bool:
    return 0 <= span.start <= span.end <= len(source)


def faults(source: str, parsed: Parsed) -> list[str]:
    """Say where the pieces of a document break the contract of l10n.model.article."""
    found = []
    for number, block in enumerate(parsed.blocks):
        if not block.pieces:
            found.append(f"block {number} is empty")
            continue
        position = block.span.start
        stack = []
        for piece in block.pieces:
            if not whole(piece.span, source) or piece.span.start != position:
                found.append(f"block {number}: {piece} does not begin at {position}")
            position = piece.span.end
            if piece.kind is PieceKind.OPEN:
                stack.append(piece.text)
            elif piece.kind is PieceKind.CLOSE and (not stack or stack.pop() != piece.text):
                found.append(f"block {number}: {piece} closes nothing")
        if stack:
            found.append(f"block {number}: {stack} stay open")
    starts = [block.span.start for block in parsed.blocks if block.pieces]
    if starts != sorted(starts):
        found.append(f"blocks out of order: {starts}")
    for left in range(len(parsed.blocks) - 1):
        a, b = parsed.blocks[left].span, parsed.blocks[left + 1].span
        inside = a.holds(b) and any(
            piece.span.holds(b) and piece.kind is not PieceKind.TEXT
            for piece in parsed.blocks[left].pieces
        )
        # A second block inside the same outer one is held against that one by the splicer.
        if b.start < a.end and not inside:
            found.append(f"block {left + 1} overlaps {left}")
    for link in parsed.links:
        if not whole(link.span, source):
            found.append(f"{link} is out of range")
    return found


def as_meant(source: str, parsed: Parsed, text: str, change: Callable[[str], str], **how) -> bool:  # type: ignore[no-untyped-def]
    """True if the rebuilt text reads as the changed blocks, and is the same outside them."""
    again = FORMAT.parse(text, **how)
    return [shape(block) for block in again.blocks] == [
        shape(block, change) for block in parsed.blocks
    ] and outside(text, again) == outside(source, parsed)


def variants(source: str) -> list[str]:
    crlf = source.replace("\n", "\r\n")
    return [source, crlf, "\ufeff" + source, "\ufeff" + crlf]


def published(source: str, change: Callable[[str], str], fields: tuple[str, ...] = ()) -> str:
    """Rebuild as the publish step does: plainly, and strictly where that does not read back."""
    parsed = FORMAT.parse(source, fields)
    text = rebuild(source, parsed, change)
    if not as_meant(source, parsed, text, change, fields=fields):
        strict = frozenset(range(len(parsed.blocks)))
        text = rebuild(source, parsed, change, strict)
        assert as_meant(source, parsed, text, change, fields=fields), text
    return text
