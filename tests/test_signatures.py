"""Signatures: what they cover, when they are void, and what several of them come to."""

import itertools
import json
import unicodedata
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import CatalogError
from l10n.model.approval import Approval, ApprovalState
from l10n.model.catalog import Entry, State
from l10n.model.signature import Signature, Verdict, signed_digest
from l10n.steps.approval import LONGEST_CHAIN, approvals
from l10n.store.reviews import append_reviews, load_reviews
from l10n.store.workspace import Workspace

OLENA, TARAS = "Olena <olena@example.org>", "Taras <taras@example.org>"
ENTRY = Entry(None, "Рада голосує.", "The council votes.", State.TRANSLATED)
WORDS = st.text(st.sampled_from("Йой їжак é e\u0301 и\u0306"), min_size=1, max_size=6)
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


def signature(
    entry: Entry = ENTRY,
    verdict: Verdict = Verdict.APPROVED,
    who: str = OLENA,
    *,
    second: int = 0,
    **values: object,
) -> Signature:
    texts = (entry.context, entry.source, entry.target)
    date = f"2026-11-27T12:00:{second:02}Z"
    made = Signature(signed_digest(*texts), *texts, verdict.value, who, date)
    return replace(made, **values)  # type: ignore[arg-type]


def minor(entry: Entry, source: str, target: str, second: int = 30) -> Signature:
    texts = (entry.context, entry.source, entry.target)
    return Signature(
        signed_digest(*texts),
        *texts,
        Verdict.MINOR.value,
        TARAS,
        f"2026-11-27T12:00:{second:02}Z",
        declared=(source, target),
    )


def standing(entry: Entry, *signatures: Signature) -> Approval | None:
    return approvals([entry], signatures).get(entry.key)


def state(entry: Entry, *signatures: Signature) -> ApprovalState | None:
    found = standing(entry, *signatures)
    return None if found is None else found.state


def test_what_is_signed_is_approved() -> None:
    found = standing(ENTRY, signature())
    assert found is not None
    assert (found.state, found.signature.who) == (ApprovalState.APPROVED, OLENA)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@given(context=st.none() | WORDS, source=WORDS, target=WORDS)
def test_a_signature_holds_in_every_form_of_its_letters(
    form: str, context: str | None, source: str, target: str
) -> None:
    signed = signature(Entry(context, source, target, State.TRANSLATED))

    def written(text: str) -> str:
        return unicodedata.normalize(form, text)  # type: ignore[arg-type]

    entry = Entry(
        None if context is None else written(context),
        written(source),
        written(target),
        State.TRANSLATED,
    )
    assert state(entry, signed) is ApprovalState.APPROVED


@given(entries=st.tuples(st.none() | WORDS, WORDS, WORDS), part=st.integers(0, 2), other=WORDS)
def test_a_signature_is_void_when_any_of_the_three_changes(
    entries: tuple[str | None, str, str], part: int, other: str
) -> None:
    signed = signature(Entry(*entries, State.TRANSLATED))
    changed = [*entries]
    changed[part] = other
    entry = Entry(changed[0], changed[1] or "", changed[2] or "", State.TRANSLATED)
    texts = zip(entries, changed, strict=True)
    same = all(
        (one is None) is (two is None)
        and unicodedata.normalize("NFC", one or "") == unicodedata.normalize("NFC", two or "")
        for one, two in texts
    )
    assert (state(entry, signed) is ApprovalState.APPROVED) is same


def test_a_changed_target_names_what_was_signed() -> None:
    found = standing(replace(ENTRY, target="The board votes."), signature())
    assert found is not None
    assert (found.state, found.signature.target) == (ApprovalState.CHANGED, "The council votes.")


def test_a_changed_source_is_found_by_its_previous_text() -> None:
    now = replace(
        ENTRY,
        source="Рада голосує знову.",
        state=State.DRAFT,
        previous=(None, ENTRY.source),
        target="The council votes again.",
    )
    found = standing(now, signature())
    assert found is not None
    assert (found.state, found.signature.source) == (ApprovalState.CHANGED, ENTRY.source)


