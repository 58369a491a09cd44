"""A catalog as Poedit 3.2.2 saved it after two entries were edited, recorded."""

from pathlib import Path

import pytest

from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog, Entry, State
from l10n.steps.receive import Outcome, receive

SAVED = Path(__file__).parent / "samples" / "poedit-3.2.2.po"


def test_nothing_that_poedit_wrote_is_lost_or_rewritten() -> None:
    text = SAVED.read_text(encoding="utf-8")
    assert po.dump(po.load(SAVED)) == text


def test_an_edit_in_poedit_makes_an_entry_translated() -> None:
    catalog = po.load(SAVED)
    states = [entry.state for entry in catalog.active()]
    assert states.count(State.TRANSLATED) == 2
    assert states.count(State.DRAFT) == 13
    assert catalog.header("X-Generator") == "Poedit 3.2.2"


def test_what_poedit_saved_is_received() -> None:
    saved = po.load(SAVED)
    ours = po.parse(
        SAVED.read_text(encoding="utf-8")
        .replace('msgstr "Storm in Lypivsk: rescuers clear 27 trees"', 'msgstr ""')
        .replace("Last-Translator: \\n", "Last-Translator: Somebody\\n"),
        SAVED,
    )
    received = receive(ours, saved, origin=SAVED.name)
    assert received.count(Outcome.TAKEN) == 1
    assert received.catalog.entries == saved.entries
    assert received.catalog.header("Last-Translator") == "Somebody"


@pytest.mark.parametrize(
    ("saved_at", "who", "expected"),
    [
        ("2027", "Taras <t@example.org>", "Taras <t@example.org>"),
        ("2027", "", ""),
        ("2027", "FULL NAME <EMAIL@ADDRESS>", ""),
        ("2026", "", "Olena"),
        ("2026", "FULL NAME <EMAIL@ADDRESS>", "Olena"),
        ("", "", "Olena"),
    ],
)
def test_whoever_saved_what_is_received_is_named(saved_at: str, who: str, expected: str) -> None:
    mine = (("PO-Revision-Date", "2026"), ("Last-Translator", "Olena"))
    theirs = (("PO-Revision-Date", saved_at), ("Last-Translator", who))
    ours, came = (
        Catalog(headers, (Entry(None, "Рада", target, state),))
        for headers, target, state in (
            (mine, "", State.EMPTY),
            (theirs, "Council", State.TRANSLATED),
        )
    )
    received = receive(ours, came, origin="a.po").catalog
    assert received.header("Last-Translator") == expected
