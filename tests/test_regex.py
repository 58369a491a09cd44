"""Patterns that are compiled late: whoever has one need not know."""

import copy
import pickle
import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import l10n
from l10n.regex import regex


def test_a_pattern_answers_as_one_of_re() -> None:
    late, plain = regex(r"(?P<word>\w+)", re.ASCII), re.compile(r"(?P<word>\w+)", re.ASCII)
    assert late.findall("ab cé") == plain.findall("ab cé")
    assert (late.pattern, late.flags, late.groups) == (plain.pattern, plain.flags, plain.groups)
    assert late.groupindex == plain.groupindex
    assert regex(rb"\d").sub(b"", b"a1") == b"a"


def test_functions_of_re_take_a_pattern() -> None:
    late = regex("b")
    assert isinstance(late, re.Pattern)
    assert re.sub(late, "x", "abc") == "axc"
    assert re.split(late, "abc") == ["a", "c"]
    assert re.compile(late).search("abc")


def test_a_copy_of_a_pattern_matches_as_it_does() -> None:
    late = regex("B", re.IGNORECASE)
    assert late.match("b")
    for copied in (copy.copy(late), copy.deepcopy(late), pickle.loads(pickle.dumps(late))):
        assert copied.match("b")
        assert copied == late


def test_patterns_are_the_same_by_text_and_flags() -> None:
    assert len({regex("a"), regex("a"), regex("a", re.ASCII), regex(b"a")}) == 3


def test_a_mistake_in_a_pattern_is_told_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.match("")


@pytest.mark.campaign
def test_every_pattern_of_the_package_can_be_compiled() -> None:
    """Nothing but its use tells a mistake in a pattern, and few commands use all."""
    found = set()
    for each in walk_packages(l10n.__path__, "l10n."):
        if not each.name.endswith("__main__"):
            values = vars(import_module(each.name)).values()
            found |= {value for value in values if isinstance(value, re.Pattern)}
    assert len(found) > 100
    for pattern in found:
        assert pattern.groups >= 0
