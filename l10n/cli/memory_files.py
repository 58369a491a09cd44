"""`l10n memory import` and `export`."""

import contextlib
import io
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from l10n.cli.console import (
    bars,
    desk_here,
    error_json,
    json_option,
    output,
    print_json,
    report_errors,
    say,
    warn,
)
from l10n.cli.memories import report_warnings, using_memory
from l10n.cli.options import Command, now
from l10n.errors import L10nError, UsageError
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from l10n.desk.desk import Desk
    from l10n.jobs.memory.exporting import Export, Format
    from l10n.jobs.memory.importing import Imported


@click.command(
    "import",
    cls=Command,
    short_help=_("Take in translations of another tool."),
    help=_(
        "Check FILES and put them into memory/: TMX and CSV as they are, a finished PO catalog "
        "from elsewhere as TMX. No other file is ever replaced, and the same file again is no "
        "second copy."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILES..."), type=click.Path())
@click.option("--as", "name", default="", metavar=_("NAME"), help=_("What it is called there."))
@click.option(
    "--source", default="", metavar=_("LOCALE"), help=_("Of a PO file, the locale of its texts.")
)
@click.option(
    "--target",
    default="",
    metavar=_("LOCALE"),
    help=_("Of a PO file, the locale of its translations, if its header does not say it."),
)
@json_option
def import_memory(files: tuple[str, ...], as_json: bool, **said: str) -> None:
    """Take files in."""
    from l10n.jobs.memory.importing import ImportWish, import_file

    if said["name"] and len(files) > 1:
        raise UsageError(
            _("--as names one file, and there are {n}").format(n=len(files)),
            code="MEM-027",
            remedy=_("import them one by one"),
        )
    desk = desk_here()
    done: list[Imported] = []
    errors: list[L10nError] = []
    with bars() as bar:
        for name in files:
            reading = bar(_("Checking"), "bytes", False)
            try:
                done.append(import_file(desk, Path(name), ImportWish(**said), reading))
            except L10nError as error:
                errors.append(error.kept())
    with using_memory(desk) as memories:
        if any(each.added for each in done):
            memories.own()
    if as_json:
        print_json({"files": list(map(_json, done)), "errors": list(map(error_json, errors))})
    else:
        for each in done:
            _print(each)
    report_warnings(memories)
    report_errors(errors)


def _print(each: "Imported") -> None:
    pairs = _pairs(each.pairs)
    if each.added:
        text = ngettext(
            "{place}: {n} translation is in the memory now ({pairs})",
            "{place}: {n} translations are in the memory now ({pairs})",
            each.units,
        )
    else:
        text = ngettext(
            "{place}: is this file already, with {n} translation ({pairs})",
            "{place}: is this file already, with {n} translations ({pairs})",
            each.units,
        )
    say(text.format(place=each.place, n=each.units, pairs=pairs))
    for problem in each.problems:
        warn(problem)
    if each.more:
        text = ngettext("and {n} more was left out", "and {n} more were left out", each.more)
        warn(text.format(n=each.more))


def _pairs(pairs: Counter[tuple[str, str]]) -> str:
    return ", ".join(f"{source} → {target}: {n}" for (source, target), n in sorted(pairs.items()))


def _json(each: "Imported") -> dict[str, object]:
    return {
        "file": each.file,
        "place": each.place,
        "added": each.added,
        "translations": each.units,
        "pairs": _pairs_json(each.pairs),
        "problems": list(map(error_json, each.problems)),
        "more_problems": each.more,
    }


def _pairs_json(pairs: Counter[tuple[str, str]]) -> list[dict[str, object]]:
    return [
        {"source_locale": source, "locale": target, "translations": n}
        for (source, target), n in sorted(pairs.items())
    ]


@click.command(
    "export",
    cls=Command,
    short_help=_("Write the memory, or some of it, as TMX or CSV."),
    help=_(
        "Write the translation memory, or some of it, into FILE, which is new: TMX for other "
        "tools, or CSV for a spreadsheet, as its name ends. Without a FILE it goes to standard "
        "output."
    ),
)
@click.argument("file", required=False, metavar=_("[FILE]"), type=click.Path(path_type=Path))
@click.option("--format", "format", type=click.Choice(["tmx", "csv"]), help=_("What is written."))
@click.option("--source", default="", metavar=_("LOCALE"), help=_("Only originals in this locale."))
@click.option(
    "--locale", "target", default="", metavar=_("LOCALE"), help=_("Only translations in this one.")
)
@click.option("--desk", default="", metavar=_("NAME"), help=_("Only those of this workflow."))
@click.option(
    "--since",
    default="",
    metavar=_("DATE"),
    help=_("Only what was worked on since this day: 2026-05-31."),
)
@click.option("--approved", is_flag=True, help=_("Only what somebody has signed for."))
@json_option
def export_memory(file: Path | None, as_json: bool, **said: Any) -> None:
    """Write a file."""
    from l10n.jobs.memory.exporting import Export, ExportWish
    from l10n.language.locales import known

    if as_json and file is None:
        raise UsageError(
            _("--json says what was written into a file, and none is named"),
            code="MEM-028",
            remedy=_("name a FILE, or leave out --json"),
        )
    desk = desk_here()
    wish = ExportWish(
        format=_format(file, said["format"]),
        source=known(said["source"]) if said["source"] else "",
        target=known(said["target"]) if said["target"] else "",
        desk=_desk(desk, said["desk"]),
        since=_day(said["since"]),
        approved=said["approved"],
    )
    with using_memory(desk) as memories:
        export = Export(memories, wish)
        export.check()
        with _opened(desk, file) as opened:
            export.write(opened, now())
    report_warnings(memories)
    if as_json:
        print_json(
            {
                "file": str(file),
                "translations": export.written,
                "pairs": _pairs_json(export.pairs),
                "undated": export.undated,
            }
        )
    else:
        _tell(export, file)


def _tell(export: "Export", file: Path | None) -> None:
    # On standard output goes the file alone, if it goes there.
    err = file is None
    n = export.written
    text = ngettext("{n} translation written", "{n} translations written", n).format(n=n)
    if export.pairs:
        text += f" ({_pairs(export.pairs)})"
    say(text if file is None else f"{file}: {text}", err=err)
    if export.undated:
        text = ngettext(
            "{n} translation was left out, since nobody knows when it was worked on",
            "{n} translations were left out, since nobody knows when they were worked on",
            export.undated,
        )
        say(text.format(n=export.undated), err=err)


def _format(file: Path | None, said: str | None) -> "Format":
    suffix = "" if file is None else file.suffix.lower().removeprefix(".")
    if said is None and file is not None and suffix not in ("tmx", "csv"):
        raise UsageError(
            _("nobody can tell from its name what is to be written"),
            code="MEM-029",
            path=file,
            remedy=_("let it end in .tmx or .csv, or say it: --format"),
        )
    return cast("Format", said or suffix or "tmx")


def _desk(desk: "Desk", name: str) -> str:
    known = [each.name for each in desk.workflows]
    if name and name not in known:
        raise UsageError(
            _("there is no workflow “{name}”").format(name=name),
            code="MEM-030",
            remedy=_("known are: {names}").format(names=", ".join(known)),
        )
    return name


def _day(text: str) -> "date | None":
    from datetime import date

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(
            _("“{text}” is no day").format(text=text),
            code="MEM-031",
            remedy=_("write year, month and day: 2026-05-31"),
        ) from None


@contextlib.contextmanager
def _opened(desk: "Desk", file: Path | None) -> Iterator[TextIO]:
    """What is written to: a new file that is there once it is whole, or standard output."""
    if file is None:
        with output() as out:
            yield out
        return
    from l10n.store.replacing.new_file import putting
    from l10n.store.replacing.writing import unwritable

    if file.resolve().is_relative_to(desk.workspace.memory_folder.resolve()):
        raise UsageError(
            _("what is exported would be imported again from there"),
            code="MEM-032",
            path=file,
            remedy=_("write it to another folder"),
        )
    try:
        if os.path.lexists(file):
            raise FileExistsError
        with putting(file) as binary:
            text = io.TextIOWrapper(
                cast(io.BufferedWriter, binary), "utf-8", "surrogatepass", newline=""
            )
            yield text
            text.flush()
            text.detach()
    except FileExistsError:
        raise UsageError(
            _("the file is there already, and stays as it is"),
            code="MEM-033",
            path=file,
            remedy=_("name another, or remove it first"),
        ) from None
    except OSError as error:
        raise unwritable(file, error) from None
