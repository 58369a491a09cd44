"""What a command keeps of its articles, their errors included, does not hold what it has read."""

import gc
from collections.abc import Callable
from typing import Any

import polib
import pytest

from l10n.desk import reading
from l10n.errors import CatalogError
from l10n.jobs.publish.run import PublishRun
from l10n.jobs.sync.run import SyncRun
from l10n.model.article import Article
from tests.conftest import Newsroom

MANY = 30
FEW = 12
"""Articles that a command may have in hand at a time, with those that it keeps for others."""


@pytest.fixture
def desk(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Translated articles, in a folder that is no repository."""
    monkeypatch.setattr(reading, "KEPT", 4)
    for number in range(MANY):
        newsroom.article(f"a{number:02}.md", f"# Рада {number}\n\nРада.\n")
    assert newsroom.l10n("sync").code == 0
    for path in (newsroom.root / "catalogs/en").glob("*.po"):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr, entry.flags = entry.msgid.replace("Рада", "Council"), []
        catalog.save()
    return newsroom


def counting(monkeypatch: pytest.MonkeyPatch, kind: Any, method: str) -> Callable[[], int]:
    """The most articles that were held when a method was called."""
    found: list[int] = []
    former = getattr(kind, method)

    def counted(self: Any, *arguments: Any, **more: Any) -> Any:
        gc.collect()
        found.append(sum(type(each) is Article for each in gc.get_objects()))
        return former(self, *arguments, **more)

    monkeypatch.setattr(kind, method, counted)
    gc.collect()
    before = sum(type(each) is Article for each in gc.get_objects())
    return lambda: max(found) - before


def test_publish_holds_no_article_that_is_done(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = counting(monkeypatch, PublishRun, "place")
    assert desk.l10n("publish", "--jobs", 1).code == 0
    assert most() <= FEW


def test_sync_holds_no_article_whose_catalog_is_broken(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (desk.root / "catalogs/en").glob("*.po"):
        path.write_bytes(path.read_bytes() + b'\nmsgid "x\n')
    most = counting(monkeypatch, SyncRun, "report")
    answer = desk.l10n("sync", "--jobs", 1)
    assert answer.err.count("catalogs/en/") >= MANY
    assert most() <= FEW


def test_an_error_that_is_kept_has_no_frames_and_the_same_words() -> None:
    def fail() -> None:
        try:
            raise KeyError("x")
        except KeyError as error:
            raise CatalogError("broken", code="CAT-001", path="a.po", line=3) from error

    with pytest.raises(CatalogError) as found:
        fail()
    words = str(found.value)
    kept = found.value.kept()
    assert kept is found.value
    assert (kept.__traceback__, kept.__context__, kept.__cause__) == (None, None, None)
    assert str(kept) == words
