"""What is known of a model stays with it: its own description, its card, its checksums."""

import hashlib
import shutil
from pathlib import Path

import pytest

from l10n.engines.ctranslate2.description_reader import read_description
from l10n.jobs.models import installing
from tests.conftest import Run
from tests.http_server import refusal
from tests.hugging_face import HuggingFace
from tests.tiny_marian import opus_archive

NAME = "hf:owner/tiny-uk-en"
INSTALL = ("models", "install", "--accept-licence")
OWN = """\
name = "opus-tiny"
preset = "opus-mt"
pairs = ["uk>en"]
version = "2022-03-13"
licence = "CC-BY-4.0"
origin = "hf:helsinki/opus-tiny"
revision = "2022-03-13"
"""


def test_a_converted_model_keeps_its_own_description(place: Path, tmp_path: Path, run: Run) -> None:
    folder = opus_archive(tmp_path / "opus")
    (folder / "l10n-model.toml").write_text(OWN)
    (folder / "README.md").write_text("# A model card\n")
    answer = run(*INSTALL, folder, "--convert")
    assert answer.code == 0, answer.err
    said = read_description(place / "opus-tiny")
    assert (said.pairs, said.licence) == ((("uk", "en"),), "CC-BY-4.0")
    assert (said.version, said.revision) == ("2022-03-13", "2022-03-13")
    assert said.origin == "file:opus"
    assert (place / "opus-tiny" / "README.md").read_text() == "# A model card\n"
    assert said.decoding.beam_size == 3
    assert "model.bin" in said.sha256


def test_a_repository_of_marian_may_describe_its_model(
    hub: HuggingFace, place: Path, tmp_path: Path, run: Run
) -> None:
    hub.files = {}
    hub.holds(opus_archive(tmp_path / "opus"))
    hub.files["l10n-model.toml"] = OWN.encode()
    hub.files["README.md"] = b"# A model card\n"
    answer = run(*INSTALL, NAME, "--convert")
    assert answer.code == 0, answer.err
    said = read_description(place / "opus-tiny")
    # Where it was got, and the licence that was accepted, are not its own to say.
    assert (said.origin, said.revision, said.licence) == (NAME, hub.commit, "cc-by-4.0")
    assert said.version == "2022-03-13"
    assert (place / "opus-tiny" / "README.md").read_text() == "# A model card\n"


def test_a_file_that_is_not_what_its_description_says_is_refused(
    tiny: Path, place: Path, tmp_path: Path, run: Run
) -> None:
    folder = shutil.copytree(tiny, tmp_path / "tiny-uk-en")
    (folder / "NOTES").write_text("as it was published\n")
    digest = hashlib.sha256(b"as it was published\n").hexdigest()
    with (folder / "l10n-model.toml").open("a") as file:
        file.write(f'\n[sha256]\nNOTES = "{digest}"\n')
    assert run(*INSTALL, folder, "--name", "sound").code == 0
    (folder / "NOTES").write_text("as somebody changed it\n")
    answer = run(*INSTALL, folder, "--name", "changed")
    assert (answer.code, "L10N-MOD-014" in answer.err) == (4, True), answer.err
    assert "the checksum of NOTES" in answer.err
    assert not (place / "changed").exists()


def test_a_file_that_changes_before_it_is_moved_in_is_refused(
    hub: HuggingFace, place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = installing.made_ready

    def changed(fetched: Path, *others: object) -> Path:
        with (fetched / "config.json").open("ab") as file:
            file.write(b"\n")
        return ready(fetched, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(installing, "made_ready", changed)
    answer = run(*INSTALL, NAME)
    assert (answer.code, "L10N-MOD-014" in answer.err) == (4, True), answer.err
    assert "the checksum of config.json" in answer.err
    assert not (place / "tiny-uk-en").exists()


@pytest.mark.parametrize("status", [401, 403])
def test_a_file_that_asks_for_a_key_gets_it(
    hub: HuggingFace, place: Path, run: Run, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """Whichever of both a server answers: a mirror need not do as Hugging Face does."""
    monkeypatch.setenv("L10N_HUGGINGFACE_KEY", "hf_secret_of_the_desk")
    name = "config.json"
    hub.answers[f"/owner/tiny-uk-en/resolve/{hub.commit}/{name}"] = [
        refusal(status, "a key, please"),
        hub._led_on(name),
    ]
    answer = run(*INSTALL, NAME)
    assert answer.code == 0, answer.err
    with_key = [each.path for each in hub.asked if "authorization" in each.headers]
    assert any(path.endswith(name) for path in with_key)


@pytest.mark.parametrize("status", [401, 403])
def test_a_file_that_nobody_may_have_says_whom_to_ask(
    hub: HuggingFace, place: Path, run: Run, status: int
) -> None:
    hub.gated = "manual"
    place_of = f"/owner/tiny-uk-en/resolve/{hub.commit}/config.json"
    hub.answers[place_of] = refusal(status, "not you")
    answer = run(*INSTALL, NAME)
    assert (answer.code, "L10N-MOD-031" in answer.err) == (4, True), answer.err
    assert "ask for it on its page" in answer.err


@pytest.mark.parametrize(
    ("languages", "found"),
    [
        (["uk", "en"], [["uk", "en"]]),
        ([], [["uk", "en"]]),
        (["ukr", "eng"], [["uk", "en"]]),
        (["de", "en"], None),
        (["uk"], None),
    ],
)
def test_a_pair_in_a_name_holds_if_the_card_agrees(
    hub: HuggingFace, place: Path, run: Run, languages: list[str], found: object
) -> None:
    hub.card = {"license": "cc-by-4.0", "language": languages}
    answer = run(*INSTALL, NAME)
    if found is None:
        assert (answer.code, "L10N-MOD-038" in answer.err) == (4, True), answer.err
        return
    assert answer.code == 0, answer.err
    assert run("models", "list", "--json").json[-1]["pairs"] == found


def test_hidden_files_of_a_folder_are_not_installed(
    tiny: Path, place: Path, tmp_path: Path, run: Run
) -> None:
    folder = shutil.copytree(tiny, tmp_path / "tiny-uk-en")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[remote]\n")
    (folder / ".env").write_text("SECRET=1\n")
    (folder / "NOTES").write_text("kept\n")
    assert run(*INSTALL, folder, "--name", "mine").code == 0
    assert not list((place / "mine").glob(".*"))
    assert (place / "mine" / "NOTES").read_text() == "kept\n"
