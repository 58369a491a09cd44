"""WordPress: shortcodes.

Source: wp-includes/shortcodes.php (`get_shortcode_regex`, `shortcode_parse_atts`) of WordPress 6.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from l10n.dataclass import dataclass
from l10n.formats.code.alone import Lines
from l10n.formats.code.code import Code, Family, Ground
from l10n.formats.code.site import CodeSite
from l10n.formats.code.values import value_pieces
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

WRITING = "shortcode"

OPAQUE = frozenset(
    (
        *("bash", "c", "code", "cpp", "csharp", "css", "diff", "embed", "go", "googlemap", "html"),
        *("iframe", "java", "javascript", "js", "json", "latex", "math", "perl", "php", "plain"),
        *("pre", "python", "raw", "ruby", "script", "shell", "soundcloud", "sourcecode", "sql"),
        *("text", "vimeo", "xml", "yaml", "youtube"),
    )
)
"""Shortcodes whose content is no text: addresses and code."""
_CAPTION = regex(r"\[(?:wp_)?caption[\s\]]")
_ROLES = {name: name for name in ("alt", "caption", "description", "heading", "title")}
CORE = frozenset(("audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"))
"""Those that every WordPress knows."""
HIDDEN = frozenset(("contact-form", "contact-form-7", "gravityform", "ninja_form", "wpforms"))
"""Shortcodes whose title is for editors, to find what is called."""

_CODE = regex(
    r"""
    \[(?P<doubled>\[?)
    (?: (?P<close>/)(?P<closed>[A-Za-z_][\w-]*+)\]
      | (?P<name>[A-Za-z_][\w-]*+) (?P<values>[^\]/]*+(?:/(?!\])[^\]/]*+)*+) (?P<single>/?)\]
    )
    """,
    re.VERBOSE | re.ASCII,
)
_VALUE = regex(
    r"""
    (?<![\w-])(?P<name>[\w-]++)[ \t\r\n]*+=[ \t\r\n]*+
    (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' )(?=\s|\Z)
    """,
    re.VERBOSE | re.ASCII,
)
_ASSIGNED = regex(r"""(?<![\w-])[\w-]++[ \t\r\n]*+=[ \t\r\n]*+["'\w/.#-]""", re.ASCII)
_REFERENCES = regex("[&<>\\[\\]\"'\\\\\u00a0\u200b]")
"""What ends a value, what `stripcslashes` and `shortcode_parse_atts` make something else of."""


@dataclass(frozen=True, slots=True)
class _Tag:
    """One half of a shortcode, or all of it."""

    span: Span
    name: str
    closing: bool
    values: Span
    """What stands behind its name."""
    single: bool
    doubled: bool
    """Another bracket stands before it."""


def shortcodes(ground: Ground) -> Iterator[Code]:
    """Find shortcodes with the values that readers see, and those that are written about.

    WordPress takes for a shortcode what a plug-in has announced. So a name counts that it has by
    itself or that the workflow names, and any other whose values, slash or end tag show it.
    """
    yield from _codes(ground, known=CORE | frozenset(ground.shown) - {"*"}, certain=False)


def certain_shortcodes(ground: Ground) -> Iterator[Code]:
    """Find shortcodes that WordPress has by itself, and that are no links of Markdown."""
    yield from _codes(ground, known=CORE, certain=True)


def _codes(ground: Ground, *, known: frozenset[str], certain: bool) -> Iterator[Code]:
    found = list(_scan(ground.text))
    partners = _partners(found)
    if not certain:
        all_tags = Lines(ground.text, [tag.span for tag in found])
        known |= {
            tag.name
            for number, tag in enumerate(found)
            if number in partners or _shows(ground, tag, all_tags)
        }
    kept = [
        number
        for number, tag in enumerate(found)
        if _counts(ground.text, tag, known=known, paired=number in partners)
    ]
    lines = Lines(ground.text, [found[number].span for number in kept])
    taken = -1
    for number in kept:
        tag, last = found[number], partners.get(number, number)
        if number <= taken:
            continue
        span = Span(tag.span.start, found[max(number, last)].span.end)
        if tag.doubled and ground.text.startswith("]", span.end):
            # `[[gallery]]` and `[[caption]…[/caption]]` are shown, and not called.
            span = Span(span.start - 1, span.end + 1)
            taken = max(number, last)
            yield Code(span)
            continue
        if tag.name in OPAQUE and last > number:
            taken = last
            yield Code(span, lines.fill(span))
            continue
        half = PieceKind.EMPTY
        if number in partners:
            half = PieceKind.CLOSE if tag.closing else PieceKind.OPEN
        yield Code(
            tag.span,
            lines.fill(tag.span),
            name=f"wordpress {tag.name}",
            half=half,
            texts=tuple(_texts(ground, tag)),
        )


def _scan(text: str) -> Iterator[_Tag]:
    # Without an end ahead each bracket would look for one through all the rest.
    for found in _CODE.finditer(text, 0, text.rfind("]") + 1):
        closing = found["close"] is not None
        doubled = bool(found["doubled"])
        end = found.end()
        yield _Tag(
            span=Span(found.start() + doubled, end),
            name=found["closed"] or found["name"],
            closing=closing,
            values=Span(*found.span("values")) if not closing else Span(end, end),
            single=bool(found["single"]),
            doubled=doubled and not closing,
        )


def _partners(tags: Sequence[_Tag]) -> Mapping[int, int]:
    """Where the other half of each pair is, both ways.

    A shortcode cannot lie in another of its name: the first end of a name ends the first start.
    """
    partners: dict[int, int] = {}
    waiting: dict[str, int] = {}
    for number, tag in enumerate(tags):
        if not tag.closing:
            if not tag.single:
                waiting.setdefault(tag.name, number)
        elif tag.name in waiting:
            first = waiting.pop(tag.name)
            partners[first], partners[number] = number, first
    return partners


def _shows(ground: Ground, tag: _Tag, all_tags: Lines) -> bool:
    """True if a shortcode shows by itself that it is one: WordPress knows it all over a post."""
    return (
        tag.single
        or bool(_ASSIGNED.search(ground.text, tag.values.start, tag.values.end))
        or (tag.doubled and ground.text.startswith("]", tag.span.end))
        or (
            tag.values.end == tag.values.start
            and ("_" in tag.name or "-" in tag.name)
            and all_tags.alone(tag.span)
        )
    )


def _counts(text: str, tag: _Tag, *, known: frozenset[str], paired: bool) -> bool:
    """True if WordPress, or some plug-in of it, takes this for a shortcode; `(` makes it a link."""
    if tag.name not in known or text.startswith("(", tag.span.end):
        return False
    return paired or not tag.closing


def _texts(ground: Ground, tag: _Tag) -> Iterator[Block]:
    if tag.name in HIDDEN and tag.name not in ground.shown:
        return
    shown = ground.shown.get("*", frozenset()) | ground.shown.get(tag.name, frozenset())
    for found in _VALUE.finditer(ground.text, tag.values.start, tag.values.end):
        name = found["name"].lower()
        if name not in shown:
            continue
        quote = '"' if found["double"] is not None else "'"
        span = Span(*found.span("double" if quote == '"' else "single"))
        if span.of(ground.text).strip():
            yield Block(
                _ROLES.get(name, "label"),
                value_pieces(ground.text, span),
                name,
                CodeSite(WRITING, quote),
            )


def is_caption(pieces: Sequence[Piece]) -> bool:
    """True for a text that is what WordPress shows below a picture."""
    first, last = pieces[0], pieces[-1]
    paired = first.kind is PieceKind.OPEN and last.kind is PieceKind.CLOSE
    return paired and first.text == last.text == "code" and bool(_CAPTION.match(first.note))


def write_value(text: str, site: CodeSite) -> str:
    """Write a text into the value of a shortcode: references for all that ends it or is markup."""
    return _REFERENCES.sub(lambda found: f"&#{ord(found[0])};", text)


FAMILY = Family("shortcodes", ("[",), shortcodes)
CERTAIN = Family("shortcodes", tuple(f"[{name}" for name in sorted(CORE)), certain_shortcodes)
