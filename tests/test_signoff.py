"""What a workflow asks of signatures, and how each refusal names its rule."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import WorkflowError
from l10n.messages import message
from l10n.model.catalog import State
from l10n.model.composition import Composition
from l10n.model.counts import Tally
from l10n.model.person import Person
from l10n.model.signature import Signature, Verdict
from l10n.model.signing_rules import SigningRules
from l10n.model.translator import Evidence, Translator, Translators
from l10n.steps.approval import approvals
from l10n.steps.signoff import Objection, Signoff, too_much_machine
from l10n.store.workflow_file import load_workflow
from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line
from tests.test_signatures import ENTRY, OLENA, TARAS, signature

BY_ROLE = SigningRules(
    roles=("editor", "lawyer"),
    approvers=(("editor", ("Olena <olena@example.org>",)), ("lawyer", ("*",))),
)


def objection(
    *signed: Signature, rules: SigningRules, translators: Translators | None = None
) -> Objection | None:
    signoff = Signoff(
        approvals([ENTRY], signed),
        required=True,
        rules=rules,
        translators=translators or Translators(),
    )
    return signoff.unsigned(ENTRY)


def refused(
    *signed: Signature, rules: SigningRules, translators: Translators | None = None
) -> tuple[str, str]:
    """The rule, and what it says."""
    found = objection(*signed, rules=rules, translators=translators)
    assert found is not None
    return found.rule, found.reason.text()


def test_every_role_that_is_asked_for_has_to_sign() -> None:
    editor = signature(role="editor")
    assert refused(editor, rules=BY_ROLE) == ("roles", "not approved in the role lawyer")
    assert objection(editor, signature(who=TARAS, role="lawyer"), rules=BY_ROLE) is None


def test_who_may_not_sign_in_a_role_signs_for_nothing() -> None:
    rule, reason = refused(signature(who=TARAS, role="editor"), rules=BY_ROLE)
    assert (rule, reason[:26]) == ("approvers", "approved by Taras <taras@e")
    assert "who may not sign in the role “editor”" in reason
    assert "in no role" in refused(signature(), rules=BY_ROLE)[1]


@pytest.mark.parametrize(
    ("written", "person", "expected"),
    [
        ("Olena <olena@example.org>", Person("O.", "OLENA@example.org"), True),
        ("Olena <olena@example.org>", Person("Olena", "other@example.org"), False),
        ("olena@example.org", Person("O.", "olena@example.org"), True),
        ("olena@example.org", Person("olena@example.org"), False),
        ("Olena Ko", Person("olena  ko", "any@example.org"), True),
        ("Olena Ko", Person("Olena"), False),
        ("*", Person("Anybody"), True),
    ],
)
def test_approvers_are_known_by_address_or_name(
    written: str, person: Person, *, expected: bool
) -> None:
    assert SigningRules(approvers=(("editor", (written,)),)).may_sign(person, "editor") is expected


TWO = SigningRules(two_pairs_of_eyes=True)


def by(who: str, email: str = "", evidence: Evidence = Evidence.COMMIT) -> Translators:
    return Translators({ENTRY.key: Translator(Person(who, email), evidence)})


@pytest.mark.parametrize(
    "translator", [by("Olena"), by("O. K.", "Olena@Example.org"), by("OLENA", "x@example.org")]
)
def test_the_translator_is_no_second_pair_of_eyes(translator: Translators) -> None:
    rule, reason = refused(signature(), rules=TWO, translators=translator)
    assert (rule, reason) == ("two_pairs_of_eyes", f"approved by {OLENA} alone, who translated it")
    assert objection(signature(), signature(who=TARAS), rules=TWO, translators=translator) is None


def test_what_cannot_be_judged_is_refused_with_the_reason() -> None:
    unknown = Translators(unknown=message("git is not installed"))
    rule, reason = refused(signature(), rules=TWO, translators=unknown)
    assert rule == "two_pairs_of_eyes"
    assert reason == "who translated it cannot be told: git is not installed"


def test_a_translator_signs_in_no_role_of_two_pairs_of_eyes() -> None:
    rules = replace(BY_ROLE, two_pairs_of_eyes=True)
    signed = (signature(role="editor"), signature(who=TARAS, role="lawyer"))
    found = refused(*signed, rules=rules, translators=by("Olena"))
    assert found == ("roles", "not approved in the role editor")


def test_a_rejected_text_is_refused_whatever_is_asked() -> None:
    rejected = signature(verdict=Verdict.REJECTED, reason=" Too\nlong. ", second=1)
    signoff = Signoff(approvals([ENTRY], [signature(), rejected]))
    found = signoff.rejection(ENTRY)
    assert found is not None
    assert (found.rule, found.reason.text()) == ("", f"rejected by {OLENA}: Too\nlong.")
    stand_in = replace(ENTRY, target="A machine's own.", state=State.DRAFT)
    assert signoff.rejection(stand_in) is None


@given(
    unedited=st.integers(0, 500),
    others=st.integers(0, 500),
    allowed=st.decimals(0, 1, places=3),
)
def test_at_most_so_many_words_stand_unedited(unedited: int, others: int, allowed: Decimal) -> None:
    made_of = Composition(accepted=Tally(1, unedited), people=Tally(1, others))
    found = too_much_machine(made_of, SigningRules(max_unedited=allowed))
    assert (found is not None) is (unedited > allowed * (unedited + others))
    if found is not None:
        values = dict(found.reason.arguments)
        assert found.rule == "max_unedited"
        assert Decimal(values["share"]) > Decimal(values["allowed"])


def workflow(text: str) -> SigningRules:
    head = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\n\n'
    return load_workflow(Path("workflows/news.toml"), head + text).publish.signing


def test_the_rules_stand_in_the_workflow() -> None:
    rules = workflow(
        '[publish]\nrequire = "approved"\ntwo_pairs_of_eyes = true\nmax_unedited = 0.3\n'
        'roles = ["editor"]\n[publish.approvers]\neditor = ["Olena <o@example.org>", "*"]\n'
    )
    assert rules == SigningRules(
        two_pairs_of_eyes=True,
        max_unedited=Decimal("0.3"),
        roles=("editor",),
        approvers=(("editor", ("Olena <o@example.org>", "*")),),
    )


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("two_pairs_of_eyes = true", 6, "WF-070"),
        ('roles = ["editor"]', 6, "WF-070"),
        ('approvers = { editor = ["*"] }', 6, "WF-070"),
        ('require = "approved"\ntwo_pairs_of_eyes = "yes"', 7, "WF-005"),
        ("max_unedited = 30", 6, "WF-005"),
        ("max_unedited = true", 6, "WF-005"),
        ("max_unedited = nan", 6, "WF-005"),
        ('require = "approved"\nroles = ["x"]\napprovers = { editor = ["*"] }', 7, "WF-071"),
        ('require = "approved"\napprovers = { editor = [] }', 7, "WF-005"),
        ('require = "approved"\napprovers = { editor = ["a <b"] }', 7, "WF-005"),
        ('require = "approved"\nroles = ["a\\u202eb"]', 7, "WF-005"),
        ("two_pair_of_eyes = true", 6, "WF-003"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_named(text: str, line: int, code: str) -> None:
    with pytest.raises(WorkflowError, match=code) as caught:
        workflow("[publish]\n" + text)
    assert caught.value.line == line


RULES = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["pseudo"]

[publish]
"""


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """An article of which all drafts are accepted as the machine wrote them, but the headline."""
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    catalog = newsroom.catalog("a.md")
    catalog.write_text(catalog.read_text("utf-8").replace("#, fuzzy\nmsg", "msg"), "utf-8")
    filled(catalog, dict([next(iter(ENGLISH.items()))]))
    return newsroom


