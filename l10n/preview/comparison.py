"""What several systems make of the same texts, as one self-contained page."""

from collections.abc import Iterator
from pkgutil import get_data

from l10n.dataclass import dataclass
from l10n.language.locales import direction, language_name
from l10n.messages import _, language
from l10n.preview.frame import Frame, framed
from l10n.preview.texts import said
from l10n.steps.words_diff import as_html, word_diff

MARK = "l10n engines compare"
"""By which a page is known for one of ours."""


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of every system."""

    name: str
    cells: tuple[str, ...]
    best: frozenset[int] = frozenset()
    """The systems that are ahead in it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one system made of a text."""

    system: str
    text: str
    remarks: tuple[str, ...]
    """Doubts; why there is no text, where there is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A text, and what became of it."""

    place: str
    source: str
    finished: str
    """Empty where there is no finished translation."""
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ComparisonSheet:
    """All that the page shows."""

    pair: tuple[str, str]
    systems: tuple[str, ...]
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    """What is to be known of the figures."""
    rows: tuple[Row, ...]
    version: str
    made: str
    """When, as people read it."""


def page(sheet: ComparisonSheet) -> str:
    """The page: it loads nothing, runs nothing, and follows the choice of light or dark."""
    style = (get_data("l10n.preview", "comparison.css") or b"").decode("utf-8")
    spoken = language()
    pair = " → ".join(language_name(locale, spoken) for locale in sheet.pair)
    title = _("Engines compared: {pair}").format(pair=pair)
    body = "\n".join(
        (
            "<main>",
            f"<h1>{said(title)}</h1>",
            f'<p class="quiet">l10n {said(sheet.version)}, {said(sheet.made)}</p>',
            *_figures(sheet),
            *(f"<p>{said(note)}</p>" for note in sheet.notes),
            *_legend(sheet),
            *(line for row in sheet.rows for line in _row(row, sheet.pair)),
            "</main>",
        )
    )
    return framed(Frame(MARK, title, spoken, style), body)


def _figures(sheet: ComparisonSheet) -> Iterator[str]:
    heads = "".join(
        f'<th class="number" scope="col">{said(column.name)}</th>' for column in sheet.columns
    )
    yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="figures"><table>'
    figures, system = said(_("Figures")), said(_("system"))
    yield f'<caption id="figures" hidden>{figures}</caption>'
    yield f'<thead><tr><th scope="col">{system}</th>{heads}</tr></thead><tbody>'
    for number, name in enumerate(sheet.systems):
        cells = "".join(
            f'<td class="number{" best" if number in column.best else ""}">'
            f"{said(column.cells[number])}</td>"
            for column in sheet.columns
        )
        yield f'<tr><th scope="row">{said(name)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _legend(sheet: ComparisonSheet) -> Iterator[str]:
    if any(row.finished for row in sheet.rows):
        new, gone = said(_("is not in the finished one")), said(_("is missing"))
        legend = said(_("Against the finished translation:"))
        yield f'<p class="quiet">{legend} <ins>{new}</ins>, <del>{gone}</del></p>'


def _row(row: Row, pair: tuple[str, str]) -> Iterator[str]:
    yield f'<section class="passage"><p class="quiet">{said(row.place)}</p>'
    yield f'<p class="source" {_speech(pair[0])}>{said(row.source)}</p><div class="outputs">'
    if row.finished:
        name = said(_("finished"))
        words = f"<p {_speech(pair[1])}>{said(row.finished)}</p>"
        yield f'<div class="output finished"><h3>{name}</h3>{words}</div>'
    for told in row.told:
        yield f'<div class="output"><h3>{said(told.system)}</h3>'
        if told.text:
            text = said(told.text)
            if row.finished:
                text = as_html(word_diff(row.finished, told.text))
            yield f"<p {_speech(pair[1])}>{text}</p>"
        else:
            nothing = said(_("no draft"))
            yield f"<p><i>{nothing}</i></p>"
        yield from (f'<p class="doubt">{said(remark)}</p>' for remark in told.remarks)
        yield "</div>"
    yield "</div></section>"


def _speech(locale: str) -> str:
    return f'lang="{said(locale)}" dir="{said(direction(locale))}"'
