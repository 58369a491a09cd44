"""Rollback: a page reads again as an earlier version did; nothing is deleted by it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from l10n.dataclass import dataclass
from l10n.desk.attachments import Attachment, Shelf
from l10n.desk.desk import Desk
from l10n.desk.followed import NOTHING, Followed
from l10n.desk.following import follow
from l10n.desk.joint_release import settle
from l10n.desk.placing import Address, Standing, put, standing
from l10n.desk.published import bytes_of, one_address, version_named
from l10n.errors import L10nError, RefusedError, UsageError
from l10n.messages import _
from l10n.model.article import Problem
from l10n.model.signature import shown_date
from l10n.model.version import RETRACTION, UPDATE, Version


@dataclass(frozen=True, slots=True)
class Rollback:
    """How a page is brought back."""

    now: datetime
    version: str | None = None
    """The version as a person named it; None for the one before that which counts."""
    reason: str = ""
    editor: str = ""
    replace_edited: bool = False
    """A page that was changed by hand is replaced; its text is kept as a version."""


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What became of the page."""

    at: Address
    page: str
    """Its path in the workspace."""
    restored: int
    """The number of the version whose text it has now."""
    number: int
    """The number of the new version that says so; of the one that counted where nothing is new."""
    new: bool
    held: bool
    """A later version was made, and publishing does not bring it back by itself."""
    problems: tuple[Problem, ...] = ()
    """Files beside the page that could not be brought back."""
    followed: Followed = NOTHING
    """What was brought along: pages in other languages, feeds, exports."""
    errors: tuple[L10nError, ...] = ()


def rollback(desk: Desk, article: str, locales: Sequence[str], how: Rollback) -> RolledBack:
    """Bring back an earlier version of a page, also where it was taken back.

    Raises UsageError for a version that there is not, FileError for one whose text is lost, and
    RefusedError for a page that was changed by hand.
    """
    workspace = desk.workspace
    with workspace.locked():
        errors = settle(desk)
        at = one_address(desk, article, locales)
        place = standing(workspace, at)
        wanted = _wanted(at, place, how.version)
        if place.reads(wanted):
            return _unchanged(desk, at, place, wanted, errors)
        text = bytes_of(workspace, at, wanted)
        shelf = Shelf(workspace)
        files, problems = shelf.put(
            at.locale, at.name, (Attachment(name, 0) for name, _ in wanted.files), wanted.files
        )
        made = place.history.made_from(wanted)
        version = replace(
            made,
            id="",
            kind=UPDATE,
            text=wanted.text,
            date=shown_date(how.now),
            parents=(),
            restores=wanted.restores or wanted.id,
            editor=how.editor,
            reason=how.reason,
            notice="",
            by_hand=False,
            interrupted=False,
            linked=False,
            files=files,
        )
        placed = put(workspace, at, text, version, replace_edited=how.replace_edited)
        shelf.drop(at.locale, at.name, placed.dropped)
        faults = list(errors)
        followed = follow(desk, (at.name,), how.now)
        faults += followed.errors
        after = standing(workspace, at)
    current = after.current
    return RolledBack(
        at=at,
        page=workspace.shown(workspace.published_path(at.locale, at.name)),
        restored=place.history.number(wanted),
        number=placed.number,
        new=placed.new,
        held=current is not None and after.history.is_held(current),
        problems=problems,
        followed=followed,
        errors=tuple(faults),
    )


def _unchanged(
    desk: Desk, at: Address, place: Standing, wanted: Version, errors: tuple[L10nError, ...]
) -> RolledBack:
    """What is told where the page reads so already."""
    current = place.current or wanted
    return RolledBack(
        at=at,
        page=desk.workspace.shown(desk.workspace.published_path(at.locale, at.name)),
        restored=place.history.number(wanted),
        number=place.history.number(current),
        new=False,
        held=place.history.is_held(current),
        errors=errors,
    )


def _wanted(at: Address, place: Standing, name: str | None) -> Version:
    """The version to bring back."""
    history = place.history
    if name is not None:
        found = version_named(history, name)
        if found.kind == RETRACTION:
            raise UsageError(
                _("version {number} took the page back; it has no text").format(
                    number=history.number(found)
                ),
                code="USE-068",
                remedy=_("name the version before it, or run `l10n retract`"),
            )
        return found
    current = history.retraction or place.current
    before = None if current is None else history.before(current)
    if before is None:
        raise RefusedError(
            _("there is no version before the one that counts"),
            code="PUB-042",
            path=at.name,
            remedy=_("to take the page back altogether, run `l10n retract`"),
        )
    return before
