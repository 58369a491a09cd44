"""The small closed categories of the patterns: verbs, adverbials, labels, and aliases of the lexicon."""

# ruff: noqa: E501 - tables read best with one entry a line
from __future__ import annotations

from demomodel import lexicon as lex
from demomodel.entries import Word, counted, english, nouns, past_verbs, plain, rows
from demomodel.numbers import MONTH
from demomodel.patterns import BRANDS


def forms(uk_form: str, text: str) -> list[Word]:
    """Read rows of Ukrainian | English under one form name, English also with "the"."""
    return [Word({uk_form: uk}, {**english(en)}) for uk, en in rows(text)]


def with_low(text: str) -> list[Word]:
    """Read rows of Ukrainian | English of labels, with the form `low` for the inside of a sentence."""
    return [
        Word({"": uk, "low": uk[0].lower() + uk[1:]}, {"": en, "low": en[0].lower() + en[1:]})
        for uk, en in rows(text)
    ]


def by_gender(men: Word, women: Word) -> Word:
    """One word whose form is chosen by the gender of another: he, she."""
    uk = {"m": men.uk[""], "f": women.uk[""]}
    return Word(uk, {"m": men.en[""], "f": women.en[""]})


_EVENT_GOALS = nouns(
    """
    m | матч матчу матчу матч матчем матчі | наступний || next match
    m | матч матчу матчу матч матчем матчі | перший || first match
    n | відкриття відкриття відкриттю відкриття відкриттям відкритті ||| opening
    m | концерт концерту концерту концерт концертом концерті ||| concert
    f | виставка виставки виставці виставку виставкою виставці ||| exhibition
    f | вистава вистави виставі виставу виставою виставі ||| performance
    f | лекція лекції лекції лекцію лекцією лекції ||| lecture
    """
)

