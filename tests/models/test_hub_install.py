"""`l10n models install hf:owner/name`: licence, pin, checksums, and what an engine makes of it."""

import os
import shutil
from pathlib import Path

import pytest

from l10n.cli import models_install
from l10n.engines.ctranslate2.description_reader import read_description
from tests.conftest import Run
from tests.ct2.desk import ROMAN, draft
from tests.hugging_face import COMMIT, HuggingFace
from tests.tiny_ct2 import nllb
from tests.tiny_marian import opus_archive

NAME = "hf:owner/tiny-uk-en"
INSTALL = ("models", "install", "--accept-licence")


def test_a_model_is_installed_with_its_licence_and_its_pin(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    answer = run(*INSTALL, NAME)
    assert answer.code == 0, answer.err
    assert f"{NAME}@{COMMIT}" in answer.out
    assert "Licence: cc-by-4.0" in answer.out
    said = read_description(place / "tiny-uk-en")
    assert (said.origin, said.revision, said.licence) == (NAME, COMMIT, "cc-by-4.0")
    assert said.pairs == (("uk", "en"),)
    assert set(said.sha256) == {
        *("model.bin", "config.json", "source_vocabulary.json", "target_vocabulary.json"),
        *("src.spm.model", "tgt.spm.model"),
    }
    assert draft(place).text == ROMAN
    assert not list((place / ".l10n-parts").iterdir())


def test_only_what_a_model_needs_is_fetched(hub: HuggingFace, place: Path, run: Run) -> None:
    assert run(*INSTALL, NAME).code == 0
    fetched = {each.path.rsplit("/", 1)[-1] for each in hub.asked if "/resolve/" in each.path}
    assert not fetched & {"README.md", "pytorch_model.bin"}


def test_a_branch_that_moves_does_not_mix_two_states(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    assert run(*INSTALL, f"{NAME}@main").code == 0
    paths = [each.path for each in hub.asked if "/resolve/" in each.path]
    assert paths
    assert all(f"/resolve/{COMMIT}/" in path for path in paths)


def test_a_licence_that_nobody_accepts_fetches_nothing(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    answer = run("models", "install", NAME)
    assert answer.code == 1
    assert "Licence: cc-by-4.0" in answer.out
    assert "was not accepted" in answer.err
    assert "--accept-licence" in answer.err
    assert not [each for each in hub.asked if "/resolve/" in each.path]
    assert not place.exists()


@pytest.mark.parametrize(("agreed", "code"), [(True, 0), (False, 1)])
def test_a_person_at_a_terminal_is_asked(
    hub: HuggingFace, run: Run, monkeypatch: pytest.MonkeyPatch, agreed: bool, code: int
) -> None:
    monkeypatch.setattr(models_install, "is_terminal", lambda: True)
    monkeypatch.setattr(models_install, "confirmed", lambda question: agreed)
    assert run("models", "install", NAME).code == code


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ({"license": "cc-by-nc-4.0"}, "FORBIDS COMMERCIAL USE"),
        ({"license": "other", "license_name": "my-research-only"}, "FORBIDS COMMERCIAL USE"),
        ({"license": ["mit", "apache-2.0"]}, "Licence: mit, apache-2.0"),
        ({}, "Licence: not known. Ask its owner"),
        ({"license": 7}, "Licence: not known."),
    ],
)
def test_a_licence_that_matters_stands_out(
    hub: HuggingFace, run: Run, card: dict[str, object], words: str
) -> None:
    hub.card = card
    assert words in run("models", "install", NAME).out


def test_a_model_of_marian_is_converted_on_request(
    hub: HuggingFace, place: Path, tmp_path: Path, run: Run
) -> None:
    hub.files = {}
    hub.holds(opus_archive(tmp_path / "opus"))
    refused = run(*INSTALL, NAME)
    assert refused.code == 4
    assert "--convert" in refused.err
    answer = run(*INSTALL, NAME, "--convert")
    assert answer.code == 0, answer.err
    assert read_description(place / "tiny-uk-en").preset == "opus-mt"
    assert draft(place).text == ROMAN


def test_weights_of_pytorch_are_told_from_a_model(hub: HuggingFace, run: Run) -> None:
    hub.files = {"pytorch_model.bin": b"x", "source.spm": b"y"}
    answer = run(*INSTALL, NAME)
    assert answer.code == 4
    assert "PyTorch" in answer.err


def test_a_model_for_many_languages_needs_no_pair(
    hub: HuggingFace, place: Path, tmp_path: Path, run: Run
) -> None:
    hub.files, hub.repository = {}, "owner/many"
    hub.holds(nllb(tmp_path / "nllb"))
    answer = run(*INSTALL, "hf:owner/many")
    assert answer.code == 0, answer.err
    found = run("models", "list", "uk", "en", "--json").json[-1]
    assert (found["pairs"], found["from"]) == ([["*", "*"]], None)
    assert {"uk", "en"} <= set(found["languages"])
    assert run("models", "list", "ja", "--json").json == []


def test_a_model_of_unknown_languages_asks_for_them(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    hub.repository = "owner/tiny"
    answer = run(*INSTALL, "hf:owner/tiny")
    assert answer.code == 4
    assert "--pair 'uk>en'" in answer.err
    before = len(hub.store.asked)
    assert run(*INSTALL, "hf:owner/tiny", "--pair", "uk>en").code == 0
    assert len(hub.store.asked) == before, "what was fetched is fetched again"


def test_another_model_of_the_same_name_is_not_replaced(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    assert run(*INSTALL, NAME).code == 0
    hub.repository = "stranger/tiny-uk-en"
    answer = run(*INSTALL, "hf:stranger/tiny-uk-en")
    assert answer.code == 4
    assert "from hf:owner/tiny-uk-en" in answer.err
    assert read_description(place / "tiny-uk-en").origin == NAME
    assert run(*INSTALL, "hf:stranger/tiny-uk-en", "--name", "other").code == 0
    assert run("models", "remove", "tiny-uk-en").code == 0
    assert [path.name for path in place.iterdir() if path.is_dir() and path.name[0] != "."] == [
        "other"
    ]


def test_a_model_that_is_broken_can_be_removed(hub: HuggingFace, place: Path, run: Run) -> None:
    assert run(*INSTALL, NAME).code == 0
    (place / "tiny-uk-en" / "model.bin").unlink()
    (place / "notes").mkdir()
    for name in ("notes", "..", ".", "tiny-uk-en/config.json", ""):
        assert run("models", "remove", name).code == 4
    answer = run("models", "remove", "tiny-uk-en")
    assert answer.code == 0, answer.err
    assert not (place / "tiny-uk-en").exists()
    assert (place / "notes").is_dir()


def test_links_in_a_folder_that_is_installed_lead_nowhere(
    tiny: Path, place: Path, tmp_path: Path, run: Run
) -> None:
    folder = shutil.copytree(tiny, tmp_path / "tiny-uk-en")
    (folder / "again").symlink_to(".")
    (folder / "model.bin").rename(tmp_path / "blob")
    (folder / "model.bin").symlink_to(tmp_path / "blob")
    answer = run("models", "install", str(folder), "--pair", "uk>en")
    assert answer.code == 0, answer.err
    assert not (place / "tiny-uk-en" / "again").exists()
    os.mkfifo(folder / "pipe")
    answer = run("models", "install", str(folder), "--pair", "uk>en")
    assert answer.code == 4
    assert f"{folder}/pipe: cannot be read" in answer.err
    assert "cannot be written" not in answer.err


@pytest.mark.parametrize("folder", [True, False])
def test_what_is_no_model_is_not_replaced(
    hub: HuggingFace, place: Path, run: Run, folder: bool
) -> None:
    mine = place / "tiny-uk-en" / "notes.txt" if folder else place / "tiny-uk-en"
    mine.parent.mkdir(parents=True)
    mine.write_text("a person's own")
    answer = run(*INSTALL, NAME)
    assert answer.code == 4
    assert "MOD-043" in answer.err
    assert mine.read_text() == "a person's own"


def test_a_gated_model_says_whom_to_ask(hub: HuggingFace, run: Run) -> None:
    hub.key, hub.gated = "hf_secret_of_the_desk", "auto"
    answer = run(*INSTALL, NAME)
    assert "MOD-031" in answer.err
    assert "/owner/tiny-uk-en" in answer.err


def test_an_installed_model_is_not_fetched_again(hub: HuggingFace, place: Path, run: Run) -> None:
    assert run(*INSTALL, NAME).code == 0
    before = len(hub.store.asked)
    hub.commit = "f" * 40
    assert run(*INSTALL, NAME).code == 0
    assert len(hub.store.asked) == before
    assert read_description(place / "tiny-uk-en").revision == "f" * 40
    weights = place / "tiny-uk-en" / "model.bin"
    weights.write_bytes(b"z" * weights.stat().st_size)
    assert run(*INSTALL, NAME).code == 0
    assert draft(place).text == ROMAN


def test_a_key_is_sent_only_where_it_is_asked_for(
    hub: HuggingFace, place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_HUGGINGFACE_KEY", "hf_secret_of_the_desk")
    assert run(*INSTALL, NAME).code == 0
    assert not [each for each in hub.asked if "authorization" in each.headers]
    run("models", "remove", "tiny-uk-en")
    hub.key, hub.gated = "hf_secret_of_the_desk", "manual"
    answer = run(*INSTALL, NAME)
    assert answer.code == 0, answer.err
    assert "Its owner decides" in answer.out
    assert [each for each in hub.asked if "authorization" in each.headers]
    assert hub.store.asked
    assert not [each for each in hub.store.asked if "authorization" in each.headers]


def test_a_token_of_hugging_face_goes_to_no_mirror(
    hub: HuggingFace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret_of_the_desk")
    hub.key = "hf_secret_of_the_desk"
    answer = run(*INSTALL, NAME)
    assert answer.code == 4
    assert "hf_secret" not in answer.out + answer.err
    assert not [each for each in hub.asked if "authorization" in each.headers]


def test_who_may_not_have_a_model_is_told_so(
    hub: HuggingFace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_HUGGINGFACE_KEY", "hf_of_somebody_else")
    hub.key = "hf_secret_of_the_desk"
    answer = run(*INSTALL, NAME)
    assert answer.code == 4
    assert "does not let you have owner/tiny-uk-en" in answer.err
    assert "hf_of_somebody" not in answer.err
