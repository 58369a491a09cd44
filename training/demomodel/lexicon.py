"""The words of the grammar, with their Ukrainian forms and English renderings; all names are invented.

The apostrophe is U+2019 throughout, in both languages.
"""

# ruff: noqa: E501 - tables read best with one entry a line
from __future__ import annotations

from demomodel.entries import (
    Word,
    counted,
    nouns,
    places,
    qualified,
    roles,
    rows,
)
from demomodel.inflect import adjective, given_name, surname

TOWN = [
    Word(dict(zip(("nom", "gen", "loc", "from"), uk.split(" ", 3), strict=True)), {"": en}, gender)
    for gender, uk, en in rows(
        """
        m | Кленопіль Кленополя Кленополі з Кленополя | Klenopil
        m | Вербоград Вербограда Вербограді з Вербограда | Verbohrad
        f | Зорянівка Зорянівки Зорянівці із Зорянівки | Zorianivka
        m | Липівськ Липівська Липівську з Липівська | Lypivsk
        n | Тихоріччя Тихоріччя Тихоріччі з Тихоріччя | Tykhorichchia
        f | Яворина Яворини Яворині з Яворини | Yavoryna
        n | Срібне Срібного Срібному зі Срібного | Sribne
        n | Світлогір’я Світлогір’я Світлогір’ї зі Світлогір’я | Svitlohiria
        """
    )
]

GIVEN = {
    "m": rows(
        """
        Остап | Ostap
        Назар | Nazar
        Тарас | Taras
        Богдан | Bohdan
        Денис | Denys
        Максим | Maksym
        Роман | Roman
        Андрій | Andrii
        Сергій | Serhii
        """
    ),
    "f": rows(
        """
        Олена | Olena
        Марія | Mariia
        Ірина | Iryna
        Ганна | Hanna
        Оксана | Oksana
        Тетяна | Tetiana
        Софія | Sofiia
        Леся | Lesia
        Дарина | Daryna
        """
    ),
}
SURNAMES = rows(
    """
    Калиненко | Kalynenko
    Довбенко | Dovbenko
    Вітренко | Vitrenko
    Журавенко | Zhuravenko
    Тихорський | Tykhorskyi
    Липовський | Lypovskyi
    Зоринський | Zorynskyi
    Озерський | Ozerskyi
    Вербчук | Verbchuk
    Лозинчук | Lozynchuk
    Громук | Hromuk
    Кленовець | Klenovets
    """
)


def people() -> list[Word]:
    """Every given name with every surname, declined."""
    found = []
    for gender, names in GIVEN.items():
        for first, first_en in names:
            for last, last_en in SURNAMES:
                one, two = given_name(first, gender), surname(last, gender)
                uk = {case: f"{one[case]} {two[case]}" for case in two}
                woman = gender == "f" and last.endswith("ий")
                shown = last_en.removesuffix("yi") + "a" if woman else last_en
                found.append(Word(uk, {"": f"{first_en} {shown}"}, gender))
    return found


ROLE = roles(
    """
    міський_голова міського_голови міським_головою | міська_голова міської_голови міською_головою || Mayor
    директор директора директором | директорка директорки директоркою | школи | school principal
    директор директора директором | директорка директорки директоркою | бібліотеки | library director
    головний_лікар головного_лікаря головним_лікарем | головна_лікарка головної_лікарки головною_лікаркою || chief physician
    речник речника речником | речниця речниці речницею | поліції | police spokesperson
    тренер тренера тренером | тренерка тренерки тренеркою || coach
    рятувальник рятувальника рятувальником | рятувальниця рятувальниці рятувальницею || rescuer
    волонтер волонтера волонтером | волонтерка волонтерки волонтеркою || volunteer
    депутат депутата депутатом | депутатка депутатки депутаткою | міської ради | city councillor
    мешканець мешканця мешканцем | мешканка мешканки мешканкою | міста | city resident
    водій водія водієм | водійка водійки водійкою | автобуса | bus driver
    історик історика істориком | історикиня історикині історикинею || historian
    """
)
GUEST = roles(
    """
    письменник письменника письменником | письменниця письменниці письменницею || writer
    художник художника художником | художниця художниці художницею || artist
    режисер режисера режисером | режисерка режисерки режисеркою || director
    музикант музиканта музикантом | музикантка музикантки музиканткою || musician
    """
)
POSITION = roles(
    """
    нападник нападника нападником | нападниця нападниці нападницею || striker
    захисник захисника захисником | захисниця захисниці захисницею || defender
    капітан капітана капітаном | капітанка капітанки капітанкою || captain
    """
)

