"""What a version says of itself: how its text was made, by whom, and from what."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Shares:
    """The entries of a version by who wrote them."""

    raw: int = 0
    """As a machine wrote them, whether or not people have looked at them."""
    edited: int = 0
    """Drafted by a machine, then changed by people."""
    people: int = 0
    """Written by people."""

    @property
    def source_type(self) -> str:
        """The term of IPTC for all of them together; empty where no machine is known to be in it.

        One that people accepted as it was is still a machine's text.
        """
        if not self.raw and not self.edited:
            return ""
        return RAW if not self.edited and not self.people else MIXED


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

    making: Making = Making.PEOPLE
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
        """What is said where names have values: in `<meta>`, in fields of the front matter."""
        said = {
            "state": self.making.value if self.label else "",
            "label": self.label,
            "source-type": self.source_type and IPTC + self.source_type,
        }
        return {name: text for name, text in said.items() if text}


SILENT = Statement()
"""Says nothing."""
