"""What other packages offer: a glance that misses nothing which Python itself would find."""

import sys
import zipfile
from importlib.machinery import PathFinder
from importlib.metadata import Distribution, MetadataPathFinder
from pathlib import Path

import pytest

from l10n.offers import maybe_offered, offers
from tests.distributions import site

GROUP = "l10n.checks"
POINTS = f"[console_scripts]\na = b:c\n\n[{GROUP}]\nsky = l10n_sky:check\n"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no test had imported `importlib_metadata`, which puts itself in Python's place."""
    own = [each for each in sys.meta_path if not hasattr(each, "find_distributions")]
    monkeypatch.setattr(
        sys, "meta_path", [*(each for each in own if each is not PathFinder), PathFinder]
    )
    found = staticmethod(MetadataPathFinder.find_distributions)
    monkeypatch.setattr(PathFinder, "find_distributions", found, raising=False)


def names() -> list[str]:
    return [each.name for each in offers(GROUP)]


def test_a_package_in_a_folder_of_the_path_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = site(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "none"), str(here.packages)])
    assert not maybe_offered(GROUP)
    assert names() == []
    here.install("other", {}, "[l10n.engines]\nsky = l10n_sky:Engine\n")
    assert not maybe_offered(GROUP)
    here.install("l10n_sky", {}, POINTS)
    assert names() == ["sky"]


def test_a_package_in_the_current_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = site(tmp_path)
    here.install("newsroom_l10n_sky", {}, POINTS)
    monkeypatch.chdir(here.packages)
    monkeypatch.setattr(sys, "path", [""])
    assert names() == ["sky"]


def test_a_package_in_an_archive_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("sky-1.0.dist-info/METADATA", "Name: sky\nVersion: 1.0\n")
        archive.writestr("sky-1.0.dist-info/entry_points.txt", POINTS)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "all.zip")])
    assert names() == ["sky"]


def test_an_egg_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "sky-1.0.egg" / "EGG-INFO"
    folder.mkdir(parents=True)
    (folder / "PKG-INFO").write_text("Name: sky\nVersion: 1.0\n", "utf-8")
    (folder / "entry_points.txt").write_text(POINTS, "utf-8")
    monkeypatch.setattr(sys, "path", [str(folder.parent)])
    assert names() == ["sky"]


def test_what_another_finder_has_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Own(Distribution):
        def read_text(self, filename: str) -> str | None:
            return {"METADATA": "Name: sky\n", "entry_points.txt": POINTS}.get(filename)

        def locate_file(self, path: object) -> Path:  # type: ignore[override]
            return tmp_path

    class Finder:
        @staticmethod
        def find_distributions(*_context: object) -> list[Distribution]:
            return [Own()]

        @staticmethod
        def find_spec(*_arguments: object) -> None:
            return None

    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder])
    assert names() == ["sky"]


def test_metadata_that_nobody_can_read_offers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sky-1.0.dist-info" / "entry_points.txt").mkdir(parents=True)
    (tmp_path / "old-1.0.egg-info").write_text("Name: old\n", "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert names() == []
