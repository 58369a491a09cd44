"""Editors ask translators about a text: on record, in the note, until a comment answers it."""

import json
import random
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polib
import pytest

from l10n.desk.asking import Asker, Asking
from l10n.desk.desk import open_desk
from l10n.desk.whole import Catalogs
from l10n.model.catalog import Catalog, Entry
from l10n.model.person import Person
from l10n.model.question import Event, QuestionRecord, question_id
from l10n.steps.questions import question_line, questions, with_questions
from l10n.store.document import Document
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom

TEXT = "# Рада\n\nРада зібралася ввечері. Рішення ухвалили одноголосно.\n\nМер подякував усім.\n"
NAME = "Олена Ред <olena@example.org>"
HOSTILE = 'Хто?\x1b[31m\r\nmsgid "x"\n#~ #, fuzzy\n\\n "\\" \u2028\u202e\x00 %s {text} <b1>'


def entry(newsroom: Newsroom, source: str, locale: str = "en") -> polib.POEntry:
    path = newsroom.catalog("a.md", locale)
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(path)], check=True)
    (found,) = (each for each in polib.pofile(str(path)) if each.msgid == source)
    return found


def note(newsroom: Newsroom, source: str) -> str:
    return str(entry(newsroom, source).comment)


def comment(newsroom: Newsroom, source: str, text: str) -> None:
    catalog = polib.pofile(str(newsroom.catalog("a.md")), wrapwidth=78)
    (found,) = (each for each in catalog if each.msgid == source)
    found.tcomment = text
    catalog.save()


def asked(newsroom: Newsroom, *arguments: str) -> list[dict[str, Any]]:
    answer = newsroom.l10n("ask", *arguments, "--json")
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = answer.json["questions"]
    return found


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync")
    assert newsroom.l10n("ask", "a.md:5", "Кому саме?", "--as", NAME).code == 0
    return newsroom


def test_a_question_stands_in_the_note_at_once(desk: Newsroom) -> None:
    line = "Question from Олена Ред: Кому саме? (please answer in a comment of your own)"
    assert note(desk, "Мер подякував усім.").split("\n")[0] == line
    assert "Question" not in note(desk, "Рада")
    before = desk.catalog("a.md").read_bytes()
    assert "0 catalogs written" in desk.l10n("sync").out
    assert "1 unchanged" in desk.l10n("sync").out
    assert desk.catalog("a.md").read_bytes() == before


def test_asking_moves_no_other_line_of_the_catalog(desk: Newsroom) -> None:
    path = desk.catalog("a.md")
    before = b"# by hand,   with blanks\n" + path.read_bytes()
    path.write_bytes(before.replace(b"\n", b"\r\n"))
    desk.l10n("ask", "a.md:1", "Яка?", "--as", NAME)
    lines = path.read_bytes().decode().split("\r\n")
    assert [line for line in lines if "Яка?" not in line] == before.decode().split("\n")
    desk.l10n("ask", "--close", "a.md:1", "--as", NAME)
    assert path.read_bytes() == before.replace(b"\n", b"\r\n")


def test_the_frame_of_a_question_is_in_the_language_of_notes(newsroom: Newsroom) -> None:
    newsroom.workflow('notes = "uk"\n' + WORKFLOW)
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync")
    newsroom.l10n("ask", "articles/a.md:5", "Whom?", "--as", NAME)
    record = QuestionRecord(**json.loads(newsroom.records("a.md", "questions").read_text("utf-8")))
    first = note(newsroom, "Мер подякував усім.").split("\n")[0]
    assert first == question_line(record, "uk")


def test_hostile_words_survive_and_steer_nothing(desk: Newsroom) -> None:
    answer = desk.l10n("ask", "a.md:1", HOSTILE, "--as", NAME)
    assert answer.code == 0
    shown = note(desk, "Рада")
    assert "Хто?\\x1b[31m" in shown
    assert not [char for char in shown if ord(char) < 32 and char != "\n"]
    for command in (["ask"], ["ask", "--json"], ["status", "a.md"], ["status", "a.md", "--json"]):
        out = desk.l10n(*command).out
        assert "\x1b" not in out
        assert "\x00" not in out
        assert "\u202e" not in out
    assert asked(desk, "a.md:1")[0]["question"] == HOSTILE
    assert "0 catalogs written" in desk.l10n("sync").out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(" \n", "USE-090", id="nothing"),
        pytest.param("а" * 2001, "USE-091", id="a novel"),
        pytest.param("\udcff", "USE-092", id="no text"),
    ],
)
def test_what_is_no_question_is_refused(desk: Newsroom, text: str, code: str) -> None:
    before = desk.records("a.md", "questions").read_bytes()
    answer = desk.l10n("ask", "a.md:1", text, "--as", NAME)
    assert (answer.code, f"L10N-{code}" in answer.err) == (2, True)
    assert desk.records("a.md", "questions").read_bytes() == before


