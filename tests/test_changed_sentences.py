"""After an edit a translator finds what there was, whatever became of the sentences."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.changes import AIMS, counted
from benchmarks.checks_corpora import human
from l10n.exchange.po import file as po
from l10n.model.article import Span
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.segment import Place, RawTag, Segment
from l10n.steps.heirs import Made, joined
from l10n.steps.losses import losses, sighting_of
from l10n.steps.merge import Changes, Merged, merge
from l10n.tags.renumbering import tagged

PATH = "articles/a.md"
BUDGET = "Міська рада ухвалила бюджет на наступний рік, а мер подякував депутатам за роботу."
BUDGET_EN = "The council adopted the budget for next year, and the mayor thanked the deputies."
FIRST = "Міська рада ухвалила бюджет на наступний рік."
SECOND = "Мер подякував депутатам за роботу."
FIRST_EN, SECOND_EN = "The council adopted the budget.", "The mayor thanked the deputies."
SCHOOL = "Нова школа в селі відкриється восени."
SCHOOL_EN = "A new village school opens in autumn."


def parts(*texts: str) -> list[Segment]:
    """Segments as an article has them, with what reads as their tags."""
    found = []
    for line, text in enumerate(texts, 1):
        of = tagged(text)
        close = Span(0, 0)
        tags = [RawTag(name, Span(0, 0), close) for name in sorted(of.pairs)]
        tags += [RawTag(name, Span(0, 0)) for name in sorted(of.empties)]
        found.append(Segment(None, text, Place(0, Span(0, 0), line, "paragraph", tuple(tags))))
    return found


def done(source: str, target: str, **more: object) -> Entry:
    return replace(Entry(None, source, target, State.TRANSLATED), **more)


def record(entry: Entry) -> DraftRecord:
    return DraftRecord(key_digest(entry.key), text_digest(entry.target), "argos", "uk_en 1.9")


def merged(texts: Sequence[str], *entries: Entry, drafts: Sequence[DraftRecord] = ()) -> Merged:
    return merge(parts(*texts), Catalog(entries=entries), drafts, path=PATH)


def seen(entry: Entry) -> tuple[str, State, str | None]:
    return entry.target, entry.state, None if entry.previous is None else entry.previous[1]


def test_both_halves_of_a_split_sentence_show_the_old_one() -> None:
    result = merged([FIRST, SECOND, SCHOOL], done(BUDGET, BUDGET_EN), done(SCHOOL, SCHOOL_EN))
    first, second, school = result.catalog.active()
    assert seen(first) == seen(second) == (BUDGET_EN, State.DRAFT, BUDGET)
    assert school.state is State.TRANSLATED
    assert result.changes == Changes(kept=1, changed=2)


def test_a_sentence_put_between_two_halves_is_new() -> None:
    result = merged([FIRST, SCHOOL, SECOND], done(BUDGET, BUDGET_EN))
    assert [entry.target for entry in result.catalog.active()] == [BUDGET_EN, "", BUDGET_EN]


def test_a_joined_sentence_has_both_translations_and_sources() -> None:
    old = (done(FIRST, FIRST_EN, comment="one"), done(SECOND, SECOND_EN, comment="two"))
    result = merged([BUDGET], *old)
    (whole, *gone) = result.catalog.entries
    assert seen(whole) == (f"{FIRST_EN} {SECOND_EN}", State.DRAFT, f"{FIRST} {SECOND}")
    assert whole.comment == "one\ntwo"
    assert [entry.target for entry in gone] == [FIRST_EN, SECOND_EN]
    assert result.changes == Changes(changed=1)


def test_sentences_joined_the_other_way_round_are_found_as_well() -> None:
    whole = f"{SECOND[:-1]}, а міська рада ухвалила бюджет на наступний рік."
    joined_up = merged([whole], done(FIRST, FIRST_EN), done(SECOND, SECOND_EN)).catalog.active()[0]
    assert seen(joined_up) == (f"{SECOND_EN} {FIRST_EN}", State.DRAFT, f"{SECOND} {FIRST}")


def test_three_sentences_that_are_one_now_are_found() -> None:
    old = [done(FIRST, "A."), done(SECOND, "B."), done(SCHOOL, "C.")]
    whole = f"{FIRST[:-1]}, мер подякував депутатам за роботу, а нова школа відкриється восени."
    assert merged([whole], *old).catalog.active()[0].target == "A. B. C."


def test_a_joined_sentence_has_what_a_person_wrote_alone() -> None:
    old = (done(FIRST, FIRST_EN), replace(done(SECOND, "Draft."), state=State.DRAFT))
    whole = merged([BUDGET], *old, drafts=[record(old[1])]).catalog.active()[0]
    assert seen(whole) == (FIRST_EN, State.DRAFT, FIRST)


def test_a_sentence_left_out_is_part_of_its_neighbour() -> None:
    whole = merged([BUDGET], done(FIRST, BUDGET_EN), done(SECOND, "<omit/>")).catalog.active()[0]
    assert seen(whole) == (BUDGET_EN, State.DRAFT, f"{FIRST} {SECOND}")


def test_a_half_that_was_put_elsewhere_is_found() -> None:
    old = [done(text, text.upper()) for text in (BUDGET, SCHOOL, "Дощ іде.", "Сніг іде.")]
    found = merged([FIRST, SCHOOL, "Дощ іде.", "Сніг іде.", SECOND], *old).catalog.active()
    assert seen(found[0]) == seen(found[4]) == (BUDGET.upper(), State.DRAFT, BUDGET)


def test_a_moved_and_edited_sentence_is_found() -> None:
    old = [done(SCHOOL, SCHOOL_EN), done(FIRST, FIRST_EN), done(SECOND, SECOND_EN)]
    moved = SCHOOL.replace("восени", "навесні")
    found = merged([FIRST, SECOND, moved], *old).catalog.active()
    assert seen(found[2]) == (SCHOOL_EN, State.DRAFT, SCHOOL)


def test_the_place_tells_what_a_sentence_was() -> None:
    """Two sentences are alike, and each was edited where it stands."""
    old = [done(f"Загинули {n} людей у селі {name}.", name) for n, name in ((3, "А"), (5, "Б"))]
    new = ["Загинули 5 людей у селі А.", "Загинули 3 людей у селі Б."]
    assert [entry.target for entry in merged(new, *old).catalog.active()] == ["А", "Б"]


def test_an_earlier_text_is_preferred_where_it_is_closer() -> None:
    other = "Міські депутати схвалили кошторис на рік, і мер їм подякував."
    away = merged([other], done(BUDGET, BUDGET_EN)).catalog
    finished = tuple(
        entry if entry.obsolete else entry.with_target("Finished.", State.TRANSLATED)
        for entry in away.entries
    )
    back = merged([BUDGET.replace("наступний", "цей")], *finished).catalog.active()[0]
    assert seen(back) == (BUDGET_EN, State.DRAFT, BUDGET)


@pytest.mark.parametrize(
    ("old", "new", "target", "now"),
    [
        (
            "<b1>Рада</b1> діє",
            "<i1>Рада</i1> діє",
            "<b1>Council</b1> acts",
            "<i1>Council</i1> acts",
        ),
        ("<b1>Рада</b1> діє", "<a1>Рада</a1> діє", "<b1>Council</b1>", "<a1>Council</a1>"),
        (
            "<b1>Рада</b1> і <i2>мер</i2>",
            "<i1>Рада</i1> і <b2>мер</b2>",
            "The <i2>mayor</i2> and <b1>council</b1>",
            "The <b2>mayor</b2> and <i1>council</i1>",
        ),
        (
            "<b1>Рада <a2>міста</a2></b1><br3/> діє",
            "<em1>Рада <a2>міста</a2></em1><br3/> діє",
            "<b1><a2>City</a2> council</b1><br3/> acts",
            "<em1><a2>City</a2> council</em1><br3/> acts",
        ),
    ],
)
def test_a_tag_of_another_kind_keeps_the_state(old: str, new: str, target: str, now: str) -> None:
    result = merged([SCHOOL, new], done(old, target, comment="Ask"), done(SCHOOL, SCHOOL_EN))
    entry = result.catalog.active()[1]
    assert (*seen(entry), entry.comment) == (now, State.TRANSLATED, None, "Ask")
    assert result.changes == Changes(kept=2, retagged=1)
    assert merged([old], *result.catalog.entries).catalog.active()[0].target == target


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<b1>Рада</b1> діє", "<i1>Рада</i1> не діє"),
        ("<b1>Рада</b1> діє", "Рада діє"),
        ("<b1>Рада</b1> діє", "Рада <b1>діє</b1>"),
        ("Рада<br1/> діє", "Рада<img1/> діє"),
    ],
)
def test_a_change_beyond_the_kind_of_a_tag_makes_a_draft(old: str, new: str) -> None:
    assert merged([new], done(old, "x")).catalog.active()[0].state is State.DRAFT


def test_a_tag_of_another_kind_finishes_no_draft() -> None:
    draft = replace(done("<b1>Рада</b1> діє", "<b1>Council</b1>"), state=State.DRAFT)
    entry = merged(["<i1>Рада</i1> діє"], draft).catalog.active()[0]
    assert seen(entry) == ("<i1>Council</i1>", State.DRAFT, draft.source)


def test_tags_of_joined_sentences_are_numbered_on() -> None:
    old = (
        done("<b1>Рада</b1> міста ухвалила бюджет.", "<b1>Council</b1>."),
        done("Мер <a1>подякував</a1> їй за це.", "He <a1>thanked</a1>."),
    )
    whole = "<b1>Рада</b1> міста ухвалила бюджет, а мер <a2>подякував</a2> їй за це."
    (entry, *_gone) = merged([whole], *old).catalog.entries
    assert entry.target == "<b1>Council</b1>. He <a2>thanked</a2>."
    assert entry.previous == (
        None,
        "<b1>Рада</b1> міста ухвалила бюджет. Мер <a2>подякував</a2> їй за це.",
    )


def test_a_name_that_a_text_holds_is_no_number_of_a_tag() -> None:
    made = joined(
        [Made(None, "<b1>А</b1>", "<b1>A</b1>"), Made(None, "<b1>Б</b1> <b2>", "<b1>B</b1>")]
    )
    assert (made.source, made.target) == ("<b1>А</b1> <b3>Б</b3> <b2>", "<b1>A</b1> <b3>B</b3>")
    assert tagged(made.source).pairs == {"b1", "b3"}


def test_a_former_machine_draft_is_told_for_the_next_one() -> None:
    draft = replace(done(BUDGET, BUDGET_EN), state=State.DRAFT)
    result = merged([FIRST, SCHOOL], draft, drafts=[record(draft)])
    assert [entry.target for entry in result.catalog.active()] == ["", ""]
    assert dict(result.drafted_before) == {(None, FIRST): Made(None, BUDGET, BUDGET_EN)}
    assert result.unknown == ((None, SCHOOL),)


def test_edits_of_real_sentences_are_found() -> None:
    corpora = [corpus for corpus in human()[0] if corpus.name == "ntrex"]
    if not corpora:
        pytest.skip("shared/data/ntrex is not here")
    for corpus in corpora:
        found, all_of = counted(corpus, half=0, limit=8)
        for kind, aim in AIMS.items():
            assert found[kind] >= aim * all_of[kind] - 1, (corpus.label, kind)


# Laws: series of edits

_WORDS = ("рада", "мер", "бюджет", "школа", "депутати", "місто", "ухвалила", "новий", "рік", "не")


class _Editor:
    """Edits an article as people do, by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def sentence(self) -> str:
        words = self.chance.choices(_WORDS, k=self.chance.randint(2, 9))
        if self.chance.random() < 0.3:
            place = self.chance.randrange(len(words))
            kind = self.chance.choice("bia")
            words[place] = f"<{kind}1>{words[place]}</{kind}1>"
        return f"{' '.join(words)}."

    def edit(self, article: list[str]) -> list[str]:
        edits = (self.split, self.join, self.move, self.retag, self.requote, self.change, self.drop)
        result = [*article] or [self.sentence()]
        for edit in self.chance.choices(edits, k=self.chance.randint(1, 3)):
            edit(result, self.chance.randrange(len(result)))
            result = result or [self.sentence()]
        return list(dict.fromkeys(result))

    def split(self, article: list[str], at: int) -> None:
        words = article[at].split()
        middle = len(words) // 2
        if "<" not in article[at] and middle:
            article[at : at + 1] = [f"{' '.join(words[:middle])}.", " ".join(words[middle:])]

    def join(self, article: list[str], at: int) -> None:
        if not any("<" in text for text in article[at : at + 2]):
            article[at : at + 2] = [", а ".join(article[at : at + 2])]

    def move(self, article: list[str], at: int) -> None:
        article.insert(self.chance.randrange(len(article)), article.pop(at))

    def retag(self, article: list[str], at: int) -> None:
        article[at] = article[at].replace("b1>", "i1>")

    def requote(self, article: list[str], at: int) -> None:
        article[at] = article[at].replace(" мер ", " «мер» ").replace(" рада ", "\xa0рада ")

    def change(self, article: list[str], at: int) -> None:
        words = article[at].split()
        words.insert(self.chance.randrange(len(words)), self.chance.choice(_WORDS))
        article[at] = " ".join(words)

    def drop(self, article: list[str], at: int) -> None:
        article[at : at + 1] = [self.sentence()] * self.chance.randint(0, 1)


