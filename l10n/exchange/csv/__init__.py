"""Units of a translation memory as a table that people keep in a spreadsheet."""
