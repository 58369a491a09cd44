"""Catalogs cut at any byte, or overwritten up to any byte: no text of a person is ever fewer."""

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import polib
import pytest

from tests.conftest import LONG, Answer, Newsroom
from tests.tally import Tally

pytestmark = pytest.mark.campaign

TEXTS = [
    "Рада ухвалила бюджет.",
    "Міст через річку відкрили в середу, і першими ним пройшли школярі з сусіднього села.",
    "Школа чекає на дітей.",
    "Ціни зросли.",
    "«Ми чекали на це десять років», — сказала вчителька, яка мешкає на тому березі з родиною.",
    "Погода мінлива.",
    "Потяги ходять за розкладом.",
    "Наступного тижня рада збереться знову, щоб розглянути звернення мешканців трьох вулиць міста.",
]


def targets(word: str) -> dict[str, str]:
    return {
        text: f"{word} {number}: " + f"{word} " * (len(text) // 5)
        for number, text in enumerate(TEXTS)
    }


def saved(path: Path, data: bytes) -> None:
    """A save that ended a minute ago."""
    path.write_bytes(data)
    at = path.stat().st_mtime - 60
    os.utime(path, (at, at))


def by_hand(data: bytes, path: Path, texts: dict[str, str], width: int = 78) -> bytes:
    """What an editor would save once a person has written these targets."""
    path.write_bytes(data)
    catalog = polib.pofile(str(path), wrapwidth=width)
    for entry in catalog:
        if entry.msgid in texts:
            entry.msgstr, entry.flags = texts[entry.msgid].strip(), []
    return bytes(str(catalog), "utf-8")


def texts_of(path: Path) -> set[tuple[str, str]]:
    return {
        (entry.msgid, entry.msgstr)
        for entry in polib.pofile(str(path))
        if not entry.fuzzy and entry.msgstr
    }


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """Eight translations, and two more of texts that are gone, seen by a sync."""
    old = ["Старе речення.", "Ще старіше речення, якого в статті давно вже ніхто не бачив."]
    newsroom.article("a.md", "\n\n".join([*TEXTS, *old]) + "\n")
    newsroom.l10n("sync")
    path = newsroom.catalog("a.md")
    everything = targets("word") | {old[0]: "Old.", old[1]: "An older sentence. " * 6}
    saved(path, by_hand(path.read_bytes(), path, everything))
    newsroom.article("a.md", "\n\n".join(TEXTS) + "\n")
    assert newsroom.l10n("sync").code == 0
    assert len(texts_of(path)) == 10
    return newsroom


def cuts(data: bytes, step: int) -> Iterator[int]:
    """Ends of entries, and every so many bytes."""
    for place in range(len(data)):
        if data[place - 2 : place] == b"\n\n" or place % step == 0:
            yield place


@dataclass
class Outcomes:
    """What became of catalogs that are not whole."""

    refused: int = 0
    """Something was missing."""
    unreadable: int = 0
    taken: int = 0
    lost: int = 0
    """Texts of a person that are not there any more."""

    def add(self, answer: Answer, path: Path, given: bytes, known: set[tuple[str, str]]) -> None:
        """Judge what a command did to a catalog; a refused one stays as it was, with one line."""
        if answer.code == 0:
            self.taken += 1
            self.lost += len(known - texts_of(path))
            return
        assert answer.code == 3, answer.err
        assert path.read_bytes() == given
        assert len(answer.err.splitlines()) == 1, answer.err
        missing = "L10N-PO-022" in answer.err
        self.refused += missing
        self.unreadable += not missing

    def counts(self) -> dict[str, int]:
        tried = self.refused + self.unreadable + self.taken
        return {"tried": tried, **asdict(self)}


@pytest.mark.parametrize("command", ["sync", "receive"])
def test_a_catalog_cut_at_any_byte_loses_nothing(
    desk: Newsroom, command: str, tmp_path: Path, tally: Tally
) -> None:
    path = desk.catalog("a.md")
    desk.l10n("send", "--state", "translated", "--to", tmp_path / "parcel")
    arguments = [command, *([tmp_path / "parcel"] if command == "receive" else [])]
    whole, known = path.read_bytes(), texts_of(path)
    outcomes = Outcomes()
    for place in cuts(whole, 1 if LONG else 173):
        saved(path, whole[:place])
        outcomes.add(desk.l10n(*arguments), path, whole[:place], known)
    saved(path, whole)
    assert desk.l10n(*arguments).code == 0
    assert texts_of(path) == known
    tally(f"catalogs cut at any byte, then {command}", **outcomes.counts())
    assert outcomes.lost == 0
    # Where nothing but line ends is missing.
    assert outcomes.taken <= 2


@pytest.mark.parametrize("word", ["Word", *(["a", "longer words"] if LONG else [])])
def test_a_catalog_overwritten_up_to_any_byte_loses_nothing(
    desk: Newsroom, word: str, tally: Tally
) -> None:
    """New bytes, then those of the old file that are still to be overwritten."""
    path = desk.catalog("a.md")
    old = path.read_bytes()
    sources = {source for source, _target in texts_of(path)}
    new = by_hand(old, path, targets(word))
    outcomes = Outcomes()
    for place in cuts(new, 5 if LONG else 401):
        saved(path, old)
        # A mixture may have held a text that nobody wrote, and that is gone now.
        assert desk.l10n("sync", "--accept-removals", "a.md").code == 0
        mixed = new[:place] + old[place:]
        saved(path, mixed)
        answer = desk.l10n("sync")
        outcomes.add(answer, path, mixed, set())
        if answer.code == 0:
            outcomes.lost += len(sources - {source for source, _target in texts_of(path)})
    saved(path, new)
    assert desk.l10n("sync", "--accept-removals", "a.md").code == 0
    tally("catalogs overwritten up to any byte, then sync", **outcomes.counts())
    assert outcomes.lost == 0
