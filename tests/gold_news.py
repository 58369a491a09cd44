"""Sentences as newsrooms write them, with their English, and the tags where an editor puts them.

Written for these tests. `alone` is what a model would make of the text that a pair holds, without
its sentence: with another article, in capitals, or in other words now and then.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ARTICLE = re.compile(r"((?:<[a-z]+[0-9]+>)+)((?:the|an?) )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its translation, and what the pairs are alone."""

    source: str
    target: str
    alone: Mapping[str, str] = field(default_factory=dict)


def same_words(one: str, other: str) -> bool:
    """True if two placements are alike; an article may stand before its tag or within."""
    return _ARTICLE.sub(r"\2\1", one) == _ARTICLE.sub(r"\2\1", other)


NEWS = (
    Case(
        "Кабмін <a1>виділив 120 млн грн</a1> на відбудову лікарень у Харкові.",
        "The Cabinet <a1>allocated UAH 120 million</a1> for rebuilding hospitals in Kharkiv.",
        {"a1": "allocated 120 million UAH"},
    ),
    Case(
        "Про це <a1>повідомила</a1> пресслужба <a2>Національної поліції</a2>.",
        "This was <a1>reported</a1> by the press service of <a2>the National Police</a2>.",
        {"a1": "reported", "a2": "National Police"},
    ),
    Case(
        "За словами <a1>Оксани Мельник</a1>, ремонт триватиме до 15 серпня.",
        "According to <a1>Oksana Melnyk</a1>, the repairs will last until 15 August.",
        {"a1": "Oksana Melnyk"},
    ),
    Case(
        "У <a1>Чернігові</a1> відкрили центр реабілітації для ветеранів<fn2/>.",
        "A rehabilitation centre for veterans has opened in <a1>Chernihiv</a1><fn2/>.",
        {"a1": "Chernihiv"},
    ),
    Case(
        "Нацбанк <b1>підвищив облікову ставку</b1> до 15,5 %.",
        "The National Bank has <b1>raised the key policy rate</b1> to 15.5%.",
        {"b1": "raised the key policy rate"},
    ),
    Case(
        "<b1>Понад 300 людей</b1> вийшли на площу, щоб підтримати вчителів.",
        "<b1>More than 300 people</b1> took to the square to support teachers.",
        {"b1": "More than 300 people"},
    ),
    Case(
        "Фільм «<i1>Тіні забутих предків</i1>» покажуть у <a2>Довженко-Центрі</a2>.",
        "The film “<i1>Shadows of Forgotten Ancestors</i1>” will be shown at "
        "<a2>the Dovzhenko Centre</a2>.",
        {"i1": "Shadows of Forgotten Ancestors", "a2": "Dovzhenko Center"},
    ),
    Case(
        "Речник <a1>МЗС</a1> відмовився коментувати <i2>заяву посла</i2>.",
        "A spokesman for <a1>the Foreign Ministry</a1> declined to comment on "
        "<i2>the ambassador’s statement</i2>.",
        {"a1": "Ministry of Foreign Affairs", "i2": "the ambassador’s statement"},
    ),
    Case(
        "Рятувальники <a1>загасили пожежу</a1> на складі о 6:40<fn2/>.",
        "Rescuers <a1>put out the fire</a1> at the warehouse at 6:40<fn2/>.",
        {"a1": "put out the fire"},
    ),
    Case(
        "Проєкт <a1>EU4Business</a1> підтримає 45 підприємців з <b2>Одещини</b2>.",
        "The <a1>EU4Business</a1> project will help 45 entrepreneurs from <b2>Odesa region</b2>.",
        {"a1": "EU4Business", "b2": "Odesa region"},
    ),
    Case(
        "<a1>Верховна Рада</a1> ухвалила закон про <b2>захист викривачів</b2>.",
        "<a1>The Verkhovna Rada</a1> passed a law on <b2>the protection of whistleblowers</b2>.",
        {"a1": "Verkhovna Rada", "b2": "protection of whistleblowers"},
    ),
    Case(
        "Тренер збірної <a1>Сергій Ребров</a1> назвав склад на матч з <b2>Ісландією</b2>.",
        "National team coach <a1>Serhii Rebrov</a1> named the squad for the match against "
        "<b2>Iceland</b2>.",
        {"a1": "Serhii Rebrov", "b2": "Iceland"},
    ),
    Case(
        "Курс долара <b1>зріс на 12 копійок</b1>, а євро подешевшало.",
        "The dollar <b1>rose by 12 kopiykas</b1>, while the euro fell.",
        {"b1": "rose by 12 kopecks"},
    ),
    Case(
        "Мешканцям <a1>Бучі</a1> радять <b2>кип’ятити воду</b2>.",
        "Residents of <a1>Bucha</a1> are advised to <b2>boil water</b2>.",
        {"a1": "Buchi", "b2": "boil the water"},
    ),
    Case(
        "Суд <a1>арештував</a1> колишнього директора заводу з правом застави 2,4 млн грн.",
        "The court <a1>remanded</a1> the former plant director in custody with bail set at "
        "UAH 2.4 million.",
        {"a1": "arrested"},
    ),
    Case(
        "Як пише <a1>The Guardian</a1>, переговори <i2>перенесли на березень</i2>.",
        "As <a1>The Guardian</a1> reports, the talks have been <i2>postponed until March</i2>.",
        {"a1": "The Guardian", "i2": "postponed to March"},
    ),
    Case(
        "Зеленський <a1>зустрівся з прем’єром Данії</a1> в Копенгагені.",
        "Zelenskyi <a1>met with the Prime Minister of Denmark</a1> in Copenhagen.",
        {"a1": "met with the Danish Prime Minister"},
    ),
    Case(
        "<i1>«Ми не зупинимося»</i1>, — сказала режисерка <a2>Ірина Цілик</a2>.",
        "<i1>“We will not stop,”</i1> said director <a2>Iryna Tsilyk</a2>.",
        {"i1": "“We will not stop”", "a2": "Iryna Tsilyk"},
    ),
    Case(
        "Потяг № <b1>743</b1> курсуватиме через <a2>Жмеринку</a2>.",
        "Train No. <b1>743</b1> will run via <a2>Zhmerynka</a2>.",
        {"b1": "743", "a2": "Zhmerynka"},
    ),
    Case(
        "Лікарі <a1>попереджають</a1>: спека небезпечна для <b2>людей похилого віку</b2>.",
        "Doctors <a1>warn</a1> that the heat is dangerous for <b2>elderly people</b2>.",
        {"a1": "warn", "b2": "the elderly"},
    ),
    Case(
        "Громада закупила <b1>три шкільні автобуси</b1> за кошти субвенції<fn2/>.",
        "The community bought <b1>three school buses</b1> with subsidy funds<fn2/>.",
        {"b1": "three school buses"},
    ),
    Case(
        "Уночі росіяни <a1>атакували Запоріжжя</a1> дронами Shahed.",
        "Overnight, Russian forces <a1>attacked Zaporizhzhia</a1> with Shahed drones.",
        {"a1": "attacked Zaporizhzhia"},
    ),
    Case(
        "<a1>Фестиваль «Книжковий арсенал»</a1> триватиме з 28 травня до 1 червня.",
        "<a1>The Book Arsenal festival</a1> will run from 28 May to 1 June.",
        {"a1": "Book Arsenal Festival"},
    ),
    Case(
        "У школі встановили <b1>сонячні панелі</b1>, тож <i2>рахунки зменшилися вдвічі</i2>.",
        "The school has installed <b1>solar panels</b1>, so <i2>its bills have halved</i2>.",
        {"b1": "solar panels", "i2": "bills have halved"},
    ),
    Case(
        "Депутати <b1>не підтримали</b1> петицію про перейменування <a2>вулиці Пушкінської</a2>.",
        "Councillors <b1>did not support</b1> the petition to rename <a2>Pushkinska Street</a2>.",
        {"b1": "did not support", "a2": "Pushkinska Street"},
    ),
    Case(
        "Квиток коштує <b1>180 грн</b1>, для дітей — <b2>безкоштовно</b2>.",
        "A ticket costs <b1>UAH 180</b1>, and children get in <b2>free of charge</b2>.",
        {"b1": "180 UAH", "b2": "free of charge"},
    ),
    Case(
        "<a1>Світовий банк</a1> надасть Україні <b2>грант</b2> на 230 млн доларів.",
        "<a1>The World Bank</a1> will give Ukraine <b2>a grant</b2> of USD 230 million.",
        {"a1": "World Bank", "b2": "grant"},
    ),
    Case(
        "Волейболістки «<a1>Прометея</a1>» виграли <b2>Кубок України</b2>.",
        "Volleyball team <a1>Prometei</a1> won <b2>the Cup of Ukraine</b2>.",
        {"a1": "Prometheus", "b2": "Ukrainian Cup"},
    ),
    Case(
        "Слідство <i1>триває</i1>, повідомляє <a2>Офіс генпрокурора</a2>.",
        "The investigation <i1>is ongoing</i1>, <a2>the Prosecutor General’s Office</a2> reports.",
        {"i1": "is ongoing", "a2": "Office of the Prosecutor General"},
    ),
    Case(
        "Ціни на <b1>яйця</b1> за місяць зросли на 7 %<fn2/>.",
        "The price of <b1>eggs</b1> rose by 7% in a month<fn2/>.",
        {"b1": "eggs"},
    ),
    Case(
        "Мер <a1>Львова Андрій Садовий</a1> закликав містян <b2>економити електроенергію</b2>.",
        "The mayor of <a1>Lviv, Andrii Sadovyi</a1>, urged residents to <b2>save electricity</b2>.",
        {"a1": "Lviv Andrii Sadovyi", "b2": "save electricity"},
    ),
    Case(
        "<a1>Науковці з <b2>Київського університету</b2></a1> знайшли рештки мамонта.",
        "<a1>Scientists from <b2>Kyiv University</b2></a1> have found the remains of a mammoth.",
        {"a1": "Scientists from Kyiv University", "b2": "Kyiv University"},
    ),
    Case(
        "Аеропорт «Бориспіль» <a1>може відновити роботу</a1> наступного року.",
        "Boryspil Airport <a1>may reopen</a1> next year.",
        {"a1": "may resume work"},
    ),
    Case(
        "Виставка працюватиме <b1>щодня, крім понеділка</b1>, з 10:00 до 18:00.",
        "The exhibition will be open <b1>daily except Mondays</b1> from 10:00 to 18:00.",
        {"b1": "every day except Monday"},
    ),
    Case(
        "Дніпровський апеляційний суд <a1>скасував вирок</a1> водієві.",
        "The Dnipro Court of Appeal <a1>overturned the driver’s sentence</a1>.",
        {"a1": "overturned the verdict"},
    ),
    Case(
        "За даними <a1>Google</a1>, українці найчастіше шукали <i2>рецепти хліба</i2>.",
        "According to <a1>Google</a1>, Ukrainians most often searched for <i2>bread recipes</i2>.",
        {"a1": "Google", "i2": "bread recipes"},
    ),
    Case(
        "Письменник <a1>Сергій Жадан</a1> презентував <b2>нову збірку</b2> в Харкові.",
        "Writer <a1>Serhii Zhadan</a1> presented <b2>a new collection</b2> in Kharkiv.",
        {"a1": "Serhii Zhadan", "b2": "new collection"},
    ),
    Case(
        "Водія оштрафували на <b1>17 тисяч гривень</b1> за керування в нетверезому стані.",
        "The driver was fined <b1>17 thousand hryvnias</b1> for drink-driving.",
        {"b1": "17 thousand hryvnias"},
    ),
    Case(
        "Рятувальники <a1>евакуювали 58 людей</a1> з <b2>підтопленого села</b2>.",
        "Rescuers <a1>evacuated 58 people</a1> from <b2>the flooded village</b2>.",
        {"a1": "evacuated 58 people", "b2": "flooded village"},
    ),
    Case(
        "<b1>Новий закон</b1> набуде чинності <i2>1 січня</i2>.",
        "<b1>The new law</b1> will come into force <i2>on 1 January</i2>.",
        {"b1": "New law", "i2": "January 1"},
    ),
    Case(
        "Американська компанія <a1>Westinghouse</a1> збудує два реактори в <b2>Хмельницькому</b2>.",
        "US company <a1>Westinghouse</a1> will build two reactors in <b2>Khmelnytskyi</b2>.",
        {"a1": "Westinghouse", "b2": "Khmelnytskyi"},
    ),
    Case(
        "Опитування провели <a1>Центр Разумкова</a1> і фонд «Демократичні ініціативи».",
        "The poll was conducted by <a1>the Razumkov Centre</a1> and the Democratic Initiatives "
        "foundation.",
        {"a1": "Razumkov Center"},
    ),
    Case(
        "Актор <b1>помер у лікарні</b1>, йому було 84 роки<fn2/>.",
        "The actor <b1>died in hospital</b1> at the age of 84<fn2/>.",
        {"b1": "died in the hospital"},
    ),
    Case(
        "Укренерго <a1>просить</a1> не вмикати потужні прилади <b2>з 17:00 до 21:00</b2>.",
        "Ukrenergo <a1>asks</a1> people not to use strong appliances <b2>from 17:00 to 21:00</b2>.",
        {"a1": "asks", "b2": "from 17:00 to 21:00"},
    ),
    Case(
        "У Вінниці <b1>завершили ремонт</b1> дитячої лікарні, який тривав <i2>два роки</i2>.",
        "In Vinnytsia, <b1>repairs have been completed</b1> at the children’s hospital after "
        "<i2>two years</i2>.",
        {"b1": "completed repairs", "i2": "two years"},
    ),
    Case(
        "Посол <a1>Японії</a1> відвідав <b2>Ірпінь</b2> і Бородянку.",
        "The ambassador of <a1>Japan</a1> visited <b2>Irpin</b2> and Borodianka.",
        {"a1": "Japan", "b2": "Irpin"},
    ),
    Case(
        "Українка <a1>Ярослава Магучіх</a1> <b2>встановила світовий рекорд</b2> — 2,10 м.",
        "Ukrainian <a1>Yaroslava Mahuchikh</a1> <b2>set a world record</b2> of 2.10 m.",
        {"a1": "Yaroslava Mahuchikh", "b2": "set a world record"},
    ),
    Case(
        "Міськрада <b1>відмовилася</b1> продавати будівлю <a2>старої друкарні</a2>.",
        "The city council <b1>refused</b1> to sell the home of <a2>the old printing house</a2>.",
        {"b1": "refused", "a2": "old printing house"},
    ),
    Case(
        "Читайте також: <a1>Як отримати компенсацію за зруйноване житло</a1>",
        "Read also: <a1>How to get compensation for destroyed housing</a1>",
        {"a1": "How to get compensation for destroyed housing"},
    ),
    Case(
        "<a1>Петиція</a1> зібрала 25 000 підписів за <b2>шість днів</b2>.",
        "<a1>The petition</a1> gathered 25,000 signatures in <b2>six days</b2>.",
        {"a1": "Petition", "b2": "six days"},
    ),
    Case(
        "Пасажири <i1>чекали на летовищі</i1> майже добу, розповіла <a2>Марта Дзюба</a2>.",
        "Passengers <i1>waited at the airfield</i1> for almost a day, <a2>Marta Dziuba</a2> said.",
        {"i1": "were waiting at the airfield", "a2": "Marta Dziuba"},
    ),
    Case(
        "Суму штрафу <b1>збільшили вдвічі</b1> — до 3400 грн<fn2/>.",
        "The fine was <b1>doubled</b1> to UAH 3,400<fn2/>.",
        {"b1": "doubled"},
    ),
    Case(
        "До <a1>Дня Незалежності</a1> у Луцьку відкриють <b2>оновлений парк</b2>.",
        "<b2>A renovated park</b2> will open in Lutsk by <a1>Independence Day</a1>.",
        {"a1": "Independence Day", "b2": "renovated park"},
    ),
    Case(
        "Компанію «<a1>Нафтогаз</a1>» очолить <b2>Сергій Корецький</b2>.",
        "<b2>Serhii Koretskyi</b2> will head <a1>Naftogaz</a1>.",
        {"a1": "Naftogaz", "b2": "Serhii Koretskyi"},
    ),
    Case(
        "Ліки для <b1>онкохворих дітей</b1> закупили через <a2>Prozorro</a2>.",
        "Medicines for <b1>children with cancer</b1> were purchased through <a2>Prozorro</a2>.",
        {"b1": "children with cancer", "a2": "Prozorro"},
    ),
    Case(
        "Голова <a1>ОВА</a1> заявив, що <b2>світло повернули 40 селам</b2>.",
        "The head of <a1>the regional administration</a1> said that "
        "<b2>power had been restored to 40 villages</b2>.",
        {"a1": "OVA", "b2": "electricity was restored to 40 villages"},
    ),
    Case(
        "Шахтаря <b1>врятували</b1> через 30 годин після обвалу.",
        "The miner was <b1>rescued</b1> 30 hours after the collapse.",
        {"b1": "rescued"},
    ),
    Case(
        "Художниця <a1>Влада Ралко</a1> передала музею <b2>12 картин</b2>.",
        "Artist <a1>Vlada Ralko</a1> donated <b2>12 paintings</b2> to the museum.",
        {"a1": "Vlada Ralko", "b2": "12 paintings"},
    ),
    Case(
        "Збори <b1>перенесли</b1> на четвер, 14 листопада.",
        "The meeting was <b1>postponed</b1> to Thursday, 14 November.",
        {"b1": "postponed"},
    ),
    Case(
        "Ветеран <a1>Олег Симороз</a1> <i2>подав до суду</i2> на перевізника.",
        "Veteran <a1>Oleh Symoroz</a1> has <i2>sued</i2> the transport company.",
        {"a1": "Oleh Symoroz", "i2": "filed a lawsuit"},
    ),
)
