"""What a person decides under review is done at once, and undone without a trace lost."""

from pathlib import Path

import pytest

from l10n.jobs.review.item import Status
from l10n.jobs.review.review import Review
from l10n.jobs.review.session import Session, Show
from l10n.jobs.review.told import Told
from l10n.model.catalog import State
from l10n.model.person import Person
from l10n.model.segment import Key
from tests.conftest import WORKFLOW, Newsroom
from tests.reviewing import (
    FOURTH,
    HEADLINE,
    NAMED,
    TAGGED,
    TARGETS,
    THIRD,
    entry,
    filled,
    prepared,
    session,
    signatures,
)


@pytest.fixture
def catalog(newsroom: Newsroom) -> Path:
    return prepared(newsroom)


@pytest.fixture
def review(newsroom: Newsroom, catalog: Path) -> Review:
    return session(newsroom)


def go(review: Review, text: str) -> None:
    key: Key = next(each.key for each in review.session.items if each.entry.source == text)
    review.session = review.session.going_to(key)


def said(told: Told | None) -> str:
    assert told is not None
    return ("! " if told.refused else "") + told.message.text()


def status(review: Review, text: str) -> Status:
    return next(each.status for each in review.session.items if each.entry.source == text)


def test_accepting_takes_the_flag_off_and_names_the_person(review: Review, catalog: Path) -> None:
    go(review, THIRD)
    assert said(review.accept()) == "accepted as translated"
    assert not entry(catalog, THIRD).fuzzy
    assert entry(catalog, FOURTH).fuzzy
    assert NAMED in catalog.read_text("utf-8")
    assert status(review, THIRD) is Status.TRANSLATED
    assert said(review.accept()) == "it is translated already"


def test_approving_accepts_first_and_signs(
    newsroom: Newsroom, review: Review, catalog: Path
) -> None:
    go(review, THIRD)
    assert said(review.approve()) == "approved"
    assert not entry(catalog, THIRD).fuzzy
    assert signatures(newsroom) == [("approved", THIRD)]
    assert status(review, THIRD) is Status.APPROVED
    assert said(review.approve()) == "you have approved it already"
    assert review.session.waiting == 3


def test_undoing_an_approval_withdraws_it_and_restores_the_entry(
    newsroom: Newsroom, review: Review, catalog: Path
) -> None:
    before = entry(catalog, THIRD)
    go(review, THIRD)
    review.approve()
    review.move(Session.next)
    assert said(review.undo()) == "undone; that you took it back is recorded"
    assert signatures(newsroom) == [("approved", THIRD), ("withdrawn", THIRD)]
    assert entry(catalog, THIRD) == before
    assert entry(catalog, THIRD).fuzzy
    assert review.session.at == (None, THIRD)
    assert status(review, THIRD) is Status.DRAFT
    review.approve()
    assert status(review, THIRD) is Status.APPROVED


def test_an_error_is_neither_accepted_nor_approved(review: Review, catalog: Path) -> None:
    go(review, TAGGED)
    told = review.save("The budget will grow by 12 per cent, Olena Koval said.")
    assert said(told) == "saved as fuzzy, since checks find an error in it"
    assert entry(catalog, TAGGED).msgstr == "The budget will grow by 12 per cent, Olena Koval said."
    assert entry(catalog, TAGGED).fuzzy
    for refused in (review.accept(), review.approve()):
        assert said(refused) == "! not with an error: the tag <a1> is missing"
    review.save(TARGETS[TAGGED])
    assert not entry(catalog, TAGGED).fuzzy
    assert said(review.approve()) == "approved"


def test_a_rejection_has_a_reason_and_is_undone(
    newsroom: Newsroom, review: Review, catalog: Path
) -> None:
    go(review, THIRD)
    review.accept()
    assert said(review.reject("  ")).startswith("! a rejection needs a reason")
    assert said(review.reject("Не те слово.")) == "rejected"
    assert entry(catalog, THIRD).fuzzy
    assert status(review, THIRD) is Status.REJECTED
    review.undo()
    assert not entry(catalog, THIRD).fuzzy
    assert status(review, THIRD) is Status.TRANSLATED
    assert signatures(newsroom) == [("rejected", THIRD), ("withdrawn", THIRD)]


