"""A day at the desk, through the command line."""

import re
from pathlib import Path

import polib
import pytest

from tests.conftest import WORKFLOW, Answer, Newsroom, Run
from tests.corpora import ROOT

NEWS = """\
# Рада ухвалила бюджет

Рада міста ухвалила **новий бюджет**. Про це [повідомляє](https://example.org/a) прессекретар.

Другий абзац має одне речення.
"""


def filled(path: Path, texts: dict[str, str], *, fuzzy: bool = False) -> None:
    """Edit a catalog as a translator's editor does."""
    catalog = polib.pofile(str(path))
    for entry in catalog:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags = ["fuzzy"] if fuzzy else []
    catalog.save()


ENGLISH = {
    "Рада ухвалила бюджет": "Council passes budget",
    "Рада міста ухвалила <b1>новий бюджет</b1>.": "The city council passed <b1>a new budget</b1>.",
    "Про це <a1>повідомляє</a1> прессекретар.": "The press secretary <a1>reports this</a1>.",
    "Другий абзац має одне речення.": "The second paragraph has one sentence.",
}


def one_line(answer: Answer) -> str:
    lines = answer.err.splitlines()
    assert len(lines) == 1, answer.err
    assert "Traceback" not in answer.err
    return lines[0]


def test_a_new_user_gets_from_nothing_to_a_published_page(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "desk"
    source = tmp_path / "a.md"
    source.write_text(NEWS)
    assert run("init", root).code == 0
    assert run("add", source, at=root).code == 0
    synced = run("sync", "--no-draft", at=root)
    assert synced.code == 0, synced.err
    assert "4 new entries" in synced.out
    filled(root / "catalogs/en/a.md.po", ENGLISH)
    assert run("publish", at=root).code == 0
    assert (root / "published/en/a.md").read_text() == (
        "# Council passes budget\n\nThe city council passed **a new budget**. "
        "The press secretary [reports this](https://example.org/a).\n\n"
        "The second paragraph has one sentence.\n"
    )


def test_drafts_are_not_published_by_default(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "desk"
    run("init", root)
    workflow = root / "workflows/news.toml"
    workflow.write_text(workflow.read_text().replace('"argos"', '"pseudo"'))
    (root / "articles/a.md").write_text(NEWS)
    run("sync", at=root)
    answer = run("publish", at=root)
    assert answer.code == 1
    assert "refused, 4 entries stand in the way" in answer.out
    assert "a draft, not yet reviewed" in answer.out
    assert not (root / "published/en/a.md").exists()


def test_published_drafts_carry_a_label_in_the_readers_language(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.article("b.html", "<!doctype html><html lang=uk><body><p>Так.</p></body></html>")
    newsroom.article("c.txt", "Перший абзац тексту.\n\nДругий абзац тексту.\n")
    newsroom.l10n("sync")
    assert newsroom.l10n("publish").code == 0
    for name in ("a.md", "b.html", "c.txt"):
        text = newsroom.published(name).read_text()
        assert "Machine translation, not yet reviewed by a person." in text


def test_a_finished_article_carries_no_label(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), ENGLISH)
    assert "labelled" not in newsroom.l10n("publish").out
    assert "Machine" not in newsroom.published("a.md").read_text()


def test_source_stands_in_where_the_workflow_says_so(newsroom: Newsroom) -> None:
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\n[publish]\nfallback = "source"\n'
    )
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), {"Рада ухвалила бюджет": "Council passes budget"})
    assert newsroom.l10n("publish").code == 0
    text = newsroom.published("a.md").read_text()
    assert "# Council passes budget" in text
    assert "Другий абзац має одне речення." in text
    assert "Part of this article is not translated yet." in text


