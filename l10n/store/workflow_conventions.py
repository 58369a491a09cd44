"""What a workflow says of how its articles are written: dialect, shortcodes, taxonomies."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from l10n.messages import _
from l10n.model.conventions import DIALECTS, Conventions, Foreign, Taxonomy
from l10n.store.workflow_metadata import MetadataKeys
from l10n.toml import Keys


class ConventionKeys(MetadataKeys):
    """Reads the keys that speak of the articles themselves."""

    def conventions(
        self, data: Mapping[str, Any], targets: Sequence[str], fields: Sequence[str]
    ) -> Conventions:
        """Take how the articles are written; no taxonomy may be one of the `fields` too."""
        dialect = self.choice(data, ("dialect",), DIALECTS) if "dialect" in data else ""
        shortcodes = self.table(data, (), "shortcodes")
        taxonomies = self.taxonomies(data, targets, fields)
        taken = {each.replace("[]", ""): "fields" for each in fields}
        taken |= {each.field: "taxonomies" for each in taxonomies}
        return Conventions(
            dialect,
            tuple(
                (name, self.strings(shortcodes, name, (), ("shortcodes",))) for name in shortcodes
            ),
            taxonomies,
            cast(Foreign, self.choice(data, ("foreign",), ("leave", "translate"))),
            metadata=self.metadata(data, targets, taken),
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
