"""Names of emoji between colons, as GitHub writes them (`:tada:`): the same in all languages."""

import re
from collections.abc import Iterator

from l10n.formats.code.code import Code, Family, Ground, Level
from l10n.model.article import Span

_EMOJI = re.compile(r"(?<![\w:\\]):(?:[+-]1|[a-z0-9_+-]*[a-z][a-z0-9_+-]*|100|1234):(?![\w:])")
GUARD = r"(?<![\w:\\]):(?=(?:[+-]1|[a-z0-9_+-]*[a-z][a-z0-9_+-]*|100|1234):)"
"""What would be the name of an emoji."""


def find(ground: Ground) -> Iterator[Code]:
    """Find names of emoji; whether GitHub knows one is not asked."""
    for found in _EMOJI.finditer(ground.text):
        if not ground.is_off(found.start()):
            yield Code(Span(*found.span()))


EMOJI = Family("emoji", (":",), find, Level.INLINE)
