"""The lines of a PO file, as GNU gettext writes them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from l10n.errors import CatalogError
from l10n.exchange.po.contents import shown
from l10n.exchange.po.line_breaking import Measured, measured, quoted
from l10n.exchange.po.references import quote_path, read_reference
from l10n.exchange.po.wrap import WIDTH, pieces
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry, Reference, State
from l10n.regex import regex

_ESCAPES = (
    ("\\", r"\\"),
    ('"', r"\""),
    *((letter, f"\\{name}") for letter, name in zip("\a\b\t\v\f\r", "abtvfr", strict=True)),
)
"""What polib has, and BEL, which it leaves as it is and msgcat then loses."""
_ESCAPED = regex('["\\\\\a\b\t\v\f\r]')
"""All of them but newlines."""
_FEW = 1 << 12
"""Characters of a few lines."""
_UNWRITABLE = regex("[\x00-\x06\x0e-\x1f\ud800-\udfff]")


def catalog_lines(catalog: Catalog) -> Iterator[str]:
    """The lines of a catalog, one or more at a time: header, active entries, obsolete ones.

    Raises CatalogError where a string holds a control character that no PO file can hold.
    """
    empty = True
    if catalog.headers or catalog.comment or catalog.header_fuzzy or not catalog.entries:
        yield from _head(catalog)
        empty = False
    for obsolete in (False, True):
        for entry in catalog.entries:
            if entry.obsolete is obsolete:
                if not empty:
                    yield "\n"
                yield from _block(entry)
                empty = False


def headers_text(catalog: Catalog) -> str:
    """The headers as the text of the header entry."""
    return "".join(
        f"{name}: {value}\n" if name else f"{value}\n" for name, value in catalog.headers
    )


def _head(catalog: Catalog) -> Iterator[str]:
    yield from _ended(comment_lines("#", catalog.comment))
    if catalog.header_fuzzy:
        yield "#, fuzzy\n"
    yield from _string("msgid", "")
    yield from _string("msgstr", headers_text(catalog))


def _block(entry: Entry) -> list[str]:
    lines: list[str] = []
    if entry.comment:
        lines += _ended(comment_lines("#", entry.comment))
    if entry.note:
        lines += _ended(comment_lines("#.", entry.note))
    if len(entry.references) == 1:
        lines.append(f"#: {_written(entry.references[0])}\n")
    elif entry.references:
        lines += _ended(reference_lines(entry.references))
    flags = ("fuzzy", *entry.flags) if entry.state is State.DRAFT else entry.flags
    if flags:
        lines.append(f"#, {', '.join(flags)}\n")
    wrap = "no-wrap" not in flags
    prefix = "#~ " if entry.obsolete else ""
    if entry.previous is not None or entry.previous_plural is not None:
        lines += _before(entry, wrap=wrap)
    if entry.context is not None:
        lines += _string("msgctxt", entry.context, prefix, wrap=wrap)
    lines += _string("msgid", entry.source, prefix, wrap=wrap)
    if entry.plurals is None:
        lines += _string("msgstr", entry.target, prefix, wrap=wrap)
        return lines
    plural, forms = entry.plurals
    lines += _string("msgid_plural", plural, prefix, wrap=wrap)
    for index, form in enumerate(forms):
        lines += _string(f"msgstr[{index}]", form, prefix, wrap=wrap)
    return lines


def _before(entry: Entry, *, wrap: bool) -> list[str]:
    """What the target was made for."""
    prefix = "#~| " if entry.obsolete else "#| "
    lines: list[str] = []
    if entry.previous is not None:
        context, source = entry.previous
        if context is not None:
            lines += _string("msgctxt", context, prefix, wrap=wrap)
        lines += _string("msgid", source, prefix, wrap=wrap)
    if entry.previous_plural is not None:
        lines += _string("msgid_plural", entry.previous_plural, prefix, wrap=wrap)
    return lines


def comment_lines(mark: str, text: str) -> Iterator[str]:
    """The lines of a comment of one kind, given by its mark (`#`, `#.`); raises CatalogError."""
    if not text:
        return
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise _unwritable("\0", text)
    for part in _parts(text):
        line = part.removesuffix("\n")
        yield f"{mark} {line}" if line else mark
    if text.endswith("\n"):
        yield mark


def reference_lines(references: Sequence[Reference]) -> list[str]:
    """Fill lines with references; gettext counts the bytes of each here, not its columns."""
    lines: list[str] = []
    size = WIDTH
    for reference in references:
        text = _written(reference)
        length = len(text if text.isascii() else text.encode()) + 1
        if size + length > WIDTH:
            lines.append("#:")
            size = 2
        lines[-1] += " " + text
        size += length
    return lines


@lru_cache(maxsize=8)
def _quoted_path(path: str) -> str:
    """A path as a reference has it: most entries of a catalog are of one article."""
    return quote_path(path)


def _written(reference: Reference) -> str:
    text = _quoted_path(reference.path)
    if reference.line:
        return f"{text}:{reference.line}"
    if read_reference(text) == reference:
        return text
    # Without a line number, `a:5` would read as line 5 of `a`.
    path, _colon, last = text.rpartition(":")
    return f"{path}%3A{last}"


def string_lines(keyword: str, text: str, prefix: str = "", *, wrap: bool = True) -> Iterator[str]:
    """The lines of a keyword with its text; raises CatalogError for what no PO file can hold."""
    lines = "".join(_string(keyword, text, prefix, wrap=wrap))
    return iter(lines.removesuffix("\n").split("\n"))


def _string(keyword: str, text: str, prefix: str = "", *, wrap: bool = True) -> Iterable[str]:
    """The lines of a keyword with its text, as `catalog_lines` gives them."""
    if not text:
        return (f'{prefix}{keyword} ""\n',)
    if text.isascii() and text.isalnum():
        # One word, as most contexts are: nothing in it is escaped or broken.
        return (f'{prefix}{keyword} "{text}"\n',)
    line = quoted(text)
    if line is None:
        return _any_string(keyword, text, prefix, wrap=wrap)
    return _in_one(keyword, line, prefix, wrap=wrap)


def _any_string(keyword: str, text: str, prefix: str, *, wrap: bool) -> Iterator[str]:
    """The same of a text of any characters and lines, a line at a time."""
    width = WIDTH - 2 - len(prefix)
    if _is_plain_lines(text, width):
        between = f'"\n{prefix}"'
        lines = text.replace("\n", f"\\n{between}").removesuffix(between)
        yield f'{prefix}{keyword} ""\n{prefix}"{lines}"\n'
        return
    if wrong := _UNWRITABLE.search(text):
        raise _unwritable(wrong[0], text)
    portions = map(_escaped, _parts(text))
    first = next(portions)
    second = next(portions, None)
    if second is None:
        yield from _in_one(keyword, measured(first), prefix, wrap=wrap)
        return
    yield f'{prefix}{keyword} ""\n'
    for portion in chain((first, second), portions):
        fits = not wrap or (len(portion) <= width and portion.isascii())
        found = None if fits else pieces(measured(portion), width)
        for piece in found or (portion,):
            yield f'{prefix}"{piece}"\n'


def _is_plain_lines(text: str, width: int) -> bool:
    """True for a few lines such as headers, of which none has to be broken or escaped."""
    if len(text) > _FEW or not text.isascii() or '"' in text or "\\" in text:
        return False
    lines = text.split("\n")
    if len(lines) < 2 + (not lines[-1]) or not "".join(lines).isprintable():
        return False
    return max(map(len, lines)) + len("\\n") <= width


def _in_one(keyword: str, line: Measured, prefix: str, *, wrap: bool) -> tuple[str]:
    """A text that has no newline but at its end, escaped, in one piece or several."""
    found = pieces(line, WIDTH - 2 - len(prefix), len(keyword) + 1) if wrap else None
    if found is None:
        return (f'{prefix}{keyword} "{line.text}"\n',)
    between = f'"\n{prefix}"'
    return (f'{prefix}{keyword} "{between}{between.join(found)}"\n',)


def _ended(lines: Iterable[str]) -> list[str]:
    return [f"{line}\n" for line in lines]


def _parts(text: str) -> Iterator[str]:
    """The lines of a text, each with its newline; of an empty text, that."""
    start = 0
    while (end := text.find("\n", start) + 1) and end < len(text):
        yield text[start:end]
        start = end
    yield text[start:] if start else text


def _escaped(text: str) -> str:
    if _ESCAPED.search(text):
        # A backslash first, since the others put some in.
        for letter, escape in _ESCAPES:
            text = text.replace(letter, escape)
    return text.replace("\n", "\\n")


def _unwritable(character: str, text: str) -> CatalogError:
    return CatalogError(
        _("the character U+{code} in “{text}” cannot stand in a PO file").format(
            code=f"{ord(character):04X}", text=shown(_UNWRITABLE.sub("", text))
        ),
        code="PO-020",
        remedy=_("delete it"),
    )
