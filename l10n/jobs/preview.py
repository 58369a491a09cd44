"""Preview: what a person sees of an article before it is published, as a page."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from l10n import __version__
from l10n.checks import Finding
from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job, Wanted
from l10n.desk.outcomes import outcomes, tried
from l10n.desk.publishability import Assessment, Assessments, first_blockers
from l10n.errors import L10nError
from l10n.language.locales import direction, language_name
from l10n.messages import _, language, ngettext
from l10n.model.approval import ApprovalState
from l10n.model.draft_records import authorship, records_by_entry
from l10n.model.segment import Key
from l10n.preview.composing import Known, rows
from l10n.preview.frame import start
from l10n.preview.page import MARK, page
from l10n.preview.sheet import Sheet, Side, Stage
from l10n.steps.approval import approvals
from l10n.store.report_files import write_report
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace

_STAGES = {
    ApprovalState.APPROVED: Stage.APPROVED,
    ApprovalState.CHANGED: Stage.CHANGED,
    ApprovalState.REJECTED: Stage.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Preview:
    """The page of one article in one locale."""

    article: str
    locale: str
    html: str


@dataclass(frozen=True, slots=True)
class PreviewReport:
    """The pages that were made."""

    previews: tuple[Preview, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""


def preview(desk: Desk, wanted: Wanted, made: str) -> PreviewReport:
    """Make the pages of all wanted articles and locales; writes nothing.

    `made` is the moment that they name, as people read it. One article that fails does not stop the
    others. Raises L10nError where checks cannot be prepared, as `Checkings` says.
    """
    agenda = desk.agenda(wanted)
    assessments = Assessments(desk)

    def made_of(job: Job) -> Preview | None:
        found = assessments.of(job)
        if found.source.article.locale == job.locale:
            return None
        sheet = _sheet(job, found, _signed(desk, job, found), made)
        return Preview(job.name, job.locale, page(sheet))

    found = outcomes(agenda, tried(agenda.jobs, made_of))
    assessments.close()
    return PreviewReport(found.results, found.errors, found.own)


def _sheet(job: Job, found: Assessment, signed: dict[Key, Stage], made: str) -> Sheet:
    article, spoken = found.source.article, language()
    records = records_by_entry(found.records)
    entries = found.catalog.by_key()
    findings: dict[Key, list[Finding]] = {}
    for each in found.verdict.findings:
        findings.setdefault(each.key, []).append(each)
    known = Known(
        entries=entries,
        authors={key: authorship(entry, records) for key, entry in entries.items()},
        findings={key: tuple(some) for key, some in findings.items()},
        signed=signed,
        language=job.workflow.notes,
    )
    return Sheet(
        article=job.name,
        language=spoken,
        source=_side(article.locale, spoken),
        target=_side(job.locale, spoken),
        rows=rows(article.parsed.blocks, found.source.segments, known),
        facts=tuple(_facts(found)),
        problems=tuple(
            _("line {line}: {problem}").format(line=each.line, problem=each.message.text())
            for each in found.source.remarks
        ),
        version=__version__,
        made=made,
    )


def _signed(desk: Desk, job: Job, found: Assessment) -> dict[Key, Stage]:
    """What signatures say of the entries that they were made for; raises L10nError."""
    path = desk.workspace.reviews_path(job.locale, job.name)
    _document, signatures = load_reviews(desk.workspace, path)
    signed = approvals(found.catalog.entries, signatures)
    return {key: _STAGES[approval.state] for key, approval in signed.items()}


def _side(locale: str, spoken: str) -> Side:
    return Side(locale, language_name(locale, spoken), direction(locale))


def _facts(found: Assessment) -> Iterator[str]:
    """What is to be known before a page is published."""
    blockers = first_blockers(found.choice.blockers)
    if found.unlabelled is not None:
        yield _("Cannot be published: its label is missing.")
    elif not found.publishable:
        number = len(blockers)
        yield ngettext(
            "Cannot be published: {n} entry stands in the way.",
            "Cannot be published: {n} entries stand in the way.",
            number,
        ).format(n=number)
    elif found.label:
        yield _("Can be published, labelled “{label}”.").format(label=found.label)
    else:
        yield _("Can be published.")


def write_previews(
    workspace: Workspace, previews: Sequence[Preview], output: Path | None
) -> tuple[Path, ...]:
    """Write pages, each over nothing but an earlier preview, and return where they are.

    Without `output` they go into the cache. Raises UsageError where something else stands in the
    place, FileError for what cannot be written.
    """
    written: list[Path] = []
    for each in previews:
        path = output or workspace.preview_path(each.locale, each.article)
        if output is None:
            workspace.guard(path)
        write_report(path, each.html, (start(MARK),))
        written.append(path)
    return tuple(written)
