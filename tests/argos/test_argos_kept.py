"""What no translation changes comes back as it was."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.markup import Tagged

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines.argos.engine import Argos
from l10n.engines.decoder.masking import Masked
from l10n.language.protected import lost
from l10n.tags.units import Unit
from tests.argos.desk import demonstrated, one, tagged, why
from tests.tiny_argos import TABLE, package

KEPT = "https://example.org/a_b, user_name@mail.example.org, @desk_news, #свій_день"


@pytest.mark.parametrize("item", KEPT.split(", "))
def test_what_may_not_change_comes_back_as_it_was(engine: Argos, item: str) -> None:
    draft = one(engine, f"Мер сказав {item} про місто.")
    assert item in draft.text
    assert draft.text.startswith("Mer skazav ")
    assert draft.text.endswith(" pro misto.")


def test_what_a_model_mangles_comes_back_by_a_stand_in(tmp_path: Path) -> None:
    package(tmp_path, table={**TABLE, ":": "x"})
    with Argos(folders=[tmp_path]) as engine:
        draft = one(engine, "Мер сказав https://example.org/x про місто.")
    assert draft.text == "Mer skazav https://example.org/x pro misto."
    assert not draft.doubtful


def test_what_every_stand_in_mangles_is_put_back_with_doubt(tmp_path: Path) -> None:
    package(tmp_path, table={**TABLE, ":": "x", "1": "2"})
    with Argos(folders=[tmp_path]) as engine:
        draft = one(engine, "Мер сказав https://example.org/x про місто.")
    assert "https://example.org/x" in draft.text
    assert draft.doubtful
    assert "https://example.org/x" in why(draft)


def test_a_model_with_placeholders_gets_an_address_as_one(tagging: Argos) -> None:
    draft = one(tagging, tagged("Мер <a1>міста</a1> на example.org/a_b сказав", "a1"))
    assert draft.text == "Mer <a1>mista</a1> na example.org/a_b skazav"
    assert not draft.doubtful


def test_code_stands_where_a_word_would(tmp_path: Path) -> None:
    package(tmp_path)
    with Argos(folders=[tmp_path]) as engine:
        draft = one(engine, tagged("Мер <code1/> сказав <a2>про</a2> місто", "a2", "code1"))
    assert draft.text == "Mer <code1/> skazav <a2>pro</a2> misto"


def test_a_text_of_nothing_else_is_its_own_draft(engine: Argos, demo: Argos) -> None:
    for text in ("https://example.org/шлях", "@mer_x, #місто"):
        assert one(engine, text).text == text
    assert demonstrated(demo, "https://example.org/x").text == "https://example.org/x"


def test_an_address_is_no_unknown_word_to_the_bundled_model(demo: Argos) -> None:
    draft = demonstrated(demo, "Мер сказав про example.org.")
    assert draft.text == "Mer skazav pro example.org."


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        (tagged("мер <b1>5 V</b1>.", "b1"), "mer <b1>5 V</b1>."),
        (tagged("про<fn1/> 220 V сказав", "", "fn1"), "pro<fn1/> 220 V skazav"),
        (tagged("5 GHz"), "5 GHz"),
    ],
)
def test_a_foreign_unit_is_kept_in_a_tag_behind_a_tag_and_alone(
    engine: Argos, tagging: Argos, source: Tagged, draft: str
) -> None:
    assert one(engine, source).text == one(tagging, source).text == draft


def test_a_foreign_unit_in_a_tag_does_not_stop_the_bundled_model(demo: Argos) -> None:
    draft = demonstrated(demo, tagged("мер сказав <b1>5 GHz</b1> про", "b1"))
    assert draft.text == "mer skazav <b1>5 GHz</b1> pro"
    assert not draft.doubtful


def test_the_bundled_model_keeps_a_foreign_unit() -> None:
    with Argos({"threads": 1}, folders=[]) as engine:
        line = one(engine, tagged("Школа співпрацює з проєктом <b1>5 GHz</b1>.", "b1"))
        cell = one(engine, "5 GHz")
    assert "<b1>5 GHz</b1>" in line.text
    assert cell.text == "5 GHz"


@pytest.mark.parametrize(
    ("made", "back"),
    [
        ("says<kept1/>to", "says @ann to"),
        ("says</b2><kept1/>to", "says</b2> @ann to"),
        ("says<b2><kept1/></b2>to", "says <b2>@ann</b2> to"),
        ("(<kept1/>), to", "(@ann), to"),
        ("«<b2><kept1/></b2>»", "«<b2>@ann</b2>»"),
    ],
)
def test_a_word_does_not_touch_what_is_put_back(made: str, back: str) -> None:
    masked = Masked(Unit(()), {"kept1": "@ann"})
    assert masked.back(made, tagged("(@ann)", "b2")) == back


def test_a_number_written_to_a_stand_in_is_no_stand_in() -> None:
    masked = Masked(Unit(()), {"7193": "a@b.ua"}, stand_ins=True)
    assert masked.back("to 7193s", Tagged("на a@b.ua")) == "to a@b.ua s"
    assert masked.back("to 71930", Tagged("на a@b.ua")) is None


MANGLED = st.dictionaries(
    st.sampled_from([*":._-?1239XZеx"]),
    st.sampled_from(["▁", "x", ".", "7"]),
    max_size=6,
)


ITEMS = st.sampled_from([*KEPT.split(", "), "www.x.org/?a=1", "25 °C", "5 km", "$7", "50 %"])


@given(table=MANGLED, items=st.lists(ITEMS, min_size=1, max_size=3), tag=st.booleans())
@settings(max_examples=25, deadline=None)
def test_nothing_that_may_not_change_is_ever_lost(
    table: dict[str, str], items: list[str], tag: bool
) -> None:
    text = "мер " + " і ".join(items) + " сказав"
    source = tagged(f"<a1>мер</a1>{text[3:]}", "a1") if tag else tagged(text)
    for limits in (None, {"tags": 3}):
        with tempfile.TemporaryDirectory() as name:
            metadata = {} if limits is None else {"l10n": limits}
            package(Path(name), table={**TABLE, **table}, metadata=metadata)
            with Argos({"threads": 1, "beam_size": 1}, folders=[Path(name)]) as engine:
                draft = one(engine, source)
        plain = Tagged(draft.text, source.pairs).plain()
        assert not lost(source.plain(), plain) if draft.text else draft.reason
