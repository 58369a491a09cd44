"""The demonstration model drafts what it knows and leaves the rest empty."""

from pathlib import Path

import pytest

from l10n.engines import Request
from l10n.model.markup import Tagged

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines.argos.engine import Argos
from l10n.engines.argos.packages import survey
from tests.argos.desk import DEMO, WORDS, demonstrated, latin, one, tagged, why
from tests.tiny_argos import TABLE, package


def test_the_demonstration_model_drafts_what_it_knows(demo: Argos) -> None:
    draft = demonstrated(demo, "Мер сказав про подвір'я 25.")
    assert draft.text == latin("Мер сказав про подвір’я 25.")
    assert draft.model == "translate-uk_pl-demo 1.0"
    assert not draft.doubtful


@pytest.mark.parametrize("apostrophe", "'ʼ’")
def test_all_apostrophes_are_one_to_the_demonstration_model(demo: Argos, apostrophe: str) -> None:
    assert demonstrated(demo, f"подвір{apostrophe}я").text == latin("подвір’я")


OUTSIDE = [
    (tagged("Мер сказав про ракету і про дрон."), "does not know: ракету, і, дрон"),
    (tagged("мер № 5"), "characters: №"),
    (tagged("мер 125"), "at most 2 digits"),
    (tagged("мер мер мер мер мер мер"), "at most 5 words"),
    (tagged("<b1>мер</b1> <b2>мер</b2> <b3>мер</b3>", "b1 b2 b3"), "at most 2 tags in a sentence"),
]


@pytest.mark.parametrize(("text", "reason"), OUTSIDE)
def test_outside_its_limits_the_model_says_why_it_leaves_a_text(
    demo: Argos, text: Tagged, reason: str
) -> None:
    draft = demonstrated(demo, text)
    assert draft.text == ""
    assert why(draft).endswith(reason)


def test_the_demonstration_model_carries_tags(demo: Argos) -> None:
    draft = demonstrated(demo, tagged("мер <a1>міста</a1> сказав", "a1"))
    assert draft.text == "mer <a1>mista</a1> skazav"
    assert not draft.doubtful


def test_numbers_that_the_model_changed_leave_the_text_empty(tmp_path: Path) -> None:
    limits = {**DEMO, "max_digits": 4}
    package(tmp_path, metadata={"l10n": limits}, words=WORDS, table={**TABLE, "7": "8"})
    with Argos(folders=[tmp_path]) as engine:
        draft = one(engine, "мер 7")
    assert draft.text == ""
    assert "numbers" in why(draft)


def test_a_full_model_goes_before_the_demonstration_model(tmp_path: Path) -> None:
    metadata = {"package_version": "9.0", "l10n": DEMO}
    package(tmp_path / "b", metadata=metadata, words=WORDS)
    package(tmp_path / "a", metadata={"package_version": "1.0"})
    found = survey([tmp_path / "a"], bundled=tmp_path / "b").models
    assert [model.label for model in found] == ["translate-uk_en 1.0", "translate-uk_en-demo 9.0"]
    assert [model.bundled for model in found] == [False, True]


def test_the_bundled_model_puts_tags_at_the_gold_words() -> None:
    from benchmarks import markup, markup_score

    gold = markup.golds(quick=True)
    with Argos({"threads": 1}, folders=[]) as engine:
        texts = [Tagged(each.source, each.pairs, each.empties) for each in gold]
        drafts = list(engine.translate([*map(Request, texts)], "uk", "en"))
    found = markup_score.score(
        gold, [markup_score.Result(each.text, each.doubtful) for each in drafts]
    )
    assert found.whole == 1
    assert found.exact >= 0.98
