"""`make demo` does the whole job before a newcomer's eyes, in a copy, and leaves the rest alone."""

import os
import subprocess
import sys
from filecmp import dircmp
from pathlib import Path

import pytest

from tests.conftest import LONG

pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

ROOT = Path(__file__).parents[1]
WIDTH = 80


def demo(folder: Path) -> str:
    """What the script prints."""
    done = subprocess.run(
        ["sh", "docs/demo.sh", str(folder)],
        cwd=ROOT,
        env={
            **os.environ,
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "CT2_FORCE_CPU_ISA": "GENERIC",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def differences(one: Path, two: Path) -> list[str]:
    """The names of what differs or is in one folder only, in all folders below too."""
    found = [dircmp(one, two)]
    names = []
    while found:
        each = found.pop()
        names += [*each.left_only, *each.right_only, *each.diff_files, *each.funny_files]
        found += each.subdirs.values()
    return names


CATALOG = Path("catalogs/en/news/storm.md.po")
CORRECTED = "# Read by Olena.\n"
SUMS = """cd "$1" && find catalogs -type f -exec cksum {} + | sort >.as-made"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a demo, and what was printed; in its place was one that somebody changed."""
    folder = tmp_path_factory.mktemp("made") / "demo"
    before = folder / CATALOG
    before.parent.mkdir(parents=True)
    before.write_text("", "utf-8")
    subprocess.run(["sh", "-c", SUMS, "sh", folder], check=True)
    before.write_text(CORRECTED, "utf-8")
    return folder, demo(folder)


def test_the_demo_drafts_counts_and_publishes(made: tuple[Path, str]) -> None:
    _folder, printed = made
    assert "articles/news/school-agreement.txt → en: 22 new entries, 22 drafted" in printed
    assert 'msgstr "This was <a1>reported by the city council</a1>."' in printed
    assert "features/radio-workshop.md" in printed
    assert "The regional council supported the cooperation agreement" in printed


def test_the_demo_fits_a_small_terminal(made: tuple[Path, str]) -> None:
    folder, printed = made
    lines = printed.replace(str(folder), "demo").splitlines()
    assert not [line for line in lines if len(line) > WIDTH]


@pytest.mark.parametrize("part", ["catalogs", "records", "published", "versions"])
def test_the_demo_makes_what_stands_in_the_repository(made: tuple[Path, str], part: str) -> None:
    folder, _printed = made
    assert not differences(folder / part, ROOT / part)


@pytest.mark.campaign
def test_what_somebody_changed_in_the_demo_is_kept(made: tuple[Path, str]) -> None:
    folder, printed = made
    assert "is kept as" in printed
    assert (folder.with_name("demo-1") / CATALOG).read_text("utf-8") == CORRECTED
    assert not (folder / CATALOG).read_text("utf-8").startswith(CORRECTED)
    if LONG:  # of a demo that is as it was made nothing is kept; of one that is not, all
        assert "is kept as" not in demo(folder)
        with (folder / CATALOG).open("a", encoding="utf-8") as file:
            file.write(CORRECTED)
        assert "is kept as" in demo(folder)
        assert (folder.with_name("demo-2") / CATALOG).read_text("utf-8").endswith(CORRECTED)
        assert not differences(folder / "catalogs", ROOT / "catalogs")
