"""Signing: approving and rejecting entries, while editors save and clocks are wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n.desk.desk import open_desk
from l10n.desk.entry_addresses import EntryAddress, addressed, entries_at, entry_address
from l10n.desk.person import person
from l10n.desk.reading import read_catalog, read_source
from l10n.desk.signing import Outcome, Signer, Signing
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, L10nError, UsageError
from l10n.model.approval import ApprovalState
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.person import Person, parsed_person
from l10n.steps.approval import approvals
from l10n.store.document import Document
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
OLENA = Signer(Person("Olena", "olena@example.org"), NOW)
TARAS = Signer(Person("Taras", "taras@example.org"), NOW)
WHERE = ("a.md", "en")
HEADLINE = "Council passes budget"


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """An article whose headline is translated, whose last sentence is empty, the rest drafts."""
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), {"Рада ухвалила бюджет": HEADLINE})
    filled(newsroom.catalog("a.md"), {"Другий абзац має одне речення.": ""})
    return newsroom


@pytest.fixture
def workspace(room: Newsroom) -> Workspace:
    return Workspace(room.root)


@pytest.fixture
def signing(workspace: Workspace) -> Signing:
    return Signing(workspace, Catalogs(open_desk(workspace)))


def catalog(workspace: Workspace) -> Catalog:
    found = read_catalog(workspace, workspace.catalog_path("en", "a.md"))[1]
    assert found is not None
    return found


def entries(workspace: Workspace) -> tuple[Entry, ...]:
    return catalog(workspace).active()


def headline(workspace: Workspace) -> Entry:
    return entries(workspace)[0]


def standing(workspace: Workspace) -> ApprovalState | None:
    """How the headline stands to the record."""
    _file, signatures = load_reviews(workspace, workspace.reviews_path("en", "a.md"))
    found = approvals(entries(workspace), signatures).get(headline(workspace).key)
    return None if found is None else found.state


def dates(workspace: Workspace) -> list[str]:
    _file, signatures = load_reviews(workspace, workspace.reviews_path("en", "a.md"))
    return sorted(each.date[-9:] for each in signatures)


def test_only_what_is_translated_is_approved(workspace: Workspace, signing: Signing) -> None:
    done = signing.approve(WHERE, entries(workspace), OLENA)
    assert [each.outcome for each in done] == [
        Outcome.SIGNED,
        Outcome.DRAFT,
        Outcome.DRAFT,
        Outcome.EMPTY,
    ]
    assert standing(workspace) is ApprovalState.APPROVED


def test_an_approval_leaves_the_catalog_as_it_is(
    room: Newsroom, workspace: Workspace, signing: Signing
) -> None:
    before = room.catalog("a.md").read_bytes()
    signing.approve(WHERE, entries(workspace), OLENA)
    assert room.catalog("a.md").read_bytes() == before


def test_what_one_has_signed_is_not_signed_twice(workspace: Workspace, signing: Signing) -> None:
    signing.approve(WHERE, [headline(workspace)], OLENA)
    done = signing.approve(WHERE, [headline(workspace)], replace(OLENA, date=NOW.replace(hour=13)))
    assert done[0].outcome is Outcome.ALREADY
    others = (TARAS, replace(OLENA, role="lawyer"))
    for signer in others:
        assert signing.approve(WHERE, [headline(workspace)], signer)[0].outcome is Outcome.SIGNED
    assert len(dates(workspace)) == 3


def test_a_text_that_was_saved_meanwhile_is_not_signed(
    room: Newsroom, workspace: Workspace, signing: Signing
) -> None:
    shown = headline(workspace)
    filled(room.catalog("a.md"), {shown.source: "The council gives in"})
    assert signing.approve(WHERE, [shown], OLENA)[0].outcome is Outcome.CHANGED
    assert signing.reject(WHERE, [shown], OLENA, "No.")[0].outcome is Outcome.CHANGED
    assert not room.records("a.md", "reviews").exists()
    assert headline(workspace).state is State.TRANSLATED


def test_a_rejection_makes_the_entry_fuzzy_and_keeps_its_text(
    room: Newsroom, workspace: Workspace, signing: Signing
) -> None:
    before = room.catalog("a.md").read_text("utf-8").splitlines()
    done = signing.reject(WHERE, [headline(workspace)], OLENA, "It did not pass.")
    assert done[0].outcome is Outcome.SIGNED
    assert (headline(workspace).state, headline(workspace).target) == (State.DRAFT, HEADLINE)
    assert standing(workspace) is ApprovalState.REJECTED
    after = room.catalog("a.md").read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == []
    assert len(after) == len(before) + 1


def test_a_rejection_that_was_cut_short_is_finished(
    room: Newsroom, workspace: Workspace, signing: Signing
) -> None:
    before = room.catalog("a.md").read_bytes()
    signing.reject(WHERE, [headline(workspace)], OLENA, "No.")
    room.catalog("a.md").write_bytes(before)
    assert standing(workspace) is ApprovalState.REJECTED
    again = signing.reject(WHERE, [headline(workspace)], OLENA, "No.")
    assert again[0].outcome is Outcome.ALREADY
    assert headline(workspace).state is State.DRAFT
    assert len(dates(workspace)) == 1


@pytest.mark.parametrize("reason", ["", " \n", "a" * 10_001])
def test_a_rejection_without_a_reason_is_refused(
    workspace: Workspace, signing: Signing, reason: str
) -> None:
    with pytest.raises(UsageError):
        signing.reject(WHERE, [headline(workspace)], OLENA, reason)


def test_of_two_verdicts_in_one_second_the_later_counts(
    room: Newsroom, workspace: Workspace, signing: Signing
) -> None:
    signing.approve(WHERE, [headline(workspace)], OLENA)
    signing.reject(WHERE, [headline(workspace)], OLENA, "No.")
    assert standing(workspace) is ApprovalState.REJECTED
    filled(room.catalog("a.md"), {headline(workspace).source: HEADLINE})
    signing.approve(WHERE, [headline(workspace)], OLENA)
    assert standing(workspace) is ApprovalState.APPROVED
    assert dates(workspace) == ["12:00:00Z", "12:00:00Z", "12:00:01Z"]


def test_a_clock_that_is_behind_does_not_undo_a_verdict(
    workspace: Workspace, signing: Signing
) -> None:
    signing.approve(WHERE, [headline(workspace)], OLENA)
    slow = replace(TARAS, date=NOW.replace(hour=9))
    signing.reject(WHERE, [headline(workspace)], slow, "No.")
    assert standing(workspace) is ApprovalState.REJECTED


@pytest.mark.parametrize("year", [2027, 9999])
def test_a_signature_of_the_future_is_named(
    workspace: Workspace, signing: Signing, year: int
) -> None:
    signing.approve(WHERE, [headline(workspace)], replace(TARAS, date=NOW.replace(year=year)))
    with pytest.raises(CatalogError, match="REC-010"):
        signing.reject(WHERE, [headline(workspace)], OLENA, "No.")
    assert standing(workspace) is ApprovalState.APPROVED


class Saving(Catalogs):
    """Catalogs in which somebody saves a file just after it was read, the first time."""

    then: Callable[[], None] | None = None

    def read(self, name: str, locale: str) -> tuple[Document | None, Catalog | None]:
        found = super().read(name, locale)
        then, self.then = self.then, None
        if then is not None:
            then()
        return found


def test_what_an_editor_saves_during_a_rejection_stays(
    room: Newsroom, workspace: Workspace
) -> None:
    catalogs = Saving(open_desk(workspace))
    signing, shown = Signing(workspace, catalogs), headline(workspace)
    text = "Про це <a1>повідомляє</a1> прессекретар."

    def save() -> None:
        # Between the look at the record and that at the file which is written.
        catalogs.then = lambda: filled(room.catalog("a.md"), {text: ENGLISH[text]})

    catalogs.then = save
    assert signing.reject(WHERE, [shown], OLENA, "No.")[0].outcome is Outcome.SIGNED
    assert headline(workspace).state is State.DRAFT
    assert catalog(workspace).by_key()[None, text].target == ENGLISH[text]


def test_nothing_is_added_to_a_record_that_is_damaged(
    room: Newsroom, workspace: Workspace, signing: Signing
) -> None:
    room.records("a.md", "reviews").write_text("<<<<<<< ours\n")
    with pytest.raises(CatalogError, match="REC-001"):
        signing.approve(WHERE, [headline(workspace)], OLENA)
    assert room.records("a.md", "reviews").read_text() == "<<<<<<< ours\n"


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Whatever git knows of whoever runs the tests is out of the way."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_whoever_git_knows_signs(
    nobody: pytest.MonkeyPatch, workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="USE-041"):
        person(workspace)
    (tmp_path / "gitconfig").write_text("[user]\nname = Olena S.\nemail = o@example.org\n")
    assert person(workspace) == Person("Olena S.", "o@example.org")
    nobody.setenv("GIT_AUTHOR_NAME", "Taras")
    assert person(workspace).shown == "Taras <o@example.org>"
    assert person(workspace, "Zoya <z@example.org>") == Person("Zoya", "z@example.org")
    nobody.setenv("GIT_AUTHOR_NAME", "Ta\x1b[31mras")
    with pytest.raises(UsageError, match="USE-047"):
        person(workspace)


@pytest.mark.parametrize(
    "text",
    ["", " ", "<>", "a <b", "a <b> c", "Ol\x1b[31mena", "a\nb", "\u200b", "a" * 201, "a\u202eb"],
)
def test_what_is_no_name_signs_nothing(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="USE-040"):
        person(Workspace(tmp_path), text)


def test_one_person_is_known_by_name_or_by_address() -> None:
    olena = Person("Olena Ko", "olena@example.org")
    assert olena.is_same(Person("O. Ko", "Olena@Example.org"))
    assert olena.is_same(Person("olena  ko", "ko@example.net"))
    assert not olena.is_same(Person("Taras"))
    assert not Person("Olena").is_same(Person("Taras"))
    assert parsed_person("olena@example.org") == Person("olena@example.org")
    assert parsed_person("<o@example.org>") == Person("o@example.org", "o@example.org")


def lines(workspace: Workspace, text: str) -> list[str]:
    desk = open_desk(workspace)
    address = entry_address(desk, text)
    job = addressed(desk, address, ()).jobs[0]
    source = read_source(workspace, job.name, job.workflow).into("en")
    reference = workspace.reference(job.name)
    found = entries_at(address, catalog(workspace), source.segments, reference)
    return [entry.source[:9] for entry in found]


def test_lines_are_those_of_the_catalog(workspace: Workspace) -> None:
    every = ["Рада ухва", "Рада міст", "Про це <a", "Другий аб"]
    found = {
        text: lines(workspace, text)
        for text in ("a.md:1", "articles/a.md:3", "a.md:1,5", "a.md:2-99", "a.md")
    }
    assert found == {
        "a.md:1": every[:1],
        "articles/a.md:3": every[1:3],
        "a.md:1,5": [every[0], every[3]],
        "a.md:2-99": every[1:],
        "a.md": every,
    }


WRONG = {
    "a.md:2": "USE-045",
    "a.md:1,2": "USE-045",
    "a.md:90-99": "USE-045",
    "a.md:0": "USE-046",
    "a.md:3-1": "USE-046",
    "a.md:x": "USE-046",
    "a.md:": "USE-046",
    "a.md:1;2": "USE-046",
    "a.md:٣": "USE-046",
    "a.md:" + "9" * 5000: "USE-046",
    "b.md:1": "USE-001",
    "*:1": "USE-044",
}


def test_lines_that_lead_to_nothing_are_named(room: Newsroom) -> None:
    room.article("c.md", NEWS)
    for text, code in WRONG.items():
        with pytest.raises(L10nError, match=code):
            lines(Workspace(room.root), text)


def test_lines_of_an_article_that_has_changed_are_refused(room: Newsroom) -> None:
    room.article("a.md", "Новий абзац.\n\n" + NEWS)
    with pytest.raises(CatalogError, match="PO-030"):
        lines(Workspace(room.root), "a.md:3")


def test_a_colon_may_belong_to_a_name(room: Newsroom) -> None:
    room.article("a.md:1.md", NEWS)
    desk = open_desk(Workspace(room.root))
    assert entry_address(desk, "a.md:1.md") == EntryAddress("a.md:1.md")
    assert entry_address(desk, "a.md:1.md:2") == EntryAddress("a.md:1.md", ((2, 2),))


def test_an_approval_is_taken_back_by_another_line(workspace: Workspace, signing: Signing) -> None:
    signing.approve(WHERE, [headline(workspace)], OLENA)
    before = (workspace.reviews_path("en", "a.md")).read_bytes()
    assert signing.withdraw(WHERE, headline(workspace), OLENA)
    assert standing(workspace) is None
    assert workspace.reviews_path("en", "a.md").read_bytes().startswith(before)
    assert not signing.withdraw(WHERE, headline(workspace), OLENA)
    signing.approve(WHERE, [headline(workspace)], OLENA)
    assert standing(workspace) is ApprovalState.APPROVED
    assert dates(workspace) == ["12:00:00Z", "12:00:01Z", "12:00:02Z"]


def test_nobody_takes_back_what_another_said(workspace: Workspace, signing: Signing) -> None:
    signing.approve(WHERE, [headline(workspace)], OLENA)
    assert not signing.withdraw(WHERE, headline(workspace), TARAS)
    signing.approve(WHERE, [headline(workspace)], TARAS)
    assert signing.withdraw(WHERE, headline(workspace), TARAS)
    assert standing(workspace) is ApprovalState.APPROVED


def test_a_rejection_that_is_taken_back_leaves_the_approval(
    workspace: Workspace, signing: Signing
) -> None:
    signing.approve(WHERE, [headline(workspace)], OLENA)
    signing.reject(WHERE, [headline(workspace)], TARAS, "Too short.")
    assert standing(workspace) is ApprovalState.REJECTED
    assert signing.withdraw(WHERE, headline(workspace), TARAS)
    assert standing(workspace) is ApprovalState.CHANGED  # it is fuzzy now
