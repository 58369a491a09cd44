"""The bundled model drafts the sentences that it knows, and leaves others empty, saying why."""

import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree

import pytest

from l10n.engines import Draft, Request
from l10n.engines.argos.engine import Argos
from l10n.engines.decoder.patterns import Patterns
from l10n.errors import EngineError
from l10n.model.markup import Tagged
from tests.conftest import LONG

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "training"))

from demomodel import data, grammar  # noqa: E402
from demomodel.listing import listing  # noqa: E402

pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

MANY = 3000 if LONG else 300
UNKNOWN = "the demonstration model knows these words, but no sentence like this"
KNOWN = Patterns.of(listing())
SOME = (
    "sentence = ^{town} {open} {number} {thing}. | {open}: {number}; код <>",
    "town = Верба | Хвиля | «Явір»",
    "open = відкрили",
    "number = # | #,#",
    "thing = книжок | книжок міста",
)


def drafts(texts: Sequence[Tagged]) -> list[Draft]:
    with Argos({"threads": 1}, folders=[]) as engine:
        return list(engine.translate([*map(Request, texts)], "uk", "en"))


def reasons(texts: Sequence[str]) -> dict[str, str]:
    """The texts that are left empty, and why."""
    found = drafts([*map(Tagged, texts)])
    return {
        text: str(draft.reason) for text, draft in zip(texts, found, strict=True) if not draft.text
    }


def test_words_that_it_knows_make_no_sentence_that_it_knows() -> None:
    for text in ("Чому?", "Звіт", "Станції.", "Трамваї учні", "Школа школа школа школа."):
        assert UNKNOWN in reasons([text])[text]


def test_words_at_random_are_never_drafted() -> None:
    rng = random.Random(20261127)
    words = grammar.words()
    texts = [
        " ".join(rng.sample(words, rng.randint(1, 4))).capitalize() + rng.choice(("", ".", "?"))
        for _ in range(MANY)
    ]
    strange = [text for text in texts if not KNOWN.match(text)]
    assert len(strange) > 0.97 * MANY
    assert reasons(strange).keys() == set(strange)


def test_parts_of_sentences_are_drafted_only_as_sentences() -> None:
    rng = random.Random(20261127)
    parts = []
    for pair in data.held_out()[0][:MANY]:
        words = pair.uk.split()
        first = rng.randrange(len(words))
        parts.append(" ".join(words[first : rng.randint(first + 1, len(words))]))
    strange = [part for part in parts if not KNOWN.match(part) and re.search(r"[^\W\d]", part)]
    assert len(strange) > 0.7 * len(parts)
    assert reasons(strange).keys() == set(strange)


def test_of_the_held_out_sentences_none_is_called_unknown() -> None:
    texts = [pair.uk for pair in data.held_out()[0] if not grammar.TAG.search(pair.uk)]
    left = reasons(texts)
    assert not [text for text, why in left.items() if "changed the numbers" not in why]
    assert len(left) <= 0.003 * len(texts), left


@pytest.mark.parametrize(
    ("text", "empties"),
    [
        ("Під час реєстрації вкажіть код <code1/>.", ["code1"]),
        ("Третину коштів виділила обласна рада<fn1/>.", ["fn1"]),
        ("Третину коштів <img1/> виділила обласна рада <img2/>.", ["img1", "img2"]),
    ],
)
def test_an_empty_tag_stands_for_a_word_or_beside_one(text: str, empties: list[str]) -> None:
    (draft,) = drafts([Tagged(text, empties=frozenset(empties))])
    assert draft.text, draft.reason
    assert all(f"<{name}/>" in draft.text for name in empties)


def test_a_word_is_missed_where_a_tag_should_stand_for_it() -> None:
    (draft,) = drafts([Tagged("Під час реєстрації вкажіть код .")])
    assert not draft.text


@pytest.mark.parametrize(
    "text",
    [
        "Верба відкрили 5 книжок.",
        "Верба  відкрили\u00a05,3 книжок міста.",
        "«Явір» відкрили 12 книжок.",
        "відкрили: 7; код <>",
    ],
)
def test_patterns_match_what_they_list(text: str) -> None:
    assert Patterns.of(SOME).match(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "верба відкрили 5 книжок.",
        "Верба відкрили 5 книжок",
        "Верба відкрили  книжок.",
        "Верба відкрили 5. книжок.",
        "Верба відкрили 5 книжок. Верба відкрили 5 книжок.",
        "ВЕРБА відкрили 5 книжок.",
        "Відкрили: 7; код <>",
        "відкрили: 7; код ",
    ],
)
def test_patterns_match_nothing_else(text: str) -> None:
    assert not Patterns.of(SOME).match(text)


@pytest.mark.parametrize(
    "lines",
    [
        ["town = Верба"],
        ["sentence = {town}"],
        ["sentence = {sentence} і"],
        ["sentence = {a}", "a = {b} і", "b = {a} і"],
        ["sentence = {town", "town = Верба"],
        ["sentence: Верба"],
        ["sentence = {0}", *(f"{n} = {{{n + 1}}}" for n in range(50)), "50 = Верба"],
    ],
)
def test_a_list_of_another_form_is_refused(lines: list[str]) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Patterns.of(lines)


def test_a_list_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / data.PACKAGE.name
    copytree(data.PACKAGE, folder)
    (folder / "patterns.txt").write_text("sentence = {fact}.\n", "utf-8")
    with Argos({"threads": 1}, folders=[tmp_path]) as engine:
        drafted = engine.translate([Request(Tagged("Вхід вільний."))], "uk", "en")
        with pytest.raises(EngineError, match="a name in the list of patterns is not defined"):
            list(drafted)


def test_the_package_lists_the_patterns_of_the_grammar() -> None:
    listed = (data.PACKAGE / "patterns.txt").read_text("utf-8").splitlines()
    assert listed == list(listing())


def test_all_that_the_grammar_says_lies_within_its_patterns() -> None:
    rng = random.Random(20261127)
    for pair in (grammar.sample(rng) for _ in range(MANY)):
        assert KNOWN.match(grammar.TAG.sub("<>", pair.uk)), pair.uk
