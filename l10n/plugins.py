"""Finding formats, engines and checks by name: the built-in ones, and those of other packages.

A package offers a plug-in as an entry point of one of the groups below. The built-in ones stand in
a table here as well as in `setup.cfg`, so that they are found without the cost of reading the
metadata of all installed packages, and in a source tree that is not installed; a name in the
table cannot be taken over.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from l10n.errors import EngineError, L10nError
from l10n.messages import _

FORMATS = "l10n.formats"
ENGINES = "l10n.engines"
CHECKS = "l10n.checks"

BUILT_IN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        FORMATS: MappingProxyType(
            {
                "html": "l10n.formats.html.format:Html",
                "markdown": "l10n.formats.markdown.format:Markdown",
                "text": "l10n.formats.text.format:PlainText",
            }
        ),
        ENGINES: MappingProxyType(
            {
                "argos": "l10n.engines.argos.engine:Argos",
                "libretranslate": "l10n.engines.libretranslate.engine:LibreTranslate",
                "openai": "l10n.engines.openai.engine:OpenAI",
                "pseudo": "l10n.engines.pseudo:Pseudo",
            }
        ),
        CHECKS: MappingProxyType({}),
    }
)
"""By group and name, where each built-in plug-in is defined; as in `setup.cfg`."""

BUILT_IN_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".htm": "html",
        ".html": "html",
        ".markdown": "markdown",
        ".md": "markdown",
        ".text": "text",
        ".txt": "text",
        ".xhtml": "html",
    }
)
"""The suffixes of the built-in formats, known without importing them."""


def names(group: str) -> tuple[str, ...]:
    """List the plug-ins of a group, sorted."""
    return tuple(sorted({*BUILT_IN.get(group, ()), *_foreign(group)}))


@cache
def find(group: str, name: str) -> Any:
    """Find a plug-in: what its entry point names, a class as a rule.

    Raises L10nError where there is none of that name, where two packages offer it, and where it
    cannot be imported; EngineError for engines.
    """
    error = EngineError if group == ENGINES else L10nError
    where = BUILT_IN.get(group, {}).get(name)
    if where is None:
        offers = _foreign(group).get(name, ())
        if not offers:
            known = names(group)
            near = get_close_matches(name, known, 1)
            raise error(
                _unknown(group).format(name=name),
                remedy=_("did you mean “{name}”?").format(name=near[0])
                if near
                else _("known are: {names}").format(names=", ".join(known) or "—"),
            )
        if len({place for place, _package in offers}) > 1:
            raise error(
                _("two packages offer a plug-in named {name}: {packages}").format(
                    name=name, packages=", ".join(sorted(package for _place, package in offers))
                ),
                remedy=_("uninstall one of them"),
            )
        where = offers[0][0]
    module, _colon, attribute = where.partition(":")
    try:
        found: Any = import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except Exception as reason:
        raise error(
            _("the plug-in {name} ({where}) cannot be loaded: {reason}").format(
                name=name, where=where, reason=str(reason) or type(reason).__name__
            ),
            remedy=_("install it again, or remove it from the workflow"),
        ) from reason
    return found


def format_for(name: str) -> Any:
    """Give the Format that reads an article, by the suffix of its name; None where none does.

    Upper and lower case are the same. Raises L10nError for a plug-in that cannot be loaded.
    """
    suffix = PurePosixPath(name).suffix.lower()
    found = BUILT_IN_SUFFIXES.get(suffix) or _foreign_suffixes().get(suffix) if suffix else None
    return None if found is None else _format(found)


def suffixes() -> tuple[str, ...]:
    """List the suffixes of all formats, sorted, in lower case, each with its dot."""
    return tuple(sorted({*BUILT_IN_SUFFIXES, *_foreign_suffixes()}))


@cache
def _format(name: str) -> Any:
    return find(FORMATS, name)()


@cache
def _foreign_suffixes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in sorted(_foreign(FORMATS)):
        for suffix in find(FORMATS, name).suffixes:
            found.setdefault(suffix.lower(), name)
    return MappingProxyType(found)


@cache
def _foreign(group: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By name, where other packages define plug-ins, and what those packages are called."""
    # Reading the metadata of an environment takes tens of milliseconds.
    from importlib.metadata import entry_points

    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for point in entry_points(group=group):
        if point.name not in BUILT_IN.get(group, {}):
            package = point.dist.name if point.dist is not None else point.module
            found[point.name] = (*found.get(point.name, ()), (point.value, package))
    return MappingProxyType(found)


def _unknown(group: str) -> str:
    return {
        FORMATS: _("there is no format named {name}"),
        ENGINES: _("there is no engine named {name}"),
        CHECKS: _("there is no check named {name}"),
    }.get(group, _("there is no plug-in named {name}"))