CLOSED: dict[str, list[Word]] = {
    "open": plain("відкрили | opened\nзбудували | built\nоблаштували | set up"),
    "repair": plain(
        "відремонтували | repaired\nоновили | renovated\nвідновили | restored\nзакрили | closed"
    ),
    "pronoun": plain("лінія | the line\nвона | it\nнова лінія | the new line\nдорога | the road"),
    "joinplace": [
        w for w in lex.INST if w.en[""] in ("library", "district library", "youth centre")
    ],
    "works": nouns(
        """
        m | ремонт ремонту ремонту ремонт ремонтом ремонті ||| the repair
        n | будівництво будівництва будівництву будівництво будівництвом будівництві ||| construction
        f | реконструкція реконструкції реконструкції реконструкцію реконструкцією реконструкції ||| reconstruction
        """
    ),
    "million": plain("млн грн | UAH\nмлн доларів | USD\nмлн євро | EUR"),
    "decide": [
        Word({"past": uk}, {"": en, "inf": inf})
        for uk, en, inf in rows(
            """
            затвердив | approved | approve
            оприлюднив | published | publish
            підготував | prepared | prepare
            розглянув | considered | consider
            підтримав | supported | support
            відхилив | rejected | reject
            """
        )
    ],
    "gathering": _EVENT_GOALS,
    "show": forms(
        "acc",
        "гру | game\nматч | match\nвиставу | performance\nконцерт | concert\nвиставку | exhibition",
    ),
    "utility": forms(
        "gen",
        "світла | power\nводи | water\nопалення | heating\nгазу | gas\nзв’язку | phone service",
    ),
    "ticket": [
        Word({"nom": nom, "acc": acc}, {"": en})
        for nom, acc, en in rows(
            """
            квиток | квиток | a ticket
            дитячий квиток | дитячий квиток | a child’s ticket
            абонемент | абонемент | a season ticket
            екскурсія | екскурсію | a tour
            """
        )
    ],
    "share": forms(
        "acc",
        "третину | a third\nполовину | half\nчверть | a quarter\nбільшу частину | most\nчастину | part",
    ),
    "spend": forms(
        "acc",
        "ремонт дахів | roof repairs\nремонт доріг | road repairs\nпідтримку молоді | youth support\n"
        "освітлення вулиць | street lighting\nозеленення парку | park landscaping\nхарчування учнів | school meals",
    ),
    "change": plain("зросла | rose\nзменшилася | fell"),
    "way": [*lex.STREET, *lex.SQUARE],
    "ride": [
        Word({"nom": nom, "one": one}, {"": en, "one": en_one})
        for nom, one, en, en_one in rows(
            """
            трамваї | трамвай | trams | tram
            автобуси | автобус | buses | bus
            тролейбуси | тролейбус | trolleybuses | trolleybus
            маршрутки | маршрутка | minibuses | minibus
            """
        )
    ],
    "regular": plain(
        "щодня | daily\nу будні | on weekdays\nу вихідні | at weekends\nпо суботах | on Saturdays"
    ),
    "workplace": [
        w for w in lex.PLACE if w.en[""] not in ("bridge", "river port", "sports ground")
    ],
    "schoolplace": [
        Word({"at": "ў школі"}, {"at": "at the school"}),
        Word({"at": "ў ліцеї"}, {"at": "at the lyceum"}),
        Word({"at": "ў коледжі"}, {"at": "at the college"}),
        Word({"at": "ў університеті"}, {"at": "at the university"}),
    ],
    "pupils": forms(
        "genpl", "учнів | pupils\nстудентів | students\nдітей | children\nпідлітків | teenagers"
    ),
    "weather": plain(
        "сонячно | sunny\nхмарно | cloudy\nдощово | rainy\nвітряно | windy\nясно | clear\nтепло й сухо | warm and dry"
    ),
    "warm": plain("тепла | above zero\nморозу | below zero"),
    "precip": [
        Word({"acc": uk}, {"": en})
        for uk, en in rows(
            "дощ | rain\nневеликий дощ | light rain\nсильний дощ | heavy rain\nсніг | snow\nмокрий сніг | sleet\n"
            "грозу | a thunderstorm\nтуман | fog\nсильний вітер | strong wind\nожеледицю | black ice"
        )
    ],
    "rage": [
        Word({"nom": uk, "v": verb}, {"a": en, "v": "raged"})
        for verb, uk, en in rows(
            "вирувала | гроза | a thunderstorm\nвирувала | гроза із сильним вітром | a thunderstorm with strong wind\n"
            "вирувала | хуртовина | a snowstorm\nвирував | буревій | a windstorm\n"
            "вирувала | негода | bad weather"
        )
    ],
    "arena": [
        w
        for w in lex.PLACE
        if "stadium" in w.en[""] or w.en[""] in ("sports ground", "park", "swimming pool")
    ],
    "sport": plain("футбольна | football\nбаскетбольна | basketball\nволейбольна | volleyball"),
    "stage": plain(
        "першому матчі сезону | the first match of the season\nостанньому матчі сезону | the last match of the season\n"
        "першому матчі турніру | the first match of the tournament\nфіналі турніру | the final of the tournament\n"
        "півфіналі | the semi-final\nфіналі кубка | the cup final"
    ),
    "clear": forms(
        "gen", "доріг | the roads\nвулиць | the streets\nпарку | the park\nподвір’їв | courtyards"
    ),
    "service": plain(
        "електропостачання | power\nводопостачання | the water supply\nопалення | heating\nрух транспорту | traffic\n"
        "рух трамваїв | tram traffic\nзв’язок | phone service"
    ),
    "behave": plain(
        "приходити завчасно | to come early\nне паркувати авто під деревами | not to park cars under trees\n"
        "не паркувати авто на тротуарах | not to park cars on pavements\n"
        "не стояти під деревами | not to stand under trees\n"
        "бути уважними на дорозі | to be careful on the road\nмати при собі документи | to carry their documents\n"
        "берегти воду | to save water\nприходити вчасно | to come on time"
    ),
    "goods": [
        Word({"gen": gen, "acc": acc}, english(en))
        for gen, acc, en in rows(
            "книжок | книжки | books\nподарунків | подарунки | gifts\nквитків | квитки | tickets\n"
            "іграшок | іграшки | toys\nречей | речі | things\nпідручників | підручники | textbooks"
        )
    ],
    "years": plain(
        "два роки | two years\nтри роки | three years\nчотири роки | four years\nп’ять років | five years\n"
        "шість років | six years\nсім років | seven years\nдесять років | ten years\nдвадцять років | twenty years"
    ),
    "yearcount": counted("m | рік рік роки років | year | years"),
    "merit": forms(
        "acc",
        "порятунок дитини | rescuing a child\nволонтерську роботу | volunteer work\n"
        "багаторічну працю | many years of work\nрозвиток громади | developing the community\n"
        "перемогу на конкурсі | winning a competition",
    ),
    "worker": forms(
        "acc",
        "учителя історії | a history teacher\nводія автобуса | a bus driver\nмедсестру | a nurse\n"
        "бібліотекаря | a librarian\nпрограміста | a programmer\nкухаря | a cook",
    ),
    "food": forms(
        "acc",
        "хліб | bread\nмолоко | milk\nяйця | eggs\nцукор | sugar\nбензин | petrol\nпроїзд | travel\nолію | oil",
    ),
    "help": forms(
        "acc",
        "безкоштовні обіди | free lunches\nгуманітарну допомогу | humanitarian aid\n"
        "нові підручники | new textbooks\nстипендії | scholarships\nподарунки | gifts",
    ),
    "reports": plain(
        "заявки | applications\nдокументи | documents\nпропозиції | proposals\nроботи на конкурс | competition entries"
    ),
    "decideon": plain(
        "приймають | are accepted\nприйматимуть | will be accepted\nрозглядатимуть | will be considered"
    ),
    "guest": [Word(w.uk, english(w.en[""])) for w in lex.GUEST],
    "thanked": plain(
        "всім, хто долучився | everyone who took part\nвсім, хто допоміг | everyone who helped\n"
        "всім, хто прийшов | everyone who came\nволонтерам | the volunteers\n"
        "мешканцям міста | the city residents\nбатькам | the parents\nлікарям | the doctors\n"
        "рятувальникам | the rescuers\nглядачам | the spectators"
    ),
    "dest": plain(
        "на роботу | to work\nдо школи | to school\nдо університету | to university\nна ринок | to the market\n"
        "до лікарні | to hospital\nдодому | home\nна вокзал | to the railway station"
    ),
    "ours": plain(
        "нашого міста | our city\nнашої громади | our community\nусіх нас | all of us\nнаших дітей | our children\n"
        "нашої школи | our school\nнашої команди | our team\nнаших учнів | our pupils"
    ),
    "sporty": plain(
        "хлопці | the boys\nдівчата | the girls\nсуперники | our opponents\nнаші гравці | our players"
    ),
    "manner": plain(
        "впевнено | with confidence\nчудово | brilliantly\nчесно | fairly\nдо кінця | to the end\nдуже добре | very well"
    ),
    "hard": plain(
        "вночі | at night\nвранці | in the morning\nвзимку | in winter\nв перші дні | in the first days\n"
        "в перший рік | in the first year\nна початку | at the beginning"
    ),
    "his": [by_gender(*plain("його | him\nїї | her"))],
    "he": [by_gender(*plain("він | he\nвона | she"))],
    "add": past_verbs(
        "додав | added\nзазначив | noted\nпояснив | explained\nнаголосив | stressed\nповідомив | reported"
    ),
    "said": past_verbs(
        "сказав | said\nзазначив | noted\nдодав | added\nпояснив | explained\nнаголосив | stressed"
    ),
    "starter": plain(
        "Крім того | In addition\nВодночас | At the same time\nТим часом | Meanwhile\nНагадаємо | As a reminder\n"
        "За попередніми даними | According to preliminary data\nЯк очікується | As expected"
    ),
    "topic": forms(
        "acc",
        "розклад | the timetable\nновий розклад | the new timetable\nнабір учнів | pupil enrolment\n"
        "набір студентів | student enrolment\nкоманду | the team\nнову команду | the new team\n"
        "збір книжок | the book collection\nзбір коштів | the fundraising\nзбір речей | the clothing collection\n"
        "ремонт доріг | the road repairs\nаварію | the accident\nконкурс | the competition\nвиставку | the exhibition",
    ),
    "friend": [
        Word({"dat": uk}, {"": en})
        for uk, en in rows(
            "друзям | your friends\nсусідам | your neighbours\nколегам | your colleagues\nрідним | your family"
        )
    ],
    "headtopic": plain(
        "Негода | Storm\nПовінь | Flood\nФутбол | Football\nПожежа | Fire\nСвято | Holiday\nНегода й сніг | Storm and snow"
    ),
    "headline": with_low(
        "Нові маршрути | New routes\nПрогноз погоди | Weather forecast\nПідсумки тижня | Results of the week\n"
        "Деталі матчу | Match details\nНові правила | New rules\nНовий розклад | New timetable\n"
        "Погода на тиждень | Weather for the week\nПрограма фестивалю | Festival programme\n"
        "Корисні поради | Useful advice\nДумка експертів | Expert opinion\nНові школи | New schools"
    ),
    "credit": with_low(
        "Автор | Author\nАвторка | Author\nФото | Photo\nРедактор | Editor\nТекст | Text\nПереклад | Translation\n"
        "Джерело | Source\nІлюстрації | Illustrations"
    ),
    "marker": with_low(
        "Дата | Date\nЧас | Time\nПочаток | Beginning\nРік | Year\nДень | Day\nМісяць | Month\nТиждень | Week"
    ),
    "label": with_low(
        "Новини | News\nСуспільство | Society\nКультура | Culture\nСпорт | Sport\nПогода | Weather\n"
        "Економіка | Economy\nОсвіта | Education\nТранспорт | Transport\nЗдоров’я | Health\nПодії | Events\n"
        "Головне | Top stories\nНаука | Science"
    ),
    "cell": with_low(
        "Маршрут | Route\nЗупинки | Stops\nЦіна | Price\nЧас | Time\nМісце | Venue\nКоманда | Team\nОчки | Points\n"
        "Кількість | Number\nДень | Day\nРазом | Total\nРахунок | Score\nПодія | Event"
    ),
    "shown": plain(
        "Новий трамвай | A new tram\nНовий автобус | A new bus\nДіти | Children\nУчні | Pupils\nСтуденти | Students\n"
        "Волонтери | Volunteers\nМешканці міста | City residents\nРятувальники | Rescuers\nГравці команди | Team players\n"
        "Гості фестивалю | Festival guests"
    ),
    "occasion": plain(
        "реєстрації | registering\nзапису | signing up\nоплати | paying\n"
        "замовлення квитків | ordering tickets\nподання заявки | applying"
    ),
    "info": [
        Word({"acc": uk}, {"": en})
        for uk, en in rows(
            "номер телефону | your phone number\nадресу | your address\nім’я дитини | the child’s name\n"
            "дату народження | your date of birth\nномер школи | the school number\nсвоє ім’я | your name"
        )
    ],
    "paper": plain(
        "Наш край | Nash Krai\nРідне слово | Ridne Slovo\nВісник громади | Visnyk Hromady\nДобрий день | Dobryi Den\n"
        "Нове місто | Nove Misto\nНаше слово | Nashe Slovo\nРідний край | Ridnyi Krai"
    ),
    "lasttime": plain(
        "минулого тижня | last week\nминулого місяця | last month\nторік | last year\nучора | yesterday\n"
        "минулої осені | last autumn\nцього тижня | this week\nнещодавно | recently"
    ),
    "nexttime": plain(
        "наступного тижня | next week\nнаступного місяця | next month\nнаступного року | next year\n"
        "завтра | tomorrow\nнаступної весни | next spring\nневдовзі | soon"
    ),
    "onday": [
        Word({"": f"ў {w.uk['acc']}"}, {"": w.en[""], "on": f"on {w.en['']}"}) for w in lex.WEEKDAY
    ]
    + [Word({"": uk}, {"": en, "on": en}) for uk, en in rows("завтра | tomorrow")],
    "brand": [Word({"": name}, {"": name}) for name in BRANDS.split("|")],
    **{
        name: getattr(lex, name.upper())
        for name in [
            "town",
            "inst",
            "doc",
            "place",
            "square",
            "street",
            "built",
            "newplace",
            "numbered",
            "event",
            "team",
            "thing",
            "tree",
            "people",
            "house",
            "unit",
            "stop",
            "group",
            "weekday",
            "role",
            "position",
        ]
    },
    "month": MONTH,
    "person": lex.people(),
}
