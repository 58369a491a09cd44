"""Another's engine: built, installed as a distribution of its own, run by the real command."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = Path(__file__).parent / "example_engine"
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = [{engines}]

{settings}

[publish]
require = "draft"
"""
PHRASES = """\
uk\ten
Нагадаємо\tAs a reminder
Фото з відкритих джерел\tPhoto: open sources
Фото з відкритих джерел\tPublic domain photo
Читайте також на мапі.\tSee also on the map.
мапі\tmap
Слава Україні\tGlory to Ukraine
"""
ARTICLE = """\
# Нагадаємо

Фото з відкритих джерел

Читайте також на [мапі](https://example.org).

**Слава Україні!**

Читайте **також** на мапі.
"""


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    root: Path
    path: str

    def l10n(self, *arguments: str) -> Answer:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LC_", "LANG"))
        }
        done = subprocess.run(
            [sys.executable, "-m", "l10n", *arguments],
            cwd=self.root,
            env=environment | {"PYTHONPATH": self.path, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def workflow(self, engines: str, settings: str = "") -> None:
        text = WORKFLOW.format(engines=engines, settings=settings)
        (self.root / "workflows/news.toml").write_text(text, "utf-8")

    def entries(self) -> dict[str, polib.POEntry]:
        catalog = polib.pofile(str(self.root / "catalogs/en/a.md.po"))
        return {entry.msgid: entry for entry in catalog}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built and installed by pip into a folder of its own, without a network."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(
        EXAMPLE, folder / "source", ignore=shutil.ignore_patterns("*.egg-info", "build")
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps"),
            *("--no-index", "--no-build-isolation", "--target", str(folder / "installed")),
            str(folder / "source"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "installed"


@pytest.fixture
def desk(tmp_path: Path, installed: Path) -> Desk:
    made = Desk(tmp_path / "newsroom", f"{installed}{os.pathsep}{ROOT}")
    (tmp_path / "newsroom").mkdir()
    answer = made.l10n("init")
    assert answer.code == 0, answer.err
    for article in (made.root / "articles").rglob("*.*"):
        article.unlink()
    (made.root / "articles/a.md").write_text(ARTICLE, "utf-8")
    (made.root / "phrases.tsv").write_text(PHRASES, "utf-8")
    return made


def test_a_distribution_of_its_own_drafts_and_leaves_the_rest_to_the_next_engine(
    desk: Desk,
) -> None:
    desk.workflow('"phrasebook", "pseudo"', '[engine.phrasebook]\nfile = "phrases.tsv"')
    answer = desk.l10n("sync")
    assert (answer.code, answer.err) == (0, "")
    entries = desk.entries()
    assert entries["Нагадаємо"].msgstr == "As a reminder"
    assert re.search(
        r"^Draft: phrasebook, phrases [0-9a-f]{8}$", entries["Нагадаємо"].comment, re.M
    )
    tagged = entries["Читайте також на <a1>мапі</a1>."]
    assert tagged.msgstr == "See also on the <a1>map</a1>."
    unknown = entries["Слава Україні!"]
    assert "Draft: pseudo" in unknown.comment
    assert all(entry.fuzzy and entry.msgstr for entry in entries.values())


def test_alternatives_and_remarks_stand_in_the_note(desk: Desk) -> None:
    desk.workflow('"phrasebook"', '[engine.phrasebook]\nfile = "phrases.tsv"')
    assert desk.l10n("sync").code == 0
    entry = desk.entries()["Фото з відкритих джерел"]
    assert entry.msgstr == "Photo: open sources"
    assert "Or: Public domain photo" in entry.comment
    assert "About the draft: the phrasebook has 2 translations" in entry.comment


def test_what_it_does_not_know_is_left_empty_with_its_reason(desk: Desk) -> None:
    desk.workflow('"phrasebook"', '[engine.phrasebook]\nfile = "phrases.tsv"')
    assert desk.l10n("sync").code == 0
    entry = desk.entries()["Слава Україні!"]
    assert (entry.msgstr, entry.fuzzy) == ("", False)
    assert "No draft: the phrasebook does not have it" in entry.comment


def test_what_it_knows_without_a_place_for_the_tags_is_left_empty_too(desk: Desk) -> None:
    desk.workflow('"phrasebook"', '[engine.phrasebook]\nfile = "phrases.tsv"')
    assert desk.l10n("sync").code == 0
    entry = next(entry for msgid, entry in desk.entries().items() if "також</" in msgid)
    assert entry.msgstr == ""
    assert "without a place for its tags" in entry.comment


def test_a_doubtful_draft_says_why_and_is_listed_first(desk: Desk) -> None:
    desk.workflow('"phrasebook"', '[engine.phrasebook]\nfile = "phrases.tsv"\nloose = true')
    assert desk.l10n("sync").code == 0
    entry = desk.entries()["Слава Україні!"]
    assert entry.msgstr == "Glory to Ukraine!"
    assert "Check with care: the phrasebook has it with another stop" in entry.comment
    answer = desk.l10n("status", "--json")
    assert answer.code == 0, answer.err
    assert "the phrasebook has it with another stop" in json.dumps(json.loads(answer.out))
    shown = desk.l10n("status", "--drafts").out
    assert shown.index("Слава Україні") < shown.index("Нагадаємо")


def test_a_changed_table_is_noticed(desk: Desk) -> None:
    desk.workflow('"phrasebook"', '[engine.phrasebook]\nfile = "phrases.tsv"')
    assert desk.l10n("sync").code == 0
    with (desk.root / "phrases.tsv").open("a", encoding="utf-8") as table:
        table.write("Слава Україні!\tGlory to Ukraine!\n")
    assert desk.l10n("sync").code == 0
    assert desk.entries()["Слава Україні!"].msgstr == "Glory to Ukraine!"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "needs the setting file"),
        ("[engine.phrasebook]\nfile = 3", "cannot use file = 3"),
        ('[engine.phrasebook]\nfile = "phrases.tsv"\nspeed = 2', "has no setting speed"),
        ('[engine.phrasebook]\nfile = "none.tsv"', "none.tsv: the phrasebook cannot be read"),
    ],
)
def test_a_mistake_in_its_settings_is_one_line_with_exit_code_4(
    desk: Desk, settings: str, said: str
) -> None:
    desk.workflow('"phrasebook"', settings)
    answer = desk.l10n("sync")
    assert answer.code == 4
    assert said in answer.err
    assert len(answer.err.splitlines()) == 1


