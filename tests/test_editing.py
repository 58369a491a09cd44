"""One entry of a catalog is changed by a person, and nothing else moves."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n.desk.desk import open_desk
from l10n.desk.editing import Edit, Edited, Editing
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, ConflictError
from l10n.exchange.po.file import load
from l10n.model.catalog import Entry, State
from l10n.store.document import Document
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom

WHERE = ("a.md", "en")
PERSON = "Олена Коваль <olena@example.org>"
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.fixture
def catalog(newsroom: Newsroom) -> Path:
    newsroom.article("a.md", "# Перше\n\nДруге речення.\n")
    newsroom.l10n("sync")
    return newsroom.catalog("a.md")


def editing(newsroom: Newsroom) -> Editing:
    workspace = Workspace(newsroom.root)
    return Editing(workspace, Catalogs(open_desk(workspace)), PERSON, lambda: NOON)


def entry(path: Path, text: str) -> Entry:
    return next(each for each in load(path).entries if each.source == text)


def edited(newsroom: Newsroom, text: str, edit: Edit) -> Edited:
    return editing(newsroom).edit(WHERE, entry(newsroom.catalog("a.md"), text), edit)


def test_an_edit_is_in_the_file_and_names_the_person(newsroom: Newsroom, catalog: Path) -> None:
    before = load(catalog)
    done = edited(newsroom, "Перше", Edit("First", State.TRANSLATED, "Checked."))
    after = load(catalog)
    assert after == done.catalog
    mine = entry(catalog, "Перше")
    assert (mine.target, mine.state, mine.comment) == ("First", State.TRANSLATED, "Checked.")
    assert after.header("Last-Translator") == PERSON
    assert after.header("PO-Revision-Date") == "2026-11-27 12:00+0000"
    others = [each for each in before.entries if each.source != "Перше"]
    assert [each for each in after.entries if each.source != "Перше"] == others


def test_what_a_person_saved_meanwhile_is_not_overwritten(
    newsroom: Newsroom, catalog: Path
) -> None:
    shown = entry(catalog, "Перше")
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace(shown.target, "Saved elsewhere"), "utf-8")
    saved = catalog.read_bytes()
    with pytest.raises(ConflictError) as caught:
        editing(newsroom).edit(WHERE, shown, Edit("First", State.TRANSLATED))
    assert caught.value.code == "L10N-EDIT-001"
    assert catalog.read_bytes() == saved


def test_an_edit_goes_beside_what_is_saved_in_another_entry(
    newsroom: Newsroom, catalog: Path
) -> None:
    shown = entry(catalog, "Перше")
    other = entry(catalog, "Друге речення.")
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace(other.target, "Saved elsewhere"), "utf-8")
    editing(newsroom).edit(WHERE, shown, Edit("First", State.TRANSLATED))
    assert entry(catalog, "Перше").target == "First"
    assert entry(catalog, "Друге речення.").target == "Saved elsewhere"


def test_a_save_in_the_moment_of_the_write_is_kept(
    newsroom: Newsroom, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, other = entry(catalog, "Перше"), entry(catalog, "Друге речення.")
    write, saves = Workspace.write, iter(["Saved elsewhere"])

    def late(self: Workspace, path: Path, data: bytes, before: Document | None) -> object:
        for target in saves:
            text = path.read_text("utf-8")
            path.write_text(text.replace(other.target, target), "utf-8")
        return write(self, path, data, before)

    monkeypatch.setattr(Workspace, "write", late)
    editing(newsroom).edit(WHERE, shown, Edit("First", State.TRANSLATED))
    assert entry(catalog, "Перше").target == "First"
    assert entry(catalog, "Друге речення.").target == "Saved elsewhere"


def test_an_entry_that_has_gone_is_told(newsroom: Newsroom, catalog: Path) -> None:
    shown = replace(entry(catalog, "Перше"), source="Never there")
    with pytest.raises(ConflictError) as caught:
        editing(newsroom).edit(WHERE, shown, Edit("First"))
    assert caught.value.code == "L10N-EDIT-002"


def test_a_control_character_is_refused_and_nothing_written(
    newsroom: Newsroom, catalog: Path
) -> None:
    before = catalog.read_bytes()
    with pytest.raises(CatalogError) as caught:
        edited(newsroom, "Перше", Edit("Fi\x1b[31mrst", State.TRANSLATED))
    assert caught.value.code == "L10N-PO-020"
    assert str(caught.value.path) == "catalogs/en/a.md.po"
    assert catalog.read_bytes() == before


def test_what_was_accepted_can_be_put_back_as_it_was(newsroom: Newsroom, catalog: Path) -> None:
    text, place = catalog.read_text("utf-8"), 'msgid "Друге речення."'
    catalog.write_text(text.replace(place, f'#| msgid "Друге."\n{place}'), "utf-8")
    shown = entry(catalog, "Друге речення.")
    assert shown.previous == (None, "Друге.")
    work = editing(newsroom)
    done = work.edit(WHERE, shown, Edit("Second", State.TRANSLATED))
    assert entry(catalog, "Друге речення.").previous is None
    work.put(WHERE, done.after, done.before)
    assert entry(catalog, "Друге речення.") == shown


def test_emptying_a_target_leaves_it_empty(newsroom: Newsroom, catalog: Path) -> None:
    edited(newsroom, "Перше", Edit("  ", State.TRANSLATED))
    assert entry(catalog, "Перше").state is State.EMPTY


def test_a_catalog_without_headers_gets_none(newsroom: Newsroom, catalog: Path) -> None:
    text = catalog.read_text("utf-8")
    catalog.write_text(text[text.index("\n\n") + 2 :], "utf-8")
    edited(newsroom, "Перше", Edit("First", State.TRANSLATED))
    assert load(catalog).headers == ()
    assert entry(catalog, "Перше").target == "First"
