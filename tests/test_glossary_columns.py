"""The columns of a glossary: status, domain, part of speech, people, acronyms, several files."""

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import FileError
from l10n.glossary.columns import COLUMNS
from l10n.glossary.file import load_glossaries, load_glossary
from l10n.glossary.terms import Glossary, Kind, Part, Status, Term
from l10n.glossary.writing import glossary_csv

HEADER = ",".join(COLUMNS) + "\n"


def sheet(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS, mark: str = ",") -> bytes:
    made = io.StringIO()
    writer = csv.DictWriter(made, columns, delimiter=mark, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def load(*rows: dict[str, str]) -> tuple[Term, ...]:
    return load_glossary(Path("glossary.csv"), sheet(*rows)).terms


def row(term: str, translation: str = "", **more: str) -> dict[str, str]:
    return {"term": term, "translation": translation} | {
        name.replace("_", " "): value for name, value in more.items()
    }


def test_a_person_has_aliases_a_later_mention_and_spellings() -> None:
    (term,) = load(
        row(
            "Ольга Сорока",
            "Olha Soroka",
            kind="person",
            aliases="Сорока|міністерка Сорока",
            later_mention="Soroka",
            forbidden="Olga Soroka|Magpie",
            allowed="Olha Soroka-Lys",
        )
    )
    assert term.kind is Kind.PERSON
    assert term.names == ("Ольга Сорока", "Сорока", "міністерка Сорока")
    assert term.renderings == ("Olha Soroka", "Soroka", "Olha Soroka-Lys")
    assert term.forbidden == ("Olga Soroka", "Magpie")


def test_a_person_is_called_by_the_surname_later() -> None:
    person, town = load(
        row("Ольга Сорока", "Olha Soroka", kind="person"), row("Нова Гута", "Nova Huta")
    )
    assert (person.later_form, person.later) == ("Soroka", "")
    assert town.later_form == "Nova Huta"


def test_an_acronym_has_what_it_stands_for_in_both_languages() -> None:
    (term,) = load(
        row(
            "АКБ",
            "ACB",
            kind="acronym",
            expansion="Антикорупційне бюро",
            expansion_translation="Anti-Corruption Bureau",
        )
    )
    assert term.names == ("АКБ", "Антикорупційне бюро")
    assert term.renderings == ("ACB", "Anti-Corruption Bureau")
    assert (term.first_form, term.later_form) == ("Anti-Corruption Bureau (ACB)", "ACB")


def test_lines_with_a_status_add_to_the_term() -> None:
    (term,) = load(
        row("рада", "council"),
        row("рада", "local council", status="allowed"),
        row("рада", "soviet", status="forbidden", note="of 1917"),
    )
    assert (term.translation, term.status) == ("council", Status.PREFERRED)
    assert term.allowed == ("local council",)
    assert (term.forbidden, term.reason("soviet"), term.note) == (("soviet",), "of 1917", "")


def test_renderings_may_all_be_allowed_and_none_preferred() -> None:
    (term,) = load(row("рада", "council", status="allowed"), row("рада", "board", status="allowed"))
    assert (term.status, term.renderings) == (Status.ALLOWED, ("council", "board"))


def test_a_term_may_be_no_more_than_a_forbidden_rendering() -> None:
    (term,) = load(row("рада", "soviet", status="forbidden"))
    assert (term.translation, term.renderings, term.forbidden) == ("", (), ("soviet",))


def test_a_term_that_stays_needs_no_translation() -> None:
    (term,) = load(row("Notepad", status="do not translate", forbidden="Блокнот"))
    assert (term.status, term.translation) == (Status.KEEP, "Notepad")


def test_a_word_may_be_forbidden_in_the_original() -> None:
    (term,) = load(row("мітинг", status="forbidden", note="write віче"), row("мітинг", "rally"))
    assert (term.status, term.translation, term.note) == (Status.FORBIDDEN, "rally", "write віче")


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Preferred", Status.PREFERRED),
        ("admitted", Status.ALLOWED),
        ("deprecatedTerm-admn-sts", Status.FORBIDDEN),
        ("not recommended", Status.FORBIDDEN),
        ("DNT", Status.KEEP),
    ],
)
def test_words_of_other_tools_for_a_status_are_known(written: str, status: Status) -> None:
    (term,) = load(row("Atlas", "Atlas", status=written))
    assert {
        Status.FORBIDDEN: term.forbidden == ("Atlas",),
        Status.ALLOWED: term.status is Status.ALLOWED,
    }.get(status, term.status is status)


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ((row("рада", "council", status="prefered"),), 2, "did you mean “preferred”?"),
        ((row("рада", "council", kind="thing"),), 2, "cannot hold “thing” — known are: person"),
        ((row("рада", "council", part_of_speech="nuon"),), 2, "did you mean “noun”?"),
        ((row("рада", status="allowed"),), 2, "the translation is missing"),
        ((row("Atlas", "Атлас", status="do not translate"),), 2, "not to be translated, yet"),
        ((row("рада", "council", allowed="…"),), 2, "no letter and no digit"),
        (
            (row("рада", "council"), row("рада", "council", status="forbidden")),
            3,
            "“council” is a rendering of “рада” and forbidden at once: see line 2",
        ),
        (
            (row("рада", "council", forbidden="board"), row("рада", "board", status="allowed")),
            3,
            "“board” is a rendering of “рада” and forbidden at once: see line 2",
        ),
        (
            (row("О. Лис", "O. Lys", kind="person"), row("О. Лис", "O. Lys", kind="place")),
            3,
            "the kind of “О. Лис” is “place” here and “person” in line 2",
        ),
        (
            (row("О. Лис", "O. Lys", later_mention="Lys"), row("О. Лис", later_mention="Fox")),
            3,
            "the translation is missing",
        ),
        (
            (row("Atlas", status="do not translate"), row("Atlas", "Атлас")),
            3,
            "“Atlas” is “Атлас” here and “Atlas” in line 2",
        ),
    ],
)
def test_what_a_column_cannot_hold_is_told(
    rows: tuple[dict[str, str], ...], line: int, said: str
) -> None:
    with pytest.raises(FileError) as caught:
        load(*rows)
    assert caught.value.line == line
    assert said in str(caught.value)


