"""Align: articles that were published in two languages give memory entries and catalogs."""
