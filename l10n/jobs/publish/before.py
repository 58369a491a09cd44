"""What publishing knows before it reads anything; that is all where nothing has changed."""

from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Wanted
from l10n.desk.exposed import exposed
from l10n.desk.followed import lacks_feed
from l10n.desk.last_look import LastLook, published_from
from l10n.desk.page_settings import PageSettings
from l10n.desk.stray_addenda import stray_addenda
from l10n.errors import L10nError
from l10n.jobs.publish.report import PublishReport, ReleaseOptions
from l10n.store.index import digest

JOBS = "jobs"
"""Of a look: the number of pages."""


class Before:
    """How a desk publishes, and what has changed since it did the last time."""

    def __init__(
        self,
        desk: Desk,
        wanted: Wanted,
        options: ReleaseOptions,
        settled: tuple[L10nError, ...],
    ) -> None:
        """Look at all files, where no more is asked for than what has changed; read none.

        `settled` is what was wrong with what earlier commands had begun. Raises L10nError as
        `Checkings` does.
        """
        self.desk = desk
        self.wanted = wanted
        self._settled = settled
        self.checkings = Checkings(desk)
        settings = PageSettings(desk, self.checkings)
        narrow = wanted == Wanted() and not options.complete and options.correction is None
        # Exports may be anywhere.
        narrow = narrow and not any(each.publish.also for each in desk.workflows)
        self.last = LastLook(
            desk,
            "publish",
            published_from(desk) if narrow else (),
            digest([settings.of(each) for each in desk.workflows]),
            linked=True,
        )
        self.agenda = desk.agenda(wanted if self.last.articles is None else self.last.wanted)

    def errors(self) -> dict[tuple[str, object], L10nError]:
        """What is wrong with the desk, whatever becomes of its articles, each once."""
        stray = stray_addenda(self.desk, self.wanted)
        found = (*self._settled, *exposed(self.desk), *self.agenda.errors, *stray)
        # Two names that differ in what cannot be shown read alike.
        return {(str(error), error.path): error for error in found}

    def nothing_to_do(self) -> PublishReport | None:
        """The report where no page has to be looked at; None where one may have to be."""
        said = self.last.said
        if self.last.articles != frozenset() or said is None or self.agenda.jobs:
            return None
        if lacks_feed(self.desk):
            return None
        return PublishReport((), tuple(self.errors().values()), unchanged=said[JOBS])
