"""A sheet as one self-contained HTML file: it loads nothing, and reads on screens and on paper."""

from collections.abc import Iterator
from html import escape
from itertools import count
from pkgutil import get_data

from l10n.messages import N_, _, ngettext
from l10n.model.markup import OMIT
from l10n.model.severity import Severity
from l10n.preview.frame import Frame, framed
from l10n.preview.sheet import Row, Sheet, Side, Stage, Unit
from l10n.preview.texts import said, shown
from l10n.steps.words_diff import as_html, word_diff

MARK = "l10n preview"
"""By which a page is known for one of ours."""

STAGES = {
    Stage.EMPTY: ("○", N_("not translated")),
    Stage.MACHINE: ("◐", N_("machine draft")),
    Stage.UNFINISHED: ("✎", N_("unfinished")),
    Stage.TRANSLATED: ("✓", N_("translated")),
    Stage.APPROVED: ("★", N_("approved")),
    Stage.CHANGED: ("↻", N_("approved, then changed")),
    Stage.REJECTED: ("✗", N_("rejected")),
}
"""Each stage with its sign and its name."""
_SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.HINT: N_("hint"),
}
_HEADINGS = ("title", "headline", "heading", "subheading")
_UNNAMED = ("paragraph", *_HEADINGS[1:])
"""Roles that are seen by the looks of a text."""
_PAIRED = 40
"""Segments of one block whose two sides light up together."""


def page(sheet: Sheet) -> str:
    """A sheet as HTML.

    What is told of a segment shows when it is pointed at and when it has the keyboard's focus, and
    on paper below its text. The one script in it, which its own policy names by hash, moves the
    focus by keys and hides what is told.
    """
    style, script = (_file(name) for name in ("page.css", "page.js"))
    pairs = min(max((len(row.units) for row in sheet.rows), default=0), _PAIRED)
    style += "".join(map(_lit, range(1, pairs + 1)))
    title = f"{sheet.article} · {sheet.target.name}"
    body = "\n".join(
        (*_head(sheet), "<main>", *_filters(sheet), *_rows(sheet), "</main>", *_foot(sheet))
    )
    return framed(Frame(MARK, title, sheet.language, style, script), body)


def _file(name: str) -> str:
    return (get_data("l10n.preview", name) or b"").decode("utf-8")


def _lit(number: int) -> str:
    """Let both sides of a segment light up where one of them is pointed at."""
    wanted = f'.row:has([data-n="{number}"]:hover, [data-n="{number}"]:focus) [data-n="{number}"]'
    return f"{wanted} {{ background: var(--lit); }}\n"


def _head(sheet: Sheet) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{said(sheet.article)}</h1>"
    pair = f"{sheet.source.name} → {sheet.target.name}"
    yield f'<p class="quiet">{said(pair)}</p>'
    for fact in sheet.facts:
        yield f"<p>{said(fact)}</p>"
    if sheet.problems:
        number = len(sheet.problems)
        head = ngettext(
            "{n} part of the article stays as it is:",
            "{n} parts of the article stay as they are:",
            number,
        ).format(n=number)
        items = "".join(f"<li>{said(line)}</li>" for line in sheet.problems)
        yield f'<div class="problems"><p>{said(head)}</p><ul>{items}</ul></div>'
    yield "</header>"


def _filters(sheet: Sheet) -> Iterator[str]:
    """Buttons that leave the rows alone in which there is a segment of a kind."""
    counts = sheet.counts
    found = sum(bool(unit.remarks) for unit in sheet.units)
    legend = said(_("Show"))
    yield f'<fieldset class="filters"><legend>{legend}</legend>'
    yield _choice("all", "", _("all segments"), len(sheet.units), chosen=True)
    for stage, (sign, name) in STAGES.items():
        if counts[stage]:
            yield _choice(stage.value, sign, _(name), counts[stage])
    if found:
        yield _choice("found", "!", _("with findings"), found)
    yield "</fieldset>"


def _choice(value: str, sign: str, name: str, number: int, *, chosen: bool = False) -> str:
    checked = " checked" if chosen else ""
    mark = f'<span class="sign {value}" aria-hidden="true">{sign}</span>' if sign else ""
    return (
        f'<label><input type="radio" name="show" id="show-{value}"{checked}>'
        f"{mark}<span>{said(name)}</span> <b>{number}</b></label>"
    )


