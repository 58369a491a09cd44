"""Rules for Ukrainian, where LanguageTool's cut news in the wrong place or not at all."""

from l10n.language.sentences.rules import CONSONANTS, INITIAL, NUMBER, Rules, followed, rule, words

_OPENERS = (
    "Він Вона Воно Вони Це Цей Ця Ці Цього Цьому Там Тут Тоді Потім Але Однак Проте Також Крім"
    " Після Під Про За На До Від По При Як Що Хто Де Коли Чому Якщо Адже Бо Тому Отже Зараз"
    " Сьогодні Вчора Учора Нині Раніше Згодом Пізніше Далі Наразі Тепер Його Її Їх Їй Йому Їхній"
    " Ми Ви Я Ти Нам Вам Мені Серед Через Без Для Над Перед Між Ще Уже Вже І Й А Та У В З Із Зі"
    " Навіть Лише Тільки Саме Так Ні Можна Треба Є Немає Була Був Були Було Усі Всі Кожен Жоден"
    " Інший Інша Інші Деякі Багато Кілька Один Одна Двоє Троє Водночас Натомість Зокрема Тож Отож"
)
_OPENS = rf"[«\"„“(]*(?:{'|'.join(_OPENERS.split())})(?=[\s,])"
"""Words that begin a sentence and are no names: after "обл. " they begin one."""
_NAME = rf"(?!{_OPENS})[«\"„“(]*[A-ZА-ЯІЇЄҐ]"
_CAPITAL = r"[«\"„“(]*[A-ZА-ЯІЇЄҐ]"
_NAMED = r"[«„“\"][^»“”\"]{1,60}[»“”\"](?!,?\s*[—–-])"
"""A name in quotation marks; what somebody says has a dash after it."""

_WORKS = (
    "роман повіст оповідан п’єс п'єс пʼєс книг книжк вірш поем пісн фільм стрічк стрічц комеді драм"
    " вистав серіал програм передач проєкт проект статт памфлет збірк збірц альбом кліп мюзикл опер"
    " картин шоу конкурс"
)
_WORK = (
    rf"\b(?i:(?=[{''.join(sorted({word[0] for word in _WORKS.split()}))}])"
    rf"(?:{'|'.join(_WORKS.split())}))[а-яіїєґ]*"
)
"""What has a title; a look at the first letter spares most words all of these."""
_RULERS = (
    "Олександр Микол Карл Петр Петро Людовік Людовик Генріх Єлизавет Катерин Вільгельм Фрідріх"
    " Наполеон Франц Едуард Георг Філіп Леопольд Казимир Сигізмунд Павл Павло"
)
_RULER = rf"\b(?:{'|'.join(_RULERS.split())})[а-яіїєґ]*"
_CLASSES = (
    "бал оцінк вітамін гепатит план груп клас категорі тип рівн рівен секці сектор зон пункт літер"
    " варіант корпус блок термінал"
)
_CLASS = rf"\b(?i:{'|'.join(_CLASSES.split())})[а-яіїєґ]*"
"""What is told apart by letters."""
_SURNAME = r"[А-ЯІЇЄҐ][а-яіїєґ’'ʼ]+(?:енк[оауи]|[чщ]ук[ауи]?|[сц]ьк(?:ий|ого|ому|а|ої|ій|у))"

_OPENED = r"(?:(?<=[\s(\[—–-])|\A)[«„“\"](?=\w)"
_CLOSED = r"[»“”\"]"
_INSIDE = r"[^«»„“”\"]"
_QUOTED = rf"{_OPENED}{_INSIDE}*[.!?…]\s+"
"""A quotation up to a place within it."""

_UNITS = r"(?:млн|млрд|трлн|грн|[смдк]?м|м?кг|[смдк]?г|мг|хв|рр|шт|ст|р|в)"

_MONTHS = "січ лют бер берез квіт трав черв лип серп вер верес жовт лист листоп груд"
_CENTURY = r"[IVXІХ]+(?:\s?[-–—]\s?[IVXІХ]+)?\s+ст\.\s+"
_YEAR = r"\d{4}(?:\s?[-–—/]\s?\d{2,4})?\s+рр?\.\s+"
_WHEN = (
    r"\A[—–«\"„“(\s-]*(?:[УВЗ]|Із|Зі|До|На|Після|Від|Протягом|Упродовж|Впродовж|Наприкінці"
    r"|Станом|Починаючи|Ще|Уже|Вже|Лише|Тільки|Саме|Влітку|Улітку|Навесні|Восени|Взимку|Узимку"
    r"|\d{1,2})\s(?:[\w’'-]+\s+){0,4}"
)
"""The time with which a sentence begins."""