def test_a_mistake_in_its_file_is_shown_with_the_line(desk: Desk) -> None:
    (desk.root / "phrases.tsv").write_text("uk\ten\nодин\tone\nдва\n", "utf-8")
    desk.workflow('"phrasebook", "pseudo"', '[engine.phrasebook]\nfile = "phrases.tsv"')
    answer = desk.l10n("sync")
    assert answer.code == 4
    assert "phrases.tsv:3: the line has 1 columns and should have 2" in answer.err
    assert all("pseudo" in entry.comment for entry in desk.entries().values())


def test_it_is_listed_among_the_engines(desk: Desk) -> None:
    desk.workflow('"phrasebook"', '[engine.phrasebook]\nfile = "phrases.tsv"')
    answer = desk.l10n("engines")
    assert answer.code == 0, answer.err
    assert re.search(r"phrasebook\s+uk>en\s.*phrases [0-9a-f]{8}", answer.out)


def test_uninstalled_it_is_one_line_that_names_the_workflow(desk: Desk) -> None:
    desk.workflow('"phrasebook"', '[engine.phrasebook]\nfile = "phrases.tsv"')
    answer = Desk(desk.root, str(ROOT)).l10n("sync")
    assert answer.code == 3
    assert re.search(r"workflows/news\.toml:4: .*phrasebook", answer.err)
    assert len(answer.err.splitlines()) == 1


def test_the_python_of_its_tutorial_runs(installed: Path, tmp_path: Path) -> None:
    text = (EXAMPLE / "README.md").read_text("utf-8")
    blocks = [
        code for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "import" in code
    ]
    assert len(blocks) >= 2
    for code in blocks:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": f"{installed}{os.pathsep}{ROOT}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
