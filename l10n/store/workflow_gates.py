"""What a workflow asks of its catalogs: the tables `[[gate]]`."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from l10n.messages import _
from l10n.model.gate import Demands, Rule
from l10n.store.workflow_values import Values, listed, near
from l10n.toml import Keys

_KEYS = ("articles", "locales", "fail_under", "max_errors", "max_warnings")
_MOST = 1_000_000_000
"""Findings that may be allowed."""
_PATTERN = 1_000


class GateTables(Values):
    """Reads `[[gate]]`."""

    def gates(self, data: Mapping[str, Any], targets: Sequence[str]) -> tuple[Rule, ...]:
        """Take the rules in their order."""
        value = data.get("gate", [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(("gate",), value, _("tables: [[gate]]"))
        return tuple(self._rule(table, ("gate", n), targets) for n, table in enumerate(value))

    def _rule(self, table: Mapping[str, Any], keys: Keys, targets: Sequence[str]) -> Rule:
        self.known(table, keys, _KEYS)
        demands = Demands(
            fail_under=self._percent(table, (*keys, "fail_under")),
            max_errors=self._most(table, (*keys, "max_errors")),
            max_warnings=self._most(table, (*keys, "max_warnings")),
        )
        if demands.none:
            raise self.error(
                keys,
                _("a gate asks for nothing"),
                _("write one of {names}").format(names=listed(_KEYS[2:])),
                code="WF-025",
            )
        locales = self.strings(table, "locales", (), under=keys)
        return Rule(
            demands,
            articles=self._patterns(table, keys),
            locales=tuple(
                self._target((*keys, "locales", n), each, targets) for n, each in enumerate(locales)
            ),
        )

    def _patterns(self, table: Mapping[str, Any], keys: Keys) -> tuple[str, ...]:
        patterns = self.strings(table, "articles", (), under=keys)
        for index, pattern in enumerate(patterns):
            fault = pattern_fault(pattern)
            if fault:
                raise self.wrong((*keys, "articles", index), pattern, fault)
        return patterns

    def _target(self, keys: Keys, value: str, targets: Sequence[str]) -> str:
        locale = self.locale(keys, value)
        if locale not in targets:
            raise self.error(
                keys,
                _("there is a gate for {locale}, which is no target").format(locale=locale),
                near(locale, targets) or _("known are: {names}").format(names=listed(targets)),
                code="WF-026",
            )
        return locale

    def _percent(self, table: Mapping[str, Any], keys: Keys) -> Decimal | None:
        value = table.get(str(keys[-1]))
        if value is None:
            return None
        if type(value) not in (int, float) or not 0 <= value <= 100:
            raise self.wrong(keys, value, _("a number from 0 to 100, in percent"))
        return Decimal(str(value))

    def _most(self, table: Mapping[str, Any], keys: Keys) -> int | None:
        value = table.get(str(keys[-1]))
        if value is None:
            return None
        if type(value) is not int or not 0 <= value <= _MOST:
            allowed = _("a whole number from {low} to {high}").format(low=0, high=_MOST)
            raise self.wrong(keys, value, allowed)
        return value


def pattern_fault(pattern: str) -> str:
    """How a pattern of articles has to be written; empty where it is well written."""
    parts = pattern.split("/")
    if len(pattern) > _PATTERN:
        return _("at most {limit} characters").format(limit=_PATTERN)
    if "\\" in pattern:
        return _("slashes (/) between folders, no backslashes")
    if pattern.startswith("/") or parts[0] == "articles":
        return _("a pattern below articles/, without that folder: “news/**”")
    if any(part in ("", ".", "..") for part in parts):
        return _("names between single slashes, without “.” and “..”")
    if any("**" in part and part != "**" for part in parts):
        return _("“**” alone between slashes: “news/**/*.md”")
    return ""
