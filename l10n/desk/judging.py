"""Judging: what checks find in the catalogs of a desk, kept as long as nothing has changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

from l10n import __version__
from l10n.checks import Finding, Severity
from l10n.checks.terms.desk import Rendered, Spot, rendered
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job
from l10n.desk.problems import packed_message, packed_problems, unpacked_problems
from l10n.desk.reading import Reader, Recent, Source
from l10n.desk.whole import Catalogs
from l10n.errors import CheckError
from l10n.messages import Message, unpacked
from l10n.model.article import Problem, Span
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.counts import Counts, Tally, count
from l10n.model.segment import Key
from l10n.steps.coverage import Cover, cover_of
from l10n.steps.proofread import Verdict, ignored, judge
from l10n.store.document import stamp
from l10n.store.index import Answer, Basis, Index, digest, load
from l10n.store.workspace import Workspace

FORM = 2
"""Number of the shape of answers, to be raised when something else is kept."""
PURPOSE = "check"
"""Under which the index keeps them, for all commands."""
TEXTS = "check texts"
"""Under which it keeps what a desk's translations are compared by."""


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """What a check found in an entry, and where that stands."""

    check: str
    severity: Severity
    message: Message
    line: int
    """The first line of the article in which the text stands, from 1."""
    key: Key
    target: str
    state: State
    source_spans: tuple[Span, ...] = ()
    """The words of the source that are meant, in characters of the entry's text."""
    target_spans: tuple[Span, ...] = ()
    silenced: bool = False
    """A translator's comment says that it is to be left alone."""


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings there are of each severity, and how many that count for nothing."""

    errors: int = 0
    warnings: int = 0
    hints: int = 0
    silenced: int = 0
    """Those that a translator's comment silences, whatever their severity."""

    def __add__(self, other: "FindingCounts") -> "FindingCounts":
        """Add the counts of two catalogs."""
        return FindingCounts(
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.hints + other.hints,
            self.silenced + other.silenced,
        )


def counted(findings: Iterable[LocatedFinding]) -> FindingCounts:
    """Count findings by severity."""
    found = Counter(None if each.silenced else each.severity for each in findings)
    severities = (Severity.ERROR, Severity.WARNING, Severity.HINT, None)
    return FindingCounts(*(found[severity] for severity in severities))


NOTHING = Cover()


@dataclass(frozen=True, slots=True)
class Judged:
    """The catalog of one article in one locale, judged."""

    article: str
    locale: str
    workflow: str
    there: bool
    """There is a catalog."""
    current: bool
    """The catalog holds just the segments that the article has now."""
    counts: Counts
    """Its entries as they stand."""
    cover: Cover = NOTHING
    """What a gate goes by: what the article has to have, and what of it is translated and sound."""
    findings: tuple[LocatedFinding, ...] = ()
    """In the order of the article, those that are silenced among them."""
    problems: tuple[Problem, ...] = ()
    """What of the article could not be carried into a page."""

    @property
    def finding_counts(self) -> FindingCounts:
        """How many findings there are."""
        return counted(self.findings)


