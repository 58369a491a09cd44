"""TOML that was made to be dear: its cost grows with its size, or it is refused with a line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.errors import WorkflowError
from l10n.formats.frontmatter import toml
from l10n.formats.frontmatter.field import MatterError
from l10n.model.workflow import Workflow, matches
from l10n.store.workflow_file import load_workflow
from l10n.toml import DEEPEST, load, scan
from tests.conftest import WORKFLOW
from tests.growth import in_proportion

SHAPES: dict[str, Callable[[int], str]] = {
    "many keys": lambda n: "".join(f"k{i} = 1\n" for i in range(n // 9)),
    "many tables": lambda n: "".join(f"[t{i}]\na.b = 'c'\n" for i in range(n // 18)),
    "many tables of an array": lambda n: "[[t]]\na = 'c'\n" * (n // 14),
    "a long array": lambda n: "a = [" + '"ab", ' * (n // 6) + "]",
    "many inline tables": lambda n: "a = [" + '{b = "c"}, ' * (n // 11) + "]",
    "a long text": lambda n: 'a = "' + "б" * n + '"',
    "many escapes": lambda n: 'a = "' + "\\n\\\\" * (n // 4) + '"',
    "a text of many lines": lambda n: 'a = """\n' + 'a ""\\" b.\n' * (n // 10) + '"""',
    "a text of apostrophes": lambda n: "a = '''\n" + "it''s\n" * (n // 6) + "'''",
    "many comments": lambda n: "# a.b.c\n" * (n // 8) + "a = 1",
    "many dots in texts": lambda n: "a = '" + "a." * (n // 2) + "'",
    "deep keys": lambda n: "".join(f"{'a.' * (DEEPEST - 1)}k{i} = 1\n" for i in range(n // 70)),
    "dotted headers": lambda n: "".join(f"[{'a.' * 30}k{i}]\n" for i in range(n // 70)),
}


@pytest.mark.growth
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.sampled(4)
def test_front_matter_takes_time_in_proportion(shape: str) -> None:
    def read(size: int) -> None:
        text = SHAPES[shape](size)
        toml.fields(text)
        assert load(text)

    assert in_proportion(read, 24_000)


REFUSED = {
    "a key of many parts": ".".join("a" * 16_000) + " = 1",
    "a key of many quoted parts": ".".join(['"a"'] * 16_000) + " = 1",
    "a header of many parts": "[" + ".".join("a" * 16_000) + "]",
    "a key in an inline table": "x = {" + ".".join("a" * 16_000) + " = 1}",
    "many brackets": "a = " + "[" * 9_000 + "]" * 9_000,
    "some brackets": "a = " + "[" * 60 + "]" * 60,
    "many braces": "a = " + "{a = " * 9_000 + "1" + "}" * 9_000,
    "parts by and by": "\n".join(f"[{'.'.join('a' * n)}]" for n in range(1, 99)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_nested_too_deeply_is_refused(name: str) -> None:
    with pytest.raises(MatterError) as caught:
        toml.fields(REFUSED[name])
    assert "nested too deeply" in caught.value.reason.text("en")
    with pytest.raises(WorkflowError) as refused:
        load_workflow(Path("news.toml"), WORKFLOW + REFUSED[name])
    assert refused.value.code == "L10N-WF-001"


@pytest.mark.growth
@pytest.mark.parametrize("lines", [1_000, 16_000])
def test_a_deep_key_costs_no_more_than_looking_for_it(lines: int) -> None:
    def work(size: int) -> None:
        with pytest.raises(RecursionError):
            load("a.b = 1\n" * 10 + ".".join("a" * size) + " = 1")

    assert in_proportion(work, lines)


def test_a_text_with_many_dots_is_no_deep_key() -> None:
    text = 'a = "' + "a." * 999 + '"\nb = """\n' + "x.y" * 999 + '\n"""\n'
    assert [place.keys for place in scan(text)] == [("a",), ("a",), ("b",), ("b",)]
    assert [field.path for field in toml.fields(text)] == ["a", "b"]


def test_a_workflow_has_a_length() -> None:
    with pytest.raises(WorkflowError) as caught:
        load_workflow(Path("news.toml"), WORKFLOW + "#" * 2**18)
    assert caught.value.code == "L10N-WF-020"


@pytest.mark.parametrize(
    "value",
    [
        "9" * 5_000,
        "-" + "9" * 20,
        "0x" + "f" * 20_000,
        "0b" + "1" * 65,
        "[1, [2, 0o" + "7" * 999 + "]]",
    ],
)
def test_a_number_too_long_for_toml_is_a_line(value: str) -> None:
    with pytest.raises(WorkflowError) as caught:
        load_workflow(Path("news.toml"), f"{WORKFLOW}\n[engine.a]\nx = {value}\n")
    assert caught.value.code == "L10N-WF-019"
    assert caught.value.line == len(f"{WORKFLOW}\n[engine.a]\n".split("\n"))


@pytest.mark.parametrize("value", ["2024-13-45", "0000-01-01", "24:00:00", "2024-02-30T00:00:00Z"])
def test_a_date_that_is_none_is_a_line(value: str) -> None:
    with pytest.raises(WorkflowError) as caught:
        load_workflow(Path("news.toml"), f"{WORKFLOW}\nx = {value}\n")
    assert caught.value.code == "L10N-WF-013"
    with pytest.raises(MatterError):
        toml.fields(f"x = {value}")


def desk(*patterns: str) -> Workflow:
    return Workflow("news", "uk", ("en",), patterns)


@pytest.mark.growth
@pytest.mark.parametrize(
    "pattern", ["*a" * 400 + "b", "?*" * 400 + "b", "**/" * 300 + "b", "[a" * 400]
)
@pytest.mark.sampled(2)
def test_a_pattern_of_many_stars_takes_time_in_proportion(pattern: str) -> None:
    def work(size: int) -> None:
        assert not matches(desk(pattern), "a" * size)
        assert not matches(desk(pattern), "a/" * (size // 2) + "a")

    assert in_proportion(work, 4_000)


@pytest.mark.growth
def test_many_patterns_take_time_in_proportion() -> None:
    def work(size: int) -> None:
        listed = ", ".join(f'"{number}/*"' for number in range(size))
        text = WORKFLOW.replace('articles = ["**"]', f"articles = [{listed}]")
        assert text != WORKFLOW
        assert len(load_workflow(Path("news.toml"), text).articles) == size

    assert in_proportion(work, 4_000)


def test_a_pattern_is_not_longer_than_a_name() -> None:
    with pytest.raises(WorkflowError) as caught:
        load_workflow(Path("news.toml"), WORKFLOW.replace('"**"', '"' + "a" * 1_001 + '"'))
    assert "at most 1000 characters" in str(caught.value)
