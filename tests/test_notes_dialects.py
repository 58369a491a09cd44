"""GitHub, Obsidian, Pandoc, and articles of no dialect: what is text there, and what stays."""

import pytest

from tests.dialect_texts import article, published, texts, written
from tests.growth import in_proportion
from tests.test_markdown_laws import HOSTILE

ANY = ""
TEXTS: list[tuple[str, str, list[str]]] = [
    (ANY, "> [!NOTE]\n> Polls close at eight.\n", ["Polls close at eight."]),
    (ANY, "Term\n: Its meaning.\n", ["Term", "Its meaning."]),
    (ANY, "Term\n\n:   Its *meaning*.\n\n    More.\n", ["Term", "Its <i1>meaning</i1>.", "More."]),
    (ANY, "See [[wiki]] now.\n", ["See <code1/> now."]),
    (ANY, "See [[wiki|the *page*]] now.\n", ["See <code1>the *page*</code1> now."]),
    (ANY, "So says [@cite, p. 3].\n", ["So says <code1/>."]),
    (ANY, "Write to [@desk](https://a.b) now.\n", ["Write to <a1>@desk</a1> now."]),
    (ANY, "It is $E_{k}$ here.\n", ["It is <code1/> here."]),
    (ANY, "Some H~2~O and x^2^.\n", ["Some H<code1>2</code1>O and x<code2>2</code2>."]),
    (ANY, "Words^[A *note*] end.\n", ["Words<code1>A <i2>note</i2></code1> end."]),
    (ANY, "It is ==very *high*== now.\n", ["It is <code1>very <i2>high</i2></code1> now."]),
    (
        ANY,
        "A [word]{.lang} and [t](u){.x} end.\n",
        [
            "A <code1>word</code1> and <a2>t</a2> end.",
        ],
    ),
    (ANY, "$5 and $6, or US$5 and A$6.\n", ["$5 and $6, or US$5 and A$6."]),
    (ANY, "Is a==b or 5^2 or ~5 or @desk.\n", ["Is a==b or 5^2 or ~5 or @desk."]),
    (ANY, "## Traffic {#traffic}\n", ["Traffic"]),
    (ANY, "| The king\n| the *queen*\n", ["The king", "the <i1>queen</i1>"]),
    (ANY, "Words. ^a1\n", ["Words."]),
    (ANY, ":tada: It is 10:30:45.\n", [":tada: It is 10:30:45."]),
    ("github", "> [!WARNING]\n> One.\n>\n> Two.\n", ["One.", "Two."]),
    ("github", "Term\n: Its meaning.\n", ["Term : Its meaning."]),
    ("github", "H~2~O and ==x==\n", ["H<code1>2</code1>O and ==x=="]),
    ("github", "Done :tada: now :+1:\n", ["Done <code1/> now <code2/>"]),
    ("github", "It is $`a`$ and $b$ and $$c$$.\n", ["It is <code1/> and <code2/> and <code3/>."]),
    ("github", "$$\na_b\n$$\n\nText.\n", ["Text."]),
    ("github", "```math\na\n```\n\nFrom $20,000 to $30,000.\n", ["From $20,000 to $30,000."]),
    ("obsidian", "> [!tip]- A *title*\n> Words.\n", ["A <i1>title</i1>", "Words."]),
    (
        "obsidian",
        "> [!info]\n> Words.\n> > [!todo] Inner\n> > More.\n",
        [
            "Words.",
            "Inner",
            "More.",
        ],
    ),
    (
        "obsidian",
        "![[a.png|A caption]] and ![[a.png|100x20]] end.\n",
        [
            "<code1>A caption</code1> and <code2/> end.",
        ],
    ),
    ("obsidian", "![[a.png]]\n\n![[b.png|A caption]]\n", ["A caption"]),
    ("obsidian", "%%\nhidden\n%%\n\nText %%hidden%% #tag/one.\n", ["Text <code1/> <code2/>."]),
    ("obsidian", "| a | b |\n|---|---|\n| [[x\\|y]] | c |\n", ["a", "b", "y", "c"]),
    ("obsidian", "Words.\n^one-1\n\n- item ^b\n- item\n", ["Words.", "item", "item"]),
    ("pandoc", "@doe99 [p. 3] and -@x and a@b.org.\n", ["<code1/> and <code2/> and a@b.org."]),
    ("pandoc", "::: {.warning #a}\nText.\n:::\n", ["Text."]),
    ("pandoc", "Term\n  ~ One.\n\n: Two.\n", ["Term", "One.", "Two."]),
    ("pandoc", "Table: A caption\ngoes on.\n", ["A caption goes on."]),
    ("pandoc", "(@) One.\n(@good) Two.\n\nSee (@good).\n", ["One.", "Two.", "See <code1/>."]),
    (
        "pandoc",
        "#. One.\n#. Two.\n\n(ii) Three.\n\nA.  Four.\n",
        ["One.", "Two.", "Three.", "Four."],
    ),
    ("pandoc", "% Title\n% Author\n\nText.\n", ["Title", "Author", "Text."]),
    ("pandoc", "\\begin{x}\na\n\\end{x}\n\nA \\textbf{b} \\alpha.\n", ["A <code1/> <code2/>."]),
    (
        "pandoc",
        "Title {-}\n====\n\n`x`{=html} and ![i](j){width=50%}\n",
        [
            "Title",
            "<code1/> and",
            "i",
        ],
    ),
    (
        "pandoc",
        "x^a\\ b^ and one\\ two ~~struck~~ H~2~O\n",
        [
            "x<code1>a<code2/>b</code1> and one<code3/>two <s4>struck</s4> H<code5>2</code5>O",
        ],
    ),
]


