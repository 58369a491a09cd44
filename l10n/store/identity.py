"""Who works here: the name and the address that git would write into a commit."""

import os
from collections.abc import Mapping
from pathlib import Path

from l10n.store.git import SECONDS, started

_KEYS = ("name", "email")


def identity(folder: Path) -> Mapping[str, str]:
    """`name` and `email` of git's author in a folder; what is set nowhere is left out.

    As git itself has it: the environment before `author.*` before `user.*`. What git would make up
    from the machine's name is nobody's, so it is not asked for.
    """
    found: dict[str, str] = {}
    told = _configured(folder)
    for key in _KEYS:
        ways = (os.environ.get(f"GIT_AUTHOR_{key.upper()}"), told.get(f"author.{key}"))
        value = next((each for each in (*ways, told.get(f"user.{key}")) if each), "")
        if value.strip():
            found[key] = value.strip()
    return found


def _configured(folder: Path) -> Mapping[str, str]:
    """What git's settings say, the last word of each key; nothing without git."""
    # Most commands never ask git.
    import subprocess

    command = ("config", "--null", "--get-regexp", r"^(author|user)\.(name|email)$")
    process = started(command, folder)
    if process is None:
        return {}
    with process:
        try:
            answer, _errors = process.communicate(timeout=SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            process.kill()
            return {}
    lines = answer.decode("utf-8", "replace").split("\0") if process.returncode == 0 else ()
    pairs = (line.partition("\n") for line in lines)
    return {key: value for key, _newline, value in pairs}
