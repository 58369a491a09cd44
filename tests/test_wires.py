"""Texts of wires and desks: complete lines stay, wrapped prose is one line, whatever it says."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from l10n.formats.text.format import PlainText
from l10n.formats.text.lines import JOINER
from tests.corpora import ntrex, seed, variants
from tests.test_text import holds, texts

SAMPLES = sorted((Path(__file__).parent / "samples/wires").glob("*.txt"))
"""Articles in the manners of several agencies; a line of a file is one line of the text."""
WIDTHS = (60, 65, 68, 72, 76, 80)
Break = tuple[bool, bool, str, str]
"""The end of a line: is it the writer's own, is it kept, and the lines above and below."""


def wrapped(line: str, width: int) -> list[str]:
    """Fill lines as fmt and mail programs do."""
    if not width or len(line) <= width:
        return [line]
    done = [""]
    indent = line[: len(line) - len(line.lstrip())]
    for word in line.split():
        if not done[-1]:
            done[-1] = indent + word
        elif len(done[-1]) + 1 + len(word) <= width:
            done[-1] += f" {word}"
        else:
            done.append(word)
    return done


def breaks(text: str, width: int) -> Iterator[Break]:
    """Wrap a text, read it, and tell of each line end between two lines that hold something."""
    lines: list[str] = []
    own: list[bool] = []
    for line in text.split("\n"):
        parts = wrapped(line, width)
        lines += parts
        own += [False] * (len(parts) - 1) + [True]
    source = "\n".join(lines)
    inside = {
        place
        for block in PlainText().parse(source).blocks
        for place in range(block.span.start, block.span.end)
    }
    end = -1
    for (above, mine), below in pairwise([*zip(lines, own, strict=True), ("", True)]):
        end += len(above) + 1
        if above.strip() and below[0].strip():
            yield mine, end not in inside, above, below[0]


def counted(found: Iterator[Break]) -> Counter[tuple[bool, bool]]:
    return Counter((mine, kept) for mine, kept, _above, _below in found)


def test_complete_lines_of_wires_stay_where_nothing_is_wrapped() -> None:
    assert len(SAMPLES) >= 30
    for path in SAMPLES:
        wrong = [found for found in breaks(path.read_text("utf-8"), 0) if found[0] != found[1]]
        assert wrong == []


def test_complete_lines_of_wires_stay_where_prose_is_wrapped() -> None:
    total: Counter[tuple[bool, bool]] = Counter()
    for path in SAMPLES:
        for width in WIDTHS:
            total += counted(breaks(path.read_text("utf-8"), width))
    kept, lost, split = total[True, True], total[True, False], total[False, True]
    assert kept / (kept + lost) > 0.98
    assert kept / (kept + split) > 0.998


@pytest.mark.parametrize(
    ("width", "every"),
    [(72, 4), *(pytest.param(each, 1, marks=pytest.mark.sampled(0)) for each in (60, 65, 72, 80))],
)
@pytest.mark.sampled(2)
def test_wrapped_prose_of_the_news_is_joined(width: int, every: int) -> None:
    for article in ntrex()[::every]:
        for language in (article.en, article.uk):
            found = counted(breaks("\n\n".join(language), width))
            assert found[False, True] == 0
    assert counted(breaks(seed(), width))[False, True] == 0


@pytest.mark.parametrize(
    "source",
    [
        "Phone 000 11 22\nE-mail desk@example.org",
        "Тел.: 000 11 22\nЕл. пошта: desk@example.org\nСайт: example.org",
        "Best regards,\nHelen Marsh\nMayor",
        "З повагою\nОлена Маруніна",
        "bread\nwater\nsalt",
        "Rovers 2, United 1\nCity 0, Albion 0",
        "Yes      61%\nNo       27%",
        "▪️ eins\n▪️ zwei",
        "The vote is over.\n-30-",
        "The vote is over.\n(END)",
        "AV-Elections,0150\nPolls open in ten towns\nEds: UPDATES throughout",
        "20:15\nVoting has begun.",
        "The bees came home before the rain,\nThe rain came home before the night",
        "Row me over, row me home,\nthe lamp is in the window,\nand ask the willow",
        "вул. Садова, 45,\nм. Річкове,\n01001",
        "Q. And what is next?\nA. The roof.",
        "ANCHOR: Good morning.\nHALE: Good morning.",
    ],
)
def test_a_line_that_is_complete_stays_a_line(source: str) -> None:
    lines = [line.removeprefix("▪️ ") for line in source.split("\n")]
    for before in ("", "A paragraph of its own that says what this is about, and ends.\n\n"):
        for text in variants(before + source):
            assert texts(text)[-len(lines) :] == lines


@pytest.mark.parametrize(
    "source",
    [
        "* Workers to get six per cent\n  more pay from July, and\n  Nights off",
        "Rivertown council votes to rebuild the bridge and the\nHarbour Road, says the mayor.",
        "The poet Ellen Moor wrote that she had never seen a\nwinter like this.",
        "Most of those who spoke asked one question about it:\nwho is going to pay for the bridge?",
    ],
)
def test_what_was_wrapped_is_one_text(source: str) -> None:
    twice = f"{source}\n{source}" if source.startswith("*") else source
    for text in variants(twice):
        assert set(texts(text)) == {" ".join(source.removeprefix("* ").split())}


def test_a_headline_in_capitals_is_joined_where_prose_is_wrapped() -> None:
    head = "COUNCIL OF RIVERTOWN VOTES TO REBUILD THE OLD BRIDGE THAT"
    body = "The council of Rivertown voted on Tuesday to rebuild the\nold stone bridge."
    assert texts(f"{head}\nWAS CLOSED AFTER THE FLOODS\n\n{body}\n")[0].endswith("FLOODS")
    assert len(texts(f"NEWS ADVISORY\nWAS CLOSED AFTER THE FLOODS\n\n{body}\n")) == 3


@pytest.mark.parametrize("rule", ["===", "-----", "* * *", "___", "~~~~~", "###"])
def test_a_rule_is_no_text_and_parts_what_it_stands_between(rule: str) -> None:
    assert texts(f"Above\n{rule}\nand below\n") == ["Above", "and below"]


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    line = "市议会周二投票决定重建去年冬天洪水后关闭的旧石桥结束了数月"
    assert texts(f"{line}\n{line}\n有关费用的争论。\n") == [f"{line}{line}有关费用的争论。"]


TARGETS = (
    *("Phone: 1", "a", "going on, in lower case", "A sentence.", "(END)", "===", "—", "- x"),
    *("x" * 70, "слово " * 40, "CAPS: says", "20:15", "a    b    c", f"x{JOINER}y", "1. One"),
)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_target_joins_or_parts_the_lines_of_a_wire(path: Path) -> None:
    text = path.read_text("utf-8")
    number = SAMPLES.index(path)
    lines = [part for line in text.split("\n") for part in wrapped(line, (0, 65, 72)[number % 3])]
    source = "\n".join(lines)
    for target in (TARGETS[number % len(TARGETS)], TARGETS[(number * 7 + 3) % len(TARGETS)]):
        assert holds(source, lambda _n, _text, new=target: new) == 0
        assert holds(source, lambda n, text, new=target: new if n % 2 else text, "sentences") == 0
