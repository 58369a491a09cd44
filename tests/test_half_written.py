"""A catalog that is caught half-written, or cut off, is left as it is; nothing of it is lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tests.conftest import LONG, Answer, Newsroom
from tests.controlled import Control, Event, controlled

TEXTS = [f"Новина номер {number} про міську раду." for number in range(8)]


def by_hand(path: Path, targets: dict[str, str]) -> None:
    """Write targets as a person does in an editor that has nothing else to do."""
    catalog = polib.pofile(str(path))
    for source, target in targets.items():
        entry = catalog.find(source)
        entry.msgstr, entry.flags = target, []
    catalog.save()
    settle(path)


def settle(path: Path) -> None:
    """Make a file look as if nobody had touched it for a minute."""
    at = path.stat().st_mtime - 60
    os.utime(path, (at, at))


def just_now(path: Path) -> None:
    """Make a file look new however long a process takes to start: by a clock that is ahead."""
    os.utime(path, (2**32, 2**32))


def cut(path: Path, entries: int) -> bytes:
    """Leave a header and so many entries, as a broken copy does."""
    data = b"\n\n".join(path.read_bytes().split(b"\n\n")[: entries + 1]) + b"\n"
    path.write_bytes(data)
    settle(path)
    return data


def translated(newsroom: Newsroom, name: str = "a.md") -> dict[str, str]:
    catalog = polib.pofile(str(newsroom.catalog(name)))
    return {entry.msgid: entry.msgstr for entry in catalog if not entry.fuzzy and entry.msgstr}


TARGETS = {text: f"News number {number} of the council." for number, text in enumerate(TEXTS)}


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """An article of eight texts that a person has translated, and a sync has seen."""
    newsroom.article("a.md", "\n\n".join(TEXTS) + "\n")
    newsroom.l10n("sync")
    by_hand(newsroom.catalog("a.md"), TARGETS)
    assert newsroom.l10n("sync").code == 0
    return newsroom


def refused(answer: Answer, words: str) -> None:
    assert answer.code == 3
    (line,) = [line for line in answer.err.splitlines() if "a.md.po" in line]
    assert line.startswith(f"l10n: catalogs/en/a.md.po: has lost {words} since it was last seen")
    assert line.endswith("l10n sync --accept-removals a.md [L10N-PO-022]")


@pytest.mark.parametrize("command", ["sync", "receive", "publish", "send", "status", "coverage"])
def test_every_command_refuses_what_was_cut_off(
    desk: Newsroom, command: str, tmp_path: Path
) -> None:
    parcel = tmp_path / "parcel"
    desk.l10n("send", "--state", "translated", "--to", parcel)
    desk.article("b.md", "Інша новина.\n")
    desk.l10n("sync", "b.md")
    files = (desk.catalog("a.md"), desk.records("a.md"), desk.records("a.md", "sent"))
    cut(files[0], 3)
    before = [path.read_bytes() for path in files]
    arguments: dict[str, tuple[object, ...]] = {
        "receive": (parcel,),
        "send": ("--state", "translated", "--state", "draft", "--to", tmp_path / "other"),
    }
    answer = desk.l10n(command, *arguments.get(command, ()))
    refused(answer, "5 entries")
    assert [path.read_bytes() for path in files] == before
    if command in ("send", "publish"):
        # The other article has gone on.
        there = (tmp_path / "other" / "en" / "b.md.po", desk.published("b.md"))
        assert any(path.exists() for path in there)
        assert not (tmp_path / "other" / "en" / "a.md.po").exists()


def test_other_articles_go_on(desk: Newsroom) -> None:
    cut(desk.catalog("a.md"), 3)
    desk.article("b.md", "Інша новина.\n")
    answer = desk.l10n("sync")
    refused(answer, "5 entries")
    assert desk.catalog("b.md").exists()


def test_a_catalog_that_is_whole_again_is_taken(desk: Newsroom) -> None:
    whole = desk.catalog("a.md").read_bytes()
    cut(desk.catalog("a.md"), 3)
    refused(desk.l10n("sync"), "5 entries")
    desk.catalog("a.md").write_bytes(whole)
    assert desk.l10n("sync").code == 0
    assert translated(desk) == TARGETS


def test_an_article_that_changed_explains_no_loss(desk: Newsroom) -> None:
    desk.article("a.md", "\n\n".join([*TEXTS[:2], "Цілком нова новина."]) + "\n")
    cut(desk.catalog("a.md"), 3)
    refused(desk.l10n("sync"), "5 entries")


def test_a_header_alone_is_no_catalog_without_entries(desk: Newsroom) -> None:
    cut(desk.catalog("a.md"), 0)
    refused(desk.l10n("sync"), "8 entries")


def test_an_empty_file_is_no_catalog(desk: Newsroom) -> None:
    for data in (b"", b"\n", b"\xef\xbb\xbf"):
        desk.catalog("a.md").write_bytes(data)
        answer = desk.l10n("sync")
        assert answer.code == 3
        assert "L10N-PO-001" in answer.err
        assert desk.catalog("a.md").read_bytes() == data


def test_translations_that_were_emptied_are_asked_about(desk: Newsroom) -> None:
    by_hand(desk.catalog("a.md"), dict.fromkeys(TEXTS[2:4], ""))
    refused(desk.l10n("sync"), f"2 translations (“{TEXTS[2]}”, …)")
    by_hand(desk.catalog("a.md"), TARGETS)
    assert desk.l10n("sync").code == 0


def test_drafts_that_were_emptied_are_drafted_anew(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "\n\n".join(TEXTS) + "\n")
    newsroom.l10n("sync")
    by_hand(newsroom.catalog("a.md"), dict.fromkeys(TEXTS[2:4], ""))
    answer = newsroom.l10n("sync")
    assert answer.code == 0
    assert "2 drafted" in answer.out


def test_what_publish_has_seen_is_missed_by_sync(newsroom: Newsroom) -> None:
    """The last sync knew of drafts alone; they may be emptied, but not what came after them."""
    newsroom.article("a.md", "\n\n".join(TEXTS) + "\n")
    newsroom.l10n("sync")
    by_hand(newsroom.catalog("a.md"), TARGETS)
    assert newsroom.l10n("publish").code == 0
    by_hand(newsroom.catalog("a.md"), {TEXTS[7]: ""})
    refused(newsroom.l10n("sync"), f"1 translation (“{TEXTS[7]}”)")


def test_removals_that_were_meant_are_accepted(desk: Newsroom) -> None:
    cut(desk.catalog("a.md"), 3)
    answer = desk.l10n("sync", "--accept-removals", "a.md")
    assert answer.code == 0
    # From what is left: these texts differ in a figure alone.
    assert "5 filled from the memory" in answer.out
    assert list(translated(desk)) == TEXTS[:3]
    assert desk.l10n("sync").code == 0


@pytest.mark.parametrize("name", ["articles/a.md", "./articles/a.md", "*.md"])
def test_an_accepted_article_is_named_as_everywhere(desk: Newsroom, name: str) -> None:
    cut(desk.catalog("a.md"), 3)
    assert desk.l10n("sync", "--accept-removals", name).code == 0


def test_receive_accepts_removals_too(desk: Newsroom, tmp_path: Path) -> None:
    parcel = tmp_path / "parcel"
    desk.l10n("send", "--state", "translated", "--to", parcel)
    cut(desk.catalog("a.md"), 3)
    refused(desk.l10n("receive", parcel), "5 entries")
    answer = desk.l10n("receive", "--accept-removals", "a.md", parcel)
    assert answer.code == 0, answer.err
    assert set(translated(desk)) <= set(TEXTS)
    assert desk.l10n("sync").code == 0


def test_what_is_accepted_for_one_article_is_not_for_another(desk: Newsroom) -> None:
    desk.article("b.md", "Інша новина.\n\nЩе одна новина.\n")
    desk.l10n("sync")
    by_hand(desk.catalog("b.md"), {"Ще одна новина.": "One more."})
    desk.l10n("sync")
    cut(desk.catalog("a.md"), 3)
    refused(desk.l10n("sync", "--accept-removals", "b.md"), "5 entries")


def test_an_unknown_article_cannot_be_accepted(desk: Newsroom) -> None:
    for command in (("sync",), ("receive", desk.catalog("a.md"))):
        answer = desk.l10n(*command, "--accept-removals", "c.md")
        assert answer.code == 2
        assert "there is no article or folder “c.md” — did you mean “a.md”?" in answer.err


def test_an_article_that_is_gone_may_be_named(desk: Newsroom, tmp_path: Path) -> None:
    parcel = tmp_path / "parcel"
    desk.l10n("send", "--state", "translated", "--to", parcel)
    (desk.root / "articles" / "a.md").unlink()
    cut(desk.catalog("a.md"), 3)
    refused(desk.l10n("receive", parcel), "5 entries")
    assert desk.l10n("receive", parcel, "--accept-removals", "a.md").code == 0


def test_a_parcel_need_not_have_all_entries(desk: Newsroom, tmp_path: Path) -> None:
    parcel = tmp_path / "parcel"
    desk.l10n("send", "--state", "translated", "--to", parcel)
    (sent,) = parcel.rglob("*.po")
    cut(sent, 3)
    by_hand(sent, {TEXTS[0]: "Better news."})
    assert desk.l10n("receive", sent).code == 0
    assert translated(desk) == TARGETS | {TEXTS[0]: "Better news."}


def test_old_translations_are_missed_when_they_are_purged(desk: Newsroom) -> None:
    """`msgattrib --no-obsolete`, or Poedit; the file then ends behind its last active entry."""
    desk.article("a.md", "\n\n".join(TEXTS[:6]) + "\n")
    assert desk.l10n("sync").code == 0
    path = desk.catalog("a.md")
    catalog = polib.pofile(str(path))
    for entry in catalog.obsolete_entries():
        catalog.remove(entry)
    catalog.save()
    settle(path)
    refused(desk.l10n("sync"), "2 entries")
    assert desk.l10n("sync", "--accept-removals", "a.md").code == 0
    assert desk.l10n("sync").code == 0


def test_a_deleted_catalog_is_made_anew(desk: Newsroom) -> None:
    desk.catalog("a.md").unlink()
    answer = desk.l10n("sync")
    assert answer.code == 0
    assert "8 new entries" in answer.out


def test_a_catalog_of_another_article_in_its_place_is_taken(desk: Newsroom) -> None:
    """What `mv` does to a catalog when an article is renamed, and some of its text changed."""
    desk.article("b.md", "\n\n".join([*TEXTS[:7], "Цілком нова новина."]) + "\n")
    (desk.root / "articles" / "a.md").unlink()
    desk.l10n("sync")
    desk.catalog("a.md").rename(desk.catalog("b.md"))
    answer = desk.l10n("sync")
    assert answer.code == 0, answer.err
    assert translated(desk, "b.md") == TARGETS


def test_a_rename_takes_along_what_was_seen(desk: Newsroom) -> None:
    assert desk.l10n("rename", "a.md", "b.md").code == 0
    cut(desk.catalog("b.md"), 3)
    answer = desk.l10n("sync")
    assert answer.code == 3
    assert "catalogs/en/b.md.po: has lost 5 entries" in answer.err


def test_a_rename_moves_no_catalog_that_was_cut_off(desk: Newsroom) -> None:
    data = cut(desk.catalog("a.md"), 3)
    refused(desk.l10n("rename", "a.md", "b.md"), "5 entries")
    assert desk.catalog("a.md").read_bytes() == data


def test_without_the_cache_nothing_is_asked(desk: Newsroom) -> None:
    (desk.root / ".l10n" / "sightings.sqlite").unlink()
    cut(desk.catalog("a.md"), 3)
    assert desk.l10n("sync").code == 0


def test_an_odd_name_is_offered_as_one_word(newsroom: Newsroom) -> None:
    for name, shown in (("a b.md", "'a b.md'"), ("-x.md", "articles/-x.md")):
        newsroom.article(name, "\n\n".join(TEXTS) + "\n")
        newsroom.l10n("sync")
        cut(newsroom.catalog(name), 3)
        answer = newsroom.l10n("sync")
        assert f"l10n sync --accept-removals {shown} [" in answer.err
        word = shown.strip("'")
        assert newsroom.l10n("sync", "--accept-removals", word).code == 0


def test_an_editor_that_had_the_file_open_is_believed(desk: Newsroom) -> None:
    """It saves what it has in memory; of what a sync has added meanwhile it knows nothing."""
    path = desk.catalog("a.md")
    known = path.read_bytes()
    changed = f"{TEXTS[1]} Ще й досі."
    desk.article("a.md", "\n\n".join([TEXTS[0], changed, *TEXTS[2:], "Ціни зросли."]) + "\n")
    assert desk.l10n("sync").code == 0
    assert desk.l10n("sync").code == 0
    path.write_bytes(known)
    by_hand(path, {TEXTS[0]: "Better news."})
    answer = desk.l10n("sync")
    assert answer.code == 0, answer.err
    assert translated(desk)[TEXTS[0]] == "Better news."
    assert desk.l10n("sync").code == 0


def test_a_save_over_what_was_received_is_asked_about(desk: Newsroom, tmp_path: Path) -> None:
    path = desk.catalog("a.md")
    by_hand(path, {TEXTS[7]: ""})
    assert desk.l10n("sync", "--accept-removals", "a.md", "--no-draft").code == 0
    known = path.read_bytes()
    desk.l10n("send", "--to", tmp_path / "parcel")
    (sent,) = (tmp_path / "parcel").rglob("*.po")
    by_hand(sent, {TEXTS[7]: "From afar."})
    assert desk.l10n("receive", sent).code == 0
    path.write_bytes(known)
    by_hand(path, {TEXTS[0]: "Better news."})
    refused(desk.l10n("sync"), f"1 translation (“{TEXTS[7]}”)")


@pytest.fixture
def control(newsroom: Newsroom, tmp_path: Path) -> Iterator[Control]:
    with controlled(newsroom, tmp_path) as made:
        yield made


HALF = 3
WAIT = Event("wait", "")


@pytest.fixture
def led(control: Control) -> Control:
    """A catalog of eight translations that a sync has seen."""
    newsroom = control.newsroom
    newsroom.article("a.md", "\n\n".join(TEXTS) + "\n")
    newsroom.l10n("sync", "--no-draft")
    by_hand(newsroom.catalog("a.md"), TARGETS)
    newsroom.l10n("sync", "--no-draft")
    return control


BETTER = {text: f"Better {target}" for text, target in TARGETS.items()}


def better(path: Path) -> bytes:
    """What an editor is about to save."""
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = BETTER[entry.msgid]
    return bytes(str(catalog), "utf-8")


@pytest.mark.parametrize(
    "command", ["sync", "receive", *(["publish", "status", "coverage", "send"] if LONG else [])]
)
def test_a_slow_editor_is_waited_for(led: Control, command: str, tmp_path: Path) -> None:
    newsroom, path = led.newsroom, led.newsroom.catalog("a.md")
    newsroom.l10n("send", "--state", "translated", "--to", tmp_path / "parcel")
    more = {"receive": [str(tmp_path / "parcel")], "send": ["--to", str(tmp_path / "other")]}
    new = better(path)
    with path.open("wb", buffering=0) as editor:
        editor.write(b"\n\n".join(new.split(b"\n\n")[: HALF + 1]) + b"\n")
        process = led.start(command, *more.get(command, []))
        assert process.event == WAIT, process.said
        assert process.go() == WAIT
        editor.write(b"\n" + b"\n\n".join(new.split(b"\n\n")[HALF + 1 :]))
    assert process.finish() == 0, process.said
    assert translated(newsroom) == BETTER


def test_an_editor_that_has_just_emptied_its_file_is_waited_for(led: Control) -> None:
    path = led.newsroom.catalog("a.md")
    new = better(path)
    with path.open("wb", buffering=0) as editor:
        process = led.start("sync")
        assert process.event == WAIT, process.said
        editor.write(new)
    assert process.finish() == 0, process.said
    assert translated(led.newsroom) == BETTER


def test_a_save_that_begins_while_engines_draft_is_waited_for(led: Control) -> None:
    newsroom, path = led.newsroom, led.newsroom.catalog("a.md")
    newsroom.article("a.md", "\n\n".join([*TEXTS, "Нова новина."]) + "\n")
    process = led.start("sync")
    assert process.event == Event("draft", "Нова новина.")
    new = better(path)
    with path.open("wb", buffering=0) as editor:
        editor.write(b"\n\n".join(new.split(b"\n\n")[: HALF + 1]) + b"\n")
        assert process.go() == WAIT
        editor.write(b"\n" + b"\n\n".join(new.split(b"\n\n")[HALF + 1 :]))
    assert process.finish() == 0, process.said
    assert translated(newsroom) == BETTER


def test_an_editor_that_saves_in_two_steps_is_waited_for(led: Control) -> None:
    """Between the two nobody has the file open; only its time tells."""
    path = led.newsroom.catalog("a.md")
    new = better(path).split(b"\n\n")
    path.write_bytes(b"\n\n".join(new[: HALF + 1]) + b"\n")
    just_now(path)
    process = led.start("sync")
    assert process.event == WAIT, process.said
    with path.open("ab") as editor:
        editor.write(b"\n" + b"\n\n".join(new[HALF + 1 :]))
    assert process.finish() == 0, process.said
    assert translated(led.newsroom) == BETTER


def test_a_catalog_that_is_away_for_a_moment_is_not_made_anew(led: Control) -> None:
    """An editor moves the old file away, and writes the new one then."""
    path = led.newsroom.catalog("a.md")
    path.rename(path.with_name("a.md.po~"))
    just_now(path.parent)
    process = led.start("sync", "--no-draft")
    assert process.event == WAIT, process.said
    path.with_name("a.md.po~").rename(path)
    assert process.finish() == 0, process.said
    assert translated(led.newsroom) == TARGETS


def test_a_catalog_that_is_open_all_the_time_is_left_alone(led: Control) -> None:
    path = led.newsroom.catalog("a.md")
    new = better(path)
    with path.open("wb", buffering=0) as editor:
        editor.write(new)
        process = led.start("sync")
        assert process.event == WAIT
        assert process.lose_patience() is None
        assert process.finish() == 5
        assert path.read_bytes() == new
    assert "another program has it open for writing" in process.said
    assert led.start("sync").finish() == 0
    assert translated(led.newsroom) == BETTER
