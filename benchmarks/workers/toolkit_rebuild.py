"""Translate Toolkit as a library: what its md2po and po2md do to each file of a folder."""

from pathlib import Path

from loop import serve, worked
from translate.convert.po2md import MarkdownTranslator
from translate.storage import markdown, po


def extract(articles: str, catalogs: str) -> dict[str, object]:
    paths = sorted(Path(articles).iterdir())

    def work() -> None:
        for path in paths:
            store = po.pofile()
            with path.open("rb") as article:
                parsed = markdown.MarkdownFile(inputfile=article)
            for unit in parsed.units:
                store.addsourceunit(unit.source).addlocations(unit.getlocations())
            store.removeduplicates("msgctxt")
            with Path(catalogs, f"{path.name}.po").open("wb") as catalog:
                store.serialize(catalog)

    return {"seconds": worked(work)}


def rebuild(articles: str, catalogs: str, out: str) -> dict[str, object]:
    paths = sorted(Path(articles).iterdir())

    def work() -> None:
        for path in paths:
            with Path(catalogs, f"{path.name}.po").open("rb") as catalog:
                store = po.pofile(catalog)
            translator = MarkdownTranslator(store, False, None, 80)
            with path.open("rb") as article, Path(out, path.name).open("wb") as target:
                translator.translate(article, target)

    return {"seconds": worked(work)}


serve({"extract": extract, "rebuild": rebuild})
