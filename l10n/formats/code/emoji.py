"""Names of emoji between colons, as GitHub writes them (`:tada:`): the same in all languages."""

from collections.abc import Iterator

from l10n.formats.code.code import Code, Family, Ground, Level
from l10n.model.article import Span
from l10n.regex import regex

_EMOJI = regex(r":(?<![\w:\\]:)(?P<name>[a-z0-9_+-]++):(?![\w:])")
_ESCAPED = regex(
    r"(?::(?<![\w:\\]:)|\\:(?<![\w:\\]\\:)|&\#58;(?<![\w:]&\#58;))"
    r"(?P<name>(?:[a-z0-9_+-]|\\(?=[_+-]))++)(?:\\?:|&\#58;)(?![\w:])"
)
_SIGNS = frozenset(("+1", "-1", "100", "1234"))
"""Names without a letter."""
GUARD = r":(?<![\w:\\]:)(?=[a-z0-9_+-]++:)"
"""What would be the name of an emoji."""


def find(ground: Ground) -> Iterator[Code]:
    """Find names of emoji; whether GitHub knows one is not asked."""
    for found in _EMOJI.finditer(ground.text):
        name = found["name"]
        named = name in _SIGNS or any(map(str.isalpha, name))
        if named and not ground.is_off(found.start()):
            yield Code(Span(*found.span()))


def find_however_written(ground: Ground) -> Iterator[Code]:
    """Find names whose signs are escaped too.

    GitHub looks for them in the words of the page, so that no escape makes text of one.
    """
    for found in _ESCAPED.finditer(ground.text):
        name = found["name"].replace("\\", "")
        named = name in _SIGNS or any(map(str.isalpha, name))
        if named and not ground.is_off(found.start()):
            yield Code(Span(*found.span()))


OF_GITHUB = Family("emoji", (":", "&#58;"), find_however_written, Level.INLINE)
EMOJI = Family("emoji", (":",), find, Level.INLINE)
