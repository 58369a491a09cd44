"""Where the pages of an article are served, and what stands in the way of telling."""

import re
from pathlib import PurePosixPath

from l10n.desk.desk import Job
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.frontmatter.field import MatterError
from l10n.messages import N_, message
from l10n.model.article import Problem, line_at, line_starts
from l10n.model.paths import FIELD
from l10n.model.site import DATED, NAME_DATE
from l10n.model.workflow import Workflow
from l10n.regex import regex

_OWN = ("url", "permalink", "slug")
"""Fields of front matter by which an article says its own address."""
_DATE = regex(
    r"""^[ \t]*["']?date["']?[ \t]*[:=][ \t]*["']?(\d{4})-(\d\d?)-(\d\d?)""", re.MULTILINE
)


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
    if (dated := _other_date(workflow, name, source)) is not None:
        text = N_("its `date` is another than that in its name, which addresses of its pages have")
        return Problem(line_at(line_starts(source), dated), message(text), lasting=True)
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


def _other_date(workflow: Workflow, name: str, source: str) -> int | None:
    """Where front matter says another date than the name of an article; None where none does.

    Jekyll goes by that one where addresses have a date.
    """
    matter = frontmatter.find(source, loose=True)
    said = (
        None if matter is None else _DATE.search(source, matter.content.start, matter.content.end)
    )
    own = NAME_DATE.match(PurePosixPath(name).name)
    if said is None or own is None or not {*FIELD.findall(workflow.site.page)} & {*DATED}:
        return None
    same = [int(said[n]) for n in (1, 2, 3)] == [int(own[n]) for n in (1, 2, 3)]
    return None if same else said.start(1)


def own_address(job: Job, source: str) -> str:
    """The address of an article's page; empty where nobody can tell. `source` is its text."""
    if says_address(job.workflow, job.name, source) is not None:
        return ""
    return job.workflow.site.page_url(job.locale, job.name, job.workflow.source)
