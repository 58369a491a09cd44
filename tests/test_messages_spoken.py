"""The tool speaks the language that was asked for, click and the catalogs' notes too."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from l10n.cli.main import COMMANDS, main
from l10n.messages import bind_standard, language, languages, settled
from l10n.messages import message as spoken
from tests import forked
from tests.messages import active, singular


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "uk_UA.UTF-8"}, "uk_UA"),
        ({"LANG": "uk"}, "uk"),
        ({"LANG": "en_GB.UTF-8"}, "en_GB"),
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "uk_UA.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX", "LANGUAGE": "uk"}, "en"),
        ({"LC_ALL": "", "LANG": "uk_UA.UTF-8"}, "uk_UA"),
        ({"LC_MESSAGES": "uk_UA.UTF-8", "LANG": "en_US.UTF-8"}, "uk_UA"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "uk_UA.UTF-8"}, "en_US"),
        ({"LANGUAGE": "uk", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "uk"}, "en"),
        ({"LANGUAGE": "uk", "LANG": "en_US.UTF-8"}, "uk"),
        ({"LANGUAGE": "de:uk", "LANG": "de_DE.UTF-8"}, "uk"),
        ({"LANGUAGE": "en_GB:en:uk", "LANG": "en_GB.UTF-8"}, "en_GB"),
        ({"LANGUAGE": "en:uk", "LANG": "uk_UA.UTF-8"}, "en"),
        ({"LANGUAGE": "de:en:uk", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "../../etc"}, "en"),
    ],
)
def test_tool_and_click_speak_one_language_by_gettexts_rule(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gettext

    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected
    before = gettext.textdomain()
    try:
        bind_standard()
        usage = gettext.gettext("Usage:")
        assert gettext.gettext("there is no workflow") == spoken("there is no workflow").text()
    finally:
        gettext.textdomain(before)
    assert usage == ("Використання:" if expected.startswith("uk") else "Usage:")


def test_languages_are_those_asked_for_up_to_english() -> None:
    asked = {"LANGUAGE": "pt_BR:uk@latin:en_GB:de", "LANG": "pt_BR.UTF-8"}
    assert languages(asked.items()) == ("pt_BR", "uk", "en_GB")


# The command line

UKRAINIAN = {"LANG": "uk_UA.UTF-8"}
COUNTS = (1, 2, 5, 11, 21, 22)


def l10n(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder with just this language in its environment."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    given = {**kept, "HOME": str(folder), "COLUMNS": "100", **environment}
    return forked.run(arguments, at=folder, environment=given)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an article for each number of paragraphs, and no catalogs yet."""
    root = tmp_path_factory.mktemp("desk")
    (root / "workflows").mkdir()
    (root / "articles").mkdir()
    (root / "workflows" / "news.toml").write_text(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nsplit = "blocks"\nengines = []\n',
        encoding="utf-8",
    )
    for count in COUNTS:
        paragraphs = "\n\n".join(f"Новина {number}." for number in range(1, count + 1))
        (root / "articles" / f"n{count:02}.md").write_text(f"{paragraphs}\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def synced(desk: Path) -> subprocess.CompletedProcess[str]:
    return l10n(desk, "sync", **UKRAINIAN)


def test_counted_messages_have_the_form_of_their_number(
    synced: subprocess.CompletedProcess[str],
) -> None:
    assert synced.stderr == ""
    assert synced.stdout.splitlines() == [
        "articles/n01.md → en: 1 новий запис",
        "articles/n02.md → en: 2 нові записи",
        "articles/n05.md → en: 5 нових записів",
        "articles/n11.md → en: 11 нових записів",
        "articles/n21.md → en: 21 новий запис",
        "articles/n22.md → en: 22 нові записи",
        "записано 6 каталогів, 0 без змін",
    ]


def test_status_speaks_ukrainian(desk: Path, synced: subprocess.CompletedProcess[str]) -> None:
    told = l10n(desk, "status", **UKRAINIAN).stdout.splitlines()
    assert told[0].split() == [
        "стаття",
        "локаль",
        "порожньо",
        "чернетка",
        "перекладено",
        "опубліковано",
        "далі",
    ]
    assert [re.sub(" +", " ", line) for line in told[1:4]] == [
        "n01.md en 1 0 0 не опубліковано публікації заважає 1 запис",
        "n02.md en 2 0 0 не опубліковано публікації заважають 2 записи",
        "n05.md en 5 0 0 не опубліковано публікації заважає 5 записів",
    ]


def test_coverage_and_its_gate_speak_ukrainian(
    desk: Path, synced: subprocess.CompletedProcess[str]
) -> None:
    told = l10n(desk, "coverage", "--fail-under", "97.5", **UKRAINIAN)
    assert told.returncode == 1
    assert told.stdout.splitlines()[-1].split() == ["усього", "en", "62", "0", "0", "124", "0", "%"]
    assert told.stderr == "l10n: en: перекладено 0\xa0% записів, а потрібно 97,5\xa0%\n"


def test_help_speaks_ukrainian_throughout(tmp_path: Path) -> None:
    told = l10n(tmp_path, "--help", **UKRAINIAN).stdout
    assert told.startswith("Використання: l10n [ПАРАМЕТРИ] КОМАНДА [АРГУМЕНТИ]...\n")
    for part in ("\nПараметри:\n", "\nКоманди:\n", "Показати цю довідку.", "Коди завершення: 0 "):
        assert part in told
    names = {"l10n", "directory", "version", "help", "git", "PO", "CI"}
    assert set(re.findall("[A-Za-z][A-Za-z0-9-]+", told)) <= names | set(COMMANDS)


def test_help_of_a_command_speaks_ukrainian(tmp_path: Path) -> None:
    told = l10n(tmp_path, "sync", "--help", **UKRAINIAN).stdout
    assert told.startswith("Використання: l10n sync [ПАРАМЕТРИ] [СТАТТІ]...\n")
    assert "Оновити каталоги СТАТЕЙ (типово всіх)" in told
    assert "--locale ЛОКАЛЬ" in told


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["sycn"], "Помилка: немає команди «sycn». Можливо, «sync»?"),
        (["status", "--jsn"], "Помилка: немає параметра '--jsn'. Можливо, '--json'?"),
        (["send", "--to"], "Помилка: параметр '--to' потребує аргументу."),
        (["add"], "Помилка: бракує аргументу 'ФАЙЛИ...'."),
        (["add", "a.md"], "Помилка: неправильне значення для 'ФАЙЛИ...': Шлях 'a.md' не існує."),
        (
            ["coverage", "--fail-under", "багато"],
            "Помилка: неправильне значення для --fail-under: «багато» не є відсотком від 0 до 100",
        ),
    ],
)
def test_usage_errors_speak_ukrainian(arguments: list[str], expected: str, tmp_path: Path) -> None:
    told = l10n(tmp_path, *arguments, **UKRAINIAN)
    assert told.returncode == 2
    assert told.stderr.splitlines()[-1] == expected
    assert not re.search("Usage|Try|Error|Missing|Invalid", told.stderr)