INST = nouns(
    """
    f | рада ради раді раду радою раді | міський || city council
    f | рада ради раді раду радою раді | обласний || regional council
    f | рада ради раді раду радою раді | районний || district council
    f | поліція поліції поліції поліцію поліцією поліції ||| police
    f | лікарня лікарні лікарні лікарню лікарнею лікарні | міський || city hospital
    f | лікарня лікарні лікарні лікарню лікарнею лікарні | обласний || regional hospital
    f | бібліотека бібліотеки бібліотеці бібліотеку бібліотекою бібліотеці | районний || district library
    f | бібліотека бібліотеки бібліотеці бібліотеку бібліотекою бібліотеці ||| library
    f | школа школи школі школу школою школі ||| school
    m | музей музею музею музей музеєм музеї | краєзнавчий || local history museum
    m | університет університету університету університет університетом університеті ||| university
    f | служба служби службі службу службою службі || порятунку | rescue service
    n | управління управління управлінню управління управлінням управлінні || освіти | education department
    m | фонд фонду фонду фонд фондом фонді | благодійний | «Світанок» | Svitanok charity foundation
    m | фонд фонду фонду фонд фондом фонді | благодійний | «Разом» | Razom charity foundation
    m | фонд фонду фонду фонд фондом фонді ||| foundation
    m | центр центру центру центр центром центрі | молодіжний || youth centre
    m | театр театру театру театр театром театрі | міський || city theatre
    f | газета газети газеті газету газетою газеті ||| newspaper
    """
)

DOC = nouns(
    """
    m | бюджет бюджету бюджету бюджет бюджетом бюджеті || міста | city budget
    m | план плану плану план планом плані || ремонту доріг | road repair plan
    f | програма програми програмі програму програмою програмі || підтримки молоді | youth support programme
    m | розклад розкладу розкладу розклад розкладом розкладі | новий | автобусів | new bus timetable
    m | проєкт проєкту проєкту проєкт проєктом проєкті || реконструкції парку | park reconstruction project
    m | звіт звіту звіту звіт звітом звіті | річний || annual report
    m | список списку списку список списком списку || переможців | list of winners
    f | угода угоди угоді угоду угодою угоді || про співпрацю | cooperation agreement
    m | план плану плану план планом плані || розвитку громади | community development plan
    n | рішення рішення рішенню рішення рішенням рішенні || про ремонт школи | decision on the school repair
    """
)

PLACE = places(
    """
    f | школа школи школі школу школою школі ||| school | ў | at
    f | бібліотека бібліотеки бібліотеці бібліотеку бібліотекою бібліотеці ||| library | ў | at
    f | бібліотека бібліотеки бібліотеці бібліотеку бібліотекою бібліотеці | районний || district library | ў | at
    f | лікарня лікарні лікарні лікарню лікарнею лікарні ||| hospital | ў | at
    f | поліклініка поліклініки поліклініці поліклініку поліклінікою поліклініці ||| clinic | ў | at
    m | музей музею музею музей музеєм музеї ||| museum | ў | at
    m | театр театру театру театр театром театрі ||| theatre | ў | at
    m | парк парку парку парк парком парку ||| park | ў | in
    m | басейн басейну басейну басейн басейном басейні ||| swimming pool | ў | at
    m | садок садка садку садок садком садку | дитячий || kindergarten | ў | at
    m | стадіон стадіону стадіону стадіон стадіоном стадіоні ||| stadium | на | at
    m | стадіон стадіону стадіону стадіон стадіоном стадіоні | міський || city stadium | на | at
    m | вокзал вокзалу вокзалу вокзал вокзалом вокзалі ||| railway station | на | at
    m | ринок ринку ринку ринок ринком ринку ||| market | на | at
    m | порт порту порту порт портом порту | річковий || river port | ў | at
    m | університет університету університету університет університетом університеті ||| university | ў | at
    m | міст мосту мосту міст мостом мосту ||| bridge | на | on
    m | майданчик майданчика майданчику майданчик майданчиком майданчику | спортивний || sports ground | на | at
    """
)
SQUARE = [
    Word({"gen": f"площі {x}", "at": f"на площі {x}", "ins": f"площею {x}", "nom": f"площа {x}"},
         {"": f"{en} Square", "at": f"in {en} Square", "by": f"in {en} Square"}, "f")
    for x, en in rows("Згоди | Zhody\nМиру | Myru\nЄднання | Yednannia")
]  # fmt: skip
STREET = [
    Word({"at": f"на вулиці {a['loc']}", "ins": f"вулицею {a['ins']}", "nom": f"вулиця {a['nom']}",
          "gen": f"вулиці {a['gen']}"},
         {"": f"{en} Street", "at": f"on {en} Street", "by": f"on {en} Street"}, "f")
    for a, en in ((adjective(x, "f"), en) for x, en in rows(
        "Садовий | Sadova\nВишневий | Vyshneva\nПольовий | Polova\nНабережний | Naberezhna"))
]  # fmt: skip

