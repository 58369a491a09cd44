"""`l10n check`: what it says, its exit codes, what silences it, and that verdicts agree."""

from pathlib import Path

import pytest

from tests.conftest import Newsroom, Run

WORKFLOW = """source = "uk"
targets = ["en"]
articles = ["**"]
split = "blocks"
"""
ARTICLE = "# Новини дня\n\nРада [ухвалила](https://example.org) закон.\n\nБюджет узгодили.\n"
TARGETS = {
    "Новини дня": "The day’s news",
    "Рада <a1>ухвалила</a1> закон.": "The Rada <a1>passed</a1> a law.",
    "Бюджет узгодили.": "The budget was agreed.",
}


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(WORKFLOW)
    newsroom.article("a.md", ARTICLE)
    assert newsroom.l10n("sync").code == 0
    translate(newsroom, "a.md", TARGETS)
    return newsroom


def translate(desk: Newsroom, name: str, targets: dict[str, str], comment: str = "") -> None:
    """Type targets into a catalog, as an editor of PO files does; `comment` goes to each."""
    path = desk.root / f"catalogs/en/{name}.po"
    text = path.read_text("utf-8")
    for source, target in targets.items():
        before, found, after = text.partition(f'msgid "{source}"\nmsgstr "')
        assert found, source
        text = before + found + target + after[after.index('"\n') :]
    if comment:
        text = text.replace("#. Role:", f"# {comment}\n#. Role:")
    path.write_text(text, "utf-8")


def test_a_sound_catalog_has_nothing_and_ends_with_0(desk: Newsroom) -> None:
    done = desk.l10n("check")
    assert done.code == 0, done.out + done.err
    assert done.out == "1 catalog: 0 errors, 0 warnings, 0 hints\n"


def test_an_error_is_one_verdict_for_all_commands(desk: Newsroom) -> None:
    wrong = {"Рада <a1>ухвалила</a1> закон.": "The Rada <a1>passed<a1> a law."}
    translate(desk, "a.md", wrong)
    done = desk.l10n("check")
    assert done.code == 1
    assert "articles/a.md:3: en: error: the tag <a1> is not closed [tags]" in done.out
    assert desk.l10n("coverage", "--fail-under", "100").code == 1
    assert desk.l10n("publish").code == 1
    assert "1 entry blocks publishing" in desk.l10n("status").out


def test_json_holds_the_texts_and_the_words_that_are_meant(desk: Newsroom) -> None:
    translate(desk, "a.md", {"Новини дня": "The\u202e day"})
    (found,) = desk.l10n("check", "--json").json["findings"]
    assert found["article"] == "a.md"
    assert found["locale"] == "en"
    assert found["line"] == 1
    assert found["check"] == "unseen"
    assert found["severity"] == "error"
    assert found["source"] == "Новини дня"
    start, end = found["spans"]["target"][0]
    assert found["target"][start:end] == "\u202e"
    assert found["silenced"] is False


def test_a_comment_silences_one_check_at_one_entry(desk: Newsroom) -> None:
    wrong = {"Бюджет узгодили.": "The\u202e budget."}
    translate(desk, "a.md", wrong, comment="l10n-ignore: tags, unseen")
    done = desk.l10n("check")
    assert done.code == 0
    assert "1 silenced" in done.out
    assert "U+202E" not in done.out
    assert "silenced error: characters that change the order" in desk.l10n("check", "--all").out
    assert "l10n check --all --locale en a.md" in desk.l10n("status", "a.md").out
    (found,) = desk.l10n("check", "--json").json["findings"]
    assert found["silenced"] is True
    assert desk.l10n("publish").code == 0


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        ("error", "error", 1), ("warning", "error", 0), ("warning", "warning", 1),
        ("hint", "warning", 0), ("hint", "hint", 1), ("off", "hint", 0),
    ],
)  # fmt: skip
def test_a_workflow_says_what_a_check_means(
    desk: Newsroom, level: str, fail_on: str, code: int
) -> None:
    translate(desk, "a.md", {"Бюджет узгодили.": "The\u202e budget was agreed."})
    desk.workflow(f'{WORKFLOW}[checks]\nunseen = "{level}"\n')
    assert desk.l10n("check", "--fail-on", fail_on).code == code
    assert desk.l10n("publish").code == (1 if level == "error" else 0)


