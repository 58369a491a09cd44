"""When an engine of a workflow is asked for a text: pairs, length, tags."""

from l10n.dataclass import dataclass
from l10n.language.locales import covers
from l10n.model.markup import Tagged

CONDITIONS = ("pairs", "min_characters", "max_characters", "max_tags")
"""The keys of `[engine.<name>.when]`."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a text must be like for an engine to be asked; nothing said is any text."""

    pairs: tuple[tuple[str, str], ...] = ()
    """Pairs of locales, source and target; `en` stands for `en-GB` too."""
    min_characters: int = 0
    """Least length, without tags."""
    max_characters: int | None = None
    """Greatest length, without tags."""
    max_tags: int | None = None
    """Most inline tags; 0 for texts without any."""

    def take_pair(self, source: str, target: str) -> bool:
        """True for a pair of locales that the engine is asked for."""
        return not self.pairs or any(
            covers(one, source) and covers(other, target) for one, other in self.pairs
        )

    def take(self, text: Tagged) -> bool:
        """True for a text whose length and tags are within the bounds."""
        if self.max_tags is not None and len(text.names) > self.max_tags:
            return False
        if not self.min_characters and self.max_characters is None:
            return True
        length = len(text.plain())
        return length >= self.min_characters and (
            self.max_characters is None or length <= self.max_characters
        )


ALWAYS = Conditions()
