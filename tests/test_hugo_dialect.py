"""Hugo: shortcodes are never touched, what readers see of them is translated."""

import re

import pytest

from tests.dialect_texts import published, segments, texts, written
from tests.growth import in_proportion

HUGO = "hugo"


CODE = """\
Read [the story]({{< ref "b.md" >}}) now.
=
![Flood]({{< img "a.jpg" >}} "High water")
=
Press {{< kbd >}}Enter{{< /kbd >}} now.
=
{{% callout %}}
Bring *a torch*.
{{% /callout %}}
=
{{< tabs >}}
{{< tab name="One" >}}
- first
- second
{{< /tab >}}
{{< /tabs >}}
=
{{< highlight go "linenos=table" >}}
A := 1

B := 2
{{< /highlight >}}

Text
=
Use {{</* REF "A" */>}} here.
=
| a | {{< b "X|Y" >}} |
|---|---|
| c | d |
=
Text {{< icon a />}} goes on.
=
{{< time.inline >}}{{ NOW }} IS

LATE{{< /time.inline >}}

Text
=
## Traffic {#traffic}
=
Term
: Its meaning.
=
A {{< x
  a="b"
>}} line
=
> {{< note >}}
> Quoted
> {{< /note >}}
=
1. One
2. {{< icon >}} two
=
Text {{% x %}} and {{< y z=1 >}} on.
"""
"""Between the signs: what stands in lower case outside of code is what is translated."""


@pytest.mark.parametrize("source", CODE.split("=\n"))
def test_code_of_hugo_stays_and_words_change(source: str) -> None:
    code = r"\{\{[<%][^}]*\}\}|\(\{\{.*?\}\}|\{#\w+\}|\b[A-Z]\b"
    parts = re.split(rf"({code})", source)
    upper = "".join(part if number % 2 else part.upper() for number, part in enumerate(parts))
    assert written(HUGO, source, _upper) == upper
    assert written(HUGO, source, str) == source


def _upper(text: str) -> str:
    return re.sub(r"</?[a-z]+[0-9]+/?>|[^<]+|<", lambda found: _shouted(found[0]), text)


def _shouted(text: str) -> str:
    return text if text.startswith("<") else text.upper()


FIGURE = """\
{{< figure src="a.jpg" caption="A *flood* in [Kyiv](https://a.b) \\"now\\"" alt="Water"
   title=`The "first"` >}}
"""


def test_parameters_that_readers_see_are_translated() -> None:
    caption = 'A <i1>flood</i1> in <a2>Kyiv</a2> "now"'
    assert texts(HUGO, FIGURE) == [caption, "Water", 'The "first"']


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("plain", '"plain"'),
        ('the "first"', '`the "first"`'),
        ("C:\\dir", '"C:\\dir"'),
        ("C:\\", "`C:\\`"),
        ('a `b` "c"', '"a `b` \\"c\\""'),
        ("a\\`b", None),
        ('{{< x >}} " >}}', '`{{< x >}} " >}}`'),
    ],
)
def test_values_are_quoted_as_hugo_reads_them(target: str, value: str | None) -> None:
    done = published(HUGO, '{{< x title="words" >}}\n', lambda _text: target)
    if value is None:
        assert [each.segment.text for each in done.blockers] == ["words"]
    else:
        assert done.text == f"{{{{< x title={value} >}}}}\n"


def test_markdown_of_a_caption_is_written_with_references() -> None:
    source = '{{< figure caption="words *here*" >}}\n'
    target = '*a* "b" \\ `c` <i1>here</i1> <script>'
    assert written(HUGO, source, {"words <i1>here</i1>": target}) == (
        '{{< figure caption="&#42;a&#42; &#34;b&#34; &#92; &#96;c&#96; *here* &#60;script>" >}}\n'
    )


def test_what_hugo_does_not_take_for_a_shortcode_is_text() -> None:
    assert texts(HUGO, "A {{< b") == ["A {{< b"]
    assert texts(HUGO, "A {{<>}} b") == ["A {{<>}} b"]
    assert texts(HUGO, 'A {{< b "x }} y >}} z') == ['A {{< b "x }} y >}} z']


def test_targets_never_become_code_of_hugo() -> None:
    hostile = "{{< x >}} {{% y %}} {#z} <!--more--> \\[x\\] $5 and $6 ==a== ^b^ ~c~ ++d++ :smile:"
    text = written(HUGO, "Words\n", lambda _text: hostile)
    for code in ("{", "<!--more", "\\[", "\\(", "$", "==", "^", "++", ":smile:"):
        assert code not in text
    assert texts(HUGO, text) == [hostile]


def test_definitions_begin_no_line_by_a_target() -> None:
    assert written(HUGO, "Term\n\nWords\n", {"Words": ": x"}) == "Term\n\n&#58; x\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("A ==new [one](b)== x", "A <code1>new <a2>one</a2></code1> x"),
        ("A ++new one++, x", "A <code1>new one</code1>, x"),
        ("H~2~O and m^2^.", "H<code1>2</code1>O and m<code2>2</code2>."),
        ("~5 km and ~3 km", "~5 km and ~3 km"),
        ("C++ and D++ x", "C++ and D++ x"),
        ("a == b and c == d", "a == b and c == d"),
        ("x^>y^z", "x^>y^z"),
    ],
)
def test_marks_of_hugo_are_tags_around_their_text(source: str, text: str) -> None:
    assert texts(HUGO, source + "\n") == [text]
    assert (
        written(HUGO, source + "\n", str)
        .replace("&#126;", "~")
        .replace("&#61;", "=")
        .replace("&#43;", "+")
        .replace("&#94;", "^")
        == source + "\n"
    )


def test_an_escaped_bracket_is_an_alert_to_hugo() -> None:
    done = published(HUGO, "> Words here\n", lambda _text: "[!NOTE]-")
    assert done.text == "> Words here\n"
    assert len(done.blockers) == 1


def test_marks_of_footnotes_are_no_superscript() -> None:
    assert texts(HUGO, "One[^a][^b] and m^2^[^a]\n\n[^a]: x\n[^b]: y\n") == [
        "One<fn1/><fn2/> and m<code3>2</code3><fn4/>",
        "x",
        "y",
    ]


def test_note_of_a_tag_shows_the_shortcode() -> None:
    (segment,) = segments(HUGO, "See {{< kbd >}}Enter{{< /kbd >}} now\n")
    assert segment.text == "See <code1>Enter</code1> now"
    assert segment.place.tags[0].note == "{{< kbd >}}…{{< /kbd >}}"


SHAPES = (
    *(
        "{{< a ",
        "{{< a `",
        '{{< a "',
        "{{</* ",
        "{{< a >}} ",
        "{{< a >}}\n",
        "{{< a >}}x{{< /a >}} ",
    ),
    *(
        "{{< /a >}}",
        '{{< a title="x" >}}\n',
        '{{< figure caption="*x*" >}}\n',
        '{{< a \\"',
        "{{< a",
    ),
    *("==a ", "~a ^b ++c ", "==a== ", "> [!a]\n\n", "> &#91;!a", "\\( ", "\\(_\\) "),
    *("{{ ", "{{ `", '{{ "', "{{ if }} {{ end }}", "{{/* ", "{{< a >}}\n\n"),
)


@pytest.mark.growth
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.sampled(9)
def test_reading_hugo_grows_in_proportion(shape: str) -> None:
    assert in_proportion(lambda size: texts(HUGO, shape * (size // len(shape))), 8_000)
