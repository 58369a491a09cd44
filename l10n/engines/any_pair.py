"""The pairs of an engine that translates between any two locales."""


class AnyPair(frozenset[tuple[str, str]]):
    """Holds every pair of locales; there is nothing to list."""

    def __contains__(self, item: object) -> bool:
        """True for a pair of locales."""
        return (
            isinstance(item, tuple)
            and len(item) == 2
            and all(isinstance(code, str) and code for code in item)
        )
