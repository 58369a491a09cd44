"""Receive: PO and XLIFF files from translators, back into the catalogs."""

import contextlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Progress
from l10n.desk.returned_files import Parcel, opened_parcels, stem_of
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, ConflictError, FileError, L10nError
from l10n.exchange.po import file as po
from l10n.exchange.po.references import unquote_path
from l10n.exchange.xliff import reading as xliff
from l10n.exchange.xliff.reading import ReturnedFile
from l10n.language.locales import normal
from l10n.lines import printable
from l10n.messages import _
from l10n.model.catalog import Catalog
from l10n.model.paths import PLAIN
from l10n.model.sent_record import HEADER, SentRecord, sent_record
from l10n.model.signature import shown_date
from l10n.steps.receive import Outcome, Receipt, Records, receive
from l10n.steps.returned_units import heading, matched
from l10n.store.drafts import load_drafts
from l10n.store.sent import dump_sent, load_sent


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file of an article that came back, and what became of it."""

    file: str
    article: str
    locale: str
    receipts: tuple[Receipt, ...]
    """What happened to its entries; nothing else is kept of it, since there may be many files."""

    def count(self, outcome: Outcome) -> int:
        """Count its entries with an outcome."""
        return sum(receipt.outcome is outcome for receipt in self.receipts)


@dataclass(frozen=True, slots=True)
class ReceiveReport:
    """What was received."""

    arrivals: tuple[Arrival, ...]
    errors: tuple[L10nError, ...] = ()
    """Files that could not be taken, of which nothing was used; units of XLIFF that do not fit."""


@dataclass(frozen=True, slots=True)
class _Here:
    """The catalogs that are here."""

    known: frozenset[tuple[str, str]]
    """Locale and article."""
    complete: bool
    """False where a folder could not be read: then a bare name may be that of several."""
    articles: str
    """The folder of the articles."""


def take_back(
    desk: Desk,
    files: Iterable[Path],
    *,
    now: datetime,
    removals: Iterable[str] = (),
    progress: Progress = lambda done, total: None,
) -> ReceiveReport:
    """Merge PO and XLIFF files, or folders and ZIPs of them, into the catalogs they were made from.

    A file is matched to its catalog by the record of its parcel, else by its `X-L10n-Article` and
    `Language` headers, else by its place (`en/news/a.md.po`), else by its references, else by its
    bare name if only one catalog has it. A file that cannot be read or matched is reported, nothing
    of it is used, and the others go on. What came back is recorded as common to both sides, dated
    `now`, so that a second delivery of the same file is compared with the first. `removals` are
    names or patterns of articles whose catalogs may have lost entries since they were last seen;
    what is received need not have all.
    """
    arrivals: list[Arrival] = []
    errors: list[L10nError] = []
    date = shown_date(now)
    with Catalogs(desk, removals) as catalogs, desk.workspace.locked():
        found_here = desk.workspace.catalogs()
        errors += found_here.problems
        here = _Here(
            frozenset(found_here),
            complete=not found_here.problems,
            articles=desk.workspace.layout.articles,
        )
        taker = _Taker(desk, catalogs, here, date)
        paths = list(files)
        for number, path in enumerate(paths):
            progress(number, len(paths))
            found = 0
            for parcel in opened_parcels(path):
                found += 1
                for outcome in taker.take(parcel):
                    if isinstance(outcome, Arrival):
                        arrivals.append(outcome)
                    else:
                        errors.append(outcome)
            if not found:
                errors.append(
                    FileError(_("holds neither a PO nor an XLIFF file"), code="PAR-001", path=path)
                )
        progress(len(paths), len(paths))
    return ReceiveReport(tuple(arrivals), tuple(errors))


_DEEPEST = 2_100
"""Folders of a file's name that are looked at: no path of a system has more."""


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of an XLIFF file, which become entries once their catalog is known."""

    file: ReturnedFile
    problems: list[L10nError]
    """Those that do not fit are told here."""

    def of(self, ours: Catalog, path: Path, language: str) -> Catalog:
        """What came back as a catalog."""
        found = matched(self.file, ours, path, language=language)
        self.problems.extend(found.problems)
        return found.catalog


class _Taker:
    """Takes parcels into the catalogs of a desk."""

    def __init__(self, desk: Desk, catalogs: Catalogs, here: _Here, date: str) -> None:
        """`date` is that of the records of what came back."""
        self._desk = desk
        self._catalogs = catalogs
        self._date = date
        self._here = here

    def take(self, parcel: Parcel | L10nError) -> Iterator[Arrival | L10nError]:
        """Merge a parcel into its catalog, or each file of an XLIFF file into its own.

        What cannot be taken is given as an error, and of it nothing has changed.
        """
        if isinstance(parcel, L10nError):
            yield parcel
            return
        try:
            if parcel.is_xliff:
                files = xliff.parse_bytes(parcel.data, Path(parcel.name))
            else:
                yield self._take(parcel, po.parse_bytes(parcel.data, Path(parcel.name)))
                return
        except L10nError as error:
            yield error
            return
        for file in files:
            try:
                problems: list[L10nError] = []
                yield self._take(parcel, heading(file), _Units(file, problems))
                yield from problems
            except L10nError as error:
                yield error

    def _take(self, parcel: Parcel, theirs: Catalog, units: "_Units | None" = None) -> Arrival:
        """Merge a catalog that came back; of XLIFF it has headers alone, beside its `units`."""
        path, workspace = Path(parcel.name), self._desk.workspace
        locale, article = self._address(parcel, theirs)
        document, ours = self._catalogs.read(article, locale)
        if document is None or ours is None:
            raise ConflictError(
                _("was removed while it was worked on"),
                code="WS-024",
                path=workspace.shown(workspace.catalog_path(locale, article)),
                remedy=_("run the command again"),
            )
        sent_path = workspace.sent_path(locale, article)
        sent_before, sent = load_sent(workspace, sent_path)
        _document, drafts = load_drafts(workspace, workspace.drafts_path(locale, article))
        workflow = self._desk.workflow_of(article)
        language = "en" if workflow is None else workflow.notes
        if units is not None:
            theirs = units.of(ours, path, language)
        received = receive(
            ours,
            theirs,
            Records(sent, drafts),
            origin=printable(path.name),
            language=language,
        )
        if received.catalog != ours:
            done = workspace.write(document.path, po.dump(received.catalog), document)
            if done is not None:
                self._catalogs.note_written((article, locale), done, received.catalog, drafts)
        common = _common(sent, received.theirs, self._date)
        if set(common) != set(sent):
            workspace.write(sent_path, dump_sent(common), sent_before)
        return Arrival(parcel.name, article, locale, received.receipts)

    def _address(self, parcel: Parcel, theirs: Catalog) -> tuple[str, str]:
        """The locale and the article that a file belongs to; raises CatalogError for none.

        The article may have been renamed since, and another may have its name. So what records
        tell of the parcel comes first.
        """
        said = _address(parcel, theirs, self._here)
        name = theirs.header(HEADER)
        if name and (said is None or not self._went_out(name, said)):
            for place in self._parcels.get(name, ()):
                if _in_locale(theirs, {place[0]}) is not None:
                    return place
        if said is None:
            raise CatalogError(
                _("no catalog here belongs to this file"),
                code="PAR-002",
                path=Path(parcel.name),
                remedy=_("put it into a folder as LOCALE/ARTICLE.po, and receive that folder"),
            )
        return said

    def _went_out(self, name: str, place: tuple[str, str]) -> bool:
        _file, sent = load_sent(self._desk.workspace, self._desk.workspace.sent_path(*place))
        return any(record.parcel == name for record in sent)

    @cached_property
    def _parcels(self) -> dict[str, list[tuple[str, str]]]:
        """Where the records of each parcel stand; what cannot be read tells of none."""
        found: dict[str, list[tuple[str, str]]] = {}
        for place in sorted(self._here.known):
            with contextlib.suppress(L10nError):
                path = self._desk.workspace.sent_path(*place)
                _file, sent = load_sent(self._desk.workspace, path)
                for name in {record.parcel for record in sent}:
                    found.setdefault(name, []).append(place)
        return found


def _common(sent: Iterable[SentRecord], theirs: Catalog, date: str) -> tuple[SentRecord, ...]:
    """Bring the records of a parcel up to what has come back of it."""
    name = theirs.header(HEADER) or ""
    records = {(each.parcel, each.key): each for each in sent}
    for entry in theirs.active():
        record = sent_record(entry, date, name)
        old = records.get((name, record.key))
        if entry.target and (old is None or replace(old, date=date) != record):
            records[name, record.key] = record
    return tuple(records.values())


def _address(parcel: Parcel, theirs: Catalog, here: _Here) -> tuple[str, str] | None:
    """The locale and the article that a file belongs to, by what it says or by its place."""
    for name in _named(theirs, here.articles):
        found = _in_locale(theirs, {locale for locale, other in here.known if other == name})
        if found is not None:
            return found, name
    # Tools that make a file of their own out of ours say how ours was called.
    for stem in (parcel.stem, stem_of(unquote_path(theirs.header("X-L10n-Article") or ""))):
        placed = _placed(stem, theirs, here)
        if placed is not None:
            return placed
    return None


def _placed(stem: str, theirs: Catalog, here: _Here) -> tuple[str, str] | None:
    """The locale and the article of a file by its path, or by its bare name."""
    folders = stem.split("/")[-_DEEPEST:]
    places = [tuple(folders[start:]) for start in range(len(folders))]
    for place in places:
        name = "/".join(place[1:])
        if (place[0], name) in here.known and _in_locale(theirs, {place[0]}) is not None:
            return place[0], name
    bare_name = PurePosixPath(stem).name
    bare = {each for each in here.known if PurePosixPath(each[1]).name == bare_name}
    if here.complete and len({name for _locale, name in bare}) == 1:
        found = _in_locale(theirs, {locale for locale, _name in bare})
        if found is not None:
            return found, bare.pop()[1]
    return None


def _named(theirs: Catalog, folder: str) -> Iterator[str]:
    """The articles that a file says it belongs to: its header, else what it refers to.

    A parcel may have gone out before the folder of the articles was another.
    """
    header = theirs.header("X-L10n-Article")
    if header:
        yield unquote_path(header)
    references = (each for entry in theirs.entries[:50] for each in entry.references)
    paths = dict.fromkeys(reference.path for reference in islice(references, 10_000))
    for path in islice(paths, 50):
        yield path.removeprefix(f"{folder}/")
        if folder != PLAIN.articles:
            yield path.removeprefix(f"{PLAIN.articles}/")


def _in_locale(theirs: Catalog, locales: Collection[str]) -> str | None:
    """Choose the locale that a file's `Language` names, or another form of the same language."""
    language = theirs.header("Language")
    if not language:
        return next(iter(locales)) if len(locales) == 1 else None
    try:
        tag = normal(language)
    except L10nError:
        return next(iter(locales)) if len(locales) == 1 else None
    if tag in locales:
        return tag
    kin = [locale for locale in locales if locale.split("-")[0] == tag.split("-")[0]]
    return kin[0] if len(kin) == 1 else None
