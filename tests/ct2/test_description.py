"""The file beside a model that says what it is and how it is asked."""

from pathlib import Path

import pytest

from l10n.engines.ctranslate2.description import FILE, Description, Files, written_description
from l10n.engines.ctranslate2.description_reader import load_description, read_description
from l10n.engines.ctranslate2.presets import PRESETS, Tokens
from l10n.errors import ModelError

WHOLE = """\
name = "opus-mt-en-zle"
preset = "opus-mt"
pairs = ["en>uk", "en>be"]
version = "2022-03-17"
licence = "CC-BY-4.0"
origin = "hf:newsroom/opus-mt-en-zle"
revision = "0123456789abcdef0123456789abcdef01234567"

[languages]
uk = "ukr"
be = "bel"

[files]
model = "model"
source = "spm/source.spm"

[tokens]
before_source = [">>{target}<<"]

[decoding]
beam_size = 3
length_penalty = 0.5
compute_type = "int8"

[limits]
demonstration = true
tags = 2

[sha256]
"model/model.bin" = "0000000000000000000000000000000000000000000000000000000000000000"
"""


def read(text: str) -> Description:
    return load_description(Path(FILE), text)


def fault(text: str) -> ModelError:
    with pytest.raises(ModelError) as caught:
        read(text)
    return caught.value


def test_a_description_is_read_as_it_stands() -> None:
    found = read(WHOLE)
    assert found.label == "opus-mt-en-zle 2022-03-17"
    assert found.pairs == (("en", "uk"), ("en", "be"))
    assert found.languages == {"uk": "ukr", "be": "bel"}
    assert found.files == Files(model="model", source="spm/source.spm")
    assert found.tokens == Tokens(before_source=(">>{target}<<",), after_source=("</s>",))
    assert found.decoding.beam_size == 3
    assert found.limits == {"demonstration": True, "tags": 2}
    assert found.line("sha256", "model/model.bin") == 30


def test_what_is_written_is_read_again_the_same() -> None:
    found = read(WHOLE)
    assert read(written_description(found)) == found
    least = Description(name="a", pairs=(("uk", "en"),), origin="hf:a/b")
    assert read(written_description(least)) == least


def test_a_name_and_a_pair_suffice() -> None:
    found = read('name = "ours"\npairs = ["uk > en_GB"]\n')
    assert (found.preset, found.pairs) == ("plain", (("uk", "en-GB"),))
    assert found.tokens is None
    assert found.label == "ours"


def test_models_for_any_two_languages_need_no_pairs() -> None:
    for preset in ("nllb", "madlad"):
        assert read(f'name = "a"\npreset = "{preset}"\n').pairs == (("*", "*"),)


def test_a_revision_stands_for_a_version_that_is_not_given() -> None:
    assert read(f'name = "a"\npairs = ["uk>en"]\nrevision = "{"f" * 40}"').label == "a ffffffffffff"


