"""The synchronous patterns: each line is a Ukrainian template, an arrow, its English template.

{town.loc} takes a word of a category (a digit tells two of one category apart) in a form;
{!отримав:inst} inflects a verb to agree with a word; {people.nom:num} takes the form after a number;
{num?was|were} chooses by number; [1 …] marks a part that both sides share, for tags; ^ raises the next
letter; ў is the preposition у or в. A leading "5x" is a weight. Clauses start in lower case.
"""

# ruff: noqa: E501 - one pattern a line
from __future__ import annotations

# What is reported: stands alone, in a headline, after "that", in a quotation.
FACT = """
[1 ў {town.loc}] {open} {newplace.acc} => {newplace.a} has been {open} [1 in {town}]
[1 ў {town.loc}] {repair} {built.acc} => {built.the} [1 in {town}] has been {repair}
[1 ў {town.loc}] {repair} [2 {numbered.acc} № {small}] => [2 {numbered} No. {small}] [1 in {town}] has been {repair}
[1 {place.at}] {open} {newplace.acc} => {newplace.a} was {open} [1 {place.at}]
{past} [1 ў {town.loc}] {open} {newplace.acc} => {newplace.a} was {open} [1 in {town}] {past}
{past} [1 ў {town.loc}] {repair} [2 {numbered.acc} № {small}] => [2 {numbered} No. {small}] [1 in {town}] was {repair} {past}
{newplace.acc} [1 відкриють] {future} => {newplace.a} [1 will be opened] {future}
{event.nom} [1 відбудеться {future}] => {event.the} [1 will take place {future}]
{event.nom} [1 {!відбувся:event}] {past} [2 {place.at}] => {event.the} [1 took place] [2 {place.at}] {past}
{future} [1 ў {town.loc}] розпочнеться {event.nom} => {event.the} will begin [1 in {town}] {future}
поїздка [1 від {place.gen}] [2 до {place2.gen}] тепер триває [3 {small} {unit.acc:small}] => the trip [1 from {place.the}] [2 to {place2.the}] now takes [3 {small} {unit.n:small}]
лінія має [1 {small} {stop.acc:small}] => the line has [1 {small} {stop.n:small}]
{pronoun} з’єднала {place.acc} і {place2.acc} => {pronoun} connects {place.the} with {place2.the}
до {joinplace.gen} вже {!записався:num,people} [1 {num} {people.nom:num}] => [1 {num} {people.n:num}] {num?has|have} already joined {joinplace.the}
{works.nom} {built.gen} {!коштував:works} [1 {amount} {million}] => {works} of {built.the} cost [1 {million} {amount} million]
{works.nom} лінії {!коштував:works} [1 {amount} {million}] => {works} of the line cost [1 {million} {amount} million]
{works.nom} {place.gen} {!коштував:works} [1 {amount} {million}] => {works} of {place.the} cost [1 {million} {amount} million]
{works.nom} {place.gen} триватиме [1 до {date}] => {works} of {place.the} will last [1 until {date}]
{works.acc} {place.gen} завершать {future} => {works} of {place.the} will be completed {future}
{inst.nom} {!отримав:inst} [1 {num} {thing.acc:num}] => {inst.the} received [1 {num} {thing.n:num}]
{inst.nom} ў {town.loc} {!отримав:inst} [1 {num} {thing.acc:num}] => {inst.the} in {town} has received [1 {num} {thing.n:num}]
{past} {inst.nom} ў {town.loc} {!отримав:inst} [1 {num} {thing.acc:num}] => {past} {inst.the} in {town} received [1 {num} {thing.n:num}]
{inst.nom} {decide.past:inst} {doc.acc} => {inst.the} {decide} {doc.the}
{past} {inst.nom} {decide.past:inst} {doc.acc} => {past} {inst.the} {decide} {doc.the}
участь [1 {!узяв:num,people}] [2 {num} {people.nom:num}] => [2 {num} {people.n:num}] [1 took part]
на {gathering.acc} [1 {!прийшов:num,people}] [2 {num} {people.nom:num}] => [2 {num} {people.n:num}] [1 came] to {gathering.the}
подивитися {show.acc} [1 {!прийшов:num,people}] [2 {num} {people.nom:num}] => [2 {num} {people.n:num}] [1 came] to watch {show.the}
без {utility.gen} [1 {!залишився:num,house}] [2 {num} {house.nom:num}] => [2 {num} {house.n:num}] {num?was|were} [1 left] without {utility}
постраждалих немає => there are no casualties
вхід вільний => admission is free
для {group.gen} [1 проїзд] безкоштовний => [1 travel] is free for {group}
для {group.gen} [1 вхід] вільний => [1 admission] is free for {group}
для [1 {group.gen} і {group2.gen}] проїзд безкоштовний => travel is free for [1 {group} and {group2}]
{ticket.nom} коштує [1 {num} грн] => {ticket} costs [1 UAH {num}]
{share.acc} коштів {!виділив:inst} {inst.nom} => {inst.the} provided {share} of the funds
{inst.nom} [1 {!виділив:inst}] на {spend.acc} [2 {amount} {million}] => {inst.the} [1 allocated] [2 {million} {amount} million] for {spend}
на {spend.acc} витратили [1 {amount} {million}] => [1 {million} {amount} million] was spent on {spend}
кількість {people.genpl} {change} на {percent} => the number of {people.pl} {change} by {percent}
рух {way.ins} обмежать {future} => traffic {way.by} will be restricted {future}
{ride.one} № {small} курсуватиме за [1 новим маршрутом] => {ride.one} No. {small} will follow [1 a new route]
{ride.nom} курсують [1 {regular}] [2 з {early} до {late}] => {ride} run [1 {regular}] [2 from {early} to {late}]
{workplace.nom} працює [1 {regular}] [2 з {early} до {late}] => {workplace.the} is open [1 {regular}] [2 from {early} to {late}]
{schoolplace.at} навчаються [1 {fives} {pupils.genpl}] => [1 {fives} {pupils}] study {schoolplace.at}
2x {forecast} => {forecast}
[1 ў ніч] на {weekday.acc} ў {town.loc} [2 {rage.v}] [3 {rage.nom}] => [3 {rage.a}] [2 {rage.v}] in {town} [1 overnight into] {weekday}
наступний матч команда зіграє {date} [1 ў {town.loc}] => the team will play its next match [1 in {town}] on {date}
матч відбувся [1 ў {weekday.acc}] [2 {arena.at}] => the match took place [2 {arena.at}] [1 on {weekday}]
{team.nom} {!переміг:team} {team2.acc} [1 з рахунком {score}] => {team} beat {team2} [1 {score}]
{sport} команда {team.nom} {town.from} перемогла {team2.acc} [1 з рахунком {score}] => {sport} team {team} from {town} beat {team2} [1 {score}]
{team.nom} {!переміг:team} {team2.acc} ў {stage} => {team} beat {team2} in {stage}
рахунок [1 {!відкрив:person}] [2 {position.nom:person} {person.nom}] на {nth} хвилині => [2 {position} {person}] [1 opened] the scoring in the {nth} minute
рятувальники [1 прибрали з {clear.gen} [2 {num} {tree.acc:num}]] => rescuers [1 cleared [2 {num} {tree.n:num}] from {clear}]
рятувальники [1 прибрали [2 {num} {tree.acc:num}]] => rescuers [1 cleared [2 {num} {tree.n:num}]]
{service} [1 відновили] до {clock} => {service} [1 was restored] by {clock}
{inst.nom} просить {group.acc} [1 {request}] => {inst.the} {inst?is|are} asking {group} [1 {request}]
більшість {goods.gen} — для [1 {group.gen} і {group2.gen}] => most of {goods.the} are for [1 {group} and {group2}]
{goods.acc} зібрали {donor} та {donor2} => {goods.the} were collected by {donor} and {donor2}
їх зібрали {donor} та {donor2} => they were collected by {donor} and {donor2}
{person.nom} очолює {inst.acc} вже {years} => {person} has headed {inst.the} for {years}
{person.nom} [1 {!народився:person}] ў {town.loc} ў {year} році => {person} [1 was born] in {town} in {year}
{person.nom} [1 {!отримав:person}] нагороду за {merit.acc} => {person} [1 received] an award for {merit}
нагороду {person.dat} {!вручив:inst} {inst.nom} => {inst.the} presented the award to {person}
{inst.nom} шукає {worker.acc} => {inst.the} {inst?is|are} looking for {worker}
ціна на {food.acc} {change} на {percent} => the price of {food} {change} by {percent}
[1 {way.at}] сталася аварія => an accident happened [1 {way.at}]
{num} {people.nom:num} {!отримав:num,people} {help.acc} => {num} {people.n:num} received {help}
{donor} посадили {place.at} [1 {num} {tree.acc:num}] => {donor} planted [1 {num} {tree.n:num}] {place.at}
рішення оприлюднили {date} на сайті {inst.gen} => the decision was published on {date} on the website of {inst.the}
{reports} {decideon} до {date} => {reports} {decideon} until {date}
{inst.nom} співпрацює з проєктом {project} => {inst.the} {inst?works|work} with the {project} project
{onday} {inplace} відбудеться зустріч із [1 {guest.ins:person} {person.ins}] => a meeting with [1 {guest} {person}] will take place {inplace} {onday.on}
{place.at} {future} відбудеться зустріч із {guest.ins:person} => a meeting with {guest.a} will take place {place.at} {future}
на сайті пояснили, [1 як {howto}] => the website explains [1 how to {howto}]
цього дня {inst.nom} {!відсвяткував:inst} ювілей — {small} {yearcount.nom:small} => on this day {inst.the} celebrated its anniversary: {small} {yearcount.n:small}
"""

