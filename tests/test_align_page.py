"""docs/align.md: its walk-through runs as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

from tests.conftest import Run

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "samples" / "align"
PAGE = (ROOT / "docs" / "align.md").read_text("utf-8")
WALK = [
    (match[1], match[2])
    for match in re.finditer(r"```console\n\$ (l10n [^\n]+)\n(.*?)```", PAGE, re.S)
]


def test_the_walk_through_runs_as_it_stands(tmp_path: Path, run: Run) -> None:
    assert len(WALK) == 4
    assert run("init", tmp_path).code == 0
    for language in ("uk", "en"):
        shutil.copytree(SAMPLES / language, tmp_path / "archive" / language)
    shutil.copy(SAMPLES / "uk" / "bridge.md", tmp_path / "articles" / "bridge.md")
    for command, expected in WALK:
        answer = run(*shlex.split(command)[1:], at=tmp_path)
        assert answer.out + answer.err == expected
