"""Workflow files: what a desk wants, and a mistake shown in its place."""

import tomllib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.desk.engine_settings import check_built_in, check_installed
from l10n.errors import WorkflowError
from l10n.language.labels import NO_WORDING
from l10n.model.conditions import Conditions
from l10n.model.markup import Tagged
from l10n.model.publishing import Publish
from l10n.model.workflow import Setting, Workflow, matches
from l10n.store.workflow_file import load_workflow
from l10n.toml import key_lines

ROOT = Path(__file__).parents[1]
PATH = Path("workflows/news.toml")
LEAST = 'source = "uk"\ntargets = ["en"]\narticles = ["news/**"]\n'
WHOLE = """\
# The news desk
source = "uk"
targets = [
    "en",
    "pt-BR",  # since May
]
articles = ["news/**/*.md", "wire/*.txt"]
split = "blocks"
fields = ["title"]
engines = ["argos", "my-engine"]
notes = "en"

[publish]
require = "draft"
fallback = "source"

[publish.label]
en = "Draft. # not a comment"
pt = "Rascunho"

[engine.argos]
device = "auto"
threads = 4
beam_size = 2

[engine.my-engine]
address = "localhost"
words = ["a", "b"]
strict = true
"""


def load(text: str) -> Workflow:
    workflow = load_workflow(PATH, text)
    check_built_in(workflow)
    return workflow


def test_a_short_workflow_has_the_documented_defaults() -> None:
    assert load(LEAST) == Workflow("news", "uk", ("en",), ("news/**",))
    assert load(LEAST).fields == ("title", "description")
    assert load(LEAST).publish == Publish("translated", "refuse", "keep")
    assert (load(LEAST).split, load(LEAST).notes, load(LEAST).engines) == ("sentences", "en", ())
    assert load(LEAST).path == PATH


@pytest.mark.parametrize("text", [WHOLE, "\ufeff" + WHOLE, WHOLE.replace("\n", "\r\n")])
def test_everything_written_is_read(text: str) -> None:
    workflow = load(text)
    assert workflow.targets[0] == "en"
    assert len(workflow.targets) == 2
    assert workflow.articles == ("news/**/*.md", "wire/*.txt")
    assert (workflow.split, workflow.fields) == ("blocks", ("title",))
    assert workflow.engines == ("argos", "my-engine")
    assert (workflow.publish.require, workflow.publish.fallback) == ("draft", "source")
    assert workflow.engine_settings[:3] == (
        Setting("argos", "device", "auto"),
        Setting("argos", "threads", 4),
        Setting("argos", "beam_size", 2),
    )
    assert workflow.settings("my-engine") == {
        "address": "localhost",
        "words": ("a", "b"),
        "strict": True,
    }
    assert workflow.settings("pseudo") == {}


def test_a_label_is_found_by_locale_then_by_language() -> None:
    publish = load(WHOLE).publish
    assert publish.wording("en").machine == "Draft. # not a comment"
    assert publish.wording("pt-BR").machine == "Rascunho"
    assert publish.wording("de") == NO_WORDING