FORECAST = """
{onday} буде {weather}, до {degree} градусів {warm} => {onday} will be {weather}, with up to {degree} degrees {warm}
{onday} {inplace} очікують {precip.acc} => {precip} is expected {inplace} {onday.on}
"""

# What people say of themselves, in quotation marks only.
SAY = """
ми чекали [1 цього дня] {years} => we have waited {years} for [1 this day]
ми дуже вдячні {thanked} => we are very grateful to {thanked}
тепер я їжджу {dest} без пересадок => now I travel {dest} without changing
це важливий день для {ours} => this is an important day for {ours}
{sporty} грали {manner} => {sporty} played {manner}
найважче було {hard} => the hardest time was {hard}
ми плануємо {plan} => we plan to {plan}
ми допомагаємо {group.dat} вже {years} => we have been helping {group} for {years}
я живу ў {town.loc} вже {years} => I have lived in {town} for {years}
{group.dat} тут подобається => {group} like it here
"""

SENTENCE = """
18x {fact}. => {fact}.
4x За словами [1 {role.gen:person} {person.gen}], [2 {fact}]. => According to [1 {role} {person}], [2 {fact}].
3x За {his:person} словами, [1 {fact}]. => According to {his:person}, [1 {fact}].
4x [1 {role.nom:person} {person.nom}] {!повідомив:person}, що [2 {fact}]. => [1 {role} {person}] reported that [2 {fact}].
2x {he:person} {add.past:person}, що [1 {fact}]. => {he:person} {add} that [1 {fact}].
5x [1 «[2 ^{say}]»], — {said.past:person} {role.nom:person} {person.nom}. => [1 “[2 ^{say}],”] {said} {role} {person}.
3x [1 «[2 ^{fact}]»], — {said.past:person} {role.nom:person} {person.nom}. => [1 “[2 ^{fact}],”] {said} {role} {person}.
[1 «[2 ^{say}]»], — каже {role.nom:person} {person.nom}. => [1 “[2 ^{say}],”] says {role} {person}.
[1 «[2 ^{say}]»], — {said.past:person} {he:person}. => [1 “[2 ^{say}],”] {he:person} {said}.
Про це [1 повідомляє {inst.nom}]. => This was [1 reported by {inst.the}].
Про це [1 {!розповів:person} {role.nom:person} {person.nom}]. => [1 {role} {person}] spoke about this.
Як повідомляє {inst.nom}, {fact}. => As reported by {inst.the}, {fact}.
2x {starter}, {fact}. => {starter}, {fact}.
{fact}, {fact2}. => {fact}, and {fact2}.
2x Ў {weekday.acc}, {date}, ў {town.loc} {open} {newplace.acc}. => On {weekday}, {date}, {newplace.a} was {open} in {town}.
Ў {weekday.acc}, {date}, о {clock} {place.at} відбудеться {event.nom}. => On {weekday}, {date}, at {clock} {event.the} will take place {place.at}.
2x Ў {weekday.acc}, {date}, о {clock} {place.at} відбудеться зустріч із [1 {guest.ins:person} {person.ins}]. => On {weekday}, {date}, at {clock} a meeting with [1 {guest} {person}] will take place {place.at}.
2x За прогнозом синоптиків, {forecast}. => According to forecasters, {forecast}.
3x Детальніше про {topic.acc} читайте [1 на сайті {inst.gen}]. => Read more about {topic} [1 on the website of {inst.the}].
2x Під час {occasion} вкажіть [1 код {code}]. => Enter [1 the code {code}] when {occasion}.
2x Під час {occasion} вкажіть {info.acc}. => Enter {info} when {occasion}.
2x Ознайомтеся з проєктом {project} [1 на сайті {inst.gen}]. => Learn about the {project} project [1 on the website of {inst.the}].
2x Принесіть {goods.acc} до {place.gen} [1 з {weekday.gen} до {weekday2.gen}]. => Bring {goods} to {place.the} [1 from {weekday} to {weekday2}].
2x Перекажіть кошти на рахунок {inst.gen}. => Transfer money to the account of {inst.the}.
Перекажіть {num} грн на рахунок {inst.gen} [1 до {date}]. => Transfer UAH {num} to the account of {inst.the} [1 by {date}].
2x Розкажіть [1 {friend.dat}] про {topic.acc}. => Tell [1 {friend}] about {topic}.
Запитання надсилайте [1 до {inst.gen}]. => Send your questions [1 to {inst.the}].
Дата події — {date} {year} року. => The date of the event is {date} {year}.
Коли відкриють {newplace.acc}? => When will {newplace.a} be opened?
Де відбудеться {event.nom}? => Where will {event.the} take place?
Скільки коштує {ticket.nom}? => How much does {ticket} cost?
Чому {inst.nom} {decide.past:inst} {doc.acc}? => Why did {inst.the} {decide.inf} {doc.the}?
"""