def files(**sheets: bytes) -> Glossary:
    named = [(Path("glossary.csv"), sheets.pop("glossary"))] if "glossary" in sheets else []
    every = [*named, *((Path(f"glossary/{name}.csv"), data) for name, data in sheets.items())]
    return load_glossaries(every)


def test_two_files_that_contradict_each_other_are_both_named() -> None:
    with pytest.raises(FileError) as caught:
        files(
            politics=sheet(row("Львів", "Lviv"), row("рада", "council")),
            city=sheet(row("рада", "board")),
        )
    assert str(caught.value.path) == "glossary/politics.csv"
    assert caught.value.line == 3
    assert "“рада” is “council” here and “board” in glossary/city.csv:2" in str(caught.value)


def test_files_add_to_one_term() -> None:
    (term,) = files(
        glossary=sheet(row("рада", "council", note="of a city")),
        style=sheet(row("рада", "soviet", status="forbidden", note="of 1917")),
        people=sheet(row("рада", "council", note="no capital", aliases="міськрада")),
    ).terms
    assert term.note == "of a city; no capital"
    assert (term.reasons, term.aliases) == ((("soviet", "of 1917"),), ("міськрада",))


FIELD = (
    row("поле", "field"),
    row("поле", "pitch", domain="sport"),
    row("поле", "box", domain="IT | design"),
)


