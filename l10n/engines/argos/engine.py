"""The engine that drafts with the models of Argos Translate, decoded by CTranslate2 in batches."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from l10n.engines.argos.packages import InstalledModel, directories, reachable, route, survey
from l10n.engines.argos.settings import ArgosSettings
from l10n.engines.codes import argos_codes
from l10n.engines.decoder.drafting import Drafting
from l10n.engines.decoder.model import Model
from l10n.engines.decoder.model_engine import ModelEngine
from l10n.errors import EngineError
from l10n.messages import _
from l10n.model.engine_settings import read
from l10n.shell import shell_words


class Argos(ModelEngine[InstalledModel]):
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
        drafting = Drafting(read(ArgosSettings, settings or {}, self.name))
        own = None if folders is None else tuple(folders)
        super().__init__(drafting, lambda: survey(directories() if own is None else own))

    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of locales that installed packages lead through; raises EngineError."""
        return reachable(self._found().models)

    def models(self) -> tuple[str, ...]:
        """The names of all packages that are here, as drafts have them; raises EngineError."""
        return tuple(model.label for model in self._found().models)

    def _route(self, source: str, target: str) -> tuple[Model, ...]:
        hops = route(self._found().models, source, target)
        if hops is None:
            names = [argos_codes(source)[0], argos_codes(target)[0]]
            command = shell_words(["l10n", "models", "install"], names)
            raise EngineError(
                self._no_way(source, target),
                code="MOD-027",
                remedy=_("install one: {command}").format(command=command),
            )
        return tuple(hop.model() for hop in hops)
