"""What is kept of an article's standing, so that it is told again while nothing has changed."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from l10n.desk.judged import FindingCounts
from l10n.desk.problems import packed_problems, unpacked_problems
from l10n.jobs.status.report import EntryCounts, PageState, PublishedPage, Standing
from l10n.model.counts import Tally
from l10n.store.index import Answer


def kept(standing: Standing) -> Answer:
    """A standing without its details, as the index keeps it."""
    counts, page = standing.counts, standing.page
    return {
        "counts": astuple(counts),
        "findings": astuple(standing.findings),
        "page": [page.state.value, page.version, page.date, page.outdated],
        "publishable": standing.publishable,
        "label_missing": standing.label_missing,
        "problems": packed_problems(standing.problems),
        "rules": standing.rules,
    }


def _counts(values: Sequence[Any]) -> EntryCounts:
    """Counts as the index has them: tallies are pairs there."""
    made: list[Any] = [Tally(*each) if isinstance(each, Sequence) else each for each in values]
    return EntryCounts(*made)


def restored(where: tuple[str, str], workflow: str, answer: Answer) -> Standing:
    """The standing of an article in a locale; raises LookupError, TypeError or ValueError."""
    article, locale = where
    state, version, date, outdated = answer["page"]
    return Standing(
        article=article,
        locale=locale,
        workflow=workflow,
        counts=_counts(answer["counts"]),
        findings=FindingCounts(*answer["findings"]),
        page=PublishedPage(PageState(state), version, date, outdated=outdated),
        publishable=answer["publishable"],
        label_missing=answer["label_missing"],
        problems=unpacked_problems(answer["problems"]),
        rules=tuple(answer["rules"]),
    )
