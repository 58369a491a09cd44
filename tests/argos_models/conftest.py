"""Fixtures for model packages: a server on this machine, a tiny model, a folder to install in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from tests.argos_models.desk import ModelServer
from tests.tiny_argos import archive as zipped
from tests.tiny_argos import package


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def argosmodel(model: Path) -> Path:
    return zipped(model, model.parent / "uk_en.argosmodel")


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / "argos" / "packages"
