import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.engines import Draft, Request
from l10n.errors import EngineError
from l10n.model.engine_settings import read
from l10n.model.markup import TAG, Tagged, Token, TokenKind, faults

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines.argos.engine import SLICE, Argos
from l10n.engines.argos.fallbacks import Sentence
from l10n.engines.argos.joining import joined
from l10n.engines.argos.limits import Limits
from l10n.engines.argos.masking import Masked
from l10n.engines.argos.packages import InstalledModel, reachable, route, survey
from l10n.engines.argos.settings import ArgosSettings
from l10n.engines.codes import argos_codes
from l10n.language.protected import lost
from l10n.messages import message
from l10n.tags.units import Unit, split
from tests.accepting import accepted
from tests.tagged_texts import tagged_texts
from tests.tiny_argos import TABLE, package

DEMO = {
    "demonstration": True,
    "words": "words.txt",
    "characters": " .,0123456789’абвгґдеєжзиіїйклмнопрстуфхцчшщьюяМ",
    "max_digits": 2,
    "max_words": 5,
    "tags": 2,
    "beam_size": 2,
}
WORDS = "мер\nміста\nсказав\nпро\nподвір’я\n"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    package(folder, ("uk", "en"))
    package(folder, ("en", "de"), metadata={"package_version": "1.0"})
    return folder


@pytest.fixture(scope="module")
def engine(packages: Path) -> Iterator[Argos]:
    with Argos({"threads": 1, "beam_size": 1}, folders=[packages]) as engine:
        yield engine


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Argos]:
    folder = tmp_path_factory.mktemp("demo")
    metadata = {"package_version": "1.0", "l10n": DEMO}
    package(folder, ("uk", "pl"), metadata=metadata, words=WORDS)
    with Argos({"threads": 1}, folders=[folder]) as engine:
        yield engine


@pytest.fixture(scope="module")
def tagging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Argos]:
    folder = tmp_path_factory.mktemp("tagging")
    package(folder, ("uk", "en"), metadata={"l10n": {"tags": 3}})
    with Argos({"threads": 1, "beam_size": 1}, folders=[folder]) as engine:
        yield engine


def latin(text: str) -> str:
    return "".join(TABLE.get(char, char) for char in text)


def tagged(text: str, pairs: str = "", empties: str = "") -> Tagged:
    return Tagged(text, frozenset(pairs.split()), frozenset(empties.split()))


def one(engine: Argos, text: str | Tagged, pair: tuple[str, str] = ("uk", "en")) -> Draft:
    text = text if isinstance(text, Tagged) else Tagged(text)
    return next(iter(engine.translate([Request(text)], *pair)))


def requests(texts: Iterable[str]) -> list[Request]:
    return [Request(Tagged(text)) for text in texts]


def why(draft: Draft) -> str:
    assert draft.reason is not None
    return draft.reason.text("en")


# What a translator sees


def test_a_sentence_is_drafted_and_names_its_model(engine: Argos) -> None:
    draft = one(engine, "Мер міста.")
    assert (draft.text, draft.model) == ("Mer mista.", "translate-uk_en 1.9")
    assert not draft.doubtful


def test_drafts_come_in_the_order_of_the_texts_doubles_too(
    engine: Argos,
) -> None:
    texts = [f"мер {number}" for number in (3, 1, 2, 1)]
    drafts = engine.translate([Request(Tagged(text)) for text in texts], "uk", "en")
    assert [draft.text for draft in drafts] == [latin(text) for text in texts]


def test_no_text_is_no_draft(engine: Argos) -> None:
    assert list(engine.translate([], "uk", "en")) == []


@pytest.mark.parametrize("pair", [("uk", "en-GB"), ("uk-UA", "en"), ("uk_UA", "en_US")])
def test_a_regional_locale_finds_the_package_of_its_language(
    engine: Argos, pair: tuple[str, str]
) -> None:
    assert one(engine, "мер", pair).text == "mer"


def test_a_pair_without_a_package_goes_through_another_language(engine: Argos) -> None:
    draft = one(engine, "Мер міста.", ("uk", "de"))
    assert draft.text == "Mer mista."
    assert draft.model == "translate-uk_en 1.9, translate-en_de 1.0"