def test_sync_keeps_every_edit_and_what_a_changed_text_had(
    newsroom: Newsroom,
) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), ENGLISH)
    newsroom.article("a.md", NEWS.replace("має одне речення", "має лише одне речення"))
    answer = newsroom.l10n("sync")
    assert "1 changed" in answer.out
    catalog = polib.pofile(str(newsroom.catalog("a.md")))
    changed = catalog.find("Другий абзац має лише одне речення.")
    assert changed.fuzzy
    assert changed.msgstr == "The second paragraph has one sentence."
    assert changed.previous_msgid == "Другий абзац має одне речення."
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    back = polib.pofile(str(newsroom.catalog("a.md"))).find("Другий абзац має одне речення.")
    assert not back.fuzzy
    assert back.msgstr == "The second paragraph has one sentence."


def test_sync_twice_writes_nothing_the_second_time(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    before = newsroom.catalog("a.md").read_bytes()
    assert "0 catalogs written, 1 unchanged" in newsroom.l10n("sync").out
    (newsroom.root / ".l10n/index.sqlite").unlink(missing_ok=True)
    assert "0 catalogs written, 1 unchanged" in newsroom.l10n("sync").out
    assert newsroom.catalog("a.md").read_bytes() == before


def test_a_damaged_index_costs_nothing(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    (newsroom.root / ".l10n/index.sqlite").write_bytes(b"not a database")
    answer = newsroom.l10n("sync")
    assert answer.code == 0
    assert answer.err == ""


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (b"<<<<<<< HEAD\n", "conflict"),
        (b'msgid "open\nmsgstr ""\n', ""),
        (b"\xff\xfe\x00", "damaged"),
        (b'\nmsgid "x"\nmsgstr "y"\n\nmsgid "x"\nmsgstr "z"\n', ""),
    ],
)
def test_a_damaged_catalog_is_named_and_the_others_go_on(
    newsroom: Newsroom, damage: bytes, told: str
) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.article("b.md", NEWS)
    newsroom.l10n("sync")
    path = newsroom.catalog("a.md")
    path.write_bytes(path.read_bytes() + damage)
    broken = path.read_bytes()
    newsroom.article("a.md", NEWS + "\nЩе одне речення тут.\n")
    newsroom.article("b.md", NEWS + "\nЩе одне речення тут.\n")
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    line = one_line(answer)
    assert line.startswith("l10n: catalogs/en/a.md.po:")
    assert line.split(":")[2].isdigit(), line
    assert told in line
    assert path.read_bytes() == broken
    assert "b.md → en: 1 new entry" in answer.out
    assert newsroom.l10n("publish").code == 3
    assert newsroom.published("b.md").exists()


