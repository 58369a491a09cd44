"""Assess: how far one article is in one locale, and whether it may be published."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from l10n import plugins
from l10n.checks import Finding
from l10n.desk.desk import Desk, Job
from l10n.desk.reading import Source, read_catalog, read_source
from l10n.errors import CheckError, L10nError
from l10n.language.labels import label
from l10n.model.catalog import Catalog
from l10n.model.workflow import Workflow
from l10n.steps.proofread import CHECKS, proofread
from l10n.steps.publish import Blocker, Choice, Policy, Relink, choose
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Assessment:
    """An article with its catalog, its findings, and what a version would be made of."""

    source: Source
    catalog: Catalog
    findings: tuple[Finding, ...]
    choice: Choice
    publishable: bool
    """The workflow lets it be published as it is."""
    label: str = ""
    """What its readers would be told."""
    unlabelled: L10nError | None = None
    """All that stands in the way: there is no wording of the label in this locale."""


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
    findings = _findings(workspace, job, source, catalog)
    policy = policy_of(job.workflow)
    choice = choose(source.segments, catalog, findings, policy)
    if choice.blockers and not policy.source_for_missing:
        return Assessment(source, catalog, findings, choice, publishable=False)
    try:
        told = label_of(job, choice)
    except L10nError as error:
        return Assessment(source, catalog, findings, choice, False, unlabelled=error)
    return Assessment(source, catalog, findings, choice, True, told)


def _findings(
    workspace: Workspace, job: Job, source: Source, catalog: Catalog
) -> tuple[Finding, ...]:
    """What all checks find, those of other packages last."""
    every = (*CHECKS, *plugins.checks())
    try:
        return proofread(source.segments, catalog, source.article.locale, job.locale, every)
    except CheckError as error:
        path = workspace.shown(workspace.catalog_path(job.locale, job.name))
        raise error.at(path=path) from error


def label_of(job: Job, choice: Choice) -> str:
    """Give the notice to readers for a version; raises WorkflowError where there is no wording."""
    own = job.workflow.publish.label_for(job.locale)
    try:
        return label(job.locale, draft=choice.draft > 0, partial=choice.empty > 0, own=own)
    except L10nError as error:
        raise error.at(path=job.workflow.path) from error


def basis(found: Assessment, relink: Relink) -> str:
    """Name what a version is made from besides the article: targets, addresses, the label.

    SHA-256, in hexadecimal, of a JSON array. Equal for two assessments of one article, they give
    the same text.
    """
    segments = found.source.segments
    value = [
        [[*segments[index].key, target] for index, target in found.choice.targets],
        [relink(link.url) for link in found.source.article.parsed.links],
        found.label,
    ]
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def once(blockers: Iterable[Blocker]) -> Iterator[Blocker]:
    """Give one blocker for each entry, the first."""
    seen = set()
    for blocker in blockers:
        if blocker.segment.key not in seen:
            seen.add(blocker.segment.key)
            yield blocker