def _translated(catalog: Catalog, chance: random.Random) -> Catalog:
    """A person works on some of the entries: finishes, changes or comments them."""
    entries = tuple(_worked_on(entry, chance, n) for n, entry in enumerate(catalog.entries))
    return replace(catalog, entries=entries)


def _worked_on(entry: Entry, chance: random.Random, number: int) -> Entry:
    deed = chance.randrange(5)
    if entry.obsolete or deed > 2:
        return entry
    if deed == 2:
        return replace(entry, comment=f"{entry.comment}{number}")
    text = f"{entry.target or 'Text'} {number}"
    return entry.with_target(text, (State.TRANSLATED, State.DRAFT)[deed])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_a_series_of_edits_loses_nothing(seed: int) -> None:
    editor = _Editor(seed)
    article = [editor.sentence() for _ in range(editor.chance.randint(1, 6))]
    catalog = _translated(merge(parts(*article), None, path=PATH).catalog, editor.chance)
    typed: set[str] = set()
    for _round in range(4):
        typed.update(entry.target for entry in catalog.entries)
        start = merge(parts(*article), catalog, path=PATH).catalog
        edited = editor.edit(article)
        result = merge(parts(*edited), start, path=PATH).catalog
        assert merge(parts(*edited), result, path=PATH).catalog == result
        assert po.parse(po.dump(result), po.Path("a.po")) == result
        everything = "\n".join(entry.target for entry in result.entries)
        assert all(text in everything for text in typed)
        after = {entry.key: entry for entry in result.entries}
        for entry in start.entries:
            if entry.state is State.TRANSLATED:
                assert after[entry.key].state is State.TRANSLATED
        back = merge(parts(*article), result, path=PATH).catalog.by_key()
        for entry in start.active():
            if entry.target:
                assert back[entry.key].target == entry.target
                assert back[entry.key].state is entry.state
        # What a person changes in an entry takes the place of what was there.
        catalog = _translated(result, editor.chance)
        kept = "\n".join(entry.target for entry in catalog.entries)
        typed = {text for text in typed if text in kept}
        article = edited


def test_what_a_merge_put_together_is_nobodys_loss() -> None:
    """A translator may empty it: the texts stand in the entries that it came from."""
    old = (done(FIRST, FIRST_EN), done(SECOND, SECOND_EN), done("<b1>Рада</b1> є", "<b1>x</b1>"))
    for texts in ([BUDGET, old[2].source], [FIRST, SECOND, "<i1>Рада</i1> не є"]):
        result = merged(texts, *old).catalog
        seen = sighting_of(result, ())
        emptied = tuple(
            entry.with_target("", State.EMPTY) if entry.state is State.DRAFT else entry
            for entry in result.entries
        )
        assert emptied != result.entries
        found = losses(seen, replace(result, entries=emptied), tuple, broken=False)
        assert not found
