"""`l10n memory`: what was translated before is found, and files go in and out."""

import json
import re
from pathlib import Path

import pytest

from l10n.exchange.tmx.cutting import tmx_parts
from l10n.model.catalog import Entry, State
from tests.conftest import WORKFLOW, Newsroom
from tests.memory_desk import HEAD, catalog, sign

RADA = "Міська рада ухвалила бюджет на рік."
RADA_EN = "The city council adopted the budget for the year."
OTHER = "Обласна рада ухвалила бюджет на рік."


def _search(newsroom: Newsroom, *arguments: str) -> list[dict[str, object]]:
    answer = newsroom.l10n("memory", "search", "--json", *arguments)
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert isinstance(found, list)
    return found


def _file(newsroom: Newsroom, name: str, text: str) -> Path:
    path = newsroom.root.parent / name
    path.write_text(text, "utf-8")
    return path


def _stored(newsroom: Newsroom, name: str, text: str) -> Path:
    path = newsroom.root / "memory" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


# Search


def test_search_marks_what_differs_and_tells_where_it_is_from(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    answer = newsroom.l10n("memory", "search", OTHER)
    assert answer.code == 0
    first, changed, target = answer.out.splitlines()
    assert re.match(r"\d\d%: translated, news, articles/a\.md, 2026-03-02, Olena", first)
    assert changed == "    [-Міська-]{+Обласна+} рада ухвалила бюджет на рік."
    assert target == f"    → {RADA_EN}"


def test_the_best_match_goes_first(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {OTHER: "The regional council …", RADA: RADA_EN})
    found = _search(newsroom, RADA)
    assert [each["target"] for each in found] == [RADA_EN, "The regional council …"]
    assert found[0]["percent"] == 100


def test_a_locale_of_no_workflow_is_named(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    answer = newsroom.l10n("memory", "search", RADA, "--locale", "de")
    assert (answer.code, answer.out) == (2, "")
    assert "no workflow translates into “de” — the target locales are en" in answer.err
    # What a file has besides the desk's own languages is found, and so is another region's.
    _stored(newsroom, "old.csv", f"uk,en,de\n{RADA},{RADA_EN},Der Stadtrat\n")
    (found, *_rest) = _search(newsroom, RADA, "--locale", "de")
    assert found["target"] == "Der Stadtrat"
    assert newsroom.l10n("memory", "search", "Погода", "--locale", "en-GB").code == 0


def test_of_two_translations_the_newest_approved_goes_first(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: "One."}, date="2026-01-01 10:00+0000")
    catalog(newsroom, "b.md", {RADA: "Two."}, date="2026-02-01 10:00+0000")
    catalog(newsroom, "c.md", {RADA: "Three."}, date="2026-03-01 10:00+0000")
    _stored(newsroom, "old.csv", f"uk,en,date\n{RADA},Imported.,2026-12-01T00:00:00Z\n")
    sign(newsroom, "b.md", (RADA, "Two."))
    targets = [each["target"] for each in _search(newsroom, RADA)]
    assert targets == ["Two.", "Three.", "One.", "Imported."]


def test_search_finds_one_language_or_all(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "pl"]'))
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    catalog(newsroom, "a.md", {RADA: "Rada uchwaliła budżet."}, locale="pl")
    assert {each["locale"] for each in _search(newsroom, RADA)} == {"en", "pl"}
    assert {each["locale"] for each in _search(newsroom, RADA, "--locale", "pl")} == {"pl"}


def test_nothing_found_is_said_calmly(newsroom: Newsroom) -> None:
    answer = newsroom.l10n("memory", "search", "Зовсім інше.")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "Nothing like it has been translated yet.\n"


def test_a_text_of_nothing_is_a_mistake(newsroom: Newsroom) -> None:
    answer = newsroom.l10n("memory", "search", " ")
    assert answer.code == 2
    assert "L10N-MEM-020" in answer.err


def test_what_people_wrote_steers_no_terminal(newsroom: Newsroom) -> None:
    _stored(newsroom, "old.csv", f"uk,en,note\n{RADA},Title \x1b]0;gone\x07,\u202eevil\x1b[2J\n")
    answer = newsroom.l10n("memory", "search", RADA)
    assert "\x1b" not in answer.out
    assert "\u202e" not in answer.out


# Stats and rebuild


def test_stats_count_by_languages_and_desk(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN, OTHER: "The regional council."})
    sign(newsroom, "a.md", (RADA, RADA_EN))
    _stored(newsroom, "old.csv", "uk,en,desk\nСтаре.,Old.,archive\n")
    out = newsroom.l10n("memory", "stats").out
    assert re.search(r"uk → en +3 +1 +1 +1 +0\n", out)
    assert "By desk: news 2, archive 1" in out
    assert "1 catalog and 1 file (memory/old.csv)" in out
    found = json.loads(newsroom.l10n("memory", "stats", "--json").out)
    assert (found["translations"], found["catalogs"]) == (3, 1)


