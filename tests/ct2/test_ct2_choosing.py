"""Which of several models is asked for a pair of locales."""

import shutil
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2", reason="the extra ctranslate2 is not installed")
pytest.importorskip("sentencepiece", reason="the extra ctranslate2 is not installed")

from l10n.engines.codes import locales_for
from l10n.engines.ctranslate2.choosing import reachable, route
from l10n.engines.ctranslate2.description import FILE
from l10n.engines.ctranslate2.languages import locale_meant
from l10n.engines.ctranslate2.packages import DescribedModel, read_package
from tests import tiny_ct2


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_ct2.opus_mt(tmp_path_factory.mktemp("original"))


@pytest.fixture
def model(original: Path, tmp_path: Path) -> "Described":
    return Described(original, tmp_path)


class Described:
    """Makes models that differ in what is said of them."""

    def __init__(self, original: Path, folder: Path) -> None:
        self.original = original
        self.folder = folder

    def __call__(self, name: str, *pairs: str, more: str = "", where: str = "") -> DescribedModel:
        folder = self.folder / (where or name)
        shutil.copytree(self.original, folder)
        listed = ", ".join(f'"{pair}"' for pair in pairs)
        said = f'name = "{name}"\npreset = "opus-mt"\npairs = [{listed}]\n{more}'
        (folder / FILE).write_text(said, "utf-8")
        return read_package(folder)


def way(models: list[DescribedModel], source: str, target: str) -> list[str]:
    """The names of the models that are asked, each with the pair of its own."""
    return [
        f"{model.description.name} {pair[0]}>{pair[1]}"
        for model, pair in route(models, source, target) or ()
    ]


def test_the_very_locale_goes_before_its_language(model: Described) -> None:
    models = [model("a", "en>pt"), model("b", "en>pt-BR"), model("c", "en>pt-PT")]
    assert way(models, "en", "pt-BR") == ["b en>pt-BR"]
    assert way(models, "en-GB", "pt-PT") == ["c en>pt-PT"]
    assert way(models, "en", "pt-AO") == ["a en>pt"]
    assert way(models[1:], "en", "pt") == ["b en>pt-BR"]


def test_a_demonstration_goes_last(model: Described) -> None:
    demonstration = model("a", "uk>en", more="[limits]\ndemonstration = true\n")
    assert way([demonstration], "uk", "en") == ["a uk>en"]
    assert way([demonstration, model("b", "uk>en")], "uk", "en") == ["b uk>en"]


def test_the_highest_version_goes_first(model: Described) -> None:
    models = [
        model("a", "uk>en", more=f'version = "{version}"\n', where=version)
        for version in ("9", "10", "9.5")
    ]
    found = route(models, "uk", "en")
    assert found is not None
    assert found[0][0].description.version == "10"


def test_one_for_the_pair_goes_before_one_for_all(original: Path, model: Described) -> None:
    many = model("a", "*>*", more='[languages]\nuk = "ukr"\nen = "eng"\n')
    assert way([many, model("b", "uk>en")], "uk", "en") == ["b uk>en"]


def test_the_way_through_english_goes_before_others(model: Described) -> None:
    models = [
        *(model("a", "uk>de"), model("b", "de>fr")),
        *(model("c", "uk>en"), model("d", "en>fr")),
    ]
    assert way(models, "uk", "fr") == ["c uk>en", "d en>fr"]
    assert way(models[:2], "uk", "fr") == ["a uk>de", "b de>fr"]
    assert way(models, "fr", "uk") == []
    assert {("uk", "fr"), ("uk", "de")} <= reachable(models)


def test_a_model_is_never_asked_for_its_own_language(model: Described) -> None:
    many = model("a", "*>*", more='[languages]\nuk = "ukr"\nen = "eng"\n')
    assert way([many], "en", "en-GB") == []
    assert ("en", "en") not in reachable([many])


def test_pairs_of_two_hundred_languages_are_soon_listed(model: Described) -> None:
    codes = [f"q{one}{other}" for one in "abcdefghijklmnopqrst" for other in "abcdefghij"]
    table = "".join(f'{code} = "{code}"\n' for code in codes)
    many = model("a", "*>*", more=f"[languages]\n{table}")
    assert len(reachable([many, model("b", "uk>qaa")])) == 200 * 199 + 200


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        *(("ukr_Cyrl", "uk"), ("eng_Latn", "en"), ("zho_Hans", "zh"), ("zho_Hant", "zh-Hant")),
        *(("srp_Cyrl", "sr"), ("srp_Latn", "sr-Latn"), ("pbt_Arab", "ps"), ("nob_Latn", "nb")),
        *(("prs_Arab", "fa-AF"), ("pob", "pt-BR"), ("uk", "uk"), ("cmn_Hans", "zh"), ("1", "")),
        *(("pt_br", "pt-BR"), ("es_MX", "es-MX"), ("uk_Cyrl", "uk"), ("ru_Latn", "ru-Latn")),
    ],
)
def test_codes_of_models_are_locales(code: str, locale: str) -> None:
    assert locale_meant(code) == locale


@pytest.mark.parametrize(
    ("locale", "served"),
    [
        ("uk-UA", ("uk-UA", "uk")),
        ("pt", ("pt", "pt-BR")),
        ("zh-TW", ("zh-TW", "zh-Hant")),
        ("zh-CN", ("zh-CN", "zh")),
        ("sr-Latn-RS", ("sr-Latn-RS", "sr-Latn", "sr")),
        ("nb", ("nb", "no")),
    ],
)
def test_models_of_a_language_serve_its_regions(locale: str, served: tuple[str, ...]) -> None:
    assert locales_for(locale) == served
