"""OmegaT of Debian, run without its windows: a project that it opens, translates and saves."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

JAR = Path("/usr/share/omegat/OmegaT.jar")
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>uk</source_lang>
<target_lang>en</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


class OmegaT:
    """A project of OmegaT in a folder."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("omegat") is None or not JAR.exists():
            pytest.fail("OmegaT is missing; on Debian: apt-get install omegat")
        self.folder = folder / "project"
        self.settings = folder / "settings"
        for name in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "omegat.project").write_text(PROJECT, "utf-8")

    def translate(self, *options: str) -> str:
        """Open the project, save what it knows, and translate its sources; returns its words."""
        self.settings.mkdir(exist_ok=True)
        done = subprocess.run(
            [
                "omegat",
                "--mode=console-translate",
                "--no-team",
                f"--config-dir={self.settings}",
                *options,
                str(self.folder),
            ],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def memory(self, form: str) -> Path:
        """What it saved as TMX: `omegat` with tags as text, `level2` with codes."""
        return self.folder / f"{self.folder.name}-{form}.tmx"


def schemas(folder: Path) -> Path:
    """The official grammars of TMX and TBX, which OmegaT brings along."""
    with zipfile.ZipFile(JAR) as jar:
        for name in ("tmx11.dtd", "tmx14.dtd", "tmx14.xsd", "tbx.xsd", "xml.xsd"):
            (folder / name).write_bytes(jar.read(f"schemas/{name}"))
    return folder
