"""The bundled model as a package of `ctranslate2` drafts what it drafts as a package of Argos."""

import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2", reason="the extra ctranslate2 is not installed")
pytest.importorskip("sentencepiece", reason="the extra ctranslate2 is not installed")

from l10n.engines.argos.packages import BUNDLED
from l10n.engines.ctranslate2.description import FILE, Decoding, Description, written_description
from tests.conftest import Newsroom

ROOT = Path(__file__).parents[2]
PACKAGE = BUNDLED / "translate-uk_en-demo"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models with the bundled one, described."""
    metadata = json.loads((PACKAGE / "metadata.json").read_text("utf-8"))
    limits = metadata["l10n"]
    decoding = Decoding(limits.pop("beam_size"), 0.2, limits.pop("compute_type"))
    model = tmp_path / "models" / "demo"
    shutil.copytree(PACKAGE, model, ignore=shutil.ignore_patterns("metadata.json"))
    said = Description(
        name="translate-uk_en-demo",
        pairs=(("uk", "en"),),
        version=metadata["package_version"],
        decoding=decoding,
        limits=limits,
    )
    (model / FILE).write_text(written_description(said), "utf-8")
    monkeypatch.setenv("L10N_MODELS_DIR", str(model.parent))
    return model.parent


def drafted(newsroom: Newsroom, engine: str, folder: Path) -> dict[str, bytes]:
    """All catalogs and records that drafting with an engine makes of the demonstration."""
    for name in ("articles", "glossary.csv"):
        where = newsroom.root / name
        shutil.rmtree(where, ignore_errors=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, where)
    for name in ("catalogs", "records", ".l10n"):
        shutil.rmtree(newsroom.root / name, ignore_errors=True)
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["news/storm.md"]\nsplit = "sentences"\n'
        f'engines = ["{engine}"]\n[engine.{engine}]\nalternatives = 1\n'
    )
    answer = newsroom.l10n("sync")
    assert answer.code == 0, answer.err
    return {
        path.relative_to(newsroom.root).as_posix(): path.read_bytes()
        for name in ("catalogs", "records")
        for path in sorted((newsroom.root / name).rglob("*"))
        if path.is_file()
    }


def test_both_kinds_of_package_draft_the_same(
    newsroom: Newsroom, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777200000")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder.parent / "none"))
    through_argos = drafted(newsroom, "argos", folder)
    through_description = drafted(newsroom, "ctranslate2", folder)
    assert any(b"Draft: argos" in data for data in through_argos.values())
    assert through_description == {
        name: data.replace(b"argos", b"ctranslate2") for name, data in through_argos.items()
    }
