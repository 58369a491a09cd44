"""Counting the entries of a PO file without making a catalog of it.

Most PO files are written by a tool, and written plainly: such a file is walked once, with one
pattern for each entry. Whatever else it holds (a comment between two blank lines, bytes by number,
a key that stands twice) the reader of catalogs counts, or says what is wrong.
"""

import re
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import CatalogError
from l10n.exchange.po import plain
from l10n.exchange.po.file import READABLE, parse
from l10n.messages import _
from l10n.model.catalog import Catalog
from l10n.model.counts import Counts, Tally, count
from l10n.model.source_words import words
from l10n.regex import regex
from l10n.store.text_file import decode

_FLAGS = regex(r"^#,(.*)$", re.MULTILINE)
_LANGUAGE = regex(r"(?:^|\n)Language:([^\n]*+)")
_CHARSET = regex(rb"Content-Type:[^\"\\\n]*?charset=([\w.:+-]+)", re.IGNORECASE)
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
    numbers, lengths = [0, 0, 0], [0, 0, 0]
    language = ""
    keys: set[tuple[str | None, str]] = set()
    found = 0
    for match, obsolete in plain.entries(plain.lines(text)):
        found += 1
        if match is None:
            return None
        comments, _before, context, source, target, plural, forms = match.groups()
        flags = _flags(comments)
        if flags is None:
            return None
        between = plain.OBSOLETE_LINES if obsolete else plain.ACTIVE_LINES
        source = plain.raw_text(source, between)
        keys.add((context and plain.raw_text(context, between), source))
        translations = plain.raw_forms(forms, between) if plural else ()
        if translations is None:
            return None
        if obsolete:
            continue
        target = translations[0] if translations else plain.raw_text(target)
        if context is None and not source:
            if plural:
                return None
            said = _LANGUAGE.search(plain.unescaped(target))
            language = said[1].strip() if said else ""
            continue
        state = 0 if not target else 1 if "fuzzy" in flags else 2
        numbers[state] += 1
        lengths[state] += words(plain.unescaped(source))
    if not found or len(keys) != found:
        return None
    empty, draft, translated = map(Tally, numbers, lengths)
    return Counted(Counts(empty, draft, translated), language)


def _flags(comments: str) -> frozenset[str] | None:
    """The flags among comments; None for more than a plain file has."""
    if "#," not in comments:
        return frozenset()
    found = [flag.strip() for line in _FLAGS.findall(comments) for flag in line.split(",")]
    return frozenset(found) if len(found) <= _MANY_FLAGS else None
