"""The engine that drafts with a LibreTranslate server."""
