"""PO files of anybody: counted as gettext counts them, whatever they hold, and by themselves."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import L10nError
from l10n.exchange.po import file as po
from l10n.exchange.po.counting import Counted, count_po, counted, plain_counts
from l10n.model.catalog import Catalog, Entry, Reference, State
from l10n.model.counts import count
from tests.conftest import Answer, Newsroom, Run
from tests.growth import in_proportion
from tests.test_coverage import statistics
from tests.test_peers import NEEDS_PEERS, PEERS

NEEDS_GETTEXT = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="msgfmt is missing")
HEAD = 'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PATH = Path("a.po")
TOOL = f"""\
# Переклад редакції.
#, fuzzy
{HEAD}
#. A headline.
#: src/a c.c:1 src/b.c:2
#, c-format
msgctxt "menu"
msgid "Open %s"
msgstr "Відкрити %s"

#, fuzzy, no-wrap
#| msgctxt "menu"
#| msgid "Close"
msgctxt "menu"
msgid ""
"Close\\n"
"it — \\"now\\""
msgstr ""
"Закрити\\n"
"це — «зараз»"

msgid "Two words"
msgstr ""

msgid "One file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файли"
msgstr[2] ""

#, fuzzy
msgid "One day"
msgid_plural "%d days"
msgstr[0] ""
msgstr[1] "%d дні"

