"""Packages, routes, settings: which model drafts, and what a damaged one says."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.engines import Request
from l10n.errors import EngineError
from l10n.model.engine_settings import read
from l10n.model.markup import Tagged

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines.argos.engine import Argos
from l10n.engines.argos.packages import InstalledModel, reachable, route, survey
from l10n.engines.argos.settings import ArgosSettings
from l10n.engines.codes import argos_codes
from l10n.engines.decoder.limits import ModelLimits
from tests.argos.desk import one
from tests.tiny_argos import package


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
        limits = ModelLimits(demonstration=demonstration)
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
