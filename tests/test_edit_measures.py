"""TER and chrF are those of sacrebleu, to the last digit, and cost what the text is long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import CHRF, TER

from l10n.steps.chrf import Overlap, overlap
from l10n.steps.ter import LONGEST, Edits, edits
from l10n.steps.ter_words import TerOptions
from tests.corpora import aligned

OPTIONS = {
    "as it is": (TerOptions(), TER()),
    "normalized": (TerOptions(normalized=True), TER(normalized=True)),
    "without marks": (TerOptions(no_punctuation=True), TER(no_punct=True)),
    "with case": (TerOptions(case_sensitive=True), TER(case_sensitive=True)),
    "all": (
        TerOptions(normalized=True, no_punctuation=True, asian=True, case_sensitive=True),
        TER(normalized=True, no_punct=True, asian_support=True, case_sensitive=True),
    ),
}
SYSTEMS = ("google", "microsoft", "bergamot-tiny")

words = st.lists(st.sampled_from(["Рада", "рада,", "не", "a1", "1,5", "<b1>", "—"]), max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and what is left of it after words were moved, put in and taken out."""
    before = draw(words)
    after = list(before)
    for _turn in range(draw(st.integers(0, 4))):
        start, end, place = sorted(draw(st.tuples(*[st.integers(0, len(after))] * 3)))
        moved = after[start:end]
        del after[start:end]
        after[place:place] = draw(st.sampled_from([moved, []])) or draw(words)[:5]
    return " ".join(before), " ".join(after)


@settings(max_examples=25)
@given(edited(), st.sampled_from(sorted(OPTIONS)))
def test_ter_of_any_edited_text_is_sacrebleus(pair: tuple[str, str], name: str) -> None:
    ours, theirs = OPTIONS[name]
    assert edits(*pair, ours).rate == pytest.approx(theirs.sentence_score(pair[0], [pair[1]]).score)


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(sorted(OPTIONS)))
def test_any_two_texts_measure_as_in_sacrebleu(draft: str, final: str, name: str) -> None:
    ours, theirs = OPTIONS[name]
    assert edits(draft, final, ours).rate == pytest.approx(
        theirs.sentence_score(draft, [final]).score
    )
    assert overlap(draft, final).score == pytest.approx(CHRF().sentence_score(draft, [final]).score)


@pytest.mark.parametrize(
    ("draft", "final"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("Рада зібралася", "", id="all taken out"),
        pytest.param("", "Рада зібралася", id="all put in"),
        pytest.param("日本語の文。次の文！", "次の文！日本語の文。", id="japanese"),
        pytest.param("&quot;so&quot; it's 3.5-4", '"So" it is 3.5 - 4', id="entities and marks"),
        pytest.param("a " * 120, "b " * 20 + "a " * 60, id="one word often"),
        pytest.param(
            " ".join(map(str, range(160))),
            " ".join(map(str, [*range(80, 160), *range(80)])),
            id="halves exchanged, beyond the beam",
        ),
        pytest.param(
            " ".join(map(str, range(32))), " ".join(map(str, range(30, -2, -1))), id="backwards"
        ),
        pytest.param("один", "слово " * 90, id="far longer than its draft"),
    ],
)
def test_odd_texts_measure_as_in_sacrebleu(draft: str, final: str) -> None:
    for ours, theirs in OPTIONS.values():
        expected = theirs.sentence_score(draft, [final])
        assert edits(draft, final, ours).rate == pytest.approx(expected.score)
    assert overlap(draft, final).score == pytest.approx(CHRF().sentence_score(draft, [final]).score)


@pytest.mark.parametrize("system", SYSTEMS)
def test_real_machine_output_measures_as_in_sacrebleu(system: str) -> None:
    pairs = aligned(f"flores-dev-uk-en/{system}-output.en.txt", "flores-dev-uk-en/en.txt")[::60]
    hypotheses, references = map(list, zip(*pairs, strict=True))
    for ours, theirs in (OPTIONS["as it is"], OPTIONS["normalized"]):
        found = [edits(*pair, ours) for pair in pairs]
        expected = [theirs.sentence_score(draft, [final]).score for draft, final in pairs]
        assert [each.rate for each in found] == pytest.approx(expected, abs=1e-6)
        corpus = theirs.corpus_score(hypotheses, [references]).score
        assert sum(found, Edits()).rate == pytest.approx(corpus, abs=1e-6)
    common = [overlap(*pair) for pair in pairs]
    assert [each.score for each in common] == pytest.approx(
        [CHRF().sentence_score(draft, [final]).score for draft, final in pairs], abs=1e-6
    )
    corpus = CHRF().corpus_score(hypotheses, [references]).score
    assert sum(common, Overlap()).score == pytest.approx(corpus, abs=1e-6)


def test_a_very_long_text_counts_words_wherever_they_stand() -> None:
    words = [f"w{number}" for number in range(LONGEST + 1)]
    found = edits(" ".join(words), " ".join(["new", *reversed(words[1:])]))
    assert found == Edits(edits=1, words=LONGEST + 1)
    assert edits("x y z " * 20_000, "x z " * 20_000) == Edits(20_000, 40_000)