_BUILT = nouns(
    """
    f | школа школи школі школу школою школі ||| school
    f | бібліотека бібліотеки бібліотеці бібліотеку бібліотекою бібліотеці ||| library
    f | лікарня лікарні лікарні лікарню лікарнею лікарні ||| hospital
    f | поліклініка поліклініки поліклініці поліклініку поліклінікою поліклініці ||| clinic
    f | лінія лінії лінії лінію лінією лінії | трамвайний || tram line
    f | велодоріжка велодоріжки велодоріжці велодоріжку велодоріжкою велодоріжці ||| cycle path
    m | музей музею музею музей музеєм музеї ||| museum
    m | парк парку парку парк парком парку ||| park
    m | басейн басейну басейну басейн басейном басейні ||| swimming pool
    m | садок садка садку садок садком садку | дитячий || kindergarten
    m | міст мосту мосту міст мостом мосту ||| bridge
    m | майданчик майданчика майданчику майданчик майданчиком майданчику | спортивний || sports ground
    m | притулок притулку притулку притулок притулком притулку || для тварин | animal shelter
    """
)


BUILT = [Word(w.uk, w.en, w.gender) for w in _BUILT]
NEWPLACE = qualified(_BUILT, "новий | new\nсучасний | modern")
NUMBERED = nouns(
    """
    f | школа школи школі школу школою школі ||| School
    f | бібліотека бібліотеки бібліотеці бібліотеку бібліотекою бібліотеці ||| Library
    f | лікарня лікарні лікарні лікарню лікарнею лікарні ||| Hospital
    f | поліклініка поліклініки поліклініці поліклініку поліклінікою поліклініці ||| Clinic
    m | ліцей ліцею ліцею ліцей ліцеєм ліцеї ||| Lyceum
    """
)
_EVENTS = nouns(
    """
    f | виставка виставки виставці виставку виставкою виставці ||| exhibition
    m | концерт концерту концерту концерт концертом концерті ||| concert
    m | фестиваль фестивалю фестивалю фестиваль фестивалем фестивалі ||| festival
    m | ярмарок ярмарку ярмарку ярмарок ярмарком ярмарку ||| fair
    m | забіг забігу забігу забіг забігом забігу ||| run
    f | лекція лекції лекції лекцію лекцією лекції || з історії | history lecture
    f | екскурсія екскурсії екскурсії екскурсію екскурсією екскурсії || містом | city tour
    m | конкурс конкурсу конкурсу конкурс конкурсом конкурсі || малюнків | drawing competition
    """
)
EVENT = qualified(
    _EVENTS, "весняний | spring\nосінній | autumn\nблагодійний | charity\nщорічний | annual"
)
TEAM = [
    Word({"nom": f"«{nom}»", "acc": f"«{acc}»", "gen": f"«{gen}»"}, {"": en}, gender)
    for gender, nom, acc, gen, en in rows(
        """
        m | Явір | Явір | Явора | Yavir
        f | Хвиля | Хвилю | Хвилі | Khvylia
        m | Промінь | Промінь | Променя | Promin
        f | Зоря | Зорю | Зорі | Zoria
        m | Маяк | Маяк | Маяка | Maiak
        f | Буря | Бурю | Бурі | Buria
        m | Граніт | Граніт | Граніту | Hranit
        """
    )
]