def test_every_change_is_undone_in_its_turn(review: Review, catalog: Path) -> None:
    before = catalog.read_text("utf-8").split("\n")
    go(review, THIRD)
    review.accept()
    review.mark_fuzzy()
    review.comment("Перевірити.")
    review.save("Another third sentence.")
    go(review, FOURTH)
    assert said(review.copy_source()) == "! it has a translation already; edit that"
    review.save("")
    review.copy_source()
    assert entry(catalog, FOURTH).msgstr == FOURTH
    for _step in range(6):
        assert said(review.undo()) == "undone"
    assert said(review.undo()) == "! there is nothing to undo"
    after = catalog.read_text("utf-8").split("\n")
    changed = [line for line in after if line not in before]
    assert all("PO-Revision-Date" in line or "Last-Translator" in line for line in changed)
    assert len(after) == len(before)


def test_what_was_saved_elsewhere_is_shown_and_not_overwritten(
    review: Review, catalog: Path
) -> None:
    go(review, THIRD)
    filled(catalog, {THIRD: "Saved elsewhere."})
    told = review.save("Mine.")
    assert said(told).startswith("! catalogs/en/a.md.po: the entry was changed elsewhere")
    assert entry(catalog, THIRD).msgstr == "Saved elsewhere."
    item = review.item
    assert item is not None
    assert item.entry.target == "Saved elsewhere."
    assert review.typed() == "Mine."
    assert review.unsaved == 1
    review.save(review.typed())
    assert entry(catalog, THIRD).msgstr == "Mine."
    assert review.unsaved == 0


def test_what_changed_is_seen_without_a_key(review: Review, catalog: Path) -> None:
    go(review, THIRD)
    assert review.refresh() is None
    review.accept()
    assert review.refresh() is None
    filled(catalog, {FOURTH: "Elsewhere."})
    assert said(review.refresh()) == "the files have changed; they were read again"
    filled(catalog, {THIRD: "Elsewhere too."})
    assert said(review.refresh()) == "this entry was changed elsewhere, and is shown as it is now"
    assert review.item is not None
    assert review.item.entry.target == "Elsewhere too."


def test_approving_what_changed_meanwhile_signs_nothing(
    newsroom: Newsroom, review: Review, catalog: Path
) -> None:
    go(review, THIRD)
    review.accept()
    filled(catalog, {THIRD: "Saved elsewhere."})
    assert said(review.approve()) == "! it was changed elsewhere meanwhile; look at it again"
    assert signatures(newsroom) == []
    assert review.item is not None
    assert review.item.entry.target == "Saved elsewhere."


def test_undoing_what_changed_since_is_refused(review: Review, catalog: Path) -> None:
    go(review, THIRD)
    review.accept()
    filled(catalog, {THIRD: "Saved elsewhere."})
    assert said(review.undo()).startswith("! catalogs/en/a.md.po: the entry was changed elsewhere")
    assert entry(catalog, THIRD).msgstr == "Saved elsewhere."


def test_nobody_takes_back_what_another_signed(newsroom: Newsroom, review: Review) -> None:
    go(review, THIRD)
    review.approve()
    other = session(newsroom, Person("Тарас", "taras@example.org"))
    assert said(other.undo()) == "! there is nothing to undo"
    go(other, THIRD)
    assert said(other.approve()) == "approved"
    other.undo()
    assert status(other, THIRD) is Status.APPROVED


def test_what_was_typed_and_not_saved_is_there_again(review: Review, catalog: Path) -> None:
    go(review, THIRD)
    review.keep_unsaved("Half a sen")
    go(review, FOURTH)
    assert review.typed() == TARGETS[FOURTH]
    go(review, THIRD)
    assert (review.typed(), review.unsaved) == ("Half a sen", 1)
    assert entry(catalog, THIRD).msgstr == TARGETS[THIRD]
    review.keep_unsaved(TARGETS[THIRD])
    assert review.unsaved == 0


def test_a_line_break_is_kept_only_where_it_is_published(review: Review, catalog: Path) -> None:
    go(review, THIRD)
    review.save("The third\nsentence.")
    assert entry(catalog, THIRD).msgstr == "The third sentence."


def test_control_characters_are_refused_and_stay_typed(review: Review, catalog: Path) -> None:
    go(review, THIRD)
    assert said(review.save("a\x1b[31mb")).startswith("! catalogs/en/a.md.po: the character U+001B")
    assert review.typed() == "a\x1b[31mb"
    assert entry(catalog, THIRD).msgstr == TARGETS[THIRD]


