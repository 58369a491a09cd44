"""Diff: what became of a page from one version to another, word by word."""

from collections.abc import Sequence

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.placing import Address, standing
from l10n.desk.published import one_address, text_of, version_named
from l10n.errors import UsageError
from l10n.messages import _
from l10n.model.version import Version
from l10n.steps.words_diff import Change, word_diff


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions."""

    number: int
    version: Version


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a page."""

    at: Address
    old: Side
    new: Side
    changes: tuple[Change, ...]

    @property
    def is_none(self) -> bool:
        """True where both are the same to the letter."""
        return all(each.kind == "same" for each in self.changes)


@dataclass(frozen=True, slots=True)
class Sides:
    """Which versions to compare, as a person named them."""

    old: str
    new: str | None = None
    """None for the version that counts."""


def diff(desk: Desk, article: str, locales: Sequence[str], sides: Sides) -> Difference:
    """Compare two versions of a page.

    Raises UsageError for what was never published, and FileError for a text that is not kept.
    """
    at = one_address(desk, article, locales)
    place = standing(desk.workspace, at)
    history = place.history
    old = version_named(history, sides.old)
    new = place.current if sides.new is None else version_named(history, sides.new)
    if new is None:
        raise UsageError(
            _("“{name}” was never published").format(name=at.name),
            code="USE-061",
            remedy=_("`l10n log` lists what was"),
        )
    texts = [text_of(desk.workspace, at, each) for each in (old, new)]
    return Difference(
        at=at,
        old=Side(history.number(old), old),
        new=Side(history.number(new), new),
        changes=word_diff(*texts),
    )
