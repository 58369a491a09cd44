"""Sentences: LanguageTool's rules, read from the file alone, are those that choppa has."""

from typing import Any

import pytest
from choppa import DEFAULT_SRX_RULESET, SrxDocument

from l10n.language.sentences import srx
from l10n.language.sentences.languagetool import srx_rules

DOCUMENT = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
LANGUAGES = sorted(
    entry.language_pattern.pattern[1:].split(")")[0].split("|")[1]
    for entry in DOCUMENT.language_map_list
    if entry.language_pattern.pattern.startswith("(")
)
PLUGIN = (r"<0\}", r"\{0>")
"""Marks of rules that are left out."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_of_a_language_are_those_of_choppa(language: str) -> None:
    named = DOCUMENT.get_language_rule_list(f"{language}_two")
    theirs = [tuple(rule) for each in named for rule in each.rules]
    ours = [(rule.breaks, rule.before, rule.after) for rule in srx_rules(language)]
    assert ours == [
        rule for rule in theirs if not any(mark in rule[1] + rule[2] for mark in PLUGIN)
    ]


@pytest.mark.parametrize("language", ["uk", "en", "de", "pl", "nl", "ja", "sk"])
@pytest.mark.parametrize("far", [8, 100])
def test_patterns_are_compiled_as_choppa_compiles_them(language: str, far: int) -> None:
    named = DOCUMENT.get_language_rule_list(f"{language}_two")
    for each in named:
        each.rules[:] = [r for r in each.rules if not any(m in r[1] + r[2] for m in PLUGIN)]
    manager = DOCUMENT.get_rule_manager(named, far)
    theirs = [
        (
            DOCUMENT.compile(rule.before_pattern),
            DOCUMENT.compile(rule.after_pattern),
            manager.get_exception_pattern(rule),
        )
        for rule in manager.break_rule_list
    ]
    ours = [(each.before, each.after, each.exceptions) for each in srx._breaking(language, far)]
    assert written(ours) == written(theirs)


def written(patterns: list[tuple[Any, ...]]) -> list[list[tuple[str, int] | None]]:
    return [[each and (each.pattern, each.flags) for each in row] for row in patterns]
