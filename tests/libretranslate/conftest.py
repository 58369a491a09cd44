"""Fixtures for the engine `libretranslate`: no keys of this machine, and a server."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.http_server import (
    HttpServer,
)
from tests.libretranslate.desk import behaving


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in ("L10N_LIBRETRANSLATE_KEY", "L10N_LIBRETRANSLATE_KEY_FOR", "L10N_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def web() -> Iterator[HttpServer]:
    with HttpServer() as server:
        yield behaving(server)
