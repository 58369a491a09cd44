"""What earlier versions of the tool kept beside the pages: `.versions.jsonl` and `.v<n>`.

It is read together with `versions/`, and moves there with the next command that publishes. What a
record said becomes the same versions wherever and however often it is read, so that two clones
that both moved it have them once.
"""

import itertools
from collections.abc import Iterable, Iterator

from l10n.dataclass import dataclass
from l10n.model.version import FIRST, UPDATE, Version, named
from l10n.store import jsonl
from l10n.store.document import Document
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """A line of a record as it was: what it says is said by `Version` in the same words."""

    number: int
    """Counted from 1; two branches that both published have one number twice."""
    text: str
    source: str
    date: str
    empty: int = 0
    draft: int = 0
    translated: int = 0
    label: str = ""
    by_hand: bool = False
    targets: str = ""
    left: int = 0
    pending: bool = False
    """Its text may not have been written: a publish that was cut short left this behind."""
    files: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for what no version can say."""
        if self.number < 1:
            raise ValueError
        self.version(())

    def version(self, parents: tuple[str, ...]) -> Version:
        """The same as a version; raises ValueError for what none can say."""
        return named(
            Version(
                id="",
                kind=UPDATE if parents else FIRST,
                text=self.text,
                date=self.date,
                parents=parents,
                source=self.source,
                targets=self.targets,
                empty=self.empty,
                draft=self.draft,
                translated=self.translated,
                left=self.left,
                label=self.label,
                by_hand=self.by_hand,
                files=self.files,
            )
        )


def former_versions(workspace: Workspace, locale: str, name: str) -> tuple[Version, ...]:
    """The versions of a record beside the page; empty where there is none.

    Raises CatalogError for what is damaged.
    """
    _document, numbered = numbered_versions(workspace, locale, name)
    return tuple(version for _number, version in numbered)


def numbered_versions(
    workspace: Workspace, locale: str, name: str
) -> tuple[Document | None, tuple[tuple[int, Version], ...]]:
    """The record beside the page, and what it says, each version with its number there.

    One number may stand twice. The newest is left out if its text was never written.
    """
    path = workspace.former_versions_path(locale, name)
    document, records = jsonl.load(workspace, path, FormerVersion)
    found = sorted(records, key=lambda each: (each.number, each.date, each.text))
    if found and any(each.pending for each in found):
        page = workspace.read_if_there(workspace.former_page_path(locale, name))
        digest = None if page is None else page.digest
        newest = found[-1].number
        found = [
            each
            for each in found
            if not each.pending or each.number != newest or each.text == digest
        ]
    return document, tuple(_chained(found))


def _chained(records: Iterable[FormerVersion]) -> Iterator[tuple[int, Version]]:
    """Each version with those of the number before as its parents."""
    parents: tuple[str, ...] = ()
    for number, alike in itertools.groupby(records, key=lambda each: each.number):
        made = [each.version(parents) for each in alike]
        yield from ((number, each) for each in made)
        parents = tuple(sorted(each.id for each in made))
