"""Retract: a page is taken back; a notice stands in its place, or nothing does."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.attachments import Shelf
from l10n.desk.desk import Desk
from l10n.desk.followed import NOTHING, Followed
from l10n.desk.following import follow
from l10n.desk.joint_release import settle
from l10n.desk.leading_here import Leading, leading_here
from l10n.desk.placing import Address, Standing, finish_retraction, standing, take_back
from l10n.desk.published import published
from l10n.desk.wording import in_one_language
from l10n.errors import L10nError, RefusedError
from l10n.language.notices import RETRACTED, notice
from l10n.messages import _
from l10n.model.signature import shown_date
from l10n.model.version import RETRACTION, Version
from l10n.model.version_rules import NO_VERSION_RULES
from l10n.steps.retracted import retracted_page


@dataclass(frozen=True, slots=True)
class Retraction:
    """How pages are taken back."""

    now: datetime
    reason: str
    editor: str = ""
    """Who answers for it: "Name <mail>"; empty where nobody knows."""
    notice: str = ""
    """What readers are told instead of the desk's usual words."""


@dataclass(frozen=True, slots=True)
class Retracted:
    """What became of one page."""

    at: Address
    page: str
    """Its path in the workspace."""
    number: int
    new: bool
    """False where it was taken back before."""
    notice: str
    """What stands in its place; empty where it was removed."""


@dataclass(frozen=True, slots=True)
class RetractReport:
    """What became of all pages of an article."""

    pages: tuple[Retracted, ...]
    leading: tuple[Leading, ...] = ()
    """Links of other articles to it, which readers may follow still."""
    followed: Followed = NOTHING
    """What does not name the page any more: pages in other languages, feeds, exports."""
    errors: tuple[L10nError, ...] = ()


def retract(
    desk: Desk, articles: Sequence[str], locales: Iterable[str], how: Retraction
) -> RetractReport:
    """Take back the pages of some articles, which may be gone; their versions are kept.

    What the workflow says decides whether a notice stands in the place of a page. A page that a
    person changed by hand is taken back as well, and its text kept. Raises UsageError for what was
    never published, and for words of one language on pages in several.
    """
    pages: list[Retracted] = []
    with desk.workspace.locked():
        errors = list(settle(desk))
        found = published(desk, articles, locales)
        in_one_language(how.notice, sorted({at.locale for at in found}))
        errors += found.problems
        run = _Run(desk, how)
        for at in found:
            try:
                pages.append(run.retracted(at))
            except L10nError as error:
                errors.append(error.kept())
        names = dict.fromkeys(each.at.name for each in pages)
        followed = follow(desk, names, how.now)
        errors += followed.errors
    leading, unread = leading_here(desk, names)
    return RetractReport(tuple(pages), tuple(leading), followed, (*errors, *unread))


class _Run:
    def __init__(self, desk: Desk, how: Retraction) -> None:
        self.desk = desk
        self.how = how
        self.shelf = Shelf(desk.workspace)

    def retracted(self, at: Address) -> Retracted:
        """Take back one page."""
        workspace = self.desk.workspace
        place = standing(workspace, at)
        page = workspace.shown(workspace.published_path(at.locale, at.name))
        before = place.history.retraction
        known = place.page is None or place.history.of_text(place.page.digest) is not None
        if before is not None and known:
            finish_retraction(workspace, at, place, before)
            number = place.history.number(before)
            return Retracted(at, page, number, new=False, notice=before.notice)
        words, text = self._notice(at, place)
        version = Version(
            id="",
            kind=RETRACTION,
            text="" if text is None else hashlib.sha256(text).hexdigest(),
            date=shown_date(self.how.now),
            editor=self.how.editor,
            reason=self.how.reason,
            notice=words,
        )
        placed = take_back(workspace, at, text, version)
        self.shelf.drop(at.locale, at.name, placed.dropped)
        return Retracted(at, page, placed.number, new=True, notice=words)

    def _notice(self, at: Address, place: Standing) -> tuple[str, bytes | None]:
        """What readers are told, and the page that says so; nothing where it is removed."""
        workflow = self.desk.workflow_of(at.name)
        rules = NO_VERSION_RULES if workflow is None else workflow.publish.versions
        if rules.retraction == "remove":
            return "", None
        words = self.how.notice
        if not words:
            own = rules.words(rules.retracted, at.locale)
            day = self.how.now.date()
            try:
                words = notice(RETRACTED, at.locale, day, own, "retracted")
            except L10nError as error:
                raise (error if workflow is None else error.at(path=workflow.path)) from error
        conventions = () if workflow is None else (workflow.conventions,)
        format = plugins.format_for(at.name, *conventions)
        former = "" if place.page is None else place.page.data.decode("utf-8", "replace")
        page = None if format is None else retracted_page(format, former, at.locale, words)
        if page is None:
            raise RefusedError(
                _("no notice can be written in this format"),
                code="PUB-041",
                path=self.desk.workspace.reference(at.name),
                remedy=_('write retraction = "remove" in [publish] of the workflow'),
            )
        return words, page.encode()
