"""Fixtures: an Apertium that the test writes itself, and a newsroom where the command runs."""

from pathlib import Path

import pytest

from apertium_newsroom import Newsroom


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path / "newsroom")
    made.write(
        "workflows/news.toml",
        'source = "en"\ntargets = ["es"]\narticles = ["**"]\nengines = ["apertium"]\n\n'
        '[publish]\nrequire = "draft"\n',
    )
    return made


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of an Apertium with one mode; the test writes its program."""
    program = tmp_path / "bin/apertium"
    program.parent.mkdir()
    modes = tmp_path / "share/apertium/modes"
    modes.mkdir(parents=True)
    (modes / "eng-spa.mode").write_text("cat")
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.delenv("APERTIUM_DATADIR", raising=False)
    return program
