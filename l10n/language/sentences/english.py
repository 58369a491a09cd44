"""Rules for English, where LanguageTool's cut news in the wrong place or not at all."""

from l10n.language.sentences.rules import INITIAL, Rules, followed, rule, words

_OPENERS = (
    "The This These Those That There Then They Their Theirs He His She Her Hers It Its We Our You"
    " Your My But And Or In On At As If For From With When While Where What Who Why How However"
    " Meanwhile After Before Since Although Though Because Some Many Most Both Nobody"
    " Everyone Everybody Everything Nothing Somebody Someone Something Another Others Each Either"
    " Neither Such Here Perhaps Maybe Please Until Unless During Between Under According"
    " Also Still Yet Now Not No Yes Today Yesterday"
)
_OPENS = rf"[\"“‘'(\[]*(?:{'|'.join(_OPENERS.split())})(?:['’](?:s|ll|re|ve|d))?(?=[\s,])"
"""Words that begin a sentence and are no names: after "U.S. " they begin one, "Army" does not."""
_NAME = rf"(?!{_OPENS})[A-Z]"
_TITLE = r"(?:Gov|Govs|Sen|Sens|Rep|Reps|Atty|Lt|Rev|Dr|Supreme|Republican|Democrat)\b"

_TIMES = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Eastern|Central|Mountain|Pacific"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[A-Z]{1,3}T|UTC)"
)
_WHEN = (
    r"\A[\"“‘(]*(?:At|By|Around|About|Until|Before|After|Since|From|Between|Shortly|Just)\s"
    r"(?:[\w:.-]+\s){0,4}"
)
_SAYS = r"(?:said|says|added|adds|asked|asks|told|replied|wrote|writes|reported|reports)"
_ATTRIBUTION = (
    rf"(?!(?:I|It|He|She|They|We|You|Who|Nobody)\s)(?:[A-Z][\w’'.-]*\s+){{1,3}}{_SAYS}"
    r"(?=[.,;:]|\s+[-–—]|\s*\Z"
    r"|\s+(?:in|on|at|during|after|of|to|with|via|from|through|when|as|while|before|by|later"
    r"|reporters|him|her|them|me|us|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_CLASSES = (
    "grade vitamin hepatitis plan group class type category level section zone option exhibit"
    " terminal block series point letter"
)
_CLASS = rf"\b(?i:{'|'.join(_CLASSES.split())})s?"
"""What is told apart by letters."""
_INITIALS = "U.S U.K U.N E.U U.S.A U.A.E D.C L.A N.Y B.C A.D C.E B.C.E"

ENGLISH = Rules(
    goes_on=words(
        # at 10 a.m. Monday; 7 p.m. ET
        ("a.m p.m", followed(_TIMES)),
        # The time with which a sentence begins: At 5 a.m. Mr. Roe left.
        ("a.m p.m", rule(rf"{_WHEN}[ap]\.m\.\s+", whole=True)),
        # Before a name; LanguageTool knows Gen., Sen., Rep. and the like. "Sec." is no second.
        (
            "Sens Reps Govs Gens Det Dets Drs Profs Messrs Mmes Mx Sec Treas Supt Asst Assoc Dep"
            " Adm Amb Ald Del Const Insp Pvt Pfc Cpl Spc Ens Cmdr Cdr Sgts Lts Fr Rt Msgr Bp Pres",
            followed(_NAME),
        ),
        # The states as Associated Press writes them: a Mobile, Ala. man; Calif. Gov. Smith
        (
            "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo"
            " Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo",
            followed(rf"[a-z]|{_TITLE}"),
        ),
        # Open Mon. through Fri.
        ("Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun", followed(r"[a-z\d]")),
        # Before a number; before a party of a lawsuit; a question and its answer.
        ("Est est approx Nos N° Nr Art Ch Vol Fig Figs", followed(r"\d")),
        ("v vs", followed(r"[A-Z]")),
        (INITIAL, rule(r"\A[QA]\.\s+", whole=True)),
    ),
    joins=(
        # Why? she asked. But: Why? iPhone sales rose.
        rule(r"[!?]\s+", r"[a-z]+\b"),
        # "Ready?" Mr Hammel asked. But: "Ready?" Mr Hammel asked nobody. "Ready?" She said no.
        rule(r"[!?…][\"'”’]+\s+", _ATTRIBUTION),
    ),
    opened=(
        # The "Who? Me?" game is on: a quotation without comma or colon before it is a name.
        rule(r"\w\s[\"“][^\"“”]*[!?]\s+", r"[^\"“”]{0,80}[\"”]\s[a-z]"),
    ),
    ends=words(
        # They moved to the U.S. The rain followed. Capitalised names go on: U.S. Army.
        (_INITIALS, followed(_OPENS)),
        ("Jr Sr Inc Co Corp Ltd Bros Ph.D PhD M.D B.A M.A etc al St Ave Blvd Rd", followed(_OPENS)),
        ("sec min hr ft lb oz", followed(_OPENS)),
        # It closes at 6 P.M. Smith then left. At 6 P.M. Smith left.
        (
            "A.M P.M",
            rule(r"(?:\S+\s+){3}\S*\d\s?[AP]\.M\.\s+", rf"(?!{_TIMES})[\"“‘]?[A-Z][a-z]"),
        ),
    ),
    cuts=(
        # The day before the month: from 1 Jan. Tickets are on sale.
        rule(rf"\b\d{{1,2}}\s{_MONTH}\.\s+", r"[\"“‘']?[A-Z][a-z]"),
        # A month without its day is no date: shut until Oct. Swimmers wait.
        rule(
            r"\b(?:in|on|until|till|by|since|from|to|of|before|after|through|last|next|this|late"
            rf"|early|mid)\s{_MONTH}\.\s+",
            r"[\"“‘']?[A-Z]",
        ),
        # Letters that name a class: an A grade A. Doctors like vitamin D. Others do not.
        rule(rf"{_CLASS}\s[A-Z]\.\s+", r"[\"“‘']?[A-Z][a-z]"),
        # It was you and I. Roe was not there.
        rule(r"\band\sI\.\s+", r"[\"“‘']?[A-Z]"),
        # An initial has a name after it: he got an A. This pleased you and I. He said so.
        rule(r"[a-z,]\s[A-Z]\.\s+", _OPENS),
        # World War I. It ended.
        rule(r"\w\s(?:[A-Z]\.)+\s+", _OPENS),
        # 'We call it 'home'.' Rivals laughed: a quotation ends within another one.
        rule(r"\w['\"”’][.!?…]['\"”’]\s+", r"[A-Z]"),
    ),
)
