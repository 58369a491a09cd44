"""Programs that misbehave: those that crash, never end, or answer to something else."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from apertium_texts import draft, held, needs_apertium, reason, tagged
from l10n.engines import Request
from l10n.errors import EngineError
from l10n.model.markup import Tagged
from l10n_apertium.engine import Apertium

pytestmark = pytest.mark.generator


def write(program: Path, code: str) -> None:
    version = "import sys\nif '-V' in sys.argv: sys.exit(print('Apertium 9.9'))\n"
    program.write_text(f"#!{sys.executable}\n{version}{textwrap.dedent(code)}")
    program.chmod(0o755)


ECHO = """
for part in sys.stdin.buffer.read().split(b"\\0")[:-1]:
    {do}
    sys.stdout.buffer.write(part + b"\\0")
    sys.stdout.buffer.flush()
"""


def test_a_mode_that_finds_words_its_own_way_still_keeps_tags(fake: Path) -> None:
    write(fake, ECHO.format(do="pass"))
    engine = Apertium()
    text = "A <a1>red</a1> house, <b2>big <i3>and</i3> old</b2>."
    (found,) = engine.translate([Request(tagged(text))], "en", "es")
    assert found.text == text
    assert engine.models() == ("eng-spa (Apertium 9.9)",)


def test_a_text_that_breaks_the_program_costs_no_other_text(
    fake: Path,
) -> None:
    write(fake, ECHO.format(do="if b'poison' in part: raise SystemExit(3)"))
    texts = ["poison first", "one", "two poison", *map(str, "abcdefghi"), "last poison"]
    texts += [f"{name} {poison}" for name in "klmnopqrst" for poison in ("poison", "well")]
    found = list(Apertium().translate([Request(Tagged(text)) for text in texts], "en", "es"))
    assert [each.text for each in found] == ["" if "poison" in text else text for text in texts]
    assert all(reason(each) for each in found if not each.text)


def test_a_text_that_takes_forever_is_left_empty_and_ended(fake: Path, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    write(
        fake,
        ECHO.format(
            do="if b'poison' in part:\n"
            "        import os, time\n"
            f"        open({str(pids)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
            "        time.sleep(600)"
        ),
    )
    requests = [Request(Tagged(text)) for text in ("one", "poison")]
    engine = Apertium({"timeout": 1})
    assert [each.text for each in engine.translate(requests, "en", "es")] == ["one", ""]
    for pid in map(int, pids.read_text().split()):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_program_that_is_never_done_names_the_setting(fake: Path) -> None:
    write(fake, "import time; time.sleep(600)")
    requests = [Request(Tagged(text)) for text in "abcdefghij"]
    with pytest.raises(EngineError, match="not done after 1 s") as caught:
        list(Apertium({"timeout": 1}, name="wire").translate(requests, "en", "es"))
    assert caught.value.remedy == "raise timeout in [engine.wire]"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; sys.exit('no data\\nat all')", "no data at all"),
        ("import sys; sys.exit(7)", "exit status 7"),
        ("while True: print('x' * 10000)", "far more"),
        ("print('something else')", "exit status 0"),
    ],
)
def test_a_program_that_fails_is_one_line(fake: Path, code: str, said: str) -> None:
    write(fake, code)
    requests = [Request(Tagged(f"house {number}")) for number in range(30)]
    with pytest.raises(EngineError, match=said) as caught:
        list(Apertium().translate(requests, "en", "es"))
    assert "\n" not in str(caught.value)


def test_a_program_that_cannot_be_run_is_named(fake: Path) -> None:
    fake.write_text("#!/no/such/interpreter\n")
    fake.chmod(0o755)
    with pytest.raises(EngineError, match="apertium cannot be run"):
        list(Apertium().translate([Request(Tagged("house"))], "en", "es"))


def test_an_answer_to_another_text_is_never_taken(fake: Path) -> None:
    write(fake, ECHO.format(do="part = part.replace(b'[=1]', b'[=0]')"))
    requests = [Request(Tagged(text)) for text in ("one", "two", "three")]
    found = list(Apertium().translate(requests, "en", "es"))
    for text, each in zip(("one", "two", "three"), found, strict=True):
        assert each.text in ("", text)
    assert found[2].text == "three"


def test_drafts_made_before_the_program_failed_stay(
    fake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(fake, ECHO.format(do="if b'poison' in part: raise SystemExit('broken')"))
    monkeypatch.setattr("l10n_apertium.engine._TEXTS", 2)
    requests = [Request(Tagged(text)) for text in ("one", "two", "poison", "poison two")]
    given = Apertium().translate(requests, "en", "es")
    assert [next(given).text, next(given).text] == ["one", "two"]
    with pytest.raises(EngineError, match="broken"):
        next(given)


def test_an_interrupted_run_leaves_no_process(fake: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    write(
        fake,
        f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)",
    )
    code = (
        "from l10n_apertium.engine import Apertium; from l10n.engines import Request;"
        "from l10n.model.markup import Tagged;"
        "list(Apertium().translate([Request(Tagged('house'))], 'en', 'es'))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    while not pid.exists() or not pid.read_text():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    process.wait()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


@needs_apertium
def test_the_locale_of_the_terminal_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert draft("“The old café is red” – yes.").text == "“La cafetería vieja es roja” – sí."


@needs_apertium
def test_a_mode_that_begins_with_no_dictionary_drafts_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = shutil.which("apertium")
    assert program
    data = Path(program).resolve().parents[1] / "share/apertium"
    (tmp_path / "modes").mkdir()
    line = (data / "modes/eng-spa.mode").read_text()
    (tmp_path / "modes/eng-spa.mode").write_text(f"sed '' | {line}")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    found = draft("The mayor saw a <a1>red house</a1>, {name} and blorfing.")
    assert held(found.text, "a1") == "casa roja"
    assert "{name}" in found.text
    assert "blorfing" in reason(found)
