"""Folders and archives of models: what is there, what is missing, what does not belong together."""

import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2", reason="the extra ctranslate2 is not installed")
pytest.importorskip("sentencepiece", reason="the extra ctranslate2 is not installed")

from l10n.engines.ctranslate2.archive import described_archive, unpack
from l10n.engines.ctranslate2.checking import check_sums
from l10n.engines.ctranslate2.description import FILE, Description, written_description
from l10n.engines.ctranslate2.engine import Ctranslate2
from l10n.engines.ctranslate2.packages import DescribedModel, directories, read_package, survey
from l10n.engines.ctranslate2.recognizing import described
from l10n.errors import L10nError, ModelError
from tests import tiny_ct2
from tests.ct2.desk import ROMAN, draft, refused
from tests.tiny_argos import archive as zipped
from tests.tiny_argos import sentencepiece_model


@pytest.fixture(scope="module")
def opus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_ct2.opus_mt(tmp_path_factory.mktemp("opus"))


@pytest.fixture
def model(opus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opus, tmp_path / "models" / opus.name))


def fault(folder: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        read_package(folder)
    return caught.value


def said(folder: Path, *lines: str) -> None:
    (folder / FILE).write_text("\n".join(lines) + "\n", "utf-8")


def test_models_are_found_in_the_folder_of_models(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_MODELS_DIR", str(model.parent))
    assert directories() == (model.parent,)
    assert [each.label for each in survey().models] == ["opus-mt-tiny"]
    monkeypatch.delenv("L10N_MODELS_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(model.parent.parent))
    assert directories() == (model.parent.parent / "l10n" / "models",)
    assert survey().models == ()


def test_a_broken_model_does_not_hide_the_others(model: Path) -> None:
    broken = shutil.copytree(model, model.parent / "another")
    (broken / FILE).unlink()
    found = survey([model.parent])
    assert [each.path.name for each in found.models] == ["opus-mt-tiny"]
    assert [error.path for error in found.broken] == [broken / FILE]
    assert draft(model.parent).text == ROMAN


def test_a_link_that_leads_nowhere_hides_no_other_model(model: Path) -> None:
    lost = model.parent / "lost"
    lost.symlink_to(model.parent / "elsewhere")
    found = survey([model.parent])
    assert (len(found.models), found.unreadable) == (1, ())
    assert [str(error.path) for error in found.broken] == [str(lost)]
    assert draft(model.parent).text == ROMAN


def test_a_model_that_cannot_be_read_stands_in_no_way(tmp_path: Path) -> None:
    model, folder = tiny_ct2.quickmt(tmp_path / "one"), tmp_path / "some"
    for name in ("whole", "odd"):
        shutil.copytree(model, folder / name)
    odd = next((folder / "odd").rglob("*vocabulary.json"))
    odd.unlink()
    os.mkfifo(odd)
    with Ctranslate2(folders=[folder]) as engine:
        assert len(engine.models()) == 1
    shutil.rmtree(folder / "whole")
    with Ctranslate2(folders=[folder]) as engine, pytest.raises(ModelError, match="not a file"):
        engine.models()


def test_why_a_model_is_broken_is_said_where_it_is_missed(model: Path) -> None:
    said(model, 'name = "a"', 'pairs = ["uk-en"]')
    error = refused(model.parent)
    assert f"{model / FILE}:2:" in str(error)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("model.bin", "model.bin is missing"),
        ("source.spm", "source.spm is missing"),
        ("target.spm", "target.spm is missing"),
        ("shared_vocabulary.json", "shared_vocabulary.json is missing"),
    ],
)
def test_a_missing_part_is_named(model: Path, name: str, part: str) -> None:
    (model / name).unlink()
    error = fault(model)
    assert (error.code, error.message) == ("L10N-CTM-009", part)


def test_a_file_that_is_named_and_not_there_has_its_line(model: Path) -> None:
    said(model, 'name = "a"', 'pairs = ["uk>en"]', "[files]", 'source = "spm.model"')
    error = fault(model)
    assert (error.line, error.message) == (4, "spm.model is missing")


def test_one_vocabulary_of_two_is_not_enough(tmp_path: Path) -> None:
    folder = tiny_ct2.quickmt(tmp_path)
    (folder / "source_vocabulary.json").unlink()
    assert fault(folder).message == "source_vocabulary.json is missing"


def test_a_model_in_a_folder_of_its_own_is_found(model: Path) -> None:
    (model / "model").mkdir()
    for name in ("model.bin", "config.json", "shared_vocabulary.json"):
        (model / name).rename(model / "model" / name)
    assert read_package(model).folder == model / "model"
    assert draft(model.parent).text == ROMAN


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "this part of the model cannot be read"),
        ("{}", "it is no list of tokens"),
        ('["a", 1]', "it is no list of tokens"),
    ],
)
def test_a_vocabulary_that_is_none_is_an_error(model: Path, text: str, part: str) -> None:
    (model / "shared_vocabulary.json").write_text(text, "utf-8")
    error = fault(model)
    assert error.code == "L10N-CTM-010"
    assert part in str(error)
    assert str(error.path).endswith("shared_vocabulary.json")


