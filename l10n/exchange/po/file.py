"""PO files and catalogs: reading without loss, writing as GNU gettext writes.

Reading is strict: whatever cannot be kept is reported with its line, and nothing is skipped.
Writing gives UTF-8 text with LF newlines, without a byte-order mark; `msgcat` leaves it as it is,
save flags that gettext does not know.
"""

import io
import re
from datetime import datetime
from pathlib import Path

from l10n import __version__
from l10n.errors import CatalogError
from l10n.exchange.po.contents import Contents
from l10n.exchange.po.plain_reading import plain_contents
from l10n.exchange.po.references import quote_path
from l10n.language import locales
from l10n.messages import _
from l10n.model.catalog import Catalog, Reference
from l10n.model.segment import Key
from l10n.regex import regex
from l10n.shell import shell_word, shell_words
from l10n.store.text_file import decode, read_bytes

Headers = tuple[tuple[str, str], ...]

_CHARSET = regex(rb'"Content-Type:[^"\n]*charset=([\w.:+-]+)', re.IGNORECASE)
READABLE = ("utf-8", "utf8", "us-ascii", "ascii", "charset")
"""Charsets whose text is UTF-8 too; CHARSET is what a template has before anyone fills it in."""
_OWNED = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "X-L10n-Article")
"""Headers that follow from the article and the tool; the others are a person's once they stand."""
_SOURCE_DATE = "POT-Creation-Date"


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
    return contents(text, path).catalog()


def entry_lines(data: bytes, path: Path) -> dict[Key, int]:
    """In which line of a PO file each active entry begins, from 1; raises as `parse_bytes`."""
    _check_charset(data, path)
    return contents(decode(data, path, error=CatalogError), path).places()


def contents(text: str, path: Path) -> Contents:
    """Read the text of a PO file with the lines of its entries; raises as `parse_bytes`."""
    read = plain_contents(text)
    if read is not None:
        return read
    from l10n.exchange.po.reading import strict_contents

    return strict_contents(text, path)


def ends_in_string(data: bytes) -> bool:
    """True if the last line of a PO file only continues a text, which may go on after it.

    The mark of an obsolete entry may stand there already for the next line.
    """
    last = data.rstrip().removesuffix(b"\n#~").rstrip().rpartition(b"\n")[2].strip()
    return last.removeprefix(b"#~").lstrip().startswith(b'"')


def dump(catalog: Catalog) -> str:
    """Write a catalog as the text of a PO file: header, active entries, obsolete ones.

    Lines are broken as gettext breaks them. Raises CatalogError where a string holds a control
    character that no PO file can hold.
    """
    from l10n.exchange.po.writing import catalog_lines

    text = io.StringIO()
    text.writelines(catalog_lines(catalog))
    return text.getvalue()


def new_headers(
    locale: str, article: str, *, now: datetime, source_date: datetime | None = None
) -> Headers:
    """The complete headers of a new catalog, as `msgfmt --check` demands them.

    `now` and `source_date` (of the article; by default `now`) carry a time zone. The project is the
    article, and the plural forms follow Babel's rule for the locale.
    """
    date = header_date(now)
    return (
        ("Project-Id-Version", quote_path(article, spaces=True)),
        ("Report-Msgid-Bugs-To", ""),
        (_SOURCE_DATE, header_date(source_date) if source_date else date),
        ("PO-Revision-Date", date),
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


def _check_charset(data: bytes, path: Path) -> None:
    match = _CHARSET.search(data)
    if match is None or match[1].decode("ascii").lower() in READABLE:
        return
    if match.end() == len(data):
        raise CatalogError(
            _("the file is damaged or cut off at byte {offset}").format(offset=len(data)),
            code="WS-005",
            path=path,
            line=data.count(b"\n") + 1,
            remedy=_("take it back from version control, or have it sent again"),
        )
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


def header_date(when: datetime) -> str:
    """A moment as a header has it; it carries a time zone."""
    return when.strftime("%Y-%m-%d %H:%M%z")
