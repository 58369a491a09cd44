"""A text with its tags as HTML: formatting as it looks, everything else as a chip with its name."""

from collections.abc import Collection, Iterator, Mapping
from html import escape

from l10n.lines import printable
from l10n.model.article import Span
from l10n.model.markup import Tagged, TokenKind, faults

_ELEMENTS = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "code", "sup": "sup",
    "sub": "sub", "del": "del", "s": "s", "ins": "ins", "small": "small", "q": "q", "cite": "cite",
}  # fmt: skip
"""By the name of a tag without its number, the element that looks like it."""
_LETTERS = "0123456789"


def said(text: str) -> str:
    """A text for a page: markup escaped, and what nobody sees or what steers as an escape."""
    return escape(printable(text))


def shown(
    text: str, of: Tagged, marks: Collection[Span] = (), raw: Mapping[str, str] | None = None
) -> str:
    """A tagged text as HTML, with the words between `marks` marked.

    `of` has the names that are tags. Formatting becomes the element that looks like it where all
    tags are well nested; links and what has no element of its own become spans, and empty tags
    chips whose title is the markup that they stand for, from `raw` by name.
    """
    whole = not faults(of, text)
    return "".join(_parts(text, of, _merged(marks), raw or {}, whole=whole))


def _parts(
    text: str, of: Tagged, marks: tuple[Span, ...], raw: Mapping[str, str], *, whole: bool
) -> Iterator[str]:
    at = 0
    for token in Tagged(text, of.pairs, of.empties).tokens():
        if token.kind is TokenKind.TEXT:
            yield _marked(token.text, at, marks)
            at += len(token.text)
            continue
        written = text[at : text.index(">", at) + 1]
        at += len(written)
        name = token.text
        kind = name.rstrip(_LETTERS)
        if kind == "br" and token.kind is TokenKind.EMPTY:
            yield "<br>"
        elif token.kind is TokenKind.EMPTY or not whole:
            yield _chip(written.strip("<>"), raw.get(name, ""))
        elif token.kind is TokenKind.OPEN:
            title = raw.get(name, "")
            element = _ELEMENTS.get(kind)
            hint = f' title="{said(title)}"' if title else ""
            yield f"<{element}>" if element else f'<span class="tag {_class(kind)}"{hint}>'
        else:
            yield f"</{_ELEMENTS.get(kind, 'span')}>"


def _chip(name: str, title: str) -> str:
    hint = f' title="{said(title)}"' if title else ""
    return f'<span class="chip"{hint}>{said(name)}</span>'


def _class(kind: str) -> str:
    return "link" if kind == "a" else "other"


def _merged(marks: Collection[Span]) -> tuple[Span, ...]:
    """Spans in their order; those that overlap or touch become one."""
    result: list[Span] = []
    for mark in sorted(marks):
        if mark.start >= mark.end:
            continue
        if result and mark.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, mark.end))
        else:
            result.append(mark)
    return tuple(result)


def _marked(text: str, at: int, marks: tuple[Span, ...]) -> str:
    parts: list[str] = []
    done = 0
    for mark in marks:
        start, end = max(mark.start - at, done), min(mark.end - at, len(text))
        if end <= start:
            continue
        parts += [said(text[done:start]), f"<mark>{said(text[start:end])}</mark>"]
        done = end
    return "".join((*parts, said(text[done:])))