def test_a_new_comment_answers_and_takes_the_question_away(desk: Newsroom) -> None:
    comment(desk, "Мер подякував усім.", "Колегам:\nусім п'ятьом.")
    desk.l10n("sync")
    assert "Question" not in note(desk, "Мер подякував усім.")
    (found,) = asked(desk)
    assert (found["state"], found["answer"]) == ("answered", "Колегам:\nусім п'ятьом.")
    out = desk.l10n("ask").out
    assert "articles/a.md:5: en: answered" in out
    assert "    → Колегам:\n      усім п'ятьом.\n" in out


def test_what_was_said_before_is_no_answer(desk: Newsroom) -> None:
    comment(desk, "Рада", "міська")
    desk.l10n("ask", "a.md:1", "Яка?", "--as", NAME)
    assert [each["state"] for each in asked(desk)] == ["open", "open"]
    comment(desk, "Рада", "міська\nне обласна")
    assert asked(desk, "a.md:1")[0]["answer"] == "не обласна"
    comment(desk, "Рада", "")
    assert asked(desk, "a.md:1")[0]["state"] == "open"


@pytest.mark.parametrize(
    "text",
    [
        "l10n-ignore: names",
        "Another translation: The mayor thanked all.",
        "Received from a.md.po: The mayor thanked all.",
    ],
)
def test_what_the_tool_reads_or_writes_is_no_answer(desk: Newsroom, text: str) -> None:
    comment(desk, "Мер подякував усім.", text)
    assert asked(desk)[0]["state"] == "open"


def test_a_person_who_received_word_has_answered(desk: Newsroom) -> None:
    comment(desk, "Мер подякував усім.", "Received from the press office: to all five")
    assert asked(desk)[0]["state"] == "answered"


@pytest.mark.parametrize("by_id", [False, True])
def test_a_question_is_ended_once_and_stays_on_record(desk: Newsroom, by_id: bool) -> None:
    place = asked(desk)[0]["id"] if by_id else "a.md:5"
    record = desk.records("a.md", "questions").read_bytes()
    assert "articles/a.md:5: en: ended" in desk.l10n("ask", "--close", place, "--as", "Ed").out
    assert "Question" not in note(desk, "Мер подякував усім.")
    assert desk.records("a.md", "questions").read_bytes().startswith(record)
    assert asked(desk) == []
    (found,) = asked(desk, "--all")
    assert (found["state"], found["closed_by"]) == ("closed", "Ed")
    again = desk.l10n("ask", "--close", place, "--as", "Ed")
    assert (again.code, "L10N-USE-094" in again.err) == (2, True)


def test_a_note_that_a_kill_left_goes_when_it_is_ended_again(desk: Newsroom) -> None:
    before = desk.catalog("a.md").read_bytes()
    desk.l10n("ask", "--close", "a.md:5", "--as", "Ed")
    after = desk.catalog("a.md").read_bytes()
    desk.catalog("a.md").write_bytes(before)
    assert desk.l10n("ask", "--close", "a.md:5", "--as", "Ed").code == 2
    assert desk.catalog("a.md").read_bytes() == after


def test_the_same_question_is_not_asked_twice(desk: Newsroom) -> None:
    answer = desk.l10n("ask", "a.md:5", "Кому саме?", "--as", NAME)
    assert (answer.code, "asked before" in answer.out) == (0, True)
    assert len(asked(desk)) == 1