def test_an_empty_memory_is_no_error(newsroom: Newsroom) -> None:
    answer = newsroom.l10n("memory", "stats")
    assert (answer.code, answer.err) == (0, "")
    assert "The memory is empty" in answer.out


def test_rebuild_makes_the_same_memory_anew(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    before = _search(newsroom, RADA)
    answer = newsroom.l10n("memory", "rebuild")
    assert (answer.code, answer.out) == (0, "The memory was made anew: 1 translation.\n")
    assert _search(newsroom, RADA) == before


def test_rebuild_names_what_cannot_be_read(newsroom: Newsroom) -> None:
    _stored(newsroom, "old.csv", 'uk,en\n"Рада,Council\n')
    answer = newsroom.l10n("memory", "rebuild")
    assert answer.code == 3
    assert "memory/old.csv:2: this is not CSV" in answer.err


def test_rebuild_names_single_translations_that_make_no_sense(newsroom: Newsroom) -> None:
    text = TMX.format(one=RADA).replace('<tuv xml:lang="en"><seg>Old words.', "<tuv><seg>Old.")
    _stored(newsroom, "old.tmx", text)
    answer = newsroom.l10n("memory", "rebuild")
    assert (answer.code, answer.out) == (0, "The memory was made anew: 1 translation.\n")
    assert re.search(r"memory/old\.tmx:\d+: .*\[L10N-TMX-", answer.err)


# Import


def test_a_table_is_checked_and_put_into_the_folder(newsroom: Newsroom) -> None:
    path = _file(newsroom, "old.csv", f"uk,en\n{RADA},{RADA_EN}\n")
    answer = newsroom.l10n("memory", "import", path)
    assert answer.code == 0, answer.err
    assert answer.out == "memory/old.csv: 1 translation is in the memory now (uk → en: 1)\n"
    assert (newsroom.root / "memory" / "old.csv").read_bytes() == path.read_bytes()
    (found,) = _search(newsroom, RADA)
    assert (found["state"], found["file"]) == ("imported", "memory/old.csv")


def test_the_same_file_again_is_no_second_copy(newsroom: Newsroom) -> None:
    path = _file(newsroom, "old.csv", "uk,en\nРада,Council\n")
    newsroom.l10n("memory", "import", path)
    answer = newsroom.l10n("memory", "import", path, "--as", "other.csv")
    assert answer.code == 0
    assert "memory/old.csv: is this file already, with 1 translation" in answer.out
    assert len(list((newsroom.root / "memory").iterdir())) == 1


def test_another_file_of_that_name_is_never_replaced(newsroom: Newsroom) -> None:
    kept = _stored(newsroom, "old.csv", "uk,en\nРада,Council\n")
    before = kept.read_bytes()
    path = _file(newsroom, "old.csv", "uk,en\nРада,The Rada\n")
    answer = newsroom.l10n("memory", "import", path)
    assert answer.code == 2
    assert "L10N-MEM-025" in answer.err
    assert kept.read_bytes() == before
    answer = newsroom.l10n("memory", "import", path, "--as", "new.csv")
    assert answer.code == 0
    assert len(_search(newsroom, "Рада")) == 2


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("old.csv", "uk,en\n", "L10N-MEM-007"),
        ("old.csv", "pl,de\nRada,Rat\n", "L10N-MEM-008"),
        ("old.csv", "no table", "L10N-MEM-003"),
        ("old.tmx", "uk,en\nРада,Council\n", "L10N-"),
        ("old.tmx", "PK\x03\x04 no memory", "L10N-"),
        ("old.xlsx", "PK\x03\x04", "L10N-MEM-021"),
        ("old.po", 'msgid "open\n', "L10N-PO-007"),
    ],
)
def test_what_cannot_be_used_is_not_put_in(
    newsroom: Newsroom, name: str, text: str, code: str
) -> None:
    answer = newsroom.l10n("memory", "import", _file(newsroom, name, text))
    assert answer.code in (2, 3)
    assert code in answer.err
    assert not (newsroom.root / "memory").exists()


