"""What no engine gets past `accept`: each tried with servers, with `argos` and with a plug-in."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from l10n.engines import Draft, Engine, Request
from l10n.engines.accept import Accepted, Rejected, accept
from l10n.engines.argos.engine import Argos
from l10n.engines.chain import Candidate, Chain, TextOutcome
from l10n.engines.libretranslate.engine import LibreTranslate
from l10n.engines.openai.engine import OpenAI
from l10n.messages import message
from l10n.model.markup import Tagged
from tests.chat_server import Asked as Chatted
from tests.chat_server import serving, translations
from tests.growth import in_proportion
from tests.http_server import HttpServer, made
from tests.libretranslate.desk import behaving
from tests.tiny_argos import TABLE, package

MAYOR = "Мер назвав це рішення важливим для громади."
KILLED = "Унаслідок обстрілу загинули 2 людини."

EMPTY = (
    (MAYOR, "The mayor said salad salad salad salad salad salad", "it repeats itself: salad"),
    (MAYOR, "It is up to the mayor of the city of the city of the city of the city", "of the city"),
    ("Звіт про рішення ради", "spspspp stories of the council", "it repeats itself: spspsp"),
    (MAYOR, "Мэр назвал это решение важным для общины.", "in the script of en"),
    (MAYOR, MAYOR, "the model gave the source back"),
    (MAYOR, "市長はこの決定は地域社会にとって重要だと述べた。", "in the script of en"),
    (MAYOR, "♪", "it has no words: ♪"),
    (MAYOR, "♪ ♪ ♪ 2", "it has no words"),
    (MAYOR, "…!", "it has no words"),
    (MAYOR, "(laughter) (applause)", "it is only an aside in brackets: (laughter) (applause)"),
    (MAYOR, "[Music]", "it is only an aside in brackets"),
    ("Вітаємо, {{ name }}, у місті.", "Welcome to the city.", "{{ name }}"),
    ("Вітаємо, {{ name }}, у місті.", "Welcome, {{ ім’я }}, to the city.", "{{ name }}"),
    ("Вітаємо {% include who %} у місті.", "Welcome to the city.", "{% include who %}"),
    ("Знайдено %1$s у місті %2$s.", "%1$s was found in the city.", "%2$s"),
    ("Знайдено %1$s у місті.", "%2$s was found in the city.", "%1$s"),
    ("Знайдено ${count} у місті.", "$count was found in the city.", "${count}"),
    ("Ось [gallery ids=\"1,2\"] з міста", "Here is [gallery ids=\"1,3\"] of it", "[gallery"),
    ("Шановний [name], вітаємо у місті.", "Dear [surname], welcome to the city.", "[name]"),
    (MAYOR, "The mayor called it impor\ufffdant.", "what is no text: \ufffd"),
    (MAYOR, "The mayor called this important.<|im_end|>", "what is no text: <|im_end|>"),
    (MAYOR, "The mayor called this important.</s>", "what is no text: </s>"),
    (MAYOR, "The ⁇ called this decision important.", "what is no text: ⁇"),
    (MAYOR, "▁The▁mayor▁called▁this▁important", "what is no text: ▁"),
    (MAYOR, "The may@@ or called this important.", "what is no text: y@@"),
    (MAYOR, "The mayor didnâ€™t call this important.", "what is no text: â€"),
    (MAYOR, "The mḁ̴̧̛̇yor called this important.", "what is no text: "),
    (MAYOR, '{"translation": "The mayor called this important."}', "talked of the translation"),
    (MAYOR, '["The mayor called this decision important for all."]', "talked of the translation"),
    (MAYOR, "```The mayor called this important.```", "talked of the translation"),
    (MAYOR, "Translation: The mayor called this important.", "talked of the translation"),
    (MAYOR, "English: The mayor called this important.", "talked of the translation"),
    (MAYOR, "Переклад: The mayor called this important.", "talked of the translation"),
    (MAYOR, "Here is the translated text: He called it vital.", "talked of the translation"),
    (MAYOR, "Here is it in English: He called it vital.", "talked of the translation"),
    (MAYOR, "The mayor called it vital. (Note: slang)", "talked of the translation"),
    (MAYOR, "The mayor called it vital. Note: the source is cut.", "talked of the translation"),
    (MAYOR, "（laughter）", "it is only an aside in brackets"),
    (MAYOR, "“Applause, applause”", "it is only an aside in brackets"),
    (MAYOR, "The council of a city, the council of a city, the council of", "repeats"),
    ("Шановний [[name]], вітаємо у місті.", "Dear [name], welcome to it.", "[[name]]"),
    ("Вітаємо у нашому місті.", "Welcome to evil.example/x today.", "added: evil.example/x"),
    ("Вітаємо у місті.", "Welcome to the city, {{ name }}.", "code that its source lacks: {{"),
    ("Вітаємо у нашому місті.", "Welcome to our city, ${name}.", "the model added: ${name}"),
)  # fmt: skip
"""Ukrainian source, what an engine gives for it, and a part of the reason."""

DOUBTFUL = (
    (KILLED, "The shelling killed 3 people.", "2, 3"),
    ("Поранено 7 осіб.", "9 people were wounded.", "7, 9"),
    ("Поранено 17 осіб.", "70 people were wounded.", "17, 70"),
    ("Поранено дві особи.", "3 people were wounded.", "3"),
    ("Міністр пішов.", "The minister minister resigned.", "it repeats itself: minister"),
    ("Так, він сказав.", "(laughter) Yes, he did.", "its source does not have: (laughter)"),
    ("Так, він сказав.", "Yes, he did. [applause]", "its source does not have: "),
    ("Так, він сказав.", "“Yes, he did.”", "its source does not have: “Yes, he did.”"),
    ("Вітаємо у місті.", "Welcome to the city, :name", "its source does not have: :name"),
    ("Вітаємо у місті.", "Welcome to evil.example.", "its source does not have: evil.example"),
    ("Вітаємо у місті.", "Wel\u200bcome to the city.", "nobody sees were taken out: U+200B"),
    ("Рада назвала це “грою”", "It said &quot yes&quot to it", "&quot"),
    ("Поранено двоє людей.", "Three people were wounded.", "двоє, Three"),
    ("Поранено п’ять осіб.", "Six people were wounded.", "п’ять, Six"),
    ("Двадцять три особи", "Thirty-two people", "Двадцять, три, Thirty, two"),
    ("Поранено сто осіб.", "A thousand people were wounded.", "сто, thousand"),
    ("Близько 1,5 млн осіб", "About 1.5 billion people", "1.5 billion"),
    ("Близько 1,5 млн осіб", "About 1.5 thousand people", "1.5 thousand"),
    ("Удень було 10 °C.", "It was -10 °C by day.", "-10"),
    ("Удень було -5.", "It was 5 by day.", "-5"),
    ("Рахунок матчу 2:1.", "The match ended 1:2.", "1:2"),
    ("Пояснення рішення ради", "L &apos; explication of the council", "&apos;"),
    ("Рада назвала це “грою”", "The council called it &quot;a game&quot;", "&quot;"),
    ("Мер заспівав пісню.", "The mayor sang a song ♪", "its source does not have: ♪"),
    ("Мер назвав рішення важливим", "The mayor called the решення important", "решення"),
    ("Так, він сказав так.", "Yes yes yes, he said so.", "it repeats itself: yes"),
    ("Мер назвав рішення.", "The mayor named the salad salad", "it repeats itself: salad"),
    ("Вітаємо у місті.", "Welcome to the city [name].", "its source does not have: [name]"),
    ("5 осіб", "5", "it has no words: 5"),
)
FINE = (
    (KILLED, "The shelling killed two people."),
    (KILLED, "The shelling killed 2 people."),
    ("Поранено дві особи.", "2 people were wounded."),
    ("Семирічний хлопець посів друге місце.", "The 7-year-old boy came 2nd."),
    ("Засідання почалося о 15:30.", "The session began at 3:30 p.m."),
    ("Ха-ха-ха, ха-ха-ха!", "Ha-ha-ha, ha-ha-ha!"),
    ("(Сміх у залі)", "(Laughter in the hall)"),
    ("♪ Пісня", "♪ A song"),
    ("Двадцять три особи", "Twenty-three people"),
    ("Обидва сини й дві доньки", "Two sons and both daughters"),
    ("Близько 1,5 млрд осіб", "About 1.5 billion people"),
    ("Близько 1,5 млн осіб", "About 1.5m people"),
    ("Удень було мінус 10.", "It was -10 by day."),
    ("Рахунок матчу 2:1.", "The match ended 2-1."),
    ("Сто осіб", "A hundred people"),
    ("Сорок тисяч осіб", "Forty thousand people"),
    ("Переклад: Іван Петренко", "Translated by: Ivan Petrenko"),
    ("Англійська: рівень B2", "English: level B2"),
    ("Він вийшов (прим.: один).", "He left (note: alone)."),
    ("Він (сміється) вийшов.", "He left (laughing)."),
    ("Країни: США, Канада", "Countries: U.S./U.K., Canada"),
    ("Він пішов геть і не повернувся.", "He had had enough and went away."),
    ("Слово ``` у коді", "The word ``` in code"),
    ("«Так», — сказав він.", "“Yes, he said.”"),
    ("Reuters, BBC News", "Reuters, BBC News"),
    ("2020 р.", "2020"),
    ("Вітаємо, {{ name }}, у місті.", "Welcome, {{ name }}, to the city."),
    ("Пишуть &copy; замість знака.", "They write &copy; for the sign."),
)
CASES = [
    *(pytest.param(*case, False, id=case[1]) for case in EMPTY),
    *(pytest.param(*case, True, id=case[1]) for case in DOUBTFUL),
]
Give = Callable[[str], str]
Kind = Callable[[Give], AbstractContextManager[Engine]]


class Plugin:
    """Somebody else's engine, which gives whatever it likes."""

    name = "theirs"

    def __init__(self, give: Give) -> None:
        self.give = give

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return ()

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        return (Draft(self.give(request.text.text), "theirs 1") for request in requests)


