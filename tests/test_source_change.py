"""What kind of edit made one text of another, and what its translator reads of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.finding import FoundTerms
from l10n.model.article import Span
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.segment import Place, Segment
from l10n.steps.note import with_notes
from l10n.steps.source_change import Extent, extent

NO_TERMS = FoundTerms("uk", "en")


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Рада діє", "Рада діє", Extent.NOTHING),
        ("<b1>Рада</b1> діє", "<i1>Рада</i1> діє", Extent.MARKUP),
        ("<b1>Рада</b1> діє", "Рада діє", Extent.MARKUP),
        ("о 10 годині", "о\xa010  годині", Extent.SPACES),
        ("да\u00adлі", "далі", Extent.SPACES),
        ('Рада "Дія" є', "Рада «Дія» є", Extent.QUOTATION_MARKS),
        ("п'ять слів", "п’ять слів", Extent.QUOTATION_MARKS),
        ("« Дія »", "«Дія»", Extent.QUOTATION_MARKS),
        ("рада діє", "Рада діє", Extent.CAPITALS),
        ("Так, рада діє", "Так рада діє.", Extent.PUNCTUATION),
        ("Рада – це ми", "Рада — це ми", Extent.PUNCTUATION),
        ("«Рада» діє", "Рада діє", Extent.PUNCTUATION),
        ("Рада діє.", "Рада діє?", Extent.WORDS),
        ("Мінус −5 градусів", "Мінус 5 градусів", Extent.WORDS),
        ("Загинули 3,5 тисячі", "Загинули 3.5 тисячі", Extent.WORDS),
        ("Загинули 35 людей", "Загинули 3,5 людей", Extent.WORDS),
        ("Ціна 5 %", "Ціна 5", Extent.WORDS),
        ("Рада діє", "Рада не діє", Extent.WORDS),
        ("десь-то", "десь то", Extent.PUNCTUATION),
    ],
)
def test_the_extent_of_an_edit(old: str, new: str, wanted: Extent) -> None:
    assert extent(old, new) is wanted
    assert extent(new, old) is wanted


@given(st.text(max_size=30), st.text(max_size=30))
def test_an_edit_has_one_extent_in_both_directions(old: str, new: str) -> None:
    assert extent(old, new) is extent(new, old)
    assert (extent(old, new) is Extent.NOTHING) is (old == new)


def notes(*entries: Entry) -> list[list[str]]:
    segments = [
        Segment(entry.context, entry.source, Place(0, Span(0, 0), line, "paragraph"))
        for line, entry in enumerate(entries, 1)
    ]
    noted = with_notes(Catalog(entries=entries), segments, (), NO_TERMS, "en").entries
    return [entry.note.split("\n")[1:] for entry in noted]


def draft(source: str, previous: str, **more: object) -> Entry:
    return replace(Entry(None, source, "x", State.DRAFT, previous=(None, previous)), **more)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Рада є", "Рада діє", "Changed in the original: Рада [-є-]{+діє+}"),
        (
            'Рада "Дія" є',
            "Рада «Дія» є",
            'Only quotation marks were changed in the original: Рада [-"Дія"-]{+«Дія»+} є',
        ),
        (
            "о 5 годині",
            "о\xa05 годині",
            "Only spaces were changed in the original: о[-␣-]{+⍽+}5 годині",
        ),
        (
            "<b1>Рада</b1> діє",
            "Рада діє",
            "Only markup was changed in the original: [-<b1>-]Рада[-</b1>-] діє",
        ),
        (
            "Так, рада є",
            "Так рада є",
            "Only punctuation was changed in the original: Так[-,-] рада є",
        ),
    ],
)
def test_a_note_shows_what_changed_in_the_original(old: str, new: str, line: str) -> None:
    assert notes(draft(new, old)) == [[line]]


def test_each_part_of_a_split_text_is_told_by_its_number() -> None:
    whole = "Рада діє, мер їде"
    first, second, other = notes(
        draft("Рада діє.", whole), draft("Мер їде", whole), Entry(None, "x")
    )
    assert first[0] == "What was translated as one text is 2 texts now; this is number 1"
    assert second[0] == "What was translated as one text is 2 texts now; this is number 2"
    assert other == []


def test_a_text_in_another_role_is_told_as_such() -> None:
    moved = replace(draft("Рада", "Рада"), context="heading")
    assert notes(moved) == [["The original says the same, in another place"]]


def test_a_finished_entry_is_told_of_no_change() -> None:
    assert notes(draft("Рада діє", "Рада є", state=State.TRANSLATED)) == [[]]


def test_words_of_an_edit_steer_nothing_in_a_note() -> None:
    (note,) = notes(draft("Рада\x1b[2J діє {x}", "Рада {old} діє"))
    assert note == ["Changed in the original: Рада [-{old}-]{+\\x1b[2J+} діє {+{x}+}"]