def test_of_several_files_the_good_ones_go_in(newsroom: Newsroom) -> None:
    good = _file(newsroom, "good.csv", "uk,en\nРада,Council\n")
    bad = _file(newsroom, "bad.csv", "nothing")
    answer = newsroom.l10n("memory", "import", "--json", bad, good)
    assert answer.code == 3
    found = json.loads(answer.out)
    assert [each["place"] for each in found["files"]] == ["memory/good.csv"]
    assert [each["code"] for each in found["errors"]] == ["L10N-MEM-003"]


def test_a_name_cannot_lead_elsewhere(newsroom: Newsroom) -> None:
    path = _file(newsroom, "old.csv", "uk,en\nРада,Council\n")
    for name in ("../old.csv", "deep/old.csv", ".old.csv", "old.tmx", "a\nb.csv"):
        answer = newsroom.l10n("memory", "import", path, "--as", name)
        assert answer.code == 2
        assert "L10N-MEM-024" in answer.err
    assert not (newsroom.root / "memory").exists()


def test_a_file_in_the_place_of_the_folder_stays(newsroom: Newsroom) -> None:
    (newsroom.root / "memory").write_text("mine")
    answer = newsroom.l10n("memory", "import", _file(newsroom, "old.csv", "uk,en\nа,b\n"))
    assert answer.code == 3
    assert answer.err.startswith("l10n: memory/: ")
    assert (newsroom.root / "memory").read_text() == "mine"


def test_a_finished_catalog_of_elsewhere_becomes_tmx(newsroom: Newsroom, tmp_path: Path) -> None:
    from l10n.exchange.po.file import dump
    from l10n.model.catalog import Catalog

    done = State.TRANSLATED
    entries = (
        Entry(None, "Рада\nміста", "City\ncouncil", done),
        Entry(None, "Чернетка", "Draft", State.DRAFT),
        Entry("title", "Мер", "Mayor", done),
    )
    path = tmp_path / "wire.po"
    path.write_text(dump(Catalog(headers=HEAD, entries=entries)), "utf-8")
    answer = newsroom.l10n("memory", "import", path)
    assert answer.code == 0, answer.err
    assert "memory/wire.tmx: 2 translations are in the memory now" in answer.out
    (found,) = _search(newsroom, "Рада міста")
    assert (found["target"], found["date"]) == ("City\ncouncil", "2026-03-02T08:00:00Z")
    # Made again of the same catalog it is the same file.
    assert "is this file already" in newsroom.l10n("memory", "import", path).out


def test_a_catalog_that_names_no_language_is_asked_about(newsroom: Newsroom) -> None:
    path = _file(newsroom, "wire.po", 'msgid "Рада"\nmsgstr "Council"\n')
    answer = newsroom.l10n("memory", "import", path)
    assert answer.code == 2
    assert "--target" in answer.err
    assert newsroom.l10n("memory", "import", path, "--target", "en").code == 0


# Export


def test_what_is_exported_is_imported_the_same(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN, "<a1>Мер</a1> тут.": "<a1>Mayor</a1> here."})
    sign(newsroom, "a.md", (RADA, RADA_EN))
    paths = [newsroom.root.parent / name for name in ("out.tmx", "out.csv")]
    for path in paths:
        answer = newsroom.l10n("memory", "export", path)
        assert answer.code == 0, answer.err
        assert answer.out == f"{path}: 2 translations written (uk → en: 2)\n"
    assert newsroom.l10n("memory", "import", *paths).code == 0
    newsroom.catalog("a.md").unlink()
    (found,) = _search(newsroom, "<a1>Мер</a1> тут.")
    assert (found["target"], found["article"]) == ("<a1>Mayor</a1> here.", "a.md")
    assert found["before"] == RADA


def test_some_of_the_memory_is_exported(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "pl"]'))
    catalog(newsroom, "a.md", {RADA: RADA_EN}, date="2026-01-01 10:00+0000")
    catalog(newsroom, "b.md", {OTHER: "Two."})
    catalog(newsroom, "b.md", {RADA: "Rada."}, locale="pl")
    _stored(newsroom, "old.csv", "uk,en,desk\nСтаре.,Old.,archive\n")
    sign(newsroom, "a.md", (RADA, RADA_EN))

    def exported(*options: str) -> set[str]:
        answer = newsroom.l10n("memory", "export", "--format", "csv", *options)
        assert answer.code == 0, answer.err
        return set(re.findall(r",(The city|Two|Rada|Old)", answer.out))

    assert exported("--locale", "en") == {"The city", "Two", "Old"}
    assert exported("--locale", "pl") == {"Rada"}
    assert exported("--locale", "en", "--since", "2026-03-01") == {"The city", "Two"}
    assert exported("--locale", "en", "--approved") == {"The city"}
    assert exported("--locale", "en", "--desk", "news") == {"The city", "Two"}
    answer = newsroom.l10n("memory", "export", "--format", "csv")
    assert answer.code == 2
    assert "uk → en, uk → pl" in answer.err