def test_the_pairs_are_those_that_can_be_reached(engine: Argos) -> None:
    assert {("uk", "en"), ("en", "de"), ("uk", "de")} <= engine.pairs()
    assert ("de", "uk") not in engine.pairs()


def test_the_models_are_named_as_the_drafts_name_them(engine: Argos) -> None:
    assert set(one(engine, "мер", ("uk", "de")).model.split(", ")) <= set(engine.models())


def test_a_pair_out_of_reach_names_the_command_that_helps(engine: Argos) -> None:
    with pytest.raises(EngineError, match="l10n models install de uk") as caught:
        one(engine, "Haus", ("de", "uk"))
    assert caught.value.exit_code == 4


def test_text_without_a_letter_is_taken_over_as_it_is(engine: Argos) -> None:
    assert one(engine, "12.05.2024 — 19:30") == Draft("12.05.2024 — 19:30", "translate-uk_en 1.9")


def test_sentences_of_a_block_keep_what_parts_them(
    engine: Argos,
) -> None:
    text = "Мер сказав. \u00a0Місто чекає! Чи довго? " + "Дуже довге слово. " * 60
    draft = one(engine, text.strip())
    assert draft.text == latin(text.strip())
    assert not draft.doubtful


NTREX = Path(__file__).parent.parent / "../shared/data/ntrex/news.uk.txt"


@pytest.mark.skipif(not NTREX.is_file(), reason="the corpora in ../shared/data are not here")
def test_real_news_in_whole_blocks_comes_out_in_order(engine: Argos) -> None:
    lines = [line for line in NTREX.read_text("utf-8").splitlines() if len(line) < 110]
    blocks = [" ".join(lines[start : start + 3]) for start in range(0, 90, 3)]
    drafts = engine.translate([Request(Tagged(block)) for block in blocks], "uk", "en")
    assert [draft.text for draft in drafts] == [latin(block) for block in blocks]
    assert not any(draft.doubtful for draft in drafts)


# Nothing is lost silently


def test_a_sentence_too_long_is_left_empty_with_its_length(engine: Argos) -> None:
    draft = one(engine, "слово " * 200)
    assert draft.text == ""
    assert "too long" in why(draft)


def test_one_text_too_long_does_not_cost_the_others(packages: Path) -> None:
    with Argos(folders=[packages]) as engine:
        texts = [Request(Tagged(text)) for text in ("слово " * 80, "мер", "слово " * 40)]
        drafts = engine.translate(texts, "uk", "en")
    assert [draft.text for draft in drafts] == ["", "mer", latin("слово " * 40)]


def test_a_draft_out_of_proportion_to_its_source_is_doubtful(tmp_path: Path) -> None:
    package(tmp_path, table={**TABLE, "</s>": "z"})
    with Argos(folders=[tmp_path]) as engine:
        draft = one(engine, "мер")
    assert draft.doubtful
    assert "much longer" in why(draft)


def test_numbers_that_changed_make_a_draft_doubtful(tmp_path: Path) -> None:
    package(tmp_path, table={**TABLE, "7": "8"})
    with Argos(folders=[tmp_path]) as engine:
        texts = [Request(Tagged(text)) for text in ("мер 57", "мер 7")]
        drafts = list(accepted(texts, engine.translate(texts, "uk", "en"), ("uk", "en")))
    assert [draft.doubtful for draft in drafts] == [True, True]
    assert "57" in why(drafts[0])


def test_a_model_that_gives_nothing_leaves_a_reason(tmp_path: Path) -> None:
    package(tmp_path, table=dict.fromkeys("мер▁", "▁"))
    with Argos(folders=[tmp_path]) as engine:
        draft = one(engine, "мер")
    assert draft.text == ""
    assert why(draft) == "the engine gave no text"


@pytest.mark.parametrize("text", ["мер <b7> міста", "</i> мер", "<b>мер</b>", "мер <1> і </1>"])
def test_text_that_reads_as_a_tag_survives_or_is_left_empty(
    engine: Argos, tagging: Argos, text: str
) -> None:
    for given_engine in (engine, tagging):
        for source in (tagged(text), tagged(f"<a1>{text}</a1>", "a1")):
            draft = one(given_engine, source)
            plain = Tagged(draft.text, source.pairs).plain()
            assert (draft.text == "" and draft.reason) or text.count("<") == plain.count("<")


