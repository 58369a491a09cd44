"""Embargoes: when an article may be published, as its front matter or the workflow has it."""

from collections.abc import Iterator
from datetime import datetime

from l10n.dataclass import dataclass
from l10n.desk.desk import Job
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.frontmatter.field import MatterError
from l10n.formats.frontmatter.value import value_of
from l10n.messages import N_, message
from l10n.model.moments import moment
from l10n.model.workflow import names
from l10n.steps.signoff import Objection

RULE = "release_at"
FIELD_RULE = "release_at_field"


@dataclass(frozen=True, slots=True)
class Embargo:
    """What keeps an article back, for now or until its time can be read."""

    objections: tuple[Objection, ...] = ()
    until: datetime | None = None
    """The time that is yet to come; None where there is none, or nobody can tell."""


FREE = Embargo()


def embargo(job: Job, source: str, now: datetime) -> Embargo:
    """What keeps an article back at a time; the latest of several times counts.

    A time without its offset from UTC is none: nobody can tell which hour is meant.
    """
    rules = job.workflow.publish.versions
    objections: list[Objection] = []
    times: list[tuple[datetime, str]] = [
        (time, RULE) for pattern, time in rules.releases if names((pattern,), job.name)
    ]
    for found in _stated(source, rules.release_field):
        if isinstance(found, Objection):
            objections.append(found)
        else:
            times.append((found, FIELD_RULE))
    until, rule = max(times, default=(now, ""), key=lambda each: each[0])
    if until > now:
        text = N_("may be published from {time} on")
        objections.append(Objection(message(text, time=until.isoformat()), rule))
        return Embargo(tuple(objections), until)
    return Embargo(tuple(objections)) if objections else FREE


def _stated(source: str, field: str) -> Iterator[datetime | Objection]:
    """The time in the front matter, or why it cannot be read."""
    matter = frontmatter.find(source, loose=True) if field else None
    if matter is None:
        return
    try:
        value = value_of(source, matter, field)
    except MatterError as error:
        text = N_("{field} cannot be read, and with it when this may be published: {why}")
        yield Objection(message(text, field=field, why=error.reason.text()), FIELD_RULE)
        return
    if value is None:
        return
    time = moment(value)
    if time is None:
        text = N_("{field} = {value} has no time with its offset from UTC (+02:00), as it needs")
        yield Objection(message(text, field=field, value=str(value)[:80]), FIELD_RULE)
    else:
        yield time
