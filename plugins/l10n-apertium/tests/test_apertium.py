"""Apertium: rules and dictionaries, run as a process; the real one where it is installed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines import Draft, Request
from l10n.errors import EngineError
from l10n.model.markup import Tagged, TokenKind, faults
from l10n_apertium.drafts import draft_of
from l10n_apertium.engine import Apertium
from l10n_apertium.modes import chosen, debian_package, modes
from l10n_apertium.names import Text
from l10n_apertium.stream import Kind, Part, Source, Word, source_of
from l10n_apertium.words import rendered
from tests.conftest import LONG, Newsroom
from tests.corpora import ntrex, seed

INSTALLED = shutil.which("apertium") is not None and ("en", "es") in Apertium().pairs()
needs_apertium = pytest.mark.skipif(
    not INSTALLED, reason="Apertium is not installed: apt-get install apertium-eng-spa"
)


def tagged(text: str) -> Tagged:
    pairs = frozenset(re.findall(r"</([a-z]+[0-9]+)>", text))
    empties = frozenset(re.findall(r"<([a-z]+[0-9]+)/>", text))
    return Tagged(text, pairs, empties)


def drafts(texts: Iterable[str], source: str = "en", target: str = "es") -> list[Draft]:
    requests = [Request(tagged(text)) for text in texts]
    return list(Apertium().translate(requests, source, target))


def draft(text: str, source: str = "en", target: str = "es") -> Draft:
    return drafts([text], source, target)[0]


def held(text: str, name: str) -> str:
    found = re.search(rf"<{name}>(.*)</{name}>", text)
    assert found, text
    return re.sub("<[^>]*>", "", found[1])


def told(found: Draft) -> str:
    return found.reason.text("en") if found.reason else ""


# Which pairs there are


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("eng-spa", {("en", "es")}),
        ("spa-eng_US", {("es", "en-US")}),
        ("es-pt_BR", {("es", "pt-BR")}),
        ("spa-cat_valencia", {("es", "ca-valencia")}),
        ("oc_aran-es", {("oc-aranes", "es")}),
        ("rus-ukr", {("ru", "uk")}),
        ("pol-szl", {("pl", "szl")}),
        ("dan-nob", {("da", "nb"), ("da", "no")}),
        ("eng-hbs_HR", {("en", "hr")}),
        ("hbs-eng", {("sr-Latn", "en"), ("hr", "en"), ("bs", "en")}),
        ("spa-cat_valencia_uni", set()),
        ("por-cat_pre2017", set()),
        ("Cyrl-Latn", set()),
        ("eng-spa-tagger", set()),
        ("README", set()),
    ],
)
def test_a_mode_is_read_as_pairs_of_locales(name: str, pairs: set[tuple[str, str]]) -> None:
    assert {(mode.source, mode.target) for mode in modes([name])} == pairs


@pytest.mark.parametrize(
    ("pair", "name"),
    [
        (("en", "es"), "eng-spa"),
        (("en-GB", "es-419"), "eng-spa"),
        (("es", "en"), "spa-eng"),
        (("es", "en-US"), "spa-eng_US"),
        (("es-MX", "en-GB"), "spa-eng"),
        (("es", "ca"), "spa-cat"),
        (("es", "ca-valencia"), "spa-cat_valencia"),
        (("en", "uk"), None),
        (("en", "pt"), None),
    ],
)
def test_the_nearest_variant_that_is_not_narrower_is_used(
    pair: tuple[str, str], name: str | None
) -> None:
    names = ("eng-spa", "spa-eng", "spa-eng_US", "spa-cat", "spa-cat_valencia", "eng-por_BR")
    found = chosen(modes(names), *pair)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("pair", "package"),
    [
        (("en", "es"), "apertium-eng-spa"),
        (("es-MX", "en-GB"), "apertium-eng-spa"),
        (("ru", "uk"), "apertium-rus-ukr"),
        (("sv", "nb"), "apertium-swe-nor"),
        (("hr", "en"), "apertium-hbs-eng"),
        (("uk", "en"), None),
    ],
)
def test_the_package_that_would_bring_a_pair_is_known(
    pair: tuple[str, str], package: str | None
) -> None:
    assert debian_package(*pair) == package


def test_without_apertium_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    engine = Apertium()
    with pytest.raises(EngineError, match="not installed") as caught:
        list(engine.translate([Request(Tagged("дім"))], "uk", "ru"))
    assert caught.value.remedy == "install it: apt-get install apertium apertium-rus-ukr"
    for ask in (engine.pairs, engine.models):
        with pytest.raises(EngineError, match="not installed"):
            ask()


@needs_apertium
def test_without_the_pair_the_error_names_the_package_or_says_that_there_is_none() -> None:
    with pytest.raises(EngineError, match="from sv to da") as caught:
        draft("hus", "sv", "da")
    assert caught.value.remedy == "install it: apt-get install apertium-swe-dan"
    with pytest.raises(EngineError, match="from en to uk") as other:
        draft("house", "en", "uk")
    assert "another engine" in str(other.value)


@pytest.mark.parametrize(
    "values", [{"timeout": 0}, {"timeout": "10"}, {"timeout": True}, {"speed": 1}]
)
def test_a_wrong_setting_is_named(values: dict[str, object]) -> None:
    with pytest.raises(EngineError, match=next(iter(values))):
        Apertium(values)


def test_no_texts_need_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert list(Apertium().translate([], "en", "es")) == []


# What it drafts


@needs_apertium
def test_the_modes_that_are_here_are_named_with_the_version_of_their_data() -> None:
    found = Apertium().models()
    assert any(re.fullmatch(r"eng-spa (\d\S*|\(Apertium \d\S*\))", label) for label in found)
    assert draft("The house is red.").model in found


@needs_apertium
def test_a_sentence_is_translated_in_both_directions_and_variants() -> None:
    assert draft("The houses are red.").text == "Las casas son rojas."
    assert draft("Las casas son rojas.", "es", "en").text == "The houses are red."
    there, here = (draft("El color gris.", "es", target).text for target in ("en-US", "en-GB"))
    assert ("color" in there, "colour" in here) == (True, True)


@needs_apertium
@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The mayor bought a <a1>red house</a1> on Tuesday.", "a1", "casa roja"),
        ("He saw a big <b1>red</b1> house.", "b1", "roja"),
        ("<b1>The mayor</b1> saw the house.", "b1", "El alcalde"),
        ("The mayor saw <a1>the house</a1>.", "a1", "la casa"),
        ("It is the house of <a1>the mayor</a1>.", "a1", "alcalde"),
        ("He saw <a1>the water</a1> in the house.", "a1", "el agua"),
        ("He saw the <a1>water</a1> in the house.", "a1", "agua"),
        ("The president spoke in <a1>London</a1>.", "a1", "Londres"),
        ("<b1>The houses are red.</b1>", "b1", "Las casas son rojas."),
        ("“<a1>The houses are red</a1>,” he said.", "a1", "Las casas son rojas"),
        ("The mayor saw the <a1>“red house”</a1>.", "a1", "“casa roja”"),
        ("See <a1>https://example.org/a_b</a1> now.", "a1", "https://example.org/a_b"),
        ("The mayor has <a1>17</a1> houses.", "a1", "17"),
        ("The <a1><b2>big</b2> house</a1> is red.", "a1", "casa grande"),
        ("The <a1><b2>big</b2> house</a1> is red.", "b2", "grande"),
        ("The cat, <b1>the dog</b1> and <a2>the horse</a2>.", "a2", "el caballo"),
    ],
)
def test_a_tag_holds_what_became_of_its_words(text: str, name: str, words: str) -> None:
    found = draft(text)
    assert faults(tagged(text), found.text) == ()
    assert held(found.text, name).casefold() == words.casefold()
    assert "tag" not in told(found)


@needs_apertium
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The house<fn1/> is red.", "La casa<fn1/> es roja."),
        ("The red house<fn1/> is big.", "La casa roja<fn1/> es grande."),
        ("The house is red.<fn1/>", "La casa es roja.<fn1/>"),
        ("The house.<br1/>The horse.", "La casa.<br1/>El caballo."),
        ("<img1/> The house", "<img1/> La casa"),
        ("The house <br1/> the dog", "La casa <br1/> el perro"),
        ("The house: <img1/>", "La casa: <img1/>"),
    ],
)
def test_an_empty_tag_stays_at_its_word(text: str, written: str) -> None:
    found = draft(text).text
    if text.startswith("The red house<fn1/>"):
        assert re.search(r"(casa|roja)<fn1/>", found)
    else:
        assert found == written


@needs_apertium
def test_a_tag_on_a_part_of_a_word_or_on_nothing_is_doubtful_and_says_so() -> None:
    part, nothing = drafts(["He lives in <a1>New</a1> York.", "<a1></a1>The house is red."])
    assert held(part.text, "a1") == "Nueva York"
    assert part.doubtful
    assert "<a1>" in told(part)
    assert nothing.doubtful
    assert "tag" in told(nothing)
    assert faults(tagged("<a1></a1>"), nothing.text) == ()


@needs_apertium
def test_tags_change_nothing_about_the_words() -> None:
    plain = "The mayor of the big city saw the red house in front of the old church."
    spots = [match.start() for match in re.finditer(r"(?<=\s)\w", plain)]
    texts = []
    for start in spots:
        for end in (match.end() for match in re.finditer(r"\w(?=[\s.])", plain)):
            if start < end:
                texts.append(f"{plain[:start]}<a1>{plain[start:end]}</a1>{plain[end:]}")
    wanted = draft(plain).text
    for text, found in zip(texts, drafts(texts), strict=True):
        assert faults(tagged(text), found.text) == ()
        assert tagged(found.text).plain() == wanted


def around(text: str, of: Tagged) -> dict[str, str]:
    """Name the pair that each tag stands in directly; empty for none."""
    open_ = [""]
    found: dict[str, str] = {}
    for token in Tagged(text, of.pairs, of.empties).tokens():
        if token.kind is TokenKind.CLOSE:
            open_.pop()
        elif token.kind is not TokenKind.TEXT:
            found[token.text] = open_[-1]
            if token.kind is TokenKind.OPEN:
                open_.append(token.text)
    return found


@needs_apertium
@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "The minister went to <a1>Madrid</a1><fn2/> on Sunday.",
            "El ministro fue a <a1>Madrid</a1><fn2/> el domingo.",
        ),
        ("The minister saw <fn1/><a2>the house</a2>.", "El ministro vio <fn1/><a2>la casa</a2>."),
        ("He saw the <a1>house<fn2/></a1>.", "Vio la <a1>casa<fn2/></a1>."),
        ("He saw <a1><fn2/>Madrid</a1>.", "Vio <a1><fn2/>Madrid</a1>."),
    ],
)
def test_a_tag_beside_a_pair_does_not_go_into_it_nor_out_of_it(text: str, written: str) -> None:
    assert draft(text).text == written


@st.composite
def nested_texts(draw: st.DrawFn) -> Tagged:
    """Write a sentence of some words with pairs and empty tags, nested as they may be."""
    vocabulary = ["the", "mayor", "saw", "red", "house", "of", "London", "it", "“dog”", "17", "{x}"]
    numbers = iter(range(1, 99))

    def inside(depth: int) -> str:
        parts = []
        for _ in range(draw(st.integers(0 if depth else 2, 4))):
            kind = draw(st.sampled_from("wwwwwpe" if depth < 3 else "wwe"))
            number = next(numbers)
            if kind == "w":
                parts.append(draw(st.sampled_from(vocabulary)))
            elif kind == "e":
                parts.append(f"<{draw(st.sampled_from(['fn', 'code', 'br']))}{number}/>")
            else:
                name = f"{draw(st.sampled_from('abi'))}{number}"
                parts.append(f"<{name}>{inside(depth + 1)}</{name}>")
            parts.append(draw(st.sampled_from([" ", " ", ""])))
        return "".join(parts).strip(" ") if depth else "".join(parts)

    return tagged(inside(0) + "mayor.")


@needs_apertium
@given(st.lists(nested_texts(), min_size=20, max_size=30))
@settings(max_examples=200 if LONG else 10)
def test_every_tag_stands_in_the_same_pair_as_in_the_source(texts: list[Tagged]) -> None:
    for text, found in zip(texts, drafts([text.text for text in texts]), strict=True):
        assert found.text or found.reason
        if found.text:
            assert faults(text, found.text) == ()
            assert around(found.text, text) == around(text.text, text)


def parts_of(source: Source, words: tuple[Word, ...], order: list[int]) -> list[Part]:
    """Answer with the words of a source in another order, its blanks where they were."""
    parts: list[Part] = []
    waiting = list(range(len(source.blanks)))
    for place, number in enumerate(order):
        while waiting and source.blanks[waiting[0]].start <= words[place].start:
            parts.append(Part(Kind.BLANK, blank=waiting.pop(0)))
        word = words[number]
        parts.append(Part(Kind.WORD, source.plain[word.start : word.end], (number,)))
        parts.append(Part(Kind.GAP, " "))
    return parts + [Part(Kind.BLANK, blank=number) for number in waiting]


@given(nested_texts(), st.data())
@settings(max_examples=3000 if LONG else 200)
def test_every_tag_stands_in_the_same_pair_however_the_words_are_mixed(
    text: Tagged, data: st.DataObject
) -> None:
    source = source_of(text)
    found_words = (Word(*each.span()) for each in re.finditer(r"\w+", source.plain))
    words = tuple(
        word
        for word in found_words
        if not any(blank.start < word.end and word.start < blank.end for blank in source.blanks)
    )
    order = data.draw(st.permutations(range(len(words))))
    parts = parts_of(source, words, order)
    made = rendered(source, words, parts, {}, "", divided=True)
    found = draft_of(Text.of(source, words), made, frozenset(), "label", divided=True)
    assert found.text or found.reason
    if not found.text:
        return
    assert faults(text, found.text) == ()
    assert around(found.text, text) == around(text.text, text)
    if "  " not in text.text:
        assert "  " not in found.text


@needs_apertium
@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "Tiffany <a1>also noted that it</a1> <code2/> was the first house.",
            "Tiffany <a1>también notó que</a1> <code2/> era la primera casa.",
        ),
        ("The house <code1/> <img2/> is red.", "La casa <code1/> <img2/> es roja."),
        ("It <code1/> is red.", "<code1/> Es rojo."),
    ],
)
def test_one_space_is_left_where_the_word_beside_a_tag_fell_away(text: str, written: str) -> None:
    assert draft(text).text == written


@needs_apertium
def test_tags_that_are_not_well_nested_are_left_to_a_person() -> None:
    found = draft("The <a1>red <b2>house</a1> is</b2> big.")
    assert found.text == ""
    assert "nested" in told(found)


@needs_apertium
@pytest.mark.parametrize(
    "kept",
    [
        "https://example.org/a_b?c=d#e",
        "www.example.org",
        "desk@example.org",
        "@news_room",
        "#Elections_2026",
        "{name}",
        "%s",
        "<b7>",
        "[1]",
        "^$",
        "C:\\temp",
        "*",
        "/",
        "🙂",
        "10\u00a0000",
    ],
)
def test_what_must_stay_as_it_is_comes_back_once(kept: str) -> None:
    found = draft(f"The mayor saw {kept} in the house.")
    assert found.text.count(kept) == 1
    assert "casa" in found.text


@needs_apertium
def test_money_stays_with_its_number() -> None:
    found = draft("Paul's $15,000 jacket costs $5 million or €3.5 million.")
    assert re.findall(r"[$€]?\d[\d,.]*", found.text) == ["$15,000", "$5", "€3.5"]


@needs_apertium
@pytest.mark.parametrize("text", ["17.04.2025", "—", "https://example.org", "<a1>42</a1>"])
def test_a_text_without_words_is_its_own_draft(text: str) -> None:
    found = draft(text)
    assert (found.text, found.doubtful) == (text, False)


@needs_apertium
def test_white_space_around_a_text_stays_and_a_blank_text_is_left_empty() -> None:
    found, blank = drafts([" The house \u00a0", "  "])
    assert found.text == " La casa \u00a0"
    assert (blank.text, told(blank)) == ("", "there is nothing to translate")


@needs_apertium
def test_contractions_quotes_dashes_and_spaces_survive() -> None:
    texts = [
        "“The house’s door isn’t red,” she said – twice…",
        "‘It’s big’ — and that's all.",
        "Mr. O’Brien saw the houseʼs door.",
        "It costs 10\u00a0000 dollars.",
        "«The house» is (not) red: why?",
    ]
    quoted, single, name, spaced, french = (found.text for found in drafts(texts))
    assert quoted.startswith("“La puerta de la casa no es")
    assert quoted.endswith("–" + quoted.split("–")[1])
    assert quoted.endswith("…")
    assert single.startswith("‘Es grande’ — ")
    assert "O’Brien" in name
    assert "la puerta de la casa" in name
    assert "10\u00a0000" in spaced
    assert french.startswith("«La casa» ")
    assert french.endswith("?")
    assert not any("  " in text or "*" in text for text in (quoted, single, name, spaced, french))


@needs_apertium
def test_a_capital_does_not_move_into_the_sentence() -> None:
    found = draft("Axios reports that Axios is red.").text
    assert found.startswith("Axios informa")


# What it does not know


@needs_apertium
def test_an_unknown_word_stays_as_it_is_and_makes_the_draft_doubtful() -> None:
    found = draft("The mayor saw the red blorfing house.")
    assert "blorfing" in found.text
    assert "*" not in found.text
    assert found.doubtful
    assert told(found) == "words that Apertium does not know: blorfing"
    assert found.confidence == pytest.approx(6 / 7, abs=0.001)


@needs_apertium
def test_a_reason_names_three_words_at_most() -> None:
    found = draft("The blorf and the glarf and the smarf and the varf saw the house.")
    assert told(found).endswith("blorf, glarf, smarf, …")


@needs_apertium
def test_a_name_that_stays_as_it_is_makes_no_doubt() -> None:
    found = draft("Yesterday the mayor and Perepechko saw Marco Rubio.")
    assert (found.doubtful, found.confidence) == (False, 1.0)
    assert "Perepechko" in found.text
    assert "Marco Rubio" in found.text


@needs_apertium
def test_what_stands_around_a_name_is_translated_as_around_a_name() -> None:
    found = draft("The mayor saw Perepechko's house, and Zaluzhny’s dog.").text
    assert "la casa de Perepechko" in found
    assert "el perro de Zaluzhny" in found


@needs_apertium
def test_a_surname_that_is_a_common_word_is_kept_throughout_its_article() -> None:
    texts = ["The president Donald Trump saw the house.", "Trump's dog saw the mayor."]
    article = [Request(Tagged(text), title="The house") for text in texts]
    there = list(Apertium().translate(article, "en", "es"))
    assert all("Trump" in found.text for found in there)
    assert "El perro de Trump" in there[1].text
    assert not any(found.doubtful for found in there)
    alone = draft("The mayor and Trump saw it.")
    assert "Trump" not in alone.text
    assert alone.doubtful
    assert told(alone) == "perhaps names, translated as words: Trump"


@needs_apertium
def test_in_a_headline_of_capitals_a_capital_makes_no_name() -> None:
    found = draft("Young Mayor Bought Blorfing House")
    assert told(found) == "words that Apertium does not know: Blorfing"


@needs_apertium
def test_an_unknown_word_at_the_start_is_a_name_if_it_has_a_capital_elsewhere() -> None:
    request = Request(Tagged("Axios reports it."), before="The mayor told Axios about it.")
    (known,) = Apertium().translate([request], "en", "es")
    assert not known.doubtful
    assert draft("Axios reports it.").doubtful


@needs_apertium
def test_a_text_in_another_language_is_left_empty() -> None:
    found = draft("Мер побачив будинок.")
    assert found.text == ""
    assert told(found) == "Apertium knows none of its words"


# Whatever comes


STRANGE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("[]{}/\\@^$<>*#+~_=| '’ʼ“”.,!?\u00a0\u2028\x00\n"),
        st.sampled_from("ehousant"),
    ),
    max_size=40,
)
PIECES = st.lists(
    st.one_of(
        STRANGE,
        st.sampled_from(
            ["the house", " New York ", "[[w:0]]", "[[/]]", "[=0]", "[0]", "it's", "$5", "</a1>"]
        ),
    ),
    min_size=1,
    max_size=4,
).map("".join)
MARKED = st.tuples(PIECES, PIECES, PIECES).map(
    lambda parts: Tagged(
        f"{parts[0]}<q7>{parts[1]}</q7>{parts[2]}<fn8/>", frozenset({"q7"}), frozenset({"fn8"})
    )
)


@needs_apertium
@given(st.lists(st.one_of(PIECES.map(Tagged), MARKED), min_size=15, max_size=25))
@settings(max_examples=300 if LONG else 12)
def test_any_text_comes_back_in_its_place_or_is_left_empty_with_a_reason(
    texts: list[Tagged],
) -> None:
    between = ("The mayor saw the red house.", "He has three dogs.")
    wanted = [found.text for found in drafts(between)]
    requests = [
        Request(text) for one in texts for text in (Tagged(between[0]), one, Tagged(between[1]))
    ]
    found = list(Apertium().translate(requests, "en", "es"))
    assert len(found) == len(requests)
    for start, text in zip(range(0, len(found), 3), texts, strict=True):
        first, mine, last = found[start : start + 3]
        assert [first.text, last.text] == wanted
        if not mine.text:
            assert mine.reason
            continue
        assert faults(text, mine.text) == ()
        kept = Tagged(mine.text, text.pairs, text.empties).plain()
        for char in set(text.plain()) & set("[]{}/\\@^<>*#+~_=|\x00\n\u2028\u00a0"):
            assert kept.count(char) == text.plain().count(char)


@needs_apertium
def test_news_with_tags_keeps_every_tag_and_the_words() -> None:
    lines = [line for news in ntrex()[:6] for line in news.en]
    texts = [
        re.sub(r"^(\S+ )(\S+ \S+)( .*?)(\S+)$", r"\1<a1>\2</a1>\3<b2>\4</b2>", line)
        for line in lines
    ]
    titles = [news.en[0] for news in ntrex()[:6] for _line in news.en]
    plain, marked = (
        list(
            Apertium().translate(
                [
                    Request(tagged(text), title=title)
                    for text, title in zip(given, titles, strict=True)
                ],
                "en",
                "es",
            )
        )
        for given in (lines, texts)
    )
    for text, one, other in zip(texts, plain, marked, strict=True):
        assert other.text
        assert faults(tagged(text), other.text) == ()
        assert tagged(other.text).plain() == one.text


# Programs that misbehave


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an Apertium of our own; the test writes its program."""
    program = tmp_path / "bin/apertium"
    program.parent.mkdir()
    modes_folder = tmp_path / "share/apertium/modes"
    modes_folder.mkdir(parents=True)
    (modes_folder / "eng-spa.mode").write_text("cat")
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.delenv("APERTIUM_DATADIR", raising=False)
    return program


