"""Character references that a server decoded although it was given plain text."""

from collections import Counter
from html import unescape
from html.entities import html5

from l10n.regex import regex

_REFERENCE = regex(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
"""As `html.unescape` looks for them."""


def undecoded(source: str, target: str) -> str | None:
    """The target with the references of its source (`&lt;`, `&copy`) as they stand there.

    LibreTranslate decodes them in all that it gives out. None where that cannot be undone: where
    a reference is gone, or its character stands in the target for another reason too.
    """
    wanted = Counter(_parted(source)[1::2])
    if not wanted:
        return target
    if len(_parted(unescape(source))) > 1:
        # `&amp;lt;` decoded is a reference again, and nobody could tell how often that was done.
        return None
    parts = _parted(target)
    there = Counter(parts[1::2])
    own = "".join(_parted(source)[::2])
    for written, times in wanted.items():
        missing = times - there[written]
        if missing <= 0:
            continue
        char = unescape(written)
        if char in own or sum(part.count(char) for part in parts[::2]) != missing:
            return None
        parts[::2] = [part.replace(char, written) for part in parts[::2]]
    return "".join(parts)


def _parted(text: str) -> list[str]:
    """Part a text into what is no reference, and, at every second place, what is one."""
    parts = [""]
    done = 0
    for match in _REFERENCE.finditer(text) if "&" in text else ():
        written = _decoded(match.group())
        if written:
            parts[-1] += text[done : match.start()]
            parts += [written, ""]
            done = match.start() + len(written)
    parts[-1] += text[done:]
    return parts


def _decoded(text: str) -> str:
    """The part of a possible reference that HTML decodes: `&copy` of `&copying`."""
    if text[1] == "#":
        return text if unescape(text) != text else ""
    sizes = range(len(text), 2, -1)
    return next((text[:size] for size in sizes if text[1:size] in html5), "")
