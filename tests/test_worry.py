"""The order in which an editor looks at what nobody has approved."""

from dataclasses import replace

import pytest

from l10n import plugins
from l10n.checks import Finding, Severity
from l10n.messages import message
from l10n.model.approval import Approval, ApprovalState
from l10n.model.article import Article, Span
from l10n.model.catalog import DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.draft_records import Authorship
from l10n.model.segment import Place, Segment
from l10n.model.signature import Signature, signed_of
from l10n.steps.extract import extract
from l10n.steps.worry import Worry, prominences, uncertainty, worry
from tests.growth import in_proportion

ARTICLE = """\
---
title: Рада
description: Опис.
---

# Рада ухвалила бюджет

Перше речення. Друге речення.

## Далі

Третє речення. «Ми не підвищуємо податків», — сказала Коваль. У «Раді» мовчать.

> Цитата цілком.
"""
DRAFT = Entry(None, "а", "a", State.DRAFT)
KEY = (None, "а")


def prominence_of(text: str, name: str = "a.md") -> dict[str, float]:
    format = plugins.format_for(name)
    assert format is not None
    article = Article(name, "uk", format.name, text, format.parse(text, ("title", "description")))
    return {key[1]: value for key, value in prominences(extract(article).segments).items()}


def record(confidence: float | None = None, *, doubtful: bool = False) -> DraftRecord:
    reason = message("odd") if doubtful else None
    digest = text_digest("a")
    return DraftRecord(
        key_digest(KEY), digest, "argos", "m", doubtful, confidence=confidence, reason=reason
    )


def approval(entry: Entry, standing: ApprovalState) -> Approval:
    who, date = "Олена <o@x.ua>", "2026-11-27T12:00:00Z"
    verdict = "rejected" if standing is ApprovalState.REJECTED else "approved"
    signature = Signature(
        signed_of(entry), entry.context, entry.source, entry.target, verdict, who, date
    )
    return Approval(standing, signature)


def test_headline_lead_and_quotations_stand_before_the_rest() -> None:
    found = prominence_of(ARTICLE)
    assert found["Рада"] == found["Рада ухвалила бюджет"] == 1.0
    assert found["Опис."] == found["Перше речення."] == found["Друге речення."] == 0.8
    assert found["«Ми не підвищуємо податків», — сказала Коваль."] == 0.6
    assert found["Цитата цілком."] == 0.6
    assert found["Далі"] == 0.5
    assert found["Третє речення."] == found["У «Раді» мовчать."] == 0.4


def test_a_first_heading_is_the_headline_where_no_title_is() -> None:
    found = prominence_of("# Рада\n\nТекст.\n\n# Далі\n\nЩе текст.\n")
    assert (found["Рада"], found["Текст."], found["Далі"], found["Ще текст."]) == (1, 0.8, 0.5, 0.4)


def test_a_text_is_as_prominent_as_its_most_prominent_place() -> None:
    found = prominence_of("Рада.\n\nТекст. Рада.\n")
    assert found["Рада."] == 0.8


def test_what_is_known_of_an_entry_gives_its_uncertainty() -> None:
    machine = Authorship.MACHINE
    translated = replace(DRAFT, state=State.TRANSLATED)
    cases = [
        (1.0, Entry(None, "а"), Authorship.NOBODY, None, None),
        (1.0, DRAFT, Authorship.MARKED, None, approval(DRAFT, ApprovalState.REJECTED)),
        (0.9, DRAFT, Authorship.CARRIED_OVER, None, None),
        (0.8, DRAFT, Authorship.CHANGED, None, None),
        (0.8, DRAFT, Authorship.MARKED, None, None),
        (0.75, DRAFT, machine, record(0.25), None),
        (0.5, DRAFT, machine, record(), None),
        (0.8, DRAFT, machine, record(0.9, doubtful=True), None),
        (0.9, DRAFT, machine, record(0.1, doubtful=True), None),
        (0.6, translated, Authorship.PERSON, None, approval(translated, ApprovalState.CHANGED)),
        (0.2, translated, Authorship.PERSON, None, None),
        (0.0, translated, Authorship.PERSON, None, approval(translated, ApprovalState.APPROVED)),
    ]
    for value, entry, author, of, signed in cases:
        assert uncertainty(entry, author, of, signed) == pytest.approx(value)


def test_findings_come_first_then_the_product() -> None:
    def found(*severities: Severity) -> list[Finding]:
        return [Finding("x", each, message("x"), KEY) for each in severities]

    error, warning, hint = Severity.ERROR, Severity.WARNING, Severity.HINT
    order = [
        worry(found(error, error), 0.2, 0.4),
        worry(found(error, warning), 0.2, 0.4),
        worry(found(error), 1.0, 1.0),
        worry(found(warning), 0.2, 0.4),
        worry(found(), 0.5, 1.0),
        worry(found(hint), 0.5, 0.8),
        worry(found(), 0.5, 0.8),
        worry(found(), 0.9, 0.4),
        worry(found(), 0.2, 1.0),
    ]
    assert sorted(order, reverse=True) == order
    assert worry(found(hint), 1.0, 1.0) == Worry(0, 0, 1.0)


@pytest.mark.growth
@pytest.mark.parametrize("text", ["«", "“", "„", '"', "«» ", "“ ", '" ', "“aaaaaaaaaaaaa"])
def test_quotations_are_looked_for_in_proportion(text: str) -> None:
    place = Place(0, Span(0, 0), line=1, role="item")

    def look(size: int) -> object:
        return prominences([Segment(None, text * size, place)])

    assert in_proportion(look, 20_000)
