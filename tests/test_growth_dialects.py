"""Code of every dialect in hostile articles: it is found and published in proportion."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from l10n.errors import ArticleError
from l10n.formats.code.code import Family, Ground
from l10n.formats.dialects.dialect import Dialect
from l10n.formats.dialects.table import ANY, BY_NAME
from l10n.model.conventions import UNSAID
from tests.conftest import LONG
from tests.dialect_laws import ALL
from tests.growth import TIMES, in_proportion
from tests.tally import Tally
from tests.test_growth_articles import Shape, put_through, repeated

PAIRS = (
    *(("{{< ", " >}}"), ('{{< a "', '" >}}'), ('{{< a b="', '" >}}'), ("{{< a b=`", "` >}}")),
    *(("{{</* a ", "*/>}}"), ("{{< a >}}", "{{< /a >}}"), ("{{% ", " %}}"), ("{{ ", " }}")),
    *(('{{ "', '" }}'), ("{{- /* ", " */ -}}"), ("{{ if x }}", "{{ end }}"), ("{% ", " %}")),
    *(('{% a "', '" %}'), ('{% a title="', '" %}'), ("{% raw %}", "{% endraw %}")),
    *(("{% comment %}", "{% endcomment %}"), ("{% if a %}", "{% endif %}"), ("{: ", "}")),
    *(
        ('{:a="', '"}'),
        ("{::comment}", "{:/comment}"),
        ("{::nomarkdown}", "{:/}"),
        ("- a\n{:toc", "}"),
    ),
    *(("*[a]: ", "\n"), ("*[", "]: "), ("$", "$"), ("$$", "$$"), ("$`", "`$"), ("\\(", "\\)")),
    *(("\\(", "\\]"), ("\\begin{a}", "\\end{a}"), ("\\a{", "}"), ("\\a[", "]"), ("[@", "]")),
    *(
        ("[-@a; ", "]"),
        ("@{", "}"),
        ("(@", ")"),
        ("^[", "]"),
        ("[^", "]"),
        ("[^a]: ", "\n"),
        ("~", "~"),
    ),
    *(
        ("~~", "~~"),
        ("^", "^"),
        ("^^", "^^"),
        ("==", "=="),
        ("++", "++"),
        ("{++", "++}"),
        ("{>>", "<<}"),
    ),
    *(
        ("{~~", "~>"),
        ("{~~a~>", "~~}"),
        ("[a]{", "}"),
        ('[a]{.b c="', '"}'),
        ("[", "]{.a}"),
        ("`a`{", "}"),
    ),
    *(
        ("# a {#", "}\n"),
        ("{{", "}}"),
        ("{", "}"),
        ("{a}`", "`"),
        ("[[", "]]"),
        ("![[", "]]"),
        ("[[a|", "]]"),
    ),
    *(
        ("%%", "%%"),
        (" ^a-", "\n"),
        ("#a/", "\n"),
        ("> [!note] ", "\n"),
        ("> [!", "]"),
        (":::a", "\n:::\n"),
    ),
    *(
        (":::", "\n"),
        ("\n::: a\n", "\n:::\n"),
        ("\n:::{a} ", "\n:::\n"),
        ("\n:::a[", "]"),
        (":::a{", "}"),
    ),
    *(
        ("::a[", "]\n"),
        ("\n```{a}\n:b: ", "\n```\n"),
        ("\n```{a}\n---\n", "\n---\n"),
        ("\n(", ")=\n"),
    ),
    *(
        ('\n!!! a "', '"\n'),
        ("\n!!! a\n    ", "\n"),
        ("\n??? ", "\n"),
        ('\n=== "', '"\n    '),
        ("\n/// a | ", "\n"),
    ),
    *(
        ('\n--8<-- "', '"\n'),
        (";--8<-- ", "\n"),
        ('[a b="', '"]'),
        ("[a]", "[/a]"),
        ("[caption]", "[/caption]"),
    ),
    *(("[a ", "]"), ("[a b=", "]"), ("<!-- wp:a {", "} -->"), ("<!-- wp:a -->", "<!-- /wp:a -->")),
    *(('<!-- wp:a {"alt":"', '"} /-->'), ("<!-- ", "-->"), ("<!--more ", "-->"), ("<A b={", "}/>")),
    *(
        ("<A>", "</A>"),
        ('<A alt="', '"/>'),
        ("import {", "} from 'a'\n"),
        ("export const a = `", "`\n"),
    ),
    *(
        ("{/*", "*/}"),
        ("{`", "`}"),
        ("{'", "'}"),
        ('<div markdown="1">', "</div>"),
        ("<", "/>"),
        ("<>", "</>"),
    ),
    *(("\na\n: ", "\n"), ("\n| ", "\n"), ("\n+---+\n", "|"), ("+-", "+\n"), ("\n---  ---\n", "\n")),
    *(
        ("Table: ", "\n"),
        ("\n(1) ", "\n"),
        ("\n#. ", "\n"),
        ("\n- \\[ ] ", "\n"),
        ("% ", "\n"),
        ("|", "-|"),
    ),
    *(
        ("a|b\n", "--|--\n"),
        (":", ":"),
        (":a-b", ":"),
        ("`", "`"),
        ("\n```\n", "\n```\n"),
        ("> ", "\n"),
    ),
    *(
        ("\n> - ", "\n"),
        ("\\", "\\"),
        ('"', '"'),
        ("&#58;a", "&#58;"),
        ("a: ", "\n"),
        ("[TOC]", "\n"),
    ),
    *(('[a]({{< ref "', '" >}})'), ('<a href="{{', '}}">'), ("ab: c\n", "    "), ("\n    ", "\n")),
)
"""How code of any dialect opens and closes."""
FILLS = ("", "a", "а ", '"', " ", "\t", "\n", "а\n\n", "\\", "=", "-", ".", "\r", "{", "[")
"""What stands in it, and in long runs."""


def layouts(opening: str, closing: str, fill: str) -> Iterator[Shape]:
    """All open, all closed, in pairs, nested; with a long run inside, behind and before."""
    yield repeated(opening + fill)
    yield repeated(closing + fill)
    yield repeated(opening + fill + closing)
    yield (
        lambda size: (
            (opening + fill) * _half(size, opening + fill)
            + (fill + closing) * _half(size, fill + closing)
        )
    )
    if fill:
        yield lambda size: opening + fill * (size // len(fill)) + closing
        yield lambda size: opening * _half(size, opening) + fill * _half(size, fill)
        yield lambda size: fill * _half(size, fill) + opening * _half(size, opening)


def _half(size: int, piece: str) -> int:
    return size // 2 // len(piece)


@dataclass(frozen=True)
class Finder:
    """A kind of code in a dialect that has it."""

    dialect: Dialect
    family: Family

    def find_all(self, text: str) -> None:
        """Find all code of the kind in a text."""
        try:
            for _code in self.family.find(Ground(text, (), self.dialect.parameters(UNSAID))):
                pass
        except ArticleError as error:
            assert error.code == "L10N-ART-008"


def _finders() -> dict[str, Finder]:
    found: dict[int, Finder] = {}
    for dialect in (*BY_NAME.values(), ANY):
        for family in dialect.families:
            found.setdefault(id(family.find), Finder(dialect, family))
    return {f"{each.dialect.name or 'any'}: {each.family.name}": each for each in found.values()}


FINDERS = _finders()
HOSTILE: dict[str, tuple[str, Callable[[int], str]]] = {
    "quotations in actions of Hugo": ("hugo: go", repeated('{{ "\\" }}')),
    "formulas that end otherwise": ("hugo: math", lambda size: "\\(" + "\\]" * (size // 2)),
    "blanks behind an abbreviation": (
        "mkdocs: abbreviation",
        lambda size: "*[a]: \t" + "\t" * size,
    ),
    "blanks in a critic's mark": ("mkdocs: critic", lambda size: "{~~a~>" + " " * size + "~~}"),
    "a word in a shortcode": ("wordpress: shortcodes", lambda size: "[[a|" + "a" * size + "]]"),
    "comments in an include": (
        "jekyll: liquid",
        lambda size: '{% include a.html title="' + "<!--" * (size // 4) + '" %}',
    ),
    "environments without an end": ("myst: myst line", repeated("\\begin{a}\n")),
    "formulas in a long line": ("jekyll: kramdown span", repeated("$$a\n\nb$$ c ")),
    "blanks in a row of kramdown": ("jekyll: kramdown table", lambda size: "a" + " " * size + "|"),
}
"""What took time by the square of it once."""


@pytest.mark.growth
@pytest.mark.parametrize("name", HOSTILE)
def test_code_that_was_dear_is_found_in_proportion(name: str) -> None:
    finder, shape = HOSTILE[name]
    assert in_proportion(lambda size: FINDERS[finder].find_all(shape(size)), 8_000)


def _seems_dear(work: Callable[[int], object], size: int) -> bool:
    start = time.process_time()
    for _number in range(TIMES):
        work(size // TIMES)
    between = time.process_time()
    work(size)
    return time.process_time() - between > (between - start) * TIMES / 2


@pytest.mark.growth
@pytest.mark.campaign
@pytest.mark.parametrize("name", FINDERS)
def test_every_finder_takes_time_in_proportion(name: str, tally: Tally) -> None:
    finder = FINDERS[name]
    number = 0
    for opening, closing in PAIRS if LONG else PAIRS[::40]:
        for fill in FILLS if LONG else FILLS[1:3]:
            for shape in layouts(opening, closing, fill):
                if not any(sign in shape(200) for sign in finder.family.signs):
                    continue
                number += 1

                def work(size: int, shape: Shape = shape) -> None:
                    finder.find_all(shape(size))

                if _seems_dear(work, 4_000 if LONG else 1_000):
                    assert in_proportion(work, 8_000), (opening, closing, fill)
    tally("finders of code: growth", shapes=number, superlinear=0)


@pytest.mark.growth
@pytest.mark.campaign
@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("dialect", ALL)
def test_hostile_code_is_published_in_proportion(dialect: str, suffix: str, tally: Tally) -> None:
    pairs = PAIRS if LONG else PAIRS[len(dialect) :: 90]
    for opening, closing in pairs:
        for fill in ("а ", "а\n\n") if LONG else ("а ",):
            for shape in tuple(layouts(opening, closing, fill))[: 7 if LONG else 1]:

                def work(size: int, shape: Shape = shape) -> None:
                    put_through(suffix, shape(size), dialect)

                if _seems_dear(work, 2_000 if LONG else 400):
                    assert in_proportion(work, 6_000), (opening, closing, fill)
    tally("code in articles: growth", shapes=len(pairs), superlinear=0)


@pytest.mark.parametrize("dialect", ALL)
def test_deeply_nested_code_is_a_line_or_a_result(dialect: str) -> None:
    for opening, closing in PAIRS[:: 1 if LONG else 40]:
        put_through("md", opening * 1_000 + "а" + closing * 1_000, dialect)
