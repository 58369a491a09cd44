"""Checks of fluency: what is missing, what is added, another's text, repetition, false friends."""

import pytest

from l10n.checks import Example, Finding, Line, Severity, example, subject_of
from l10n.checks.fluency import CHECKS
from tests.growth import in_proportion

COUNCIL = (
    "Міська рада виділила двадцять мільйонів гривень на ремонт мосту через Дніпро, "
    "але підрядник досі не почав роботу, бо чекає на дозвіл міністерства."
)
COUNCIL_EN = (
    "The city council allocated 20 million hryvnias for the repair of the bridge over the "
    "Dnipro, but the contractor has yet to start work, as it is waiting for the ministry’s permit."
)
HOSPITAL = "Лікарі районної лікарні прийняли понад сорок поранених, серед них троє дітей."
HOSPITAL_EN = (
    "Doctors at the district hospital received more than forty wounded, three children among them."
)
SCHOOL = "Учні сільської школи вже третій рік навчаються в підвалі через обстріли."
SCHOOL_EN = (
    "For a third year the pupils of the village school study in a basement because of shelling."
)


def found(given: Example) -> list[Finding]:
    subject = subject_of(given)
    return [finding for check in CHECKS for finding in check(subject)]


def names(given: Example) -> set[str]:
    return {finding.check for finding in found(given)}


def article(*lines: tuple[str, str]) -> Example:
    return Example(tuple(Line(source, target) for source, target in lines))


@pytest.mark.parametrize(
    ("source", "target"), [(COUNCIL, COUNCIL_EN), (HOSPITAL, HOSPITAL_EN), (SCHOOL, SCHOOL_EN)]
)
def test_a_good_translation_has_no_finding(source: str, target: str) -> None:
    assert names(example(source, target)) == set()
    assert names(example(target, source, ("en", "uk"))) == set()


