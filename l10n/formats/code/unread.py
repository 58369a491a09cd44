"""What readers may see of code that no table names: values that read like prose."""

import re
from collections.abc import Iterator

from l10n.formats.code.code import Code
from l10n.lines import display_line
from l10n.messages import N_, Message, message

PARAMETER = N_(
    "“{text}” stands in code and is not translated; if readers see it, name its parameter "
    "under [shortcodes]"
)
VALUE = N_("“{text}” stands in code and is not translated")
_HEAD = re.compile(
    r"(?P<named>\{\{[<%](?!\s*+/?(?:rel)?ref\b|\s*+(?:highlight|param)\b)"
    r"|\{%-?\s*+(?:include|render)|\[[a-z]|<!--\s*+wp:|<[A-Z])"
    r"|\{\{(?![<%])|\]?\{(?![{%])|:{3}"
)
"""How code begins in which a writer hands values to a template: to what has a name, or in an
expression or a list of attributes. Other code (assignments, conditions, imports) is for those who
build the site."""
_QUOTED = re.compile(r'"([^"\n]*+)"|“([^“”\n]*+)”|\'([^\'\n]*+)\'')
_NAME = re.compile(r"""([\w:-]+)["']?\s{0,3}[=:]\s{0,3}\Z""")
_NEAR = 60
"""Characters before a value in which its name stands."""
_MACHINES = re.compile(
    r"(?:aria-(?!label)|data-|on[A-Z])|(?:.*[_-])?"
    r"(?:class(?:name)?|id|key|style|src|href|url|link|path|file|page|format|sizes?|type|lang|ref)\Z",
    re.IGNORECASE,
)
"""Names of values that are for machines, whatever they read like."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAST, _MANY = 2, 3
"""Words in Latin letters that a text has at least; so many are one where nothing else tells."""
_SHOWN = 60
"""Characters of a text that are told."""


def unread(code: Code, source: str) -> Iterator[tuple[int, Message]]:
    """The values in code that read like prose and are not handed out, with their offsets."""
    raw = code.span.of(source)
    head = _HEAD.match(raw)
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
        value = found[1] or found[2] or found[3] or ""
        name = _NAME.search(raw, max(0, found.start() - _NEAR), found.start())
        if _is_prose(value) and not (name and _MACHINES.match(name[1])):
            shown = display_line(value)
            cut = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
            yield start, message(PARAMETER if head["named"] else VALUE, text=cut)


def _is_prose(value: str) -> bool:
    """True for words of a language: classes and names of files are none."""
    parts = value.split()
    words = [part for part in parts if _WORD.fullmatch(part.strip(".,:;!?…()«»„“”\"'"))]
    if not words or len(words) * 2 < len(parts):
        return False
    foreign = any(not word.isascii() for word in words)
    if len(words) < _LEAST:
        return foreign and value.strip()[0].isupper()
    return foreign or value.strip()[0].isupper() or len(words) >= _MANY
