"""The table of a workflow that says what it takes to publish: `[publish]`."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from l10n.language.labels import STATES, Wording
from l10n.language.locales import direction
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.publishing import Addresses, Export, Fallback, LabelWhen, Publish, Require
from l10n.store.workflow_signing import KEYS as SIGNING
from l10n.store.workflow_signing import SigningKeys
from l10n.store.workflow_values import listed, near
from l10n.store.workflow_versions import KEYS as VERSIONS
from l10n.store.workflow_versions import VersionKeys
from l10n.toml import Keys, dotted

_OWN = ("require", "fallback", "links", "label", "partial", "label_when", "also")
_KNOWN = (*_OWN, *SIGNING, *VERSIONS)
_EXPORTS = ("html", "json")


class PublishKeys(SigningKeys, VersionKeys):
    """Takes the table `[publish]`."""

    def publish(self, data: Mapping[str, Any], targets: Sequence[str]) -> Publish:
        """What it takes to publish a version; raises WorkflowError for what is not allowed."""
        table = self.table(data, (), "publish")
        self.known(table, ("publish",), _KNOWN)
        require = self.choice(table, ("publish", "require"), ("translated", "draft", "approved"))
        fallback = self.choice(table, ("publish", "fallback"), ("refuse", "source"))
        links = self.choice(table, ("publish", "links"), ("keep", "relink"))
        label_when = self.choice(table, ("publish", "label_when"), ("unreviewed", "always"))
        return Publish(
            require=cast(Require, require),
            fallback=cast(Fallback, fallback),
            links=cast(Addresses, links),
            also=self._also(table),
            label_when=cast(LabelWhen, label_when),
            labels=self._labels(table, targets),
            signing=self.signing_rules(table),
            versions=self.version_rules(table, targets),
        )

    def _also(self, table: Mapping[str, Any]) -> tuple[Export, ...]:
        names = self.strings(table, "also", (), ("publish",))
        for index, name in enumerate(names):
            if name not in _EXPORTS:
                raise self.wrong(("publish", "also", index), name, listed(_EXPORTS, quote=True))
        return cast(tuple[Export, ...], names)

    def _labels(
        self, publish: Mapping[str, Any], targets: Sequence[str]
    ) -> tuple[tuple[str, Wording], ...]:
        """The desk's own words: a text for each state, or one text for machine drafts alone."""
        found: dict[str, dict[str, str]] = {}
        for tag, value in self.table(publish, ("publish",), "label").items():
            keys: Keys = ("publish", "label", tag)
            locale = self._label_locale(keys, tag, targets)
            if isinstance(value, dict):
                self.known(value, keys, STATES)
                words = {name: self._text((*keys, name), locale, value[name]) for name in value}
            else:
                words = {"machine": self._text(keys, locale, value)}
            found.setdefault(locale, {}).update(words)
        for tag, value in self.table(publish, ("publish",), "partial").items():
            keys = ("publish", "partial", tag)
            locale = self._label_locale(keys, tag, targets)
            if "partial" in found.get(locale, {}):
                raise self.error(
                    keys,
                    _("{key} says what {other} says too").format(
                        key=dotted(keys), other=dotted(("publish", "label", tag, "partial"))
                    ),
                    _("delete one of the two"),
                    code="WF-040",
                )
            found.setdefault(locale, {})["partial"] = self._text(keys, locale, value)
        return tuple((locale, Wording(**words)) for locale, words in found.items())

    def _label_locale(self, keys: Keys, tag: str, targets: Sequence[str]) -> str:
        locale = self.locale(keys, tag)
        if locale in {*targets, *(each.split("-")[0] for each in targets)}:
            return locale
        raise self.error(
            keys,
            _("there is a label for {locale}, which is no target").format(locale=locale),
            near(locale, targets) or _("known are: {names}").format(names=listed(targets)),
            code="WF-008",
        )

    def _text(self, keys: Keys, locale: str, text: object) -> str:
        if isinstance(text, str) and is_plain_line(text, rtl=direction(locale) == "rtl"):
            return text
        allowed = _("one line of text in quotes, in which each character is seen")
        raise self.wrong(keys, text, allowed)