def test_a_check_that_nobody_offers_is_named_with_its_line(desk: Newsroom) -> None:
    desk.workflow(f'{WORKFLOW}[checks]\ntagz = "off"\n')
    for command in ("check", "status", "publish", "sync"):
        done = desk.l10n(command)
        assert done.code == 3
        assert "workflows/news.toml:6: there is no check named tagz" in done.err
        assert "did you mean “tags”?" in done.err


@pytest.mark.parametrize("arguments", [("--only", "tagz"), ("--explain", "tagz")])
def test_a_mistyped_name_is_answered_with_the_nearest(desk: Newsroom, arguments: list[str]) -> None:
    done = desk.l10n("check", *arguments)
    assert done.code == 2
    assert "did you mean “tags”?" in done.err


def test_only_the_checks_that_are_named_are_told_of(desk: Newsroom) -> None:
    translate(desk, "a.md", {"Бюджет узгодили.": "The\u202e budget was agreed."})
    assert desk.l10n("check", "--only", "tags").code == 0
    assert desk.l10n("check", "--only", "tags", "--only", "unseen").code == 1


def test_every_check_is_listed_and_explained(run: Run, tmp_path: Path) -> None:
    told = run("check", "--list", "--json", at=tmp_path).json
    assert {"tags", "blanks", "desk-consistency"} <= {each["name"] for each in told}
    for each in told:
        assert each["severity"] in ("error", "warning", "hint")
        assert each["fires"]["lines"]
    done = run("check", "--explain", "tags", at=tmp_path)
    assert "error: the tag <a1> is not closed" in done.out
    assert "l10n-ignore: tags" in done.out


def test_texts_that_the_desk_renders_in_two_ways_are_hinted_at(desk: Newsroom) -> None:
    for name in ("b.md", "c.md"):
        desk.article(name, "# Новини дня\n")
    assert desk.l10n("sync").code == 0
    translate(desk, "b.md", {"Новини дня": "The day’s news"})
    translate(desk, "c.md", {"Новини дня": "Today in brief"})
    for name in ("b.md", "c.md"):
        # What came from another article is a draft until somebody confirms it.
        path = desk.root / f"catalogs/en/{name}.po"
        path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    for _time in range(2):
        done = desk.l10n("check", "--all")
        assert "articles/c.md:1: en: hint: elsewhere on the desk" in done.out
        assert done.code == 0
    assert "elsewhere" not in desk.l10n("check", "--all", "c.md").out


def test_a_translator_finds_it_in_the_notes_of_the_entry(desk: Newsroom) -> None:
    translate(desk, "a.md", {"Бюджет узгодили.": "The\u202e budget was agreed."})
    assert desk.l10n("sync").code == 0
    catalog = (desk.root / "catalogs/en/a.md.po").read_text("utf-8")
    assert "#. Please check: characters that change the order" in catalog
    translate(desk, "a.md", {"Бюджет узгодили.": "The budget was agreed."})
    assert desk.l10n("sync").code == 0
    assert "Please check" not in (desk.root / "catalogs/en/a.md.po").read_text("utf-8")


def test_what_was_silenced_in_one_text_is_not_in_the_next(desk: Newsroom) -> None:
    wrong = {"Бюджет узгодили.": "The\u202e budget was agreed."}
    translate(desk, "a.md", wrong, comment="Ask Olha.\n# l10n-ignore: unseen")
    assert desk.l10n("check").code == 0
    desk.article("a.md", ARTICLE.replace("Бюджет узгодили.", "Бюджет країни узгодили."))
    desk.l10n("sync")
    done = desk.l10n("check")
    assert (done.code, "U+202E" in done.out) == (1, True)
    catalog = desk.catalog("a.md").read_text("utf-8")
    assert catalog.count("# Ask Olha.") == 1 + catalog.count("# l10n-ignore: unseen")
    obsolete = catalog.rpartition("# l10n-ignore: unseen")[2]
    assert "#~ msgid" in obsolete, "the former text keeps it"
