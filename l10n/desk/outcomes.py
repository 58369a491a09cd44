"""What has become of the articles of a command, each in each locale."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from l10n.dataclass import dataclass
from l10n.desk.desk import Agenda, Job, Progress, nobody_told
from l10n.errors import L10nError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcomes(Generic[T]):
    """Results in their order, and why there is none of the others."""

    results: tuple[T, ...]
    errors: tuple[L10nError, ...]
    """Those of the agenda among them; one of an article is there once, whatever its locales."""
    own: tuple[tuple[str, str], ...]
    """Articles, with the locale, that are in their only target locale already."""


def outcomes(
    agenda: Agenda,
    every: Iterable[tuple[Job, T | L10nError | None]],
    progress: Progress = nobody_told,
) -> Outcomes[T]:
    """Tell results from errors, and from None, for an article that is in the locale already."""
    results: list[T] = []
    errors = {(str(error), error.path): error for error in agenda.errors}
    own: list[tuple[str, str]] = []
    for number, (job, result) in enumerate(every):
        progress(number, len(agenda.jobs))
        if isinstance(result, L10nError):
            errors.setdefault((str(result), result.path), result)
        elif result is None:
            own.append((job.name, job.locale))
        else:
            results.append(result)
    return Outcomes(tuple(results), tuple(errors.values()), agenda.without_other_target(own))


def tried(
    jobs: Iterable[Job], act: Callable[[Job], T | None]
) -> Iterator[tuple[Job, T | L10nError | None]]:
    """Do something with every job; an error of one does not stop the others."""
    for job in jobs:
        result: T | L10nError | None
        try:
            result = act(job)
        except L10nError as error:
            result = error.kept()
        yield job, result
