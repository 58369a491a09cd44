"""Record files: drafts and what was sent, their text and where they are kept."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import CatalogError, FileError
from l10n.messages import Message, joined, message
from l10n.model.catalog import DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.draft_records import (
    Authorship,
    authorship,
    record_of,
    records_by_entry,
    stand_in,
    untouched,
)
from l10n.model.sent_record import SentRecord, sent_record
from l10n.store.drafts import dump_drafts, load_drafts
from l10n.store.former import move_former
from l10n.store.jsonl import load
from l10n.store.sent import dump_sent, load_sent
from l10n.store.workspace import Workspace

ENTRY = Entry(None, "Рада", "Council", State.DRAFT)
RECORD = DraftRecord(key_digest(ENTRY.key), text_digest("Council"), "argos", "uk_en 1.9")
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
SOME = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
REASONS = st.builds(Message, st.sampled_from(["odd", "too long"]))
DRAFTS = st.builds(
    DraftRecord, TEXT, SOME, SOME, TEXT, st.booleans(), st.none(), st.none() | REASONS
) | st.builds(DraftRecord, TEXT, engine=TEXT, reason=REASONS)
SENT = st.builds(SentRecord, TEXT, TEXT, st.sampled_from([s.value for s in State]), TEXT)


def drafts_at(path: Path) -> tuple[DraftRecord, ...]:
    return load(Workspace(path.parent), path, DraftRecord)[1]


def sent_at(path: Path) -> tuple[SentRecord, ...]:
    return load(Workspace(path.parent), path, SentRecord)[1]


@given(st.lists(DRAFTS))
def test_drafts_are_a_set_that_survives_its_file(
    tmp_path_factory: pytest.TempPathFactory, records: list[DraftRecord]
) -> None:
    path = tmp_path_factory.getbasetemp() / "a.drafts.jsonl"
    text = dump_drafts(records)
    path.write_text(text, "utf-8", newline="")
    assert set(drafts_at(path)) == set(records)
    assert dump_drafts(drafts_at(path)) == text
    assert dump_drafts(reversed(records)) == text


@given(st.lists(SENT))
def test_what_was_sent_survives_its_file(
    tmp_path_factory: pytest.TempPathFactory, records: list[SentRecord]
) -> None:
    path = tmp_path_factory.getbasetemp() / "a.sent.jsonl"
    path.write_text(dump_sent(records), "utf-8", newline="")
    assert set(sent_at(path)) == set(records)


def test_a_line_is_one_object_sorted_by_key_without_defaults() -> None:
    other = DraftRecord("0", "1", "argos", "m", doubtful=True)
    lines = dump_drafts([RECORD, other, RECORD]).splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["0", RECORD.key]
    assert json.loads(lines[0])["doubtful"] is True
    assert list(json.loads(lines[1])) == ["key", "target", "engine", "model"]


@pytest.mark.parametrize("targets", ["1", "21"])
@pytest.mark.parametrize("keys", ["ba", ("b", "aa"), ("ab", "a"), ("a", "a!"), 'A"', "Z\\", "zé"])
def test_records_come_in_the_order_of_their_lines(
    keys: tuple[str, ...], targets: str, tmp_path: Path
) -> None:
    records = [DraftRecord(key, target, "argos") for target in targets for key in keys]
    path = tmp_path / "a"
    path.write_text("".join(dump_drafts([each]) for each in records), "utf-8")
    lines = [dump_drafts([each]) for each in drafts_at(path)]
    assert lines == sorted(lines)
    assert "".join(lines) == dump_drafts(records)


def test_no_file_is_no_records(tmp_path: Path) -> None:
    assert drafts_at(tmp_path / "none") == ()


def test_a_union_merge_may_give_two_records_to_one_entry(tmp_path: Path) -> None:
    other = DraftRecord(RECORD.key, text_digest("Rada"), "argos", "uk_en 2.0")
    path = tmp_path / "a"
    path.write_text(dump_drafts([RECORD]) * 2 + "\n" + dump_drafts([other]), "utf-8")
    records = records_by_entry(drafts_at(path))
    assert len(records[RECORD.key]) == 2
    assert record_of(ENTRY, records) == RECORD
    assert record_of(ENTRY.with_target("Rada", State.DRAFT), records) == other
    assert record_of(ENTRY.with_target("The council", State.DRAFT), records) is None


def test_a_draft_is_untouched_until_a_person_acts_on_it() -> None:
    records = records_by_entry([RECORD])
    assert untouched(ENTRY, records)
    assert not untouched(ENTRY.with_target("Council", State.TRANSLATED), records)
    assert not untouched(ENTRY.with_target("council", State.DRAFT), records)
    assert not untouched(ENTRY.with_target("", State.EMPTY), records)
    assert not untouched(ENTRY, records_by_entry([]))


def test_a_sent_record_holds_what_was_given_out() -> None:
    assert sent_record(ENTRY, "2024-05-01T12:00:00Z") == SentRecord(
        RECORD.key, RECORD.target, "draft", "2024-05-01T12:00:00Z"
    )


GOOD = dump_drafts([RECORD])
DAMAGE = {
    "not JSON": ("{", "not a JSON object"),
    "a list": ("[]", "not a JSON object"),
    "nested": ("[" * 100_000, "not a JSON object"),
    "unknown field": (GOOD.replace('"model"', '"modell": "x", "model"').strip(), "modell"),
    "missing field": ('{"target": "x"}', "key"),
    "neither draft nor reason": ('{"key": "x", "engine": "argos"}', "can be read"),
    "a draft of nobody": ('{"key": "x", "target": "y"}', "can be read"),
    "wrong type": (GOOD.replace('"argos"', "1").strip(), "engine"),
    "number for a flag": (GOOD.strip()[:-1] + ', "doubtful": 1}', "doubtful"),
    "half a character": (GOOD.replace('"argos"', '"\\ud800"').strip(), "engine"),
    "a number that is none": (GOOD.strip()[:-1] + ', "confidence": NaN}', "confidence"),
    "a flag for a number": (GOOD.strip()[:-1] + ', "confidence": true}', "confidence"),
    "a text for a list": (GOOD.strip()[:-1] + ', "reason": "x"}', "reason"),
    "a number in a list": (GOOD.strip()[:-1] + ', "remarks": [[1]]}', "remarks"),
    "a reason without its value": (GOOD.strip()[:-1] + ', "reason": ["{x}"]}', "can be read"),
    "a reason that looks around": (
        GOOD.strip()[:-1] + ', "reason": ["{x.__class__}", ["x", "y"]]}',
        "can be read",
    ),
    "a reason by number": (GOOD.strip()[:-1] + ', "reason": ["{0}", ["0", "y"]]}', "can be read"),
    "a reason by place": (GOOD.strip()[:-1] + ', "reason": ["{}", ["", "y"]]}', "can be read"),
    "a draft kept of no settings": (GOOD.strip()[:-1] + ', "text": "Council"}', "can be read"),
    "another draft than its hash": (
        GOOD.strip()[:-1] + ', "text": "Rada", "settings": "x"}',
        "can be read",
    ),
    "settings of no draft": (GOOD.strip()[:-1] + ', "settings": "x"}', "can be read"),
    "a draft with a line end": (
        dump_drafts([replace(RECORD, target=text_digest("a\nb"))]).strip()[:-1]
        + ', "text": "a\\nb", "settings": "x"}',
        "can be read",
    ),
    "a reason of nothing": (GOOD.strip()[:-1] + ', "reason": [""]}', "can be read"),
    "conflict": ("<<<<<<< HEAD", "merge conflict"),
}


def test_all_that_is_said_of_a_draft_comes_back(tmp_path: Path) -> None:
    said = message("odd {word}", word="х")
    record = replace(
        RECORD,
        doubtful=True,
        confidence=0.5,
        reason=joined([said, message("and more")]),
        remarks=(said,),
        alternatives=("Rada", "<a1>x</a1>"),
    )
    path = tmp_path / "a.drafts.jsonl"
    path.write_text(dump_drafts([record]), "utf-8")
    (found,) = drafts_at(path)
    assert found == record
    assert found.doubt is not None
    assert found.doubt.text("en") == "odd х; and more"


def test_a_draft_that_is_kept_comes_back_and_is_no_entrys(tmp_path: Path) -> None:
    kept = replace(RECORD, text="Council", settings="x")
    path = tmp_path / "a.drafts.jsonl"
    path.write_text(dump_drafts([kept]), "utf-8")
    assert drafts_at(path) == (kept,)
    records = records_by_entry([kept])
    assert record_of(ENTRY, records) is None
    assert authorship(ENTRY, records) is Authorship.MARKED
    assert stand_in(ENTRY, records, "x") == kept
    assert stand_in(ENTRY, records, "y") is None
    assert stand_in(ENTRY, records, "") is None


def test_why_an_entry_was_left_empty_stands_on_a_short_line(tmp_path: Path) -> None:
    record = DraftRecord("0", engine="argos, openai", reason=message("odd {word}", word="х"))
    path = tmp_path / "a.drafts.jsonl"
    path.write_text(dump_drafts([RECORD, record]), "utf-8")
    assert json.loads(path.read_text("utf-8").split("\n")[0]) == {
        "key": "0",
        "engine": "argos, openai",
        "reason": ["odd {word}", ["word", "х"]],
    }
    assert drafts_at(path) == (record, RECORD)


def test_a_reason_is_of_an_empty_entry_and_a_draft_of_its_target() -> None:
    left = DraftRecord(RECORD.key, engine="argos", reason=message("odd"))
    records = records_by_entry([left, RECORD])
    assert record_of(ENTRY, records) == RECORD
    assert record_of(ENTRY.with_target("", State.EMPTY), records) == left
    assert record_of(ENTRY.with_target("The council", State.DRAFT), records) is None


def test_reasons_within_reasons_are_written_as_one_row(tmp_path: Path) -> None:
    one, two, three = (message(f"reason {number}") for number in "123")
    deep = joined([joined([one, joined([two, three])]), one])
    record = replace(RECORD, doubtful=True, reason=deep)
    path = tmp_path / "a.drafts.jsonl"
    path.write_text(dump_drafts([record]), "utf-8")
    reason = drafts_at(path)[0].reason
    assert reason is not None
    assert reason.text("en") == "reason 1; reason 2; reason 3"


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_record_is_named_with_its_line(name: str, tmp_path: Path) -> None:
    line, words = DAMAGE[name]
    path = tmp_path / "a.drafts.jsonl"
    path.write_text(GOOD + line + "\n", "utf-8")
    with pytest.raises(CatalogError) as caught:
        drafts_at(path)
    assert (str(caught.value.path), caught.value.line) == (path.name, 2)
    assert words in caught.value.message


@dataclass(frozen=True)
class Counted:
    number: int


def test_a_number_that_some_readers_round_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(f'{{"number": {2**53 - 1}}}\n')
    assert load(Workspace(tmp_path), path, Counted)[1] == (Counted(2**53 - 1),)
    path.write_text(f'{{"number": {2**53}}}\n')
    with pytest.raises(CatalogError):
        load(Workspace(tmp_path), path, Counted)


@given(st.binary(max_size=200))
def test_any_bytes_are_records_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(data)
    try:
        sent_at(path)
    except CatalogError as error:
        assert "\n" not in str(error)


SENT_RECORD = sent_record(ENTRY, "2024-05-01T12:00:00Z", "0123456789ab")
NAME = "news/a.md"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def drafts(workspace: Workspace) -> tuple[DraftRecord, ...]:
    return load_drafts(workspace, workspace.drafts_path("en", NAME))[1]


def sent(workspace: Workspace) -> tuple[SentRecord, ...]:
    return load_sent(workspace, workspace.sent_path("en", NAME))[1]


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def former(workspace: Workspace, kind: str, text: str) -> Path:
    """A record file where earlier versions of the tool kept it."""
    return put(workspace.root / f"catalogs/en/{NAME}.{kind}.jsonl", text)


def test_records_beside_the_catalog_still_count(workspace: Workspace) -> None:
    former(workspace, "drafts", dump_drafts([RECORD]))
    former(workspace, "sent", dump_sent([SENT_RECORD]))
    assert drafts(workspace) == (RECORD,)
    assert sent(workspace) == (SENT_RECORD,)


def test_records_of_both_places_are_moved_together(workspace: Workspace) -> None:
    other = replace(RECORD, target=text_digest("Rada"))
    old = [former(workspace, "drafts", dump_drafts([RECORD]))]
    old += [former(workspace, "sent", dump_sent([SENT_RECORD]))]
    new = put(workspace.drafts_path("en", NAME), dump_drafts([other]))
    assert list(move_former(workspace)) == []
    assert not [path for path in old if path.exists()]
    assert set(load(workspace, new, DraftRecord)[1]) == {RECORD, other}
    assert list(move_former(workspace)) == []
    assert sent(workspace) == (SENT_RECORD,)


def test_a_move_that_was_cut_short_is_finished(workspace: Workspace) -> None:
    old = former(workspace, "drafts", dump_drafts([RECORD]))
    new = put(workspace.drafts_path("en", NAME), dump_drafts([RECORD]))
    assert drafts(workspace) == (RECORD,)
    list(move_former(workspace))
    assert not old.exists()
    assert new.read_text("utf-8") == dump_drafts([RECORD])


def test_damaged_records_stay_where_a_person_finds_them(workspace: Workspace) -> None:
    path = former(workspace, "drafts", "{\n")
    former(workspace, "sent", dump_sent([SENT_RECORD]))
    [error] = move_former(workspace)
    assert f"catalogs/en/{NAME}.drafts.jsonl:1:" in str(error)
    assert path.read_text() == "{\n"
    assert workspace.sent_path("en", NAME).exists()


def test_a_file_that_changed_meanwhile_is_not_removed(workspace: Workspace) -> None:
    path = former(workspace, "drafts", dump_drafts([RECORD]))
    document = workspace.read(path)
    path.write_text("", "utf-8")
    assert not workspace.remove(document)
    assert path.exists()


def test_records_that_lead_out_of_the_workspace_are_refused(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = put(tmp_path_factory.mktemp("outside") / "a.jsonl", dump_drafts([RECORD]))
    path = workspace.drafts_path("en", NAME)
    path.parent.mkdir(parents=True)
    path.symlink_to(outside)
    with pytest.raises(FileError, match="leads out"):
        drafts(workspace)
