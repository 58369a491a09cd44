"""A text that was edited goes to the model with what it was, and comes back changed as little."""

from collections.abc import Callable
from dataclasses import replace

from l10n.engines import Earlier, Request
from l10n.exchange.po.file import dump, load
from l10n.model.catalog import State
from l10n.model.markup import Tagged
from tests.chat_server import ChatServer, Script, translating
from tests.conftest import Newsroom
from tests.openai.desk import ARTICLE, SOURCES, TARGETS, article, drafted, texts

BUDGET = "Міська рада ухвалила бюджет на 2025 рік."
EDITED = "Міська рада ухвалила бюджет на 2026 рік."
BUDGET_EN = "Next year's city budget for 2025 was passed."
REVISED = "Next year's city budget for 2026 was passed."
TITLE = "Бюджет міста"
TABLE = {TITLE: "City budget", BUDGET: "A budget was adopted for 2025.", EDITED: REVISED, **ARTICLE}

Serve = Callable[[Script], ChatServer]


def workflow(newsroom: Newsroom, server: ChatServer, require: str = "translated") -> None:
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["openai"]\n\n'
        f'[publish]\nrequire = "{require}"\n\n'
        f'[engine.openai]\nurl = "{server.url}"\nmodel = "gemma3:12b"\nretries = 0\n'
    )


def finish(newsroom: Newsroom, source: str, target: str) -> None:
    """A translator writes a translation."""
    path = newsroom.catalog("a.md")
    catalog = load(path)
    entries = tuple(
        each.with_target(target, State.TRANSLATED) if each.source == source else each
        for each in catalog.entries
    )
    path.write_text(dump(replace(catalog, entries=entries)), "utf-8")


def test_a_model_is_told_what_an_edited_text_was(serve: Serve) -> None:
    server = serve(translating(TABLE))
    request = Request(Tagged(EDITED), earlier=Earlier(BUDGET, BUDGET_EN))
    assert texts(drafted(server, [request])) == [REVISED]
    (asked,) = server.asked
    assert asked.segments[0]["earlier"] == {"text": BUDGET, "translation": BUDGET_EN}
    assert "no more than the text was changed" in asked.prompt


def test_what_a_text_was_is_not_sent_without_context(serve: Serve) -> None:
    server = serve(translating(TABLE))
    drafted(server, [Request(Tagged(EDITED), earlier=Earlier(BUDGET, BUDGET_EN))], context="off")
    drafted(server, [Request(Tagged(EDITED), earlier=Earlier(BUDGET, "x" * 3_000))])
    assert all("earlier" not in each.segments[0] for each in server.asked)


def test_what_texts_were_counts_in_the_size_of_a_batch(serve: Serve) -> None:
    server = serve(translating(TABLE))
    earlier = Earlier("x" * 400, "y" * 400)
    requests = [Request(each.text, TITLE, earlier=earlier) for each in article(SOURCES)]
    assert texts(drafted(server, requests, max_characters=1_000)) == TARGETS
    assert len(server.asked) == 4


def test_a_revised_draft_stands_beside_the_text_of_a_person(
    serve: Serve, newsroom: Newsroom
) -> None:
    """No version is made of drafts here; the translator has the draft all the same."""
    server = serve(translating(TABLE))
    workflow(newsroom, server)
    newsroom.article("a.md", f"# {TITLE}\n\n{BUDGET}\n")
    assert newsroom.l10n("sync").code == 0
    finish(newsroom, BUDGET, BUDGET_EN)
    newsroom.article("a.md", f"# {TITLE}\n\n{EDITED}\n")
    server.asked.clear()
    answer = newsroom.l10n("sync")
    assert answer.code == 0, answer.err
    (asked,) = server.asked
    assert asked.segments[0]["earlier"] == {"text": BUDGET, "translation": BUDGET_EN}
    entry = load(newsroom.catalog("a.md")).by_key()[None, EDITED]
    assert (entry.target, entry.state) == (BUDGET_EN, State.DRAFT)
    assert entry.note.split("\n")[1:3] == [
        "Changed in the original: Міська рада ухвалила бюджет на [-2025-]{+2026+} рік.",
        f"A machine draft of this text (openai, gemma3:12b): {REVISED}",
    ]
    server.asked.clear()
    assert newsroom.l10n("sync", "a.md").code == 0
    assert server.asked == []


def test_a_machine_draft_is_replaced_by_a_revised_one(serve: Serve, newsroom: Newsroom) -> None:
    server = serve(translating(TABLE))
    workflow(newsroom, server, "draft")
    newsroom.article("a.md", f"# {TITLE}\n\n{BUDGET}\n")
    assert newsroom.l10n("sync").code == 0
    newsroom.article("a.md", f"# {TITLE}\n\n{EDITED}\n")
    server.asked.clear()
    assert newsroom.l10n("sync").code == 0
    (asked,) = server.asked
    assert asked.segments[0]["earlier"] == {"text": BUDGET, "translation": TABLE[BUDGET]}
    entry = load(newsroom.catalog("a.md")).by_key()[None, EDITED]
    assert (entry.target, entry.state, entry.previous) == (REVISED, State.DRAFT, None)
