"""The laws of publishing: the same document in another language, and nothing else changed."""

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from l10n import plugins
from l10n.article import Article, Block, PieceKind
from l10n.formats import Format
from l10n.markup import Token, TokenKind, tokens, write
from l10n.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.publish import Choice, Published, publish
from tests.corpora import commonmark

FIELDS = ("title", "description", "tags")
Map = Callable[[Segment], str]


@dataclass(frozen=True)
class Read:
    """A source taken apart."""

    article: Article
    format: Format
    segments: tuple[Segment, ...]

    def published(self, change: Map, *, copy_equal: bool = False) -> Published:
        targets = tuple((i, change(segment)) for i, segment in enumerate(self.segments))
        return publish(
            self.article,
            self.format,
            self.segments,
            Choice(targets, (), 0, 0, len(targets)),
            locale=self.article.locale,
            fields=FIELDS,
            label="",
            relink=None,
            copy_equal=copy_equal,
        )


def read(source: str, suffix: str = ".md", split: str = "blocks", locale: str = "en") -> Read:
    format = plugins.format_for(f"x{suffix}")
    article = Article(f"x{suffix}", locale, format.name, source, format.parse(source, FIELDS))
    return Read(article, format, extract(article, split).segments)


def fold(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def shown(kind: TokenKind, name: str, note: str) -> str:
    """Stand for a tag by one character of a plane for private use."""
    meaning = f"{kind.value} {name} {'' if kind is TokenKind.CLOSE else note}"
    return chr(0xF0000 + zlib.crc32(meaning.encode()) % 0xFFFD)


def block_text(block: Block) -> str:
    """Write what a block reads, tags with what they lead to in place of their number."""
    parts = [
        piece.text
        if piece.kind is PieceKind.TEXT
        else shown(TokenKind(piece.kind.value), piece.text, piece.note)
        for piece in block.pieces
    ]
    return fold("".join(parts))


def segment_text(segment: Segment, text: str) -> str:
    notes = {tag.name: tag.note for tag in segment.place.tags}
    parts = [
        token.text
        if token.kind is TokenKind.TEXT
        else shown(token.kind, token.text.rstrip("0123456789"), notes[token.text])
        for token in tokens(text, segment.tagged)
    ]
    return fold("".join(parts))


def reading(blocks: Sequence[Block]) -> list[tuple[str, str | None, str]]:
    return [(block.role, block.context, block_text(block)) for block in blocks]


def expected(document: Read, targets: Sequence[str]) -> list[tuple[str, str | None, str]]:
    """Say what a document must read once its segments are replaced by targets."""
    result = []
    for number, block in enumerate(document.article.parsed.blocks):
        text, done = block_text(block), ""
        for segment, target in zip(document.segments, targets, strict=True):
            if segment.place.block == number:
                before, found, text = text.partition(segment_text(segment, segment.text))
                assert found, "a segment is not in its block"
                done += before + segment_text(segment, target)
        result.append((block.role, block.context, fold(done + text)))
    return result


def outside(document: Read) -> list[str]:
    """Give the stretches of the source that belong to no segment."""
    found, position = [], 0
    for segment in sorted(document.segments, key=lambda s: s.place.span):
        span = segment.place.span
        if span.start >= position:
            found.append(document.article.source[position : span.start])
            position = span.end
    return [*found, document.article.source[position:]]


def in_order(chunks: Sequence[str], text: str) -> bool:
    if len(chunks) == 1:
        return text == chunks[0]
    position = len(chunks[0])
    for chunk in chunks[1:-1]:
        position = text.find(chunk, position) + len(chunk)
        if position < len(chunk):
            return False
    return (
        text.startswith(chunks[0])
        and text.endswith(chunks[-1])
        and position <= len(text) - len(chunks[-1])
    )


def holds(document: Read, change: Map) -> int:
    """Check the law of publishing for one map of targets; give the number of refusals."""
    made = document.published(change)
    refused = {id(blocker.segment) for blocker in made.blockers}
    targets = [s.text if id(s) in refused else change(s) for s in document.segments]
    again = read(made.text, "." + document.article.name.rpartition(".")[2])
    want = expected(document, targets)
    got = reading(again.article.parsed.blocks)
    assert got == want
    assert in_order(outside(document), made.text)
    old, new = document.article.parsed, again.article.parsed
    assert sorted(link.url for link in new.links) == sorted(link.url for link in old.links)
    return len(refused)


def texts(change: Callable[[str], str]) -> Map:
    """Make a map of targets from one of the text between their tags."""

    def mapped(segment: Segment) -> str:
        found = tokens(segment.text, segment.tagged)
        return write(
            [Token(t.kind, change(t.text)) if t.kind is TokenKind.TEXT else t for t in found]
        )

    return mapped


def framed(before: str, after: str = "") -> Map:
    """Make a map that puts text around the whole; a picture's alt text has no outside."""

    def mapped(segment: Segment) -> str:
        whole = re.fullmatch(r"(<img1>)(.*)(</img1>)", segment.text)
        if whole:
            return f"{whole[1]}{before}{whole[2]}{after}{whole[3]}"
        return f"{before}{segment.text}{after}"

    return mapped


def moved(segment: Segment) -> str:
    """Give words and tags in the reverse order."""
    items: list[str] = []
    depth = 0
    for token in tokens(segment.text, segment.tagged):
        written = write([token])
        if depth:
            items[-1] += written
        elif token.kind is TokenKind.TEXT:
            items += re.findall(r"\S+", written)
        else:
            items.append(written)
        depth += {TokenKind.OPEN: 1, TokenKind.CLOSE: -1}.get(token.kind, 0)
    return " ".join(reversed(items))


MAPS: dict[str, Map] = {
    "identity without copying": lambda segment: segment.text,
    "upper case": texts(str.upper),
    "words turned round": texts(lambda t: "".join(reversed(re.split("( +)", t)))),
    "tags moved": moved,
    "quotes": texts(lambda t: f"\"{t}'"),
    "a heading": framed("# "),
    "an item": framed("- "),
    "a numbered item": framed("1991. ", "!"),
    "a quotation": framed("> "),
    "a code block": framed("```"),
    "a rule": framed("--- "),
    "a definition": framed("[foo]: "),
    "a script": texts(lambda t: f"{t}<script>alert(1)</script>"),
    "markup": texts(lambda t: f"{t} *x* __y__ ~~z~~ `c` [y](z) ![a](b) [^1] | \\"),
    "entities": texts(lambda t: f"{t} &amp; &lt;b&gt; &#60; &copy"),
    "line ends": texts(lambda t: t.replace(" ", "\n")),
    "line ends of Windows": framed("1.\r\n\r\n# ", "\r\n---\r\n"),
    "other writing": texts(lambda t: f"«{t}» — ‹עברית›, 漢字"),
}


@pytest.mark.parametrize("name", MAPS)
def test_the_specification_keeps_its_structure_under_every_map(name: str) -> None:
    refused = 0
    for number, source in enumerate(commonmark()):
        source = source.replace("\n", ("\n", "\r\n")[number % 2])
        refused += holds(read(source), MAPS[name])
    assert refused == 0
