"""What a browser makes of an HTML source: which element each tag is, and what holds each text."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from l10n.formats.blaming import Blaming
from l10n.formats.code.masking import Masked
from l10n.formats.html.bullets import LIST_MARK
from l10n.formats.html.left import Left, holder, language, readable
from l10n.formats.html.names import BLOCKS, CODE, DRAWN, FOREIGN, FROZEN, NEUTRAL, ROLES
from l10n.formats.html.passages import Passages, Spoken
from l10n.formats.html.scan import SPACE, HtmlKind, HtmlToken, scan
from l10n.formats.html.text import BOM
from l10n.model.article import Span
from l10n.model.conventions import Foreign

if TYPE_CHECKING:
    from justhtml import JustHTML


class Reading(NamedTuple):
    """How the text inside an element is to be taken."""

    role: str = "paragraph"
    context: str | None = None
    closed: bool = False
    """Not to be translated."""
    frozen: bool = False
    """Not to be translated, whatever an element inside says."""
    kept: bool = False
    """Not to be translated by an attribute, or as code."""
    foreign: bool = False
    """In another language than the page, and left alone."""
    language: str = ""
    """Another than the page's, from which it is translated."""
    drawn: bool = False
    """In a drawing or a formula, outside the elements of it that hold words."""
    apart: bool = False
    """In a template, a drawing or a formula, whose elements are none of the page itself."""


class Element(NamedTuple):
    """The element that a start tag became."""

    reading: Reading
    """Of the text in it."""
    values: bool
    """Its attributes may be translated, as those of an `<iframe>` whose content is left alone."""
    html: bool
    """Not of SVG or MathML."""
    end: tuple[int, int] | None
    """Its end tag in the source, if it has one of its own."""


class Page(NamedTuple):
    """A source, its tokens, and the tree that they make."""

    masked: Masked
    source: str
    """As a browser is to have it: the template code in it is blank."""
    start: int
    """Where the page begins: after a byte-order mark, after front matter."""
    whole: bool
    """A document, not a fragment of one."""
    tokens: Sequence[HtmlToken]
    elements: dict[int, Element]
    """By the start of the start tag; a start tag that browsers ignore has none."""
    texts: list[tuple[int, Reading]]
    """Where runs of text start, in source order, and how they are taken; white space is none."""
    body: int | None
    """Where the content of the body starts."""
    left: Sequence[Left]
    """Elements with text that is not handed out, in source order."""
    language: str
    """What it is in; empty if nobody knows."""
    gaps: Sequence[Span] = ()
    """What is no part of the page, and ends every text, in source order."""


def read(
    masked: Masked,
    start: int = 0,
    gaps: Sequence[Span] | None = None,
    *,
    language: str = "",
    foreign: Foreign = "leave",
) -> Page:
    """Read a source as a browser without scripting would, and keep the offsets.

    justhtml builds the tree of the standard. With its locations on it takes for text what
    browsers read as bogus comments, so it is given the source with those blanked out, and
    everything else at its own offset. A leading byte-order mark is read over, and what stands
    before `start`. `language` is that of a page that declares none, `foreign` what becomes of
    passages in another. Template code is to be blank: neither text between elements nor the end of
    a value.
    """
    source = masked.text
    start = max(start, len(BOM) if source.startswith(BOM) else 0)
    tokens = scan(source, start)
    whole = any(
        token.kind is HtmlKind.DOCTYPE
        or (token.kind is HtmlKind.START and token.name in ("html", "head", "body"))
        for token in tokens
    )
    tree = _parse(_plain(source, start, tokens), whole)
    # Where other text stands between its parts, no element holds all of an article.
    own = language if gaps is not None else _declared(tree.root, whole) or language
    passages = Passages(source, own, translated=foreign == "translate")
    elements, texts, body, left = _walk(tree, whole, passages)
    # The blanks that stand for the front matter are one text with what follows them.
    texts = [(max(offset, start), reading) for offset, reading in texts]
    return Page(
        masked=masked,
        source=source,
        start=start,
        whole=whole,
        tokens=tokens,
        elements=elements,
        texts=texts,
        body=body,
        left=left,
        language=own,
        gaps=gaps or (),
    )


def _parse(source: str, whole: bool) -> "JustHTML":
    from justhtml import JustHTML

    with Blaming("justhtml"):
        return JustHTML(
            source,
            sanitize=False,
            track_node_locations=True,
            fragment=not whole,
            scripting_enabled=False,
        )


def _plain(source: str, start: int, tokens: Sequence[HtmlToken]) -> str:
    """Blank out what browsers read over, at equal length.

    A less-than sign that is text becomes a hyphen, which says as little of who holds the text:
    justhtml takes time that grows with the square of their number.
    """
    parts = [" " * start]
    position, started = start, False
    for token in tokens:
        kind, begin, end = token[:3]
        if kind is HtmlKind.START:
            started = True
        elif kind is HtmlKind.TEXT:
            started = started or not source[begin:end].strip(SPACE)
        if (kind is HtmlKind.TEXT or (kind is HtmlKind.RAW and token.name)) and (
            source.find("<", begin, end) >= 0
        ):
            parts += (source[position:begin], source[begin:end].replace("<", "-"))
            position = end
        elif kind in (HtmlKind.BOGUS, HtmlKind.CUT) or (kind is HtmlKind.DOCTYPE and started):
            parts += (source[position:begin], " " * (end - begin))
            position = end
        elif kind is HtmlKind.END and end - begin > len(token.name) + 3:
            name_end = begin + 2 + len(token.name)
            parts += (source[position:name_end], " " * (end - 1 - name_end))
            position = end - 1
    parts.append(source[position:])
    return "".join(parts)


