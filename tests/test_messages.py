"""The tool's own messages: all marked, all translated, and said in the right language."""

import ast
import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from l10n import errors
from l10n.cli.main import COMMANDS, main
from l10n.messages import bind_standard, language, languages
from l10n.messages import message as spoken
from tests.messages import (
    L10N,
    LANGUAGES,
    PACKAGES,
    ROOT,
    Package,
    Source,
    fields,
    mo_bytes,
    po_bytes,
    translated,
    updated,
)

MODULES = sorted(path for package in PACKAGES for path in package.folder.rglob("*.py"))
FOUND = {package: package.sources() for package in PACKAGES}
CATALOGS = {(package, tag): package.read(tag) for package in PACKAGES for tag in LANGUAGES}
PLURAL_FORMS = {"uk": 3}

each_catalog = pytest.mark.parametrize(
    ("package", "tag"),
    [pytest.param(*key, id=f"{key[0].domain}-{key[1]}") for key in CATALOGS],
)

# --- catalogs


def active(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def plural(message: Message) -> str | None:
    return None if isinstance(message.id, str) else message.id[1]


def texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def spoken_in(catalog: Catalog) -> dict[tuple[str, str | None], tuple[str, ...]]:
    return {(singular(each), plural(each)): texts(each) for each in active(catalog)}


def misplaced(message: Message) -> list[str]:
    """Name the placeholders that a translation lacks or invents."""
    one, many = fields(singular(message)), fields(plural(message) or singular(message))
    faults = []
    for number, text in enumerate(texts(message)):
        allowed = (one, many) if number == 0 else (many,)
        if fields(text) not in allowed:
            faults.append(f"{text!r}: {sorted(fields(text))}, not {sorted(many)}")
    return faults


@each_catalog
def test_every_message_is_translated(package: Package, tag: str) -> None:
    known = {
        (singular(each), plural(each))
        for each in active(CATALOGS[package, tag])
        if translated(each)
    }
    wanted = {(each.singular, each.plural) for each in FOUND[package].values()}
    assert sorted(map(str, wanted - known)) == [], "run `make messages`, then translate these"


@each_catalog
def test_no_catalog_holds_a_message_that_nobody_says(package: Package, tag: str) -> None:
    stale = {singular(each) for each in active(CATALOGS[package, tag])} - set(FOUND[package])
    assert sorted(stale) == [], "run `make messages`"
    assert not CATALOGS[package, tag].obsolete


@each_catalog
def test_placeholders_are_those_of_the_message(package: Package, tag: str) -> None:
    assert [fault for each in active(CATALOGS[package, tag]) for fault in misplaced(each)] == []


@each_catalog
def test_counted_messages_have_all_plural_forms(package: Package, tag: str) -> None:
    counted = [each for each in active(CATALOGS[package, tag]) if plural(each) is not None]
    assert counted or package is not L10N
    for each in counted:
        assert len(texts(each)) == PLURAL_FORMS[tag]
        assert all(texts(each)), each.id


@each_catalog
def test_the_compiled_catalog_is_that_of_the_text(package: Package, tag: str) -> None:
    fresh = read_mo(io.BytesIO(mo_bytes(CATALOGS[package, tag])))
    with package.mo_path(tag).open("rb") as file:
        stored = read_mo(file)
    assert spoken_in(stored) == spoken_in(fresh), "run `make messages`"
    assert stored.plural_expr == fresh.plural_expr


@each_catalog
def test_the_catalog_is_as_the_tool_writes_it_and_names_no_place(
    package: Package, tag: str
) -> None:
    babel = re.compile(rb'"Generated-By: .*')
    stored = package.po_path(tag).read_bytes()
    assert babel.sub(b"", stored) == babel.sub(
        b"", po_bytes(updated(CATALOGS[package, tag], FOUND[package]))
    )
    assert b"\n#:" not in stored


@each_catalog
def test_the_catalog_passes_msgfmt(package: Package, tag: str, tmp_path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt (Debian: gettext) is not installed")
    command = [
        "msgfmt",
        "--check",
        "--output-file",
        str(tmp_path / "x.mo"),
        str(package.po_path(tag)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def of_mixed_letters(text: str) -> list[str]:
    """Find words with both Latin and Cyrillic letters: one of them is a look-alike."""
    found = []
    for word in WORD.findall(text):
        scripts = {unicodedata.name(c).split()[0] for c in word if c.isalpha()}
        if {"LATIN", "CYRILLIC"} <= scripts:
            found.append(word)
    return found


UKRAINIAN_CATALOGS = [catalog for (_package, tag), catalog in CATALOGS.items() if tag == "uk"]


def ukrainian() -> Iterator[Message]:
    return (each for catalog in UKRAINIAN_CATALOGS for each in active(catalog))


def test_ukrainian_is_written_as_ukrainian() -> None:
    for each in ukrainian():
        for text in texts(each):
            assert not of_mixed_letters(text), text
            assert not re.search("[ыэъё“”„]", text, re.IGNORECASE), text
            assert not re.search(r"[а-яіїєґ]['ʼ`][а-яіїєґ]", text, re.IGNORECASE), text
            assert text.count("«") == text.count("»"), text
            assert text.strip() == text, text
            assert "  " not in text, text


def test_only_a_full_sentence_ends_with_a_full_stop_in_ukrainian() -> None:
    for each in ukrainian():
        for text in texts(each):
            assert text[-1] != "." or singular(each)[-1] in ".!", text


def test_look_alikes_are_seen() -> None:
    assert of_mixed_letters("cтаття про PO") == ["cтаття"]
    assert of_mixed_letters("обов’язково, файл PO") == []


def test_messages_that_name_a_metavar_use_the_translated_one() -> None:
    uk = {singular(each): texts(each)[0] for each in ukrainian()}
    for text in uk.values():
        assert not re.search(r"\b(ARTICLES|FILES?|FOLDER|SOURCE |TARGET|LOCALE|PLACE)", text), text


# --- keeping catalogs up to date

MESSAGE = st.text("abc {}", min_size=1, max_size=6).filter(lambda text: text.strip("{} "))
TARGETS = st.dictionaries(st.text("abcdef", min_size=1, max_size=8), st.text("абв", max_size=5))


def made_catalog(targets: Mapping[str, str]) -> Catalog:
    catalog = Catalog(locale="uk", fuzzy=False)
    for source, target in targets.items():
        catalog.add(source, target)
    return catalog


def made_sources(*singulars: str) -> dict[str, Source]:
    return {each: Source(each, None, False) for each in singulars}


@given(TARGETS, st.sets(st.text("abcdef", min_size=1, max_size=8)))
def test_an_update_keeps_translations_of_just_the_messages(
    targets: dict[str, str], new: set[str]
) -> None:
    found = made_sources(*targets, *new)
    result = updated(made_catalog(targets), found)
    assert {singular(each) for each in active(result)} == set(found)
    for source, target in targets.items():
        if target:
            assert result[source].string == target
            assert not result[source].fuzzy
    assert po_bytes(updated(result, found)) == po_bytes(result)


def test_a_reworded_message_is_fuzzy_and_not_compiled() -> None:
    old = made_catalog({"there is no catalog here": "тут немає каталогу"})
    new = updated(old, made_sources("there is no catalogue here"))
    message = new["there is no catalogue here"]
    assert message.fuzzy
    assert not translated(message)
    assert "каталогу".encode() not in mo_bytes(new)


def test_a_message_that_is_gone_is_gone_from_the_catalog() -> None:
    new = updated(made_catalog({"old": "старе"}), made_sources("entirely different words"))
    assert "старе".encode() not in po_bytes(new)


def test_compiling_gives_the_same_bytes_each_time() -> None:
    again, known = L10N.read("uk"), CATALOGS[L10N, "uk"]
    assert mo_bytes(again) == mo_bytes(known) == mo_bytes(known)


def test_misplaced_placeholders_are_seen() -> None:
    assert misplaced(Message("no {name}", "немає {назви}"))
    assert misplaced(Message("no {name}", "немає"))
    assert misplaced(Message(("{n} entry", "{n} entries"), ("{n} запис", "{n} записи", "записів")))
    assert not misplaced(Message(("one", "{n} of them"), ("один", "{n} штуки", "{n} штук")))
    assert not misplaced(Message("no {name!r}", "немає {name}"))


# --- sources

MARKS = {"_": 1, "N_": 1, "ngettext": 2}
ERRORS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.L10nError)
}
SPEAKERS = ERRORS | {"echo", "secho", "warn", "fail", "progress", "BadParameter", "write_text"}
SPOKEN = {"help", "short_help", "epilog", "remedy", "metavar"}
SILENT = {"code", "path", "param_hint", "unit"}
"""Arguments that hold paths and names."""
CODE = re.compile(
    r"(?:articles|catalogs|published)/|\.po\b|\bl10n: |pip install '[^']*'"  # places and commands
)


@dataclass(frozen=True)
class Fault:
    """A text in the sources that no translator can reach."""

    line: int
    text: str


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def unmarked(node: ast.AST) -> Iterator[Fault]:
    """Find literal words outside gettext in what is said to a person."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and any(c.isalpha() for c in CODE.sub("", node.value)):
            yield Fault(node.lineno, node.value)
    elif isinstance(node, ast.Call):
        if called(node) == "format" and isinstance(node.func, ast.Attribute):
            yield from unmarked(node.func.value)
    elif isinstance(node, ast.IfExp):
        yield from unmarked(node.body)
        yield from unmarked(node.orelse)
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.BoolOp):
        for part in ast.iter_child_nodes(node):
            yield from unmarked(part)
    elif isinstance(node, ast.FormattedValue):
        yield from unmarked(node.value)


def faults(source: str) -> list[Fault]:
    """Find what no translator can reach in a module."""
    found: list[Fault] = []
    for node in ast.walk(ast.parse(source)):
        name = called(node)
        if isinstance(node, ast.JoinedStr):
            inside = [each for each in ast.walk(node) if called(each) in MARKS]
            found += [Fault(node.lineno, ast.unparse(each)) for each in inside]
        if not isinstance(node, ast.Call):
            continue
        if name in MARKS:
            for each in node.args[: MARKS[name]]:
                literal = isinstance(each, ast.Constant) and isinstance(each.value, str)
                looked_up = isinstance(each, ast.Name | ast.Subscript) and name == "_"
                if not literal and not looked_up:
                    found.append(Fault(each.lineno, ast.unparse(each)))
        if name == "message":
            if node.args and isinstance(node.args[0], ast.Constant | ast.JoinedStr):
                found.append(Fault(node.lineno, ast.unparse(node.args[0])))
            for keyword in node.keywords:
                frozen = [
                    each for each in ast.walk(keyword.value) if called(each) in ("_", "ngettext")
                ]
                found += [Fault(node.lineno, ast.unparse(each)) for each in frozen]
        if name in SPEAKERS:
            said = [*node.args, *(k.value for k in node.keywords if k.arg not in SILENT)]
        else:
            said = [k.value for k in node.keywords if k.arg in SPOKEN]
        for each in said:
            found += unmarked(each)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_said_to_a_person_goes_through_gettext(path: Path) -> None:
    if path.name == "messages.py" and path.parent == L10N.folder:
        return
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "bad",
    [
        '_(f"no {name}")',
        '_("no " + name)',
        '_("no {}".format(name))',
        '_("a" "b" if x else "c")',
        'ngettext("one", f"{n}", n)',
        'N_("a %s" % b)',
        "f'{_(\"a doubtful draft\")}'",
        'click.echo("done")',
        'click.echo(f"{n} done")',
        'click.echo("done: {n}".format(n=n))',
        'click.echo(_("done") + " at last")',
        'raise CatalogError(_("no"), remedy="run l10n sync")',
        'raise UsageError("no")',
        'click.option("--x", help="a thing")',
        'click.option("--x", help=None or "a thing")',
        'warn(_("a") if x else "b")',
        'message("no")',
        'message(N_("no: {why}"), why=_("so"))',
    ],
)
def test_what_a_translator_cannot_reach_is_seen(bad: str) -> None:
    assert faults(bad) != []


@pytest.mark.parametrize(
    "good",
    [
        'click.echo(_("done: {n}").format(n=name("x")))',
        'click.echo(f"{a} → {b}: {c}")',
        'click.echo(f"articles/{name}:{line}: {text}")',
        'raise CatalogError(_("no"), path="x.po", remedy=_("run"))',
        'message(N_("no: {why}"), why=reason)',
        "_(TOLD[kind])",
    ],
)
def test_what_a_translator_can_reach_passes(good: str) -> None:
    assert faults(good) == []


def test_every_marked_message_is_extracted() -> None:
    marked = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = called(node)
            if name in MARKS and isinstance(node, ast.Call):
                for each in node.args[: MARKS[name]]:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        marked.add(each.value)
    ours = [each for found in FOUND.values() for each in found.values() if not each.of_click]
    extracted = {each.singular for each in ours} | {each.plural for each in ours if each.plural}
    assert sorted(marked - extracted) == []


def test_every_message_can_be_put_into_ukrainian_words() -> None:
    for each in (each for found in FOUND.values() for each in found.values()):
        if not each.of_click and each.plural is None:
            values = dict.fromkeys(fields(each.singular), "x")
            text = spoken(each.singular, **values).text("uk")
            assert not re.search(r"\{[a-z]+\}", text), text


# --- which language


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


# --- the command line

UKRAINIAN = {"LANG": "uk_UA.UTF-8"}
COUNTS = (1, 2, 5, 11, 21, 22)


def l10n(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder with just this language in its environment."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=folder,
        env={**kept, "HOME": str(folder), "COLUMNS": "100", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


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
        "n01.md en 1 0 0 ні публікації заважає 1 запис",
        "n02.md en 2 0 0 ні публікації заважають 2 записи",
        "n05.md en 5 0 0 ні публікації заважає 5 записів",
    ]


def test_coverage_and_its_gate_speak_ukrainian(
    desk: Path, synced: subprocess.CompletedProcess[str]
) -> None:
    told = l10n(desk, "coverage", "--fail-under", "97.5", **UKRAINIAN)
    assert told.returncode == 1
    assert told.stdout.splitlines()[-1].split() == ["усього", "en", "62", "0", "0", "124", "0%"]
    assert told.stderr == "l10n: en: перекладено 0% записів, а потрібно 97,5%\n"


def test_help_speaks_ukrainian_throughout(tmp_path: Path) -> None:
    told = l10n(tmp_path, "--help", **UKRAINIAN).stdout
    assert told.startswith("Використання: l10n [ПАРАМЕТРИ] КОМАНДА [АРГУМЕНТИ]...\n")
    for part in ("\nПараметри:\n", "\nКоманди:\n", "Показати цю довідку.", "Коди завершення: 0 "):
        assert part in told
    names = {"l10n", "directory", "version", "help", "git", "PO", "CI"}
    assert set(re.findall("[A-Za-z][A-Za-z0-9]+", told)) <= names | set(COMMANDS)


def test_help_of_a_command_speaks_ukrainian(tmp_path: Path) -> None:
    told = l10n(tmp_path, "sync", "--help", **UKRAINIAN).stdout
    assert told.startswith("Використання: l10n sync [ПАРАМЕТРИ] [СТАТТІ]...\n")
    assert "Оновити каталоги СТАТЕЙ (типово всіх)" in told
    assert "--locale ЛОКАЛЬ" in told


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["sycn"], "Помилка: немає команди «sycn». Можливо, «sync»?"),
        (["sync", "--jsn"], "Помилка: немає параметра '--jsn'. Можливо, '--json'?"),
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
        "або перейдіть до теки, у якій є workflows/\n"
    )


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"LC_ALL": "C", "LANGUAGE": "uk", "LANG": "uk_UA.UTF-8"}]
)
def test_the_c_locale_is_english_in_every_part(environment: dict[str, str], tmp_path: Path) -> None:
    told = l10n(tmp_path, "sync", "--help", **environment).stdout
    assert told.startswith("Usage: l10n sync [OPTIONS] [ARTICLES]...\n")
    wrong = l10n(tmp_path, "sync", "--jsn", **environment).stderr
    assert wrong.splitlines()[-1] == "Error: No such option '--jsn'. Did you mean '--json'?"
    assert (told + wrong).isascii()


# --- notes in catalogs


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
