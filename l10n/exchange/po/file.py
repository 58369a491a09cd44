"""PO files and catalogs: reading without loss, writing as GNU gettext writes.

Reading is strict: whatever cannot be kept is reported with its line, and nothing is skipped.
Writing gives UTF-8 text with LF newlines, without a byte-order mark; `msgcat` leaves it as it is,
save flags that gettext does not know.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import polib

from l10n import __version__
from l10n.errors import CatalogError
from l10n.exchange.po import wrap as po_wrap
from l10n.exchange.po.lines import Stanza, stanzas
from l10n.language import locales
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry, Reference, State
from l10n.model.segment import Key
from l10n.shell import shell_word, shell_words
from l10n.store.text_file import decode, read_bytes

Headers = tuple[tuple[str, str], ...]

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([\w.:+-]+)', re.IGNORECASE)
_READABLE = ("utf-8", "utf8", "us-ascii", "ascii", "charset")
"""Charsets whose text is UTF-8 too; CHARSET is what a template has before anyone fills it in."""
_UNSAFE = re.compile(
    "%(?=[0-9A-Fa-f]{2})|[\\s\x00-\x1f\x7f-\x9f\u2060-\u206f\u200b-\u200f\ufeff\ud800-\udfff]"
)
_UNWRITABLE = re.compile("[\x00-\x06\x0e-\x1f\ud800-\udfff]")
_OWNED = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "X-L10n-Article")
"""Headers that follow from the article and the tool; the others are a person's once they stand."""
_SOURCE_DATE = "POT-Creation-Date"


