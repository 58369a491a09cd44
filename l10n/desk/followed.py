"""What was brought up to date behind pages; and what has to be though no page has changed."""

from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.errors import L10nError

if TYPE_CHECKING:
    from l10n.desk.counterparts import Relinked


@dataclass(frozen=True, slots=True)
class Followed:
    """What was brought up to date."""

    relinked: "tuple[Relinked, ...]" = ()
    """Pages that name other counterparts now, since one of these has come or gone."""
    written: tuple[str, ...] = ()
    """Exports and feeds that were written, by their paths in the workspace."""
    removed: tuple[str, ...] = ()
    """Those that were removed, since there is nothing for them to show."""
    errors: tuple[L10nError, ...] = ()
    """What could not be done."""


NOTHING = Followed()
"""No page has come or gone."""


def lacks_feed(desk: Desk) -> bool:
    """True where a feed that a workflow asks for is not there."""
    paths = {
        workflow.site.feed.replace("{locale}", locale)
        for workflow in desk.workflows
        for locale in workflow.targets
        if workflow.site.feed
    }
    return any(desk.workspace.is_gone(desk.workspace.root / path) for path in paths)
