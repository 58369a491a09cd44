"""Removing a model by the name that `models list` shows."""

import os
from collections.abc import Iterable
from pathlib import Path

from l10n.engines.argos import models as argos
from l10n.engines.argos.packages import InstalledModel
from l10n.engines.argos.packages import survey as packages_of_argos
from l10n.engines.ctranslate2.description import FILE
from l10n.engines.ctranslate2.packages import directories, survey
from l10n.engines.packages.download import writing
from l10n.engines.packages.staging import clear, staging
from l10n.errors import ModelError
from l10n.messages import _


def remove_named(name: str) -> tuple[tuple[str, Path], ...]:
    """Remove the model of a name: labels and places; raises ModelError where there is none.

    One that cannot be used goes by the name of its folder, for `models list` warns of it. A package
    of Argos Translate goes with its other versions, as by its pair; the one bundled with the tool
    stays, and ModelError says so.
    """
    found = survey()
    if found.unreadable:
        raise found.unreadable[0]
    for model in found.models:
        if model.description.name == name:
            _remove(model.path)
            return ((model.label, model.path),)
    packages = packages_of_argos().models
    for package in packages:
        if name == _named(package):
            if package.bundled:
                raise argos.bundled_stays(package)
            removed = argos.remove(package.source, package.target)
            return tuple((each.label, each.path) for each in removed)
    for folder in directories():
        if name in _broken(folder, found.broken):
            _remove(folder / name)
            return ((name, folder / name),)
    clear(directories())
    own = sorted({_named(package) for package in packages if not package.bundled})
    names = ", ".join([*(model.description.name for model in found.models), *own])
    raise ModelError(
        _("no model named {name} is installed").format(name=name),
        code="MOD-042",
        remedy=_("installed are: {names}").format(names=names)
        if names
        else _("`l10n models list` shows what is installed"),
    )


def _named(package: InstalledModel) -> str:
    return package.label.partition(" ")[0]


def _broken(folder: Path, errors: Iterable[ModelError]) -> frozenset[str]:
    """The models in a folder that cannot be used; what has no description is somebody's own."""
    paths = [Path(error.path) for error in errors if error.path is not None]
    names = {path.relative_to(folder).parts[0] for path in paths if folder in path.parents}
    return frozenset(name for name in names if os.path.lexists(folder / name / FILE))


def _remove(path: Path) -> None:
    with staging(path.parent) as emptied, writing(path):
        path.rename(emptied / "removed")
