"""Finding formats and engines, built in or not."""

import configparser
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from l10n import plugins
from l10n.checks.catalogue import CHECKS, DESK_CHECKS
from l10n.errors import EngineError, L10nError

ROOT = Path(__file__).parents[1]
GROUPS: tuple[plugins.Group[Any], ...] = (plugins.FORMATS, plugins.ENGINES, plugins.CHECKS)


class Wiki:
    name = "wiki"
    suffixes = (".Wiki", ".md")

    def parse(self, source: str) -> None: ...


class Point(EntryPoint):
    dist = SimpleNamespace(name="newsroom-extra")


def clear() -> None:
    for cached in (plugins._find, plugins._foreign, plugins._foreign_suffixes, plugins._format):
        cached.cache_clear()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    points: list[EntryPoint] = []
    monkeypatch.setattr(
        "importlib.metadata.entry_points",
        lambda *, group: EntryPoints(point for point in points if point.group == group),
    )
    monkeypatch.setattr("l10n.offers.maybe_offered", lambda group: True)
    clear()
    yield points
    clear()


def test_the_table_of_built_in_plugins_is_that_of_the_package() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    declared = setup["options.entry_points"]
    for group in GROUPS:
        lines = declared.get(group.name, "").strip().splitlines()
        table = dict(map(str.strip, line.split("=")) for line in lines)  # type: ignore[misc]
        assert dict(group.built_in) == table


@pytest.mark.parametrize(
    ("group", "name"),
    [pytest.param(group, name, id=name) for group in GROUPS for name in group.built_in],
)
def test_every_built_in_plugin_is_found_under_its_own_name(
    group: plugins.Group[Any], name: str
) -> None:
    assert plugins.find(group, name).name == name


def test_suffixes_of_built_in_formats_are_as_they_declare_them() -> None:
    declared = {
        suffix: name
        for name in plugins.FORMATS.built_in
        for suffix in plugins.find(plugins.FORMATS, name).suffixes
    }
    assert dict(plugins.BUILT_IN_SUFFIXES) == declared


def test_names_of_built_in_checks_are_as_the_checks_have_them() -> None:
    assert {each.name for each in (*CHECKS, *DESK_CHECKS)} == plugins.BUILT_IN_CHECKS


@pytest.mark.parametrize(
    ("article", "name"), [("news/a.md", "markdown"), ("A.HTML", "html"), ("x/y.z.htm", "html")]
)
def test_a_format_is_found_by_the_suffix(article: str, name: str) -> None:
    assert plugins.format_for(article).name == name
    assert plugins.format_for(article) is plugins.format_for(article)


@pytest.mark.parametrize("article", ["a", "md", ".md", "a.docx", "a.md/b", "a.", ""])
def test_a_name_without_a_known_suffix_has_no_format(article: str) -> None:
    assert plugins.format_for(article) is None


def test_an_unknown_name_is_answered_with_the_nearest_or_all() -> None:
    with pytest.raises(EngineError, match="no engine named argoss") as caught:
        plugins.find(plugins.ENGINES, "argoss")
    assert caught.value.remedy == "did you mean “argos”?"
    with pytest.raises(L10nError, match="no format") as other:
        plugins.find(plugins.FORMATS, "zzz")
    assert "html, markdown, text" in str(other.value.remedy)
    with pytest.raises(L10nError, match="no check named x"):
        plugins.find(plugins.CHECKS, "x")


def test_another_package_adds_a_format(installed: list[EntryPoint]) -> None:
    installed.append(Point("wiki", f"{__name__}:Wiki", plugins.FORMATS.name))
    assert "wiki" in plugins.names(plugins.FORMATS)
    assert plugins.format_for("a.wiki").name == "wiki"
    assert ".wiki" in plugins.suffixes()
    assert plugins.format_for("a.md").name == "markdown"


def test_a_built_in_name_cannot_be_taken_over(installed: list[EntryPoint]) -> None:
    installed.append(Point("markdown", f"{__name__}:Wiki", plugins.FORMATS.name))
    assert plugins.find(plugins.FORMATS, "markdown") is not Wiki


def test_two_packages_with_one_name_are_named(installed: list[EntryPoint]) -> None:
    installed.append(Point("deep", f"{__name__}:Wiki", plugins.ENGINES.name))
    installed.append(Point("deep", f"{__name__}:Other", plugins.ENGINES.name))
    with pytest.raises(EngineError, match=r"two packages.*newsroom-extra"):
        plugins.find(plugins.ENGINES, "deep")


@pytest.mark.parametrize(
    "value", ["no_such_module_here:X", f"{__name__}:Missing", "antigravity_not:X.y"]
)
def test_a_plugin_that_cannot_be_imported_is_named_with_why(
    installed: list[EntryPoint], value: str
) -> None:
    installed.append(Point("deep", value, plugins.ENGINES.name))
    with pytest.raises(EngineError, match="deep") as caught:
        plugins.find(plugins.ENGINES, "deep")
    assert value in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_built_in_format_costs_no_metadata_and_no_other_format() -> None:
    code = (
        "import sys; from l10n import plugins; plugins.format_for('a.md'); plugins.format_for('b');"
        "print([m for m in ('importlib.metadata', 'l10n.formats.html.format') if m in sys.modules])"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            "import sys; sys.path[:] = " + repr([str(ROOT), *sys.path]) + "\n" + code,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
