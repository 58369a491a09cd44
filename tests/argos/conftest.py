"""Engines with tiny packages, made once for each file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.engines.argos.engine import Argos


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.tiny_argos import package

    folder = tmp_path_factory.mktemp("packages")
    package(folder, ("uk", "en"))
    package(folder, ("en", "de"), metadata={"package_version": "1.0"})
    return folder


@pytest.fixture(scope="module")
def engine(packages: Path) -> Iterator[Argos]:
    with Argos({"threads": 1, "beam_size": 1}, folders=[packages]) as engine:
        yield engine


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Argos]:
    from tests.argos.desk import DEMO, WORDS
    from tests.tiny_argos import package

    folder = tmp_path_factory.mktemp("demo")
    metadata = {"package_version": "1.0", "l10n": DEMO}
    package(folder, ("uk", "pl"), metadata=metadata, words=WORDS)
    with Argos({"threads": 1}, folders=[folder]) as engine:
        yield engine


@pytest.fixture(scope="module")
def tagging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Argos]:
    from tests.tiny_argos import package

    folder = tmp_path_factory.mktemp("tagging")
    package(folder, ("uk", "en"), metadata={"l10n": {"tags": 3}})
    with Argos({"threads": 1, "beam_size": 1}, folders=[folder]) as engine:
        yield engine
