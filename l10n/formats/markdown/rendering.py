"""Markdown as HTML, for exports: a site renders its pages itself."""

from l10n.formats.blaming import Blaming


def rendered(text: str) -> str:
    """The body of a document as HTML; raises ArticleError for what the parser cannot read.

    Shortcodes and other code of a template language stay as they are.
    """
    import pyromark

    kinds = pyromark.Options
    options = kinds.ENABLE_TABLES | kinds.ENABLE_FOOTNOTES | kinds.ENABLE_STRIKETHROUGH
    options |= kinds.ENABLE_TASKLISTS | kinds.ENABLE_HEADING_ATTRIBUTES
    with Blaming("pyromark"):
        return pyromark.html(text, options=options)
