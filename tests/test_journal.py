"""The journal: drafts outlive the process that made them, and damage in the file harms nobody."""

import os
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.engines import Draft
from l10n.messages import joined, message
from l10n.model.markup import Tagged
from l10n.store.journal import Journal, load

TEXT = Tagged("<a1>слово</a1>", frozenset({"a1"}))
DRAFT = Draft(
    "<a1>word</a1>",
    "model 1",
    joined([message("odd {word}", word="x"), message("also this")]),
    True,
    0.5,
    ("<a1>term</a1>",),
    (message("about {name}", name="y"),),
)

reasons = st.dictionaries(
    st.from_regex("[a-z]{1,3}", fullmatch=True), st.text(max_size=9), max_size=3
).map(lambda values: message("said " + " ".join(f"{{{name}}}" for name in values), **values))
drafts = st.builds(
    Draft,
    st.text(max_size=20),
    st.text(max_size=9),
    st.none() | reasons,
    st.booleans(),
    st.none() | st.floats(0, 1),
    st.lists(st.text(max_size=9)).map(tuple),
    st.lists(reasons).map(tuple),
)
any_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_a_draft_is_there_for_the_next_run_with_all_about_it(tmp_path: Path) -> None:
    Journal(tmp_path / "j").note("argos", TEXT, DRAFT)
    found = load(tmp_path / "j")
    assert found.knows("argos", TEXT)
    assert not found.knows("openai", TEXT)
    assert found.recall("argos", TEXT) == DRAFT
    assert found.recall("openai", TEXT) is None
    assert found.recall("argos", Tagged(TEXT.text)) is None


def test_what_stands_in_catalogs_is_forgotten_the_rest_kept(tmp_path: Path) -> None:
    first = Journal(tmp_path / "j")
    other = Tagged("інше")
    first.note("e", TEXT, DRAFT)
    first.note("e", other, Draft("other", "m"))
    second = load(tmp_path / "j")
    assert second.recall("e", TEXT) == DRAFT
    second.note("e", Tagged("нове"), Draft("new", "m"))
    second.settle()
    third = load(tmp_path / "j")
    assert third.recall("e", TEXT) is None
    assert third.recall("e", Tagged("нове")) is None
    assert third.recall("e", other) == Draft("other", "m")
    third.settle()
    assert not (tmp_path / "j").exists()


def test_withdrawn_drafts_do_not_come_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    journal.note("e", TEXT, DRAFT)
    journal.withdraw("e", [TEXT])
    assert load(tmp_path / "j").recall("e", TEXT) is None


def test_a_line_cut_off_by_a_kill_costs_that_line_only(tmp_path: Path) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    journal.note("e", TEXT, DRAFT)
    journal.note("e", Tagged("друге"), DRAFT)
    path.write_bytes(path.read_bytes()[:-9])
    again = load(path)
    assert again.recall("e", TEXT) == DRAFT
    assert again.recall("e", Tagged("друге")) is None
    again.note("e", Tagged("третє"), DRAFT)
    assert load(path).recall("e", Tagged("третє")) == DRAFT


def test_a_link_in_the_cache_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "j").symlink_to(precious)
    journal = load(tmp_path / "j")
    journal.note("e", TEXT, DRAFT)
    journal.close()
    assert precious.read_text() == "mine"


def test_a_folder_in_its_place_means_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "j").mkdir()
    journal = load(tmp_path / "j")
    journal.note("e", TEXT, DRAFT)
    journal.settle()
    assert os.listdir(tmp_path) == ["j"]


@any_file
@given(found=drafts)
def test_any_draft_comes_back_as_it_was(tmp_path: Path, found: Draft) -> None:
    path = tmp_path / "any"
    path.unlink(missing_ok=True)
    journal = Journal(path)
    journal.note("e", TEXT, found)
    journal.close()
    assert load(path).recall("e", TEXT) == found


@any_file
@given(data=st.binary(max_size=80) | st.text(max_size=80).map(str.encode), cut=st.integers(0, 400))
def test_any_bytes_in_the_file_are_survived(tmp_path: Path, data: bytes, cut: int) -> None:
    path = tmp_path / "any"
    path.unlink(missing_ok=True)
    journal = Journal(path)
    journal.note("e", TEXT, DRAFT)
    journal.close()
    whole = path.read_bytes()
    path.write_bytes(whole + data + whole[:cut] + b"\n" + data)
    assert load(path).recall("e", TEXT) == DRAFT
    assert load(path).recall("e", TEXT) == DRAFT
