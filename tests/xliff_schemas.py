"""Run in the environment of the peers: holds XLIFF files to the official schemas."""

import sys
from pathlib import Path

from lxml import etree


class ToThem(etree.Resolver):
    """Leads what the schemas import, by addresses on the web, to the file beside them."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url, public_id, context):  # type: ignore[no-untyped-def]
        if url.endswith("/xml.xsd"):
            return self.resolve_filename(str(self.folder / "xml.xsd"), context)
        return None


def main(folder: Path, files: list[Path]) -> None:
    """Print the first fault of each file, with its line."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(ToThem(folder))
    schemas = {
        version: etree.XMLSchema(etree.parse(folder / name, parser))
        for version, name in (("1", "xliff-core-1.2-strict.xsd"), ("2", "xliff-core-2.0.xsd"))
    }
    for path in files:
        tree = etree.parse(path)
        schema = schemas[tree.getroot().get("version")[:1]]
        if not schema.validate(tree):
            print(f"{path.name}:{schema.error_log[0].line}: {schema.error_log[0].message}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