class _Lines(str):
    """A text that polib cuts at LF only; `str.splitlines` would cut at U+2028 and U+0085 too."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


class _File(polib.POFile):
    """A file whose header stays an entry; polib would keep neither its order nor its doubles."""

    def find(self, *args: object, **kwargs: object) -> None:
        return None


def load(path: Path) -> Catalog:
    """Read a PO file; `load` of what `dump` wrote is the catalog that it was given.

    Not kept, since they mean nothing: newline style, byte-order mark, the place of an obsolete
    entry among the active ones, `fuzzy` on an entry without a target. Notes, references and flags
    of the header entry become lines of its comment. Raises CatalogError with line and remedy for a
    file that is damaged or not UTF-8.
    """
    return parse_bytes(read_bytes(path, error=CatalogError), path)


def parse_bytes(data: bytes, path: Path) -> Catalog:
    """Read the bytes of a PO file, as `load`; `path` is only named in errors."""
    _check_charset(data, path)
    return parse(decode(data, path, error=CatalogError), path)


def parse(text: str, path: Path) -> Catalog:
    """Read the text of a PO file; `path` is named in errors, nothing is read from it."""
    found = stanzas(text, path)
    messages = _read_messages(found, path)
    head: tuple[Stanza, polib.POEntry] | None = None
    seen: dict[Key, int] = {}
    active: list[Entry] = []
    obsolete: list[Entry] = []
    for stanza, raw in zip(found, messages, strict=True):
        key: Key = (raw.msgctxt, raw.msgid)
        if key in seen:
            raise _double(path, stanza.line, seen[key], key)
        seen[key] = stanza.line
        if key == (None, "") and not stanza.obsolete:
            head = (stanza, raw)
        else:
            (obsolete if stanza.obsolete else active).append(_entry(stanza, raw))
    entries = (*active, *obsolete)
    if head is None:
        return Catalog(entries=entries)
    stanza, raw = head
    extra = (*stanza.notes, *stanza.references, *(f for f in stanza.flags if f != "fuzzy"))
    return Catalog(
        headers=_headers(raw.msgstr),
        entries=entries,
        comment="\n".join((*stanza.translator, *extra)),
        header_fuzzy="fuzzy" in stanza.flags,
    )


def dump(catalog: Catalog) -> str:
    """Write a catalog as the text of a PO file: header, active entries, obsolete ones.

    Lines are broken as gettext breaks them. Raises CatalogError where a string holds a control
    character that no PO file can hold.
    """
    blocks = []
    if catalog.headers or catalog.comment or catalog.header_fuzzy or not catalog.entries:
        text = "".join(
            f"{name}: {value}\n" if name else f"{value}\n" for name, value in catalog.headers
        )
        block = _comment("#", catalog.comment)
        if catalog.header_fuzzy:
            block.append("#, fuzzy")
        blocks.append([*block, *_string("msgid", ""), *_string("msgstr", text)])
    blocks += [_block(entry) for entry in (*catalog.active(), *catalog.obsolete())]
    return "\n".join("".join(line + "\n" for line in block) for block in blocks)


def new_headers(
    locale: str, article: str, *, now: datetime, source_date: datetime | None = None
) -> Headers:
    """The complete headers of a new catalog, as `msgfmt --check` demands them.

    `now` and `source_date` (of the article; by default `now`) carry a time zone. The project is the
    article, and the plural forms follow Babel's rule for the locale.
    """
    return (
        ("Project-Id-Version", quote_path(article, spaces=True)),
        ("Report-Msgid-Bugs-To", ""),
        (_SOURCE_DATE, _date(source_date or now)),
        ("PO-Revision-Date", _date(now)),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", locale.replace("-", "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", locales.plural_forms(locale)),
        ("X-Generator", f"l10n {__version__}"),
        ("X-L10n-Article", quote_path(article, spaces=True)),
    )


def merged_headers(old: Headers, fresh: Headers, *, changed: bool) -> Headers:
    """Bring headers up to date: what a person or an editor wrote stays, in its order.

    What the tool owns follows `fresh`, what is missing is added, and the date of the source moves
    only if what was `extracted` from it has `changed`: a translator's save moves no date.
    """
    values = dict(fresh)
    owned = {*_OWNED, _SOURCE_DATE} if changed else {*_OWNED}
    kept = tuple(
        (name, values[name] if name in owned and name in values else value) for name, value in old
    )
    names = {name for name, _value in old}
    return kept + tuple((name, value) for name, value in fresh if name not in names)


def extracted(catalog: Catalog) -> tuple[tuple[Key, tuple[Reference, ...]], ...]:
    """What a catalog has from its article: texts, contexts and places, in order."""
    return tuple((entry.key, entry.references) for entry in catalog.active())


def without_dates(headers: Headers) -> Headers:
    """Leave out the date of the source, to see whether anything else has changed."""
    return tuple(pair for pair in headers if pair[0] != _SOURCE_DATE)


def quote_path(path: str, *, spaces: bool = False) -> str:
    """Percent-encode what would break a `#:` line or a header: white space, control characters.

    A `%` that reads as such a code is encoded too. With `spaces`, a plain space stands as it is.
    """

    def encoded(match: re.Match[str]) -> str:
        if spaces and match[0] == " ":
            return match[0]
        return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogateescape"))

    return _UNSAFE.sub(encoded, path)


def unquote_path(text: str) -> str:
    """Undo `quote_path`."""
    return unquote(text, errors="surrogateescape")


def _check_charset(data: bytes, path: Path) -> None:
    match = _CHARSET.search(data)
    if match is None or match[1].decode("ascii").lower() in _READABLE:
        return
    charset, new = match[1].decode("ascii"), f"{path}.new"
    raise CatalogError(
        _("the file says that it is {charset}, not UTF-8").format(charset=charset),
        code="PO-017",
        path=path,
        line=data.count(b"\n", 0, match.start()) + 1,
        remedy=_("convert it: {command}").format(
            command=shell_words(["iconv", "-f", charset, "-t", "UTF-8"], [str(path)])
            + f" | sed 's/charset={charset}/charset=UTF-8/' > {shell_word(new)} && "
            + shell_words(["mv"], [new, str(path)])
        ),
    )


def _read_messages(found: Sequence[Stanza], path: Path) -> Sequence[polib.POEntry]:
    text = _Lines("\n".join(line for stanza in found for line in stanza.message))
    try:
        messages = polib.pofile(text, encoding="utf-8", klass=_File)
    except (OSError, ValueError) as reason:
        raise CatalogError(
            _("cannot be read: {reason}").format(reason=reason), code="PO-018", path=path
        ) from None
    return messages


def _entry(stanza: Stanza, raw: polib.POEntry) -> Entry:
    previous = None
    if raw.previous_msgctxt is not None or raw.previous_msgid is not None:
        text = raw.previous_msgid if raw.previous_msgid is not None else raw.msgid
        previous = (raw.previous_msgctxt, text)
    forms = tuple(raw.msgstr_plural[index] for index in sorted(raw.msgstr_plural))
    target = forms[0] if forms else raw.msgstr
    state = State.DRAFT if "fuzzy" in stanza.flags else State.TRANSLATED
    return Entry(
        context=raw.msgctxt,
        source=raw.msgid,
        target=target,
        state=state if target or any(forms) else State.EMPTY,
        obsolete=stanza.obsolete,
        previous=previous,
        previous_plural=raw.previous_msgid_plural,
        comment="\n".join(stanza.translator),
        note="\n".join(stanza.notes),
        flags=tuple(flag for flag in dict.fromkeys(stanza.flags) if flag != "fuzzy"),
        references=tuple(_reference(text) for text in stanza.references),
        plurals=(raw.msgid_plural, forms) if forms else None,
    )


def _reference(text: str) -> Reference:
    path, _colon, line = text.rpartition(":")
    if path and line.isascii() and line.isdecimal() and len(line) < 10:
        return Reference(unquote_path(path), int(line))
    return Reference(unquote_path(text), 0)


def _headers(text: str) -> Headers:
    found: list[tuple[str, str]] = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        name, colon, value = line.partition(":")
        if colon and name:
            found.append((name, value.removeprefix(" ")))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        else:
            found.append(("", line))
    return tuple(found)


def _block(entry: Entry) -> list[str]:
    block = _comment("#", entry.comment)
    block += _comment("#.", entry.note)
    block += _reference_lines(entry.references)
    flags = ("fuzzy", *entry.flags) if entry.state is State.DRAFT else entry.flags
    if flags:
        block.append("#, " + ", ".join(flags))
    wrap = "no-wrap" not in flags
    prefix = "#~ " if entry.obsolete else ""
    if entry.previous is not None:
        before = "#~| " if entry.obsolete else "#| "
        context, source = entry.previous
        if context is not None:
            block += _string("msgctxt", context, before, wrap=wrap)
        block += _string("msgid", source, before, wrap=wrap)
    if entry.previous_plural is not None:
        before = "#~| " if entry.obsolete else "#| "
        block += _string("msgid_plural", entry.previous_plural, before, wrap=wrap)
    if entry.context is not None:
        block += _string("msgctxt", entry.context, prefix, wrap=wrap)
    block += _string("msgid", entry.source, prefix, wrap=wrap)
    if entry.plurals is None:
        return block + _string("msgstr", entry.target, prefix, wrap=wrap)
    plural, forms = entry.plurals
    block += _string("msgid_plural", plural, prefix, wrap=wrap)
    for index, form in enumerate(forms):
        block += _string(f"msgstr[{index}]", form, prefix, wrap=wrap)
    return block


def _comment(mark: str, text: str) -> list[str]:
    if not text:
        return []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise _unwritable("\0", text)
    return [f"{mark} {line}" if line else mark for line in text.split("\n")]


def _reference_lines(references: Iterable[Reference]) -> list[str]:
    """Fill lines with references; gettext counts the bytes of each here, not its columns."""
    result: list[str] = []
    size = 0
    for reference in references:
        text = quote_path(reference.path)
        if reference.line:
            text += f":{reference.line}"
        elif _reference(text) != reference:
            # Without a line number, `a:5` would read as line 5 of `a`.
            path, _colon, last = text.rpartition(":")
            text = f"{path}%3A{last}"
        length = len(text.encode("utf-8")) + 1
        if not result or size + length > po_wrap.WIDTH:
            result.append("#:")
            size = 2
        result[-1] += " " + text
        size += length
    return result


def _string(keyword: str, text: str, prefix: str = "", *, wrap: bool = True) -> list[str]:
    if wrong := _UNWRITABLE.search(text):
        raise _unwritable(wrong[0], text)
    portions = [_escaped(line) for line in re.split(r"(?<=\n)(?!\Z)", text)]
    return po_wrap.lines(keyword, portions, prefix, wrap=wrap)


def _escaped(text: str) -> str:
    # polib leaves BEL as it is, and msgcat then loses it.
    return polib.escape(text).replace("\a", "\\a")


def _date(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M%z")


def _double(path: Path, line: int, first: int, key: Key) -> CatalogError:
    return CatalogError(
        _("the entry “{text}” stands here again; it stands in line {first} already").format(
            text=_shown(key[1]), first=first
        ),
        code="PO-019",
        path=path,
        line=line,
        remedy=_("delete one of the two, with its comments"),
    )


def _unwritable(character: str, text: str) -> CatalogError:
    return CatalogError(
        _("the character U+{code} in “{text}” cannot stand in a PO file").format(
            code=f"{ord(character):04X}", text=_shown(_UNWRITABLE.sub("", text))
        ),
        code="PO-020",
        remedy=_("delete it"),
    )


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
