"""Front matter that we write: all who read it read the same, whatever a target says."""

import json
import random
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import ruamel.yaml
import tomlkit
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.markdown_laws import FORMAT, one_line, rebuild
from tests.tally import Tally

FIELDS = ("plain", "single", "double", "flow", "map.a", "map.b", "folded", "literal", "list", "key")
YAML = """\
plain: W
single: 'W'
double: "W"
flow: [W, W]
map: {a: W, "b":W}
folded: >-
  W
literal: |-
  W
list:
- W
? key
: W
"""
TOML_FIELDS = ("basic", "literal", "long", "raw", "list", "inline.a")
TOML = """\
basic = "W"
literal = 'W'
long = \"\"\"W\"\"\"
raw = '''W'''
list = ["W", 'W']
inline = { a = "W" }
"""
JSON_FIELDS = ("text", "list", "map.a", "maps.a")
JSON = """\
"text": "W", "list": ["W", ["W"]], "map": {"a": "W"}, "maps": [{"a": "W"}, {"a": "W"}]
"""
SIGNS = "-?:,[]{}#&*!|>'\"%@`\\=<~. _+/"
NASTY = (
    *("Why?", "a, b", "a: b", "a :b", "a:b", "a #b", "a#b", "[a]", "{a}", "a]", "a}", "a?b", "? a"),
    *("- a", "-a", "--- a", "---", "...", "... a", "&a", "*a", "!a", "!!str a", "| a", "> a", ">-"),
    *("'a'", "'", "''", '"a"', '"', "''a''", "'''", '"""', "a'", "'a", "%a", "@a", "`a`", "a\\"),
    *("yes", "No", "ON", "off", "y", "N", "true", "False", "null", "NULL", "~", "=", "<<", "nan"),
    *("1", "-1", "+1", "1_000", "1,000", "0o7", "017", "0x1F", "0XAB", "0b11", "1e3", "1.5", ".5"),
    *("1:30", "12:30:45", ".inf", "-.inf", ".NaN", "+inf", "inf", "1.", "1__0", "0x_", "190:20:30"),
    *("2026-11-27", "2026-11-27 10:00", "2026-11-27T10:00:00Z", "2026-1-1", "10:00", "5G", "3D-a"),
    *("a\tb", "a\u0085b", "a\u2028b", "a\u2029b", "a\ufeffb", "\ufeffa", "a\u00a0b", "\u00a0", "é"),
    *("\U0001f600", "a\U0010ffffb", "a\x80b", "a\x9fb", "a\x7fb", "a\x01b", "a\x1bb", "a\uffffb"),
    *(
        "\u200b",
        "a\u202eb",
        "a" * 3000,
        "а б " * 700,
        "a: " * 400,
        ":a",
        "::",
        ":",
        "a:",
        "#",
        "# a",
    ),
    *(
        "<%= a %>",
        "{{ a }}",
        "{% a %}",
        "\\n",
        "\\u0041",
        "a\\'b",
        "a  b",
        "null null",
        "a -b",
        "a ? b",
    ),
)


def yaml_article(words: Sequence[str]) -> str:
    """An article whose front matter has all ways to write a string, once for each word."""
    blocks = (re.sub(r"\bW\b", word, YAML).replace("\n", "\n  ").rstrip(" ") for word in words)
    return "---\n" + "".join(f"v{n}:\n  {block}" for n, block in enumerate(blocks)) + "---\n\nA\n"


def toml_article(words: Sequence[str]) -> str:
    blocks = (re.sub(r"\bW\b", word, TOML) for word in words)
    return "+++\n" + "".join(f"[v{n}]\n{block}" for n, block in enumerate(blocks)) + "+++\n\nA\n"


def json_article(words: Sequence[str]) -> str:
    """As Hugo has it: an object at the head of the file."""
    blocks = (re.sub(r"\bW\b", word, JSON) for word in words)
    return "{" + ",\n".join(f'"v{n}": {{{block}}}' for n, block in enumerate(blocks)) + "}\n\nA\n"


KINDS: dict[str, tuple[tuple[str, ...], int]] = {
    "---": (FIELDS, 11),
    "+++": (TOML_FIELDS, 7),
    '{"v': (JSON_FIELDS, 6),
}
"""By what an article begins with, its fields, and how many texts they hold for each word."""


def written(texts: Sequence[str], article: Callable[[Sequence[str]], str]) -> str:
    """The article with the texts as its targets."""
    source = article([f"W{number}" for number in range(len(texts))])
    names, each = KINDS[source[:3]]
    fields = [f"v{number}.{name}" for number in range(len(texts)) for name in names]
    parsed = FORMAT.parse(source, fields)
    assert parsed.problems == ()
    assert len(parsed.blocks) == each * len(texts) + 1
    return rebuild(
        source, parsed, lambda word: texts[int(word[1:])] if word.startswith("W") else word
    )


def matter(source: str) -> str:
    if source.startswith("{"):
        return source.removesuffix("\n\nA\n")
    return source[4:].split(f"\n{source[:3]}\n", maxsplit=1)[0] + "\n"


def meant(texts: Sequence[str], article: Callable[[Sequence[str]], str]) -> Any:
    """What readers have to read."""
    values = [one_line(text).replace("\0", "\ufffd") for text in texts]
    if article is toml_article:
        return {
            f"v{n}": {**dict.fromkeys(("basic", "literal", "long", "raw"), text)}
            | {"list": [text, text], "inline": {"a": text}}
            for n, text in enumerate(values)
        }
    if article is json_article:
        return {
            f"v{n}": {
                "text": text,
                "list": [text, [text]],
                "map": {"a": text},
                "maps": [{"a": text}] * 2,
            }
            for n, text in enumerate(values)
        }
    styles = ("plain", "single", "double", "folded", "literal", "key")
    return {
        f"v{n}": dict.fromkeys(styles, text)
        | {"flow": [text, text], "map": {"a": text, "b": text}, "list": [text]}
        for n, text in enumerate(values)
    }