@contextmanager
def plugin(give: Give) -> Iterator[Engine]:
    yield Plugin(give)


@contextmanager
def libretranslate(give: Give) -> Iterator[Engine]:
    answer = made(lambda asked: {"translatedText": [give(text) for text in asked.json["q"]]})
    with HttpServer() as web:
        yield LibreTranslate({"url": behaving(web, answer).url})


@contextmanager
def openai(give: Give) -> Iterator[Engine]:
    def script(asked: Chatted) -> str:
        return translations({each["id"]: give(each["text"]) for each in asked.segments})

    with serving(script) as chat:
        yield OpenAI({"url": chat.url, "model": "m", "retries": 0}, sleep=lambda seconds: None)


ENGINES = [plugin, libretranslate, openai]


def outcome(engine: Engine, text: str, pair: tuple[str, str] = ("uk", "en")) -> TextOutcome:
    source = Tagged(text)
    outcomes, failures = Chain((Candidate(engine),), *pair).ask({source: Request(source)})
    assert not failures
    return outcomes[source]


def why(found: TextOutcome) -> str:
    reason = found.reason if found.draft is None else found.draft.reason
    return "" if reason is None else reason.text("en")


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize(("source", "target", "reason", "stands"), CASES)
def test_no_engine_gives_it_without_a_word(
    kind: Kind,
    source: str,
    target: str,
    reason: str,
    stands: bool,
) -> None:
    with kind(lambda text: target) as engine:
        found = outcome(engine, source)
    assert reason in why(found)
    assert (found.draft is not None) is stands
    assert found.draft is None or found.draft.doubtful


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize(("source", "target"), FINE)
def test_any_engine_may_give_it(
    kind: Kind,
    source: str,
    target: str,
) -> None:
    with kind(lambda text: target) as engine:
        found = outcome(engine, source)
    assert found.draft is not None, why(found)
    assert (found.draft.text, why(found)) == (target, "")


