"""How another process of ours is begun."""

import sys


def command(module: str) -> tuple[str, ...]:
    """The command of a process that does what `work` of a module does.

    `-P` keeps the folder that a person happens to be in from offering a package of its own. Not
    `multiprocessing`: it imports whatever the first process was started with.
    """
    return (sys.executable, "-P", "-c", f"from {module} import work; work()")
