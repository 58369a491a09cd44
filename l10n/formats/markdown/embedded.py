"""HTML in Markdown, taken apart and written by the rules of HTML.

The HTML blocks of an article are read together, since Markdown may stand between the start and the
end of an element (CommonMark 0.31.2, 4.6): `<details>`, a blank line, Markdown, `</details>`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.formats import Edge, Run
from l10n.formats.code.code import BLANK, Code
from l10n.formats.code.masking import Masked
from l10n.formats.html import linked
from l10n.formats.html import values as html_values
from l10n.formats.html.blocks import blocks
from l10n.formats.html.problems import problems
from l10n.formats.html.scan import HtmlKind, tag_at
from l10n.formats.html.site import TextSite, ValueSite
from l10n.formats.html.text import escape
from l10n.formats.html.tree import read
from l10n.formats.html.turning import Passage, named, passages
from l10n.formats.html.works import works
from l10n.formats.jsonscan import JsonTextSite
from l10n.formats.jsonscan import write as write_json
from l10n.formats.markdown.escape import reference
from l10n.formats.visible import Visible
from l10n.messages import Message
from l10n.model.article import Block, Link, LinkedWork, Named, PieceKind, Problem, Site, Span
from l10n.model.conventions import Conventions
from l10n.regex import regex

_MARKS = regex(r"[\\`*_~$|{}^=]|\[|\]")
"""What Markdown of some system takes for markup in an element, or an end of what is around it."""
_LINE_START = regex(r"(?:[-+#:!]|[0-9]+(?=[.)]))")
_NO_TRANSLATION = regex(r"""\btranslate\s*+=\s*+["']?no\b""", re.IGNORECASE)
_PREFIX = regex(r"[\r\n][ \t]*+>")
_SITES = (TextSite, ValueSite, JsonTextSite)


@dataclass(frozen=True, slots=True)
class Embedded:
    """What HTML in an article holds."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: tuple[tuple[int, Message], ...] = ()
    """Values of a tag in a text that are not handed out, with their offsets."""
    named: tuple[Named, ...] = ()
    works: tuple[LinkedWork, ...] = ()
    languages: tuple[tuple[Span, str], ...] = ()
    foreign: tuple[Passage, ...] = ()
    """Passages in another language, Markdown between their tags included."""


def html_blocks(
    masked: Masked,
    lines: Sequence[Span],
    gaps: Sequence[Span],
    heads: Iterable[int],
    conventions: Conventions,
) -> Embedded:
    """Read the HTML blocks of an article.

    `lines` are theirs, `gaps` the Markdown between them, both in source order; `heads` is where
    each of them has its first tag; `conventions` know its language. Raises ArticleError for HTML
    that is too large.
    """
    if not lines:
        return Embedded()
    visible = Visible(conventions.metadata, conventions.language)
    page = read(
        _alone(masked, lines), gaps=gaps, language=conventions.language, foreign=conventions.foreign
    )
    starts = frozenset(heads)
    found = [
        _headed(masked, block) if block.span.start in starts else block
        for block in blocks(page, visible=visible)
    ]
    found += linked.data_blocks(page, visible)
    return Embedded(
        tuple(found),
        html_values.links(page),
        tuple(problems(page)),
        named=tuple(named(page)),
        works=works(page),
        languages=tuple(linked.languages(page)),
        foreign=tuple(passages(page)),
    )


def left_alone(
    blocks: Iterable[Block], passages: Sequence[Passage]
) -> tuple[tuple[Block, ...], Sequence[Passage]]:
    """The blocks that are translated, and the passages left alone with some in them.

    Both are in source order; a passage may be translated from its own language.
    """
    if not passages:
        return tuple(blocks), ()
    ends = [passage.span.end for passage in passages]
    kept: list[Block] = []
    left: dict[Passage, None] = {}
    for block in blocks:
        number = bisect_right(ends, block.span.start)
        if number < len(passages) and passages[number].span.holds(block.span):
            if passages[number].translated:
                kept.append(replace(block, language=passages[number].translated))
            else:
                left[passages[number]] = None
        else:
            kept.append(block)
    return tuple(kept), tuple(left)


def _headed(masked: Masked, block: Block) -> Block:
    """Keep the first tag of an HTML block alone on its line, without which Markdown begins none."""
    first, *rest = block.pieces
    if first.kind is not PieceKind.OPEN or not rest or rest[0].kind is not PieceKind.TEXT:
        return block
    raw = rest[0].span.of(masked.source)
    if raw.strip(" \t\r\n>") or not {"\n", "\r"} & set(raw):
        return block
    span = Span(first.span.start, rest[0].span.end)
    return replace(block, pieces=(replace(first, span=span), *rest[1:]))


def _alone(masked: Masked, lines: Sequence[Span]) -> Masked:
    """The source without what stands outside its HTML blocks."""
    text = masked.filled(BLANK).text
    parts: list[str] = []
    codes: list[Code] = []
    position = 0
    for line in lines:
        parts += (" " * (line.start - position), text[line.start : line.end])
        codes += masked.beginning(line.start, line.end)
        position = line.end
    parts.append(" " * (len(masked.source) - position))
    return Masked(masked.source, "".join(parts), tuple(codes), masked.families)


def inline(masked: Masked, span: Span, *, in_cell: bool) -> Embedded:
    """Read the attributes of a tag in a text."""
    raw = span.of(masked.text)
    if "=" not in raw:
        return Embedded()
    if _NO_TRANSLATION.search(raw) or _PREFIX.search(raw) or (in_cell and "\\|" in raw):
        return Embedded()
    token = tag_at(masked.text, span.start)
    if token is None or token.kind is not HtmlKind.START or token.end != span.end:
        return Embedded()
    return Embedded(
        tuple(html_values.value_blocks(masked, token)),
        tuple(html_values.token_links(masked, token)),
        said=tuple(html_values.unread_values(masked.text, token)),
    )


def shown(masked: Masked, span: Span, found: Sequence[Block]) -> str:
    """A tag as it is shown and compared: what readers see of it is `…`, in quotes in any case."""
    parts: list[str] = []
    position = span.start
    for block in found:
        bare = isinstance(block.site, ValueSite) and not block.site.quote and block.site.whole
        parts += (masked.source[position : block.span.start], '"…"' if bare else "…")
        position = block.span.end
    parts.append(masked.source[position : span.end])
    return "".join(parts)


def is_html(site: Site) -> bool:
    """True for a place of HTML."""
    return isinstance(site, _SITES)


def write(run: Run, site: Site, *, strict: bool) -> str:
    """Write a run of text so that HTML reads just this text, and Markdown nothing at all."""
    if isinstance(site, JsonTextSite):
        return write_json(run.text, site, strict=strict)
    written = escape(run, site, strict=strict)
    if strict:
        return written
    written = _MARKS.sub(lambda found: reference(found[0]), written)
    if run.before is Edge.LINE and (found := _LINE_START.match(written)):
        written = reference(found[0][0]) + written[1:]
    return written


def relink(link: Link, url: str) -> str:
    """Write an address into a tag; what Markdown reads there is encoded."""
    return html_values.relink(link, url.replace("`", "%60").replace("|", "%7C"))
