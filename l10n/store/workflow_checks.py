"""What a workflow says of checks, and of the style that some of them look after."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from l10n.messages import _
from l10n.model.style import Style
from l10n.store.workflow_values import Values, listed, near
from l10n.toml import Keys

LEVELS = ("error", "warning", "hint", "off")
"""What a workflow makes of the findings of a check."""
_APOSTROPHES = ("’", "'", "ʼ")
_CAPITALS = ("sentence", "title")
_LONGEST = 1_000
"""Characters that a headline or a description may be allowed."""


class CheckKeys(Values):
    """Reads `domains`, `[checks]` and `[style.<locale>]`."""

    def domains(self, data: Mapping[str, Any]) -> tuple[str, ...] | None:
        """Take the domains of the glossary; None where a workflow does not name any."""
        return self.strings(data, "domains", ()) if "domains" in data else None

    def checks(self, data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """Take the level of each check that is named; whether there is such a check is not known
        here.
        """
        table = self.table(data, (), "checks")
        return tuple((name, self._level(table, name)) for name in table)

    def _level(self, table: Mapping[str, Any], name: str) -> str:
        value = table[name]
        if value not in LEVELS:
            raise self.wrong(("checks", name), value, listed(LEVELS, quote=True))
        return str(value)

    def styles(
        self, data: Mapping[str, Any], targets: Sequence[str]
    ) -> tuple[tuple[str, Style], ...]:
        """Take the style of each locale, or of a language for all of its locales."""
        tables = self.table(data, (), "style")
        known = {*targets, *(each.split("-")[0] for each in targets)}
        found: list[tuple[str, Style]] = []
        for tag in tables:
            keys: Keys = ("style", tag)
            locale = self.locale(keys, tag)
            if locale not in known:
                raise self.error(
                    keys,
                    _("there is a style for {locale}, which is no target").format(locale=locale),
                    near(locale, targets) or _("known are: {names}").format(names=listed(targets)),
                    code="WF-023",
                )
            table = self.table(tables, ("style",), tag)
            self.known(table, keys, [each.name for each in fields(Style)])
            found.append((locale, self._style(table, keys)))
        return tuple(found)

    def _style(self, table: Mapping[str, Any], keys: Keys) -> Style:
        return Style(
            apostrophe=self._word(table, (*keys, "apostrophe"), _APOSTROPHES),
            headlines=self._word(table, (*keys, "headlines"), _CAPITALS),  # type: ignore[arg-type]
            headline_length=self._length(table, (*keys, "headline_length")),
            description_length=self._length(table, (*keys, "description_length")),
        )

    def _word(self, table: Mapping[str, Any], keys: Keys, allowed: Sequence[str]) -> str | None:
        return self.choice(table, keys, allowed) if keys[-1] in table else None

    def _length(self, table: Mapping[str, Any], keys: Keys) -> int | None:
        value = table.get(str(keys[-1]))
        if value is None:
            return None
        if type(value) is not int or not 1 <= value <= _LONGEST:
            allowed = _("a whole number from {low} to {high}").format(low=1, high=_LONGEST)
            raise self.wrong(keys, value, allowed)
        return value
