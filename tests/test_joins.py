"""Joins between sentences follow the script of the target."""

import pytest

from l10n.language.joins import Join, join
from l10n.model.markup import OMIT
from tests.growth import in_proportion
from tests.test_line_breaks import put
from tests.test_publish import read


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("One.", "Two.", Join.SPACE),
        ("Раз.", "Два.", Join.SPACE),
        ("하나.", "둘.", Join.SPACE),
        ("第一句。", "第二句。", Join.NOTHING),
        ("「行きます」", "彼は", Join.NOTHING),
        ("他说“好。”", "然后", Join.NOTHING),
        ("第一句。", "Second.", Join.NOTHING),
        ("First.", "第二句。", Join.SPACE),
        ("ประโยค", "ประโยค", Join.EITHER),
        ("First.", "ប្រយោគ", Join.EITHER),
        ("🎉", "🎉", Join.SPACE),
        ("第一", "🎉", Join.SPACE),
        ("", "One", Join.EITHER),
    ],
)
def test_the_signs_at_which_texts_meet_tell_the_join(before: str, after: str, found: Join) -> None:
    assert join(before, after) is found


FIRST, SECOND = "First one.", "Second one."
ONE, TWO = "第一句。", "第二句。"


@pytest.mark.parametrize(
    ("source", "suffix", "published"),
    [
        ("<p>{0}{1}</p>", ".html", "<p>{0} {1}</p>"),
        ("<p><b>{0}</b><i>{1}</i></p>", ".html", "<p><b>{0}</b> <i>{1}</i></p>"),
        ("<p>{0}\n{1}</p>", ".html", "<p>{0}\n{1}</p>"),
        ("> {0}{1}\n", ".md", "> {0} {1}\n"),
        ("{0}{1}\n", ".txt", "{0} {1}\n"),
    ],
)
def test_chinese_sentences_get_a_space_in_english(source: str, suffix: str, published: str) -> None:
    document = read(source.format(ONE, TWO), suffix, "sentences", "zh")
    assert [segment.text for segment in document.segments] == [ONE, TWO]
    assert put(document, FIRST, SECOND) == published.format(FIRST, SECOND)


@pytest.mark.parametrize(
    ("source", "suffix", "published"),
    [
        ("<p>{0} {1}</p>", ".html", "<p>{0}{1}</p>"),
        ("<p>{0}\n  {1}</p>", ".html", "<p>{0}{1}</p>"),
        ("<p><b>{0}</b>\n<i>{1}</i></p>", ".html", "<p><b>{0}</b><i>{1}</i></p>"),
        ("<p>{0}<br>\n{1}</p>", ".html", "<p>{0}<br>\n{1}</p>"),
        ("<p>{0}&nbsp;{1}</p>", ".html", "<p>{0}&nbsp;{1}</p>"),
        ("{0}\n{1}\n", ".md", "{0}{1}\n"),
        ("> - {0}\n>   {1}\n", ".md", "> - {0}{1}\n"),
        ("{0}  \n{1}\n", ".md", "{0}  \n{1}\n"),
        ("{0} {1}\n", ".txt", "{0}{1}\n"),
    ],
)
def test_english_sentences_lose_their_space_in_chinese(
    source: str, suffix: str, published: str
) -> None:
    document = read(source.format(FIRST, SECOND), suffix, "sentences")
    assert [segment.text for segment in document.segments] == [FIRST, SECOND]
    assert put(document, ONE, TWO) == published.format(ONE, TWO)
    # A sentence that is not translated meets the other where it stands.
    assert put(document, ONE) == published.format(ONE, SECOND)
    assert put(document, FIRST, TWO) == source.format(FIRST, TWO)
    assert put(document) == document.article.source


def test_a_space_that_thai_has_or_has_not_is_left_as_it_is() -> None:
    for space in ("", " "):
        document = read(f"<p>{ONE}{space}{TWO}</p>", ".html", "sentences", "zh")
        assert put(document, "ประโยคแรก", "ประโยคที่สอง") == f"<p>ประโยคแรก{space}ประโยคที่สอง</p>"
    khmer = read(f"<p>{FIRST} {SECOND}</p>", ".html", "sentences")
    assert put(khmer, "ប្រយោគទីមួយ។", "ប្រយោគទីពីរ។") == "<p>ប្រយោគទីមួយ។ ប្រយោគទីពីរ។</p>"


def test_what_is_left_out_between_sentences_takes_no_space() -> None:
    chinese = read(f"<p>{ONE}{TWO}第三句。</p>", ".html", "sentences", "zh")
    assert put(chinese, FIRST, OMIT, "Third.") == f"<p>{FIRST} Third.</p>"
    english = read(f"<p>{FIRST} {SECOND} Third one.</p>", ".html", "sentences")
    assert put(english, ONE, OMIT, TWO) == f"<p>{ONE}{TWO}</p>"
    assert put(english, OMIT, ONE, TWO) == f"<p>{ONE}{TWO}</p>"


def test_the_same_join_in_both_languages_stays_as_it_was_written() -> None:
    source = "<p>First one.\n   <i>Second one.</i>&#32;Third one.</p>"
    document = read(source, ".html", "sentences")
    new = [segment.text.replace("one", "1") for segment in document.segments]
    assert put(document, *new) == source.replace("one", "1")


def test_wrapped_prose_of_a_text_is_one_line_in_a_translation() -> None:
    source = (
        "На розі вулиці було темно й тихо, і майже ніхто не\n"
        "йшов тоді пішки з роботи додому повз наш двір.\n"
        "Світили лише два ліхтарі, що їх торік повісили\nсусіди.\n"
    )
    document = read(source, ".txt", "sentences", "uk")
    assert len(document.segments) == 2
    assert put(document, "It was dark.", "Two lamps shone.") == "It was dark. Two lamps shone.\n"
    assert put(document, "很暗。", "亮着两盏灯。") == "很暗。亮着两盏灯。\n"
    assert put(document) == source
    one = put(document, "It was dark.")
    assert one.replace("\u2060", "") == "It was dark.\n" + source[source.index("Світили") :]
    assert len(read(one, ".txt").article.parsed.blocks) == 1


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit", ["Aa. ", "<i>Aa.</i><!-- x -->\n", "<b>Aa.</b> ", "<i>Aa.</i><br>", "a b.\n"]
)
@pytest.mark.sampled(3)
def test_joins_and_line_breaks_take_time_in_proportion(unit: str) -> None:
    def work(size: int) -> None:
        suffix = ".html" if "<" in unit else ".txt"
        document = read(unit * (size // len(unit)), suffix, "sentences")
        last = len(document.segments) - 1
        for new in ((ONE,) * (last + 1), (ONE, *(OMIT,) * (last - 1), TWO), ("x\ny",) * (last + 1)):
            put(document, *new)

    assert in_proportion(work, 1_600)
