"""Two workspaces of a newsroom and one memory, by the commands that people use."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import pytest

from tests.conftest import Newsroom, Run
from tests.postgres_server import Server, postgres, programs

pytestmark = pytest.mark.generator

TEXT = "# Бюджет\n\nМіська рада ухвалила бюджет. За нього проголосували тридцять депутатів.\n"


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    with postgres() as server:
        yield server


@pytest.fixture
def desk(running: Server, tmp_path: Path, run: Run) -> Callable[[str], Newsroom]:
    running.sql("DROP SCHEMA IF EXISTS l10n CASCADE")

    def make(name: str) -> Newsroom:
        root = tmp_path / name
        root.mkdir()
        room = Newsroom(root, run)
        assert room.l10n("init", "--source", "uk", "--target", "en").code == 0
        for each in (root / "workflows").glob("*.toml"):
            each.unlink()
        room.workflow(
            'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = []\n'
            f'[memory]\nurl = "{running.url()}"\nname = "{name}"\n'
        )
        return room

    return make


def translate(room: Newsroom, name: str, targets: dict[str, str]) -> None:
    catalog = polib.pofile(str(room.catalog(name)), wrapwidth=0)
    for entry in catalog:
        if entry.msgid in targets:
            entry.msgstr = targets[entry.msgid]
            entry.flags = []
    catalog.save()


def test_what_one_desk_translated_is_a_draft_at_another(
    desk: Callable[[str], Newsroom], running: Server
) -> None:
    kyiv, lviv = desk("kyiv"), desk("lviv")
    kyiv.article("budget.md", TEXT)
    assert kyiv.l10n("sync").code == 0
    translate(kyiv, "budget.md", {"Міська рада ухвалила бюджет.": "The council passed the budget."})
    assert kyiv.l10n("sync").code == 0
    lviv.article("vote.md", "# Голосування\n\nМіська рада ухвалила бюджет.\n")
    assert lviv.l10n("sync").code == 0
    entry = polib.pofile(str(lviv.catalog("vote.md"))).find("Міська рада ухвалила бюджет.")
    assert entry is not None
    assert (entry.msgstr, entry.flags) == ("The council passed the budget.", ["fuzzy"])
    assert "kyiv" in entry.comment
    assert running.sql("SELECT count(*) FROM l10n.unit") == "1"


def test_an_outage_leaves_the_own_memory_and_is_said(
    desk: Callable[[str], Newsroom], running: Server
) -> None:
    room = desk("kyiv")
    room.article("budget.md", TEXT)
    room.l10n("sync")
    translate(room, "budget.md", {"Міська рада ухвалила бюджет.": "The council passed the budget."})
    running.stop()
    try:
        room.article("vote.md", "# Голосування\n\nМіська рада ухвалила бюджет.\n")
        told = room.l10n("sync")
    finally:
        running.start()
    assert "cannot be reached" in told.err
    assert told.err.count("L10N-MEM-051") == 1
    entry = polib.pofile(str(room.catalog("vote.md"))).find("Міська рада ухвалила бюджет.")
    assert entry is not None
    assert entry.msgstr == "The council passed the budget."
    assert room.l10n("sync").code == 0
    room.article("more.md", "# Ще\n\nМіська рада ухвалила бюджет.\n")
    assert room.l10n("sync").code == 0
    assert running.sql("SELECT count(*) FROM l10n.unit") == "1"
