"""A wheel made from the repository works outside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build from a copy, so that nothing of the build stays in the repository."""
    copy = tmp_path_factory.mktemp("source") / "newsroom-l10n"
    copy.mkdir()
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.split("\0"):
        wanted = name.startswith("l10n/") or "/" not in name
        if wanted and name and (ROOT / name).is_file():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(out), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_carries_messages_model_and_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "l10n/locale/uk/LC_MESSAGES/l10n.mo" in names
    model = "l10n/bundled/translate-uk_en-demo"
    for part in ("metadata.json", "sentencepiece.model", "words.txt", "model/model.bin"):
        assert f"{model}/{part}" in names
    assert "l10n/py.typed" in names
    assert {Path(name).name for name in names} >= {"LICENSE", "NOTICE"}
    others = ("tests", "training", "benchmarks", "plugins")
    assert not [name for name in names if name.startswith(others) or "apertium" in name]


def test_the_installed_wheel_runs_the_main_job_elsewhere(wheel: Path, tmp_path: Path) -> None:
    pytest.importorskip("ctranslate2")
    site = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    # What is needed of the modules is compiled when it is.
    command.append("--no-compile")
    subprocess.run([*command, "--target", str(site), str(wheel)], check=True, capture_output=True)
    packages = tmp_path / "packages"
    packages.mkdir()
    environment = os.environ | {
        "PYTHONPATH": str(site),
        "LC_ALL": "uk_UA.UTF-8",
        "PYTHONUTF8": "1",
        "HOME": str(tmp_path),
        "ARGOS_PACKAGES_DIR": str(packages),
    }

    def l10n(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "l10n", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    place = subprocess.run(
        [sys.executable, "-c", "import l10n; print(l10n.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(place.stdout.strip()).is_relative_to(site)
    assert "Команди" in l10n("--help").stdout
    assert l10n("init", "desk").returncode == 0
    (tmp_path / "desk/articles/a.md").write_text("Квиток коштує **12 грн**.\n")
    synced = l10n("-C", "desk", "sync")
    assert synced.returncode == 0, synced.stderr
    catalog = (tmp_path / "desk/catalogs/en/a.md.po").read_text()
    assert 'msgstr "A ticket costs <b1>UAH 12</b1>."' in catalog
