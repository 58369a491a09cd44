"""`l10n approve` and `l10n reject`, and what `status` and `publish` make of signatures."""

import json
from typing import Any

import pytest

from tests.conftest import WORKFLOW, Answer, Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line
from tests.test_unchanged import counted, settle

OLENA = ("--as", "Olena <olena@example.org>")
TARAS = ("--as", "Taras <taras@example.org>")
APPROVED = WORKFLOW.replace('"draft"', '"approved"')


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """An article that is translated, of a desk that publishes what is approved."""
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), ENGLISH)
    newsroom.workflow(APPROVED)
    return newsroom


def status(newsroom: Newsroom) -> Any:
    (found,) = newsroom.l10n("status", "a.md", "--json").json
    return found


def refusals(answer: Answer) -> list[str]:
    return [line.strip() for line in answer.out.splitlines() if line.startswith("  ")]


def test_an_article_is_approved_and_published(room: Newsroom) -> None:
    refused = room.l10n("publish")
    assert refused.code == 1
    assert "articles/a.md:1: not approved yet (publish.require)" in refused.out
    answer = room.l10n("approve", "a.md", *OLENA)
    assert (answer.code, answer.out) == (0, "articles/a.md: en: 4 approved\n")
    assert room.l10n("publish").code == 0
    again = room.l10n("approve", "a.md", *OLENA)
    assert (again.code, again.out) == (0, "articles/a.md: en: 0 approved, 4 signed already\n")
    assert status(room)["approved"] == 4


def test_lines_are_approved_alone(room: Newsroom) -> None:
    assert "1 approved" in room.l10n("approve", "a.md:1", *OLENA).out
    assert "2 approved" in room.l10n("approve", "articles/a.md:3", "a.md:3-4", *OLENA).out
    signatures = status(room)["signatures"]
    assert [each["line"] for each in signatures] == [1, 3, 3]
    assert [each["state"] for each in signatures] == ["approved"] * 3


def test_what_is_fuzzy_or_empty_is_refused_and_named(room: Newsroom) -> None:
    texts = list(ENGLISH)
    filled(room.catalog("a.md"), {texts[0]: "Draft"}, fuzzy=True)
    filled(room.catalog("a.md"), {texts[3]: ""})
    answer = room.l10n("approve", "a.md", *OLENA)
    assert answer.code == 1
    assert answer.out.splitlines()[0] == "articles/a.md: en: 2 approved, 2 refused"
    assert refusals(answer) == [
        f"articles/a.md:1: fuzzy; take the flag off in the catalog first: {texts[0]}",
        f"articles/a.md:5: not translated: {texts[3]}",
    ]
    told = room.l10n("approve", "a.md", "--json", *OLENA)
    assert told.code == 1
    assert [each["outcome"] for each in told.json[0]["entries"]] == [
        "fuzzy",
        "already signed",
        "already signed",
        "empty",
    ]


def test_all_clean_leaves_out_what_has_findings(room: Newsroom) -> None:
    texts = list(ENGLISH)
    room.article("b.md", "Бюджет — 25 мільйонів.\n")
    room.l10n("sync", "--no-draft")
    filled(room.catalog("b.md"), {"Бюджет — 25 мільйонів.": "The budget is 52 million."})
    filled(room.catalog("a.md"), {texts[0]: "Draft"}, fuzzy=True)
    room.l10n("reject", "a.md:5", "--reason", "Too dry.", *TARAS)
    filled(room.catalog("a.md"), {texts[3]: ENGLISH[texts[3]]})
    answer = room.l10n("approve", "--all-clean", *OLENA)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "articles/a.md: en: 2 approved, 2 not clean",
        "articles/b.md: en: 0 approved, 1 not clean",
    ]


def test_an_article_that_has_changed_is_approved_after_sync(room: Newsroom) -> None:
    room.article("a.md", NEWS + "\nНовий абзац.\n")
    answer = room.l10n("approve", "a.md", *OLENA)
    assert answer.code == 1
    assert "1 text is not in the catalog yet; run `l10n sync`" in answer.out
    room.article("a.md", "Вступ.\n\n" + NEWS)
    assert "L10N-PO-030" in one_line(room.l10n("approve", "a.md:3", *OLENA))


def test_nothing_is_signed_by_nobody_and_for_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--all-clean" in room.l10n("approve", *OLENA).err
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    answer = room.l10n("approve", "a.md")
    assert (answer.code, "L10N-USE-041" in one_line(answer)) == (2, True)
    assert "L10N-USE-048" in one_line(room.l10n("reject", "a.md", "--reason", "No.", *OLENA))
    assert not room.records("a.md", "reviews").exists()


def test_of_several_languages_one_is_named(room: Newsroom) -> None:
    room.workflow(APPROVED.replace('["en"]', '["en", "de"]'))
    room.l10n("sync", "--no-draft")
    assert "L10N-USE-049" in one_line(room.l10n("approve", "a.md", *OLENA))
    assert room.l10n("approve", "a.md", "--locale", "en", *OLENA).code == 0


def test_a_sentence_is_named_by_its_words(room: Newsroom) -> None:
    answer = room.l10n("reject", "a.md:3", "--text", "PRESS", "--reason", "Who says?", *TARAS)
    assert answer.out == "articles/a.md: en: 1 rejected\n"
    nothing = room.l10n("reject", "a.md:1", "--text", "x", "--reason", "?", *TARAS)
    assert (nothing.code, nothing.out) == (1, "There is nothing to sign.\n")