# Headlines, headings, list items, cells, captions, labels: text without a full stop.
FRAGMENT = """
8x {fact} => {fact}
2x ~{fact}; => ~{fact};
2x ~{fact} => ~{fact}
2x {headtopic} ў {town.loc}: {fact} => {headtopic} in {town}: {fact}
2x Що зміниться для {group.gen} => What will change for {group}
Що зміниться для [1 {group.gen} і {group2.gen}] => What will change for [1 {group} and {group2}]
Що відомо про {topic.acc} => What is known about {topic}
3x Як {howto} => How to {howto}
Як {howto}: поради для {group.gen} => How to {howto}: advice for {group}
2x {headline} для {group.gen} => {headline} for {group}
3x {headline} => {headline}
{headline} і {headline2.low} => {headline} and {headline2.low}
{headline} ў {town.loc} => {headline} in {town}
2x Зустріч із [1 {guest.ins:person} {person.ins}] => Meeting with [1 {guest} {person}]
2x Зустріч із {guest.ins:person} => Meeting with {guest.a}
2x Зустріч із {guest.ins:person} ў {town.loc} => Meeting with {guest.a} in {town}
2x Зустріч із {guest.ins:person} {place.at} => Meeting with {guest.a} {place.at}
Зустріч із {role.ins:person} {person.ins} => Meeting with {role} {person}
Допомога {group.dat} => Help for {group}
2x Допомога {group.dat} і {group2.dat} => Help for {group} and {group2}
2x Квитки на {gathering.acc} => Tickets for {gathering.the}
Квитки на {gathering.acc} для {group.gen} => Tickets for {gathering.the} for {group}
2x Фото: {person.nom} => Photo: {person}
Фото: {inst.nom} => Photo: {inst}
{credit}: {person.nom} => {credit}: {person}
{credit}: {person.nom} Дата: {date} {year} року, {clock} => {credit}: {person} Date: {date} {year}, {clock}
2x {credit}: => {credit}:
{credit} і {credit2.low}: => {credit} and {credit2.low}:
Дата: {date} {year} року => Date: {date} {year}
Дата і час: => Date and time:
Дата й місце: => Date and venue:
Дата {event.gen}: => Date of {event.the}:
Дата: {clock} => Date: {clock}
3x {marker}: => {marker}:
2x {marker} і {marker2.low}: => {marker} and {marker2.low}:
{marker}: {date} {year} року => {marker}: {date} {year}
{marker}: {clock} => {marker}: {clock}
2x {person.nom} => {person}
{inst.nom} => {inst}
{event.nom} => {event}
2x {date} {year} року => {date} {year}
2x {date} {year} року, {clock} => {date} {year}, {clock}
{weekday.nom}, {date} => {weekday}, {date}
{year} р. => {year}
{date} => {date}
2x {label} => {label}
2x {label} і {label2.low} => {label} and {label2.low}
2x {label} ў {town.loc} => {label} in {town}
Рубрика: {label} => Section: {label}
2x {cell} => {cell}
2x {cell} і {cell2.low} => {cell} and {cell2.low}
{cell}: {num} => {cell}: {num}
2x {cell}: {place.nom} — {place2.nom} => {cell}: {place} – {place2}
3x {place.nom} — {place2.nom} => {place} – {place2}
2x {square.nom} — {place.nom} => {square} – {place}
2x {num} грн => UAH {num}
{amount} {million} => {million} {amount} million
{percent} => {percent}
2x {num} => {num}
{num} {unit.nom:num} => {num} {unit.n:num}
{clock} => {clock}
3x {shown} {place.at} => {shown} {place.at}
{shown} {square.at} => {shown} {square.at}
{shown} [1 ў {town.loc}] => {shown} [1 in {town}]
{person.nom} {place.at} => {person} {place.at}
3x © {year} Газета «{paper}» => © {year} {paper} newspaper
Газета «{paper}» => {paper} newspaper
Читайте також: {fact} => Read also: {fact}
"""

