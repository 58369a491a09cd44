"""Elements whose content is HTML to their end, blank lines in them too.

To CommonMark an HTML block ends at a blank line. kramdown reads an element to its end tag ("HTML
Blocks" of its page on syntax), and so does Python-Markdown (markdown/htmlparser.py).
"""

from collections.abc import Iterator
from functools import partial

from l10n.formats.code.code import Code, Family, Ground, Level
from l10n.formats.html.names import words
from l10n.model.article import Span
from l10n.regex import regex

KRAMDOWN = words("""
    address article aside applet body blockquote caption colgroup dd div dl dt fieldset figcaption
    footer form h1 h2 h3 h4 h5 h6 header hgroup html head iframe legend menu li main map nav ol
    optgroup p section summary table tbody td th thead tfoot tr ul
    """)
"""Kramdown::Parser::Html::Constants::HTML_BLOCK_ELEMENTS, without those that hold no text."""
PYTHON_MARKDOWN = words("""
    address article aside blockquote body canvas center colgroup dd details div dl dt fieldset
    figcaption figure footer form group h1 h2 h3 h4 h5 h6 header hgroup html iframe legend li main
    map math menu nav noscript object ol output p section summary svg table tbody td tfoot th thead
    tr ul video
    """)
"""markdown.core.Markdown.block_level_elements, likewise."""

_TAG = regex(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<rest>(?:\s[^<>]*+)?)>")
_LINE_START = regex(r"(?:\A|[\r\n]) {0,3}\Z")
_BLANK_LINES = regex(r"(?:\r\n|[\r\n])(?:[ \t]*+(?:\r\n|[\r\n]))++")
_MARKDOWN = regex(r"\bmarkdown\b")


def _find(names: frozenset[str], ground: Ground) -> Iterator[Code]:
    """Find the blank lines in elements; a parser of CommonMark is not to see them.

    An element in which Markdown is read (`markdown="1"`), or that holds one, is left to the rules
    of CommonMark.
    """
    text, end = ground.text, 0
    for element in _elements(names, ground):
        before = text[max(0, element.start - 4) : element.start]
        if element.start < end or not _LINE_START.search(before):
            continue
        end = element.end
        if _MARKDOWN.search(text, element.start, end):
            continue
        for blank in _BLANK_LINES.finditer(text, element.start, end):
            size = blank.end() - blank.start()
            yield Code(Span(*blank.span()), " " * (size - 1) + blank[0][-1], verbatim=True)


def _elements(names: frozenset[str], ground: Ground) -> list[Span]:
    """All elements that are closed, by the starts of their tags."""
    found: list[Span] = []
    opened: dict[str, list[int]] = {}
    for tag in _TAG.finditer(ground.text):
        name = tag["name"].lower()
        if name not in names or tag["rest"].endswith("/") or ground.is_off(tag.start()):
            continue
        if not tag["close"]:
            opened.setdefault(name, []).append(tag.start())
        elif opened.get(name):
            found.append(Span(opened[name].pop(), tag.end()))
    return sorted(found)


OF_KRAMDOWN = Family("HTML", ("<",), partial(_find, KRAMDOWN), Level.BLOCKS)
OF_PYTHON_MARKDOWN = Family("HTML", ("<",), partial(_find, PYTHON_MARKDOWN), Level.BLOCKS)