@pytest.mark.parametrize(
    ("table", "source", "reason", "stands"),
    [
        ({each: each for each in TABLE}, "Мер виступив у місті", "gave the source back", False),
        (
            {each: "p" if each in "аеиіоу" else "s" for each in TABLE},
            "Мамаліга і кавалерія",
            "it repeats itself",
            False,
        ),
        (dict.fromkeys(TABLE, "."), "Мер виступив у місті", "it has no words", False),
        ({**TABLE, "7": "9"}, "мер і 7 людей", "7, 9", True),
        ({**TABLE, "2": "3"}, "загинули 2 людини", "2, 3", True),
    ],
    ids=["echo", "stammer", "signs", "number", "killed"],
)
def test_a_model_of_argos_gives_it_with_a_word(
    tmp_path: Path, table: dict[str, str], source: str, reason: str, stands: bool
) -> None:
    package(tmp_path, table=table)
    with Argos(folders=[tmp_path]) as engine:
        found = outcome(engine, source)
    assert reason in why(found)
    assert (found.draft is not None) is stands


@pytest.mark.parametrize(
    ("pair", "source", "target", "reason"),
    [
        (("en", "de"), "The council met today.", "The council met today.", "source back"),
        (("en", "de"), "The council met today.", "The council met today heute.", "most of its"),
        (("en", "de"), "The council met today.", "Today the council met.", "most of its words"),
        (("en", "fr"), "Dear [[name]], welcome.", "Cher [name], bonjour.", "[[name]]"),
        (("en", "es"), "Breaking news", "Breaking news", "same as its source"),
        (("en", "de"), "The council adopted the budget late today.",
         "Der council adopted the budget late heute.", "most of its words"),
        (("en", "uk"), "The mayor called the decision important.",
         "Мер назвав decision дуже important.", "decision, important"),
        (("en", "uk"), "Dear [name], welcome.", "Шановний [ім’я], вітаємо.", "[name]"),
        (("en", "uk"), "2 people were killed.", "Загинули 3 людини.", "2, 3"),
        (("en", "pl"), "2 people were killed.", "Zginęły 3 osoby.", "2, 3"),
        (("en", "uk"), "Two people were killed.", "Загинули троє людей.", "Two, троє"),
        (("en", "de"), "Two killed", "Drei Tote", "Two, Drei"),
        (("en", "de"), "1.5 trillion euros", "1,5 Milliarden Euro", "1,5 Milliarden"),
        (("de", "en"), "Zwei Menschen starben.", "3 people died.", "3"),
        (("en", "fr"), "7 people died there.", "9 personnes y sont mortes.", "7, 9"),
    ],
)  # fmt: skip
def test_it_is_seen_between_other_languages_too(
    pair: tuple[str, str], source: str, target: str, reason: str
) -> None:
    found = outcome(Plugin(lambda text: target), source, pair)
    assert reason in why(found)


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        (("en", "en-GB"), "The council met today.", "The council met today."),
        (("en", "uk"), "He said [the show] must go on.", "Він сказав, що [шоу] має тривати."),
        (("en", "uk"), "2 people, 7 dogs, 12 cats", "двоє людей, семеро собак, дванадцять котів"),
        (("uk", "de"), "2 людини та 25 собак", "zwei Menschen und fünfundzwanzig Hunde"),
        (("en", "pl"), "The 2nd of 5 days", "Drugi z pięciu dni"),
        (("uk", "pl"), "Загинули дві людини", "Zginęły 2 osoby"),
        (("en", "fr"), "2 people died there.", "Deux personnes y sont mortes."),
        (("en", "de"), "Berlin, Hamburg", "Berlin, Hamburg"),
        (
            ("pt", "es"),
            "O presidente disse que a lei é boa.",
            "El presidente dijo que la ley es buena.",
        ),
        (("en", "vi"), "The mayor spoke today.", "Thị trưởng đã phát biểu hôm nay."),
        (("en", "th"), "The mayor spoke today.", "นายกเทศมนตรี\u200bพูด\u200bวันนี้"),
        (("uk", "en"), "У XXI столітті", "In the 21st century"),
    ],
)
def test_numbers_may_be_words_and_names_stay(
    pair: tuple[str, str], source: str, target: str
) -> None:
    assert why(outcome(Plugin(lambda text: target), source, pair)) == ""


