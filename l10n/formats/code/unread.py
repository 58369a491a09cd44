"""What readers may see of code that no table names: values that read like prose."""

from collections.abc import Iterator

from l10n.formats.code.code import Code
from l10n.formats.code.prose import cut, for_machines, is_prose
from l10n.messages import N_, Message, message
from l10n.regex import regex

PARAMETER = N_(
    "“{text}” stands in code and is not translated; if readers see it, name its parameter "
    "under [shortcodes]"
)
VALUE = N_("“{text}” stands in code and is not translated")
_HEAD = regex(
    r"(?P<named>\{\{[<%](?!\s*+/?(?:rel)?ref\b|\s*+(?:highlight|param)\b)"
    r"|\{%-?\s*+(?:include|render)|\[[a-z]|<!--\s*+wp:|<[A-Z])"
    r"|\{%-?\s*+(?!(?:if|elsif|elif|unless|when|case|for|tablerow|raw|comment|highlight|link"
    r"|post_url|end\w*+|import|from|extends|style|stylesheet|schema|javascript)\b)"
    r"|\{\{(?![<%])|(?P<script>(?:import|export)\ (?!\*)|\{(?![{%>]|/\*|::comment))"
    r"|\]\{(?![{%])|:{3}|title="
)
"""How code begins in which a writer hands values to a template: to what has a name, or in an
expression, an assignment or a list of attributes, and JavaScript. Other code (conditions, loops) is
for those who build the site."""
_QUOTED = regex(
    r'"([^"\n]*+)"|“([^“”\n]*+)”|\'([^\'\n]*+)\'|`([^`]*+)`|(?P<shown>(?<=[^=\s-]>)[^<>{}`]++(?=<))'
)
"""Values in quotes, and in JavaScript the text between tags."""
_FILLED = regex(r"\$\{[^{}]*+\}")
"""What is filled in, in a template literal."""
_NAME = regex(r"""([\w:-]+)["']?\s{0,3}[=:]\s{0,3}\Z""")
_PLACE = regex(r"(?:\bfrom|\bimport|\brequire\()\s{0,3}\Z")
"""What stands before the address of a module."""
_NEAR = 60
"""Characters before a value in which its name stands."""
_LETTERS = regex(r"[^\W\d_]{2}")
_SCRIPT = regex(r"&&|\|\||[;=()\[\]]\s*+\Z|===?|\?\s*+\Z")


def unread(code: Code, source: str) -> Iterator[tuple[int, Message, bool]]:
    """The values in code that read like prose and are not handed out, with their offsets.

    The last of each is true where readers see it for certain: the text of an element.
    """
    raw = code.span.of(source)
    head = None if code.verbatim or code.left is not None else _HEAD.match(raw)
    if not head:
        return
    handed = iter(code.texts)
    text = next(handed, None)
    for found in _QUOTED.finditer(raw):
        start = code.span.start + found.start()
        while text is not None and text.span.end <= start:
            text = next(handed, None)
        if text is not None and text.span.start < code.span.start + found.end():
            continue
        if found["shown"] and not head["script"]:
            continue
        value = _FILLED.sub(
            " ", found[1] or found[2] or found[3] or found[4] or found["shown"] or ""
        )
        near = max(0, found.start() - _NEAR)
        if _PLACE.search(raw, near, found.start()):
            continue
        name = _NAME.search(raw, near, found.start())
        prose = _is_words(value) if found["shown"] else is_prose(value)
        if prose and not (name and for_machines(name[1])):
            yield (
                start,
                message(PARAMETER if head["named"] else VALUE, text=cut(value)),
                found["shown"] is not None,
            )


def _is_words(value: str) -> bool:
    """True for a text between tags with a word in it, and nothing of which scripts are made."""
    return _SCRIPT.search(value) is None and _LETTERS.search(value) is not None