@pytest.mark.parametrize(
    ("domains", "translation", "allowed"),
    [
        ((), "field", ()),
        (("sport",), "pitch", ()),
        (("Sport", "it"), "pitch", ()),
        (("it", "sport"), "box", ()),
        (("politics",), "field", ()),
        (None, "field", ("box", "pitch")),
    ],
)
def test_a_workflow_has_the_terms_of_its_domains(
    domains: tuple[str, ...] | None, translation: str, allowed: tuple[str, ...]
) -> None:
    glossary = load_glossary(Path("glossary.csv"), sheet(*FIELD)).of(domains)
    (term,) = glossary.for_pair("uk", "en")
    assert (term.translation, term.allowed) == (translation, allowed)


def test_domains_that_disagree_leave_each_rendering_be() -> None:
    (term,) = load_glossary(Path("glossary.csv"), sheet(*FIELD[1:])).for_pair("uk", "en")
    assert (term.status, set(term.renderings)) == (Status.ALLOWED, {"box", "pitch"})


def test_lines_of_overlapping_domains_may_not_contradict() -> None:
    with pytest.raises(FileError, match="“поле” is “pitch” here and “box” in line 2"):
        load(row("поле", "box", domain="IT|sport"), row("поле", "pitch", domain="Sport|rugby"))


def test_parts_of_speech_are_terms_of_their_own() -> None:
    noun, verb = load(
        row("record", "запис", part_of_speech="noun"),
        row("record", "записувати", part_of_speech="verb"),
        row("record", "рекорд", status="forbidden"),
    )
    assert (noun.part, noun.translation, noun.forbidden) == (Part.NOUN, "запис", ("рекорд",))
    assert (verb.part, verb.translation, verb.forbidden) == (Part.VERB, "записувати", ("рекорд",))


def test_a_narrower_line_that_only_forbids_adds_to_the_wider() -> None:
    glossary = load_glossary(
        Path("glossary.csv"),
        sheet(
            row("центр", "centre", pair="uk>en", forbidden="hub"),
            row("центр", "center", pair="uk>en-GB", status="forbidden"),
            row("центр", "core", pair="uk>en-US", status="allowed"),
        ),
    )
    (british,) = glossary.for_pair("uk", "en-GB")
    assert (british.translation, set(british.forbidden)) == ("centre", {"hub", "center"})
    (american,) = glossary.for_pair("uk", "en-US")
    assert (american.translation, american.allowed) == ("centre", ("core",))


def test_old_lines_keep_the_digest_that_versions_recorded() -> None:
    old = "term,translation,pair,note,forbidden\nКиїв,Kyiv,uk>en,,Kiev|Kiew\nрада,council,,x,\n"
    glossary = load_glossary(Path("glossary.csv"), old.encode())
    assert glossary.digest == "b3aae144239b4535764df4a01227ba971a8f01700531eba1868b16523ea507d8"
    assert glossary.digest != glossary.of(("sport",)).digest


WORDS = ("рада", "Київ", "поле", "АКБ")
RENDERINGS = ("council", "Kyiv", "field", "ACB", "board")
ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(WORDS),
        st.sampled_from(RENDERINGS),
        status=st.sampled_from(("", "allowed", "preferred")),
        domain=st.sampled_from(("", "sport", "sport|it")),
        note=st.sampled_from(("", "see style", "x; y")),
        aliases=st.sampled_from(("", "міськрада|РАДА")),
    ),
    min_size=1,
    max_size=8,
)


def outcome(sheets: list[tuple[Path, bytes]]) -> object:
    try:
        return load_glossaries(sheets).terms
    except FileError as error:
        return str(error)


@given(ROWS, st.integers(1, 3), st.randoms(use_true_random=False))
def test_neither_order_of_files_nor_of_columns_matters(
    rows: list[dict[str, str]], parts: int, chance: random.Random
) -> None:
    groups = [rows[start::parts] for start in range(parts)]
    plain = [(Path(f"glossary/{n}.csv"), sheet(*each)) for n, each in enumerate(groups)]
    mixed: list[tuple[Path, bytes]] = []
    for number, each in enumerate(groups):
        columns = tuple(chance.sample(COLUMNS, len(COLUMNS)))
        mark = chance.choice(",;\t")
        data = sheet(*each, columns=columns, mark=mark)
        mixed.append(
            (Path(f"glossary/{number}.csv"), b"\xef\xbb\xbf" * chance.randint(0, 1) + data)
        )
    chance.shuffle(mixed)
    assert outcome(mixed) == outcome(plain)


