"""The table of a workflow that says what it takes to publish: `[publish]`."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from l10n.language.locales import direction
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.publishing import Addresses, Fallback, Publish, Require
from l10n.store.workflow_values import Values, listed, near
from l10n.toml import Keys

_KNOWN = ("require", "fallback", "links", "label", "partial")


class PublishKeys(Values):
    """Takes the table `[publish]`."""

    def publish(self, data: Mapping[str, Any], targets: Sequence[str]) -> Publish:
        """What it takes to publish a version; raises WorkflowError for what is not allowed."""
        table = self.table(data, (), "publish")
        self.known(table, ("publish",), _KNOWN)
        require = self.choice(table, ("publish", "require"), ("translated", "draft"))
        fallback = self.choice(table, ("publish", "fallback"), ("refuse", "source"))
        links = self.choice(table, ("publish", "links"), ("keep", "relink"))
        return Publish(
            require=cast(Require, require),
            fallback=cast(Fallback, fallback),
            links=cast(Addresses, links),
            labels=self._labels(table, targets, "label"),
            partial=self._labels(table, targets, "partial"),
        )

    def _labels(
        self, publish: Mapping[str, Any], targets: Sequence[str], name: str
    ) -> tuple[tuple[str, str], ...]:
        keys: Keys = ("publish", name)
        labels: list[tuple[str, str]] = []
        for tag, text in self.table(publish, ("publish",), name).items():
            locale = self.locale((*keys, tag), tag)
            backward = direction(locale) == "rtl"
            if not isinstance(text, str) or not is_plain_line(text, rtl=backward):
                allowed = _("one line of text in quotes, in which each character is seen")
                raise self.wrong((*keys, tag), text, allowed)
            if locale not in {*targets, *(each.split("-")[0] for each in targets)}:
                raise self.error(
                    (*keys, tag),
                    _("there is a label for {locale}, which is no target").format(locale=locale),
                    near(locale, targets) or _("known are: {names}").format(names=listed(targets)),
                    code="WF-008",
                )
            labels.append((locale, text))
        return tuple(labels)
