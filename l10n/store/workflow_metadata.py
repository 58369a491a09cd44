"""The table of a workflow that says what pages say of themselves: `[metadata]`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from l10n.language.locales import date_pattern_fault
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.metadata import KINDS, Metadata, Names, Selector
from l10n.model.statement import Party
from l10n.regex import regex
from l10n.store.workflow_values import Values
from l10n.toml import Keys

_KINDS = {"date": "dates", "byline": "bylines", "section": "sections"}
_PARTY = ("name", "type", "url")
_TABLES = ("date_format", "names", "section_names")
_KNOWN = (
    "label",
    "linked_data",
    "translator",
    *_KINDS.values(),
    *(f"html_{name}" for name in _KINDS.values()),
    *_TABLES,
)
_SELECTOR = regex(
    r"""(?P<element>[A-Za-z][A-Za-z0-9-]*)?
        (?P<classes>(?:\.[\w-]+)*)
        (?:\[(?P<attribute>[A-Za-z][\w:-]*)=(?P<quote>["']?)(?P<value>[^\[\]"']+)(?P=quote)\])?""",
    re.VERBOSE,
)
_URL = regex(r"https?://[^\s<>\"]+\Z")


class MetadataKeys(Values):
    """Takes the table `[metadata]`."""

    def metadata(
        self, data: Mapping[str, Any], targets: Sequence[str], taken: Mapping[str, str]
    ) -> Metadata:
        """What pages say of themselves; `taken` has the fields that other keys translate, and by
        which. Raises WorkflowError for what is not allowed.
        """
        table = self.table(data, (), "metadata")
        self.known(table, ("metadata",), _KNOWN)
        seen = dict(taken)
        fields = []
        elements = []
        for kind in KINDS:
            key = _KINDS[kind]
            names = self.strings(table, key, (), ("metadata",))
            fields.append((kind, tuple(self._fields(("metadata", key), names, seen))))
            key = f"html_{key}"
            selectors = self.strings(table, key, (), ("metadata",))
            elements.append((kind, tuple(self._selectors(("metadata", key), selectors))))
        return Metadata(
            label=self.switch(table, ("metadata", "label")),
            linked_data=self.switch(table, ("metadata", "linked_data")),
            translator=self._party(table),
            fields=tuple((kind, names) for kind, names in fields if names),
            elements=tuple((kind, found) for kind, found in elements if found),
            date_formats=self._formats(table, targets),
            people=self._names(table, "names", targets),
            sections=self._names(table, "section_names", targets),
        )

    def _fields(self, keys: Keys, names: Sequence[str], seen: dict[str, str]) -> list[str]:
        found = []
        for index, name in enumerate(names):
            bare = name.replace("[]", "")
            if bare in seen:
                raise self.error(
                    (*keys, index),
                    _("{name} stands both in {one} and in {other}").format(
                        name=name, one=f"metadata.{keys[-1]}", other=seen[bare]
                    ),
                    _("delete it in one of the two: only one of them can translate it"),
                    code="WF-041",
                )
            seen[bare] = f"metadata.{keys[-1]}"
            found.append(bare)
        return found

    def _selectors(self, keys: Keys, texts: Sequence[str]) -> list[Selector]:
        found = []
        for index, text in enumerate(texts):
            match = _SELECTOR.fullmatch(text)
            if not text or match is None:
                allowed = _('an element, classes, one attribute: "time", ".date", "a[rel=author]"')
                raise self.wrong((*keys, index), text, allowed)
            found.append(
                Selector(
                    (match["element"] or "").lower(),
                    tuple(filter(None, match["classes"].split("."))),
                    (match["attribute"] or "").lower(),
                    match["value"] or "",
                )
            )
        return found

    def _party(self, table: Mapping[str, Any]) -> Party | None:
        value = table.get("translator")
        keys: Keys = ("metadata", "translator")
        if value is None:
            return None
        if isinstance(value, str):
            value = {"name": value}
        if not isinstance(value, dict):
            raise self.wrong(keys, value, _("a name in quotes, or a table of name, type and url"))
        self.known(value, keys, _PARTY)
        name = value.get("name")
        if not isinstance(name, str) or not is_plain_line(name):
            raise self.wrong((*keys, "name"), name, _("a name in quotes"))
        kind = self.choice(value, (*keys, "type"), ("Organization", "Person"))
        url = value.get("url", "")
        if not isinstance(url, str) or (url and not _URL.match(url)):
            raise self.wrong((*keys, "url"), url, _("an address that begins with https://"))
        return Party(cast(Any, kind), name, url)

    def _formats(
        self, table: Mapping[str, Any], targets: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        found = []
        for tag, value in self.table(table, ("metadata",), "date_format").items():
            keys: Keys = ("metadata", "date_format", tag)
            locale = self.target(keys, tag, targets)
            fault = date_pattern_fault(value) if isinstance(value, str) else ""
            if not isinstance(value, str) or fault is not None:
                allowed = _('"long", "medium", "short", "full", or a pattern such as "d MMMM y"')
                raise self.wrong(keys, value, allowed)
            found.append((locale, value))
        return tuple(found)

    def _names(self, table: Mapping[str, Any], key: str, targets: Sequence[str]) -> Names:
        return tuple(
            (name, self.translations(("metadata", key, name), value, targets))
            for name, value in self.table(table, ("metadata",), key).items()
        )