def write(program: Path, code: str) -> None:
    version = "import sys\nif '-V' in sys.argv: sys.exit(print('Apertium 9.9'))\n"
    program.write_text(f"#!{sys.executable}\n{version}{textwrap.dedent(code)}")
    program.chmod(0o755)


ECHO = """
for part in sys.stdin.buffer.read().split(b"\\0")[:-1]:
    {do}
    sys.stdout.buffer.write(part + b"\\0")
    sys.stdout.buffer.flush()
"""


def test_a_mode_with_its_own_way_of_finding_words_still_keeps_tags(fake: Path) -> None:
    write(fake, ECHO.format(do="pass"))
    engine = Apertium()
    text = "A <a1>red</a1> house, <b2>big <i3>and</i3> old</b2>."
    (found,) = engine.translate([Request(tagged(text))], "en", "es")
    assert found.text == text
    assert engine.models() == ("eng-spa (Apertium 9.9)",)


def test_a_text_that_the_program_cannot_bear_is_left_empty_and_the_others_are_drafted(
    fake: Path,
) -> None:
    write(fake, ECHO.format(do="if b'poison' in part: raise SystemExit(3)"))
    texts = ["poison first", "one", "two poison", *map(str, "abcdefghi"), "last poison"]
    texts += [f"{name} {poison}" for name in "klmnopqrst" for poison in ("poison", "well")]
    found = list(Apertium().translate([Request(Tagged(text)) for text in texts], "en", "es"))
    assert [each.text for each in found] == ["" if "poison" in text else text for text in texts]
    assert all(told(each) for each in found if not each.text)


