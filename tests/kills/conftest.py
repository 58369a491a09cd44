"""Fixtures of the kills: a process whose forks are commands, and a desk with work of all kinds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kills.desk import prepare
from tests.kills.killer import Killer, killer


@pytest.fixture(scope="module")
def killers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    with killer(tmp_path_factory.mktemp("killer")) as made:
        yield made


@pytest.fixture(scope="module")
def base(killers: Killer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base") / "base"
    prepare(killers, folder)
    return folder