THING = counted(
    """
    f | нова_книжка нову_книжку нові_книжки нових_книжок | new book | new books
    m | новий_автобус новий_автобус нові_автобуси нових_автобусів | new bus | new buses
    m | новий_комп’ютер новий_комп’ютер нові_комп’ютери нових_комп’ютерів | new computer | new computers
    m | сучасний_генератор сучасний_генератор сучасні_генератори сучасних_генераторів | modern generator | modern generators
    m | шкільний_підручник шкільний_підручник шкільні_підручники шкільних_підручників | school textbook | school textbooks
    m | велосипед велосипед велосипеди велосипедів | bicycle | bicycles
    f | лавка лавку лавки лавок | bench | benches
    m | подарунок подарунок подарунки подарунків | gift | gifts
    f | картина картину картини картин | painting | paintings
    """
)
TREE = counted(
    """
    n | дерево дерево дерева дерев | tree | trees
    f | липа липу липи лип | linden | lindens
    m | клен клен клени кленів | maple | maples
    m | кущ кущ кущі кущів | shrub | shrubs
    """
)
PEOPLE = counted(
    """
    m | учень учня учні учнів | pupil | pupils
    m | студент студента студенти студентів | student | students
    m | волонтер волонтера волонтери волонтерів | volunteer | volunteers
    m | глядач глядача глядачі глядачів | spectator | spectators
    m | пацієнт пацієнта пацієнти пацієнтів | patient | patients
    m | мешканець мешканця мешканці мешканців | resident | residents
    m | турист туриста туристи туристів | tourist | tourists
    m | учасник учасника учасники учасників | participant | participants
    m | новий_читач нового_читача нові_читачі нових_читачів | new reader | new readers
    f | родина родину родини родин | family | families
    """
)
HOUSE = counted(
    """
    m | будинок будинок будинки будинків | house | houses
    f | вулиця вулицю вулиці вулиць | street | streets
    n | село село села сіл | village | villages
    f | квартира квартиру квартири квартир | flat | flats
    """
)
UNIT = counted(
    """
    f | хвилина хвилину хвилини хвилин | minute | minutes
    f | година годину години годин | hour | hours
    m | день день дні днів | day | days
    m | тиждень тиждень тижні тижнів | week | weeks
    """
)
STOP = counted(
    """
    f | зупинка зупинку зупинки зупинок | stop | stops
    f | станція станцію станції станцій | station | stations
    m | кілометр кілометр кілометри кілометрів | kilometre | kilometres
    m | вагон вагон вагони вагонів | carriage | carriages
    """
)
GROUP = [
    Word({"gen": gen, "acc": gen, "dat": dat, "nom": nom}, {"": en})
    for nom, gen, dat, en in rows(
        """
        пасажири | пасажирів | пасажирам | passengers
        учні | учнів | учням | pupils
        студенти | студентів | студентам | students
        батьки | батьків | батькам | parents
        водії | водіїв | водіям | drivers
        пацієнти | пацієнтів | пацієнтам | patients
        пенсіонери | пенсіонерів | пенсіонерам | pensioners
        діти | дітей | дітям | children
        підлітки | підлітків | підліткам | teenagers
        мешканці | мешканців | мешканцям | residents
        глядачі | глядачів | глядачам | spectators
        гості | гостей | гостям | guests
        """
    )
]
WEEKDAY = [
    Word({"nom": nom, "acc": acc, "gen": gen}, {"": en})
    for nom, acc, gen, en in rows(
        """
        понеділок | понеділок | понеділка | Monday
        вівторок | вівторок | вівторка | Tuesday
        середа | середу | середи | Wednesday
        четвер | четвер | четверга | Thursday
        п’ятниця | п’ятницю | п’ятниці | Friday
        субота | суботу | суботи | Saturday
        неділя | неділю | неділі | Sunday
        """
    )
]