def of_version(version: tuple[int, int]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        reader = ruamel.yaml.YAML(typ="safe", pure=True)
        reader.version = version
        return reader.load(text)

    return read


YAML_READERS: dict[str, Callable[[str], Any]] = {
    "PyYAML": lambda text: yaml.load(text, yaml.SafeLoader),
    "PyYAML with libyaml": lambda text: yaml.load(text, yaml.CSafeLoader),
    "ruamel.yaml 1.1": of_version((1, 1)),
    "ruamel.yaml 1.2": of_version((1, 2)),
}
TOML_READERS: dict[str, Callable[[str], Any]] = {
    "tomllib": tomllib.loads,
    "tomlkit": lambda text: tomlkit.parse(text).unwrap(),
}
TEXTS = st.text(
    st.one_of(
        st.sampled_from(SIGNS + "\t0123456789yesnoNULltrueWhy"),
        st.sampled_from("\x85\u2028\u2029\ufeff\u00a0\u200b\u202e\x7f\x80\uffff\U0001f600"),
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: one_line(text).strip())


@pytest.mark.campaign
@given(TEXTS)
@example("Why?")
def test_readers_of_yaml_read_what_a_target_says(text: str) -> None:
    result = matter(written([text], yaml_article))
    for name, read in YAML_READERS.items():
        assert read(result) == meant([text], yaml_article), (name, result)


@pytest.mark.campaign
@given(TEXTS)
def test_readers_of_toml_read_what_a_target_says(text: str) -> None:
    result = matter(written([text], toml_article))
    for name, read in TOML_READERS.items():
        assert read(result) == meant([text], toml_article), (name, result)


@pytest.mark.campaign
@given(TEXTS)
def test_readers_of_json_read_what_a_target_says(text: str) -> None:
    assert json.loads(matter(written([text], json_article))) == meant([text], json_article)


def test_what_means_something_in_json_is_text() -> None:
    assert json.loads(matter(written(NASTY, json_article))) == meant(NASTY, json_article)


@pytest.mark.parametrize("reader", YAML_READERS)
def test_what_means_something_in_yaml_is_text(reader: str) -> None:
    result = YAML_READERS[reader](matter(written(NASTY, yaml_article)))
    for value, wanted in zip(result.values(), meant(NASTY, yaml_article).values(), strict=True):
        assert value == wanted


@pytest.mark.parametrize("reader", TOML_READERS)
def test_what_means_something_in_toml_is_text(reader: str) -> None:
    result = TOML_READERS[reader](matter(written(NASTY, toml_article)))
    for value, wanted in zip(result.values(), meant(NASTY, toml_article).values(), strict=True):
        assert value == wanted


def many(number: int) -> list[str]:
    """Texts of signs, words and numbers, the same at each run."""
    chosen = random.Random(1)
    parts = (
        *SIGNS,
        *"09",
        "yes",
        "No",
        "null",
        "1.5",
        "0x1F",
        "12:30",
        "Чому",
        "a",
        "é",
        "\U0001f600",
    )
    texts = ("".join(chosen.choices(parts, k=chosen.randint(1, 6))) for _each in range(number))
    return [text for text in (*NASTY, *texts) if one_line(text).strip()]


@pytest.mark.skipif(shutil.which("ruby") is None, reason="Ruby is not installed")
def test_ruby_reads_both_as_they_are_meant(tally: Tally) -> None:
    texts = many(150)
    for reader, article in (("YAML.safe_load", yaml_article), ("JSON.parse", json_article)):
        program = f"puts JSON.generate({reader}(STDIN.read.force_encoding('UTF-8')))"
        result = subprocess.run(
            ("ruby", "-ryaml", "-rjson", "-e", program),
            input=matter(written(texts, article)).encode(),
            capture_output=True,
            check=True,
        )
        assert json.loads(result.stdout) == meant(texts, article)
    tally("front matter: read by Ruby", texts=2 * len(texts), otherwise=0)


@pytest.mark.skipif(shutil.which("hugo") is None, reason="Hugo is not installed")
def test_hugo_reads_all_as_they_are_meant(tmp_path: Path, tally: Tally) -> None:
    texts = many(150)
    for folder in ("content", "layouts/_default"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "config.toml").write_text('disableKinds = ["taxonomy", "term", "home"]\n')
    page = '<script type="application/json">{{ .Params | jsonify | safeJS }}</script>'
    (tmp_path / "layouts/_default/single.html").write_text(page)
    for name, article in (("y", yaml_article), ("t", toml_article), ("j", json_article)):
        (tmp_path / f"content/{name}.md").write_bytes(written(texts, article).encode())
    subprocess.run(("hugo", "--quiet", "-s", tmp_path), capture_output=True, check=True)
    for name, article in (("y", yaml_article), ("t", toml_article), ("j", json_article)):
        shown = (tmp_path / f"public/{name}/index.html").read_text("utf-8")
        found = json.loads(shown.removeprefix(page[: page.index("{{")]).removesuffix("</script>"))
        wanted = meant(texts, article)
        assert {key: found[key] for key in wanted} == wanted
    tally("front matter: read by Hugo", texts=3 * len(texts), otherwise=0)
