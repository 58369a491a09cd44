"""What became of a text, word by word."""

import itertools
import re

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.cli.console import rich_changes, say_changes
from l10n.steps.words_diff import (
    Change,
    as_html,
    as_line,
    as_note,
    word_diff,
)

COUNCIL = "Рада ухвалила бюджет на рік."
WORDS = st.sampled_from(
    ["рада", "Рада", "не", "п’ять", "3,5", "<b1>", "</b1>", "<br2/>", "«", "»", ".", ",", "b", "-"]
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "\xa0", "  "]))).map(
        lambda pairs: "".join(word + space for word, space in pairs)
    ),
)


def line(old: str, new: str) -> str:
    return as_line(word_diff(old, new))


@given(old=TEXTS, new=TEXTS)
def test_what_is_the_same_and_gone_makes_the_old_text(old: str, new: str) -> None:
    changes = word_diff(old, new)
    assert "".join(each.text for each in changes if each.kind != "new") == old
    assert "".join(each.text for each in changes if each.kind != "gone") == new


@given(old=TEXTS, new=TEXTS)
def test_stretches_are_not_empty_and_alternate(old: str, new: str) -> None:
    changes = word_diff(old, new)
    assert all(each.text for each in changes)
    assert all(a.kind != b.kind for a, b in itertools.pairwise(changes))
    assert [each.kind for each in word_diff(old, old)] == (["same"] if old else [])


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (COUNCIL, "Рада ухвалила бюджет на 2027 рік.", "Рада ухвалила бюджет на {+2027+} рік."),
        (COUNCIL, "Рада відхилила бюджет на рік.", "Рада [-ухвалила-]{+відхилила+} бюджет на рік."),
        ("У п’яти містах", "У шести містах", "У [-п’яти-]{+шести+} містах"),
        ("Загинули 3,5 тисячі", "Загинули 3,7 тисячі", "Загинули [-3,5-]{+3,7+} тисячі"),
        ("Так, він прийшов", "Так він прийшов", "Так[-,-] він прийшов"),
        ("Сказав: «Так»", "Сказав: “Так”", "Сказав: [-«Так»-]{+“Так”+}"),
        ("<b1>Рада</b1> йде", "<i1>Рада</i1> йде", "[-<b1>-]{+<i1>+}Рада[-</b1>-]{+</i1>+} йде"),
        ("о 10 годині", "о\xa010 годині", "о[-␣-]{+⍽+}10 годині"),
        ("десь-то там", "десь то там", "[-десь-то-]{+десь то+} там"),
        ("", "Рада", "{+Рада+}"),
    ],
)
def test_what_changed_is_shown_in_whole_words(old: str, new: str, shown: str) -> None:
    assert line(old, new) == shown


def test_a_short_word_between_replacements_is_one_with_them() -> None:
    assert line("Кіт і пес", "Дім і ліс") == "[-Кіт і пес-]{+Дім і ліс+}"


def test_a_word_that_moved_is_shown_at_both_places() -> None:
    assert line("Вчора рада голосувала", "Рада вчора голосувала").count("[-") == 1


def test_a_note_shows_some_words_beside_a_change() -> None:
    long = " ".join(f"слово{n}" for n in range(60))
    note = as_note(word_diff(f"{long} кінець {long}", f"{long} початок {long}"))
    assert "слово59 [-кінець-]{+початок+} слово0" in note
    assert note.startswith("… ")
    assert note.endswith(" …")
    assert len(note) < 150


def test_a_page_shows_the_text_and_no_markup_of_it() -> None:
    html = as_html(word_diff("<script>один", "<b1>&\x1b[31mдва"))
    assert re.findall(r"<[^>]*>", html) == ["<del>", "</del>", "<ins>", "</ins>"]
    assert "&lt;script&gt;" in html
    assert "\x1b" not in html


def test_a_terminal_shows_the_text_and_is_not_steered(capsys: pytest.CaptureFixture[str]) -> None:
    changes = word_diff("[red]був\x1b[2J", "[bold]став\u202e")
    assert rich_changes(changes).plain == as_line(changes)
    say_changes(changes, lead="\x1b[1mпункт: ")
    assert capsys.readouterr().out == "\\x1b[1mпункт: " + as_line(changes) + "\n"


def test_a_terminal_tells_changes_by_more_than_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr(click, "echo", lambda text, err: printed.append(text))
    say_changes([Change("same", "а "), Change("gone", "б"), Change("new", "в")])
    assert click.unstyle(printed[0]) == "а [-б-]{+в+}"
    assert printed[0] != click.unstyle(printed[0])


@pytest.mark.parametrize("unit", ["слово ", "<a", "a'", "1,", " ", "<a1>", "\u0301"])
def test_long_texts_are_compared_all_the_same(unit: str) -> None:
    old, new = unit * 12_000 + "кінець", unit * 11_990 + "Z" + unit * 30
    changes = word_diff(old, new)
    assert "".join(each.text for each in changes if each.kind != "new") == old
    assert "".join(each.text for each in changes if each.kind != "gone") == new


def test_a_small_edit_of_a_very_long_text_is_found() -> None:
    words = [f"слово{number} і" for number in range(15_000)]
    old = " ".join(["перше", *words, "останнє"])
    new = " ".join(["друге", *words[:9_000], "вставка", *words[9_000:], "кінець"])
    shown = as_line(word_diff(old, new))
    assert shown.count("{+") == 3
    assert "і {+вставка+} слово9000" in shown
