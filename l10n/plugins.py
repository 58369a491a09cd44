"""Finding formats, engines and checks by name: the built-in ones, and those of other packages.

A package offers a plug-in as an entry point of one of the groups below. The built-in ones stand in
a table here as well as in `setup.cfg`, so that they are found without the cost of reading the
metadata of all installed packages, and in a source tree that is not installed; a name in the
table cannot be taken over. docs/plugins.md says what a plug-in has to be.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from l10n.dataclass import dataclass
from l10n.errors import CheckError, EngineError, L10nError
from l10n.messages import N_, _, message
from l10n.model.conventions import UNSAID, Conventions
from l10n.model.engine_settings import Value
from l10n.offers import offers

if TYPE_CHECKING:
    from l10n.checks import Check
    from l10n.engines import Engine
    from l10n.formats import Format

EngineFactory = Callable[[Mapping[str, Value]], "Engine"]
"""Makes an engine from the settings of a workflow: a class, as a rule."""

_Plugin = TypeVar("_Plugin")


@dataclass(frozen=True, slots=True, eq=False)
class Group(Generic[_Plugin]):
    """Plug-ins of one kind: what its entry points are called, and what they have to be."""

    name: str
    """Of the entry points."""
    built_in: Mapping[str, str]
    """By name, where each built-in one is defined; as in `setup.cfg`."""
    members: tuple[str, ...]
    """What each has to have; `__call__` for what is called."""
    unknown: str
    """The message for a name that nobody offers."""
    error: type[L10nError] = L10nError


FORMATS: Group[Callable[[], "Format"]] = Group(
    "l10n.formats",
    MappingProxyType(
        {
            "html": "l10n.formats.html.format:Html",
            "markdown": "l10n.formats.markdown.format:Markdown",
            "text": "l10n.formats.text.format:PlainText",
        }
    ),
    ("__call__", "name", "suffixes", "parse"),
    N_("there is no format named {name}"),
)
ENGINES: Group[EngineFactory] = Group(
    "l10n.engines",
    MappingProxyType(
        {
            "argos": "l10n.engines.argos.engine:Argos",
            "ctranslate2": "l10n.engines.ctranslate2.engine:Ctranslate2",
            "firefox": "l10n.engines.firefox.engine:Firefox",
            "libretranslate": "l10n.engines.libretranslate.engine:LibreTranslate",
            "openai": "l10n.engines.openai.engine:OpenAI",
            "pseudo": "l10n.engines.pseudo:Pseudo",
        }
    ),
    members=("__call__",),
    unknown=N_("there is no engine named {name}"),
    error=EngineError,
)
CHECKS: Group["Check"] = Group(
    "l10n.checks",
    MappingProxyType({}),
    members=("__call__", "name"),
    unknown=N_("there is no check named {name}"),
    error=CheckError,
)

_BUILT_IN_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "argos": "l10n.engines.argos.settings:ArgosSettings",
        "ctranslate2": "l10n.engines.ctranslate2.settings:Ctranslate2Settings",
        "firefox": "l10n.model.engine_settings:NoSettings",
        "libretranslate": "l10n.engines.libretranslate.settings:LibreTranslateSettings",
        "openai": "l10n.engines.openai.settings:OpenAISettings",
        "pseudo": "l10n.model.engine_settings:NoSettings",
    }
)
"""What the built-in engines declare as their settings, known without importing the engines."""

BUILT_IN_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".htm": "html",
        ".html": "html",
        ".markdown": "markdown",
        ".md": "markdown",
        ".mdx": "markdown",
        ".text": "text",
        ".txt": "text",
        ".xhtml": "html",
    }
)
"""The suffixes of the built-in formats, known without importing them."""

BUILT_IN_CHECKS = frozenset(
    (
        *("tags", "tagged-words", "omissions", "blanks", "lines", "outer-space", "characters"),
        *("unseen", "entities", "same-as-source", "foreign-script", "mixed-script", "brackets"),
        *("addresses", "handles", "placeholders", "code", "numbers", "magnitudes", "percent"),
        *("currencies", "units", "scores", "ages", "phones", "dates", "ambiguous-dates"),
        *("weekdays", "relative-days", "times", "years", "centuries", "acronyms", "negation-lost"),
        *("negation-added", "distance", "names", "spelling-of-names", "romanization", "places"),
        *("first-mention", "terms", "forbidden", "mentions", "given-up-words", "same-source"),
        *("same-target", "quotes", "apostrophes", "dashes", "number-marks", "spaces"),
        *("no-break-spaces", "doubled-words", "end-punctuation", "capitals", "length"),
        *("another-text", "halved", "omission", "addition", "repeats", "left-untranslated"),
        *("false-friends", "head-fields", "empty-links", "swapped-paragraphs", "heading-marks"),
        *("headline-length", "description-length", "furniture", "unattributed-quotation"),
        *("silencing", "desk-consistency"),
    )
)
"""The names of the built-in checks, known without importing them."""


_DIALECTS: Mapping[str, str] = MappingProxyType({".mdx": "docusaurus"})
"""The dialects of suffixes that have one, whatever a workflow says: components and expressions
of MDX are code to all that read it."""


def names(group: Group[_Plugin]) -> tuple[str, ...]:
    """The names of all plug-ins of a group, sorted."""
    return tuple(sorted({*group.built_in, *_foreign(group.name)}))


def find(group: Group[_Plugin], name: str) -> _Plugin:
    """Find a plug-in: what its entry point names.

    Raises L10nError where there is none of that name, where two packages offer it, and where it
    cannot be imported or is no such plug-in; EngineError for engines.
    """
    return cast(_Plugin, _find(group, name))


@cache
def _find(group: Group[object], name: str) -> object:
    where = group.built_in.get(name) or _offered(group, name)
    with _loading(group, name, where):
        found = _load(where)
        missing = [member for member in group.members if not hasattr(found, member)]
        if missing:
            raise TypeError(f"it has no {', '.join(missing)}")
    return found


@contextmanager
def _loading(group: Group[Any], name: str, where: str) -> Iterator[None]:
    """Make an error of whatever goes wrong in a plug-in before it is used."""
    try:
        yield
    except (L10nError, KeyboardInterrupt):
        raise
    except BaseException as reason:
        raise group.error(
            _("the plug-in {name} ({where}) cannot be loaded: {reason}").format(
                name=name, where=where, reason=str(reason) or type(reason).__name__
            ),
            remedy=_("install it again, or uninstall it"),
            code="PLG-001",
        ) from reason


def _offered(group: Group[Any], name: str) -> str:
    """Where the one package that offers a plug-in defines it."""
    offers = _foreign(group.name).get(name, ())
    if not offers:
        from difflib import get_close_matches

        known = names(group)
        near = get_close_matches(name, known, 1)
        raise group.error(
            message(group.unknown, name=name).text(),
            remedy=_("did you mean “{name}”?").format(name=near[0])
            if near
            else _("known are: {names}").format(names=", ".join(known) or "—"),
            code="PLG-002",
        )
    if len({place for place, _package in offers}) > 1:
        raise group.error(
            _("two packages offer a plug-in named {name}: {packages}").format(
                name=name, packages=", ".join(sorted(package for _place, package in offers))
            ),
            remedy=_("uninstall one of them"),
            code="PLG-003",
        )
    return offers[0][0]


def _load(where: str) -> object:
    module, _colon, attribute = where.partition(":")
    found: object = import_module(module)
    for part in attribute.split("."):
        found = getattr(found, part)
    return found


def checks() -> tuple["Check", ...]:
    """The checks of other packages, sorted by name; raises CheckError as `find` does."""
    return tuple(find(CHECKS, name) for name in names(CHECKS))


def files_of(group: Group[_Plugin]) -> tuple[Path, ...]:
    """The files that define a group's plug-ins of other packages, as far as they are loaded."""
    offers = (offer for offers in _foreign(group.name).values() for offer in offers)
    modules = {value.partition(":")[0] for value, _package in offers}
    found = (getattr(sys.modules.get(module), "__file__", None) for module in sorted(modules))
    return tuple(Path(file) for file in found if file)


