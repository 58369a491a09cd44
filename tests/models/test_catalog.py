"""The catalog of recommended models: what it says is whole, and what the commands make of it."""

import re
import shutil
from pathlib import Path

import pytest

from l10n.cli.models_shown import recommended_json
from l10n.engines.ctranslate2.description_reader import read_description
from l10n.engines.ctranslate2.presets import PRESETS
from l10n.engines.packages import catalog
from l10n.engines.packages.catalog import Recommended, Score, best, recommended
from l10n.engines.packages.hub import COMMIT, PREFIX, hub_name
from l10n.engines.packages.licences import allows_commerce, forbids_commerce
from l10n.language.locales import pair
from tests.argos_models.desk import rewritten
from tests.conftest import Run
from tests.http_server import HttpServer, content
from tests.hugging_face import HuggingFace
from tests.tiny_argos import package
from tests.tiny_ct2 import quickmt
from tests.tiny_marian import opus_archive

MODELS = recommended()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_what_the_catalog_says_of_a_model_is_whole(model: Recommended) -> None:
    assert re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}", model.name)
    assert all(f"{source}>{target}" in model.pairs for source, target in map(pair, model.pairs))
    assert model.page.startswith("https://")
    assert model.preset in ("", *PRESETS)
    if model.origin.startswith(PREFIX):
        assert hub_name(f"{model.origin}@{model.revision or 'main'}").origin == model.origin
        assert not model.revision or COMMIT.fullmatch(model.revision)
    else:
        assert model.origin.startswith(("https://", "argos:"))
    for score in model.scores:
        assert score.source.startswith("https://")
        assert score.pair in model.pairs
        assert 0 < score.value < (1 if score.metric == "COMET" else 100)


def test_names_and_origins_are_there_once() -> None:
    for values in ([each.name.lower() for each in MODELS], [each.origin for each in MODELS]):
        assert len(set(values)) == len(values)


def test_the_best_of_a_pair_may_be_used_by_a_newsroom() -> None:
    assert best("uk", "en-GB") == catalog.named("quickmt-uk-en")
    for source, target in (("uk", "en"), ("en", "uk"), ("de", "ja"), ("be", "en")):
        found = best(source, target)
        assert found is not None
        assert allows_commerce(found.licence)


@pytest.mark.parametrize(
    "licence",
    ["CC-BY-NC-4.0", "cc-by-nc-sa-4.0", "Non-Commercial", "research-only", "CC BY NC",
     "for non commercial use", "not for commercial use", "no commercial use", "evaluation only",
     "non_commercial", "non-commercially"],
)  # fmt: skip
def test_a_licence_that_forbids_commerce_is_known(licence: str) -> None:
    assert forbids_commerce(licence)
    assert not allows_commerce(licence)


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "apache-2.0", "MIT", "MPL-2.0"])
def test_a_licence_that_allows_it_is_known(licence: str) -> None:
    assert allows_commerce(licence)
    assert not forbids_commerce(licence)


@pytest.mark.parametrize(
    ("licence", "known"),
    [("CC-BY-4.0", True), ("CC-BY-NC-4.0", False), ("OpenRAIL", None), ("", None)],
)
def test_only_a_licence_that_is_known_is_told_as_commercial(
    licence: str, known: bool | None
) -> None:
    model = Recommended("x", "hf:a/b", "https://example.org", licence=licence)
    assert recommended_json(model)["commercial"] is known


def test_models_are_listed_with_licence_size_and_scores(place: Path, run: Run) -> None:
    answer = run("models", "list", "uk", "en")
    assert "Recommended" in answer.out
    assert "BLEU 39.88 (FLORES-101 devtest)" in answer.out
    assert "CC-BY-NC-4.0 (not commercial)" in answer.out
    quickmt(place)
    text = (place / "quickmt-uk-en" / "l10n-model.toml").read_text()
    revision = MODELS[0].revision
    more = f'licence = "CC-BY-4.0"\norigin = "{MODELS[0].origin}"\nrevision = "{revision}"\n'
    (place / "quickmt-uk-en" / "l10n-model.toml").write_text(text + more)
    (found,) = [each for each in run("models", "list", "--json").json if not each["bundled"]]
    assert found["engine"] == "ctranslate2"
    assert found["licence"] == "CC-BY-4.0"
    assert found["size"] > 1_000
    assert (found["from"], found["to"]) == ("uk", "en")
    assert found["scores"][0]["value"] == 39.88
    shown, further = run("models", "list").out.split("Recommended", 1)
    assert "quickmt-uk-en" in shown
    assert "quickmt-uk-en" not in further


def test_languages_choose_what_is_listed(place: Path, run: Run) -> None:
    assert "quickmt-uk-en" not in run("models", "recommended", "be").out
    assert "opus-mt-tc-big-zle-en" in run("models", "recommended", "be").out
    names = [each["name"] for each in run("models", "recommended", "en", "uk", "--json").json]
    assert names[0] == "quickmt-uk-en"
    assert run("models", "list", "ja", "de").code == 0


