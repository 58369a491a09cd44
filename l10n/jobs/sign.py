"""Sign: people approve or reject entries that they name, or all that is clean."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from l10n.checks import Severity
from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job, Progress
from l10n.desk.entry_addresses import EntryAddress, addressed, entries_at, entry_address
from l10n.desk.judging import Judging
from l10n.desk.reading import Reader, Source
from l10n.desk.signing import Outcome, Signed, Signer, Signing
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, L10nError, UsageError
from l10n.messages import _
from l10n.model.approval import ApprovalState
from l10n.model.catalog import Catalog, Entry, State
from l10n.steps.approval import approvals
from l10n.steps.coverage import of_earlier_text
from l10n.store.reviews import load_reviews


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entries a person wants to sign."""

    addresses: tuple[str, ...]
    """`ARTICLE[:LINES]`; none for all articles."""
    locales: tuple[str, ...] = ()
    text: str = ""
    """Words that the source or the translation has to have."""
    clean: bool = False
    """Only what is translated, was not rejected, and has no finding of an error or a warning."""


@dataclass(frozen=True, slots=True)
class SignedEntry:
    """One entry that was to be signed, and where it stands."""

    line: int
    """Of its first place in the article, from 1."""
    entry: Entry
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SignedCatalog:
    """What was signed of one article in one locale."""

    article: str
    locale: str
    entries: tuple[SignedEntry, ...]
    left: int = 0
    """Entries that are not clean, and were left out."""
    absent: int = 0
    """Texts of the article that its catalog does not have yet."""

    @property
    def counts(self) -> Counter[Outcome]:
        """How many entries there are of each outcome."""
        return Counter(each.outcome for each in self.entries)


@dataclass(frozen=True, slots=True)
class SignReport:
    """What became of the wish to sign."""

    catalogs: tuple[SignedCatalog, ...]
    errors: tuple[L10nError, ...] = ()


def approve(
    desk: Desk,
    choice: Choice,
    signer: Callable[[Job], Signer],
    *,
    progress: Progress = lambda done, total: None,
) -> SignReport:
    """Approve entries; what is fuzzy, empty or saved meanwhile is not, and is reported.

    `signer` says for a job who signs in which role. One article that fails does not stop the
    others. Raises UsageError for articles that are not there, and where it is not said in which
    language to sign.
    """
    with _Run(desk, choice) as run:
        return run.all(
            lambda job, entries: run.signing.approve((job.name, job.locale), entries, signer(job)),
            progress,
        )


def reject(desk: Desk, choice: Choice, signer: Callable[[Job], Signer], reason: str) -> SignReport:
    """Reject entries with a reason: they become fuzzy and keep their text; otherwise as `approve`.

    Raises UsageError for an address without lines, since nobody rejects a whole article unread.
    """
    for each in choice.addresses:
        if not entry_address(desk, each).lines and not choice.text:
            raise UsageError(
                _("“{name}” names no lines to reject").format(name=each),
                code="USE-048",
                remedy=_("write ARTICLE:LINE, with lines as in #: of the catalog"),
            )
    with _Run(desk, choice) as run:
        return run.all(
            lambda job, entries: run.signing.reject(
                (job.name, job.locale), entries, signer(job), reason
            ),
            lambda done, total: None,
        )


Sign = Callable[[Job, Sequence[Entry]], tuple[Signed, ...]]