def test_a_sentence_that_stands_twice_is_named_by_either_line(newsroom: Newsroom) -> None:
    newsroom.article("b.md", "Рада голосує.\n\nІнше.\n\nРада голосує.\n")
    newsroom.l10n("sync", "--no-draft")
    filled(newsroom.catalog("b.md"), {"Рада голосує.": "It votes.", "Інше.": "Else."})
    assert "1 approved" in newsroom.l10n("approve", "b.md:5", *OLENA).out
    assert "1 signed already" in newsroom.l10n("approve", "b.md:1", *OLENA).out
    assert len(newsroom.records("b.md", "reviews").read_text().splitlines()) == 1


def test_one_wrong_address_does_not_hide_what_was_signed(room: Newsroom) -> None:
    room.article("b.md", NEWS)
    room.l10n("sync", "--no-draft")
    answer = room.l10n("approve", "a.md:1", "b.md:99", *OLENA)
    assert (answer.code, answer.out) == (2, "articles/a.md: en: 1 approved\n")
    assert "L10N-USE-045" in one_line(answer)


def test_what_was_rejected_is_named_with_its_reason(room: Newsroom) -> None:
    room.l10n("approve", "a.md", *OLENA)
    answer = room.l10n("reject", "a.md:1", "--reason", "It\x1b[31m failed.", *TARAS)
    assert answer.out == "articles/a.md: en: 1 rejected\n"
    assert "rejected by Taras <taras@example.org>: It\\x1b[31m failed." in room.l10n("publish").out
    shown = room.l10n("status", "a.md").out
    assert "articles/a.md:1: en: rejected by Taras <taras@example.org>: It\\x1b[31m" in shown
    assert "1 rejected" in shown
    room.workflow(WORKFLOW)
    assert room.l10n("publish").code == 1
    filled(room.catalog("a.md"), {"Рада ухвалила бюджет": "Council passes a budget"})
    assert room.l10n("publish").code == 0


def test_what_changed_since_it_was_approved_is_shown_by_words(room: Newsroom) -> None:
    room.l10n("approve", "a.md", *OLENA)
    filled(room.catalog("a.md"), {"Рада ухвалила бюджет": "Council rejects budget"})
    table = room.l10n("status").out
    assert "1 changed since approved" in table
    shown = room.l10n("status", "a.md").out
    assert "articles/a.md:1: en: approved, then changed (publish.require)" in shown
    assert "articles/a.md:1: en: approved by Olena <olena@example.org>, " in shown
    assert "    translation: Council [-passes-]{+rejects+} budget\n" in shown
    (changed,) = [each for each in status(room)["signatures"] if each["state"] == "changed"]
    assert changed["signed_target"] == "Council passes budget"


def test_a_source_that_changed_since_is_shown_by_words(room: Newsroom) -> None:
    room.l10n("approve", "a.md", *OLENA)
    room.article("a.md", NEWS.replace("Другий абзац", "Третій абзац"))
    room.l10n("sync", "--no-draft")
    shown = room.l10n("status", "a.md").out
    assert "    source: [-Другий-]{+Третій+} абзац має одне речення.\n" in shown


def test_a_mark_of_fuzzy_since_the_approval_is_told(room: Newsroom) -> None:
    room.l10n("approve", "a.md", *OLENA)
    filled(room.catalog("a.md"), {"Рада ухвалила бюджет": "Council passes budget"}, fuzzy=True)
    assert "it has been marked fuzzy since" in room.l10n("status", "a.md").out


def test_status_sees_an_approval_at_once(room: Newsroom) -> None:
    assert "approved" not in room.l10n("status").out.splitlines()[0]
    room.l10n("approve", "a.md:1", *OLENA)
    head, row, *_rest = room.l10n("status").out.splitlines()
    assert head.split()[5] == "approved"
    assert row.split()[5] == "1"
    assert "3 entries block publishing" in row


def test_a_damaged_record_stops_its_article_alone(room: Newsroom) -> None:
    room.article("b.md", NEWS)
    room.l10n("sync", "--no-draft")
    filled(room.catalog("b.md"), ENGLISH)
    room.l10n("approve", "--all-clean", *OLENA)
    record = room.records("a.md", "reviews")
    line = json.loads(record.read_text().splitlines()[0])
    record.write_text(json.dumps(line | {"target": "Forged"}) + "\n")
    answer = room.l10n("publish")
    assert answer.code == 3
    assert "records/en/a.md.reviews.jsonl:1: " in one_line(answer)
    assert room.published("b.md").exists()
    assert not room.published("a.md").exists()


def test_coverage_counts_what_is_approved_and_gates_as_before(room: Newsroom) -> None:
    before = room.l10n("coverage", "--json", "--fail-under", "100").json
    assert "approved" not in room.l10n("coverage").out
    room.l10n("approve", "a.md:3", *OLENA)
    table = room.l10n("coverage").out.splitlines()
    assert table[0].split()[-1] == "approved"
    assert table[1].split()[-1] == "2"
    after = room.l10n("coverage", "--json", "--fail-under", "100")
    assert after.code == 0
    counts = after.json["locales"]["en"]
    assert counts.pop("approved") == {"entries": 2, "words": 9}
    before["locales"]["en"].pop("approved")
    assert counts == before["locales"]["en"]


@pytest.mark.parametrize("command", ["status", "publish", "coverage"])
def test_what_was_signed_and_has_not_changed_is_not_read(
    room: Newsroom, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.l10n("approve", "a.md:1", *OLENA)
    settle()
    before = room.l10n(command)
    if command == "status":
        with counted(monkeypatch) as reads:
            assert room.l10n(command) == before
        assert not [name for name in reads if not name.startswith("workflows/")]
    room.l10n("approve", "a.md", *OLENA)
    assert room.l10n(command).out != before.out