def test_of_several_texts_in_a_line_one_has_to_be_named(desk: Newsroom) -> None:
    answer = desk.l10n("ask", "a.md:3", "Хто?", "--as", NAME)
    assert (answer.code, "2 texts are meant" in answer.err) == (2, True)
    answer = desk.l10n("ask", "a.md:3", "Хто?", "--as", NAME, "--text", "вночі")
    assert (answer.code, "L10N-USE-095" in answer.err) == (2, True)
    assert desk.l10n("ask", "a.md:3", "Хто?", "--as", NAME, "--text", "ОДНОГОЛОСНО").code == 0
    assert "Хто?" in note(desk, "Рішення ухвалили одноголосно.")
    assert [each["source"] for each in asked(desk, "a.md:3")] == ["Рішення ухвалили одноголосно."]


def test_each_locale_is_asked_unless_one_is_named(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "de"]'))
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync")
    newsroom.l10n("ask", "a.md:1", "Яка?", "--as", NAME)
    newsroom.l10n("ask", "a.md:5", "Кому?", "--as", NAME, "--locale", "de")
    assert [(each["locale"], each["line"]) for each in asked(newsroom)] == [
        ("de", 1),
        ("de", 5),
        ("en", 1),
    ]
    assert [each["locale"] for each in asked(newsroom, "--locale", "en")] == ["en"]


@pytest.mark.parametrize("translated", [False, True], ids=["a draft", "a translation"])
def test_a_question_follows_its_text_when_that_is_edited(desk: Newsroom, translated: bool) -> None:
    if translated:
        catalog = polib.pofile(str(desk.catalog("a.md")), wrapwidth=78)
        (found,) = (each for each in catalog if each.msgid == "Мер подякував усім.")
        found.msgstr, found.flags = "The mayor thanked everyone.", []
        catalog.save()
    desk.article("a.md", TEXT.replace("подякував усім", "подякував усім п'ятьом"))
    desk.l10n("sync")
    assert "Кому саме?" in note(desk, "Мер подякував усім п'ятьом.")
    (found,) = asked(desk)
    assert (found["source"], found["gone"]) == ("Мер подякував усім п'ятьом.", False)
    desk.article("a.md", TEXT)
    desk.l10n("sync")
    assert asked(desk)[0]["source"] == "Мер подякував усім."
    assert "0 catalogs written" in desk.l10n("sync").out


def test_a_question_goes_to_the_half_that_has_its_words(newsroom: Newsroom) -> None:
    whole = "Міська рада зібралася ввечері у четвер, а мер подякував усім за допомогу після зливи."
    newsroom.article("a.md", f"# Рада\n\n{whole}\n\nІнше речення про трамваї.\n")
    newsroom.workflow(WORKFLOW.replace('["pseudo"]', "[]"))
    newsroom.l10n("sync")
    newsroom.l10n("ask", "a.md:3", "Кому саме?", "--as", NAME)
    halves = "Рада зібралася.", "Мер подякував усім за допомогу після зливи у четвер ввечері."
    newsroom.article("a.md", f"# Рада\n\n{' '.join(halves)}\n\nІнше речення про трамваї.\n")
    newsroom.l10n("sync")
    assert [each["source"] for each in asked(newsroom)] == [halves[1]]


def test_a_question_of_a_text_that_is_gone_is_listed_so(desk: Newsroom) -> None:
    desk.article("a.md", "# Рада\n\nЗовсім інше речення про трамваї.\n")
    desk.l10n("sync")
    (found,) = asked(desk)
    assert (found["gone"], found["line"], found["state"]) == (True, None, "open")
    assert "this text is no longer in the article" in desk.l10n("ask").out
    assert desk.l10n("ask", "--close", found["id"], "--as", "Ed").code == 0


def test_status_shows_comments_and_questions(desk: Newsroom) -> None:
    comment(desk, "Рада", "Міська,\nне \x1b[31mобласна")
    out = desk.l10n("status", "a.md").out
    assert "articles/a.md:1: en: a translator’s comment\n    Рада\n    # Міська,\n" in out
    assert "articles/a.md:5: en: open, Олена Ред" in out
    (standing,) = desk.l10n("status", "--json").json
    assert standing["comments"] == [
        {"line": 1, "source": "Рада", "comment": "Міська,\nне \x1b[31mобласна"}
    ]
    assert [each["question"] for each in standing["questions"]] == ["Кому саме?"]


