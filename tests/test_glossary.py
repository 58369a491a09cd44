from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import FileError, L10nError
from l10n.glossary.file import load_glossary
from l10n.glossary.finding import Finder
from l10n.glossary.terms import NO_TERMS, Glossary, Kind, Term

PATH = Path("glossary.csv")
HEADER = "term,translation,pair,note,forbidden\n"
COUNCIL = Term("міська рада", "city council")


def load(text: str) -> Glossary:
    return load_glossary(PATH, text.encode())


def found(text: str, *terms: Term, source: str = "uk", target: str = "en") -> list[str]:
    finder = Finder(Glossary(terms), source, target)
    return [text[hit.start : hit.end] for hit in finder.find(text)]


def test_a_line_of_the_file_is_a_term_as_the_desk_wrote_it() -> None:
    text = HEADER + 'Київ,Kyiv,uk>en,"the capital, always so",Kiev|Kiew\n'
    assert load(text).terms == (
        Term("Київ", "Kyiv", "the capital, always so", ("Kiev", "Kiew"), ("uk", "en")),
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_may_save_the_file_in_their_own_way(
    mark: str, newline: str, separator: str
) -> None:
    lines = ["Forbidden,Term,Translation", "Kiev,Київ,Kyiv", "", ",Львів,Lviv", ",,"]
    text = mark + newline.join(lines).replace(",", separator)
    assert load(text).terms == (Term("Київ", "Kyiv", "", ("Kiev",)), Term("Львів", "Lviv"))


def test_the_line_that_excel_writes_for_the_separator_is_no_term() -> None:
    assert load("sep=;\nterm;translation\nКиїв;Kyiv\n").terms == (Term("Київ", "Kyiv"),)


def test_a_quoted_value_may_hold_separators_quotes_newlines() -> None:
    text = 'term,translation,note\nрада,council,"one, ""two""\nthree"\nКиїв,Kyiv\n'
    assert load(text).terms[0].note == 'one, "two" three'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "names of the columns"),
        ("Київ,Kyiv\n", 1, "names of the columns"),
        ("term,note\nКиїв,x\n", 1, "the column “translation” is missing"),
        ("term,translation,notes\n", 1, "there is no column “notes” — did you mean “note”?"),
        ("term,translation,term\n", 1, "the column “term” stands twice"),
        (HEADER + "\nКиїв,\n", 3, "the translation is missing"),
        (HEADER + ",Kyiv\n", 2, "the term is missing"),
        (HEADER + "…,Kyiv\n", 2, "“…” has no letter and no digit"),
        (HEADER + "Київ,Kyiv,uk-en\n", 2, "“uk-en” is not a pair of locales"),
        (HEADER + "Київ,Kyiv,ua>en\n", 2, "no language has the code “ua” — did you mean “uk”?"),
        (HEADER + "Київ,Kyiv,,,Kyiv\n", 2, "“Kyiv” is the translation and forbidden at once"),
        (HEADER + "Київ,Kyiv\nКиїв,Kiev\n", 3, "“Київ” is “Kiev” here and “Kyiv” in line 2"),
        (HEADER + "Київ,Kyiv,,,,x\n", 2, "the line has more values than columns: “x”"),
        (HEADER + 'Київ,Kyiv,,"x\n', 2, "this is not CSV"),
        (HEADER + 'а,b,,"x\ny"\nКиїв,\n', 4, "the translation is missing"),
        (HEADER + "Ки\x00їв,Kyiv\n", 2, "there is a NUL character"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(FileError) as caught:
        load(text)
    assert caught.value.line == line
    assert caught.value.path == PATH
    assert said in str(caught.value)


def test_a_file_in_another_encoding_is_told_how_to_convert() -> None:
    with pytest.raises(FileError, match="iconv -f WINDOWS-1251"):
        load_glossary(PATH, (HEADER + "Київ,Kyiv\n").encode("cp1251"))


def test_a_term_written_twice_alike_is_one_term() -> None:
    text = HEADER + "Київ,Kyiv,,,Kiev\nКиїв,Kyiv,,capital,Kiew\n"
    assert load(text).terms == (Term("Київ", "Kyiv", "capital", ("Kiev", "Kiew")),)


def test_a_term_may_have_another_translation_for_another_pair() -> None:
    glossary = load(HEADER + "Київ,Kyiv,uk>en\nКиїв,Kijów,uk>pl\nАП,AP,\n")
    assert [t.translation for t in glossary.for_pair("uk", "en")] == ["Kyiv", "AP"]
    assert [t.translation for t in glossary.for_pair("uk", "pl")] == ["Kijów", "AP"]
    assert [t.translation for t in glossary.for_pair("de", "pl")] == ["AP"]


def test_a_pair_serves_regional_locales_the_narrower_first() -> None:
    glossary = load(HEADER + "центр,center,uk>en\nцентр,centre,uk>en-GB\n")
    assert [t.translation for t in glossary.for_pair("uk", "en-GB")] == ["centre"]
    assert [t.translation for t in glossary.for_pair("uk-UA", "en-US")] == ["center"]


PIECES = ("term", "translation", "pair", "note", "forbidden", ",", ";", "\t", "\n", "\r", '"', "|")


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.lists(st.sampled_from((*PIECES, "uk>en", "ґ", "\x00", "=", "sep=", "'"))).map(
        lambda parts: (HEADER + "".join(parts)).encode()
    )
    | st.lists(st.sampled_from(PIECES)).map(lambda parts: "".join(parts).encode())
)
def test_any_file_gives_a_glossary_or_one_error_to_read(data: bytes) -> None:
    try:
        glossary = load_glossary(PATH, data)
    except L10nError as error:
        assert "\n" not in str(error)
    else:
        assert all(term.term and term.translation for term in glossary.terms)
        Finder(glossary, "uk", "en").find("Міська рада")


