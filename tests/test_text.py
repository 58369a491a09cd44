"""Plain text: what a news text is made of, and that no translation can change it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.formats.text.format import PlainText
from l10n.formats.text.lines import JOINER
from l10n.model.article import Article, Block, Parsed, PieceKind
from l10n.model.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, Published, publish
from tests.corpora import ntrex, seed, variants
from tests.growth import in_proportion

FORMAT = PlainText()
NEWS = """\
Новини

Міст через річку відкрили раніше строку

Автор:
Олена Зозуля
Дата: 5 травня 2026 року

Міст відкрили в суботу. Приїхали гості
з усієї області. Було гамірно.

Що далі

Наступного року почнуть будувати другий міст.

Підписуйтесь на наш канал у Телеграмі"""
ROLES = [
    "section",
    "headline",
    "label",
    "author",
    "label",
    "date",
    "paragraph",
    "subheading",
    "paragraph",
    "footer",
]


def text_of(block: Block) -> str:
    return "".join(piece.text for piece in block.pieces)


def roles(source: str) -> list[str]:
    return [block.role for block in FORMAT.parse(source).blocks]


def texts(source: str) -> list[str]:
    return [text_of(block) for block in FORMAT.parse(source).blocks]


# What is recognised


def test_the_article_the_project_starts_from_is_recognised() -> None:
    parsed = FORMAT.parse(seed())
    found = [block.role for block in parsed.blocks]
    assert found[:5] == ["section", "headline", "label", "author", "label"]
    assert found[5:14] == ["paragraph"] * 9
    assert found[14:] == ["subheading", *["paragraph"] * 4, "footer"]
    assert text_of(parsed.blocks[3]) == "Iryna Perepechko"
    assert text_of(parsed.blocks[14]) == "Ceasefire negotiations"


def test_an_empty_date_is_a_finding_with_its_line() -> None:
    problems = FORMAT.parse(seed()).problems
    assert [(problem.line, problem.message.text("en")) for problem in problems] == [
        (7, "“Date” has no value")
    ]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("Title\n\nAuthor:\nA. B.\nDate:\n5 May\n\n", "headline label author label date"),
        ("Title\n\nBy: A. B.\n\nDate: 5 May\n\n", "headline label author label date"),
        ("News\nTitle\nAuthor: A. B.\n\n", "section headline label author"),
        (
            "News\n\nTitle\n\nA lead.\n\nAuthor:\nA. B.\n\n",
            "section headline paragraph label author",
        ),
        ("Заголовок\n\nДата:\n\n", "headline label"),
        ("Заголовок\n\nДата:\nАвтор:\nА. Б.\n\n", "headline label label author"),
        ("Титул\n\nXxx:\nA. B.\nYyy:\n5\n\n", "headline label author label date"),
        ("T\n\nАвтор: А\nФото: Б\nДата: В\n\n", "headline label author label field label date"),
        ("Author: A. B.\n\n", "label author"),
        ("T\n\nAuthor:\nA. B.\nOne line of body.\n\n", "headline label author paragraph"),
    ],
)
def test_heads_of_many_shapes_are_recognised(head: str, found: str) -> None:
    assert roles(f"{head}One.\n\nTwo.\n") == [*found.split(), "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "source",
    [
        "One line.\n",
        "A title\n\nA paragraph.\n\nA line without a stop\n\nAnother paragraph.\n",
        "Axios: the statement was wrong\n\nA paragraph.\n",
        "He said this:\nit rains.\n\nA paragraph.\n",
        "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nAuthor: too late\n",
        f"{'A long paragraph. ' * 20}\n\nAuthor: at the end\n",
        "[Updated]\n\nA paragraph.\n",
    ],
)
def test_a_text_without_a_head_is_plain_paragraphs(source: str) -> None:
    assert set(roles(source)) == {"paragraph"}


def test_contexts_tell_a_translator_what_is_no_body_text() -> None:
    contexts = {block.role: block.context for block in FORMAT.parse(NEWS).blocks}
    assert contexts["paragraph"] is None
    assert contexts["footer"] is None
    assert contexts["subheading"] == "heading"
    assert all(
        contexts[role] == role for role in ("section", "headline", "label", "author", "date")
    )


def test_a_line_break_is_a_blank_and_indentation_stays_outside() -> None:
    source = "  Перший \r\n\t рядок\r\n \r\n\r\n  Другий  \r\n"
    parsed = FORMAT.parse(source)
    assert [text_of(block) for block in parsed.blocks] == ["Перший рядок", "Другий"]
    assert [block.span.of(source) for block in parsed.blocks] == [
        "Перший \r\n\t рядок",
        "Другий",
    ]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\u00a0"])
def test_only_line_ends_end_a_line(character: str) -> None:
    assert texts(f"а{character}б\nв") == [f"а{character}б в"]


def test_every_newline_style_reads_the_same() -> None:
    for source in variants(NEWS):
        assert texts(source) == texts(NEWS)
        assert roles(source) == ROLES


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("- одне\n- друге\n", ["одне", "друге"]),
        ("– одне\n– друге\n", ["одне", "друге"]),
        ("• одне\n  і далі\n• друге\nі далі\n", ["одне і далі", "друге і далі"]),
        ("* одне\n* друге\n* третє\n", ["одне", "друге", "третє"]),
        ("1. одне\n2. друге\n", ["одне", "друге"]),
        ("9) одне\n  10) друге\n", ["одне", "друге"]),
        ("- одне\n– столиця\n- друге\n", ["одне – столиця", "друге"]),
        ("- одне\n  * в ньому\n- друге\n", ["одне", "в ньому", "друге"]),
    ],
)
def test_lines_with_bullets_are_an_item_each(source: str, found: list[str]) -> None:
    for text in variants(source):
        assert texts(text) == found
        assert set(roles(text)) == {"item"}


def test_what_leads_up_to_a_list_is_a_paragraph() -> None:
    for bullet in "-–•":
        source = f"Що взяти\nз собою:\n{bullet} воду\n{bullet} хліб\n\nТа ще одне.\n"
        assert texts(source) == ["Що взяти з собою:", "воду", "хліб", "Та ще одне."]
        assert roles(source) == ["paragraph", "item", "item", "paragraph"]


@pytest.mark.parametrize(
    "source",
    [
        "– Так, – сказав він.\n\n– Ні.\n",
        "Київ\n– столиця України.\n",
        "Київ\n– столиця, а Львів\n– ні, хоча\nй великий.\n",
        "-5 градусів\n-7 градусів\n",
        "2024. Рік\n2025. Рік\n",
    ],
)
def test_a_dash_in_a_sentence_makes_no_list(source: str) -> None:
    assert set(roles(source)) == {"paragraph"}


CREDITS = "Абзац тексту.\n\nФото: УНІАН\nЧитайте також: Про міст\n© 2024 Редакція\n"


def test_credits_at_the_foot_are_a_block_each() -> None:
    assert roles(CREDITS) == ["paragraph", *["credit"] * 3]
    assert texts(CREDITS)[1:] == ["Фото: УНІАН", "Читайте також: Про міст", "© 2024 Редакція"]
    assert roles(f"{CREDITS}\nЩе абзац.\n") == ["paragraph"] * 5
    assert roles("Абзац.\n\nВін сказав: так,\nа потім пішов.\n") == ["paragraph"] * 2
    assert roles(f"{NEWS}\n\nФото: А\n© Б")[-3:] == ["subheading", "credit", "credit"]


def test_translations_of_items_and_credits_hold_no_hidden_marks() -> None:
    source = "Що взяти:\n– воду\n– хліб\n  або сіль\n\n" + CREDITS
    english = [
        *("What to take", "Water", "bread or salt", "A paragraph."),
        *("Photo: UNIAN", "Read also: On the bridge", "© 2024 The Desk"),
    ]
    made = published(read(source), dict(enumerate(english)))
    assert not made.blockers
    assert made.text == (
        "What to take\n– Water\n– bread or salt\n\nA paragraph.\n\n"
        "Photo: UNIAN\nRead also: On the bridge\n© 2024 The Desk\n"
    )


def test_an_item_or_credit_may_be_anything_and_be_left_out() -> None:
    source = "Що взяти:\n- воду\n- хліб\n- сіль\n\n" + CREDITS
    for target in ("- x", "– x", "1. x", "Photo by X", "-", "x: y", "A long one. " * 30):
        assert holds(source, lambda _n, text, target=target: target) == 0
        assert holds(source, lambda n, text, target=target: target if n % 2 else text) == 0
        assert holds(source, lambda n, text, target=target: text if n % 2 else target) == 0
    document = read(source)
    for left_out in range(1, 4):
        made = published(document, {left_out: "<omit/>"})
        assert not made.blockers
        assert roles(made.text) == ["paragraph", "item", "item", "paragraph", *["credit"] * 3]


# The laws


@dataclass(frozen=True)
class Read:
    source: str
    parsed: Parsed
    segments: tuple[Segment, ...]


def read(source: str, split: str = "blocks") -> Read:
    parsed = FORMAT.parse(source)
    article = Article("x.txt", "uk", "text", source, parsed)
    return Read(source, parsed, extract(article, split).segments)


def published(
    document: Read, targets: dict[int, str], *, label: str = "", copy_equal: bool = False
) -> Published:
    return publish(
        Article("x.txt", "uk", "text", document.source, document.parsed),
        FORMAT,
        document.segments,
        ChosenTargets(tuple(targets.items()), (), 0, 0, len(targets)),
        Edition("en" if label else "uk", label=label, copy_equal=copy_equal),
    )


def holds(source: str, change: Callable[[int, str], str], split: str = "blocks") -> int:
    """Check that a translation has the same blocks and reads as meant; count the refusals."""
    document = read(source, split)
    targets = {n: change(n, segment.text) for n, segment in enumerate(document.segments)}
    made = published(document, targets)
    again = read(made.text, split)
    refused = {id(blocker.segment) for blocker in made.blockers}
    assert [b.role for b in again.parsed.blocks] == [b.role for b in document.parsed.blocks]
    assert [b.context for b in again.parsed.blocks] == [b.context for b in document.parsed.blocks]
    if split == "blocks":
        want = [
            text_of(block)
            if all(s.place.block != number or id(s) in refused for s in document.segments)
            else next(
                targets[n] for n, s in enumerate(document.segments) if s.place.block == number
            )
            for number, block in enumerate(document.parsed.blocks)
        ]
        assert [flat(text_of(b)) for b in again.parsed.blocks] == [flat(text) for text in want]
    return len(refused)


def flat(text: str) -> str:
    """Fold blanks, and drop white space of any kind at the ends: it stays in the source."""
    parts = text.replace("\n", " ").replace("\r", " ").strip().split(" ")
    return " ".join(part for part in parts if part)


sources = st.one_of(
    st.text(alphabet="аб.: \t\n\r\u2060\u2028«»—[]"),
    st.lists(
        st.sampled_from(
            [
                *("Автор:", "Дата: 5", "Дата:", "Новини", "Абзац тексту.", "Читайте також"),
                *("[а]", "—", "- а", "– б. В", "* г", "-", "Фото: а", "© б"),
            ]
        ),
        max_size=9,
    ).flatmap(
        lambda lines: st.lists(
            st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " \n\t"]),
            min_size=len(lines),
            max_size=len(lines),
        ).map(lambda ends: "".join(a + b for a, b in zip(lines, ends, strict=True)))
    ),
)
replacements = st.sampled_from(
    [
        "Author:",
        "Author: x",
        "By",
        "Date:",
        "Дата: 5 травня",
        "[notice]",
        "A short line",
        "A line with a stop.",
        "— Так",
        "a: b: c",
        "- a",
        "– a",
        "-",
        "© a",
        "For more news follow us.",
        "\ufeffx",
        "x\u2028y",
        "x\u2029y",
        "x\x85y",
        "\u00a0x\u00a0",
        "x\n\ny",
        "x\r\ny",
        f"x{JOINER}y",
        "слово " * 60,
    ]
)


@given(source=sources, split=st.sampled_from(("blocks", "sentences")))
@settings(max_examples=300, deadline=None)
def test_blocks_stand_in_order_and_cover_their_text(source: str, split: str) -> None:
    parsed = FORMAT.parse(source)
    position = 0
    for block in parsed.blocks:
        assert block.span.start >= position
        position = block.span.start
        for piece in block.pieces:
            assert piece.kind is PieceKind.TEXT
            assert piece.span.start == position
            position = piece.span.end
        assert text_of(block).strip()
    outside = set(source) - set("".join(block.span.of(source) for block in parsed.blocks))
    assert not any(character.isalnum() for character in outside)
    document = read(source, split)
    same = {number: segment.text for number, segment in enumerate(document.segments)}
    assert published(document, same, copy_equal=True).text == source


@given(source=sources, changes=st.lists(replacements, min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_no_target_changes_what_the_blocks_are(source: str, changes: list[str]) -> None:
    holds(source, lambda number, _text: changes[number % len(changes)])


@given(changes=st.lists(replacements, min_size=16, max_size=16))
@settings(max_examples=150, deadline=None)
def test_a_news_text_keeps_its_roles_under_any_targets(
    changes: list[str],
) -> None:
    assert holds(NEWS, lambda number, _text: changes[number]) == 0


@given(keep=st.sets(st.integers(0, 9)), change=replacements)
@settings(max_examples=150, deadline=None)
def test_a_news_text_keeps_its_roles_when_some_blocks_stay(keep: set[int], change: str) -> None:
    holds(NEWS, lambda number, text: text if number in keep else change)


@given(changes=st.lists(replacements, min_size=16, max_size=16))
@settings(max_examples=50, deadline=None)
def test_a_news_text_keeps_its_roles_sentence_by_sentence(changes: list[str]) -> None:
    holds(NEWS, lambda number, _text: changes[number], "sentences")


@pytest.mark.parametrize(
    "target", ["Author:", "By:", "Autor:", "Verfasst von:", "著者：", "Von", "x"]
)
def test_a_label_may_be_anything(target: str) -> None:
    assert holds(NEWS, lambda n, text: target if text == "Автор:" else text) == 0
    both = ("Автор:", "Дата:")
    assert holds(NEWS, lambda n, text: target if text in both else text) == 0


def test_an_ordinary_translation_holds_no_invisible_marks() -> None:
    english = [
        "News",
        "The bridge opened early",
        "Author:",
        "Olena Zozulia",
        "Date:",
        "5 May 2026",
        "The bridge opened on Saturday. Guests came from all over. It was noisy.",
        "What next",
        "A second bridge follows next year.",
        "Subscribe to our channel",
    ]
    document = read(NEWS)
    made = published(document, dict(enumerate(english)))
    assert JOINER not in made.text
    assert not made.blockers
    assert texts(made.text) == english
    assert roles(made.text) == ROLES


def test_a_paragraph_that_ends_without_a_stop_stays_a_paragraph() -> None:
    document = read("Т\n\nАвтор: А\n\nПерший абзац.\n\nДругий абзац.\n\nТретій абзац.\n")
    made = published(document, {4: "Short now"})
    assert not made.blockers
    assert roles(made.text)[4] == "paragraph"
    assert texts(made.text)[4] == "Short now"


def test_a_refused_target_costs_no_other() -> None:
    document = read("Перший абзац.\n\nДругий абзац.\n")
    made = published(document, {0: f"a{JOINER * 2}b", 1: "Second."})
    assert made.text.replace(JOINER, "") == "Перший абзац.\n\nSecond.\n"
    assert [blocker.segment.text for blocker in made.blockers] == ["Перший абзац."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_label_stands_first_and_is_not_taken_for_a_headline(newline: str, mark: str) -> None:
    source = mark + NEWS.replace("\n", newline)
    document = read(source)
    made = published(document, {}, label="Machine\ntranslation.")
    assert made.text == f"{mark}[Machine translation.]{newline}{newline}{source.removeprefix(mark)}"
    assert roles(made.text) == ["paragraph", *ROLES]


def test_the_news_articles_come_back_to_the_byte() -> None:
    for article in ntrex()[:40]:
        for source in variants("\n\n".join(article.uk) + "\n"):
            document = read(source, "sentences")
            assert len(document.parsed.blocks) == len(article.uk)
            same = {n: segment.text for n, segment in enumerate(document.segments)}
            assert published(document, same, copy_equal=True).text == source
            assert published(document, same).text == source


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit", [" ", "\t", JOINER, f"{JOINER}{JOINER} ", ":", "а:\n", "a ", "\r", "[", "— "]
)
@pytest.mark.sampled(3)
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    def work(size: int) -> None:
        FORMAT.parse(unit * (size // len(unit)) + "x")
        FORMAT.parse("x" + unit * (size // len(unit)) + "x")

    assert in_proportion(work, 40_000)
