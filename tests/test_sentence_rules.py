"""Our own rules about sentences: each where it holds, and beside it where it must not.

`|` stands where a sentence begins.
"""

import pytest

from l10n.language.sentences import sentences
from tests.sentence_gold import (
    boundaries,
    english_news,
    halves,
    lines,
    missed,
    score,
    treebank,
    with_curly_quotes,
)


def cut(text: str, locale: str) -> str:
    return "|".join(sentences(text.replace("|", ""), locale))


EVERYWHERE = [
    # What is still to be closed, and marks between blanks.
    ("uk", "Вони ( нарешті ! ) приїхали. |Усі раді."),
    ("en", "They came ( at last ! ) and sat. |All sat."),
    ("en", "The band . . . played on. |We left."),
    ("en", "The band left. . . |Nobody saw it."),
    ("de", "Er kam ( endlich ! ) an. |Alle da."),
    ("uk", 'Ми дуже раді ... "- сказав тренер.'),
    ("uk", 'Ми дуже раді... |"Так" - це згода.'),
    ("uk", "Він пише: «То що?» (Бойко 2016, с. 5). |Далі тиша."),
    ("en", 'He wrote: "So what?" (Roe 2016, p. 5). |All is quiet.'),
    ("en", 'He wrote: "So what?" |(He was angry.) |All is quiet.'),
    ("uk", "Міст відкриють десь у ... 2030 році."),
    ("uk", "Міст відкриють… |2030 рік покаже."),
    # Names with a small first letter.
    ("uk", "Ціни впали. |iPhone подешевшав. |еЧек запроваджено."),
    ("uk", "Вони грали в eSports."),
    ("en", "Is it over? |iPhone sales rose."),
    ("en", "Dr. deGrom pitched."),
    # A smile ends what it stands after.
    ("uk", "Ми вже вдома :) |Завтра напишемо."),
    ("uk", "Ми вже вдома :) і спимо."),
    ("en", "We are home :) |See you."),
    ("en", "See line 5:) for more."),
]

UKRAINIAN = [
    # Abbreviations before a name.
    "Він чл. НАН України і акад. Польської академії. |Працює давно.",
    "Ген. Коваленко та підполк. Бойко прибули. |Їх зустріли.",
    "Пісню співає засл. арт. України Ніна Бойко.",
    "Вірші О. Бойка, муз. Ігоря Вовка, пер. Олени Ткач.",
    "Його спеціальність — живописець, худож. |Він малює море.",
    "Прийшов крд. Іван Вовк. |Чекали на нього.",
    "До станції 5 км. |Іван пішов пішки. |Він мав 3 млрд. |Марія ні.",
    # Names in quotation marks.
    "Книжка вийшла у вид. «Ранок» торік. |Її купують.",
    "Це рідкісний вид. |«Ми його бережемо», — каже лісник.",
    "Вид. «Ранок», журн. «Степ», газ. «Новини».".replace(", газ.", ", у газ."),
    "Дорожчає газ. |«Це тимчасово», — каже міністр.",
    "Біля ст. м. «Оболонь» тихо.",
    "Він пробіг 100 м. |«Я втомився», — сказав він.",
    # Before a number; days of the week.
    "Рис. 3. Схема мосту.",
    "Див. с. 25 і стор. 30. |Там усе.",
    "Він обігнав їх на 10 с. |25 учасників зійшли.",
    "Музей працює: пн. 9–18, сб. 10–15, нд. вихідний. |Вхід вільний.",
    "Він приїде у пн. |Усі чекають.",
    # Places: a mountain and a gram, a state and a piece.
    "Вони піднялися на г. Петрос. |Там вітер.",
    "Додайте 5 г. |Солити не треба.",
    "Він живе у м. Остін, шт. Техас.",
    "Купили 5 шт. |Іван задоволений.",
    "Вибух стався на пр. Перемоги.",
    "Там ліс, озеро та пр. |Парк великий.",
    # Months, years, centuries.
    "Він народився у лист. 1990 р. в Одесі.",
    "Він написав лист. |2024 рік був важкий.",
    "20 січня 2025 р. Бойко склав присягу. |Зал стояв.",
    "Бойко обіймає посаду з січня 2025 р. |Вовк її залишив.",
    "У XIX ст. Одеса швидко росла.",
    "Замок збудували в XVI ст. |Тоді місто було малим.",
    "Замок збудували в XVI ст. |Князі жили в ньому.",
    "Це церква XVII ст. Святого Миколая.",
    # Abbreviations that end a sentence as well.
    "Стріляють у Харківській обл. |Там неспокійно.",
    "У Київській обл. Олена працює давно.",
    # Numbers that are no list items.
    "Горіти почало о 10:30. |ДСНС прибула одразу.",
    "1. ДСНС прибула.",
    "Усе почалося в 1990-х. |Тоді було важко.",
    "Вагон був 12-м. |Пасажири його знайшли.",
    # Letters that are no initials.
    "Він мав права категорії B. |Інспектор їх повернув.",
    "За словами А. Данилюка, права справжні.",
    "Є входи А, Б та Г. |Вхід А закрито.",
    "Прийшли О. Вовк та В. Крижанівська.",
    "Тоді правив Карл І. |Король помер молодим.",
    "Тоді писав Карл І. Коваленко.",
    "Так сказала пані О. |Ми їй віримо.",
    "Автор Бойченко О. В. |Світлини автора.",
    "Автор О. В. Бойченко. |Світлини автора.",
    # Quotations after which the sentence goes on, and those that end.
    "На запитання «Хто ви? Звідки?» він не відповів. |Пішов.",
    'На запитання "Хто ви? Звідки?" він не відповів. |Пішов.',
    "Лист «Люди! Рятуйте», надісланий уночі, не дійшов.",
    "«Хто ми? Куди йдемо?» — це питання вічне.",
    "«Хто ми? |Куди йдемо?» — запитала вона.",
    "Він спитав: «Хто ви? |Звідки?» |Вона мовчала.",
    'Він сказав "так". |Потім "ні" сказав.',
    "«Ми йдемо. |Не чекайте», — сказав він.",
    # Titles.
    "У залі показують п’єсу «Хто? Де? Коли?» Олени Бойко. |Вона смішна.",
    "Він дивився фільм «Хто там?» |Потім заснув.",
    "Він крикнув: «Стій!» |Іван утік.",
    # Brackets.
    "Він (це правда!) Марію впізнав.",
    "Він упізнав Марію. |(Це правда!) |Вона його теж.",
    # A small letter after a whole word.
    "Учора було тепло. |сьогодні дощ.",
    "Він працює у міськ. раді, спец. відділ.",
    "Ох! як гарно.",
]

