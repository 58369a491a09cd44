"""Directives between colons: `:::tip Title`, `:::note[Title]{#id}`, `::name[…]{…}`.

The generic directives of CommonMark's forum as remark-directive has them, with the titles of
Docusaurus ("Admonitions" in its manual).
"""

from collections.abc import Iterator

from l10n.formats.code.code import BLANK, Code, Ground
from l10n.formats.code.fills import heading
from l10n.formats.code.lines import Line, lines_outside_fences
from l10n.formats.code.prose import cut
from l10n.formats.code.unread import VALUE
from l10n.messages import Message, message
from l10n.model.article import Span
from l10n.regex import regex

_OPENING = regex(r"(?P<colons>:{3,})(?P<name>[A-Za-z][\w-]*+)")
_LEAF = regex(r"::[A-Za-z][\w-]*+(?:\[|\{|[ \t]*+\Z)")
_CLOSING = regex(r"(?P<colons>:{3,})[ \t]*+\Z")
_ATTRIBUTES = regex(r"(?:\{[^}]*+\})?[ \t]*+\Z")
_LABEL_PART = regex(r"\\.|[\[\]]")
_LETTERS = regex(r"[^\W\d_]{2}")
_TITLE = regex(r"[ \t]++(?=[^ \t])")


def find(ground: Ground) -> Iterator[Code]:
    """Find the lines that open and close containers, and those that are directives themselves."""
    sizes: list[int] = []
    for line in lines_outside_fences(ground.text):
        if not ground.text.startswith("::", line.first):
            continue
        content = ground.text[line.first : line.end]
        opening = _OPENING.match(content)
        closing = _CLOSING.match(content)
        if opening:
            codes = tuple(_opening(line, content, opening.end()))
            if codes:
                sizes.append(len(opening["colons"]))
            yield from codes
        elif closing:
            # The outermost container that so many colons can close is closed, with all in it.
            ends = [number for number, size in enumerate(sizes) if size <= len(closing["colons"])]
            if ends:
                del sizes[ends[0] :]
                yield Code(Span(line.first, line.end), BLANK)
        elif _LEAF.match(content):
            yield Code(Span(line.first, line.end), BLANK, left=_left(content))


def _left(content: str) -> Message | None:
    """Why readers see the label of a directive without content in the language of the source."""
    label = content.find("[")
    end = _label_end(content, label) if label >= 0 else None
    text = content[label + 1 : end - 1] if end else ""
    return message(VALUE, text=cut(text)) if _LETTERS.search(text) else None


def _opening(line: Line, content: str, named: int) -> Iterator[Code]:
    """The codes around a title, or the whole line where there is none."""
    start, end = named, len(content)
    if content.startswith("[", named):
        label = _label_end(content, named)
        if label is None or not _ATTRIBUTES.match(content, label):
            return
        start, end = named + 1, label - 1
    elif title := _TITLE.match(content, named):
        start = title.end()
    elif not _ATTRIBUTES.match(content, named):
        return
    else:
        start = end
    if not content[start:end].strip(" \t"):
        yield Code(Span(line.first, line.end), BLANK)
        return
    yield Code(Span(line.first, line.first + start), heading(start), role="title")
    if end < len(content):
        yield Code(Span(line.first + end, line.end), BLANK)


def _label_end(content: str, start: int) -> int | None:
    """Just behind the bracket that closes the one at `start`."""
    depth = 0
    for found in _LABEL_PART.finditer(content, start):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if not depth and found[0] == "]":
            return found.end()
    return None
