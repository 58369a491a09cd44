"""What of articles could not be taken in, as a sync gathers it for its end."""

from collections.abc import Iterable

from l10n.model.article import Problem


class Remarks:
    """Blocks that stay as they are, with the article's name, each once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.problems: dict[tuple[str, Problem], None] = {}

    def tell(self, name: str, problems: Iterable[Problem]) -> None:
        """Note what of an article could not be taken in, to be said at the end."""
        for problem in problems:
            self.problems[name, problem] = None
