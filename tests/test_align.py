"""`l10n align`: articles of two languages become units of the memory, and catalogs."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from l10n.exchange.tmx.reading import opened
from l10n.model.unit import Standing, Unit
from tests.conftest import Newsroom

SAMPLES = Path(__file__).parent / "samples" / "align"
SEED = Path(__file__).parent.parent.parent / "shared" / "data" / "seed"


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """A newsroom with an archive of one article in two languages."""
    for language in ("uk", "en"):
        shutil.copytree(SAMPLES / language, newsroom.root / "archive" / language)
    return newsroom


SOURCE, TARGET = "archive/uk/bridge.md", "archive/en/bridge.html"

OLDER_UK = """Міст у Києві відкрили 12 травня 2019 року.

Будівництво коштувало 300 мільйонів гривень, повідомив Іван Петренко.

Щодня мостом їздить 40 тисяч автомобілів.
"""
OLDER_EN = """The bridge in Kyiv was opened on May 12, 2019.

The construction cost 300 million hryvnias, Ivan Petrenko said.

Every day 40 thousand cars cross the bridge.
"""


def units(newsroom: Newsroom, name: str = "bridge") -> list[Unit]:
    with opened(newsroom.root / "memory" / f"{name}.tmx") as reading:
        return list(reading.units())


def edited(path: Path, decisions: dict[str, str], texts: dict[str, str] | None = None) -> None:
    """What a person does to a table: marks by source, texts by source."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    for row in rows[1:]:
        row[0] = decisions.get(row[3], row[0])
        row[4] = (texts or {}).get(row[3], row[4])
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    path.write_text(written.getvalue(), "utf-8")


def doubtful(newsroom: Newsroom) -> Path:
    """A pair of articles with something doubtful in it, aligned; the table of it."""
    article = newsroom.root / "archive" / "en" / "bridge.html"
    text = article.read_text("utf-8")
    text = text.replace("Trams will not run at all.", "Streetcars take a rest.")
    article.write_text(text, "utf-8")
    answer = newsroom.l10n("align", SOURCE, TARGET)
    assert answer.code == 0, answer.err
    return newsroom.root / "alignments" / "bridge.csv"


def test_pairs_become_imported_units_with_article_and_date(archive: Newsroom) -> None:
    answer = archive.l10n("align", SOURCE, TARGET)
    assert answer.code == 0
    found = units(archive)
    assert len(found) == 13
    assert {unit.standing for unit in found} == {Standing.IMPORTED}
    assert {unit.date for unit in found} == {"2024-03-14T00:00:00Z"}
    assert {unit.article for unit in found} == {SOURCE}
    tram = next(unit for unit in found if unit.target == "Trams will not run at all.")
    assert tram.source.text == "Трамваї не ходитимуть узагалі."
    assert tram.before == "Автобуси № 5 та № 22 поїдуть Центральним мостом."


def test_confidence_and_type_stand_in_the_file(archive: Newsroom) -> None:
    archive.l10n("align", SOURCE, TARGET)
    text = (archive.root / "memory" / "bridge.tmx").read_text("utf-8")
    assert '<prop type="x-l10n-alignment">2-1</prop>' in text
    assert '<prop type="x-l10n-alignment">1-2</prop>' in text
    assert '<prop type="x-l10n-confidence">0.99</prop>' in text


def test_tags_of_the_target_are_called_as_in_the_source(archive: Newsroom) -> None:
    archive.l10n("align", SOURCE, TARGET)
    bold = next(unit for unit in units(archive) if "1966" in unit.target)
    assert "<b1>капітально" in bold.source.text
    assert "<b1>it has never been fully repaired</b1>" in bold.target


def test_tags_that_only_one_side_has_are_left_out_and_said(archive: Newsroom) -> None:
    article = archive.root / "archive" / "en" / "bridge.html"
    plain = article.read_text("utf-8").replace("<b>", "").replace("</b>", "")
    article.write_text(plain, "utf-8")
    answer = archive.l10n("align", SOURCE, TARGET)
    assert "1 pair without its tags" in answer.out
    bold = next(unit for unit in units(archive) if "1966" in unit.target)
    assert not bold.source.names
    assert "<" not in bold.source.text + bold.target


def test_the_memory_drafts_from_aligned_articles(archive: Newsroom) -> None:
    archive.l10n("align", SOURCE, TARGET)
    archive.article("again.md", "Трамваї не ходитимуть узагалі.\n")
    archive.l10n("sync")
    assert "Trams will not run at all." in archive.catalog("again.md").read_text("utf-8")


def test_a_second_run_changes_nothing(archive: Newsroom) -> None:
    archive.l10n("align", SOURCE, TARGET)
    before = (archive.root / "memory" / "bridge.tmx").read_bytes()
    assert archive.l10n("align", SOURCE, TARGET).code == 0
    assert (archive.root / "memory" / "bridge.tmx").read_bytes() == before


