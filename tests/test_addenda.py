"""Texts for one locale only: where they stand, and that they fail loudly when they cannot."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import plugins
from l10n.errors import AddendumError
from l10n.model.addendum import Addendum, Place
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, Published, publish
from l10n.store.addenda import load_addenda

NOTE = "Rada: *Ukraine's* <parliament> & more."


def version(
    name: str, source: str, *addenda: Addendum, capitals: bool = False, dialect: str = ""
) -> Published:
    format = plugins.format_for(name, Conventions(dialect, language="uk"))
    assert format is not None
    parsed = format.parse(source, ("title",))
    article = Article(name, "uk", format.name, source, parsed)
    segments = extract(article).segments
    targets = tuple((n, each.text.upper()) for n, each in enumerate(segments) if capitals)
    choice = ChosenTargets(targets, (), 0, 0, len(targets))
    return publish(article, format, segments, choice, Edition("en", ("title",), addenda=addenda))


def beside(place: Place, anchor: str, text: str = "Note.") -> Addendum:
    return Addendum(place, anchor, text)


MARKDOWN = "---\ntitle: Рада\n---\n# Рада\n\nПерше **речення**.\nДруге.\n\n- пункт\n"
P = '<p class="l10n-addendum" role="note">Note.</p>'
PLACES = [
    ("a.md", MARKDOWN, "after", "Рада", ("# Рада\n", "# Рада\n\nNote.\n")),
    ("a.md", MARKDOWN, "before", "Рада", ("# Рада", "Note.\n\n# Рада")),
    ("a.md", MARKDOWN, "after", "Перше речення. Друге.", ("Друге.\n", "Друге.\n\nNote.\n")),
    ("a.md", MARKDOWN, "before", "Перше…", ("Перше", "Note.\n\nПерше")),
    ("a.md", "A\n===\nБ\n", "after", "A", ("===\n", "===\n\nNote.\n\n")),
    ("a.md", "A", "after", "A", ("A", "A\n\nNote.")),
    ("a.md", "A\r\n\r\nБ", "before", "Б", ("Б", "Note.\r\n\r\nБ")),
    ("a.txt", "Рада.\n\nДруге речення тут.\n", "after", "Рада.", (".\n\n", ".\n\nNote.\n\n")),
    ("a.txt", "Рада.\n\nДруге речення.\n", "before", "Друге…", ("Друге", "Note.\n\nДруге")),
    ("a.html", "<h1>Рада</h1><p>Б</p>", "after", "Рада", ("</h1>", f"</h1>{P}")),
    ("a.html", "<ul><li>Рада<li>Б</li></ul>", "before", "Б", ("<ul>", f"{P}<ul>")),
    ("a.html", "<table><tr><td>Рада</td></tr></table>", "after", "Рада", ("ble>", f"ble>{P}")),
]


@pytest.mark.parametrize(("name", "source", "place", "anchor", "change"), PLACES)
def test_an_addendum_stands_beside_its_block(
    name: str, source: str, place: Place, anchor: str, change: tuple[str, str]
) -> None:
    made = version(name, source, beside(place, anchor))
    assert made.adrift == ()
    old, new = change
    number = source.rfind(old) if old in ("</h1>", "ble>") else source.find(old)
    assert made.text == source[:number] + new + source[number + len(old) :]


def test_what_belongs_to_a_block_stays_with_it() -> None:
    source = "# A\n\nБ\n{: .lead}\n\nВ\n"
    made = version("a.md", source, beside("after", "Б"), dialect="jekyll")
    assert made.text == "# A\n\nБ\n{: .lead}\n\nNote.\n\nВ\n"


@pytest.mark.parametrize("place", ["before", "after"])
def test_an_addendum_stands_outside_of_blocks_of_wordpress(place: Place) -> None:
    block = '<!-- wp:paragraph {"align":"left"} -->\n<p>Рада</p>\n<!-- /wp:paragraph -->'
    other = block.replace("Рада", "Друге")
    made = version("a.html", f"{other}\n{block}\n{other}", beside(place, "Рада"))
    both = f"{P}{block}" if place == "before" else f"{block}{P}"
    assert made.text == f"{other}\n{both}\n{other}"


@pytest.mark.parametrize(
    ("name", "dialect"), [("a.mdx", ""), ("a.md", "hugo"), ("a.md", "jekyll"), ("a.md", "pandoc")]
)
def test_an_addendum_is_no_code_of_any_system(name: str, dialect: str) -> None:
    text = "{x} {{< y >}} {% z %} <T a={1}> $a$ [^1] ::: :smile: [[w]] {: .a} H~2~O"
    made = version(name, "Рада.\n\nДруге.\n", beside("after", "Рада.", text), dialect=dialect)
    assert made.adrift == ()
    assert made.text.startswith("Рада.\n\n")
    assert made.text.endswith("\n\nДруге.\n")


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_an_addendum_reads_as_it_was_written(name: str) -> None:
    source = {"a.html": "<p>Рада.</p><p>Друге.</p>"}.get(name, "Рада.\n\nДруге.\n")
    made = version(name, source, beside("after", "Рада.", NOTE), beside("after", "Рада.", "B."))
    format = plugins.format_for(name)
    assert format is not None
    found = [
        "".join(piece.text for piece in block.pieces) for block in format.parse(made.text).blocks
    ]
    assert found == ["Рада.", NOTE, "B.", "Друге."]


@pytest.mark.parametrize(
    ("name", "source", "anchor"),
    [
        ("a.md", "# Рада\n", "Ради"),
        ("a.md", "# Рада\n\nРада\n", "Рада"),
        ("a.md", "- Рада\n", "Рада"),
        ("a.md", "> Рада\n", "Рада"),
        ("a.md", "| Рада |\n|---|\n", "Рада"),
        ("a.md", "---\ntitle: Рада\n---\n", "Рада"),
        ("a.md", "<p>Рада</p>\n", "Рада"),
        ("a.md", "[![Рада](a.png)](b)\n", "Рада"),
        ("a.html", "<img alt='Рада'>", "Рада"),
        ("a.html", "Рада", "Рада"),
        ("a.html", "<title>Рада</title>", "Рада"),
        ("a.txt", "- Рада\n- Друге\n", "Рада"),
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_an_addendum_without_a_place_is_told(
    name: str, source: str, anchor: str, place: Place
) -> None:
    made = version(name, source, beside(place, anchor))
    ((addendum, reason),) = [(each.addendum, each.reason.text("en")) for each in made.adrift]
    assert addendum.anchor in reason
    assert made.text == source


@given(st.text(alphabet="а #*->|`~_[](){}<!&=+1.:\\'\"\n", min_size=1, max_size=60), st.booleans())
def test_an_addendum_changes_no_other_block(source: str, before: bool) -> None:
    source = f"Рада\n\n{source}\n\nКінець.\n"
    for name in ("a.md", "a.txt"):
        addendum = beside("before" if before else "after", "Кінець.", NOTE)
        made = version(name, source, addendum, capitals=True)
        format = plugins.format_for(name)
        assert format is not None
        if not made.adrift:
            plain = version(name, source, capitals=True)
            assert len(format.parse(made.text).blocks) == len(format.parse(plain.text).blocks) + 1


def test_a_file_of_addenda_is_read_as_documented() -> None:
    text = '[[addendum]]\nafter = "Рада"\ntext = """\nOne\ntwo.\n\nThree."""\n'
    made = load_addenda(Path("a.toml"), text, "en")
    assert made == (beside("after", "Рада", "One two."), beside("after", "Рада", "Three."))
    assert made[0].line == 2


MISTAKES = {
    "x = ": (1, "ADD-001"),
    "x = 1\n": (1, "ADD-002"),
    "addendum = 1\n": (1, "ADD-002"),
    "addendum = [1]\n": (1, "ADD-002"),
    '[[addendum]]\nafter = "a"\nbefor = "b"\ntext = "x"\n': (3, "ADD-002"),
    '[[addendum]]\nafter = "a"\nbefore = "b"\ntext = "x"\n': (1, "ADD-003"),
    '[[addendum]]\ntext = "x"\n': (1, "ADD-003"),
    '[[addendum]]\nafter = "a"\n': (1, "ADD-003"),
    '[[addendum]]\nafter = " …"\ntext = "x"\n': (2, "ADD-004"),
    '[[addendum]]\nafter = 1\ntext = "x"\n': (2, "ADD-004"),
    '[[addendum]]\nafter = "a"\ntext = " "\n': (3, "ADD-004"),
    '[[addendum]]\nafter = "a"\ntext = "x\\u001b[31m"\n': (3, "ADD-004"),
    '[[addendum]]\nafter = "a"\ntext = "x\\u202e"\n': (3, "ADD-004"),
    '[[addendum]]\nafter = "a"\ntext = "x"\n' * 101: (301, "ADD-005"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_in_addenda_is_told_with_its_line(text: str) -> None:
    with pytest.raises(AddendumError) as failed:
        load_addenda(Path("a.toml"), text, "en")
    line, code = MISTAKES[text]
    assert (failed.value.line, failed.value.code) == (line, f"L10N-{code}")
    assert failed.value.remedy
