"""Stand-ins for the sentence splitters of Argos Translate: import this before it.

stanza and minisbd need models from the network and only take longer; every text is one sentence.
"""

import sys
from types import ModuleType, SimpleNamespace


class Whole:
    """Finds one sentence in every text, in no time."""

    def __init__(self, *_given: object, **_options: object) -> None:
        """Need no model."""

    def sentences(self, text: str) -> list[str]:
        """The text as its only sentence."""
        return [text]


def _stand_in(name: str, **members: object) -> None:
    module = ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module


_stand_in("stanza")
_stand_in(
    "minisbd", SBDetect=Whole, models=SimpleNamespace(cache_dir="", list_models=lambda: ["uk"])
)
