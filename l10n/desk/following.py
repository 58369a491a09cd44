"""What follows a page that has come, changed or gone: its counterparts, exports, feeds."""

from collections.abc import Iterable
from datetime import datetime

from l10n.desk.counterparts import relinked
from l10n.desk.desk import Desk, Job
from l10n.desk.exports import exported
from l10n.desk.followed import NOTHING, Followed, lacks_feed
from l10n.errors import L10nError


def follow(desk: Desk, names: Iterable[str], now: datetime) -> Followed:
    """Bring along what depends on the pages of some articles; to be called under the lock.

    Every command that writes a page or takes one back ends with this. Run again it changes nothing.
    """
    some = tuple(dict.fromkeys(names))
    if not some and not lacks_feed(desk):
        return NOTHING
    errors: list[L10nError] = []
    led = tuple(relinked(desk, some, now, errors))
    written: list[str] = []
    for job in _jobs(desk, some):
        try:
            written += exported(desk.workspace, job)
        except L10nError as error:
            errors.append(error.kept())
    if any(workflow.site.feed for workflow in desk.workflows):
        from l10n.desk.feeds import written_feeds

        written += written_feeds(desk, errors)
    root = desk.workspace.root
    gone = frozenset(path for path in written if desk.workspace.is_gone(root / path))
    kept = tuple(path for path in written if path not in gone)
    return Followed(led, kept, tuple(sorted(gone)), tuple(errors))


def _jobs(desk: Desk, names: Iterable[str]) -> Iterable[Job]:
    for name in names:
        try:
            workflow = desk.workflow_of(name)
        except L10nError:
            # `agenda` tells of it.
            continue
        if workflow is not None:
            yield from (Job(name, locale, workflow) for locale in workflow.targets)
