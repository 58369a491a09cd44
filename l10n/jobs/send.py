"""Send: copies of catalogs for translators, as PO or XLIFF, in a folder or a ZIP."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from enum import Enum
from pathlib import Path, PurePosixPath

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job, Wanted
from l10n.desk.whole import Catalogs
from l10n.desk.xliff_parcels import outgoing
from l10n.errors import FileError, L10nError, UsageError
from l10n.exchange.po.file import dump
from l10n.exchange.xliff.outgoing import Outgoing
from l10n.exchange.xliff.reading import parse_bytes
from l10n.exchange.xliff.writing_1 import dump_1
from l10n.exchange.xliff.writing_2 import dump_2
from l10n.messages import _
from l10n.model.catalog import Catalog, State
from l10n.model.sent_record import HEADER, parcel_id, sent_record
from l10n.model.signature import shown_date
from l10n.model.source_words import words
from l10n.regex import regex
from l10n.store.archive import opened, pack, require_readable
from l10n.store.document import Document
from l10n.store.places import CACHE, CATALOGS, MEMORY, PUBLISHED, RECORDS, WORKFLOWS
from l10n.store.replacing.new_file import put_file
from l10n.store.replacing.writing import unwritable
from l10n.store.sent import dump_sent, load_sent
from l10n.store.text_file import MAX_BYTES, read_bytes
from l10n.store.workspace import Workspace


class Format(Enum):
    """As what a catalog goes out."""

    PO = "po"
    XLIFF = "xliff"
    """XLIFF 1.2, which most tools take."""
    XLIFF_2 = "xliff-2.1"
    XLIFF_COPIES = "xliff-omegat"
    """XLIFF 1.2 for tools that read targets alone, as OmegaT's own filter does."""

    @property
    def suffix(self) -> str:
        """What its files end in."""
        return ".po" if self is Format.PO else ".xlf"


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be sent."""

    states: frozenset[State]
    """Only catalogs with an entry in one of them."""
    format: Format = Format.PO


@dataclass(frozen=True, slots=True)
class Parcel:
    """One catalog that goes out."""

    article: str
    locale: str
    file: str
    """Where it was put: a path in the folder or in the ZIP."""
    entries: int
    """Entries in the states that were asked for."""
    words: int
    """Their source words."""


@dataclass(frozen=True, slots=True)
class SendReport:
    """What was sent."""

    parcels: tuple[Parcel, ...]
    errors: tuple[L10nError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    parcel: Parcel
    data: bytes
    """The file, which names this parcel."""
    name: str
    catalog: Catalog


def send(
    desk: Desk,
    wanted: Wanted,
    errand: Errand,
    to: Path,
    *,
    now: datetime,
) -> SendReport:
    """Give out each wanted catalog that has an entry in one of the errand's states.

    `to` is a folder, or a file that ends in `.zip`. PO copies are the catalogs with one header
    more, the name of the parcel, which XLIFF files have too; what was given out is recorded under
    it, so that `receive` can tell what was changed where. A file already there with another text
    is never replaced: UsageError.
    """
    _refuse_the_workspace(desk.workspace, to)
    with Catalogs(desk) as catalogs, desk.workspace.locked():
        found: list[_Found] = []
        date = shown_date(now)
        agenda = desk.agenda(wanted)
        errors = [*agenda.errors]
        for job in agenda.jobs:
            try:
                parcel = _parcel(desk.workspace, catalogs, job, errand, date)
            except L10nError as error:
                errors.append(error.kept())
                continue
            if parcel is not None:
                found.append(parcel)
        if found:
            if to.suffix.lower() == ".zip":
                _zip(to, found)
            else:
                _folder(to, found)
            _record(desk, found, date)
    # A folder that cannot be read stands in the way of many articles, and is told once.
    told = {str(error): error for error in errors}
    return SendReport(tuple(each.parcel for each in found), tuple(told.values()))


def _refuse_the_workspace(workspace: Workspace, to: Path) -> None:
    """Raise UsageError for a place where the tool keeps its own files, catalogs above all."""
    place = to.resolve()
    pages = workspace.layout.page_folders(workspace.catalog_locales())
    own = (workspace.layout.articles, CATALOGS, MEMORY, PUBLISHED, RECORDS, WORKFLOWS, CACHE)
    for name in (*own, *pages):
        if place.is_relative_to((workspace.root / name).resolve()):
            raise UsageError(
                _("parcels do not belong into {folder}/").format(folder=name),
                code="PAR-008",
                path=to,
                remedy=_("send to a folder or a .zip of its own"),
            )


def _parcel(
    workspace: Workspace, catalogs: Catalogs, job: Job, errand: Errand, date: str
) -> _Found | None:
    """The copy of one catalog; None where it has no entry in one of the states."""
    document, catalog = catalogs.read(job.name, job.locale)
    if document is None or catalog is None:
        return None
    waiting = [entry for entry in catalog.active() if entry.state in errand.states]
    if not waiting:
        return None
    parcel = Parcel(
        job.name,
        job.locale,
        str(PurePosixPath(job.locale, f"{job.name}{errand.format.suffix}")),
        entries=len(waiting),
        words=sum(words(entry.source) for entry in waiting),
    )
    name = parcel_id(document.data, date)
    if errand.format is Format.PO:
        data = _stamped(document, catalog, name)
    else:
        data = _xliff(outgoing(workspace, job, catalog, name), errand.format, parcel.file)
    return _Found(parcel, data, name, catalog)


def _xliff(found: Outgoing, format: Format, place: str) -> bytes:
    """The file of an article; raises UsageError for one that could not be received again."""
    data = (
        dump_2(found)
        if format is Format.XLIFF_2
        else dump_1(found, copies=format is Format.XLIFF_COPIES)
    ).encode()
    if _can_come_back(data, Path(place)):
        return data
    raise UsageError(
        _("as XLIFF this article is too large to be received again"),
        code="PAR-010",
        path=place,
        remedy=_("send it as PO"),
    )


def _can_come_back(data: bytes, place: Path) -> bool:
    try:
        parse_bytes(data, place)
    except FileError:
        return False
    return len(data) <= MAX_BYTES


def _stamped(document: Document, catalog: Catalog, name: str) -> bytes:
    """Add the parcel's name to the headers, and leave the rest of the bytes as they are."""
    data = _bare(document.data)
    after = re.search(rb'^"X-L10n-Article: [^\r\n]*\\n"(\r?\n)', data, re.MULTILINE)
    if after is None:
        headers = tuple(each for each in catalog.headers if each[0] != HEADER)
        return dump(replace(catalog, headers=(*headers, (HEADER, name)))).encode()
    end = after.end()
    header = f'"{HEADER}: {name}\\n"'.encode() + after[1]
    return data[:end] + header + data[end:]


