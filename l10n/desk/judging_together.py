"""Judging many articles: by this process, and by others where that pays."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job
from l10n.desk.judged import Judged
from l10n.desk.judging import Fresh, Judging, Looked
from l10n.desk.workers.crew import Crew, Kind
from l10n.desk.workers.desks import DeskHand, Opened, Place, Places
from l10n.desk.workers.tasks import Work
from l10n.errors import L10nError

_MAKER = f"{__name__}:JudgingHand"


@dataclass(frozen=True, slots=True)
class Orders:
    """How another process judges."""

    opened: Opened
    keep: bool
    """What is seen of catalogs is kept."""
    comparing: bool
    """What is judged is compared across the desk."""


class JudgingHand(DeskHand):
    """Judges articles for another process."""

    def __init__(self, orders: Orders) -> None:
        """Open the desk; nothing is judged yet."""
        super().__init__(orders.opened)
        self._judging = Judging(self.desk, Checkings(self.desk), keep=orders.keep)
        self._judging.comparing = orders.comparing

    def judge(self, place: Place) -> Fresh | L10nError:
        """One article in one locale."""
        try:
            fresh = self._judging.fresh(self.job(place))
        except L10nError as error:
            return error.kept()
        return replace(fresh, seen=self._judging.handed_on())


def judged(
    desk: Desk, judging: Judging, jobs: Sequence[Job], *, keep: bool = True
) -> Generator[tuple[Job, Judged | L10nError | None]]:
    """Every job with its judgement, in order, as `Judging.judged` gives them, or with its error.

    What was found out is kept in `judging`, and with `keep` what was seen of catalogs.
    """
    places = Places(desk)

    def here(looked: Looked) -> Fresh | L10nError:
        try:
            return judging.fresh(looked.job)
        except L10nError as error:
            return error.kept()

    kind = Kind(
        "judge",
        weigh=lambda looked: looked.weight,
        packed=lambda looked: places.of(looked.job),
        here=here,
        reference=lambda looked: desk.workspace.reference(looked.job.name),
    )

    def work() -> Work:
        return Work(_MAKER, Orders(Opened.of(desk), keep, judging.comparing))

    with Crew[Looked](desk.jobs, work, desk.workspace.watch.add) as crew:
        for outcome in crew.outcomes(map(judging.look, jobs), kind):
            looked, fresh = outcome.of, outcome.result
            if fresh is None:
                yield looked.job, looked.judged
            elif isinstance(fresh, L10nError):
                yield looked.job, fresh
            else:
                judging.take_in(looked, fresh)
                yield looked.job, fresh.judged