def test_underscores_of_the_text_stay(engine: Argos) -> None:
    assert one(engine, "мер_міста").text == "mer_mista"


# Tags


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


# What may not change


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


# How sure the engine is, and what else it would say


def test_a_draft_is_as_sure_as_its_least_sure_sentence(engine: Argos) -> None:
    texts = ["Мер сказав.", "Місто чекає.", "Мер сказав. Місто чекає."]
    sure = [draft.confidence for draft in engine.translate(requests(texts), "uk", "en")]
    assert all(each is not None and 0 < each <= 1 for each in sure)
    assert sure[2] == pytest.approx(min(sure[:2]), rel=0.05)  # type: ignore[type-var]


def test_through_another_language_the_uncertainties_add_up(engine: Argos) -> None:
    one_hop = one(engine, "мер міста").confidence
    two_hops = one(engine, "мер міста", ("uk", "de")).confidence
    assert one_hop is not None
    assert two_hops is not None
    assert two_hops < one_hop


def test_a_text_that_no_model_saw_has_no_confidence(engine: Argos) -> None:
    assert one(engine, "12.05.2024").confidence is None


def test_alternatives_are_given_where_they_are_asked_for(packages: Path) -> None:
    source = tagged("Мер <a1>міста</a1> сказав. Місто чекає.", "a1")
    with Argos({"alternatives": 3, "beam_size": 2}, folders=[packages]) as engine:
        draft = one(engine, source)
        assert 0 < len(draft.alternatives) <= 3
        assert len({draft.text, *draft.alternatives}) == 1 + len(draft.alternatives)
        assert not any(faults(source, each) for each in draft.alternatives)
    with Argos({"beam_size": 2}, folders=[packages]) as engine:
        assert one(engine, source).alternatives == ()


def test_what_differs_in_white_space_alone_is_no_alternative() -> None:
    text = Tagged("Мер сказав.")
    unit = Unit((Token(TokenKind.TEXT, text.text),))
    others = (("The  mayor said.", 0.4), ("Mayor said.", 0.3), ("Mayor\u00a0said .", 0.2))
    done = {unit: Sentence("The mayor said.", None, 0.5, others)}
    assert joined(text, [unit], done, "", 3).alternatives == ("Mayor said.",)


def test_every_reason_for_a_doubt_is_told() -> None:
    units = [Unit((Token(TokenKind.TEXT, word),)) for word in ("мер", "місто")]
    done = {
        unit: Sentence(unit.plain(), message(reason))
        for unit, reason in zip(units, ("one", "other"), strict=True)
    }
    draft = joined(Tagged("мер місто"), [units[0], " ", units[1]], done, "")
    assert why(draft) == "one; other"


def test_one_doubt_does_not_hide_another(tmp_path: Path) -> None:
    package(tmp_path, table={**TABLE, ":": "x", "1": "2", "9": "8"})
    with Argos(folders=[tmp_path]) as engine:
        texts = requests(["Мер сказав https://example.org/x про місто 99."])
        (draft,) = accepted(texts, engine.translate(texts, "uk", "en"), ("uk", "en"))
    assert "99" in why(draft)
    assert "https://example.org/x" in why(draft)


def test_drafts_are_given_while_others_are_still_to_be_made(packages: Path) -> None:
    texts = [f"мер {number}" for number in range(3 * SLICE)]
    with Argos({"beam_size": 1}, folders=[packages]) as engine:
        drafts = engine.translate(requests(texts), "uk", "en")
        first = [next(drafts).text for _number in range(SLICE)]
        (folder,) = packages.glob("translate-uk_en-*")
        engine.close()
        hidden = folder.rename(folder.with_name("hidden"))
        try:
            with pytest.raises(EngineError):
                list(drafts)
        finally:
            hidden.rename(folder)
    assert first == [latin(text) for text in texts[:SLICE]]


# The demonstration model


def demonstrated(demo: Argos, text: str | Tagged) -> Draft:
    return one(demo, text, ("uk", "pl"))


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


# Packages


def test_of_two_versions_the_higher_is_used(tmp_path: Path) -> None:
    for version in ("1.9", "1.10"):
        package(tmp_path, metadata={"package_version": version})
    found = survey([tmp_path], bundled=tmp_path / "none").models
    assert [model.version for model in found] == ["1.10", "1.9"]
    assert [hop.version for hop in route(found, "uk", "en") or ()] == ["1.10"]


