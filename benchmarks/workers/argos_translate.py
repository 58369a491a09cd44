"""Argos Translate, one segment at a time, by its own `argostranslate.translate.translate`.

Its settings come from the environment. stanza and minisbd, which it imports to find sentences, are
stood in for by a class that gives a text back as one sentence: every segment here is one, and the
real ones need models from the network and only take longer.
"""

import splitters  # noqa: F401, I001

from argostranslate.translate import translate
from loop import serve, timed


def run(texts: list[str], source: str, target: str) -> dict[str, object]:
    drafts: list[str] = []

    def work() -> None:
        drafts.extend(translate(text, source, target) for text in texts)

    return {"seconds": timed(work), "drafts": drafts}


serve({"run": run})
