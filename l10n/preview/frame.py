"""What stands around every page here: it loads nothing, and runs nothing but what it names."""

import base64
import hashlib

from l10n.dataclass import dataclass
from l10n.preview.texts import said


@dataclass(frozen=True, slots=True)
class Frame:
    """A page without what is in it."""

    mark: str
    """By which it is known for one of ours."""
    title: str
    language: str
    """The one that it speaks."""
    style: str
    script: str = ""
    """The one script in it, which its own policy names by hash."""


def start(mark: str) -> str:
    """How a page with that mark begins."""
    return f"<!doctype html><!-- {mark} -->"


def framed(frame: Frame, body: str) -> str:
    """The page as a whole."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    script = ""
    if frame.script:
        digest = base64.b64encode(hashlib.sha256(frame.script.encode()).digest()).decode()
        policy += f"; script-src 'sha256-{digest}'"
        script = f"<script>{frame.script}</script>\n"
    return (
        f"{start(frame.mark)}\n"
        f'<html lang="{said(frame.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{said(frame.title)}</title>\n<style>\n{frame.style}</style>\n</head>\n"
        f"<body>\n{body}\n{script}</body>\n</html>\n"
    )