def test_a_file_that_a_person_changed_is_left_alone(archive: Newsroom) -> None:
    archive.l10n("align", SOURCE, TARGET)
    path = archive.root / "memory" / "bridge.tmx"
    path.write_text(path.read_text("utf-8").replace("Trams", "Trams,"), "utf-8")
    changed = path.read_bytes()
    answer = archive.l10n("align", SOURCE, TARGET)
    assert answer.code == 5
    assert "L10N-ALN-009" in answer.err
    assert path.read_bytes() == changed
    assert archive.l10n("align", SOURCE, TARGET, "--name", "other").code == 0
    assert len(units(archive, "other")) == 13


def test_units_of_another_article_with_the_name_stay(archive: Newsroom) -> None:
    other = archive.root / "archive" / "older"
    for name, words in (("bridge.md", OLDER_UK), ("bridge.txt", OLDER_EN)):
        other.mkdir(exist_ok=True)
        (other / name).write_text(words, "utf-8")
    archive.l10n("align", SOURCE, TARGET)
    before = (archive.root / "memory" / "bridge.tmx").read_bytes()
    answer = archive.l10n("align", "archive/older/bridge.md", "archive/older/bridge.txt")
    assert (answer.code, "L10N-ALN-021" in answer.err) == (5, True)
    assert (archive.root / "memory" / "bridge.tmx").read_bytes() == before
    archive.article("bridge.md", (archive.root / SOURCE).read_text("utf-8"))
    assert archive.l10n("align", "articles/bridge.md", TARGET).code == 0


def test_a_dry_run_writes_nothing(archive: Newsroom) -> None:
    answer = archive.l10n("align", SOURCE, TARGET, "--dry-run", "--json")
    assert answer.code == 0
    assert answer.json["units"] == 13
    assert answer.json["written"] is False
    assert not (archive.root / "memory").exists()
    assert not (archive.root / "alignments").exists()


def test_a_table_of_pairs_goes_from_its_own_folder(archive: Newsroom) -> None:
    table = archive.root / "archive" / "pairs.csv"
    table.write_text("original;translation\nuk/bridge.md;en/bridge.html\n;x\n", "utf-8")
    answer = archive.l10n("align", "archive/pairs.csv")
    assert answer.code == 3
    assert "archive/pairs.csv:3: this row does not name two files" in answer.err
    assert len(units(archive, "pairs")) == 13


def test_files_of_folders_without_a_counterpart_are_named(archive: Newsroom) -> None:
    lone = archive.root / "archive" / "uk" / "lone.md"
    lone.write_text("Самотня стаття.\n", "utf-8")
    answer = archive.l10n("align", "archive/uk", "archive/en")
    assert answer.code == 3
    assert "archive/uk/lone.md: no file of the other folder has its name" in answer.err
    assert len(units(archive, "archive")) == 13


def test_strangers_are_refused_and_the_others_go_on(archive: Newsroom) -> None:
    for language, text in (
        ("uk", "Динамо програло Шахтарю в Києві. Тренер незадоволений грою захисту."),
        ("en", "Apples are cheap in Lviv this autumn. Farmers blame a rich harvest."),
    ):
        (archive.root / "archive" / language / "two.md").write_text(text, "utf-8")
    answer = archive.l10n("align", "archive/uk", "archive/en")
    assert answer.code == 1
    assert "archive/en/two.md is no translation of it" in answer.err
    assert len(units(archive, "archive")) == 13


def test_an_article_is_not_aligned_with_itself(archive: Newsroom) -> None:
    answer = archive.l10n("align", SOURCE, SOURCE)
    assert answer.code == 1
    assert "L10N-ALN-014" in answer.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["archive/uk/bridge.md"], "ALN-001"),
        (["archive/uk", "archive/en/bridge.html"], "ALN-002"),
        *(
            ([SOURCE, TARGET, "--name", name], "ALN-010")
            for name in ("../out", ".out", "a\x1b[2J", "a\nb", "a\x85", "a\u202eb", "x" * 300)
        ),
        ([SOURCE, TARGET, "--accepted", "x.csv"], "ALN-017"),
        ([], "ALN-018"),
        (["archive/uk/none.md", TARGET], "WS-002"),
        ([SOURCE, TARGET, "--catalogs"], "ALN-016"),
    ],
)
def test_wrong_usage_is_a_line(archive: Newsroom, arguments: list[str], code: str) -> None:
    answer = archive.l10n("align", *arguments)
    assert answer.code in (2, 3)
    assert f"[L10N-{code}]" in answer.err


def test_what_a_person_accepts_goes_into_the_memory(archive: Newsroom) -> None:
    table = doubtful(archive)
    source = "Трамваї не ходитимуть узагалі."
    assert source in table.read_text("utf-8")
    edited(table, {source: "Так"}, {source: "No trams will run."})
    answer = archive.l10n("align", "--accepted", "alignments/bridge.csv")
    assert answer.code == 0
    assert "1 accepted pair" in answer.out
    found = units(archive, "bridge.accepted")
    assert [(unit.source.text, unit.target) for unit in found] == [(source, "No trams will run.")]


