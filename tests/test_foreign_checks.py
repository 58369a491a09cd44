"""Checks of other packages: run after the built-in ones, and what becomes of those that fail."""

import json
import shutil
from pathlib import Path

import pytest

from tests.distributions import Site, site

CHECK = """
from l10n.checks import About, EntryCheck, Family, Finding, Found, Severity, example
from l10n.messages import message


def look(pair):
    if "Kiev" in pair.entry.target:
        yield Found(message("the desk writes {name}", name="Kyiv"))


spelling = EntryCheck(
    About(
        "spelling",
        Family.NAMES,
        Severity.ERROR,
        "The capital is spelt as the desk spells it.",
        fires=example("Київ.", "Kiev."),
        passes=example("Київ.", "Kyiv."),
    ),
    look,
)


class Careless:
    name = "careless"

    def __call__(self, subject):
        yield Finding(self.name, Severity.WARNING, message("seen"), subject.pairs[0][1].key)
        {fault}


careless = Careless()
"""
POINTS = "[l10n.checks]\n{name} = l10n_house.style:{name}\n"
FAULTS = {
    "raises": "raise KeyError('house')",
    "ends Python": "raise SystemExit(7)",
    "ends a generator": "raise GeneratorExit",
    "raises what has no words": (
        "raise type('E', (BaseException,), {'__str__': lambda self: 1 / 0})"
    ),
    "has a severity of its own": (
        "yield Finding('x', 'bad', message('x'), subject.pairs[0][1].key)"
    ),
    "yields no finding": "yield 'a text'",
    "speaks of another entry": "yield Finding('x', Severity.ERROR, message('x'), (None, '?'))",
    "says nothing readable": (
        "yield Finding('x', Severity.ERROR, message('{x}'), subject.pairs[0][1].key)"
    ),
}


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A workspace with two texts, of which a person translated one."""
    made = site(tmp_path_factory.mktemp("checks"))
    made.write(
        "workflows/news.toml",
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nsplit = "blocks"\n'
        'engines = ["pseudo"]\n[publish]\nrequire = "draft"\n',
    )
    for name, text in (("a.md", "Київ.\n"), ("b.md", "Львів.\n")):
        made.write(f"articles/{name}", text)
    assert made.l10n("sync", installed=False).code == 0
    catalog = made.read("catalogs/en/a.md.po")
    target = next(line for line in catalog.split("\n") if line.startswith('msgstr "⟦'))
    finished = catalog.replace(target, 'msgstr "Kiev."').replace("#, fuzzy\n", "")
    made.write("catalogs/en/a.md.po", finished)
    return made


@pytest.fixture
def desk(synced: Site, tmp_path: Path) -> Site:
    made = site(tmp_path)
    shutil.copytree(synced.desk, made.desk, dirs_exist_ok=True)
    return made


def install(desk: Site, name: str, fault: str = "pass") -> None:
    files = {"__init__.py": "", "style.py": CHECK.replace("{fault}", fault)}
    desk.install("l10n_house", files, POINTS.format(name=name))


def test_what_it_finds_is_not_published_and_is_said_in_its_words(desk: Site) -> None:
    install(desk, "spelling")
    rows = json.loads(desk.l10n("status", "--json").out)
    assert "the desk writes Kyiv" in json.dumps(rows)
    done = desk.started("publish")
    assert done.code == 1
    assert "the desk writes Kyiv" in done.out + done.err
    assert not (desk.desk / "published/en/a.md").exists()
    assert (desk.desk / "published/en/b.md").exists()


def test_without_it_the_same_catalog_is_published(desk: Site) -> None:
    assert desk.l10n("publish").code == 0
    assert desk.read("published/en/a.md").rstrip().endswith("Kiev.")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.sampled(2)
def test_one_that_fails_is_one_line_for_each_article(desk: Site, fault: str) -> None:
    install(desk, "careless", FAULTS[fault])
    for command in ("status", "publish"):
        done = desk.l10n(command)
        assert done.code == 3, done.err
        lines = done.err.splitlines()
        assert [line.split(": ")[:3] for line in lines] == [
            ["l10n", f"catalogs/en/{name}.md.po", "the check careless failed"] for name in "ab"
        ]
        assert all("or uninstall it" in line for line in lines)
    assert not (desk.desk / "published/en").exists()


@pytest.mark.parametrize("name", ["no_such_name", "CHECK.name"])
def test_one_that_cannot_be_loaded_is_one_line_in_all(desk: Site, name: str) -> None:
    install(desk, name)
    for command in ("status", "publish", "coverage"):
        done = desk.l10n(command)
        assert done.code == 3
        assert "cannot be loaded" in done.err
        assert len(done.err.splitlines()) == 1


def test_what_needs_no_checks_goes_on_without_them(desk: Site) -> None:
    install(desk, "no_such_name")
    assert desk.l10n("sync").code == 0
