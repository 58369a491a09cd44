"""One run of check: all catalogs are judged, then compared across the desk."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from l10n.checks import Finding
from l10n.checks.terms.desk import consistency, differing
from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Agenda, Desk, Job, Progress
from l10n.desk.judged import Judged
from l10n.desk.judging import Judging, in_order, located_in
from l10n.desk.judging_together import judged
from l10n.desk.outcomes import outcomes
from l10n.errors import L10nError
from l10n.model.catalog import Entry

COMPARING = consistency.name
"""The check that compares the articles of a desk."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run has found."""

    judged: tuple[Judged, ...]
    errors: tuple[L10nError, ...]
    own: tuple[tuple[str, str], ...]
    whole: bool
    """All was compared that is to be: nothing was saved in this very moment."""
    outside: Mapping[str, bool]
    """What addresses lead to that is not among the articles, as `Led` has it."""


def run(
    desk: Desk, agenda: Agenda, checkings: Checkings, progress: Progress, *, compared: bool
) -> Ran:
    """Judge the catalogs of an agenda; compare them across the desk, if that is asked for."""
    judging = Judging(desk, checkings)
    if compared:
        judging.with_texts()
    with closing(judged(desk, judging, agenda.jobs)) as every:
        ran = outcomes(agenda, every, progress)
    found, whole = ran.results, True
    if compared:
        try:
            found = tuple(_compared(judging, agenda.jobs, found, checkings))
        except (LookupError, L10nError):
            # What was saved in this very moment is compared by the next check.
            whole = False
    judging.close()
    progress(len(agenda.jobs), len(agenda.jobs))
    return Ran(found, ran.errors, ran.own, whole, judging.led.outside)


def _compared(
    judging: Judging, jobs: Sequence[Job], found: Sequence[Judged], checkings: Checkings
) -> Iterator[Judged]:
    """Add to what was judged the texts that other articles of the desk translate otherwise."""
    levels = {job.workflow.name: checkings.level(job.workflow, consistency) for job in jobs}
    asked = [job for job in jobs if levels[job.workflow.name] is not None]
    entries = (each for job in asked for each in judging.rendered(job))
    more: dict[tuple[str, str], list[tuple[Entry, Finding]]] = {}
    for spot, finding in differing(entries, judging.entry):
        more.setdefault((spot.article, spot.locale), []).append((judging.entry(spot), finding))
    for each in found:
        mine = more.get((each.article, each.locale), ())
        level = levels.get(each.workflow)
        extra = tuple(
            located_in(entry, replace(finding, severity=level or finding.severity))
            for entry, finding in mine
        )
        yield replace(each, findings=in_order((*each.findings, *extra))) if extra else each