@pytest.mark.parametrize(("dialect", "source", "found"), TEXTS)
def test_what_readers_see_is_text(dialect: str, source: str, found: list[str]) -> None:
    assert [text.replace("\xa0", " ") for text in texts(dialect, source)] == found


@pytest.mark.parametrize(("dialect", "source", "_found"), TEXTS)
def test_what_is_no_text_stays_as_it_is(dialect: str, source: str, _found: list[str]) -> None:
    same = written(dialect, source, lambda text: text)
    assert same.split() == source.split()
    assert written(dialect, source.replace("\n", "\r\n"), lambda text: text).split() == same.split()


ROWS = [
    ("> [!NOTE]\n> Polls close at eight.\n", "> [!NOTE]\n> Вибори о восьмій.\n"),
    ("Term\n: Its meaning.\n", "Вибори о восьмій.\n: Вибори о восьмій.\n"),
]


@pytest.mark.parametrize(("source", "expected"), ROWS)
def test_lines_that_mean_something_stay_lines(source: str, expected: str) -> None:
    for dialect in (ANY, "pandoc") if "Term" in source else (ANY, "github", "obsidian"):
        assert written(dialect, source, lambda _text: "Вибори о восьмій.") == expected


def test_marks_around_a_translation_are_those_of_the_source() -> None:
    source = "See [[wiki]], [@cite], $E_{k}$, H~2~O, a^[note] end.\n"
    assert written(ANY, source, str.lower).lower() == source.lower()


def test_tables_laid_out_by_their_width_are_said() -> None:
    grid = "+---+---+\n| a | b |\n+---+---+\n\nText.\n"
    simple = "Text.\n\n  Right   Left\n-------  -----\n     12  some words\n\nMore.\n"
    for dialect, source, line in ((ANY, grid, 1), ("pandoc", grid, 1), ("pandoc", simple, 3)):
        (problem,) = article(dialect, source).parsed.problems
        assert problem.line == line
        assert "laid out by the width" in problem.message.text()
        assert not any("words" in text for text in texts(dialect, source))


SHAPES = [
    *("$a ", "$$ ", "$", "[", "]", "[a]", "[[a", "==a ", "%%", "^[", "~a", "^a^", "[@", "@a ["),
    *("{.a ", "](){.a", "`{", "\\a{", "\\begin{a}\n", "\\begin{a}x\\end{a}\n", ":::\n", "::: a\n"),
    *(": a\n", "| a\n", "+--+\n", "-- --\n", "-----\na\n-- --\nb\n\n", "(@a) b\n", "> [!a] b\n"),
    *("> ", "#a ", "a ^b\n", ":a: ", ":a", "%a\n", "% a\n", "a)\n"),
]


