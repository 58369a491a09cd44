"""Effort: what editing machine drafts took, by engine, translator and month."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Progress, Wanted
from l10n.desk.orphans import Where
from l10n.desk.reading import read_catalog
from l10n.errors import L10nError, UsageError
from l10n.messages import Message, _
from l10n.model.catalog import Catalog, Entry
from l10n.model.person import Person, parsed_person
from l10n.model.signature import Signature, Verdict, signed_of
from l10n.model.translator import Translators
from l10n.regex import regex
from l10n.steps.effort import (
    Credit,
    Drafts,
    EditedDraft,
    Effort,
    Evidence,
    Group,
    MemoryUse,
    edited_drafts,
    memory_use,
)
from l10n.steps.ter_words import SACREBLEU, TerOptions
from l10n.store.drafts import load_drafts
from l10n.store.machine_drafts import load_machine_drafts
from l10n.store.reviews import load_reviews

NO_MEMORY = MemoryUse()
_MONTH = regex(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_MONTH_LENGTH = len("2026-11")
_HEADER_DATE = regex(r"([0-9]{4}-(?:0[1-9]|1[0-2]))-[0-9]{2} ")


FindTranslators = Callable[[Where, Catalog], Translators]
"""What tells who finished the entries of a catalog, by git's history."""


@dataclass(frozen=True, slots=True)
class EffortReport:
    """What editing took."""

    rows: Mapping[Group, Effort] = field(default_factory=dict)
    """By engine, model, translator and month, in that order."""
    evidence: Mapping[Evidence, int] = field(default_factory=dict)
    """By what is known of who edited and when, the number of segments."""
    lost: int = 0
    """Finished translations whose draft nobody has kept; they are in none of the rows."""
    memory: MemoryUse = NO_MEMORY
    """What became of the memory's translations; they are in none of the rows."""
    undated: int = 0
    """Left out with `since`, as nobody knows when they were edited."""
    unknown: tuple[Message, ...] = ()
    """Why git could not tell of some catalogs who translated them, each reason once."""
    errors: tuple[L10nError, ...] = ()
    """Catalogs and records that could not be read."""

    @property
    def total(self) -> Effort:
        """All rows together."""
        return sum(self.rows.values(), Effort())

    def by(self, group: Callable[[Group], Group]) -> Mapping[Group, Effort]:
        """The rows added up by less than all that tells them apart."""
        found: dict[Group, Effort] = {}
        for each, effort in self.rows.items():
            found[group(each)] = found.get(group(each), Effort()) + effort
        return found


def month_of(text: str) -> str:
    """A month as a person types it: `2026-05`; raises UsageError for anything else."""
    if not _MONTH.fullmatch(text):
        raise UsageError(
            _("“{text}” is no month").format(text=text),
            code="USE-099",
            remedy=_("write year and month: 2026-05"),
        )
    return text


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be told."""

    wanted: Wanted
    since: str = ""
    """The first month; empty for all."""
    options: TerOptions = SACREBLEU


def effort(
    desk: Desk,
    question: Question,
    translators: FindTranslators,
    *,
    progress: Progress = lambda done, total: None,
) -> EffortReport:
    """Measure all that is on record of the wanted articles, deleted ones among them.

    Nothing is written. What cannot be read is reported, and the rest goes on.
    """
    files = desk.workspace.record_names()
    errors: list[L10nError] = [*files.problems]
    wished = question.wanted
    places = [(name, at) for at, name in files if wished.article(name) and wished.locale(at)]
    found: list[EditedDraft | None] = []
    memory = NO_MEMORY
    unknown: dict[Message, None] = {}

    def asked(where: Where, catalog: Catalog) -> Translators:
        told = translators(where, catalog)
        if told.unknown is not None:
            unknown[told.unknown] = None
        return told

    for number, where in enumerate(places):
        progress(number, len(places))
        try:
            drafted = _drafted(desk, where)
            if drafted is not None:
                memory += memory_use(drafted.catalog, drafted.drafts.records)
                found += _edited(desk, drafted, question.options, asked)
        except L10nError as error:
            errors.append(error.kept())
    progress(len(places), len(places))
    report = _report(found, question.since)
    return replace(report, memory=memory, unknown=tuple(unknown), errors=tuple(errors))


def _report(found: Sequence[EditedDraft | None], since: str) -> EffortReport:
    measured = [each for each in found if each is not None]
    dated = [each for each in measured if not since or each.group.month >= since]
    people = _people(each.group.translator for each in dated)
    rows: dict[Group, Effort] = {}
    for each in dated:
        group = replace(each.group, translator=people[each.group.translator])
        rows[group] = rows.get(group, Effort()) + each.effort
    return EffortReport(
        rows={group: rows[group] for group in sorted(rows)},
        evidence=Counter(each.evidence for each in dated),
        lost=len(found) - len(measured),
        undated=sum(not each.group.month for each in measured) if since else 0,
    )


def _people(names: Iterable[str]) -> Mapping[str, str]:
    """For each `Name <mail>` the one that stands for all that are the same person."""
    found: dict[str, str] = {}
    known: list[tuple[str, Person]] = []
    for name in sorted(set(names)):
        person = parsed_person(name)
        if person is not None:
            same = next((one for one, other in known if other.is_same(person)), name)
            known.append((same, person))
        found[name] = name if person is None else same
    return found


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A catalog with what is on record of its drafts."""

    where: Where
    catalog: Catalog
    drafts: Drafts


