"""A Marian model as OPUS-MT publishes it, converted, described and asked."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("ctranslate2", reason="the extra ctranslate2 is not installed")
pytest.importorskip("sentencepiece", reason="the extra ctranslate2 is not installed")

from l10n.engines.ctranslate2.conversion import converted, is_marian
from l10n.engines.ctranslate2.description import Description
from l10n.engines.ctranslate2.description_reader import read_description
from l10n.errors import ModelError
from tests.ct2.desk import ROMAN, TEXT, draft
from tests.tiny_marian import VOCABULARY, WEIGHTS, opus_archive

KNOWN = Description(name="opus-mt-uk-en", pairs=(("uk", "en"),), licence="CC-BY-4.0")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return opus_archive(tmp_path_factory.mktemp("marian") / "opus")


@pytest.fixture
def marian(original: Path, tmp_path: Path) -> Path:
    """A copy whose files may be changed; the large ones are links to those of the original."""
    folder = tmp_path / "opus"
    folder.mkdir()
    for path in original.iterdir():
        (folder / path.name).hardlink_to(path)
    return folder


def fault(folder: Path) -> ModelError:
    into = folder.parent / "models" / "new"
    with pytest.raises(ModelError) as caught:
        converted(folder, into, KNOWN)
    assert not into.exists()
    return caught.value


def replaced(path: Path, data: bytes | str) -> None:
    path.unlink()
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def test_a_marian_model_is_converted_and_drafts(original: Path, tmp_path: Path) -> None:
    assert is_marian(original)
    assert not is_marian(tmp_path)
    into = converted(original, tmp_path / "models" / "opus-mt-uk-en", KNOWN)
    found = read_description(into)
    assert (found.name, found.preset, found.licence) == (KNOWN.name, "opus-mt", "CC-BY-4.0")
    assert (found.decoding.beam_size, found.decoding.length_penalty) == (3, 0.6)
    assert (into / "LICENSE").read_text() == "CC-BY-4.0\n"
    assert draft(into.parent, TEXT).text == ROMAN


def test_languages_of_a_marian_model_are_found(tmp_path: Path) -> None:
    folder = opus_archive(tmp_path / "opus", (">>ukr<<", ">>bel<<"))
    known = Description(name="opus-mt-en-zle", pairs=(("en", "uk"), ("en", "be")))
    into = converted(folder, tmp_path / "models" / "new", known)
    assert read_description(into).languages == {"uk": "ukr", "be": "bel"}
    assert draft(into.parent, "Мер", ("en", "be")).text == "B Mer"


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("models: [a.npz", 1, "not YAML"),
        ("- models", None, "names no models"),
        ("vocabs: [a]\n", None, "names no models"),
        ("models: []\n", 1, "names no models"),
        (f"models:\n- {WEIGHTS}\nvocabs: {VOCABULARY}\n", 3, "names no vocabs"),
        (f"models:\n- {WEIGHTS}\nvocabs:\n- ../{VOCABULARY}\n", 4, "does not lie beside it"),
        ("models:\n- /etc/passwd\n", 2, "does not lie beside it"),
        ("models:\n- [a]\n", 2, "does not lie beside it"),
        ("models:\n- a.npz\n", 2, "a.npz is missing"),
        ("a: &a [1]\nmodels: *a\n", 1, "1 is missing"),
        ("[" * 900, None, "not YAML"),
        (b"models: \xff", 1, "UTF-8"),
    ],
)
def test_a_decoder_of_another_form_is_shown_with_its_line(
    marian: Path, text: str | bytes, line: int | None, part: str
) -> None:
    replaced(marian / "decoder.yml", text)
    error = fault(marian)
    assert (error.code, error.path) == ("L10N-CTM-021", marian / "decoder.yml")
    assert part in error.message
    assert error.line == line


def test_a_folder_without_a_decoder_is_no_marian_model(marian: Path) -> None:
    (marian / "decoder.yml").unlink()
    assert fault(marian).code == "L10N-CTM-022"


def test_a_marian_model_without_its_pieces_is_refused(marian: Path) -> None:
    (marian / "target.spm").unlink()
    assert "target.spm is missing" in fault(marian).message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (WEIGHTS, b"junk" * 100),
        (VOCABULARY, "a\nb\n"),
        (VOCABULARY, "a: b\n"),
        (VOCABULARY, '"a": 0\n'),
    ],
)
def test_damaged_parts_are_errors(marian: Path, name: str, data: str | bytes) -> None:
    replaced(marian / name, data)
    assert fault(marian).code == "L10N-CTM-021"


def test_weights_that_unpack_to_far_more_are_refused(marian: Path) -> None:
    (marian / WEIGHTS).unlink()
    np.savez_compressed(marian / WEIGHTS, **{"Wemb": np.zeros((18_000_000,), np.float32)})
    error = fault(marian)
    assert (error.code, error.path) == ("L10N-CTM-021", marian / WEIGHTS)


def test_no_pickle_is_opened(marian: Path) -> None:
    (marian / WEIGHTS).unlink()
    with zipfile.ZipFile(marian / WEIGHTS, "w") as stream:
        stream.writestr("special:model.yml.npy", b"cposix\nsystem\n(S'touch evil'\ntR.")
    assert fault(marian).code == "L10N-CTM-021"


def test_an_architecture_that_cannot_be_converted_is_said(tmp_path: Path) -> None:
    folder = opus_archive(tmp_path / "opus", (), **{"transformer-decoder-autoreg": "rnn"})
    assert "self-attention" in fault(folder).message
