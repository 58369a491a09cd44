"""How bad a finding is."""

from enum import Enum


class Severity(Enum):
    """What a finding means for publishing."""

    ERROR = "error"
    """The entry may not be published as it is."""
    WARNING = "warning"
    """A person should look."""
    HINT = "hint"
    """Worth a glance; many good translations have it."""
