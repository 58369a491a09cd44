"""Catalogs that travel: partial deliveries, second thoughts, e-mailed files, broken parcels."""

import os
import re
import zipfile
from pathlib import Path

import polib
import pytest

from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line

FIRST, SECOND = "Рада ухвалила бюджет", "Другий абзац має одне речення."


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync", "--no-draft")
    return newsroom


def sent(desk: Newsroom, to: Path, *more: str) -> Path:
    states = ("--state", "empty", "--state", "draft", "--state", "translated")
    assert desk.l10n("send", "--to", to, *states, *more).code == 0
    return to / "en/a.md.po"


def target(desk: Newsroom, text: str, name: str = "a.md") -> str:
    return str(polib.pofile(str(desk.catalog(name))).find(text).msgstr)


def test_a_correction_of_an_earlier_delivery_is_taken(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "o")
    filled(copy, {FIRST: "Counsil passes budget"})
    assert "1 taken" in desk.l10n("receive", copy).out
    filled(copy, {FIRST: "Council passes budget"})
    answer = desk.l10n("receive", copy)
    assert "1 taken" in answer.out
    assert "conflict" not in answer.out
    assert target(desk, FIRST) == "Council passes budget"


def test_the_same_without_send(desk: Newsroom, tmp_path: Path) -> None:
    copy = tmp_path / "a.md.po"
    copy.write_bytes(desk.catalog("a.md").read_bytes())
    for text in ("Counsil passes budget", "Council passes budget"):
        filled(copy, {FIRST: text})
        assert "1 taken" in desk.l10n("receive", copy).out
    assert target(desk, FIRST) == "Council passes budget"


