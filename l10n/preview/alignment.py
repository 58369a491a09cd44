"""Two aligned articles side by side, as one self-contained page: what is doubtful first."""

from collections.abc import Iterator
from pkgutil import get_data

from l10n.dataclass import dataclass
from l10n.language.locales import direction, format_percent
from l10n.messages import _, language, ngettext
from l10n.model.markup import Tagged
from l10n.preview.frame import Frame, framed
from l10n.preview.texts import said, shown
from l10n.shell import shell_words

MARK = "l10n align"
"""By which a page is known for one of ours."""
_FAIR = 0.5
"""Confidence from which a doubtful pair is not shown as bad."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is beside each other."""

    source: tuple[Tagged, ...]
    target: tuple[Tagged, ...]
    lines: tuple[int, int]
    """Of the first text of each side, from 1; 0 where it has none."""
    kind: str
    """`1-2`: how many texts of each side."""
    moved: bool
    confidence: float | None
    """None where one side is empty."""
    safe: bool
    """It goes into the memory."""


@dataclass(frozen=True, slots=True)
class Paired:
    """One article with its translation."""

    source_name: str
    target_name: str
    locales: tuple[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class AlignmentSheet:
    """All that the page shows."""

    articles: tuple[Paired, ...]
    table: str
    """The file in which a person says what is right; empty where nothing is doubtful."""
    version: str
    made: str
    """When, as people read it."""


def page(sheet: AlignmentSheet) -> str:
    """The page: it loads nothing, runs nothing, and follows the choice of light or dark."""
    style = (get_data("l10n.preview", "alignment.css") or b"").decode("utf-8")
    title = _("Aligned articles")
    body = "\n".join(
        (
            "<main>",
            f"<h1>{said(title)}</h1>",
            f'<p class="quiet">l10n {said(sheet.version)}, {said(sheet.made)}</p>',
            *_how(sheet),
            *(line for article in sheet.articles for line in _article(article)),
            "</main>",
        )
    )
    return framed(Frame(MARK, title, language(), style), body)


def _how(sheet: AlignmentSheet) -> Iterator[str]:
    """What a person can do with the page."""
    number = sum(_doubtful(row) for article in sheet.articles for row in article.rows)
    if not sheet.table:
        nothing = _("Nothing is doubtful: all pairs went into the memory.")
        yield f"<p>{said(nothing)}</p>"
        return
    text = ngettext(
        "{n} pair is doubtful, and not in the memory.",
        "{n} pairs are doubtful, and not in the memory.",
        number,
    ).format(n=number)
    todo = _(
        "To take those in that are right, open {file} in a spreadsheet, write yes or no in its "
        "column “accept”, put texts right where they need it, and run:"
    ).format(file=sheet.table)
    command = shell_words(["l10n", "align", "--accepted"], [sheet.table])
    yield f"<p>{said(text)} {said(todo)} {_command(command)}</p>"


def _command(line: str) -> str:
    return f'<code class="command">{said(line)}</code>'


def _doubtful(row: Row) -> bool:
    return row.confidence is not None and not row.safe


def _article(article: Paired) -> Iterator[str]:
    yield "<section>"
    yield f"<h2>{said(article.source_name)} · {said(article.target_name)}</h2>"
    doubtful = [row for row in article.rows if _doubtful(row)]
    if doubtful:
        heading = _("To be looked at")
        yield f"<h3>{said(heading)} · {len(doubtful)}</h3>"
        yield from _table(doubtful, article)
    safe = sum(row.safe for row in article.rows)
    lone = sum(row.confidence is None for row in article.rows)
    all_ = _("The whole article: {safe} pairs in the memory, {lone} texts without a counterpart")
    yield f"<details><summary>{said(all_.format(safe=safe, lone=lone))}</summary>"
    yield from _table(article.rows, article)
    yield "</details></section>"


def _table(rows: "list[Row] | tuple[Row, ...]", article: Paired) -> Iterator[str]:
    yield '<div class="rows">'
    for row in rows:
        yield from _row(row, article)
    yield "</div>"


def _row(row: Row, article: Paired) -> Iterator[str]:
    kind = "lone" if row.confidence is None else "safe" if row.safe else "doubtful"
    yield f'<div class="row {kind}"><p class="told">{_told(row)}</p>'
    for texts, locale, line in zip(
        (row.source, row.target), article.locales, row.lines, strict=True
    ):
        place = _("line {line}").format(line=line) if line else ""
        yield (
            f'<div class="cell" lang="{said(locale)}" dir="{said(direction(locale))}">'
            + "".join(f"<p>{shown(text.text, text)}</p>" for text in texts)
            + f'<p class="quiet place">{said(place)}</p></div>'
        )
    yield "</div>"


def _told(row: Row) -> str:
    if row.confidence is None:
        return said(_("no counterpart"))
    level = "good" if row.safe else "fair" if row.confidence >= _FAIR else "bad"
    percent = format_percent(int(row.confidence * 100), language())
    words = [f'<b class="{level}">{said(percent)}</b>', said(row.kind)]
    if row.moved:
        words.append(said(_("moved")))
    return " · ".join(words)
