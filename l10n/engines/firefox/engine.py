"""The engine that drafts with the models of Firefox Translations, on this machine's processor."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from l10n.engines.decoder.decoding import TextDecoder
from l10n.engines.decoder.drafting import Drafting
from l10n.engines.decoder.model import Model
from l10n.engines.decoder.model_engine import ModelEngine
from l10n.engines.decoder.settings import DecoderSettings
from l10n.engines.firefox.decoding import FirefoxDecoder
from l10n.engines.firefox.packages import (
    FirefoxModel,
    directories,
    reachable,
    route,
    survey,
)
from l10n.errors import EngineError
from l10n.messages import _
from l10n.model.engine_settings import NoSettings, read


class Firefox(ModelEngine[FirefoxModel]):
    """Drafts with models that `fxtranslate` has fetched, or that lie where it would put them.

    Nothing is fetched here. A pair without a model goes through English. Sentences are ours: the
    library's own splitter ends one after “м.”, and what is too long for it is left empty with the
    reason. How texts are drafted is `Drafting`'s, as with Argos packages.
    """

    name = "firefox"
    settings = NoSettings
    packages = ("fxtranslate",)

    def __init__(
        self,
        settings: Mapping[str, object] | None = None,
        *,
        name: str = name,
        folders: Iterable[Path] | None = None,
    ) -> None:
        """Take the settings of a workflow's table `name`: there are none.

        `folders` replaces the places where models are looked for.
        """
        read(NoSettings, settings or {}, name)
        self._table = name
        self._packages: dict[Model, FirefoxModel] = {}
        self._folders = None if folders is None else tuple(folders)
        drafting = Drafting(DecoderSettings(), self._decoder)
        super().__init__(drafting, lambda: survey(self._folders))

    def close(self) -> None:
        """Free the memory of all models, and look for models anew next time."""
        super().close()
        self._packages.clear()

    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of locales that models lead through; raises EngineError."""
        return reachable(self._found().models)

    def models(self) -> tuple[str, ...]:
        """All models that are here, each with a digest of its files; raises EngineError."""
        return tuple(model.label for model in self._found().models)

    def _route(self, source: str, target: str) -> tuple[Model, ...]:
        hops = route(self._found().models, source, target)
        if hops is None:
            pair = "-".join(locale.split("-", maxsplit=1)[0] for locale in (source, target))
            places = directories() if self._folders is None else self._folders
            raise EngineError(
                self._no_way(source, target),
                code="FX-004",
                remedy=_("put one into {folder}").format(folder=places[0] / pair),
            )
        made = {hop.model(self._table): hop for hop in hops}
        self._packages.update(made)
        return tuple(made)

    def _decoder(self, model: Model) -> TextDecoder:
        return FirefoxDecoder(model, self._packages[model])
