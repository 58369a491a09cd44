"""What a parser of Markdown sees in the place of a marker that begins something."""

_MOST_BLANKS = 4
"""The most blanks between the mark of an item and its text (CommonMark 0.31.2, section 5.2)."""


def heading(size: int) -> str:
    """The beginning of a line that is a block of its own; empty where it is too short.

    A heading ends with its line, whatever follows it.
    """
    return "#".ljust(size) if size > 1 else ""


def container(size: int, indent: int, *, titled: bool = False) -> str:
    """An item of a list with an empty heading, so that what is indented by `indent` lies in it.

    With a title, what follows the fill is the text of the heading. Empty where it is too short.
    """
    least = 4 if titled else 3
    if size < least:
        return ""
    blanks = max(1, min(_MOST_BLANKS, indent - 1, size - least + 1))
    return f"+{' ' * blanks}#".ljust(size)