def test_marks_and_texts_stay_when_articles_are_aligned_again(archive: Newsroom) -> None:
    table = doubtful(archive)
    source = "Трамваї не ходитимуть узагалі."
    edited(table, {source: "no"}, {source: "No trams will run."})
    assert archive.l10n("align", SOURCE, TARGET).code == 0
    rows = {row[3]: row for row in csv.reader(io.StringIO(table.read_text("utf-8-sig")))}
    assert rows[source][0] == "no"
    assert rows[source][4] == "No trams will run."


def test_a_text_that_was_put_right_without_a_mark_stays(archive: Newsroom) -> None:
    table = doubtful(archive)
    source = "Трамваї не ходитимуть узагалі."
    edited(table, {}, {source: "No trams will run."})
    for _run in range(2):
        assert archive.l10n("align", SOURCE, TARGET).code == 0
        assert "No trams will run." in table.read_text("utf-8")


def test_a_table_with_columns_of_somebodys_own_is_left(archive: Newsroom) -> None:
    table = doubtful(archive)
    first, *rest = table.read_text("utf-8-sig").splitlines()
    table.write_text("\n".join([f"{first},Olena", *(f"{row},mine" for row in rest)]), "utf-8")
    before = table.read_bytes()
    answer = archive.l10n("align", SOURCE, TARGET)
    assert answer.code == 5
    assert "L10N-ALN-020" in answer.err
    assert table.read_bytes() == before


def test_a_mark_that_is_no_word_for_yes_is_told(archive: Newsroom) -> None:
    table = doubtful(archive)
    edited(table, {"Трамваї не ходитимуть узагалі.": "maybe"})
    answer = archive.l10n("align", "--accepted", "alignments/bridge.csv")
    assert answer.code == 3
    assert "“maybe” is neither yes nor no" in answer.err


def test_doubtful_pairs_stand_on_the_page_and_not_in_the_memory(archive: Newsroom) -> None:
    doubtful(archive)
    page = (archive.root / "alignments" / "bridge.html").read_text("utf-8")
    assert "Streetcars take a rest." in page.partition("<details>")[0]
    assert "Streetcars" not in (archive.root / "memory" / "bridge.tmx").read_text("utf-8")
    assert "<script" not in page


def test_a_page_shows_markup_of_articles_as_text(archive: Newsroom) -> None:
    article = archive.root / "archive" / "uk" / "bridge.md"
    hostile = "\n\n`<script>alert(1)</script>` & \x9b31m.\n"
    article.write_text(article.read_text("utf-8") + hostile, "utf-8")
    archive.l10n("align", SOURCE, TARGET)
    page = (archive.root / "alignments" / "bridge.html").read_text("utf-8")
    assert "<script" not in page
    assert "\x9b" not in page


def test_catalogs_are_filled_where_nobody_has_written(archive: Newsroom) -> None:
    archive.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\n\n[publish]\nrequire = "translated"\n'
    )
    shutil.copy(archive.root / SOURCE, archive.root / "articles" / "bridge.md")
    archive.l10n("sync")
    catalog = archive.catalog("bridge.md")
    own = "No tram at all."
    text = catalog.read_text("utf-8")
    mark = 'msgid "Трамваї не ходитимуть узагалі."\nmsgstr "'
    catalog.write_text(text.replace(mark, mark + own), "utf-8")
    answer = archive.l10n("align", "articles/bridge.md", TARGET, "--catalogs")
    assert answer.code == 0, answer.err
    filled = catalog.read_text("utf-8")
    assert own in filled
    assert "Trams will not run" not in filled
    assert "1 left as a person had" in answer.out
    assert archive.l10n("publish").code == 0
    page = archive.published("bridge.md").read_text("utf-8")
    assert "[Mayor Borys Filatov](https://example.org/filatov)" in page
    again = archive.l10n("align", "articles/bridge.md", TARGET, "--catalogs")
    assert "0 entries finished" in again.out


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/data/seed is not there")
def test_the_seed_article_finds_its_ukrainian_original(newsroom: Newsroom) -> None:
    newsroom.article("negotiations.md", (SAMPLES / "negotiations.uk.md").read_text("utf-8"))
    target = SEED / "axios-negotiations.en.txt"
    answer = newsroom.l10n("align", "articles/negotiations.md", target, "--catalogs")
    assert answer.code == 0, answer.err
    found = {unit.source.text: unit.target for unit in units(newsroom, "negotiations")}
    assert found["Переговори про припинення вогню"] == "Ceasefire negotiations"
    assert any("April 18" in target for target in found.values())
    promised = next(target for source, target in found.items() if "жорсткі санкції" in source)
    assert promised.endswith("has not yet done so.")
    assert not any("follow us on X" in target for target in found.values())
    assert len(found) >= 18
