"""What an installed package holds: every file that the code reads beside it."""

from configparser import ConfigParser
from fnmatch import fnmatch

from tests.corpora import ROOT


def test_every_file_beside_the_code_is_installed_with_it() -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    patterns = config["options.package_data"]["l10n"].split()
    package = ROOT / "l10n"
    files = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc", ".po", ".pot")
    ]
    assert any(name.endswith(".tsv") for name in files)
    depth = {name: name.count("/") for name in (*files, *patterns)}
    assert [
        name
        for name in files
        if not any(fnmatch(name, each) and depth[name] == depth[each] for each in patterns)
    ] == []
