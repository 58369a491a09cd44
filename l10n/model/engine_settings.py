"""The settings of the built-in engines: names, what each may be, and what it is by default.

One table for workflows, which show a mistake in its place, and for the engines themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from l10n.errors import EngineError
from l10n.messages import _

_URL = re.compile(
    r"https?://(\[[0-9A-Fa-f:.]+\]|[^\[\]@:\\%/?#\s]+)(:[0-9]{1,5})?(/[^\\?#\s]*)?", re.IGNORECASE
)
"""Scheme, host, port and path; no user name, no query, nothing that is read in two ways."""

Value = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words; the first is the default."""

    words: tuple[str, ...]

    @property
    def default(self) -> str:
        """The first word."""
        return self.words[0]

    def fits(self, value: object) -> bool:
        """Say whether a value is one of the words."""
        return isinstance(value, str) and value in self.words

    def allowed(self) -> str:
        """Say what is allowed."""
        return ", ".join(f'"{word}"' for word in self.words)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both included."""

    default: int
    least: int
    most: int

    def fits(self, value: object) -> bool:
        """Say whether a value is such a number."""
        return type(value) is int and self.least <= value <= self.most

    def allowed(self) -> str:
        """Say what is allowed."""
        return _("a whole number from {low} to {high}").format(low=self.least, high=self.most)


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds, both included."""

    default: float
    least: float
    most: float

    def fits(self, value: object) -> bool:
        """Say whether a value is such a number."""
        return type(value) in (int, float) and self.least <= value <= self.most  # type: ignore[operator]

    def allowed(self) -> str:
        """Say what is allowed."""
        return _("a number from {low} to {high}").format(low=self.least, high=self.most)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes on one line; without a default it has to be given."""

    default: str | None = None

    def fits(self, value: object) -> bool:
        """Say whether a value is such a text."""
        return isinstance(value, str) and bool(value.strip()) and value.isprintable()

    def allowed(self) -> str:
        """Say what is allowed."""
        return _("a text in quotes, not empty")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a server; it has to be given, and may hold no user name and no password."""

    example: str

    default = None

    def fits(self, value: object) -> bool:
        """Say whether a value is such an address."""
        if not isinstance(value, str) or not value.isprintable() or not _URL.fullmatch(value):
            return False
        try:
            parts = urlsplit(value)
            return bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:
            return False

    def allowed(self) -> str:
        """Say what is allowed."""
        return _("an address such as {example}, without user name, password or “?”").format(
            example=f'"{self.example}"'
        )


Kind = Choice | Whole | Number | Text | Address

COMPUTE_TYPES = (
    "default", "auto", "int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16",
    "float16", "bfloat16", "float32",
)  # fmt: skip

SETTINGS: Mapping[str, Mapping[str, Kind]] = MappingProxyType(
    {
        "apertium": MappingProxyType({"timeout": Whole(120, 1, 3600)}),
        "argos": MappingProxyType(
            {
                "device": Choice(("cpu", "cuda", "auto")),
                "compute_type": Choice(COMPUTE_TYPES),
                "threads": Whole(0, 0, 1024),
                "beam_size": Whole(0, 0, 32),
                "max_batch_tokens": Whole(1024, 32, 65536),
                "alternatives": Whole(0, 0, 8),
            }
        ),
        "libretranslate": MappingProxyType(
            {
                "url": Address("http://127.0.0.1:5000"),
                "timeout": Whole(180, 1, 3600),
                "retries": Whole(4, 0, 20),
                "max_texts": Whole(50, 1, 10_000),
                "max_characters": Whole(5_000, 100, 1_000_000),
                "alternatives": Whole(0, 0, 8),
            }
        ),
        "openai": MappingProxyType(
            {
                "url": Address("http://127.0.0.1:11434/v1"),
                "model": Text(),
                "style": Text(""),
                "context": Choice(("on", "off")),
                "timeout": Whole(300, 1, 3600),
                "retries": Whole(4, 0, 20),
                "max_texts": Whole(10, 1, 200),
                "max_characters": Whole(3_000, 100, 1_000_000),
                "max_tokens": Whole(0, 0, 1_000_000),
                "temperature": Number(0, 0, 2),
            }
        ),
        "pseudo": MappingProxyType({}),
    }
)
"""By engine and key, what a setting may be. Seconds, texts, characters, tokens."""


def _shown(value: object) -> object:
    return f'"{value}"' if isinstance(value, str) else value


def read(engine: str, values: Mapping[str, object]) -> dict[str, Any]:
    """Check the settings of a built-in engine and fill in the defaults.

    Raises EngineError that names the key, the value and what is allowed.
    """
    kinds = SETTINGS[engine]
    for key, value in values.items():
        if key not in kinds:
            near = get_close_matches(key, kinds, 1)
            known = _("the settings are {allowed}").format(allowed=", ".join(kinds))
            none = _("remove it from [engine.{name}]").format(name=engine)
            raise EngineError(
                _("the engine {name} has no setting {key}").format(name=engine, key=key),
                remedy=_("did you mean “{name}”?").format(name=near[0])
                if near
                else (known if kinds else none),
            )
        if not kinds[key].fits(value):
            raise EngineError(
                _("the engine {name} cannot use {key} = {value}").format(
                    name=engine,
                    key=key,
                    value="…" if isinstance(kinds[key], Address) else _shown(value),
                ),
                remedy=_("allowed: {allowed}").format(allowed=kinds[key].allowed()),
            )
    for key, kind in kinds.items():
        if kind.default is None and key not in values:
            raise EngineError(
                _("the engine {name} needs the setting {key}").format(name=engine, key=key),
                remedy=_("write it into [engine.{name}]: {allowed}").format(
                    name=engine, allowed=kind.allowed()
                ),
            )
    return {key: values.get(key, kind.default) for key, kind in kinds.items()}