def test_a_broken_package_is_reported_and_the_others_work(tmp_path: Path) -> None:
    package(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / "metadata.json").write_bytes(b"[\xff")
    found = survey([tmp_path], bundled=tmp_path / "none")
    assert len(found.models) == 1
    assert sorted(Path(str(error.path)).name for error in found.broken) == ["empty", "junk"]


def test_without_a_route_a_broken_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "translate-xx_yy").mkdir()
    with pytest.raises(EngineError, match="translate-xx_yy: this folder is not a model package"):
        one(Argos(folders=[tmp_path]), "x", ("xx", "yy"))


@pytest.mark.parametrize(
    "declared",
    [
        [],
        {"tags": "3"},
        {"tags": -1},
        {"words": "../x"},
        {"words": "no.txt"},
        {"characters": 3},
        {"compute_type": "int3"},
        {"least_confidence": 2},
        {"patterns": "no.txt"},
        {"demonstration": "yes"},
    ],
)
def test_a_declaration_of_the_wrong_form_is_a_broken_package(
    tmp_path: Path, declared: object
) -> None:
    folder = package(tmp_path)
    path = folder / "metadata.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "l10n": declared}))
    assert len(survey([tmp_path], bundled=tmp_path / "none").broken) == 1


@pytest.mark.parametrize("content", [b"", b"hello" * 100, None])
def test_a_damaged_model_is_one_line_with_a_remedy(tmp_path: Path, content: bytes | None) -> None:
    file = package(tmp_path) / "model" / "model.bin"
    file.write_bytes(file.read_bytes()[:1000] if content is None else content)
    with pytest.raises(EngineError, match="l10n models install uk en") as caught:
        one(Argos(folders=[tmp_path]), "мер")
    assert "\n" not in str(caught.value)


def test_a_damaged_vocabulary_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    (package(tmp_path) / "sentencepiece.model").write_bytes(b"junk")
    with pytest.raises(EngineError, match="l10n models install uk en"):
        one(Argos(folders=[tmp_path]), "мер")


def test_a_package_cut_by_bpe_is_refused_with_its_name(tmp_path: Path) -> None:
    folder = package(tmp_path)
    (folder / "sentencepiece.model").rename(folder / "bpe.model")
    with pytest.raises(EngineError, match=r"translate-uk_en 1\.9 cuts words by BPE"):
        one(Argos(folders=[tmp_path]), "мер")


def test_a_target_prefix_is_asked_for_and_taken_away(tmp_path: Path) -> None:
    package(tmp_path, metadata={"target_prefix": "▁"})
    with Argos(folders=[tmp_path]) as engine:
        assert one(engine, "мер").text == "mer"


def test_without_a_graphics_card_cuda_is_one_line_with_a_remedy(packages: Path) -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has a graphics card")
    with pytest.raises(EngineError, match='device = "cpu"'):
        one(Argos({"device": "cuda"}, folders=[packages]), "мер")
    assert one(Argos({"device": "auto"}, folders=[packages]), "мер").text == "mer"


def test_after_closing_the_engine_works_with_what_is_there(tmp_path: Path) -> None:
    folder = package(tmp_path)
    engine = Argos(folders=[tmp_path])
    assert one(engine, "мер").text == "mer"
    engine.close()
    shutil.rmtree(folder)
    with pytest.raises(EngineError):
        one(engine, "Haus", ("xx", "yy"))


CODES = [
    ("en-GB", "en"),
    ("uk_UA", "uk"),
    ("pt-BR", "pb"),
    ("pt-PT", "pt"),
    ("zh", "zh"),
    ("zh-CN", "zh"),
    ("zh-Hant-TW", "zt"),
    ("zh-TW", "zt"),
    ("no", "nb"),
    ("sr-Latn", "sr"),
    ("EN-us", "en"),
]


@pytest.mark.parametrize(("locale", "code"), CODES)
def test_a_locale_has_its_code_in_the_argos_index(locale: str, code: str) -> None:
    assert argos_codes(locale)[0] == code


