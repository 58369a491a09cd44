"""What checks know of a language: one table per locale, as data (`data/<language>.toml`).

A table is sections of plain values: lists of words, words by name, rules as strings. Whoever needs
a section compiles it once (`functools.cache` on the table). A language without a table has an empty
one, so that general checks work for any pair. A workspace may bring tables of its own, which add
to these (`Table.extended`).
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from types import MappingProxyType
from typing import Any

from l10n.errors import TableError
from l10n.language.inflection import language_of
from l10n.messages import _
from l10n.regex import regex
from l10n.toml import NumberError, load

Section = Mapping[str, Any]
"""Strings, numbers, lists of strings, or tables of these, by key."""

LANGUAGES = ("de", "en", "pl", "uk")
"""Those that the tool has a table of."""
_HEADING = regex(r"(?m)^\[([a-z]+)[.\]]")
_NUMBER = r"(?:0|[1-9][0-9]{0,17})(?:/[1-9][0-9]{0,2})?"
_DAY = r"-?[0-9]{1,2}"
SHAPES: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        **{("numbers", key): (_NUMBER, ".*") for key in ("cardinals", "ordinals", "magnitudes")},
        **{("numbers", key): (_NUMBER, ".*") for key in ("fractions", "loose", "compounds")},
        **{("dates", key): ("[1-9]|1[0-2]", ".*") for key in ("months", "short_months")},
        **{("dates", key): ("[1-7]", ".*") for key in ("weekdays", "short_weekdays")},
        **{("dates", key): (_DAY, ".*") for key in ("relative", "vaguely")},
        ("dates", "decades"): ("0|[1-9]0", ".*"),
        ("dates", "clock"): (".*", "[0-9 ]*"),
        ("dates", "orders"): (".*", "dmy|mdy"),
        ("dates", "eras"): (".*", "-?1"),
        ("dates", "periods"): (f"[a-z]+ {_DAY}", ".*"),
        ("dates", "parts"): ("am|pm|day|night", ".*"),
        ("dates", "moments"): ("(?:1?[0-9]|2[0-3]):[0-5][0-9]", ".*"),
        ("dates", "named"): ("(?:[1-9]|1[0-2])-(?:[12]?[1-9]|[123]0|31)", ".*"),
        ("dates", "times"): (r".*\{h\}.*", "h(?:-1)?:(?:[0-5][0-9]|m|60-m)"),
    }
)
"""By section and key, how the keys of a table in it are written, and values that are no words."""

_NONE: Section = MappingProxyType({})


class Table:
    """The table of one locale; compared by identity, so that what is compiled from it is kept."""

    def __init__(
        self,
        locale: str,
        sections: Mapping[str, Section],
        unread: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Hold the sections of a locale; `unread` are those that are TOML yet."""
        self.locale = locale
        self.language = language_of(locale)
        """The language of the locale: `en` of `en-GB`."""
        self._sections = dict(sections)
        self._unread = dict(unread)
        self._names = (*sections, *unread)

    @property
    def sections(self) -> Mapping[str, Section]:
        """All of its sections."""
        return {name: self.section(name) for name in self._names}

    def section(self, name: str) -> Section:
        """A section; empty where the language has none."""
        text = self._unread.get(name)
        if text is not None:
            # A short article asks for few of them, and each takes as long as it is.
            self._sections[name] = tomllib.loads(text)[name]
            self._unread.pop(name, None)
        return self._sections.get(name, _NONE)

    def words(self, section: str, key: str) -> tuple[str, ...]:
        """A list of a section; a string is a list of the words in it."""
        value = self.section(section).get(key, ())
        return tuple(value.split()) if isinstance(value, str) else tuple(value)

    def mapping(self, section: str, key: str) -> Mapping[str, Any]:
        """A table within a section; empty where there is none."""
        found: Mapping[str, Any] = self.section(section).get(key, {})
        return found

    def extended(self, sections: Mapping[str, Section]) -> "Table":
        """The same with sections of a desk's own: lists grow, other values are replaced."""
        merged = dict(self.sections)
        for name, section in sections.items():
            merged[name] = _merged(merged.get(name, {}), section)
        return Table(self.locale, merged)


def _merged(mine: Mapping[str, Any], more: Mapping[str, Any]) -> Mapping[str, Any]:
    result = dict(mine)
    for key, value in more.items():
        old = result.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            result[key] = _merged(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            result[key] = [*old, *value]
        elif isinstance(old, str) and isinstance(value, str):
            result[key] = f"{old} {value}"
        else:
            result[key] = value
    return result


def read_own(text: str) -> Mapping[str, Section]:
    """Read the table that a desk has of its own, from its text; raises TableError."""
    try:
        sections = load(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, NumberError, RecursionError) as reason:
        raise TableError(
            _("this is not TOML: {reason}").format(reason=reason),
            code="TAB-001",
            remedy=_("write texts in quotes, lists in square brackets"),
        ) from None
    wrong = fault(sections)
    if wrong is not None:
        raise TableError(
            _("“{key}” is not written as a table has it").format(key=wrong),
            code="TAB-002",
            remedy=_("docs/checks.md says what a table holds"),
        )
    return sections


def fault(sections: Mapping[str, Any]) -> str | None:
    """The first key of a desk's own table that is not as the tool's own tables have it.

    A section, and a key in it, has to be one that they know, with values of the same kind; where
    keys are names of a desk's own choice, they may be new. None where all of it can be used.
    """
    for name, section in sections.items():
        known = _known_kinds().get(name)
        if known is None or not isinstance(section, dict):
            return name
        for key, value in section.items():
            kinds = known.get(key)
            if kinds is None and name in _OPEN:
                kinds = frozenset[str]().union(*known.values())
            if kinds is None or not _kinds(value) <= kinds:
                return f"{name}.{key}"
            keys, values = SHAPES.get((name, key), ("", ""))
            for each, content in value.items() if keys else ():
                if not (re.fullmatch(keys, each) and re.fullmatch(values, str(content), re.DOTALL)):
                    return f"{name}.{key}.{each}"
    return None


_OPEN = frozenset(("acronyms",))
"""Sections whose keys name what their values are words for."""


@cache
def _known_kinds() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """By section and key, of what kinds values are in all tables of the tool."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for language in LANGUAGES:
        for name, section in table_of(language).sections.items():
            kinds = found.setdefault(name, {})
            for key, value in section.items():
                kinds[key] = kinds.get(key, frozenset()) | _kinds(value)
    return found


def _kinds(value: Any, depth: int = 0) -> frozenset[str]:
    """The kinds of a value and of all in it, each with its depth."""
    mine = frozenset((f"{depth} {type(value).__name__}",))
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return mine.union(*(_kinds(each, depth + 1) for each in value))
    return mine


@cache
def table_of(locale: str) -> Table:
    """The table that the tool itself has for a locale, by its language."""
    language = language_of(locale)
    if not language.isalpha():
        return Table(locale, {})
    try:
        data = get_data("l10n.language", f"data/{language}.toml") or b""
    except FileNotFoundError:
        return Table(locale, {})
    return Table(locale, {}, _apart(data.decode("utf-8")))


def _apart(text: str) -> Mapping[str, str]:
    """A table of the tool's own, as the text of each section: all that its headings begin with."""
    found: dict[str, str] = {}
    starts = list(_HEADING.finditer(text))
    ends = [*(each.start() for each in starts[1:]), len(text)]
    for each, end in zip(starts, ends, strict=True):
        found[each[1]] = found.get(each[1], "") + text[each.start() : end]
    return found