@pytest.mark.parametrize("text", ["[]", '{"add_source_eos": 1}', '{"eos_token": null}', "\n\n{"])
def test_a_configuration_that_is_none_is_an_error(model: Path, text: str) -> None:
    (model / "config.json").write_text(text, "utf-8")
    error = fault(model)
    assert (error.code, error.path) == ("L10N-CTM-010", model / "config.json")
    assert error.line == (3 if text.endswith("{") else None)


def test_an_older_model_without_a_configuration_is_taken(model: Path) -> None:
    (model / "config.json").unlink()
    assert read_package(model).config.adds_end is False


def test_an_end_mark_of_another_name_is_taken_from_the_model(model: Path) -> None:
    config = json.loads((model / "config.json").read_text("utf-8"))
    (model / "config.json").write_text(json.dumps({**config, "eos_token": "<eos>"}), "utf-8")
    found = read_package(model).model(("uk", "en"), "ctranslate2")
    assert found.frame.after_source == ("<eos>",)


def test_a_model_that_wants_a_first_token_must_be_given_one(model: Path) -> None:
    config = json.loads((model / "config.json").read_text("utf-8"))
    told = json.dumps({**config, "decoder_start_token": None})
    (model / "config.json").write_text(told, "utf-8")
    error = refused(model.parent)
    assert (error.code, error.path) == ("L10N-CTM-011", model / FILE)


def test_pieces_of_another_language_are_refused(model: Path) -> None:
    letters = "אבגדהוזחטיכלמנסעפצקרשתاบปผฝพฟภมยรลวศษสหฬอฮกขคฆงจฉชซฌญฎฏฐฑฒณดตถทธน"
    (model / "source.spm").write_bytes(sentencepiece_model(letters=letters))
    error = refused(model.parent)
    assert (error.code, error.path) == ("L10N-CTM-018", model / "source.spm")
    assert "shared_vocabulary.json knows" in str(error)


def test_the_pieces_of_both_sides_exchanged_are_refused(tmp_path: Path) -> None:
    folder = tiny_ct2.quickmt(tmp_path)
    (folder / "src.spm.model").rename(folder / "x")
    (folder / "tgt.spm.model").rename(folder / "src.spm.model")
    (folder / "x").rename(folder / "tgt.spm.model")
    assert refused(tmp_path).code == "L10N-CTM-018"


def test_a_token_that_the_model_has_never_seen_is_refused(tmp_path: Path) -> None:
    folder = tiny_ct2.opus_mt(
        tmp_path,
        [">>ukr<<"],
        *('pairs = ["en>uk", "en>pl"]', "[languages]", 'uk = "ukr"', 'pl = "pol"'),
    )
    assert draft(tmp_path, "Мер", ("en", "uk")).text == "U Mer"
    error = refused(tmp_path, ("en", "pl"))
    assert (error.code, error.path, error.line) == ("L10N-CTM-017", folder / FILE, 4)
    assert ">>pol<<" in str(error)


def test_a_pair_whose_language_has_no_code_is_refused(tmp_path: Path) -> None:
    folder = tiny_ct2.nllb(tmp_path, "pairs = [", '"uk>en",', '"uk>fr",', "]")
    error = fault(folder)
    assert (error.code, error.line) == ("L10N-CTM-013", 6)


def test_any_language_needs_languages(model: Path) -> None:
    said(model, 'name = "a"', 'preset = "opus-mt"', 'pairs = ["*>en"]')
    error = fault(model)
    assert (error.code, error.line) == ("L10N-CTM-012", 3)


def test_limits_of_the_wrong_kind_have_their_line(model: Path) -> None:
    said(
        model,
        *('name = "a"', 'preset = "opus-mt"', 'pairs = ["uk>en"]', "[limits]", "tags = 2"),
        *('max_words = "many"',),
    )
    error = fault(model)
    assert (error.code, error.path, error.line) == ("L10N-MOD-026", model / FILE, 6)


