"""Which pairs Apertium has, and what to install where one is missing."""

import os
import re
from pathlib import Path

import pytest

from apertium_texts import draft, needs_apertium
from l10n.engines import Request
from l10n.errors import EngineError
from l10n.model.markup import Tagged
from l10n_apertium.engine import Apertium
from l10n_apertium.modes import chosen, debian_package, modes, pipeline
from l10n_apertium.process import Program


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("eng-spa", {("en", "es")}),
        ("spa-eng_US", {("es", "en-US")}),
        ("es-pt_BR", {("es", "pt-BR")}),
        ("spa-cat_valencia", {("es", "ca-valencia")}),
        ("oc_aran-es", {("oc-aranes", "es")}),
        ("rus-ukr", {("ru", "uk")}),
        ("pol-szl", {("pl", "szl")}),
        ("dan-nob", {("da", "nb"), ("da", "no")}),
        ("eng-hbs_HR", {("en", "hr")}),
        ("hbs-eng", {("sr-Latn", "en"), ("hr", "en"), ("bs", "en")}),
        ("spa-cat_valencia_uni", set()),
        ("por-cat_pre2017", set()),
        ("Cyrl-Latn", set()),
        ("eng-spa-tagger", set()),
        ("README", set()),
    ],
)
def test_a_mode_is_read_as_pairs_of_locales(name: str, pairs: set[tuple[str, str]]) -> None:
    assert {(mode.source, mode.target) for mode in modes([name])} == pairs


@pytest.mark.parametrize(
    ("pair", "name"),
    [
        (("en", "es"), "eng-spa"),
        (("en-GB", "es-419"), "eng-spa"),
        (("es", "en"), "spa-eng"),
        (("es", "en-US"), "spa-eng_US"),
        (("es-MX", "en-GB"), "spa-eng"),
        (("es", "ca"), "spa-cat"),
        (("es", "ca-valencia"), "spa-cat_valencia"),
        (("en", "uk"), None),
        (("en", "pt"), None),
    ],
)
def test_the_nearest_variant_that_is_not_narrower_is_used(
    pair: tuple[str, str], name: str | None
) -> None:
    names = ("eng-spa", "spa-eng", "spa-eng_US", "spa-cat", "spa-cat_valencia", "eng-por_BR")
    found = chosen(modes(names), *pair)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("pair", "package"),
    [
        (("en", "es"), "apertium-eng-spa"),
        (("es-MX", "en-GB"), "apertium-eng-spa"),
        (("ru", "uk"), "apertium-rus-ukr"),
        (("sv", "nb"), "apertium-swe-nor"),
        (("hr", "en"), "apertium-hbs-eng"),
        (("uk", "en"), None),
    ],
)
def test_the_package_that_would_bring_a_pair_is_known(
    pair: tuple[str, str], package: str | None
) -> None:
    assert debian_package(*pair) == package


def test_without_apertium_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    engine = Apertium()
    with pytest.raises(EngineError, match="not installed") as caught:
        list(engine.translate([Request(Tagged("дім"))], "uk", "ru"))
    assert caught.value.remedy == "install it: apt-get install apertium apertium-rus-ukr"
    for ask in (engine.pairs, engine.models):
        with pytest.raises(EngineError, match="not installed"):
            ask()


@needs_apertium
def test_without_the_pair_the_error_names_the_package_if_any() -> None:
    with pytest.raises(EngineError, match="from sv to da") as caught:
        draft("hus", "sv", "da")
    assert caught.value.remedy == "install it: apt-get install apertium-swe-dan"
    with pytest.raises(EngineError, match="from en to uk") as other:
        draft("house", "en", "uk")
    assert "another engine" in str(other.value)


@pytest.mark.parametrize(
    "values", [{"timeout": 0}, {"timeout": "10"}, {"timeout": True}, {"speed": 1}]
)
def test_a_wrong_setting_is_named(values: dict[str, object]) -> None:
    with pytest.raises(EngineError, match=next(iter(values))):
        Apertium(values)


def test_no_texts_need_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert list(Apertium().translate([], "en", "es")) == []


@needs_apertium
def test_installed_modes_are_named_with_their_data_version() -> None:
    found = Apertium().models()
    assert any(re.fullmatch(r"eng-spa (\d\S*|\(Apertium \d\S*\))", label) for label in found)
    assert draft("The house is red.").model in found


def test_modes_that_cannot_be_read_are_not_none(tmp_path: Path) -> None:
    program = Program(tmp_path / "bin/apertium", tmp_path)
    assert program.modes == ()
    (tmp_path / "modes").write_text("a file in place of the folder")
    with pytest.raises(EngineError, match="modes cannot be read: Not a directory") as caught:
        _ = program.modes
    assert caught.value.code == "L10N-APERTIUM-007"


def test_a_pipe_in_place_of_a_mode_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "eng-spa.mode")
    assert pipeline(tmp_path / "eng-spa.mode").analysis == ()
