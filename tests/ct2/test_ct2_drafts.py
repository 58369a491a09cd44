"""Drafting with models of OPUS-MT, quickmt, NLLB and MADLAD: the right tokens around each text."""

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2", reason="the extra ctranslate2 is not installed")
pytest.importorskip("sentencepiece", reason="the extra ctranslate2 is not installed")

from l10n.engines.ctranslate2.engine import Ctranslate2
from l10n.engines.ctranslate2.packages import read_package
from l10n.engines.decoder.model import Frame
from l10n.errors import EngineError
from l10n.model.markup import Tagged
from tests import tiny_ct2
from tests.ct2.desk import ROMAN, TEXT, draft, refused


def frame(folder: Path, *pair: str) -> Frame:
    package = read_package(folder)
    own = package.pair(*pair)
    assert own is not None
    return package.model(own, "ctranslate2").frame


def test_opus_mt_gets_an_end_mark_and_no_language(tmp_path: Path) -> None:
    model = tiny_ct2.opus_mt(tmp_path)
    assert frame(model, "uk", "en") == Frame(after_source=("</s>",))
    assert draft(tmp_path).text == ROMAN


def test_an_end_mark_that_ctranslate2_adds_is_not_doubled(tmp_path: Path) -> None:
    model = tiny_ct2.opus_mt(tmp_path, adds_end=True)
    assert frame(model, "uk", "en") == Frame()
    assert draft(tmp_path).text == ROMAN


def test_opus_mt_for_many_is_told_the_language(tmp_path: Path) -> None:
    pairs = 'pairs = ["en>uk", "en>be"]'
    model = tiny_ct2.opus_mt(tmp_path, [">>ukr<<", ">>bel<<"], pairs)
    assert frame(model, "en", "uk") == Frame((">>ukr<<",), ("</s>",))
    assert draft(tmp_path, "Мер", ("en", "uk-UA")).text == "U Mer"
    assert draft(tmp_path, "Мер", ("en-GB", "be")).text == "B Mer"


def test_quickmt_has_a_vocabulary_for_each_side(tmp_path: Path) -> None:
    model = tiny_ct2.quickmt(tmp_path)
    assert frame(model, "uk", "en") == Frame(after_source=("</s>",))
    assert draft(tmp_path).text == ROMAN


def test_nllb_is_told_both_languages(tmp_path: Path) -> None:
    model = tiny_ct2.nllb(tmp_path)
    assert frame(model, "uk", "en") == Frame(("ukr_Cyrl",), ("</s>",), ("eng_Latn",))
    assert frame(model, "en-GB", "zh-TW").before_target == ("zho_Hant",)
    assert frame(model, "en", "zh-CN").before_target == ("zho_Hans",)
    found = draft(tmp_path, alternatives=1)
    assert found.text == ROMAN
    assert draft(tmp_path, "мер", ("zh-Hant", "uk")).text == "mer"


def test_the_forced_token_of_nllb_costs_no_confidence(tmp_path: Path) -> None:
    tiny_ct2.nllb(tmp_path / "nllb")
    tiny_ct2.opus_mt(tmp_path / "opus", ["a" * 9, "b" * 9, "c" * 9, "d" * 9])
    with_token, without = draft(tmp_path / "nllb"), draft(tmp_path / "opus")
    assert with_token.confidence == pytest.approx(without.confidence, rel=0.05)


def test_madlad_is_told_the_target(tmp_path: Path) -> None:
    model = tiny_ct2.madlad(tmp_path)
    import sentencepiece

    wanted = frame(model, "uk", "en")
    assert wanted == Frame(("▁", "<2en>"), ("</s>",))
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model / "spiece.model"))
    pieces = processor.encode(TEXT, out_type=str)
    cut = processor.encode(f"<2en> {TEXT}", out_type=str)
    assert wanted.around(pieces) == [*cut, "</s>"]
    assert draft(tmp_path).text == f"E {ROMAN}"
    assert draft(tmp_path, "мер", ("en", "uk")).text == "U mer"


def test_tags_are_placed_behind_the_token_of_a_language(tmp_path: Path) -> None:
    tiny_ct2.madlad(tmp_path)
    text = Tagged("мер <b1>міста</b1> сказав", frozenset(["b1"]))
    assert draft(tmp_path, text).text == "E mer <b1>mista</b1> skazav"


