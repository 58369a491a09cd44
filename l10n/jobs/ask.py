"""Ask: editors' questions to translators, put, ended and listed."""

from collections.abc import Iterable, Iterator, Sequence

from l10n.dataclass import dataclass
from l10n.desk.asking import Asker, Asking
from l10n.desk.desk import Desk, Wanted, wanted
from l10n.desk.entry_addresses import EntryAddress, addressed, entries_at, entry_address
from l10n.desk.orphans import Where
from l10n.desk.questions import ListedQuestion, notes_language, questions_of
from l10n.desk.reading import Reader
from l10n.desk.whole import Catalogs
from l10n.errors import L10nError, UsageError
from l10n.lines import collapsed
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry
from l10n.model.question import Standing
from l10n.model.segment import Key
from l10n.regex import regex
from l10n.store.walking import Listing

_ID = regex(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question is, as a person names it."""

    name: str = ""
    """`ARTICLE:LINE`, an article alone, or the id of a question; empty for all."""
    locales: tuple[str, ...] = ()
    """All where none is named."""
    words: str = ""
    """Of several texts in that line, the one whose source or target has these words is meant."""


@dataclass(frozen=True, slots=True)
class QuestionList:
    """Questions by article, locale and line, those of texts that are gone last."""

    questions: tuple[ListedQuestion, ...] = ()
    errors: tuple[L10nError, ...] = ()
    """Catalogs and records that could not be read."""


@dataclass(frozen=True, slots=True)
class Put:
    """A question that was to be put."""

    listed: ListedQuestion
    new: bool
    """False where the same person has asked the same already, and nobody has answered."""


def ask(desk: Desk, place: Place, text: str, asker: Asker) -> tuple[Put, ...]:
    """Ask the translators of each wished locale about one text of an article.

    Raises UsageError where none or several are meant, and L10nError for what cannot be read or
    written. Nothing is asked in one locale unless it can be in all.
    """
    address = entry_address(desk, place.name)
    if not address.lines:
        raise UsageError(
            _("a question is about one text: name its line"),
            code="USE-093",
            remedy=_("write it as in #: of the catalog: a.md:12"),
        )
    found: list[tuple[Where, Entry]] = []
    put: list[Put] = []
    with Catalogs(desk) as catalogs:
        for where, entries, _catalog in _entries(desk, address, place.locales, catalogs):
            found.append((where, _one(entries, place.words)))
        if not found:
            raise _no_catalog(desk, address)
        asking = Asking(desk.workspace, catalogs, lambda name: notes_language(desk, name))
        for where, entry in found:
            question, new = asking.ask(where, entry, text, asker)
            line = entry.references[0].line
            listed = ListedQuestion(*where, question, Standing.OPEN, entry.key, line)
            put.append(Put(listed, new))
    return tuple(put)


def close(desk: Desk, place: Place, asker: Asker) -> tuple[ListedQuestion, ...]:
    """End the questions at a place that nobody has ended, or the one whose id is given.

    Raises UsageError where there is none, and L10nError for what cannot be read or written.
    """
    if _ID.fullmatch(place.name):
        every = _listed(desk, Wanted(locales=place.locales)).questions
        found = tuple(each for each in every if each.question.id == place.name)
    else:
        found = listed(desk, place).questions
    # Those that were ended before may still stand in a note: a command was cut short there.
    by_catalog: dict[Where, list[ListedQuestion]] = {}
    for each in found:
        by_catalog.setdefault((each.article, each.locale), []).append(each)
    with Catalogs(desk) as catalogs:
        asking = Asking(desk.workspace, catalogs, lambda name: notes_language(desk, name))
        for where, some in by_catalog.items():
            asking.close(where, [each.question.id for each in some], asker)
    meant = tuple(each for each in found if each.standing is not Standing.CLOSED)
    if not meant:
        raise UsageError(
            _("there is no question at “{place}” that could be ended").format(place=place.name),
            code="USE-094",
            remedy=_("`l10n ask` lists the open ones"),
        )
    return meant


def listed(desk: Desk, place: Place) -> QuestionList:
    """All questions, or those at a place; raises UsageError for one that there is not."""
    if not place.name:
        return _listed(desk, wanted(desk, (), place.locales))
    address = entry_address(desk, place.name)
    if not address.lines:
        return _listed(desk, wanted(desk, (address.article,), place.locales))
    keys: dict[Where, set[Key]] = {}
    with Catalogs(desk, keep=False) as catalogs:
        for where, entries, _catalog in _entries(desk, address, place.locales, catalogs):
            keys[where] = {entry.key for entry in entries}
    every = _listed(desk, wanted(desk, (address.article,), place.locales))
    return QuestionList(
        tuple(
            each
            for each in every.questions
            if each.line is not None and each.key in keys.get((each.article, each.locale), ())
        ),
        every.errors,
    )


def _listed(desk: Desk, which: Wanted) -> QuestionList:
    found: list[ListedQuestion] = []
    files: Listing[tuple[str, str]] = desk.workspace.question_names()
    errors: list[L10nError] = [*files.problems]
    for locale, name in files:
        if not (which.article(name) and which.locale(locale)):
            continue
        try:
            found += questions_of(desk, (name, locale))
        except L10nError as error:
            errors.append(error.kept())
    found.sort(key=lambda each: (each.article, each.locale, each.line is None, each.line or 0))
    return QuestionList(tuple(found), tuple(errors))


def _entries(
    desk: Desk, address: EntryAddress, locales: Iterable[str], catalogs: Catalogs
) -> Iterator[tuple[Where, tuple[Entry, ...], Catalog]]:
    """The entries at an address in each locale that has a catalog."""
    agenda = addressed(desk, address, locales)
    for error in agenda.errors:
        raise error
    reader = Reader(desk.workspace)
    for job in agenda.jobs:
        source = reader.source(job.name, job.workflow).into(job.locale)
        if source.article.locale == job.locale:
            continue
        _document, catalog = catalogs.read(job.name, job.locale)
        if catalog is None:
            continue
        reference = desk.workspace.reference(job.name)
        try:
            entries = entries_at(address, catalog, source.segments, reference)
        except L10nError as error:
            if error.path is not None:
                raise
            path = desk.workspace.catalog_path(job.locale, job.name)
            raise error.at(path=desk.workspace.shown(path)) from error
        yield (job.name, job.locale), entries, catalog


def _one(entries: Sequence[Entry], words: str) -> Entry:
    """The one entry that is meant; raises UsageError where that is none, or several."""
    wished = collapsed(words).casefold()
    meant = [
        entry
        for entry in entries
        if wished in collapsed(entry.source).casefold()
        or wished in collapsed(entry.target).casefold()
    ]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise UsageError(
            _("no text there has the words “{words}”").format(words=words),
            code="USE-095",
            remedy=_("name words of its source or of its translation"),
        )
    raise UsageError(
        _("{n} texts are meant, and a question is about one").format(n=len(meant)),
        code="USE-096",
        remedy=_("name words that only one of them has: --text"),
    )


def _no_catalog(desk: Desk, address: EntryAddress) -> UsageError:
    return UsageError(
        _("has no catalog yet, so nobody can be asked about it"),
        code="USE-097",
        path=desk.workspace.reference(address.article),
        remedy=_("run `l10n sync`"),
    )
