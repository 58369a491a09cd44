"""A run over one parser that coverage leads (atheris), in a process of its own.

    python -m tests.fuzzing.guided NAME SECONDS FOLDER

keeps what it found new ways with in FOLDER. It ends with 0 where nothing was found, and else with
the input, as a Python literal, that shows the fault.
"""

import sys
import traceback
from pathlib import Path

import atheris

TIMEOUT = 20
"""Seconds after which one input counts as hanging."""
MEMORY = 3_000
"""Megabytes that the process may have."""
LONGEST = 4_096
"""Bytes of an input."""


def main() -> None:
    """Fuzz until the time is over."""
    name, seconds, folder = sys.argv[1:]
    with atheris.instrument_imports(include=["l10n", "polib", "yaml", "justhtml"]):
        from tests.fuzzing.targets import TARGETS
    target = TARGETS[name]
    corpus = Path(folder)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed{number:03}").write_bytes(seed)

    def one(data: bytes) -> None:
        try:
            target.try_on(data)
        except BaseException:
            traceback.print_exc()
            print(f"FOUND: {name}: {data!r}", flush=True)
            raise

    options = [
        f"-max_total_time={seconds}",
        f"-timeout={TIMEOUT}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={corpus}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, folder], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