ENGLISH = [
    # Initials of countries and cities.
    "The rain moved across the U.S. |It then stopped.",
    "The U.S. Army and the D.C. Council met.",
    "He works for Acme Inc. |The firm is small.",
    "Acme Inc. Chairman Bob Roe left.",
    # Titles and states.
    "He met Pfc. Brown, Supt. Lee and Sec. Roe. |They talked.",
    "Wait a sec. |He is coming.",
    "A Mobile, Ala. man met Calif. Gov. Ann Roe.",
    "She comes from Mobile, Ala. |He does not.",
    "Open Mon. through Fri. |Closed Sat.",
    "Est. 1990 by two friends. |It is the best est. |Nobody argues.",
    # Times of the day.
    "It starts at 8 p.m. CT on Friday.",
    "It starts at 7 p.m. |Doors close at 8 p.m.",
    "At 5 a.m. Mr. Roe went home. |He left his car there at 6 P.M. |Mr. Lee took it.",
    "At 6 P.M. Mr. Roe went home.",
    "The race took him 9.8 sec. |It was a record.",
    # Numbers, lawsuits, questions.
    "See Nos. 3 and 4. |They are new.",
    "The case is U.S. v. Roe. |It is old.",
    "Q. What is it? |A. It is a bridge.",
    # Months.
    "The pool is shut until Oct. |Swimmers wait.",
    'The trial opens on Sept. |"I am ready," she says.',
    "The Jan. 6 panel and the Nov. Fed meeting are over.",
    "Tickets go on sale on 1 Jan. |Seats are few.",
    "He came on 1 Jan. and left.",
    # Letters that are no initials.
    "He earned an A. |That pleased her.",
    "She takes vitamin D. |Doctors approve.",
    "It was you and I. |He was not there.",
    "It was you and I. |Roe was not there.",
    "He read J. Crew and A. Roe.",
    "World War I. |It was long.",
    # Quotations.
    '"Is that all?" |She said it was not.',
    '"Why now?" Mayor Ann Roe asked reporters. |She left.',
    '"Why now?" Roe said on Monday. |He left.',
    '"Why now?" |Roe said nobody knew.',
    "'We call it 'home'.' |Rivals laughed.",
    "We call it 'home'. |Rivals laughed.",
    'The "Who? Me?" game is fun. |We play it.',
    '"Who are you? |What is it?" he asked.',
    "Why? she asked. |Nobody knew.",
]


@pytest.mark.parametrize(("locale", "text"), EVERYWHERE)
def test_a_rule_for_all_languages_holds_where_it_should(locale: str, text: str) -> None:
    assert cut(text, locale) == text


@pytest.mark.parametrize("text", UKRAINIAN)
def test_a_ukrainian_rule_holds_where_it_should(text: str) -> None:
    assert cut(text, "uk") == text


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_rule_holds_where_it_should(text: str) -> None:
    assert cut(text, "en") == text


def test_no_rule_reaches_over_a_blank_line() -> None:
    assert cut("«Хто там?»\n\n|– сказав він", "uk") == "«Хто там?»\n\n|– сказав він"
    assert cut("Приїхав ген.\n\n|Вовк мовчав.", "uk") == "Приїхав ген.\n\n|Вовк мовчав."


def test_gold_boundaries_in_ukrainian_are_met() -> None:
    for _half, paragraphs in halves(treebank()):
        assert score(paragraphs, "uk").f1 >= 99.5


def test_gold_boundaries_in_english_news_are_met() -> None:
    for article in (english_news(), tuple(map(with_curly_quotes, english_news()))):
        assert all(score(paragraphs, "en").f1 >= 99.6 for _half, paragraphs in halves(article))


@pytest.mark.parametrize(
    ("name", "most"), [("ntrex/news.uk.txt", 1), ("flores-dev-uk-en/uk.txt", 1)]
)
def test_sentences_of_other_texts_end_at_their_lines(name: str, most: int) -> None:
    assert missed(lines(name), "uk", boundaries) <= most