def test_a_name_of_the_catalog_is_installed_at_its_commit(
    hub: HuggingFace, place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Recommended(
        name="Tiny",
        origin="hf:owner/tiny-uk-en",
        page="https://example.org",
        pairs=("uk>en",),
        licence="CC-BY-4.0",
        revision=hub.commit,
        scores=(Score("uk>en", "BLEU", 1.0, "a set", "https://example.org"),),
    )
    monkeypatch.setattr(catalog, "recommended", lambda: (known,))
    hub.card = {}
    answer = run("models", "install", "tiny", "--accept-licence")
    assert answer.code == 0, answer.err
    assert "Licence: CC-BY-4.0" in answer.out
    assert read_description(place / "Tiny").revision == hub.commit


def test_an_archive_of_the_catalog_is_fetched_and_converted(
    place: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = shutil.make_archive(str(tmp_path / "opus"), "zip", opus_archive(tmp_path / "opus"))
    with HttpServer() as server:
        server.answers["/opus.zip"] = content(Path(packed).read_bytes())
        known = Recommended(
            name="tiny-opus",
            origin=f"{server.url}/opus.zip",
            page="https://example.org",
            pairs=("uk>en",),
            licence="CC-BY-4.0",
            preset="opus-mt",
            convert=True,
        )
        monkeypatch.setattr(catalog, "recommended", lambda: (known,))
        answer = run("models", "install", "tiny-opus", "--yes")
    assert answer.code == 0, answer.err
    said = read_description(place / "tiny-opus")
    assert (said.licence, said.pairs) == ("CC-BY-4.0", (("uk", "en"),))
    assert "model.bin" in said.sha256


def test_a_file_and_a_folder_are_installed(place: Path, tmp_path: Path, run: Run) -> None:
    folder = quickmt(tmp_path / "made")
    packed = shutil.make_archive(str(tmp_path / "model"), "zip", folder)
    answer = run("models", "install", packed)
    assert answer.code == 0, answer.err
    assert "Licence: not known" in answer.out
    assert read_description(place / "quickmt-uk-en").origin == "file:model.zip"
    (folder / "l10n-model.toml").unlink()
    assert run("models", "install", folder, "--name", "mine").code == 0
    assert read_description(place / "mine").pairs == (("uk", "en"),)
    (folder / "read me (1).txt").write_text("a name that no description has")
    assert run("models", "install", folder, "--name", "named").code == 0
    empty = run("models", "install", tmp_path, "--name", "empty")
    assert "MOD-039" in empty.err
    damaged = rewritten(Path(packed), drop="src.spm.model")
    refused = run("models", "install", damaged)
    assert refused.code == 4
    assert len(refused.err.splitlines()) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_a_licence_in_a_file_is_asked_about_before_the_install(
    place: Path, tmp_path: Path, run: Run, packed: bool
) -> None:
    model: str | Path = quickmt(tmp_path / "made")
    said = 'licence = "CC-BY-NC-4.0"\norigin = "hf:owner/name"\n'
    with Path(model, "l10n-model.toml").open("a") as file:
        file.write(said)
    if packed:
        model = shutil.make_archive(str(tmp_path / "model"), "zip", model)
    refused = run("models", "install", model)
    assert (refused.code, "L10N-MOD-041" in refused.err) == (1, True)
    assert "FORBIDS COMMERCIAL USE" in refused.out
    assert "hf:owner/name" in refused.out
    assert not (place / "quickmt-uk-en").exists()
    assert run("models", "install", model, "--accept-licence").code == 0
    assert read_description(place / "quickmt-uk-en").licence == "CC-BY-NC-4.0"


@pytest.mark.parametrize("lost", ["model.bin", "src.spm.model", "target_vocabulary.json"])
@pytest.mark.parametrize("described", [False, True])
def test_what_an_archive_lacks_is_told_of_the_archive(
    place: Path, tmp_path: Path, run: Run, lost: str, described: bool
) -> None:
    folder = quickmt(tmp_path / "made")
    for name in (lost, *(() if described else ("l10n-model.toml",))):
        (folder / name).unlink()
    packed = shutil.make_archive(str(tmp_path / "model"), "zip", folder)
    answer = run("models", "install", packed, "--pair", "uk>en")
    assert answer.code == 4
    assert answer.err.startswith(f"l10n: {packed}")
    assert ".l10n-models-" not in answer.err


def test_an_argos_package_goes_its_old_way(place: Path, tmp_path: Path, run: Run) -> None:
    folder = package(tmp_path / "made")
    packed = shutil.make_archive(str(tmp_path / "plain"), "zip", folder.parent, folder.name)
    answer = run("models", "install", packed)
    assert answer.code == 0, answer.err
    assert str(tmp_path / "argos") in answer.out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("quickmt-uk-ne",), 4, "did you mean l10n models install quickmt-uk-en"),
        (("x", "--preset", "nlb"), 2, "opus-mt"),
        (("x", "--name", "../x"), 2, "USE-124"),
        (("x", "--pair", "uk"), 2, ""),
        (("uk", "en", "--convert"), 2, "USE-125"),
        (("argos-uk-en", "--name", "x"), 2, "USE-125"),
        (("hf:a/b", "c"), 2, "USE-004"),
        (("hf:a/b", "--sha256", "0" * 64), 2, "USE-123"),
        (("remove", "a", "b", "c"), 2, "USE-121"),
        (("remove", "nothing"), 4, "`l10n models list`"),
        (("remove", "translate-uk_en-demo"), 4, "MOD-013"),
    ],
)
def test_slips_of_a_command_are_told(
    place: Path, run: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    verb = () if words[0] == "remove" else ("install",)
    answer = run("models", *verb, *words)
    assert answer.code == code, answer.err
    assert told in answer.err


def test_init_names_the_best_of_its_pairs(tmp_path: Path, run: Run) -> None:
    answer = run("init", tmp_path / "desk", "--target", "en", "--target", "de")
    assert "for uk>en is quickmt-uk-en (CC-BY-4.0; BLEU 39.88" in answer.out
    assert "l10n models install quickmt-uk-en" in answer.out
    assert "For uk>de no scores are known" in answer.out
