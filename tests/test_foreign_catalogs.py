"""What other packages say: their translations, found beside the tool's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.messages import mo_bytes

ROOT = Path(__file__).parents[1]
SAID = "the sky is {colour}"


def install(site: Path, said: bytes, domain: str = "l10n_sky") -> None:
    """Lay out a distribution with a catalog, as pip would."""
    catalog = site / "l10n_sky/locale/uk/LC_MESSAGES" / f"{domain}.mo"
    catalog.parent.mkdir(parents=True)
    catalog.write_bytes(said)
    (site / "l10n_sky/__init__.py").write_text("raise SystemExit('imported')\n")
    info = site / "l10n_sky-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: l10n-sky\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[l10n.messages]\n{domain} = l10n_sky\n")


def catalog(translation: str, source: str = SAID) -> bytes:
    made = Catalog(locale="uk", fuzzy=False)
    made.add(source, translation)
    made.add(("{n} star", "{n} stars"), ("{n} зірка", "{n} зірки", "{n} зірок"))
    return mo_bytes(made)


def told(site: Path, code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; from l10n.messages import *; {code}"],
        env=os.environ
        | {"PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"}
        | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_message_of_another_package_is_told_in_its_words(tmp_path: Path) -> None:
    install(tmp_path, catalog("небо {colour}"))
    code = f"print(message({SAID!r}, colour='сіре').text('uk'))"
    assert told(tmp_path, code) == "небо сіре"
    code = f"print(message({SAID!r}, colour='grey').text('en'))"
    assert told(tmp_path, code) == "the sky is grey"


def test_counted_messages_of_another_package_have_their_forms(tmp_path: Path) -> None:
    install(tmp_path, catalog("небо {colour}"))
    code = "print(*(ngettext('{n} star', '{n} stars', n).format(n=n) for n in (1, 3, 5)))"
    assert told(tmp_path, code, LC_ALL="uk_UA.UTF-8") == "1 зірка 3 зірки 5 зірок"
    assert told(tmp_path, code, LC_ALL="C") == "1 star 3 stars 5 stars"


def test_the_tools_own_words_are_never_replaced(tmp_path: Path) -> None:
    install(tmp_path, catalog("чуже", "there is no workflow"))
    code = "print(message('there is no workflow').text('uk'))"
    assert told(tmp_path, code) == told(ROOT, code) != "чуже"


@pytest.mark.parametrize("said", [b"", b"no catalog", catalog("небо {color}")])
def test_a_catalog_that_is_no_good_leaves_the_message_in_english(
    said: bytes, tmp_path: Path
) -> None:
    install(tmp_path, said)
    code = f"print(message({SAID!r}, colour='grey').text('uk'))"
    assert told(tmp_path, code) == "the sky is grey"


def test_a_package_that_is_gone_leaves_the_message_in_english(tmp_path: Path) -> None:
    install(tmp_path, catalog("небо {colour}"))
    (tmp_path / "l10n_sky/__init__.py").unlink()
    (tmp_path / "l10n_sky").rename(tmp_path / "l10n_night")
    code = f"print(message({SAID!r}, colour='grey').text('uk'))"
    assert told(tmp_path, code) == "the sky is grey"


def test_english_and_known_messages_cost_no_look_at_other_packages(tmp_path: Path) -> None:
    code = """
print(message('there is no workflow').text('uk'), message('new').text('en'))
print('importlib.metadata' in sys.modules)
"""
    assert told(tmp_path, code, LC_ALL="C").splitlines()[-1] == "False"
