"""The tables of engines in a workflow: their settings, and when each is asked."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from l10n.errors import L10nError
from l10n.language.locales import pair
from l10n.messages import _
from l10n.model.conditions import CONDITIONS, Conditions
from l10n.model.engine_settings import NOT_ITS_OWN, Value
from l10n.model.workflow import Setting
from l10n.regex import regex
from l10n.store.workflow_values import Values, near
from l10n.toml import Keys, dotted, written


class EngineTables(Values):
    """Reads `[engine.<name>]` and `[engine.<name>.when]`."""

    def settings(self, data: Mapping[str, Any], engines: Sequence[str]) -> tuple[Setting, ...]:
        """Take the settings of all engines, as they stand."""
        found: list[Setting] = []
        tables = self.table(data, (), "engine")
        for engine in tables:
            keys: Keys = ("engine", engine)
            if engine not in engines:
                raise self.error(
                    keys,
                    _("[engine.{name}] is for an engine that `engines` does not list").format(
                        name=engine
                    ),
                    near(engine, engines) or _("add it to `engines`, or delete the table"),
                    code="WF-009",
                )
            table = self.table(tables, ("engine",), engine)
            plugin = self.plugin(table, engine)
            for key, value in table.items():
                if key not in NOT_ITS_OWN:
                    found.append(Setting(engine, key, self.value((*keys, key), plugin, value)))
        return tuple(found)

    def plugins(self, data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """Take which engines go under another name than their own, and what they are."""
        tables = self.table(data, (), "engine")
        return tuple(
            (engine, self.plugin(table, engine))
            for engine, table in tables.items()
            if "use" in table
        )

    def plugin(self, table: Mapping[str, Any], engine: str) -> str:
        """Take the plug-in that makes an engine."""
        value = table.get("use", engine)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(("engine", engine, "use"), value, _("the name of an engine in quotes"))
        return value

    def value(self, keys: Keys, plugin: str, value: Any) -> Value:
        """Take a setting whatever its engine allows, which only the engine knows."""
        if _SECRET.search(str(keys[-1])):
            raise self.error(
                keys,
                _("{key}: a workflow is no place for a key").format(key=dotted(keys)),
                _("set {variable}, or write it to the file of keys (docs/engines.md)").format(
                    variable=variable(plugin)
                ),
                code="WF-010",
            )
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        if not isinstance(value, str | int | float | bool):
            raise self.wrong(keys, value, _("a text, a number, true, false, or a list of texts"))
        return value

    def conditions(self, data: Mapping[str, Any]) -> tuple[tuple[str, Conditions], ...]:
        """Take when each engine is asked."""
        found: list[tuple[str, Conditions]] = []
        tables = self.table(data, (), "engine")
        for engine in tables:
            when = self.table(self.table(tables, ("engine",), engine), ("engine", engine), "when")
            if not when:
                continue
            keys: Keys = ("engine", engine, "when")
            self.known(when, keys, CONDITIONS)
            lengths = {
                key: self.count(when, (*keys, key))
                for key in ("min_characters", "max_characters", "max_tags")
            }
            least, most = lengths["min_characters"] or 0, lengths["max_characters"]
            if most is not None and most < least:
                raise self.error(
                    (*keys, "max_characters"),
                    _("max_characters is less than min_characters"),
                    _("max_characters must be at least {least}").format(least=least),
                    code="WF-011",
                )
            pairs = self.pairs(when, (*keys, "pairs"))
            found.append((engine, Conditions(pairs, least, most, lengths["max_tags"])))
        return tuple(found)

    def count(self, table: Mapping[str, Any], keys: Keys) -> int | None:
        """Take a number of characters or tags; None where there is none."""
        value = table.get(str(keys[-1]))
        if value is not None and (type(value) is not int or value < 0):
            raise self.wrong(keys, value, _("a whole number, 0 or more"))
        return value

    def pairs(self, table: Mapping[str, Any], keys: Keys) -> tuple[tuple[str, str], ...]:
        """Take pairs of locales."""
        value = table.get("pairs", [])
        if not isinstance(value, list) or ("pairs" in table and not value):
            raise self.wrong(keys, value, _('a list of pairs: ["uk>en"]'))
        found = []
        for index, each in enumerate(value):
            try:
                found.append(pair(each) if isinstance(each, str) else pair(""))
            except L10nError as reason:
                raise self.error(
                    (*keys, index),
                    _("{key} = {value} is not allowed: {reason}").format(
                        key=dotted((*keys, index)), value=written(each), reason=reason.message
                    ),
                    reason.remedy or _('write a pair such as "uk>en"'),
                    code="WF-007",
                ) from None
        return tuple(found)


_SECRET = regex(r"(?:^|[_-])(?:api)?(?:key|token|secret|passw(?:or)?d|credentials?)$", re.I)


def variable(plugin: str) -> str:
    """The environment variable that holds an engine's key: `L10N_OPENAI_KEY`."""
    return f"L10N_{re.sub('[^A-Z0-9]', '_', plugin.upper())}_KEY"