def test_an_error_with_its_remedy_speaks_ukrainian(tmp_path: Path) -> None:
    told = l10n(tmp_path, "status", **UKRAINIAN)
    assert told.returncode == 3
    assert told.stderr == (
        f"l10n: {tmp_path}: тут немає робочої теки — запустіть `l10n init`, щоб створити її тут, "
        "або перейдіть до теки, у якій є workflows/ [L10N-WS-016]\n"
    )


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"LC_ALL": "C", "LANGUAGE": "uk", "LANG": "uk_UA.UTF-8"}]
)
def test_the_c_locale_is_english_in_every_part(environment: dict[str, str], tmp_path: Path) -> None:
    told = l10n(tmp_path, "sync", "--help", **environment).stdout
    assert told.startswith("Usage: l10n sync [OPTIONS] [ARTICLES]...\n")
    wrong = l10n(tmp_path, "status", "--jsn", **environment).stderr
    assert wrong.splitlines()[-1] == "Error: No such option '--jsn'. Did you mean '--json'?"
    assert (told + wrong).isascii()


# Notes in catalogs


def test_notes_read_well_in_ukrainian(desk: Path) -> None:
    folder = desk.parent / "notes"
    shutil.copytree(desk / "workflows", folder / "workflows", dirs_exist_ok=True)
    (folder / "articles").mkdir()
    workflow = folder / "workflows" / "news.toml"
    text = workflow.read_text(encoding="utf-8").replace("engines = []", 'engines = ["pseudo"]')
    workflow.write_text(f'notes = "uk"\n{text}', encoding="utf-8")
    (folder / "articles" / "a.md").write_text(
        "# Рада\n\nСлово **важить** [тут](https://example.org/).\n\n- Пункт\n", encoding="utf-8"
    )
    assert l10n(folder, "sync", LC_ALL="C").returncode == 0
    with (folder / "catalogs" / "en" / "a.md.po").open("rb") as file:
        notes = {singular(each): each.auto_comments for each in active(read_po(file))}
    assert notes["Рада"][0] == "Тип: заголовок"
    assert notes["Пункт"][0] == "Тип: пункт списку"
    linked = next(note for source, note in notes.items() if source.startswith("Слово"))
    assert linked[0] == "Тип: абзац"
    assert any(line.startswith("Чернетка: pseudo, ") for line in linked)


def test_an_interrupted_command_has_its_own_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("l10n.store.workspace.find", interrupted)
    with pytest.raises(SystemExit) as end:
        main(["status"])
    assert end.value.code == 130
    assert capsys.readouterr().err == "l10n: interrupted\n"


def test_a_command_speaks_as_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "uk_UA.UTF-8")
    with settled():
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        assert language() == "uk_UA"
        with settled():
            assert language() == "en"
        assert language() == "uk_UA"
    assert language() == "en"
