"""Texts that nobody writes: the work on them is bounded, and the others are found all the same."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from l10n.memory import Grade, Place, Query
from l10n.memory.sqlite import SqliteMemory
from l10n.memory.text import grams, masked, normalized
from l10n.model.markup import Tagged
from l10n.model.unit import Unit
from tests.growth import in_proportion

PLACE = Place("file", "memory/odd.tmx")
PLAIN = "Верховна Рада ухвалила закон про державний бюджет."


def unit(source: str, target: str = "x", before: str = "") -> Unit:
    return Unit(Tagged(source), target, "uk", "en", before=before)


def query(text: str, **more: str) -> Query:
    return Query(Tagged(text), "uk", "en", **more)  # type: ignore[arg-type]


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    return SqliteMemory(tmp_path / "memory.sqlite")


@pytest.mark.growth
@pytest.mark.parametrize(
    "piece",
    ["а", "1", "111 ", "1.", "0 ", "25 листопада ", "понеділок, ", "«", "  ", "<a1>", "ß", "1st "],
)
@pytest.mark.parametrize("end", ["", "1111", "x"])
def test_texts_are_read_in_proportion(piece: str, end: str) -> None:
    def work(size: int) -> object:
        text = Tagged(piece * (size // len(piece)) + end, frozenset({"a1"}))
        return grams(masked(normalized(text), "uk"), "uk>en")

    assert in_proportion(work, 16_000)


def test_one_letter_again_and_again_is_found(memory: SqliteMemory) -> None:
    memory.put(PLACE, [unit("а" * size, str(size)) for size in range(1, 600)], "1")
    match = memory.search([query("а" * 300)])[0][0]
    assert (match.grade, match.unit.target) == (Grade.EXACT, "300")
    assert memory.search([query("а" * 299 + "б")])[0][0].similarity == 99


def test_a_thousand_identical_texts_hide_nothing(memory: SqliteMemory) -> None:
    many = [unit(PLAIN, str(number), f"Перед {number}") for number in range(3_000)]
    memory.put(PLACE, [*many, unit("Верховна Рада скасувала закон про бюджет.", "other")], "1")
    found = memory.search([query(PLAIN, before="Перед 1500")])[0]
    assert (found[0].grade, found[0].unit.target) == (Grade.IN_CONTEXT, "1500")
    near = memory.search([query("Верховна Рада скасувала закони про бюджет.")])[0]
    assert near[0].unit.target == "other"


def test_texts_of_the_same_grams_are_bounded(memory: SqliteMemory) -> None:
    """Words in all orders have the same grams, but for those at their joints."""
    names = ["північ", "південь", "схід", "захід", "центр"]
    orders = [f"{one} {two} {three}" for one in names for two in names for three in names]
    texts = [f"{one}, {two}" for one in orders for two in orders[:20]]
    memory.put(PLACE, (unit(text, text) for text in [*texts, PLAIN]), "1")
    assert memory.search([query(texts[777])])[0][0].unit.target == texts[777]
    assert memory.search([query(PLAIN[:-2])])[0][0].unit.target == PLAIN


def test_a_very_long_text_is_found_as_it_stands(memory: SqliteMemory) -> None:
    long = "слово " * 40_000
    memory.put(PLACE, [unit(long, "long"), unit(PLAIN, "plain")], "1")
    assert memory.search([query(long)])[0][0].grade is Grade.EXACT
    assert memory.search([query(long + "ще")])[0] == ()
    assert memory.failure is None


def test_a_text_of_signs_alone_is_no_trouble(memory: SqliteMemory) -> None:
    odd = ["", " ", "\0", "…", "0", "\U000f0000", "<a1>", "\ud83d", "🏴" * 3, "ﷺ", "İ"]
    memory.put(PLACE, [unit(text, str(number)) for number, text in enumerate(odd)], "1")
    for number, text in enumerate(odd):
        assert memory.search([query(text)])[0][0].unit.target == str(number)
    assert memory.failure is None


FULL = """
    import resource, sys
    from pathlib import Path
    from l10n.memory import Place, Query
    from l10n.memory.sqlite import SqliteMemory
    from l10n.model.markup import Tagged
    from l10n.model.unit import Unit

    memory = SqliteMemory(Path(sys.argv[1]))
    old, new = Place("file", "old"), Place("file", "new")
    memory.put(old, [Unit(Tagged("Старий текст"), "old", "uk", "en")], "1")
    assert memory.failure is None
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    units = [Unit(Tagged(f"Новий текст {n} " * 9), "new", "uk", "en") for n in range(1_000)]
    memory.put(new, units, "1")
    assert memory.failure is not None
    found = memory.search([Query(Tagged("Старий текст"), "uk", "en")])[0]
    assert [match.unit.target for match in found] == ["old"], found
    assert list(memory.places()) == [old]
"""


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(FULL), str(tmp_path / "memory.sqlite")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
