"""The engine that drafts with the models of Argos Translate, decoded by CTranslate2 in batches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from l10n.engines import Draft, Request
from l10n.engines.argos.packages import Survey, directories, reachable, route, survey
from l10n.engines.argos.settings import ArgosSettings
from l10n.engines.codes import argos_codes
from l10n.engines.decoder.drafting import Drafting
from l10n.engines.decoder.model import Model
from l10n.errors import EngineError
from l10n.messages import _
from l10n.model.engine_settings import read
from l10n.shell import shell_words


class Argos:
    """Drafts with installed Argos packages, and with the demonstration model where there are none.

    A pair without a package of its own goes through other languages. Packages are found when first
    needed; how texts are drafted with them is `Drafting`'s.
    """

    name = "argos"
    settings = ArgosSettings
    packages = ("ctranslate2", "sentencepiece")

    def __init__(
        self,
        settings: Mapping[str, object] | None = None,
        *,
        folders: Iterable[Path] | None = None,
    ) -> None:
        """Take the settings of a workflow (`ArgosSettings`); raises EngineError for a mistake.

        `folders` replaces the folders in which Argos Translate keeps its packages.
        """
        self._drafting = Drafting(read(ArgosSettings, settings or {}, self.name))
        self._folders = None if folders is None else tuple(folders)
        self._survey: Survey | None = None

    def __enter__(self) -> "Argos":
        """The engine itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()

    def close(self) -> None:
        """Free the memory of all models, and look for packages anew next time."""
        self._drafting.close()
        self._survey = None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of locales that installed packages lead through; raises EngineError."""
        return reachable(self._found().models)

    def models(self) -> tuple[str, ...]:
        """The names of all packages that are here, as drafts have them; raises EngineError."""
        return tuple(model.label for model in self._found().models)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        """Draft all texts, one draft for each, in order, as slices of them are done.

        Raises EngineError if no packages lead from the source locale to the target locale, or,
        while the drafts are taken, if a model cannot be loaded or fails.
        """
        hops = self._route(source, target) if requests else ()
        return self._drafting.drafts(requests, hops, source)

    def _found(self) -> Survey:
        if self._survey is None:
            self._survey = survey(directories() if self._folders is None else self._folders)
        if self._survey.unreadable:
            # A full model may lie there: a demonstration is no substitute that nobody hears of.
            raise self._survey.unreadable[0]
        return self._survey

    def _route(self, source: str, target: str) -> tuple[Model, ...]:
        found = self._found()
        hops = route(found.models, source, target)
        if hops is None:
            why = _("no model translates from {source} to {target}").format(
                source=source, target=target
            )
            why = "; ".join([why, *(str(error) for error in found.broken[:1])])
            names = [argos_codes(source)[0], argos_codes(target)[0]]
            command = shell_words(["l10n", "models", "install"], names)
            raise EngineError(
                why, code="MOD-027", remedy=_("install one: {command}").format(command=command)
            )
        return tuple(hop.model() for hop in hops)
