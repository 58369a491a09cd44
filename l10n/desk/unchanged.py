"""Unchanged: what an earlier run of a command found out about articles that are as they were."""

from functools import cached_property

from l10n.desk.attachments import stamps
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job
from l10n.desk.leads import Led
from l10n.desk.page_settings import PageSettings
from l10n.desk.relinking import Readiness
from l10n.store.document import Document, stamp
from l10n.store.index import Answer, Basis, Index, load

FILES = "files"
"""The key of an answer that names the files beside a page, and how they looked."""
COUNTERPARTS = "counterparts"
"""How the pages of an article in other locales looked, which it names."""
HEADINGS = "headings"
"""The headings of other articles that it links to, and the ids that they had in their pages."""
LINKS = "links"
"""In an answer: the articles that the article links to, and whether each was ready."""


class Unchanged:
    """The answers of one command, each for one article in one locale.

    An answer holds as long as the workflow is the same, the files of the article and those beside
    its page look as they did, its addresses lead to what they led to, and the articles that it
    links to are ready, or not, as they were.
    """

    def __init__(self, desk: Desk, purpose: str, checkings: Checkings) -> None:
        """Read the answers that a command keeps under its name."""
        self._workspace = desk.workspace
        self._purpose = purpose
        self._settings = PageSettings(desk, checkings)

    @cached_property
    def _index(self) -> Index:
        # A process that works for another never asks.
        return load(self._workspace.index_path, self._purpose)

    def basis(self, job: Job) -> Basis:
        """How the files of an article look now; to be taken before they are read."""
        workspace = self._workspace
        settings = self._settings.of(job.workflow)
        drafts = workspace.drafts_path(job.locale, job.name)
        files = (
            workspace.article_path(job.name),
            workspace.catalog_path(job.locale, job.name),
            drafts,
            workspace.former_path(drafts),
            workspace.addenda_path(job.locale, job.name),
            workspace.former_versions_path(job.locale, job.name),
            workspace.machine_path(job.locale, job.name),
            workspace.reviews_path(job.locale, job.name),
            workspace.published_path(job.locale, job.name),
            workspace.versions_path(job.locale, job.name),
        )
        return Basis(settings, tuple(map(stamp, files)))

    def with_page(self, basis: Basis, page: Document | None, record: Document) -> Basis:
        """The same basis after a page and its record of versions have been written."""
        return Basis(
            basis.settings, (*basis.files[:-2], None if page is None else page.stamp, record.stamp)
        )

    def answer(self, job: Job, basis: Basis) -> Answer | None:
        """What was found out, whatever has become of the articles that this one links to."""
        return self._index.answer(job.name, job.locale, basis)

    def linked_answer(self, job: Job, basis: Basis, ready: Readiness, led: Led) -> Answer | None:
        """What was found out, if what this article links to is there, and as ready, as then."""
        answer = self.answer(job, basis)
        if answer is None or not led.as_before(job.name, answer):
            return None
        links = answer.get(LINKS, {})
        files = answer.get(FILES, {})
        same = all(ready(name, job.locale) == before for name, before in links.items())
        same = same and all(
            ready.heading(name, job.locale, fragment) == before
            for name, fragment, before in answer.get(HEADINGS, ())
        )
        return answer if same and stamps(self._workspace, job, files) == files else None

    def note(self, job: Job, basis: Basis, answer: Answer) -> None:
        """Keep what was found out, from `save` on."""
        self._index.note(job.name, job.locale, basis, answer)

    def save(self) -> None:
        """Write what was noted; files that changed a moment ago are left for another look."""
        self._index.save()