@pytest.mark.growth
@pytest.mark.parametrize("dialect", [ANY, "github", "obsidian", "pandoc"])
@pytest.mark.sampled(2)
def test_hostile_shapes_take_time_in_proportion(dialect: str) -> None:
    def read(size: int) -> None:
        for shape in SHAPES:
            article(dialect, shape * (size // len(shape)))

    assert in_proportion(read, 1_600)


@pytest.mark.parametrize("dialect", [ANY, "obsidian"])
def test_no_target_breaks_out_of_the_text_of_a_wiki_link(dialect: str) -> None:
    for source in ("![[a.png|words]]\n", "| [[a\\|words]] |\n|---|\n"):
        for target in HOSTILE:
            page = published(dialect, source, {"words": target})
            if not page.blockers:
                (line, *_rest) = page.text.split("\n")
                inner = line.removeprefix("| ").removesuffix(" |")[:-2].split("|", 1)[1]
                assert not set("[]<`|") & set(inner), target
                assert page.text.count("\n") == source.count("\n")
            else:
                assert page.text == source


def test_an_emoji_that_a_target_says_is_refused_on_github() -> None:
    for target in (":tada:", "so :+1: it is", ":smile:"):
        assert published("github", "Words.\n", {"Words.": target}).blockers
    assert written("github", "Words :tada:.\n", {"Words <code1/>.": "<code1/> Слова."}) == (
        ":tada: Слова.\n"
    )


PRICES = "From $20,000 to $30,000 in US$.\n"


def test_prices_are_written_as_people_write_them() -> None:
    for dialect in (ANY, "github", "obsidian", "pandoc"):
        assert (
            written(dialect, "Words.\n", lambda _text: PRICES.strip()).replace("&#36;", "$")
            == PRICES
        )
        assert written(dialect, "Words.\n", lambda _text: "$5 and $6") == "$5 and $6\n"


def test_blanks_in_low_and_high_words_of_pandoc_are_references() -> None:
    source = "H~2~O and x^2^.\n"
    target = "H<code1>two of</code1>O and x<code2>is high</code2>."
    done = published("pandoc", source, {"H<code1>2</code1>O and x<code2>2</code2>.": target})
    assert done.text == "H~two&#32;of~O and x^is&#32;high^.\n"
    assert texts("pandoc", done.text) == [target]


def test_a_mention_in_brackets_is_text_where_no_dialect_is_named() -> None:
    source = "[Photo: @agency] and [by @desk; more], [see @doe99, p. 3].\n"
    assert texts(ANY, source) == ["[Photo: @agency] and [by @desk; more], <code1/>."]


BRACKETED = "[a](b (Says)) and [c].\n\n[c]: d (Means)\n"


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (ANY, "[N](b (N)) N [N].\n\n[c]: d (N)\n"),
        ("hugo", "[N](b (N)) N [N].\n\n[c]: d (N)\n"),
        ("pandoc", "[N](b (Says)) N [N].\n\n[c]: d (N)\n"),
        ("mkdocs", "[N](b (Says)) N [N].\n\n[c]: d (N)\n"),
        ("jekyll", "[N](b (Says)) N [N].\n\n[c]: d (Means)\n"),
    ],
)
def test_a_title_in_brackets_may_be_of_the_address(dialect: str, expected: str) -> None:
    titles = {"Says", "Means"} & set(texts(dialect, BRACKETED))
    assert titles == {each for each in ("Says", "Means") if f"({each})" not in expected}
    made = written(dialect, BRACKETED, dict.fromkeys(titles, "N"))
    for title in ("Says", "Means"):
        assert (f"({title})" in made) == (f"({title})" in expected)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [("Anna", "A; B &amp; c\\;", "A\\; B &amp;amp\\; c\\\\\\;"), ("Anna; Ben", "A; B", "A; B")],
)
def test_an_author_stays_one_author(source: str, target: str, expected: str) -> None:
    made = written("pandoc", f"% Title\n% {source}\n\nText.\n", {source: target})
    assert made == f"% Title\n% {expected}\n\nText.\n"
