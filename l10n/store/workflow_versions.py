"""The keys of `[publish]` for corrections, retractions, and when an article may go out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from l10n.language.locales import direction
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.moments import moment
from l10n.model.version_rules import Retraction, VersionRules
from l10n.store.workflow_gates import pattern_fault
from l10n.store.workflow_values import Values
from l10n.toml import Keys

KEYS = (
    *("retraction", "retracted", "correction_notice", "corrected"),
    *("together", "release_at_field", "release_at"),
)


class VersionKeys(Values):
    """Takes those keys."""

    def version_rules(self, table: Mapping[str, Any], targets: Sequence[str]) -> VersionRules:
        """The rules of a desk; raises WorkflowError for what is not allowed."""
        return VersionRules(
            retraction=cast(
                Retraction, self.choice(table, ("publish", "retraction"), ("notice", "remove"))
            ),
            retracted=self._words(table, "retracted", targets),
            correction_notice=self._wish(table, "correction_notice"),
            corrected=self._words(table, "corrected", targets),
            together=self._wish(table, "together"),
            release_field=self._field(table),
            releases=self._releases(table),
        )

    def _wish(self, table: Mapping[str, Any], name: str) -> bool:
        """Take true or false; false where nothing is said."""
        return self.switch({name: False, **table}, ("publish", name))

    def _words(
        self, table: Mapping[str, Any], name: str, targets: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for tag, text in self.table(table, ("publish",), name).items():
            keys: Keys = ("publish", name, tag)
            locale = self.target(keys, tag, targets)
            backward = direction(locale) == "rtl"
            if not isinstance(text, str) or not is_plain_line(text, rtl=backward):
                allowed = _("one line of text in quotes, in which each character is seen")
                raise self.wrong(keys, text, allowed)
            found.append((locale, text))
        return tuple(found)

    def _field(self, table: Mapping[str, Any]) -> str:
        value = table.get("release_at_field", "release_at")
        if not isinstance(value, str) or (value and not is_plain_line(value)):
            allowed = _('a field of the front matter: "release_at"; "" for none')
            raise self.wrong(("publish", "release_at_field"), value, allowed)
        return value

    def _releases(self, table: Mapping[str, Any]) -> tuple[tuple[str, datetime], ...]:
        found: list[tuple[str, datetime]] = []
        for pattern, value in self.table(table, ("publish",), "release_at").items():
            keys: Keys = ("publish", "release_at", pattern)
            fault = pattern_fault(pattern)
            if fault:
                raise self.wrong(keys, pattern, fault)
            time = moment(value)
            if time is None:
                # A date of TOML is no value that a message could show.
                shown = str(value) if isinstance(value, date) else value
                raise self.wrong(keys, shown, with_offset())
            found.append((pattern, time))
        return tuple(found)


def with_offset() -> str:
    """What a time must look like."""
    return _("a time with its offset from UTC: 2026-12-01T09:00:00+02:00")
