"""Out to translators and back, through the command line."""

import os
import zipfile
from pathlib import Path

import polib
import pytest

from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line


def test_out_and_back(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    sent = newsroom.l10n("send", "--to", tmp_path / "out", "--json").json
    assert [(row["file"], row["entries"]) for row in sent] == [("en/a.md.po", 4)]
    copy = tmp_path / "out/en/a.md.po"
    given = [line for line in copy.read_text().splitlines() if "X-L10n-Sent" not in line]
    assert given == newsroom.catalog("a.md").read_text().splitlines()
    filled(copy, ENGLISH)
    filled(newsroom.catalog("a.md"), {"Рада ухвалила бюджет": "Council adopts budget"})
    newsroom.article("a.md", NEWS.replace("має одне речення", "має лише одне речення"))
    newsroom.l10n("sync")
    answer = newsroom.l10n("receive", copy)
    assert answer.code == 0, answer.err
    assert "2 taken, 1 conflict, 1 for a changed text" in answer.out
    catalog = polib.pofile(str(newsroom.catalog("a.md")))
    title = catalog.find("Рада ухвалила бюджет")
    assert title.msgstr == "Council adopts budget"
    assert title.fuzzy
    assert "Council passes budget" in title.tcomment
    changed = catalog.find("Другий абзац має лише одне речення.")
    assert changed.fuzzy
    assert changed.msgstr == ENGLISH["Другий абзац має одне речення."]
    status = newsroom.l10n("status", "--json").json[0]
    assert (status["draft"], status["translated"]) == (2, 2)


def test_a_zip_goes_out_and_comes_back(newsroom: Newsroom, tmp_path: Path) -> None:
    for name in ("news/a.md", "news/b.html"):
        text = "<p>Так, це воно.</p>" if name.endswith("html") else NEWS
        newsroom.article(name, text)
    newsroom.l10n("sync")
    parcel = tmp_path / "out.zip"
    assert newsroom.l10n("send", "--to", parcel, "--locale", "en").code == 0
    with zipfile.ZipFile(parcel) as archive:
        assert archive.namelist() == ["en/news/a.md.po", "en/news/b.html.po"]
    answer = newsroom.l10n("receive", parcel)
    assert answer.code == 0
    assert "4 the same" in answer.out


def test_a_parcel_that_holds_work_is_not_overwritten(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    newsroom.l10n("send", "--to", tmp_path / "out")
    copy = tmp_path / "out/en/a.md.po"
    filled(copy, ENGLISH)
    work = copy.read_bytes()
    answer = newsroom.l10n("send", "--to", tmp_path / "out")
    assert answer.code == 2
    assert "receive it first" in one_line(answer)
    assert copy.read_bytes() == work


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut", b"", b"not a zip at all"])
def test_a_broken_zip_is_one_line(newsroom: Newsroom, tmp_path: Path, content: bytes) -> None:
    parcel = tmp_path / "x.zip"
    parcel.write_bytes(content)
    answer = newsroom.l10n("receive", parcel)
    assert answer.code == 3
    assert "not a whole ZIP" in one_line(answer)


def test_a_file_of_another_newsroom_is_refused(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    foreign = tmp_path / "x.po"
    foreign.write_text('msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "x"\nmsgstr "y"\n')
    answer = newsroom.l10n("receive", foreign)
    assert answer.code == 3
    assert "no catalog here" in one_line(answer)


@pytest.mark.parametrize("place", ["catalogs", "articles/x", "published/a.zip", ".l10n"])
def test_a_parcel_is_not_put_among_our_own_files(newsroom: Newsroom, place: str) -> None:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    answer = newsroom.l10n("send", "--to", newsroom.root / place)
    assert answer.code == 2
    assert "parcels do not belong" in one_line(answer)


def test_a_file_whose_name_is_not_utf_8_is_taken(newsroom: Newsroom, tmp_path: Path) -> None:
    """Its name stands in the comment that keeps the second text of a conflict."""
    newsroom.article("a.md", "Рада.\n")
    newsroom.l10n("sync", "--no-draft")
    data = newsroom.catalog("a.md").read_bytes()
    ours = data[: data.rindex(b'msgstr ""')] + b'msgstr "Council."\n'
    theirs = data[: data.rindex(b'msgstr ""')] + b'msgstr "The council."\n'
    newsroom.catalog("a.md").write_bytes(ours)
    sent = os.fsencode(tmp_path) + b"/\xff.po"
    with open(sent, "wb") as file:
        file.write(theirs)
    answer = newsroom.l10n("receive", os.fsdecode(sent))
    assert answer.code == 0, answer.err
    assert "1 conflict" in answer.out
    assert "The council." in newsroom.catalog("a.md").read_text("utf-8")