def _declared(root: Any, whole: bool) -> str:
    """The language that a page declares, on `<html>` or on what holds all of a fragment."""
    shown = [
        node
        for node in root.children
        if not node.name.startswith(("#comment", "!"))
        and not (node.name == "#text" and not node.data.strip())
    ]
    if whole:
        shown = [node for node in shown if node.name == "html"]
    return language(shown[0].attrs or {}) if len(shown) == 1 and shown[0].name[0] != "#" else ""


def _walk(
    tree: "JustHTML", whole: bool, passages: Passages
) -> tuple[dict[int, Element], list[tuple[int, Reading]], int | None, list[Left]]:
    elements: dict[int, Element] = {}
    texts: list[tuple[int, Reading]] = []
    left: dict[int, Left] = {}
    body: int | None = None
    stack: list[tuple[Any, Any, Reading, bool]] = [(tree.root, tree.root, Reading(), not whole)]
    while stack:
        node, block, reading, inside = stack.pop()
        name = node.name
        start = node.origin_offset
        if name == "#text":
            if start is not None and node.data.strip(SPACE):
                texts.append((start, reading))
                if inside and (body is None or start < body):
                    body = start
            continue
        content = getattr(node, "template_content", None)
        if not name.startswith(("#", "!")):
            html = node.namespace in (None, "html")
            block = node if name in BLOCKS else block
            closes = _closes(node.attrs) if node.attrs else None
            spoken = None
            if node.attrs and language(node.attrs):
                spoken = passages.judge(node, block, Spoken(reading.foreign, reading.language))
            around, reading = reading, _inside(reading, name, closes, html, spoken)
            kept = around.kept if closes is None else closes
            values = not (around.frozen or kept or reading.foreign)
            if start is not None:
                if inside and (body is None or start < body):
                    body = start
                _note(elements, start, Element(reading, values, html, _end(node)))
                if reading.closed and not around.closed and not closes:
                    _leave(left, start, node, passages.said(node, block, reading.foreign))
            inside = inside or (html and name == "body")
        children = node.children
        if children:
            stack.extend([(child, block, reading, inside) for child in reversed(children)])
        if content is not None:
            stack.append((content, content, reading, False))
    texts.sort(key=lambda item: item[0])
    return elements, texts, body, [left[start] for start in sorted(left)]


def unread_sections(page: Page) -> list[int]:
    """Where sections of CDATA in drawings hold words, which are not read."""
    starts = [start for start, _reading in page.texts]
    return [
        token.start
        for token in page.tokens
        if token.kind is HtmlKind.RAW
        and not token.name
        and any(map(str.isalnum, page.source[token.start + 9 : token.end]))
        and (number := bisect_left(starts, token.end)) > 0
        and not page.texts[number - 1][1].closed
    ]


def _leave(left: dict[int, Left], start: int, node: Any, declared: str | None) -> None:
    """Keep an element that is left alone, if there is something to read in it."""
    if declared:
        if readable(node):
            left[start] = Left(start, node.name, declared)
    elif declared is not None and (name := holder(node)):
        left[start] = Left(start, name)


def _note(elements: dict[int, Element], start: int, element: Element) -> None:
    """Keep the element of a start tag; a tag that the parser cloned ends in more than one place."""
    known = elements.get(start)
    elements[start] = element if known is None else known._replace(end=None)


def _end(node: Any) -> tuple[int, int] | None:
    # justhtml 3 has a public name for where an element starts (origin_offset), none for its end.
    start, end = node._end_tag_start, node._end_tag_end
    return None if start is None or end is None else (start, end)


def _closes(attributes: dict[str, str | None]) -> bool | None:
    """True if its attributes close an element to translation; None if they do not tell."""
    translate = attributes.get("translate", "?") or ""
    if translate.lower() in ("", "yes"):
        return False
    if translate.lower() == "no" or "notranslate" in (attributes.get("class") or "").split():
        return True
    return True if LIST_MARK.search(attributes.get("style") or "") else None


def _inside(
    reading: Reading, name: str, closes: bool | None, html: bool, spoken: Spoken | None
) -> Reading:
    role, context = reading.role, reading.context
    frozen, drawn = reading.frozen or name in FROZEN, reading.drawn
    if not html:
        if name.lower() in DRAWN:
            role, context = DRAWN[name.lower()]
            drawn = False
        drawn = drawn or name in FOREIGN
    elif name in ROLES:
        role, context = ROLES[name]
    elif name in BLOCKS and name not in NEUTRAL:
        role, context = "paragraph", None
    kept = (reading.kept or (html and name in CODE)) if closes is None else closes
    foreign, own = reading.foreign, reading.language
    if spoken is not None:
        foreign, own = spoken
    foreign = foreign and closes is not False
    return Reading(
        role=role,
        context=context,
        closed=kept or frozen or foreign or drawn,
        frozen=frozen,
        kept=kept,
        foreign=foreign,
        language=own,
        drawn=drawn,
        apart=reading.apart or not html or name == "template",
    )
