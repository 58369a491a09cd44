"""Assess: how far one article is in one locale, and whether it may be published."""

from dataclasses import dataclass

from l10n.catalog import Catalog
from l10n.checks import Finding
from l10n.errors import L10nError
from l10n.jobs.desk import Desk, Job, Source, read_catalog, read_source
from l10n.labels import label
from l10n.steps.proofread import proofread
from l10n.steps.publish import Choice, Policy, choose
from l10n.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Assessment:
    """An article with its catalog, its findings, and what a version would be made of."""

    source: Source
    catalog: Catalog
    findings: tuple[Finding, ...]
    choice: Choice
    publishable: bool
    """The workflow lets it be published as it is."""


def policy_of(workflow: Workflow) -> Policy:
    """Put a workflow's publishing rules into the publish step's terms."""
    return Policy(
        drafts=workflow.publish.require == "draft",
        source_for_missing=workflow.publish.fallback == "source",
    )


def assess(desk: Desk, job: Job) -> Assessment:
    """Read an article and its catalog and weigh them; raises L10nError for what cannot be read.

    An article without a catalog counts as one whose entries are all empty.
    """
    workspace = desk.workspace
    source = read_source(workspace, job.name, job.workflow)
    path = workspace.catalog_path(job.locale, job.name)
    _document, found = read_catalog(workspace, path)
    catalog = found or Catalog()
    findings = proofread(source.segments, catalog, source.article.locale, job.locale)
    policy = policy_of(job.workflow)
    choice = choose(source.segments, catalog, findings, policy)
    publishable = not choice.blockers or policy.source_for_missing
    return Assessment(source, catalog, findings, choice, publishable)


def label_of(job: Job, choice: Choice) -> str:
    """Give the notice to readers for a version; raises WorkflowError where there is no wording."""
    own = job.workflow.publish.label_for(job.locale)
    try:
        return label(job.locale, draft=choice.draft > 0, partial=choice.empty > 0, own=own)
    except L10nError as error:
        error.path = job.workflow.path
        raise
