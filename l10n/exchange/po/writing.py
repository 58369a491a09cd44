"""The lines of a PO file, as GNU gettext writes them."""

import re
from collections.abc import Iterator

import polib

from l10n.errors import CatalogError
from l10n.exchange.po import wrap as po_wrap
from l10n.exchange.po.reading import shown
from l10n.exchange.po.references import reference_lines
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry, State

_UNWRITABLE = re.compile("[\x00-\x06\x0e-\x1f\ud800-\udfff]")


def catalog_lines(catalog: Catalog) -> Iterator[str]:
    """The lines of a catalog, each with its newline: header, active entries, obsolete ones.

    Raises CatalogError where a string holds a control character that no PO file can hold.
    """
    empty = True
    if catalog.headers or catalog.comment or catalog.header_fuzzy or not catalog.entries:
        yield from (f"{line}\n" for line in _head(catalog))
        empty = False
    for obsolete in (False, True):
        for entry in catalog.entries:
            if entry.obsolete is obsolete:
                if not empty:
                    yield "\n"
                yield from (f"{line}\n" for line in _block(entry))
                empty = False


def headers_text(catalog: Catalog) -> str:
    """The headers as the text of the header entry."""
    return "".join(
        f"{name}: {value}\n" if name else f"{value}\n" for name, value in catalog.headers
    )


def _head(catalog: Catalog) -> Iterator[str]:
    yield from comment_lines("#", catalog.comment)
    if catalog.header_fuzzy:
        yield "#, fuzzy"
    yield from string_lines("msgid", "")
    yield from string_lines("msgstr", headers_text(catalog))


def _block(entry: Entry) -> Iterator[str]:
    yield from comment_lines("#", entry.comment)
    yield from comment_lines("#.", entry.note)
    yield from reference_lines(entry.references)
    flags = ("fuzzy", *entry.flags) if entry.state is State.DRAFT else entry.flags
    if flags:
        yield "#, " + ", ".join(flags)
    wrap = "no-wrap" not in flags
    prefix = "#~ " if entry.obsolete else ""
    before = "#~| " if entry.obsolete else "#| "
    if entry.previous is not None:
        context, source = entry.previous
        if context is not None:
            yield from string_lines("msgctxt", context, before, wrap=wrap)
        yield from string_lines("msgid", source, before, wrap=wrap)
    if entry.previous_plural is not None:
        yield from string_lines("msgid_plural", entry.previous_plural, before, wrap=wrap)
    if entry.context is not None:
        yield from string_lines("msgctxt", entry.context, prefix, wrap=wrap)
    yield from string_lines("msgid", entry.source, prefix, wrap=wrap)
    if entry.plurals is None:
        yield from string_lines("msgstr", entry.target, prefix, wrap=wrap)
        return
    plural, forms = entry.plurals
    yield from string_lines("msgid_plural", plural, prefix, wrap=wrap)
    for index, form in enumerate(forms):
        yield from string_lines(f"msgstr[{index}]", form, prefix, wrap=wrap)


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


def string_lines(keyword: str, text: str, prefix: str = "", *, wrap: bool = True) -> Iterator[str]:
    """The lines of a keyword with its text; raises CatalogError for what no PO file can hold."""
    if wrong := _UNWRITABLE.search(text):
        raise _unwritable(wrong[0], text)
    portions = (_escaped(part) for part in _parts(text))
    return po_wrap.lines(keyword, portions, prefix, wrap=wrap)


def _parts(text: str) -> Iterator[str]:
    """The lines of a text, each with its newline; of an empty text, that."""
    start = 0
    while (end := text.find("\n", start) + 1) and end < len(text):
        yield text[start:end]
        start = end
    yield text[start:] if start else text


def _escaped(text: str) -> str:
    # polib leaves BEL as it is, and msgcat then loses it.
    return polib.escape(text).replace("\a", "\\a")


def _unwritable(character: str, text: str) -> CatalogError:
    return CatalogError(
        _("the character U+{code} in “{text}” cannot stand in a PO file").format(
            code=f"{ord(character):04X}", text=shown(_UNWRITABLE.sub("", text))
        ),
        code="PO-020",
        remedy=_("delete it"),
    )