def test_a_version_of_too_much_machine_text_is_refused(room: Newsroom) -> None:
    room.workflow(RULES + "max_unedited = 0.5\n")
    answer = room.l10n("publish")
    assert answer.code == 1
    assert "published/en/a.md: refused by a rule of its workflow" in answer.out
    assert "  workflows/news.toml:7: publish.max_unedited: 8" in answer.out
    assert "a rule blocks publishing: publish.max_unedited" in room.l10n("status").out
    assert "workflows/news.toml:7: publish.max_unedited" in room.l10n("status", "a.md").out
    (told,) = room.l10n("status", "--json").json
    assert (told["publishable"], told["blockers"]) == (False, [])
    assert [each["rule"] for each in told["objections"]] == ["max_unedited"]
    assert room.l10n("publish", "--json").json[0]["objections"] == told["objections"]
    filled(room.catalog("a.md"), ENGLISH)
    assert room.l10n("publish").code == 0


def test_roles_are_asked_for_when_signing(room: Newsroom) -> None:
    room.workflow(
        RULES + 'require = "approved"\nroles = ["editor", "lawyer"]\n[publish.approvers]\n'
        'editor = ["olena@example.org"]\nlawyer = ["olena@example.org", "Taras"]\n'
    )
    taras, olena = ("--as", "Taras"), ("--as", OLENA)
    assert "L10N-USE-051" in one_line(room.l10n("approve", "a.md", *olena))
    assert "L10N-USE-050" in one_line(room.l10n("approve", "a.md", *olena, "--role", "chef"))
    wrong = room.l10n("approve", "a.md", *taras, "--role", "editor")
    assert (wrong.code, "workflows/news.toml:10: " in one_line(wrong)) == (1, True)
    assert "L10N-SIG-001" in one_line(room.l10n("approve", "a.md", "--as", "Zoya"))
    assert room.l10n("approve", "a.md", *taras).code == 0
    assert "not approved in the role editor (publish.roles)" in room.l10n("publish").out
    assert room.l10n("approve", "a.md", *olena, "--role", "editor").code == 0
    assert room.l10n("publish").code == 0


def test_a_role_that_is_asked_for_of_anybody_is_signed_in(room: Newsroom) -> None:
    room.workflow(RULES + 'require = "approved"\nroles = ["editor"]\n')
    assert room.l10n("approve", "a.md", "--as", "Taras").code == 0
    assert '"role": "editor"' in room.records("a.md", "reviews").read_text("utf-8")
    assert room.l10n("publish").code == 0


def test_what_cannot_be_judged_is_not_replaced_by_its_source(room: Newsroom) -> None:
    filled(room.catalog("a.md"), ENGLISH)
    room.workflow(RULES + 'require = "approved"\n')
    room.l10n("approve", "a.md", "--as", OLENA)
    assert room.l10n("publish").code == 0
    before = room.published("a.md").read_text("utf-8")
    room.workflow(RULES + 'require = "approved"\nfallback = "source"\ntwo_pairs_of_eyes = true\n')
    answer = room.l10n("publish")
    assert answer.code == 1
    assert "version 1 stays" in answer.out
    assert "publish.two_pairs_of_eyes: who translated it cannot be told: " in answer.out
    assert room.published("a.md").read_text("utf-8") == before
