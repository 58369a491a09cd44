"""Argos Translate, one segment at a time, by its own `argostranslate.translate.translate`.

Its settings come from the environment. stanza and minisbd, which it imports to find sentences, are
stood in for by a class that gives a text back as one sentence: every segment here is one, and the
real ones need models from the network and only take longer.
"""

import sys
from types import ModuleType, SimpleNamespace

from loop import serve, timed


class Whole:
    """Finds one sentence in every text, in no time."""

    def __init__(self, *_given: object, **_options: object) -> None:
        """Need no model."""

    def sentences(self, text: str) -> list[str]:
        """Give the text as its only sentence."""
        return [text]


def _stand_in(name: str, **members: object) -> None:
    module = ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module


_stand_in("stanza")
_stand_in(
    "minisbd", SBDetect=Whole, models=SimpleNamespace(cache_dir="", list_models=lambda: ["uk"])
)

from argostranslate.translate import translate  # noqa: E402


def run(texts: list[str], source: str, target: str) -> dict[str, object]:
    drafts: list[str] = []

    def work() -> None:
        drafts.extend(translate(text, source, target) for text in texts)

    return {"seconds": timed(work), "drafts": drafts}


serve({"run": run})