_STAMP = regex(
    rb'^"X-L10n-Sent: [0-9a-f]*\\n"\r?\n| build-num="[0-9a-f]*"'
    rb'|^ *<note category="l10n-sent">[0-9a-f]*</note>\r?\n',
    re.MULTILINE,
)


def _bare(data: bytes) -> bytes:
    """Leave out the name of a parcel."""
    return _STAMP.sub(b"", data)


def _folder(to: Path, found: list[_Found]) -> None:
    targets = [(to / each.parcel.file, each.data) for each in found]
    with _writing(to):
        for path, data in targets:
            if path.exists() and _bare(read_bytes(path)) != _bare(data):
                raise _taken(path)
        for path, data in targets:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                _put(path, data)


def _put(path: Path, data: bytes) -> None:
    try:
        put_file(path, data)
    except FileExistsError:
        raise _taken(path) from None


def _zip(to: Path, found: list[_Found]) -> None:
    with _writing(to):
        if to.exists():
            if _members(to) != {each.parcel.file: _bare(each.data) for each in found}:
                raise _taken(to)
            return
        data = pack((each.parcel.file, each.data) for each in found)
        try:
            require_readable(data, to)
        except FileError as error:
            raise UsageError(
                _("as one ZIP this could not be received again: {reason}").format(
                    reason=error.message
                ),
                code="PAR-009",
                path=to,
                remedy=_("send to a folder, or fewer articles at a time"),
            ) from error
        to.parent.mkdir(parents=True, exist_ok=True)
        _put(to, data)


def _members(path: Path) -> dict[str, bytes] | None:
    """The catalogs of a ZIP that is already there, by name; None where it is none of ours."""
    try:
        with opened(path) as archive:
            return {member.name: _bare(archive.read(member)) for member in archive.members}
    except FileError:
        return None


@contextlib.contextmanager
def _writing(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(error.filename or to, error) from None


def _taken(path: Path) -> UsageError:
    """A file that is already there may hold a translator's work."""
    return UsageError(
        _("a file of this name is already there, with another text; nothing was sent"),
        code="PAR-003",
        path=path,
        remedy=_("receive it first, or send to another place"),
    )


def _record(desk: Desk, found: list[_Found], date: str) -> None:
    for each in found:
        path = desk.workspace.sent_path(each.parcel.locale, each.parcel.article)
        before, records = load_sent(desk.workspace, path)
        if not any(record.parcel == each.name for record in records):
            new = (sent_record(entry, date, each.name) for entry in each.catalog.entries)
            desk.workspace.write(path, dump_sent((*records, *new)), before)
