"""An engine of another package, run by the real command."""

import json
import re
import shutil
from pathlib import Path

import polib
import pytest

from tests.distributions import Site, site

ENGINE = Path(__file__).parent / "foreign/lookup.py"
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = [{engines}]

{settings}

[publish]
require = "draft"
"""
TABLE = """\
Нагадаємо\tAs a reminder
Фото з відкритих джерел\tPhoto: open sources
Фото з відкритих джерел\tPublic domain photo
Слава Україні\tGlory to Ukraine
"""
ARTICLE = (
    "# Нагадаємо\n\nФото з відкритих джерел\n\nЧитайте [тут](https://ex.org).\n\nСлава Україні!\n"
)
FILE = '[engine.lookup]\nfile = "table.tsv"'


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = site(tmp_path_factory.mktemp("engine"))
    names = ("Lookup", "Plain", "Careless")
    lines = "".join(f"{name.lower()} = l10n_lookup.engine:{name}\n" for name in names)
    points = f"[l10n.engines]\n{lines}"
    made.install("l10n_lookup", {"__init__.py": "", "engine.py": ENGINE.read_bytes()}, points)
    return made


@pytest.fixture
def desk(installed: Site, tmp_path: Path) -> Site:
    made = site(tmp_path)
    shutil.copytree(installed.packages, made.packages, dirs_exist_ok=True)
    made.write("articles/a.md", ARTICLE)
    made.write("table.tsv", TABLE)
    return made


def workflow(desk: Site, engines: str = '"lookup"', settings: str = FILE) -> None:
    desk.write("workflows/news.toml", WORKFLOW.format(engines=engines, settings=settings))


def entries(desk: Site) -> dict[str, polib.POEntry]:
    return {each.msgid: each for each in polib.pofile(str(desk.desk / "catalogs/en/a.md.po"))}


def test_it_drafts_and_leaves_the_rest_to_the_next_engine(desk: Site) -> None:
    workflow(desk, '"lookup", "pseudo"')
    done = desk.started("sync")
    assert (done.code, done.err) == (0, "")
    found = entries(desk)
    assert found["Нагадаємо"].msgstr == "As a reminder"
    assert re.search(r"^Draft: lookup, table [0-9a-f]{8}$", found["Нагадаємо"].comment, re.M)
    assert "Draft: pseudo" in found["Слава Україні!"].comment
    assert all(entry.fuzzy and entry.msgstr for entry in found.values())


def test_all_that_it_says_of_a_draft_is_in_note_and_list(desk: Site) -> None:
    workflow(desk, settings=f"{FILE}\nloose = true")
    assert desk.l10n("sync").code == 0
    found = entries(desk)
    photo = found["Фото з відкритих джерел"]
    assert photo.msgstr == "Photo: open sources"
    assert "Or: Public domain photo" in photo.comment
    assert "About the draft: 2 translations" in photo.comment
    doubtful = found["Слава Україні!"]
    assert doubtful.msgstr == "Glory to Ukraine!"
    assert "Check with care: found with another stop" in doubtful.comment
    missing = found["Читайте <a1>тут</a1>."]
    assert (missing.msgstr, missing.fuzzy) == ("", False)
    assert "No draft: not in the file" in missing.comment
    rows = desk.l10n("status", "--json")
    assert "found with another stop" in json.dumps(json.loads(rows.out))
    shown = desk.l10n("status", "--drafts").out
    assert shown.index("Слава Україні") < shown.index("Нагадаємо")


def test_another_model_drafts_anew_what_was_empty(desk: Site) -> None:
    workflow(desk)
    assert desk.l10n("sync").code == 0
    assert entries(desk)["Слава Україні!"].msgstr == ""
    desk.write("table.tsv", TABLE + "Слава Україні!\tGlory to Ukraine!\n")
    assert desk.l10n("sync").code == 0
    assert entries(desk)["Слава Україні!"].msgstr == "Glory to Ukraine!"


MISTAKES = {
    "none": ("", 4, "the engine lookup needs the setting file — write it into [engine.lookup]"),
    "type": ("[engine.lookup]\nfile = 3", 7, "engine.lookup.file = 3 is not allowed — allowed: a"),
    "flag": (f"{FILE}\nloose = 1", 8, "engine.lookup.loose = 1 is not allowed — allowed: true, f"),
    "name": (f"{FILE}\nlose = true", 8, "no key “engine.lookup.lose” — did you mean “loose”?"),
}


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.sampled(2)
def test_a_mistake_in_its_settings_is_shown_in_its_place(desk: Site, name: str) -> None:
    settings, line, words = MISTAKES[name]
    workflow(desk, settings=settings)
    for command in ("sync", "engines"):
        done = desk.l10n(command)
        assert done.code == 3
        assert f"workflows/news.toml:{line}: " in done.err
        assert words in done.err
        assert len(done.err.splitlines()) == 1


def test_its_settings_under_another_name_are_shown_by_that_name(desk: Site) -> None:
    workflow(desk, '"mine"', '[engine.mine]\nuse = "lookup"\nfile = 3')
    done = desk.l10n("sync")
    assert done.code == 3
    assert "workflows/news.toml:8: engine.mine.file = 3 is not allowed" in done.err


@pytest.mark.parametrize(
    ("settings", "words"),
    [("[engine.plain]\nspeed = 2", "plain has no setting speed"), ("", "RuntimeError: no luck")],
)
def test_one_that_declares_no_settings_speaks_for_itself(
    desk: Site, settings: str, words: str
) -> None:
    workflow(desk, '"plain"', settings)
    done = desk.l10n("sync")
    assert done.code == 4
    assert words in done.err
    assert len(done.err.splitlines()) == 1


def test_settings_that_are_declared_wrongly_are_one_line(desk: Site) -> None:
    workflow(desk, '"careless", "pseudo"', "[engine.careless]\nspeed = 2")
    done = desk.l10n("sync")
    assert done.code == 4
    assert "the engine careless cannot be made: TypeError" in done.err
    assert len(done.err.splitlines()) == 1
    assert all("pseudo" in entry.comment for entry in entries(desk).values())


def test_a_mistake_in_its_own_file_is_shown_with_the_line(desk: Site) -> None:
    workflow(desk, '"lookup", "pseudo"')
    desk.write("table.tsv", "один\tone\nдва\n")
    done = desk.l10n("sync")
    assert done.code == 4
    assert "table.tsv:2: the line has no tab" in done.err
    assert "[L10N-LOOKUP-002]" in done.err
    assert all("pseudo" in entry.comment for entry in entries(desk).values())


def test_it_is_listed_among_the_engines(desk: Site) -> None:
    workflow(desk)
    done = desk.l10n("engines")
    assert done.code == 0, done.err
    assert re.search(r"lookup\s+uk>en\s.*table [0-9a-f]{8}", done.out)


def test_uninstalled_it_is_one_line_that_says_what_helps(desk: Site) -> None:
    workflow(desk)
    done = desk.l10n("sync", installed=False)
    assert done.code == 3
    assert re.search(r"workflows/news\.toml:4: the engine lookup is not installed — ", done.err)
    assert "install the package that offers it" in done.err
    assert len(done.err.splitlines()) == 1
    assert desk.l10n("coverage", installed=False).code == 0
