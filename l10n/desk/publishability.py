"""Publishability: what a version of an article would be made of, and whether it may be one."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job
from l10n.desk.draft_settings import draft_settings
from l10n.desk.embargo import embargo
from l10n.desk.judging import verdict_of
from l10n.desk.page_addresses import own_address
from l10n.desk.reading import Reader, Recent, Source
from l10n.desk.signoffs import Signoffs
from l10n.desk.spellings import has_bylines, with_glossary
from l10n.desk.taken_back import TakenBack
from l10n.desk.telling import Made, label_of, statement_of, states_of
from l10n.desk.whole import Catalogs, Seen
from l10n.errors import L10nError
from l10n.glossary.finding import Finder as Terms
from l10n.glossary.finding import find_terms
from l10n.glossary.terms import Glossary
from l10n.model.addendum import Addendum
from l10n.model.catalog import Catalog, DraftRecord, Entry
from l10n.model.composition import NOTHING, Composition
from l10n.model.metadata import NO_METADATA, Metadata
from l10n.model.segment import Key
from l10n.model.statement import SILENT, Statement
from l10n.model.version import Version
from l10n.model.workflow import Workflow
from l10n.steps.addenda import Adrift, Anchorage
from l10n.steps.offered import Offered, offered
from l10n.steps.publish import Blocker, ChosenTargets, Policy, Relink, choose
from l10n.steps.signoff import UNSIGNED, Objection, Signoff, too_much_machine
from l10n.steps.verdict import Verdict
from l10n.steps.visible import visible_edits
from l10n.store.addenda import read_addenda
from l10n.store.drafts import load_drafts
from l10n.store.versions import load_history
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Assessment:
    """An article with its catalog, its findings, and what a version would be made of."""

    source: Source
    catalog: Catalog
    """As it stands."""
    records: tuple[DraftRecord, ...]
    """Of machine drafts."""
    texts: Offered
    """What of it may stand in a version."""
    verdict: Verdict
    """Of those texts."""
    choice: ChosenTargets
    publishable: bool
    """The workflow lets it be published as it is."""
    label: str = ""
    """The notice that its readers would find."""
    notices: tuple[str, ...] = ()
    """What they are told of corrections, beside it."""
    address: str = ""
    """Where its page is served; empty where nobody can tell."""
    unlabelled: L10nError | None = None
    """All that stands in the way: there is no wording of the label in this locale."""
    signoff: Signoff = UNSIGNED
    """What people signed of it, and what the workflow asks of that."""
    made_of: Composition = NOTHING
    """How the texts came to be that a version would have. Where none may be made, those of all
    entries that have a target."""
    objections: tuple[Objection, ...] = ()
    """What stands against a version as a whole, by the workflow's rules."""
    release_at: datetime | None = None
    """When it may be published, where that is yet to come."""
    statement: Statement = SILENT
    """What it would say of itself to machines."""
    addenda: tuple[Addendum, ...] = ()
    """Texts that it would have in this locale alone."""
    metadata: Metadata = NO_METADATA
    """By what dates, bylines and sections would be written in it."""
    visible: tuple[str, ...] = ()
    """What its dates, bylines and sections would read."""