def test_untouched_drafts_of_an_emailed_file_undo_nothing(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    mailed = tmp_path / "mailed.po"
    mailed.write_bytes(newsroom.catalog("a.md").read_bytes())
    filled(newsroom.catalog("a.md"), ENGLISH)
    newsroom.l10n("sync")
    assert "4 not touched" in newsroom.l10n("receive", mailed).out
    assert newsroom.l10n("coverage", "--fail-under", "100").code == 0


def test_an_earlier_text_that_a_translator_puts_back_is_taken(
    desk: Newsroom, tmp_path: Path
) -> None:
    filled(desk.catalog("a.md"), {FIRST: "Text A"})
    sent(desk, tmp_path / "v1")
    filled(desk.catalog("a.md"), {FIRST: "Text B"})
    copy = sent(desk, tmp_path / "v2")
    filled(copy, {FIRST: "Text A"})
    assert "1 taken" in desk.l10n("receive", copy).out
    assert target(desk, FIRST) == "Text A"


def test_an_untouched_old_parcel_undoes_nothing(desk: Newsroom, tmp_path: Path) -> None:
    filled(desk.catalog("a.md"), {FIRST: "Text A"})
    old = sent(desk, tmp_path / "v1")
    filled(desk.catalog("a.md"), {FIRST: "Text B"})
    sent(desk, tmp_path / "v2")
    assert "taken" not in desk.l10n("receive", old).out
    assert target(desk, FIRST) == "Text B"


def test_what_cannot_be_decided_keeps_both(desk: Newsroom, tmp_path: Path) -> None:
    """A file that has lost the name of its parcel, with a text that was sent once before."""
    filled(desk.catalog("a.md"), {FIRST: "Text A"})
    old = sent(desk, tmp_path / "v1")
    filled(desk.catalog("a.md"), {FIRST: "Text B"})
    sent(desk, tmp_path / "v2")
    old.write_text(re.sub(r'"X-L10n-Sent.*\n', "", old.read_text()))
    assert "1 conflict" in desk.l10n("receive", old).out
    entry = polib.pofile(str(desk.catalog("a.md"))).find(FIRST)
    assert (entry.msgstr, entry.fuzzy) == ("Text B", True)
    assert "Text A" in entry.tcomment


def test_sending_again_to_the_same_place_changes_nothing(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "o")
    before = copy.read_bytes()
    sent(desk, tmp_path / "o")
    assert copy.read_bytes() == before
    parcel = tmp_path / "o.zip"
    assert desk.l10n("send", "--to", parcel).code == 0
    before = parcel.read_bytes()
    assert desk.l10n("send", "--to", parcel).code == 0
    assert parcel.read_bytes() == before


def test_one_broken_file_does_not_stop_the_others(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "o")
    filled(copy, {FIRST: "Council passes budget"})
    copy.with_name("0.po").write_bytes(b"\xff\xfe\x00")
    os.symlink("nobody@host:1", copy.with_name(".#a.md.po"))
    answer = desk.l10n("receive", tmp_path / "o")
    assert answer.code == 3
    assert "0.po" in one_line(answer)
    assert "1 taken" in answer.out


def test_one_broken_member_does_not_stop_the_others(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "o")
    filled(copy, {FIRST: "Council passes budget"})
    parcel = tmp_path / "x.zip"
    with zipfile.ZipFile(parcel, "w") as archive:
        archive.writestr("en/0.po", b"BREAK ME")
        archive.writestr("__MACOSX/en/._a.md.po", b"\0\5\26\7")
        archive.write(copy, "en/A.MD.PO")
    parcel.write_bytes(parcel.read_bytes().replace(b"BREAK ME", b"BROKEN!!"))
    answer = desk.l10n("receive", parcel)
    assert answer.code == 3
    assert "x.zip/en/0.po" in one_line(answer)
    assert "1 taken" in answer.out


def test_a_parcel_without_catalogs_is_told(desk: Newsroom, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    readme = tmp_path / "readme.zip"
    with zipfile.ZipFile(readme, "w") as archive:
        archive.writestr("readme.txt", "hello")
    for path in (empty, readme):
        answer = desk.l10n("receive", path)
        assert answer.code == 3
        assert "holds neither a PO nor an XLIFF file" in one_line(answer)


def test_a_file_without_its_header_goes_where_it_refers_to(desk: Newsroom, tmp_path: Path) -> None:
    desk.article("news/a.md", "Зовсім інша стаття тут.\n")
    desk.l10n("sync", "--no-draft")
    copy = tmp_path / "a.md.po"
    text = desk.catalog("news/a.md").read_text()
    copy.write_text(re.sub(r'"X-L10n-Article.*\n', "", text))
    filled(copy, {"Зовсім інша стаття тут.": "Quite another article here."})
    assert "catalogs/en/news/a.md.po: 1 taken" in desk.l10n("receive", copy).out


def test_another_form_of_the_language_finds_its_catalog(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "o")
    filled(copy, {FIRST: "Council passes budget"})
    copy.write_text(copy.read_text().replace("Language: en\\n", "Language: en_GB\\n"))
    assert "1 taken" in desk.l10n("receive", copy).out
    copy.write_text(copy.read_text().replace("Language: en_GB\\n", "Language: de\\n"))
    renamed = copy.rename(tmp_path / "a.md.po")
    assert desk.l10n("receive", renamed).code == 3


def test_the_translators_signature_and_questions_come_along(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "o")
    catalog = polib.pofile(str(copy))
    catalog.header = "A general remark"
    catalog.metadata["Last-Translator"] = "Olena"
    catalog.find(FIRST).msgstr = "Council passes budget"
    catalog.find(SECOND).tcomment = "QUESTION?"
    catalog.save()
    desk.article("a.md", NEWS.replace(SECOND, ""))
    desk.l10n("sync", "--no-draft")
    desk.l10n("receive", copy)
    text = desk.catalog("a.md").read_text()
    for kept in ("A general remark", "Olena", "QUESTION?"):
        assert kept in text


def test_every_entry_of_a_received_file_is_accounted_for(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "o")
    with copy.open("a") as file:
        file.write('\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "a"\nmsgstr[1] "b"\n')
        file.write('\nmsgid "Чужий порожній запис"\nmsgstr ""\n')
    rows = desk.l10n("receive", copy, "--json").json[0]["entries"]
    assert len(rows) == 6
    assert "many" in desk.catalog("a.md").read_text()


def test_a_translation_into_another_language_goes_nowhere(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "box")
    filled(copy, {FIRST: "Der Rat beschließt"})
    text = copy.read_text().replace("Language: en\\n", "Language: de\\n")
    copy.write_text(re.sub(r'"X-L10n-Article.*\n', "", text))
    answer = desk.l10n("receive", copy)
    assert answer.code == 3
    assert "no catalog here" in one_line(answer)
    assert target(desk, FIRST) == ""


def test_names_in_a_parcel_cannot_steer_the_terminal(desk: Newsroom, tmp_path: Path) -> None:
    parcel = tmp_path / "x.zip"
    with zipfile.ZipFile(parcel, "w") as archive:
        archive.writestr("\x1b[31mred\x1b]0;owned\x07.po", "no catalog")
    answer = desk.l10n("receive", parcel)
    assert answer.code == 3
    assert "\x1b" not in answer.err
    assert "\\x1b[31mred" in answer.err


def test_a_parcel_has_bounds(desk: Newsroom, tmp_path: Path) -> None:
    parcel = tmp_path / "x.zip"
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.po", "x")
    assert "packed in a way" in one_line(desk.l10n("receive", parcel))
    with zipfile.ZipFile(parcel, "w") as archive:
        archive.writestr("../x.po", "x")
    assert "leads out" in one_line(desk.l10n("receive", parcel))
    with zipfile.ZipFile(parcel, "w") as archive:
        archive.writestr("a/" * 4000 + "x.po", "x")
    assert "“x” is not part of a PO file" in one_line(desk.l10n("receive", parcel))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("story.md", NEWS.encode(), "an article, not a PO file — receive the .po file in which"),
        ("a.docx", b"PK\x03\x04 and so on", "not a PO file — ask for the .po file"),
        ("a.md.po", b"PK\x03\x04 and so on", "an office document or another archive"),
        (
            "a.pdf",
            b"%PDF-1.7\n",
            "this is neither a PO nor an XLIFF file — give the file that came back",
        ),
        ("notes", b"", "this is neither a PO nor an XLIFF file"),
    ],
)
def test_a_file_given_by_mistake_is_told_for_what_it_is(
    desk: Newsroom, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    answer = desk.l10n("receive", path)
    assert answer.code == 3
    assert said in one_line(answer)


def test_a_po_file_of_another_name_is_received(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "box")
    filled(copy, {FIRST: "Council passes budget"})
    assert desk.l10n("receive", copy.rename(tmp_path / "olena.txt")).code == 0
    assert target(desk, FIRST) == "Council passes budget"


@pytest.mark.parametrize("name", ["x.rar", "x.7z", "x.tar.gz", "x.po"])
def test_nothing_but_a_folder_or_a_zip_is_made(desk: Newsroom, tmp_path: Path, name: str) -> None:
    answer = desk.l10n("send", "--to", tmp_path / name)
    assert answer.code == 2
    assert "only a folder or a .zip" in one_line(answer)
    assert not (tmp_path / name).exists()
    assert desk.l10n("send", "--to", f"{tmp_path / name}/").code == 0
    assert (tmp_path / name / "en" / "a.md.po").is_file()
    assert desk.l10n("send", "--to", tmp_path / "2026.11").code == 0


def test_a_file_that_is_not_there_is_wrong_usage(desk: Newsroom, tmp_path: Path) -> None:
    copy = sent(desk, tmp_path / "box")
    filled(copy, {FIRST: "Council passes budget"})
    for command in (("add",), ("receive", copy)):
        answer = desk.l10n(*command, tmp_path / "nothing.po")
        assert answer.code == 2
        assert "nothing.po" in answer.err
    assert target(desk, FIRST) == ""
