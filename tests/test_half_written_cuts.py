"""Catalogs cut at any byte, or overwritten up to any byte: no text of a person is ever fewer."""

import os
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tests.conftest import LONG, Newsroom
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


def cuts(data: bytes) -> Iterator[int]:
    """Every byte; in the short form ends of lines and entries, and some bytes within."""
    for place in range(len(data)):
        if LONG or data[place - 1 : place] == b"\n" or place % 173 == 0:
            yield place


@pytest.mark.parametrize("command", ["sync", "receive"])
def test_a_catalog_cut_at_any_byte_loses_nothing(
    desk: Newsroom, command: str, tmp_path: Path, tally: Tally
) -> None:
    path = desk.catalog("a.md")
    desk.l10n("send", "--state", "translated", "--to", tmp_path / "parcel")
    arguments = [command, *([tmp_path / "parcel"] if command == "receive" else [])]
    whole, known = path.read_bytes(), texts_of(path)
    refused = unreadable = taken = 0
    for place in cuts(whole):
        saved(path, whole[:place])
        answer = desk.l10n(*arguments)
        if answer.code == 0:
            # Nothing but line ends was missing.
            taken += 1
            assert texts_of(path) == known, place
        else:
            assert answer.code == 3, (place, answer.err)
            assert path.read_bytes() == whole[:place], place
            assert len(answer.err.splitlines()) == 1, answer.err
            refused += "L10N-PO-022" in answer.err
            unreadable += "L10N-PO-022" not in answer.err
    assert taken <= 2
    saved(path, whole)
    assert desk.l10n(*arguments).code == 0
    assert texts_of(path) == known
    tally(
        f"catalogs cut at every byte, then {command}",
        cuts=refused + unreadable + taken,
        refused=refused,
        unreadable=unreadable,
        taken=taken,
        lost=0,
    )


@pytest.mark.parametrize("word", ["a", "word", "longer words"])
def test_a_catalog_overwritten_up_to_any_byte_loses_nothing(
    desk: Newsroom, word: str, tally: Tally
) -> None:
    """New bytes, then those of the old file that are still to be overwritten."""
    path = desk.catalog("a.md")
    old = path.read_bytes()
    new = (
        by_hand(old, path, targets(word)) if word != "word" else by_hand(old, path, targets("Word"))
    )
    ours, theirs = texts_of(path), len(texts_of(path))
    refused = unreadable = taken = 0
    for place in cuts(new):
        saved(path, old)
        assert desk.l10n("sync").code == 0
        mixed = new[:place] + old[place:]
        saved(path, mixed)
        before = mixed
        answer = desk.l10n("sync")
        if answer.code == 0:
            taken += 1
            assert len(texts_of(path)) == theirs, place
        else:
            assert answer.code == 3, (place, answer.err)
            assert path.read_bytes() == before, place
            refused += "L10N-PO-022" in answer.err
            unreadable += "L10N-PO-022" not in answer.err
    saved(path, new)
    assert desk.l10n("sync").code == 0
    tally(
        "catalogs overwritten up to every byte, then sync",
        saves=refused + unreadable + taken,
        refused=refused,
        unreadable=unreadable,
        taken=taken,
        lost=0,
    )
    assert ours
