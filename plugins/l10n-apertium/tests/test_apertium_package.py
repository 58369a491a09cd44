"""The distribution: built and installed by itself, its page true, its imports those allowed."""

import ast
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from apertium_newsroom import Newsroom
from apertium_texts import INSTALLED

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "README.md").read_text("utf-8")
BLOCKS = [code for code in re.findall(r"```python\n(.*?)```", PAGE, re.S) if "import" in code]
ROW = re.compile(r"^\| `(l10n(?:\.\w+)+)` \| ((?:`\w+`(?:, )?)+) \|$", re.M)


def public_names() -> dict[str, set[str]]:
    """What the documentation of l10n lets plug-ins import, by module."""
    page = (ROOT.parents[1] / "docs/plugins.md").read_text("utf-8")
    return {module: set(re.findall(r"\w+", listed)) for module, listed in ROW.findall(page)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, without a network."""
    copy = tmp_path_factory.mktemp("source") / "l10n-apertium"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", str(out), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_the_package_its_words_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "l10n_apertium/engine.py" in names
    assert "l10n_apertium/py.typed" in names
    assert "l10n_apertium/locale/uk/LC_MESSAGES/l10n_apertium.mo" in names
    assert {name.split("/")[0] for name in names} == {
        "l10n_apertium",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }


def test_installed_from_the_wheel_it_is_listed_by_the_command(
    wheel: Path, newsroom: Newsroom, fake: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", str(site), str(wheel)], check=True, capture_output=True)
    fake.write_text("#!/bin/sh\ncat\n")
    fake.chmod(0o755)
    newsroom.write("articles/a.md", "The house.\n")
    place = subprocess.run(
        [sys.executable, "-c", "import l10n_apertium; print(l10n_apertium.__file__)"],
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(place.stdout.strip()).is_relative_to(site)
    answer = newsroom.l10n("engines", PYTHONPATH=str(site))
    assert answer.code == 0, answer.err
    assert re.search(r"apertium\s+en>es\s", answer.out)


def test_a_mistake_in_its_settings_is_shown_in_its_place(newsroom: Newsroom) -> None:
    text = newsroom.read("workflows/news.toml")
    newsroom.write("workflows/news.toml", f"{text}\n[engine.apertium]\ntimeout = 0\n")
    newsroom.write("articles/a.md", "A house.\n")
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert re.fullmatch(
        r"l10n: workflows/news\.toml:10: engine\.apertium\.timeout = 0 is not allowed"
        r" — allowed: a whole number from 1 to 3600.*\n",
        answer.err.replace(f"{newsroom.root}/", ""),
    )


def test_its_reasons_are_told_in_the_language_of_the_notes(newsroom: Newsroom, fake: Path) -> None:
    fake.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('-V' in sys.argv and '9' or 0)\n")
    fake.chmod(0o755)
    text = newsroom.read("workflows/news.toml")
    newsroom.write("workflows/news.toml", f'notes = "uk"\n{text}')
    newsroom.write("articles/a.md", "A house.\n")
    answer = newsroom.l10n("sync", LC_ALL="uk_UA.UTF-8")
    assert "apertium не дає перекладу" in answer.err


@pytest.mark.parametrize("code", BLOCKS, ids=lambda code: code.split("\n")[0][:40])
def test_the_python_of_its_page_runs(code: str, tmp_path: Path) -> None:
    if "translate(" in code and not INSTALLED:
        pytest.skip("Apertium is not installed: apt-get install apertium-eng-spa")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_its_page_has_code_that_runs() -> None:
    assert len(BLOCKS) >= 4


def test_it_imports_only_what_plug_ins_may_import() -> None:
    public = public_names()
    for path in (ROOT / "l10n_apertium").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert not [each.name for each in node.names if each.name.startswith("l10n.")]
            elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("l10n."):
                names = {each.name for each in node.names}
                assert names <= public.get(str(node.module), set()), f"{path.name}: {names}"