def _rows(sheet: Sheet) -> Iterator[str]:
    yield '<div class="row names">'
    yield "".join(
        f'<div class="cell" lang="{escape(sheet.language)}"><h2>{said(side.name)}</h2></div>'
        for side in (sheet.source, sheet.target)
    )
    yield "</div>"
    numbers = count(1)
    for row in sheet.rows:
        cards = [f"c{next(numbers)}" for _unit in row.units]
        kinds = dict.fromkeys(f"has-{unit.stage.value}" for unit in row.units)
        if any(unit.remarks for unit in row.units):
            kinds["has-found"] = None
        looks = "heading" if row.role in _HEADINGS else "text"
        role = "" if row.role in _UNNAMED else _role(sheet, row)
        yield f'<div class="row block {" ".join(kinds)}" role="group" aria-label="{_label(row)}">'
        yield f'<div class="cell {looks}" {_speech(sheet.source)}>{role}{_sources(row)}</div>'
        yield f'<div class="cell {looks}" {_speech(sheet.target)}>'
        for number, (unit, card) in enumerate(zip(row.units, cards, strict=True), 1):
            yield _target(sheet, unit, card, number)
        yield "</div></div>"
    nothing = said(_("There is no such segment."))
    yield f'<p class="nothing" role="status">{nothing}</p>'


def _role(sheet: Sheet, row: Row) -> str:
    return f'<span class="role" lang="{said(sheet.language)}" dir="auto">{said(row.name)}</span>'


def _label(row: Row) -> str:
    place = _("line {line}").format(line=row.units[0].line)
    return said(f"{row.name}, {place}")


def _speech(side: Side) -> str:
    return f'lang="{said(side.locale)}" dir="{side.direction}"'


def _sources(row: Row) -> str:
    parts = []
    for number, unit in enumerate(row.units, 1):
        spans = tuple(span for each in unit.remarks for span in each.source)
        text = shown(unit.source.text, unit.source, spans, unit.tags)
        parts.append(f'<span class="source" data-n="{number}">{text}</span>')
    return " ".join(parts)


def _target(sheet: Sheet, unit: Unit, card: str, number: int) -> str:
    sign, name = _named(unit.stage)
    worst = unit.worst
    found = f" found-{worst.value}" if worst else ""
    label = said(f"{number}: {name}")
    mark = '<span class="alarm" aria-hidden="true">!</span>' if unit.remarks else ""
    return (
        f'<span class="unit {unit.stage.value}{found}" data-n="{number}" tabindex="0" '
        f'role="group" aria-label="{label}" aria-describedby="{card}">'
        f'<span class="sign {unit.stage.value}" aria-hidden="true">{sign}</span>{mark}'
        f'<span class="words">{_words(sheet, unit)}</span>{_card(sheet, unit, card)}</span> '
    )


def _words(sheet: Sheet, unit: Unit) -> str:
    """The text of a translation, or what there is to say in its place."""
    if unit.target and unit.target != OMIT:
        spans = tuple(span for each in unit.remarks for span in each.target)
        return shown(unit.target, unit.source, spans, unit.tags)
    _sign, name = _named(unit.stage)
    instead = _("left out on purpose") if unit.target else name
    return f'<i lang="{said(sheet.language)}">{said(instead)}</i>'


def _named(stage: Stage) -> tuple[str, str]:
    """The sign of a stage, and its name in the language of the page."""
    sign, name = STAGES[stage]
    return sign, _(name)


def _card(sheet: Sheet, unit: Unit, card: str) -> str:
    """What is told of a segment."""
    _sign, name = _named(unit.stage)
    place = _("line {line}").format(line=unit.line)
    lines = [f'<span class="line"><b>{said(name)}</b> · {said(place)}</span>']
    for each in unit.remarks:
        kind = _(_SEVERITIES[each.severity])
        lines.append(
            f'<span class="line {each.severity.value}"><b>{said(kind)}:</b> {said(each.text)} '
            f'<span class="quiet">[{said(each.check)}]</span></span>'
        )
    if unit.previous is not None:
        head = said(_("Changed in the source since it was translated:"))
        changes = as_html(word_diff(unit.previous, unit.source.text))
        told = f"<span {_speech(sheet.source)}>{changes}</span>"
        lines.append(f'<span class="line"><b>{head}</b> {told}</span>')
    for comment in unit.comments:
        head = said(_("The translator:"))
        lines.append(
            f'<span class="line"><b>{head}</b> <span dir="auto">{said(comment)}</span></span>'
        )
    lines += [f'<span class="line note" dir="auto">{said(note)}</span>' for note in unit.notes]
    kind = "card telling" if unit.remarks or unit.comments else "card"
    speech = f'lang="{said(sheet.language)}" dir="auto"'
    return f'<span class="{kind}" id="{card}" role="tooltip" {speech}>{"".join(lines)}</span>'


def _foot(sheet: Sheet) -> Iterator[str]:
    keys = _("Keys: j and k go to the next and the previous segment, Escape hides what is told.")
    yield f'<footer><p class="quiet keys">{said(keys)}</p>'
    yield f'<p class="quiet">l10n {said(sheet.version)}, {said(sheet.made)}</p></footer>'