MISTAKES = {
    "unknown key": ('splt = "blocks"\n', "splt", 'did you mean “split”'),
    "unknown key, nothing near": ("xyzzy = 1\n", "xyzzy", "known are: source"),
    "unknown key in a table": ('[publish]\nrequires = "draft"\n', "requires", "“require”"),
    "wrong word": ('split = "sentence"\n', "split", "did you mean “sentences”"),
    "wrong word, nothing near": ('split = "x"\n', "split", '"sentences", "blocks"'),
    "wrong type": ("split = 3\n", "split", '"sentences", "blocks"'),
    "wrong require": ('[publish]\nrequire = "drafts"\n', "require", "did you mean “draft”"),
    "wrong fallback": ('[publish]\n\nfallback = true\n', "fallback", '"refuse", "source"'),
    "dotted": ('publish.fallback = "x"\n', "publish.fallback", '"refuse"'),
    "inline": ('publish = {fallback = "x"}\n', "publish", '"refuse"'),
    "not a table": ("publish = 1\n", "publish", "[publish]"),
    "engine not a table": ("engine = 1\n", "engine", "[engine]"),
    "engines as text": ('engines = "argos"\n', "engines", "a list"),
    "engine empty": ('engines = ["argos",\n "" # none\n]\n', '""', "not empty"),
    "engine twice": ('engines = [\n"argos",\n"argos"]\n', '"argos"]', "delete one"),
    "fields of numbers": ("fields = [1]\n", "fields", "text in quotes"),
    "notes": ('notes = "xx"\n', "notes", '"en"'),
    "settings of no engine": (
        'engines = ["argos"]\n[engine.argso]\nthreads = 2\n', "[engine.argso", "“argos”",
    ),
    "unknown setting": (
        'engines = ["argos"]\n[engine.argos]\nthread = 2\n', "thread =", "“threads”",
    ),
    "setting out of range": (
        'engines = ["argos"]\n[engine.argos]\nthreads = -1\n', "threads", "from 0 to 1024",
    ),
    "setting true": (
        'engines = ["argos"]\n[engine.argos]\nthreads = true\n', "threads", "from 0 to 1024",
    ),
    "device": ('engines = ["argos"]\n[engine.argos]\ndevice = "gpu"\n', "device", '"cuda"'),
    "pseudo has none": ('engines = ["pseudo"]\n[engine.pseudo]\nx = 1\n', "x = 1", "known are"),
    "date": ('engines = ["e"]\n[engine.e]\nx = 2024-05-01\n', "x = 2024", "a text, a number"),
    "address": (
        'engines = ["libretranslate"]\n[engine.libretranslate]\nurl = "localhost:5000"\n',
        "url =", '"http://127.0.0.1:5000"',
    ),
    "address with a password": (
        'engines = ["libretranslate"]\n[engine.libretranslate]\nurl = "http://me:x@a.org/"\n',
        "url =", "without user name",
    ),
    "no address": (
        'engines = [\n"libretranslate"]\n[engine.libretranslate]\ntimeout = 5\n',
        "[engine.libretranslate]", "write it into [engine.libretranslate]",
    ),
    "no table": ('engines = ["openai"]\n', "engines", "[engine.openai]"),
    "key": (
        'engines = ["openai"]\n[engine.openai]\napi_key = "sk-1"\n', "api_key", "L10N_OPENAI_KEY",
    ),
    "token of a plug-in": (
        'engines = ["my-mt"]\n[engine.my-mt]\ntoken = "x"\n', "token", "L10N_MY_MT_KEY",
    ),
    "condition": (
        'engines = ["argos"]\n[engine.argos.when]\nmax_words = 5\n', "max_words", "known are",
    ),
    "pair": (
        'engines = ["argos"]\n[engine.argos.when]\npairs = ["uk-en"]\n', "pairs", "uk>en",
    ),
    "no pair": ('engines = ["argos"]\n[engine.argos.when]\npairs = []\n', "pairs", '["uk>en"]'),
    "length": (
        'engines = ["argos"]\n[engine.argos.when]\nmax_characters = "9"\n', "max_", "0 or more",
    ),
    "no length": (
        'engines = ["argos"]\n[engine.argos.when]\nmin_characters = 9\nmax_characters = 5\n',
        "max_characters", "at least 9",
    ),
    "use of a built-in name": (
        'engines = ["argos"]\n[engine.argos]\nuse = "pseudo"\n', "use =", "another name",
    ),
    "use of nothing": ('engines = ["a"]\n[engine.a]\nuse = ""\n', "use =", "in quotes"),
    "setting under another name": (
        'engines = ["a"]\n[engine.a]\nuse = "argos"\nthread = 1\n', "thread =", "“threads”",
    ),
    "label": ('[publish.label]\nen = ""\n', "en =", "one line"),
    "label lines": ('[publish.label]\nen = """a\nb"""\n', "en =", "one line"),
    "label that steers": ('[publish.label]\nen = "a\\u001b[31mb"\n', "en =", "one line"),
    "label that turns": ('[publish.label]\nen = "a\\u202eb"\n', "en =", "one line"),
    "label line end": ('[publish.label]\nen = "a\\u2028b"\n', "en =", "one line"),
    "label unseen": ('[publish.label]\nen = "\\ufeff"\n', "en =", "one line"),
    "label hidden": ('[publish.label]\nen = "a\\U000e0041"\n', "en =", "one line"),
    "label of no target": ('[publish.label]\nen = "x"\nde = "y"\n', "de =", "known are: en"),
    "label tag": ('[publish.label]\n"not a tag!" = "x"\n', '"not a tag!"', ""),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_shown_with_file_line_and_what_is_allowed(name: str) -> None:
    added, mark, remedy = MISTAKES[name]
    text = LEAST + added
    with pytest.raises(WorkflowError) as caught:
        load(text)
    lines = text.split("\n")
    expected = max(
        number for number, line in enumerate(lines, 1) if line.startswith((mark, f" {mark}"))
    )
    assert (caught.value.path, caught.value.line) == (PATH, expected)
    assert caught.value.remedy
    assert remedy in caught.value.remedy


FIRST = {
    "source missing": ('targets = ["en"]\narticles = ["**"]\n', None, "source"),
    "targets missing": ('source = "uk"\narticles = ["**"]\n', None, "targets"),
    "articles missing": ('source = "uk"\ntargets = ["en"]\n', None, "articles"),
    "empty": ("", None, "source"),
    "source a number": ('source = 1\ntargets = ["en"]\narticles = ["**"]\n', 1, "source = 1"),
    "source no tag": ('source = "not a tag!"\ntargets = ["en"]\narticles = ["**"]\n', 1, "tag"),
    "no target": ('source = "uk"\ntargets = []\narticles = ["**"]\n', 2, "targets = []"),
    "target twice": (
        'source = "uk"\ntargets = ["en",\n"de",\n"EN"]\narticles = ["**"]\n', 4, '"EN" stands twice'
    ),
    "target no tag": (
        'source = "uk"\ntargets = ["en",\n"?"]\narticles = ["**"]\n', 3, '"?" is not allowed'
    ),
    "source of a country": ('source = "ua"\ntargets = ["en"]\narticles = ["**"]\n', 1, "“ua”"),
    "target in three letters": (
        'source = "uk"\ntargets = ["en",\n"ger"]\narticles = ["**"]\n', 3, "“ger”"
    ),
    "only target is the source": (
        'source = "uk"\ntargets = [\n"UK"]\narticles = ["**"]\n', 3, "the language of the articles"
    ),
    "no pattern": ('source = "uk"\ntargets = ["en"]\narticles = []\n', 3, "articles = []"),
    "not TOML": ('source = "uk"\ntargets = en\n', 2, "not TOML"),
    "unclosed": ('source = "uk"\ntargets = ["en"\n', 2, "not TOML"),
    "twice": ('source = "uk"\nsource = "en"\n', 2, "not TOML"),
    "conflict": ('source = "uk"\n<<<<<<< HEAD\ntargets = 1\n', 2, "merge conflict"),
    "NUL": ('source = "u\0k"\n', 1, "not TOML"),
    "nested": ("a = " + "[" * 20_000, None, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FIRST)
def test_a_file_that_says_too_little_is_refused(name: str) -> None:
    text, line, words = FIRST[name]
    with pytest.raises(WorkflowError) as caught:
        load(text)
    assert caught.value.path == PATH
    assert words in caught.value.message
    if line is not None:
        assert caught.value.line == line


@pytest.mark.parametrize(
    "pattern",
    [
        "/news/*.md",
        "articles/news/*",
        "news\\\\*.md",
        "news//a",
        "./a",
        "../a",
        "news/",
        "a/**.md",
        "**md",
    ],
)
def test_a_pattern_that_could_never_match_is_refused(pattern: str) -> None:
    with pytest.raises(WorkflowError) as caught:
        load(LEAST.replace("news/**", pattern))
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("news/**/*.md", "news/a.md", True),
        ("news/**/*.md", "news/2024/05/a.md", True),
        ("news/**/*.md", "news/2024/a.html", False),
        ("news/**/*.md", "other/news/a.md", False),
        ("news/**", "news/a.md", True),
        ("news/**", "news/x/y.html", True),
        ("news/**", "news", False),
        ("news/**", "newsroom/a.md", False),
        ("**", "a.md", True),
        ("**", "x/a.md", True),
        ("**/a.md", "a.md", True),
        ("**/a.md", "x/y/a.md", True),
        ("**/x/**", "x/a", True),
        ("**/x/**", "y/x/z/a", True),
        ("**/x/**", "y/x", False),
        ("*.md", "a.md", True),
        ("*.md", "x/a.md", False),
        ("*", ".md", True),
        ("a?.md", "ab.md", True),
        ("a[bc].md", "ac.md", True),
        ("a[bc].md", "ad.md", False),
        ("A.md", "a.md", False),
        ("новини/*.md", "новини/рада.md", True),
        ("a+(b).md", "a+(b).md", True),
        ("кий*", "кии\u0306в.md", True),
    ],
)
def test_patterns_read_as_people_expect(pattern: str, name: str, expected: bool) -> None:
    assert matches(replace(load(LEAST), articles=(pattern,)), name) is expected