@pytest.mark.parametrize("name", ["source.spm", "model.bin"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(model: Path, name: str) -> None:
    (model / name).unlink()
    os.mkfifo(model / name)
    assert fault(model).code == "L10N-CTM-009"


@pytest.mark.parametrize("name", ["source.spm", "target.spm", "model.bin"])
def test_a_damaged_file_is_an_error_with_its_name(model: Path, name: str) -> None:
    (model / name).write_bytes(b"\x08\x01" * 50)
    assert refused(model.parent).code == "L10N-MOD-024"


# Models without a description


@pytest.mark.parametrize(
    ("make", "preset", "languages"),
    [
        (tiny_ct2.opus_mt, "opus-mt", {}),
        (tiny_ct2.quickmt, "quickmt", {}),
        (tiny_ct2.nllb, "nllb", {"uk": "ukr_Cyrl", "en": "eng_Latn", "zh": "zho_Hans"}),
        (tiny_ct2.madlad, "madlad", {"uk": "uk", "en": "en", "zh": "zh"}),
    ],
)
def test_a_model_is_known_by_its_files(
    make: "tiny_ct2.Maker", preset: str, languages: dict[str, str], tmp_path: Path
) -> None:
    folder = make(tmp_path)
    (folder / FILE).unlink()
    found = described(folder, Description(name="known", pairs=(("uk", "en"),)))
    assert found.preset == preset
    assert languages.items() <= dict(found.languages).items()
    (folder / FILE).write_text(written_description(found), "utf-8")
    assert draft(tmp_path).text.endswith(ROMAN)


def test_files_of_no_known_kind_are_an_error(model: Path) -> None:
    (model / "source.spm").rename(model / "words.model")
    with pytest.raises(ModelError) as caught:
        described(model, Description(name="a", pairs=(("uk", "en"),)))
    assert caught.value.code == "L10N-CTM-020"


# Checksums and archives


def test_a_changed_file_is_told_by_its_checksum(model: Path) -> None:
    digest = hashlib.sha256((model / "source.spm").read_bytes()).hexdigest()
    sums = ("[sha256]", f'"source.spm" = "{digest}"', f'"target.spm" = "{"0" * 64}"')
    said(model, 'name = "a"', 'preset = "opus-mt"', 'pairs = ["uk>en"]', *sums[:2])
    check_sums(read_package(model))
    said(model, 'name = "a"', 'preset = "opus-mt"', 'pairs = ["uk>en"]', *sums)
    with pytest.raises(ModelError) as caught:
        check_sums(read_package(model))
    assert (caught.value.code, caught.value.line) == ("L10N-MOD-014", 6)


def test_an_archive_is_unpacked_and_drafts_the_same(model: Path, tmp_path: Path) -> None:
    file = zipped(model, tmp_path / "model.zip")
    found = described_archive(file)
    assert found is not None
    assert found.name == "opus-mt-tiny"
    unpack(file, tmp_path / "new" / "opus")
    assert draft(tmp_path / "new") == draft(model.parent)


def _changed(model: Path, tmp_path: Path, name: str, data: bytes) -> Path:
    file = zipped(model, tmp_path / "model.zip")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as stream:
        stream.writestr(name, data)
    return file


@pytest.mark.parametrize("name", ["opus-mt-tiny/../../evil", "/evil", "opus-mt-tiny/a\\b"])
def test_an_archive_that_leads_outside_is_refused(model: Path, tmp_path: Path, name: str) -> None:
    file = _changed(model, tmp_path, name, b"evil")
    for work in (lambda: described_archive(file), lambda: unpack(file, tmp_path / "new")):
        with pytest.raises(L10nError) as caught:
            work()
        assert caught.value.code == "L10N-MOD-004"
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "evil").exists()


def test_a_mistake_in_an_archive_has_its_line(model: Path, tmp_path: Path) -> None:
    said(model, 'name = "a"', 'pairs = ["uk>en"]', "[files]", 'model = "../../etc"')
    with pytest.raises(ModelError) as caught:
        described_archive(zipped(model, tmp_path / "model.zip"))
    assert (caught.value.code, caught.value.line) == ("L10N-CTM-007", 4)


def test_an_archive_without_a_description_has_none(model: Path, tmp_path: Path) -> None:
    (model / FILE).unlink()
    assert described_archive(zipped(model, tmp_path / "model.zip")) is None


def test_a_fingerprint_is_of_all_that_decides(model: Path) -> None:
    def fingerprint() -> str:
        package: DescribedModel = read_package(model)
        return package.fingerprint()

    seen = [fingerprint()]
    weights = (model / "model.bin").read_bytes()
    (model / "model.bin").write_bytes(weights[:-1] + bytes([weights[-1] ^ 1]))
    seen.append(fingerprint())
    said(
        model, 'name = "a"', 'preset = "opus-mt"', 'pairs = ["uk>en"]', "[decoding]", "beam_size=2"
    )
    seen.append(fingerprint())
    assert len(set(seen)) == 3
    said(
        model, 'name = "b"', 'preset = "opus-mt"', 'pairs = ["uk>en"]', "[decoding]", "beam_size=2"
    )
    assert fingerprint() == seen[-1]
