"""XLIFF out to translators and back, through the command line."""

import re
import zipfile
from pathlib import Path

import polib
import pytest

from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled

TRANSLATED = '<target state="translated">{}</target>'
PARTS = {
    "Рада ухвалила бюджет": "Council passes budget",
    'Рада міста ухвалила <g id="1" ctype="bold" equiv-text="&lt;b1&gt;">новий бюджет</g>.': (
        'The city council passed <g id="1">a new budget</g>.'
    ),
}


def translated(path: Path, texts: dict[str, str]) -> None:
    """Edit a file of version 1.2 as a translator's tool does."""
    written = path.read_text("utf-8")
    for source, target in texts.items():
        place = f"<source>{source}</source>"
        assert place in written
        written = written.replace(place, f"{place}\n{TRANSLATED.format(target)}")
    path.write_text(written, "utf-8")


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.article("news/a.md", NEWS)
    newsroom.l10n("sync")
    return newsroom


def texts(room: Newsroom) -> dict[str, tuple[str, bool]]:
    catalog = polib.pofile(str(room.catalog("news/a.md")))
    return {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in catalog}


def test_xliff_goes_out_and_comes_back(room: Newsroom, tmp_path: Path) -> None:
    sent = room.l10n("send", "--to", tmp_path / "out", "--format", "xliff", "--json").json
    assert [(row["file"], row["entries"]) for row in sent] == [("en/news/a.md.xlf", 4)]
    copy = tmp_path / "out/en/news/a.md.xlf"
    translated(copy, PARTS)
    filled(room.catalog("news/a.md"), {"Рада ухвалила бюджет": "Council adopts budget"})
    answer = room.l10n("receive", copy)
    assert answer.code == 0, answer.err
    assert "1 taken, 2 the same, 1 conflict" in answer.out
    found = texts(room)
    assert found["Рада ухвалила бюджет"] == ("Council adopts budget", True)
    sentence = "Рада міста ухвалила <b1>новий бюджет</b1>."
    assert found[sentence] == (ENGLISH[sentence], False)
    again = room.l10n("receive", copy)
    assert "taken" not in again.out


@pytest.mark.parametrize("form", ["xliff", "xliff-2.1", "xliff-omegat"])
def test_what_nobody_touched_changes_nothing(room: Newsroom, tmp_path: Path, form: str) -> None:
    filled(room.catalog("news/a.md"), dict([*ENGLISH.items()][:2]), fuzzy=True)
    filled(room.catalog("news/a.md"), dict([*ENGLISH.items()][2:3]))
    before = room.catalog("news/a.md").read_bytes()
    room.l10n("send", "--to", tmp_path / "out.zip", "--format", form)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["en/news/a.md.xlf"]
    answer = room.l10n("receive", tmp_path / "out.zip")
    assert (answer.code, answer.err) == (0, "")
    assert room.catalog("news/a.md").read_bytes() == before


