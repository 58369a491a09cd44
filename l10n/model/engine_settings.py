"""Settings of engines: declared once, as the fields of a dataclass, and checked in one place.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings:
        url: Annotated[str, Address("http://127.0.0.1:5000")]
        timeout: Annotated[int, Whole(1, 3600)] = 120
        context: Literal["on", "off"] = "on"

A field without a default has to be given. Plain `str`, `int`, `float`, `bool` and `tuple[str, ...]`
are kinds too. An engine names such a class as its `settings`; then a mistake in a workflow is shown
with file and line, before anything is drafted.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import (
    Annotated,
    Any,
    Literal,
    Protocol,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from urllib.parse import urlsplit

from l10n.dataclass import dataclass
from l10n.errors import EngineError
from l10n.messages import _, ngettext
from l10n.regex import regex
from l10n.toml import dotted, written

_URL = regex(
    r"https?://(\[[0-9A-Fa-f:.]+\]|[^\[\]@:\\%/?#\s]+)(:[0-9]{1,5})?(/[^\\?#\s]*)?", re.IGNORECASE
)
"""Scheme, host, port and path; no user name, no query, nothing that is read in two ways."""

Value = str | int | float | bool | tuple[str, ...]

NOT_ITS_OWN = ("use", "when")
"""Keys of an engine's table that are the workflow's business and not the engine's."""

_Settings = TypeVar("_Settings")