def _drafted(desk: Desk, where: Where) -> _Drafted | None:
    """A catalog that has drafts on record; None where there is none."""
    name, locale = where
    workspace = desk.workspace
    _file, texts = load_machine_drafts(workspace, workspace.machine_path(locale, name))
    _file, records = load_drafts(workspace, workspace.drafts_path(locale, name))
    if not texts and not records:
        return None
    _document, catalog = read_catalog(workspace, workspace.catalog_path(locale, name))
    return None if catalog is None else _Drafted(where, catalog, Drafts(texts, records))


def _edited(
    desk: Desk, found: _Drafted, options: TerOptions, translators: FindTranslators
) -> Iterator[EditedDraft | None]:
    name, locale = found.where
    path = desk.workspace.reviews_path(locale, name)
    _file, signatures = load_reviews(desk.workspace, path)
    told = translators(found.where, found.catalog)
    credits = _Credits(found.catalog, told, signatures)
    yield from edited_drafts(found.catalog, found.drafts, credits.of, options)


class _Credits:
    """Who edited the entries of a catalog: as git has it, else a signature, else its header."""

    def __init__(
        self, catalog: Catalog, translators: Translators, signatures: Iterable[Signature]
    ) -> None:
        self._known = translators.known
        self._signed: dict[str, Signature] = {}
        for each in sorted(signatures, key=lambda each: each.date, reverse=True):
            if each.verdict == Verdict.APPROVED.value:
                self._signed[each.signed] = each
        date = _HEADER_DATE.match(catalog.header("PO-Revision-Date") or "")
        self._saved = date[1] if date else ""
        self._last = _of_header(catalog, self._saved)

    def of(self, entry: Entry) -> Credit:
        """Who edited an entry into what it is, and when."""
        known = None if entry.obsolete else self._known.get(entry.key)
        if known is not None:
            month = known.date[:_MONTH_LENGTH] or self._saved
            return Credit(known.person.shown, month, Evidence(known.evidence.value))
        signature = self._signed.get(signed_of(entry))
        if signature is not None:
            return Credit(signature.who, signature.date[:_MONTH_LENGTH], Evidence.SIGNATURE)
        return self._last


def _of_header(catalog: Catalog, month: str) -> Credit:
    """What a catalog itself says of who saved it last; nothing where nobody has."""
    person = parsed_person(catalog.header("Last-Translator") or "")
    # What gettext writes where nobody has filled it in.
    if person is None or person.shown == "FULL NAME <EMAIL@ADDRESS>":
        return Credit()
    return Credit(person.shown, month, Evidence.HEADER)
