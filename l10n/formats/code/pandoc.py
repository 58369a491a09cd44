"""What Pandoc's Markdown has in a line: citations, notes, spans, attributes, scripts, TeX.

Pandoc's manual, "Pandoc's Markdown": the extensions `citations`, `inline_notes`, `bracketed_spans`,
`link_attributes`, `inline_code_attributes`, `raw_attribute`, `subscript`, `superscript`, `raw_tex`,
`example_lists`.
"""

import re
from collections.abc import Iterator

from l10n.formats.code.code import BLANK, MARK, Code, Family, Ground, Level
from l10n.formats.code.stretches import Paragraphs, brackets, lines
from l10n.model.article import PieceKind, Span
from l10n.regex import regex

_VALUE = r"""(?:"[^"\r\n]*+"|'[^'\r\n]*+'|[^\s{}"']++)"""
_ONE = rf"""(?:[.#][^\s{{}}"'=]++|[\w:-]++={_VALUE}|-(?=[ }}]))"""
ATTRIBUTES = rf"\{{[ ]*+(?:{_ONE}(?:[ ]++{_ONE})*+|=\w++)[ ]*+\}}"
"""`{#id .class key=value}`, `{-}`, `{=format}`."""
_ATTRIBUTES = regex(ATTRIBUTES)
_ATTACHED = regex(rf"(?<=[)`>\]]){ATTRIBUTES}")
_HEADING = regex(rf"(?<=[ \t]){ATTRIBUTES}(?=[ \t]*+#*+[ \t]*+\Z)")
_ANY_END = regex(r"\}[ \t]*+#*+[ \t]*+(?=[\r\n]|\Z)")
_UNDERLINE = regex(r"(?:=+|-+)[ \t]*\Z")
_CERTAIN_CITES = regex(r"(?:(?:[Ss]ee|see also|cf\.|e\.g\.,?) )?-?@[\w{]")
_CITES = regex(r"(?:[^@]*?[\s;])?-?@[\w{]")
_CITE = regex(
    r"(?<![\w@.\\/])-?@(?:\w(?:[\w:.#$%&+?<>~/-]*\w)?|\{[^{}\s]*+\})(?:[ ]\[[^\[\]\r\n]*+\])?"
)
_SUBSCRIPT = regex(r"\\[\s\S]|~~++|~((?:[^ \t\r\n~\\]|\\[^\r\n])++)~(?!~)")
_SUPERSCRIPT = regex(
    r"\\[\s\S]|\[\^|\^((?:[^ \t\r\n\[^\\]|\\[^\r\n])(?:[^ \t\r\n^\\]|\\[^\r\n])*+)\^"
)
_FEW = regex(r"[\w+−-]{1,12}\Z")
_TEX = regex(r"\\\\|\\[ ](?=\S)|\\[A-Za-z]++\*?(?:\{(?:[^{}]|\{[^{}]*+\})*+\}|\[[^\[\]\r\n]*+\])*+")
_EXAMPLE = regex(r"\(@[\w-]++\)")
GUARD = (
    r"(?<![\w.])@(?=[\w{])|\^(?=\S)|\{(?=[ ]*[.#=\w-])|\((?=@[\w-]*\))"
    r"|\.(?=\.\.)|-(?=-)|(?<=-)-|\*|\#(?=\#*\Z)"
)
"""What would be a citation, a note, superscript, attributes, an example, or another sign."""


def find_in_brackets(ground: Ground) -> Iterator[Code]:
    """Find citations in brackets, notes in the text, and spans with attributes."""
    return _in_brackets(ground, bare=True)


def find_certain_in_brackets(ground: Ground) -> Iterator[Code]:
    """Find what is not a link with an `@` in its text either, nor `[Photo: @agency]`."""
    return _in_brackets(ground, bare=False)


def _in_brackets(ground: Ground, *, bare: bool) -> Iterator[Code]:
    text = ground.text
    cited = _CITES if bare else _CERTAIN_CITES
    cites: list[Span] = []
    for span in brackets(ground, Paragraphs(text)):
        start, end = span.start, span.end
        before, after = text[start - 1 : start], text[end : end + 1]
        if before == "^" and text[start - 2 : start - 1] != "\\":
            yield Code(Span(start - 1, start + 1), MARK, "note", PieceKind.OPEN)
            yield Code(Span(end - 1, end), MARK, "note", PieceKind.CLOSE)
            continue
        if after in ("(", "[", ":") and (after != ":" or _defines(text, start)):
            continue
        attributes = (
            _ATTRIBUTES.match(text, end) if after == "{" and before not in ("!", "]") else None
        )
        if attributes and end - start > 2:
            yield Code(Span(start, start + 1), MARK, "span", PieceKind.OPEN)
            yield Code(Span(end - 1, attributes.end()), MARK, "span", PieceKind.CLOSE)
        elif "@" in text[start : start + 400] and cited.match(text, start + 1, end):
            cites.append(span)
    yield from (Code(span) for span in cites)
    if bare and "@" in text:
        for found in _CITE.finditer(text):
            if not ground.is_off(found.start()):
                yield Code(Span(*found.span()))