PAST = """
ў {weekday.acc} => on {weekday}
{date} => on {date}
ў {month.loc} => in {month}
ў {year} році => in {year}
{lasttime} => {lasttime}
"""

FUTURE = """
ў {weekday.acc} => on {weekday}
{date} => on {date}
{date} о {clock} => on {date} at {clock}
ў {month.loc} => in {month}
ў {year} році => in {year}
{nexttime} => {nexttime}
"""

PLAN = """
відкрити {newplace.acc} => open {newplace.a}
купити {num} {thing.acc:num} => buy {num} {thing.n:num}
провести {event.acc} => hold {event.the}
посадити {place.at} {num} {tree.acc:num} => plant {num} {tree.n:num} {place.at}
"""

HOWTO = """
подати заявку => apply
подати заявку до {place.gen} => apply to {place.the}
подати заявку на {gathering.acc} => apply for {gathering.the}
допомогти {inst.dat} => help {inst.the}
допомогти {group.dat} => help {group}
купити {ticket.acc} => buy {ticket}
записатися до {joinplace.gen} => join {joinplace.the}
"""

REQUEST = """
{behave} => {behave}
не виходити на лід => not to go out on the ice
не користуватися {way.ins} => not to travel {way.by}
"""

DONOR = """
мешканці {town.gen} => residents of {town}
мешканці міста => city residents
волонтери => volunteers
2x волонтери {inst.gen} => volunteers of {inst.the}
учні школи => pupils of the school
студенти університету => students of the university
батьки учнів => parents of pupils
працівники {inst.gen} => staff of {inst.the}
"""

BRANDS = "Open Classroom|Green City|Book Bridge|Safe Road|Smart School|Clean River"

PATTERNS: dict[str, str] = {
    "sentence": SENTENCE,
    "fragment": FRAGMENT,
    "fact": FACT,
    "say": SAY,
    "past": PAST,
    "future": FUTURE,
    "plan": PLAN,
    "howto": HOWTO,
    "request": REQUEST,
    "project": "2x {brand} => {brand}\n{code} => {code}",
    "inplace": "2x ў {town.loc} => in {town}\n{place.at} => {place.at}\nў місті => in the city\n"
    "ў області => in the region\nў громаді => in the community",
    "donor": DONOR,
    "forecast": FORECAST,
}
