"""Constructs of all dialects and of Markdown, and articles that are put together from them."""

from hypothesis import strategies as st

INLINES = (
    *(
        "Рада ухвалила закон.",
        "*курсив*",
        "**жирний**",
        "`код`",
        "[стаття](a.md)",
        "![мапа](b.jpg)",
    ),
    *(
        '[стаття](a.md "назва")',
        "<b>рядок</b>",
        "<br>",
        "<!-- примітка -->",
        "&nbsp;",
        "https://a.b/c",
    ),
    *(
        '{{< ref "b.md" >}}',
        '[стаття]({{< ref "b.md" >}})',
        "{{% param x %}}",
        "{{< x >}}слово{{< /x >}}",
    ),
    *('{{< figure src="a.jpg" caption="Вода" >}}', "{{ .Title }}", "{{</* приклад */>}}"),
    *("{{ page.title | upcase }}", "![Вода]({{ site.img }}a.jpg)", "{% if x %}так{% endif %}"),
    *(
        '{% include a.html title="Вода" %}',
        "{% raw %}{{ a }}{% endraw %}",
        '[a](b){:target="_blank"}',
    ),
    *("*a*{:.lead}", "$E_{k}$", "$$x^2$$", "\\(x_1\\)", "H~2~O", "x^2^", "==важливо==", "++нове++"),
    *(
        "^[примітка]",
        "слово[^1]",
        "[@smith, с. 5]",
        "@doe99",
        "[текст]{.smallcaps}",
        "`a`{.python}",
    ),
    *(
        "[[нотатка]]",
        "[[нотатка|слово]]",
        "![[вода.png|300]]",
        "%%приховане%%",
        "#мітка",
        "слово ^abc",
    ),
    *(
        ":tada:",
        ":material-home:",
        "{term}`Рада`",
        "{doc}`Закон <a>`",
        "{>>примітка<<}",
        "{~~a~>б~~}",
    ),
    *('[gallery ids="1"]', '[caption id="a"]<img src="a.jpg"/> Тунель[/caption]', "[[gallery]]"),
    *(
        "<Tabs x={1}>",
        "</Tabs>",
        "{/* примітка */}",
        "<Icon name='x'/>",
        "{props.x}",
        "~~ні~~",
        "\\begin{a}",
    ),
    *("a | b", "\\*", "<kbd>x</kbd>", "5 * 3", "a_b_c", "[x]", "![", "(c)", "...", "--", '"так"'),
)
BLOCKS = (
    *(
        "# Заголовок",
        "## Заголовок {#id}",
        "Заголовок\n===",
        "Заголовок\n---",
        "---",
        "***",
        "```\nкод\n```",
    ),
    *(
        "    код",
        "- пункт\n- другий",
        "1. пункт\n2. другий",
        "- [ ] справа",
        "> цитата\n> далі",
        "<div>\nслово\n</div>",
    ),
    *(
        "| a | б |\n|---|---|\n| в | г |",
        "a|б\n-|-\nв|г",
        "| а | б |\n| в | г |\n{:.wide}",
        "[^1]: Примітка.",
        "[x]: /y 'назва'",
    ),
    *(
        "> [!NOTE]\n> Вибори о восьмій.",
        "> [!tip]- Назва\n> Слово.",
        ":::tip\nЛіхтар.\n:::",
        ":::note[Назва]\n\nСлово.\n\n:::",
    ),
    *(
        "::: {.callout}\nСлово.\n:::",
        '!!! note "Назва"\n    Слово.',
        "??? tip\n\n    Слово.",
        '=== "Вкладка"\n\n    Слово.',
    ),
    *(
        "/// note | Назва\nСлово.\n///",
        '--8<-- "a.md"',
        "```{note} Назва\n:class: x\n\nСлово.\n```",
        ":::{figure} a.png\n:alt: Вода\n\nПідпис.\n:::",
    ),
    *(
        "(ціль)=",
        "% примітка",
        "+++",
        "Термін\n: Його зміст.",
        "Термін\n:   Зміст.\n\n    Далі.",
        "{: .lead}",
        "{:toc}",
    ),
    *(
        "{::comment}\nні\n{:/comment}",
        "^",
        "*[НБУ]: Банк",
        '{::options toc="1"/}',
        "{.lead}",
        "<!--more-->",
        "%%\nні\n%%",
    ),
    *(
        "{{< tabs >}}\nСлово.\n{{< /tabs >}}",
        "{{% callout %}}\nСлово.\n{{% /callout %}}",
        "{{< highlight go >}}\nx\n{{< /highlight >}}",
    ),
    *(
        "{% highlight ruby %}\nx\n{% endhighlight %}",
        "{% include a.html %}",
        "{% for x in y %}\n- {{ x }}\n{% endfor %}",
        "{% comment %}\nні\n{% endcomment %}",
    ),
    *(
        "<!-- wp:paragraph -->\n<p>Слово.</p>\n<!-- /wp:paragraph -->",
        '<!-- wp:image {"alt":"Вода"} /-->',
        "[embed]https://a.b[/embed]",
        "[gallery]",
    ),
    *(
        "import X from 'x'",
        "export const a = {\n  b: 1\n}",
        '<Tabs>\n<TabItem label="Вода">\n\nСлово.\n\n</TabItem>\n</Tabs>',
        "<Card>\n  Слово.\n</Card>",
    ),
    *(
        "$$\nx^2\n$$",
        "\\begin{equation}\nx\n\\end{equation}",
        "| рядок вірша\n| другий",
        "(1) пункт",
        "#. пункт",
        "(@a) пункт",
        "Table: Підпис",
    ),
    *(
        "+---+---+\n| a | б |\n+---+---+",
        "a   б\n--- ---\nв   г",
        "<details><summary>Назва</summary>\n\nСлово.\n</details>",
        "<table><tr><td>Слово</td></tr></table>",
    ),
    *(
        "![[нотатка]]",
        "^блок-1",
        "[TOC]",
        "[[toc]]",
        "<figure><img src=a alt='Вода'><figcaption>Підпис</figcaption></figure>",
        "https://a.b/c",
    ),
    *(
        "<script>\nx\n</script>",
        "<!--\nні\n-->",
        "<p align=center>Слово</p>",
        "слово\\\nрядок",
        "слово  \nрядок",
        "````md\n```\n````",
    ),
)
HEADS = (
    *("", "", "", "---\ntitle: Назва\ndescription: Опис\n---\n", "+++\ntitle = 'Назва'\n+++\n\n"),
    *('{"title": "Назва"}\n\n', "title: Назва\n\n", "% Назва\n\n", "---\ntitle: Назва\n---\n\n"),
)
WRAPS = (
    *(("", ""), ("", ""), ("> ", "> "), ("- ", "  "), ("1. ", "   "), ("    ", "    ")),
    *(("!!! note\n    ", "    "), ("> - ", ">   "), ("\t", "\t"), (": ", "  "), ("[^1]: ", "    ")),
)
"""What stands before the first line of a construct, and before the others."""


def wrapped(text: str, wrap: tuple[str, str]) -> str:
    """A construct inside a quote, a list, an admonition."""
    return wrap[0] + text.replace("\n", "\n" + wrap[1])


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article of some constructs, beside and inside one another, with any newlines."""
    parts = [draw(st.sampled_from(HEADS))]
    for _number in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            text = draw(st.sampled_from(BLOCKS))
        else:
            gap = draw(st.sampled_from((" ", "", "\n")))
            text = gap.join(draw(st.lists(st.sampled_from(INLINES), min_size=1, max_size=3)))
        for _depth in range(draw(st.integers(0, 2))):
            text = wrapped(text, draw(st.sampled_from(WRAPS)))
        parts += (text, draw(st.sampled_from(("\n\n", "\n\n", "\n", "\n> \n"))))
    source = "".join(parts)
    newline = draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r")))
    return draw(st.sampled_from(("", "", "", "\ufeff"))) + source.replace("\n", newline)
