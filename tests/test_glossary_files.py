"""Several files of a glossary at a desk: each is noticed, and nothing is read for nothing."""

import time
from pathlib import Path

import polib
import pytest

from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom

FINISHED = """\
source = "uk"
targets = ["en"]
articles = ["**"]
"""


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(FINISHED)
    newsroom.article("a.md", "На полі стоїть Ольга Сорока.\n")
    newsroom.l10n("sync")
    translate(newsroom, "Olha Soroka stands on the field.")
    newsroom.l10n("sync")
    time.sleep(0.06)
    return newsroom


def translate(desk: Newsroom, text: str) -> None:
    catalog = polib.pofile(str(desk.catalog("a.md")))
    catalog[0].msgstr, catalog[0].flags = text, []
    catalog.save()


def put(desk: Newsroom, name: str, text: str) -> Path:
    path = desk.root / "glossary" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def note(desk: Newsroom) -> str:
    return polib.pofile(str(desk.catalog("a.md")))[0].comment


def reads(desk: Newsroom, monkeypatch: pytest.MonkeyPatch, *command: str) -> list[str]:
    """The files that a command reads besides workflows."""
    found: list[str] = []
    real = Workspace.read

    def counting(workspace: Workspace, path: Path) -> object:
        found.append(workspace.shown(path))
        return real(workspace, path)

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "read", counting)
        answer = desk.l10n(*command)
        assert answer.code in (0, 1), answer.err
    return [each for each in found if not each.startswith("workflows/")]


def test_a_new_file_is_noticed_by_every_command(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = (("sync",), ("check",), ("coverage",), ("publish",), ("status",))
    for command in commands:
        desk.l10n(*command)
    time.sleep(0.06)
    for command in commands:
        desk.l10n(*command)
        found = reads(desk, monkeypatch, *command)
        assert not [each for each in found if "a.md" in each], command
    for number, command in enumerate(commands):
        put(desk, f"{number}.csv", "term,translation\nполе,pitch\n")
        assert any("a.md" in each for each in reads(desk, monkeypatch, *command)), command
    assert "Term: поле → pitch" in note(desk)
    assert "“поле” is “pitch” in the glossary" in desk.l10n("check").out


def test_a_file_that_is_gone_takes_its_terms_along(desk: Newsroom) -> None:
    path = put(desk, "sport.csv", "term,translation\nполе,pitch\n")
    desk.l10n("sync")
    path.unlink()
    desk.l10n("sync")
    assert "Term:" not in note(desk)


def test_files_that_contradict_each_other_stop_a_command(desk: Newsroom) -> None:
    put(desk, "a.csv", "term,translation\nполе,field\n")
    put(desk, "b.csv", "term,translation\n\nполе,pitch\n")
    answer = desk.l10n("sync")
    assert answer.code == 3
    assert answer.err.startswith(
        "l10n: glossary/b.csv:3: “поле” is “pitch” here and “field” in glossary/a.csv:2"
    )


@pytest.mark.parametrize(
    ("name", "helps"),
    [("terms.xlsx", "save it as CSV in UTF-8 here"), ("old.tbx", "glossary import")],
)
def test_a_file_that_cannot_be_read_as_terms_is_told(desk: Newsroom, name: str, helps: str) -> None:
    put(desk, name, "x")
    answer = desk.l10n("sync")
    assert answer.code == 3
    assert f"glossary/{name}: the glossary is read from CSV alone" in answer.err
    assert helps in answer.err


def test_other_files_beside_the_terms_are_nobodys_business(desk: Newsroom) -> None:
    put(desk, "README.md", "How we keep terms.\n")
    put(desk, ".~lock.sport.csv#", "an office suite was here")
    put(desk, "people/politics.CSV", "term;translation\nпартія;party\n")
    assert desk.l10n("sync").code == 0


def test_a_workflow_uses_the_domains_that_it_names(desk: Newsroom) -> None:
    put(desk, "all.csv", "term,translation,domain\nполе,field,farming\nполе,pitch,sport\n")
    desk.workflow(FINISHED + 'domains = ["sport"]\n')
    desk.l10n("sync")
    assert "Term: поле → pitch" in note(desk)
    assert "terms" in desk.l10n("check").out
    desk.workflow(FINISHED + 'domains = ["farming", "sport"]\n')
    desk.l10n("sync")
    assert "Term: поле → field" in note(desk)
    assert "terms" not in desk.l10n("check").out


def test_a_domain_that_no_term_has_is_told_with_its_line(desk: Newsroom) -> None:
    put(desk, "all.csv", "term,translation,domain\nполе,pitch,Sport\n")
    desk.workflow(FINISHED + 'domains = [\n  "spotr",\n]\n')
    answer = desk.l10n("sync")
    assert answer.code == 3
    assert "workflows/news.toml:5: no term of the glossary has the domain “spotr”" in answer.err
    assert "did you mean “Sport”?" in answer.err


def test_articles_do_not_lie_among_the_terms(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW + '[paths]\narticles = "glossary"\n')
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert "workflows/news.toml" in answer.err