class Assessments:
    """The assessments of one command: each article is parsed, each catalog read once.

    What was looked at last is kept (`reading.KEPT`), so that an article is taken apart once for all
    of its locales, and one that others link to is not read again when its own turn comes.
    """

    def __init__(
        self, desk: Desk, now: datetime | None = None, checkings: Checkings | None = None
    ) -> None:
        """Begin with nothing read; raises L10nError as `Checkings` does, where none are given.

        `now` decides on embargoes; by default it is the present.
        """
        self._now = now or datetime.now(UTC)
        self.checkings = checkings or Checkings(desk)
        self._catalogs = Catalogs(desk)
        self._reader = Reader(desk.workspace)
        self._signoffs = Signoffs(desk.workspace)
        self._taken_back = TakenBack(desk)
        self._made: Recent[tuple[str, str], Assessment] = Recent()
        self._terms: dict[tuple[str, str, str], Terms] = {}

    def expect(self, coming: Callable[[str], bool]) -> None:
        """Take links to some pages to lead there, whether these are made before or after."""
        self._reader.coming = coming

    def of(self, job: Job) -> Assessment:
        """The assessment of one article in one locale.

        An article without a catalog counts as one whose entries are all empty. Raises L10nError for
        what cannot be read, and for a catalog that is not whole.
        """
        return self._made.get((job.name, job.locale), lambda: self._assess(job))

    def translators(self, job: Job, found: Assessment) -> tuple[str, ...]:
        """Whoever translated what an assessment is of, by name, as far as that is known.

        Only for a version that is written: git is asked.
        """
        return self._signoffs.translators_of(job, found.signoff, found.catalog)

    def taken_back(self, job: Job) -> str:
        """Names what decides, of articles that are gone, on whether this one may be published."""
        return self._taken_back.state(job)

    def handed_on(self) -> Seen:
        """What was seen of catalogs, for the process that this one works for."""
        return self._catalogs.handed_on()

    def take_over(self, seen: Seen) -> None:
        """Keep what another process has seen of them as one's own."""
        self._catalogs.take_over(seen)

    def close(self) -> None:
        """Keep for later commands what was seen of catalogs."""
        self._catalogs.save()
        self._catalogs.close()

    def _assess(self, job: Job) -> Assessment:
        source = self._reader.source(job.name, job.workflow).into(job.locale)
        workspace = self._reader.workspace
        _document, found = self._catalogs.read(job.name, job.locale)
        catalog = found or Catalog()
        path = workspace.drafts_path(job.locale, job.name)
        _document, records = load_drafts(workspace, path)
        texts = offered(catalog, records, self._settings(job, source, records))
        verdict = verdict_of(workspace, job, source, texts.catalog, self.checkings)
        policy = policy_of(job.workflow)
        signoff = self._signoffs.of(job, catalog)
        chosen = choose(source.segments, texts, verdict.findings, policy, signoff)
        choice = replace(chosen, left=source.untranslated)
        standing = texts_of(source, texts, choice if policy.source_for_missing else None)
        made_of = self._signoffs.made_of(job, standing, records, signoff)
        objection = too_much_machine(made_of, signoff.rules)
        kept_back = embargo(job, source.article.source, self._now)
        unjudged = None
        if policy.source_for_missing:
            entries = texts.catalog.by_key()
            unjudged = signoff.unjudged(entries[key] for key in source.keys if key in entries)
        returned = self._taken_back.objection(job, source)
        found_against = (each for each in (objection, unjudged, returned) if each is not None)
        against = (*found_against, *kept_back.objections)
        made = Assessment(
            source=source,
            catalog=catalog,
            records=records,
            texts=texts,
            verdict=verdict,
            choice=choice,
            publishable=False,
            signoff=signoff,
            made_of=made_of,
            objections=tuple(placed_objection(workspace, job, each) for each in against),
            release_at=kept_back.until,
            address=own_address(job, source.article.source),
            notices=load_history(workspace, job.locale, job.name)[1].notices,
        )
        addenda = read_addenda(workspace, job.locale, job.name)
        if addenda:
            anchorage = Anchorage(source.article, source.format, addenda, job.locale)
            lost = (*made.objections, *adrift(workspace, job, anchorage.lost))
            made = replace(made, addenda=addenda, objections=lost)
        if made.objections or (choice.blockers and not policy.source_for_missing):
            return made
        try:
            made = self._telling(job, made)
        except L10nError as error:
            return replace(made, unlabelled=error)
        metadata = job.workflow.metadata
        if has_bylines(source.article):
            terms = self.checkings.glossary_of(job.workflow)
            metadata = with_glossary(metadata, terms, source.article.locale, (job.locale,))
        edits = visible_edits(source.article, source.format, metadata, job.locale)
        visible = tuple(each.text for each in edits)
        return replace(made, publishable=True, metadata=metadata, visible=visible)

    def told(self, job: Job, found: Assessment, choice: ChosenTargets) -> Assessment:
        """The assessment of other targets of the same texts: with what is to be told of those.

        Raises WorkflowError where there is no wording of the label.
        """
        standing = texts_of(found.source, found.texts, choice)
        made_of = self._signoffs.made_of(job, standing, found.records, found.signoff)
        return self._telling(job, replace(found, choice=choice, made_of=made_of))

    def _telling(self, job: Job, found: Assessment) -> Assessment:
        """The same with its label, and what it says to machines."""
        states = states_of(job, found.choice, found.made_of)
        notice = label_of(job, states)
        made = Made(states, found.made_of, notice, found.address)
        return replace(found, label=notice, statement=statement_of(job, made))

    def _settings(self, job: Job, source: Source, records: Iterable[DraftRecord]) -> str:
        """What a draft in the record must have been made with to stand in a version."""
        wanted = any(each.text for each in records)
        glossary = self.checkings.glossary_of(job.workflow).digest if wanted else ""
        return draft_settings(job.workflow, source.article.locale, glossary)

    def glossary_digest(self, job: Job, found: Assessment) -> str:
        """Name the desk's terms that the texts of an article hold; empty where there are none.

        SHA-256, in hexadecimal. Raises GlossaryError or FileError.
        """
        segments, pair = found.source.segments, (found.source.article.locale, job.locale)
        key = (job.workflow.name, *pair)
        if key not in self._terms:
            self._terms[key] = Terms(self.checkings.glossary_of(job.workflow), *pair)
        terms = find_terms(segments, self._terms[key]).mentioned
        return Glossary(tuple(terms)).digest if terms else ""


