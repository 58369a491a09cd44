"""Telling: what a version says of how it was made, to readers and to machines."""

from collections.abc import Collection, Sequence

from l10n.dataclass import dataclass
from l10n.desk.desk import Job
from l10n.errors import L10nError
from l10n.language.labels import label
from l10n.model.composition import Composition
from l10n.model.statement import Making, Party, Statement, source_type
from l10n.model.workflow import Workflow
from l10n.steps.publish import ChosenTargets


def making_of(choice: ChosenTargets, made_of: Composition) -> Making:
    """How far people answer for what a machine wrote of a version.

    A draft that nobody has finished makes it a machine's, whatever else there is; it is approved
    only where each of its translations is signed for as it stands.
    """
    if choice.draft or made_of.raw.entries:
        return Making.MACHINE
    if not (made_of.accepted.entries or made_of.edited.entries):
        return Making.PEOPLE
    translated = made_of.total.entries - made_of.source.entries
    return Making.APPROVED if made_of.approved.entries >= translated else Making.REVIEWED


def states_of(job: Job, choice: ChosenTargets, made_of: Composition) -> list[str]:
    """What readers are told of a version, by the names that labels have in a workflow.

    What people have reviewed is told only where the workflow wants it told.
    """
    making = making_of(choice, made_of)
    always = job.workflow.publish.label_when == "always" and making is not Making.PEOPLE
    states = [making.value] if making is Making.MACHINE or always else []
    return [*states, "partial"] if choice.partial else states


def label_of(job: Job, states: Collection[str]) -> str:
    """The notice to readers of a version; raises WorkflowError where there is no wording."""
    try:
        return label(job.locale, states, job.workflow.publish.wording(job.locale))
    except L10nError as error:
        raise error.at(path=job.workflow.path) from error


@dataclass(frozen=True, slots=True)
class Made:
    """What a version is made of, and how it shows."""

    states: Sequence[str]
    """What its readers are told, by name."""
    made_of: Composition
    label: str
    """What its readers are told."""
    address: str
    """Of its page; empty where nobody knows it."""


def statement_of(job: Job, made: Made) -> Statement:
    """What a version says of itself to machines."""
    metadata, made_of = job.workflow.metadata, made.made_of
    original = job.workflow.site.original_url(job.name, job.workflow.source)
    return Statement(
        state=next(iter(made.states), ""),
        label=made.label if metadata.label else "",
        source_type=source_type(
            made_of.raw + made_of.accepted, edited=made_of.edited, people=made_of.people
        ),
        linked_data=metadata.linked_data,
        translators=tuple(_translators(job.workflow, made_of)),
        original=original if made.address else "",
        page=made.address,
    )


def _translators(workflow: Workflow, made_of: Composition) -> list[Party]:
    """Engines whose drafts stand in it, changed or not, and whom the workflow names."""
    engines = {(workflow.plugin(engine), model) for engine, model in made_of.engines}
    found = [
        Party("SoftwareApplication", engine, version=model) for engine, model in sorted(engines)
    ]
    named = workflow.metadata.translator
    return [*found, named] if named is not None else found
