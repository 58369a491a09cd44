"""What is made of an answer takes time in proportion to it, whatever stands in it."""

import secrets
from collections.abc import Callable

import pytest

from l10n.engines.accept import judge
from l10n.engines.openai.answer import read
from l10n.engines.reasons import debris, form, keeping, size, wording
from l10n.model.markup import Tagged
from l10n.net.answers import server_words
from l10n.net.secrets import NO_SECRETS, Secrets
from tests.conftest import LONG
from tests.growth import in_proportion
from tests.tally import Tally

PAIR = ("uk", "en")
SOURCE = Tagged("Рада ухвалила <b1>бюджет</b1> на 2025 рік.", frozenset({"b1"}))
KEY = secrets.token_urlsafe(48)
UNITS = (
    "<script ", "<style>", "</style", "<", "<b1>", "<a ", "&lt;", "&", "%25", "%", "\\u00", "\\",
    "=", "(", "[", "{", '"', "*", "_", "«", " ", "\u200b", "a\u200b", "a\u0300", "a", "аб", "1 ",
    "1", "1,", ".", ":", "@", "#", "http://", "a.b", "word ", "слово ", "\ufffd", "- ", "— ",
    "```", "(laugh", "&#0", "III", "п'ять ",
)  # fmt: skip
"""What patterns are looked for in, again and again."""


PAGES = ("<script ", "<style>", "<", "</style", "<a ", "\x00", "{")


@pytest.mark.growth
@pytest.mark.parametrize("unit", PAGES if LONG else PAGES[:3])
def test_words_of_a_server_cost_what_they_are_long(unit: str) -> None:
    secret = Secrets([KEY])
    assert in_proportion(lambda n: server_words((unit * n)[:n].encode(), secret), 1 << 16)


TEXTS = (KEY, KEY[:15] + " ", "%25", "&amp;", KEY[:-1], "\\", " ", "İ", KEY[0], f"{KEY}%")


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit", TEXTS if LONG else TEXTS[:4], ids=range(len(TEXTS if LONG else TEXTS[:4]))
)
@pytest.mark.sampled(2)
def test_secrets_are_found_in_proportion_to_the_text(unit: str) -> None:
    secret = Secrets([KEY])
    assert in_proportion(lambda n: secret.hidden((unit * n)[:n]), 40_000)
    assert in_proportion(lambda n: secret.hidden_in_message((unit * n)[:n]), 40_000)


STARTS = ("[1,", '["', '[{"id":1,"translation":"', "[", "{", '{"a":', "}", "1", "\\")


@pytest.mark.growth
@pytest.mark.parametrize("unit", STARTS if LONG else STARTS[:3])
@pytest.mark.sampled(3)
def test_an_answer_of_a_model_is_read_in_proportion(unit: str) -> None:
    assert in_proportion(lambda n: read((unit * n)[:n], 10), 160_000)
    assert in_proportion(lambda n: read("[" * 400 + (unit * n)[:n], 10), 160_000)


Part = Callable[[str], object]
PARTS: dict[str, Part] = {
    "bare": lambda text: form.bare(SOURCE, text),
    "unfit": lambda text: form.unfit(SOURCE, text),
    "talk": lambda text: form.talk(SOURCE, text),
    "tags": lambda text: form.other_tags(SOURCE, text),
    "decoded": lambda text: form.decoded(SOURCE, text),
    "unhidden": lambda text: debris.unhidden(SOURCE.text, text),
    "pieces": lambda text: debris.pieces(SOURCE.text, text),
    "wrapping": lambda text: debris.wrapping(SOURCE.text, text),
    "mended": lambda text: keeping.mended(SOURCE, text),
    "gone": lambda text: keeping.gone(SOURCE.plain(), text),
    "added": lambda text: keeping.added(SOURCE.plain(), text),
    "doubts of keeping": lambda text: keeping.doubts(SOURCE.plain(), text, PAIR),
    "repetition": lambda text: size.repetition(SOURCE.plain(), text),
    "length": lambda text: size.length_fault(SOURCE.plain(), text),
    "fault of wording": lambda text: wording.fault(SOURCE.plain(), text, PAIR),
    "doubts of wording": lambda text: wording.doubts(SOURCE.plain(), text, PAIR),
}


@pytest.mark.growth
@pytest.mark.campaign
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.sampled(6)
def test_a_draft_is_looked_at_in_proportion(part: str, tally: Tally) -> None:
    tried = UNITS if LONG else UNITS[len(part) :: 24]
    tally("servers: growth of what is made of a draft", texts=len(tried), quadratic=0)
    for unit in tried:
        assert in_proportion(lambda n, u=unit: PARTS[part]((u * n)[:n]), 16_000), unit  # type: ignore[misc]


def test_a_draft_out_of_proportion_is_not_looked_at() -> None:
    assert judge(SOURCE, "<b1>" * 500_000, PAIR).fault is not None
    assert judge(SOURCE, "word " * 500_000, PAIR).text == ""


def test_words_of_a_page_without_end_are_none() -> None:
    assert server_words(b"<script " * 8_000, NO_SECRETS) == ""
    assert server_words(b"a<style>b</style>c<p>d</p>", NO_SECRETS) == "a c d"
    assert server_words(b"a<SCRIPT>b</script >c", NO_SECRETS) == "a c"
