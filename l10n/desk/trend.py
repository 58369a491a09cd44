"""The trend: how far each locale was at earlier commits, from the catalogs that git has."""

from collections import defaultdict
from pathlib import Path

from l10n.errors import L10nError
from l10n.exchange.po.counting import count_po
from l10n.model.counts import Counts
from l10n.reports.report import Moment
from l10n.store.git import Git
from l10n.store.history import History
from l10n.store.places import CATALOGS
from l10n.store.workspace import Workspace

COMMITS = 30
"""Commits that a trend is made of, at most one a day."""


def trend(workspace: Workspace) -> tuple[Moment, ...]:
    """A moment for each locale at each chosen commit; none without git or a repository.

    A catalog that cannot be read as it was then is left out.
    """
    history = History(Git(), workspace.root / CATALOGS)
    commits = history.commits(COMMITS)
    wanted = (
        digest for each in commits for name, digest in each.files.items() if name.endswith(".po")
    )
    counts: dict[str, Counts] = {}
    for digest, data in history.contents(wanted):
        try:
            counts[digest] = count_po(data, Path(digest)).counts
        except L10nError:
            continue
    moments: list[Moment] = []
    for commit in commits:
        found: dict[str, Counts] = defaultdict(Counts)
        for name, digest in commit.files.items():
            locale, _slash, rest = name.partition("/")
            if rest and digest in counts:
                found[locale] += counts[digest]
        moments += (
            Moment(
                commit.day,
                locale,
                empty=each.empty.entries,
                draft=each.draft.entries,
                translated=each.translated.entries,
            )
            for locale, each in sorted(found.items())
        )
    return tuple(moments)