def test_an_empty_entry_is_first_and_not_accepted(review: Review, catalog: Path) -> None:
    go(review, FOURTH)
    review.save("")
    assert status(review, FOURTH) is Status.EMPTY
    for refused in (review.accept(), review.approve(), review.reject("Чому?")):
        assert said(refused) == "! it has no translation yet"


def test_an_article_that_cannot_be_read_is_told_and_left(newsroom: Newsroom, catalog: Path) -> None:
    review = session(newsroom)
    review.showing(Show.ALL)
    go(review, FOURTH)
    catalog.write_text(catalog.read_text("utf-8") + '\nmsgid "x"\n', "utf-8")
    assert review.refresh() is not None
    assert review.item is None
    assert review.error is not None
    assert "the entry has no msgstr" in str(review.error)
    assert said(review.accept()) == "! no entry is shown"
    catalog.write_text(catalog.read_text("utf-8").removesuffix('\nmsgid "x"\n'), "utf-8")
    assert len(review.errors) == 1
    review.refresh()
    assert not review.errors
    assert review.item is not None
    assert (review.item.entry.source, review.session.show) == (FOURTH, Show.ALL)


def test_a_text_of_two_articles_is_one_entry_in_each(newsroom: Newsroom, catalog: Path) -> None:
    newsroom.article("b.md", "# Рада ухвалила бюджет\n\nТретє речення.\n")
    newsroom.l10n("sync")
    review = session(newsroom)
    assert len(review.jobs) == 2
    go(review, THIRD)
    review.approve()
    review.open_article(1)
    assert status(review, THIRD) is Status.DRAFT
    review.undo()
    assert review.number == 0
    assert status(review, THIRD) is Status.DRAFT


def test_a_question_is_asked_answered_and_taken_back(review: Review, catalog: Path) -> None:
    def asked() -> list[str]:
        assert review.item is not None
        return [each.standing.value for each in review.item.questions]

    go(review, THIRD)
    assert said(review.ask("Хто це сказав?")).startswith("asked;")
    assert "Хто це сказав?" in entry(catalog, THIRD).comment
    assert asked() == ["open"]
    assert said(review.ask("Хто це сказав?")) == "this is asked already"
    assert said(review.ask(" ")).startswith("! ")
    review.comment("Коваль.")
    assert asked() == ["answered"]
    review.undo()
    assert asked() == ["open"]
    assert said(review.undo()) == "undone; that you took it back is recorded"
    assert asked() == []
    assert "Хто це сказав?" not in entry(catalog, THIRD).comment


def test_who_may_not_sign_changes_nothing(newsroom: Newsroom, catalog: Path) -> None:
    rules = 'require = "approved"\napprovers.chief = ["taras@example.org"]'
    newsroom.workflow(WORKFLOW.replace('require = "draft"', rules))
    review = session(newsroom)
    before = catalog.read_bytes()
    go(review, THIRD)
    assert "may not sign" in said(review.approve())
    assert "may not sign" in said(review.reject("Чому?"))
    assert catalog.read_bytes() == before
    assert signatures(newsroom) == []


def test_findings_of_other_entries_stay_as_they_were(review: Review) -> None:
    before = {each.key: each.findings for each in review.session.items}
    go(review, THIRD)
    review.save("The third sentence, 7.")
    review.undo()
    assert {each.key: each.findings for each in review.session.items} == before


def test_what_is_shown_is_what_reading_anew_would_show(
    newsroom: Newsroom, review: Review, catalog: Path
) -> None:
    text = catalog.read_text("utf-8")
    for place in (THIRD, FOURTH):
        line = f'msgid "{place}"'
        text = text.replace(line, f'#| msgid "Третє й четверте речення."\n{line}')
    catalog.write_text(text, "utf-8")
    review.refresh()
    go(review, THIRD)
    review.comment("Чому?")
    go(review, TAGGED)
    review.save("The budget, 13.")
    go(review, HEADLINE)
    review.approve()
    shown = {each.key: each for each in review.session.items}
    assert shown == {each.key: each for each in session(newsroom).session.items}


def test_all_shows_what_is_approved_too(review: Review) -> None:
    go(review, HEADLINE)
    review.approve()
    review.showing(Show.APPROVED)
    assert [each.entry.source for each in review.session.visible] == [HEADLINE]
    assert review.item is not None
    assert review.item.entry.state is State.TRANSLATED