def test_tokens_of_ones_own_replace_those_of_the_preset(tmp_path: Path) -> None:
    model = tiny_ct2.opus_mt(
        tmp_path,
        ["<2uk>"],
        *('pairs = ["en>uk"]', "[languages]", 'uk = "uk"'),
        *("[tokens]", 'before_source = ["<2{target}>"]'),
    )
    assert frame(model, "en", "uk") == Frame(("<2uk>",), ("</s>",))
    assert draft(tmp_path, "Мер", ("en", "uk")).text == "U Mer"


def test_a_plain_model_is_given_what_its_configuration_says(tmp_path: Path) -> None:
    said = 'pairs = ["uk>en"]'
    model = tiny_ct2.opus_mt(tmp_path, (), said, adds_end=True)
    text = (
        (model / "l10n-model.toml").read_text("utf-8").replace('opus-mt"\npairs', 'plain"\npairs')
    )
    (model / "l10n-model.toml").write_text(text, "utf-8")
    assert 'preset = "plain"' in text
    assert frame(model, "uk", "en") == Frame()
    assert draft(tmp_path).text == ROMAN


def test_a_pair_without_a_model_goes_through_english(tmp_path: Path) -> None:
    tiny_ct2.quickmt(tmp_path)
    model = tiny_ct2.opus_mt(tmp_path, (), 'pairs = ["en>de"]')
    assert model.exists()
    found = draft(tmp_path, pair=("uk", "de"))
    assert (found.text, found.model) == (ROMAN, "quickmt-uk-en, opus-mt-tiny")


def test_a_model_for_one_pair_goes_before_one_for_all(tmp_path: Path) -> None:
    tiny_ct2.nllb(tmp_path)
    tiny_ct2.quickmt(tmp_path)
    assert draft(tmp_path).model == "quickmt-uk-en"
    assert draft(tmp_path, model="nllb-tiny").model == "nllb-tiny"
    assert draft(tmp_path, pair=("en", "uk")).model == "nllb-tiny"


def test_a_model_that_is_not_installed_is_an_error(tmp_path: Path) -> None:
    assert "l10n models" in str(refused(tmp_path, model="nllb"))
    tiny_ct2.quickmt(tmp_path)
    error = refused(tmp_path, model="nllb")
    assert error.code == "L10N-CTM-016"
    assert "installed are: quickmt-uk-en" in str(error)
    broken = tiny_ct2.nllb(tmp_path)
    (broken / "model.bin").unlink()
    assert f"{broken / 'l10n-model.toml'}:" in str(refused(tmp_path, model="nllb-tiny"))


def test_a_pair_that_no_model_is_for_is_an_error(tmp_path: Path) -> None:
    tiny_ct2.quickmt(tmp_path)
    error = refused(tmp_path, ("en", "uk"))
    assert (error.code, error.exit_code) == ("L10N-CTM-015", 4)
    assert "from en to uk" in str(error)


def test_models_name_their_files(tmp_path: Path) -> None:
    def models(place: Path) -> tuple[str, ...]:
        with Ctranslate2(folders=[place]) as engine:
            return engine.models()

    revision = f'revision = "{"0123456789" * 4}"'
    model = tiny_ct2.quickmt(tmp_path / "here", revision)
    tiny_ct2.quickmt(tmp_path / "there", revision, 'origin = "hf:elsewhere/quickmt"')
    (before,) = models(tmp_path / "here")
    assert before.startswith("quickmt-uk-en 012345678901 ")
    assert models(tmp_path / "there") == (before,)
    config = json.loads((model / "config.json").read_text("utf-8"))
    (model / "config.json").write_text(json.dumps({**config, "add_source_eos": True}), "utf-8")
    assert models(tmp_path / "here") != (before,)


def test_pairs_are_those_of_all_models_and_through_two(tmp_path: Path) -> None:
    tiny_ct2.quickmt(tmp_path)
    tiny_ct2.opus_mt(tmp_path, (), 'pairs = ["en>de"]')
    with Ctranslate2(folders=[tmp_path]) as engine:
        assert engine.pairs() == {("uk", "en"), ("en", "de"), ("uk", "de")}


def test_settings_are_checked_under_the_name_of_their_table() -> None:
    with pytest.raises(EngineError, match=r"engine\.better\.beam_size = 99"):
        Ctranslate2({"beam_size": 99}, name="better")


def test_without_the_library_its_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_ct2.quickmt(tmp_path)
    for name in ("ctranslate2", "sentencepiece"):
        monkeypatch.setitem(sys.modules, name, None)
    error = refused(tmp_path)
    assert error.code == "L10N-MOD-023"
    assert "pip install 'ctranslate2" in str(error)
