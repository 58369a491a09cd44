"""`l10n engines`: what stands ready before a sync."""

import pytest

from tests.conftest import Newsroom

CHAIN = """\
source = "uk"
targets = ["en", "de"]
articles = ["**"]
engines = ["quick", "pseudo", "hosted"]

[engine.quick]
use = "pseudo"

[engine.quick.when]
pairs = ["uk>en"]
max_characters = 80
max_tags = 0

[engine.hosted]
use = "libretranslate"
url = "http://127.0.0.1:9"
timeout = 1
retries = 0
"""


def test_engines_are_listed_with_what_they_are_asked_for(newsroom: Newsroom) -> None:
    newsroom.workflow(CHAIN)
    answer = newsroom.l10n("engines")
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert lines[:3] == [
        "workflow engine pairs asked for models",
        "news quick (pseudo) uk>en up to 80 characters, no tags pseudo 1",
        "news pseudo uk>en, uk>de any text pseudo 1",
    ]
    assert lines[3].startswith("news hosted (libretranslate) — any text cannot work now")
    assert answer.code == 4
    assert len(answer.err.splitlines()) == 1
    assert "127.0.0.1:9" in answer.err


def test_the_same_stands_in_json(newsroom: Newsroom) -> None:
    newsroom.workflow(CHAIN.split("[engine.hosted]", maxsplit=1)[0].replace(', "hosted"', ""))
    answer = newsroom.l10n("engines", "--json")
    assert answer.code == 0, answer.err
    first, second = answer.json
    assert first == {
        "workflow": "news",
        "engine": "quick",
        "plugin": "pseudo",
        "models": ["pseudo 1"],
        "pairs": [["uk", "en"]],
        "when": {
            "pairs": [["uk", "en"]],
            "min_characters": 0,
            "max_characters": 80,
            "max_tags": 0,
        },
        "error": None,
    }
    assert second["pairs"] == [["uk", "en"], ["uk", "de"]]


def test_an_error_stands_in_json_with_its_code_and_place(newsroom: Newsroom) -> None:
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["libretranslate"]\n'
        '[engine.libretranslate]\nurl = "http://127.0.0.1:9"\ntimeout = 1\nretries = 0\n'
    )
    newsroom.article("a.md", "Речення.\n")
    (shown,) = newsroom.l10n("engines", "--json").json
    (failed,) = newsroom.l10n("sync", "--json").json["errors"]
    assert shown["error"]["code"] == failed["code"] == "L10N-NET-006"
    assert failed["message"].startswith("http://127.0.0.1:9 cannot be reached")
    assert "[engine.libretranslate]" in failed["remedy"]
    newsroom.article("b.md", "").write_bytes(b"\xd0 \xff")
    errors = newsroom.l10n("sync", "--json", "--no-draft").json["errors"]
    assert [(each["code"], each["path"], each["line"]) for each in errors] == [
        ("L10N-WS-006", "articles/b.md", 1)
    ]


def test_a_desk_without_engines_says_so(newsroom: Newsroom) -> None:
    newsroom.workflow('source = "uk"\ntargets = ["en"]\narticles = ["**"]\n')
    assert newsroom.l10n("engines").out == "No workflow names an engine.\n"


def test_a_chain_is_asked_in_order_from_a_workflow(newsroom: Newsroom) -> None:
    newsroom.workflow(CHAIN.split("[engine.hosted]", maxsplit=1)[0].replace(', "hosted"', ""))
    newsroom.article("a.md", "Коротке.\n\n**Товсте**, але коротке.\n")
    assert newsroom.l10n("sync", "--locale", "en").code == 0
    drafts = newsroom.l10n("status", "--locale", "en", "--json").json[0]["drafts"]
    assert len(drafts) == 2


def test_a_server_that_is_down_leaves_the_texts_to_the_next(
    newsroom: Newsroom,
) -> None:
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\n'
        'engines = ["libretranslate", "pseudo"]\n'
        '[engine.libretranslate]\nurl = "http://127.0.0.1:9"\ntimeout = 1\nretries = 0\n'
    )
    newsroom.article("a.md", "Речення.\n")
    answer = newsroom.l10n("sync")
    assert answer.code == 4
    assert len(answer.err.splitlines()) == 1
    assert newsroom.l10n("status", "--json").json[0]["drafts"][0]["engine"] == "pseudo"


@pytest.mark.parametrize(("engine", "more"), [("libretranslate", ""), ("openai", 'model = "m"\n')])
def test_a_remedy_names_the_table_of_the_workflow(
    newsroom: Newsroom, engine: str, more: str
) -> None:
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["small"]\n'
        f'[engine.small]\nuse = "{engine}"\nurl = "http://127.0.0.1:9"\n{more}retries = 0\n'
    )
    newsroom.article("a.md", "Речення.\n")
    assert "correct url in [engine.small]" in newsroom.l10n("sync").err


def test_without_the_plug_in_only_drafting_is_refused(
    newsroom: Newsroom,
) -> None:
    newsroom.article("a.md", "Речення.\n")
    newsroom.l10n("sync")
    text = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["desk-mt"]\n'
    newsroom.workflow(text + '[publish]\nrequire = "draft"\n')
    refused = newsroom.l10n("sync")
    assert refused.code == 3
    assert "workflows/news.toml:4: the engine desk-mt is not" in refused.err
    assert len(refused.err.splitlines()) == 1
    assert newsroom.l10n("sync", "--no-draft").code == 0
    assert newsroom.l10n("coverage", "--fail-under", "0").code == 0
    assert newsroom.l10n("status").code == 0
    assert newsroom.l10n("publish").code == 0
    shown = newsroom.l10n("engines")
    assert shown.code == 4
    assert "desk-mt" in shown.out
