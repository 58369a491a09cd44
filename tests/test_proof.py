"""Judging one entry again gives what judging the whole catalog would."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import plugins
from l10n.model.article import Article
from l10n.model.catalog import Catalog, Entry, State
from l10n.steps.extract import extract
from l10n.steps.proof import Proof

SOURCE = """\
# Рада ухвалила бюджет на 2027 рік

Рада 27 листопада ухвалила бюджет на 2027 рік, повідомила Олена Коваль.

«Ми не підвищуємо податків», — сказала [Коваль](https://example.org/k).

«Це чесний бюджет. Він **не** змінює правил», — додав *Петро* Швець.

Видатки зростуть на 12,5 % до 3 млрд гривень.
"""
TARGETS = (
    "",
    "The Rada adopted the budget for 2027",
    "On 27 November the Rada adopted the budget for 2026, said Olena Koval.",
    "“We are raising taxes,” said <a1>Koval</a1>.",
    "“We are not raising taxes,” said Koval.",
    "“This is an honest budget.",
    "It does <b1>not</b1> change the rules,” added <i2>Petro</i2> Shvets.",
    "It does not change the rules,” added Petro Schwetz.",
    "Spending will grow by 12.5% to UAH 3 billion.",
    "Видатки зростуть",
    "<omit/>",
)
COMMENTS = ("", "", "l10n-ignore: numbers", "l10n-ignore: no-such-check", "l10n-ignore")


def proof() -> Proof:
    format = plugins.format_for("a.md")
    assert format is not None
    article = Article("a.md", "uk", "markdown", SOURCE, format.parse(SOURCE))
    return Proof(extract(article).segments, "uk", "en")


PROOF = proof()
KEYS = tuple(dict.fromkeys(each.key for each in PROOF.segments))
EDITS = st.tuples(
    st.sampled_from(range(len(KEYS))),
    st.sampled_from(TARGETS),
    st.sampled_from((State.DRAFT, State.TRANSLATED)),
    st.sampled_from(COMMENTS),
)


def changed(catalog: Catalog, edit: tuple[int, str, State, str]) -> Catalog:
    number, target, state, comment = edit
    entries = list(catalog.entries)
    entries[number] = replace(entries[number], comment=comment).with_target(target, state)
    return replace(catalog, entries=tuple(entries))


@settings(max_examples=max(20, settings().max_examples // 10))
@given(st.lists(EDITS, max_size=8), st.lists(EDITS, min_size=1, max_size=4))
def test_one_entry_judged_again_is_the_whole_judged_anew(
    first: list[tuple[int, str, State, str]], then: list[tuple[int, str, State, str]]
) -> None:
    catalog = Catalog(entries=tuple(Entry(*key) for key in KEYS))
    for edit in first:
        catalog = changed(catalog, edit)
    verdict = PROOF.judge(catalog)
    for edit in then:
        catalog = changed(catalog, edit)
        verdict = PROOF.judge_again(verdict, KEYS[edit[0]], catalog)
        assert verdict == PROOF.judge(catalog)


def test_there_is_something_to_find() -> None:
    catalog = Catalog(entries=tuple(Entry(*key) for key in KEYS))
    found = set()
    for number, target in enumerate(TARGETS):
        catalog = changed(catalog, (number % len(KEYS), target, State.TRANSLATED, ""))
        found |= {each.check for each in PROOF.judge(catalog).findings}
    assert {"numbers", "tags"} & found
    assert len(found) > 5