def test_a_text_that_takes_forever_is_left_empty_and_its_process_is_ended(
    fake: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    write(
        fake,
        ECHO.format(
            do="if b'poison' in part:\n"
            "        import os, time\n"
            f"        open({str(pids)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
            "        time.sleep(600)"
        ),
    )
    requests = [Request(Tagged(text)) for text in ("one", "poison")]
    engine = Apertium({"timeout": 1})
    assert [each.text for each in engine.translate(requests, "en", "es")] == ["one", ""]
    for pid in map(int, pids.read_text().split()):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_program_that_is_never_done_is_an_error_that_names_the_setting(fake: Path) -> None:
    write(fake, "import time; time.sleep(600)")
    requests = [Request(Tagged(text)) for text in "abcdefghij"]
    with pytest.raises(EngineError, match="not done after 1 s") as caught:
        list(Apertium({"timeout": 1}).translate(requests, "en", "es"))
    assert "timeout" in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; sys.exit('no data\\nat all')", "no data at all"),
        ("import sys; sys.exit(7)", "exit status 7"),
        ("while True: print('x' * 10000)", "far more"),
        ("print('something else')", "exit status 0"),
    ],
)
def test_a_program_that_fails_is_one_line(fake: Path, code: str, said: str) -> None:
    write(fake, code)
    requests = [Request(Tagged(f"house {number}")) for number in range(30)]
    with pytest.raises(EngineError, match=said) as caught:
        list(Apertium().translate(requests, "en", "es"))
    assert "\n" not in str(caught.value)


