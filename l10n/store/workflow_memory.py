"""What a workflow says of the translation memory: the tables `[memory]` and `[memory.penalty]`."""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.database_address import database_address
from l10n.model.memory_settings import InContext, MemorySettings, Penalties
from l10n.store.memory_files import SUFFIXES
from l10n.store.workflow_values import Values
from l10n.toml import Keys

_KEYS = ("use", "files", "url", "name", "least", "in_context", "penalty")
_EXAMPLE = '"postgresql://user@host/database"'
_LEAST = 50
"""Percent below which a match is no help to anybody."""
_LONGEST = 1_000
"""Characters of an address or a pattern."""
_NAME = 200
"""Characters of a name."""


class MemoryKeys(Values):
    """Takes the table `[memory]`."""

    def memory(self, data: Mapping[str, Any]) -> MemorySettings:
        """How the desk uses the memory; raises WorkflowError for what cannot be."""
        table = self.table(data, (), "memory")
        self.known(table, ("memory",), _KEYS)
        default = MemorySettings()
        url = self._database(table)
        return MemorySettings(
            use=self.switch(table, ("memory", "use")),
            files=self._files(table, default.files),
            url=url,
            name=self._name(table, url),
            least=self._percentage(table, ("memory", "least"), default.least, least=_LEAST),
            in_context=cast(
                InContext, self.choice(table, ("memory", "in_context"), ("draft", "translated"))
            ),
            penalties=self._penalties(table),
        )

    def _files(self, table: Mapping[str, Any], default: tuple[str, ...]) -> tuple[str, ...]:
        patterns = self.strings(table, "files", default, ("memory",))
        for index, pattern in enumerate(patterns):
            fault = _file_fault(pattern)
            if fault:
                raise self.wrong(("memory", "files", index), pattern, fault)
        return patterns

    def _database(self, table: Mapping[str, Any]) -> str:
        keys = ("memory", "url")
        value = table.get("url", "")
        if isinstance(value, str) and _has_password(value):
            raise self.error(
                keys,
                _("{key}: a workflow is no place for a password").format(key="memory.url"),
                _(
                    "take it out of the address; each person keeps it in ~/.pgpass, or in the file "
                    "that PGPASSFILE names"
                ),
                code="WF-080",
            )
        if not isinstance(value, str) or (value and not _is_database(value)):
            # What is shown of it must not be a password.
            shown = value if isinstance(value, str) and "@" not in value else "…"
            allowed = _("the address of a database: {example}").format(example=_EXAMPLE)
            raise self.wrong(keys, shown, allowed)
        return value

    def _name(self, table: Mapping[str, Any], url: str) -> str:
        keys = ("memory", "name")
        value = table.get("name", "")
        plain = isinstance(value, str) and (not value or is_plain_line(value))
        if not plain or len(value) > _NAME:
            allowed = _("one line of text in quotes, in which each character is seen")
            raise self.wrong(keys, value, allowed)
        if url and not value:
            raise self.error(
                ("memory", "url"),
                _("a memory that is shared has to know whose translations are whose"),
                _("give this workspace a name of its own there: {example}").format(
                    example='name = "kyiv"'
                ),
                code="WF-081",
            )
        return str(value)

    def _penalties(self, table: Mapping[str, Any]) -> Penalties:
        found = self.table(table, ("memory",), "penalty")
        known = {each.name: each.default for each in fields(Penalties)}
        self.known(found, ("memory", "penalty"), tuple(known))
        return Penalties(
            **{
                name: self._percentage(found, ("memory", "penalty", name), cast(int, default))
                for name, default in known.items()
            }
        )

    def _percentage(
        self, table: Mapping[str, Any], keys: Keys, default: int, *, least: int = 0
    ) -> int:
        value = table.get(str(keys[-1]), default)
        if type(value) is not int or not least <= value <= 100:
            allowed = _("a whole number from {low} to {high}").format(low=least, high=100)
            raise self.wrong(keys, value, allowed)
        return value


def _file_fault(pattern: str) -> str:
    """How a pattern of files has to be written; empty where it is well written."""
    parts = pattern.split("/")
    if len(pattern) > _LONGEST:
        return _("at most {limit} characters").format(limit=_LONGEST)
    if "\\" in pattern or not pattern.isprintable():
        return _("slashes (/) between folders, no backslashes and no control characters")
    if any(part in ("", ".", "..") for part in parts):
        return _("a path in the workspace, names between single slashes, without “.” and “..”")
    if any("**" in part and part != "**" for part in parts):
        return _("“**” alone between slashes: {example}").format(example="“memory/**/*.tmx”")
    if any(part.startswith(".") for part in parts):
        return _("no name that begins with a dot")
    if re.search(r"[*?\[]", parts[0]):
        return _("a folder by its name before all else: “memory/**”")
    if not parts[-1].endswith((*SUFFIXES, "*")):
        return _("files that end in {suffixes}").format(suffixes=", ".join(SUFFIXES))
    return ""


def _is_database(url: str) -> bool:
    """True for an address of PostgreSQL; where no host stands in it, each person says which."""
    try:
        database_address(url)
    except ValueError:
        return False
    return True


def _has_password(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    asked = {name.lower() for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    return parts.password is not None or bool(asked & {"password", "passfile", "sslpassword"})