class Judging:
    """Judges the catalogs of one command; what was found out is kept for later commands."""

    def __init__(self, desk: Desk, checkings: Checkings, *, keep: bool = True) -> None:
        """Read what earlier commands found out; without `keep` nothing is kept for later ones."""
        self._workspace = desk.workspace
        self._checkings = checkings
        self._keep = keep
        self._catalogs = Catalogs(desk, keep=keep)
        self._reader = Reader(desk.workspace)
        self._index = load(desk.workspace.index_path, PURPOSE)
        self._settings: dict[str, str] = {}
        self._texts: Index | None = None
        self._again: Recent[tuple[str, str], tuple[object, Catalog | None]] = Recent()

    def with_texts(self) -> "Judging":
        """The same, but what it judges from now on can be compared across the desk."""
        self._texts = load(self._workspace.index_path, TEXTS)
        return self

    def judged(self, job: Job) -> Judged | None:
        """One article in one locale; None where it is in that locale already.

        Raises L10nError for what cannot be read, for a catalog that is not whole, and for a check
        of another package that fails.
        """
        basis = self._basis(job)
        answer = self._index.answer(job.name, job.locale, basis)
        if answer is not None and (self._texts is None or self._known_texts(job, basis)):
            try:
                return _restored(job, answer)
            except (LookupError, TypeError, ValueError):
                # The index is a cache, and somebody changed it by hand.
                pass
        made = self._judge(job, basis)
        self._index.note(job.name, job.locale, basis, _kept(made))
        return made

    def rendered(self, job: Job) -> Iterator[Rendered]:
        """The translated entries of an article that was judged, as small as a desk needs them."""
        answer = self._known_texts(job, self._basis(job)) or {}
        for number, source, target in answer.get("texts", ()):
            yield Rendered(Spot(job.name, job.locale, number), source, target)

    def entry(self, spot: Spot) -> Entry:
        """The entry at a spot, read again; raises L10nError, LookupError where it has gone."""
        where = (spot.article, spot.locale)
        _document, catalog = self._again.get(where, lambda: self._catalogs.read(*where))
        if catalog is None:
            raise LookupError(where)
        return catalog.active()[spot.number]

    def _known_texts(self, job: Job, basis: Basis) -> Answer | None:
        return None if self._texts is None else self._texts.fresh(job.name, job.locale, basis)

    def _note_texts(self, job: Job, basis: Basis, catalog: Catalog | None) -> None:
        if self._texts is None:
            return
        texts = []
        for number, entry in enumerate(catalog.active() if catalog else ()):
            if entry.state is State.TRANSLATED:
                made = rendered(Spot(job.name, job.locale, number), entry.key, entry.target)
                texts.append([number, made.source, made.target])
        self._texts.note(job.name, job.locale, basis, {"texts": texts})

    def close(self) -> None:
        """Keep what was found out."""
        if self._keep:
            self._catalogs.save()
        self._index.save()
        if self._texts is not None:
            self._texts.save()
        self._catalogs.close()

    def _basis(self, job: Job) -> Basis:
        settings = self._settings.get(job.workflow.name)
        if settings is None:
            value = [__version__, FORM, self._checkings.stamps, repr(job.workflow)]
            settings = self._settings[job.workflow.name] = digest(value)
        workspace = self._workspace
        files = (
            workspace.article_path(job.name),
            workspace.catalog_path(job.locale, job.name),
        )
        return Basis(settings, tuple(map(stamp, files)))

    def _judge(self, job: Job, basis: Basis) -> Judged | None:
        source = self._reader.source(job.name, job.workflow).into(job.locale)
        if source.article.locale == job.locale:
            return None
        _document, catalog = self._catalogs.read(job.name, job.locale)
        self._note_texts(job, basis, catalog)
        if catalog is None:
            return Judged(
                job.name,
                job.locale,
                job.workflow.name,
                there=False,
                current=not source.segments,
                counts=Counts(left=source.untranslated),
                cover=cover_of(source.keys, None, Verdict(), left=source.untranslated),
                problems=source.remarks,
            )
        verdict = verdict_of(self._workspace, job, source, catalog, self._checkings)
        current = set(source.keys) == catalog.by_key().keys()
        return Judged(
            job.name,
            job.locale,
            job.workflow.name,
            there=True,
            current=current,
            counts=replace(count(catalog), left=source.untranslated),
            cover=cover_of(source.keys, catalog, verdict, left=source.untranslated),
            findings=tuple(located(source, catalog, verdict)),
            problems=source.remarks,
        )