def test_a_page_edited_by_hand_is_not_replaced(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    page = newsroom.published("a.md")
    page.write_text("a correction by hand\n")
    filled(newsroom.catalog("a.md"), ENGLISH)
    answer = newsroom.l10n("publish")
    assert answer.code == 1
    assert "changed by hand" in one_line(answer)
    assert page.read_text() == "a correction by hand\n"
    assert newsroom.l10n("publish", "--replace-edited").code == 0
    assert page.read_text().startswith("# Council passes budget")
    assert newsroom.text("a.md", 2).read_text() == "a correction by hand\n"


def test_every_earlier_version_is_kept(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    texts = []
    for number in range(1, 4):
        filled(newsroom.catalog("a.md"), ENGLISH | {"Рада ухвалила бюджет": f"Take {number}"})
        answer = newsroom.l10n("publish")
        assert f"version {number}" in answer.out
        texts.append(newsroom.published("a.md").read_text())
    assert newsroom.text("a.md", 1).read_text() == texts[0]
    assert newsroom.text("a.md", 2).read_text() == texts[1]
    assert newsroom.l10n("publish").out == "1 unchanged\n"
    assert "version 3, unchanged" in newsroom.l10n("publish", "a.md").out


def test_status_says_what_blocks_publishing(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    catalog = newsroom.catalog("a.md")
    filled(catalog, ENGLISH | {"Про це <a1>повідомляє</a1> прессекретар.": "Lost its link."})
    answer = newsroom.l10n("status", "a.md")
    assert answer.code == 0
    assert "1 entry blocks publishing" in answer.out
    assert "articles/a.md:3: en: the tag <a1> is missing" in answer.out
    assert newsroom.l10n("publish").code == 1


def test_status_gives_the_line_of_what_is_to_be_looked_at(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), ENGLISH | {"Рада ухвалила бюджет": "The <code1> budget"})
    line = NEWS.split("\n").index("# Рада ухвалила бюджет") + 1
    told = "<code1> is no tag of this segment and will be printed"
    assert f"articles/a.md:{line}: en: {told}" in newsroom.l10n("status", "a.md").out
    (found,) = newsroom.l10n("status", "--json").json[0]["findings"]
    assert (found["line"], found["message"]) == (line, told)


def test_coverage_is_a_gate(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), dict(list(ENGLISH.items())[:3]))
    counts = newsroom.l10n("coverage", "--json").json["locales"]["en"]
    assert counts["entries"] == {"empty": 0, "draft": 1, "translated": 3}
    assert newsroom.l10n("coverage", "--fail-under", "75").code == 0
    answer = newsroom.l10n("coverage", "--fail-under", "75.1")
    assert answer.code == 1
    assert one_line(answer) == "l10n: en: 75% of the entries are translated, 75.1% are asked for"
    assert newsroom.l10n("coverage", "--fail-under", "many").code == 2


def test_the_gate_sees_a_catalog_that_is_missing_or_behind(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    answer = newsroom.l10n("coverage", "--fail-under", "0")
    assert answer.code == 1
    assert "no catalog in en" in one_line(answer)
    newsroom.l10n("sync")
    newsroom.article("a.md", NEWS + "\nНове речення статті.\n")
    answer = newsroom.l10n("coverage", "--fail-under", "0")
    assert answer.code == 1
    assert "out of date" in one_line(answer)


def test_a_gone_article_keeps_its_catalog_and_its_page(newsroom: Newsroom) -> None:
    path = newsroom.article("it's a.md", NEWS)
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    path.unlink()
    answer = newsroom.l10n("sync")
    assert "catalogs/en/it's a.md.po: its article is gone; the catalog is kept" in answer.out
    assert "published/en/it's a.md: its article is gone; the page is kept" in answer.out
    assert newsroom.catalog("it's a.md").exists()
    pages = newsroom.l10n("sync", "--json").json["pages_without_article"]
    assert pages == [{"article": "it's a.md", "locale": "en"}]


def test_catalogs_holds_nothing_but_catalogs(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("news/a.md", NEWS)
    newsroom.l10n("sync")
    newsroom.l10n("send", "--to", tmp_path / "out")
    newsroom.l10n("receive", tmp_path / "out")
    newsroom.l10n("publish")
    for folder in (newsroom.root, ROOT):
        files = {path for path in (folder / "catalogs").rglob("*") if path.is_file()}
        assert files
        assert {path.suffix for path in files} == {".po"}
        assert list((folder / "records").rglob("*.drafts.jsonl"))
    assert newsroom.records("news/a.md", "sent").is_file()


def test_a_sync_moves_records_from_beside_the_catalogs(newsroom: Newsroom) -> None:
    newsroom.article("news/a.md", NEWS)
    newsroom.l10n("sync")
    drafted = newsroom.catalog("news/a.md").read_bytes()
    records = newsroom.records("news/a.md").read_bytes()
    former = newsroom.catalog("news/a.md").with_name("a.md.drafts.jsonl")
    newsroom.records("news/a.md").rename(former)
    assert len(newsroom.l10n("status", "--json").json[0]["drafts"]) == 4
    answer = newsroom.l10n("sync")
    assert (answer.code, answer.err) == (0, "")
    assert not former.exists()
    assert newsroom.records("news/a.md").read_bytes() == records
    assert newsroom.catalog("news/a.md").read_bytes() == drafted


def test_a_sync_tells_a_reason_of_one_entry_from_that_of_many(newsroom: Newsroom) -> None:
    from l10n.cli.sync_shown import _left
    from l10n.messages import N_, message
    from l10n.steps.pretranslate import LeftEmpty

    unknown = message(N_("the demonstration model does not know: {words}"), words="так")
    same = message(N_("the engine gave no text"))
    assert _left(LeftEmpty(unknown, 1)) == (
        "1 left empty: the demonstration model does not know: так"
    )
    assert _left(LeftEmpty(unknown, 16)) == (
        "16 left empty, such as: the demonstration model does not know: так"
    )
    assert _left(LeftEmpty(same, 16)) == "16 left empty: the engine gave no text"


def test_an_article_without_text_is_said_to_have_none(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "---\nlayout: page\n---\n\n```\ncode\n```\n")
    assert "articles/a.md → en: no text to translate" in newsroom.l10n("sync").out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"draft"', '"drafts"', "draft"),
        ("engines", "enginess", "engines"),
        ('["en"]', '["en", "x_y_z"]', "x_y_z"),
        ('["pseudo"]', '["psuedo"]', "pseudo"),
    ],
)
def test_a_mistake_in_a_workflow_is_named(
    newsroom: Newsroom, old: str, new: str, told: str
) -> None:
    path = newsroom.root / "workflows/news.toml"
    path.write_text(path.read_text().replace(old, new))
    newsroom.article("a.md", NEWS)
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert answer.out == ""
    line = one_line(answer)
    assert told in line
    assert re.match(r"l10n: .*news\.toml:\d+: ", line)


@pytest.mark.parametrize(
    "arguments",
    [("snyc",), ("status", "nothing.md"), ("sync", "--locale", "fr"), ("add", "/nowhere.md")],
)
def test_wrong_usage_ends_with_2_and_no_traceback(
    newsroom: Newsroom, arguments: tuple[str, ...]
) -> None:
    newsroom.article("a.md", NEWS)
    answer = newsroom.l10n(*arguments)
    assert answer.code == 2
    assert "Traceback" not in answer.err


def test_outside_a_workspace_the_remedy_is_told(tmp_path: Path, run: Run) -> None:
    answer = run("status", at=tmp_path)
    assert answer.code == 3
    assert "l10n init" in one_line(answer)


def test_an_article_that_is_not_utf_8_does_not_stop_the_others(newsroom: Newsroom) -> None:
    newsroom.article("b.md", NEWS)
    path = newsroom.article("a.md", "")
    path.write_bytes("Рада".encode("cp1251"))
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert one_line(answer).startswith("l10n: articles/a.md:1:")
    assert newsroom.catalog("b.md").exists()


def test_relative_links_are_made_to_lead_back(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace("[publish]", '[publish]\nlinks = "relink"'))
    newsroom.article("news/a.md", "[Інша стаття](b.md) і ![фото](img/x.png) та [сайт](/root).\n")
    newsroom.article("news/b.md", "Друга стаття тут.\n")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    text = newsroom.published("news/a.md").read_text()
    assert "](b.md)" in text
    assert "](../../../articles/news/img/x.png)" in text
    assert "](/root)" in text


def test_what_is_there_but_no_article_is_told(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace("**", "news/**"))
    for name in ("news/a.md", "news/a.svg", "loose.md"):
        newsroom.article(name, NEWS)
    assert "no format reads “news/a.svg”" in one_line(newsroom.l10n("status", "news/a.svg"))
    assert "no workflow claims “loose.md”" in one_line(newsroom.l10n("status", "loose.md"))


def test_many_new_pages_are_summed_up(newsroom: Newsroom) -> None:
    for number in range(25):
        newsroom.article(f"a{number}.md", NEWS)
    newsroom.l10n("sync")
    lines = newsroom.l10n("publish").out.splitlines()
    assert lines == [
        "published/en/: 25 pages, 100 drafts, labelled “Machine translation, not yet reviewed by a "
        "person.”"
    ]
    assert "25 unchanged" in newsroom.l10n("publish").out


def test_adding_an_article_twice_is_told(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(NEWS, "utf-8")
    assert "added" in newsroom.l10n("add", tmp_path / "b.md").out
    assert "there already" in newsroom.l10n("add", tmp_path / "b.md").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "--to", "../..", "{file}"), "this folder cannot hold articles"),
        (("add", "{folder}"), "it is a folder — name the files in it"),
        (("models", "install", "uk"), "“uk” is one language; give two, or a file"),
    ],
)
def test_a_slip_is_answered_with_what_to_write_instead(
    newsroom: Newsroom, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    (tmp_path / "a.md").write_text(NEWS)
    places = {"file": tmp_path / "a.md", "folder": tmp_path}
    answer = newsroom.l10n(*(each.format(**places) for each in arguments))
    assert answer.code == 2
    assert told in one_line(answer)
    assert "rename" not in answer.err


def test_a_model_file_named_like_a_language_is_a_file(newsroom: Newsroom) -> None:
    (newsroom.root / "uk").write_text("no model")
    assert "one language" not in newsroom.l10n("models", "install", "uk").err


def test_status_in_json_tells_the_unreadable_on_the_error_stream(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "").write_bytes(b"\xff\xfe")
    newsroom.article("b.md", NEWS)
    answer = newsroom.l10n("status", "--json")
    assert [each["article"] for each in answer.json] == ["b.md"]
    assert "articles/a.md" in one_line(answer)
    assert "error stream" in " ".join(newsroom.l10n("status", "--help").out.split())


def test_a_link_longer_than_any_name_stops_nothing(newsroom: Newsroom) -> None:
    newsroom.article("a.md", f"[посилання]({'a' * 300}.md) і [друге](%00.md) текст.\n")
    newsroom.article("b.md", NEWS)
    newsroom.l10n("sync")
    answer = newsroom.l10n("publish")
    assert answer.code == 0, answer.err
    assert newsroom.published("b.md").exists()


def test_a_folder_or_a_pattern_names_its_articles(newsroom: Newsroom) -> None:
    for name in ("politics/a.md", "politics/rada/b.md", "sport/c.md"):
        newsroom.article(name, NEWS)
    newsroom.l10n("sync")
    for place, number in (("politics/", 2), ("articles/politics", 2), ("*/c.md", 1), ("s*", 1)):
        assert len(newsroom.l10n("status", place, "--json").json) == number
    for command in ("sync", "status", "publish", "coverage", "send"):
        assert "(politics/)" in newsroom.l10n(command, "--help").out


def test_a_status_sums_up_what_needs_nothing(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "de"]'))
    for number in range(3):
        newsroom.article(f"a{number}.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a0.md"), ENGLISH)
    newsroom.l10n("publish")
    lines = newsroom.l10n("status").out.splitlines()
    assert [line.split()[:2] for line in lines[1:-3]] == [
        ["a0.md", "de"],
        ["a1.md", "en"],
        ["a1.md", "de"],
        ["a2.md", "en"],
        ["a2.md", "de"],
    ]
    assert " ".join(lines[-3].split()) == "all: 3 articles en 0 8 4 3 up to date"
    assert " ".join(lines[-2].split()) == "all: 3 articles de 0 12 0 3 up to date"
    assert lines[-1] == "1 page is up to date, nothing to do (--all shows it)"
    assert len(newsroom.l10n("status", "--all").out.splitlines()) == 9
    assert "nothing to do" in newsroom.l10n("status", "a0.md").out


def test_locales_stand_in_the_order_of_targets(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["pl", "en", "de"]'))
    newsroom.article("a.md", NEWS)
    newsroom.article("b.md", NEWS)
    assert list(newsroom.l10n("coverage", "--json").json["locales"]) == ["pl", "en", "de"]
    synced = newsroom.l10n("sync", "--json").json["synced"]
    assert [each["locale"] for each in synced] == ["pl", "en", "de"] * 2
    told = newsroom.l10n("status", "--locale", "fr").err
    assert "the target locales are pl, en, de" in told
