"""The lexicons of pairs: their form as data, and how words are looked up in them."""

import re
from pathlib import Path

import pytest

from l10n.language.lexicon import lexicon
from l10n.language.skeletons import skeletons
from tests.growth import in_proportion

PAIRS = sorted((Path(__file__).parent.parent / "l10n/language/data/pairs").glob("*.tsv"))
STEM = re.compile(r"[^\W_]+’?[^\W_]*\.?|[%$€£₴№&]")


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_a_lexicon_is_sorted_and_says_nothing_twice(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    stems = [line.split("\t")[0] for line in lines]
    assert stems == sorted(set(stems))
    for line in lines:
        stem, renderings = line.split("\t")
        each = renderings.split(" ")
        assert each == sorted(set(each)), stem
        assert all(STEM.fullmatch(word) for word in (stem, *each)), line
        assert line == line.lower()


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_a_lexicon_serves_both_directions(path: Path) -> None:
    one, other = path.stem.split("-")
    there, back = lexicon(one, other), lexicon(other, one)
    for line in path.read_text(encoding="utf-8").splitlines():
        stem, renderings = line.split("\t")
        for rendering in renderings.split(" "):
            assert rendering in there.renderings((stem,))
            assert stem in back.renderings((rendering,))


@pytest.mark.parametrize(
    ("word", "rendering"),
    [
        ("уряд", "government"),
        ("урядами", "government"),
        ("потягом", "train"),
        ("бо", "because"),
        ("відсотків", "%"),
    ],
)
def test_a_word_is_known_by_its_stem(word: str, rendering: str) -> None:
    known = lexicon("uk", "en")
    assert rendering in known.renderings(known.stems(word))


@pytest.mark.parametrize(
    ("word", "stem"), [("stopping", "stop"), ("governments", "government"), ("for", "for.")]
)
def test_an_english_word_is_known_by_its_stem(word: str, stem: str) -> None:
    assert stem in lexicon("en", "uk").stems(word)


def test_a_whole_word_is_no_stem() -> None:
    assert "бо." not in lexicon("uk", "en").stems("боротьба")


def test_a_pair_without_a_lexicon_knows_nothing() -> None:
    assert not lexicon("fi", "uk")
    assert lexicon("fi", "uk").stems("talo") == ()
    assert not lexicon("../uk", "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("президент", "president"),
        ("вашингтон", "washington"),
        ("джордж", "george"),
        ("ньюпорт", "newport"),
        ("хемінгуей", "hemingway"),
    ],
)
def test_a_name_is_known_by_its_consonants(one: str, other: str) -> None:
    starts = [{bare[:3] for bare in skeletons(word)} for word in (one, other)]
    assert starts[0] & starts[1]


@pytest.mark.growth
def test_long_words_cost_no_more_than_their_letters() -> None:
    known = lexicon("uk", "en")
    assert in_proportion(lambda size: known.stems("а" * size), 100_000)
    assert in_proportion(lambda size: skeletons("бж" * size), 100_000)
