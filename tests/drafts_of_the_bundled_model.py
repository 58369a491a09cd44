"""Print what the bundled model makes of the articles and of sentences held out of training.

    python tests/drafts_of_the_bundled_model.py THREADS short|long

Texts, doubts, confidences as records hold them, and other translations: all that a reader of a
catalog or of its record could see.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from demomodel import data  # noqa: E402

from benchmarks.markup import golds  # noqa: E402
from l10n.engines import Request  # noqa: E402
from l10n.engines.argos.engine import Argos  # noqa: E402
from l10n.model.markup import Tagged  # noqa: E402

_TAG = re.compile(r"<(/?)(\d)(/?)>")


def _tagged(text: str) -> Tagged:
    """A text of the grammar with names for its numbered tags, as segments have them."""
    pairs: set[str] = set()
    empties: set[str] = set()

    def named(match: re.Match[str]) -> str:
        name = f"{'code' if match[3] else 'b'}{match[2]}"
        (empties if match[3] else pairs).add(name)
        return f"<{match[1]}{name}{match[3]}>"

    return Tagged(_TAG.sub(named, text), frozenset(pairs), frozenset(empties))


def texts(size: str) -> Iterator[Tagged]:
    """The sentences of the articles; if long, all that was held out too, tags of all kinds."""
    for source, _target in data.article_sentences():
        yield _tagged(source)
    if size == "long":
        for gold in golds():
            yield Tagged(gold.source, gold.pairs, gold.empties)
        for pair in (*data.held_out()[0], *data.held_out()[1]):
            yield _tagged(pair.uk)


def main() -> None:
    """Draft with the settings of a workflow that names none but the threads, and alternatives."""
    threads, size = int(sys.argv[1]), sys.argv[2]
    requests = [Request(text) for text in texts(size)]
    with Argos({"threads": threads, "alternatives": 2}, folders=[]) as engine:
        drafts = list(engine.translate(requests, "uk", "en"))
    found = {
        request.text.text: (
            (
                draft.text,
                draft.doubtful,
                draft.reason and draft.reason.template,
                None if draft.confidence is None else round(draft.confidence, 2),
            ),
            draft.alternatives,
        )
        for request, draft in zip(requests, drafts, strict=True)
    }
    json.dump(found, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
