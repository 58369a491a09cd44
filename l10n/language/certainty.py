"""How sure it is that a word of a text is the word that somebody looks for."""

from enum import Enum


class Certainty(Enum):
    """What spelling, part of speech, capitals and neighbours say."""

    SURE = "sure"
    QUESTION = "question"
    """They leave it open: a person has to look."""
    OTHER = "other"
    """It is another word that is spelt alike."""
