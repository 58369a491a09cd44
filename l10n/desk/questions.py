"""The questions of a catalog, each with how it stands and what was answered."""

from collections.abc import Iterator

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.orphans import Where
from l10n.desk.reading import read_catalog
from l10n.errors import L10nError
from l10n.model.catalog import Catalog
from l10n.model.question import Question, Standing
from l10n.model.segment import Key
from l10n.steps.questions import answer, entry_of, questions, standing
from l10n.store.questions import load_questions


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question, and how it stands."""

    article: str
    locale: str
    question: Question
    standing: Standing
    key: Key
    """The text that it is about now; where that is gone, as it was last."""
    line: int | None
    """The first line of the article in which the text stands; None where it is gone."""
    answer: str = ""
    """What a translator has said to it, in one line or several."""


def questions_of(
    desk: Desk, where: Where, catalog: Catalog | None = None
) -> Iterator[ListedQuestion]:
    """The questions of a catalog in the order in which they were asked.

    The catalog is read where it is not at hand. Raises L10nError for what cannot be read.
    """
    name, locale = where
    workspace = desk.workspace
    _file, records = load_questions(workspace, workspace.questions_path(locale, name))
    if not records:
        return
    if catalog is None:
        catalog = read_catalog(workspace, workspace.catalog_path(locale, name))[1] or Catalog()
    active = catalog.by_key()
    gone = {entry.key: entry for entry in catalog.obsolete()}
    for question in questions(records):
        entry = entry_of(question, active)
        # What was said of a text before it went stands in its obsolete entry.
        said = entry or entry_of(question, gone)
        comment = "" if said is None else said.comment
        yield ListedQuestion(
            name,
            locale,
            question,
            standing(question, comment),
            question.keys[-1] if entry is None else entry.key,
            None if entry is None or not entry.references else entry.references[0].line,
            answer(question, comment),
        )


def notes_language(desk: Desk, name: str) -> str:
    """The language of an article's notes; of one that no workflow claims any more, English."""
    try:
        workflow = desk.workflow_of(name)
    except L10nError:
        workflow = None
    return "en" if workflow is None else workflow.notes
