"""mdpo as a library: Markdown -> PO, and PO -> Markdown, for a folder of articles."""

from pathlib import Path

from loop import serve, worked
from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown


def extract(articles: str, catalogs: str) -> dict[str, object]:
    pairs = [(str(path), f"{catalogs}/{path.name}.po") for path in sorted(Path(articles).iterdir())]

    def work() -> None:
        for article, catalog in pairs:
            markdown_to_pofile(article, save=True, po_filepath=catalog)

    return {"seconds": worked(work)}


def rebuild(articles: str, catalogs: str, out: str) -> dict[str, object]:
    names = sorted(path.name for path in Path(articles).iterdir())

    def work() -> None:
        for name in names:
            pofile_to_markdown(f"{articles}/{name}", f"{catalogs}/{name}.po", save=f"{out}/{name}")

    return {"seconds": worked(work)}


serve({"extract": extract, "rebuild": rebuild})
