"""What Python-Markdown, pymdownx and MkDocs read beside blocks: abbreviations, snippets, marks."""

import re
from collections.abc import Iterator

from l10n.formats.code.code import BLANK, MARK, Code, Family, Ground, Level
from l10n.formats.code.lines import first_of, line_from, lines
from l10n.formats.code.site import CodeSite
from l10n.formats.code.values import text_block, verbatim_block
from l10n.model.article import PieceKind, Span
from l10n.regex import regex

_ABBREVIATION = regex(r"[ ]{0,3}\*\[[^\[\]\r\n]++\][ ]?:[ ]*+")
_SNIPPET = regex(
    r"""[ \t]*+-{1,8}8<-{1,8}(?P<file>[ \t]++(?:"[^"\r\n]++"|'[^'\r\n]++'))?[ \t]*+\Z"""
)
_TABLE_OF_CONTENTS = regex(r"[ \t]*+\[TOC\][ \t]*+\Z")
_METADATA = regex(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]++):[ \t]*+(?P<value>[^\r\n]*+)")
_METADATA_MORE = regex(r"[ ]{4,}(?=\S)")
_READ = frozenset(("title", "description", "summary", "subtitle"))
"""Keys of metadata whose values readers see."""
_ATTRIBUTE = r"""(?:[.#][\w:.-]++|[\w:@.-]++=(?:"[^"\r\n]*+"|'[^'\r\n]*+'|[^\s{}"']++)|[\w-]++)"""
_LIST = rf"\{{:?[ ]*+{_ATTRIBUTE}(?:[ ]++{_ATTRIBUTE})*+[ ]*+\}}"
_ATTACHED = regex(rf"(?={{)(?<=[)\]*_`>~=^+:]){_LIST}")
_HEADING_LIST = regex(rf"(?<=[ ]){_LIST}[ ]*+\Z")
_LINE_LIST = regex(rf"[ \t>]*+{_LIST}[ ]*+\Z")
_CELL_LIST = regex(rf"(?<=[ ]){_LIST}[ ]*+(?=\|)")
_KEYS = regex(r"""\+\+(?:[\w-]++|"[^"\r\n]++")(?:\+(?:[\w-]++|"[^"\r\n]++"))*+\+\+""")
_ICON = regex(r":(?<![\w:\\]:)[a-z0-9]++(?:-[a-z0-9]++)+:(?![\w:])")
_CRITIC = regex(
    r"\{>>(?:[^<{\r\n]|<(?!<\})|\{(?!>>))*+<<\}"
    r"|\{~~(?P<old>(?:[^~{\r\n]|~(?![>~])|\{(?!~~))*+)"
    r"~>(?P<new>(?:[^~{\r\n]|~(?!~\})|\{(?!~~))*+)~~\}"
    r"|\{(?P<open>\+\+|--|==)|(?P<close>\+\+|--|==)\}"
)
_MARKED = regex(r"(?P<mark>==|\^\^)(?=\S)(?:[^=^\r\n]|=(?!=)|\^(?!\^))++(?<=\S)(?P=mark)")
_SCRIPT = regex(r"(?<![~^\\])(?P<mark>[~^])(?P<text>[^~^\s]{1,99}+)(?P=mark)(?![~^])")
_MARKDOWN_ELEMENT = regex(
    r"""[ \t]*+<(?P<close>/)?(?P<name>[a-zA-Z][\w-]*+)"""
    r"""(?P<rest>(?:[^<>"']|"[^"]*+"|'[^']*+')*+)>[ \t]*+\Z"""
)
_IS_MARKDOWN = regex(r"""\smarkdown(?:\s*=\s*["']?(?:1|block|span)["']?)?(?=[\s/]|\Z)""")


def find_metadata(ground: Ground) -> Iterator[Code]:
    """Find metadata in MultiMarkdown's style, in the first lines of an article without other."""
    text = ground.text
    line = line_from(text, 1 if text.startswith("\ufeff") else 0)
    end, blocks = -1, []
    while not line.is_blank:
        found = _METADATA.match(text, line.start, line.end)
        if found and found["key"].lower() in _READ:
            blocks.append(verbatim_block(text, Span(*found.span("value")), "field"))
        if not found and (end < 0 or not _METADATA_MORE.match(text, line.start)):
            break
        end = line.end
        line = line_from(text, line.after)
    if end > 0:
        yield Code(Span(0, end), BLANK, texts=tuple(block for block in blocks if block))


def find_snippets(ground: Ground) -> Iterator[Code]:
    """Find lines that take in other files, those between two marks too (pymdownx.snippets)."""
    start = -1
    for line in lines(ground.text):
        if "8<" not in ground.text[line.start : line.end]:
            continue
        found = _SNIPPET.match(ground.text[line.start : line.end])
        if found and found["file"]:
            yield Code(Span(line.start, line.end), BLANK)
        elif found and start < 0:
            start = line.start
        elif found:
            yield Code(Span(start, line.end), BLANK)
            start = -1


