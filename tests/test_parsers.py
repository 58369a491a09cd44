"""Any bytes for each parser: a result, or an error in one line that steers no terminal."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.fuzzing.damage import attack, attack_for
from tests.fuzzing.targets import TARGETS
from tests.tally import Tally

pytestmark = pytest.mark.campaign

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".venv-fuzz"
SECONDS = int(os.environ.get("L10N_FUZZ_SECONDS") or 600)
"""How long each parser is tried in the long form."""
INPUTS = 25
"""How many inputs each is tried on in the short one."""
_GRACE = 300
"""Seconds that a run may take to begin and to end."""


def led_by_coverage() -> bool:
    """True where atheris is installed (`make fuzz` does that, where it has a wheel)."""
    return any(HOME.glob("lib/python*/site-packages/atheris/__init__.py"))


@pytest.mark.parametrize("name", TARGETS)
def test_good_files_are_taken(name: str) -> None:
    target = TARGETS[name]
    assert any(target.try_on(seed) for seed in target.seeds)


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_give_a_result_or_an_error(name: str, tmp_path: Path, tally: Tally) -> None:
    target = TARGETS[name]
    if not LONG:
        attack(target, INPUTS)
    elif led_by_coverage():
        tally(f"parsers, led by coverage: {name}", inputs=guided(name, tmp_path), faults=0)
    else:
        tally(f"parsers: {name}", inputs=attack_for(target, SECONDS), faults=0)


def guided(name: str, folder: Path) -> int:
    """Let coverage lead over one parser, in a process of its own; how many inputs it tried."""
    corpus = folder / "corpus"
    corpus.mkdir()
    done = subprocess.run(
        [HOME / "bin/python", "-m", "tests.fuzzing.guided", name, str(SECONDS), corpus],
        cwd=ROOT,
        capture_output=True,
        timeout=SECONDS + _GRACE,
        check=False,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, said[-6_000:]
    tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
    assert tried is not None, said[-6_000:]
    return int(tried[1])