def test_a_hostile_pattern_takes_no_time() -> None:
    workflow = replace(load(LEAST), articles=("/".join(["**", "*a*a*a*a*b"] * 12),))
    assert not matches(workflow, "/".join(["a" * 60] * 40))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.text(st.sampled_from("ab=\"[]{}#\n.,'1 "), max_size=60))
def test_any_text_is_a_workflow_or_a_workflow_error(text: str) -> None:
    for whole in (text, LEAST + text, LEAST + "[publish]\n" + text):
        with suppress(WorkflowError):
            load(whole)


def test_lines_of_keys_are_found_past_what_looks_like_a_key() -> None:
    text = (
        '# a = 1\na = """\nb = 2\n"""\nb = \'\'\'\n[c]\n\'\'\'\n\n[ t . "u v" ]\nc=[ # [\n'
        "  'x', # ]\n  [\n  1], {d = 2}\n]\n\"q\\\"\".r = '#'\n[[list]]\ne = 1\n"
    )
    tomllib.loads(text)
    lines = key_lines(text)
    assert {keys: line for keys, line in lines.items() if not isinstance(keys[-1], int)} == {
        ("a",): 2,
        ("b",): 5,
        ("t", "u v"): 9,
        ("t", "u v", "c"): 10,
        ("t", "u v", "c", 2, "d"): 13,
        ("t", "u v", 'q"', "r"): 15,
        ("list",): 16,
        ("list", "e"): 17,
        ("list", 0, "e"): 17,
    }
    assert [lines[("t", "u v", "c", n)] for n in range(3)] == [11, 12, 13]


