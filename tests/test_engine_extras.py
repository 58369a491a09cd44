"""What an engine says is missing is what its extra brings; all of it is known without imports."""

import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from l10n import plugins
from l10n.engines.decoder.loading import INSTALL
from l10n.engines.firefox.packages import INSTALL as FIREFOX

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("extra", "said"), [("ctranslate2", INSTALL), ("firefox", FIREFOX)])
def test_what_is_missing_is_what_the_extra_brings(extra: str, said: str) -> None:
    declared = ConfigParser()
    declared.read(ROOT / "setup.cfg", "utf-8")
    needed = declared["options.extras_require"][extra].split()
    assert said == "pip install " + " ".join(f"'{each}'" for each in needed)


@pytest.mark.parametrize("engine", ["argos", "ctranslate2", "firefox"])
def test_an_engine_is_known_without_its_library(engine: str) -> None:
    code = (
        "import sys\n"
        "for name in ('argostranslate', 'ctranslate2', 'sentencepiece', 'fxtranslate', 'numpy'):\n"
        "    sys.modules[name] = None\n"
        "from l10n import plugins\n"
        f"assert plugins.settings_of({engine!r}) is not None\n"
        f"made = plugins.find(plugins.ENGINES, {engine!r})(dict())\n"
        f"assert made.name == {engine!r}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("engine", ["ctranslate2", "firefox"])
def test_built_in_engines_are_entry_points_too(engine: str) -> None:
    declared = ConfigParser()
    declared.read(ROOT / "setup.cfg", "utf-8")
    points = declared["options.entry_points"]["l10n.engines"]
    assert f"{engine} = {plugins.ENGINES.built_in[engine]}" in points
