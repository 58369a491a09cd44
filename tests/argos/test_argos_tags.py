"""Tags in drafts: carried by the model, or placed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.engines import Request
from l10n.model.markup import TAG, Tagged, faults

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines.argos.engine import Argos
from l10n.tags.units import split
from tests.argos.desk import latin, one, tagged, why
from tests.tagged_texts import tagged_texts
from tests.tiny_argos import TABLE, package


def test_a_package_with_placeholders_carries_the_tags_itself(tagging: Argos) -> None:
    source = tagged("Мер <a1>міста <b2>Юрій</b2></a1>,<br3/>і", "a1 b2", "br3")
    draft = one(tagging, source)
    assert draft.text == "Mer <a1>mista <b2>Ûrij</b2></a1>,<br3/>i"
    assert not draft.doubtful


def test_tags_are_numbered_for_the_model_and_named_again(
    tagging: Argos,
) -> None:
    source = tagged("Мер <a7>міста</a7> і <fn30/> мер", "a7", "fn30")
    assert one(tagging, source).text == "Mer <a7>mista</a7> i <fn30/> mer"


def test_more_tags_than_known_are_placed_with_doubt(
    tagging: Argos,
) -> None:
    text = "<b1>мер</b1> <b2>міста</b2> <b3>сказав</b3> <b4>про</b4>"
    draft = one(tagging, tagged(text, "b1 b2 b3 b4"))
    assert draft.text == latin(text.replace("b", "\0")).replace("\0", "b")
    assert draft.doubtful


def test_a_tag_that_the_model_lost_is_placed(tmp_path: Path) -> None:
    package(tmp_path, metadata={"l10n": {"tags": 3}}, table={**TABLE, "</1>": "."})
    with Argos(folders=[tmp_path]) as engine:
        draft = one(engine, tagged("мер <a1>міста</a1> сказав", "a1"))
    assert draft.text == "mer <a1>mista</a1> skazav"
    assert draft.reason is None


def test_a_package_that_knows_no_tags_gets_them_placed(engine: Argos) -> None:
    draft = one(engine, tagged("Мер <a1>міста</a1> сказав.<fn2/>", "a1", "fn2"))
    assert draft.text == "Mer <a1>mista</a1> skazav.<fn2/>"
    assert not draft.doubtful


def test_tags_at_words_that_cannot_be_told_apart_are_doubtful(tmp_path: Path) -> None:
    package(tmp_path, table={**TABLE, "▁": "x"})
    with Argos(folders=[tmp_path]) as engine:
        draft = one(engine, tagged("мер <a1>міста</a1> сказав", "a1"))
    assert TAG.sub("", draft.text) == "xmerxmistaxskazav"
    assert draft.doubtful
    assert "wrong words" in why(draft)


def test_a_line_break_parts_two_words_for_the_model(engine: Argos) -> None:
    assert one(engine, tagged("мер<br1/>міста", "", "br1")).text == "mer<br1/> mista"


def test_tags_go_through_both_hops_of_a_pivot(engine: Argos) -> None:
    source = tagged("Мер <a1>міста</a1>.", "a1")
    draft = one(engine, source, ("uk", "de"))
    assert draft.text == "Mer <a1>mista</a1>."


def test_tags_that_cross_in_the_source_leave_the_text_empty(engine: Argos) -> None:
    draft = one(engine, tagged("<a1>мер <b2>міста</a1></b2>", "a1 b2"))
    assert draft.text == ""
    assert "nested" in why(draft)


@given(tagged_texts())
@settings(max_examples=200)
def test_parts_joined_give_the_text_again(text: Tagged) -> None:
    parts = split(text, "uk")
    assert parts is not None
    joined = "".join(part if isinstance(part, str) else part.tagged.text for part in parts)
    assert joined == text.text


@given(texts=st.lists(tagged_texts(), min_size=1, max_size=6))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_draft_carries_its_tags_or_is_empty_with_a_reason(
    engine: Argos, tagging: Argos, texts: list[Tagged]
) -> None:
    for given_engine in (engine, tagging):
        for text, draft in zip(
            texts, given_engine.translate([*map(Request, texts)], "uk", "en"), strict=True
        ):
            assert (draft.text and not faults(text, draft.text)) or draft.reason
            assert not draft.doubtful or draft.reason
