"""The dialect of a desk: how a workflow names it, how `init` proposes it, what the parser masks."""

import re
from collections.abc import Iterator

import pytest

from l10n.formats.code.code import BLANK, Code, Family, Ground, Level
from l10n.formats.code.masking import mask
from l10n.formats.dialects.dialect import Dialect
from l10n.model.article import PieceKind, Span
from l10n.model.conventions import UNSAID
from tests.conftest import WORKFLOW, Newsroom, Run


@pytest.mark.parametrize(
    ("sign", "dialect"),
    [
        ("hugo.toml", "hugo"),
        ("_config.yml", "jekyll"),
        ("docusaurus.config.ts", "docusaurus"),
        ("mkdocs.yml", "mkdocs"),
        ("myst.yml", "myst"),
        (".obsidian/app.json", "obsidian"),
        ("wp-config.php", "wordpress"),
    ],
)
def test_init_proposes_the_dialect_of_the_site(tmp_path, run: Run, sign: str, dialect: str) -> None:
    path = tmp_path / "site" / sign
    path.parent.mkdir(parents=True)
    path.touch()
    assert run("init", tmp_path / "site").code == 0
    assert f'\ndialect = "{dialect}"\n' in (tmp_path / "site/workflows/news.toml").read_text()


def test_init_looks_at_the_repository_around_the_folder(tmp_path, run: Run) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "hugo.toml").touch()
    assert run("init", tmp_path / "deep/desk").code == 0
    assert '\ndialect = "hugo"\n' in (tmp_path / "deep/desk/workflows/news.toml").read_text()


def test_init_names_no_dialect_where_nothing_tells(tmp_path, run: Run) -> None:
    assert run("init", tmp_path / "desk").code == 0
    assert "\ndialect" not in (tmp_path / "desk/workflows/news.toml").read_text()


def test_an_unknown_dialect_is_a_line_with_a_guess(newsroom: Newsroom) -> None:
    newsroom.workflow(f'dialect = "hogo"\n{WORKFLOW}')
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert "workflows/news.toml:1: dialect = " in answer.err
    assert "did you mean “hugo”?" in answer.err


def test_a_wrong_list_of_parameters_is_told_by_its_key(newsroom: Newsroom) -> None:
    newsroom.workflow(f'{WORKFLOW}\n[shortcodes]\nfigure = "caption"\n')
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert "shortcodes.figure" in answer.err


def _percent(ground: Ground) -> Iterator[Code]:
    for found in re.finditer(r"%%(/?)(\w+)%%", ground.text):
        half = PieceKind.EMPTY
        if found[2] == "pair":
            half = PieceKind.CLOSE if found[1] else PieceKind.OPEN
        yield Code(Span(*found.span()), name=found[2], half=half)


def _fence(ground: Ground) -> Iterator[Code]:
    for found in re.finditer(r"^:::.*$", ground.text, re.MULTILINE):
        if not ground.is_off(found.start()):
            yield Code(Span(*found.span()), BLANK)


DIALECT = Dialect(
    "trial",
    (Family("percent", ("%%",), _percent), Family("fence", (":::",), _fence, Level.BLOCKS)),
)


class TestMasking:
    def test_a_mask_keeps_the_length_and_all_else(self) -> None:
        source = "a %%x%% b\n:::note\nc\n:::\n"
        masked = mask(source, 0, DIALECT, UNSAID, lambda text, body: ())
        assert masked.text == "a xxxxx b\n       \nc\n   \n"
        assert [kept.shown for kept in masked.kept()] == ["%%x%%", ":::note", ":::"]

    def test_the_head_of_a_source_holds_no_code(self) -> None:
        source = "%%x%%\n%%y%%"
        masked = mask(source, 6, DIALECT, UNSAID, lambda text, body: ())
        assert masked.text == "%%x%%\nxxxxx"

    def test_markup_in_code_blocks_is_none(self) -> None:
        source = "%%x%%\n:::\n"
        masked = mask(source, 0, DIALECT, UNSAID, lambda text, body: (Span(6, 9),))
        assert masked.text == "xxxxx\n:::\n"

    def test_a_source_without_any_sign_is_not_looked_through(self) -> None:
        def never(text: str, body: int) -> Iterator[Span]:
            raise AssertionError

        source = "plain"
        assert mask(source, 0, DIALECT, UNSAID, never).text is source
