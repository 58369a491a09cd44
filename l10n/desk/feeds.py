"""Feeds: an Atom file for each locale, with the newest pages, made anew when one comes or goes."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.page_addresses import says_address
from l10n.desk.page_reading import read_page, told_by
from l10n.desk.placing import Address, standing
from l10n.errors import L10nError
from l10n.model.site import Site
from l10n.model.version import RETRACTION, History, Version
from l10n.model.workflow import Workflow
from l10n.steps.atom import Feed, FeedEntry, atom
from l10n.store.document import stamp
from l10n.store.generated import BLANK, MARK, put_generated, sealed
from l10n.store.index import Answer, Basis, Index, digest, load

NEWEST = 50
"""Pages that a feed has at most."""
FORM = 1
"""Number of the shape of what is kept of a page."""
PURPOSE = "feed"
"""Under which the index keeps it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A feed that workflows ask for: those that name one path share it."""

    path: str
    site: Site
    locale: str

    def is_asked_by(self, workflow: Workflow) -> bool:
        """True if a workflow names this feed."""
        return workflow.site.feed.replace("{locale}", self.locale) == self.path


def written_feeds(desk: Desk, errors: list[L10nError]) -> Iterator[str]:
    """Bring all feeds up to date; the paths of those that changed. To be called under the lock.

    What cannot be done is added to `errors`. A page is read only if it is not as it was.
    """
    places: dict[str, _Place] = {}
    for workflow in desk.workflows:
        for locale in workflow.targets if workflow.site.feed else ():
            path = workflow.site.feed.replace("{locale}", locale)
            places.setdefault(path, _Place(path, workflow.site, locale))
    if not places:
        return
    index = load(desk.workspace.index_path, PURPOSE)
    names = desk.workspace.page_names()
    errors += names.problems
    for place in places.values():
        try:
            if _written(desk, place, _answers(desk, index, place, names, errors)):
                yield place.path
        except L10nError as error:
            errors.append(error.kept())
    index.save()


def _answers(
    desk: Desk,
    index: Index,
    place: _Place,
    names: Iterable[tuple[str, str]],
    errors: list[L10nError],
) -> Iterator[Answer]:
    """What a feed says of each page of its workflows and its locale.

    A page that cannot be read is left out; what is wrong with it is added to `errors`.
    """
    for locale, name in names:
        if locale != place.locale:
            continue
        try:
            workflow = desk.workflow_of(name)
            if workflow is not None and place.is_asked_by(workflow):
                yield _known(desk, index, workflow, Address(name, locale))
        except L10nError as error:
            errors.append(error.kept())


def _written(desk: Desk, place: _Place, answers: Iterable[Answer]) -> bool:
    found = list(answers)
    path = desk.workspace.root / place.path
    dates = [each["updated"] for each in found if each]
    if not dates:
        return False
    pages = sorted(
        (each for each in found if each.get("url")),
        key=lambda each: (each["updated"], each["id"]),
        reverse=True,
    )
    entries = tuple(
        FeedEntry(
            id=each["id"],
            url=each["url"],
            title=each["title"],
            updated=each["updated"],
            published=each["published"],
            authors=tuple(each["authors"]),
            summary=each["summary"],
        )
        for each in pages[:NEWEST]
    )
    site = place.site
    feed = Feed(
        url=site.feed_url(place.locale),
        site=f"{site.url}/",
        title=site.name(place.locale),
        locale=place.locale,
        updated=max(dates),
        entries=entries,
    )
    text = sealed(atom(feed, f"made by l10n publish; {MARK}: {BLANK}"))
    return put_generated(desk.workspace, path, text)


def _known(desk: Desk, index: Index, workflow: Workflow, at: Address) -> Answer:
    """What a feed says of a page, kept as long as page and record look as they did."""
    workspace = desk.workspace
    paths = (
        workspace.published_path(at.locale, at.name),
        workspace.versions_path(at.locale, at.name),
    )
    settings = digest([FORM, repr(workflow)])
    basis = Basis(settings, tuple(map(stamp, paths)))
    answer = index.answer(at.name, at.locale, basis)
    if answer is None:
        answer = _told(desk, workflow, at)
        index.note(at.name, at.locale, basis, answer)
    return answer


def _told(desk: Desk, workflow: Workflow, at: Address) -> Answer:
    """What a feed says of a page; the date alone of one that readers do not find."""
    place = standing(desk.workspace, at)
    if place.current is None:
        return {}
    told: Answer = {"updated": _changed(place.history, place.current)}
    if place.page is None or place.current.kind == RETRACTION:
        return told
    url = workflow.site.page_url(at.locale, at.name, workflow.source)
    text = place.page.text()
    if not url or says_address(workflow, at.name, text) is not None:
        return told
    page = read_page(workflow, at.name, text, told_by(place.current))
    first = place.history.versions[0]
    return {
        **told,
        "id": _id(workflow.site, at.locale, first),
        "url": url,
        "title": page.title,
        "summary": page.summary,
        "authors": list(page.authors),
        "published": first.date,
    }


def _changed(history: History, current: Version) -> str:
    """When a page last changed for its readers: other addresses of its counterparts do not."""
    return history.made(current).date


def _id(site: Site, locale: str, first: Version) -> str:
    """A tag (RFC 4151) of the page's first version, which goes along when it is renamed."""
    host = site.url.partition("://")[2].partition("/")[0].partition(":")[0]
    return f"tag:{host},{first.date[:10]}:{quote(locale)}/{first.id[:16]}"
