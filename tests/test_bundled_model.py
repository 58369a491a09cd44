import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "training"))

from demomodel import data, grammar, package  # noqa: E402
from demomodel.inflect import (  # noqa: E402
    agreeing,
    count_class,
    euphony,
    given_name,
    ordinal,
    phrase,
    surname,
)

METADATA = json.loads((data.PACKAGE / "metadata.json").read_text("utf-8"))
LIMITS = METADATA["l10n"]


@pytest.fixture(scope="module")
def wrong() -> dict[str, tuple[int, list[tuple[str, str, str]]]]:
    """For each set: its size and what of it is not translated exactly."""
    pytest.importorskip("ctranslate2", reason="the extra argos is not installed")
    pytest.importorskip("sentencepiece", reason="the extra argos is not installed")
    from evaluate import Model, failures, sets

    model = Model()
    return {name: (len(pairs), failures(model, pairs)) for name, pairs in sets().items()}


def test_held_out_sentences_are_right(wrong):
    total, failed = wrong["held out"]
    assert total == 1000
    assert len(failed) <= 20, failed


def test_held_out_tags_are_carried(wrong):
    total, failed = wrong["held out, tagged"]
    assert total == 300
    assert len(failed) <= 6, failed


@pytest.mark.parametrize("name", ["articles", "articles, tags left out"])
def test_articles_are_faultless(wrong, name):
    total, failed = wrong[name]
    assert total > 80
    assert not failed


def test_tags_survive_even_where_words_do_not(wrong):
    _, failed = wrong["held out, tagged"]
    tags = grammar.TAG.findall
    lost = [row for row in failed if sorted(tags(row[0])) != sorted(tags(row[2]))]
    assert len(lost) <= 3


def test_package_is_small_and_whole():
    files = [path for path in data.PACKAGE.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 3_000_000
    names = {path.relative_to(data.PACKAGE).as_posix() for path in files}
    assert names >= {
        "README.md",
        "metadata.json",
        "model/config.json",
        "model/model.bin",
        "model/shared_vocabulary.json",
        "patterns.txt",
        "sentencepiece.model",
        "words.txt",
    }


def test_argos_reads_the_package():
    upstream = pytest.importorskip("argostranslate.package")
    model = upstream.Package(data.PACKAGE)
    assert (model.from_code, model.to_code, model.type) == ("uk", "en", "translate")
    assert "demonstration" in model.get_readme()


def test_words_are_those_of_the_grammar():
    listed = (data.PACKAGE / "words.txt").read_text("utf-8").splitlines()
    assert listed == list(grammar.words())


def test_limits_are_those_of_the_grammar():
    assert LIMITS["demonstration"] is True
    assert LIMITS["max_digits"] == grammar.MAX_DIGITS
    assert LIMITS["tags"] == grammar.MOST_TAGS
    assert LIMITS["compute_type"] == package.COMPUTE_TYPE
    assert LIMITS["least_confidence"] == package.LEAST_CONFIDENCE
    texts = "".join(pair.uk for held in data.held_out() for pair in held)
    assert set(grammar.TAG.sub("", texts)) <= set(LIMITS["characters"])


def test_articles_lie_within_the_word_list():
    known = set(grammar.words())
    for source, _ in data.article_sentences():
        assert grammar.words_of([source]) <= known, source


def test_there_are_enough_patterns():
    assert len(grammar.patterns("sentence")) + len(grammar.patterns("fact")) >= 60


def test_article_sentences_are_kept_out_of_training():
    sentences = [source for source, _ in data.article_sentences()]
    assert all(map(data.in_articles, sentences))
    pairs = data.training(3000, 0.4)
    held = {grammar.untagged(pair.uk) for both in data.held_out() for pair in both}
    articles = set(map(grammar.untagged, sentences))
    assert not {grammar.untagged(pair.uk) for pair in pairs} & (held | articles)


def test_both_sides_carry_the_same_tags_and_the_right_alphabet():
    for pair in data.held_out()[1]:
        assert sorted(grammar.TAG.findall(pair.uk)) == sorted(grammar.TAG.findall(pair.en))
        assert not any("а" <= char.lower() <= "ї" for char in pair.en), pair.en


def test_drawing_is_reproducible():
    data.held_out.cache_clear()
    first = data.held_out()
    data.held_out.cache_clear()
    assert data.held_out() == first


@pytest.mark.parametrize(
    ("number", "form"),
    [(1, "1"), (21, "1"), (11, "5"), (2, "2"), (34, "2"), (12, "5"), (25, "5"), (112, "5")],
)
def test_count_class(number, form):
    assert count_class(number) == form


@pytest.mark.parametrize(
    ("base", "gender", "case", "form"),
    [
        ("Калиненко", "m", "gen", "Калиненка"),
        ("Калиненко", "f", "gen", "Калиненко"),
        ("Озерський", "f", "nom", "Озерська"),
        ("Озерський", "m", "acc", "Озерського"),
        ("Кленовець", "m", "ins", "Кленовцем"),
        ("Вербчук", "m", "dat", "Вербчуку"),
    ],
)
def test_surnames(base, gender, case, form):
    assert surname(base, gender)[case] == form


@pytest.mark.parametrize(
    ("base", "gender", "case", "form"),
    [
        ("Назар", "m", "ins", "Назаром"),
        ("Андрій", "m", "gen", "Андрія"),
        ("Марія", "f", "gen", "Марії"),
        ("Леся", "f", "ins", "Лесею"),
        ("Ганна", "f", "acc", "Ганну"),
    ],
)
def test_given_names(base, gender, case, form):
    assert given_name(base, gender)[case] == form


@pytest.mark.parametrize(
    ("word", "gender", "form"),
    [
        ("отримав", "f", "отримала"),
        ("записався", "p", "записалися"),
        ("переміг", "f", "перемогла"),
        ("прийшов", "p", "прийшли"),
        ("виділив", "n", "виділило"),
    ],
)
def test_agreement(word, gender, form):
    assert agreeing(word, gender) == form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ў Кленополі", "У Кленополі"),
        ("відбулася ў школі", "відбулася в школі"),
        ("вирувала ў Вербограді", "вирувала у Вербограді"),
        ("музей ў Яворині", "музей в Яворині"),
        ("бібліотека <1>ў</1> місті", "бібліотека <1>в</1> місті"),
        ("березня, ў Кленополі", "березня, у Кленополі"),
    ],
)
def test_euphony(text, expected):
    assert euphony(text) == expected


def test_phrases_are_declined():
    forms = phrase("f", "рада ради раді раду радою раді", "міський", "міста")
    assert (forms["gen"], forms["ins"]) == ("міської ради міста", "міською радою міста")
    assert phrase("m", "концерт " * 6, "осінній")["gen"].startswith("осіннього")
    assert [ordinal(n) for n in (1, 12, 22, 43)] == ["1st", "12th", "22nd", "43rd"]
