"""A version of an article that may be published, on its way to its place; what is kept of it."""

from dataclasses import astuple

from l10n.dataclass import dataclass
from l10n.desk.attachments import Attachment
from l10n.desk.counterparts import stamps as counterpart_stamps
from l10n.desk.desk import Job
from l10n.desk.exports import stamps as export_stamps
from l10n.desk.placing import Address
from l10n.jobs.publish.refused import REFUSED, obstacles, problems
from l10n.jobs.publish.report import Release, Result, VersionCounts
from l10n.model.version import Version
from l10n.store.index import Answer, Basis
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Page:
    """What a version is made of, besides the files beside it."""

    basis: Basis
    text: str
    version: Version
    """Without the files beside it."""
    outcome: Release
    files: tuple[Attachment, ...]
    """Those that the article refers to and that stand beside the page."""
    depends: Answer
    """What it depends on in other articles, as the index keeps it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version that may be published, and is not written yet."""

    job: Job
    page: Page

    @property
    def at(self) -> Address:
        """Whose page it is."""
        return Address(self.job.name, self.job.locale)

    @property
    def text(self) -> str:
        """What readers find."""
        return self.page.text

    @property
    def version(self) -> Version:
        """Without the files beside it."""
        return self.page.version

    @property
    def outcome(self) -> Release:
        """What is told of it."""
        return self.page.outcome


def stamps_beside(workspace: Workspace, job: Job) -> list[object]:
    """How the pages that a page names look, and its exports, as JSON has it."""
    return [*counterpart_stamps(workspace, job), *export_stamps(workspace, job)]


def kept(release: Release) -> Answer:
    """What the index keeps of an article whose page is up to date now."""
    return {
        "version": release.version,
        "label": release.label,
        "counts": astuple(release.counts),
    }


def restored(job: Job, answer: Answer) -> Release | None:
    """What is told of an article that is as it was; None for one that is in the locale already."""
    if answer.get("own"):
        return None
    refused = answer.get(REFUSED)
    if refused is not None:
        return Release(
            article=job.name,
            locale=job.locale,
            result=Result.REFUSED,
            version=answer["version"],
            stays=answer["stays"],
            counts=VersionCounts(*answer["counts"]),
            kept=obstacles(refused),
            problems=problems(refused),
        )
    return Release(
        article=job.name,
        locale=job.locale,
        result=Result.UNCHANGED,
        version=answer["version"],
        label=answer["label"],
        counts=VersionCounts(*answer["counts"]),
    )
