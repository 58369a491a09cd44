"""What a workflow says of how its articles are written: dialect, shortcodes, taxonomies."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from l10n.language.locales import direction
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.conventions import DIALECTS, Conventions, Foreign, Taxonomy
from l10n.store.workflow_values import Values, listed, near
from l10n.toml import Keys, dotted


class ConventionKeys(Values):
    """Reads the keys that speak of the articles themselves."""

    def conventions(
        self, data: Mapping[str, Any], targets: Sequence[str], fields: Sequence[str]
    ) -> Conventions:
        """Take how the articles are written; no taxonomy may be one of the `fields` too."""
        dialect = self.choice(data, ("dialect",), DIALECTS) if "dialect" in data else ""
        shortcodes = self.table(data, (), "shortcodes")
        return Conventions(
            dialect,
            tuple(
                (name, self.strings(shortcodes, name, (), ("shortcodes",))) for name in shortcodes
            ),
            self.taxonomies(data, targets, fields),
            cast(Foreign, self.choice(data, ("foreign",), ("leave", "translate"))),
        )

    def taxonomies(
        self, data: Mapping[str, Any], targets: Sequence[str], fields: Sequence[str]
    ) -> tuple[Taxonomy, ...]:
        """Take the terms of each taxonomy."""
        found: list[Taxonomy] = []
        named = {each.replace("[]", "") for each in fields}
        tables = self.table(data, (), "taxonomies")
        for field in tables:
            keys: Keys = ("taxonomies", field)
            if field.replace("[]", "") in named:
                raise self.error(
                    keys,
                    _("{name} stands both in `fields` and in `taxonomies`").format(name=field),
                    _("delete it from `fields`: a table translates it, and no person has to"),
                    code="WF-021",
                )
            table = self.table(tables, ("taxonomies",), field)
            terms = tuple(
                (term, self.translations((*keys, term), value, targets))
                for term, value in table.items()
            )
            found.append(Taxonomy(field.replace("[]", ""), tuple(targets), terms))
        return tuple(found)

    def translations(
        self, keys: Keys, value: Any, targets: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        """Take the translations of one term: one for all targets, or one for each locale."""
        by_tag = value if isinstance(value, dict) else dict.fromkeys(targets, value)
        known = {*targets, *(each.split("-")[0] for each in targets)}
        found: dict[str, str] = {}
        for tag, text in by_tag.items():
            place = (*keys, tag) if isinstance(value, dict) else keys
            locale = self.locale(place, tag)
            if locale not in known:
                raise self.error(
                    place,
                    _("{key} translates into {locale}, which is no target").format(
                        key=dotted(keys), locale=locale
                    ),
                    near(locale, targets) or _("known are: {names}").format(names=listed(targets)),
                    code="WF-022",
                )
            if not isinstance(text, str) or not is_plain_line(text, rtl=direction(locale) == "rtl"):
                allowed = _("one line of text in quotes, in which each character is seen")
                raise self.wrong(place, text, allowed)
            found[locale] = text
        return tuple(
            (target, text)
            for target in targets
            if (text := found.get(target) or found.get(target.split("-")[0]))
        )
