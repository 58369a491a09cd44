"""Past catalogs: what is needed of a catalog as it was at many commits, each stanza read once."""

from dataclasses import field
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import L10nError
from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog
from l10n.regex import regex
from l10n.steps.attribution import Values, finished

_BETWEEN = regex(r"\n[ \t\r]*+\n\s*+")


@dataclass(frozen=True, slots=True)
class PastCatalog:
    """What is needed of a catalog of some time."""

    values: Values = field(default_factory=dict)
    saved: tuple[str, str] = ("", "")
    """When and by whom it says that it was saved last."""

    @classmethod
    def of(cls, catalog: Catalog) -> "PastCatalog":
        """What is needed of a catalog that was read."""
        date, who = map(catalog.header, ("PO-Revision-Date", "Last-Translator"))
        return cls(finished(catalog), ((date or "").strip(), (who or "").strip()))


NOTHING = PastCatalog()


class PastCatalogs:
    """Reads one catalog as it was at many commits; what stood there before is not read again."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._stanzas: dict[str, PastCatalog] = {}

    def read(self, data: bytes) -> PastCatalog | None:
        """What is needed of a catalog; None for what is none."""
        try:
            return self._in_stanzas(data.decode("utf-8"))
        except (_OneTextError, UnicodeDecodeError):
            pass
        try:
            return PastCatalog.of(po.parse_bytes(data, Path()))
        except L10nError:
            return None

    def _in_stanzas(self, text: str) -> PastCatalog:
        """Put a catalog together from what stands between blank lines; mostly that is an entry.

        Raises _OneTextError where it has to be read as a whole.
        """
        values: dict[str, str] = {}
        saved = NOTHING.saved
        for stanza in _BETWEEN.split(text.strip("\ufeff\n\r ")):
            found = self._stanzas.get(stanza)
            if found is None:
                found = self._stanzas[stanza] = _stanza(stanza)
            values.update(found.values)
            saved = found.saved if saved == NOTHING.saved else saved
        return PastCatalog(values, saved)


class _OneTextError(Exception):
    """A catalog whose entries do not stand apart."""


def _stanza(text: str) -> PastCatalog:
    try:
        catalog = po.parse(text, Path())
    except L10nError:
        raise _OneTextError from None
    if not catalog.entries and not catalog.headers:
        # A comment that belongs to the entry below the blank line, such as its flags.
        raise _OneTextError
    return PastCatalog.of(catalog)