#~| msgid "Quiet"
#~ msgid "Quit"
#~ msgstr ""
#~ "Вийти"
"""


def counted_by_reader(text: str) -> Counted | None:
    """What the reader of catalogs counts; None for what it refuses."""
    try:
        return counted(po.parse(text, PATH))
    except L10nError:
        return None


def numbers(found: Counted) -> tuple[int, int, int]:
    counts = found.counts
    return counts.empty.entries, counts.draft.entries, counts.translated.entries


def test_a_plain_file_is_counted_without_a_catalog() -> None:
    found = plain_counts(TOOL)
    assert found == counted_by_reader(TOOL)
    assert found is not None
    assert numbers(found) == (2, 1, 2)
    assert found.counts.draft.words == 3
    assert found.language == "uk"


LINES = st.sampled_from(
    [
        *TOOL.splitlines(),
        *('msgid "a"', 'msgstr "b"', 'msgstr ""', '"more"', "", "", "#, fuzzy", "#~ msgid \"a\""),
        *('#~ msgstr "b"', "#", "#: x", "#|", '#| msgid "z"', "# \x00", 'msgid "\\x41"', "\t"),
        *('msgid "\\t\\\\"', 'msgctxt ""', 'msgctxt "c"', 'msgstr[1] "x"', "#=fuzzy", "#,,,", " "),
        *('msgid "a\tb"', 'msgid "a\u2028b"', '#~ "x"', 'domain "d"', '"Language: de\\n"', "\r"),
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(LINES, max_size=12), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_what_it_counts_the_reader_counts_the_same(lines: list[str], whole: bool, end: str) -> None:
    text = end.join([*(TOOL.splitlines() if whole else HEAD.splitlines()), "", *lines])
    found = plain_counts(text)
    assert found is None or found == counted_by_reader(text)


@settings(max_examples=200)
@given(st.data())
def test_a_damaged_file_is_counted_by_both_or_by_none(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(TOOL)))
    length = data.draw(st.integers(0, 12))
    inserted = data.draw(st.text(st.sampled_from('"\\n#~|, msgidstrx[]019\n\t'), max_size=6))
    text = TOOL[:place] + inserted + TOOL[place + length :]
    found = plain_counts(text)
    assert found is None or found == counted_by_reader(text)


def test_a_header_that_runs_on_behind_a_quote_reads_alike() -> None:
    text = TOOL.replace('Language: uk\\n"\n"', 'Language: uk\\"')
    assert text != TOOL
    assert plain_counts(text) == counted_by_reader(text)


WORDS = st.text(st.sampled_from('ab Їґ—\\"\n\t\u2028<1>№%'), max_size=12)
ENTRIES = st.builds(
    lambda context, source, target, state, more: replace(
        Entry(context, source, **more).with_target(target, state),
        obsolete=more.get("previous") is None and target == "ab",
    ),
    st.none() | WORDS,
    WORDS.filter(bool),
    WORDS,
    st.sampled_from([State.DRAFT, State.TRANSLATED]),
    st.fixed_dictionaries(
        {},
        optional={
            "comment": WORDS,
            "note": WORDS,
            "references": st.just((Reference("a b.md", 3),)),
            "previous": st.tuples(st.none() | WORDS, WORDS),
        },
    ),
)


@settings(max_examples=100)
@given(st.lists(ENTRIES, max_size=6, unique_by=lambda entry: entry.key))
def test_what_this_tool_writes_is_counted_plainly(entries: list[Entry]) -> None:
    catalog = Catalog((("Language", "uk"), ("Content-Type", "x")), tuple(entries))
    found = plain_counts(po.dump(catalog))
    assert found == Counted(count(catalog), "uk")


@NEEDS_GETTEXT
@settings(max_examples=25)
@given(st.lists(LINES, max_size=8), st.booleans())
def test_counts_agree_with_msgfmt_on_files_of_any_kind(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], whole: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.po"
    text = "\n".join([*(TOOL if whole else HEAD).splitlines(), "", *lines, ""])
    path.write_text(text, "utf-8")
    try:
        found = count_po(path.read_bytes(), path)
    except L10nError:
        return
    try:
        assert numbers(found) == statistics(path)
    except subprocess.CalledProcessError:
        # A NUL in a comment, or a tab where gettext sees none, is its own affair.
        return


KOI = TOOL.replace("charset=UTF-8", "charset=KOI8-U").replace("—", "-").replace("«", '\\"')
KOI = KOI.replace("»", '\\"')


@NEEDS_GETTEXT
@pytest.mark.parametrize(
    "data",
    [
        TOOL.encode(),
        TOOL.replace("\n", "\r\n").encode(),
        KOI.encode("koi8-u"),
        HEAD.encode(),
        b'msgid "a"\nmsgstr "b"\n',
        (HEAD + '\n# c\n\n#, fuzzy\n\nmsgid "a" "b"\nmsgstr "\\303\\244"\n').encode(),
        (HEAD + '\nmsgctxt "c"\nmsgid ""\nmsgstr "x"\n').encode(),
    ],
)
def test_counts_agree_with_msgfmt(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(data)
    assert numbers(count_po(data, path)) == statistics(path)
    # gettext refuses a byte-order mark; some editors write one all the same.
    if b"KOI8" not in data:
        assert count_po(b"\xef\xbb\xbf" + data, path) == count_po(data, path)


@NEEDS_PEERS
def test_counts_agree_with_pocount_on_a_tree(tmp_path: Path, run: Run) -> None:
    # pocount takes a plural whose first form is missing for translated; msgfmt and we do not.
    whole = TOOL.replace('msgstr[0] ""', 'msgstr[0] "%d день"').replace('msgstr[2] ""', "")
    for name, text in (("uk/a.po", whole), ("uk/b/c.po", HEAD + whole[len(HEAD) + 40 :])):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if name.endswith("a.po") else HEAD, "utf-8")
    done = subprocess.run(
        [PEERS / "bin/pocount", "--csv", tmp_path], capture_output=True, text=True, check=True
    )
    theirs = [line.split(",") for line in done.stdout.splitlines()[1:] if ".po" in line]
    ours = run("coverage", tmp_path, "--json").json["articles"]
    assert sorted(Path(each["article"]).name for each in ours) == ["a.po", "c.po"]
    by_name = {Path(row[0]).name: tuple(map(int, (row[6], row[4], row[1]))) for row in theirs}
    for each in ours:
        entries = each["entries"]
        mine = (entries["empty"], entries["draft"], entries["translated"])
        assert mine == by_name[Path(each["article"]).name]


@pytest.mark.growth
def test_a_long_file_costs_what_it_is_long() -> None:
    shapes = ("#. x\n", '"a"\n', '#~ "a"\n', "#, a,\n", '#| "a"\n', '#| msgid "a"\n', 'msgid "a"\n')
    for shape in shapes:
        assert in_proportion(lambda size, s=shape: plain_counts(HEAD + s * size), 5_000), shape  # type: ignore[misc]


# Now the command.


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name, text in (
        ("locale/uk/LC_MESSAGES/app.po", TOOL),
        ("po/de.po", TOOL.replace('"Language: uk\\n"\n', "")),
        ("po/notes.txt", "no catalog"),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def in_tree(run: Run, tree: Path, *options: object) -> Answer:
    return run("coverage", tree, *options)


def test_a_folder_of_po_files_needs_no_workspace(run: Run, tree: Path) -> None:
    answer = in_tree(run, tree, "--json")
    assert answer.code == 0
    first, second = answer.json["articles"]
    assert (first["locale"], second["locale"]) == ("uk", "de")
    assert first["entries"] == second["entries"] == {"empty": 2, "draft": 1, "translated": 2}
    assert first["findings"] is None
    table = in_tree(run, tree).out
    assert table.startswith("file ")
    assert re.search(r"po/de\.po +de +2 +1 +2 +\d+ +40%\n", table)
    assert len(in_tree(run, tree, "--locale", "de", "--json").json["articles"]) == 1


def test_its_gate_goes_by_what_is_translated(run: Run, tree: Path) -> None:
    assert in_tree(run, tree, "--fail-under", "40").code == 0
    answer = in_tree(run, tree, "--fail-under", "40", "--fail-under", "uk=41")
    assert answer.code == 1
    assert "uk: 40% of the entries are translated, 41% are asked for" in answer.err
    answer = in_tree(run, tree, "--fail-under", "fr=1")
    assert (answer.code, answer.err) == (1, "l10n: fr: nothing to count\n")
    answer = in_tree(run, tree, "--max-errors", "0")
    assert (answer.code, "L10N-USE-022" in answer.err) == (2, True)
    assert run("coverage", tree / "po/notes.txt").code == 2


def test_what_cannot_be_read_is_said_and_the_rest_counted(run: Run, tree: Path) -> None:
    (tree / "po/fr.po").write_text(HEAD + '\nmsgid "a"\n')
    (tree / "po/el.po").write_text(TOOL.replace("UTF-8", "klingon"), "utf-8")
    answer = in_tree(run, tree, "--json")
    assert answer.code == 3
    assert len(answer.json["articles"]) == 2
    assert "po/fr.po:6: the entry has no msgstr" in answer.err
    assert "el.po: the file says that it is klingon" in answer.err


def test_in_a_workspace_a_path_of_po_files_is_counted_as_it_is(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Рада ухвалила бюджет.\n")
    newsroom.l10n("sync")
    newsroom.article("a.md", "Рада не ухвалила бюджету.\n")
    found = newsroom.l10n("coverage", "catalogs", "--json", "--fail-under", "0")
    assert found.code == 0
    (only,) = found.json["articles"]
    assert (only["locale"], only["entries"]["draft"]) == ("en", 1)
    assert only["article"].endswith("catalogs/en/a.md.po")
    answer = newsroom.l10n("coverage", "catalogs", "a.md")
    assert (answer.code, "L10N-USE-021" in answer.err) == (2, True)


def test_many_files_are_counted_in_their_order(run: Run, tmp_path: Path) -> None:
    for number in range(450):
        text = HEAD + "".join(f'\nmsgid "{n}"\nmsgstr "x"\n' for n in range(number % 7))
        (tmp_path / f"{number:03}.po").write_text(text, "utf-8")
    (tmp_path / "007.po").write_text("msgid", "utf-8")
    answer = run("coverage", tmp_path, "--json", "--jobs", "2")
    found = [
        (each["article"][-6:], each["entries"]["translated"]) for each in answer.json["articles"]
    ]
    assert found == [(f"{n:03}.po", n % 7) for n in range(450) if n != 7]
    assert answer.code == 3
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("command", [("/no/such/program",), ("false",), ("echo", "x"), ("cat",)])
def test_where_no_process_can_be_had_it_counts_alone(
    run: Run, tree: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    from l10n.desk.workers import crew, pool

    monkeypatch.setattr(crew, "ENOUGH", 1)
    monkeypatch.setattr(pool, "COMMAND", command)
    answer = in_tree(run, tree, "--json", "--jobs", "2")
    assert (answer.code, answer.err, len(answer.json["articles"])) == (0, "", 2)


def test_no_package_of_the_folder_at_hand_is_run(run: Run, tree: Path) -> None:
    (tree / "l10n").mkdir()
    (tree / "l10n/__init__.py").write_text("open('ran', 'w')")
    code = "from l10n.desk.workers import crew; crew.ENOUGH = 1; from l10n.cli import main; main()"
    command = [sys.executable, "-P", "-c", code, "coverage", ".", "--jobs", "2"]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "po/de.po" in done.stdout
    assert not (tree / "ran").exists()
