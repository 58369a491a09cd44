"""MyST: directives in fences of backticks, tildes and colons, with their options and texts.

MyST-Parser's manual, "Roles and Directives"; Docutils and Sphinx on each directive; sphinx-design.
"""

import re
from collections.abc import Iterator

from l10n.dataclass import dataclass
from l10n.formats.code.code import BLANK, Code, Ground
from l10n.formats.code.fills import heading
from l10n.formats.code.lines import Line, after_fence, fence_at, first_of, line_from
from l10n.formats.code.myst_options import option_block
from l10n.formats.code.values import verbatim_block
from l10n.messages import N_, message
from l10n.model.article import Block, Span
from l10n.regex import regex

_PLAIN = frozenset(
    (
        *("attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip"),
        *("todo", "warning", "epigraph", "highlights", "pull-quote", "compound"),
    )
)
"""Directives without an argument: what stands behind the name is the first line of their text."""
_TITLED = frozenset(
    (
        *("admonition", "aside", "button-link", "card", "centered", "dropdown", "exercise"),
        *("grid-item-card", "list-table", "margin", "rubric", "sidebar", "solution", "tab-item"),
        *("table", "topic"),
    )
)
"""Directives whose argument readers see; `prf:…` beside them."""
_NAMED = frozenset(
    (
        *("card-carousel", "class", "container", "deprecated", "div", "figure", "grid"),
        *("grid-item", "hlist", "only", "tab-set", "versionadded", "versionchanged"),
        *("versionremoved", "glossary"),
    )
)
"""Directives with text whose argument is none: an address, a class, the number of a version."""
_QUOTES = frozenset(("epigraph", "highlights", "pull-quote"))
"""Directives whose last line may say whose words they are: `-- The miller`."""
_BY = regex(r"(?:--(?!-)|---(?!-)|— )[ ]*+(?=\S)")
_SEEN = frozenset(("alt", "caption", "header", "footer"))
"""Options whose values readers see."""
_CODE = frozenset(("code", "code-block", "literalinclude", "sourcecode"))
_SILENT = _CODE | frozenset(
    (
        *("bibliography", "code-cell", "contents", "doctest", "figure-md", "graphviz", "image"),
        *(
            "include",
            "index",
            "math",
            "mermaid",
            "plot",
            "productionlist",
            "prompt",
            "tableofcontents",
        ),
        *("testcode", "testoutput", "toctree", "video", "youtube"),
    )
)
"""Directives whose content is no text, or whose titles are all that readers see of it."""
_LEFT = N_("what the directive “{name}” holds is not translated")
_OPENING = regex(
    r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*+\{(?P<name>[^{}\s`]++)\}[ \t]*+(?P<argument>[^\r\n]*+)"
)
_CLOSING = regex(r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*+\Z")
_OPTION = regex(r":(?P<name>[\w-]++):[ \t]*+(?P<value>[^\r\n]*+)")
_YAML_OPTION = regex(r"(?P<name>[\w-]++):[ \t]++(?P<value>[^\s|>\[{&*!#][^\r\n]*+)")
_RULE = regex(r"-{3,}[ \t]*+\Z")
_ENTRY = regex(r"(?P<title>[^\r\n]*[^<\s])[ \t]*<[^<>\r\n]+>[ \t]*\Z")
_INDENT = regex(r"(?:\r\n|[\r\n])[ \t]++")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A directive whose text is being read."""

    mark: str
    size: int
    name: str


def find(ground: Ground) -> Iterator[Code]:
    """Find directives: around text their marks, of code the whole."""
    text, position = ground.text, 0
    opened: list[_Opened] = []
    while position < len(text):
        line = line_from(text, position)
        content = text[line.first : line.end]
        directive = _OPENING.match(content)
        closing = None if directive else _CLOSING.match(content)
        ends = _closed(opened, closing["fence"]) if closing else None
        if ends is not None:
            yield Code(Span(line.first, line.end), BLANK)
            del opened[ends:]
        elif directive and _holds_text(directive["name"]):
            opened.append(_of(directive))
            yield from _opening(text, line, directive)
            position = _after_options(text, line)
            if position > line.after:
                yield _options(text, Span(line.after, position))
            continue
        elif directive:
            end = after_fence(text, line.after, directive["fence"])
            yield _whole(text, line, end, directive["name"])
            position = end
            continue
        elif fence := fence_at(text, line.first):
            position = after_fence(text, line.after, fence)
            continue
        elif opened and opened[-1].name == "glossary" and line.start == line.first < line.end:
            yield from _definition(text, line)
        elif opened and opened[-1].name in _QUOTES and (by := _BY.match(content)):
            yield Code(Span(line.first, line.first + by.end()), heading(by.end()), role="paragraph")
        position = line.after


def _of(found: re.Match[str]) -> _Opened:
    return _Opened(found["fence"][0], len(found["fence"]), found["name"])


def _holds_text(name: str) -> bool:
    return name in _PLAIN or name in _TITLED or name in _NAMED or name.startswith("prf:")


def _closed(opened: list[_Opened], fence: str) -> int | None:
    """The index of the outermost directive that a fence closes, with all in it."""
    for number, each in enumerate(opened):
        if each.mark == fence[0] and each.size <= len(fence):
            return number
    return None


def _opening(text: str, line: Line, found: re.Match[str]) -> Iterator[Code]:
    name, size = found["name"], found.start("argument")
    seen = name in _PLAIN or name in _TITLED or name.startswith("prf:")
    whole = Span(line.first, line.end)
    if not seen or not found["argument"].strip(" \t"):
        yield Code(whole, BLANK)
        return
    # The first line of a text goes on in the next, a title does not.
    fill = f"{'>' * (size - 1)} " if name in _PLAIN else heading(size)
    role = "caption" if name in ("list-table", "table") else "title"
    role = "paragraph" if name in _PLAIN else role
    yield Code(Span(line.first, line.first + size), fill, role=role)


def _after_options(text: str, line: Line) -> int:
    """Where the text of a directive begins: behind `:name: value` lines, or between rules."""
    following = line_from(text, line.after)
    if _RULE.match(text[following.first : following.end]):
        closing = line_from(text, following.after)
        while closing.after > closing.start:
            if _RULE.match(text[closing.first : closing.end]):
                return closing.after
            closing = line_from(text, closing.after)
        return line.after
    while _OPTION.match(text, following.first, following.end):
        following = line_from(text, following.after)
    return following.start


def _options(text: str, span: Span) -> Code:
    end = span.end
    while end > span.start and text[end - 1] in "\r\n":
        end -= 1
    return Code(Span(span.start, end), BLANK, texts=_seen(text, span, markdown=False))


def _seen(text: str, span: Span, *, markdown: bool) -> tuple[Block, ...]:
    """The options that readers see; captions of code are Markdown, those of the rest are not."""
    blocks: list[Block | None] = []
    position = span.start
    while position < span.end:
        line = line_from(text, position)
        position = line.after
        found = _OPTION.match(text, line.first, line.end)
        found = found or _YAML_OPTION.match(text, line.first, line.end)
        if found and found["name"] in _SEEN:
            role = "alt" if found["name"] == "alt" else "caption"
            place = Span(*found.span("value"))
            blocks.append(option_block(text, place, role, markdown=markdown))
    return tuple(block for block in blocks if block is not None)


def _whole(text: str, line: Line, after: int, name: str) -> Code:
    """A directive whose content is code, with the options and the entries that readers see."""
    end = after
    while end > line.end and text[end - 1] in "\r\n":
        end -= 1
    options = _after_options(text, line)
    blocks = _seen(text, Span(line.after, options), markdown=name in _CODE)
    if name == "toctree":
        blocks += _entries(text, Span(options, end))
    body = text[options:end]
    unsaid = name in _SILENT or not any(char.isalpha() for char in body)
    left = None if unsaid else message(_LEFT, name=name)
    return Code(Span(line.first, end), BLANK, texts=blocks, left=left)


def _entries(text: str, span: Span) -> tuple[Block, ...]:
    """The titles of a toctree: `Title <page>`."""
    blocks: list[Block | None] = []
    position = span.start
    while position < span.end:
        line = line_from(text, position)
        position = line.after
        found = _ENTRY.match(text[line.first : line.end])
        if found:
            place = Span(line.first, line.first + found.end("title"))
            blocks.append(verbatim_block(text, place, "label"))
    return tuple(block for block in blocks if block is not None)


def _definition(text: str, line: Line) -> Iterator[Code]:
    """What parts a term of a glossary from its meaning in the next line: not just white space."""
    found = _INDENT.match(text, line.end)
    if found and first_of(text, found.end()) < len(text):
        size = len(found[0])
        yield Code(Span(*found.span()), "\n\n".ljust(size))
