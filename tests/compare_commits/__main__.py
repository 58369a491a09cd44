"""The command: check both commits out, run all cases with each, print what differs."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.compare_commits import report
from tests.compare_commits.cases import Case, of_corpora, own
from tests.compare_commits.differences import Found, Options, compare, merged
from tests.compare_commits.running import Blobs, UnusableError, check_out, run
from tests.corpora import DATA, ROOT

Cases = Callable[[Path, Sequence[str]], list[Case]]
"""Makes the cases; is given the checkout of the commit before, and how the wanted names begin."""


def all_cases(before: Path, only: Sequence[str]) -> list[Case]:
    """The corpora first, since they take longest, then the workspace of the commit before."""
    if only and all(name.startswith("own") for name in only):
        return own(before)
    if not DATA.is_dir():
        raise UnusableError("../shared/data is not there; `--only own` compares without it")
    return of_corpora(DATA) + own(before)


def main(arguments: Sequence[str] | None = None, cases: Cases = all_cases) -> int:
    """Compare two commits; returns 0 where nothing differs, 1 where something does, 2 otherwise."""
    wanted = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="compare-") as scratch:
        try:
            found, names = _compared(Path(scratch).resolve(), cases, wanted)
        except UnusableError as error:
            print(f"compare: {error}", file=sys.stderr)
            return 2
        print(report.write(found, names, wanted.to), end="")
    return 1 if found.differences or found.moves else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.compare_commits",
        description="Compare what two commits make of the corpora and of this workspace.",
    )
    parser.add_argument("before", help="a commit, or a folder as it stands")
    parser.add_argument("after", help="a commit, or a folder as it stands (`.`)")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CASE",
        help="cases that begin so: own, news/drafted",
    )
    parser.add_argument("--messages", action="store_true", help="compare what commands print")
    parser.add_argument("--dates", action="store_true", help="compare dates and versions too")
    parser.add_argument(
        "--to",
        type=Path,
        default=Path("build/compare"),
        metavar="FOLDER",
        help="where all diffs go, in place of earlier ones (default: %(default)s)",
    )
    return parser


def _compared(
    scratch: Path, cases: Cases, wanted: argparse.Namespace
) -> tuple[Found, tuple[str, str]]:
    codes = scratch / "before" / "code", scratch / "after" / "code"
    names = check_out(ROOT, wanted.before, codes[0]), check_out(ROOT, wanted.after, codes[1])
    chosen = [
        case
        for case in cases(codes[0], wanted.only)
        if not wanted.only or case.name.startswith(tuple(wanted.only))
    ]
    if not chosen:
        raise UnusableError(f"no case begins with {' or '.join(wanted.only)}")
    blobs = Blobs(scratch / "blobs")
    blobs.folder.mkdir()
    options = Options(messages=wanted.messages, dates=wanted.dates)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = [
            [pool.submit(run, code, case, code.parent / f"case-{number}", blobs) for code in codes]
            for number, case in enumerate(chosen)
        ]
        parts = []
        for case, (one, other) in zip(chosen, waiting, strict=True):
            parts.append(compare(case, (one.result(), other.result()), blobs, options))
            print(f"{case.name}: {len(parts[-1].differences)} differences", file=sys.stderr)
    return merged(parts), names


if __name__ == "__main__":
    sys.exit(main())
