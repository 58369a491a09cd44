"""Counterparts: the pages of an article in all languages, which name one another.

A page that says that it is the English form of another has to be named by that one too, or search
engines believe neither. So a page of another locale changes when one is published or taken back:
nothing in it but the list, as a version of its own that says so (`linked`).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from datetime import datetime

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job
from l10n.desk.placing import Address, Standing, edited, put, standing
from l10n.errors import ConflictError, L10nError
from l10n.formats.counterparts import exchanged
from l10n.messages import _
from l10n.model.counterparts import ALONE, Alternates, Counterparts
from l10n.model.signature import shown_date
from l10n.model.version import UPDATE
from l10n.store.document import stamp
from l10n.store.workspace import Workspace

DEFAULT = "x-default"

Served = Callable[[str, str], bool]
"""True for a locale and article whose page readers find, or will find after this command."""


def _is_served(place: Standing) -> bool:
    """True for a page that stands in its place and was not taken back."""
    return place.page is not None and place.current is not None and place.history.retraction is None


def counterparts(job: Job, language: str, own: str, there: Served) -> Counterparts:
    """What a page says of its address and its counterparts; `language` is that of the article."""
    site = job.workflow.site
    if not own or not site.hreflang:
        return ALONE
    return Counterparts(own, _alternates(job, language, there), site.alternates)


def _alternates(job: Job, language: str, there: Served) -> Alternates:
    site, source = job.workflow.site, job.workflow.source
    original = site.original_url(job.name, source)
    found = {language: original} if original else {}
    for target in job.workflow.targets:
        if target in (*found, language):
            # An article is not published in its own language.
            continue
        if target == job.locale or there(target, job.name):
            found[target] = site.page_url(target, job.name, source)
    if original:
        found[DEFAULT] = original
    return tuple(found.items())


def listed_in(text: str, said: Counterparts) -> Alternates:
    """The counterparts that a page really lists: Markdown may have no field for them."""
    alternates = said.alternates
    return alternates if exchanged(text, alternates, alternates) is not None else ()


def only_relinked(workspace: Workspace, at: Address, text: str, after: Alternates) -> bool:
    """True for a text that is the page with other counterparts, and nothing else."""
    found = standing(workspace, at)
    if found.page is None or found.current is None or found.edited:
        return False
    before = found.history.made_from(found.current).alternates
    return before != after and exchanged(found.page.text(), before, after) == text


def stamps(workspace: Workspace, job: Job) -> list[object]:
    """How the pages of an article in other locales look, and their records, as JSON has it."""
    if not job.workflow.site.url or not job.workflow.site.hreflang:
        return []
    others = (each for each in job.workflow.targets if each != job.locale)
    paths = (
        path
        for each in others
        for path in (
            workspace.published_path(each, job.name),
            workspace.versions_path(each, job.name),
        )
    )
    return [None if (found := stamp(path)) is None else list(astuple(found)) for path in paths]


@dataclass(frozen=True, slots=True)
class Relinked:
    """A page that names other counterparts now."""

    article: str
    locale: str
    version: int


def relinked(
    desk: Desk, names: Iterable[str], now: datetime, errors: list[L10nError]
) -> Iterator[Relinked]:
    """Bring the lists of counterparts in all pages of some articles up to date.

    To be called under the lock, when one of their pages has come or gone. What cannot be done is
    added to `errors`.
    """
    for name in dict.fromkeys(names):
        try:
            workflow = desk.workflow_of(name)
        except L10nError:
            continue
        if workflow is None or not workflow.site.url or not workflow.site.hreflang:
            continue
        places: dict[str, Standing] = {}
        for locale in workflow.targets:
            try:
                places[locale] = standing(desk.workspace, Address(name, locale))
            except L10nError as error:
                errors.append(error.kept())
        for locale in places:
            try:
                number = _relinked(desk.workspace, Job(name, locale, workflow), places, now)
            except L10nError as error:
                errors.append(error.kept())
                continue
            if number:
                yield Relinked(name, locale, number)


def _relinked(workspace: Workspace, job: Job, places: Mapping[str, Standing], now: datetime) -> int:
    """The number of the version that names other counterparts; 0 where nothing has to change.

    `places` has the pages of the article in all locales.
    """

    def there(locale: str, _name: str) -> bool:
        return locale in places and _is_served(places[locale])

    at = Address(job.name, job.locale)
    found = places[job.locale]
    if found.current is None or found.page is None or found.interrupted:
        return 0
    if not _is_served(found):
        return 0
    before = found.history.made_from(found.current).alternates
    after = _alternates(job, _language(job, before), there)
    if not before or before == after:
        return 0
    if found.edited:
        raise edited(workspace, found)
    text = exchanged(found.page.text(), before, after)
    if text is None:
        raise ConflictError(
            _("does not list its counterparts as it was published"),
            code="PUB-031",
            path=workspace.shown(found.page.path),
            remedy=_("publish the article again"),
        )
    version = replace(
        found.history.made_from(found.current),
        id="",
        kind=UPDATE,
        parents=(),
        text=hashlib.sha256(text.encode()).hexdigest(),
        date=shown_date(now),
        alternates=after,
        linked=True,
        reason="",
        by_hand=False,
        interrupted=False,
    )
    return put(workspace, at, text.encode(), version, replace_edited=False).number


def _language(job: Job, alternates: Alternates) -> str:
    """The language of the article, as its page has it."""
    original = job.workflow.site.original_url(job.name, job.workflow.source)
    tags = (tag for tag, url in alternates if url == original and tag != DEFAULT)
    return next(tags, job.workflow.source)
