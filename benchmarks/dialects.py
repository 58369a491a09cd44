"""What a dialect costs: extract and rebuild of the same articles, read in it and read as plain."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import articles
from benchmarks.processes import L10N, WORKERS, Worker, environment
from benchmarks.sides import Side
from benchmarks.table import Part, Row, interleaved, rate, ratio
from l10n.model.conventions import DIALECTS

AIM = 1.15
PLAIN = "plain"
CODE = {
    "docusaurus": ":::tip\n\n{}\n\n:::",
    "github": "> [!NOTE]\n> {}",
    "hugo": '{{{{< figure src="a.jpg" >}}}}\n\n{}\n\n[x]({{{{< ref "b.md" >}}}})',
    "jekyll": "{{% include a.html %}}\n\n{}\n{{: .lead}}",
    "mkdocs": "!!! note\n    {}",
    "myst": ":::{{tip}}\n\n{}\n\n:::",
    "obsidian": "> [!tip]\n> {}\n\n![[a.png]]",
    "pandoc": "::: {{.tip}}\n\n{} [@a]\n\n:::",
    "wordpress": '<!-- wp:paragraph {{"id":1}} -->\n\n{}\n\n<!-- /wp:paragraph -->',
}
"""What articles of a dialect hold, around a sentence."""
SENTENCE = "Рада проголосувала за бюджет."


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure each dialect beside `plain`, with the same bytes and three places of code in each."""
    texts = articles.markdown_articles(3 if quick else 120)
    rounds = 1 if quick else 5
    rows: list[Row] = []
    command = [L10N[0], WORKERS / "l10n_rebuild.py"]
    with Worker(command, log=folder / "log", variables=environment()) as worker:
        for dialect in DIALECTS:
            if dialect == PLAIN or (quick and dialect != "hugo"):
                continue
            coded = {name: _coded(text, dialect) for name, text in texts.items()}
            sides = [_side(worker, folder / dialect, each, coded) for each in (dialect, PLAIN)]
            for side in sides:
                side.prepare()
            laps: dict[str, Callable[[], float]] = {side.name: side.lap for side in sides}
            took = interleaved(laps, rounds, warm=not quick)
            rows.append(
                Row(
                    f"extract and rebuild, dialect {dialect}",
                    rate(len(texts), took[dialect], "articles"),
                    "the same articles as plain",
                    rate(len(texts), took[PLAIN], "articles"),
                    ratio(took[dialect], took[PLAIN]),
                    AIM,
                    at_most=True,
                )
            )
    note = (
        f"Dialects: {len(texts)} Markdown articles, {articles.origin()}, three places of the "
        "dialect's code in each; the ratio is of times, dialect by plain."
    )
    return Part(tuple(rows), (note,))


def _coded(text: str, dialect: str) -> str:
    blocks = text.split("\n\n")
    for place in (1, len(blocks) // 2 + 1, len(blocks) + 1):
        blocks.insert(place, CODE[dialect].format(SENTENCE))
    return "\n\n".join(blocks)


def _side(worker: Worker, folder: Path, dialect: str, texts: dict[str, str]) -> Side:
    place = folder / dialect
    (place / "articles").mkdir(parents=True)
    for name, text in texts.items():
        (place / "articles" / name).write_text(text, "utf-8")
    given = {
        "articles": str(place / "articles"),
        "catalogs": str(place / "po"),
        "split": "blocks",
        "dialect": dialect,
    }
    return Side(
        dialect,
        place,
        partial(worker.seconds, "extract", **given),
        partial(worker.seconds, "rebuild", **given, out=str(place / "out")),
    )