def foreign(group: Group[_Plugin]) -> tuple[str, ...]:
    """The names of a group's plug-ins that other packages offer, whether or not they are loaded."""
    return tuple(sorted(_foreign(group.name).keys() - group.built_in.keys()))


def settings_of(engine: str) -> type | None:
    """What an engine declares as its settings; None for one that takes what there is.

    A built-in engine is not imported for it. Raises EngineError as `find` does.
    """
    where = _BUILT_IN_SETTINGS.get(engine)
    declared = _load(where) if where else getattr(find(ENGINES, engine), "settings", None)
    return declared if isinstance(declared, type) else None


def format_for(name: str, conventions: Conventions = UNSAID) -> "Format | None":
    """The format that reads an article, by the suffix of its name; None where none does.

    Upper and lower case are the same. Only built-in formats go by the conventions of a workflow.
    Raises L10nError for a plug-in that cannot be loaded.
    """
    suffix = PurePosixPath(name).suffix.lower()
    found = BUILT_IN_SUFFIXES.get(suffix) or _foreign_suffixes().get(suffix) if suffix else None
    if suffix in _DIALECTS:
        conventions = replace(conventions, dialect=_DIALECTS[suffix])
    return None if found is None else _format(found, conventions)


def is_read(name: str) -> bool:
    """True for the name of an article that a format reads; no built-in format is imported for it.

    Raises L10nError for a plug-in that cannot be loaded.
    """
    suffix = PurePosixPath(name).suffix.lower()
    return bool(suffix) and (suffix in BUILT_IN_SUFFIXES or suffix in _foreign_suffixes())


def packages(group: Group[_Plugin], name: str) -> tuple[str, ...]:
    """The packages that offer a plug-in; none for a built-in one."""
    if name in group.built_in:
        return ()
    return tuple(sorted({package for _place, package in _foreign(group.name).get(name, ())}))


def suffixes() -> tuple[str, ...]:
    """The suffixes of all formats, sorted, in lower case, each with its dot."""
    return tuple(sorted({*BUILT_IN_SUFFIXES, *_foreign_suffixes()}))


@cache
def _format(name: str, conventions: Conventions) -> "Format":
    made = find(FORMATS, name)
    if name in FORMATS.built_in:
        return cast("Callable[[Conventions], Format]", made)(conventions)
    from l10n.formats.blaming import BlamedFormat

    with _loading(FORMATS, name, _offered(FORMATS, name)):
        return BlamedFormat(made(), name)


@cache
def _foreign_suffixes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in sorted(_foreign(FORMATS.name).keys() - FORMATS.built_in.keys()):
        for suffix in _format(name, UNSAID).suffixes:
            found.setdefault(suffix.lower(), name)
    return MappingProxyType(found)


@cache
def _foreign(group: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By name, where other packages define plug-ins, and what those packages are called."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for point in offers(group):
        package = point.dist.name if point.dist is not None else point.module
        found[point.name] = (*found.get(point.name, ()), (point.value, package))
    return MappingProxyType(found)