def test_entities_are_decoded_and_doubted() -> None:
    found = outcome(Plugin(lambda text: "The council&#39;s &quot;game&quot;"), "«Гра» ради")
    assert found.draft is not None
    assert found.draft.text == 'The council\'s "game"'


def test_tags_written_as_entities_are_tags_again() -> None:
    source = Tagged("<b1>Рада</b1> зібралася.", frozenset({"b1"}))
    draft = Draft("&lt;b1&gt;The council&lt;/b1&gt; met.", "m")
    verdict = accept(Request(source), draft, ("uk", "en"))
    assert isinstance(verdict, Accepted)
    assert verdict.draft.text == "<b1>The council</b1> met."


def test_doubts_of_the_engine_stay_before_those_of_the_tool() -> None:
    draft = Draft("The shelling killed 3 people.", "m", message("my own doubt"), True)
    verdict = accept(Request(Tagged(KILLED)), draft, ("uk", "en"))
    assert isinstance(verdict, Accepted)
    assert verdict.draft.reason is not None
    assert verdict.draft.reason.text("en").startswith("my own doubt; the numbers")


def test_alternatives_that_could_not_stand_are_dropped() -> None:
    others = ("The mayor called it vital.", "♪", "Мер назвав це важливим.")
    draft = Draft("The mayor called it important.", "m", alternatives=others)
    verdict = accept(Request(Tagged("Мер назвав це важливим.")), draft, ("uk", "en"))
    assert isinstance(verdict, Accepted)
    assert verdict.draft.alternatives == others[:1]


def test_of_pseudo_localization_no_words_are_asked() -> None:
    source = Request(Tagged(MAYOR))
    draft = Draft(f"⟦{MAYOR}⟧", "m")
    assert isinstance(accept(source, draft, ("uk", "en")), Rejected)
    assert isinstance(accept(source, draft, ("uk", "en"), words=False), Accepted)


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit",
    ["а ", "♪", "(", "[a ", "&amp", "{{", "{%", "1 ", "the city ", "*", "“", "a.", ":", "a a "],
)
@pytest.mark.sampled(4)
def test_judging_takes_time_in_proportion(unit: str) -> None:
    def judge(size: int) -> None:
        text = unit * (size // len(unit))
        accept(Request(Tagged(text + "я")), Draft(text + "x", "m"), ("uk", "en"))

    assert in_proportion(judge, 40_000)
