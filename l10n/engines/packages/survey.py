"""Looking at the places where models of one kind lie: those that can be used, and the others."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from l10n.dataclass import dataclass
from l10n.errors import L10nError, ModelError
from l10n.store.walking import folders

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Survey(Generic[M]):
    """What stands in the places where models are looked for."""

    models: tuple[M, ...]
    """Those that can be used, in the order of their kind."""
    broken: tuple[ModelError, ...] = ()
    """Folders whose model cannot be used, and why; links that lead to none."""
    unreadable: tuple[ModelError, ...] = ()
    """Places that could not be looked into: what is there nobody knows."""
    lost: tuple[ModelError, ...] = ()
    """The links among what is broken: nobody knows which model they are to."""


def survey_of(
    places: Iterable[Path],
    read: Callable[[Path], M | None],
    told: Callable[[L10nError], ModelError],
) -> Survey[M]:
    """Read every folder in some places, sorted within each.

    `read` gives the model in a folder, None for something else that may stand there, and raises
    ModelError for one that cannot be used; `told` is the error of what could not be looked into.
    """
    models: list[M] = []
    broken: list[ModelError] = []
    unreadable: list[ModelError] = []
    lost: list[ModelError] = []
    for place in places:
        found = folders(place, str(place))
        for problem in found.problems:
            (unreadable if str(problem.path) == str(place) else lost).append(told(problem))
        for name in found:
            try:
                model = read(place / name)
            except ModelError as error:
                broken.append(error.kept())
                continue
            if model is not None:
                models.append(model)
    return Survey(tuple(models), (*broken, *lost), tuple(unreadable), tuple(lost))
