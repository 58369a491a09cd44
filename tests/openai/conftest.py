"""Fixtures for the engine `openai`: no keys of this machine, and servers that end with the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.chat_server import (
    ChatServer,
    Script,
    serving,
)


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("L10N_OPENAI_KEY", "L10N_OPENAI_KEY_FOR", "L10N_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def serve() -> Iterator[Callable[[Script], ChatServer]]:
    with ExitStack() as stack:
        yield lambda script: stack.enter_context(serving(script))
