"""Docusaurus: what its articles hold beyond CommonMark is kept, and its texts are translated."""

import pytest

from l10n import plugins
from l10n.formats.markdown.format import Markdown
from tests.dialect_texts import article, published, texts, upper, written
from tests.growth import in_proportion
from tests.test_markdown_laws import HOSTILE

ROWS = {
    "an admonition": (
        ":::tip\nBring a torch.\n:::\n",
        ["Bring a torch."],
        ":::tip\nBRING A TORCH.\n:::\n",
    ),
    "a title without brackets": (
        ":::note Mind the gap\n\nStand back.\n\n:::\n",
        ["Mind the gap", "Stand back."],
        ":::note MIND THE GAP\n\nSTAND BACK.\n\n:::\n",
    ),
    "a title in brackets, with attributes": (
        ":::note[Mind *the* gap]{#gap .wide}\nStand back.\n:::\n",
        ["Mind <i1>the</i1> gap", "Stand back."],
        ":::note[MIND *THE* GAP]{#gap .wide}\nSTAND BACK.\n:::\n",
    ),
    "nested admonitions": (
        "::::info Parent\n\nOne.\n\n:::danger Child\nTwo.\n:::\n\nThree.\n\n::::\n",
        ["Parent", "One.", "Child", "Two.", "Three."],
        "::::info PARENT\n\nONE.\n\n:::danger CHILD\nTWO.\n:::\n\nTHREE.\n\n::::\n",
    ),
    "the identifier of a heading": (
        "## Traffic {#traffic}\n\n[budget](#budget-2024)\n",
        ["Traffic", "budget"],
        "## TRAFFIC {#traffic}\n\n[BUDGET](#budget-2024)\n",
    ),
    "the identifier in MDX's form": (
        "## Traffic {/* #traffic */}\n",
        ["Traffic"],
        "## TRAFFIC {/* #traffic */}\n",
    ),
    "imports and exports": (
        "import A from './a.js';\nexport const b = {\n\n  c: `d\n\ne`,\n};\n\nText.\n",
        ["Text."],
        "import A from './a.js';\nexport const b = {\n\n  c: `d\n\ne`,\n};\n\nTEXT.\n",
    ),
    "components with text inside": (
        '<Tabs>\n    <TabItem value="a" label="Apple">\n        An apple.\n\n        - Red\n'
        "    </TabItem>\n</Tabs>\nAfter.\n",
        ["Apple", "An apple.", "Red", "After."],
        '<Tabs>\n    <TabItem value="a" label="APPLE">\n        AN APPLE.\n\n        - RED\n'
        "    </TabItem>\n</Tabs>\nAFTER.\n",
    ),
    "a component in a sentence": (
        'Read <Mark color="{red}">the *story*</Mark> now.\n',
        ["Read <code1>the <i2>story</i2></code1> now."],
        'READ <Mark color="{red}">THE *STORY*</Mark> NOW.\n',
    ),
    "an expression in a sentence": (
        "It is {new Date().getFullYear()} or {'{'}.\n",
        ["It is <code1/> or <code2/>."],
        "IT IS {new Date().getFullYear()} OR {'{'}.\n",
    ),
    "elements with a line each": (
        "<table>\n<tr>\n<td>One</td>\n<td>Two</td>\n</tr>\n</table>\n",
        ["One", "Two"],
        "<table>\n<tr>\n<td>ONE</td>\n<td>TWO</td>\n</tr>\n</table>\n",
    ),
    "details with a summary": (
        "<details>\n  <summary>More</summary>\n\n  Inner *text*.\n</details>\n",
        ["More", "Inner <i1>text</i1>."],
        "<details>\n  <summary>MORE</summary>\n\n  INNER *TEXT*.\n</details>\n",
    ),
    "the excerpt's end": (
        "One.\n\n<!-- truncate -->\n\nTwo.\n\n{/* truncate */}\n\nThree.\n",
        ["One.", "Two.", "Three."],
        "ONE.\n\n<!-- truncate -->\n\nTWO.\n\n{/* truncate */}\n\nTHREE.\n",
    ),
    "what stands in code is no code of MDX": (
        "Type `:::tip` or `{x}` or `<Tabs>`.\n\n```md\n:::tip Title\n<Tabs>\n```\n",
        ["Type <code1/> or <code2/> or <code3/>."],
        "TYPE `:::tip` OR `{x}` OR `<Tabs>`.\n\n```md\n:::tip Title\n<Tabs>\n```\n",
    ),
    "an address and an alt text of JSX": (
        "<img src={require('./a.png').default} alt=\"The flood\" />\n",
        ["The flood"],
        "<img src={require('./a.png').default} alt=\"THE FLOOD\" />\n",
    ),
    "a directive on its line": (
        "::youtube[A film]{#x}\n\nText.\n",
        ["Text."],
        "::youtube[A film]{#x}\n\nTEXT.\n",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_translator_gets_texts_and_nothing_else(name: str) -> None:
    assert texts("docusaurus", ROWS[name][0]) == ROWS[name][1]


@pytest.mark.parametrize("name", ROWS)
def test_code_comes_back_and_words_are_translated(name: str) -> None:
    assert written("docusaurus", ROWS[name][0], upper) == ROWS[name][2]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (":::tip", "&#58;:&#58;tip\n"),
        ("import x from 'y'", "&#105;mport x from 'y'\n"),
        ("export default 1", "&#101;xport default 1\n"),
        ("a {b} c", "a &#123;b} c\n"),
        (r"a \{b} c", "a \\\\&#123;b} c\n"),
        ("a <5 and <Tabs>", "a &#60;5 and \\<Tabs>\n"),
    ],
)
def test_targets_never_become_code(target: str, expected: str) -> None:
    assert written("docusaurus", "Text.\n", {"Text.": target}) == expected


