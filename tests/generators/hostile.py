"""What a hostile target says to the systems that articles are written for."""

import re

from tests.test_markdown_laws import HOSTILE

OF_TEMPLATES = r"""
{{< x >}} ¦ {{< /x >}} ¦ {{% x %}} ¦ {{</* x */>}} ¦ {{ .Title }} ¦ {{- x -}} ¦ {{ ¦ }}
{% raw %} ¦ {% endraw %} ¦ {%- if x -%} ¦ {% x ¦ %} ¦ {{{ x }}} ¦ { ¦ } ¦ {{< ¦ {{% ¦ {{< x
>}} ¦ %}} ¦ */>}} ¦ " >}} ¦ ` >}} ¦ " x=" ¦ \ ¦ \" ¦ "\ ¦ `\ ¦ a`b ¦ "a` ¦ <!--more-->
<!-- more --> ¦ --> ¦ ]]> ¦ <!-- wp:x --> ¦ <!-- /wp:x --> ¦ [x] ¦ [/x] ¦ [caption id="x"]
[/caption] ¦ [[x]] ¦ ![[x]] ¦ [[ ¦ ]] ¦ %%x%% ¦ %% x ¦ <%= x %>
"""
OF_MARKUP = r"""
{:.x} ¦ {: .x} ¦ {:toc} ¦ {::comment} ¦ {:/} ¦ {::nomarkdown} ¦ {#x} ¦ {.x} ¦ {:x: .y} ¦ { .x }
{x="y"} ¦ ## x {#y} ¦ x {#y} ¦ *[x]: y ¦ ^ ¦ ^^x^^ ¦ ^[x] ¦ ++x++ ¦ --x-- ¦ : x ¦ :   x ¦ ~ x
x\\ ¦ $$x$$ ¦ $$ ¦ $x$ ¦ $5 and $6 ¦ \(x\) ¦ \[x\] ¦ @x ¦ [@x] ¦ ::: ¦ :::x ¦ ::: x ¦ :::tip[x]
!!! x ¦ !!! x "y" ¦ ??? x ¦ === x ¦ === "x" ¦ --8<-- x ¦ [!NOTE] ¦ [!NOTE]- ¦ > [!NOTE] ¦ {x}`y`
{x} ¦ (x)= ¦ % x ¦ +++ x ¦ :smile: ¦ :x: ¦ <<x>> ¦ H~2~O ¦ x^2^ ¦ ==x== ¦ [^1] ¦ [^x]: y ¦ #x
# x #y ¦ ^x ¦ | x ¦ x | y ¦ import x ¦ export x
"""
TARGETS = tuple(
    # An address of e-mail becomes a link where the system makes links of them: in the source too.
    each
    for each in dict.fromkeys((*HOSTILE, *re.split(r" ¦ |\n", OF_TEMPLATES + OF_MARKUP)))
    if each not in ("", "x@y.z")
)
"""All of it."""
