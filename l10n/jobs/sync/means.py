"""What a run drafts with: the engines of each workflow and the glossary, made when first needed."""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from l10n import __version__
from l10n.desk.checking import Checkings
from l10n.desk.draft_settings import drafting
from l10n.errors import EngineError
from l10n.glossary.terms import Glossary
from l10n.model.workflow import Workflow
from l10n.store.index import digest

if TYPE_CHECKING:
    from l10n.desk.engines import Around
    from l10n.engines.candidate import Candidate
    from l10n.engines.cluster.cluster import Cluster
    from l10n.glossary.finding import Finder
    from l10n.language.tables import Table


class Means:
    """The engines and terms of one run."""

    def __init__(
        self,
        checkings: Checkings,
        *,
        draft: bool,
        cluster: "Cluster | None" = None,
        threads: int = 0,
    ) -> None:
        """Take the glossary that checks go by; raises GlossaryError or FileError.

        Without `draft` there are no engines; with a `cluster` their texts go there. `threads` are
        the most that each may draft with here, 0 for as many as it likes.
        """
        self._threads = threads
        self._cluster = cluster
        self._expected = False
        """Something is there to draft for the cluster, which nobody need reach before."""
        self._checkings = checkings
        self.terms = checkings.glossary
        """All that there are: a mistake in them stops a run before anything is drafted."""
        self._checks = checkings.stamps
        self.failures: dict[str, EngineError] = {}
        """Engines that could not be made or could not work, each once, by what they say."""
        self._draft = draft
        self._finders: dict[tuple[str, str, str], Finder] = {}
        self._engines: dict[str, tuple[Candidate, ...]] = {}
        self._settings: dict[str, str] = {}

    def finder(self, workflow: Workflow, source: str, target: str) -> "Finder":
        """What finds the terms that a workflow uses, for a pair of locales."""
        from l10n.glossary.finding import Finder

        key = (workflow.name, source, target)
        if key not in self._finders:
            self._finders[key] = Finder(self._glossary(workflow), source, target)
        return self._finders[key]

    def _glossary(self, workflow: Workflow) -> Glossary:
        return self._checkings.glossary_of(workflow)

    def engines(self, workflow: Workflow) -> "tuple[Candidate, ...]":
        """The engines of a workflow that can be made; the others are in `failures`."""
        if not self._draft or not workflow.engines:
            return ()
        if workflow.name not in self._engines:
            made: list[Candidate] = []
            for name in workflow.engines:
                try:
                    made.append(self._candidate(workflow, name))
                except EngineError as error:
                    self.fail(error)
            self._engines[workflow.name] = tuple(made)
        return self._engines[workflow.name]

    def _candidate(self, workflow: Workflow, name: str) -> "Candidate":
        from l10n.desk.engines import candidate

        terms = self._glossary(workflow).digest
        return candidate(workflow, name, terms, self._around(), self._threads)

    def _around(self) -> "Around | None":
        if self._cluster is None:
            return None
        from l10n.desk.clusters import on_cluster

        return partial(on_cluster, there=self._cluster)

    def expect(self, wanted: Callable[[], bool]) -> None:
        """Let a cluster start on this machine while more is read, once engines have to be asked.

        `wanted` says whether they have; it is called only where a cluster waits for that.
        """
        if self._cluster is None or self._expected or not wanted():
            return
        self._expected = True
        self._cluster.begin()

    def room(self) -> int:
        """Texts that can be drafted at a time beyond one batch, where others take part."""
        if self._cluster is None or not self._expected:
            return 0
        with contextlib.suppress(EngineError):
            return self._cluster.capacity()
        return 0

    @property
    def warnings(self) -> tuple[EngineError, ...]:
        """What a person has to know of a cluster that goes on without some of its workers."""
        return () if self._cluster is None else tuple(self._cluster.refused.values())

    def fail(self, error: EngineError) -> None:
        """Keep what stopped an engine."""
        self.failures.setdefault(str(error), error)

    def settings(self, workflow: Workflow) -> str:
        """A digest of all, besides its files, that decides on what becomes of an article."""
        if workflow.name not in self._settings:
            self._settings[workflow.name] = digest(
                [
                    __version__,
                    repr(workflow),
                    self._draft,
                    [each.identity for each in self.engines(workflow)],
                    self._glossary(workflow).digest,
                    self._checks,
                ]
            )
        return self._settings[workflow.name]

    def draft_settings(self, workflow: Workflow, source: str) -> str:
        """What drafts that are kept in the record are made with; empty where none are."""
        if not self._draft:
            return ""
        return drafting(workflow, source, self._glossary(workflow).digest)

    def table(self, locale: str) -> "Table":
        """What is known of the language of a locale."""
        return self._checkings.table(locale)

    def revises(self, workflow: Workflow) -> bool:
        """True if the engine that is asked first can change an earlier translation."""
        engines = self.engines(workflow)
        if not engines:
            return False
        from l10n.engines.chain import revises

        return revises(engines[0].engine)

    def close(self) -> None:
        """Let the engines give back what they hold."""
        for candidates in self._engines.values():
            from l10n.desk.engines import close

            for each in candidates:
                close(each.engine)
        if self._cluster is not None:
            self._cluster.close()
