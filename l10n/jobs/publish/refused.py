"""Refused articles as the index keeps them: told again without being read, while nothing changes.

Besides what decides on a page that was published (`desk.unchanged`) these do: the time, and whether
an article that is gone was taken back. What has objections is read each time.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from l10n.desk.desk import Job
from l10n.desk.embargo import embargo
from l10n.desk.pages_to_come import PagesToCome
from l10n.desk.problems import packed_message, packed_problems, unpacked_problems
from l10n.desk.publishability import Assessment, Assessments
from l10n.desk.targets import Finder
from l10n.jobs.publish.report import FIRST, Obstacles, Release
from l10n.messages import languages, unpacked
from l10n.model.article import Problem
from l10n.steps.publish import Obstacle
from l10n.store.index import Answer

REFUSED = "refused"
"""In an answer: what stood in the way of a page."""
_FIRST, _NUMBER, _PROBLEMS = "first", "number", "problems"
_DECIDED, _LATEST = "decided", "latest"
_EVER = datetime.min.replace(tzinfo=UTC)


class Refusals:
    """What one command keeps of refused articles, and whether what was kept still holds."""

    def __init__(
        self, assessments: Assessments, coming: PagesToCome, finder: Finder, now: datetime
    ) -> None:
        """Begin with nothing known; `now` decides on embargoes."""
        self._assessments = assessments
        self._coming = coming
        self._finder = finder
        self._now = now

    def kept(self, job: Job, found: Assessment, release: Release) -> Answer | None:
        """What the index keeps of a refusal; None where more is said than it can tell again."""
        # Of a problem that one locale has, the index would not know which.
        own = any(each.locales or each.language for each in release.problems)
        # Git may have had no time to tell, and be quicker the next time.
        untold = found.signoff.translators.unknown is not None
        more = found.objections or found.unlabelled or own or untold
        article = found.source.article
        if more or not release.blockers or self._coming.is_linked(article, self._finder):
            return None
        # No time is yet to come, but another command may say that it is earlier.
        latest = embargo(job, article.source, _EVER).until
        first = [
            [each.line, packed_message(each.reason), each.rule] for each in release.obstacles.first
        ]
        return {
            _FIRST: first,
            _NUMBER: release.obstacles.number,
            _PROBLEMS: packed_problems(release.problems),
            _DECIDED: self._decided(job),
            _LATEST: None if latest is None else latest.isoformat(),
        }

    def hold(self, job: Job, answer: Answer) -> bool:
        """True for an answer that is of no refusal, or of one that would be the same now."""
        said = answer.get(REFUSED)
        if said is None:
            return True
        try:
            obstacles(said)
            latest = said[_LATEST]
            due = latest is None or datetime.fromisoformat(latest) <= self._now
            return due and bool(said[_DECIDED] == self._decided(job))
        except (KeyError, TypeError, ValueError):
            # The index is a cache, and somebody may have changed it by hand.
            return False

    def _decided(self, job: Job) -> list[object]:
        # A reason may have another in it, in the language that was spoken.
        return [list(languages()), self._assessments.taken_back(job)]


def problems(said: Answer) -> tuple[Problem, ...]:
    """What was told of the article, as it was kept."""
    return unpacked_problems(said.get(_PROBLEMS))


def obstacles(said: Answer) -> Obstacles:
    """What stood in the way, as it was kept; raises KeyError, TypeError, ValueError."""
    rows: Sequence[tuple[int, object, str]] = said[_FIRST]
    first = tuple(Obstacle(int(line), unpacked(words), str(rule)) for line, words, rule in rows)
    number = int(said[_NUMBER])
    if len(first) != min(number, FIRST):
        raise ValueError
    return Obstacles(first, number)