def test_sentences_that_were_signed_and_joined_have_changed() -> None:
    joined = replace(
        ENTRY,
        source="Рада голосує, і всі чекають.",
        state=State.DRAFT,
        previous=(None, f"{ENTRY.source} Усі чекають."),
        target="The council votes. All wait.",
    )
    found = standing(joined, signature())
    assert found is not None
    assert (found.state, found.signature.target) == (ApprovalState.CHANGED, ENTRY.target)


def test_a_changed_source_is_found_by_the_target_that_stayed() -> None:
    assert state(replace(ENTRY, source="Рада голосує!"), signature()) is ApprovalState.CHANGED


def test_another_sentence_with_the_same_target_is_not_changed() -> None:
    other = replace(ENTRY, source="Рада — голосує.")
    assert other.key not in approvals([ENTRY, other], [signature()])


def test_what_was_marked_fuzzy_is_approved_no_more() -> None:
    assert state(replace(ENTRY, state=State.DRAFT), signature()) is ApprovalState.CHANGED


def test_an_obsolete_entry_and_an_empty_one_are_nothing() -> None:
    empty = replace(ENTRY, target="", state=State.EMPTY)
    assert not approvals([replace(ENTRY, obsolete=True), empty], [signature()])


def test_the_newest_signature_decides() -> None:
    rejected = signature(verdict=Verdict.REJECTED, who=TARAS, second=1)
    assert state(ENTRY, signature(), rejected) is ApprovalState.REJECTED
    assert state(ENTRY, signature(second=2), rejected) is ApprovalState.APPROVED


def test_at_the_same_moment_a_rejection_wins() -> None:
    rejected = signature(verdict=Verdict.REJECTED, who=TARAS)
    for some in permutations([signature(), rejected, signature(who="Zoya")]):
        assert state(ENTRY, *some) is ApprovalState.REJECTED


def test_approvals_before_a_rejection_count_no_more() -> None:
    found = standing(
        ENTRY,
        signature(role="lawyer"),
        signature(verdict=Verdict.REJECTED, second=1),
        signature(role="editor", second=2),
        signature(role="editor", second=3),
        signature(who=TARAS, role="editor", second=2),
    )
    assert found is not None
    assert [(each.who, each.role, each.date[-3:-1]) for each in found.approvers] == [
        (OLENA, "editor", "03"),
        (TARAS, "editor", "02"),
    ]


def test_a_text_that_was_rejected_and_written_anew_is_open() -> None:
    now = replace(ENTRY, target="The board votes.")
    assert state(now, signature(verdict=Verdict.REJECTED)) is None


def test_an_approval_is_carried_over_a_chain_of_trifles() -> None:
    second = replace(ENTRY, source="Рада голосує!")
    third = replace(second, source="Рада — голосує!", target="The council: votes.")
    record = (
        signature(),
        minor(second, ENTRY.source, ENTRY.target, 10),
        minor(third, second.source, second.target, 20),
    )
    found = standing(third, *record)
    assert found is not None
    assert found.state is ApprovalState.APPROVED
    assert [each.who for each in found.approvers] == [OLENA]
    assert [each.who for each in found.declared] == [TARAS, TARAS]
    assert state(third, *record[1:]) is None


def test_trifles_that_lead_in_a_circle_carry_nothing() -> None:
    other = replace(ENTRY, source="Рада голосує!")
    record = (
        minor(ENTRY, other.source, other.target),
        minor(other, ENTRY.source, ENTRY.target),
    )
    assert state(ENTRY, *record) is None


def test_many_trifles_of_many_sentences_are_followed_in_time() -> None:
    texts = [replace(ENTRY, source=f"Рада голосує {number}.") for number in range(500)]
    chain = [minor(now, before.source, before.target) for before, now in itertools.pairwise(texts)]
    ends = [replace(ENTRY, source=f"Кінець {n}.", target=f"End {n}.") for n in range(500)]
    spread = [minor(each, texts[-1].source, texts[-1].target) for each in ends]
    assert not approvals(ends, [signature(texts[0]), *chain, *spread])
    assert len(approvals(texts, [signature(texts[0]), *chain])) == LONGEST_CHAIN + 1


