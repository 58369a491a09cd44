"""Several engines in a row: who is asked for what, and what stays when one of them fails."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from l10n.engines import Draft, Request
from l10n.engines.chain import Candidate, Chain, NoJournal, TextOutcome
from l10n.errors import EngineError
from l10n.messages import message
from l10n.model.conditions import ALWAYS, Conditions
from l10n.model.markup import Tagged
from l10n.store.journal import Journal, load


class Scripted:
    """An engine that does with each text what a function says; it remembers what it was asked."""

    def __init__(self, name: str, make: Callable[[str], object]) -> None:
        self.name = name
        self.make = make
        self.asked: list[str] = []
        self.translates = True

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return (f"{self.name} 1",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        return self._drafts(requests)

    def _drafts(self, requests: Sequence[Request]) -> Iterator[Draft]:
        for request in requests:
            self.asked.append(request.text.text)
            made = self.make(request.text.text)
            yield Draft(made, f"{self.name} 1") if isinstance(made, str) else made  # type: ignore[misc]


def upper(name: str = "upper") -> Scripted:
    return untranslated(Scripted(name, str.upper))


def untranslated(engine: Scripted) -> Scripted:
    """Let the words of an engine's drafts be of any language, where a test is not about them."""
    engine.translates = False
    return engine


def stops(after: int, error: BaseException) -> Scripted:
    def make(text: str) -> str:
        if len(engine.asked) > after:
            raise error
        return text.upper()

    engine = Scripted("stops", make)
    return untranslated(engine)


def requests(*texts: str | Tagged) -> dict[Tagged, Request]:
    tagged = [text if isinstance(text, Tagged) else Tagged(text) for text in texts]
    return {text: Request(text) for text in tagged}


def ask(
    chain: Sequence[Candidate | Scripted],
    texts: dict[Tagged, Request],
    pair: tuple[str, str] = ("uk", "en"),
    journal: Journal | None = None,
) -> tuple[dict[Tagged, TextOutcome], list[str]]:
    candidates = tuple(each if isinstance(each, Candidate) else Candidate(each) for each in chain)
    outcomes, failures = Chain(candidates, *pair, journal or NoJournal()).ask(texts)
    return outcomes, [str(failure.error) for failure in failures]


def drafted(outcomes: dict[Tagged, TextOutcome]) -> dict[str, tuple[str, str]]:
    return {
        text.text: (outcome.engine, outcome.draft.text)
        for text, outcome in outcomes.items()
        if outcome.draft
    }


def why(outcome: TextOutcome) -> str:
    assert outcome.reason is not None
    return outcome.reason.text("en")


def test_each_text_goes_to_the_first_engine_that_is_for_it() -> None:
    short = Candidate(upper("short"), Conditions(max_characters=5))
    plain = Candidate(upper("plain"), Conditions(max_tags=0))
    last = Candidate(upper("last"))
    tagged = Tagged("<a1>довгий</a1> текст", frozenset({"a1"}))
    outcomes, failures = ask([short, plain, last], requests("текст", "довгий текст", tagged))
    assert failures == []
    assert {text: engine for text, (engine, _draft) in drafted(outcomes).items()} == {
        "текст": "short",
        "довгий текст": "plain",
    }
    assert last.engine.asked == [tagged.text]  # type: ignore[attr-defined]
    assert why(outcomes[tagged]) == "the model changed what reads as a tag: <A1>"


def test_an_engine_is_asked_for_its_pairs_and_their_regions() -> None:
    spanish = Candidate(upper("es"), Conditions(pairs=(("en", "es"),)))
    english = Candidate(upper("en"), Conditions(pairs=(("uk", "en"),)))
    outcomes, _failures = ask([spanish, english], requests("а"), ("uk", "en-GB"))
    assert drafted(outcomes) == {"а": ("en", "А")}


def test_a_text_that_no_engine_is_for_says_so() -> None:
    outcomes, failures = ask([Candidate(upper(), Conditions(min_characters=9))], requests("а"))
    assert failures == []
    assert why(outcomes[Tagged("а")]) == "no engine of the workflow is for such a text"


def test_what_came_before_a_failure_stays_and_the_next_goes_on() -> None:
    broken, rest = stops(2, EngineError("gone", code="ENG-002")), upper("rest")
    outcomes, failures = ask([broken, rest], requests("а", "б", "в", "г"))
    assert failures == ["gone [L10N-ENG-002]"]
    assert rest.asked == ["в", "г"]
    assert drafted(outcomes)["а"] == ("stops", "А")
    assert drafted(outcomes)["г"] == ("rest", "Г")


