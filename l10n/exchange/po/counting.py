"""Counting the entries of a PO file without making a catalog of it.

Most PO files are written by a tool, and written plainly: such a file is walked once, with one
pattern for each entry. Whatever else it holds (a comment between two blank lines, bytes by number,
a key that stands twice) the reader of catalogs counts, or says what is wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import CatalogError
from l10n.exchange.po.file import READABLE, parse
from l10n.messages import _
from l10n.model.catalog import Catalog
from l10n.model.counts import Counts, Tally, count
from l10n.model.source_words import words
from l10n.store.text_file import decode

_TEXT = r'"[^"\\\x00-\x1f\x7f]*+(?:\\["\\nt][^"\\\x00-\x1f\x7f]*+)*+"\n'
_TEXTS = f"(?:{_TEXT})++"
_GONE = f"{_TEXT}(?:#~ {_TEXT})*+"
_FORMER = rf"{_TEXT}(?:#\| {_TEXT})*+"
_BEFORE = rf"(?:#\| msgctxt {_FORMER})?+(?:#\| msgid {_FORMER})?+(?:#\| msgid_plural {_FORMER})?+"
_GONE_FORMER = rf"{_TEXT}(?:#~\| {_TEXT})*+"
_GONE_BEFORE = rf"(?:#~\| msgctxt {_GONE_FORMER})?+(?:#~\| msgid {_GONE_FORMER})?+"
_COMMENTS = r"((?:#[^~|=\n\x00][^\n\x00]*+\n|#\n)*+)"
_ENTRY = re.compile(
    rf"{_COMMENTS}{_BEFORE}(?:msgctxt ({_TEXTS}))?+msgid ({_TEXTS})"
    rf"(?:msgstr ({_TEXTS})|msgid_plural {_TEXTS}msgstr\[0\] ({_TEXTS})"
    rf"((?:msgstr\[[1-5]\] {_TEXTS})*+))\n*+"
)
"""Comments, context, text, target; of a plural its first form and the others."""
_OBSOLETE = re.compile(
    rf"{_COMMENTS}{_GONE_BEFORE}(?:#~ msgctxt ({_GONE}))?+#~ msgid ({_GONE})#~ msgstr {_GONE}\n*+"
)
_FLAGS = re.compile(r"^#,(.*)$", re.MULTILINE)
_MARKS = re.compile(r'"\n(?:#~ )?"')
_FORM = re.compile(r"msgstr\[(\d)\]")
_ESCAPE = re.compile(r"\\(.)")
_LETTERS = {"n": "\n", "t": "\t"}
_LANGUAGE = re.compile(r"(?:^|\\n)Language:([^\\]*+)")
_CHARSET = re.compile(rb"Content-Type:[^\"\\\n]*?charset=([\w.:+-]+)", re.IGNORECASE)
_HEAD = 1 << 14
"""Bytes in which the header stands."""
_MANY_FLAGS = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """What a PO file holds."""

    counts: Counts
    language: str = ""
    """Its header `Language`, as it stands; empty where there is none."""


def count_po(data: bytes, path: Path) -> Counted:
    """Count the bytes of a PO file in whichever charset they say that they are.

    Raises CatalogError as `parse_bytes` does, and for a charset that is unknown.
    """
    text = _decoded(data, path)
    return plain_counts(text) or counted(parse(text, path))


def counted(catalog: Catalog) -> Counted:
    """Count a catalog that was read."""
    language = (catalog.header("Language") or "").partition("\n")[0]
    return Counted(count(catalog), language.strip())


def _decoded(data: bytes, path: Path) -> str:
    found = _CHARSET.search(data, 0, _HEAD)
    charset = found[1].decode("ascii") if found else "UTF-8"
    if charset.lower() in READABLE:
        return decode(data, path, error=CatalogError)
    try:
        return data.decode(charset)
    except (LookupError, ValueError) as reason:
        raise CatalogError(
            _("the file says that it is {charset}, and cannot be read so: {reason}").format(
                charset=charset, reason=reason
            ),
            code="PO-023",
            path=path,
            remedy=_("convert it to UTF-8, and say so in its header"),
        ) from None


def plain_counts(text: str) -> Counted | None:
    """Count the text of a PO file that is written plainly; None for any other.

    What it counts the reader of catalogs takes without an error, and counts the same.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    numbers, lengths = [0, 0, 0], [0, 0, 0]
    language = ""
    keys: set[tuple[str | None, str]] = set()
    found = 0
    for match, obsolete in _entries(text):
        found += 1
        if match is None:
            return None
        comments, context, source = match.group(1, 2, 3)
        flags = _flags(comments)
        if flags is None:
            return None
        source = _joined(source)
        key = (context and _joined(context), source)
        keys.add(key)
        if obsolete:
            continue
        target, first, others = match.group(4, 5, 6)
        if others and not _in_order(others):
            return None
        if context is None and not source:
            said = _LANGUAGE.search(_joined(target or first))
            language = said[1].strip() if said else ""
            continue
        state = 0 if not _joined(target or first) else 1 if "fuzzy" in flags else 2
        numbers[state] += 1
        lengths[state] += words(_unescaped(source))
    if not found or len(keys) != found:
        return None
    empty, draft, translated = map(Tally, numbers, lengths)
    return Counted(Counts(empty, draft, translated), language)


def _entries(text: str) -> Iterator[tuple[re.Match[str] | None, bool]]:
    """The entries in their order, and whether each is obsolete; None where that is not certain."""
    position = len(text) - len(text.lstrip("\n"))
    while position < len(text):
        match = _ENTRY.match(text, position)
        obsolete = match is None
        if match is None:
            match = _OBSOLETE.match(text, position)
        yield match, obsolete
        if match is None:
            return
        position = match.end()


def _flags(comments: str) -> frozenset[str] | None:
    """The flags among comments; None for more than a plain file has."""
    if "#," not in comments:
        return frozenset()
    found = [flag.strip() for line in _FLAGS.findall(comments) for flag in line.split(",")]
    return frozenset(found) if len(found) <= _MANY_FLAGS else None


def _in_order(forms: str) -> bool:
    """True if the forms of a plural are numbered from 1."""
    found = _FORM.findall(_MARKS.sub("", forms))
    return found == [str(number) for number in range(1, len(found) + 1)]


def _joined(texts: str) -> str:
    """The text of several lines in quotes, escapes as they stand."""
    inner = texts[1:-2]
    return _MARKS.sub("", inner) if "\n" in inner else inner


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _LETTERS.get(match[1], match[1]), text)