def test_the_source_may_be_one_of_several_targets() -> None:
    assert load(LEAST.replace('["en"]', '["en", "uk"]')).targets == ("en", "uk")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("argus", "did you mean “argos”?"), ("weaver", "install the package that offers it")],
)
def test_an_engine_that_is_not_installed_is_shown_in_its_place(name: str, remedy: str) -> None:
    workflow = load(LEAST + f'engines = [\n  "pseudo",\n  "{name}"]\n')
    with pytest.raises(WorkflowError) as caught:
        check_installed(workflow)
    assert (caught.value.path, caught.value.line) == (PATH, 6)
    assert caught.value.message == f"the engine {name} is not installed"
    assert remedy in str(caught.value.remedy)


def test_the_workflows_of_this_repository_are_sound() -> None:
    found = sorted((ROOT / "workflows").glob("*.toml"))
    for path in found:
        assert load_workflow(path, path.read_text("utf-8")).name == path.stem


CHAIN = """\
engines = ["short", "argos"]

[engine.short]
use = "openai"
url = "http://127.0.0.1:8080/v1"
model = "small"

[engine.short.when]
pairs = ["uk>en", "uk>pt-br"]
max_characters = 200
max_tags = 0
"""


def test_an_engine_may_have_a_name_and_conditions_of_its_own() -> None:
    workflow = load(LEAST + CHAIN)
    assert (workflow.plugin("short"), workflow.plugin("argos")) == ("openai", "argos")
    assert workflow.settings("short") == {"url": "http://127.0.0.1:8080/v1", "model": "small"}
    when = workflow.when("short")
    assert when == Conditions((("uk", "en"), ("uk", "pt-BR")), 0, 200, 0)
    assert workflow.when("argos") == Conditions()


def test_a_plug_in_that_is_not_there_is_shown_where_it_is_named() -> None:
    workflow = load(LEAST + CHAIN.replace("openai", "openia"))
    with pytest.raises(WorkflowError) as caught:
        check_installed(workflow)
    assert caught.value.line == 4 + CHAIN.split("\n").index('use = "openai"')
    assert caught.value.message == "the engine openia is not installed"
    assert caught.value.remedy == "did you mean “openai”?"


def test_a_key_in_a_workflow_is_never_shown() -> None:
    with pytest.raises(WorkflowError) as caught:
        load(LEAST + 'engines = ["openai"]\n[engine.openai]\nkey = "sk-geheim"\n')
    assert "geheim" not in str(caught.value)


WHEN = Conditions((("uk", "en"),), 2, 4, 1)


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        (Tagged("а"), False),
        (Tagged("аб"), True),
        (Tagged("абвг"), True),
        (Tagged("абвгд"), False),
        (Tagged("<a1>абвг</a1>", frozenset({"a1"})), True),
        (Tagged("<a1>аб</a1><br2/>", frozenset({"a1"}), frozenset({"br2"})), False),
    ],
)
def test_lengths_are_those_of_the_text_without_its_tags(text: Tagged, takes: bool) -> None:
    assert WHEN.take(text) is takes


@pytest.mark.parametrize(
    ("pair", "takes"),
    [(("uk", "en"), True), (("uk", "en-GB"), True), (("uk", "eng"), False), (("en", "uk"), False)],
)
def test_a_pair_of_languages_stands_for_their_regions(pair: tuple[str, str], takes: bool) -> None:
    assert WHEN.take_pair(*pair) is takes