def test_hostile_targets_leave_all_code_as_it_was() -> None:
    source = "\n".join(row[0] for row in tuple(ROWS.values())[1:])
    before = [each.shown for each in article("docusaurus", source).parsed.code]
    for target in HOSTILE[::16]:
        done = published("docusaurus", source, lambda _text, target=target: target)
        after = [each.shown for each in article("docusaurus", done.text).parsed.code]
        assert after == before, target


def test_mdx_files_are_markdown() -> None:
    assert isinstance(plugins.format_for("news/a.MDX"), Markdown)


@pytest.mark.growth
@pytest.mark.parametrize(
    "part",
    [
        "{",
        "{a",
        '{"{" ',
        "<a ",
        '<a b="',
        "<!-- ",
        "`",
        "`` ",
        ":::a\n",
        "::: \n",
        "import {\n\n",
        "{/* ",
        "{`${",
        "<A>\n",
        "<A>{b}</A>\n",
        "<td>a</td>\n",
        "<pre>",
        '{"\\"',
        "\\",
    ],
)
@pytest.mark.sampled(7)
def test_work_grows_with_the_article(part: str) -> None:
    assert in_proportion(lambda size: article("docusaurus", part * size), 1600)


def test_emphasis_beside_a_component_may_hold_quotation_marks() -> None:
    source = "A <b>*text*</b> and {'an'}.\n"
    assert written("docusaurus", source, lambda text: text.replace("text", '"')) == (
        "A <b>*\"*</b> and {'an'}.\n"
    )


@pytest.mark.parametrize("target", ['a "b" c', "a `b` c", "a \\ c", "a &amp; c", "a {b} c", "a.b"])
def test_a_title_of_code_says_nothing_that_would_end_it(target: str) -> None:
    source = '```js title="Some words"\nx\n```\n'
    done = published("docusaurus", source, lambda _text: target)
    assert done.text == source
    assert len(done.blockers) == 1


def test_a_title_of_code_with_strange_signs_is_said() -> None:
    (problem,) = article("docusaurus", '```js title="A {b} c"\nx\n```\n').parsed.problems
    assert problem.untranslated
    assert problem.line == 1


@pytest.mark.parametrize("source", ["## Title\n", "Title\n===\n", "> Words\n> Title\n> ---\n"])
def test_no_target_names_a_heading(source: str) -> None:
    (text,) = texts("docusaurus", source)
    done = published("docusaurus", source, {text: "x {#y}"})
    assert done.text == source
    assert len(done.blockers) == 1


@pytest.mark.parametrize("target", [r"\x", r"\u12", "a\\"])
@pytest.mark.parametrize("source", ["Text.\n\n# Title\n", "> # Title #\n", "Title\n===\n"])
def test_no_backslash_is_said_in_the_title_of_a_page(source: str, target: str) -> None:
    done = published("docusaurus", source, {"Title": target})
    assert done.text == source
    assert len(done.blockers) == 1


@pytest.mark.parametrize(
    "source", ["## Title\n", "# A\n\n# Title\n", "# A\n\nTitle\n", "---\n\n# Title\n"]
)
def test_other_headings_say_backslashes(source: str) -> None:
    made = written("docusaurus", source, {"Title": r"\x"})
    assert made == source.replace("Title", r"\\x")


def test_a_backslash_in_the_title_of_a_page_is_a_tag() -> None:
    source = "# C:\\data, \\\\, \\* *and* `\\x`\n"
    assert texts("docusaurus", source) == ["C:<code1/>data, <code2/>, * <i3>and</i3> <code4/>"]
    made = written("docusaurus", source, upper)
    assert made == "# C:\\DATA, \\\\, * *AND* `\\x`\n"
