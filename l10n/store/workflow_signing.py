"""The keys of `[publish]` that say whose signatures a version takes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.person import parsed_person
from l10n.model.signing_rules import ANYBODY, SigningRules
from l10n.store.workflow_values import Values, listed
from l10n.toml import written

KEYS = ("two_pairs_of_eyes", "max_unedited", "roles", "approvers")


class SigningKeys(Values):
    """Takes the rules on signatures."""

    def signing_rules(self, table: Mapping[str, Any]) -> SigningRules:
        """The rules of the table `[publish]`; raises WorkflowError for one that cannot be kept."""
        approvers = self._approvers(table)
        rules = SigningRules(
            two_pairs_of_eyes=self._two_pairs(table),
            max_unedited=self._share(table),
            roles=self.strings(table, "roles", (), ("publish",)),
            approvers=approvers,
        )
        for key in ("two_pairs_of_eyes", "roles", "approvers"):
            if table.get(key) and table.get("require") != "approved":
                raise self.error(
                    ("publish", key),
                    _("publish.{key} is about approvals, which nothing asks for").format(key=key),
                    _('write require = "approved" in [publish], or delete this key'),
                    code="WF-070",
                )
        known = [role for role, _people in approvers]
        for index, role in enumerate(rules.roles):
            self._plain(("publish", "roles", index), role)
            if known and role not in known:
                raise self.error(
                    ("publish", "roles", index),
                    _("nobody may sign in the role {role}").format(role=written(role)),
                    _("name somebody in [publish.approvers], where there are {names}").format(
                        names=listed(known)
                    ),
                    code="WF-071",
                )
        return rules

    def _two_pairs(self, table: Mapping[str, Any]) -> bool:
        value = table.get("two_pairs_of_eyes", False)
        if not isinstance(value, bool):
            raise self.wrong(("publish", "two_pairs_of_eyes"), value, "true, false")
        return value

    def _share(self, table: Mapping[str, Any]) -> Decimal | None:
        value = table.get("max_unedited")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            allowed = _("a share from 0 to 1: 0.3 is thirty percent of the words")
            raise self.wrong(("publish", "max_unedited"), value, allowed)
        return Decimal(repr(value))

    def _approvers(self, table: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        keys = ("publish", "approvers")
        found: list[tuple[str, tuple[str, ...]]] = []
        named = self.table(table, ("publish",), "approvers")
        for role in named:
            self._plain((*keys, role), role)
            people = self.strings(named, role, (), keys)
            if not people:
                allowed = _('at least one person: ["olena@example.org"], or ["*"] for anybody')
                raise self.wrong((*keys, role), list(people), allowed)
            for index, each in enumerate(people):
                if each != ANYBODY and (not is_plain_line(each) or parsed_person(each) is None):
                    allowed = _('"Name <mail>", a name, an address, or "*" for anybody')
                    raise self.wrong((*keys, role, index), each, allowed)
            found.append((role, people))
        return tuple(found)

    def _plain(self, keys: tuple[str | int, ...], role: str) -> None:
        if not is_plain_line(role):
            allowed = _("one line of text in quotes, in which each character is seen")
            raise self.wrong(keys, role, allowed)