SIGNATURES = st.builds(
    signature,
    st.sampled_from([ENTRY, replace(ENTRY, target="It votes."), replace(ENTRY, source="Голосує.")]),
    st.sampled_from([Verdict.APPROVED, Verdict.REJECTED]),
    st.sampled_from([OLENA, TARAS]),
    second=st.integers(0, 3),
    role=st.sampled_from(["", "editor"]),
)
SOME = st.lists(SIGNATURES, max_size=3)


@given(record=st.lists(SIGNATURES, max_size=8), data=st.data())
def test_the_order_of_a_record_says_nothing(record: list[Signature], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(record))
    assert standing(ENTRY, *record) == standing(ENTRY, *shuffled, *record)


def reviews(root: Path) -> tuple[Workspace, Path]:
    workspace = Workspace(root)
    return workspace, workspace.reviews_path("en", "a.md")


@given(mine=SOME, theirs=SOME, both=SOME)
def test_a_union_of_two_branches_has_all_signatures(
    tmp_path_factory: pytest.TempPathFactory,
    mine: list[Signature],
    theirs: list[Signature],
    both: list[Signature],
) -> None:
    lines: list[str] = []
    for some in (mine, theirs):
        workspace, path = reviews(tmp_path_factory.mktemp("branch"))
        append_reviews(workspace, path, [*both, *some])
        lines += path.read_text("utf-8").splitlines() if path.exists() else ()
    workspace, path = reviews(tmp_path_factory.mktemp("merged"))
    path.parent.mkdir(parents=True)
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    assert set(load_reviews(workspace, path)[1]) == {*mine, *theirs, *both}


def test_a_signature_is_added_at_the_end_and_never_twice(tmp_path: Path) -> None:
    workspace, path = reviews(tmp_path)
    first, second = signature(second=9, who="Я"), signature()
    append_reviews(workspace, path, [first])
    path.write_text(path.read_text("utf-8").removesuffix("\n"), "utf-8")
    written = append_reviews(workspace, path, [second, first, second])
    assert written is not None
    assert written.data == path.read_bytes()
    assert append_reviews(workspace, path, [first, second]) is None
    dates = [json.loads(line)["date"] for line in path.read_text("utf-8").splitlines()]
    assert dates == [first.date, second.date]


@pytest.mark.parametrize(
    "change",
    [
        {"target": "The board votes."},
        {"signed": "0" * 64},
        {"verdict": "blessed"},
        {"who": " "},
        {"date": "2026-11-27"},
        {"date": "2026-1-7T1:00:00Z"},
        {"date": "9999-99-99T00:00:00Z"},
        {"declared": ["a", "b"]},
        {"verdict": "minor"},
    ],
)
def test_a_forged_or_damaged_signature_is_refused(
    tmp_path: Path, change: dict[str, object]
) -> None:
    workspace, path = reviews(tmp_path)
    append_reviews(workspace, path, [signature()])
    line = json.loads(path.read_text("utf-8"))
    path.write_text("\n" + json.dumps(line | change) + "\n")
    for attempt in (
        lambda: load_reviews(workspace, path),
        lambda: append_reviews(workspace, path, [signature(who=TARAS)]),
    ):
        with pytest.raises(CatalogError, match="REC-006") as caught:
            attempt()
        assert (caught.value.line, caught.value.path) == (2, "records/en/a.md.reviews.jsonl")


@given(who=TEXT.filter(str.strip), reason=TEXT, role=TEXT)
def test_a_signature_holds_whatever_people_write(
    tmp_path_factory: pytest.TempPathFactory, who: str, reason: str, role: str
) -> None:
    workspace, path = reviews(tmp_path_factory.mktemp("any"))
    wanted = signature(verdict=Verdict.REJECTED, who=who, reason=reason, role=role)
    append_reviews(workspace, path, [wanted])
    assert load_reviews(workspace, path)[1] == (wanted,)
    assert len(path.read_bytes().splitlines()) == 1
