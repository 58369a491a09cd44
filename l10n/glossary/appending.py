"""A term put behind the lines of a file of the glossary, in the columns that the file has. Pure."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from l10n.errors import GlossaryError
from l10n.glossary.file import load_glossary
from l10n.glossary.terms import Term
from l10n.glossary.writing import glossary_csv
from l10n.messages import _
from l10n.store.csv_file import csv_records, separator
from l10n.store.text_file import decode

_BOM = "\ufeff"


def appended(path: Path, data: bytes | None, terms: Sequence[Term]) -> str:
    """The text of a file with some terms behind what is in it; nothing of that is changed.

    `data` is None for a file that is not there. Raises GlossaryError where the file has mistakes,
    lacks a column that is needed, or would contradict itself.
    """
    if data is None or not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return glossary_csv(terms)
    load_glossary(path, data)
    text = decode(data, path, error=GlossaryError)
    _line, head = next(csv_records(text))
    columns = [name.strip().lower() for name in head]
    newline = "\r\n" if "\r\n" in text else "\n" if "\n" in text else "\r"
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator(text), lineterminator=newline)
    for term in terms:
        values = {
            "term": term.term,
            "translation": term.translation,
            "pair": ">".join(term.pair or ()),
        }
        lacking = [name for name, value in values.items() if value and name not in columns]
        if lacking:
            raise GlossaryError(
                _("the file has no column “{name}”").format(name=lacking[0]),
                code="GLO-040",
                path=path,
                line=1,
                remedy=_("add the column to its first line"),
            )
        writer.writerow([values.get(name, "") for name in columns])
    bom = _BOM if data.startswith(b"\xef\xbb\xbf") else ""
    body = text.removeprefix(_BOM)
    between = "" if body.endswith(("\n", "\r")) else newline
    whole = f"{bom}{body}{between}{written.getvalue()}"
    load_glossary(path, whole.encode("utf-8"))
    return whole