def test_the_shortest_way_is_taken_then_the_one_through_english() -> None:
    def model(pair: str, demonstration: bool = False) -> InstalledModel:
        source, target = pair.split()
        limits = Limits(demonstration=demonstration)
        return InstalledModel(source, target, "1", Path(pair), limits=limits)

    def way(*pairs: str) -> list[str]:
        found = route([model(pair) for pair in pairs], "uk", "de")
        return [f"{hop.source} {hop.target}" for hop in found or ()]

    assert way("uk cs", "cs de", "uk en", "en de") == ["uk en", "en de"]
    assert way("uk en", "en fr", "fr de", "uk pl", "pl de") == ["uk pl", "pl de"]
    assert way("uk en", "en fr", "fr de") == ["uk en", "en fr", "fr de"]
    assert way("uk en", "en uk", "de en") == []
    mixed = [model("uk en", True), model("en de"), model("uk pl"), model("pl de")]
    assert [hop.target for hop in route(mixed, "uk", "de") or ()] == ["pl", "de"]
    assert route([model("uk en")], "en-GB", "en-US") is None


def test_brazil_and_taiwan_have_the_codes_of_the_index() -> None:
    models = [InstalledModel("en", code, "1", Path(code)) for code in ("pb", "pt", "zh", "zt")]
    assert reachable(models) == {("en", locale) for locale in ("pt-BR", "pt", "zh", "zh-Hant")}
    for locale, code in (("pt-BR", "pb"), ("pt-PT", "pt"), ("zh-TW", "zt"), ("zh-CN", "zh")):
        assert [hop.target for hop in route(models, "en", locale) or ()] == [code]


@pytest.mark.parametrize(
    ("name", "content"),
    [("settings.json", "[]"), ("settings.json", '{"ARGOS_BEAM_SIZE": "many"}')],
)
def test_broken_settings_of_argos_translate_are_one_line(
    tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / "argos-translate").mkdir()
    (tmp_path / "argos-translate" / name).write_text(content)
    code = (
        "from l10n.engines.argos.engine import Argos\nfrom l10n.errors import EngineError\n"
        "try: Argos().pairs()\nexcept EngineError as error: print(error)"
    )
    environment = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, env=environment, capture_output=True, text=True
    )
    assert "settings of Argos Translate cannot be used" in done.stdout
    assert done.stdout.count("\n") == 1


def test_drafts_are_what_upstream_makes_of_each_sentence(packages: Path) -> None:
    import ctranslate2
    from argostranslate.package import Package

    upstream = Package(packages / "translate-uk_en-1_9")
    translator = ctranslate2.Translator(str(upstream.package_path / "model"))
    texts = ["Мер міста, ☃ і 25.", "«Так» — сказав", "подвір'я"]
    drafts = Argos(folders=[packages]).translate(
        [Request(Tagged(text)) for text in texts], "uk", "en"
    )
    for text, draft in zip(texts, drafts, strict=True):
        pieces = upstream.tokenizer.encode(text)
        made = translator.translate_batch(
            [pieces], replace_unknowns=True, beam_size=4, length_penalty=0.2
        )
        assert draft.text == upstream.tokenizer.decode(made[0].hypotheses[0]).strip()


# Settings


def test_settings_are_taken_from_a_workflow() -> None:
    found = read(ArgosSettings, {"device": "auto", "threads": 3, "beam_size": 2}, "argos")
    assert (found.device, found.cores(), found.beam_size) == ("auto", 3, 2)


MISTAKES = [
    ({"devise": "cpu"}, "devise"),
    ({"device": "gpu"}, '"cpu", "cuda", "auto"'),
    ({"threads": -1}, "from 0 to"),
    ({"threads": True}, "threads = true"),
    ({"beam_size": 2.5}, "beam_size = 2.5"),
    ({"compute_type": ["int8"]}, "int8_float32"),
]


@pytest.mark.parametrize(("values", "words"), MISTAKES)
def test_a_mistake_in_settings_names_the_key_and_what_is_allowed(
    values: dict[str, object], words: str
) -> None:
    with pytest.raises(EngineError, match=words.replace("[", ".")):
        Argos(values)


def test_making_an_engine_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from l10n.engines.argos.engine import Argos; Argos();"
        "sys.exit(any(m.split('.')[0] in ('argostranslate', 'ctranslate2', 'sentencepiece')"
        " for m in sys.modules))"
    )
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []
