"""Reading the files of a glossary: each mistake with its file, its line and what helps."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from l10n.errors import GlossaryError
from l10n.glossary.columns import COLUMNS, NEEDED, At, Row, short, term_of
from l10n.glossary.joining import Joining
from l10n.glossary.terms import Glossary, Term
from l10n.messages import _
from l10n.regex import regex
from l10n.store.csv_file import CsvError, csv_records, unshielded
from l10n.store.text_file import decode

_EXAMPLE = "term,translation,pair,note,forbidden"
_CONTROL = regex(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def load_glossary(path: Path, data: bytes) -> Glossary:
    """Read a glossary of one file; raises GlossaryError for the first mistake."""
    return load_glossaries(((path, data),))


def load_glossaries(files: Iterable[tuple[Path, bytes]]) -> Glossary:
    """Read all files of a glossary, each with the path that messages show.

    Their order decides nothing: `glossary.csv` counts as the first, then they go by name. Raises
    GlossaryError for the first mistake, with line and remedy; lines that contradict each other are
    both named. The format is CSV by RFC 4180, UTF-8, with a header line; `docs/glossary.md`
    describes it.
    """
    joining = Joining()
    for path, data in sorted(files, key=lambda file: (len(file[0].parts), str(file[0]))):
        for term in lines_of(path, data):
            joining.add(term)
    return joining.glossary()


def lines_of(path: Path, data: bytes) -> Iterator[Term]:
    """What the lines of one file say, each for itself; raises GlossaryError."""
    text = decode(data, path, error=GlossaryError)
    for line, row in _rows(path, text):
        yield term_of(row, At(path, line))


def _rows(path: Path, text: str) -> Iterator[tuple[int, Row]]:
    """Each line after the header as its values by column, with its number."""
    records = _records(path, text)
    line, names = next(records, (None, []))
    columns = [" ".join(name.replace("_", " ").lower().split()) for name in names]
    _check_header(At(path, line), columns)
    for line, values in records:
        extra = [value for value in values[len(columns) :] if value.strip()]
        if extra:
            raise At(path, line).error(
                _("the line has more values than columns: “{value}”").format(value=short(extra[0])),
                _("put a value that holds the separator into double quotes"),
                code="GLO-002",
            )
        row = dict(zip(columns, (unshielded(value.strip()) for value in values), strict=False))
        if any(row.values()):
            yield line, row


def _records(path: Path, text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each record that is not blank, with the number of its first line."""
    try:
        for line, values in csv_records(text):
            _check_characters(At(path, line), values)
            if any(value.strip() for value in values):
                yield line, values
    except CsvError as reason:
        raise At(path, reason.line).error(
            _("this is not CSV: {reason}").format(reason=reason),
            _("look for a double quote that is not closed or not doubled"),
            code="GLO-003",
        ) from None


def _check_characters(at: At, values: Sequence[str]) -> None:
    for value in values:
        if "\x00" in value:
            raise at.error(
                _("there is a NUL character"), _("save the file as UTF-8 anew"), code="GLO-004"
            )
        if bad := _CONTROL.search(value):
            raise at.error(
                _("there is the control character {name}").format(name=f"U+{ord(bad[0]):04X}"),
                _("delete it"),
                code="GLO-005",
            )


def _check_header(at: At, columns: Sequence[str]) -> None:
    remedy = _("write as the first line: {line}").format(line=_EXAMPLE)
    if at.line is None or not set(columns) & set(COLUMNS):
        raise at.error(
            _("the line with the names of the columns is missing"), remedy, code="GLO-006"
        )
    for place, name in enumerate(columns):
        if name and name not in COLUMNS:
            from difflib import get_close_matches

            near = get_close_matches(name, COLUMNS, 1)
            known = _("known are: {names}").format(names=", ".join(COLUMNS))
            raise at.error(
                _("there is no column “{name}”").format(name=short(name)),
                _("did you mean “{name}”?").format(name=near[0]) if near else known,
                code="GLO-007",
            )
        if name and name in columns[:place]:
            raise at.error(_("the column “{name}” stands twice").format(name=name), code="GLO-008")
    for name in NEEDED:
        if name not in columns:
            raise at.error(
                _("the column “{name}” is missing").format(name=name), remedy, code="GLO-009"
            )