@pytest.mark.parametrize("locales", [("uk", "en"), ("en", "uk")])
def test_a_halved_sentence_is_told(locales: tuple[str, str]) -> None:
    source, target = (COUNCIL, COUNCIL_EN) if locales[0] == "uk" else (COUNCIL_EN, COUNCIL)
    words = target.split()
    assert names(example(source, " ".join(words[: len(words) // 2]), locales)) <= {
        "halved",
        "omission",
    }
    assert names(example(source, " ".join(words[: len(words) // 2]), locales))


def test_what_is_missing_is_named_with_its_place() -> None:
    target = (
        "The city council allocated 20 million hryvnias for the repair of the bridge over the "
        "Dnipro."
    )
    (finding,) = found(example(COUNCIL, target))
    span = finding.source[0]
    assert "підрядник досі не почав роботу" in COUNCIL[span.start : span.end]
    assert "підрядник" in finding.message.text("en")


def test_an_end_on_a_word_that_leans_on_the_next_is_told() -> None:
    source = "Чому люди досі живуть у районі, де щодня лунають вибухи?"
    assert names(example(source, "Why do people still live in an?")) == {"halved"}
    assert names(example(source, "Why do people live where explosions are heard daily?")) == set()


def test_what_is_added_is_named_with_its_place() -> None:
    target = HOSPITAL_EN[:-1] + ", although the old bridge had been closed to heavy lorries."
    (finding,) = found(example(HOSPITAL, target))
    assert finding.check == "addition"
    span = finding.target[0]
    assert "bridge had been closed to heavy lorries" in target[span.start : span.end]


def test_places_lead_back_through_tags() -> None:
    source = COUNCIL.replace("Міська рада", "<a1>Міська рада</a1>")
    target = "<a1>The city council</a1> allocated 20 million hryvnias for the repair of the bridge."
    given = Example((Line(source, target),), tags=(("a1", True),))
    (finding,) = found(given)
    span = finding.source[0]
    assert source[span.start : span.end].startswith("Дніпро, але підрядник")


def test_a_word_for_a_paragraph_is_an_error() -> None:
    findings = found(example(COUNCIL, "ok"))
    assert [finding.check for finding in findings if finding.severity is Severity.ERROR] == [
        "length"
    ]


def test_a_short_answer_to_a_short_source_is_none() -> None:
    assert names(example("Так, звісно.", "Yes.")) == set()


def test_a_book_for_a_word_is_an_error() -> None:
    assert "length" in names(example("Гроші на міст", COUNCIL_EN))


def test_a_neighbours_translation_is_an_error() -> None:
    given = article((COUNCIL, COUNCIL_EN), (HOSPITAL, SCHOOL_EN), (SCHOOL, SCHOOL_EN))
    (finding,) = [f for f in found(given) if f.check == "another-text"]
    assert finding.severity is Severity.ERROR
    assert finding.key == subject_of(given).pairs[1][1].key
    assert "Учні сільської школи" in finding.message.text("en")


def test_a_strangers_translation_is_a_warning() -> None:
    (finding,) = [f for f in found(example(COUNCIL, SCHOOL_EN)) if f.check == "another-text"]
    assert finding.severity is Severity.WARNING


def test_alike_sentences_are_not_each_others() -> None:
    given = article(
        ("Київська область: 12 поранених", "Kyiv region: 12 wounded"),
        ("Львівська область: 7 поранених", "Lviv region: 7 wounded"),
        ("Одеська область: 9 поранених", "Odesa region: 9 wounded"),
    )
    assert names(given) == set()


@pytest.mark.parametrize(
    "target",
    [
        f"{HOSPITAL_EN} {HOSPITAL_EN}",
        "Doctors at the district hospital, doctors at the district hospital received forty.",
        "Doctors of the of the of the of the of the district hospital received forty wounded.",
        "Doctors received received received received more than forty wounded, three children.",
    ],
)
def test_a_phrase_over_and_over_is_told(target: str) -> None:
    assert "repeats" in names(example(HOSPITAL, target))


def test_what_the_source_repeats_is_no_fault() -> None:
    source = "Ганьба! Ганьба! Ганьба! Ганьба! — кричав натовп під стінами ратуші."
    target = "“Shame! Shame! Shame! Shame!” the crowd shouted outside the city hall."
    assert names(example(source, target)) == set()


def test_english_left_in_german_is_told() -> None:
    source = "Rescuers said that the fire had been put out by the early morning."
    target = "Die Retter sagten, that the fire had been am frühen Morgen gelöscht."
    (finding,) = [
        f for f in found(example(source, target, ("en", "de"))) if f.check == "left-untranslated"
    ]
    span = finding.target[0]
    assert target[span.start : span.end] == "that the fire had been"


def test_a_title_kept_in_its_language_is_none() -> None:
    source = "The film Gone With the Wind was shown to the guests of the festival."
    target = "Der Film Gone With the Wind wurde den Gästen des Festivals gezeigt."
    assert "left-untranslated" not in names(example(source, target, ("en", "de")))


def test_a_false_friend_is_a_hint() -> None:
    (finding,) = [
        f
        for f in found(example("Він купив акуратний будинок.", "He bought an accurate house."))
        if f.check == "false-friends"
    ]
    assert finding.severity is Severity.HINT


ELSEWHERE = {
    "ja": "市議会は橋の修理に二千万フリヴニャを割り当てたが、業者はまだ作業を始めていない。",
    "zh": "市议会拨款两千万格里夫纳用于修复第聂伯河大桥，但承包商仍未开工，因为正在等待许可。",
    "ar": "خصص مجلس المدينة عشرين مليونا لإصلاح الجسر لكن المقاول لم يبدأ العمل بعد.",
    "el": "Το δημοτικό συμβούλιο διέθεσε είκοσι εκατομμύρια για την επισκευή της γέφυρας, αλλά ο "
    "εργολάβος δεν έχει ξεκινήσει ακόμη, καθώς περιμένει άδεια.",
    "fi": "Kaupunginvaltuusto myönsi 20 miljoonaa hryvniaa Dneprin yli kulkevan sillan "
    "korjaukseen, mutta urakoitsija ei ole vielä aloittanut työtä, koska lupa puuttuu.",
}


@pytest.mark.parametrize("locale", ELSEWHERE)
def test_a_language_without_a_table_stays_silent(locale: str) -> None:
    assert names(example(COUNCIL_EN, ELSEWHERE[locale], ("en", locale))) == set()


SHAPES = ["а", "б ", "the ", ", ", "1 ", "$", "-", "’", "слово-", "уряд government, ", "\u00a0.\n"]


@pytest.mark.growth
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.sampled(6)
def test_hostile_texts_cost_what_they_are_long(shape: str) -> None:
    def work(size: int) -> object:
        text = shape * (size // len(shape))
        return found(article((text, COUNCIL_EN), (COUNCIL, text + "."), (text + "!", text)))

    assert in_proportion(work, 6_000)


GERMAN = (
    "Der Stadtrat hat zwanzig Millionen Hrywnja für die Reparatur der Brücke über den Dnipro "
    "bewilligt, aber die Firma hat mit der Arbeit noch nicht begonnen, weil das Ministerium die "
    "Genehmigung nicht erteilt hat."
)
POLISH = (
    "Rada miasta przeznaczyła dwadzieścia milionów hrywien na remont mostu przez Dniepr, ale "
    "firma wciąż nie rozpoczęła pracy, bo czeka na zgodę ministerstwa."
)


@pytest.mark.parametrize(("target", "locale"), [(GERMAN, "de"), (POLISH, "pl")])
@pytest.mark.parametrize(("source", "of"), [(COUNCIL, "uk"), (COUNCIL_EN, "en")])
def test_german_and_polish_have_checks_too(source: str, of: str, target: str, locale: str) -> None:
    words = target.split()
    assert names(example(source, target, (of, locale))) == set()
    assert names(example(target, source, (locale, of))) == set()
    assert names(example(source, " ".join(words[: len(words) // 2]), (of, locale)))
