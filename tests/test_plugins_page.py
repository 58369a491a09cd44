"""docs/plugins.md: the names that it lists are there, and its examples run."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/plugins.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(l10n(?:\.\w+)+)` \| ((?:`\w+`(?:, )?)+) \|$", PAGE, re.M)
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)


def test_the_page_lists_modules_and_shows_code() -> None:
    assert len(ROWS) > 10
    assert len(BLOCKS) == 2


@pytest.mark.parametrize(("module", "listed"), ROWS, ids=[module for module, _names in ROWS])
def test_every_name_that_plug_ins_may_import_is_there(module: str, listed: str) -> None:
    found = import_module(module)
    assert [name for name in re.findall(r"\w+", listed) if not hasattr(found, name)] == []


@pytest.mark.parametrize("code", BLOCKS, ids=range(len(BLOCKS)))
def test_the_python_of_the_page_runs(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
