"""Fixtures of models from Hugging Face: a server on this machine, a folder to install in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2", reason="CTranslate2 is not installed")

from tests.hugging_face import HuggingFace
from tests.tiny_ct2 import quickmt


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model as quickmt lays it out."""
    return quickmt(tmp_path_factory.mktemp("model"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of models, with nothing of the person's own environment around it."""
    for name in ("HF_TOKEN", "L10N_HUGGINGFACE_KEY", "L10N_HUGGINGFACE_KEY_FOR", "L10N_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("L10N_MODELS_DIR", str(tmp_path / "data" / "models"))
    # Argos Translate reads its own variable once a process, for all tests that follow.
    for module in ("packages", "models"):
        argos = f"l10n.engines.argos.{module}.directories"
        monkeypatch.setattr(argos, lambda: (tmp_path / "argos",))
    monkeypatch.setenv("L10N_FIREFOX_DIR", str(tmp_path / "firefox"))
    return tmp_path / "data" / "models"


@pytest.fixture
def hub(place: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HuggingFace]:
    """Hugging Face with that model, under CC-BY-4.0."""
    card = {"license": "cc-by-4.0", "language": ["uk", "en"]}
    with HuggingFace(card=card).holds(tiny) as server:
        server.files["README.md"] = b"# A model\n"
        server.files["pytorch_model.bin"] = b"never wanted" * 1_000
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server
