"""Writing text so that Markdown reads it as just this text."""

import re
from collections.abc import Callable

from l10n.formats import Edge, Run
from l10n.formats.markdown.held import ADDRESS, bare, may_hold_address
from l10n.formats.markdown.site import (
    NOTHING,
    AddressSite,
    Held,
    LineStart,
    TextSite,
    TitleSite,
)
from l10n.model.article import Block, Site
from l10n.regex import regex

_BEGINNING = frozenset(" \t#-+>=:0123456789")
"""How a text begins that may begin something else than a paragraph."""
_LINE_BREAKS = regex(r"[\r\n]+")
_UNWRITABLE = regex("[\0\ud800-\udfff]")
_CONTROLS = regex("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_ODD = regex("[\0-\x08\n-\x1f\x7f\ufeff\ud800-\udfff]")
"""What no text has as it stands."""
_SPECIAL = regex(
    r"""
      [\\`\[\]|]
    | \*
    | _+
    | ~
    | <(?=[A-Za-z/!?]|\Z)
    | &(?=[#A-Za-z0-9]*;|[#A-Za-z0-9]*\Z)
    """,
    re.VERBOSE,
)
_HOT = regex(r"[\\`\[\]|*_~<&]")
_LINE_START = regex(
    r"""
      (?P<at>)(?:
          \#{1,6}(?=[ \t]|\Z)
        | [-+](?=[ \t]|\Z)
        | >
        | -[- \t]*\Z | =+[ \t]*\Z | \+{3}[ \t]*\Z
        | :?-+:?[ \t]*\Z
      )
    | [0-9]{1,9}(?P<dot>)[.)](?=[ \t]|\Z)
    """,
    re.VERBOSE,
)
_CLOSING_HASHES = regex(r"(?:(?<=[ \t])|\A)#+\Z")
_BLANKS = (" ", "\t")
_PUNCTUATION = regex(r"[!-/:-@\[-`{-~]")


def writable(text: str) -> str:
    """Text as one line of a UTF-8 file; U+FFFD for NUL and lone surrogates, which none can hold."""
    if _is_usual(text):
        return text
    return _UNWRITABLE.sub("\ufffd", _LINE_BREAKS.sub(" ", text))


def _is_usual(text: str) -> bool:
    """True for a text in which nothing is unwritable, a control character or the end of a line."""
    return text.isprintable() or not _ODD.search(text)


def reference(char: str) -> str:
    """Write a character as a numeric reference: punctuation to all rules of emphasis."""
    return f"&#{ord(char)};"


def inline(run: Run, block: Block, *, strict: bool) -> str:
    """Write text for a paragraph, heading, item, cell or alt text.

    Addresses that GitHub's Markdown would make links of are kept only if the block had them; an
    e-mail address stays as it is, since no escape keeps GitHub from linking it.
    """
    text, before, after = run.text, run.before, run.after
    usual = _is_usual(text)
    if not usual:
        text = writable(text)
    if strict:
        return _strict(text, before, after)
    held = _held_by(block)
    head = tail = ""
    if text[:1] in _BLANKS or text[-1:] in _BLANKS:
        text, head, tail = _outer_space(text, before, after)
    written = (
        _SPECIAL.sub(_special(text, block, before, after), text) if _HOT.search(text) else text
    )
    if may_hold_address(written):
        written = ADDRESS.sub(lambda found: _address(found[0], held.addresses), written)
    if not usual:
        written = _CONTROLS.sub(lambda found: reference(found[0]), written)
    if before is Edge.TAG:
        defines = written.startswith(":") and held.defining
        if defines or (written.startswith("(") and held.closing) or written.startswith("^"):
            written = "\\" + written
    elif block.role == "alt" and written.startswith("^"):
        written = "\\" + written
    if (
        not head
        and written[:1] in _BEGINNING
        and may_begin_line(before, block)
        and begins_line(block)
    ):
        blank = len(written) - len(written.lstrip(" \t"))
        written = written[:blank] + _line_start(written[blank:])
    if after is Edge.TAG and written.endswith("!") and held.opening:
        written = written[:-1] + "\\!"
    if written.endswith("#") and _line_of(block) is LineStart.ATX and after is Edge.LINE:
        found = _CLOSING_HASHES.search(written)
        if found and not (found.start() == 0 and before is Edge.TAG):
            written = written[: found.start()] + "\\" + written[found.start() :]
    return head + written + tail


def _strict(text: str, before: Edge, after: Edge) -> str:
    last = len(text) - 1
    return "".join(
        reference(char)
        if (index == 0 and (before is Edge.TAG or char in " \t"))
        or (index == last and (after is Edge.TAG or char in " \t"))
        or _CONTROLS.match(char)
        or char in "\\|`<>&"
        or (char in " \t" and text[index - 1] in " \t")
        else ("\\" + char if _PUNCTUATION.match(char) else char)
        for index, char in enumerate(text)
    )


def _outer_space(text: str, before: Edge, after: Edge) -> tuple[str, str, str]:
    """Write spaces as references where a line would lose them or make a hard break of them."""
    head = tail = ""
    if before is not Edge.TAG and text[:1] in _BLANKS:
        rest = text.lstrip(" \t")
        head = "".join(map(reference, text[: len(text) - len(rest)]))
        text = rest
    if after is not Edge.TAG and text[-1:] in _BLANKS:
        rest = text.rstrip(" \t")
        tail = "".join(map(reference, text[len(rest) :]))
        text = rest
    return text, head, tail


def _special(text: str, block: Block, before: Edge, after: Edge) -> Callable[[re.Match[str]], str]:
    def write(found: re.Match[str]) -> str:
        char = found[0]
        start, end = found.span()
        left = text[start - 1] if start else ""
        right = text[end : end + 1]
        if char == "&":
            alone = end == len(text) and after is Edge.LINE
            return char if alone else "&amp;"
        if char == "|" and block.role == "heading" and _line_of(block) is not LineStart.ATX:
            # markdown-it takes any pipe above a line of hyphens for the head of a table.
            return reference(char)
        if char == "<":
            alone = end == len(text) and after is Edge.LINE
            return char if alone else "\\<"
        if char[0] == "_":
            return char if _within_word(left, right) else char.replace("_", "\\_")
        if char == "*" and left in (" ", "\xa0") and left and right == " ":
            return char
        if char == "~" and right.isdigit() and _begins_word(left, before):
            return "\\~" if _held_by(block).struck else char
        return "\\" + char

    return write


def _within_word(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def _begins_word(left: str, before: Edge) -> bool:
    return left.isspace() if left else before is not Edge.TAG


def _address(found: str, known: frozenset[str]) -> str:
    """Keep a bare address that the block had before; any other is not to become a link."""
    if bare(found) in known:
        return found
    if "://" in found:
        return found.replace("://", "\\://", 1)
    return found.replace(".", "\\.", 1)


def may_begin_line(before: Edge, block: Block) -> bool:
    """True if nothing stands before a run, or code of which nothing may be left."""
    return before is Edge.LINE or _held_by(block).coded


def begins_line(block: Block) -> bool:
    """True if a run at the edge of this block, or after a line break in it, begins a line."""
    if _line_of(block) in (LineStart.CELL, LineStart.ATX):
        return False
    if block.role == "alt":
        return _held_by(block).broken
    return True


def _line_start(written: str) -> str:
    found = _LINE_START.match(written)
    if not found:
        return written
    at = found.start("dot") if found["dot"] is not None else found.start("at")
    return written[:at] + "\\" + written[at:]


def title(text: str, block: Block, *, strict: bool) -> str:
    """Write text between the quotes of a link's title."""
    text = writable(text)
    if strict:
        return _strict(text, Edge.LINE, Edge.LINE)
    site = block.site if isinstance(block.site, TitleSite) else TitleSite('"')
    hostile = "\\`" + ("()" if site.quote == "(" else site.quote) + ("|" if site.in_cell else "")
    written = "".join("\\" + char if char in hostile else char for char in text)
    written = re.sub(r"&(?=[#A-Za-z0-9]+;)", "&amp;", written)
    return _CONTROLS.sub(lambda found: reference(found[0]), written)


def _held_by(block: Block) -> Held:
    return block.site.held if isinstance(block.site, TextSite) else NOTHING


def _line_of(block: Block) -> LineStart:
    return block.site.line if isinstance(block.site, TextSite) else LineStart.OWN


def address(url: str, site: Site) -> str:
    """Write the address of a link: in its angle brackets, or bare, with brackets where needed."""
    url = re.sub(
        r"[\x00-\x1f\x7f`|\ud800-\udfff]",
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")),
        url,
    )
    written = re.sub(r"&(?=[#A-Za-z0-9]+;)", "&amp;", url.replace("\\", "\\\\"))
    angled = isinstance(site, AddressSite) and site.angled
    if angled or not url or " " in url:
        written = re.sub(r"[<>]", r"\\\g<0>", written)
        return written if angled else f"<{written}>"
    written = re.sub(r"[()]", r"\\\g<0>", written)
    return "\\" + written if written.startswith("<") else written
