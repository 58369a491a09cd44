"""OmegaT opens our memories, translates with them, and writes them anew without a loss."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n.exchange.tbx.writing import Languages, write_terms
from l10n.exchange.tmx.reading import opened
from l10n.exchange.tmx.writing import write_units
from l10n.model.unit import Standing, Unit
from l10n.tags.renumbering import tagged
from tests.omegat import OmegaT, schemas
from tests.test_peers import PEERS
from tests.test_tbx import FULL as TERMS

pytestmark = pytest.mark.generator

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = (
    "<html><body><p>Рада <b>ухвалила</b> <i>рішення</i>.</p>"
    "<p>Друге речення &amp; ще &lt;одне&gt;.</p><p>Третє <img src='a.png'> з образом.</p>"
    "</body></html>"
)


def unit(source: str, target: str) -> Unit:
    return Unit(tagged(source), target, "uk", "en")


UNITS = (
    replace(
        unit(
            "Рада <b1>ухвалила</b1> <i2>рішення</i2>.",
            "A <i2>decision</i2> the council <b1>made</b1>.",
        ),
        note="A note & more",
        date="2026-03-01T12:00:00Z",
        who="Olena",
        standing=Standing.APPROVED,
        before="До",
        context="title",
    ),
    unit("Друге речення & ще <одне>.", "A second sentence & one <more>."),
    unit("Третє <img1/> з образом.", "A third one <img1/> with a picture."),
)


READ_GLOSSARY = """
import org.omegat.gui.glossary.GlossaryReaderTBX
GlossaryReaderTBX.read(new File("{path}"), false).each {{
    println "TERM " + it.getSrcText() + " = " + it.getLocTerms(false).join("; ")
}}
"""
"""What OmegaT's own reader makes of a glossary, as one of its scripts."""


def write(path: Path) -> Path:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        write_units(file, UNITS, now=NOW)
    return path


def read(path: Path) -> dict[str, Unit]:
    with opened(path) as reading:
        found = {each.source.text: each for each in reading.units()}
    assert reading.problems == []
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> OmegaT:
    """A project whose own memory is one of ours, after OmegaT has saved it."""
    made = OmegaT(tmp_path_factory.mktemp("omegat"))
    (made.folder / "source" / "a.html").write_text(PAGE, "utf-8")
    write(made.folder / "omegat" / "project_save.tmx")
    said = made.translate()
    assert "Created by: l10n" in said
    return made


def test_omegat_translates_with_a_memory_of_ours(project: OmegaT) -> None:
    page = (project.folder / "target" / "a.html").read_text("utf-8")
    assert "A <i>decision</i> the council <b>made</b>." in page
    assert "A second sentence &amp; one &lt;more&gt;." in page
    assert re.search("A third one <img[^<>]*> with a picture.", page)


@pytest.mark.parametrize("form", ["omegat", "level2"])
def test_what_omegat_writes_anew_is_read_without_a_loss(project: OmegaT, form: str) -> None:
    found = read(project.memory(form))
    # Of the name of a tag OmegaT keeps the first letter.
    expected = {
        each.source.text.replace("<img", "<i"): each.target.replace("<img", "<i") for each in UNITS
    }
    assert {source: each.target for source, each in found.items()} == expected
    first = found[UNITS[0].source.text]
    assert first.source == UNITS[0].source
    assert (first.note, first.date, first.who) == ("A note & more", UNITS[0].date, "Olena")


def test_a_memory_is_valid_by_the_official_grammars(tmp_path: Path) -> None:
    folder = schemas(tmp_path)
    path = write(tmp_path / "ours.tmx")
    script = (
        "import sys; from lxml import etree; "
        "grammar = etree.DTD(sys.argv[1]); found = etree.parse(sys.argv[2]); "
        "sys.exit(0 if grammar.validate(found) else str(grammar.error_log))"
    )
    command = [PEERS / "bin" / "python", "-c", script, folder / "tmx14.dtd", path]
    subprocess.run(command, check=True)


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A glossary of ours as TBX."""
    path = tmp_path_factory.mktemp("tbx") / "ours.tbx"
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        write_terms(file, TERMS, Languages("uk", ("en",)))
    return path


def test_a_glossary_is_valid_by_the_official_grammar(glossary: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from lxml import etree; "
        "grammar = etree.XMLSchema(etree.parse(sys.argv[1])); found = etree.parse(sys.argv[2]); "
        "sys.exit(0 if grammar.validate(found) else str(grammar.error_log))"
    )
    command = [PEERS / "bin" / "python", "-c", script, schemas(tmp_path) / "tbx.xsd", glossary]
    subprocess.run(command, check=True)


def test_omegat_finds_the_terms_of_a_glossary_of_ours(glossary: Path, tmp_path: Path) -> None:
    made = OmegaT(tmp_path)
    (made.folder / "source" / "a.txt").write_text("Рада.", "utf-8")
    shutil.copy(glossary, made.folder / "glossary" / "ours.tbx")
    script = tmp_path / "terms.groovy"
    script.write_text(READ_GLOSSARY.format(path=made.folder / "glossary" / "ours.tbx"), "utf-8")
    said = made.translate(f"--script={script}")
    found = re.findall("TERM (.*)", said)
    assert "Володимир Зеленський = Volodymyr Zelenskyy" in found, said