def test_a_program_that_cannot_be_run_is_named(fake: Path) -> None:
    fake.write_text("#!/no/such/interpreter\n")
    fake.chmod(0o755)
    with pytest.raises(EngineError, match="apertium cannot be run"):
        list(Apertium().translate([Request(Tagged("house"))], "en", "es"))


def test_an_answer_to_another_text_is_never_taken(fake: Path) -> None:
    write(fake, ECHO.format(do="part = part.replace(b'[=1]', b'[=0]')"))
    requests = [Request(Tagged(text)) for text in ("one", "two", "three")]
    found = list(Apertium().translate(requests, "en", "es"))
    for text, each in zip(("one", "two", "three"), found, strict=True):
        assert each.text in ("", text)
    assert found[2].text == "three"


def test_drafts_made_before_the_program_failed_stay(
    fake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(fake, ECHO.format(do="if b'poison' in part: raise SystemExit('broken')"))
    monkeypatch.setattr("l10n_apertium.engine._TEXTS", 2)
    requests = [Request(Tagged(text)) for text in ("one", "two", "poison", "poison two")]
    given = Apertium().translate(requests, "en", "es")
    assert [next(given).text, next(given).text] == ["one", "two"]
    with pytest.raises(EngineError, match="broken"):
        next(given)


def test_an_interrupted_run_leaves_no_process(fake: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    write(
        fake,
        f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)",
    )
    code = (
        "from l10n_apertium.engine import Apertium; from l10n.engines import Request;"
        "from l10n.model.markup import Tagged;"
        "list(Apertium().translate([Request(Tagged('house'))], 'en', 'es'))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    while not pid.exists() or not pid.read_text():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    process.wait()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


@needs_apertium
def test_the_locale_of_the_terminal_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert draft("“The old café is red” – yes.").text == "“La cafetería vieja es roja” – sí."


@needs_apertium
def test_a_mode_that_does_not_begin_with_the_dictionary_is_drafted_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = shutil.which("apertium")
    assert program
    data = Path(program).resolve().parents[1] / "share/apertium"
    (tmp_path / "modes").mkdir()
    line = (data / "modes/eng-spa.mode").read_text()
    (tmp_path / "modes/eng-spa.mode").write_text(f"sed '' | {line}")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    found = draft("The mayor saw a <a1>red house</a1>, {name} and blorfing.")
    assert held(found.text, "a1") == "casa roja"
    assert "{name}" in found.text
    assert "blorfing" in told(found)


# The whole job


WORKFLOW = """\
source = "en"
targets = ["es"]
articles = ["**"]
engines = ["apertium"]

[publish]
require = "draft"
"""


@needs_apertium
def test_the_seed_article_is_drafted_and_published_in_spanish(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW)
    newsroom.article("axios.en.txt", seed())
    answer = newsroom.l10n("sync")
    assert answer.code == 0, answer.err
    path = newsroom.catalog("axios.en.txt", "es")
    command = ["msgfmt", "--check", "-o", os.devnull, str(path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    entries = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert len(entries) > 20
    assert all(entry.fuzzy and entry.msgstr for entry in entries.values())
    assert all("eng-spa" in entry.comment for entry in entries.values())
    assert entries["Ceasefire negotiations"].msgstr == "Negociaciones de alto el fuego"
    after = next(e for e in entries.values() if e.msgid.startswith("After that, Rubio shared"))
    assert "Rubio compartió la decepción de Trump con socios de Francia" in after.msgstr
    assert "does not know" not in after.comment
    citing = next(e for e in entries.values() if e.msgid.startswith("Axios reports this"))
    assert "does not know: diplomats" in citing.comment
    answer = newsroom.l10n("publish")
    assert answer.code == 0, answer.err
    page = newsroom.published("axios.en.txt", "es").read_text("utf-8")
    assert "El Presidente de EE.UU. Donald Trump" in page
    assert "*" not in page
    assert "Zelensk" not in page


@needs_apertium
def test_a_footnote_after_a_link_is_published_after_the_link(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW)
    note = "The minister went to [Madrid](https://ex.org/m)[^1] on Sunday.\n\n[^1]: A note.\n"
    newsroom.article("note.en.md", note)
    for command in ("sync", "publish"):
        answer = newsroom.l10n(command)
        assert answer.code == 0, answer.err
    page = newsroom.published("note.en.md", "es").read_text("utf-8")
    assert "[Madrid](https://ex.org/m)[^1]" in page