class SettingKind(Protocol):
    """What a setting may be."""

    def fits(self, value: object) -> bool:
        """True for a value that is allowed."""
        ...

    def allowed(self) -> str:
        """What is allowed, in the words of the person's language."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words; declared as `Literal["on", "off"]`."""

    words: tuple[str, ...]

    def fits(self, value: object) -> bool:
        """True for one of the words."""
        return isinstance(value, str) and value in self.words

    def allowed(self) -> str:
        """The words, in quotes."""
        return ", ".join(f'"{word}"' for word in self.words)


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false; declared as `bool`."""

    def fits(self, value: object) -> bool:
        """True for a boolean."""
        return type(value) is bool

    def allowed(self) -> str:
        """Both, as TOML writes them."""
        return "true, false"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both included."""

    least: int = -(2**63)
    most: int = 2**63 - 1

    def fits(self, value: object) -> bool:
        """True for a whole number within the bounds."""
        return type(value) is int and self.least <= value <= self.most

    def allowed(self) -> str:
        """The bounds."""
        return _("a whole number from {low} to {high}").format(low=self.least, high=self.most)


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds, both included."""

    least: float = float("-inf")
    most: float = float("inf")

    def fits(self, value: object) -> bool:
        """True for a number within the bounds."""
        return type(value) in (int, float) and self.least <= value <= self.most  # type: ignore[operator]

    def allowed(self) -> str:
        """The bounds."""
        return _("a number from {low} to {high}").format(low=self.least, high=self.most)


@dataclass(frozen=True, slots=True)
class Text:
    """A text on one line, in quotes, not empty."""

    longest: int | None = None
    """In characters."""

    def fits(self, value: object) -> bool:
        """True for such a text."""
        return (
            isinstance(value, str)
            and bool(value.strip())
            and value.isprintable()
            and (self.longest is None or len(value) <= self.longest)
        )

    def allowed(self) -> str:
        """What it may be, and how long."""
        if self.longest is None:
            return _("a text in quotes, not empty")
        return ngettext(
            "a text in quotes, not empty, of at most {n} character",
            "a text in quotes, not empty, of at most {n} characters",
            self.longest,
        ).format(n=self.longest)


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts; declared as `tuple[str, ...]`."""

    def fits(self, value: object) -> bool:
        """True for a list of texts that are not empty."""
        return isinstance(value, list | tuple) and all(Text().fits(each) for each in value)

    def allowed(self) -> str:
        """How it is written."""
        return _('a list of texts: ["…", "…"]')


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a server, which may hold no user name and no password."""

    example: str

    def fits(self, value: object) -> bool:
        """True for such an address."""
        if not isinstance(value, str) or not value.isprintable() or not _URL.fullmatch(value):
            return False
        try:
            parts = urlsplit(value)
            return bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:
            return False

    def allowed(self) -> str:
        """What it may be, with the example."""
        return _("an address such as {example}, without user name, password or “?”").format(
            example=f'"{self.example}"'
        )


@dataclass(frozen=True, slots=True)
class NoSettings:
    """The settings of an engine that has none."""


class SettingError(EngineError):
    """A setting that an engine does not have, cannot use, or lacks: the workflow needs a person."""

    exit_code = 3

    def __init__(self, key: str, message: str, *, code: str, remedy: str) -> None:
        """`key` is the one that is wrong; empty where one is missing."""
        super().__init__(message, code=code, remedy=remedy)
        self.key = key


def read(declared: type[_Settings], values: Mapping[str, object], engine: str) -> _Settings:
    """The settings of an engine, checked, with defaults where none is given.

    `engine` is its name in messages: that of its table in the workflow. Raises SettingError for the
    first mistake, with what is allowed.
    """
    kinds = _kinds(cast(type, declared))
    for key, value in values.items():
        shown = dotted(("engine", engine, key))
        kind = kinds.get(key)
        if kind is None:
            known = (*kinds, *NOT_ITS_OWN)
            from difflib import get_close_matches

            near = get_close_matches(key, known, 1)
            raise SettingError(
                key,
                _("there is no key “{key}”").format(key=shown),
                remedy=_("did you mean “{name}”?").format(name=near[0])
                if near
                else _("known are: {names}").format(names=", ".join(known)),
                code="WF-003",
            )
        if not kind.fits(value):
            # An address may hold a password.
            secret = isinstance(kind, Address)
            allowed = kind.allowed()
            if isinstance(kind, Choice) and isinstance(value, str):
                from difflib import get_close_matches

                near = get_close_matches(value, kind.words, 1)
                if near:
                    allowed += "; " + _("did you mean “{name}”?").format(name=near[0])
            raise SettingError(
                key,
                _("{key} = {value} is not allowed").format(
                    key=shown, value="…" if secret else written(value)
                ),
                remedy=_("allowed: {allowed}").format(allowed=allowed),
                code="WF-005",
            )
    for key in _needed(declared):
        if key not in values:
            raise SettingError(
                "",
                _("the engine {name} needs the setting {key}").format(name=engine, key=key),
                remedy=_("write it into [engine.{name}]: {allowed}").format(
                    name=engine, allowed=kinds[key].allowed()
                ),
                code="WF-014",
            )
    make = cast(Callable[..., _Settings], declared)
    return make(**{key: tuple(v) if isinstance(v, list) else v for key, v in values.items()})


@cache
def _kinds(declared: type) -> Mapping[str, SettingKind]:
    hints = get_type_hints(declared, include_extras=True)
    return MappingProxyType({field.name: _kind(hints[field.name]) for field in _fields(declared)})


def _needed(declared: type) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in _fields(declared)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )


def _fields(declared: type) -> tuple["dataclasses.Field[Any]", ...]:
    return dataclasses.fields(declared)


_PLAIN: Mapping[object, SettingKind] = MappingProxyType(
    {str: Text(), int: Whole(), float: Number(), bool: Flag(), tuple[str, ...]: Texts()}
)


def _kind(hint: object) -> SettingKind:
    """The kind that a field's annotation declares; raises TypeError where it declares none."""
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if hasattr(extra, "fits") and hasattr(extra, "allowed"):
                kind: SettingKind = extra
                return kind
    if get_origin(hint) is Literal:
        return Choice(get_args(hint))
    if hint in _PLAIN:
        return _PLAIN[hint]
    raise TypeError(f"no setting can be declared as {hint}")
