"""The desk of a command, in another process that works for it."""

from collections.abc import Sequence
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job
from l10n.model.layout import layout_of
from l10n.model.workflow import Workflow
from l10n.store.replacing.displaced import Rescue, Watch
from l10n.store.workspace import Workspace

Place = tuple[str, str, int]
"""An article, a locale, and which of the workflows: what a process is told of a job."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a desk is opened with: its workflows as the command has read them."""

    root: Path
    workflows: tuple[Workflow, ...]

    @classmethod
    def of(cls, desk: Desk) -> "Opened":
        """For the desk of this process."""
        return cls(desk.workspace.root, desk.workflows)


class DeskHand:
    """What every `Hand` that works on articles begins with."""

    def __init__(self, opened: Opened) -> None:
        """Open the desk; the lock of its workspace is the first process's to take."""
        # What earlier commands have left is for the first process, too.
        watch = Watch(looked=True)
        layout = layout_of(opened.workflows)
        workspace = Workspace(opened.root, layout=layout, watch=watch, lent=True)
        self.desk = Desk(workspace, opened.workflows)

    def job(self, place: Place) -> Job:
        """The job that a process was told of."""
        name, locale, workflow = place
        return Job(name, locale, self.desk.workflows[workflow])

    def rescues(self) -> Sequence[Rescue]:
        """Texts of people that came out of their places since they were last asked for."""
        found = tuple(self.desk.workspace.watch.rescues)
        self.desk.workspace.watch.rescues.clear()
        return found


class Places:
    """What processes are told of jobs."""

    def __init__(self, desk: Desk) -> None:
        """The workflows are told by their numbers."""
        self._numbers = {each.name: number for number, each in enumerate(desk.workflows)}

    def of(self, job: Job) -> Place:
        """One job."""
        return job.name, job.locale, self._numbers[job.workflow.name]