def _defines(text: str, start: int) -> bool:
    """True for a bracket at the start of its line: of a definition, if a colon stands behind it."""
    while start and text[start - 1] in " \t>":
        start -= 1
    return not start or text[start - 1] in "\r\n"


def find_attributes(ground: Ground) -> Iterator[Code]:
    """Find attributes that belong to the link, picture or code just before them."""
    for found in _ATTACHED.finditer(ground.text):
        if not ground.is_off(found.start()):
            yield Code(Span(*found.span()), MARK, attached=True)


def find_heading_attributes(ground: Ground) -> Iterator[Code]:
    """Find attributes at the end of headings: they stay where they stand."""
    if not _ANY_END.search(ground.text):
        return
    before: Code | None = None
    for line in lines(ground.text):
        if before is not None and _UNDERLINE.match(line.rest):
            yield before
        before = None
        found = _HEADING.search(line.rest) if "{" in line.rest else None
        if found is None or ground.is_off(line.start + found.start()):
            continue
        code = Code(Span(line.start + found.start(), line.start + found.end()), BLANK)
        if line.rest.startswith("#"):
            yield code
        else:
            before = code


def _scripts(ground: Ground, pattern: re.Pattern[str], name: str, *, few: bool) -> Iterator[Code]:
    text = ground.text
    for found in pattern.finditer(text):
        start, end = found.span()
        if found[1] is None or ground.is_off(start):
            continue
        if few and not (_FEW.match(found[1]) and text[start - 1 : start].isalnum()):
            continue
        yield Code(Span(start, start + 1), MARK, name, PieceKind.OPEN)
        yield Code(Span(end - 1, end), MARK, name, PieceKind.CLOSE)


def find_subscripts(ground: Ground) -> Iterator[Code]:
    """Find `H~2~O`."""
    return _scripts(ground, _SUBSCRIPT, "sub", few=False)


def find_superscripts(ground: Ground) -> Iterator[Code]:
    """Find `x^2^`."""
    return _scripts(ground, _SUPERSCRIPT, "sup", few=False)


def find_certain_subscripts(ground: Ground) -> Iterator[Code]:
    """Find a few letters or digits that stand low behind others."""
    return _scripts(ground, _SUBSCRIPT, "sub", few=True)


def find_certain_superscripts(ground: Ground) -> Iterator[Code]:
    """Find a few letters or digits that stand high behind others."""
    return _scripts(ground, _SUPERSCRIPT, "sup", few=True)


def find_tex(ground: Ground) -> Iterator[Code]:
    """Find macros of TeX with their arguments, and `\\ `, a blank that does not break."""
    for found in _TEX.finditer(ground.text):
        if found[0] != "\\\\" and not ground.is_off(found.start()):
            yield Code(Span(*found.span()))


def find_examples(ground: Ground) -> Iterator[Code]:
    """Find references to numbered examples."""
    for found in _EXAMPLE.finditer(ground.text):
        if not ground.is_off(found.start()):
            yield Code(Span(*found.span()))


_IN_BRACKETS = ("@", "^[", "]{")
BRACKETS = Family("citations", _IN_BRACKETS, find_in_brackets, Level.INLINE)
CERTAIN_BRACKETS = Family("citations", _IN_BRACKETS, find_certain_in_brackets, Level.INLINE)
HEADINGS = Family("heading attributes", ("{",), find_heading_attributes, Level.BLOCKS)
ATTACHED = Family("attributes", ("{",), find_attributes, Level.INLINE)
SUBSCRIPTS = Family("scripts", ("~",), find_subscripts, Level.INLINE)
SUPERSCRIPTS = Family("scripts", ("^",), find_superscripts, Level.INLINE)
CERTAIN_SUBSCRIPTS = Family("scripts", ("~",), find_certain_subscripts, Level.INLINE)
CERTAIN_SUPERSCRIPTS = Family("scripts", ("^",), find_certain_superscripts, Level.INLINE)
TEX = Family("TeX", ("\\",), find_tex, Level.INLINE)
EXAMPLES = Family("examples", ("(@",), find_examples, Level.INLINE)
