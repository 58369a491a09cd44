"""The dialects of systems for documentation, as data: Docusaurus, MkDocs, MyST."""

from types import MappingProxyType

from l10n.formats.code import (
    admonitions,
    directives,
    emoji,
    fences,
    first_title,
    math,
    mdx,
    myst,
    myst_directives,
    python_markdown,
    raw_html,
)
from l10n.formats.code.code import Family
from l10n.formats.dialects.dialect import Dialect

DIRECTIVES = Family("directive", (":::", "::"), directives.find, in_html=False)
ADMONITIONS = Family("admonition", ("!!!", "???", "===", "///"), admonitions.find, in_html=False)
MYST_DIRECTIVES = Family("myst directive", ("{",), myst_directives.find, in_html=False)
DOCUSAURUS = Dialect(
    "docusaurus",
    (
        fences.WRAPPERS,
        DIRECTIVES,
        Family("mdx", ("<", "{", "&#123;", "import ", "export "), mdx.find, in_html=False),
        fences.TITLES,
        # Behind the braces of MDX, which formulas have too: the outer code counts.
        math.CERTAIN_MATH,
        emoji.EMOJI,
        first_title.FIRST_TITLE,
    ),
    shown=MappingProxyType(mdx.SHOWN),
    # Docusaurus looks at lines with JavaScript's `.`, which ends at U+2028 and U+2029.
    # A colon before a letter begins a directive, of which a text of a picture keeps nothing.
    guard=r"[{\u2028\u2029]|:(?=[A-Za-z])|<(?=[^\sA-Za-z/!?]|\Z)",
    line_guard=r":{2,}|(?:import|export) ",
)
_BLANK = "[\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"
_NAME = ":(?=(?:[+-]1|100|1234|[0-9_+-]*+[a-z][a-z0-9_+-]*+):)"
MKDOCS = Dialect(
    "mkdocs",
    (
        *python_markdown.BEFORE_MARKDOWN,
        Family("macro", ("{{", "{%"), myst.find_substitutions),
        ADMONITIONS,
        raw_html.OF_PYTHON_MARKDOWN,
        fences.TITLES,
        math.CERTAIN_MATH,
        *python_markdown.MARKUP,
        emoji.EMOJI,
    ),
    extensions=frozenset(("definitions",)),
    # Attributes and macros, dollars, the signs of pymdownx, emoji; what would begin a comment or a
    # script, since Python-Markdown looks for HTML before it knows of titles; hashes, which end a
    # heading even behind a word; blanks of all scripts, which it takes off at the edges of a text.
    guard=rf"[{{$^~]|<(?=[!?/A-Za-z])|(?<!&)#|#\Z|\A{_BLANK}|{_BLANK}\Z|=(?==)|\+(?=\+)|{_NAME}",
    line_guard=r"!!!|\?{3}|={3}|/{3}|:(?=[ \t])|;*+-++8<-",
    # MkDocs takes `Word: …` in the first lines for metadata.
    first_guard=r"[A-Za-z0-9_-]++:",
    # Python-Markdown escapes sixteen signs, none in the title of a reference; brackets with a
    # backslash are mathematics to pymdownx.
    references="`\"$%&'(),/:;<=?@[]^|~",
    links_addresses=False,
    put_in=admonitions.put_in,
    bracketed_titles=frozenset(("definition",)),
)
MYST = Dialect(
    "myst",
    (
        MYST_DIRECTIVES,
        *myst.FAMILIES,
    ),
    extensions=frozenset(("definitions",)),
    guard=rf"[{{$]|\A{_BLANK}|{_BLANK}\Z",
    # What stands behind a directive's name in a fence of backticks must not hold any.
    references="`",
    line_guard=r"%|--|\+{3}|\((?=[^()]*+\)=[ \t]*+\Z)|:",
    links_addresses=False,
)
CERTAIN = (ADMONITIONS, MYST_DIRECTIVES, DIRECTIVES, fences.UNREAD_TITLES)
"""What is code in an article of whatever dialect."""