def test_a_file_that_is_there_is_not_written_over(newsroom: Newsroom) -> None:
    path = _file(newsroom, "out.csv", "mine")
    answer = newsroom.l10n("memory", "export", path)
    assert answer.code == 2
    assert path.read_text() == "mine"
    inside = newsroom.root / "memory" / "out.tmx"
    assert newsroom.l10n("memory", "export", inside).code == 2


# Prune

OLD = f'uk,en,note\n{RADA},Old words.,\nСтаре.,Old.,=kept\n"Старе.","Old.",\nІнше.,Other.,\n'


def test_prune_names_what_would_go_and_asks(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    path = _stored(newsroom, "old.csv", OLD)
    answer = newsroom.l10n("memory", "prune")
    assert answer.code == 1
    assert "memory/old.csv: 1 that the desk has translated since, 1 twice; 2 stay" in answer.out
    assert f"    {RADA} → Old words." in answer.out
    assert "--yes" in answer.err
    assert path.read_text("utf-8") == OLD
    assert newsroom.l10n("memory", "prune", "--dry-run").code == 0
    assert path.read_text("utf-8") == OLD


def test_prune_leaves_all_else_to_the_letter(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    path = _stored(newsroom, "old.csv", OLD)
    assert newsroom.l10n("memory", "prune", "--yes").code == 0
    assert path.read_text("utf-8") == "uk,en,note\nСтаре.,Old.,=kept\nІнше.,Other.,\n"
    answer = newsroom.l10n("memory", "prune", "--yes")
    assert (answer.code, answer.out) == (0, "There is nothing to take out.\n")


TMX = """\
<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="Other" creationtoolversion="9" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="uk" datatype="xml"><prop type="mine">kept</prop></header>
<body>
<!-- <tu> of long ago -->
<tu usagecount="7"><tuv xml:lang="uk"><seg>{one}</seg></tuv>
<tuv xml:lang="en"><seg>Old words.</seg></tuv></tu>
<tu usagecount="8"><tuv xml:lang="uk"><seg>Старе <bpt i="1">&lt;b></bpt>тут<ept i="1"/></seg></tuv>
<tuv xml:lang="en"><seg>Old <bpt i="1">&lt;b></bpt>here<ept i="1"/></seg></tuv></tu>
</body></tmx>
"""


def test_prune_keeps_rows_behind_a_line_separator_whole(newsroom: Newsroom) -> None:
    path = newsroom.root / "memory/old.csv"
    path.parent.mkdir(exist_ok=True)
    head = "\ufeffuk,en,note\r\nПерший\u2028 рядок,First\x0c\x85 row,a\r\n"
    twice = "Погода ясна,Clear weather,b\r\n"
    path.write_bytes(f"{head}{twice}{twice}Міст закрито,The bridge is shut,c\r\n".encode())

    assert newsroom.l10n("memory", "prune", "--yes").code == 0

    left = f"{head}{twice}Міст закрито,The bridge is shut,c\r\n"
    assert path.read_bytes().decode() == left


def test_prune_cuts_units_out_of_a_file_of_another_tool(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    text = TMX.format(one=RADA)
    path = _stored(newsroom, "old.tmx", text)
    assert newsroom.l10n("memory", "prune", "--yes").code == 0
    start, end = text.index('<tu usagecount="7"'), text.index('<tu usagecount="8"')
    assert path.read_text("utf-8") == text[:start] + text[end:]


@pytest.mark.parametrize(
    "text",
    [
        "<tmx><body>" + "<!--" * 100_000,
        "<tmx><body>" + "<tu>" * 100_000,
        "<tmx>" + "x" * 2_000 + "<body>" + "<tu></tu>" * 150_000,
        "<body" * 100_000,
        "<tmx><body>" + "a" * 200_000 + ":tu>",
    ],
)
def test_a_file_that_is_no_memory_is_not_cut(text: str) -> None:
    assert tmx_parts(text) is None


def test_a_file_of_which_nothing_stays_goes(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    path = _stored(newsroom, "old.csv", f"uk,en\n{RADA},Old words.\n")
    answer = newsroom.l10n("memory", "prune", "--yes", "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["files"][0]["goes"] is True
    assert not path.exists()
    assert newsroom.catalog("a.md").exists()


# In Ukrainian, and elsewhere


def test_help_lists_the_commands(newsroom: Newsroom) -> None:
    out = newsroom.l10n("memory", "--help").out
    for name in ("search", "stats", "import", "export", "rebuild", "prune"):
        assert name in out
