"""Translation of articles for newsrooms: segments, drafts, PO files, published versions."""

__version__ = "0.1.0"
