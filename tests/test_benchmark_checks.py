"""The measuring of checks: the damage is what it says, and the table is made."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import checks_corpora, checks_damage, checks_peer, damage
from benchmarks.__main__ import main
from benchmarks.checks_corpora import Corpus, Line
from benchmarks.checks_judge import Bench, alarms
from benchmarks.damage import KINDS, Good
from l10n.checks import Severity
from l10n.checks.catalogue import CHECKS

UK = (
    "У вівторок, 18 квітня 2023 року, о 15:30 Кабінет міністрів у Києві виділив 2,5 млн доларів, "
    "сказав Тарас Петренко, якому 47 років.",
    "Третина з 12 000 мешканців Одеси, тобто 4000 людей, не може пройти й 3 км без світла; "
    "учора о 9 годині ранку таких було 30%.",
    "«Я не поїду (принаймні завтра)», — сказала Олена Коваль, п’ята з двох десятків свідків у XIX "
    "столітті, коли ціни зросли на 5 мільйонів гривень за три роки.",
    "Рахунок 2:1 на користь «Динамо» протримався до кінця, навряд чи хтось у Білорусь повернеться, "
    "і компанія Google це підтвердила.",
    "Рада може зібратися в п’ятницю, коли депутати повертаються до роботи на 10–12 днів.",
)
EN = (
    "On Tuesday, April 18, 2023, at 3:30 p.m. the Cabinet of Ministers in Kyiv granted $2.5 "
    "million, said Taras Petrenko, who is 47 years old.",
    "A third of the 12,000 residents of Odesa, that is 40 hundred people, could not walk 3 km "
    "without light; yesterday at 9 a.m. they were 30 percent.",
    "“I won’t go (at least tomorrow),” said Olena Koval, the fifth of two dozen witnesses in the "
    "19th century, when prices rose by 5 million hryvnias in three years.",
    "A score of 2-1 for Dynamo lasted to the end, it is unlikely that anybody will return to "
    "Belarus, and the company Google has confirmed that.",
    "The Rada can meet on Friday, when the deputies are back at work for 10–12 days.",
)


def goods() -> list[Good]:
    """Good translations in one article, both ways."""
    ways = ((("uk", "en"), UK, EN), (("en", "uk"), EN, UK))
    return [
        Good(source, target, languages, tuple(zip(sources, targets, strict=True)), place)
        for languages, sources, targets in ways
        for place, (source, target) in enumerate(zip(sources, targets, strict=True))
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_damage_changes_a_text_and_always_alike(kind):
    made = [damage.damage(kind, good, seed) for good in goods() for seed in range(3)]
    assert made == [damage.damage(kind, good, seed) for good in goods() for seed in range(3)]
    found = [each for each in made if each]
    assert found
    for each in found:
        assert each.target != each.good.target
        assert each.good.article[each.good.place] == (each.good.source, each.good.target)


def test_kinds_are_many_and_told_apart():
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 40
    assert {*checks_damage.AIMS} <= {kind.group for kind in KINDS}


def test_the_generator_of_damage_knows_nothing_of_the_tool():
    for path in Path(damage.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in getattr(node, "names", ())]
            module = getattr(node, "module", None) or ""
            assert not any(name.startswith("l10n") for name in (module, *names)), path


def corpus() -> Corpus:
    lines = zip(UK, EN, strict=True)
    article = tuple(Line(source, target, at) for at, (source, target) in enumerate(lines))
    return Corpus("own", ("uk", "en"), (article,))


def test_one_damaged_entry_is_judged_as_its_whole_article_is():
    bench = Bench(CHECKS)
    for kind in KINDS[::15]:
        made = damage.damage(kind, goods()[0], 1)
        if made is None or made.good.tags:
            continue
        lines = corpus().articles[0]
        counts = []
        for target in (made.good.target, made.target):
            article = (Line(made.good.source, target, 0), *lines[1:])
            found = alarms(Corpus("own", ("uk", "en"), (article,)), CHECKS)
            counts.append(Counter(each.finding.check for each in found if each.line.index == 0))
        caught = bench.catch(made, (None,) * len(UK)).findings
        assert Counter(each.check for each in caught) == counts[1] - counts[0]


def test_what_the_undamaged_text_has_too_is_no_catch():
    bench = Bench(CHECKS)
    kinds = {kind.name: kind for kind in KINDS}
    good = Good("Дуже стара назва.", "An old\u202e\u202e name.", ("uk", "en"), (("", ""),))
    for name, caught in (("capital-lost", False), ("control-character", True)):
        catch = bench.catch(damage.damage(kinds[name], good, 1), (None,))
        assert any(each.check == "characters" for each in catch.findings) is caught
        assert catch.caught(Severity.ERROR) is caught


@pytest.fixture
def small(monkeypatch):
    """One corpus of our own, and no peer."""
    monkeypatch.setattr(checks_corpora, "human", lambda: ([corpus()], ["ntrex"]))
    monkeypatch.setattr(checks_corpora, "machine", list)
    monkeypatch.setattr(checks_peer, "ready", lambda: False)


@pytest.mark.usefixtures("small")
def test_the_table_of_checks_is_made_and_says_what_is_missing(capsys):
    given = ["--only", "checks", "--quick", "--no-install", "--findings", "1", "--misses", "1"]
    main([*given, "--part", "alarms", "--part", "damage", "--kind", "tags", "--profile"])
    printed = capsys.readouterr().out
    assert "ntrex: not in ../shared/data" in printed
    assert "good segments with an error or warning, own uk→en" in printed
    assert "damaged tags caught, uk→en" in printed
    assert "| tags  | tag-crossed" in printed
    assert "Time by check: 5 entries" in printed


@pytest.mark.usefixtures("small")
def test_one_kind_and_one_check_are_measured_alone(capsys):
    given = ["--only", "checks", "--no-install", "--part", "damage", "--check", "tags"]
    assert main([*given, "--kind", "tag-crossed"]) == 0
    printed = capsys.readouterr().out
    assert "damaged tags caught, uk→en" in printed
    assert "100.0 % of 2" in printed
    assert "damaged numbers" not in printed


def test_every_kind_of_damage_is_documented():
    page = Path("docs/benchmarks.md").read_text("utf-8")
    rows = [f"| {kind.group} | `{kind.name}` | {kind.made} |" for kind in KINDS]
    assert [row for row in rows if row not in page] == []


@pytest.mark.sampled(0)
@pytest.mark.usefixtures("small")
def test_speed_is_measured_beside_drafting(capsys):
    main(["--only", "checks", "--quick", "--no-install", "--part", "speed"])
    rows = [
        line for line in capsys.readouterr().out.splitlines() if "all checks of 5 entries" in line
    ]
    assert len(rows) == 2
    assert "not measured: not installed" in rows[0]
    assert "segments/s" in rows[1]
