"""Receive: PO files from translators, back into the catalogs."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from l10n import po
from l10n.catalog import Catalog
from l10n.drafts import read_drafts
from l10n.errors import CatalogError, FileError, L10nError
from l10n.jobs.desk import Desk, read_catalog
from l10n.locales import normal
from l10n.messages import _
from l10n.sent import read_sent
from l10n.steps.receive import Outcome, Received, receive
from l10n.textfile import MAX_BYTES, read_bytes

MEMBERS = 10_000
"""Files that a ZIP may hold."""

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One PO file that came back and what became of it."""

    file: str
    article: str
    locale: str
    received: Received

    def count(self, outcome: Outcome) -> int:
        """Count its entries with an outcome."""
        return self.received.count(outcome)


@dataclass(frozen=True, slots=True)
class Report:
    """What was received."""

    arrivals: tuple[Arrival, ...]
    errors: tuple[L10nError, ...] = ()
    """Files that could not be taken; nothing of them was used."""


@dataclass(frozen=True, slots=True)
class _Parcel:
    name: str
    data: bytes


def take_back(
    desk: Desk, files: Iterable[Path], *, progress: Progress = lambda done, total: None
) -> Report:
    """Merge PO files, or ZIPs of them, into the catalogs they were made from.

    A file is matched to its catalog by its `X-L10n-Article` and `Language` headers, else by its
    place (`en/news/a.md.po`), else by its references. A file that cannot be read or matched is
    reported, nothing of it is used, and the others go on.
    """
    arrivals: list[Arrival] = []
    errors: list[L10nError] = []
    with desk.workspace.locked():
        paths = list(files)
        for number, path in enumerate(paths):
            progress(number, len(paths))
            try:
                for parcel in _open(path):
                    try:
                        arrivals.append(_take(desk, parcel))
                    except L10nError as error:
                        errors.append(error)
            except L10nError as error:
                errors.append(error)
        progress(len(paths), len(paths))
    return Report(tuple(arrivals), tuple(errors))


def _open(path: Path) -> Iterator[_Parcel]:
    if path.is_dir():
        for inner in sorted(path.rglob("*.po")):
            yield from _open(inner)
        return
    if path.suffix.lower() != ".zip":
        yield _Parcel(str(path), read_bytes(path))
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if each.filename.endswith(".po")]
            if len(members) > MEMBERS:
                raise FileError(
                    _("holds more than {number} files").format(number=MEMBERS), path=path
                )
            for member in members:
                shown = f"{path}/{member.filename}"
                with archive.open(member) as file:
                    data = file.read(MAX_BYTES + 1)
                if len(data) > MAX_BYTES:
                    raise FileError(
                        _("the file is larger than {size} MiB").format(size=MAX_BYTES // 2**20),
                        path=shown,
                    )
                yield _Parcel(shown, data)
    except FileNotFoundError:
        raise FileError(_("there is no such file"), path=path) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise FileError(
            _("this is not a whole ZIP file"), path=path, remedy=_("have it sent again")
        ) from None
    except Exception as error:
        # zlib.error is no subclass of any of these, and each compression has an error of its own.
        if isinstance(error, L10nError):
            raise
        raise FileError(
            _("this is not a whole ZIP file"), path=path, remedy=_("have it sent again")
        ) from None


def _take(desk: Desk, parcel: _Parcel) -> Arrival:
    path = Path(parcel.name)
    theirs = po.parse_bytes(parcel.data, path)
    locale, article = _address(desk, parcel, theirs)
    workspace = desk.workspace
    target = workspace.catalog_path(locale, article)
    document, ours = read_catalog(workspace, target)
    if ours is None:
        raise CatalogError(
            _("there is no catalog {name} to receive it").format(name=workspace.shown(target)),
            path=path,
            remedy=_("run `l10n sync` first"),
        )
    workflow = desk.workflow_of(article)
    received = receive(
        ours,
        theirs,
        read_sent(workspace.sent_path(locale, article)),
        read_drafts(workspace.drafts_path(locale, article)),
        origin=path.name,
        language="en" if workflow is None else workflow.notes,
    )
    if received.catalog != ours:
        workspace.write(target, po.dump(received.catalog), document)
    return Arrival(parcel.name, article, locale, received)


def _address(desk: Desk, parcel: _Parcel, theirs: Catalog) -> tuple[str, str]:
    """Find the locale and the article that a file belongs to; raises CatalogError."""
    catalogs = {
        (locale, name)
        for locale in desk.workspace.catalog_locales()
        for name in desk.workspace.catalog_names(locale)
    }
    parts = PurePosixPath(parcel.name.replace("\\", "/")).parts
    language = theirs.header("Language")
    wanted_locale: str | None = None
    if language:
        try:
            wanted_locale = normal(language)
        except L10nError:
            wanted_locale = None
    locales = [tag for tag in (wanted_locale, *reversed(parts)) if tag]
    names: list[str] = []
    header = theirs.header("X-L10n-Article")
    if header:
        names.append(po.unquote_path(header))
    whole = "/".join(parts).removesuffix(".po")
    names += ["/".join(whole.split("/")[start:]) for start in range(whole.count("/") + 1)]
    names += [
        reference.path.removeprefix("articles/")
        for entry in theirs.entries[:50]
        for reference in entry.references
    ]
    for name in names:
        for locale in locales:
            if (locale, name) in catalogs:
                return locale, name
    raise CatalogError(
        _("no catalog here is the one that this file was made from"),
        path=Path(parcel.name),
        remedy=_("put it at LOCALE/ARTICLE.po and receive that"),
    )
