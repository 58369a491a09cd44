"""What a session shows and where its keys lead, without any file."""

from dataclasses import replace

import pytest

from l10n.checks import Finding, Severity
from l10n.jobs.review.item import Item, Status
from l10n.jobs.review.keys import BINDINGS, Action, Binding, key_action, letter_action
from l10n.jobs.review.session import Session, Show, opened
from l10n.messages import message
from l10n.model.approval import Approval, ApprovalState
from l10n.model.article import Span
from l10n.model.catalog import Entry, State
from l10n.model.draft_records import Authorship
from l10n.model.segment import Place, Segment
from l10n.model.signature import Signature, signed_of
from l10n.steps.worry import Worry


def item(
    text: str,
    target: str = "",
    state: State = State.DRAFT,
    *,
    signed: ApprovalState | None = None,
    risk: float = 0.0,
) -> Item:
    entry = Entry(None, text).with_target(target, state)
    approval = None
    if signed is not None:
        verdict = "rejected" if signed is ApprovalState.REJECTED else "approved"
        signature = Signature(
            signed_of(entry), None, text, target, verdict, "Олена", "2026-11-27T12:00:00Z"
        )
        approval = Approval(signed, signature)
    return Item(
        segment=Segment(None, text, Place(0, Span(0, 0), line=1, role="paragraph")),
        lines=(1,),
        multiline=False,
        entry=entry,
        author=Authorship.MARKED,
        record=None,
        approval=approval,
        findings=(),
        notes=(),
        worry=Worry(risk=risk),
    )


FOUND = Finding("numbers", Severity.WARNING, message("x"), (None, "г"))
ITEMS = (
    item("а", risk=0.4),
    item("б", "b", risk=0.2),
    item("в", "v", State.TRANSLATED, signed=ApprovalState.APPROVED),
    replace(item("г", "g", State.TRANSLATED), findings=(FOUND,), worry=Worry(warnings=1)),
    item("ґ", "g'", State.TRANSLATED, signed=ApprovalState.CHANGED, risk=0.3),
    item("д", "d", signed=ApprovalState.REJECTED, risk=0.9),
)


def texts(session: Session) -> str:
    return "".join(each.entry.source for each in session.visible)


def walked(session: Session) -> str:
    found = ""
    while session.at is not None and session.at[1] not in found:
        found += session.at[1]
        session = session.next()
    return found


def test_the_most_worrying_stands_first_and_approved_is_left_out() -> None:
    assert walked(opened(ITEMS)) == "гдаґб"
    assert texts(opened(ITEMS).showing(Show.ALL)) == "гдаґбв"


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (Show.FINDINGS, "г"),
        (Show.EMPTY, "а"),
        (Show.DRAFT, "дб"),
        (Show.TRANSLATED, "гґ"),
        (Show.APPROVED, "в"),
    ],
)
def test_entries_of_a_state_alone_are_walked(show: Show, expected: str) -> None:
    session = opened(ITEMS).showing(show)
    assert walked(session) == expected == texts(session)


def test_each_status_is_told_by_state_and_signature() -> None:
    assert [each.status for each in ITEMS] == [
        Status.EMPTY,
        Status.DRAFT,
        Status.APPROVED,
        Status.TRANSLATED,
        Status.CHANGED,
        Status.REJECTED,
    ]


def test_what_left_the_walk_is_still_the_place_to_go_on_from() -> None:
    session = opened(ITEMS).next()
    assert session.at == (None, "д")
    done = replace(ITEMS[5], approval=ITEMS[2].approval)
    done = replace(done, entry=replace(done.entry, state=State.TRANSLATED))
    session = session.with_item(done)
    assert session.current == done
    assert texts(session) == "гаґб"
    assert session.next().at == (None, "а")
    assert session.previous().at == (None, "г")


def test_at_the_ends_one_stays() -> None:
    session = opened(ITEMS)
    assert session.previous() == session
    last = session.next().next().next().next()
    assert last.next() == last
    assert last.next_waiting().at == (None, "г")


def test_a_search_looks_in_source_target_and_comment() -> None:
    commented = replace(ITEMS[1], entry=replace(ITEMS[1].entry, comment="Про ЇЖАКА"))
    session = opened((ITEMS[0], commented, *ITEMS[2:])).showing(Show.ALL)
    assert texts(session.searching("їжак")) == "б"
    assert texts(session.searching("G")) == "гґ"
    assert texts(session.searching("й")) == ""
    assert session.searching("й").at is None
    assert texts(session.searching("й").searching("")) == "гдаґбв"


def test_what_was_read_anew_keeps_its_order_and_place() -> None:
    session = opened(ITEMS).next()
    new = item("нове", "n", risk=1.0)
    again = session.with_items((*ITEMS[::-1], new))
    assert again.at == session.at
    assert [each.entry.source for each in again.items] == ["нове", *"гдаґбв"]
    assert session.with_items(ITEMS[:1]).at == (None, "а")
    assert session.with_items(()).at is None


def test_nothing_is_shown_of_nothing() -> None:
    session = opened(())
    assert (session.at, session.current, session.waiting) == (None, None, 0)
    assert session.next().next_waiting().previous().at is None


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda each: each.action.value)
def test_every_key_does_one_thing(binding: Binding) -> None:
    assert letter_action(binding.letter) is binding.action
    assert key_action(binding.letter, binding.letter) is binding.action
    for key in binding.others:
        assert key_action(key, None) is binding.action


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("е", Action.ACCEPT),
        ("ф", Action.APPROVE),
        ("к", Action.REJECT),
        ("у", Action.EDIT),
        ("У", Action.EDITOR),
        ("а", Action.FUZZY),
        ("с", Action.COMMENT),
        ("ш", Action.COPY),
        ("г", Action.UNDO),
        ("т", Action.NEXT),
        ("з", Action.PREVIOUS),
        ("ц", Action.WAITING),
        ("і", Action.SHOW),
        ("ы", Action.SHOW),
        (".", Action.SEARCH),
        ("ї", Action.NEXT_ARTICLE),
        ("х", Action.PREVIOUS_ARTICLE),
        (",", Action.HELP),
        ("й", Action.QUIT),
    ],
)
def test_keys_are_where_they_are_on_a_ukrainian_layout(typed: str, action: Action) -> None:
    assert letter_action(typed) is action
    assert key_action("cyrillic_small_letter", typed) is action


def test_ctrl_and_a_cyrillic_letter_is_the_latin_one() -> None:
    assert key_action("ctrl+cyrillic_small_letter_ya", None) is Action.UNDO
    assert key_action("ctrl+cyrillic_small_letter_a", None) is Action.SEARCH
    assert key_action("ctrl+cyrillic_small_letter_nonsense", None) is None
    assert key_action("ctrl+x", "x") is None


@pytest.mark.parametrize("typed", ["x", "я", "1", "\x1b", "ґ", "T", "Ф"])
def test_other_keys_do_nothing(typed: str) -> None:
    assert letter_action(typed) is None
