"""What a version says of itself: how its text was made, by whom, and from what."""

from enum import Enum
from typing import TYPE_CHECKING, Literal

from l10n.dataclass import dataclass

if TYPE_CHECKING:
    from l10n.model.counts import Tally

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""IPTC NewsCodes, Digital Source Type: where its terms live."""
RAW = "trainedAlgorithmicMedia"
"""The term for what a trained model has made, as it made it."""
MIXED = "compositeWithTrainedAlgorithmicMedia"
"""The term for what holds a model's text beside, or beneath, that of people."""


class Making(Enum):
    """How far people answer for the text of a version, as far as a machine wrote of it."""

    PEOPLE = "people"
    """No part of it is known to come from a machine."""
    MACHINE = "machine"
    """Machine drafts stand in it that nobody has reviewed."""
    REVIEWED = "reviewed"
    """A machine drafted of it, and people have finished every entry."""
    APPROVED = "approved"
    """The same, and each entry of it is signed for."""


def source_type(machine: "Tally", *, edited: "Tally", people: "Tally") -> str:
    """The term of IPTC for the texts of a version; empty where no machine is known to be in it.

    Those of a machine are so whether or not people accepted them as they were.
    """
    if not machine.entries and not edited.entries:
        return ""
    return MIXED if edited.entries or people.entries else RAW


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody, or something, that translated."""

    kind: Literal["Person", "Organization", "SoftwareApplication"]
    """Its type in schema.org."""
    name: str
    url: str = ""
    version: str = ""
    """Of software: the model."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said to machines that read a version: search engines, archives, a site's templates.

    What is empty is not said.
    """

    state: str = ""
    """Which label readers find, by its name in the workflow; the first of two."""
    label: str = ""
    """What readers are told, to be said here as well."""
    source_type: str = ""
    """The term of IPTC's Digital Source Type, without its address."""
    linked_data: bool = False
    """The article's own block of schema.org says what follows."""
    translators: tuple[Party, ...] = ()
    original: str = ""
    """The address of the article in its own language, where the workflow tells it."""
    page: str = ""
    """The address of the version, likewise."""

    def terms(self) -> dict[str, str]:
        """What is said where names have values: in `<meta>`, in fields of the front matter.

        It goes with the label: of a page that has none nothing is said.
        """
        if not self.label:
            return {}
        said = {
            "state": self.state,
            "label": self.label,
            "source-type": self.source_type and IPTC + self.source_type,
        }
        return {name: text for name, text in said.items() if text}


SILENT = Statement()
"""Says nothing."""
