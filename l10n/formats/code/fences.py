"""What the first line of fenced code says to readers: its title; and fences that hold MDX.

Docusaurus: "Code blocks", "Markdown features: mdx-code-block"; pymdownx.superfences; Hugo: "Code
block render hooks", attributes; Pandoc: `fenced_code_attributes`.
"""

from collections.abc import Iterator

from l10n.formats.code.code import AS_IT_IS, BLANK, Code, Family, Ground, Level
from l10n.formats.code.lines import after_fence, fence_at, line_from
from l10n.formats.code.values import verbatim_block
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.regex import regex

LEFT = N_(
    "the title of this code is not translated: it holds signs that cannot be written there "
    "otherwise"
)
_TITLE = regex(r"""(?<![\w.:-])title=(?P<quote>["'])(?P<text>.*?)(?P=quote)""")
_IN_BRACES = regex(r"""\{(?:[^{}"'\r\n]|"[^"\r\n]*+"|'[^'\r\n]*+')*+\}[ \t]*+\Z""")
_STRANGE = regex(r"[\\`{}]|&(?:#|[A-Za-z])[\w]*+;")
"""What ends a title somewhere, or is read as something else by one of the systems."""
_FILE = regex(r"[\w@#+:-]*[./_][\w@#+:./-]*")
"""The name of a file, which is the same in all languages."""
_WRAPPER = "mdx-code-block"


def _fences(text: str) -> Iterator[tuple[Span, Span, int]]:
    """The line of each fence, what stands in it behind the fence, and where its code ends."""
    position = 0
    while position < len(text):
        line = line_from(text, position)
        position = line.after
        fence = fence_at(text, line.first)
        if fence:
            position = after_fence(text, line.after, fence)
            info = Span(line.first + len(fence), line.end)
            yield Span(line.first, line.end), info, position


def find_titles(ground: Ground) -> Iterator[Code]:
    """Find titles anywhere behind a fence: `js title="mill.js"`."""
    for _line, info, _end in _fences(ground.text):
        yield from _titles(ground.text, info)


def find_titles_in_braces(ground: Ground) -> Iterator[Code]:
    """Find titles among attributes: `js {title="mill.js"}`."""
    for _line, info, _end in _fences(ground.text):
        if found := _IN_BRACES.search(ground.text, info.start, info.end):
            yield from _titles(ground.text, Span(*found.span()))


def find_attributes(ground: Ground) -> Iterator[Code]:
    """Find attributes, which hold what readers may see (`{.python caption="The mill"}`)."""
    for _line, info, _end in _fences(ground.text):
        if found := _IN_BRACES.search(ground.text, info.start, info.end):
            yield Code(Span(*found.span()), AS_IT_IS)


def find_unread_titles(ground: Ground) -> Iterator[Code]:
    """Find titles where nobody knows whether they are any."""
    for _line, info, _end in _fences(ground.text):
        for found in _TITLE.finditer(ground.text, info.start, info.end):
            yield Code(Span(*found.span()), AS_IT_IS)


def find_wrappers(ground: Ground) -> Iterator[Code]:
    """Find fences around what Docusaurus reads as if they were not there."""
    text = ground.text
    for line, info, end in _fences(text):
        if info.of(text).strip() != _WRAPPER:
            continue
        yield Code(line, BLANK)
        stop = end - 1 if text[end - 1] in "\r\n" else end
        stop -= text.startswith("\r\n", stop - 1)
        start = max(text.rfind("\n", 0, stop), text.rfind("\r", 0, stop)) + 1
        closing = line_from(text, start)
        if start > line.end and fence_at(text, closing.first):
            yield Code(Span(closing.first, closing.end), BLANK)


def _titles(text: str, info: Span) -> Iterator[Code]:
    found = _TITLE.search(text, info.start, info.end)
    if not found or not found["text"].strip() or _FILE.fullmatch(found["text"].strip()):
        return
    span = Span(*found.span())
    if _STRANGE.search(found["text"]):
        yield Code(span, AS_IT_IS, left=message(LEFT))
        return
    block = verbatim_block(text, Span(*found.span("text")), "caption")
    yield Code(span, AS_IT_IS, texts=(block,) if block else ())


_SIGNS = ("title=",)
TITLES = Family("title of code", _SIGNS, find_titles, Level.BLOCKS, in_html=False)
TITLES_IN_BRACES = Family(
    "title of code", _SIGNS, find_titles_in_braces, Level.BLOCKS, in_html=False
)
UNREAD_TITLES = Family("title of code", _SIGNS, find_unread_titles, Level.BLOCKS, in_html=False)
ATTRIBUTES = Family("attributes of code", ("{",), find_attributes, Level.BLOCKS, in_html=False)
WRAPPERS = Family("mdx code block", (_WRAPPER,), find_wrappers, in_html=False)
