"""The engine that drafts with any model of CTranslate2 that a description stands beside."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from l10n.engines.ctranslate2.checking import check_tokens
from l10n.engines.ctranslate2.choosing import reachable, route
from l10n.engines.ctranslate2.packages import DescribedModel, survey
from l10n.engines.ctranslate2.settings import Ctranslate2Settings
from l10n.engines.decoder.drafting import Drafting
from l10n.engines.decoder.model import Model
from l10n.engines.decoder.model_engine import ModelEngine
from l10n.errors import EngineError, ModelError
from l10n.messages import _
from l10n.model.engine_settings import read
from l10n.shell import shell_words


class Ctranslate2(ModelEngine[DescribedModel]):
    """Drafts with installed models of OPUS-MT, quickmt, NLLB, MADLAD and their like.

    A pair without a model of its own goes through another language. How texts are drafted is
    `Drafting`'s, as with Argos packages.
    """

    name = "ctranslate2"
    settings = Ctranslate2Settings
    packages = ("ctranslate2", "sentencepiece")

    def __init__(
        self,
        settings: Mapping[str, object] | None = None,
        *,
        name: str = name,
        folders: Iterable[Path] | None = None,
    ) -> None:
        """Take the settings of a workflow's table `name`; raises EngineError for a mistake.

        `folders` replaces the places where models are looked for.
        """
        self._table = name
        self._settings = read(Ctranslate2Settings, settings or {}, name)
        own = None if folders is None else tuple(folders)
        super().__init__(Drafting(self._settings), lambda: survey(own))
        self._checked: set[Model] = set()

    def close(self) -> None:
        """Free the memory of all models, and look for models anew next time."""
        super().close()
        self._checked.clear()

    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of locales that models lead through; raises EngineError."""
        return reachable(self._models())

    def models(self) -> tuple[str, ...]:
        """All models that may be asked, each with a digest of its files; raises EngineError.

        One whose files cannot be read drafts nothing, and says so to whoever asks it: it does not
        stand in the way of the others.
        """
        found: list[str] = []
        error: ModelError | None = None
        for model in self._models():
            try:
                found.append(f"{model.label} {model.fingerprint()[:12]}")
            except ModelError as unreadable:
                error = unreadable
        if error is not None and not found:
            raise error
        return tuple(found)

    def _models(self) -> tuple[DescribedModel, ...]:
        """The models that may be asked; raises EngineError where the one that is named is not."""
        found = self._found()
        wanted = self._settings.model
        if not wanted:
            return found.models
        models = tuple(each for each in found.models if each.description.name == wanted)
        if not models:
            known = ", ".join(dict.fromkeys(each.description.name for each in found.models))
            why = _("no model named {name} is installed").format(name=wanted)
            raise EngineError(
                "; ".join([why, *(str(error) for error in found.broken[:1])]),
                code="CTM-016",
                remedy=_("installed are: {names}").format(names=known)
                if known
                else self._install(),
            )
        return models

    def _route(self, source: str, target: str) -> tuple[Model, ...]:
        hops = route(self._models(), source, target)
        if hops is None:
            raise EngineError(self._no_way(source, target), code="CTM-015", remedy=self._install())
        made = []
        for package, pair in hops:
            model = package.model(pair, self._table)
            if model not in self._checked:
                check_tokens(package, model)
                self._checked.add(model)
            made.append(model)
        return tuple(made)

    @staticmethod
    def _install() -> str:
        return _("choose one, and install it: {command}").format(
            command=shell_words(["l10n", "models", "list"], [])
        )