UKRAINIAN = Rules(
    goes_on=words(
        # Before a name, and never the last word: чл. НАН України, ген. Залужний, засл. арт. України
        (
            "чл Чл акад Акад ген Ген ген.-лейт ген.-майор підполк Підполк Полк серж Серж лейт Лейт"
            " кап Кап адм Адм митр Митр архиєп Архиєп єп Єп свящ Свящ прот ігум архим деп Деп"
            " засл Засл нар Нар арт худож Худож худ Худ перекл Перекл пер Пер упорядн Упоряд Упор"
            " упор уклад Уклад ілюстр Ілюстр муз Муз сл Сл заст Заст нач Нач кер Кер філол юрид мед"
            " техн іст політ психол біол наб пров Пров просп Просп мкр сел хут пос",
            followed(_NAME),
        ),
        # Before a name in quotation marks; "вид" alone is a kind: у вид. «Освіта»
        ("вид Вид видавн Видавн журн Журн Газ альм вісн Вісн тижн Тижн ж", followed(_NAMED)),
        # у газ. «День»; "газ" alone may end a sentence
        ("газ", rule(r"(?:\b[увУВ]|\bдо|\bдля|даними|\bі|\bта|[,(])\s*газ\.\s+", _NAMED)),
        # біля ст. м. «Хрещатик»; м. «Либідь», but not: 100 м. «Я втомився»
        ("м", rule(r"(?<!\d)\sм\.\s+", _NAMED)),
        # г. Говерла, but not: 5 г. Потім
        ("г", rule(r"(?:[^\d\s]\s|[(\[])г\.\s+", _NAME)),
        # шт. Техас, but not: 5 шт. Потім
        ("шт", rule(r"(?:[^\d\s]\s|[(\[])шт\.\s+", _NAME)),
        # на пр. Науки, but not: ліси, озера та пр. Парк
        ("пр", rule(r"(?<!та)(?<!і)(?<!й)\sпр\.\s+", _NAME)),
        # Before a number
        (
            "Рис Мал Табл Розд Іл Ст стор Стор сс гл Гл поз кол оф каб корп пов вид Вип",
            followed(r"(?:№\s*)?\d"),
        ),
        # див. с. 25, but not: за 10 с. 25 учасників
        ("с С", rule(r"(?:[^\d\s]\s|[(\[])[сС]\.\s+", r"\d")),
        # Days of the week: сб. 10–15, нд. вихідний
        ("пн пн.-пт вт ср чт пт сб нд сб.-нд", followed(r"[\dа-яіїєґ]")),
        # 5 трав. 1990 р.; у лист. 2024 р.; о 10 год. 30 хв.
        (_MONTHS, rule(r"(?:\d|\b(?:[увзУВЗ]|до|із|від))\s[а-яіїєґ]+\.\s+", r"\d{4}\b")),
        ("год", rule(r"\d\sгод\.\s+", r"\d{1,2}\sхв\b")),
        # A word without a vowel is an abbreviation: крд. Іван, стр. Вовк; units end sentences
        (CONSONANTS, rule(rf"(?<!\w)(?!{_UNITS}\.)\w+\.\s+", _NAME)),
        # Latin names in Ukrainian text: Dr. PawPaw; Smith vs. Jones
        ("Mr Mrs Ms Dr St vs feat", followed(r"[A-Z]")),
        # Рис. 5. Схема будинку: the label of a caption
        (
            NUMBER,
            rule(r"\A(?:Рис|Мал|Табл|Іл|Фото|Схема|Таблиця|Малюнок)\.?\s+\d{1,3}\.\s+", whole=True),
        ),
        # У XIX ст. Одеса зростала; 20 січня 2025 р. Рубіо склав присягу.
        ("ст", rule(rf"{_WHEN}{_CENTURY}", whole=True)),
        ("р рр", rule(rf"{_WHEN}{_YEAR}", whole=True)),
    ),
    joins=(
        # "Як так?" – запитав він. (LanguageTool knows the quotes » and “ only)
        rule(r"[.!?…][\"'”’»“]*\s+", r"[-–—]\s+[a-zа-яіїєґ]"),
        # Latin initials: "Washington, D.C"
        rule(r"\b[A-Z]\.", r"[A-Z]\b"),
    ),
    opened=(
        # A quotation after which the sentence goes on: На питання «Хто ви? Звідки?» він мовчав.
        rule(_QUOTED, rf"{_INSIDE}{{0,160}}+{_CLOSED}\s[a-zа-яіїєґ]", whole=True),
        rule(
            rf"\S\s+{_QUOTED}",
            rf"{_INSIDE}{{0,160}}+{_CLOSED},?\s+[a-zа-яіїєґ(]",
            whole=True,
        ),
        # What is quoted is what the sentence is about: «Хто ми? Куди йдемо?» — це питання вічне.
        rule(
            rf"\A[—–\s-]*{_QUOTED}",
            rf"{_INSIDE}{{0,160}}[!?…]{_CLOSED}\s+[—–-]\s+"
            r"(?:це|так|такі|такий|таке|така|ось|саме|одне|ці|головне)\b",
            whole=True,
        ),
        # An aside in brackets ends nothing: Він (це правда!) Марію впізнав.
        rule(r"[^\s.!?…]\s+\([^()]*[!?…]\)\s+", _NAME, whole=True),
        # A title, and whose it is: п’єса «Хто? Де?» Олени Бойко; роман «Чому?» Івана Вовка
        rule(rf"{_WORK}\s+{_QUOTED}", rf"{_INSIDE}{{0,160}}+{_CLOSED}", whole=True),
        rule(rf"{_WORK}\s+{_OPENED}{_INSIDE}*[!?…]{_CLOSED}\s+", _NAME, whole=True),
    ),
    ends=words(
        # The last word of a sentence as well: у Харківській обл. Там стріляють.
        ("обл ст р рр грн тис млн млрд дол коп кв буд год хв сек км кг га т р-н", followed(_OPENS)),
        # Замок збудували у XVI ст. Князі жили в ньому.
        (
            "ст",
            rule(
                r"\S\s+\S+\s+(?:[увз]|до|із|від|після|кінця|початку|середини|половини|чверті|поч\."
                rf"|кін\.|сер\.)\s+{_CENTURY}",
                _CAPITAL,
            ),
        ),
        # Горіло о 10:30. ДСНС прибула. LanguageTool takes any number for that of an item.
        (NUMBER, rule(r"\S\s+\S*\d\.\s+", r"[«\"„“(]*[А-ЯІЇЄҐ]{2}")),
        # у 1990-х. Потім; був 12-м. Пасажири: the ending of a number is no abbreviation
        (NUMBER, rule(r"\d-[а-яіїєґ]{1,3}\.\s+", _CAPITAL)),
        # Letters that name a class: категорія B. Інспектор; вітамін C. Лікарі радять.
        (
            INITIAL,
            rule(rf"{_CLASS}\s[A-ZА-ЯІЇЄҐ]\.\s+", r"[«\"„“(]*[А-ЯІЇЄҐ][а-яіїєґ]"),
        ),
        # входи А, Б та Г. Вхід А закрито
        (
            INITIAL,
            rule(r"\b[A-ZА-ЯІЇЄҐ],?\s(?:і|й|та|або|чи)\s[A-ZА-ЯІЇЄҐ]\.\s+", _CAPITAL),
        ),
        # Карл І. Король помер: a ruler's number
        (INITIAL, rule(rf"{_RULER}\s[IІ]\.\s+", rf"(?!{_SURNAME}){_CAPITAL}")),
        # Пані О. Ми їй віримо: an initial has a name after it
        (INITIAL, rule(r"[а-яіїєґ]\s[А-ЯІЇЄҐA-Z]\.\s+", _OPENS)),
    ),
    cuts=(
        # Автор Бойко О. В. Світлини автора: initials after a surname have no name after them
        rule(
            rf"{_SURNAME}\s+"
            r"(?:[А-ЯІЇЄҐ]\.\s?){1,2}\s*",
            r"[А-ЯІЇЄҐ][а-яіїєґ]",
        ),
        # No abbreviation ends with a vowel, й or ь: Сніг випав уночі. нині тепло.
        rule(r"[а-яіїєґ’'ʼ]{2}[аеєиіїоуюяйь][»”]?\.[»”\"]?\s+", r"[«„“\"]?[а-яіїєґ]"),
    ),
)