def placed_objection(workspace: Workspace, job: Job, objection: Objection) -> Objection:
    """An objection with the place of its rule in the workflow."""
    line = job.workflow.line("publish", objection.rule)
    shown = workspace.shown(job.workflow.path)
    return replace(objection, place=shown if line is None else f"{shown}:{line}")


def adrift(workspace: Workspace, job: Job, lost: Iterable[Adrift]) -> tuple[Objection, ...]:
    """That addenda have no place, each with the line that names it."""
    shown = workspace.shown(workspace.addenda_path(job.locale, job.name))
    return tuple(Objection(each.reason, place=f"{shown}:{each.addendum.line}") for each in lost)


def texts_of(
    source: Source, texts: Offered, choice: ChosenTargets | None
) -> dict[Key, Entry | None]:
    """Every text of an article with the entry that stands for it, None where the source does.

    Without a choice, that is each entry that has a target.
    """
    entries = texts.catalog.by_key()
    if choice is None:
        found = {key: entries.get(key) for key in source.keys}
        return {key: entry if entry and entry.target else None for key, entry in found.items()}
    placed = {source.segments[index].key for index, _target in choice.targets}
    return {key: entries.get(key) if key in placed else None for key in source.keys}


def policy_of(workflow: Workflow) -> Policy:
    """A workflow's publishing rules in the publish step's terms."""
    return Policy(
        drafts=workflow.publish.require == "draft",
        source_for_missing=workflow.publish.fallback == "source",
    )


def catalog_digest(found: Assessment) -> str:
    """Name the targets that a version is made of.

    SHA-256, in hexadecimal, of a JSON array: context, source and target of each segment.
    """
    return _digest(_targets(found))


def template_digest(found: Assessment, relink: Relink) -> str:
    """Name what a version is made of besides the article and the targets: addresses, the label,
    what it says of itself, what tables say in it, addenda.

    As `catalog_digest`. Where article, targets and this are equal, so is the text.
    """
    statement = found.statement
    linked = statement.linked_data and found.source.article.parsed.works
    more: list[object] = [
        found.address,
        sorted(statement.terms().items()),
        repr(statement) if linked else "",
        found.visible,
        [[each.place, each.anchor, each.text] for each in found.addenda],
        found.notices,
    ]
    return _digest([_addresses(found, relink), found.label, *more])


def targets_digest(found: Assessment, relink: Relink) -> str:
    """Both in one, as records have it that are older than `versions/`."""
    return _digest([_targets(found), _addresses(found, relink), found.label])


def is_made_of(version: Version, found: Assessment, relink: Relink) -> bool | None:
    """True for a version of just these targets and addresses; None where its record cannot tell."""
    if version.catalog:
        mine = (catalog_digest(found), template_digest(found, relink))
        return (version.catalog, version.template) == mine
    return version.targets == targets_digest(found, relink) if version.targets else None


def _targets(found: Assessment) -> list[list[str | None]]:
    segments = found.source.segments
    return [[*segments[index].key, target] for index, target in found.choice.targets]


def _addresses(found: Assessment, relink: Relink) -> list[str]:
    return [relink(link.url) for link in found.source.article.parsed.links]


def _digest(value: object) -> str:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def first_blockers(blockers: Iterable[Blocker]) -> tuple[Blocker, ...]:
    """One blocker for each entry, the first: an entry may stand in several places."""
    first: dict[Key, Blocker] = {}
    for blocker in blockers:
        first.setdefault(blocker.segment.key, blocker)
    return tuple(first.values())