def test_the_digest_follows_what_decides_and_nothing_else() -> None:
    one = load(HEADER + "Київ,Kyiv,uk>en,,Kiev\nрада,council\n")
    same = load("translation;term;pair;forbidden\ncouncil;рада;;\nKyiv;Київ;uk>en;Kiev\n")
    assert one.digest == same.digest
    for other in ("Київ,Kyiv,uk>en,,Kiew\nрада,council\n", "Київ,Kyiv,uk>en,,Kiev\n"):
        assert load(HEADER + other).digest != one.digest
    assert NO_TERMS.digest == Glossary().digest


@pytest.mark.parametrize(
    "form", ["міська рада", "Міською радою", "міських рад", "МІСЬКІЙ РАДІ", "міську\u00a0раду"]
)
def test_a_term_of_several_words_is_found_in_any_inflected_form(form: str) -> None:
    assert found(f"Про це йшлося: {form}, учора.", COUNCIL) == [form]


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("Кременчук", "Кременчука Кременчуці Кременчуком"),
        ("Львів", "Львова Львові Львовом"),
        ("Харків", "Харкова Харкову Харкові"),
        ("Київ", "Києва Києві Києвом"),
        ("Кривий Ріг", "Кривого Рогу|Кривому Розі|Кривим Рогом"),
        ("Чернівці", "Чернівців Чернівцями"),
        ("Черкаси", "Черкас Черкасам"),
        ("Збройні Сили", "Збройних Сил|Збройними Силами"),
        ("Шмигаль", "Шмигаля Шмигалю Шмигалем"),
        ("Пономарів", "Пономаріва Пономаріву Пономарівим"),
        ("вівторок", "вівторка вівторку вівторки"),
        ("книжка", "книжок книжці книжкою"),
        ("область", "області областю областей"),
        ("пам'ять", "пам’яті пам’яттю"),
        ("дитина", "дітей дітьми"),
        ("Верховна Рада", "Верховної Ради|Верховною Радою"),
        ("НАБУ", "НАБУ НАБУшного"),
    ],
)
def test_the_stem_of_a_ukrainian_word_may_alternate(term: str, forms: str) -> None:
    for form in forms.split("|" if "|" in forms else " "):
        expected = [] if form == "НАБУшного" else [form]
        assert found(f"Тут {form} є.", Term(term, "x")) == expected


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Рада", "наша рада"),
        ("Коваль", "місцевий коваль"),
        ("НАБУ", "набу"),
        ("Франківськ", "в Івано-Франківську"),
        ("міська рада", "міська, рада"),
        ("міська рада", "міський радник"),
        ("вода", "від дому"),
        ("Ольга", "Олег прийшов"),
        ("форма", "багато фірм"),
    ],
)
def test_what_only_resembles_a_term_is_not_found(term: str, text: str) -> None:
    assert found(text, Term(term, "x")) == []


def test_the_longest_term_counts_where_two_overlap() -> None:
    long = Term("Київська міська рада", "Kyiv City Council")
    text = "Київської міської ради та міської ради Львова"
    assert found(text, COUNCIL, long) == ["Київської міської ради", "міської ради"]


@pytest.mark.parametrize(
    ("source", "term", "text", "expected"),
    [
        ("en", "city council", "Two City Councils met", ["City Councils"]),
        ("en", "woman", "five women", ["women"]),
        ("en", "Kiev", "Kiev-based, Kiev's", ["Kiev", "Kiev"]),
        ("de", "Stadtrat", "des Stadtrates", ["Stadtrates"]),
        ("pl", "rada miasta", "radzie miasta", ["radzie miasta"]),
        ("qaa", "wordo", "wordoni wordonissimo", ["wordoni"]),
        ("fr", "Ukraine", "l’Ukraine", ["Ukraine"]),
        ("ja", "東京", "東京 にて", ["東京"]),
    ],
)
@pytest.mark.sampled(2)
def test_terms_of_other_languages_are_found_too(
    source: str, term: str, text: str, expected: list[str]
) -> None:
    assert found(text, Term(term, "x"), source=source, target="uk") == expected


@given(st.text() | st.lists(st.sampled_from(("міської", "ради", " ", "-", "\u0301"))).map("".join))
def test_hits_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    glossary = Glossary((COUNCIL, Term("рада", "council"), Term("місто", "city")))
    finder = Finder(glossary, "uk", "en")
    end = 0
    for hit in finder.find(text):
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end
    assert finder.find(text) == finder.find(text)