TEXT = st.text("абвo |,;\"'=\n", min_size=1, max_size=6).map(lambda text: f"я{text}".strip())
PHRASES = st.lists(TEXT, max_size=3, unique=True).map(tuple)


@st.composite
def written_terms(draw: st.DrawFn) -> bytes:
    """A file of the glossary as a person might have it."""
    rows = []
    for number in range(draw(st.integers(1, 4))):
        status = draw(st.sampled_from(("", "allowed", "forbidden", "do not translate")))
        several = {name: "|".join(draw(PHRASES)) for name in ("allowed", "aliases", "forbidden")}
        more = {
            "note": draw(st.sampled_from(("", "why, and why not"))),
            "domain": draw(st.sampled_from(("", "sport|IT"))),
            "part of speech": draw(st.sampled_from(("", "noun", "proper noun"))),
            "kind": draw(st.sampled_from(("", "person", "acronym"))),
            "later mention": draw(st.sampled_from(("", "Soroka"))),
            "expansion translation": draw(st.sampled_from(("", "A B C"))),
            "pair": draw(st.sampled_from(("", "uk>en"))),
        }
        translation = "" if status == "do not translate" else draw(TEXT)
        rows.append(row(f"слово{number}", translation, status=status) | several | more)
    return sheet(*rows)


@given(written_terms())
def test_what_is_written_says_the_same_when_read(data: bytes) -> None:
    path = Path("glossary.csv")
    try:
        glossary = load_glossary(path, data)
    except FileError:
        return
    again = load_glossary(path, glossary_csv(glossary.terms).encode())
    assert again.digest == glossary.digest
    assert [term.term for term in again.terms] == [term.term for term in glossary.terms]


def test_a_written_file_has_only_columns_that_say_something() -> None:
    term = Term("рада", "council", forbidden=("board", "soviet"), reasons=(("soviet", "of 1917"),))
    assert glossary_csv((term,)) == (
        "term,translation,pair,note,forbidden,status\n"
        "рада,council,,,board,\n"
        "рада,soviet,,of 1917,,forbidden\n"
    )


PERSON = row("Ольга Гай", "Olha Hai", kind="person", aliases="Гай|пані Гай", forbidden="Gay|Haj")


@pytest.mark.parametrize("file", ["a", "z"])
def test_a_line_does_not_prefer_what_a_person_forbids(file: str) -> None:
    with pytest.raises(FileError) as caught:
        files(**{"m": sheet(PERSON), file: sheet(row("Гай", "Haj", pair="uk>en"))})
    told = {str(caught.value.path), str(caught.value).split(": see ")[1].split(":")[0]}
    assert told == {"glossary/m.csv", f"glossary/{file}.csv"}
    assert str(caught.value.path) == max(told)


def test_a_line_may_say_what_an_alias_says_too() -> None:
    other = row("Гай", "Haj", domain="forests")
    assert len(files(m=sheet(PERSON), a=sheet(row("Гай", "Hai"))).terms) == 2
    assert len(files(m=sheet(PERSON | {"domain": "people"}), a=sheet(other)).terms) == 2


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+380", "-подібний", "@new", "'=1", "'tis"])
def test_a_spreadsheet_computes_nothing_of_a_term(name: str) -> None:
    term = Term(name, name, note=name, aliases=(f"{name} x",))
    text = glossary_csv((term,))
    cells = {cell for line in csv.reader(io.StringIO(text)) for cell in line}
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert load_glossary(Path("glossary.csv"), text.encode()).terms == (term,)
