"""Drafts of Argos Translate's models: order, confidence, alternatives, what is left empty."""

from pathlib import Path

import pytest

from l10n.engines import Draft, Request
from l10n.errors import EngineError
from l10n.model.markup import Tagged, Token, TokenKind, faults

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines.argos.engine import Argos
from l10n.engines.decoder.drafting import SLICE
from l10n.engines.decoder.fallbacks import Sentence
from l10n.engines.decoder.joining import joined
from l10n.messages import message
from l10n.tags.units import Unit
from tests.accepting import accepted
from tests.argos.desk import latin, one, requests, tagged, why
from tests.tiny_argos import TABLE, package

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


NTREX = Path(__file__).parents[2] / "../shared/data/ntrex/news.uk.txt"


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


# What may not change


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


# Packages


# Settings
