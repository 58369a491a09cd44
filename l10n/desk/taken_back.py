"""Articles that are gone and were retracted: their text must not return under a new name."""

from collections.abc import Iterator
from functools import cached_property

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job
from l10n.desk.orphans import known_heirs
from l10n.desk.reading import Source
from l10n.errors import L10nError
from l10n.messages import N_, message
from l10n.shell import shell_words
from l10n.steps.signoff import Objection
from l10n.store.index import digest
from l10n.store.versions import load_history


@dataclass(frozen=True, slots=True)
class _Gone:
    name: str
    locale: str
    sources: frozenset[str]
    """The digests of all that it was published from."""


class TakenBack:
    """Tells whether an article that was never published is one that was taken back."""

    def __init__(self, desk: Desk) -> None:
        """Look at nothing yet."""
        self._desk = desk

    def objection(self, job: Job, source: Source) -> Objection | None:
        """Why an article has to be renamed by command first; None for any other.

        That is one without versions, whose bytes or most of whose texts are those of an article
        that is gone and stays retracted in this locale.
        """
        workspace = self._desk.workspace
        if not workspace.is_gone(workspace.versions_path(job.locale, job.name)):
            return None
        for each in self._gone:
            heir = self._heirs.get((each.name, each.locale)) == job.name
            if each.locale == job.locale and (heir or source.document.digest in each.sources):
                command = shell_words(("l10n", "rename"), (each.name, job.name))
                text = N_("reads as {name}, whose page was retracted; first: {command}")
                return Objection(message(text, name=each.name, command=command))
        return None

    def state(self, job: Job) -> str:
        """Names all that decides on `objection` besides the article; empty where nothing does."""
        workspace = self._desk.workspace
        if not workspace.is_gone(workspace.versions_path(job.locale, job.name)):
            return ""
        return self._state

    @cached_property
    def _state(self) -> str:
        if not self._gone:
            return ""
        gone = sorted((each.name, each.locale, sorted(each.sources)) for each in self._gone)
        return digest([gone, sorted([*where, heir] for where, heir in self._heirs.items())])

    @cached_property
    def _heirs(self) -> dict[tuple[str, str], str]:
        return known_heirs(self._desk)

    @cached_property
    def _gone(self) -> tuple[_Gone, ...]:
        return tuple(self._found())

    def _found(self) -> Iterator[_Gone]:
        workspace = self._desk.workspace
        for locale, name in workspace.page_names():
            try:
                if not workspace.is_gone(workspace.article_path(name)):
                    continue
                _record, history = load_history(workspace, locale, name)
            except L10nError:
                # Whoever publishes that page, or looks at it, is told.
                continue
            if history.retraction is not None:
                sources = (each.source for each in (*history.versions, *history.confirmations))
                yield _Gone(name, locale, frozenset(filter(None, sources)))
