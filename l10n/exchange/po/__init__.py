"""PO catalogs, read, wrapped and written; the only import of polib."""