@pytest.mark.parametrize(
    ("text", "line", "code", "part"),
    [
        ('name = "a"\npairs = ["uk>en"\n\n\n', 2, "002", "not TOML"),
        ('name = "a"\npairs = ["uk>en"]\nlicense = "MIT"', 3, "003", "did you mean “licence”?"),
        ('name = "a"\n\n[file]\nmodel = "."', 3, "003", "did you mean “files”?"),
        ('name = "a"\n[files]\n\nvocab = "x"', 4, "003", "known are: model, source, target"),
        ('preset = "nllb"', None, "004", 'name = "opus-mt-uk-en"'),
        ('name = "a"\npairs = []', 2, "005", 'allowed: ["uk>en"]'),
        ('name = "a"', None, "005", 'allowed: ["uk>en"]'),
        ('name = "a"\npairs = [\n"uk>en",\n"en-uk"]', 4, "005", "en-uk"),
        ('name = "a"\npairs = [\n"uk>en",\n"en>?"]', 4, "006", "is not a locale"),
        ('name = "a"\npreset = "opus"', 2, "005", "opus-mt, quickmt"),
        ('name = "../a"\npairs = ["uk>en"]', 1, "005", "letters, digits"),
        ('name = "a"\npreset = "nllb"\n[languages]\nuk = "ukr Cyrl"', 4, "005", "ukr_Cyrl"),
        ('name = "a"\npreset = "nllb"\n[languages]\n"u k" = "ukr"', 4, "006", "“u k”"),
        ('name = "a"\npreset = "nllb"\n[files]\nsource = "../x"', 4, "007", '"../x" is no file'),
        ('name = "a"\npreset = "nllb"\n[files]\nmodel = "/etc"', 4, "007", "is no file"),
        ('name = "a"\npreset = "nllb"\n[files]\nmodel = "a//b"', 4, "007", "is no file"),
        ('name = "a"\npreset = "nllb"\n[files]\nmodel = "a\\\\b"', 4, "007", "is no file"),
        ('name = "a"\npreset = "nllb"\n[files]\nmodel = 3', 4, "007", "is no file"),
        ('name = "a"\npreset = "nllb"\n[tokens]\nafter_source = ["a b"]', 4, "005", "</s>"),
        ('name = "a"\npreset = "nllb"\n[tokens]\nafter_source = "</s>"', 4, "005", "</s>"),
        ('name = "a"\npreset = "nllb"\n[decoding]\nbeam_size = 0', 4, "005", "from 1 to 32"),
        ('name = "a"\npreset = "nllb"\n[decoding]\nlength_penalty = nan', 4, "005", "0 to 5"),
        (
            'name = "a"\npreset = "nllb"\n[decoding]\ncompute_type = "int4"',
            4,
            "005",
            "int8_float16",
        ),
        ('name = "a"\npreset = "nllb"\n[sha256]\n"model.bin" = "abc"', 4, "005", "64 hexadecimal"),
        (f'name = "a"\npreset = "nllb"\n[sha256]\n"../b" = "{"0" * 64}"', 4, "007", "../b"),
        ('name = "a"\nlanguages = 3', 2, "005", "[languages]"),
        ('name = "a"\nbeam = ' + "9" * 5000, 2, "002", "not TOML"),
        ("a." * 40 + "b = 1", 1, "002", "not TOML"),
    ],
)
def test_a_mistake_is_shown_with_its_line(
    text: str, line: int | None, code: str, part: str
) -> None:
    error = fault(text)
    assert (error.line, error.code) == (line, f"L10N-CTM-{code}")
    assert part in str(error)
    assert str(error.path) == FILE


def test_where_a_model_came_from_may_have_any_name() -> None:
    said = 'name = "a"\npairs = ["uk>en"]\norigin = "моделі/нова модель.zip"\nversion = "1+б"'
    assert fault(said).line == 4
    found = read(said.replace("1+б", "1.0+git"))
    assert (found.origin, found.version) == ("моделі/нова модель.zip", "1.0+git")
    assert read(written_description(found)) == found
    assert fault('name = "a"\npairs = ["uk>en"]\norigin = "a\\u001bb"').line == 3


def test_too_much_is_refused() -> None:
    assert fault("#" * 300_000).code == "L10N-CTM-002"
    tokens = ", ".join(['"x"'] * 65)
    assert fault(f'name = "a"\npreset = "nllb"\n[tokens]\nafter_source = [{tokens}]').line == 4
    many = ", ".join(f'"uk>q{n:04}"' for n in range(2001))
    assert fault(f'name = "a"\npairs = [{many}]').code == "L10N-CTM-008"


def test_a_description_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no such file"):
        read_description(tmp_path)
    (tmp_path / FILE).write_bytes(b"name = '\xff'")
    with pytest.raises(ModelError) as caught:
        read_description(tmp_path)
    assert (caught.value.code, caught.value.line) == ("L10N-CTM-001", 1)


def test_presets_name_the_tokens_of_a_pair() -> None:
    tokens = {
        name: preset.tokens.filled("ukr_Cyrl", "eng_Latn") for name, preset in PRESETS.items()
    }
    assert tokens["nllb"] == Tokens(("ukr_Cyrl",), ("</s>",), ("eng_Latn",))
    assert tokens["madlad"].before_source == ("▁", "<2eng_Latn>")
    assert tokens["opus-mt"].before_source == (">>eng_Latn<<",)
    assert not tokens["quickmt"].before_source
