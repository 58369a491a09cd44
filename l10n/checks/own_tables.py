"""Whether a desk's own table of a language can be used: tried on the examples of all checks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from l10n.checks.catalogue import CHECKS
from l10n.checks.check import Check, Example, about, subject_of
from l10n.errors import TableError, exception_words
from l10n.language.tables import Section, Table, table_of
from l10n.messages import _


def extended(locale: str, sections: Mapping[str, Section]) -> Table:
    """The tool's own table of a locale with what a desk adds to it; raises TableError.

    A number that is none, or a rule that does not say what it should, comes to light where a check
    reads it. So each section is tried before anything is checked.
    """
    table = table_of(locale)
    for name, section in sections.items():
        _try(table.extended({name: section}), name)
    made = table.extended(sections)
    _try(made, ", ".join(sections))
    return made


def _try(table: Table, name: str) -> None:
    for check, example in _examples(table.locale):
        source, target = example.locales
        rules = replace(
            subject_of(example).rules,
            source=table if source == table.locale else table_of(source),
            target=table if target == table.locale else table_of(target),
        )
        try:
            list(check(replace(subject_of(example), given=rules)))
        except Exception as error:
            raise TableError(
                _("[{section}] cannot be used: {why}").format(
                    section=name, why=exception_words(error)
                ),
                code="TAB-003",
                remedy=_("see how the tool’s own table of another language writes it"),
            ) from error


def _examples(locale: str) -> Iterator[tuple[Check, Example]]:
    """All examples, read as if they were from and into a locale, and from English into it."""
    for check in CHECKS:
        told = about(check)
        for example in () if told is None else (told.fires, told.passes):
            yield check, replace(example, locales=(locale, locale))
            yield check, replace(example, locales=(example.locales[0], locale))
            yield check, replace(example, locales=(locale, example.locales[1]))
