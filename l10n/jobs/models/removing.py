"""Removing a model of CTranslate2."""

from l10n.engines.ctranslate2.packages import DescribedModel, directories, survey
from l10n.engines.packages.download import writing
from l10n.engines.packages.staging import clear, staging
from l10n.errors import ModelError
from l10n.messages import _


def remove_named(name: str) -> DescribedModel:
    """Remove the model of a name, which is returned; raises ModelError where there is none."""
    found = survey()
    if found.unreadable:
        raise found.unreadable[0]
    for model in found.models:
        if model.description.name == name:
            with staging(model.path.parent) as emptied, writing(model.path):
                model.path.rename(emptied / "removed")
            return model
    clear(directories())
    names = ", ".join(model.description.name for model in found.models)
    raise ModelError(
        _("no model named {name} is installed").format(name=name),
        code="MOD-042",
        remedy=_("installed are: {names}").format(names=names) if names else None,
    )
