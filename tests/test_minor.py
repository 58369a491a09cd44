"""`l10n sync --minor`: an edit that is a trifle leaves translation and approval as they are."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from l10n.exchange.po.file import dump, load
from l10n.language.tables import table_of
from l10n.model.approval import ApprovalState
from l10n.model.catalog import Entry, State
from l10n.model.segment import Key
from l10n.steps.approval import approvals
from l10n.steps.trifle import objection
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace
from l10n.tags.renumbering import tagged
from tests.conftest import Newsroom

EDITOR = "Ольга Редактор <olha@example.org>"
TITLE, COUNCIL, MAYOR = "Новини", "Міська рада ухвалила бюжет на 2025 рік.", "Мер їх подякував."
MENDED = "Міська рада ухвалила бюджет на 2025 рік."
TARGETS = {
    TITLE: "News",
    COUNCIL: "The council adopted the budget for 2025.",
    MAYOR: "The mayor thanked them.",
}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (COUNCIL, MENDED, None),
        ('Сказав "Так" Іван', "Сказав «Так» Іван", None),
        ("Так, Іван прийшов", "Так Іван прийшов.", None),
        ("о 10 годині", "о\xa010 годині", None),
        ("на на місці", "на місці", None),
        ("Президент приїхав", "президент приїхав", None),
        ("<b1>Рада</b1> діє", "Рада діє", None),
        ("бюджет на 2025 рік", "бюджет на 2026 рік", "a number, a date or an amount"),
        ("Загинули 3,5 тисячі", "Загинули 35 тисячі", "a number, a date or an amount"),
        ("Прийшов учора додому", "Прийшов сьогодні додому", "a number, a date or an amount"),
        ("Рада ухвалила бюджет", "Рада не ухвалила бюджет", "what is denied"),
        ("Стратити, не можна милувати", "Стратити не можна, милувати", "what is denied"),
        ("Мер Садовий прийшов", "Мер Садовой прийшов", "a name was changed: Садовий → Садовой"),
        ("вступ до НАТО", "вступ до НАТА", "a name was changed"),
        ("на Захід", "на захід", "a name was changed"),
        ("Див. https://a.ua/b тут", "Див. https://a.ua/c тут", "what stays as it is"),
        ("Він бачив кота", "Він бачив кита", "more was changed than a trifle"),
        ("Він бачив дім", "Він бачив дим", "more was changed than a trifle"),
        ("Рада діє.", "Рада діє?", "more was changed than a trifle"),
        ("Рада діє", "Рада вже діє", "more was changed than a trifle"),
        ("Рада ухвалила план", "Рада скасувала план", "what is denied"),
        ("один двасі трисі чотирсі", "один двась трись чотирсь", "more was changed"),
    ],
)
def test_a_trifle_is_what_changes_no_fact_and_no_word(
    old: str, new: str, reason: str | None
) -> None:
    found = objection(old, tagged(new), table_of("uk"))
    assert (found is None) is (reason is None), found and found.text("en")
    if found is not None and reason is not None:
        assert found.text("en").startswith(reason)


@pytest.mark.parametrize(
    ("old", "new", "stands"),
    [
        ("The council recieved it.", "The council received it.", True),
        ("He can come.", "He can't come.", False),
        ("The council which met agreed.", "The council, which met, agreed.", True),
    ],
)
def test_english_trifles_are_known_too(old: str, new: str, stands: bool) -> None:
    assert (objection(old, tagged(new), table_of("en")) is None) is stands


@pytest.fixture
def desk(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    write(newsroom, COUNCIL, MAYOR)
    assert newsroom.l10n("sync").code == 0
    finish(newsroom, TARGETS)
    answer = newsroom.l10n("approve", "a.md", "--locale", "en", "--as", EDITOR)
    assert answer.code == 0, answer.err
    return newsroom


def write(desk: Newsroom, *sentences: str) -> None:
    desk.article("a.md", f"# {TITLE}\n\n{' '.join(sentences)}\n")


def finish(desk: Newsroom, targets: Mapping[str, str]) -> None:
    path = desk.catalog("a.md")
    catalog = load(path)
    entries = tuple(
        each.with_target(targets[each.source], State.TRANSLATED) if each.source in targets else each
        for each in catalog.entries
    )
    path.write_text(dump(replace(catalog, entries=entries)), "utf-8")


def minor(desk: Newsroom, *more: str) -> tuple[int, str]:
    answer = desk.l10n("sync", "--minor", "--as", EDITOR, *more)
    assert answer.err == ""
    return answer.code, answer.out


def entries(desk: Newsroom) -> Mapping[Key, Entry]:
    return load(desk.catalog("a.md")).by_key()


def states(desk: Newsroom) -> list[ApprovalState | None]:
    path = Workspace(desk.root).reviews_path("en", "a.md")
    signatures = load_reviews(Workspace(desk.root), path)[1]
    found = approvals(entries(desk).values(), signatures)
    return [found[key].state if key in found else None for key in entries(desk)]


@pytest.mark.parametrize("synced_before", [False, True])
def test_translation_and_approval_stand(desk: Newsroom, synced_before: bool) -> None:
    write(desk, MENDED, MAYOR)
    if synced_before:
        desk.l10n("sync")
        assert entries(desk)[None, MENDED].state is State.DRAFT
    code, out = minor(desk, "a.md")
    assert code == 0
    assert "articles/a.md → en: 1 translation stands, and so does its approval if it has one" in out
    entry = entries(desk)[None, MENDED]
    assert (entry.target, entry.state, entry.previous) == (TARGETS[COUNCIL], State.TRANSLATED, None)
    assert states(desk) == [ApprovalState.APPROVED] * 3
    last = json.loads(desk.records("a.md", "reviews").read_text("utf-8").splitlines()[-1])
    assert last["verdict"] == "minor"
    assert last["who"] == EDITOR
    assert last["declared"] == [COUNCIL, TARGETS[COUNCIL]]
    assert (last["source"], last["target"]) == (MENDED, TARGETS[COUNCIL])
    before = desk.records("a.md", "reviews").read_bytes()
    assert minor(desk, "a.md")[0] == 0
    assert desk.records("a.md", "reviews").read_bytes() == before


def test_each_refusal_names_line_and_change_and_others_stand(desk: Newsroom) -> None:
    write(desk, MENDED.replace("2025", "2026"), MAYOR.replace(".", "!"))
    code, out = minor(desk, "a.md")
    assert code == 1
    assert "1 translation stands" in out
    assert (
        "articles/a.md:3 → en: no trifle, left for the translator: a number, a date or an amount "
        "was changed: 2025 рік → 2026 рік (“Міська рада ухвалила бюджет на 2026 рік.”)" in out
    )
    assert states(desk)[1] is ApprovalState.CHANGED
    assert entries(desk)[None, "Мер їх подякував!"].state is State.TRANSLATED
    told = json.loads(desk.l10n("sync", "--minor", "--as", EDITOR, "--json").out)["minor"]
    assert [(each["line"], each["source"]) for each in told[0]["refused"]] == [
        (3, "Міська рада ухвалила бюджет на 2026 рік.")
    ]


def test_trifles_of_a_trifle_carry_an_approval_on(desk: Newsroom) -> None:
    for source in (MENDED, MENDED.replace(".", "!"), MENDED.replace("рада", "рада,")):
        write(desk, source, MAYOR)
        assert minor(desk, "a.md")[0] == 0
    assert states(desk) == [ApprovalState.APPROVED] * 3
    write(desk, COUNCIL, MAYOR)
    assert desk.l10n("sync").code == 0
    assert states(desk) == [ApprovalState.APPROVED] * 3


def test_trifles_that_make_another_word_together_are_refused(desk: Newsroom) -> None:
    write(desk, COUNCIL, MAYOR, "Діти бачили школу.")
    desk.l10n("sync")
    finish(desk, {"Діти бачили школу.": "The children saw the school."})
    desk.l10n("approve", "a.md", "--locale", "en", "--as", EDITOR)
    write(desk, COUNCIL, MAYOR, "Діти бачили шкоку.")
    assert minor(desk, "a.md")[0] == 0
    write(desk, COUNCIL, MAYOR, "Діти бачили шкоду.")
    code, out = minor(desk, "a.md")
    assert code == 1
    assert "with the edits that were declared trifles before, more was changed than a" in out
    assert entries(desk)[None, "Діти бачили шкоду."].state is State.DRAFT


def test_misspellings_may_be_mended_one_after_another(desk: Newsroom) -> None:
    text = "Дітти бачилли школлу й вуллицю."
    write(desk, text)
    desk.l10n("sync")
    finish(desk, {text: "The children saw a school and a street."})
    for wrong, right in (("тт", "т"), ("илл", "ил"), ("олл", "ол"), ("улл", "ул")):
        text = text.replace(wrong, right)
        write(desk, text)
        assert minor(desk, "a.md")[0] == 0


def test_only_approvers_carry_approvals_over_an_edit(desk: Newsroom) -> None:
    path = desk.root / "workflows" / "news.toml"
    rules = '\n[publish.approvers]\neditor = ["olha@example.org"]\n'
    asked = path.read_text("utf-8").replace('require = "draft"', 'require = "approved"')
    path.write_text(asked + rules, "utf-8")
    desk.l10n("approve", "a.md", "--locale", "en", "--as", EDITOR, "--role", "editor")
    write(desk, MENDED, MAYOR)
    answer = desk.l10n("sync", "--minor", "--as", "Petro <petro@example.org>")
    assert answer.code == 1
    assert "Petro <petro@example.org> may not sign here (publish.approvers)" in answer.out
    assert entries(desk)[None, MENDED].state is State.DRAFT
    path.write_text(asked, "utf-8")
    desk.l10n("sync", "--minor", "--as", "Petro <petro@example.org>")
    path.write_text(asked + rules, "utf-8")
    answer = desk.l10n("publish", "--locale", "en")
    assert answer.code == 1
    assert "declared a trifle by Petro <petro@example.org>, who may not sign here" in answer.out


def test_a_tag_of_another_kind_is_a_trifle(desk: Newsroom) -> None:
    write(desk, "**Рада** діє.")
    desk.l10n("sync")
    finish(desk, {"<b1>Рада</b1> діє.": "The <b1>council</b1> acts."})
    desk.l10n("approve", "a.md", "--locale", "en", "--as", EDITOR)
    write(desk, "*Рада* діє.")
    desk.l10n("sync")
    assert states(desk)[1] is ApprovalState.CHANGED
    write(desk, "**Рада** діє.")
    desk.l10n("sync")
    assert states(desk)[1] is ApprovalState.APPROVED
    write(desk, "[Рада](https://example.org/) діє.")
    assert minor(desk)[0] == 0
    assert states(desk) == [ApprovalState.APPROVED] * 2


@pytest.mark.parametrize(
    ("sentences", "reason"),
    [
        (("Міська рада ухвалила бюжет на 2025 рік, мер їх подякував.",), "made of several"),
        (("Міська рада ухвалила.", "Бюжет на 2025 рік.", MAYOR), "it was split"),
    ],
)
def test_what_was_split_or_joined_is_no_trifle(
    desk: Newsroom, sentences: tuple[str, ...], reason: str
) -> None:
    write(desk, *sentences)
    code, out = minor(desk, "a.md")
    assert code == 1
    assert reason in out


def test_a_translation_that_was_worked_on_since_is_left_alone(desk: Newsroom) -> None:
    write(desk, MENDED, MAYOR)
    desk.l10n("sync")
    path = desk.catalog("a.md")
    old = f'msgid "{MENDED}"\nmsgstr "The council'
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, old + " now"), "utf-8")
    code, out = minor(desk, "a.md")
    assert code == 1
    assert "its translation has been worked on since" in out
    assert entries(desk)[None, MENDED].state is State.DRAFT


def test_an_unfinished_translation_stays_unfinished(desk: Newsroom) -> None:
    rewritten = "Депутати міста ухвалили бюджет на 2025 рік."
    write(desk, rewritten, MAYOR)
    desk.l10n("sync")
    write(desk, rewritten.replace(".", "!"), MAYOR)
    assert minor(desk, "a.md")[0] == 0
    assert entries(desk)[None, rewritten.replace(".", "!")].state is State.DRAFT


def test_nobody_declares_anything_without_a_name(desk: Newsroom) -> None:
    write(desk, MENDED, MAYOR)
    before = desk.catalog("a.md").read_bytes()
    answer = desk.l10n("sync", "--as", EDITOR)
    assert (answer.code, "L10N-USE-100" in answer.err) == (2, True)
    assert desk.catalog("a.md").read_bytes() == before


def test_a_command_that_was_cut_short_is_finished_and_signs_once(desk: Newsroom) -> None:
    write(desk, MENDED, MAYOR)
    desk.l10n("sync")
    before = desk.catalog("a.md").read_bytes()
    minor(desk, "a.md")
    signed = desk.records("a.md", "reviews").read_bytes()
    after = desk.catalog("a.md").read_bytes()
    desk.catalog("a.md").write_bytes(before)
    minor(desk, "a.md")
    assert desk.records("a.md", "reviews").read_bytes() == signed
    assert desk.catalog("a.md").read_bytes() == after
