"""A save in the very moment of a command's write: each command goes on as its users would wish."""

import os
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest

from l10n.desk.desk import open_desk, wanted
from l10n.jobs.publish import ReleaseOptions, release
from l10n.jobs.receive import take_back
from l10n.jobs.sync import sync
from l10n.store.replacing.displaced import System
from l10n.store.replacing.renames import native
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom
from tests.meddled import Act, Meddled

FIRST, SECOND, THIRD = "Рада ухвалила бюджет.", "Міст відкрили в середу.", "Школа чекає на дітей."
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.fixture
def newsroom(newsroom: Newsroom) -> Newsroom:
    newsroom.article("a.md", f"{FIRST}\n\n{SECOND}\n")
    assert newsroom.l10n("sync").code == 0
    return newsroom


def meddled(newsroom: Newsroom, place: Path, act: Act) -> Workspace:
    """A workspace in which somebody acts once, just before a file is replaced."""

    class AtPlace(Meddled):
        def exchange(self, one: Path, other: Path) -> None:
            if other == place and not self.exchanges:
                self.exchanges = 1
                act()
            self.inner.exchange(one, other)

    return Workspace(newsroom.root, system=System(renames=AtPlace(native())))


def type_in(path: Path, source: str, target: str) -> None:
    catalog = polib.pofile(str(path))
    entry = catalog.find(source)
    entry.msgstr, entry.flags = target, []
    catalog.save(f"{path}.saving")
    os.replace(f"{path}.saving", path)


def test_sync_takes_in_what_was_saved_at_its_write(newsroom: Newsroom) -> None:
    path = newsroom.catalog("a.md")
    newsroom.article("a.md", f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n")
    workspace = meddled(newsroom, path, lambda: type_in(path, SECOND, "The bridge is open."))
    desk = open_desk(workspace)
    report = sync(desk, wanted(desk, (), ()), now=NOW)
    assert not (report.errors)
    assert not (report.failures)
    catalog = polib.pofile(str(path))
    assert catalog.find(SECOND).msgstr == "The bridge is open."
    assert catalog.find(THIRD).msgstr
    assert workspace.look_again() == ()


def test_receive_can_be_run_again_after_a_save_at_its_write(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    path = newsroom.catalog("a.md")
    assert newsroom.l10n("send", "--to", tmp_path / "parcel").code == 0
    (sent,) = (tmp_path / "parcel").rglob("*.po")
    type_in(sent, FIRST, "The council has a budget.")
    records = newsroom.records("a.md", "sent").read_bytes()
    workspace = meddled(newsroom, path, lambda: type_in(path, SECOND, "The bridge is open."))
    (error,) = take_back(open_desk(workspace), [sent], now=NOW).errors
    assert error.code == "L10N-WS-015"
    assert newsroom.records("a.md", "sent").read_bytes() == records
    assert newsroom.l10n("receive", sent).code == 0
    catalog = polib.pofile(str(path))
    assert catalog.find(FIRST).msgstr == "The council has a budget."
    assert catalog.find(SECOND).msgstr == "The bridge is open."


def test_publish_leaves_a_page_that_was_saved_at_its_write(newsroom: Newsroom) -> None:
    assert newsroom.l10n("publish").code == 0
    page = newsroom.published("a.md")
    type_in(newsroom.catalog("a.md"), FIRST, "The council has a budget.")
    workspace = meddled(newsroom, page, lambda: page.write_text("By hand.\n"))
    desk = open_desk(workspace)
    options = ReleaseOptions(NOW)
    report = release(desk, wanted(desk, (), ()), options)
    assert [error.code for error in report.errors] == ["L10N-WS-015"]
    assert page.read_text() == "By hand.\n"
    refused = newsroom.l10n("publish")
    assert refused.code == 1
    assert "changed by hand" in refused.err
    assert newsroom.l10n("publish", "--replace-edited").code == 0
    assert "The council has a budget." in page.read_text()
    assert newsroom.text("a.md", 2).read_text() == "By hand.\n"


@pytest.mark.parametrize("changed", [False, True])
def test_the_next_command_tells_of_a_late_save(newsroom: Newsroom, changed: bool) -> None:
    path = newsroom.catalog("a.md")
    # Of another user's file it is unknown who writes to it.
    workspace = Workspace(newsroom.root, system=System(writing=lambda _file: None))
    with path.open("r+b") as late, workspace.locked():
        read = path.read_bytes()
        workspace.write(path, b"# ours\n" + read, workspace.read(path))
        late.write(b"# late\n" + read)
    if changed:
        path.write_bytes(b"# newer\n" + read)
    answer = newsroom.l10n("status")
    assert answer.code == 5
    line = "l10n: catalogs/en/a.md.po: was saved while it was being replaced; "
    if changed:
        assert answer.err == f"{line}what was saved is in kept/catalogs/en/a.md.po\n"
        assert b"# late" in (newsroom.root / "kept/catalogs/en/a.md.po").read_bytes()
        assert b"# newer" in path.read_bytes()
    else:
        assert answer.err == f"{line}it is as it was saved — run the command again\n"
        assert b"# late" in path.read_bytes()
    assert newsroom.l10n("status").code == 0
    assert list((newsroom.root / ".l10n" / "displaced").iterdir()) == []
