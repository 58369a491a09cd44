"""Options of commands that report: in which form, and into which files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from l10n.cli.console import say_lines
from l10n.errors import UsageError
from l10n.lines import printable_json
from l10n.messages import _
from l10n.reports.report import Report

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = {
    "junit": "l10n.reports.junit:junit",
    "sarif": "l10n.reports.sarif:sarif",
    "github": "l10n.reports.services:github",
    "gitlab": "l10n.reports.services:gitlab",
    "markdown": "l10n.reports.markdown:markdown",
    "html": "l10n.reports.html:page",
    "badge": "l10n.reports.badge:badge",
}
"""Where each form is made; besides, every command has JSON of its own."""


def report_options(command: F) -> F:
    """Add --format and --report."""
    command = click.option(
        "--report",
        "reports",
        multiple=True,
        metavar=_("FORMAT=FILE"),
        help=_("Write a report into a file too; may be given more than once."),
    )(command)
    return click.option(
        "--format",
        "form",
        type=click.Choice(("json", *FORMATS)),
        help=_("Print this instead of lines for people."),
    )(command)


_STARTS = {
    "json": ('{\n  "findings": [', '{\n  "articles": ['),
    "junit": ('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="l10n: ',),
    "sarif": ('{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json"',),
    "github": tuple(
        f"::{level} {key}=" for level in ("error", "warning", "notice") for key in ("file", "title")
    ),
    "gitlab": ("[]\n", '[\n  {\n    "description": '),
    "markdown": ("## l10n: ",),
    "html": ("<!doctype html><!-- l10n report -->",),
    "badge": ('<svg xmlns="http://www.w3.org/2000/svg" class="l10n"',),
}
"""How each form begins: an earlier report may be replaced, nothing else."""


def rendered(report: Report, form: str) -> str:
    """A report in one of its forms."""
    from importlib import import_module

    module, _colon, name = FORMATS[form].partition(":")
    text: str = getattr(import_module(module), name)(report)
    return text


def wished_files(reports: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    """The forms and files of --report; raises UsageError for what is no pair of both."""
    found: list[tuple[str, Path]] = []
    for each in reports:
        form, equals, name = each.partition("=")
        if form not in ("json", *FORMATS) or not equals or not name:
            raise UsageError(
                _("“{text}” is no report").format(text=each),
                code="USE-015",
                remedy=_(
                    "write FORMAT=FILE, such as junit=coverage.xml; formats are {names}"
                ).format(names=", ".join(("json", *FORMATS))),
            )
        found.append((form, Path(name)))
    return tuple(found)


def write_reports(report: Report, as_json: object, wished: tuple[tuple[str, Path], ...]) -> None:
    """Write the files of --report; `as_json` is what the command's own JSON holds.

    Raises UsageError for a file that is no report, and FileError.
    """
    from l10n.store.report_files import write_report

    for form, path in wished:
        text = json_text(as_json) if form == "json" else rendered(report, form)
        write_report(path, text, _STARTS[form])


def json_text(value: object) -> str:
    """A value as the JSON of a file."""
    return printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def print_report(report: Report, form: str) -> None:
    """Print a report."""
    say_lines(rendered(report, form).removesuffix("\n"))
