"""Jekyll: Liquid and kramdown are kept as they stand, the words around them are translated."""

import re

import pytest

from tests.dialect_texts import texts, written
from tests.growth import in_proportion

JEKYLL = "jekyll"
CODE = """\
Read [the story]({% POST_URL X %}) and [more]({{SITE.BASEURL}}/A.JPG).
=
![Flood]({{ SITE.IMG }}A.JPG)
=
[Site](HTTPS://EXAMPLE.ORG){:TARGET="_BLANK"}
=
Text {{ PAGE.TITLE | UPCASE }} goes on.
=
{% HIGHLIGHT RUBY %}
DEF X

  "STRING"
{% ENDHIGHLIGHT %}

Text
=
{% IF X %}
Shown *here*.
{%- ELSE -%}
Not here.
{% ENDIF %}
=
A {%- INCLUDE X.HTML -%} b
=
Use {% RAW %}{{ X }}{% ENDRAW %} so. {% RAW %}Write {{ Y }} here{% ENDRAW %}.
=
{% COMMENT %}
NOTHING
{% ENDCOMMENT %}
text
=
Term
: Its meaning.
=
Lead
{:.LEAD #TOP}
=
- {:.X} item
- *item*{:.Y} more
=
* TOC
{:TOC}
=
1. one
{:STYLE="X"}
=
{::COMMENT}
NOTHING
{:/COMMENT}
text
=
{::NOMARKDOWN}<B>X</B>{:/}
=
Text {::NOMARKDOWN}<B>X</B>{:/} on
=
## Head {#HEAD}
{:.NO_TOC}
=
One line\\\\
another line
=
Energy $$E=MC^2$$ here
=
$$
A

B
$$
=
| a | b |
| c | *d* |
|===|===|
| e | f |
{:.X}
=
> | a | {{ X | Y }} |
> | b\\|c | `D|E` |
=
one|two
=
<DIV MARKDOWN="1">
Inner *text*.
</DIV>
=
> quoted
{:.TIP}
=
{:NOTE: .X #Y}
=
text
^
text
=
```
{:.X} $$Y$$ | Z |
```
"""
"""Between the signs: what stands in lower case is what is translated."""


def _upper(text: str) -> str:
    return re.sub(r"</?[a-z]+[0-9]+/?>|[^<]+|<", lambda found: _shouted(found[0]), text)


def _shouted(text: str) -> str:
    return text if text.startswith("<") else text.upper()


def _lowered(source: str) -> str:
    """Code in the case that its readers know."""
    names = "POST_URL HIGHLIGHT ENDHIGHLIGHT IF ELSE ENDIF INCLUDE RAW ENDRAW COMMENT ENDCOMMENT"
    names += " TOC NOMARKDOWN DIV MARKDOWN"
    return re.sub(rf"\b(?:{names.replace(' ', '|')})\b", lambda found: found[0].lower(), source)


@pytest.mark.parametrize("source", CODE.split("=\n"))
def test_code_of_jekyll_stays_and_words_change(source: str) -> None:
    article = _lowered(source)
    assert written(JEKYLL, article, _upper) == _lowered(source.upper())
    assert written(JEKYLL, article, str) == article


def test_contents_of_liquid_and_kramdown_are_no_text() -> None:
    source = (
        "{% highlight ruby %}\nx\n{% endhighlight %}\n\n* TOC\n{:toc}\n\n{::comment}\ny\n{:/}\n"
    )
    assert texts(JEKYLL, source) == []


def test_cells_of_a_table_without_a_head_are_texts() -> None:
    assert texts(JEKYLL, "| a | *b* |\n|---+---|\n| {{ x | y }} | c |\n") == ["a", "b", "c"]


def test_rows_without_pipes_at_their_edges_stay_rows() -> None:
    source = "a | b\nc | d\n--|--\ne | f\n"
    assert texts(JEKYLL, source) == ["a", "b<code1/>c", "d", "e", "f"]
    assert written(JEKYLL, source, _upper).lower() == source


INCLUDE = (
    """{% include figure.html src="a" caption="A <b>flood</b> &amp; 'more'" alt='wet' x="y" %}\n"""
)


def test_parameters_of_an_include_are_translated() -> None:
    assert texts(JEKYLL, INCLUDE) == ["A <html1>flood</html1> & 'more'", "wet"]
    hostile = "\" ' %} {{ x }} {% y %} <i> & &amp; \\ <html1>z</html1>"
    text = written(
        JEKYLL, INCLUDE, {"A <html1>flood</html1> & 'more'": hostile, "wet": 'it\'s "wet"'}
    )
    assert text == (
        '{% include figure.html src="a" caption="&#34; \' &#37;} &#123;{ x }} &#123;% y &#37;} '
        '&#60;i> & &#38;amp; &#92; <b>z</b>" alt=\'it&#39;s &#34;wet&#34;\' x="y" %}\n'
    )


def test_an_attribute_list_goes_where_its_tag_goes() -> None:
    source = "See [the *site*][a]{:.x} and `code`{:.y} here.\n\n[a]: /b\n"
    target = "<code3/> I <a1>das <i2>Netz</i2></a1>"
    assert written(JEKYLL, source, lambda _text: target).startswith(
        "`code`{:.y} I [das *Netz*][a]{:.x}"
    )


def test_the_meaning_of_an_abbreviation_is_translated() -> None:
    source = "*[HTML]: Hyper Text\n"
    assert texts(JEKYLL, source) == ["Hyper Text"]
    assert written(JEKYLL, source, lambda _text: "{{ x }} | & &amp;") == (
        "*[HTML]: &#123;&#123; x }} &#124; & &#38;amp;\n"
    )


def test_targets_never_become_code_of_jekyll() -> None:
    hostile = "{{ x }} {% y %} {:.z} {::comment} $$a$$ <<b>> ^c @d ~e {#f} `g`"
    text = written(JEKYLL, "Words\n", lambda _text: hostile)
    for code in ("{{", "{%", "{:", "$$", "<<", "{#", "`", "\\^", "\\@"):
        assert code not in text
    assert texts(JEKYLL, text) == [hostile]


def test_title_of_a_link_has_references_for_signs() -> None:
    text = written(JEKYLL, '[a](b "c")\n', {"c": 'x "y" \\z `w`', "a": "a"})
    assert text == '[a](b "x &#34;y&#34; &#92;z &#96;w&#96;")\n'


SHAPES = (
    *("{{ ", "{% ", "{{ }} ", "{% if %} ", "{% if %}x{% endif %} ", "{% raw %} ", "{% comment %}"),
    *(
        "{:.x} ",
        "{:.x}\n",
        "a\n{:.x}\n\n",
        "{::comment}\n",
        "{::comment} ",
        "$$ ",
        "$$x$$ ",
        "$$\n\n",
    ),
    *(
        "| a ",
        "| a |\n",
        "| a |\n\n",
        "a\\\\\n",
        "- {:.x} a\n",
        '<div markdown="1">\n',
        "*[a]: b\n",
    ),
    *('{% include x caption="<b>" %}\n', '{% include x caption="<b', "*a*{:.x}", "* toc\n{:toc}\n"),
)


@pytest.mark.growth
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.sampled(9)
def test_reading_jekyll_grows_in_proportion(shape: str) -> None:
    assert in_proportion(lambda size: texts(JEKYLL, shape * (size // len(shape))), 6_000)