SOROKA = Term(
    "Ольга Сорока", "Olha Soroka", aliases=("Сорока", "міністерка Сорока"), kind=Kind.PERSON
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ольгу Сороку бачили в Одесі.", ["Ольгу Сороку"]),
        ("На думку Сороки, міст закриють.", ["Сороки"]),
        ("Про це сказала міністерка Сорока.", ["міністерка Сорока"]),
        ("На дроті сиділа сорока.", []),
    ],
)
def test_a_person_is_found_by_every_name(text: str, expected: list[str]) -> None:
    finder = Finder(Glossary((SOROKA,)), "uk", "en")
    hits = finder.find(text)
    assert [text[hit.start : hit.end] for hit in hits] == expected
    assert {hit.term for hit in hits} <= {SOROKA}


def test_a_body_is_found_by_what_its_letters_stand_for() -> None:
    bureau = Term("АКБ", "ACB", expansion="Антикорупційне бюро")
    assert found("АКБ, тобто Антикорупційному бюро, вірять.", bureau) == [
        "АКБ",
        "Антикорупційному бюро",
    ]


def test_a_term_of_its_own_is_no_alias_of_another() -> None:
    mayor = Term("мер", "mayor")
    finder = Finder(Glossary((Term("Лев Гай", "Lev Hai", aliases=("мер",)), mayor)), "uk", "en")
    assert [hit.term for hit in finder.find("Приїхав мер.")] == [mayor]


def test_a_surname_of_two_people_is_either() -> None:
    brothers = tuple(
        Term(f"{first} Гай", f"{latin} Hai", aliases=("Гай",), kind=Kind.PERSON, forbidden=("Gaj",))
        for first, latin in (("Лев", "Lev"), ("Іван", "Ivan"))
    )
    (hit,) = Finder(Glossary(brothers), "uk", "en").find("Гая чекали.")
    assert hit.term.translation == "Hai"
    assert set(hit.term.renderings) == {"Hai", "Lev Hai", "Ivan Hai"}
    assert hit.term.forbidden == ("Gaj",)


HAI = Term("Лев Гай", "Lev Hai", aliases=("Гай", "президент Гай"), kind=Kind.PERSON)
MAY = Term("Ann May", "Енн Мей", aliases=("May",), kind=Kind.PERSON)
RIVERS = Term("Anna Rivers", "Анна Ріверс", aliases=("Rivers",), kind=Kind.PERSON)


@pytest.mark.parametrize(
    ("source", "text", "sure", "questions"),
    [
        ("uk", "На Гая чекали.", 1, 0),
        ("uk", "Сьогодні Гай мовчав, а президент Гай ішов.", 2, 0),
        ("uk", "У Вашингтоні Гай зустрівся з Левом Гаєм.", 2, 0),
        ("uk", "Там Гай Путіну не відповів.", 1, 0),
        ("uk", "Виступив Іван Гай, а не Петро Гай.", 0, 0),
        ("uk", "Там виступив Дарстін Гай.", 0, 1),
        ("uk", "Лева Гая там не було.", 1, 0),
        ("en", "They waited for Mrs Rivers and Senator Rivers.", 2, 0),
        ("en", "They waited for Joan Rivers.", 0, 1),
        ("en", "They waited for Anna Rivers’s car.", 1, 0),
        ("en", "The two rivers meet there.", 0, 0),
        ("en", "They went to Rivers Casino.", 0, 0),
        ("en", "It rained in May Bay.", 0, 0),
        ("en", "It rained in May, and on May 30 as well.", 0, 0),
        ("en", "It rained on Mrs May, and May ran.", 2, 0),
    ],
)
def test_a_surname_beside_another_given_name_is_not_theirs(
    source: str, text: str, sure: int, questions: int
) -> None:
    target = "en" if source == "uk" else "uk"
    hits = Finder(Glossary((HAI, RIVERS, MAY)), source, target).search(text)
    assert (len(hits.sure), len(hits.questions)) == (sure, questions)


STARYI = Term("Петро Старий", "Petro Staryi", aliases=("Старий",), kind=Kind.PERSON)
KOVALENKO = Term("Ольга Коваленко", "Olha Kovalenko", aliases=("Коваленко",), kind=Kind.PERSON)
BILA = Term("Ольга Біла", "Olha Bila", aliases=("Біла", "пані Біла"), kind=Kind.PERSON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Там Старий, а зі Старим і Старого.", ["Старий", "Старим", "Старого"]),
        ("Прийшла пані Стара, зі Старою, у Старої.", []),
        ("Сказала Коваленко, а не Коваленка з Коваленком.", ["Коваленко"]),
        ("Бачили пані Білу, з Білою, а не Білого.", ["пані Білу", "Білою"]),
    ],
)
def test_a_surname_has_the_forms_of_its_owner_alone(text: str, expected: list[str]) -> None:
    assert found(text, STARYI, KOVALENKO, BILA) == expected
