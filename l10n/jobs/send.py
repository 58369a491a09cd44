"""Send: copies of catalogs for translators, in a folder or a ZIP."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from l10n.catalog import Catalog, State
from l10n.coverage import words
from l10n.errors import FileError, L10nError, UsageError
from l10n.jobs.desk import Desk, Wanted, read_catalog
from l10n.messages import _
from l10n.sent import SentRecord, dump_sent, read_sent, sent_record
from l10n.workspace import Document

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member, so that the same catalogs give the same ZIP."""


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
class Report:
    """What was sent."""

    parcels: tuple[Parcel, ...]
    errors: tuple[L10nError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    parcel: Parcel
    document: Document
    catalog: Catalog


def send(
    desk: Desk,
    wanted: Wanted,
    states: frozenset[State],
    to: Path,
    *,
    now: datetime,
) -> Report:
    """Copy out each wanted catalog that has an entry in one of the states.

    `to` is a folder, or a file that ends in `.zip`. The copies are the catalogs to the byte; what
    was given out is recorded, so that `receive` can tell what was changed where. A file already
    there with another text is never replaced: UsageError.
    """
    with desk.workspace.locked():
        found: list[_Found] = []
        errors: list[L10nError] = []
        for item in _gather(desk, wanted, states):
            if isinstance(item, L10nError):
                errors.append(item)
            else:
                found.append(item)
        if found:
            if to.suffix.lower() == ".zip":
                _zip(to, found)
            else:
                _folder(to, found)
            _record(desk, found, now)
    return Report(tuple(each.parcel for each in found), tuple(errors))


def _gather(desk: Desk, wanted: Wanted, states: frozenset[State]) -> Iterator[_Found | L10nError]:
    for job in desk.jobs(wanted):
        if isinstance(job, L10nError):
            yield job
            continue
        path = desk.workspace.catalog_path(job.locale, job.name)
        try:
            document, catalog = read_catalog(desk.workspace, path)
        except L10nError as error:
            yield error
            continue
        if document is None or catalog is None:
            continue
        waiting = [entry for entry in catalog.active() if entry.state in states]
        if waiting:
            parcel = Parcel(
                job.name,
                job.locale,
                str(PurePosixPath(job.locale, f"{job.name}.po")),
                len(waiting),
                sum(words(entry.source) for entry in waiting),
            )
            yield _Found(parcel, document, catalog)


def _folder(to: Path, found: list[_Found]) -> None:
    targets = [(to / each.parcel.file, each.document.data) for each in found]
    for path, data in targets:
        _check(path, data)
    try:
        for path, data in targets:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_bytes(data)
    except OSError as error:
        raise FileError(
            _("cannot be written: {why}").format(why=error.strerror), path=error.filename
        ) from None


def _zip(to: Path, found: list[_Found]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in found:
            member = zipfile.ZipInfo(each.parcel.file, ZIP_DATE)
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, each.document.data)
    _check(to, buffer.getvalue())
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(buffer.getvalue())
    except OSError as error:
        raise FileError(_("cannot be written: {why}").format(why=error.strerror), path=to) from None


def _check(path: Path, data: bytes) -> None:
    """A file that is already there may hold a translator's work."""
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise FileError(
            _("cannot be written: {why}").format(why=error.strerror), path=path
        ) from None
    if there != data:
        raise UsageError(
            _("is already there with another text; nothing was sent"),
            path=path,
            remedy=_("receive it first, or send to another place"),
        )


def _record(desk: Desk, found: list[_Found], now: datetime) -> None:
    date = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    for each in found:
        path = desk.workspace.sent_path(each.parcel.locale, each.parcel.article)
        before = desk.workspace.read_if_there(path)
        records = set(read_sent(path))
        known = {(record.key, record.target, record.state) for record in records}
        for entry in each.catalog.entries:
            record: SentRecord = sent_record(entry, date)
            if (record.key, record.target, record.state) not in known:
                records.add(record)
        desk.workspace.write(path, dump_sent(records), before)
