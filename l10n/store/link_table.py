"""Reading `links.csv`: where addresses of other sites lead in a locale.

CSV by RFC 4180, UTF-8, with a header line: `url`, `locale`, `target`. Each mistake is told with its
line: a link that silently stays would send readers to a page in a language that they cannot read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from l10n.errors import LinksError, UsageError
from l10n.language.locales import known
from l10n.messages import _
from l10n.regex import regex
from l10n.store.text_file import decode
from l10n.store.workspace import Workspace

COLUMNS = ("url", "locale", "target")
_EXAMPLE = ",".join(COLUMNS)
_ADDRESS = regex(r"(?P<scheme>https?)://(?P<host>[^\s/?#<>\"\\]+)(?P<rest>[^\s<>\"\\]*)", re.I)
_SAFE = "%/:?#[]@!$&'()*+,;=-._~"
_ESCAPE = regex("%[0-9a-f]{2}", re.IGNORECASE)

LinkTable = Mapping[tuple[str, str], str]
"""The address in a locale, by address (`canonical`) and locale."""

NO_LINKS: LinkTable = MappingProxyType({})


def canonical(url: str) -> str:
    """One form of the ways in which an address is written (RFC 3986, 6.2.2).

    Scheme and host in lower case, what is no ASCII percent-encoded, in capitals.
    """
    match = _ADDRESS.fullmatch(url)
    if match is None:
        return url
    rest = quote(match["rest"] or "/", safe=_SAFE, errors="surrogatepass")
    rest = _ESCAPE.sub(lambda found: found[0].upper(), rest)
    host = quote(match["host"].lower(), safe=_SAFE, errors="surrogatepass")
    return f"{match['scheme'].lower()}://{host}{rest}"


def link_of(table: LinkTable, url: str, locale: str) -> str | None:
    """Where an address leads in a locale, or in its language; None where it stays."""
    if not table or ":" not in url:
        return None
    key = canonical(url)
    return table.get((key, locale)) or table.get((key, locale.split("-", maxsplit=1)[0]))


def read_links(workspace: Workspace) -> LinkTable:
    """Read the table of a workspace, which may have none; raises LinksError or FileError."""
    document = workspace.read_if_there(workspace.links_path)
    if document is None:
        return NO_LINKS
    return load_links(Path(workspace.shown(document.path)), document.data)


def load_links(path: Path, data: bytes) -> LinkTable:
    """Read a table; raises LinksError for the first mistake, with line and remedy."""
    return _Reader(path).table(decode(data, path, error=LinksError))


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path

    def error(self, line: int | None, message: str, remedy: str, *, code: str) -> LinksError:
        return LinksError(message, code=code, path=self.path, line=line, remedy=remedy)

    def table(self, text: str) -> LinkTable:
        found: dict[tuple[str, str], str] = {}
        lines: dict[tuple[str, str], int] = {}
        for line, row in self.rows(text):
            key = (canonical(self.address(line, row, "url")), self.locale(line, row["locale"]))
            if key in found:
                raise self.error(
                    line,
                    _("this address stands in line {first} too, for the same locale").format(
                        first=lines[key]
                    ),
                    _("keep one of the two lines"),
                    code="LNK-005",
                )
            lines[key] = line
            found[key] = self.address(line, row, "target")
        return MappingProxyType(found)

    def rows(self, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        records = self.records(text)
        line, names = next(records, (None, []))
        columns = [name.strip().lower() for name in names]
        if sorted(columns) != sorted(COLUMNS):
            raise self.error(
                line,
                _("the first line has to name the columns url, locale and target"),
                _("write as the first line: {line}").format(line=_EXAMPLE),
                code="LNK-002",
            )
        for line, values in records:
            if len(values) != len(columns) or not all(value.strip() for value in values):
                raise self.error(
                    line,
                    _("the line needs an address, a locale and an address there"),
                    _("fill in all three, or delete the line"),
                    code="LNK-003",
                )
            pairs = zip(columns, (value.strip() for value in values), strict=True)
            yield line, dict(pairs)

    def records(self, text: str) -> Iterator[tuple[int, Sequence[str]]]:
        """Each record that is not blank, with the number of its first line."""
        from l10n.store.csv_file import CsvError, csv_records

        try:
            for line, values in csv_records(text):
                if any(value.strip() for value in values):
                    yield line, values
        except CsvError as reason:
            raise self.error(
                reason.line,
                _("this is not CSV: {reason}").format(reason=reason),
                _("look for a double quote that is not closed or not doubled"),
                code="LNK-001",
            ) from None

    def address(self, line: int, row: Mapping[str, str], column: str) -> str:
        url = row[column]
        if _ADDRESS.fullmatch(url) is None or not url.isprintable():
            raise self.error(
                line,
                _("“{text}” is no address of another site").format(text=url[:200]),
                _("write it in full, as browsers show it: https://…"),
                code="LNK-004",
            )
        return url

    def locale(self, line: int, tag: str) -> str:
        try:
            return known(tag)
        except UsageError as reason:
            remedy = reason.remedy or _("write a tag such as uk, en or en-GB")
            raise self.error(line, reason.message, remedy, code="LNK-006") from None
