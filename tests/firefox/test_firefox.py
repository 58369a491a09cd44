"""Drafting with models of Firefox Translations, by the library that runs them for real."""

import struct
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("fxtranslate", reason="the extra firefox is not installed")
pytest.importorskip("sentencepiece", reason="the extra firefox is not installed")

from l10n.engines import Draft, Request
from l10n.engines.firefox.engine import Firefox
from l10n.engines.firefox.packages import directories
from l10n.errors import EngineError
from l10n.model.markup import Tagged
from tests.argos.desk import why
from tests.tiny_firefox import CONFIG, Item, binary, firefox, weights

Change = Callable[[list[Item]], list[Item]]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    firefox(folder / "uk-en")
    firefox(folder / "en-pl", "enpl")
    return folder


def draft(folder: Path, text: str | Tagged, pair: tuple[str, str] = ("uk", "en")) -> Draft:
    text = text if isinstance(text, Tagged) else Tagged(text)
    with Firefox(folders=[folder]) as engine:
        return next(iter(engine.translate([Request(text)], *pair)))


def refused(folder: Path, pair: tuple[str, str] = ("uk", "en")) -> EngineError:
    with pytest.raises(EngineError) as caught:
        draft(folder, "мер", pair)
    return caught.value


def test_a_text_is_drafted_by_the_model(models: Path) -> None:
    found = draft(models, "мер міста сказав", ("uk-UA", "en-GB"))
    assert found.text == "mer mista skazav"
    assert found.model.startswith("firefox-uk-en ")
    assert found.confidence is None
    assert not found.doubtful


def test_sentences_and_tags_are_ours(models: Path) -> None:
    text = Tagged("У м. Київ <b1>мер</b1> сказав. Мер 12.", frozenset(["b1"]))
    assert draft(models, text).text == "U m. Kyïv <b1>mer</b1> skazav. Mer 12."


def test_a_sentence_that_would_be_cut_off_is_left_empty(models: Path) -> None:
    found = draft(models, "а" * 127)
    assert found.text == ""
    assert why(found) == "a sentence is too long for the model: 128 pieces, at most 127"


def test_a_pair_without_a_model_goes_through_english(models: Path) -> None:
    found = draft(models, "мер", ("uk", "pl"))
    assert found.text == "mer"
    assert [label.split()[0] for label in found.model.split(", ")] == [
        "firefox-uk-en",
        "firefox-en-pl",
    ]
    with Firefox(folders=[models]) as engine:
        assert engine.pairs() == {("uk", "en"), ("en", "pl"), ("uk", "pl")}


def test_a_pair_that_no_model_is_for_is_an_error(models: Path) -> None:
    error = refused(models, ("en", "uk"))
    assert (error.code, error.exit_code) == ("L10N-FX-004", 4)
    assert str(models / "en-uk") in str(error)


def test_a_link_that_leads_nowhere_hides_no_other_model(tmp_path: Path) -> None:
    firefox(tmp_path / "uk-en")
    (tmp_path / "en-pl").symlink_to(tmp_path / "elsewhere")
    assert draft(tmp_path, "мер").text == "mer"
    assert "the symbolic link leads nowhere" in str(refused(tmp_path, ("en", "pl")))