def test_xliff_is_known_by_its_content(room: Newsroom, tmp_path: Path) -> None:
    room.l10n("send", "--to", tmp_path / "out", "--format", "xliff")
    copy = tmp_path / "out/en/news/a.md.xlf"
    translated(copy, PARTS)
    other = tmp_path / "back from the agency.txt"
    other.write_text("\ufeff" + copy.read_text("utf-8"), "utf-16-be")
    other.write_bytes(
        copy.read_text("utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    )
    assert room.l10n("receive", other).code == 0
    assert texts(room)["Рада ухвалила бюджет"] == ("Council passes budget", False)


def test_problems_are_lines_and_the_rest_is_merged(room: Newsroom, tmp_path: Path) -> None:
    room.l10n("send", "--to", tmp_path / "out", "--format", "xliff")
    copy = tmp_path / "out/en/news/a.md.xlf"
    translated(copy, {**PARTS, [*PARTS][1]: "The city council passed a new budget."})
    answer = room.l10n("receive", copy)
    assert answer.code == 3
    (line,) = answer.err.splitlines()
    assert re.search(r"a\.md\.xlf:\d+: .*the tag <b1> is missing.*XLF-006", line)
    found = texts(room)
    assert found["Рада ухвалила бюджет"] == ("Council passes budget", False)
    assert found["Рада міста ухвалила <b1>новий бюджет</b1>."][1]
    again = room.l10n("receive", copy)
    assert (again.code, again.err) == (3, answer.err)
    assert texts(room) == found


def test_a_similar_text_of_the_memory_goes_out_as_fuzzy(room: Newsroom, tmp_path: Path) -> None:
    sentence = "Другий абзац має одне речення."
    filled(room.catalog("news/a.md"), {sentence: "The second paragraph has one sentence."})
    room.article("news/b.md", "Другий абзац має лише одне речення.\n")
    room.l10n("sync")
    for form, said in (("xliff", 'qualifier="fuzzy-match"'), ("xliff-2.1", '"l10n:fuzzy"')):
        room.l10n("send", "news/b.md", "--to", tmp_path / form, "--format", form)
        assert said in (tmp_path / form / "en/news/b.md.xlf").read_text("utf-8")


def test_a_file_of_another_tool_finds_its_article(room: Newsroom, tmp_path: Path) -> None:
    units = "".join(
        f'<trans-unit id="{n}" mq:status="ManuallyConfirmed"><source>{source}</source>'
        f"<target>{target}</target></trans-unit>"
        for n, (source, target) in enumerate([("Рада ухвалила бюджет", "Council passes budget")])
    )
    (tmp_path / "doc.mqxliff").write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">'
        '<file original="C:\\jobs\\en\\news\\a.md.xlf" source-language="uk" '
        f'target-language="en-gb"><body>{units}</body></file></xliff>',
        "utf-8",
    )
    answer = room.l10n("receive", tmp_path / "doc.mqxliff")
    assert answer.code == 0, answer.err
    assert texts(room)["Рада ухвалила бюджет"] == ("Council passes budget", False)


def test_a_final_text_is_translated_and_no_approval(room: Newsroom, tmp_path: Path) -> None:
    room.l10n("send", "--to", tmp_path / "out", "--format", "xliff")
    copy = tmp_path / "out/en/news/a.md.xlf"
    translated(copy, PARTS)
    copy.write_text(copy.read_text("utf-8").replace('"translated"', '"final"'), "utf-8")
    assert room.l10n("receive", copy).code == 0
    status = room.l10n("status", "--json").json[0]
    assert (status["translated"], status["approved"]) == (2, 0)


def test_the_same_xliff_is_sent_again_without_harm(room: Newsroom, tmp_path: Path) -> None:
    for form in ("xliff", "xliff-2.1"):
        place = tmp_path / form
        assert room.l10n("send", "--to", place, "--format", form).code == 0
        assert room.l10n("send", "--to", place, "--format", form).code == 0
        copy = place / "en/news/a.md.xlf"
        copy.write_text(copy.read_text("utf-8").replace("Рада", "Влада"), "utf-8")
        assert room.l10n("send", "--to", place, "--format", form).code == 2


def test_a_text_that_changed_meanwhile_gets_it_as_a_draft(room: Newsroom, tmp_path: Path) -> None:
    room.l10n("send", "--to", tmp_path / "out", "--format", "xliff-2.1")
    copy = tmp_path / "out/en/news/a.md.xlf"
    source, target = "Другий абзац має одне речення.", "The second paragraph has one sentence."
    done = f"<source>{source}</source>\n<target>{target}</target>"
    text = copy.read_text("utf-8").replace(f"<source>{source}</source>", done)
    copy.write_text(text.replace('"initial"', '"translated"'), "utf-8")
    room.article("news/a.md", NEWS.replace("має одне речення", "має лише одне речення"))
    room.l10n("sync", "--no-draft")
    answer = room.l10n("receive", copy)
    assert (answer.code, answer.err) == (0, "")
    assert texts(room)["Другий абзац має лише одне речення."] == (target, True)


def test_an_article_too_large_for_xliff_is_not_sent(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.exchange.xliff.reading.MOST", 10)
    answer = room.l10n("send", "--to", tmp_path / "out", "--format", "xliff")
    assert answer.code == 2
    assert "PAR-010" in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 and so on", "PAR-004"),
        (b"\x89PNG", "XML-001"),
        (b"", "XML-001"),
        (b"<html/>", "XLF-001"),
        (b"<xliff version='3.0'/>", "XLF-001"),
        (b"<!DOCTYPE xliff [<!ENTITY a 'b'>]><xliff version='1.2'/>", "XML-006"),
    ],
)
def test_no_xliff_is_told_in_a_line(room: Newsroom, tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.md.xlf"
    path.write_bytes(data)
    answer = room.l10n("receive", path)
    assert answer.code == 3
    assert code in answer.err
    assert len(answer.err.splitlines()) == 1