def verdict_of(
    workspace: Workspace, job: Job, source: Source, catalog: Catalog, checkings: Checkings
) -> Verdict:
    """What the workflow's checks say of an article's catalog; raises CheckError with its path."""
    checking = checkings.of(job.workflow)
    try:
        return judge(
            source.segments,
            catalog,
            source=source.article.locale,
            target=job.locale,
            checking=checking,
        )
    except CheckError as error:
        path = workspace.shown(workspace.catalog_path(job.locale, job.name))
        raise error.at(path=path) from error


def located(source: Source, catalog: Catalog, verdict: Verdict) -> Iterator[LocatedFinding]:
    """The findings of a verdict in the order of the article, with their places and texts."""
    lines = {each.key: each.place.line for each in reversed(source.segments)}
    order = {
        key: number for number, key in enumerate(dict.fromkeys(s.key for s in source.segments))
    }
    entries = catalog.by_key()
    every = [(each, False) for each in verdict.findings] + [
        (each, True) for each in verdict.silenced
    ]
    for finding, silenced in sorted(every, key=lambda each: order[each[0].key]):
        entry = entries.get(finding.key)
        yield LocatedFinding(
            check=finding.check,
            severity=finding.severity,
            message=finding.message,
            line=lines[finding.key],
            key=finding.key,
            target="" if entry is None else entry.target,
            state=State.EMPTY if entry is None else entry.state,
            source_spans=finding.source,
            target_spans=finding.target,
            silenced=silenced,
        )


def located_in(entry: Entry, finding: Finding) -> LocatedFinding:
    """A finding of an entry by itself; its line is that of the entry's first place."""
    return LocatedFinding(
        check=finding.check,
        severity=finding.severity,
        message=finding.message,
        line=entry.references[0].line if entry.references else 1,
        key=entry.key,
        target=entry.target,
        state=entry.state,
        source_spans=finding.source,
        target_spans=finding.target,
        silenced=finding.check in ignored(entry.comment),
    )


def in_order(findings: Iterable[LocatedFinding]) -> tuple[LocatedFinding, ...]:
    """Findings by line, those of one entry together."""
    return tuple(sorted(findings, key=lambda each: each.line))


def _kept(made: Judged | None) -> Answer:
    """A judgement as the index keeps it."""
    if made is None:
        return {"own": True}
    counts = made.counts
    return {
        "there": made.there,
        "current": made.current,
        "counts": [*map(astuple, (counts.empty, counts.draft, counts.translated)), counts.left],
        "cover": astuple(made.cover),
        "problems": packed_problems(made.problems),
        "findings": [
            [
                each.check,
                each.severity.value,
                packed_message(each.message),
                each.line,
                each.key,
                each.target,
                each.state.value,
                [astuple(span) for span in each.source_spans],
                [astuple(span) for span in each.target_spans],
                each.silenced,
            ]
            for each in made.findings
        ],
    }


def _restored(job: Job, answer: Answer) -> Judged | None:
    """The judgement that was kept; raises LookupError, TypeError or ValueError for none."""
    if answer.get("own"):
        return None
    empty, draft, translated, left = answer["counts"]
    needed, covered, older = answer["cover"]
    return Judged(
        job.name,
        job.locale,
        job.workflow.name,
        there=bool(answer["there"]),
        current=bool(answer["current"]),
        counts=Counts(Tally(*empty), Tally(*draft), Tally(*translated), int(left)),
        cover=Cover(Tally(*needed), Tally(*covered), int(older)),
        findings=tuple(map(_finding, answer["findings"])),
        problems=unpacked_problems(answer["problems"]),
    )


def _finding(kept: Sequence[Any]) -> LocatedFinding:
    check, severity, words, line, (context, text), target, state, ours, theirs, silenced = kept
    return LocatedFinding(
        check=str(check),
        severity=Severity(severity),
        message=unpacked(words),
        line=int(line),
        key=(context, text),
        target=target,
        state=State(state),
        source_spans=tuple(Span(*span) for span in ours),
        target_spans=tuple(Span(*span) for span in theirs),
        silenced=bool(silenced),
    )
