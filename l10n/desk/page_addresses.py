"""Where the pages of an article are served, and what stands in the way of telling."""

from l10n.desk.desk import Job
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.frontmatter.field import MatterError
from l10n.messages import N_, message
from l10n.model.article import Problem, line_at, line_starts
from l10n.model.workflow import Workflow

_OWN = ("url", "permalink", "slug")
"""Fields of front matter by which an article says its own address."""


def says_address(workflow: Workflow, name: str, source: str) -> Problem | None:
    """What is told of an article whose pages have no address that anybody can tell; else None."""
    site = workflow.site
    if not site.url:
        return None
    field = _own_field(source)
    if field is not None:
        text = N_("the article says its own `{field}`; its pages name no counterparts")
        line = line_at(line_starts(source), field[1])
        return Problem(line, message(text, field=field[0]), lasting=True)
    if not site.page_url(workflow.targets[0], name, workflow.source):
        text = N_("its name begins with no date, which the addresses of its pages have")
        return Problem(1, message(text), lasting=True)
    return None


def _own_field(source: str) -> tuple[str, int] | None:
    matter = frontmatter.find(source, loose=True)
    if matter is None:
        return None
    try:
        found = frontmatter.located(source, matter)
    except MatterError:
        return None
    return next(((each.path, each.span.start) for each in found if each.path in _OWN), None)


def own_address(job: Job, source: str) -> str:
    """The address of an article's page; empty where nobody can tell. `source` is its text."""
    if says_address(job.workflow, job.name, source) is not None:
        return ""
    return job.workflow.site.page_url(job.locale, job.name, job.workflow.source)