class _Run:
    """One command that signs."""

    def __init__(self, desk: Desk, choice: Choice) -> None:
        self._desk = desk
        self._choice = choice
        self._reader = Reader(desk.workspace)
        self._catalogs = Catalogs(desk)
        self._judging = Judging(desk, Checkings(desk)) if choice.clean else None
        self.signing = Signing(desk.workspace, self._catalogs)

    def __enter__(self) -> "_Run":
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if self._judging is not None:
            self._judging.close()
        if kind is None:
            self._catalogs.save()
        self._catalogs.close()

    def all(self, sign: Sign, progress: Progress) -> SignReport:
        jobs, problems = self._jobs()
        # What is wrong with a workflow is said once, however many articles it has.
        errors = {str(error): error for error in problems}
        found: list[SignedCatalog] = []
        for number, (job, addresses) in enumerate(jobs):
            progress(number, len(jobs))
            try:
                made = self._signed(job, addresses, sign)
            except L10nError as error:
                errors.setdefault(str(error), error)
                continue
            if made is not None:
                found.append(made)
        progress(len(jobs), len(jobs))
        return SignReport(tuple(found), tuple(errors.values()))

    def _jobs(self) -> tuple[list[tuple[Job, list[EntryAddress]]], list[L10nError]]:
        """Each article and locale once, with all addresses that name it."""
        choice, found = self._choice, dict[tuple[str, str], tuple[Job, list[EntryAddress]]]()
        errors: dict[str, L10nError] = {}
        addresses = [entry_address(self._desk, each) for each in choice.addresses]
        for address in addresses or [EntryAddress("*")]:
            agenda = addressed(self._desk, address, choice.locales)
            errors |= {str(error): error for error in agenda.errors}
            for job in agenda.jobs:
                found.setdefault((job.name, job.locale), (job, []))[1].append(address)
        locales = dict.fromkeys(locale for _name, locale in found)
        if len(locales) > 1 and not choice.locales:
            raise UsageError(
                _("it is not said in which language to sign"),
                code="USE-049",
                remedy=_("name it with --locale: {locales}").format(locales=", ".join(locales)),
            )
        return list(found.values()), list(errors.values())

    def _signed(
        self, job: Job, addresses: Sequence[EntryAddress], sign: Sign
    ) -> SignedCatalog | None:
        source = self._reader.source(job.name, job.workflow).into(job.locale)
        if source.article.locale == job.locale:
            return None
        _document, found = self._catalogs.read(job.name, job.locale)
        catalog = found or Catalog()
        entries = self._addressed(job, addresses, source, catalog)
        wanted = self._clean(job, entries) if self._choice.clean else entries
        whole = any(not each.lines for each in addresses) and not self._choice.clean
        absent = len(set(source.keys) - catalog.by_key().keys()) if whole else 0
        if not wanted and not absent and len(entries) == len(wanted):
            return None
        lines = {each.key: each.place.line for each in reversed(source.segments)}
        return SignedCatalog(
            job.name,
            job.locale,
            tuple(
                SignedEntry(lines[each.entry.key], each.entry, each.outcome)
                for each in (sign(job, wanted) if wanted else ())
            ),
            left=len(entries) - len(wanted),
            absent=absent,
        )

    def _addressed(
        self, job: Job, addresses: Iterable[EntryAddress], source: Source, catalog: Catalog
    ) -> tuple[Entry, ...]:
        """The entries that are named, as they stand, of texts that the article has."""
        workspace = self._desk.workspace
        try:
            some = [
                entries_at(each, catalog, source.segments, workspace.reference(job.name))
                for each in addresses
            ]
        except CatalogError as error:
            path = workspace.shown(workspace.catalog_path(job.locale, job.name))
            raise error.at(path=path) from error
        keys, words = frozenset(source.keys), self._choice.text.casefold()
        every = {entry.key: entry for entries in some for entry in entries if entry.key in keys}
        return tuple(
            entry
            for entry in every.values()
            if words in entry.source.casefold() or words in entry.target.casefold()
        )

    def _clean(self, job: Job, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Those that are translated as their sources read now, and that nobody objects to."""
        assert self._judging is not None
        judged = self._judging.judged(job)
        faulty = {
            each.key
            for each in (() if judged is None else judged.findings)
            if each.severity is not Severity.HINT and not each.silenced
        }
        path = self._desk.workspace.reviews_path(job.locale, job.name)
        _file, signatures = load_reviews(self._desk.workspace, path)
        signed = approvals(entries, signatures)
        rejected = {k for k, each in signed.items() if each.state is ApprovalState.REJECTED}
        return tuple(
            entry
            for entry in entries
            if entry.state is State.TRANSLATED
            and not of_earlier_text(entry)
            and entry.key not in faulty
            and entry.key not in rejected
        )