def test_a_note_that_was_never_written_comes_with_the_next_sync(desk: Newsroom) -> None:
    """As after a kill between the record and the note."""
    path = desk.catalog("a.md")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if b"Question" not in line))
    desk.l10n("sync")
    assert "Кому саме?" in note(desk, "Мер подякував усім.")


class _Saved(Catalogs):
    """Somebody saves the file after each of the first reads."""

    saves = 3

    def read(self, name: str, locale: str) -> tuple[Document | None, Catalog | None]:
        document, catalog = super().read(name, locale)
        assert document is not None
        if self.saves:
            self.saves -= 1
            words = f"# saved {self.saves}\n#. Role: heading".encode()
            document.path.write_bytes(document.data.replace(b"#. Role: heading", words, 1))
        return document, catalog


def test_what_is_saved_while_a_note_is_written_stays(desk: Newsroom) -> None:
    opened = open_desk(Workspace(desk.root))
    asker = Asker(Person("Ed"), datetime(2026, 11, 27, tzinfo=UTC))
    with _Saved(opened) as catalogs:
        asking = Asking(opened.workspace, catalogs, lambda name: "en")
        asking.ask(("a.md", "en"), Entry(None, "Мер подякував усім."), "Коли?", asker)
    text = desk.catalog("a.md").read_text("utf-8")
    assert all(f"# saved {number}" in text for number in range(3))
    assert "Коли?" in note(desk, "Мер подякував усім.")


def test_questions_follow_a_renamed_article(desk: Newsroom) -> None:
    desk.l10n("ask", "a.md:1", "Яка?", "--as", NAME)
    record = desk.records("a.md", "questions").read_bytes()
    assert desk.l10n("rename", "a.md", "b.md").code == 0
    assert desk.records("b.md", "questions").read_bytes() == record
    desk.l10n("sync")
    assert [each["article"] for each in asked(desk)] == ["b.md", "b.md"]


def test_a_damaged_record_is_named_and_nothing_is_asked(desk: Newsroom) -> None:
    path = desk.records("a.md", "questions")
    line = json.loads(path.read_text("utf-8"))
    bad = [{**line, "text": "Інше?"}, {**line, "event": "hidden"}, {**line, "date": "2026"}]
    for each in bad:
        path.write_text(json.dumps(each) + "\n", "utf-8")
        for command in (["sync"], ["ask", "a.md:1", "Яка?", "--as", NAME], ["ask"]):
            answer = desk.l10n(*command)
            assert (answer.code, "a.md.questions.jsonl:1" in answer.err) == (3, True)
        assert path.read_text("utf-8") == json.dumps(each) + "\n"


def test_lines_of_two_branches_say_the_same_in_any_order() -> None:
    keys = [(None, f"Речення {number}.") for number in range(3)]
    dates = [f"2026-11-2{day}T10:00:00Z" for day in range(5)]
    names = [question_id(keys[0], text, "Ed", dates[0]) for text in ("Хто?", "Де?")]
    records = [
        QuestionRecord(names[0], "asked", *keys[0], who="Ed", date=dates[0], text="Хто?"),
        QuestionRecord(names[1], "asked", *keys[0], who="Ed", date=dates[0], text="Де?"),
        QuestionRecord(names[0], "moved", *keys[1], who="", date=dates[1]),
        QuestionRecord(names[0], "moved", *keys[2], who="", date=dates[2]),
        QuestionRecord(names[1], Event.CLOSED.value, *keys[0], who="Ed", date=dates[3]),
        QuestionRecord(names[1], Event.CLOSED.value, *keys[0], who="Olena", date=dates[4]),
        QuestionRecord("0" * 12, "moved", *keys[1], who="", date=dates[1]),
    ]
    expected = questions(records)
    assert [len(each.keys) for each in expected if each.closed is None] == [3]
    for seed in range(20):
        random.Random(seed).shuffle(records)
        assert questions(records) == expected
    entries = (Entry(*keys[2], note="Role: paragraph"), Entry(*keys[0], note="Role: heading"))
    notes = [each.note for each in with_questions(Catalog(entries=entries), expected, "en").entries]
    assert notes[0].startswith("Question from Ed: Хто?")
    assert notes[1] == "Role: heading"


def test_nothing_is_asked_in_a_file_that_is_no_workspace(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    assert newsroom.run("ask", at=tmp_path).code == 3
    assert newsroom.l10n("ask").out == "There are no questions.\n"