def find_lines(ground: Ground) -> Iterator[Code]:
    """Find abbreviations, the place of the contents, attributes in lines of their own and cells."""
    text = ground.text
    for line in lines(text):
        content = text[line.start : line.end]
        if ground.is_off(line.first) or line.is_blank:
            continue
        if found := _ABBREVIATION.match(content):
            block = text_block(text, Span(line.start + found.end(), line.end), "title", _IN_LINE)
            yield Code(Span(line.start, line.end), BLANK, texts=(block,) if block else ())
        elif _TABLE_OF_CONTENTS.match(content) or ("{" in content and _LINE_LIST.match(content)):
            yield Code(Span(line.first, line.end), BLANK)
        elif "{" in content:
            pattern = _HEADING_LIST if content.lstrip(" >").startswith("#") else _CELL_LIST
            for cell in pattern.finditer(content):
                yield Code(Span(line.start + cell.start(), line.start + cell.end()), BLANK)


def find_marks(ground: Ground) -> Iterator[Code]:
    """Find keys, icons, attributes, marks of critics and of highlights in a text."""
    text = ground.text
    for pattern in (_KEYS, _ICON):
        for found in pattern.finditer(text):
            if not ground.is_off(found.start()):
                yield Code(Span(*found.span()), MARK)
    for found in _ATTACHED.finditer(text) if "{" in text else ():
        if not ground.is_off(found.start()):
            yield Code(Span(*found.span()), MARK, attached=True)
    marked = _MARKED.finditer(text) if "==" in text or "^^" in text else ()
    for found in marked:
        if not ground.is_off(found.start()):
            yield from _pair(found)


def find_scripts(ground: Ground) -> Iterator[Code]:
    """Find what stands low or high: figures as they are, words between tags (`H~2~O`, `x^nd^`)."""
    for found in _SCRIPT.finditer(ground.text):
        if ground.is_off(found.start()):
            continue
        if any(char.isalpha() for char in found["text"]):
            yield from _pair(found)
        else:
            yield Code(Span(*found.span()), MARK)


def _pair(found: re.Match[str]) -> Iterator[Code]:
    start, end = found.span()
    size, name = len(found["mark"]), found["mark"]
    yield Code(Span(start, start + size), MARK, name, PieceKind.OPEN)
    yield Code(Span(end - size, end), MARK, name, PieceKind.CLOSE)


def find_critic(ground: Ground) -> Iterator[Code]:
    """Find the marks of editors: `{++added++}`, `{--gone--}`, `{~~old~>new~~}`, `{>>note<<}`."""
    for found in _CRITIC.finditer(ground.text):
        if ground.is_off(found.start()):
            continue
        span = Span(*found.span())
        if found["open"]:
            yield Code(span, MARK, f"critic {found['open']}", PieceKind.OPEN)
        elif found["close"]:
            yield Code(span, MARK, f"critic {found['close']}", PieceKind.CLOSE)
        else:
            sides = (Span(*found.span(side)) for side in ("old", "new") if found[side])
            blocks = (text_block(ground.text, side, "label", _IN_CRITIC) for side in sides)
            yield Code(span, MARK, texts=tuple(block for block in blocks if block))


def find_markdown_elements(ground: Ground) -> Iterator[Code]:
    """Find the tags of elements in which Markdown is read (`<div markdown>`, md_in_html)."""
    text = ground.text
    open_names: list[tuple[str, bool]] = []
    for line in lines(text):
        if not text.startswith("<", first_of(text, line.start)) or ground.is_off(line.first):
            continue
        found = _MARKDOWN_ELEMENT.match(text[line.start : line.end])
        if not found or found["rest"].endswith("/"):
            continue
        name = found["name"].lower()
        if not found["close"]:
            is_markdown = _IS_MARKDOWN.search(found["rest"]) is not None
            if is_markdown or any(each == name for each, _kept in open_names):
                open_names.append((name, is_markdown))
            if is_markdown:
                yield Code(Span(line.first, line.end), BLANK)
        elif open_names and open_names[-1][0] == name and open_names.pop()[1]:
            yield Code(Span(line.first, line.end), BLANK)


_IN_LINE = CodeSite("line")
_IN_CRITIC = CodeSite("critic")
BEFORE_MARKDOWN = (
    Family("metadata", (":",), find_metadata),
    Family("snippet", ("8<-",), find_snippets),
)
MARKUP = (
    Family("markdown element", ("<",), find_markdown_elements, Level.BLOCKS),
    Family("abbreviation", ("*[", "[TOC]", "{"), find_lines, Level.BLOCKS),
    Family("critic", ("{++", "{--", "{~~", "{==", "{>>"), find_critic, Level.INLINE),
    Family("script", ("~", "^"), find_scripts, Level.INLINE),
    Family("pymdownx", ("++", ":", "{", "==", "^^"), find_marks, Level.INLINE),
)
