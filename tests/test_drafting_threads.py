"""`--jobs` bounds the threads that engines draft with, and changes no draft."""

import shutil
from collections.abc import Iterator, Mapping, Sequence

import pytest

from l10n.cores import cores
from l10n.engines import Draft, Request
from tests.conftest import Newsroom, Offer
from tests.workers_desk import files


class Told:
    """An engine that keeps what it was told."""

    name = "told"

    def __init__(self, told: list[int]) -> None:
        self._told = told

    def use_threads(self, most: int) -> None:
        if most == 13:
            raise ValueError("thirteen")
        self._told.append(most)

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return ("told 1",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        for _request in requests:
            yield Draft("A town built a bridge.", "told 1")


@pytest.fixture
def told(newsroom: Newsroom, offer: Offer) -> list[int]:
    """What the engine of a desk is told."""
    found: list[int] = []

    def make(_settings: Mapping[str, object]) -> Told:
        return Told(found)

    offer("told", make)
    newsroom.workflow('source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["told"]\n')
    newsroom.article("a.md", "Місто збудувало міст.\n")
    return found


@pytest.mark.parametrize(("options", "most"), [(("--jobs", "3"), 3), ((), cores())])
def test_an_engine_hears_how_many_threads_it_may_have(
    newsroom: Newsroom, told: list[int], options: tuple[str, ...], most: int
) -> None:
    assert newsroom.l10n("sync", *options).code == 0
    assert told == [most]
    assert "A town built" in newsroom.catalog("a.md").read_text("utf-8")


def test_an_engine_that_fails_at_that_is_an_error_of_its_own(
    newsroom: Newsroom, told: list[int]
) -> None:
    answer = newsroom.l10n("sync", "--jobs", "13")
    assert answer.code == 4
    assert "told" in answer.err
    assert "thirteen" in answer.err
    assert "Місто" in newsroom.catalog("a.md").read_text("utf-8")


def test_drafts_are_the_same_with_any_number_of_threads(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ctranslate2", reason="the extra argos is not installed")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    newsroom.workflow('source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["argos"]\n')
    for number in range(6):
        newsroom.article(
            f"{number}.md",
            f"Бібліотека отримала 7{number} картин.\n\nПро це повідомляє фонд.\n",
        )
    before = files(newsroom.root)
    found = []
    for jobs in (1, 2, 3):
        for folder in ("catalogs", "records", ".l10n"):
            shutil.rmtree(newsroom.root / folder, ignore_errors=True)
        assert files(newsroom.root).keys() <= before.keys()
        answer = newsroom.l10n("sync", "--jobs", jobs)
        found.append((answer, files(newsroom.root)))
    assert "fuzzy" in newsroom.catalog("0.md").read_text("utf-8")
    assert found[1] == found[0]
    assert found[2] == found[0]
