"""Anchors: links to a heading go on leading to it when its text is another.

A heading's id is made from its text by the site generator, so a translated heading has another one.
Where the dialect lets an article say the id, the published heading keeps the one that links know;
elsewhere the link follows.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from urllib.parse import quote, unquote, urlsplit

from l10n.dataclass import dataclass
from l10n.formats import Format
from l10n.formats.dialects.headings import RULES, IdRule
from l10n.lines import one_line
from l10n.model.article import Article, Block, Edit, Parsed, PieceKind, Span
from l10n.model.markup import OMIT, TokenKind, tokens
from l10n.model.segment import Segment
from l10n.regex import regex

_BARE = frozenset("{}<>\"'`\\")
"""What an id that is written beside a heading cannot hold, beside white space."""

_NAMED = regex(r"(?:(?<=[\"'`(=])|(?<=:\s))#([^\s\"'`<>()|{}]+)")
"""What may be a link within the page, in code."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The ids of an article's headings, in order, and what they are in a version of it."""

    source: tuple[str, ...]
    published: tuple[str, ...]
    pinned: frozenset[int]
    """Headings beside which the version says the id of the source."""
    numbers: Mapping[str, int]
    """The first heading of each id of the source."""

    def has(self, fragment: str) -> bool:
        """True if a fragment leads to a heading of the article."""
        return fragment in self.numbers

    def new(self, fragment: str) -> str | None:
        """The id in the version of what a fragment leads to; None if that is no heading."""
        number = self.numbers.get(fragment)
        return None if number is None else self.published[number]


def anchors(
    article: Article,
    segments: Sequence[Segment],
    targets: Mapping[int, str],
    rule: IdRule | None = None,
) -> Anchors:
    """The ids of all headings, given the targets by index of their segment.

    `rule` is that of the dialect unless another is given.
    """
    parsed = article.parsed
    rule = rule or RULES.get(parsed.ids)
    if rule is None or not parsed.headings:
        return Anchors((), (), frozenset(), {})
    numbers = {block.span: number for number, block in enumerate(parsed.blocks)}
    spoken = {
        segments[index].place.block: (segments[index], text) for index, text in targets.items()
    }
    before, after = [], []
    for heading in parsed.headings:
        number = numbers[heading.block]
        text = _text(parsed.blocks[number])
        before.append((text, heading.id))
        after.append((_target(*spoken[number]) if number in spoken else text, heading.id))
    source, published = rule.ids(before), rule.ids(after)
    asked = {fragment for fragment, _offset in fragments(article)}
    pinned = frozenset(_pinned(parsed, rule, asked, source, published))
    kept = [(text, source[n] if n in pinned else own) for n, (text, own) in enumerate(after)]
    return Anchors(source, rule.ids(kept), pinned, _firsts(source))


def fragments(article: Article, *, in_code: bool | None = None) -> Iterator[tuple[str, int]]:
    """The ids that links within an article's page lead to, each with its offset in the source.

    Code holds such links as well: `{{< ref "#budget" >}}`, `<Link to="#budget">`. `in_code` asks
    for those alone, or for the others alone.
    """
    parsed = article.parsed
    if not in_code:
        for link in parsed.links:
            if link.url.startswith("#") and len(link.url) > 1:
                yield fragment_of(link.url), link.span.start
    if in_code is not False:
        for code in parsed.code:
            for found in _NAMED.finditer(article.source, code.span.start, code.span.end):
                yield unquote(found[1]), found.start()


def _firsts(ids: Sequence[str]) -> dict[str, int]:
    """The first heading of each id."""
    return {each: number for number, each in reversed(tuple(enumerate(ids)))}


def _pinned(
    parsed: Parsed, rule: IdRule, asked: Set[str], source: Sequence[str], published: Sequence[str]
) -> Iterator[int]:
    """The headings that links of the page lead to, and that can say the id by which they do."""
    if not rule.written:
        return
    firsts = _firsts(source)
    for number, (old, new) in enumerate(zip(source, published, strict=True)):
        if old in asked and firsts[old] == number:
            plain = not _BARE & set(old) and len(old.split()) == 1
            if not parsed.headings[number].id and new != old and plain:
                yield number


def anchor_edits(
    article: Article, format: Format, segments: Sequence[Segment], targets: Mapping[int, str]
) -> Iterator[Edit]:
    """Write ids beside headings, and let links within the page follow the others."""
    rule = RULES.get(article.parsed.ids)
    if rule is None or not any(fragments(article)):
        return
    found = anchors(article, segments, targets)
    for number in sorted(found.pinned):
        place = article.parsed.headings[number].end
        yield Edit(Span(place, place), " " + rule.written.format(id=found.source[number]))
    for link in article.parsed.links:
        fragment = fragment_of(link.url) if link.url.startswith("#") else ""
        new = found.new(fragment) if fragment else None
        if new is not None and new != fragment:
            yield Edit(link.span, format.relink(link, with_fragment(link.url, new)))


def fragment_of(url: str) -> str:
    """The fragment of an address, decoded; empty for none."""
    try:
        return unquote(urlsplit(url).fragment)
    except ValueError:
        return ""


def with_fragment(url: str, fragment: str) -> str:
    """An address with another fragment, percent-encoded if its own is."""
    before, _hash, old = url.partition("#")
    return f"{before}#{quote(fragment, safe=_SAFE) if '%' in old else fragment}"


_SAFE = "-._~!$&'()*+,;=:@/?"


def _text(block: Block) -> str:
    """What a generator makes an id from: the text, code in it included."""
    return "".join(
        piece.text if piece.kind is PieceKind.TEXT else piece.note
        for piece in block.pieces
        if piece.kind is PieceKind.TEXT or (piece.kind is PieceKind.EMPTY and piece.text == "code")
    )


def _target(segment: Segment, target: str) -> str:
    text = one_line(target)
    if text == OMIT:
        return ""
    notes = {tag.name: tag.note for tag in segment.place.tags if tag.name.startswith("code")}
    return "".join(
        token.text if token.kind is TokenKind.TEXT else notes.get(token.text, "")
        for token in tokens(text, segment.tagged)
        if token.kind in (TokenKind.TEXT, TokenKind.EMPTY)
    )
