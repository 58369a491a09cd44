"""XLIFF of ours holds to the official schemas; tools open and rewrite it, and nothing is lost."""

import itertools
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.exchange.xliff.outgoing import Offer, Origin, Outgoing, OutgoingUnit
from l10n.exchange.xliff.writing_1 import dump_1
from l10n.exchange.xliff.writing_2 import dump_2
from l10n.model.catalog import Reference, State
from tests.corpora import ROOT
from tests.omegat import OmegaT
from tests.test_peers import NEEDS_PEERS, PEERS
from tests.test_xliff import BOTH, Dump, back, entry, outgoing

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
"""Of 1.2 (strict), and of the core of 2.0, which is that of 2.1 too."""
CHANGED = replace(
    entry(
        "Рада <a1>ухвалила</a1><br2/> це.",
        "The <br2/>council <a1>adopted</a1> it.",
        State.DRAFT,
        note="Role: paragraph\na1: link",
        comment="Так?\n  <ні> & ні",
    ),
    previous=(None, "Рада схвалила це."),
    references=(Reference("articles/news/a.md", 3),),
)
OURS = (
    CHANGED,
    entry("Так & <ні>", "Yes & <no>", context="title"),
    entry("Ні."),
    entry("Мер \ufffe тут.", "The mayor \ufffe is here.", State.DRAFT),
)
UNITS = (
    OutgoingUnit(CHANGED, Origin.FUZZY, offers=(Offer("It did.", "argos"),)),
    OutgoingUnit(OURS[1], approved=True),
    OutgoingUnit(OURS[2]),
    OutgoingUnit(OURS[3], Origin.MACHINE),
)


def faulty() -> Outgoing:
    """Targets with each order of whole, torn, doubled and wrong tags."""
    parts = ("<a1>", "</a1>", "<br2/>", "<a1/>", "<br2>", "t")
    targets = enumerate(itertools.product(parts, repeat=3))
    return outgoing(*(entry(f"{n} <a1>y</a1><br2/>", "".join(each)) for n, each in targets), *OURS)


@pytest.mark.generator
def test_what_goes_out_is_valid_by_the_schemas(tmp_path: Path) -> None:
    if not SCHEMAS.is_dir():
        pytest.fail("no schemas of XLIFF; on Debian: apt-get install php-symfony-translation")
    files = []
    for name, parcel in (("good", outgoing(*UNITS)), ("faulty", faulty()), ("none", outgoing())):
        for form, text in (
            ("1", dump_1(parcel)),
            ("copies", dump_1(parcel, copies=True)),
            ("2", dump_2(parcel)),
        ):
            if name != "none":
                files.append(tmp_path / f"{name}-{form}.xlf")
                files[-1].write_text(text, "utf-8")
    validate = ROOT / "tests/xliff_schemas.py"
    command = [PEERS / "bin/python", validate, SCHEMAS, *files]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == ""


TOOLKIT = """
import json, sys
if sys.argv[3] == "1":
    from translate.storage.xliff import xlifffile as File
else:
    from translate.storage.xliff2 import Xliff2File as File
store = File.parsefile(sys.argv[1])
print(json.dumps([[each.source, each.target, each.getnotes()] for each in store.units]))
store.units[2].target = "No."
store.savefile(sys.argv[2])
"""


@NEEDS_PEERS
@BOTH
def test_the_toolkit_reads_and_rewrites_it(dump: Dump, tmp_path: Path) -> None:
    path, made = tmp_path / "a.xlf", tmp_path / "b.xlf"
    path.write_text(dump(outgoing(*UNITS)), "utf-8")
    version = "1" if dump is dump_1 else "2"
    command = [PEERS / "bin/python", "-c", TOOLKIT, path, made, version]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seen = json.loads(done.stdout)
    assert seen[1][:2] == ["Так & <ні>", "Yes & <no>"]
    found = back(made.read_text("utf-8"), *OURS)
    assert found.problems == ()
    assert [each.target for each in found.catalog.entries] == [
        OURS[0].target,
        OURS[1].target,
        "No.",
        OURS[3].target,
    ]
    assert [each.comment for each in found.catalog.entries] == [each.comment for each in OURS]


WORK = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
adminlang="en" srclang="UK" datatype="plaintext"/><body>
<tu><tuv xml:lang="UK"><seg>Рада &lt;g0&gt;ухвалила&lt;/g0&gt;&lt;x1/&gt; це.</seg></tuv>
<tuv xml:lang="EN"><seg>The &lt;x1/&gt;council &lt;g0&gt;passed&lt;/g0&gt; it.</seg></tuv></tu>
<tu><tuv xml:lang="UK"><seg>Ні.</seg></tuv><tuv xml:lang="EN"><seg>No.</seg></tuv></tu>
</body></tmx>
"""


def omegat(folder: Path, text: str) -> str:
    """What OmegaT makes of a file, with a person's work that lies in its memory."""
    project = OmegaT(folder)
    (project.folder / "source/a.xlf").write_text(text, "utf-8")
    (project.folder / "tm/auto/work.tmx").write_text(WORK, "utf-8")
    project.translate()
    return (project.folder / "target/a.xlf").read_text("utf-8")


@pytest.mark.generator
def test_omegat_leaves_what_it_does_not_translate(tmp_path: Path) -> None:
    found = back(omegat(tmp_path, dump_1(outgoing(*UNITS))), *OURS)
    assert found.problems == ()
    plain = (replace(each, note="", previous=None, references=()) for each in OURS)
    assert found.catalog.entries == tuple(plain)


@pytest.mark.generator
def test_what_omegat_translates_is_finished(tmp_path: Path) -> None:
    text = omegat(tmp_path, dump_1(outgoing(*UNITS), copies=True))
    found = back(text, *OURS)
    assert found.problems == ()
    assert [(each.target, each.state) for each in found.catalog.entries] == [
        ("The <br2/>council <a1>passed</a1> it.", State.TRANSLATED),
        ("Yes & <no>", State.TRANSLATED),
        ("No.", State.TRANSLATED),
        ("", State.EMPTY),
    ]