def test_models_lie_where_the_library_puts_them(
    models: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from fxtranslate import Cache

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert [str(each) for each in directories()] == [str(Cache().root)]
    monkeypatch.setenv("L10N_FIREFOX_DIR", str(models))
    with Firefox() as engine:
        assert len(engine.models()) == 2


def test_another_thread_can_ask_the_same_engine(models: Path) -> None:
    with Firefox(folders=[models]) as engine:
        request = Request(Tagged("мер"))
        found = [next(iter(engine.translate([request], "uk", "en"))).text]
        work = threading.Thread(
            target=lambda: found.append(next(iter(engine.translate([request], "uk", "en"))).text)
        )
        work.start()
        work.join()
    assert found == ["mer", "mer"]


def test_other_files_are_another_model(models: Path, tmp_path: Path) -> None:
    folder = firefox(tmp_path / "uk-en", table={})
    with Firefox(folders=[models]) as one, Firefox(folders=[tmp_path]) as other:
        assert not set(one.models()) & set(other.models())
    (folder / "vocab.uken.spm").rename(folder / "srcvocab.uken.spm")
    assert "trgvocab" in str(refused(tmp_path))


# Models that are none


@pytest.fixture(scope="module")
def parts(models: Path) -> tuple[list[Item], bytes]:
    from tests.tiny_argos import TABLE, pieces_of

    proto = (models / "uk-en" / "vocab.uken.spm").read_bytes()
    return weights(pieces_of(proto), TABLE), proto


def without(name: str) -> Change:
    return lambda items: [item for item in items if item[0] != name]


def other(name: str, shape: tuple[int, ...] | None = None, data: bytes | None = None) -> Change:
    """The items with another shape, or other bytes, of one of them."""

    def changed(item: Item) -> Item:
        if item[0] != name:
            return item
        return item[0], item[1], shape or item[2], item[3] if data is None else data

    return lambda items: [changed(item) for item in items]


def setting(old: str, new: str) -> Change:
    text = CONFIG.replace(old, new).encode() + b"\0"
    return other("special:model.yml", (len(text),), text)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (without("Wemb"), "it has no encoder_Wemb"),
        (without("special:model.yml"), "another format"),
        (without("decoder_l1_rnn_W"), "it has no decoder_l1_rnn_W"),
        (without("decoder_l1_ffn_W1_QuantMultA"), "it has no decoder_l1_ffn_W1"),
        (without("encoder_l1_ffn_ffn_ln_scale"), "it has no encoder_l1_ffn_ffn_ln_scale"),
        (without("none_QuantMultA"), "it has no none_QuantMultA"),
        (other("decoder_l1_context_Wq", (512, 256)), "size of decoder_l1_context_Wq is wrong"),
        (other("decoder_l1_context_bq", (1, 256)), "size of decoder_l1_context_bq is wrong"),
        (other("Wemb", (64, 512)), "it knows 64 pieces, and its vocabulary has"),
        (other("Wemb", (-8, 512)), "it has no Wemb"),
        (other("encoder_l1_self_Wk", data=b"\0" * 100), "size of encoder_l1_self_Wk is wrong"),
        (setting("dim-emb: 512", "dim-emb: 256"), "do not agree with its settings"),
        (setting("transformer-heads: 1", "transformer-heads: 7"), "do not agree"),
        (setting("dec-depth: 1", "dec-depth: 999999999"), "do not agree"),
        (setting("dec-depth: 1", "dec-depth: 2"), "it has no decoder_l2_context_Wq"),
        (setting("transformer-dim-ffn: 16", "transformer-dim-ffn: 32"), "l1_ffn_W1 is wrong"),
    ],
)
def test_a_model_whose_parts_do_not_fit_is_refused(
    change: Change, part: str, parts: tuple[list[Item], bytes], tmp_path: Path
) -> None:
    items, proto = parts
    folder = tmp_path / "uk-en"
    folder.mkdir()
    (folder / "vocab.uken.spm").write_bytes(proto)
    (folder / "model.uken.bin").write_bytes(binary(change(items)))
    error = refused(tmp_path)
    assert (error.code, error.path) == ("L10N-FX-001", folder / "model.uken.bin")
    assert part in error.message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"junk" * 1000,
        struct.pack("<QQ", 1, 2**62),
        struct.pack("<QQ", 2, 1),
        struct.pack("<QQQQQQ", 1, 1, 2**60, 0x404, 1, 4),
        struct.pack("<QQQQQQ", 1, 1, 1, 0x404, 2**60, 4),
    ],
)
def test_files_of_another_format_are_refused(data: bytes, models: Path, tmp_path: Path) -> None:
    folder = tmp_path / "uk-en"
    folder.mkdir()
    (folder / "vocab.uken.spm").write_bytes((models / "uk-en" / "vocab.uken.spm").read_bytes())
    (folder / "model.uken.bin").write_bytes(data)
    assert refused(tmp_path).code == "L10N-FX-001"


def test_a_model_that_is_cut_off_is_refused(models: Path, tmp_path: Path) -> None:
    folder = firefox(tmp_path / "uk-en")
    file = folder / "model.uken.intgemm.alphas.bin"
    whole = file.read_bytes()
    for length in (16, 1000, 5000, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert refused(tmp_path).code == "L10N-FX-001"


def test_a_vocabulary_that_is_none_is_an_error(tmp_path: Path) -> None:
    folder = firefox(tmp_path / "uk-en")
    (folder / "vocab.uken.spm").write_bytes(b"\x08\x01" * 9)
    error = refused(tmp_path)
    assert (error.code, error.path) == ("L10N-MOD-024", folder / "vocab.uken.spm")
