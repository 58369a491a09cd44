"""The `l10n` command: thin faces of plain functions, one file per command."""

from l10n.cli.main import main

__all__ = ["main"]
