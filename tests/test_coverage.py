"""Counting: agrees with gettext, and 100 % means all of it."""

import itertools
import random
import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.counts import Counts, Tally, count
from l10n.model.source_words import words
from l10n.steps.coverage import gate, parse_percent, total
from tests.conftest import LONG

DATA = Path(__file__).parents[2] / "shared" / "data" / "ntrex"
HEADERS = (("Content-Type", "text/plain; charset=UTF-8"),)
TALLIES = st.builds(Tally, st.integers(0, 10**6), st.integers(0, 10**6))
COUNTS = st.builds(Counts, TALLIES, TALLIES, TALLIES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("… — !", 0),
        ("Міська рада ухвалила бюджет.", 4),
        ("п'ять п’ять пʼять", 3),
        ("прем'єр-міністр", 1),
        ("2024-й рік", 2),
        ("слово — слово", 2),
        ("сло\u0301во", 1),
        ("довго\u00adтривалий", 1),
        ("rock 'n' roll", 3),
        ("<a1>Рада</a1> міста<br2/>Львова", 3),
        ("<b1>П</b1>ерший", 1),
        ("snake_case", 2),
        ("5 < 6 and a<b", 5),
        ("слово\u00a0слово\u2028слово", 3),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, expected: int) -> None:
    assert words(text) == expected


def test_each_entry_counts_once_by_its_state() -> None:
    catalog = Catalog(
        HEADERS,
        (
            Entry(None, "Одне"),
            Entry(None, "Два слова", "Two", State.DRAFT),
            Entry(None, "Три слова тут", "<omit/>", State.TRANSLATED),
            Entry("title", "Одне", "One", State.TRANSLATED),
            Entry(None, "Зниклі слова", "Gone", State.TRANSLATED, obsolete=True),
        ),
    )
    assert count(catalog) == Counts(Tally(1, 1), Tally(1, 2), Tally(2, 4))
    assert count(catalog).total == Tally(4, 7)
    assert not count(catalog).complete
    assert count(Catalog(HEADERS)).complete


def test_percent_is_rounded_down_and_a_hundred_means_all() -> None:
    nearly = Counts(Tally(1, 1), Tally(), Tally(999_999, 2))
    assert nearly.percent() == 99
    assert nearly.percent(digits=2) == Decimal("99.99")
    assert nearly.percent(words=True, digits=1) == Decimal("66.6")
    assert Counts().percent() == 100
    assert Counts(draft=Tally(3, 3)).percent() == 0


@given(COUNTS, st.booleans(), st.integers(0, 4))
def test_percent_and_gate_agree_exactly(counts: Counts, by_words: bool, digits: int) -> None:
    shown = counts.percent(words=by_words, digits=digits)
    assert 0 <= shown <= 100
    assert counts.reaches(shown, words=by_words)
    step = Decimal(1).scaleb(-digits)
    part = counts.translated.words if by_words else counts.translated.entries
    whole = counts.total.words if by_words else counts.total.entries
    assert (shown == 100) is (part == whole)
    if whole:
        assert not counts.reaches(shown + step, words=by_words)


@given(st.lists(COUNTS, max_size=5))
def test_totals_add_up_and_the_gate_is_on_the_total(parts: list[Counts]) -> None:
    whole = total(parts)
    assert whole.total.entries == sum(part.total.entries for part in parts)
    assert gate(parts, Decimal("99.5")) is whole.reaches(Decimal("99.5"))
    assert gate(parts, Decimal(0))


def test_the_gate_knows_a_tenth_of_a_percent() -> None:
    counts = Counts(Tally(1), Tally(), Tally(999))
    assert gate([counts], Decimal("99.9"))
    assert not gate([counts], Decimal("99.91"))
    assert not gate([counts], Decimal(100))


@pytest.mark.parametrize(("text", "value"), [("95", 95), (" 99,5% ", Decimal("99.5")), ("0", 0)])
def test_a_percentage_is_read_as_people_write_it(text: str, value: Decimal) -> None:
    assert parse_percent(text) == value


@pytest.mark.parametrize("text", ["", "x", "-1", "100.1", "nan", "inf", "1e9"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a percentage"):
        parse_percent(text)


def statistics(path: Path) -> tuple[int, int, int]:
    done = subprocess.run(
        ["msgfmt", "--statistics", "-o", "/dev/null", str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin"},
    )
    pairs = re.findall(r"(\d+) (translated|fuzzy|untranslated)", done.stderr)
    by_word = {word: int(number) for number, word in pairs}
    return by_word.get("untranslated", 0), by_word.get("fuzzy", 0), by_word.get("translated", 0)


@pytest.mark.campaign
@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext (msgfmt) is missing")
def test_counts_agree_with_msgfmt_on_123_real_articles(tmp_path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip("shared/data/ntrex is not here")
    names = (DATA / "document-ids.tsv").read_text("utf-8").splitlines()
    sources = (DATA / "news.uk.txt").read_text("utf-8").split("\n")
    targets = (DATA / "news.en.txt").read_text("utf-8").split("\n")
    chance = random.Random(5)
    rows = zip(names, sources, targets, strict=False)
    articles = [list(group) for _name, group in itertools.groupby(rows, key=lambda row: row[0])]
    assert len(articles) == 123
    path = tmp_path / "a.po"
    for rows_of_one in articles if LONG else articles[::4]:
        entries = {}
        for number, (_name, source, target) in enumerate(rows_of_one):
            entry = Entry(None, source, obsolete=chance.random() < 0.1)
            entry = entry.with_target(target, chance.choice([State.DRAFT, State.TRANSLATED]))
            kind = chance.randrange(6)
            if kind == 0:
                entry = entry.with_target("", State.EMPTY)
            elif kind == 1:
                entry = entry.with_target("<omit/>", State.TRANSLATED)
            elif kind == 2:
                forms = (chance.choice(["", target]), chance.choice(["", target]))
                state = entry.state if any(forms) else State.EMPTY
                entry = replace(entry, target=forms[0], state=state, plurals=(source, forms))
            if not (entry.obsolete and number == 0):
                entries[entry.key] = entry
        catalog = Catalog(HEADERS, tuple(entries.values()))
        path.write_text(po.dump(catalog), "utf-8")
        counts = count(po.load(path))
        assert counts == count(catalog)
        assert (
            counts.empty.entries, counts.draft.entries, counts.translated.entries
        ) == statistics(path)  # fmt: skip