def test_a_mistake_in_somebody_elses_engine_is_one_line() -> None:
    outcomes, failures = ask([stops(1, KeyError("x")), upper("rest")], requests("а", "б"))
    assert failures == [
        "the engine stops failed: KeyError: 'x'"
        " — tell those who made it, or take it out of `engines` [L10N-ENG-002]"
    ]
    assert drafted(outcomes)["б"] == ("rest", "Б")


def test_something_else_than_a_draft_is_a_failure() -> None:
    outcomes, failures = ask([Scripted("odd", lambda text: 5)], requests("а"))
    assert "int instead of Draft" in failures[0]
    assert drafted(outcomes) == {}


class Short(Scripted):
    def _drafts(self, requests: Sequence[Request]) -> Iterator[Draft]:
        yield from list(super()._drafts(requests))[1:]


def test_too_few_drafts_are_none_and_none_of_them_is_remembered(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    outcomes, failures = ask([Short("short", str.upper)], requests("а", "б"), journal=journal)
    assert "1 drafts for 2 texts" in failures[0]
    assert outcomes == {}
    journal.close()
    again = upper("short")
    ask([again], requests("а", "б"), journal=load(tmp_path / "j"))
    assert again.asked == ["а", "б"]


def test_a_second_run_asks_only_for_what_the_first_had_not_got(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    ask([stops(2, EngineError("gone", code="ENG-002"))], requests("а", "б", "в"), journal=journal)
    journal.close()
    again = upper("stops")
    outcomes, failures = ask([again], requests("а", "б", "в"), journal=load(tmp_path / "j"))
    assert again.asked == ["в"]
    assert failures == []
    assert [text for _engine, text in drafted(outcomes).values()] == ["А", "Б", "В"]


@pytest.mark.parametrize("other", [("uk", "en", "new model"), ("uk", "de", "model")])
def test_a_draft_for_another_pair_or_model_is_not_taken(
    tmp_path: Path, other: tuple[str, str, str]
) -> None:
    journal = Journal(tmp_path / "j")
    ask([Candidate(upper(), ALWAYS, "model")], requests("а"), journal=journal)
    engine = upper()
    source, target, model = other
    ask(
        [Candidate(engine, ALWAYS, model)],
        requests("а"),
        (source, target),
        load(tmp_path / "j"),
    )
    assert engine.asked == ["а"]


def test_an_address_that_comes_back_mangled_is_written_right() -> None:
    engine = Scripted("mangles", lambda text: "see https://a.org/b c")
    outcomes, _failures = ask([engine], requests("див. https://a.org/b_c"))
    assert [text for _engine, text in drafted(outcomes).values()] == ["see https://a.org/b_c"]


def test_a_draft_that_lost_an_address_is_no_draft() -> None:
    engine = Scripted("loses", lambda text: "see the site")
    outcomes, _failures = ask([engine], requests("див. https://a.org/b_c"))
    (outcome,) = outcomes.values()
    assert outcome.draft is None
    assert why(outcome) == "it lacks what must stay unchanged: https://a.org/b_c"


def test_a_figure_put_into_words_makes_a_draft_doubtful() -> None:
    engine = Scripted("spells", lambda text: "rose by five percent")
    outcomes, _failures = ask([engine], requests("зросла на 5 %"))
    (outcome,) = outcomes.values()
    assert outcome.draft is not None
    assert outcome.draft.doubtful
    assert why(TextOutcome(reason=outcome.draft.reason)) == "it lacks what must stay unchanged: 5 %"


def test_a_text_that_all_left_empty_has_the_reasons_of_all() -> None:
    first = Scripted("first", lambda text: Draft("", "m", message("I do not know it")))
    second = Scripted("second", lambda text: Draft("", "m", message("neither do I")))
    outcomes, _failures = ask([first, second], requests("а"))
    assert why(outcomes[Tagged("а")]) == "I do not know it; neither do I"


@pytest.mark.parametrize("template", ["{missing}", "{", "{x.__class__}", "{x!r}"])
def test_a_reason_that_cannot_be_worded_is_its_engines_failure(template: str) -> None:
    engine = Scripted("odd", lambda text: Draft("A", "m", message(template, x="y"), True))
    outcomes, failures = ask([engine], requests("а"))
    assert outcomes == {}
    assert failures[0].startswith("the engine odd failed: ValueError")


class Odd(str):
    """A text that is none where it matters."""

    def strip(self, chars: str | None = None, /) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "draft",
    [
        Draft(None, "m"),  # type: ignore[arg-type]
        Draft("A", None),  # type: ignore[arg-type]
        Draft("A", "\ud800"),
        Draft("A", "m", doubtful=1),  # type: ignore[arg-type]
        Draft("A", "m", confidence="high"),  # type: ignore[arg-type]
        Draft("A", "m", confidence="0.5"),  # type: ignore[arg-type]
        Draft("A", "m", confidence=True),
        Draft(Odd("A"), "m"),
        Draft("A", "m", alternatives="abc"),  # type: ignore[arg-type]
        Draft("A", "m", remarks=iter(())),  # type: ignore[arg-type]
        Draft("A", "m", confidence=1.5),
        Draft("A", "m", confidence=float("nan")),
        Draft("A", "m", alternatives=(1,)),  # type: ignore[arg-type]
        Draft("A", "m", remarks=("x",)),  # type: ignore[arg-type]
    ],
)
def test_nonsense_in_a_draft_fails_its_engine_and_is_not_kept(tmp_path: Path, draft: Draft) -> None:
    journal = Journal(tmp_path / "j")
    outcomes, failures = ask(
        [Scripted("odd", lambda text: draft), upper("next")], requests("а"), journal=journal
    )
    assert failures[0].startswith("the engine odd failed: ")
    assert drafted(outcomes) == {"а": ("next", "А")}
    journal.close()
    asked = (tmp_path / "j").read_text()
    assert "odd" not in asked
    assert load(tmp_path / "j").recall("next  uk>en", Tagged("а")) is not None


def test_an_engine_that_ends_the_program_ends_itself_only() -> None:
    outcomes, failures = ask([stops(0, SystemExit(7)), upper("next")], requests("а"))
    assert failures[0].startswith("the engine stops failed: SystemExit")
    assert drafted(outcomes) == {"а": ("next", "А")}


class SilentError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no words")


class Base(BaseException):
    pass


@pytest.mark.parametrize("error", [GeneratorExit(), Base("gone"), SilentError()])
def test_nothing_that_an_engine_raises_stops_the_next(error: BaseException) -> None:
    outcomes, failures = ask([stops(1, error), upper("next")], requests("а", "б"))
    assert failures[0].startswith(f"the engine stops failed: {type(error).__name__}")
    assert drafted(outcomes) == {"а": ("stops", "А"), "б": ("next", "Б")}


def test_what_a_person_interrupts_stops() -> None:
    with pytest.raises(KeyboardInterrupt):
        ask([stops(0, KeyboardInterrupt()), upper("next")], requests("а"))


class Stubborn(Scripted):
    def _drafts(self, requests: Sequence[Request]) -> Iterator[Draft]:
        try:
            while True:
                yield Draft("A", "m")
        finally:
            yield Draft("A", "m")


def test_an_engine_that_will_not_end_is_not_heard() -> None:
    outcomes, failures = ask([Stubborn("stubborn", str.upper)], requests("а"))
    assert "2 drafts for 1 texts" in failures[0]
    assert outcomes == {}


class Endless(Scripted):
    def _drafts(self, requests: Sequence[Request]) -> Iterator[Draft]:
        while True:
            yield Draft("A", "m")


def test_an_engine_that_never_stops_is_stopped() -> None:
    outcomes, failures = ask([Endless("endless", str.upper)], requests("а", "б"))
    assert "3 drafts for 2 texts" in failures[0]
    assert outcomes == {}


@pytest.mark.parametrize(
    "code", ["{{ x }}", "{% include x %}", "{{< x >}}", "<?php x ?>", "<!-- x -->", "<% x %>"]
)
def test_code_that_a_site_would_run_comes_from_the_source_only(code: str) -> None:
    engine = Scripted("echo", lambda text: f"see {code}")
    outcomes, _failures = ask([engine], requests("див.", f"див. {code}"))
    assert drafted(outcomes) == {f"див. {code}": ("echo", f"see {code}")}
    assert "code that its source lacks" in why(outcomes[Tagged("див.")])


def test_a_draft_out_of_all_proportion_is_none() -> None:
    engine = Scripted("long", lambda text: "a" * 2_000)
    outcomes, _failures = ask([engine], requests("а"))
    assert why(outcomes[Tagged("а")]) == "it is far too long for its source"


def test_other_numbers_make_the_draft_of_any_engine_doubtful() -> None:
    engine = Scripted("counts", lambda text: "in 2025")
    outcomes, _failures = ask([engine], requests("у 2026"))
    (outcome,) = outcomes.values()
    assert outcome.draft is not None
    assert outcome.draft.doubtful


@pytest.mark.parametrize(
    ("source", "target"), [("250 тис. осіб", "250,000 people"), ("12 000 осіб", "12 thousand")]
)
def test_thousands_in_words_are_the_same_number(source: str, target: str) -> None:
    outcomes, _failures = ask([Scripted("e", lambda text: target)], requests(source))
    (outcome,) = outcomes.values()
    assert outcome.draft is not None
    assert not outcome.draft.doubtful
