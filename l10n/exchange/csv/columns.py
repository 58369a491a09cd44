"""The columns of such a table."""

ROLE, BEFORE, AFTER = "role", "before", "after"
STATE, MACHINE, DESK, ARTICLE = "state", "machine", "desk", "article"
DATE, WHO, NOTE = "date", "who", "note"
MORE = (ROLE, BEFORE, AFTER, STATE, MACHINE, DESK, ARTICLE, DATE, WHO, NOTE)
"""The columns behind the texts; each may be missing."""
YES = "yes"
"""What stands in the column `machine` of a text that a machine wrote."""
