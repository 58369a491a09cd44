"""Fixtures of the kills: a process whose forks are commands, and a desk with work of all kinds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.kills.desk import prepare
from tests.kills.killer import Killer, killer

collect_ignore = [] if LONG else ["test_kills_at_once.py"]
"""What differs from run to run is tried in the long form alone; so is what needs strace."""
if not (LONG and shutil.which("strace")):
    collect_ignore.append("test_kills_traced.py")


@pytest.fixture(scope="module")
def killers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    with killer(tmp_path_factory.mktemp("killer")) as made:
        yield made


@pytest.fixture(scope="module")
def base(killers: Killer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base") / "base"
    prepare(killers, folder)
    return folder
