"""What a process drafts with: all that may make its drafts other than those of another."""

import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from l10n import __version__
from l10n.dataclass import dataclass
from l10n.engines import Engine
from l10n.messages import _


@dataclass(frozen=True, slots=True)
class Identity:
    """What a process drafts with; two that are equal give the same drafts."""

    python: str
    """Its version, without what only mends it: `3.11`."""
    packages: tuple[tuple[str, str], ...]
    """The tool, and what an engine needs, each with its version."""
    models: tuple[str, ...] | None
    """By name, sorted; None where the engine cannot tell."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Identity":
        """What was read as JSON; raises ValueError, TypeError or LookupError for anything else."""
        packages = tuple((str(name), str(each)) for name, each in values["packages"])
        models = values["models"]
        return cls(
            str(values["python"]), packages, None if models is None else tuple(map(str, models))
        )


def identity(models: Iterable[str] | None, packages: Iterable[str]) -> Identity:
    """What this process is, with an engine that has such models and needs such packages."""
    return Identity(
        ".".join(platform.python_version_tuple()[:2]),
        (("l10n", __version__), *((name, _version(name)) for name in sorted(set(packages)))),
        None if models is None else tuple(sorted(models)),
    )


def needed(engine: Engine) -> tuple[str, ...]:
    """The packages that an engine says it drafts with."""
    found = getattr(engine, "packages", ())
    return tuple(str(each) for each in found) if isinstance(found, tuple) else ()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def difference(wanted: Identity, found: Identity) -> str:
    """What is other there than it has to be, in words; empty where nothing is."""
    if wanted.python != found.python:
        return _("it runs Python {there}, not {here}").format(
            there=found.python, here=wanted.python
        )
    there = dict(found.packages)
    for name, here in wanted.packages:
        if there.get(name, "") != here:
            return _("it has {package} {there}, not {here}").format(
                package=name, there=there.get(name) or "—", here=here or "—"
            )
    if wanted.models is not None and wanted.models != found.models:
        models = found.models or ()
        less = [each for each in wanted.models if each not in models]
        more = [each for each in models if each not in wanted.models]
        if less:
            return _("it lacks the model {names}").format(names=", ".join(less))
        return _("it has another model: {names}").format(names=", ".join(more))
    return ""
