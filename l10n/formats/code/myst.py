"""MyST beside directives: roles, targets, comments, breaks, substitutions, fields, attributes.

MyST-Parser's manual, "Roles and Directives", "Cross-references", "Syntax extensions".
"""

from bisect import bisect_right
from collections.abc import Iterator

from l10n.formats.code import math
from l10n.formats.code.code import BLANK, MARK, Code, Family, Ground, Level
from l10n.formats.code.fills import heading
from l10n.formats.code.lines import CodeSpans, backticks, lines
from l10n.formats.code.values import verbatim_block
from l10n.model.article import Block, PieceKind, Span
from l10n.regex import regex

_TEXT_ROLES = frozenset(
    (
        *("abbr", "abbreviation", "dfn", "del", "emphasis", "guilabel", "strong"),
        *("sub", "subscript", "sup", "superscript", "title", "title-reference", "underline"),
        *("bdg", "button"),
    )
)
"""Roles whose content readers see, and that lead nowhere."""
_ROLE = regex(r"\{(?P<name>[A-Za-z_][\w:.+-]*+)\}(?=`)")
_EXPLICIT = regex(r"(?P<text>[\s\S]*[^<\s])\s*<[^<>]+>\Z")
_ABBREVIATION = regex(r"(?P<short>[^()]*[^()\s])\s*\((?P<long>[\s\S]+)\)\Z")
_CHOICE = regex(r"\s*(?P<words>\S(?:(?!\s*-->)[\s\S])*+)\s*(?:-->|\Z)")
_SUBSTITUTION = regex(r"\{\{[^{}\r\n]++\}\}|\{%[^%\r\n]++%\}")
_TARGET = regex(r"\([^()\r\n]++\)=[ \t]*+\Z")
_COMMENT = regex(r"%")
_BREAK = regex(r"\+{3}(?:[ \t{]|\Z)")
_FIELD = regex(r":(?![: \t])[^:`\r\n]++:(?:[ \t]++|\Z)")
_ATTRIBUTE = r"""(?:[.#][\w:.-]++|[\w:.-]++=(?:"[^"\r\n]*+"|[^\s{}"']++)|%[^%\r\n]*+%)"""
_LIST = rf"\{{[ ]*+{_ATTRIBUTE}(?:[ ]++{_ATTRIBUTE})*+[ ]*+\}}"
_LINE_LIST = regex(rf"{_LIST}[ \t]*+\Z")
_ATTACHED = regex(rf"(?<=[)`>\]]){_LIST}")
_SPAN = regex(rf"\[(?P<text>(?:[^\[\]\\\r\n]|\\.)++)(?P<end>\]{_LIST})")
_LABEL = regex(r"[ \t]*+\([^()\s]++\)(?=[ \t]*+(?:[\r\n]|\Z))")
_AMS = regex(r"\\begin\{(?P<name>[a-z]+\*?)\}")
_BEGIN = "(%+{:\\"
"""What all of these begin with."""
_AMS_END = regex(r"\\end\{(?P<name>[a-z]+\*?)\}")


def find_lines(ground: Ground) -> Iterator[Code]:
    """Find what has a line of its own: targets, comments, breaks, attributes, fields, formulas."""
    text, skip = ground.text, -1
    ends = _Ends(text)
    for line in lines(text):
        if line.start < skip or line.is_blank or text[line.first] not in _BEGIN:
            continue
        if ground.is_off(line.first):
            continue
        content = text[line.first : line.end]
        alone = (_TARGET, _COMMENT, _BREAK, _LINE_LIST)
        if any(pattern.match(content) for pattern in alone):
            yield Code(Span(line.first, line.end), BLANK)
        elif field := _FIELD.match(content):
            place = Span(line.first, line.first + field.end())
            rest = bool(content[field.end() :].strip())
            fill = heading(field.end()) if rest else BLANK
            yield Code(place if rest else Span(line.first, line.end), fill, role="paragraph")
        elif formula := _AMS.match(content):
            end = ends.after(formula["name"], line.first)
            if end is not None:
                skip = end
                yield Code(Span(line.first, skip), BLANK)


class _Ends:
    """Where the environments of LaTeX end in a text, all looked up at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] | None = None

    def after(self, name: str, start: int) -> int | None:
        """Just behind the first end of such an environment after `start`."""
        if self._places is None:
            self._places = {}
            for found in _AMS_END.finditer(self._text):
                self._places.setdefault(found["name"], []).append(found.end())
        places = self._places.get(name, [])
        number = bisect_right(places, start)
        return places[number] if number < len(places) else None


def find_math(ground: Ground) -> Iterator[Code]:
    """Find mathematics between dollars, the label behind a display (`$$ (label)`) included."""
    for code in math.find(ground):
        label = _LABEL.match(ground.text, code.span.end)
        if label and ground.text.endswith("$$", code.span.start, code.span.end):
            yield Code(Span(code.span.start, label.end()), BLANK)
        else:
            yield code


def find_roles(ground: Ground) -> Iterator[Code]:
    """Find roles, with what readers see of them: the text before a target, an abbreviation."""
    text = ground.text
    spans = CodeSpans(text)
    for found in _ROLE.finditer(text):
        if ground.is_off(found.start()):
            continue
        size = backticks(text, found.end())
        end = spans.end(found.end(), size)
        if end is not None:
            inner = Span(found.end() + size, end - size)
            yield Code(Span(found.start(), end), MARK, texts=_texts(text, found["name"], inner))


def _texts(text: str, name: str, inner: Span) -> tuple[Block, ...]:
    content = inner.of(text)
    explicit = _EXPLICIT.match(content)
    short = _ABBREVIATION.match(content) if name in ("abbr", "abbreviation") else None
    places: list[tuple[int, int]] = []
    if content.startswith("!"):
        # It leads nowhere, and is shown as it stands.
        return ()
    if explicit:
        places = [explicit.span("text")]
    elif short:
        places = [short.span("short"), short.span("long")]
    elif name == "menuselection":
        places = [found.span("words") for found in _CHOICE.finditer(content)]
    elif name in _TEXT_ROLES or name.startswith("bdg-"):
        places = [(0, len(content))]
    blocks = (
        verbatim_block(text, Span(inner.start + start, inner.start + end), "label")
        for start, end in places
    )
    return tuple(block for block in blocks if block is not None)


def find_substitutions(ground: Ground) -> Iterator[Code]:
    """Find substitutions (`{{ name }}`)."""
    for found in _SUBSTITUTION.finditer(ground.text):
        if not ground.is_off(found.start()):
            yield Code(Span(*found.span()), MARK)


def find_attributes(ground: Ground) -> Iterator[Code]:
    """Find attributes of links, pictures and code, and texts in brackets that have some."""
    for found in _SPAN.finditer(ground.text):
        if not ground.is_off(found.start()):
            start, end = found.span("end")
            yield Code(Span(found.start(), found.start() + 1), MARK, "span", PieceKind.OPEN)
            yield Code(Span(start, end), MARK, "span", PieceKind.CLOSE)
    for found in _ATTACHED.finditer(ground.text):
        if not ground.is_off(found.start()):
            yield Code(Span(*found.span()), MARK, attached=True)


FAMILIES = (
    Family("math", ("$",), find_math, Level.BLOCKS),
    Family("myst line", ("(", "%", "+++", "{", ":", "\\begin"), find_lines, Level.BLOCKS),
    Family("role", ("}`",), find_roles, Level.INLINE),
    Family("substitution", ("{{", "{%"), find_substitutions, Level.INLINE),
    Family("attribute", ("{",), find_attributes, Level.INLINE),
)
