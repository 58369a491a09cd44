"""What stands on one line of comments: places of an entry, or its flags."""

from l10n.regex import regex

_REFERENCE = regex("\u2068([^\u2068\u2069]*+)\u2069(?::(\\d+))?|(\\S+)")


def references(listed: str) -> list[str]:
    """The places on a line of them, each as `path:line` or `path`."""
    if "\u2068" not in listed:
        return listed.split()
    return [
        f"{match[1]}:{match[2]}" if match[2] else match[1] or match[3]
        for match in _REFERENCE.finditer(listed)
    ]


def flags_of(listed: str) -> list[str]:
    """The flags on a line of them."""
    return [flag for each in listed.split(",") if (flag := each.strip())]
